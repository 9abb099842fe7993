"""What an exercise is done at stands where its figure needs it, in pictures that teach only."""

from __future__ import annotations

import numpy as np
import pytest

from posecoach.mannequin.props import equipped
from posecoach.mannequin.skeleton import pose
from posecoach.mannequin.staging import staged
from posecoach.mannequin.stretches import stretches

AT_SOMETHING = [
    name for name, it in stretches().items() if it.plan.support in ("wall", "doorway", "ball")
]


def facets(name: str, side: str = "right") -> np.ndarray:
    """Return the centres of what `equipped` adds to `staged`, (N, 3) metres."""
    props = equipped(stretches()[name], 1.0, side)[2].props
    plain = staged(stretches()[name], 1.0, side)[2].props
    assert props is not None
    return props.corners[0 if plain is None else len(plain.corners) :].mean(1)


@pytest.mark.parametrize("name", AT_SOMETHING)
def test_it_is_drawn_for_both_ends_at_the_same_place(name: str) -> None:
    start, end = (equipped(stretches()[name], share)[2].props for share in (0.0, 1.0))
    assert start is not None and end is not None
    assert np.array_equal(start.corners, end.corners)
    assert len(facets(name)) > 50


def test_hands_meet_the_wall_and_a_back_leans_on_it() -> None:
    ahead, behind = facets("calf_wall"), facets("wall_angel")
    hands = pose(stretches()["calf_wall"].posture(1.0)).points
    reach = max(hands["left_wrist"][2], hands["right_wrist"][2])
    assert 0.0 < ahead[:, 2].min() - reach < 0.05
    hips = pose(stretches()["wall_angel"].posture(1.0)).points["pelvis"]
    assert 0.08 < hips[2] - behind[:, 2].max() < 0.16


@pytest.mark.parametrize("side", ["right", "left"])
def test_the_ball_is_under_the_buttock_that_is_worked(side: str) -> None:
    ball = facets("glute_ball", side)
    hip = pose(stretches()["glute_ball"].posture(1.0, side)).points[f"{side}_hip"]
    assert np.abs(ball.mean(0) - hip)[[0, 2]].max() < 0.01
    assert ball[:, 1].min() == pytest.approx(0.0, abs=0.005)
    assert 0.06 < np.ptp(ball[:, 1]) < 0.07


def test_forearms_lie_against_the_posts_of_the_door() -> None:
    frame = facets("doorway_chest")
    figure = pose(stretches()["doorway_chest"].posture(1.0)).points
    for side, sign in (("left", 1), ("right", -1)):
        post = frame[(frame[:, 0] * sign > 0) & (frame[:, 1] < 1.5)]
        inner = np.abs(post[:, 0]).min()
        assert 0.0 < inner - abs(figure[f"{side}_wrist"][0]) < 0.08


def test_other_exercises_look_as_before() -> None:
    plain = staged(stretches()["supine_figure_four"], 1.0)[2]
    assert equipped(stretches()["supine_figure_four"], 1.0)[2] is plain
