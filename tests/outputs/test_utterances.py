"""What is said when: never two things at once, nothing stale, the important first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posecoach.outputs.utterances import MANNERS, Queue, Utterance, advance, length_s, offer


def said(*given, voice_s=2.0, until=40.0, step=0.1):
    """What a voice that needs `voice_s` for anything begins to say, as (time, text, cut off)."""
    queue, log, free_at = Queue(), [], 0.0
    coming = sorted(given, key=lambda it: it.t)
    for tick in range(round(until / step)):
        t = tick * step
        while coming and coming[0].t <= t:
            queue = offer(queue, coming.pop(0))
        queue, move = advance(queue, t, t < free_at)
        if move.say is not None:
            assert move.hush == (t < free_at)
            log.append((round(t, 1), move.say.text, move.hush))
            free_at = t + voice_s
    return log


def test_one_thing_is_said_after_the_other():
    log = said(Utterance("a", "instruction", 0.0), Utterance("b", "instruction", 0.0))
    assert log == [(0.0, "a", False), (2.0, "b", False)]


def test_counts_are_never_spoken_late():
    counts = [Utterance(str(n), "count", 5.0 - n) for n in range(5, 0, -1)]
    log = said(Utterance("Hold still.", "correction", 0.0), *counts, voice_s=0.7)
    assert [text for _, text, _ in log] == ["Hold still.", "4", "3", "2", "1"]
    times = {text: t for t, text, _ in log}
    assert all(times[str(n)] == 5.0 - n for n in range(4, 0, -1))


def test_a_count_interrupts_a_breath_but_no_correction():
    count = Utterance("5", "count", 1.0)
    assert said(Utterance("breathe", "hint", 0.0), count)[1] == (1.0, "5", True)
    assert len(said(Utterance("hips", "correction", 0.0), count)) == 1


@pytest.mark.parametrize("sort", MANNERS)
def test_nothing_stale_is_said(sort):
    fresh_s = MANNERS[sort].fresh_s
    early = said(Utterance("x", "alarm", 0.0), Utterance("late", sort, 0.0), voice_s=fresh_s - 0.2)
    late = said(Utterance("x", "alarm", 0.0), Utterance("late", sort, 0.0), voice_s=fresh_s + 0.2)
    assert early[-1][1] == "late"
    assert [text for _, text, _ in late] == ["x"]


def test_the_newest_correction_takes_the_place_of_one_that_waits():
    log = said(
        Utterance("Hold.", "step", 0.0),
        Utterance("old", "correction", 0.2),
        Utterance("new", "correction", 0.4),
    )
    assert [text for _, text, _ in log] == ["Hold.", "new"]


def test_a_step_makes_waiting_instructions_the_past_but_not_other_steps():
    log = said(
        Utterance("a", "instruction", 0.0),
        Utterance("b", "instruction", 0.0),
        Utterance("Hold.", "step", 0.5),
        Utterance("Set 1.", "step", 0.5),
    )
    assert log == [(0.0, "a", False), (0.5, "Hold.", True), (2.5, "Set 1.", False)]


def test_once_it_has_begun_what_was_to_be_said_before_is_of_the_past():
    log = said(
        Utterance("Pigeon.", "step", 0.0),
        Utterance("Right side.", "step", 0.0),
        Utterance("Slowly in.", "turn", 1.0),
        Utterance("Hold.", "turn", 1.5),
    )
    assert log == [(0.0, "Pigeon.", False), (1.0, "Slowly in.", True), (3.0, "Hold.", False)]


def test_a_pause_makes_everything_that_waits_the_past():
    log = said(
        Utterance("Pigeon.", "step", 0.0),
        Utterance("Set 1.", "step", 0.0),
        Utterance("Paused.", "control", 1.0),
    )
    assert log == [(0.0, "Pigeon.", False), (1.0, "Paused.", True)]


def test_an_alarm_interrupts_everything_and_outlives_what_follows():
    log = said(
        Utterance("Paused.", "control", 0.0),
        Utterance("Take it off.", "alarm", 0.5),
        Utterance("Going on.", "control", 0.6),
        voice_s=1.0,
    )
    assert [text for _, text, _ in log] == ["Paused.", "Take it off.", "Going on."]


def test_without_a_voice_that_tells_the_length_is_estimated():
    queue = offer(Queue(), Utterance("x" * 30, "instruction", 0.0))
    queue, move = advance(queue, 0.0, None)
    assert move.say is not None
    queue = offer(queue, Utterance("next", "instruction", 0.0))
    still, move = advance(queue, length_s("x" * 30) - 0.01, None)
    assert move.say is None
    _, move = advance(still, length_s("x" * 30), None)
    assert move.say is not None and not move.hush


@given(
    st.lists(
        st.tuples(st.sampled_from(sorted(MANNERS)), st.floats(0, 20)), min_size=1, max_size=20
    ),
    st.floats(0.2, 5),
)
def test_whatever_happens_only_the_more_important_interrupts_and_nothing_is_stale(given_, voice_s):
    made = [Utterance(f"{i}", sort, t) for i, (sort, t) in enumerate(given_)]
    by_text = {it.text: it for it in made}
    log = said(*made, voice_s=voice_s)
    assert len({text for _, text, _ in log}) == len(log)
    for (t, text, cut), before in zip(log, [None, *log], strict=False):
        it = by_text[text]
        assert -1e-6 <= t - it.t <= it.manner.fresh_s + 0.06  # times of the log are rounded
        if cut:
            assert it.manner.rank > by_text[before[1]].manner.rank
