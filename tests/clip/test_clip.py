"""A recorded exercise: its holds and sides are found, no other is counted, and auto knows it."""

from __future__ import annotations

import pytest

from posecoach.clip.clip import Clip
from posecoach.evaluate.exercise_clips import BEFORE_S, HOLD_S
from posecoach.exercises.load import load_exercises
from posecoach.types import Sighting
from tests.clip.made import exact, take

CATALOGUE = load_exercises()
HELD = ("supine_figure_four", "supine_hamstring", "standing_quad", "seated_figure_four")


def clip_of(sightings) -> Clip:
    clip = Clip()
    for sighting in sightings:
        clip.add(sighting)
    return clip


@pytest.mark.parametrize("name", HELD)
def test_a_hold_is_found_on_the_side_that_is_worked_and_on_no_other(name: str) -> None:
    it = take(name)
    judged = clip_of(exact(name)).judged(it.exercise)
    (hold,) = judged.holds
    start = BEFORE_S + it.way_s
    assert hold.side == it.side
    assert hold.start <= start + 1.0
    assert hold.end >= start + HOLD_S - 0.5
    assert HOLD_S - 1.0 <= hold.valid_s <= it.seconds
    assert set(judged.result.sides) == {it.side}


@pytest.mark.parametrize("name", HELD)
def test_auto_knows_it_and_says_by_how_much(name: str) -> None:
    found = clip_of(exact(name)).recognised(CATALOGUE.values())
    assert found.best is not None
    assert (found.best.exercise, found.best.side) == (name, take(name).side)
    assert found.margin >= 0.15


def test_repetitions_are_counted_and_recognised() -> None:
    it, clip = take("glute_bridge"), clip_of(exact("glute_bridge"))
    assert clip.judged(it.exercise).result.sides["both"].count == it.wanted
    found = clip.recognised(CATALOGUE.values())
    assert "glute_bridge" in [one.exercise for one in found.candidates]
    # whoever only lies as for a bridge does none
    lying = clip_of(exact("supine_figure_four")).recognised(CATALOGUE.values())
    assert "glute_bridge" not in [one.exercise for one in lying.candidates]


def test_both_sides_one_after_the_other_have_a_balance() -> None:
    name = "standing_quad"
    sides = {take(name, n).side: n for n in range(6)}
    first, second = exact(name, sides["right"]), exact(name, sides["left"], 100.0)
    judged = clip_of([*first, *second]).judged(CATALOGUE[name])
    assert [hold.side for hold in judged.holds] == ["right", "left"]
    assert judged.result.balance == pytest.approx(0.0, abs=0.15)


def test_nobody_is_nothing() -> None:
    gone = [Sighting(i / 5, i, (640, 480), ()) for i in range(50)]
    for clip in (clip_of([]), clip_of(gone)):
        assert clip.judged(CATALOGUE["supine_figure_four"]).holds == ()
        assert clip.recognised(CATALOGUE.values()).best is None


def test_a_gap_in_which_nobody_is_seen_ends_a_hold() -> None:
    seen = [s for s in exact("supine_figure_four") if not 16 < s.t < 28]
    gone = [Sighting(t / 5, t, (640, 480), ()) for t in range(81, 140)]
    both = sorted([*seen, *gone], key=lambda it: it.t)
    whole = clip_of(exact("supine_figure_four")).judged(CATALOGUE["supine_figure_four"])
    holds = clip_of(both).judged(CATALOGUE["supine_figure_four"]).holds
    assert sum(h.valid_s for h in holds) < sum(h.valid_s for h in whole.holds) - 8
