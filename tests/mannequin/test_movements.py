"""Repetitions, faults of movement, rolling, work at the desk, getting up and down: over time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import numpy as np
import pytest

from posecoach.mannequin.activities import ACTIVITIES, CHANGE_S, SPELL_S, Busy
from posecoach.mannequin.motion import between
from posecoach.mannequin.postures import NEUTRAL
from posecoach.mannequin.presets import keyboard
from posecoach.mannequin.repetition import (
    BRIDGE,
    CAT_COW,
    JERK_DEG,
    Tempo,
    bouncing,
    circling,
    entering,
    furthest,
    jerked,
    marching,
    shoulder_roll,
)
from posecoach.mannequin.rolling import Rolling, Strokes
from posecoach.mannequin.skeleton import Figure, pose
from posecoach.mannequin.spec import PoseSpec
from posecoach.mannequin.stances import STANDING
from posecoach.mannequin.stretches import stretches
from posecoach.mannequin.transfers import LyingDown, Rise
from posecoach.types import Floats
from tests.mannequin.body_measures import measures

LIBRARY = stretches()
FOLD = LIBRARY["standing_forward_fold"]
START, END = FOLD.posture(0.0), FOLD.posture(1.0)


def path(at: Callable[[float], float], seconds: float, hz: float = 60.0) -> Floats:
    return np.array([at(t) for t in np.arange(0, seconds, 1 / hz)])


def reversals(values: Floats) -> int:
    ways = np.sign(np.diff(values))
    ways = ways[ways != 0]
    return int((ways[1:] != ways[:-1]).sum())


def test_a_bridge_takes_two_seconds_up_three_held_two_down() -> None:
    assert [BRIDGE.share(t) for t in (-1, 0, 2, 3.5, 5, 7, 7.5)] == [0, 0, 1, 1, 1, 0, 0]
    assert BRIDGE.share(1) == pytest.approx(0.5) == BRIDGE.share(6)
    assert BRIDGE.share(1.3) == pytest.approx(BRIDGE.share(1.3 + 3 * BRIDGE.period))


def test_cat_cow_turns_twice_a_period_of_four_to_eight_seconds() -> None:
    assert 4 <= CAT_COW.period <= 8
    assert reversals(path(CAT_COW.share, 5 * CAT_COW.period)) == 9


def test_no_repetition_jumps() -> None:
    shares = path(Tempo(1.0, 0.5, 0.8, 0.4).share, 20, 200)
    assert np.abs(np.diff(shares)).max() < 0.015
    assert shares.min() == 0 and shares.max() == 1


@pytest.mark.parametrize(("deg", "hz"), [(4.0, 0.5), (8.0, 1.2)])
def test_a_bounce_reverses_twice_a_cycle_by_its_degrees(deg: float, hz: float) -> None:
    share = deg / furthest(START, END)
    seconds = 4 / hz
    values = path(lambda t: bouncing(1.0, share, hz, t), seconds)
    assert reversals(values) == 7  # SCIENCE C0: a bounce has 3 or more
    angles = [between(START, END, float(s)).angles() for s in (values.min(), values.max())]
    assert np.abs(angles[1] - angles[0]).max() == pytest.approx(deg, abs=0.05)
    assert bouncing(1.0, share, hz, -1.0) == bouncing(1.0, share, hz, 0.0) == 1.0


def speeds(track: Callable[[float], PoseSpec], seconds: float) -> Floats:
    angles = np.array([track(t).angles() for t in np.arange(0, seconds, 0.01)])
    return np.asarray(np.abs(np.diff(angles, axis=0)).max(1) / 0.01)


@pytest.mark.parametrize("limit", [15.0, 90.0])
def test_an_entry_peaks_at_its_speed(limit: float) -> None:
    track = entering(START, END, limit)
    assert speeds(track.at, track.times[-1]).max() == pytest.approx(limit, rel=0.01)
    assert track.at(99.0) == END


def test_a_jerked_entry_is_slow_until_its_last_15_degrees() -> None:
    track = jerked(START, END, 20.0)
    at = track.times[1]
    left = np.abs(END.angles() - track.at(at).angles()).max()
    assert left == pytest.approx(JERK_DEG)
    assert speeds(track.at, at).max() <= 20.1
    assert speeds(lambda t: track.at(at + t), track.times[2] - at).max() >= 60  # SCIENCE C0 JERK


def test_a_shoulder_roll_goes_backwards_at_its_top() -> None:
    turns = np.arange(0, 2, 0.01)
    points = np.array([pose(shoulder_roll(NEUTRAL, t)).points["left_shoulder"] for t in turns])
    top = int(points[:100, 1].argmax())
    assert points[top + 1, 2] < points[top - 1, 2]
    assert np.ptp(points[:, 1]) >= 0.04 * 0.34  # SCIENCE C4, of the shoulders' width
    np.testing.assert_allclose(points[:100], points[100:], atol=1e-9)


def test_marching_lifts_the_legs_in_turn_at_its_cadence() -> None:
    lifted = LIBRARY["march_in_place"].posture(1.0)
    per_minute = 50.0
    t = np.arange(0, 12, 0.05)
    specs = [marching(STANDING, lifted, s * per_minute / 60) for s in t]
    right, left = (np.array([s.leg(side).flexion for s in specs]) for side in ("right", "left"))
    assert right.max() > 60 and left.max() > 60  # SCIENCE C2: height HF >= 60
    lifts = [int(((leg[1:] > 40) & (leg[:-1] <= 40)).sum()) for leg in (right, left)]
    assert lifts == [5, 5]
    assert not ((right > 10) & (left > 10)).any()


def test_hips_circle_over_feet_that_stay() -> None:
    stand = LIBRARY["hip_circles"].posture(0.0)
    start = pose(stand).points
    hips = []
    for turn in np.linspace(0, 1, 13):
        points = pose(circling(stand, float(turn))).points
        hips.append((start["pelvis"] - points["pelvis"])[1])
        for side in ("left", "right"):
            foot = points[f"{side}_ankle"] - points["pelvis"]
            off = start[f"{side}_ankle"] - start["pelvis"] - foot
            assert np.hypot(off[0], off[2]) <= 2 * 0.07 + 0.01
            assert points[f"{side}_toe"][1] < 0.04
    np.testing.assert_allclose(
        pose(circling(stand, 1.0)).points["left_knee"],
        pose(circling(stand, 0.0)).points["left_knee"],
        atol=1e-9,
    )


def test_strokes_keep_their_period_and_pause_when_told() -> None:
    strokes = Strokes(4.0, pauses=((6.0, 30.0),))
    assert strokes.share(0) == 0 and strokes.share(4) == pytest.approx(1)
    assert strokes.share(2) == pytest.approx(0.5)
    assert {strokes.share(t) for t in (6.0, 20.0, 36.0)} == {strokes.share(6.0)}
    assert strokes.share(38.0) == pytest.approx(0.0) and strokes.share(42.0) == pytest.approx(1)
    assert reversals(path(Strokes(3.0).share, 30.0)) == 9


@pytest.mark.parametrize("side", ["right", "left"])
def test_rolling_moves_the_hips_ten_centimetres_over_still_hands_and_feet(side: str) -> None:
    rolling = Rolling(
        LIBRARY["glute_rolling"], Strokes(4.0), "right" if side == "right" else "left"
    )
    figures = [rolling.figure(t) for t in np.arange(0, 8.1, 0.4)]
    hips = np.array([f.points["pelvis"] for f in figures])
    assert rolling.length == pytest.approx(0.10)
    assert np.ptp(hips[:, 2]) == pytest.approx(0.10, abs=1e-3)
    assert np.ptp(hips[:, 1]) < 0.012
    standing = "left" if side == "right" else "right"
    for joint in (f"{standing}_ankle", "left_wrist", "right_wrist"):
        places = np.array([f.points[joint] for f in figures])
        assert np.ptp(places, axis=0).max() < 0.035, joint
    assert all(measures(f)[f"XK_{side[0].upper()}"] <= 0.45 for f in figures)


def test_work_is_the_same_for_a_seed_whenever_it_is_asked() -> None:
    first, again, other = Busy(7), Busy(7), Busy(8)
    times = [3721.4, 0.0, 95.2, 3721.4]
    for t in times:
        assert first.on(NEUTRAL, t) == again.on(NEUTRAL, t)
    assert first.on(NEUTRAL, 95.2) != other.on(NEUTRAL, 95.2)
    assert [again.doing(t) for t in times] == [first.doing(t) for t in times]


def test_in_an_hour_everything_is_done_and_typing_most() -> None:
    busy = Busy(3)
    counted = Counter(busy.doing(t) for t in np.arange(0, 3600, 1.0))
    assert set(counted) == set(ACTIVITIES)
    assert counted["typing"] > 1800
    assert counted["mouse"] > counted["drinking"]


def test_work_never_jumps_and_the_trunk_stays_upright() -> None:
    busy = Busy(5)
    t = np.arange(0, 60, 0.04)
    figures = [pose(busy.on(NEUTRAL, float(x))) for x in t]
    wrists = np.array([f.points["right_wrist"] for f in figures])
    assert np.linalg.norm(np.diff(wrists, axis=0), axis=1).max() / 0.04 < 1.6  # metres a second
    trunk = np.array([f.spec.trunk.forward for f in figures])
    assert np.abs(trunk).max() < 4
    twist = np.array([f.spec.head.twist for f in figures])
    assert np.abs(np.diff(twist)).max() / 0.04 < 90 and np.ptp(twist) > 10


def test_a_cup_goes_to_the_mouth_and_a_phone_to_the_ear() -> None:
    for name, near in (("drinking", (0.0, -0.05, 0.09)), ("phone", (-0.075, 0.0, 0.0))):
        busy = Busy(2, activities={name: ACTIVITIES[name]})
        closest = []
        for t in np.arange(0, SPELL_S, 0.25):
            figure = pose(busy.on(NEUTRAL, float(t)))
            aim = figure.at("head", near)
            closest.append(float(np.linalg.norm(figure.points["right_wrist"] - aim)))
        assert min(closest) < 0.18 < 0.3 < max(closest), name
        assert busy.doing(0.0) == "typing" or closest[0] < 0.3


def test_typing_hands_stay_near_the_keys_and_move() -> None:
    busy, keys = Busy(4, activities={"typing": ACTIVITIES["typing"]}), keyboard()
    wrists = np.array(
        [pose(busy.on(NEUTRAL, float(t))).points["left_wrist"] for t in np.arange(0, 10, 0.1)]
    )
    off = np.linalg.norm(wrists - keys["left"], axis=1)
    assert off.max() < 0.04 and off.std() > 0.002
    assert CHANGE_S > 1


def feet(figure: Figure) -> Floats:
    return np.asarray((figure.points["left_ankle"] + figure.points["right_ankle"]) / 2)


@pytest.mark.parametrize("down", [False, True])
def test_getting_up_from_a_chair_leaves_the_feet_and_lifts_the_hips(down: bool) -> None:
    rise = Rise(NEUTRAL, start=1.0, down=down)
    figures = [rise.figure(t) for t in np.linspace(0.5, 3.2, 28)]
    ways = np.array([feet(f) for f in figures])
    assert np.ptp(ways[:, [0, 2]], axis=0).max() < 1e-9
    heights = np.array([f.points["pelvis"][1] for f in figures])
    assert (np.diff(heights) * (-1 if down else 1) > -1e-6).all()
    assert np.ptp(heights) > 0.35
    seated = figures[-1] if down else figures[0]
    np.testing.assert_allclose(seated.points["pelvis"], pose(NEUTRAL).points["pelvis"], atol=0.01)


@pytest.mark.parametrize("up", [False, True])
def test_lying_down_goes_by_squatting_and_sitting_and_ends_on_the_back(up: bool) -> None:
    lying = LyingDown(seconds=9.0, up=up)
    t = np.linspace(0, 9, 91)
    figures = [lying.figure(float(x)) for x in (t[::-1] if up else t)]
    heights = np.array([f.points["pelvis"][1] for f in figures])
    assert heights[0] > 0.85 and heights[-1] < 0.12
    assert np.diff(heights).max() < 0.01  # no bobbing up on the hands
    inclination = np.array([measures(f)["TI"] for f in figures])
    assert inclination.max() > 20 and inclination[-1] < -85
    joints = np.array([[f.points[n] for n in ("pelvis", "chest", "left_ankle")] for f in figures])
    assert np.linalg.norm(np.diff(joints, axis=0), axis=2).max() / 0.1 < 1.6  # metres a second
    np.testing.assert_allclose(figures[-1].points["pelvis"][[0, 2]], 0, atol=1e-9)


def test_writing_looks_down_and_looking_around_turns_the_head() -> None:
    faces = {}
    for name in ("writing", "looking around"):
        busy = Busy(6, activities={name: ACTIVITIES[name]})
        heads = [busy.on(NEUTRAL, float(t)).head for t in np.arange(0, 10 * SPELL_S, 0.5)]
        down = np.array([head.forward for head in heads]) - NEUTRAL.head.forward
        faces[name] = down.max(), float(np.abs([head.twist for head in heads]).max())
    assert faces["writing"][0] > 9 and faces["writing"][1] < 9
    assert faces["looking around"][1] > 15
