"""What the picture shows at each stage of a session, and what keys mean then."""

from __future__ import annotations

from math import isnan

import pytest
from msgspec.structs import replace

from posecoach.joints import Joint
from posecoach.language import load_language
from posecoach.relief.commands import expected, meaning
from posecoach.relief.scenes import scene_of, shown_of
from posecoach.relief.wanted import Wanted, exercise_turns
from posecoach.sessions.gate import Clock
from posecoach.sessions.session import advance, answer, begin, command
from posecoach.sessions.state import State
from tests.relief.sessions import EXERCISES

ENGLISH = load_language("en")


def begun(exercise="supine_figure_four", **wanted):
    it = EXERCISES[exercise]
    state, _ = begin(exercise_turns(it, Wanted(**wanted)), 0.0, it.title)
    return state if state.question is None else answer(state, 0.0, 1)[0]


def scene(state, language=ENGLISH, **more):
    return scene_of(state, language, "Words.", faulty=more.get("faulty", False))


def holding(state, ran_s, t, last):
    progress = replace(state.progress, phase="hold", clock=Clock(ran_s=ran_s, last=last))
    return replace(state, progress=progress, t=t)


def test_setting_up_shows_the_start_side_set_and_an_empty_ring():
    state = begun(side="left", sets=2)
    shown = scene(state)
    assert (shown.stage, shown.state, shown.number) == ("setup", "get ready", "")
    assert isnan(shown.share)
    assert (shown.title, shown.detail) == ("Lying figure four", "left side, set 1 of 2")
    assert shown.joint is Joint.LEFT_KNEE
    assert shown_of(state) == ("supine_figure_four", "left", 0.0, "")


def test_a_hold_counts_down_and_shows_the_end():
    state = holding(begun(side="right", hold_s=30.0), 12.0, 20.0, 20.0)
    shown = scene(state)
    assert (shown.stage, shown.number, shown.share) == ("hold", "18", 0.4)
    assert shown_of(state).share == 1.0


def test_a_clock_that_stands_is_shown_as_stopped_and_a_fault_as_a_fault():
    state = begun(side="right", hold_s=30.0)
    assert scene(holding(state, 12.0, 20.0, 19.0)).stage == "held"
    assert scene(holding(state, 12.0, 20.0, None)).stage == "held"
    assert scene(holding(state, 12.0, 20.0, 20.0), faulty=True).stage == "fault"
    by_clock = begun(side="right", hold_s=30.0, by_clock=True)
    assert scene(holding(by_clock, 12.0, 20.0, None)).stage == "hold"


def test_repetitions_count_up():
    state = begun("glute_bridge")
    tally = replace(state.progress.tally, count=3)
    state = replace(state, progress=replace(state.progress, phase="reps", tally=tally))
    shown = scene(state)
    assert (shown.stage, shown.number) == ("hold", "3")
    assert shown.share == pytest.approx(3 / state.turn.task.count)


def test_long_times_are_in_minutes():
    it = EXERCISES[next(it.id for it in EXERCISES.values() if it.kind == "heat")]
    state, _ = begin(exercise_turns(it, Wanted()), 0.0, it.title)
    assert scene(state).stage == "ask"
    state, _ = answer(state, 1.0, 1)
    state, _ = advance(state, 62.0, None)
    length = state.heat.length_s
    shown = scene(state)
    assert shown.stage == "hold" and shown.number == f"{int(length - 61) // 60}:59"


def test_rest_counts_down_and_fills():
    state = replace(begun(), stage="resting", since=10.0, rest_s=10.0, t=14.0, progress=None)
    shown = scene(state)
    assert (shown.stage, shown.number) == ("rest", "6")
    assert shown.share == pytest.approx(0.4)


def test_a_pause_says_how_to_go_on_and_a_question_how_to_answer():
    paused, _ = command(begun(), 1.0, "pause")
    assert scene(paused).stage == "pause" and "go on" in scene(paused).keys
    asked, _ = begin(exercise_turns(EXERCISES["pigeon"], Wanted()), 0.0, "Pigeon")
    assert scene(asked).stage == "ask" and "y or n" in scene(asked).keys


def test_the_end_is_done():
    over, _ = command(begun(), 1.0, "stop")
    assert scene(over).stage == "done" and scene(over).joint is None
    assert shown_of(State(turns=())) is None


def test_german():
    shown = scene(begun(side="right", sets=2), load_language("de"))
    assert shown.detail == "rechte Seite, Durchgang 1 von 2" and "STOPP" in shown.keys


@pytest.mark.parametrize(
    ("key", "wanted"),
    [
        (" ", "pause"),
        ("n", "skip"),
        ("N", "skip"),
        ("r", "repeat"),
        ("c", "by_clock"),
        ("q", "stop"),
        ("\x1b", "stop"),
        ("5", None),
        ("y", None),
        ("x", None),
    ],
)
def test_keys_while_somebody_works(key, wanted):
    assert meaning(key, begun()) == wanted


def test_space_goes_on_after_a_pause():
    paused, _ = command(begun(), 1.0, "pause")
    assert meaning(" ", paused) == "resume"


def test_answers_are_keys_only_while_something_is_asked():
    asked, _ = begin(exercise_turns(EXERCISES["pigeon"], Wanted()), 0.0, "Pigeon")
    assert [meaning(key, asked) for key in "yjnN"] == [1, 1, 0, 0]
    assert meaning("5", asked) is None and meaning("q", asked) == "stop"
    pain = replace(asked, question=replace(asked.question, key="ask_pain_end"))
    assert [meaning(key, pain) for key in "037t"] == [0, 3, 7, 10]
    assert meaning("n", pain) == "skip" and meaning(" ", pain) == "pause"


def test_what_a_question_asks_for():
    assert expected("") == ""
    assert expected("ask_pain") == expected("ask_pain_end") == "number"
    assert expected("ask_skin") == expected("ask_warm") == "yes"
