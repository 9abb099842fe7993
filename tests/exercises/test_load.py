"""An exercise's file is read as it stands, or refused with file and key."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from posecoach.errors import ConfigError
from posecoach.exercises.load import load_exercises, read_exercise, texts


def test_a_good_file_is_read(exercise_file: Callable[..., Path]) -> None:
    exercise = read_exercise(exercise_file())
    assert (exercise.id, exercise.title, exercise.checked) == ("mine", "Mine", True)
    assert exercise.gate[0].within == (60, 120)
    assert (exercise.dose.sets, exercise.dose.hold_s) == (2, 30)
    assert dict(texts(exercise)) == {
        "title": "Mine",
        "purpose": "Stretches something.",
        "setup[0]": "Lie on your {side} side.",
        "gate[0].above": "Less.",
        "fault 'far'": "Ease off your {other} hand.",
    }


REPEATED = """
[repetition]
measure = "hip_flexion"
side = "right"
start = [0.0, 40.0]
end = [90.0, 120.0]
count = 5
short = "Further."

[dose]
hold_s = 0.0
"""


def test_repetitions_take_the_place_of_a_hold(exercise_file: Callable[..., Path]) -> None:
    exercise = read_exercise(exercise_file(new=REPEATED))
    assert exercise.repetition is not None and exercise.repetition.count == 5
    assert dict(texts(exercise))["repetition.short"] == "Further."


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('title = "Mine"', 'title = ""', "title: must not be empty"),
        ('kind = "stretch"', 'kind = "yoga"', "kind"),
        ('"SCIENCE C1"', '""', "source: must not be empty"),
        ("{side} side", "{left} side", r"setup\[0\]: words may hold {side} and {other} only"),
        ("{other} hand", "{other hand", "fault 'far': words may hold"),
        ('"hip_flexion", side', '"hip_flexon", side', r"gate\[0\]: unknown measure 'hip_flexon'"),
        (', side = "right", within', ", within", r"gate\[0\]: hip_flexion needs a side"),
        (
            '"trunk_inclination", within',
            '"trunk_inclination", side = "left", within',
            r"form\[0\]: trunk_inclination is of the whole body",
        ),
        ("[60.0, 120.0]", "[120.0, 60.0]", r"gate\[0\].within: must run from the lower"),
        ("above = 130.0\n", "", "fault 'far': needs above or below"),
        ("above = 130.0", "above = 130.0\nbelow = 140.0", "below must be less than above"),
        ('views = ["side"]\n', "", "gate, views: needed where the camera checks"),
        ('cue = "Ease', 'cues = "Ease', "cues"),
        ("", "[dose]\nsets = 0", "dose: sets must be 1 or more"),
        ("", "[dose]\nhold_s = 0.0", "dose.hold_s: a set is either held"),
        ("", REPEATED.replace("hold_s = 0.0", "hold_s = 9.0"), "dose.hold_s: a set is either"),
        ("", REPEATED.replace("[90.0, 120.0]", "[30.0, 120.0]"), "must not overlap"),
        ("", REPEATED.replace("count = 5", "count = 0"), "repetition.count: must be 1 or more"),
        ('"stretch"', '"roll"', "strokes: needed for rolling"),
        ("", '[[fault]]\nid = "far"\nmeasure = "head_lift"\nabove = 1.0\ncue = "Rest."', "once"),
    ],
)
def test_a_bad_file_is_refused_with_file_and_key(
    exercise_file: Callable[..., Path], old: str, new: str, message: str
) -> None:
    with pytest.raises(ConfigError, match=rf"mine.toml: .*{message}"):
        read_exercise(exercise_file(old, new))


def test_one_without_camera_needs_no_gate_but_a_reason(exercise_file: Callable[..., Path]) -> None:
    path = exercise_file('views = ["side"]', 'timer_only = "Too small to see."')
    assert not read_exercise(path).checked


def test_a_stranger_adds_an_exercise_with_one_file(
    exercise_file: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POSECOACH_CONFIG", str(tmp_path))
    ours = set(load_exercises())
    (tmp_path / "exercises").mkdir()
    exercise_file().rename(tmp_path / "exercises" / "mine.toml")
    assert set(load_exercises()) == {*ours, "mine"}


def test_easier_and_harder_must_be_there(
    exercise_file: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POSECOACH_CONFIG", str(tmp_path))
    (tmp_path / "exercises").mkdir()
    path = exercise_file('source = "SCIENCE C1"', 'source = "SCIENCE C1"\neasier = "nothing"')
    path.rename(tmp_path / "exercises" / "mine.toml")
    with pytest.raises(ConfigError, match=r"mine.toml: easier: there is no exercise 'nothing'"):
        load_exercises()
