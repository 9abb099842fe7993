"""Penalties and the score, exactly as SCIENCE F1 works them out."""

from __future__ import annotations

from math import inf, isnan, nan, sqrt

import pytest

from posecoach.scores.posture import Edges, penalty, posture_score
from posecoach.types import Assessment
from tests.rulebook import OURS

NECK = Edges.of((-inf, 12.0), (-inf, 18.0))
SIDE = {r.id: r.weight for s in OURS if s.id == "side_sitting" for r in s.rules}


def scored(**penalties):
    """The side-view score with these penalties and no others."""
    return posture_score(SIDE, penalties)


@pytest.mark.parametrize(
    ("value", "want"),
    [(10, 0), (12, 0), (15, 0.2), (18, 0.4), (22.5, 0.7), (27, 1), (30, 1), (-90, 0), (1e9, 1)],
)
def test_penalties_of_the_neck_are_the_vectors(value, want):
    assert penalty(NECK, value) == pytest.approx(want)


@pytest.mark.parametrize(
    ("value", "want"),
    [
        (0, 0),
        (-20, 0),
        (-25, 0.2),
        (-30, 0.4),
        (-37.5, 0.7),
        (-45, 1),
        (15, 0.2),
        (27.5, 0.7),
        (35, 1),
    ],
)
def test_a_two_sided_metric_is_penalised_either_way_by_its_own_edges(value, want):
    assert penalty(Edges.of((-20.0, 10.0), (-30.0, 20.0)), value) == pytest.approx(want)


def test_a_stated_poor_edge_beats_the_usual_reach():
    edges = Edges.of((-inf, 10.0), (-inf, 20.0), (-inf, 22.0))
    assert [penalty(edges, v) for v in (20, 21, 22, 40)] == pytest.approx([0.4, 0.7, 1, 1])


def test_an_edge_that_is_never_poor_costs_nothing_out_there():
    assert penalty(Edges.of((-inf, 10.0), (-inf, inf)), 1e6) == 0.0


def test_bands_that_touch_go_straight_to_poor():
    edges = Edges.of((0.0, 10.0), (0.0, 10.0))
    assert [penalty(edges, v) for v in (-0.1, 0, 10, 10.1)] == [1, 0, 0, 1]


def test_what_is_not_known_has_no_penalty():
    assert isnan(penalty(NECK, nan))


@pytest.mark.parametrize(
    ("penalties", "want"),
    [
        ({}, 100.0),
        ({"forward_head": 0.2}, 90.0),
        ({"forward_head": 0.4}, 80.0),
        ({"forward_head": 1.0}, 50.0),
        ({"forward_head": 1.0, "trunk_lean": 1.0}, 29.3),
        ({"knee": 1.0}, 80.0),
        (dict.fromkeys(SIDE, 1.0), 0.0),
    ],
)
def test_scores_are_the_vectors(penalties, want):
    assert scored(**penalties).points == pytest.approx(want, abs=0.05)


def test_losses_share_out_what_is_lost_and_with_the_score_make_100():
    found = scored(forward_head=1.0, trunk_lean=0.4, knee=0.0)
    lost = 100 * sqrt(0.25 + 0.25 * 0.16)
    assert found.points == pytest.approx(100 - lost)
    assert found.losses == pytest.approx(
        {"forward_head": lost * 0.25 / 0.29, "trunk_lean": lost * 0.04 / 0.29}
    )
    assert found.points + sum(found.losses.values()) == pytest.approx(100)


def test_weights_need_not_sum_to_one_and_unknown_is_not_renormalised_away():
    assert posture_score({"a": 3, "b": 1}, {"a": 0.5}).points == pytest.approx(
        posture_score({"a": 300, "b": 100}, {"a": 0.5, "b": nan}).points
    )
    assert posture_score({"a": 3, "b": 1}, {"a": 0.5}).points == pytest.approx(
        100 * (1 - sqrt(0.75 * 0.25))
    )


@pytest.mark.parametrize(
    ("score", "band"),
    [
        (100, "good"),
        (85, "good"),
        (84.9, "fair"),
        (70, "fair"),
        (69.9, "strained"),
        (50, "strained"),
        (49.9, "poor"),
        (0, "poor"),
        (nan, "unknown"),
    ],
)
def test_the_bands_of_the_score_are_those_of_the_science(score, band):
    assert Assessment(score=score).band == band
