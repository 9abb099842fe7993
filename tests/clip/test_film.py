"""The annotated video of an exercise: what counted when, below a picture that stays whole."""

from __future__ import annotations

import dataclasses
from functools import cache

import numpy as np
import pytest
from msgspec.structs import replace

from posecoach.clip.asked import Asked
from posecoach.clip.film import scene_at
from posecoach.exercises.load import load_exercises
from posecoach.joints import Joint
from posecoach.outputs.board.scene import Scene
from posecoach.outputs.board.strip import Strip
from posecoach.reports.exercise import FaultSpan
from tests.clip.made import exact, take

NAME = "supine_figure_four"


@cache
def asked(name: str, wanted: str = "") -> Asked:
    it = Asked(wanted or name, load_exercises())
    for sighting in exact(name):
        it.add(sighting)
    return it


def scene(name: str, t: float, wanted: str = "") -> Scene:
    it = asked(name, wanted)
    return scene_at(t, it.summary, it.judged)


def test_a_hold_is_told_from_its_way_in_on() -> None:
    side, (hold,) = take(NAME).side, asked(NAME).summary.holds
    before, middle, late = (scene(NAME, t) for t in (0.5, hold.t + 12, hold.end - 3))
    assert (before.stage, before.number, before.joint) == ("setup", "", None)
    assert middle.title == late.title == "Lying figure four"
    assert middle.detail == f"{side} side" and middle.state == "of 30 s"
    assert middle.joint is (Joint.LEFT_KNEE if side == "left" else Joint.RIGHT_KNEE)
    assert {middle.stage, late.stage} <= {"hold", "entry"}
    assert 0 < int(middle.number) < int(late.number) <= hold.valid_s
    assert late.share == pytest.approx(int(late.number) / 30, abs=1 / 30)


def test_a_fault_is_named_while_it_lasts_and_on_its_side_only() -> None:
    it = asked(NAME)
    side, (hold,) = take(NAME).side, it.summary.holds
    t = hold.t + 12
    here = FaultSpan(side, t, t + 2, "ankle_too_far", "Slide it back.")
    elsewhere = FaultSpan("left" if side == "right" else "right", t + 0.5, t + 2, "x", "No.")
    summary = dataclasses.replace(it.summary, faults=(here, elsewhere))
    told = scene_at(t + 1, summary, it.judged)
    assert (told.stage, told.words) == ("fault", "Slide it back.")
    assert scene_at(t + 2.2, summary, it.judged).stage != "fault"
    assert scene_at(t - 0.4, summary, it.judged).stage != "fault"


def test_repetitions_are_counted_up_to_what_was_done() -> None:
    numbers = [int(scene("glute_bridge", t).number or 0) for t in range(32)]
    assert numbers == sorted(numbers)
    assert numbers[-1] == take("glute_bridge").wanted
    assert scene("glute_bridge", 20.0).state == "of 10"


def test_a_clock_that_stands_is_told_from_one_that_runs() -> None:
    it = asked(NAME)
    assert it.judged is not None
    exercise, shown = it.judged
    (side,) = shown.course
    t = it.summary.holds[0].t + 12

    def told(**now: bool) -> Scene:
        course = tuple(
            replace(one, phase="hold", **now) if one.t >= t else one for one in shown.course[side]
        )
        return scene_at(t + 0.1, it.summary, (exercise, replace(shown, course={side: course})))

    restless, away = told(runs=False), told(runs=False, there=False)
    assert restless.stage == away.stage == "held"
    assert restless.words.startswith("In the position but not at rest")
    assert away.words.startswith("Out of the position")


def test_what_is_none_is_said_to_be_none() -> None:
    lying = scene("supine_twist", 8.0, "auto")
    assert lying.stage == "setup" and lying.words.startswith("None of the exercises")
    assert lying.joint is None


@pytest.mark.parametrize("size", [(640, 480), (360, 640), (1920, 1080)])
def test_nothing_of_the_picture_is_hidden_and_the_words_fit_below_it(size) -> None:
    width, height = size
    random = np.random.default_rng(0)
    image = random.integers(0, 255, (height, width, 3), np.uint8)
    told = Scene("held", "In the position but not at rest: the clock waits", "Lying figure four")
    drawn = Strip(size).draw(image, None, told)
    assert np.array_equal(drawn[:height], image)
    below = drawn[height:]
    assert below.shape[0] >= 96
    assert (below != below[0, 0]).any()
    for edge in (below[0], below[-1], below[:, 0]):  # nothing is cut off
        assert (edge == below[0, 0]).all()


def test_the_joint_that_matters_is_ringed_in_the_colour_of_what_is_going_on() -> None:
    px = np.full((33, 2), np.nan)
    px[Joint.LEFT_KNEE] = 320, 240
    image = np.zeros((480, 640, 3), np.uint8)
    scenes = [Scene("hold", "", joint=joint) for joint in (None, Joint.LEFT_KNEE)]
    plain, ringed = (Strip((640, 480)).draw(image, px, it)[:480] for it in scenes)
    assert not plain[:, :280].any() and not ringed[:, :280].any()
    assert ringed.any(-1).sum() > 4 * plain.any(-1).sum()
