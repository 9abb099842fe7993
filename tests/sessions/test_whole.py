"""A whole programme as it was recorded comes out the same at other frame rates."""

from __future__ import annotations

from tests.sessions.whole import live, replayed


def counts(state):
    """What was counted: exercise, side, whether all of its time was held, repetitions."""
    return [
        (it.turn.task.exercise.id, it.turn.task.side, round(it.tally.done, 1), it.tally.count)
        for it in state.outcomes
    ]


def test_a_programme_counts_the_same_at_30_and_10_frames_a_second():
    state, recording = live("desk")
    assert state.stage == "over"
    assert all(done == 1 for _, _, done, _ in counts(state))
    assert counts(replayed("desk", recording, 10)) == counts(state)
