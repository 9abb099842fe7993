import numpy as np
import pytest

from posecoach.metrics.geometry import (
    angle_at,
    bearing,
    distance,
    inclination,
    points,
    roll,
    share,
    turn_at,
    turned_by,
    where,
    widening,
    wrapped,
)

NAN = np.nan
ORIGIN = 0j


def at(x, y):
    return complex(x, y)


@pytest.mark.parametrize(
    ("xy", "degrees"),
    [((0, -5), 0), ((5, -5), 45), ((5, 0), 90), ((-5, -5), -45), ((5, 5), 135), ((-5, 5), -135)],
)
def test_inclination_counts_from_straight_up_towards_the_facing_side(xy, degrees):
    assert inclination(ORIGIN, at(*xy)) == pytest.approx(degrees)
    assert inclination(ORIGIN, at(*xy), -1.0) == pytest.approx(-degrees)
    assert np.isnan(inclination(ORIGIN, at(*xy), NAN))


@pytest.mark.parametrize(
    ("c", "degrees"), [((1, 0), 0), ((1, 1), 45), ((0, 3), 90), ((-2, 2), 135), ((-1, 0), 180)]
)
def test_angle_at_is_between_the_limbs_whatever_their_lengths(c, degrees):
    assert angle_at(at(7, 0), ORIGIN, at(*c)) == pytest.approx(degrees)
    assert angle_at(at(*c), ORIGIN, at(7, 0)) == pytest.approx(degrees)


def test_one_pose_gives_the_same_numbers_as_many():
    random = np.random.default_rng(3)
    a, b, c = (random.normal(size=(3, 50, 2)) * 100).view(complex)[..., 0]
    a[7], b[8] = complex(NAN, NAN), a[8]
    facing, yaw = random.choice([-1.0, 1.0], 50), random.uniform(0, 180, 50)
    one_by_one = list(zip(*(it.tolist() for it in (a, b, c, facing, yaw)), strict=True))
    for many, one in (
        (angle_at(a, b, c), [angle_at(*it[:3]) for it in one_by_one]),
        (turn_at(a, b, c), [turn_at(*it[:3]) for it in one_by_one]),
        (roll(a, b), [roll(*it[:2]) for it in one_by_one]),
        (distance(a, b), [distance(*it[:2]) for it in one_by_one]),
        (inclination(a, b, facing), [inclination(*it[:2], it[3]) for it in one_by_one]),
        (share(a.real, b.real), [share(it[0].real, it[1].real) for it in one_by_one]),
        (turned_by(abs(a.real) / 90), [turned_by(abs(it[0].real) / 90) for it in one_by_one]),
        (widening(yaw), [widening(it[4]) for it in one_by_one]),
    ):
        np.testing.assert_allclose(one, many, atol=1e-12)
        assert all(type(number) is float for number in one)


def test_points_are_pixels_with_y_downwards():
    px = np.array([[[3.0, 4.0], [NAN, 1.0]]], np.float32)
    assert points(px).shape == (1, 2)
    assert points(px)[0, 0] == 3 + 4j
    assert np.isnan(points(px)[0, 1])


def test_where_serves_one_and_many():
    assert where(True, 1 + 2j, 0j) == 1 + 2j
    assert where(np.bool_(False), 1.0, 2.0) == 2.0
    np.testing.assert_array_equal(where(np.array([True, False]), 1.0, 2.0), [1.0, 2.0])


@pytest.mark.parametrize(("narrowing", "degrees"), [(1.0, 0), (1.2, 0), (0.5, 60), (0.0, 90)])
def test_a_line_that_looks_shorter_has_turned(narrowing, degrees):
    assert turned_by(narrowing) == pytest.approx(degrees)


def test_angle_at_of_parallel_limbs_is_not_broken_by_rounding():
    a, b = at(0.5, 0.3), at(1.0, 0.6)
    assert angle_at(a, ORIGIN, b) == pytest.approx(0, abs=1e-5)
    assert angle_at(a, ORIGIN, -b) == pytest.approx(180, abs=1e-5)


@pytest.mark.parametrize(
    ("c", "degrees"), [((5, 0), 0), ((0, 5), 90), ((0, -5), -90), ((-5, 5), 135), ((-5, -5), -135)]
)
def test_turn_is_positive_clockwise_in_the_picture(c, degrees):
    assert turn_at(at(2, 0), ORIGIN, at(*c)) == pytest.approx(degrees)


@pytest.mark.parametrize(
    ("b", "degrees"), [((10, 0), 0), ((10, 10), 45), ((10, -10), -45), ((0, 10), 90)]
)
def test_roll_is_that_of_an_undirected_line(b, degrees):
    assert roll(ORIGIN, at(*b)) == pytest.approx(degrees)
    if degrees != 90:
        assert roll(at(*b), ORIGIN) == pytest.approx(degrees)


def test_points_without_length_have_no_angle():
    assert np.isnan(angle_at(ORIGIN, ORIGIN, at(1, 0)))
    assert np.isnan(angle_at(at(1, 0), ORIGIN, ORIGIN))
    assert np.isnan(turn_at(at(1, 0), ORIGIN, ORIGIN))
    assert np.isnan(inclination(at(3, 4), at(3, 4)))
    assert np.isnan(roll(at(3, 4), at(3, 4)))
    assert np.isnan(bearing(0.0, -0.0))
    assert np.isnan(bearing(np.array(0.0), np.array(-0.0)))


def test_a_share_of_nothing_is_unknown():
    of, whole = np.array([1, 1, 1, NAN]), np.array([2.0, 0, -2, 1])
    np.testing.assert_array_equal(share(of, whole), [0.5, NAN, NAN, NAN])
    assert np.isnan(share(1.0, NAN))


def test_distance_is_never_negative_and_keeps_leading_axes():
    a = np.zeros((4, 5), complex)
    assert (distance(a, a + 3 - 4j) == 5.0).all()
    assert distance(a, a).shape == (4, 5)


@pytest.mark.parametrize(
    ("angle", "same"), [(0, 0), (190, -170), (-330, 30), (180, -180), (-180, -180), (179, 179)]
)
def test_wrapped_angles_point_the_same_way(angle, same):
    assert wrapped(np.array(angle)) == same


@pytest.mark.parametrize("off", [0.0, 10.0, 30.0, 44.0])
def test_the_sagittal_plane_looks_narrower_by_the_cosine_of_the_yaw_off_side_on(off):
    assert widening(90.0 - off) == pytest.approx(1 / np.cos(np.radians(off)))


def test_the_correction_stays_where_it_is_beyond_45_degrees_and_without_a_yaw_there_is_none():
    for yaw in (45.0, 44.0, 10.0, 0.0):
        assert widening(yaw) == pytest.approx(np.sqrt(2))
    assert widening(46.0) < np.sqrt(2) - 0.01
    assert widening(NAN) == widening(91.0) == widening(135.0) == 1.0
    np.testing.assert_array_equal(widening(np.array([NAN, 90.0, 120.0])), [1.0, 1.0, 1.0])
