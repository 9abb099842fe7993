"""The quantities of SCIENCE C0 from a figure's exact joints in space, and what C asks of each pose.

Angles in degrees, lengths as shares of TL (mid-shoulder to mid-hip). `R` is the worked side.
"""

from __future__ import annotations

import numpy as np

from posecoach.joints import PAIRS, Joint
from posecoach.mannequin.landmarks import PLACES, landmarks
from posecoach.mannequin.skeleton import Figure
from posecoach.types import Floats

GAZE = float(np.degrees(np.arctan2(*PLACES["eye"][2][1:])))  # ears to eyes with the face level


class Points:
    """Joints by their short names: "hip_L", "shoulder_m"."""

    def __init__(self, figure: Figure) -> None:
        self.all = landmarks(figure)

    def __getitem__(self, name: str) -> Floats:
        part, _, side = name.rpartition("_")
        left, right = (self.all[row] for row in PAIRS[part])
        return {"L": left, "R": right, "m": (left + right) / 2}[side]


def measures(figure: Figure) -> dict[str, float]:
    at = Points(figure)
    across = _unit(at["shoulder_L"] - at["shoulder_R"])
    trunk = at["shoulder_m"] - at["hip_m"]
    length = float(np.linalg.norm(trunk))
    up = trunk / length
    ahead = _unit(np.cross(across, up))
    hips = _unit(at["hip_L"] - at["hip_R"])
    gaze = _unit(at["eye_m"] - at["ear_m"])
    ears = _unit(at["ear_L"] - at["ear_R"])
    nose = at.all[Joint.NOSE] - at["ear_m"]
    found = {
        "TI": float(np.degrees(np.arctan2(-ahead[1], up[1]))),
        "LT": float(np.degrees(np.arcsin(up @ _level(hips)))),
        "PR": float(np.degrees(np.arcsin(-hips[1]))),
        "SR": float(np.degrees(np.arcsin(-across[1]))),
        "HR": float(np.degrees(np.arcsin(-ears[1]))),
        "HP": GAZE - float(np.degrees(np.arcsin(gaze[1]))),
        "HY": float(np.degrees(np.arctan2(nose @ across, nose @ ahead))),
        "TW": _twist(across, hips, up),
        "AB": angle_at(at["knee_L"], at["hip_m"], at["knee_R"]),
        "shoulder off floor": float(np.degrees(np.arcsin(abs(across[1])))),
        "ear over shoulder": float(at["ear_m"][1] - at["shoulder_m"][1]) / length,
        "ear ahead": float((at["ear_m"] - at["shoulder_m"]) @ ahead) / length,
        "hip over shoulder": float(at["hip_m"][1] - at["shoulder_m"][1]) / length,
        "hip height": float(at["hip_m"][1]) / length,
        "ankles apart": distance(at["ankle_L"], at["ankle_R"]),
        "ankle order": float((at["ankle_L"] - at["ankle_R"]) @ hips) / length,
        "knee rise": float(at["knee_L"][1] - at["knee_R"][1]) / length,
        "face up": float(at.all[Joint.NOSE][1] - at["ear_m"][1]),
    }
    shank = distance(at["knee_L"], at["ankle_L"])
    found["ankles apart"] /= shank
    for side, other in (("L", "R"), ("R", "L")):
        found |= _limbs(at, side, other, (length, ahead, shank))
    for name in ("HF", "KF"):
        found[f"{name} apart"] = abs(found[f"{name}_L"] - found[f"{name}_R"])
    return found


def _limbs(
    at: Points, side: str, other: str, body: tuple[float, Floats, float]
) -> dict[str, float]:
    length, ahead, shank = body
    names = ("shoulder", "elbow", "wrist", "hip", "knee", "ankle", "heel", "foot_index", "ear")
    shoulder, elbow, wrist, hip, knee, ankle, heel, toe, ear = (at[f"{n}_{side}"] for n in names)
    sign = 1 if (knee - hip) @ ahead > -1e-9 else -1
    thigh = distance(hip, knee)
    middle = (at["hip_L"] - at["hip_R"]) / np.linalg.norm(at["hip_L"] - at["hip_R"])
    inward = (knee - at["hip_m"]) @ middle * (1 if side == "R" else -1)
    found = {
        "HF": sign * (180 - angle_at(shoulder, hip, knee)),
        "KF": 180 - angle_at(hip, knee, ankle),
        "EA": angle_at(shoulder, elbow, wrist),
        "SA": angle_at(hip, shoulder, elbow),
        "SHK": float(np.degrees(np.arccos((knee - ankle)[1] / shank))),
        "XK": distance(ankle, at[f"knee_{other}"]) / thigh,
        "KS": distance(knee, at[f"shoulder_{other}"]) / length,
        "shin tilt": abs(float(ankle[1] - knee[1])) / shank,
        "knee over hip": float(knee[1] - hip[1]) / thigh,
        "knee past toe": float((knee - toe) @ _level(toe - heel)) / length,
        "crossing": float(inward) / length,
        "hip to ankle": distance(hip, ankle) / length,
        "wrist to ankle": distance(wrist, ankle) / length,
        "wrist to ear": distance(wrist, ear) / length,
        "wrist height": float(wrist[1]) / length,
        "heel and toe": abs(float(heel[1] - toe[1])) / length,
        "ankle height": float(ankle[1]) / length,
        "wrist under shoulder": abs(float((wrist - shoulder) @ _level(ahead))) / length,
        "knee under hip": abs(float((knee - hip) @ _level(ahead))) / length,
        "forearm": float(np.degrees(np.arccos(abs((wrist - elbow)[1]) / distance(wrist, elbow)))),
    }
    return {f"{name}_{side}": value for name, value in found.items()}


def distance(a: Floats, b: Floats) -> float:
    return float(np.linalg.norm(b - a))


def angle_at(a: Floats, b: Floats, c: Floats) -> float:
    """Angle at b, 0..180 degrees."""
    cosine = (a - b) @ (c - b) / distance(a, b) / distance(c, b)
    return float(np.degrees(np.arccos(np.clip(cosine, -1, 1))))


def _unit(v: Floats) -> Floats:
    return np.asarray(v / np.linalg.norm(v))


def _level(v: Floats) -> Floats:
    flat = np.array([v[0], 0.0, v[2]])
    size = np.linalg.norm(flat)
    return np.asarray(flat / size) if size > 0.2 * np.linalg.norm(v) else np.asarray(_unit(v))


def _twist(across: Floats, hips: Floats, up: Floats) -> float:
    a, b = (_unit(v - (v @ up) * up) for v in (across, hips))
    return float(np.degrees(np.arccos(np.clip(a @ b, -1, 1))))
