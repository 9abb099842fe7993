from math import nan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posecoach.outputs.overlay.wording import (
    angle_label,
    shown,
    sum_of_losses,
    whole_points,
    words,
)
from posecoach.types import Activity, Assessment, Framing, Outlook, Result, View
from tests.outputs.overlay_scenes import result_of, slumped

PARTS = st.dictionaries(
    st.sampled_from(["neck", "trunk", "head", "hips", "arms", "legs"]),
    st.floats(0.01, 30),
    min_size=1,
)


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_a_score_is_shown_as_what_each_part_costs_the_dearest_first() -> None:
    text = sum_of_losses(72, {"trunk": 10.0, "neck": 18.0})
    assert plain(text) == "72 = 100 − 18 neck − 10 trunk"


def test_a_line_may_only_break_before_a_minus() -> None:
    assert sum_of_losses(72, {"neck": 18.0, "trunk": 10.0}).count(" ") == 2


def test_more_than_three_parts_are_summed_up() -> None:
    text = sum_of_losses(60, {"neck": 20.0, "trunk": 10.0, "hips": 5.0, "arms": 3.0, "legs": 2.0})
    assert plain(text) == "60 = 100 − 20 neck − 10 trunk − 5 hips − 5 other"


def test_nothing_lost_needs_no_sum() -> None:
    assert sum_of_losses(100, {}) == ""
    assert sum_of_losses(100, {"neck": 0.0}) == ""


@given(PARTS)
@settings(derandomize=True, deadline=None)
def test_the_points_shown_add_up_to_what_is_missing(losses: dict[str, float]) -> None:
    total = sum(losses.values())
    score = 100 * (1 - total / 200)
    losses = {part: loss * (100 - score) / total for part, loss in losses.items()}
    points = whole_points(100 - shown(score), losses)
    assert sum(points.values()) == 100 - shown(score)
    assert all(abs(points[part] - loss) < 1.0 + 1e-6 for part, loss in losses.items())


@given(st.floats(0, 100))
@settings(derandomize=True, deadline=None)
def test_the_score_shown_lies_in_the_band_it_is_named_with(score: float) -> None:
    exact = Assessment(score=score)
    near_edge = abs(score - round(score)) < 1e-5
    assert near_edge or Assessment(score=float(shown(score))).band == exact.band


def test_numerical_noise_does_not_cost_a_point() -> None:
    assert shown(100 - 1e-12) == 100
    assert shown(84.6) == 84


def test_without_a_judgement_only_the_reason_and_the_state_are_said() -> None:
    said = words(result_of(None, judged=slumped(), reason="turned away"))
    assert said.headline == "can't judge: turned away"
    assert (said.verdict, said.losses, said.trust, said.cue) == ("", "", "", "")
    assert said.band == "unknown"
    assert said.state == "sitting"


def test_a_score_that_may_not_be_shown_is_a_partial_view() -> None:
    judged = Assessment(rule_set="side_sitting", score=nan, coverage=0.4, losses={"neck": 3.0})
    said = words(result_of(None, judged=judged))
    assert (said.headline, said.trust, said.losses) == ("partial view", "40 % seen", "")


def test_where_no_rules_apply_there_is_no_score() -> None:
    said = words(result_of(None, judged=Assessment()))
    assert (said.headline, said.trust) == ("no score", "")


@pytest.mark.parametrize(
    ("coverage", "partial", "trust"),
    [
        (1.0, False, ""),
        (1.0, True, "partial view"),
        (0.8, False, "80 % seen"),
        (0.8, True, "partial view, 80 % seen"),
    ],
)
def test_trust_says_how_much_was_seen(coverage: float, partial: bool, trust: str) -> None:
    judged = Assessment(rule_set="x", score=90.0, coverage=coverage, partial=partial)
    assert words(result_of(None, judged=judged)).trust == trust


def test_the_state_names_activity_view_and_framing(seated_pose: Result) -> None:
    assert words(seated_pose).state == "sitting, side-left, full-body"


@pytest.fixture
def seated_pose() -> Result:
    from tests.outputs.overlay_scenes import seated

    return result_of(seated())


def test_an_unknown_view_is_called_so_and_unknown_activity_is_left_out(seated_pose: Result) -> None:
    blurred = Result(
        **{name: getattr(seated_pose, name) for name in Result.__slots__}
        | {"outlook": Outlook(View.UNKNOWN, Framing.UNKNOWN), "activity": Activity.UNKNOWN}
    )
    assert words(blurred).state == "view unknown"


@pytest.mark.parametrize(
    ("value", "sideways", "label"),
    [
        (24.4, False, "neck 24°"),
        (-5.2, False, "neck −5°"),
        (-0.3, False, "neck 0°"),
        (7.0, True, "neck 7° left"),
        (-7.0, True, "neck 7° right"),
        (0.2, True, "neck 0°"),
    ],
)
def test_an_angle_is_named_with_its_part_and_its_side(
    value: float, sideways: bool, label: str
) -> None:
    assert angle_label("neck", value, sideways) == label


@pytest.mark.parametrize(
    ("value", "sideways", "error", "label"),
    [
        (24.4, False, 3.6, "neck 24 ± 4°"),
        (-7.2, True, 2.0, "neck 7 ± 2° right"),
        (24.4, False, 0.2, "neck 24 ± 1°"),  # no camera is that good
    ],
)
def test_an_angle_comes_with_its_expected_error(value, sideways, error, label):
    said = angle_label("neck", value, sideways, error)
    assert said.replace("\N{NO-BREAK SPACE}", " ") == label
