"""The table of gates on labelled pictures, from stored landmarks: no network, no picture."""

from __future__ import annotations

from pathlib import Path

import pytest

from posecoach.sources import write_landmarks
from posecoach.types import Pose, Sighting
from tests.cli.test_evaluate_command import FakePicture
from tests.evaluate.exact import SIZE, at_end, exact_album
from tests.evaluate.test_tuning_scripts import script


def kept(folder: Path, name: str, people: tuple[Pose, ...]) -> None:
    (folder / name).mkdir()
    sighting = Sighting(0.0, 0, SIZE, people, 100.0, 50.0)
    write_landmarks(folder / name / "landmarks.npz", [sighting], FakePicture(size=SIZE))  # type: ignore[arg-type]


def test_a_label_is_a_row_with_the_gates_that_open(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    album = exact_album([*at_end("glute_bridge"), *at_end("supine_hamstring")])
    poses = [Pose(0.0, album.px[i], album.world[i], album.visibility[i]) for i in range(len(album))]
    kept(tmp_path, "a", (poses[0],))
    kept(tmp_path, "b", ())
    kept(tmp_path, "c", (poses[1],))
    rows = "file,label,view\na.jpg,bridge,side\nb.jpg,bridge,side\nc.jpg,leg,side\n"
    (tmp_path / "labels.csv").write_text(rows, "utf-8")
    script("gates_on_pictures").main([str(tmp_path)])
    lines = capsys.readouterr().out.splitlines()
    (bridge,) = (line for line in lines if line.startswith("| bridge |"))
    (leg,) = (line for line in lines if line.startswith("| leg |"))
    assert bridge.startswith("| bridge | 2 | 1 | 0 | ") and "~glute_bridge 1" in bridge
    assert leg.startswith("| leg | 1 | 1 | 0 | ") and "supine_hamstring 1" in leg
