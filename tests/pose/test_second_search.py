"""Other looks at a frame without anybody: what is shown, and whom to believe."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from posecoach.joints import JOINT_COUNT, Joint
from posecoach.pose.second_search import (
    DARK,
    LOOKS,
    Found,
    Look,
    agreed,
    evened,
    lifted,
    missable,
    search,
)
from posecoach.types import Frame, Pose

SIZE = (60, 40)
ONE, TWO, THREE = LOOKS[:3]


def frame(mark: tuple[int, int] = (0, 0)) -> Frame:
    """A dark frame with one white pixel."""
    image = np.zeros((SIZE[1], SIZE[0], 3), np.uint8)
    image[mark[1], mark[0]] = 255
    return Frame(1.5, 7, image)


def body(x: float, y: float, belief: float = 0.9) -> Pose:
    """An upright body with a torso of 10 pixels; its world lies as its picture does."""
    px = np.full((JOINT_COUNT, 2), (x, y))
    px[[Joint.LEFT_HIP, Joint.RIGHT_HIP], 1] += 10
    px[Joint.LEFT_SHOULDER, 0] += 3
    world = np.concatenate([px - px[Joint.LEFT_HIP], np.arange(33.0)[:, None]], axis=1)
    return Pose(1.5, px, world, np.full(JOINT_COUNT, belief))


@pytest.mark.parametrize("turns", range(4))
@pytest.mark.parametrize("mark", [(0, 0), (59, 0), (12, 33)])
def test_what_is_found_in_a_turned_picture_is_where_it_was(
    turns: int, mark: tuple[int, int]
) -> None:
    look = Look(None, turns)
    shown = look.shown(frame(mark))
    y, x = np.argwhere(shown.image[..., 0])[0]
    found = look.back(body(x + 0.5, y + 0.5), SIZE)
    assert found.px[Joint.NOSE].tolist() == [mark[0] + 0.5, mark[1] + 0.5]
    assert shown.size == (SIZE if turns % 2 == 0 else SIZE[::-1])
    assert (shown.t, shown.index) == (1.5, 7)


def test_a_quarter_turn_clockwise_lays_the_head_to_the_right() -> None:
    up, lying = body(20, 20), Look(None, 3).back(body(20, 20), SIZE)
    torso = lying.px[Joint.LEFT_HIP] - lying.px[Joint.NOSE]
    assert (up.px[Joint.LEFT_HIP] - up.px[Joint.NOSE]).tolist() == [0, 10]
    assert torso.tolist() == [-10, 0]


@pytest.mark.parametrize("turns", range(4))
def test_the_world_turns_with_the_picture_and_is_not_mirrored(turns: int) -> None:
    upright = body(20, 20)
    found = Look(None, turns).back(upright, SIZE)
    assert found.world[:, :2] == pytest.approx(found.px - found.px[Joint.LEFT_HIP])
    assert (found.world[:, 2] == upright.world[:, 2]).all()
    assert (found.visibility == upright.visibility).all()

    def handed(pose: Pose) -> float:
        across = pose.px[Joint.LEFT_SHOULDER] - pose.px[Joint.RIGHT_SHOULDER]
        down = pose.px[Joint.LEFT_HIP] - pose.px[Joint.RIGHT_SHOULDER]
        return float(across[0] * down[1] - across[1] * down[0])

    assert handed(found) == pytest.approx(handed(upright))


def test_looking_at_a_frame_as_it_is_costs_nothing() -> None:
    seen = frame()
    assert Look().shown(seen) is seen


def test_a_dark_picture_is_lifted_to_mid_grey_and_a_bright_one_left() -> None:
    random = np.random.default_rng(0)
    for level, expected in ((20, 115), (60, 115), (180, 180)):
        noisy = np.clip(random.normal(level, 4, (120, 160, 3)), 0, 255).astype(np.uint8)
        assert lifted(noisy).mean() == pytest.approx(expected, abs=8)
    assert not lifted(np.zeros((20, 20, 3), np.uint8)).any()


def test_lifting_takes_the_grain_away_at_any_size() -> None:
    random = np.random.default_rng(0)
    for height in (240, 960):
        small = random.normal(180, 12, (240, 320, 3)).clip(0, 255).astype(np.uint8)
        noisy = cv2.resize(small, None, fx=height / 240, fy=height / 240)
        assert lifted(noisy).std() < 0.85 * noisy.std()


def test_evening_tells_a_body_from_the_dark_around_it() -> None:
    image = np.full((200, 200, 3), 250, np.uint8)
    image[:, :100] = 20
    image[60:140, 30:70] = 26
    apart = evened(image).mean(axis=2)
    assert apart[80:120, 40:60].mean() - apart[80:120, 5:20].mean() > 8  # of 6
    assert apart[:, 150:].mean() > 200


def test_one_look_alone_is_not_believed() -> None:
    assert agreed([Found(ONE, body(5, 5), body(5, 5))]) == []
    twice = [Found(ONE, body(5, 5), body(5, 5)), Found(ONE, body(6, 5), body(6, 5))]
    assert agreed(twice) == []
    elsewhere = [Found(ONE, body(5, 5), body(5, 5)), Found(TWO, body(9, 5), body(9, 5))]
    assert agreed(elsewhere) == []


def test_the_surest_look_at_the_body_most_agreed_upon_comes_first() -> None:
    left = [Found(look, body(5, 5), body(5, 5)) for look in (ONE, TWO)]
    unsure, sure = (
        Found(look, body(40, 5), body(40, 5, b)) for look, b in ((ONE, 0.6), (TWO, 0.8))
    )
    right = [unsure, sure, Found(THREE, body(41, 5), body(41, 5, 0.7))]
    found = agreed([*left, *right])
    assert [(looks, it.pose.px[Joint.NOSE, 0]) for looks, it in found] == [(3, 40), (2, 5)]
    assert found[0][1] is sure


def test_searching_takes_every_look_once_and_gives_places_in_the_frame() -> None:
    shown: list[tuple[int, int]] = []

    def people(seen: Frame) -> list[Pose]:
        shown.append(seen.size)
        return [body(10, 30)] if seen.size == (40, 60) else []

    found = search(frame(), people)
    assert len(shown) == len(LOOKS) == 13
    assert [shown.count(size) for size in (SIZE, (40, 60), (42, 28), (28, 42))] == [2, 4, 3, 4]
    places = sorted(it.pose.px[Joint.NOSE].tolist() for it in found)
    assert places == [[30, 10], [30, 30]]
    assert {it.seen.px[Joint.NOSE, 0] for it in found} == {10}


@pytest.mark.parametrize("turns", range(4))
@pytest.mark.parametrize("mark", [(9, 6), (50, 33), (12, 20)])
def test_what_is_found_from_nearer_is_where_it_was(turns: int, mark: tuple[int, int]) -> None:
    look = Look(None, turns, 0.7)  # 42 by 28 of 60 by 40
    shown = look.shown(frame(mark))
    assert sorted(shown.size) == [28, 42]
    y, x = np.argwhere(shown.image[..., 0])[0]
    found = look.back(body(x + 0.5, y + 0.5), SIZE)
    assert found.px[Joint.NOSE].tolist() == [mark[0] + 0.5, mark[1] + 0.5]


def test_what_lies_beyond_the_part_that_is_shown_is_not_seen() -> None:
    px = np.full((JOINT_COUNT, 2), 10.0)
    px[Joint.LEFT_KNEE] = 20, 28.1
    px[Joint.LEFT_ANKLE] = 42.1, 10
    px[Joint.RIGHT_ANKLE] = 10, -0.1
    px[Joint.RIGHT_KNEE] = 42, 28
    person = Pose(0.0, px, np.zeros((JOINT_COUNT, 3)), np.full(JOINT_COUNT, 0.9))
    seen = Look(zoom=0.7).back(person, SIZE).visibility
    assert {Joint(i) for i in np.flatnonzero(seen == 0)} == {
        Joint.LEFT_KNEE,
        Joint.LEFT_ANKLE,
        Joint.RIGHT_ANKLE,
    }
    assert (Look(lifted).back(person, SIZE).visibility == 0.9).all()


@pytest.mark.parametrize(("grey", "looks", "believed"), [(255, 3, 0), (255, 4, 1), (0, 2, 1)])
def test_an_upright_body_in_good_light_must_be_found_twice_more(
    grey: int, looks: int, believed: int
) -> None:
    image = np.full((SIZE[1], SIZE[0], 3), grey, np.uint8)
    calls = iter(range(len(LOOKS)))

    def people(seen: Frame) -> list[Pose]:
        upright = [i for i, look in enumerate(LOOKS) if not look.turns]
        look = LOOKS[i := next(calls)]
        if i not in upright[:looks]:
            return []
        left, top = ((1 - look.zoom) * side / 2 for side in SIZE)
        return [body(20 - left, 15 - top)]

    assert len(search(Frame(0.0, 0, image), people)) == believed


@pytest.mark.parametrize(
    ("grey", "turns", "believed"),
    [(DARK, 0, True), (DARK + 1, 0, False), (255, 1, True), (255, 3, True), (255, 2, True)],
)
def test_an_upright_body_in_good_light_would_have_been_found_at_once(
    grey: float, turns: int, believed: bool
) -> None:
    image = np.full((SIZE[1], SIZE[0], 3), grey, np.uint8)
    found = Look(None, turns).back(body(20, 15), SIZE)
    assert missable(image, found) is believed


def test_the_light_is_that_of_the_trunk_even_at_the_border_of_the_picture() -> None:
    image = np.full((SIZE[1], SIZE[0], 3), 255, np.uint8)
    image[15:26, 20:24] = 0  # against the light
    assert missable(image, body(20, 15)) and not missable(image, body(40, 15))
    assert not missable(image, body(-50, -50))
