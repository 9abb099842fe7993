"""What is not seen, not in this view, or has no baseline is NaN: never 0, never a guess."""

from dataclasses import replace

import numpy as np
import pytest

from posecoach.joints import PAIRS, Joint
from posecoach.metrics import METRICS, QUANTITIES, SIDE, Body, measure
from posecoach.types import View
from tests.bodies import Figure, baseline_of, front_body, hidden, side_body

SIDE_FIGURE = Figure(trunk=-8, neck=14, head=6, torso_thigh=172, knee=170, upper_arm=20)
FRONT_FIGURE = Figure(
    neck=4, head=5, torso_thigh=160, lean=3, head_roll=4, shoulder_roll=3, pelvis_roll=-2
)

# what each metric is made of; every other joint must not matter
PARTS = {
    "neck_inclination": {"ear", "shoulder"},
    "neck_flexion": {"ear", "shoulder", "hip"},
    "head_inclination": {"ear", "eye_outer"},
    "craniovertebral_angle_estimate": {"ear", "shoulder", "hip"},
    "trunk_inclination": {"shoulder", "hip"},
    "torso_thigh_angle": {"shoulder", "hip", "knee"},
    "trunk_length_ratio": {"ear", "eye_outer", "shoulder", "hip"},
    "plumb_ear": {"ear", "ankle"},
    "plumb_shoulder": {"ear", "shoulder", "ankle"},
    "plumb_hip": {"ear", "hip", "ankle"},
    "plumb_knee": {"ear", "knee", "ankle"},
    "sway_back": {"shoulder", "hip", "ankle"},
    "shoulder_flexion": {"hip", "shoulder", "elbow"},
    "elbow_angle": {"shoulder", "elbow", "wrist"},
    "knee_angle": {"hip", "knee", "ankle"},
    "shoulder_protraction": {"shoulder", "hip"},
    "head_roll": {"ear", "eye_outer", "eye", "mouth"},
    "head_pitch": {"nose", "ear"},
    "head_yaw": {"nose", "ear"},
    "screen_scale": {"eye", "nose", "ear"},
    "screen_distance": {"eye", "nose", "ear"},
    "slump": {"eye", "nose", "ear", "shoulder"},
    "forward_head": {"ear", "eye", "eye_outer", "mouth", "nose", "shoulder"},
    "shoulder_roll": {"shoulder"},
    "shrug": {"ear", "shoulder"},
    "lateral_offset": {"ear", "shoulder", "eye_outer", "eye", "mouth"},
    "lateral_trunk_lean": {"shoulder", "hip"},
    "pelvic_obliquity": {"hip"},
    "uneven_sitting": {"shoulder", "hip"},
    "weight_shift": {"hip", "ankle"},
    "leg_crossing": {"hip", "knee", "ankle"},
    "knee_ankle_ratio": {"knee", "ankle"},
}
# parts without which a metric is read off its others
STANDS_IN = {
    "head_roll": {"ear", "eye_outer", "eye", "mouth"},
    "lateral_offset": {"eye_outer", "eye", "mouth"},
}
RELATIVE = {
    "head_inclination",
    "trunk_length_ratio",
    "shoulder_protraction",
    "head_pitch",
    "screen_scale",
    "slump",
    "forward_head",
    "shrug",
}
LEVEL_WITHOUT_BASELINE = {
    "head_roll": "head_roll_raw",
    "head_yaw": "yaw_index",
    "shoulder_roll": "shoulder_roll_raw",
    "pelvic_obliquity": "pelvic_roll_raw",
    "lateral_offset": "lateral_index",
}
ONE = {"screen_scale", "trunk_length_ratio"}  # ratios that are 1 at the usual posture

every_metric = pytest.mark.parametrize("name", sorted(METRICS))


def whole(name):
    """A body in the metric's own view, judged against itself, with every joint seen."""
    if METRICS[name].views == SIDE:
        body = side_body(SIDE_FIGURE)
    else:
        body = front_body(FRONT_FIGURE, focal_px=900.0)
    return replace(body, baseline=baseline_of(body))


def value(name, body):
    view = next(iter(METRICS[name].views))
    return float(measure(body, [name], view)[name])


def joints_of(part):
    return [Joint.NOSE] if part == "nose" else list(PAIRS[part])


def test_the_parts_of_every_metric_are_stated_here():
    assert set(PARTS) == set(METRICS)


@every_metric
def test_everything_seen_gives_a_number(name):
    assert np.isfinite(value(name, whole(name)))


@every_metric
def test_a_needed_part_unseen_gives_nan(name):
    body = whole(name)
    for part in PARTS[name]:
        if part in STANDS_IN.get(name, ()):
            continue  # the rest of the face tells its tilt
        gone = replace(body, px=hidden(body.px, joints_of(part)))
        assert np.isnan(value(name, gone)), part


@every_metric
def test_other_parts_do_not_matter(name):
    body = whole(name)
    other = set(Joint) - {joint for part in PARTS[name] for joint in joints_of(part)}
    assert value(name, replace(body, px=hidden(body.px, other))) == value(name, body)


@every_metric
def test_any_one_joint_unseen_leaves_the_number_or_makes_it_nan(name):
    """Side-on the sides coincide, so that falling back on the near one changes nothing."""
    body = whole(name)
    number = value(name, body)
    for joint in Joint:
        got = value(name, replace(body, px=hidden(body.px, [joint])))
        assert np.isnan(got) or got == pytest.approx(number, abs=1e-9), joint


@every_metric
def test_the_near_side_is_needed_in_a_side_view_and_both_from_the_front(name):
    body = whole(name)
    for part in PARTS[name] - {"nose"}:
        left, right = PAIRS[part]
        near = [right] if METRICS[name].views == SIDE else [left, right]
        for joint in near:
            got = value(name, replace(body, px=hidden(body.px, [joint])))
            assert np.isnan(got) or part in STANDS_IN.get(name, ()), (part, joint)


def test_head_roll_is_unknown_without_a_line_of_the_face():
    body = whole("head_roll")
    one_of_each = [Joint.LEFT_EAR, Joint.RIGHT_EYE_OUTER, Joint.LEFT_MOUTH]
    assert np.isnan(value("head_roll", replace(body, px=hidden(body.px, one_of_each))))
    for joint in one_of_each:
        others = [it for it in one_of_each if it is not joint]
        got = value("head_roll", replace(body, px=hidden(body.px, others)))
        assert got == pytest.approx(value("head_roll", body))


@every_metric
def test_nobody_gives_nan(name):
    body = whole(name)
    assert np.isnan(value(name, replace(body, px=np.full_like(body.px, np.nan))))


@every_metric
def test_a_side_metric_needs_to_know_which_way_is_forward_only_if_it_has_a_sign(name):
    unsigned = {"torso_thigh_angle", "elbow_angle", "knee_angle", "trunk_length_ratio"}
    body = whole(name)
    lost = value(name, replace(body, facing=np.nan))
    assert np.isnan(lost) == (METRICS[name].views == SIDE and name not in unsigned)


@every_metric
@pytest.mark.parametrize("view", list(View))
def test_a_metric_is_nan_outside_its_views(name, view):
    got = measure(whole(name), [name], view)[name]
    assert np.isnan(got) != (view in METRICS[name].views)


def test_each_frame_is_gated_by_its_own_view():
    px = np.stack([FRONT_FIGURE.seen()] * 4)
    views = np.array([View.FRONT, View.OBLIQUE, View.UNKNOWN, View.FRONT])
    got = measure(Body(px), ["head_roll", "trunk_inclination"], views)
    np.testing.assert_array_equal(np.isnan(got["head_roll"]), [False, True, True, False])
    assert np.isnan(got["trunk_inclination"]).all()


@pytest.mark.parametrize("view", [View.FRONT, View.SIDE_LEFT])
def test_results_have_the_leading_shape_of_the_body_in_every_view(view):
    px = np.stack([FRONT_FIGURE.seen()] * 6).reshape(2, 3, 33, 2)
    for values in measure(Body(px, 1.0), METRICS, view).values():
        assert values.shape == (2, 3)


@every_metric
def test_relative_metrics_alone_are_unknown_without_a_baseline(name):
    alone = value(name, replace(whole(name), baseline={}))
    assert METRICS[name].relative == (name in RELATIVE) == bool(np.isnan(alone))


@pytest.mark.parametrize("name", sorted(RELATIVE | set(LEVEL_WITHOUT_BASELINE)))
def test_the_usual_posture_is_no_change_from_itself(name):
    assert value(name, whole(name)) == pytest.approx(1 if name in ONE else 0, abs=1e-9)


@pytest.mark.parametrize(("name", "quantity"), LEVEL_WITHOUT_BASELINE.items())
def test_without_a_baseline_a_tilt_or_offset_counts_from_level_or_centred(name, quantity):
    body = replace(whole(name), baseline={})
    per_degree = 0.018 if name == "head_yaw" else 1.0
    assert value(name, body) == pytest.approx(float(QUANTITIES[quantity](body)) / per_degree)


class Asked(dict):
    """A baseline that remembers what it was asked for."""

    def __init__(self, values):
        super().__init__(values)
        self.names = set()

    def get(self, name, fallback=None):
        self.names.add(name)
        return super().get(name, fallback)


def test_metrics_ask_the_baseline_for_registered_quantities_and_for_all_of_them():
    asked = set()
    for name in METRICS:
        baseline = Asked(baseline_of(whole(name)))
        value(name, replace(whole(name), baseline=baseline))
        asked |= baseline.names
    assert asked == set(QUANTITIES)


def test_every_metric_says_what_it_is():
    for metric in METRICS.values():
        assert metric.sign
        assert metric.source.startswith("SCIENCE A")
        assert metric.about.endswith(".")
        assert metric.views
