"""From wishes and answers to what is done: doses, sides, what is ruled out and done instead."""

from __future__ import annotations

import pytest

from posecoach.errors import ConfigError
from posecoach.exercises.load import load_exercises
from posecoach.exercises.programs import load_programs
from posecoach.exercises.safety import load_safety
from posecoach.relief.wanted import Screening, Wanted, by_the_clock, exercise_turns, program_turns
from posecoach.sessions.routine import seconds
from posecoach.sessions.session import begin

EXERCISES = load_exercises()
SAFETY = load_safety(EXERCISES)
PROGRAMS = load_programs(EXERCISES)
NOTHING = Screening(SAFETY, EXERCISES)


def sides(turns):
    return [turn.task.side for turn in turns]


def test_both_sides_of_an_exercise_with_its_own_dose():
    turns = exercise_turns(EXERCISES["supine_figure_four"], Wanted())
    assert sides(turns) == ["right"] * 3 + ["left"] * 3
    assert {turn.task.dose.hold_s for turn in turns} == {30.0}


def test_dose_and_side_as_wanted_and_one_more_set_where_it_hurts():
    it = EXERCISES["supine_figure_four"]
    turns = exercise_turns(it, Wanted("left", hold_s=45.0, sets=2))
    assert sides(turns) == ["left", "left"] and turns[0].task.dose.hold_s == 45.0
    assert sides(exercise_turns(it, Wanted(sets=1, hurts="left"))) == ["right", "left", "left"]
    assert it.dose.hold_s == 30.0


def test_without_the_camera_nothing_is_checked():
    turns = exercise_turns(EXERCISES["supine_figure_four"], Wanted(by_clock=True))
    assert not any(turn.task.checked for turn in turns)
    state, _ = begin(exercise_turns(EXERCISES["supine_figure_four"], Wanted()), 0.0)
    assert not any(turn.task.checked for turn in by_the_clock(state).turns)


def test_repetitions_take_no_hold_and_limits_hold():
    with pytest.raises(ConfigError, match=r"^glute_bridge: its repetitions are counted"):
        exercise_turns(EXERCISES["glute_bridge"], Wanted(hold_s=30.0))
    limited = next(it for it in EXERCISES.values() if it.dose.most_s and not it.repetition)
    with pytest.raises(ConfigError, match=r"it is held for at most"):
        exercise_turns(limited, Wanted(hold_s=limited.dose.most_s + 1))


def test_an_artificial_hip_rules_the_figure_four_out_with_a_reason_and_something_instead():
    screening = Screening(SAFETY, EXERCISES, frozenset({"hip_replacement"}))
    out = screening.ruled_out(EXERCISES["supine_figure_four"])
    assert out is not None and out.why
    assert out.instead is not None
    assert screening.ruled_out(out.instead) is None
    assert NOTHING.ruled_out(EXERCISES["supine_figure_four"]) is None


def test_a_programme_replaces_or_leaves_out_what_is_ruled_out():
    whole, none = program_turns(PROGRAMS["knots"], NOTHING, Wanted())
    assert none == ()
    screening = Screening(SAFETY, EXERCISES, frozenset({"hip_replacement"}))
    turns, replaced = program_turns(PROGRAMS["knots"], screening, Wanted())
    out = {it.exercise.id for it in replaced}
    assert "supine_figure_four" in out
    done = [turn.task.exercise for turn in turns]
    assert not out & {it.id for it in done}
    assert all(screening.ruled_out(it) is None for it in done)
    assert {turn.task.exercise.id for turn in whole} >= out


def test_a_fever_leaves_nothing():
    screening = Screening(SAFETY, EXERCISES, frozenset({"fever"}))
    turns, replaced = program_turns(PROGRAMS["desk"], screening, Wanted())
    assert turns == () and len(replaced) == len(PROGRAMS["desk"].step)


def test_a_programme_fits_the_minutes_there_are():
    whole, _ = program_turns(PROGRAMS["knots"], NOTHING, Wanted())
    short, _ = program_turns(PROGRAMS["knots"], NOTHING, Wanted(minutes=6))
    assert seconds(short) < 0.7 * seconds(whole)
    assert {"right", "left"} <= set(sides(short))


def test_the_side_that_hurts_gets_more_in_a_programme_too():
    plain, _ = program_turns(PROGRAMS["knots"], NOTHING, Wanted())
    more, _ = program_turns(PROGRAMS["knots"], NOTHING, Wanted(hurts="left"))
    assert sides(more).count("left") > sides(plain).count("left")
    assert sides(more).count("right") == sides(plain).count("right")
    only, _ = program_turns(PROGRAMS["knots"], NOTHING, Wanted("left"))
    assert "right" not in sides(only)


def test_at_a_desk_nobody_is_sent_to_the_floor():
    screening = Screening(SAFETY, EXERCISES, frozenset({"hip_replacement"}))
    turns, replaced = program_turns(PROGRAMS["desk"], screening, Wanted())
    assert [it.exercise.id for it in replaced if it.instead is None] == ["seated_figure_four"]
    assert {it.task.exercise.position for it in turns} <= {"chair", "standing"}
