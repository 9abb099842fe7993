"""Other looks at a frame without anybody: what is shown, and whom to believe."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from posecoach.joints import JOINT_COUNT, Joint
from posecoach.pose.second_search import (
    AGREEING,
    FIRST,
    HEAD_SEEN,
    LOOKS,
    ZOOM,
    Found,
    Look,
    agreed,
    evened,
    glimpsed,
    lifted,
    lifted_and_evened,
    search,
)
from posecoach.types import Frame, Pose

SIZE = (60, 40)
TORSO = 10.0


def frame(mark: tuple[int, int] = (0, 0)) -> Frame:
    """A dark frame with one white pixel."""
    image = np.zeros((SIZE[1], SIZE[0], 3), np.uint8)
    image[mark[1], mark[0]] = 255
    return Frame(1.5, 7, image)


def body(x: float, y: float, belief: float = 0.9) -> Pose:
    """An upright body with a torso of 10 pixels; its world lies as its picture does."""
    px = np.full((JOINT_COUNT, 2), (x, y), float)
    px[[Joint.LEFT_HIP, Joint.RIGHT_HIP], 1] += TORSO
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


def test_what_is_lifted_and_evened_is_first_lifted() -> None:
    image = np.random.default_rng(0).integers(0, 40, (60, 80, 3), dtype=np.uint8)
    assert np.array_equal(lifted_and_evened(image), evened(lifted(image)))
    assert not np.array_equal(lifted_and_evened(image), lifted(evened(image)))


def looks_at(*poses: Pose) -> list[Found]:
    """What as many looks show."""
    return [Found(look, pose) for look, pose in zip(LOOKS, poses, strict=False)]


def test_a_body_is_believed_that_four_looks_see() -> None:
    assert AGREEING == 4
    assert agreed(looks_at(*[body(5, 5)] * 3)) == []
    assert len(agreed(looks_at(*[body(5, 5)] * 4))) == 1
    assert agreed([Found(LOOKS[0], body(5, 5)), *looks_at(*[body(5, 5)] * 3)]) == []  # one twice


def lying(x: float, y: float) -> Pose:
    """The same body on its side."""
    upright = body(x, y)
    return replace(upright, px=(upright.px - [x, y])[:, ::-1] + [x, y])


@pytest.mark.parametrize(("others", "believed"), [(4, True), (5, False)])
def test_nobody_upright_is_believed_of_whom_most_looks_see_something_else(
    others: int, believed: bool
) -> None:
    elsewhere = [body(100.0 * i, 5) for i in range(1, others + 1)]
    assert bool(agreed(looks_at(*[body(5, 5)] * 4, *elsewhere))) is believed
    assert agreed(looks_at(*[lying(5, 5)] * 4, *elsewhere))  # seen by turned pictures only


def test_looks_that_see_it_further_apart_than_an_eighth_of_a_torso_do_not_agree() -> None:
    near, far = (body(20 + share * TORSO, 5) for share in (0.11, 0.13))
    assert len(agreed(looks_at(*[body(20, 5)] * 3, near))) == 1
    assert agreed(looks_at(*[body(20, 5)] * 3, far)) == []


def test_everybody_is_found_once_and_the_most_agreed_upon_first() -> None:
    left = looks_at(*[body(5, 5)] * 4)
    beside = looks_at(*[body(5 + 0.2 * TORSO, 5)] * 4)  # the same person, seen a little otherwise
    right = looks_at(*(body(40, 5, belief) for belief in (0.6, 0.8, 0.7, 0.7, 0.7)))
    found = agreed([*left, *beside, *right])
    assert [it.pose.px[Joint.NOSE, 0] for it in found] == [40, 5]
    assert found[0].look is LOOKS[1]  # the surest


def test_a_joint_is_where_the_middle_look_has_it() -> None:
    poses = [body(20, 5, belief) for belief in (0.6, 0.7, 0.7, 0.8, 0.9)]
    for pose, x, z in zip(poses, (9.0, 33.0, 99.0, 30.0, 60.0), (9, 2, 1, 0, 5), strict=True):
        pose.px[Joint.LEFT_WRIST, 0], pose.world[Joint.LEFT_WRIST, 2] = x, z
    [one] = agreed(looks_at(*poses))
    assert one.pose.px[Joint.LEFT_WRIST, 0] == 33
    assert one.pose.world[Joint.LEFT_WRIST, 2] == 2
    assert one.pose.visibility.tolist() == [0.7] * JOINT_COUNT
    assert one.pose.t == 1.5


def test_a_joint_that_most_looks_cut_off_is_where_the_others_have_it() -> None:
    poses = [body(20, 5, 0.9) for _ in range(4)]
    for pose, x, seen in zip(poses, (30.0, 30.0, 30.0, 50.0), (0.0, 0.0, 0.0, 0.8), strict=True):
        pose.px[Joint.LEFT_ANKLE, 0], pose.visibility[Joint.LEFT_ANKLE] = x, seen
        pose.visibility[Joint.RIGHT_ANKLE] = 0
    [one] = agreed(looks_at(*poses))
    assert one.pose.px[Joint.LEFT_ANKLE, 0] == 50
    assert one.pose.visibility[Joint.LEFT_ANKLE] == 0.8
    assert one.pose.px[Joint.RIGHT_ANKLE, 0] == 20  # none shows it
    assert one.pose.visibility[Joint.RIGHT_ANKLE] == 0


def test_nobody_is_glimpsed_without_head_and_shoulders() -> None:
    upper = [Joint.NOSE, Joint.LEFT_EAR, Joint.RIGHT_EAR, Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER]
    for seen, believed in ((HEAD_SEEN + 0.01, 1), (HEAD_SEEN - 0.01, 0)):
        person = body(20, 15, 0.3)
        person.visibility[upper] = seen
        assert len(glimpsed(Look(), frame(), lambda shown, it=person: [it])) == believed


def seen_by(looks: set[int]) -> tuple[list[int], list[Found]]:
    """The looks taken, and who is found, when these see the same body."""
    taken: list[int] = []

    def people(shown: Frame) -> list[Pose]:
        taken.append(len(taken))
        look = LOOKS[taken[-1]]
        back = {turns: Look(None, turns, look.zoom) for turns in range(4)}[look.turns]
        straight = body(30, 15)
        return [shown_as(straight, back)] if taken[-1] in looks else []

    return taken, search(frame(), people)


def shown_as(person: Pose, look: Look) -> Pose:
    """Somebody of the frame as they are in what a look shows."""
    side = [round(it * look.zoom) for it in SIZE]
    px = person.px - [(whole - part) // 2 for whole, part in zip(SIZE, side, strict=True)]
    for _ in range(look.turns):
        px = np.stack([side[1] - px[:, 1], px[:, 0]], axis=-1)
        side = side[::-1]
    return Pose(person.t, px, person.world, person.visibility)


def test_every_look_is_asked_once_somebody_was_seen_by_one_of_the_first() -> None:
    taken, found = seen_by({1, 7, 18, 19})
    assert len(taken) == len(LOOKS) == len(set(LOOKS)) == 20
    assert [it.pose.px[Joint.NOSE].tolist() for it in found] == [[30, 15]]


def test_what_the_first_looks_do_not_see_is_not_looked_for() -> None:
    taken, found = seen_by(set(range(FIRST, 20)))
    assert len(taken) == FIRST == 4 and found == []


def test_looks_differ_in_light_turn_and_nearness() -> None:
    lit = {(light, turns, zoom) for light in (lifted, evened, lifted_and_evened)
           for turns in (0, 1, 3) for zoom in (1.0, ZOOM)}  # fmt: skip
    assert {(it.light, it.turns, it.zoom) for it in LOOKS if it.light is not None} == lit
    assert {it.turns for it in LOOKS[:FIRST]} == {1, 3}


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
