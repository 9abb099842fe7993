"""Ctrl-C: the first lets the frame under way be finished, the second stops at once."""

from __future__ import annotations

import signal

import pytest

from posecoach.cli.interrupt import Interrupt

both = pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])


@both
def test_the_first_signal_is_remembered_and_stops_nothing(number):
    with Interrupt() as stop:
        assert not stop()
        signal.raise_signal(number)
        assert stop()
        assert stop.asked


@both
def test_the_second_signal_stops_at_once(number):
    with Interrupt() as stop:
        signal.raise_signal(signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(number)
        assert stop()


@both
def test_afterwards_signals_mean_what_they_meant_before(number):
    before = signal.getsignal(number)
    with Interrupt():
        assert signal.getsignal(number) != before
    assert signal.getsignal(number) == before


def test_signals_are_given_back_after_an_error_too():
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(ValueError, match="no"), Interrupt():
        raise ValueError("no")
    assert signal.getsignal(signal.SIGINT) == before


def test_what_was_asked_is_still_known_afterwards():
    with Interrupt() as stop:
        signal.raise_signal(signal.SIGINT)
    assert stop()


def test_one_can_be_used_after_another():
    with Interrupt() as first:
        signal.raise_signal(signal.SIGINT)
    with Interrupt() as second:
        assert (first(), second()) == (True, False)
