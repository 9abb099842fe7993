"""Faults of an exercise: how long before they count, how often they are said, what they cost."""

from __future__ import annotations

from itertools import pairwise
from math import nan

import pytest

from posecoach.exercises.exercise import Criterion, Fault
from posecoach.exercises.load import load_exercises
from posecoach.sessions import faults
from posecoach.sessions.criteria import parts_of
from tests.sessions.stage import KNEE, exercise, held, hold_task, watch

LEAN = ("lean", "right")
RATES = (30.0, 15.0, 10.0, 5.0)
each_rate = pytest.mark.parametrize("fps", RATES)


def leaning(spells, amount=20.0):
    def at(t):
        lean = amount if any(a <= t < b for a, b in spells) else 0.0
        return {**held(10, 60)(t), LEAN: lean}

    return at


@each_rate
def test_a_fault_counts_once_it_has_lasted(fps):
    brief = watch(hold_task(), leaning([(20, 20.9)]), 45, fps)
    assert not brief.progress.tally.faults and not brief.said("fault")
    long = watch(hold_task(), leaning([(20, 22)]), 45, fps)
    assert long.progress.tally.faults == {"lean": 1}
    assert long.said("fault")[0] == pytest.approx(21, abs=1.1 / fps + 3)


@each_rate
def test_a_fault_that_lasts_is_one_fault_said_every_8_seconds(fps):
    run = watch(hold_task(), leaning([(12, 38)]), 45, fps)
    assert run.progress.tally.faults == {"lean": 1}
    said = run.said("fault")
    assert 2 <= len(said) <= 4
    assert all(b - a >= 8 for a, b in pairwise(said))
    assert set(run.texts("fault")) == {"Sit even."}


def test_two_spells_are_two_faults():
    run = watch(hold_task(), leaning([(15, 18), (25, 28)]), 45)
    assert run.progress.tally.faults == {"lean": 2}


@each_rate
def test_a_fault_takes_its_time_from_the_form(fps):
    run = watch(hold_task(), leaning([(20, 26)]), 60, fps)
    assert run.progress.tally.form == pytest.approx(25 / 30, abs=0.02)
    assert run.progress.tally.done == 1


def test_a_note_is_said_and_costs_nothing():
    note = Fault("lean", "lean", "Sit even.", above=12.0, note=True)
    run = watch(hold_task(fault=(note,)), leaning([(20, 26)]), 60)
    assert run.said("fault")
    assert run.progress.tally.form == 1


def test_form_that_is_missed_is_said_and_costs():
    def bent(t):
        return {**held(10, 60)(t), KNEE: 118.0 if 20 <= t < 26 else 90.0}

    run = watch(hold_task(), bent, 60)
    assert run.texts("form") == ["Knee a little less."]
    assert run.progress.tally.form == pytest.approx(24 / 30, abs=0.04)
    assert not run.progress.tally.faults.get("lean")


def test_form_that_is_not_seen_is_not_known():
    unseen = hold_task(form=(*exercise().form, Criterion("lean", (-5, 5))))
    run = watch(unseen, lambda t: {**held(10, 60)(t), LEAN: nan}, 45)
    assert run.progress.tally.known_s == 0
    assert run.progress.tally.form != run.progress.tally.form
    assert run.progress.tally.done == 1


def test_a_fault_unseen_for_a_moment_goes_on_and_for_long_does_not():
    def doubtful(a, b):
        return lambda t: {**leaning([(18, 30)])(t), **({LEAN: nan} if a <= t < b else {})}

    assert watch(hold_task(), doubtful(20, 22), 45).progress.tally.faults == {"lean": 1}
    assert watch(hold_task(), doubtful(20, 26), 45).progress.tally.faults == {"lean": 2}


def test_the_first_fault_of_the_file_is_said_first():
    second = Fault("knee", "knee", "Knee down.", "right", above=85.0)

    def both(t):
        return {**leaning([(18, 38)])(t), KNEE: 90.0 if t > 18 else 80.0}

    run = watch(hold_task(fault=(*exercise().fault, second)), both, 40)
    assert run.texts("fault")[:2] == ["Sit even.", "Knee down."]


@pytest.mark.parametrize(("hips", "told"), [(175.0, {"feet_too_near"}), (120.0, set())])
def test_what_is_told_at_the_far_end_is_not_told_on_the_way(hips, told):
    bridge = load_exercises()["glute_bridge"]
    values = {
        **dict.fromkeys(parts_of(bridge), nan),
        ("knee_flexion", "right"): 125.0,
        ("shoulder_hip_knee", "right"): hips,
    }
    state, new = faults.nothing(bridge), set()
    for i in range(31):
        state, now = faults.watch(bridge, state, i / 10, values)
        new |= set(now)
    assert new == told
