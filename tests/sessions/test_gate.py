"""The gate: since when it passes, fails or cannot be told; and the clock that it lets run."""

from __future__ import annotations

import pytest

from posecoach.sessions.gate import LOSS_S, Clock, Gate, lasted, look, run


def looked(*claims: tuple[float, bool | None]) -> Gate:
    gate = Gate()
    for t, claim in claims:
        gate = look(gate, t, claim)
    return gate


def test_it_is_known_since_when_it_passes_or_fails() -> None:
    assert looked((0, False), (1, True), (2, True)) == Gate(2, 1, None, None)
    assert looked((0, True), (1, False), (2, False)) == Gate(2, None, 1, None)


def test_what_is_unseen_for_a_moment_goes_on() -> None:
    assert looked((0, True), (1, None), (1 + LOSS_S, None), (4.5, True)).good_since == 0
    assert looked((0, False), (1, None), (1 + LOSS_S, None)).bad_since == 0


def test_what_is_unseen_for_longer_is_not_known_any_more() -> None:
    blind = looked((0, True), (1, None), (2.5, None), (1 + LOSS_S + 0.1, None))
    assert (blind.good_since, blind.bad_since, blind.blind_since) == (None, None, 1)
    assert look(blind, 4.5, True).good_since == 4.5
    assert lasted(blind.blind_since, 5.0) == 4.0 and lasted(None, 5.0) == 0.0


def test_a_gap_without_any_look_forgets_what_was_before() -> None:
    assert looked((0, True), (LOSS_S, True)).good_since == 0
    assert looked((0, True), (LOSS_S + 0.1, True)).good_since == pytest.approx(LOSS_S + 0.1)


def ran(*claims: tuple[float, bool | None]) -> float:
    clock = Clock()
    for t, claim in claims:
        clock, _ = run(clock, t, claim)
    return clock.ran_s


def test_the_clock_counts_what_lies_between_two_passes_unless_it_is_too_long() -> None:
    assert ran((0, True), (1, True), (2, True)) == 2
    assert ran((0, True), (1, None), (2.9, True)) == pytest.approx(2.9)
    assert ran((0, True), (LOSS_S + 0.1, True)) == 0
    assert ran((0, True), (1, True), (1.5, False), (2, True), (3, True)) == 2
