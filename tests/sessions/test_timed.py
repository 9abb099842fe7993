"""A set by the clock: words one after the other, a lead-in, the time, and no judgement."""

from __future__ import annotations

from itertools import pairwise
from math import isnan

import pytest
from msgspec.structs import replace

from posecoach.exercises.exercise import Dose, Strokes
from posecoach.sessions.coach import start
from posecoach.sessions.cues import spoken_s
from posecoach.sessions.talk import say
from posecoach.sessions.task import Task
from posecoach.sessions.timed import LEAD_IN_S, LEAVE_S, advance
from tests.sessions.stage import exercise, raises


def run(task: Task, fps: float = 10.0, most_s: float = 300.0):
    """Return what is said when, the seconds at which phases begin, and the last progress."""
    progress, cues, phases, t = start(task, 0.0), [], {}, 0.0
    while progress.phase != "done" and t < most_s:
        t = round(t + 1 / fps, 6)
        progress, wishes = advance(task, progress, t)
        talk, said = say(progress.talk, t, wishes)
        progress = replace(progress, talk=talk)
        cues += [(t, it) for it in said]
        phases.setdefault(progress.phase, t)
    return cues, phases, progress


def clocked(**changed) -> Task:
    return Task(exercise(timer_only="No.", dose=Dose(sets=1, hold_s=30.0), **changed), "left")


@pytest.mark.parametrize("fps", [5.0, 30.0])
def test_words_come_one_after_the_other_and_the_time_after_a_lead_in(fps: float) -> None:
    cues, phases, _ = run(clocked(enter="Slowly in."), fps)
    keys = [it.key for _, it in cues]
    assert keys[:5] == ["setup", "setup", "enter", "timer_ready", "hold"]
    for (a, first), (b, _) in pairwise(cues[:4]):
        assert b - a >= spoken_s(first) - 1e-6
    times = {it.key: t for t, it in cues}
    assert times["hold"] - times["timer_ready"] == pytest.approx(LEAD_IN_S, abs=2 / fps)
    assert dict(next(it for _, it in cues if it.key == "timer_ready").fields) == {"seconds": 8}
    assert phases["exit"] - times["hold"] == pytest.approx(30, abs=2 / fps)
    assert phases["done"] - phases["exit"] == pytest.approx(LEAVE_S, abs=2 / fps)
    assert keys.count("half") == 1 and keys.count("count") == 5 and "tick" not in keys
    assert keys[-1] == "leave"


def test_it_is_done_and_nothing_was_checked() -> None:
    _, _, progress = run(clocked())
    tally = progress.tally
    assert (tally.held_s, tally.target_s, tally.done) == (30.0, 30.0, 1.0)
    assert not tally.checked and isnan(tally.form) and isnan(tally.pace) and not tally.faults


def test_repetitions_are_counted_aloud_at_the_pace_of_the_exercise() -> None:
    it = raises(count=4)
    task = Task(it.exercise, "right", by_clock=True)
    cues, phases, progress = run(task)
    numbers = [(t, it.fields["n"]) for t, it in cues if it.key == "rep"]
    assert [n for _, n in numbers] == [1, 2, 3]
    assert all(b - a == pytest.approx(7.5, abs=0.2) for (a, _), (b, _) in pairwise(numbers))
    assert phases["exit"] - phases["reps"] == pytest.approx(30, abs=0.2)
    assert (progress.tally.count, progress.tally.target_count) == (4, 4)


def test_rolling_has_a_beat_every_three_seconds() -> None:
    cues, _, _ = run(clocked(kind="roll", strokes=Strokes(), during=()))
    assert "begin_rolling" in [it.key for _, it in cues]
    ticks = [t for t, it in cues if it.key == "tick"]
    assert len(ticks) == 10
    assert all(b - a == pytest.approx(3.0, abs=0.11) for a, b in pairwise(ticks))
