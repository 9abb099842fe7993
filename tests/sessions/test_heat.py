"""Heat never goes on unwatched: asked before, looked after, off when nobody answers."""

from __future__ import annotations

import pytest

from posecoach.sessions.heat import advance, answer, begin, stop


def keys(cues):
    return [it.key for it in cues]


def lasting(length=0.0, answers=lambda key, waited: 1, earlier=(), until=4000):
    """Return the last state and what was said when, second by second."""
    heat, cues = begin(0.0, length, earlier)
    said = [(0, it.key) for it in cues]
    for t in range(1, until):
        asked = {"asking": "ask_heat", "checking": "ask_skin"}.get(heat.phase)
        reply = answers(asked, t - heat.since) if asked else None
        heat, cues = advance(heat, t) if reply is None else answer(heat, t, bool(reply))
        said += [(t, it.key) for it in cues]
    return heat, said


def test_it_lasts_15_minutes_with_a_look_at_the_skin_every_5():
    heat, said = lasting()
    assert heat.phase == "done"
    assert [key for _, key in said] == [
        "ask_heat",
        "heat_begin",
        "ask_skin",
        "ask_skin",
        "heat_done",
    ]
    assert said[2][0] == pytest.approx(301, abs=1)
    assert heat.warmed_s == pytest.approx(900, abs=1)


@pytest.mark.parametrize(("wanted", "lasts"), [(600, 600), (1200, 1200), (3600, 1200)])
def test_it_never_lasts_longer_than_20_minutes(wanted, lasts):
    heat, _ = lasting(wanted)
    assert heat.warmed_s == pytest.approx(lasts, abs=1)


def test_unanswered_for_a_minute_it_stops_with_an_alarm_until_somebody_answers():
    heat, said = lasting(answers=lambda key, waited: 1 if key == "ask_heat" else None, until=500)
    alarms = [t for t, key in said if key == "heat_alarm"]
    assert alarms[0] == pytest.approx(361, abs=1)
    assert len(alarms) > 5 and alarms[1] - alarms[0] == 10
    assert heat.phase == "alarm"
    heat, cues = answer(heat, 500, True)
    assert heat.phase == "done" and keys(cues) == ["heat_done"]
    assert heat.warmed_s == pytest.approx(361, abs=1)


def test_an_answer_after_59_seconds_is_in_time():
    slow = lasting(answers=lambda key, waited: 1 if waited == 59 else None)
    assert slow[0].phase == "done" and "heat_alarm" not in [key for _, key in slow[1]]


def test_skin_that_is_not_well_ends_it():
    heat, said = lasting(answers=lambda key, waited: key == "ask_heat")
    assert said[-1][1] == "heat_done" and heat.warmed_s == pytest.approx(301, abs=1)


@pytest.mark.parametrize("reply", [0, None])
def test_it_does_not_begin_without_a_yes(reply):
    heat, said = lasting(answers=lambda key, waited: reply, until=100)
    assert heat.phase == "refused"
    assert [key for _, key in said] == ["ask_heat", "heat_refused"]
    assert heat.warmed_s == 0


def test_there_is_an_hour_between_two_times():
    heat, cues = begin(10_000.0, 900, earlier=(7000.0,))
    assert heat.phase == "refused" and keys(cues) == ["heat_wait"]
    assert cues[0].fields == {"minutes": 10}
    assert begin(10_600.0, 900, earlier=(7000.0,))[0].phase == "asking"
    assert begin(10_599.0, 900, earlier=(7000.0,))[0].phase == "refused"


def test_there_are_three_times_a_day():
    day = (0.0, 10_000.0, 20_000.0)
    heat, cues = begin(86_399.0, 900, day)
    assert heat.phase == "refused" and keys(cues) == ["heat_enough"]
    assert begin(86_401.0, 900, day)[0].phase == "asking"


def test_taking_it_off_ends_it_and_before_it_began_refuses_it():
    heat, _ = answer(begin(0.0, 900, ())[0], 5.0, True)
    off, cues = stop(heat, 65.0)
    assert off.over and off.warmed_s == 60 and keys(cues) == ["heat_done"]
    assert stop(begin(0.0, 900, ())[0], 5.0)[0].phase == "refused"
    assert stop(off, 70.0) == (off, ())
