"""No text meets another or leaves the picture, at any size, with any body."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posecoach.joints import Joint
from posecoach.outputs.overlay import Banner, Plan
from posecoach.outputs.overlay.boxes import Box
from posecoach.outputs.overlay.skeleton import head_box
from posecoach.types import Assessment, Floats, Level, View
from tests.outputs.overlay_scenes import (
    RULES,
    STYLE,
    planned,
    result_of,
    seated,
    slumped,
    texts,
    verdicts,
)

KEYS = "q quit   p pause   m mirror"
USUAL = [(320, 240), (640, 480), (1280, 720), (1080, 1920), (3840, 2160)]
ODD = [(640, 127), (127, 640), (160, 120), (90, 90), (64, 48), (16, 16), (1, 1), (5000, 60)]
SIZES = st.sampled_from(USUAL + ODD) | st.tuples(st.integers(1, 900), st.integers(1, 900))
LEVELS: list[Level] = ["good", "caution", "poor", "unknown"]


@st.composite
def bodies(draw: st.DrawFn) -> Floats:
    """Joints (33, 2) in shares of the picture, some unseen, some outside, some far outside."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    spread = draw(st.sampled_from([0.02, 0.3, 1.0, 50.0]))
    middle = rng.uniform(0, 1, 2)
    px = middle + spread * rng.uniform(-0.5, 0.5, (len(Joint), 2))
    px[rng.uniform(size=len(Joint)) < draw(st.sampled_from([0.0, 0.2, 0.9]))] = np.nan
    return px


BANNERS = st.none() | st.builds(
    Banner, st.sampled_from(["Stand up.", "31 minutes in the chair: " * 6]), st.booleans()
)


@st.composite
def assessments(draw: st.DrawFn) -> Assessment:
    levels = {rule: draw(st.sampled_from(LEVELS)) for rule in RULES}
    words = draw(
        st.sampled_from(["", "Sit tall.", "Raise the seat or sit back. " * 5, "日本語" * 20])
    )
    return Assessment(
        rule_set="side_sitting",
        score=draw(st.floats(0, 100) | st.just(float("nan"))),
        coverage=draw(st.floats(0, 1)),
        partial=draw(st.booleans()),
        losses=draw(st.dictionaries(st.sampled_from(["neck", "trunk", "arms"]), st.floats(0, 40))),
        verdicts=verdicts(**levels),
        cue=words,
    )


def check(frame: Plan, size: tuple[int, int]) -> None:
    picture = Box(0, 0, *size)
    for placed in frame.layout.placed:
        assert placed.box.within(picture), placed
        assert all(box.within(placed.box) for box in placed.text_boxes), placed
        assert not any(a.meets(b) for a, b in combinations(placed.text_boxes, 2)), placed
    for a, b in combinations(frame.layout.placed, 2):
        assert not a.box.meets(b.box), (a.block.name, b.block.name)


@given(
    SIZES,
    bodies(),
    assessments(),
    st.sampled_from(View),
    st.booleans(),
    st.tuples(st.text("qp ", max_size=40), BANNERS),
)
@settings(max_examples=150, deadline=None, derandomize=True)
def test_no_text_meets_another_or_leaves_the_picture(
    size: tuple[int, int],
    body: Floats,
    judged: Assessment,
    view: View,
    mirrored: bool,
    lines: tuple[str, Banner | None],
) -> None:
    keys, banner = lines
    result = result_of(body * size, size, view=view, judged=judged)
    first = planned(result, mirrored=mirrored, keys=keys, banner=banner)
    check(first, size)
    moved = result_of(body * size + 0.07 * size[0], size, view=view, judged=judged)
    again = planned(moved, mirrored=mirrored, keys=keys, banner=banner, before=first.layout)
    check(again, size)


@given(SIZES, bodies(), st.text(max_size=200))
@settings(max_examples=50, deadline=None, derandomize=True)
def test_neither_does_any_reason(size: tuple[int, int], body: Floats, reason: str) -> None:
    frame = planned(result_of(body * size, size, reason=reason or "too dark"), keys=KEYS)
    check(frame, size)


@pytest.mark.parametrize("width", range(20, 260, 6))
def test_a_number_is_whole_or_not_there(width: int) -> None:
    size = (width, 200)
    frame = planned(result_of(seated(size), size, judged=slumped()), keys="q quit")
    for placed in frame.layout.placed:
        for piece in placed.block.pieces:
            assert not (piece.text.endswith("…") and any(c.isdigit() for c in piece.text))
    assert ("72" in texts(frame)) == (width >= 38)


@pytest.mark.parametrize("size", USUAL)
@pytest.mark.parametrize("mirrored", [False, True])
def test_everything_is_said_at_the_usual_sizes(size: tuple[int, int], mirrored: bool) -> None:
    frame = planned(result_of(seated(size), size, judged=slumped()), keys=KEYS, mirrored=mirrored)
    said = texts(frame)
    for words in (
        "72 fair",
        "72 = 100 − 18 neck − 10 trunk",
        "partial view, 90 % seen",
        "sitting, side-left, full-body",
        "neck 24°",
        "trunk 10°",
        "hips 95°",
        KEYS,
    ):
        assert words in said
    assert "Let your head float back" in said and "…" not in said
    check(frame, size)


@pytest.mark.parametrize("size", USUAL)
def test_text_keeps_off_the_head_where_there_is_room(size: tuple[int, int]) -> None:
    frame = planned(result_of(seated(size), size, judged=slumped()), keys=KEYS)
    head = head_box(frame.px, STYLE.unit(size))
    assert head is not None
    assert not any(placed.box.meets(head) for placed in frame.layout.placed)


@pytest.mark.parametrize(("corner", "free"), [((-0.3, -0.1), "right"), ((0.4, -0.1), "left")])
def test_the_card_goes_where_the_head_is_not(corner: tuple[float, float], free: str) -> None:
    size = (1280, 720)
    px = seated(size) + np.array(corner) * size
    frame = planned(result_of(px, size, judged=slumped()), keys=KEYS)
    card = next(p for p in frame.layout.placed if p.block.name == "card")
    assert ("right" if card.x > size[0] / 2 else "left") == free


def test_the_cue_goes_to_the_top_only_when_a_face_is_at_the_bottom() -> None:
    size = (640, 480)
    cues = []
    for px in (seated(size), np.array([0, size[1] + 60]) + seated(size) * (1, -1)):
        frame = planned(result_of(px, size, judged=slumped()), keys=KEYS)
        cues.append(next(p.box for p in frame.layout.placed if p.block.name == "cue"))
        head = head_box(frame.px, STYLE.unit(size))
        assert head is not None and not cues[-1].meets(head)
    assert cues[0].y > 350 and cues[1].bottom < 130


def test_a_card_leaves_room_in_a_flat_picture() -> None:
    size = (640, 100)
    frame = planned(result_of(seated(size), size, judged=slumped()))
    card = next(p.box for p in frame.layout.placed if p.block.name == "card")
    assert card.h <= 70
    assert "72 fair" in texts(frame) and "sitting" not in texts(frame)


def test_where_there_is_nothing_to_say_a_label_is_not_worth_covering_the_body() -> None:
    size = (240, 180)
    px = np.array(size) / 2 + 1.6 * (seated(size) - np.array(size) / 2)
    rules = [rule for rule in RULES if rule not in ("tilt", "level", "slump")]
    labels = {}
    for level in LEVELS:
        found = verdicts(**dict.fromkeys(rules, level))
        frame = planned(result_of(px, size, judged=slumped(found)))
        labels[level] = sum(p.block.name.startswith("angle") for p in frame.layout.placed)
    assert labels["good"] < labels["caution"]
    assert labels["unknown"] < labels["poor"]


def test_labels_stay_where_they_are_while_the_body_only_sways() -> None:
    size = (1280, 720)
    rng = np.random.default_rng(7)
    before = planned(result_of(seated(size), size, judged=slumped()), keys=KEYS).layout
    for _ in range(20):
        px = seated(size) + rng.normal(0, 3, (len(Joint), 2))
        after = planned(result_of(px, size, judged=slumped()), keys=KEYS, before=before).layout
        assert after.places == before.places
        before = after


def test_a_card_that_comes_to_lie_on_the_head_moves_away() -> None:
    size = (1280, 720)
    before = planned(result_of(seated(size), size, judged=slumped())).layout
    px = seated(size) + np.array([-0.35, -0.1]) * size
    after = planned(result_of(px, size, judged=slumped()), before=before).layout
    assert before.places["card"] == 0 and after.places["card"] != 0


def test_the_worst_angles_are_named_first_when_there_is_no_room_for_all() -> None:
    size = (200, 150)
    found = verdicts(
        neck="good", trunk="good", hips="good", reach="good", elbow="good", knee="poor"
    )
    frame = planned(result_of(seated(size), size, judged=slumped(found)))
    labels = [p.block.name for p in frame.layout.placed if p.block.name.startswith("angle")]
    assert labels[0] == "angle:knee_angle"
    assert len(labels) < 6


def test_letters_are_large_enough_to_be_read_from_2_m() -> None:
    size = (1280, 720)
    frame = planned(result_of(seated(size), size, judged=slumped()), keys=KEYS)
    sizes = {p.text: p.size for placed in frame.layout.placed for p in placed.block.pieces}
    unit = STYLE.unit(size)
    assert sizes["72"] >= 2 * unit
    assert sizes["Let your head float back over your shoulders."] >= unit
    assert sizes["neck 24°"] >= 0.85 * unit


@pytest.mark.parametrize("size", USUAL)
@pytest.mark.parametrize("reason", ["", "no person"])
def test_a_banner_stands_in_place_of_the_cue_whether_or_not_it_can_be_judged(
    size: tuple[int, int], reason: str
) -> None:
    judged = None if reason else slumped()
    result = result_of(seated(size), size, judged=judged, reason=reason)
    plain, with_banner = planned(result), planned(result, banner=Banner("Stand up for 3 minutes."))
    assert "Stand up for 3 minutes." in texts(with_banner)
    if not reason:
        assert result.assessment.cue in texts(plain)
        assert result.assessment.cue not in texts(with_banner)
    check(with_banner, size)


def test_an_urgent_banner_has_the_colour_of_poor_and_another_that_of_caution() -> None:
    size = (1280, 720)
    result = result_of(seated(size), size, judged=slumped())
    for urgent, level in ((False, "caution"), (True, "poor")):
        frame = planned(result, banner=Banner("Stand up.", urgent))
        (cue,) = [p.block for p in frame.layout.placed if p.block.name == "cue"]
        assert tuple(cue.face.bitmap[1, 1]) == STYLE.levels[level]
