import numpy as np

from posecoach.joints import JOINT_COUNT, Joint
from posecoach.pose.census import distinct, same_person
from posecoach.types import Pose

TORSO = 100.0


def person(x: float, torso: float = TORSO, width: float = 50.0) -> Pose:
    """Somebody whose joints all lie at x, but for shoulders and hips of the given size."""
    px = np.full((JOINT_COUNT, 2), (x, 0.0), np.float32)
    for side, joint in ((1, Joint.LEFT_SHOULDER), (-1, Joint.RIGHT_SHOULDER)):
        px[joint] = x + side * width / 2, 0
    for joint in (Joint.LEFT_HIP, Joint.RIGHT_HIP):
        px[joint] = x, torso
    return Pose(0.0, px, np.zeros((JOINT_COUNT, 3)), np.ones(JOINT_COUNT))


def test_one_person_found_twice_is_one() -> None:
    one = person(100)
    assert distinct([one, person(100), person(129)]) == [one]


def test_people_three_tenths_of_a_torso_apart_are_two() -> None:
    assert same_person(person(0), person(0.29 * TORSO))
    assert not same_person(person(0), person(0.31 * TORSO))


def test_the_larger_body_sets_the_scale_either_way_round() -> None:
    child, adult = person(0, torso=30), person(25)
    assert same_person(child, adult) and same_person(adult, child)


def test_a_torso_seen_from_its_end_does_not_make_two_of_one_person() -> None:
    assert same_person(person(0, torso=5, width=100), person(29, torso=5, width=100))
    assert not same_person(person(0, torso=5, width=100), person(31, torso=5, width=100))


def test_the_first_of_each_person_is_kept_in_order() -> None:
    a, b, c = person(0), person(500), person(1000)
    assert distinct([b, a, person(501), c, person(2)]) == [b, a, c]


def test_half_of_the_joints_gone_astray_do_not_make_a_second_person() -> None:
    one, other = person(0), person(3)
    astray = other.px.copy()
    astray[Joint.LEFT_KNEE :] += 400
    assert same_person(one, Pose(0.0, astray, other.world, other.visibility))
