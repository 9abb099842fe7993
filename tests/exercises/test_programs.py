"""Programmes: what they take, and how they fit the time there is."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posecoach.content import LIBRARY
from posecoach.errors import ConfigError
from posecoach.exercises.lasting import (
    CHANGE_S,
    LEAD_IN_S,
    SET_S,
    SIDE_S,
    TITLE_S,
    WAY_IN_S,
    WAY_OUT_S,
    guided_s,
    spoken_s,
)
from posecoach.exercises.load import load_exercises
from posecoach.exercises.programs import (
    MOST_SETS,
    Part,
    fitted,
    load_programs,
    parts,
    seconds,
)

EXERCISES = load_exercises(sorted((LIBRARY / "exercises").glob("*.toml")))
PROGRAMS = load_programs(EXERCISES, sorted((LIBRARY / "programs").glob("*.toml")))
names = st.sampled_from(sorted(PROGRAMS))

FILE = """
title = "Mine"
purpose = "Tries things."
source = "SCIENCE C4"
minutes = 3.4

[[step]]
exercise = "supine_hamstring"
sets = 1
hold_s = 30.0

[[step]]
exercise = "chin_tuck"
count = 5
"""


def done(name: str) -> tuple[Part, ...]:
    return parts(PROGRAMS[name], EXERCISES)


def doses(steps: tuple[Part, ...]) -> list[tuple[str, int, float, int]]:
    return [
        (p.exercise.id, d.sets, d.hold_s, r.count if r else 0)
        for p in steps
        for d, r in [(p.exercise.dose, p.exercise.repetition)]
    ]


def test_time_is_sets_rests_words_and_ways() -> None:
    hold = EXERCISES["supine_figure_four"]  # 3 x 30 s, 10 s of rest between, each side
    watched = 30 + WAY_IN_S + WAY_OUT_S
    enter = spoken_s(hold.enter)
    words = sum(map(spoken_s, hold.setup)) + enter
    right = CHANGE_S + TITLE_S + words + watched + 2 * (10 + SET_S + watched)
    left = 10 + SIDE_S + enter + watched + 2 * (10 + SET_S + watched)
    assert Part(hold, "left").seconds == pytest.approx(right)
    assert Part(hold).seconds == pytest.approx(right + left)
    cat = EXERCISES["cat_cow"]  # 8 of 3.5 to 9 s; nobody has to come out of it
    words = sum(map(spoken_s, (*cat.setup, cat.enter)))
    assert Part(cat).seconds == pytest.approx(CHANGE_S + TITLE_S + words + WAY_IN_S + 8 * 6.25)


def test_by_the_clock_there_is_a_lead_in() -> None:
    hold = EXERCISES["supine_figure_four"]
    more = guided_s(hold, "nothing", by_clock=True) - guided_s(hold, "nothing")
    assert more == pytest.approx(LEAD_IN_S + WAY_OUT_S / 2 - WAY_IN_S - WAY_OUT_S)


def test_a_step_overrides_the_dose_of_its_exercise(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(FILE, "utf-8")
    program = load_programs(EXERCISES, [path])["mine"]
    steps = parts(program, EXERCISES)
    assert doses(steps) == [("supine_hamstring", 1, 30, 0), ("chin_tuck", 1, 0, 5)]
    assert seconds(steps) == sum(part.seconds for part in steps)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("supine_hamstring", "flying", r"step\[0\].exercise: there is no exercise 'flying'"),
        ("hold_s = 30.0", "count = 3", r"step\[0\].count: it is held"),
        ("count = 5", "hold_s = 5.0", r"step\[1\].hold_s: its repetitions are counted"),
        ("sets = 1", "sets = 9", r"step\[0\].sets: stretch has at most 4"),
        ("hold_s = 30.0", "hold_s = -1.0", r"step\[0\].hold_s, count: must be 0 or more"),
        ("count = 5", 'count = 5\nside = "left"', r"step\[1\].side: both sides"),
        ("minutes = 3.4", "minutes = 9.0", r"minutes: the steps take 3.5 minutes, not 9"),
        ('"Mine"', '""', "title: must not be empty"),
        ("minutes", "minute", "minute"),
    ],
)
def test_a_bad_file_is_refused_with_file_and_key(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(FILE.replace(old, new, 1), "utf-8")
    with pytest.raises(ConfigError, match=rf"mine.toml: .*{message}"):
        load_programs(EXERCISES, [path])


def test_pressing_longer_than_is_good_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(FILE.replace("supine_hamstring", "glute_ball").replace("30.0", "95.0"), "utf-8")
    with pytest.raises(ConfigError, match=r"step\[0\].hold_s: at most 90 seconds"):
        load_programs(EXERCISES, [path])


@pytest.mark.parametrize("name", PROGRAMS)
def test_our_programmes_take_about_what_they_say(name: str) -> None:
    assert seconds(done(name)) / 60 == pytest.approx(PROGRAMS[name].minutes, abs=1.1)


def test_shorter_takes_sets_away_first_and_exercises_last() -> None:
    knots = done("knots")
    assert [sets for _, sets, _, _ in doses(fitted(knots, 15))] == [1, 2, 1, 1, 1]
    assert [sets for _, sets, _, _ in doses(fitted(knots, 12))] == [1, 1, 1, 1, 1]
    assert [name for name, *_ in doses(fitted(knots, 5))] == [
        "march_in_place",
        "supine_figure_four",
    ]
    assert [name for name, *_ in doses(fitted(knots, 1))] == ["supine_figure_four"]


def test_longer_adds_sets_where_there_are_fewest() -> None:
    assert doses(fitted(done("evening"), 11))[0] == ("childs_pose", 2, 60, 0)
    assert fitted(done("evening"), 9.5) == done("evening")


def test_what_had_to_be_shortened_is_not_lengthened_elsewhere() -> None:
    assert [sets for _, sets, _, _ in doses(fitted(done("knots"), 5))] == [1, 1]


def test_sets_are_added_first_to_what_has_fewest() -> None:
    assert [sets for _, sets, _, _ in doses(fitted(done("knots"), 22.5))] == [2, 3, 2, 1, 3]


def test_the_time_of_warmth_is_never_cut() -> None:
    assert doses(fitted(done("heat_then_stretch"), 1)) == [("heat_pad", 1, 900, 0)]


@given(names, st.floats(0.5, 60))
def test_what_fits_is_no_longer_than_asked_unless_one_exercise_is_left(
    name: str, minutes: float
) -> None:
    found = fitted(done(name), minutes)
    assert seconds(found) <= 60 * minutes or len(found) == 1


@given(names, st.floats(0.5, 60))
def test_nothing_is_held_shorter_than_science_says_or_repeated_more_than_is_good(
    name: str, minutes: float
) -> None:
    held = {p.exercise.id: p.exercise.dose.hold_s for p in done(name)}
    for part in fitted(done(name), minutes):
        dose = part.exercise.dose
        assert dose.hold_s >= min(30, held[part.exercise.id])
        assert 1 <= dose.sets <= MOST_SETS[part.exercise.kind]
        assert dose.sets * part.set_s <= max(300, part.set_s)


@given(names, st.lists(st.floats(0.5, 40), min_size=2, max_size=6))
def test_more_time_is_never_less_exercise(name: str, minutes: list[float]) -> None:
    took = [len(fitted(done(name), m)) for m in sorted(minutes)]
    assert all(a <= b for a, b in pairwise(took))
