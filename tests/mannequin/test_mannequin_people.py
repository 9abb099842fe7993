"""People, their looks and builds: drawn from a seed, varied, and true to their joints."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from posecoach.joints import Joint
from posecoach.mannequin import cameras
from posecoach.mannequin.look import LONG_SLEEVE, SHORT_SLEEVE, SHORTS, Look
from posecoach.mannequin.people import SHORTEST, STYLES, TALLEST, Person, draw_person
from posecoach.mannequin.presets import PRESETS, sitting
from posecoach.mannequin.render import render
from posecoach.mannequin.shape import SHIRT, TROUSER, limb_growth, limb_of, trunk_of
from posecoach.mannequin.skeleton import ADULT, RATIOS, SHARES, Proportions, pose
from posecoach.mannequin.spec import Turn
from posecoach.metrics import METRICS
from tests.mannequin.exact import from_side

CROWD = [draw_person(np.random.default_rng(seed)) for seed in range(400)]
STANDING = PRESETS["standing_upright"]


def luma(colour: tuple[float, float, float]) -> float:
    return float(np.dot(colour, (0.299, 0.587, 0.114)))


def rgb_at(look: Look, joint: Joint, azimuth: float = 0.0) -> tuple[float, float, float]:
    figure = pose(STANDING)
    picture = render(figure, cameras.phone_on_tripod(figure, azimuth=azimuth), look=look)
    x, y = picture.px[joint].astype(int)
    red, green, blue = picture.image[y - 1 : y + 2, x - 1 : x + 2, ::-1].mean((0, 1)).tolist()
    return red, green, blue


def test_the_same_seed_is_the_same_person_and_another_seed_another() -> None:
    again = [draw_person(np.random.default_rng(seed)) for seed in range(400)]
    assert again == CROWD
    assert len(set(CROWD)) == len(CROWD)


def test_statures_are_those_of_adults_of_both_sexes() -> None:
    statures = np.array([person.proportions.stature for person in CROWD])
    assert SHORTEST <= statures.min() < 1.56 and 1.86 < statures.max() <= TALLEST
    assert statures.mean() == pytest.approx((1.64 + 1.77) / 2, abs=0.02)


def test_builds_reach_from_slim_to_heavy_around_the_average() -> None:
    girths = np.array([person.proportions.girth for person in CROWD])
    assert girths.min() < 0.88 and girths.max() > 1.35
    assert np.median(girths) == pytest.approx(1.05, abs=0.04)


def test_looks_cover_what_people_wear() -> None:
    looks = [person.look for person in CROWD]
    assert {look.hair_style for look in looks} == set(STYLES)
    assert {look.sleeves for look in looks} == {SHORT_SLEEVE, LONG_SLEEVE}
    assert 0.2 < np.mean([look.glasses is not None for look in looks]) < 0.4
    assert 0.08 < np.mean([look.legs == SHORTS for look in looks]) < 0.25
    skins = np.array([luma(look.skin) for look in looks])
    assert skins.min() < 65 and skins.max() > 200
    assert np.histogram(skins, 4)[0].min() > 40  # every part of the range, not mostly one


@pytest.mark.parametrize("segment", sorted(RATIOS))
def test_a_ratio_lengthens_its_segments_and_no_other(segment: str) -> None:
    longer = replace(ADULT, **{RATIOS[segment]: 1.1})
    for name in SHARES:
        share = 1.1 if RATIOS.get(name) == RATIOS[segment] else 1.0
        assert longer.length(name) == pytest.approx(ADULT.length(name) * share)


@pytest.mark.parametrize("person", CROWD[:6])
def test_angles_are_true_for_every_build(person: Person) -> None:
    body = from_side(sitting(trunk=Turn(12), neck=Turn(15)), proportions=person.proportions)
    for name, angle in (("trunk_inclination", 12), ("neck_inclination", 27), ("knee_angle", 90)):
        # shoulders and hips of other widths are seen in perspective
        assert float(METRICS[name].compute(body)) == pytest.approx(angle, abs=1.0), name


def test_girth_thickens_trunk_and_limbs_and_leaves_the_bones() -> None:
    heavy = replace(ADULT, girth=1.4)
    np.testing.assert_allclose(trunk_of(SHIRT, ADULT).rows, SHIRT.rows)
    np.testing.assert_allclose(limb_of(TROUSER, ADULT).rows, TROUSER.rows)
    at = np.array([0.35])
    ratio = trunk_of(SHIRT, heavy).widths(at) / SHIRT.widths(at)
    side, front, _ = ratio[:, 0]
    assert front > side > 1.15  # the belly grows forward most
    assert limb_growth(heavy) == pytest.approx(1.28)
    thin, thick = (pose(STANDING, size).points for size in (ADULT, heavy))
    for name in thin:
        np.testing.assert_allclose(thin[name], thick[name], atol=1e-9)


def test_a_heavy_figure_covers_more_of_the_picture() -> None:
    covered = []
    for girth in (0.85, 1.0, 1.4):
        figure = pose(STANDING, Proportions(girth=girth))
        picture = render(figure, cameras.phone_on_tripod(figure, azimuth=0.0))
        covered.append(int((picture.foreground > 128).sum()))
    assert covered[0] * 1.05 < covered[1] and covered[1] * 1.1 < covered[2]


@pytest.mark.parametrize("person", CROWD[:8])
def test_every_person_is_drawn_where_their_joints_are(person: Person) -> None:
    figure = pose(STANDING, person.proportions)
    picture = render(figure, cameras.phone_on_tripod(figure, azimuth=20.0), look=person.look)
    x, y = picture.px[picture.visible].astype(int).T
    assert picture.visible.sum() > 25 and (picture.foreground[y, x] > 128).all()


def test_long_hair_covers_the_ear_and_short_hair_does_not() -> None:
    hair, skin = (20.0, 20.0, 20.0), (240.0, 200.0, 180.0)
    for style in STYLES:
        look = Look(skin=skin, hair=hair, hair_style=style)  # type: ignore[arg-type]
        ear = luma(rgb_at(look, Joint.LEFT_EAR, azimuth=90.0))
        assert (ear < 90) == (style in ("bob", "long")), (style, ear)


def test_sleeves_and_trouser_legs_end_where_the_look_says() -> None:
    skin, cloth = (240.0, 200.0, 180.0), (30.0, 40.0, 120.0)
    figure = pose(STANDING)
    camera = cameras.phone_on_tripod(figure, azimuth=0.0)
    for sleeves, legs in ((SHORT_SLEEVE, SHORTS), (LONG_SLEEVE, 1.98)):
        look = Look(skin=skin, shirt=cloth, trousers=cloth, sleeves=sleeves, legs=legs)
        picture = render(figure, camera, look=look)
        px = picture.px
        forearm = (px[Joint.LEFT_ELBOW] + px[Joint.LEFT_WRIST]) / 2
        shin = (px[Joint.LEFT_KNEE] + px[Joint.LEFT_ANKLE]) / 2
        for x, y in (forearm.astype(int), shin.astype(int)):
            bare = picture.image[y, x, 2] > picture.image[y, x, 0]  # more red than blue
            assert bare == (sleeves == SHORT_SLEEVE)


def test_glasses_and_stripes_change_the_picture_where_they_are() -> None:
    figure = pose(STANDING)
    camera = cameras.laptop(figure)
    plain = render(figure, camera).image.astype(int)
    glasses = render(figure, camera, look=Look(glasses=(10, 10, 10)))
    moved = np.argwhere(np.abs(glasses.image - plain).sum(2) > 60)
    eyes = glasses.px[[Joint.LEFT_EYE, Joint.RIGHT_EYE]].mean(0)[::-1]
    assert len(moved) > 100 and np.linalg.norm(moved.mean(0) - eyes) < 25
    tripod = cameras.phone_on_tripod(figure, azimuth=0.0)
    striped = render(figure, tripod, look=Look(stripes=(250, 250, 250))).image.astype(int)
    rows = np.argwhere(np.abs(striped - render(figure, tripod).image).sum(2) > 60)[:, 0]
    wide = np.pad(np.bincount(rows), 1) > np.bincount(rows).max() / 2
    assert np.diff(wide.astype(int)).tolist().count(1) == 5
