"""Heads as far tilted as they are: known geometry, mirror, several poses, what is not seen."""

from __future__ import annotations

import numpy as np
import pytest

from posecoach.joints import PAIRS, Joint
from posecoach.metrics import Body
from posecoach.metrics.head import head_roll_raw
from posecoach.tilt import MORE, NEAR_PX, as_tilted
from tests.bodies import FRONT, Figure, hidden, mirrored

HEAD = list(range(Joint.NOSE, Joint.RIGHT_MOUTH + 1))
REST = [joint for joint in Joint if joint not in HEAD]


def seen(**posture: float) -> np.ndarray:
    return Figure(**posture).seen(FRONT)


@pytest.mark.parametrize(("head", "shoulders"), [(10, 0), (-10, 0), (10, 4), (6, 6), (0, 5)])
def test_a_head_is_tilted_more_by_a_share_of_its_tilt_on_the_shoulders(head, shoulders):
    px = as_tilted(seen(head_roll=head, shoulder_roll=shoulders), True)
    want = head + MORE * (head - shoulders)
    assert head_roll_raw(Body(px)) == pytest.approx(want, abs=1e-6)


def test_the_head_turns_about_its_ears_and_nothing_else_moves():
    before = seen(head_roll=12)
    given = before.copy()
    after = as_tilted(before, True)
    ears = list(PAIRS["ear"])
    assert after[ears].mean(0) == pytest.approx(before[ears].mean(0))
    assert np.array_equal(after[REST], before[REST], equal_nan=True)
    for a in (joint for joint in HEAD if np.isfinite(before[joint]).all()):
        gap = np.linalg.norm(before[a] - before[Joint.NOSE])
        assert np.linalg.norm(after[a] - after[Joint.NOSE]) == pytest.approx(gap)
    assert np.array_equal(before, given, equal_nan=True)


def test_a_mirrored_head_tilts_the_other_way():
    px = seen(head_roll=9, shoulder_roll=-2)
    np.testing.assert_allclose(as_tilted(mirrored(px), True), mirrored(as_tilted(px, True)))


def test_of_many_only_those_that_face_the_camera_change():
    px = seen(head_roll=9)
    found = as_tilted(np.stack([px, px + 7, px * 2]), np.array([True, False, True]))
    for one, before, frontal in zip(found, (px, px + 7, px * 2), (True, False, True), strict=True):
        np.testing.assert_allclose(one, as_tilted(before, frontal))
    assert as_tilted(px, False) is px


@pytest.mark.parametrize("unseen", [Joint.LEFT_EAR, Joint.RIGHT_SHOULDER])
def test_nothing_changes_where_ears_or_shoulders_are_not_seen(unseen):
    px = hidden(seen(head_roll=9), [unseen])
    np.testing.assert_allclose(as_tilted(px, True), px)


def test_a_part_of_the_face_that_is_not_seen_stays_unseen():
    px = hidden(seen(head_roll=9), [Joint.LEFT_MOUTH])
    found = as_tilted(px, True)
    assert np.isnan(found[Joint.LEFT_MOUTH]).all()
    assert head_roll_raw(Body(found)) == pytest.approx(9 * (1 + MORE), abs=1e-6)


def face(px: np.ndarray, turn: float, scale: float = 1.0) -> np.ndarray:
    """The head of `px` as a face network has it: turned clockwise by degrees, and flat."""
    head, a = px[HEAD], np.radians(turn)
    middle = np.nanmean(head, axis=0)
    turned = (head - middle) @ [[np.cos(a), np.sin(a)], [-np.sin(a), np.cos(a)]]
    return np.hstack([turned * scale + middle, np.zeros((len(HEAD), 1))])


@pytest.mark.parametrize(("head", "turn"), [(10, 4), (-10, -4), (6, -6), (0, 9)])
def test_a_near_face_is_believed_and_a_far_one_counts_as_much_as_the_body(head, turn):
    px = seen(head_roll=head)
    for ears, near in ((10_000.0, 1.0), (0.01, 0.0), (NEAR_PX, 0.5)):
        scaled = px * ears / np.linalg.norm(px[Joint.LEFT_EAR] - px[Joint.RIGHT_EAR])
        body = head * (1 + MORE)
        want = near * (head + turn) + (1 - near) * (head + turn + body) / 2
        got = head_roll_raw(Body(as_tilted(scaled, True, face(scaled, turn))))
        assert got == pytest.approx(want, abs=0.01), ears


def test_of_a_near_face_only_the_upright_line_counts():
    px = seen(head_roll=5) * 1000
    seen_face = face(px, 0)
    seen_face[[Joint.LEFT_EYE_OUTER, Joint.LEFT_EAR], 1] += 500  # a level line that slopes
    assert head_roll_raw(Body(as_tilted(px, True, seen_face))) == pytest.approx(5, abs=0.05)


def test_a_face_stands_in_where_the_shoulders_are_not_seen():
    px = hidden(seen(head_roll=9) * 1000, PAIRS["shoulder"])
    assert head_roll_raw(Body(as_tilted(px, True, face(px, 3)))) == pytest.approx(12, abs=0.05)


def test_a_face_that_is_not_seen_changes_nothing_and_each_of_many_has_its_own():
    px = seen(head_roll=9)
    unseen = np.full((len(HEAD), 3), np.nan)
    np.testing.assert_allclose(as_tilted(px, True, unseen), as_tilted(px, True))
    faces = [unseen, face(px, 5), face(px, -5)]
    found = as_tilted(np.stack([px] * 3), np.array([True] * 3), np.stack(faces))
    for one, own in zip(found, faces, strict=True):
        np.testing.assert_allclose(one, as_tilted(px, True, own))


def test_a_face_turns_nobody_who_is_seen_from_elsewhere():
    px = seen(head_roll=9)
    assert as_tilted(px, False, face(px, 5)) is px
