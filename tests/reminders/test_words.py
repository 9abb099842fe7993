"""What reminders say."""

from __future__ import annotations

import pytest

from posecoach.reminders import words
from posecoach.reminders.answers import Nudge
from posecoach.reminders.breaks import PROFILES, Breaks, Reminder
from posecoach.reminders.counter_moves import Offer

OFFER = Offer("slump", "Lean gently back.", "standing_back_extension")
DEFAULT = PROFILES["default"]


def said(step, seconds, profile=DEFAULT, state=None):
    return words.reminder(profile, state or Breaks(sat_s=seconds), Reminder(step, seconds), OFFER)


@pytest.mark.parametrize(
    ("step", "seconds", "text", "loud"),
    [
        ("soft", 1500, "25 minutes in the chair. A break is due in 5 minutes.", False),
        (
            "due",
            1800,
            "30 minutes in the chair. Stand up for 3 minutes. Lean gently back.",
            True,
        ),
        (
            "firm",
            2700,
            "45 minutes in the chair now. Stand up for 3 minutes. Lean gently back.",
            True,
        ),
        ("urgent", 3600, "60 minutes in the chair. Stand up when you can.", False),
        ("wiggle", 900, "Time to shift: recline, scoot or wiggle.", False),
        ("eyes", 1200, "Look at something 6 m away for 20 seconds.", False),
        ("stand_shift", 600, "Standing still for 10 minutes. Shift your weight.", False),
        ("stand_sit", 2400, "Standing for 40 minutes. Sit for a while.", True),
    ],
)
def test_each_reminder_has_its_words_and_is_seen_before_it_is_heard(step, seconds, text, loud):
    message = said(step, seconds)
    assert (message.kind, message.text, message.loud) == ("break", text, loud)
    assert (message.fields["step"], message.fields["seconds"]) == (step, seconds)
    assert ("stretch" in message.fields) is (step in ("due", "firm"))


def test_who_sits_and_stands_by_turns_is_sent_to_walk_after_standing():
    message = said("stand_sit", 480, PROFILES["sit-stand"])
    assert message.text == "Standing for 8 minutes. Walk about for 2 minutes, then sit."


@pytest.mark.parametrize("again", [False, True])
def test_a_nudge_is_heard_only_when_the_one_before_was_ignored(again):
    told = words.nudge(Nudge("slump", "trunk", "poor", "You have sunk.", "Grow tall.", again))
    assert (told.text, told.loud) == ("You have sunk. Grow tall.", again)
    assert told.fields == {
        "rule": "slump",
        "part": "trunk",
        "level": "poor",
        "message": "You have sunk.",
        "cue": "Grow tall.",
    }


@pytest.mark.parametrize(
    ("seconds", "text"), [(1, "1 minute"), (89, "1 minute"), (91, "2 minutes")]
)
def test_lengths_are_whole_minutes(seconds, text):
    assert words.minutes(seconds) == text


def test_a_break_is_acknowledged_and_a_short_one_named_only_where_one_was_due():
    assert words.taken("full", 200.0, False).text == "Break taken: 3 minutes."
    assert words.taken("micro", 40.0, False) is None
    assert words.taken("micro", 40.0, True).text == (
        "40 seconds up. A break counts from one minute."
    )


def test_the_answers_to_a_skip_count():
    def text(answer, skips):
        return words.skip(Breaks(skips=skips), answer).text

    assert text("sure", 1) == ("Skip this break? That would be 2 of 3 today. Ask again to skip it.")
    assert text("skipped", 2) == "Break skipped: 2 of 3 today."
    assert text("used_up", 3).startswith("Skipped 3 of 3 today")
    assert text("nothing", 0) == "No break is due."


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        (Breaks(), ("", False)),
        (Breaks(rung=0, sat_s=1600), ("", False)),
        (Breaks(rung=1, sat_s=1860), ("31 minutes in the chair: time to stand up.", False)),
        (Breaks(rung=3, sat_s=3660), ("61 minutes in the chair: time to stand up.", True)),
        (Breaks(skips=3), ("Skipped 3 of 3 today.", False)),
        (
            Breaks(rung=2, sat_s=2760, skips=3),
            ("46 minutes in the chair: time to stand up. Skipped 3 of 3 today.", False),
        ),
    ],
)
def test_what_stays_on_the_picture(state, shown):
    assert words.banner(DEFAULT, state) == shown
