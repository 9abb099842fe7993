"""The guided ten seconds: what is said when, what is taken, what is refused."""

from __future__ import annotations

import pytest

from posecoach.calibration.guide import SIT_USUAL, SIT_WELL, Guide, measured
from tests.bodies import FRONT, Figure
from tests.people import BELOW_HIPS, SLOUCHED, UPRIGHT, film, person, times, watched
from tests.rulebook import OURS


def guided(scene, seconds=60.0, fps=5, slouch=False):
    """The guide at its end, what it said and when."""
    said, clock = [], [0.0]
    guide = Guide(lambda words: said.append((round(clock[0], 1), words)), OURS, slouch)
    for result in watched(film(scene, times(seconds, fps))):
        clock[0] = result.t
        if not guide.closed:
            guide.take(result)
    return guide, said


def test_ten_seconds_of_stillness_after_five_of_getting_ready():
    guide, said = guided(lambda t: person(UPRIGHT))
    assert [it for it in said if not it[1].endswith("...")] == [
        (0.0, SIT_WELL),
        (5.0, "hold still"),
    ]
    assert [it for it in said if it[1].endswith("...")][:3] == [
        (2.0, "3 ..."),
        (3.0, "2 ..."),
        (4.0, "1 ..."),
    ]
    assert said[-1] == (14.0, "1 ...")
    found = guide.outcome.baseline
    assert (found.view, found.frames, found.limits) == ("side-right", 50, {})
    assert guide.outcome.words == ("50 frames, moved 0 % of what is allowed (trunk over head)",)


def test_what_was_seen_before_the_ten_seconds_does_not_count():
    guide, _ = guided(lambda t: person(UPRIGHT if t > 3 else SLOUCHED))
    upright, _ = guided(lambda t: person(UPRIGHT))
    for name, value in upright.outcome.baseline.values.items():
        assert guide.outcome.baseline.values[name] == pytest.approx(value, rel=1e-3)


def test_who_cannot_keep_still_is_asked_again_and_then_told():
    def fidgets(t):
        return person(Figure(head=20 * (int(t) % 2), torso_thigh=100, knee=100, upper_arm=5))

    guide, said = guided(fidgets)
    assert sum(words == "hold still" for _, words in said) == 3
    assert guide.outcome.baseline is None
    assert guide.outcome.words[0].startswith("not still: head line moved ")
    assert [words for _, words in said if words.endswith("; again")]


def test_who_comes_to_rest_is_measured_at_the_second_try():
    def settles(t):
        tilt = 20 * (int(t) % 2) if t < 15 else 0
        return person(Figure(head=tilt, torso_thigh=100, knee=100, upper_arm=5))

    guide, _ = guided(settles)
    assert guide.outcome.baseline is not None


def test_without_anybody_it_ends_with_the_reason():
    guide, _ = guided(lambda t: None)
    assert guide.outcome.words == ("cannot calibrate: no person",)
    guide, _ = guided(lambda t: person(UPRIGHT) if t < 8 else None)
    assert guide.outcome.baseline is None


def test_a_slouch_gives_limits_of_ones_own():
    guide, said = guided(lambda t: person(UPRIGHT if t < 16 else SLOUCHED), slouch=True)
    assert (15.0, SIT_USUAL) in said
    assert guide.outcome.baseline.limits["trunk_inclination"] == pytest.approx(
        (0.4 * 18, 0.7 * 18), abs=0.6
    )
    assert guide.outcome.words[-1].startswith("your own limits for ")
    plain, _ = guided(lambda t: person(UPRIGHT), slouch=True)
    assert plain.outcome.baseline.limits == {}
    assert plain.outcome.words[-1] == "your slouch is too like sitting well"


def test_a_bent_best_is_taken_with_a_word():
    bent = Figure(neck=30, torso_thigh=100, knee=100, upper_arm=5)
    guide, _ = guided(lambda t: person(bent))
    assert guide.outcome.words[1].startswith("not your best: neck inclination 30 deg, taken as 18")


def test_from_the_front_it_is_said_what_cannot_be_told():
    guide, _ = guided(lambda t: person(UPRIGHT, FRONT, hide=BELOW_HIPS))
    assert guide.outcome.baseline.view == "front"
    assert "cannot be told" in guide.outcome.words[-1]


def test_a_picture_is_taken_as_it_is():
    one = watched(film(lambda t: person(UPRIGHT), [0.0]))
    assert measured(one, moving=False).baseline.frames == 1
    assert measured(one).words == ("only 1 of 1 frames could be judged",)
    assert measured([]).words == ("no frame of it can be judged: it has no frames",)
