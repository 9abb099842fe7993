"""Every catalogue figure passes the gate and the "good" marks SCIENCE C gives for it.

Numbers are SCIENCE's, section in the comment; R is the worked side. Ids without marks there are
timed only.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from posecoach.mannequin.skeleton import pose
from posecoach.mannequin.stretches import stretches
from tests.mannequin.body_measures import measures

LIBRARY = stretches()
Marks = Mapping[str, tuple[float, float]]
ANY = float("inf")

SUPINE: Marks = {"TI": (-125, -65), "face up": (0, ANY), "ear over shoulder": (-ANY, 0.15)}

GOOD: Mapping[str, Marks] = {
    # C1
    "supine_figure_four": SUPINE
    | {"XK_R": (0, 0.40), "KF_R": (60, 125), "HF_L": (90, 125), "KF_L": (70, 120)}
    | {"AB": (45, 100), "PR": (-10, 10)},
    "seated_figure_four": {"HF_L": (70, 115), "XK_R": (0, 0.38), "shin tilt_R": (0, 0.45)}
    | {"TI": (15, 45), "LT": (-8, 8), "KF_L": (75, 105)},
    "seated_knee_to_chest_cross": {"TI": (-10, 15), "HF_R": (100, 140), "KS_R": (0, 0.7)}
    | {"LT": (-8, 8)},
    "pigeon": {"KF_R": (60, 150), "KF_L": (0, 40), "hip height": (0, 0.40), "HF_L": (-25, 25)}
    | {"PR": (-10, 10), "TI": (45, 90), "AB": (120, 180)},
    "knee_to_opposite_shoulder": SUPINE
    | {"HF_R": (95, 130), "crossing_R": (0, 0.35), "KS_R": (0, 0.75), "KF_R": (70, 130)}
    | {"KF_L": (0, 25), "PR": (-12, 12)},
    "single_knee_to_chest": SUPINE | {"HF_R": (110, 145), "HF_L": (-20, 20), "KF_L": (0, 20)},
    "double_knee_to_chest": SUPINE | {"HF_L": (110, 150), "HF_R": (110, 150), "HF apart": (0, 12)},
    "supine_twist": SUPINE
    | {"HF_R": (60, 120), "TW": (45, 90), "shoulder off floor": (0, 20), "SA_L": (60, 110)}
    | {"SA_R": (60, 110)},
    "ninety_ninety": {"KF_L": (65, 115), "KF_R": (65, 115), "TI": (0, 35), "LT": (-12, 12)}
    | {"PR": (-15, 15), "hip height": (0, 0.40)},
    "standing_figure_four": {"XK_R": (0, 0.40), "KF_L": (30, 60), "TI": (10, 35)}
    | {"SR": (-8, 8), "PR": (-10, 10), "knee past toe_L": (-ANY, 0.12)},
    "crosslegged_forward_fold": {"ankle order": (-ANY, 0), "hip height": (0, 0.40)}
    | {"KF_L": (90, 140), "KF_R": (90, 140), "TI": (20, 60), "LT": (-8, 8)},
    "side_glute_stand": {"ankle order": (-ANY, 0), "KF_L": (0, 15), "KF_R": (0, 15)}
    | {"LT": (10, 25), "PR": (-10, 10), "TI": (-5, 10)},
    # C2
    "glute_bridge": {"KF_L": (75, 115), "KF_R": (75, 115), "SHK_L": (0, 12), "SHK_R": (0, 12)}
    | {"HF_L": (-20, 20), "HF_R": (-20, 20), "face up": (0, ANY)},
    "march_in_place": {"HF_R": (60, 120)},
    # C3
    "childs_pose": {"KF_L": (125, 165), "KF_R": (125, 165), "hip to ankle_R": (0, 0.45)}
    | {"HF_R": (115, 180), "SA_R": (140, 180), "SA_L": (140, 180)},
    "seated_forward_fold": {"TI": (15, 90), "KF_L": (0, 15), "KF_R": (0, 15), "HF_R": (95, 145)}
    | {"hip height": (0, 0.40)},
    "standing_forward_fold": {"KF_L": (0, 25), "KF_R": (0, 25), "HF_L": (90, 150)}
    | {"HF_R": (90, 150)},
    "half_kneeling_hip_flexor": {"KF_R": (70, 120), "KF_L": (70, 115), "HF_R": (-15, 5)}
    | {"TI": (-5, 8), "SHK_L": (0, 12), "PR": (-8, 8), "knee past toe_L": (-ANY, 0.06)},
    "butterfly": {"ankles apart": (0, 0.35), "AB": (90, 150), "knee over hip_L": (-1, 0.30)}
    | {"knee over hip_R": (-1, 0.30), "knee rise": (-0.12, 0.12), "TI": (0, 30)},
    "frog": {"AB": (90, 150), "KF_L": (70, 110), "KF_R": (70, 110), "TI": (75, 105)}
    | {"PR": (-5, 5)},
    "happy_baby": SUPINE
    | {"HF_L": (95, 180), "HF_R": (95, 180), "wrist to ankle_L": (0, 0.35)}
    | {"wrist to ankle_R": (0, 0.35), "KF_L": (75, 115), "KF_R": (75, 115), "HF apart": (0, 12)}
    | {"hip over shoulder": (-ANY, 0.15)},
    "supine_hamstring": SUPINE | {"HF_R": (60, 100), "KF_R": (0, 15), "HF_L": (-15, 15)},
    "standing_quad": {"KF_R": (110, 145), "HF_R": (-15, 10), "KF_L": (0, 15), "TI": (-5, 10)},
    "calf_wall": {"SHK_R": (15, 35), "heel and toe_R": (0, 0.04), "TI": (5, 25), "KF_R": (0, 10)},
    # C4
    "seated_spinal_twist": {"TW": (25, 60), "PR": (-6, 6), "TI": (-5, 15), "LT": (-8, 8)},
    "cat_cow": {"wrist under shoulder_R": (0, 0.20), "knee under hip_R": (0, 0.20)}
    | {"TI": (75, 105), "EA_L": (160, 180), "EA_R": (160, 180)},
    "cobra_sphinx": {"TI": (50, 80), "HP": (-20, 20), "hip height": (0, 0.10 + 0.098 / 0.4896)},
    "standing_back_extension": {"TI": (-25, -10), "KF_L": (0, 10), "KF_R": (0, 10)}
    | {"HP": (-20, 30)},
    "doorway_chest": {"SA_L": (75, 110), "SA_R": (75, 110), "EA_L": (75, 110), "EA_R": (75, 110)}
    | {"forearm_L": (0, 15), "forearm_R": (0, 15), "TI": (0, 12), "SR": (-5, 5)},
    "upper_trap_side_bend": {"HR": (20, 45), "SR": (-4, 4), "LT": (-5, 5), "HY": (-12, 12)},
    "levator_scapulae": {"HY": (30, 50), "HP": (20, 45), "SR": (-4, 4)},
    "chin_tuck": {"TI": (-5, 5)},
    "wall_angel": {"SA_L": (150, 180), "SA_R": (150, 180), "EA_L": (160, 180), "EA_R": (160, 180)}
    | {"TI": (-5, 5)},
    "seated_thoracic_extension": {"wrist to ear_L": (0, 0.3), "wrist to ear_R": (0, 0.3)}
    | {"TI": (-25, -10), "HF_L": (60, 100), "HP": (-15, 20)},
    "thread_the_needle": {"TW": (35, 80), "PR": (-12, 12)},
    "open_book": {"TW": (35, 80)},
    # D: sitting on the roller, leaning back on the hands, one ankle on the other knee
    "glute_rolling": {"hip height": (0.08, 0.55), "TI": (-70, -20), "XK_R": (0, 0.45)}
    | {"wrist height_L": (0, 0.2), "wrist height_R": (0, 0.2)},
    "glute_ball": {"TI": (-70, -20), "XK_R": (0, 0.45)},
}


@pytest.mark.parametrize("name", GOOD)
def test_the_end_of_every_stretch_is_good_by_the_catalogue(name: str) -> None:
    found = measures(pose(LIBRARY[name].posture(1.0)))
    wrong = {
        mark: (round(found[mark], 2), band)
        for mark, band in GOOD[name].items()
        if not band[0] <= found[mark] <= band[1]
    }
    assert not wrong
