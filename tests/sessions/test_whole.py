"""A whole programme as it was recorded comes out the same at other frame rates."""

from __future__ import annotations

import pytest

from tests.sessions.whole import live, replayed, turns

ONCE = 12.0  # minutes for which one set of each is left of the programme for knots


def counts(state):
    """What was counted: exercise, side, whether all of its time was held, repetitions."""
    return [
        (it.turn.task.exercise.id, it.turn.task.side, round(it.tally.done, 1), it.tally.count)
        for it in state.outcomes
    ]


@pytest.mark.parametrize(
    ("chosen", "rates"),
    [(turns("desk"), (10,)), (turns("knots", ONCE, without="march_in_place"), (10, 6))],
    ids=["desk", "knots"],
)
def test_a_programme_counts_the_same_at_lower_frame_rates(chosen, rates):
    state, recording = live(chosen)
    assert state.stage == "over"
    assert [done for _, _, done, _ in counts(state)] == [1] * len(chosen)
    for fps in rates:
        slower = replayed(chosen, recording, fps)
        assert counts(slower) == counts(state)
        assert slower.t == pytest.approx(state.t, abs=0.5)  # no delay adds up
