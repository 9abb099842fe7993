"""The newest calibration of this camera and view is judged by; what is stale is said, with why."""

from __future__ import annotations

import msgspec
import pytest

from posecoach.baseline import capture
from posecoach.calibration import stored
from posecoach.calibration.keeper import MOVED, Keeper
from posecoach.pipeline import Watch
from tests.bodies import FACING_LEFT, FACING_RIGHT, FRONT
from tests.people import SLOUCHED, UPRIGHT, coach, film, moved, person, sighting, times, watched

SIDE = capture(watched(film(lambda t: person(UPRIGHT), times(3, 5))))
AHEAD = capture(watched(film(lambda t: person(UPRIGHT, FRONT), times(3, 5))))


class Desk:
    """A live coach whose network is a script."""

    def __init__(self, *known, given=False):
        self.known = {it.view: it for it in known}
        self.kept, self.said, self.calibrated = [], [], []
        self.watch = Watch(coach())
        self.keeper = Keeper(
            self.watch.coach,
            self.watch.use,
            self.known.get,
            self.kept.append,
            self.said.append,
            self.calibrated.append,
            given=given,
        )
        self.t = 0.0

    def see(self, pose, seconds, fps=5):
        last = None
        for _ in range(round(seconds * fps)):
            people = () if pose is None else (pose,)
            (last,) = self.watch.take([(None, sighting(self.t, *people))])
            self.keeper.take(last)
            self.t += 1 / fps
        return last


def test_without_one_the_coach_works_and_says_so_once():
    desk = Desk()
    result = desk.see(person(UPRIGHT), 10)
    assert result.assessment.score > 90
    assert result.measurements["head_inclination"] != result.measurements["head_inclination"]
    (words,) = desk.said
    assert words.startswith("not calibrated for this camera seen side-right")
    assert "posecoach recalibrate" in words
    assert desk.calibrated == [False]


def test_that_of_the_view_is_used_and_another_view_has_its_own():
    desk = Desk(SIDE, AHEAD)
    assert desk.see(person(UPRIGHT), 5).measurements["head_inclination"] == pytest.approx(
        0, abs=0.1
    )
    assert desk.watch.coach.baseline is SIDE
    desk.see(person(UPRIGHT, FRONT), 5)
    assert desk.watch.coach.baseline is AHEAD
    assert (desk.said, desk.calibrated) == ([], [True, True])
    desk.see(person(UPRIGHT, FACING_LEFT), 5)
    assert desk.watch.coach.baseline is None
    assert len(desk.said) == 1 and "side-left" in desk.said[0]


def test_a_baseline_that_was_given_is_not_replaced():
    desk = Desk(SIDE, given=True)
    desk.see(person(UPRIGHT), 5)
    assert desk.watch.coach.baseline is None
    assert desk.said == []


def test_limits_of_ones_own_are_judged_by():
    own = msgspec.structs.replace(SIDE, limits={"trunk_inclination": (25.0, 30.0)})
    levels = []
    for known in (SIDE, own):
        result = Desk(known).see(person(SLOUCHED), 6)
        levels += [v.level for v in result.assessment.verdicts if v.rule == "trunk_lean"]
    assert levels == ["caution", "good"]


def test_a_new_calibration_is_kept_and_used_at_once():
    desk = Desk()
    desk.see(person(UPRIGHT), 3)
    assert "ten seconds" in desk.keeper.begin()
    desk.see(person(UPRIGHT), 17)
    (kept,) = desk.kept
    assert desk.watch.coach.baseline is kept
    assert desk.keeper.guide is None
    assert desk.said[-1] == "calibrated, seen side-right"
    assert desk.calibrated == [False, True]


def test_a_slouch_of_ones_own_gives_limits_of_ones_own():
    desk = Desk()
    desk.see(person(UPRIGHT), 3)
    assert "slouch" in desk.keeper.begin(with_slouch=True)
    desk.see(person(UPRIGHT), 17)
    desk.see(person(SLOUCHED), 12)
    (kept,) = desk.kept
    assert "trunk_inclination" in kept.limits
    assert desk.watch.coach.baseline is kept


def test_one_that_fails_changes_nothing():
    desk = Desk(SIDE)
    desk.see(person(UPRIGHT), 3)
    desk.keeper.begin()
    desk.see(None, 20)
    assert desk.said[-1] == "cannot calibrate: no person"
    assert desk.watch.coach.baseline is SIDE and desk.kept == []


def test_a_moved_camera_asks_for_a_new_one_with_the_reason_but_not_again_and_again():
    desk = Desk(SIDE)
    for turn in range(4):
        up = -70.0 * (turn % 2)
        desk.see(moved(person(UPRIGHT, FACING_RIGHT), 1.0, (0, up)), 12)
    assert desk.said == [MOVED]


def test_what_speaks_against_it_is_asked_for_now_and_then_and_said():
    desk = Desk(SIDE)
    asked = []
    desk.keeper.stale = lambda view: asked.append(view) or ["it is old"]
    desk.see(person(UPRIGHT), 1500, fps=0.2)
    assert asked == ["side-right"] * 3
    assert desk.said == ["it is old"]


def test_they_are_kept_by_camera_and_view_and_the_newest_counts():
    assert stored.newest("camera 0", "front") is None
    stored.store("camera 0", AHEAD, 100.0)
    stored.store("camera 0", SIDE, 200.0)
    stored.store("camera 1", SIDE, 300.0)
    assert stored.newest("camera 0", "front") == AHEAD
    assert stored.newest("camera 1", "front") is None
    newer = msgspec.structs.replace(AHEAD, frames=77, limits={"head_pitch": (4.0, 7.0)})
    stored.store("camera 0", newer, 400.0)
    assert stored.newest("camera 0", "front") == newer
