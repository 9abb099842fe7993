"""A clip judged, and recognised, after the event."""

from __future__ import annotations

from math import nan

import pytest

from posecoach.exercises.exercise import Criterion
from posecoach.sessions.recognise import recognise as told_apart
from posecoach.sessions.recorded import judge
from posecoach.sessions.sight import NOBODY, Sight
from tests.sessions.stage import (
    CROSS,
    HIP,
    KNEE,
    POSE,
    REST,
    exercise,
    held,
    moments,
    raises,
    to_and_fro,
)

RATES = (30.0, 10.0, 5.0)
each_rate = pytest.mark.parametrize("fps", RATES)


def stream(course, seconds, fps=10.0):
    return [(t, Sight(course(t), camera=("side",))) for t in moments(seconds, fps)]


def two(first, second):
    return lambda t: first(t) if t < 60 else second(t)


@each_rate
def test_holds_of_both_sides_with_their_times(fps):
    streams = {
        "right": stream(held(10, 45), 110, fps),
        "left": stream(held(65, 85), 110, fps),
    }
    judged = judge(exercise(), streams)
    assert [it.side for it in judged.holds] == ["right", "left"]
    right, left = judged.holds
    assert right.start == pytest.approx(10, abs=1.2) and right.end == pytest.approx(45, abs=1.5)
    assert right.valid_s == pytest.approx(35, abs=1.2)
    assert left.valid_s == pytest.approx(20, abs=1.2)
    assert judged.result.sides["right"].done == 1
    assert judged.result.sides["left"].done == pytest.approx(20 / 30, abs=0.05)
    assert judged.result.score == pytest.approx(50 * 20 / 30 + 50, abs=2.5)


def test_two_holds_of_a_side_are_two():
    judged = judge(exercise(), {"right": stream(two(held(10, 30), held(70, 90)), 110)})
    assert len(judged.holds) == 2
    assert judged.result.sides["right"].held_s == 30  # never more than asked for
    assert judged.result.balance != judged.result.balance


def test_faults_are_in_the_result():
    lean = lambda t: {**held(10, 45)(t), ("lean", "right"): 20.0 * (20 < t < 25)}  # noqa: E731
    assert judge(exercise(), {"right": stream(lean, 60)}).result.sides["right"].faults == {
        "lean": 1
    }


def test_another_pose_is_no_hold():
    judged = judge(exercise(), {"right": stream(lambda t: REST, 60), "left": []})
    assert judged.holds == () and judged.result.sides == {} and judged.result.score == 0


def test_passing_through_is_no_hold():
    brief = lambda t: POSE if 10 < t < 11.6 else REST  # noqa: E731
    assert judge(exercise(), {"right": stream(brief, 40)}).holds == ()


@each_rate
def test_repetitions_are_counted(fps):
    clip = stream(to_and_fro(6.0, 100.0, 2.0), 40, fps)
    judged = judge(raises(10).exercise, {None: clip})
    assert judged.result.sides["both"].count == 5
    assert judged.result.sides["both"].done == 0.5


def bridge():
    return exercise(
        id="bridge", sides="together", gate=(Criterion("hip", (-20.0, 20.0), "right"),), form=()
    )


def loose():
    gate = (Criterion("hip", (80.0, 120.0), "right"),)
    return exercise(id="loose", gate=gate, form=(Criterion("knee", (0.0, 30.0), "right"),))


def recognise(exercises, moments):
    return told_apart((it, moments) for it in exercises)


def clip(right, left=lambda t: REST, seconds=60):
    return [(t, {"right": right(t), "left": left(t)}) for t in moments(seconds, 10)]


def test_a_clip_is_recognised_with_its_side():
    found = recognise([exercise(), bridge()], clip(held(15, 55)))
    assert found.best.exercise == "figure_four" and found.best.side == "right"
    assert found.best.share == pytest.approx(40 / 60, abs=0.05)
    assert found.margin > 0.15
    mirrored = recognise([exercise()], clip(lambda t: REST, held(15, 55)))
    assert mirrored.best.side == "left"
    both = recognise([exercise()], clip(held(5, 25), held(35, 55)))
    assert both.best.side == "both"


def test_form_tells_apart_what_gates_do_not():
    found = recognise([loose(), exercise()], clip(held(5, 55)))
    assert found.best.exercise == "figure_four"
    assert [it.exercise for it in found.candidates] == ["figure_four", "loose"]
    same = exercise(id="twin")
    assert recognise([exercise(), same], clip(held(5, 55))).best is None


def test_too_short_or_nothing_is_none():
    assert recognise([exercise()], clip(held(10, 13, 0.5))).best is None
    assert recognise([exercise()], clip(lambda t: {**POSE, CROSS: 0.9})).best is None
    assert recognise([exercise()], clip(lambda t: {**POSE, KNEE: nan, HIP: nan})).best is None
    assert recognise([exercise()], []).best is None
    assert recognise([], clip(held(5, 55))).candidates == ()


def test_what_the_camera_cannot_check_is_not_recognised():
    assert recognise([exercise(timer_only="No.")], clip(held(5, 55))).best is None


def test_nobody_is_no_hold():
    assert judge(exercise(), {"right": [(t, NOBODY) for t in moments(30, 5)]}).holds == ()
