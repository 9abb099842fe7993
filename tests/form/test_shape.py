"""What every form measure keeps to: sides, missing joints, size, one pose or many."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from posecoach.form import MEASURES, Part, Shape, evaluate
from posecoach.form.registry import measure
from posecoach.form.shape import in_space
from posecoach.joints import Joint
from posecoach.mannequin.bases import BASES
from posecoach.mannequin.motion import between
from posecoach.mannequin.spec import PoseSpec, Turn
from tests.form.seen import AZIMUTHS, seen, stacked

PARTS: list[Part] = [
    (name, side)
    for name, one in MEASURES.items()
    for side in (("right", "left") if one.sided else ("right",))
]
UNEVEN = between(
    replace(BASES["tailor"], trunk=Turn(20.0, 12.0, -25.0), head=Turn(8.0, 5.0, 14.0)),
    BASES["side_lying"],
    0.3,
)


@pytest.mark.parametrize("azimuth", AZIMUTHS)
def test_working_on_the_left_is_the_mirror_image_of_working_on_the_right(azimuth: float) -> None:
    right = evaluate(Shape.of(seen(UNEVEN, azimuth)), PARTS)
    left = evaluate(Shape.of(seen(UNEVEN.mirrored, -azimuth), "left"), PARTS)
    assert left == pytest.approx(right, abs=1e-6)


def test_the_wrong_side_is_another_shape() -> None:
    right, left = (evaluate(Shape.of(seen(UNEVEN), side), PARTS) for side in ("right", "left"))
    assert right["trunk_twist", "right"] == pytest.approx(-left["trunk_twist", "right"])
    assert right["knee_flexion", "left"] == pytest.approx(left["knee_flexion", "right"])


def test_many_poses_measure_as_each_alone() -> None:
    poses = [seen(spec, 30.0) for spec in (*BASES.values(), UNEVEN)]
    many = evaluate(Shape.of(stacked(poses)), PARTS)
    for i, pose in enumerate(poses):
        alone = evaluate(Shape.of(pose), PARTS)
        assert {part: float(x[i]) for part, x in many.items()} == pytest.approx(alone, nan_ok=True)
        assert all(isinstance(x, float) for x in alone.values())


def test_the_size_of_the_picture_and_of_the_person_make_no_difference() -> None:
    pose = seen(UNEVEN, 60.0)
    larger = replace(pose, px=pose.px * 3 + 100, world=pose.world * 1.2)
    assert evaluate(Shape.of(larger), PARTS) == pytest.approx(evaluate(Shape.of(pose), PARTS))


@pytest.mark.parametrize("part", PARTS)
def test_what_is_not_seen_is_not_measured(part: Part) -> None:
    pose = seen(UNEVEN)
    nobody = replace(pose, px=pose.px * np.nan, world=pose.world * np.nan)
    assert np.isnan(evaluate(Shape.of(nobody), [part])[part])


@pytest.mark.parametrize("base", [*BASES.values(), UNEVEN])
def test_a_measure_is_right_or_missing_whichever_joint_is_unseen(base: PoseSpec) -> None:
    pose = seen(base, 40.0)
    whole = evaluate(Shape.of(pose), PARTS)
    needing: set[Part] = set()
    for joint in Joint:
        px, world = pose.px.copy(), pose.world.copy()
        px[joint], world[joint] = np.nan, np.nan
        rest = evaluate(Shape.of(replace(pose, px=px, world=world)), PARTS)
        needing |= {part for part, x in rest.items() if np.isnan(x)}
        known = {p for p, x in rest.items() if x == x and not p[0].endswith("_height")}
        known = {p for p in known if MEASURES[p[0]].unit == "ratio"}
        assert {p: rest[p] for p in known} == pytest.approx({p: whole[p] for p in known}, abs=0.01)
    assert needing == set(PARTS)


def test_a_twisted_body_faces_between_its_shoulders_and_its_hips() -> None:
    twisted = replace(BASES["standing"], trunk=Turn(twist=60.0))
    ahead = Shape.of(seen(twisted)).ahead
    # the figure faces the camera: z towards it, and picture right is its left
    turned = np.degrees(np.arctan2(ahead.x, -ahead.z))
    assert 35.0 < turned < 45.0  # the shoulders are twice as wide as the hips


def test_depth_is_the_worlds_and_the_rest_the_pictures() -> None:
    pose = seen(UNEVEN, 25.0)
    bent = pose.world.copy()
    bent[Joint.RIGHT_WRIST] += (0.2, -0.1, 0.3)
    places = in_space(pose.px, bent)
    right = in_space(pose.px, pose.world)
    moved = places - right
    assert moved[Joint.RIGHT_WRIST, 2] == pytest.approx(0.3)
    assert np.abs(moved[Joint.RIGHT_WRIST, :2]).max() < 0.05


def test_every_measure_says_what_it_is() -> None:
    for one in MEASURES.values():
        assert one.about.endswith((".", ";")) and len(one.about) > 20
        assert one.sign and "SCIENCE" in one.source and one.unit in ("deg", "ratio")


def test_a_measure_cannot_be_defined_twice() -> None:
    with pytest.raises(ValueError, match="twice"):
        measure(unit="deg", sided=False, sign="", source="")(MEASURES["head_yaw"].compute)
