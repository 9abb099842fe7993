"""What is painted, looked at pixel by pixel."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from posecoach.joints import PAIRS, Joint
from posecoach.metrics import METRICS, Body, measure
from posecoach.outputs.overlay import Overlay, Setter, plan
from posecoach.outputs.overlay.angles import turn
from posecoach.types import Assessment, Floats, Level, Result, Verdict, View
from tests.bodies import FRONT, Figure
from tests.outputs.overlay_scenes import (
    ALL_POOR,
    INK,
    RULES,
    STYLE,
    WALL,
    Rule,
    planned,
    result_of,
    seated,
    slumped,
    texts,
    verdicts,
    wall,
)

Image = NDArray[np.uint8]
SILENT = Assessment()  # nothing judged: only the card


def drawn(result: Result, image: Image | None = None, **how: object) -> Image:
    image = wall(result.size) if image is None else image
    return Overlay().draw(image, result, rules=RULES, **how)  # type: ignore[arg-type]


def untouched(image: Image, point: Floats, reach: int = 9) -> bool:
    x, y = np.rint(point).astype(int)
    return bool((image[y - reach : y + reach, x - reach : x + reach] == WALL).all())


def colour_at(image: Image, point: Floats) -> tuple[int, ...]:
    x, y = np.rint(point).astype(int)
    return tuple(image[y, x].tolist())


def test_a_new_picture_of_the_same_kind_is_returned_and_the_given_one_kept() -> None:
    image = wall()
    out = drawn(result_of(seated(), judged=slumped()), image)
    assert (out.shape, out.dtype) == (image.shape, image.dtype)
    assert (image == WALL).all() and not (out == WALL).all()


def test_a_read_only_picture_can_be_drawn_on() -> None:
    image = wall()
    image.flags.writeable = False
    assert not (drawn(result_of(seated()), image) == WALL).all()


@pytest.mark.parametrize("mirrored", [False, True])
def test_the_picture_is_drawn_into_out_if_that_is_given(mirrored: bool) -> None:
    result = result_of(seated(), judged=slumped())
    rng = np.random.default_rng(0)
    image = rng.integers(0, 255, (480, 640, 3), np.uint8)
    expected = drawn(result, image, mirrored=mirrored)
    out = np.empty_like(image)
    assert drawn(result, image, mirrored=mirrored, out=out) is out
    assert (out == expected).all()
    drawn(result, image, mirrored=mirrored, out=image)
    assert (image == expected).all()


def test_a_picture_without_a_person_shows_only_the_card() -> None:
    out = drawn(result_of(None, judged=SILENT, reason="nobody in the picture"))
    assert not (out[:120] == WALL).all()
    assert (out[120:] == WALL).all()


@pytest.mark.parametrize("joint", [Joint.LEFT_WRIST, Joint.LEFT_KNEE, Joint.LEFT_FOOT_INDEX])
def test_nothing_is_drawn_where_a_joint_was_not_seen(joint: Joint) -> None:
    px = seated()
    px[[right for _, right in PAIRS.values()]] = np.nan
    place = px[joint].copy()
    assert not untouched(drawn(result_of(px, judged=SILENT)), place)
    px[joint] = np.nan
    assert untouched(drawn(result_of(px, judged=SILENT)), place)


def test_a_joint_with_half_a_place_was_not_seen() -> None:
    px = seated()
    place = px[Joint.LEFT_WRIST].copy()
    px[Joint.LEFT_WRIST, 1] = np.nan
    assert untouched(drawn(result_of(px, judged=SILENT)), place)


def test_no_bone_leads_to_a_joint_that_was_not_seen() -> None:
    px = seated()
    middle = (px[Joint.LEFT_ELBOW] + px[Joint.LEFT_WRIST]) / 2
    px[[Joint.LEFT_WRIST, Joint.RIGHT_WRIST, Joint.RIGHT_ELBOW]] = np.nan
    assert untouched(drawn(result_of(px, judged=SILENT)), middle)


def test_a_body_of_nothing_seen_is_drawn_like_no_body() -> None:
    px = np.full((len(Joint), 2), np.nan)
    out = drawn(result_of(px, judged=SILENT))
    assert (out[120:] == WALL).all()


@pytest.mark.parametrize(
    ("view", "left", "right"),
    [
        (View.SIDE_LEFT, STYLE.near, STYLE.far),
        (View.SIDE_RIGHT, STYLE.far, STYLE.near),
        (View.FRONT, STYLE.near, STYLE.near),
        (View.BACK, STYLE.near, STYLE.near),
    ],
)
def test_the_side_nearer_the_camera_is_emphasised(
    view: View, left: tuple[int, ...], right: tuple[int, ...]
) -> None:
    px = seated((1280, 960))
    out = drawn(result_of(px, (1280, 960), view=view, judged=SILENT))
    shin = {side: (px[PAIRS["knee"][i]] + px[PAIRS["ankle"][i]]) / 2 for i, side in enumerate("lr")}
    assert colour_at(out, shin["l"]) == left
    assert colour_at(out, shin["r"]) == right
    width = {side: _width(out, point) for side, point in shin.items()}
    assert np.sign(width["l"] - width["r"]) == np.sign((left == STYLE.near) - (right == STYLE.near))


def _width(image: Image, point: Floats) -> int:
    """Columns touched round a point on an upright bone."""
    x, y = np.rint(point).astype(int)
    return int((image[y, x - 15 : x + 15] != WALL).any(axis=-1).sum())


def test_a_body_that_is_not_judged_is_drawn_faintly() -> None:
    px, size = seated((1280, 960)), (1280, 960)
    out = drawn(result_of(px, size, view=View.FRONT, judged=SILENT, reason="turned away"))
    assert colour_at(out, (px[Joint.LEFT_KNEE] + px[Joint.LEFT_ANKLE]) / 2) == STYLE.far


@pytest.mark.parametrize("level", ["good", "caution", "poor"])
def test_a_judged_angle_has_the_colour_of_its_level(level: Level) -> None:
    px = seated()
    out = drawn(result_of(px, judged=slumped(verdicts(trunk=level))))
    hip = (px[Joint.LEFT_HIP] + px[Joint.RIGHT_HIP]) / 2
    shoulder = (px[Joint.LEFT_SHOULDER] + px[Joint.RIGHT_SHOULDER]) / 2
    assert colour_at(out, hip + 0.7 * (shoulder - hip)) == STYLE.levels[level]


def test_the_worse_an_angle_the_wider_its_line() -> None:
    px = seated((1280, 960))
    hip = (px[Joint.LEFT_HIP] + px[Joint.RIGHT_HIP]) / 2
    shoulder = (px[Joint.LEFT_SHOULDER] + px[Joint.RIGHT_SHOULDER]) / 2
    x, y = np.rint(hip + 0.7 * (shoulder - hip)).astype(int)
    widths = []
    for level in ("good", "caution", "poor"):
        out = drawn(result_of(px, (1280, 960), judged=slumped(verdicts(trunk=level))))
        row = out[y, x - 30 : x + 30] == STYLE.levels[level]
        widths.append(int(row.all(axis=-1).sum()))
    assert 0 < widths[0] < widths[1] < widths[2]


def test_an_angle_of_unknown_level_is_dashed() -> None:
    px = seated((1280, 960))
    hip = (px[Joint.LEFT_HIP] + px[Joint.RIGHT_HIP]) / 2
    shoulder = (px[Joint.LEFT_SHOULDER] + px[Joint.RIGHT_SHOULDER]) / 2
    line = hip + np.linspace(0.45, 0.95, 60)[:, None] * (shoulder - hip)

    def share(level: Level) -> float:
        out = drawn(result_of(px, (1280, 960), judged=slumped(verdicts(trunk=level))))
        return float(np.mean([colour_at(out, point) == STYLE.levels[level] for point in line]))

    assert share("good") > 0.95
    assert 0.2 < share("unknown") < 0.8


def test_a_level_is_told_by_a_sign_on_the_label_as_well() -> None:
    labels = {}
    for level in STYLE.levels:
        frame = planned(result_of(seated(), judged=slumped(verdicts(trunk=level))))
        (face,) = (p.block.face for p in frame.layout.placed if p.block.name.startswith("angle"))
        labels[level] = (face.bitmap[:, : len(face.bitmap)] == 0).all(axis=-1).tobytes()
    assert len(set(labels.values())) == len(labels)


def test_an_angle_is_drawn_once_for_the_worst_of_its_rules() -> None:
    found = (Verdict("trunk", "poor", 22.0, 1.0), Verdict("other", "good", 22.0, 0.0))
    rules = RULES | {"other": RULES["trunk"]}
    out = Overlay().draw(wall(), result_of(seated(), judged=slumped(found)), rules=rules)
    assert (out == STYLE.levels["poor"]).all(axis=-1).any()
    assert not (out == STYLE.levels["good"]).all(axis=-1).any()


def test_an_angle_with_a_joint_not_seen_or_without_a_value_is_not_drawn() -> None:
    px = seated()
    px[[Joint.LEFT_KNEE, Joint.RIGHT_KNEE]] = np.nan
    assert not planned(result_of(px, judged=slumped(verdicts(knee="poor")))).angles
    unmeasured = (Verdict("knee", "unknown", float("nan"), 0.0),)
    assert not planned(result_of(seated(), judged=slumped(unmeasured))).angles


def test_a_metric_without_an_arc_is_only_spoken_of() -> None:
    assert not planned(result_of(seated(), judged=slumped(verdicts(slump="poor")))).angles


# a head's tilt is read off more lines of the face than the one that is drawn
OF_ITS_LINE = [
    m.name for m in METRICS.values() if m.arc and not m.relative and m.name != "head_roll"
]


@pytest.mark.parametrize("name", OF_ITS_LINE)
@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("hidden", [None, 0, 1])
def test_an_arc_spans_the_angle_that_its_metric_measures(
    name: str, mirrored: bool, hidden: int | None
) -> None:
    rng = np.random.default_rng(14)
    px = seated((1280, 960)) + rng.normal(0, 20, (len(Joint), 2))
    if hidden is not None:
        px[PAIRS["shoulder"][hidden]] = np.nan
    view = min(METRICS[name].views)
    body = Body(px, facing=-1.0, near_left=view != View.SIDE_RIGHT)
    value = float(measure(body, [name], view)[name])
    rules = {"it": Rule(name, "part")}
    judged = slumped((Verdict("it", "good" if np.isfinite(value) else "unknown", value, 0.0),))
    result = result_of(px, (1280, 960), view=view, judged=judged)
    angles = plan(result, rules, Setter(INK, STYLE, (1280, 960)), mirrored=mirrored).angles
    assert len(angles) == np.isfinite(value)
    for angle in angles:
        span = turn((angle.start, angle.vertex, angle.end))[1]
        assert abs(np.degrees(span)) == pytest.approx(abs(value))


@pytest.mark.parametrize("tilt", [10.0, -4.0])
def test_the_line_of_the_ears_stands_for_the_tilt_of_a_head(tilt: float) -> None:
    judged = slumped((Verdict("it", "good", tilt, 0.0),))
    result = result_of(
        Figure(head_roll=tilt).seen(FRONT), (1280, 720), view=View.FRONT, judged=judged
    )
    rules = {"it": Rule("head_roll", "part")}
    (angle,) = plan(result, rules, Setter(INK, STYLE, (1280, 720)), mirrored=False).angles
    span = turn((angle.start, angle.vertex, angle.end))[1]
    assert abs(np.degrees(span)) == pytest.approx(abs(tilt))


def test_the_arc_spans_the_angle_between_the_vertical_and_the_body() -> None:
    (angle,) = planned(result_of(seated(), judged=slumped(verdicts(trunk="poor")))).angles
    vertex = np.array(angle.vertex)
    first, last = angle.arc[0] - vertex, angle.arc[-1] - vertex
    np.testing.assert_allclose(first, (0, -angle.radius), atol=1e-9)
    towards = np.array(angle.end) - vertex
    np.testing.assert_allclose(last / angle.radius, towards / np.hypot(*towards))
    np.testing.assert_allclose(np.hypot(*(angle.arc - vertex).T), angle.radius)


def test_arcs_at_the_same_joint_go_round_each_other() -> None:
    angles = planned(
        result_of(seated(), judged=slumped(verdicts(trunk="poor", hips="good")))
    ).angles
    inner, outer = sorted(angle.radius for angle in angles)
    assert outer > 1.3 * inner


def test_without_a_judgement_no_number_is_left_in_the_picture() -> None:
    px = seated()
    result = result_of(px, judged=slumped(), reason="too close to the edge")
    frame = planned(result, keys="q quit")
    assert not frame.angles
    assert not any(c.isdigit() for c in texts(frame))
    assert "can't judge: too close to the edge" in texts(frame)
    assert "head float" not in texts(frame)
    assert (
        drawn(result) == drawn(result_of(px, judged=SILENT, reason=result.outlook.reason))
    ).all()


def test_the_score_is_in_the_colour_of_its_band_and_named() -> None:
    frame = planned(result_of(seated(), judged=slumped()))
    card = next(p for p in frame.layout.placed if p.block.name == "card")
    out = drawn(result_of(seated(), judged=slumped()))
    assert colour_at(out, np.array([card.x + 1, card.y + 1])) == STYLE.bands["fair"]
    assert [piece.text for piece in card.block.pieces[:2]] == ["72", "fair"]


def test_text_is_written_where_it_was_planned_and_nowhere_else() -> None:
    result = result_of(None, judged=slumped(()))
    frame, out = planned(result, keys="q quit"), drawn(result, keys="q quit")
    inside = np.zeros(out.shape[:2], bool)
    for box in (placed.box for placed in frame.layout.placed):
        inside[box.y : box.bottom, box.x : box.right] = True
        assert (out[box.y : box.bottom, box.x : box.right] != WALL).any(axis=-1).mean() > 0.95
    assert (out[~inside] == WALL).all()
    assert len(frame.layout.placed) == 3


def test_the_backing_lets_the_picture_shine_through() -> None:
    result = result_of(None, judged=slumped(()))
    dark, light = drawn(result, np.zeros_like(wall())), drawn(result, np.full_like(wall(), 255))
    cue = next(p.box for p in planned(result).layout.placed if p.block.name == "cue")
    corner = np.array([cue.x + 1, cue.y + 1])
    assert 0 < light[cue.y + 1, cue.x + 1, 0] - int(dark[cue.y + 1, cue.x + 1, 0]) < 80
    assert colour_at(dark, corner) == (15, 15, 15)


def test_mirroring_turns_picture_and_body_but_neither_words_nor_sides() -> None:
    size = (640, 480)
    rng = np.random.default_rng(3)
    image = rng.integers(0, 255, (480, 640, 3), np.uint8)
    px = seated(size)
    turned = np.array([size[0] - 1, 0]) + px * (-1, 1)
    seen_turned = np.ascontiguousarray(image[:, ::-1])
    # the same body in a picture that was turned beforehand, its joints keeping their names
    expected = drawn(result_of(turned, size, judged=slumped()), seen_turned, keys="q quit")
    mirrored = drawn(result_of(px, size, judged=slumped()), image, mirrored=True, keys="q quit")
    assert (mirrored == expected).all()


def test_in_the_mirror_the_near_side_and_the_left_are_still_the_persons_own() -> None:
    px = seated((1280, 960))
    judged = slumped(verdicts(tilt="poor"))
    front = planned(result_of(px, (1280, 960), view=View.FRONT, judged=judged), mirrored=True)
    assert "head 7° right" in texts(front)
    (angle,) = front.angles
    assert angle.vertex[0] == pytest.approx(1279 - px[Joint.RIGHT_EAR, 0])
    side = result_of(px, (1280, 960), judged=SILENT)
    out = drawn(side, mirrored=True)
    shin = (px[Joint.LEFT_KNEE] + px[Joint.LEFT_ANKLE]) / 2
    assert colour_at(out, np.array([1279, 0]) + shin * (-1, 1)) == STYLE.near
    assert "side-left" in texts(planned(side, mirrored=True))


def test_joints_are_scaled_to_a_picture_of_another_size() -> None:
    result = result_of(seated((640, 480)), (640, 480), judged=slumped())
    np.testing.assert_allclose(planned(result, (1280, 960)).px, seated((1280, 960)))
    assert drawn(result, wall((1280, 960))).shape == (960, 1280, 3)


def test_joints_far_outside_are_left_out_and_those_just_outside_are_not() -> None:
    px = seated()
    px[Joint.LEFT_WRIST], px[Joint.LEFT_ANKLE] = (1e12, 0.0), (-40.0, 500.0)
    frame = planned(result_of(px, judged=ALL_SLUMPED))
    assert np.isnan(frame.px[Joint.LEFT_WRIST]).all()
    assert np.isfinite(frame.px[Joint.LEFT_ANKLE]).all()
    drawn(result_of(px, judged=ALL_SLUMPED))


ALL_SLUMPED = slumped(ALL_POOR)


def test_a_small_person_gets_thinner_lines() -> None:
    size = (1280, 960)
    small = np.array(size) / 2 + (seated(size) - np.array(size) / 2) * 0.3
    assert planned(result_of(small, size)).unit < planned(result_of(seated(size), size)).unit


def test_labels_start_afresh_on_a_picture_of_another_size() -> None:
    overlay = Overlay()
    for size in ((1280, 720), (640, 480)):
        result = result_of(seated(size), size, judged=slumped())
        out = overlay.draw(wall(size), result, rules=RULES)
        assert (out == Overlay().draw(wall(size), result, rules=RULES)).all()
