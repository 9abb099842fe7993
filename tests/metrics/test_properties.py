"""What must not matter: size and place in the picture, which side is which, one frame or many."""

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posecoach.metrics import METRICS, Body, measure
from posecoach.types import View
from tests.bodies import (
    FACING_LEFT,
    FACING_RIGHT,
    FRONT,
    Figure,
    baseline_of,
    mapped,
    mirrored,
    side_view,
)

AZIMUTHS = {View.FRONT: FRONT, View.SIDE_RIGHT: FACING_RIGHT, View.SIDE_LEFT: FACING_LEFT}
SIDED = {  # sign is a side of the person: flips when left and right change places
    "head_roll",
    "head_yaw",
    "shoulder_roll",
    "pelvic_obliquity",
    "lateral_trunk_lean",
    "lateral_offset",
    "uneven_sitting",
    "weight_shift",
    "leg_crossing",
}
LIMBS = {"torso_thigh", "knee", "elbow"}

steadily = settings(deadline=None, derandomize=True, max_examples=40)
figures = st.builds(
    Figure,
    **{
        f.name: st.floats(30, 170) if f.name in LIMBS else st.floats(-10, 10)
        for f in fields(Figure)
    },
)
views = st.sampled_from(list(AZIMUTHS))
seeds = st.integers(0, 2**32 - 1)


def noisy(figure, view, seed):
    """The figure as a network sees it: every joint 4 px off, so that nothing is symmetrical."""
    px = figure.seen(AZIMUTHS[view] + 7)
    return px + np.random.default_rng(seed).normal(0, 4, px.shape)


def bodies(now, usual, view, seed):
    """A body judged against another posture of the same person."""
    facing = {View.SIDE_RIGHT: 1.0, View.SIDE_LEFT: -1.0}.get(view, np.nan)
    body = Body(noisy(now, view, seed), facing, facing < 0, focal_px=900.0)
    return body, replace(body, px=noisy(usual, view, seed + 1))


def judged(body, usual, view):
    return mapped(measure(replace(body, baseline=baseline_of(usual)), METRICS, view))


def same(values, want):
    assert values == pytest.approx(want, nan_ok=True, abs=1e-7)


@steadily
@given(figures, figures, views, seeds, st.floats(0.05, 20))
def test_scale_does_not_matter(now, usual, view, seed, k):
    body, before = bodies(now, usual, view, seed)
    larger = replace(body, px=body.px * k, focal_px=body.focal_px * k)
    same(judged(larger, replace(before, px=before.px * k), view), judged(body, before, view))


@steadily
@given(figures, figures, views, seeds, st.floats(-2000, 2000), st.floats(-2000, 2000))
def test_place_in_the_picture_does_not_matter(now, usual, view, seed, dx, dy):
    """The camera turned or cropped: the baseline moves along."""
    body, before = bodies(now, usual, view, seed)
    moved, moved_before = (replace(b, px=b.px + np.array([dx, dy])) for b in (body, before))
    same(judged(moved, moved_before, view), judged(body, before, view))


@steadily
@given(figures, figures, views, seeds)
def test_only_a_slump_remembers_where_the_person_was(now, usual, view, seed):
    body, before = bodies(now, usual, view, seed)
    moved = judged(replace(body, px=body.px + np.array([50.0, 30.0])), before, view)
    still = judged(body, before, view)
    del moved["slump"], still["slump"]
    same(moved, still)


@steadily
@given(figures, figures, views, seeds)
def test_a_mirrored_person_has_the_same_angles_on_the_other_side(now, usual, view, seed):
    body, before = bodies(now, usual, view, seed)
    flipped, flipped_before = (
        replace(b, px=mirrored(b.px), facing=-b.facing, near_left=not b.near_left)
        for b in (body, before)
    )
    other = {View.FRONT: View.FRONT}.get(view, side_view(-1 if view is View.SIDE_RIGHT else 1))
    want = judged(body, before, view)
    same(
        judged(flipped, flipped_before, other),
        {name: -value if name in SIDED else value for name, value in want.items()},
    )


@steadily
@given(st.lists(st.tuples(figures, views, seeds), min_size=2, max_size=6), figures)
def test_many_frames_at_once_equal_frame_by_frame(frames, usual):
    """Views and facings mixed, a third of the joints unseen."""
    px, facings, codes = [], [], []
    for figure, view, seed in frames:
        joints = noisy(figure, view, seed)
        joints[np.random.default_rng(seed).random(33) < 0.3] = np.nan
        px.append(joints)
        facings.append({View.SIDE_RIGHT: 1.0, View.SIDE_LEFT: -1.0}.get(view, np.nan))
        codes.append(view)
    facing = np.array(facings)
    baseline = baseline_of(Body(usual.seen(FRONT))) | baseline_of(
        Body(usual.seen(FACING_RIGHT), 1.0, False)
    )
    together = Body(np.stack(px), facing, facing < 0, baseline, 900.0)
    columns = measure(together, METRICS, np.array(codes))
    for i, view in enumerate(codes):
        alone = Body(px[i], facing[i], facing[i] < 0, baseline, 900.0)
        same(mapped(measure(alone, METRICS, view)), {n: float(c[i]) for n, c in columns.items()})


@steadily
@given(figures, views, seeds)
def test_single_precision_is_enough(figure, view, seed):
    """Recordings keep landmarks as float32."""
    body, before = bodies(figure, figure, view, seed)
    rounded = replace(body, px=body.px.astype(np.float32))
    exact = judged(body, before, view)
    assert judged(rounded, before, view) == pytest.approx(exact, nan_ok=True, abs=5e-3)
