"""Every threshold of our rules, as literals: a changed one fails here.

From SCIENCE A1-A3 and F1, but for slump and forward head at a laptop (docs/accuracy.md, run laptop
bands).
"""

from __future__ import annotations

from math import inf

import pytest

from posecoach.scores.posture import penalty
from posecoach.types import Activity, Framing, View
from tests.rulebook import OURS

# rule -> metric, good low, good high, caution low, caution high, weight
Row = tuple[str, float, float, float, float, float]
SCIENCE: dict[str, dict[str, Row]] = {
    "side_sitting": {
        "forward_head": ("neck_inclination", -inf, 12, -inf, 18, 25),
        "trunk_lean": ("trunk_inclination", -20, 10, -30, 20, 25),
        "head_down": ("head_inclination", -5, 10, -10, 20, 12),
        "slump": ("trunk_length_ratio", 0.97, inf, 0.93, inf, 10),
        "hip_angle": ("torso_thigh_angle", 90, 120, 80, 135, 8),
        "arm_reach": ("shoulder_flexion", -20, 25, -45, 45, 8),
        "elbow": ("elbow_angle", 70, 135, 60, 150, 5),
        "knee": ("knee_angle", 85, 120, 70, 140, 4),
        "protraction": ("shoulder_protraction", -inf, 0.04, -inf, 0.08, 3),
    },
    "front_laptop": {
        "too_close": ("screen_scale", -inf, 1.10, -inf, 1.25, 18),
        "too_close_cm": ("screen_distance", 50, inf, 40, inf, 18),
        "slump": ("slump", -inf, 0.08, -inf, 0.15, 18),
        "forward_head": ("forward_head", -inf, 0.045, -inf, 0.09, 12),
        "head_down": ("head_pitch", -5, 10, -12, 20, 16),
        "head_tilt": ("head_roll", -5, 5, -10, 10, 8),
        "head_turn": ("head_yaw", -15, 15, -30, 30, 7),
        "shoulder_tilt": ("shoulder_roll", -3, 3, -6, 6, 8),
        "shrug": ("shrug", -inf, 0.06, -inf, 0.12, 6),
        "side_lean": ("lateral_offset", -0.06, 0.06, -0.12, 0.12, 7),
    },
    "front_full": {
        "side_lean": ("lateral_trunk_lean", -5, 5, -10, 10, 22),
        "pelvis_tilt": ("pelvic_obliquity", -4, 4, -8, 8, 16),
        "uneven": ("uneven_sitting", -0.08, 0.08, -0.15, 0.15, 8),
        "crossed_legs": ("leg_crossing", -0.5, 0.5, -1.0, 1.0, 8),
        "head_tilt": ("head_roll", -5, 5, -10, 10, 12),
        "shoulder_tilt": ("shoulder_roll", -3, 3, -6, 6, 12),
        "head_turn": ("head_yaw", -15, 15, -30, 30, 8),
        "too_close": ("screen_scale", -inf, 1.10, -inf, 1.25, 14),
    },
    "standing": {
        "forward_head": ("neck_inclination", -inf, 12, -inf, 18, 25),
        "trunk_lean": ("trunk_inclination", -5, 10, -10, 20, 25),
        "head_plumb": ("plumb_ear", -0.02, 0.07, -0.04, 0.09, 8),
        "hip_plumb": ("plumb_hip", -0.01, 0.06, -0.03, 0.08, 8),
        "sway_back": ("sway_back", -inf, 0.04, -inf, 0.07, 8),
        "head_down": ("head_inclination", -5, 10, -10, 20, 12),
        "side_lean": ("lateral_trunk_lean", -5, 5, -10, 10, 22),
        "pelvis_tilt": ("pelvic_obliquity", -4, 4, -8, 8, 16),
        "weight_shift": ("weight_shift", -0.15, 0.15, -0.30, 0.30, 16),
        "head_tilt": ("head_roll", -5, 5, -10, 10, 12),
        "shoulder_tilt": ("shoulder_roll", -3, 3, -6, 6, 12),
        "knees_in": ("knee_ankle_ratio", 0.8, inf, 0.65, inf, 8),
    },
}
# poor edges, where p reaches 1: 1.5 caution zones further out (SCIENCE F1), some written out
POOR = {
    ("side_sitting", "forward_head"): (-inf, 27),
    ("standing", "forward_head"): (-inf, 27),
    ("side_sitting", "trunk_lean"): (-45, 35),
    ("side_sitting", "slump"): (0.87, inf),
    ("side_sitting", "knee"): (47.5, 170),
    ("front_laptop", "too_close"): (-inf, 1.475),
    ("front_laptop", "too_close_cm"): (25, inf),
    ("front_laptop", "head_down"): (-22.5, 35),
    ("front_full", "side_lean"): (-17.5, 17.5),
    ("standing", "weight_shift"): (-0.525, 0.525),
}
# what lasts how long; every other rule: held 4 s, cleared 5 s, the value itself, no more
USUAL = {
    "hold_s": 4,
    "clear_s": 5,
    "median_s": 0,
    "poor_after_s": inf,
    "rest_below": False,
    "holding": "",
    "yields_to": "",
    "unless_above": None,
    "instead_of": "",
    "error_in_band": False,
}
NECK = {"yields_to": "trunk_lean", "unless_above": ("neck_flexion", 10)}
UNUSUAL: dict[tuple[str, str], dict[str, object]] = {
    ("side_sitting", "forward_head"): NECK,
    ("side_sitting", "trunk_lean"): {"rest_below": True, "holding": "trunk"},
    ("side_sitting", "head_down"): {"holding": "head"},
    ("side_sitting", "slump"): {"median_s": 5},
    ("side_sitting", "arm_reach"): {"holding": "arm"},
    ("side_sitting", "knee"): {"hold_s": 60},
    ("side_sitting", "protraction"): {"median_s": 5},
    ("front_laptop", "too_close"): {"median_s": 5},
    ("front_laptop", "too_close_cm"): {"median_s": 5, "instead_of": "too_close"},
    ("front_laptop", "slump"): {"median_s": 5, "error_in_band": True},
    ("front_laptop", "forward_head"): {"median_s": 10, "hold_s": 6, "error_in_band": True},
    ("front_laptop", "shoulder_tilt"): {"error_in_band": True},
    ("front_laptop", "head_tilt"): {"yields_to": "side_lean"},
    ("front_laptop", "head_down"): {"median_s": 5, "holding": "head"},
    ("front_laptop", "head_turn"): {"hold_s": 15},
    ("front_laptop", "shrug"): {"median_s": 5},
    ("front_full", "pelvis_tilt"): {"median_s": 5, "hold_s": 60},
    ("front_full", "uneven"): {"hold_s": 300},
    ("front_full", "crossed_legs"): {"hold_s": 300, "poor_after_s": 600},
    ("front_full", "head_turn"): {"hold_s": 15},
    ("front_full", "too_close"): {"median_s": 5},
    ("standing", "forward_head"): NECK,
    ("standing", "trunk_lean"): {"holding": "trunk"},
    ("standing", "head_down"): {"holding": "head"},
    ("standing", "pelvis_tilt"): {"median_s": 5},
    ("standing", "weight_shift"): {"hold_s": 300},
    ("standing", "knees_in"): {"hold_s": 15},
}
SETS = {s.id: s for s in OURS}
RULES = {(s.id, r.id): r for s in SETS.values() for r in s.rules}
KEYS = [(name, rule) for name, rules in SCIENCE.items() for rule in rules]
each_rule = pytest.mark.parametrize("key", KEYS, ids="/".join)


def test_the_table_names_every_rule_of_the_library_and_no_other():
    assert sorted(RULES) == sorted(KEYS)


@each_rule
def test_the_bands_and_weights_are_those_of_the_science(key):
    rule, (metric, low, high, caution_low, caution_high, weight) = (
        RULES[key],
        SCIENCE[key[0]][key[1]],
    )
    assert rule.metric == metric
    assert rule.good == (low, high)
    assert rule.caution == (caution_low, caution_high)
    assert rule.weight == weight


@pytest.mark.parametrize("key", POOR, ids="/".join)
def test_the_poor_edges_lie_one_and_a_half_zones_out(key):
    assert RULES[key].edges.poor == pytest.approx(POOR[key])


@each_rule
def test_what_lasts_how_long_is_as_written_here(key):
    rule = RULES[key]
    assert {name: getattr(rule, name) for name in USUAL} == USUAL | UNUSUAL.get(key, {})


@each_rule
def test_an_edge_belongs_to_the_better_band_and_the_next_value_to_the_worse(key):
    rule, (_, low, high, caution_low, caution_high, _) = RULES[key], SCIENCE[key[0]][key[1]]
    for edge, out, better, worse in (
        (low, -1, "good", "caution"),
        (high, 1, "good", "caution"),
        (caution_low, -1, "caution", "poor"),
        (caution_high, 1, "caution", "poor"),
    ):
        if abs(edge) < inf:
            assert rule.level(edge) == better
            assert rule.level(edge - out * 1e-6) == better
            assert rule.level(edge + out * 1e-6) == worse


@each_rule
def test_the_penalty_is_continuous_and_0_then_two_fifths_then_1_at_the_edges(key):
    edges = RULES[key].edges
    for band, want in ((edges.good, 0.0), (edges.caution, 0.4), (edges.poor, 1.0)):
        for edge in band:
            if abs(edge) < inf:
                steps = [penalty(edges, edge + d) for d in (-1e-9, 0.0, 1e-9)]
                assert steps == pytest.approx([want] * 3, abs=1e-6)


def test_a_value_that_is_not_known_is_in_no_band():
    assert {rule.level(float("nan")) for rule in RULES.values()} == {"unknown"}


SIDES = {View.SIDE_LEFT, View.SIDE_RIGHT}
ALL_FRAMINGS = {Framing.HEAD_AND_SHOULDERS, Framing.UPPER_BODY, Framing.FULL_BODY}
UNSURE = Activity.UNKNOWN


def test_which_set_applies_to_what_is_seen():
    applies = {name: (s.views, s.framings, s.activities) for name, s in SETS.items()}
    assert applies == {
        "standing": (SIDES | {View.FRONT}, {Framing.FULL_BODY}, {Activity.STANDING}),
        "side_sitting": (SIDES, ALL_FRAMINGS, {Activity.SITTING, UNSURE}),
        "front_laptop": (
            {View.FRONT},
            {Framing.HEAD_AND_SHOULDERS},
            {Activity.SITTING, Activity.STANDING, UNSURE},
        ),
        "front_full": (
            {View.FRONT},
            {Framing.UPPER_BODY, Framing.FULL_BODY},
            {Activity.SITTING, UNSURE},
        ),
    }
    assert list(SETS) == ["standing", "side_sitting", "front_laptop", "front_full"]


def test_the_weights_of_sitting_side_on_and_facing_the_camera_sum_to_100():
    for name in ("side_sitting", "front_laptop"):
        assert sum(r.weight for r in SETS[name].rules if not r.instead_of) == 100
    # SCIENCE F1 for the front: LT 22, PR 16, crossing/uneven 16, HR 12, SR 12, HY 8, TI/SC 14
    assert sum(r.weight for r in SETS["front_full"].rules) == 100
