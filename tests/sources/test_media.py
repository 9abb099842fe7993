import numpy as np
import pytest

from posecoach.errors import SourceError
from posecoach.sources import find_media, is_landmarks, is_picture


def test_files_are_kept_as_given_and_folders_give_their_media_sorted(tmp_path):
    (tmp_path / "inner").mkdir()
    for name in ("b.MP4", "a.jpg", "c.webm", "notes.txt", ".hidden.mp4", "inner/d.mp4", "l.npz"):
        (tmp_path / name).touch()
    (tmp_path / "folder.mp4").mkdir()
    given = tmp_path / "notes.txt"
    found = find_media([given, tmp_path])
    assert found == [given, *(tmp_path / name for name in ("a.jpg", "b.MP4", "c.webm", "l.npz"))]


def test_text_paths_will_do(tmp_path):
    (tmp_path / "a.jpg").touch()
    assert find_media([str(tmp_path)]) == [tmp_path / "a.jpg"]


def test_nothing_found_is_said_in_words(tmp_path):
    (tmp_path / "notes.txt").touch()
    with pytest.raises(SourceError, match="no video or picture in this folder"):
        find_media([tmp_path])
    with pytest.raises(SourceError, match=r"gone\.mp4: there is no such file"):
        find_media([tmp_path / "gone.mp4"])


def test_a_folder_that_cannot_be_listed_is_said_in_words(tmp_path, monkeypatch):
    def refuse(self):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(tmp_path), "iterdir", refuse)
    with pytest.raises(SourceError, match=r"cannot be read \(Permission denied\)"):
        find_media([tmp_path])


def test_something_that_is_neither_file_nor_folder_is_refused():
    with pytest.raises(SourceError, match="neither a file nor a folder"):
        find_media(["/dev/null"])


@pytest.mark.parametrize(
    ("start", "picture"),
    [
        (b"\xff\xd8\xff\xe0JFIF", True),
        (b"\x89PNG\r\n\x1a\n", True),
        (b"BM\xf6\x1e", True),
        (b"II*\x00", True),
        (b"MM\x00*", True),
        (b"RIFF\x10\0\0\0WEBPVP8 ", True),
        (b"\0\0\0\x20ftypavif", True),
        (b"\0\0\0\x18ftypheic", True),
        (b"RIFF\x10\0\0\0AVI LIST", False),
        (b"\0\0\0\x20ftypisom", False),
        (b"GIF89a", False),
        (b"\x1aE\xdf\xa3", False),
        (b"hello", False),
        (b"", False),
    ],
)
def test_a_picture_is_told_by_its_first_bytes(tmp_path, start, picture):
    path = tmp_path / "x.mp4"
    path.write_bytes(start + bytes(40))
    assert is_picture(path) is picture


def test_landmarks_are_told_by_what_is_in_them(tmp_path):
    names = ("meta", "px", "world", "visibility")
    np.savez(tmp_path / "ours.npz", **{name: np.zeros(1) for name in names})
    np.savez(tmp_path / "theirs.npz", px=np.zeros(1))
    (tmp_path / "broken.npz").write_bytes(b"PK\x03\x04" + bytes(50))
    (tmp_path / "text.npz").write_bytes(b"hello")
    assert is_landmarks(tmp_path / "ours.npz")
    assert not any(is_landmarks(tmp_path / f"{n}.npz") for n in ("theirs", "broken", "text"))


@pytest.mark.parametrize("ask", [is_picture, is_landmarks])
def test_what_cannot_be_opened_is_an_error_not_a_no(tmp_path, ask):
    with pytest.raises(SourceError, match="cannot be read"):
        ask(tmp_path / "gone")
