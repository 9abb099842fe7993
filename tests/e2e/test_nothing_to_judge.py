"""Where there is no one body to judge there is never a score, and always the reason."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import cv2
import pytest

from tests.e2e import scenes
from tests.e2e.conftest import filmed
from tests.e2e.running import analysed, ran, rows
from tests.sources.made import Image

pytestmark = pytest.mark.network

SECONDS = 3.0
SCENES: dict[str, tuple[Callable[[], Image], str]] = {
    "nobody": (scenes.nobody, "no person"),
    "couple": (scenes.couple, "more than one person"),
    "hands": (scenes.hands, "no person"),
    "cat": (scenes.cat, "no person"),
    "black": (lambda: scenes.BLACK, "camera covered"),
}


@pytest.mark.parametrize("name", SCENES)
def test_a_picture_gets_a_reason_and_no_score(name: str, tmp_path: Path) -> None:
    scene, reason = SCENES[name]
    cv2.imwrite(str(tmp_path / "picture.png"), scene())
    summary = analysed(tmp_path / "picture.png")
    assert (summary["score"], summary["band"], summary["coverage"]) == (None, "unknown", 0.0)
    assert list(summary["reasons_s"]) == [reason]
    assert summary["events"] == [] and summary["losses"] == {}


@pytest.mark.parametrize("name", SCENES)
def test_a_recording_gets_a_reason_for_every_second_and_no_score(
    name: str, studio: Path, tmp_path: Path
) -> None:
    scene, reason = SCENES[name]
    path = filmed(studio / f"{name}.mp4", lambda t: scene(), SECONDS, fps=5)
    found = ran("analyze", path, "-o", tmp_path, "--json", "--no-video")
    summary = found.object
    assert (summary["score"], summary["band"], summary["coverage"]) == (None, "unknown", 0.0)
    assert summary["reasons_s"] == {reason: pytest.approx(SECONDS, abs=0.01)}
    assert summary["band_s"]["unknown"] == pytest.approx(SECONDS, abs=0.01)
    assert summary["events"] == []
    table = rows(tmp_path / name / "frames.csv")
    assert {(row["score"], row["reason"]) for row in table} == {("", reason)}


def test_somebody_who_leaves_is_judged_for_as_long_as_they_are_there(studio: Path) -> None:
    def leaving(t: float) -> Image:
        return scenes.desk(0.0) if t < 4.0 else scenes.nobody()

    summary = analysed(filmed(studio / "leaving.mp4", leaving, 7.0, fps=5))
    assert summary["score"] >= 85
    assert summary["band_s"]["good"] == pytest.approx(4.0, abs=0.4)
    assert summary["reasons_s"] == {"no person": pytest.approx(3.0, abs=0.4)}
    assert summary["coverage"] == pytest.approx(4 / 7, abs=0.06)
    assert summary["activity_s"]["unknown"] == pytest.approx(3.0, abs=0.4)
    assert summary["activity_s"]["away"] == 0.0  # not before ten seconds
