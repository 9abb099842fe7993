"""Side-on figures: each metric reads the angle the figure was built with."""

from dataclasses import replace

import numpy as np
import pytest

from posecoach.joints import PAIRS, Joint
from posecoach.metrics import METRICS, Body, measure
from posecoach.types import View
from tests.bodies import (
    FACING_RIGHT,
    FOREARM,
    UPPER_ARM,
    Figure,
    baseline_of,
    hidden,
    mapped,
    points,
    side_body,
    side_view,
)

UPRIGHT = Figure()
both_ways = pytest.mark.parametrize("facing", [1, -1])


def values(figure, facing=1, usual=None):
    baseline = baseline_of(side_body(usual, facing)) if usual else {}
    body = side_body(figure, facing, baseline=baseline)
    return mapped(measure(body, METRICS, side_view(facing)))


@both_ways
@pytest.mark.parametrize(
    ("metric", "field", "angles"),
    [
        ("trunk_inclination", "trunk", (-30, -5, 0, 20, 75)),
        ("neck_inclination", "neck", (-20, 0, 12, 45)),
        ("torso_thigh_angle", "torso_thigh", (60, 90, 135, 175)),
        ("knee_angle", "knee", (50, 90, 175)),
        ("elbow_angle", "elbow", (40, 90, 175)),
        ("shoulder_flexion", "upper_arm", (-40, 0, 20, 90, 170)),
    ],
)
def test_an_angle_reads_as_it_was_built(facing, metric, field, angles):
    for angle in angles:
        got = values(replace(UPRIGHT, **{field: float(angle)}), facing)
        assert got[metric] == pytest.approx(angle, abs=1e-6)


@both_ways
@pytest.mark.parametrize(
    ("upper_arm", "forearm", "known"),
    [(0.65, 0.5, True), (0.65, 0.47, False), (0.6, 0.5, True), (0.56, 0.5, False)],
)
def test_an_elbow_whose_arm_looks_too_short_is_unknown(facing, upper_arm, forearm, known):
    body = side_body(UPRIGHT, facing)
    near = 1 if facing > 0 else 0
    shoulder, elbow, wrist = (PAIRS[part][near] for part in ("shoulder", "elbow", "wrist"))
    px = body.px.copy()
    lower, upper = px[wrist] - px[elbow], px[elbow] - px[shoulder]
    px[elbow] = px[shoulder] + upper * upper_arm / UPPER_ARM
    px[wrist] = px[elbow] + lower * forearm / FOREARM
    shortened = replace(body, px=px)
    got = mapped(measure(shortened, ["elbow_angle", "shoulder_flexion"], side_view(facing)))
    assert (got["elbow_angle"] == got["elbow_angle"]) == known
    assert got["shoulder_flexion"] == pytest.approx(values(UPRIGHT, facing)["shoulder_flexion"])
    # how long it should be cannot be told without hips, which a desk often hides
    shortened = replace(shortened, px=hidden(px, PAIRS["hip"]))
    assert measure(shortened, ["elbow_angle"], side_view(facing))["elbow_angle"] == pytest.approx(
        90
    )


@both_ways
def test_limb_angles_do_not_change_when_the_trunk_leans(facing):
    figure = Figure(upper_arm=25, elbow=100, torso_thigh=95, knee=80)
    upright, leaning = values(figure, facing), values(replace(figure, trunk=30), facing)
    for name in ("shoulder_flexion", "elbow_angle", "torso_thigh_angle", "knee_angle"):
        assert leaning[name] == pytest.approx(upright[name])


@both_ways
def test_neck_flexion_is_the_neck_against_the_trunk(facing):
    assert values(Figure(trunk=18, neck=27), facing)["neck_flexion"] == pytest.approx(9)
    assert values(Figure(trunk=20, neck=5), facing)["neck_flexion"] == pytest.approx(-15)


def test_neck_flexion_of_a_deep_forward_fold_does_not_go_round_the_circle():
    assert values(Figure(trunk=160, neck=190))["neck_flexion"] == pytest.approx(30)


@both_ways
def test_head_inclination_is_the_change_from_the_persons_own_neutral(facing):
    usual = Figure(head=-7)
    assert values(Figure(head=13), facing, usual)["head_inclination"] == pytest.approx(20)
    assert values(Figure(head=-12), facing, usual)["head_inclination"] == pytest.approx(-5)
    assert values(usual, facing, usual)["head_inclination"] == pytest.approx(0, abs=1e-9)


def test_head_inclination_does_not_go_round_the_circle():
    usual = {"head_line": -20.0}
    lying = Body(points(ear=(100, 100), eye_outer=(90, 99)), 1.0, False, usual)
    line = 180 + np.degrees(np.arctan(0.1))
    assert mapped(measure(lying, ["head_inclination"], View.SIDE_RIGHT)) == pytest.approx(
        {"head_inclination": line + 20 - 360}
    )


def test_a_trunk_that_looks_shorter_for_the_same_head_is_slumped():
    usual = side_body(UPRIGHT)
    px = usual.px.copy()
    hip = px[Joint.LEFT_HIP]
    for joint in [*PAIRS["shoulder"]]:
        px[joint] = hip + 0.93 * (px[joint] - hip)
    slumped = Body(px, 1.0, False, baseline_of(usual))
    further_away = Body(px * 0.5, 1.0, False, baseline_of(usual))
    for body in (slumped, further_away):
        assert mapped(measure(body, ["trunk_length_ratio"], View.SIDE_RIGHT)) == pytest.approx(
            {"trunk_length_ratio": 0.93}
        )


@both_ways
@pytest.mark.parametrize("lean", [0, 15])
def test_protraction_is_the_near_shoulder_ahead_of_the_middle_from_usual_at_any_lean(facing, lean):
    near, far = (PAIRS["shoulder"][i] for i in ((1, 0) if facing > 0 else (0, 1)))

    def rolled(trunk, px_ahead, **changes):
        body = side_body(Figure(trunk=trunk), facing, **changes)
        px = body.px.copy()
        px[near, 0] += facing * px_ahead
        px[far, 0] -= facing * px_ahead  # the middle stays where it is
        px[PAIRS["hip"][0], 0] += 30  # so do the middles of hips set apart
        px[PAIRS["hip"][1], 0] -= 30
        return replace(body, px=px)

    body = rolled(lean, 14, baseline=baseline_of(rolled(0, 4)))
    got = mapped(measure(body, ["shoulder_protraction"], side_view(facing)))
    assert got == pytest.approx({"shoulder_protraction": 10 / 200})


STANDING = points(
    ear=(306, 100), shoulder=(300, 200), hip=(305, 450), knee=(303, 680), ankle=(290, 900)
)


def standing(**moved):
    px = STANDING.copy()
    for part, dx in moved.items():
        px[list(PAIRS[part]), 0] += dx
    return mapped(measure(Body(px, 1.0, False), METRICS, View.SIDE_RIGHT))


def test_plumb_offsets_are_shares_of_stature_ahead_of_the_ankle():
    stature = 800 / 0.89
    got = standing()
    assert got["plumb_ear"] == pytest.approx(16 / stature)
    assert got["plumb_shoulder"] == pytest.approx(10 / stature)
    assert got["plumb_hip"] == pytest.approx(15 / stature)
    assert got["plumb_knee"] == pytest.approx(13 / stature)
    assert standing(ear=-40)["plumb_ear"] == pytest.approx(-24 / stature)


def test_plumb_is_unknown_when_the_ear_is_not_above_the_ankle():
    upside_down = Body(STANDING * [1, -1] + [0, 1000], 1.0, False)
    assert np.isnan(measure(upside_down, ["plumb_hip"], View.SIDE_RIGHT)["plumb_hip"])


@pytest.mark.parametrize(
    ("lean", "sways"), [(-2.99, False), (-3.01, True), (5.0, False), (-10.0, True)]
)
def test_sway_back_needs_a_trunk_that_leans_back_past_3_degrees(lean, sways):
    hip = STANDING[Joint.LEFT_HIP]
    shift = hip[0] + 250 * np.tan(np.radians(lean)) - STANDING[Joint.LEFT_SHOULDER, 0]
    leg = np.hypot(15, 450)
    assert standing(shoulder=shift)["sway_back"] == pytest.approx(15 / leg if sways else 0.0)


def test_cva_estimate_falls_as_the_head_goes_forward():
    angles = [values(Figure(neck=neck))["craniovertebral_angle_estimate"] for neck in (0, 10, 20)]
    assert angles[0] > angles[1] > angles[2]


# the far side is hidden, or both sides are seen with the camera a little off perpendicular


@both_ways
def test_the_near_side_alone_gives_the_same_as_both_when_perpendicular(facing):
    figure = Figure(trunk=12, neck=20, head=5)
    whole = side_body(figure, facing)
    far = [pair[0 if facing > 0 else 1] for pair in PAIRS.values()]
    near_only = replace(whole, px=hidden(whole.px, far))
    both = mapped(measure(whole, METRICS, side_view(facing)))
    one = mapped(measure(near_only, METRICS, side_view(facing)))
    del both["shoulder_protraction"], one["shoulder_protraction"]  # needs both shoulders
    assert one == pytest.approx(both, nan_ok=True)


@pytest.mark.parametrize("part", ["ear", "shoulder", "hip"])
def test_a_middle_is_never_joined_to_a_near_side(part):
    """10 degrees off perpendicular such a mixture would be 10 and more degrees wrong."""
    px = Figure(trunk=12, neck=20).seen(FACING_RIGHT - 10)
    whole = Body(px, 1.0, False)
    part_hidden = replace(whole, px=hidden(px, [PAIRS[part][0]]))
    near_only = replace(whole, px=hidden(px, [PAIRS[p][0] for p in ("ear", "shoulder", "hip")]))
    for name, parts in (
        ("neck_inclination", ("ear", "shoulder")),
        ("trunk_inclination", ("shoulder", "hip")),
        ("craniovertebral_angle_estimate", ("ear", "shoulder", "hip")),
    ):
        seen = near_only if part in parts else whole
        want = measure(seen, [name], View.SIDE_RIGHT)[name]
        assert measure(part_hidden, [name], View.SIDE_RIGHT)[name] == want


def test_both_sides_together_cancel_a_camera_off_perpendicular():
    """SCIENCE 0.5: one side drifts by half a degree per degree of yaw, the middle hardly."""
    figure = Figure(trunk=0, neck=16)
    for off in (-10, 10):
        px = figure.seen(FACING_RIGHT + off)
        both = Body(px, 1.0, False)
        near = replace(both, px=hidden(px, [PAIRS["ear"][0], PAIRS["shoulder"][0]]))
        middle = float(measure(both, ["neck_inclination"], View.SIDE_RIGHT)["neck_inclination"])
        side = float(measure(near, ["neck_inclination"], View.SIDE_RIGHT)["neck_inclination"])
        assert abs(middle - 16) < 0.3
        assert 4 < abs(side - 16) < 7


@pytest.mark.parametrize("off", [-45.0, -30.0, -20.0, -10.0])
def test_told_the_yaw_each_angle_reads_as_if_seen_from_exactly_beside(off):
    """Shoulders are wider than hips here: a near shoulder over a near hip would lean by itself."""
    figure = Figure(trunk=12, neck=25, torso_thigh=100, knee=80, upper_arm=20, elbow=110)
    true = {
        "trunk_inclination": 12,
        "neck_inclination": 25,
        "neck_flexion": 13,
        "torso_thigh_angle": 100,
        "knee_angle": 80,
        "shoulder_flexion": 20,
        "elbow_angle": 110,
    }
    px = figure.seen(FACING_RIGHT + off)
    told = Body(px, 1.0, False, yaw=90.0 + off)
    assert mapped(measure(told, true, View.SIDE_RIGHT)) == pytest.approx(true)
    plain = measure(Body(px, 1.0, False), true, View.SIDE_RIGHT)
    assert plain["trunk_inclination"] < 12 - 0.1
    many = Body(np.stack([px, px]), np.ones(2), np.zeros(2, bool), yaw=np.array([90 + off, np.nan]))
    together = measure(many, true, View.SIDE_RIGHT)
    assert {name: both[0] for name, both in together.items()} == pytest.approx(true)
    assert {name: both[1] for name, both in together.items()} == pytest.approx(plain, nan_ok=True)


@pytest.mark.parametrize("off", [-30.0, 30.0])
def test_hip_and_shoulder_angles_hang_on_the_middle_of_the_trunk(off):
    """Upright: no yaw can tilt the trunk's middle line, as it does that of the near side by 5."""
    px = Figure(torso_thigh=90, upper_arm=0).seen(FACING_RIGHT + off)
    body = Body(px, 1.0, False)
    assert measure(body, ["torso_thigh_angle"], View.SIDE_RIGHT)[
        "torso_thigh_angle"
    ] == pytest.approx(90)
    assert measure(body, ["shoulder_flexion"], View.SIDE_RIGHT)[
        "shoulder_flexion"
    ] == pytest.approx(0, abs=1e-6)
