import zipfile
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from posecoach.errors import OutputError, SourceError
from posecoach.sources import (
    LandmarkWriter,
    is_landmarks,
    landmarks,
    open_replay,
    write_landmarks,
)
from tests.sources.made import sighting

CLIP = SimpleNamespace(
    kind="video",
    name="clip ü.mp4",
    size=(128, 96),
    fps=30.0,
    duration_s=0.4,
    frames_read=12,
    problems=["damaged data: 1 frame could not be decoded"],
)
SEEN = [sighting(order, people) for order, people in enumerate([1, 0, 2, 1, 3, 0])]
for order, seen in enumerate(SEEN):
    faces = np.full((len(seen.people), 11, 3), np.nan, np.float32)
    faces[:1] = np.arange(33).reshape(11, 3) + order if order > 1 else np.nan
    people = [replace(one, face=face) for one, face in zip(seen.people, faces, strict=True)]
    SEEN[order] = replace(seen, people=tuple(people))


@pytest.fixture
def path(tmp_path):
    write_landmarks(tmp_path / "landmarks.npz", SEEN, CLIP, model_sha256="abc")
    return tmp_path / "landmarks.npz"


def assert_same(read, written):
    assert (read.t, read.index, read.size) == (written.t, written.index, written.size)
    assert (read.brightness, read.contrast) == (written.brightness, written.contrast)
    assert read.counted is written.counted
    assert len(read.people) == len(written.people)
    for one, other in zip(read.people, written.people, strict=True):
        assert one.t == other.t
        for name in ("px", "world", "visibility", "face"):
            assert np.array_equal(getattr(one, name), getattr(other, name), equal_nan=True), name


def test_what_was_written_is_read_back_to_the_bit(path):
    with open_replay(path) as source:
        frames = list(source.frames())
        for frame, written in zip(frames, SEEN, strict=True):
            assert (frame.t, frame.index) == (written.t, written.index)
            assert_same(source.sighting(frame), written)


def test_long_recordings_are_laid_out_in_parts(tmp_path, monkeypatch):
    monkeypatch.setattr(landmarks, "_CHUNK", 4)
    write_landmarks(tmp_path / "parts.npz", SEEN, CLIP)
    source = open_replay(tmp_path / "parts.npz")
    for frame, written in zip(source.frames(), SEEN, strict=True):
        assert_same(source.sighting(frame), written)


def test_the_header_tells_what_it_was(path):
    source = open_replay(path)
    assert (source.kind, source.name, source.size) == ("landmarks", "landmarks.npz", (128, 96))
    assert (source.fps, source.duration_s, source.problems) == (30, 0.4, CLIP.problems)
    recording = source.recording
    assert (recording.source, recording.kind, recording.frames) == ("clip ü.mp4", "video", 12)
    assert (recording.schema, recording.model_sha256, recording.posecoach) == (1, "abc", "0.1.0")
    assert source.frames_read == 0
    list(source.frames())
    assert source.frames_read == 12


def test_the_file_is_plain_numpy_of_the_documented_shapes(path):
    with np.load(path, allow_pickle=False) as stored:
        shapes = {name: (stored[name].shape, stored[name].dtype.name) for name in stored}
    assert shapes.pop("meta")[0] == ()
    assert shapes == {
        "t": ((6,), "float64"),
        "index": ((6,), "int64"),
        "brightness": ((6,), "float64"),
        "contrast": ((6,), "float64"),
        "counted": ((6,), "bool"),
        "px": ((6, 3, 33, 2), "float32"),
        "world": ((6, 3, 33, 3), "float32"),
        "visibility": ((6, 3, 33), "float32"),
        "face": ((6, 3, 11, 3), "float32"),
    }
    assert is_landmarks(path)


def test_the_same_landmarks_give_the_same_bytes(path, tmp_path):
    write_landmarks(tmp_path / "again.npz", SEEN, CLIP, model_sha256="abc")
    assert (tmp_path / "again.npz").read_bytes() == path.read_bytes()


def test_what_is_not_known_stays_unknown(tmp_path):
    still = SimpleNamespace(**vars(CLIP) | {"kind": "picture", "fps": np.nan, "duration_s": np.nan})
    unlit = [sighting(0, 0)]
    write_landmarks(tmp_path / "a.npz", unlit, still)
    source = open_replay(tmp_path / "a.npz")
    assert np.isnan(source.fps) and np.isnan(source.duration_s)
    (frame,) = source.frames()
    assert source.sighting(frame).people == ()


def test_where_nobody_looked_for_faces_none_are_kept(tmp_path):
    write_landmarks(tmp_path / "bodies.npz", [sighting(0, 2)], CLIP)
    with np.load(tmp_path / "bodies.npz") as stored:
        assert "face" not in stored
    source = open_replay(tmp_path / "bodies.npz")
    (frame,) = source.frames()
    assert [person.face for person in source.sighting(frame).people] == [None, None]


def test_a_file_from_before_faces_is_still_read(path):
    source = open_replay(rewritten(path, face=None))
    people = [person for frame in source.frames() for person in source.sighting(frame).people]
    assert len(people) == 7 and all(person.face is None for person in people)
    assert np.array_equal(people[0].px, SEEN[0].people[0].px)


def test_an_empty_recording_can_be_stored(tmp_path):
    write_landmarks(tmp_path / "none.npz", [], CLIP)
    assert list(open_replay(tmp_path / "none.npz").frames()) == []


def test_black_frames_take_no_memory_and_cannot_be_drawn_on(path):
    frame = next(iter(open_replay(path).frames()))
    assert frame.image.shape == (96, 128, 3) and frame.image.strides == (0, 0, 0)
    assert frame.image.max() == 0 and not frame.image.flags.writeable


def test_a_frame_of_something_else_has_no_sighting(path):
    source = open_replay(path)
    frame = next(iter(source.frames()))
    for index in (1, 99):
        with pytest.raises(ValueError, match=f"frame {index}"):
            source.sighting(type(frame)(frame.t, index, frame.image))


def test_nothing_is_left_when_it_is_not_finished(tmp_path):
    with pytest.raises(KeyboardInterrupt), LandmarkWriter(tmp_path / "a.npz") as writer:
        writer.add(SEEN[0])
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_one_line_and_leaves_the_old_file(path, monkeypatch):
    def full(self, *arguments, **options):
        raise OSError(28, "No space left on device")

    before = path.read_bytes()
    monkeypatch.setattr(zipfile.ZipFile, "open", full)
    with pytest.raises(OutputError, match=r"landmarks\.npz: cannot be written \(No space left"):
        write_landmarks(path, SEEN, CLIP)
    assert path.read_bytes() == before and [p.name for p in path.parent.iterdir()] == [path.name]


def test_a_missing_folder_is_one_line(tmp_path):
    with pytest.raises(OutputError, match="cannot be written"):
        LandmarkWriter(tmp_path / "gone" / "a.npz")


def rewritten(path, **changed):
    """Return the path of a copy in which these arrays are replaced, or left out if None."""
    with np.load(path) as stored:
        arrays = dict(stored) | changed
    copy = path.with_name("copy.npz")
    np.savez(copy, **{name: values for name, values in arrays.items() if values is not None})
    return copy


def header(path, old, new):
    with np.load(path) as stored:
        text = str(stored["meta"])
    assert old in text
    return np.array(text.replace(old, new))


@pytest.mark.parametrize(
    "change",
    [
        lambda path: {"px": None},
        lambda path: {"t": None},
        lambda path: {"t": np.arange(5.0)},
        lambda path: {"t": np.array([0, 1, 2, 2, 3, 4.0])},
        lambda path: {"t": np.array([0, 1, 2, np.nan, 3, 4.0])},
        lambda path: {"index": np.array([0, 2, 4, 3, 8, 10])},
        lambda path: {"px": np.zeros((6, 3, 32, 2), np.float32)},
        lambda path: {"world": np.zeros((6, 2, 33, 3), np.float32)},
        lambda path: {"visibility": np.zeros(6, np.float32)},
        lambda path: {"t": np.array(list("abcdef"))},
        lambda path: {"meta": np.array("not json")},
        lambda path: {"meta": np.array("{}")},
        lambda path: {"meta": header(path, "[128,96]", "[0,0]")},
        lambda path: {"meta": header(path, '"video"', '"hologram"')},
        lambda path: {"counted": np.array([{}] * 6)},
        lambda path: {"face": np.zeros((6, 3, 10, 3), np.float32)},
    ],
)
def test_arrays_that_do_not_belong_together_are_refused(path, change):
    with pytest.raises(SourceError, match=r"^copy\.npz: damaged, or not landmarks of posecoach"):
        open_replay(rewritten(path, **change(path)))


def test_another_schema_is_refused_in_words(path):
    newer = header(path, '"schema":1', '"schema":2')
    with pytest.raises(SourceError, match=r"landmarks of schema 2, not 1; use the posecoach 0"):
        open_replay(rewritten(path, meta=newer))


@pytest.mark.parametrize("damage", ["cut", "text", "bits", "array", "locked", "newer"])
def test_a_damaged_or_foreign_file_is_refused_in_one_line(path, damage):
    stored = path.read_bytes()
    middle = len(stored) // 2
    path.write_bytes(
        {
            "cut": stored[:middle],
            "text": b"hello",
            "bits": stored[:middle] + bytes(200) + stored[middle + 200 :],
            "array": b"\x93NUMPY" + bytes(100),
            "locked": stored.replace(b"PK\x01\x02\x2d\x03\x2d\0\0", b"PK\x01\x02\x2d\x03\x2d\0\1"),
            "newer": stored.replace(b"PK\x01\x02\x2d\x03\x2d", b"PK\x01\x02\x2d\x03\xff"),
        }[damage]
    )
    with pytest.raises(SourceError, match=r"^landmarks\.npz: damaged, or not") as refused:
        open_replay(path)
    assert "\n" not in str(refused.value) and path.read_bytes() != stored


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(SourceError, match=r"gone\.npz: cannot be read"):
        open_replay(tmp_path / "gone.npz")
