"""Labelled folders: what is read, what groups rows, and one line for what is wrong."""

from pathlib import Path

import pytest

from posecoach.errors import SourceError
from posecoach.evaluate.datasets import read_dataset


def labelled(folder: Path, text: str, files: tuple[str, ...] = ("a.jpg", "b.jpg")) -> Path:
    for name in files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"")
    (folder / "labels.csv").write_text(text, "utf-8")
    return folder


def refusal(folder: Path, group_by: str = "") -> str:
    with pytest.raises(SourceError) as caught:
        read_dataset(folder, group_by)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_each_row_is_an_item(tmp_path: Path) -> None:
    folder = labelled(tmp_path, "file,label,view\na.jpg,good,side\nb.jpg, slouch ,mixed\n")

    first, second = read_dataset(folder)

    assert (first.file, first.path, first.label) == ("a.jpg", folder / "a.jpg", "good")
    assert (first.view, second.view) == ("side", "")
    assert second.label == "slouch"
    assert (first.group, second.group) == ("a.jpg", "b.jpg")  # nothing says that they are alike


@pytest.mark.parametrize(
    ("notes", "group"),
    [
        ("subject=s1; source=web; session=A", "s1"),
        ("session=A; source=web", "web"),
        ("session=A;colour=red", "A"),
        ("dark; no key", "a.jpg"),
    ],
)
def test_the_notes_group_rows_by_person_then_source_then_session(
    tmp_path: Path, notes: str, group: str
) -> None:
    folder = labelled(tmp_path, f'file,label,view,notes\na.jpg,good,side,"{notes}"\n')
    assert read_dataset(folder)[0].group == group


def test_a_group_column_goes_before_the_notes_and_a_named_one_before_all(tmp_path: Path) -> None:
    text = "file,label,view,group,notes\na.jpg,good,side,ann,subject=s1; room=7\n"
    folder = labelled(tmp_path, text)
    assert read_dataset(folder)[0].group == "ann"
    assert read_dataset(folder, "room")[0].group == "7"
    assert "line 2" in refusal(folder, "lamp")


def test_segments_label_parts_of_a_video_and_nothing_else(tmp_path: Path) -> None:
    folder = labelled(tmp_path, "file,label,view\na.mp4,sitting,side\n", ("a.mp4",))
    (folder / "segments.csv").write_text(
        "file,start_s,end_s,label\na.mp4,1,2.5,slouch\na.mp4,4,5,good\n", "utf-8"
    )
    item = read_dataset(folder)[0]
    labels = [item.label_at(t) for t in (0.99, 1.0, 2.49, 2.5, 4.5)]
    assert labels == ["", "slouch", "slouch", "", "good"]


def test_without_segments_the_label_holds_throughout(tmp_path: Path) -> None:
    folder = labelled(tmp_path, "file,label,view\na.jpg,good,side\n")
    assert read_dataset(folder)[0].label_at(1e6) == "good"


def test_keypoints_by_person_only_those_that_are_landmarks(tmp_path: Path) -> None:
    folder = labelled(tmp_path, "file,label,view\na.jpg,good,side\nb.jpg,good,side\n")
    (folder / "keypoints.csv").write_text(
        "file,person_id,keypoint,x,y,v\n"
        "a.jpg,1,left_ear,10,20,2\na.jpg,2,left_ear,30,40,1\na.jpg,2,shoulder,5,6,2\n"
        "a.jpg,2,left_hip,0,0,0\na.jpg,2,tail,7,8,2\n",
        "utf-8",
    )
    first, second = read_dataset(folder)
    assert first.people == (
        {"left_ear": (10.0, 20.0)},
        {"left_ear": (30.0, 40.0), "shoulder": (5.0, 6.0)},
    )
    assert second.people == ()


@pytest.mark.parametrize("place", ["clip", "images/clip.mp4", "clip.mp4"])
def test_an_archive_of_landmarks_stands_for_the_files(tmp_path: Path, place: str) -> None:
    labelled(tmp_path, f"file,label,view\n{place},good,side\n", ("clip/landmarks.npz",))
    assert read_dataset(tmp_path)[0].path == tmp_path / "clip" / "landmarks.npz"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("file,label\na.jpg,good\n", "no column 'view'"),
        ("", "no column 'file'"),
        ("file,label,view\n", "names no file"),
        ("file,label,view\na.jpg,good,side\nc.jpg,good,side\n", "line 3: there is no file 'c.jpg'"),
        ("file,label,view\n,good,side\n", "line 2: there is no file ''"),
    ],
)
def test_a_wrong_list_is_refused_in_one_line(tmp_path: Path, text: str, words: str) -> None:
    message = refusal(labelled(tmp_path, text))
    assert "labels.csv" in message
    assert words in message


def test_a_missing_folder_list_or_number_is_refused_in_one_line(tmp_path: Path) -> None:
    assert "no such folder" in refusal(tmp_path / "nowhere")
    assert "labels.csv: is missing" in refusal(tmp_path)
    labelled(tmp_path, "file,label,view\na.jpg,good,side\n")
    (tmp_path / "keypoints.csv").write_text("file,keypoint,x,y\na.jpg,nose,ten,4\n", "utf-8")
    assert "keypoints.csv: line 2: 'ten' is not a number" in refusal(tmp_path)


def test_a_list_that_is_no_text_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "labels.csv").write_bytes(b"file,label,view\n\xff\xfe,good,side\n")
    assert "UTF-8" in refusal(tmp_path)
