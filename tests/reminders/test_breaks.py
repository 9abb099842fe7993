"""The ladder of reminders, and skipping a break: SCIENCE B, each number from both sides."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from posecoach.reminders.breaks import (
    PROFILES,
    Breaks,
    Seat,
    overdue_s,
    skip,
    snoozed,
    update,
)
from posecoach.reminders.hours import Occasion
from posecoach.types import Activity

MIN = 60.0
OPEN, SHUT = Occasion(1, True), Occasion(1, False)
DEFAULT = PROFILES["default"]


@dataclass
class Chair:
    """Somebody whose bout the tests put forward."""

    profile: object = DEFAULT
    state: Breaks = field(default_factory=Breaks)
    t: float = 0.0

    def sits(self, minutes, *, since=0.0, static=0.0, occasion=OPEN, step=1.0):
        """Go on sitting until the bout has so many minutes; [(minutes, step)] of what is said."""
        return self._goes(Activity.SITTING, minutes, since, static, occasion, step)

    def stands(self, minutes, *, since=0.0, static=0.0, step=1.0):
        return self._goes(Activity.STANDING, minutes, since, static, OPEN, step)

    def _goes(self, activity, minutes, since, static, occasion, step):
        told, on = [], since * MIN
        while on <= minutes * MIN:
            up = activity is Activity.STANDING
            seat = Seat(activity, 0.0 if up else on, on if up else 0.0, on if static else 0.0)
            self.state, due = update(self.profile, self.state, self.t, seat, occasion)
            if due:
                told.append((on / MIN, due.step))
                assert due.seconds == on
            on, self.t = on + step, self.t + step
        return told


@pytest.mark.parametrize(
    ("name", "minutes", "break_min"),
    [
        ("default", (25, 30, 45, 60), 3),
        ("focus", (37.5, 45, 67.5, 90), 5),
        ("pain-flare", (1000 / 60, 20, 30, 40), 2),
        ("sit-stand", (1000 / 60, 20, 30, 40), 2),
    ],
)
def test_the_ladder_of_each_profile(name, minutes, break_min):
    told = Chair(PROFILES[name]).sits(100)
    assert [step for _, step in told] == ["soft", "due", "firm", "urgent"]
    assert [at for at, _ in told] == pytest.approx(minutes, abs=1 / 60)
    assert PROFILES[name].break_s == break_min * MIN


def test_a_rung_is_reached_with_its_very_second():
    chair = Chair()
    assert chair.sits(25 - 1 / 60) == []
    assert chair.sits(25, since=25) == [(25, "soft")]


def test_after_a_break_the_ladder_begins_anew():
    chair = Chair()
    assert len(chair.sits(31)) == 2
    assert chair.sits(26) == [(25, "soft")]


def test_a_bout_that_carries_ten_minutes_over_counts_from_there():
    chair = Chair()
    chair.sits(31)
    assert chair.sits(31, since=10) == [(25, "soft"), (30, "due")]


@pytest.mark.parametrize(("back_s", "again"), [(60, []), (61, [(25, "soft")])])
def test_a_bout_put_back_by_up_to_a_minute_repeats_nothing(back_s, again):
    chair = Chair()
    assert chair.sits(25.5) == [(25, "soft")]
    assert chair.sits(29, since=25.5 - back_s / 60) == again


def test_of_several_rungs_reached_in_silence_only_the_highest_is_said():
    chair = Chair()
    assert chair.sits(50, occasion=SHUT) == []
    assert chair.sits(50.1, since=50) == [(50, "firm")]


def test_after_a_snooze_what_is_due_is_said_again():
    chair = Chair()
    chair.sits(31)
    chair.state = snoozed(chair.state)
    assert chair.sits(36, since=31, occasion=SHUT) == []
    assert chair.sits(36.1, since=36) == [(36, "due")]


def test_how_long_a_break_has_been_due():
    chair = Chair()
    chair.sits(20)
    assert overdue_s(DEFAULT, chair.state) == pytest.approx(-10 * MIN)
    chair.sits(34, since=20)
    assert overdue_s(DEFAULT, chair.state) == pytest.approx(4 * MIN)


# --- beside the ladder ------------------------------------------------------------------------


def test_fifteen_minutes_without_a_shift_is_time_to_wiggle_once():
    chair = Chair()
    assert chair.sits(15 - 1 / 60, static=1) == []
    assert chair.sits(24, since=15, static=1) == [(15, "wiggle")]


def test_who_has_been_told_to_get_up_is_not_told_to_wiggle():
    told = Chair().sits(59, static=1)
    assert [step for _, step in told] == ["wiggle", "soft", "due", "firm"]


def test_after_a_shift_the_fifteen_minutes_begin_anew():
    chair = Chair(PROFILES["focus"])
    assert chair.sits(16, static=1) == [(15, "wiggle")]
    chair.sits(17, since=16)  # shifted: static time 0
    assert chair.sits(30.5, since=30, static=1) == [(30, "wiggle")]


def test_the_eyes_are_reminded_only_when_that_is_wanted():
    wanted = type(DEFAULT)(DEFAULT.sit_s, DEFAULT.break_s, eyes=True)
    assert Chair(wanted).sits(24) == [(20, "eyes")]
    assert Chair().sits(24) == []
    assert [at for at, step in Chair(wanted).sits(70) if step == "eyes"] == [20, 40, 61]


def test_two_reminders_are_a_minute_apart():
    wanted = type(DEFAULT)(20 * MIN, 120.0, eyes=True)
    assert Chair(wanted).sits(29)[1:] == [(20, "due"), (21, "eyes")]


@pytest.mark.parametrize(("name", "minutes"), [("default", 40), ("focus", 40), ("sit-stand", 8)])
def test_standing_long_is_said_once(name, minutes):
    chair = Chair(PROFILES[name])
    assert chair.stands(minutes - 1 / 60) == []
    assert chair.stands(minutes + 15, since=minutes) == [(minutes, "stand_sit")]


def test_standing_still_for_ten_minutes_is_said_once_until_the_next_shift():
    chair = Chair()
    assert chair.stands(10 - 1 / 60, static=1) == []
    assert chair.stands(20, since=10, static=1) == [(10, "stand_shift")]
    chair.stands(20.1, since=20)  # shifted
    assert chair.stands(30.5, since=30, static=1) == [(30, "stand_shift")]


def test_nobody_standing_is_told_about_sitting():
    chair = Chair()
    seat = Seat(
        Activity.STANDING, 50 * MIN, 10.0, 0.0
    )  # up for less than a minute: the bout goes on
    assert update(DEFAULT, chair.state, 0.0, seat, OPEN)[1] is None


# --- skipping ---------------------------------------------------------------------------------


def due_break():
    chair = Chair()
    chair.sits(30)
    return chair


def skips(chair, *times, day=1):
    answers = []
    for t in times:
        chair.state, answer = skip(chair.state, t, day)
        answers.append(answer)
    return answers


def test_a_break_is_skipped_when_asked_twice():
    chair = due_break()
    assert skips(chair, 2000.0, 2001.0) == ["sure", "skipped"]
    assert chair.state.skips == 1


@pytest.mark.parametrize(("later", "answer"), [(30.0, "skipped"), (30.1, "sure")])
def test_the_second_time_must_come_within_half_a_minute(later, answer):
    assert skips(due_break(), 2000.0, 2000.0 + later)[1] == answer


def test_there_is_nothing_to_skip_before_a_reminder():
    chair = Chair()
    chair.sits(24)
    assert skips(chair, 0.0, 1.0) == ["nothing", "nothing"]


def test_after_a_skip_the_ladder_begins_anew_from_there():
    chair = due_break()
    skips(chair, 2000.0, 2001.0)
    assert chair.sits(61, since=30) == [(55, "soft"), (60, "due")]


def test_three_skips_a_day_then_the_reminder_stays():
    chair, since = due_break(), 30
    for n in range(3):
        assert skips(chair, chair.t, chair.t + 1) == ["sure", "skipped"]
        chair.sits(since + 30, since=since)
        since += 30
        assert chair.state.skips == n + 1
    assert skips(chair, chair.t, chair.t + 1) == ["used_up", "used_up"]
    assert chair.state.rung >= 1
    assert skips(chair, chair.t, chair.t + 1, day=2) == ["sure", "skipped"]


def test_a_break_that_is_taken_ends_the_question():
    chair = due_break()
    skips(chair, 2000.0)
    chair.sits(0)
    assert chair.state.asked is None
