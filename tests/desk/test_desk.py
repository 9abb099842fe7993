"""A day with the desk coach: what is said when, what is kept, what survives a restart."""

from __future__ import annotations

import dataclasses

import pytest
from msgspec.structs import replace

from posecoach.activity.timekeeping import Passed
from posecoach.desk.times import happened
from posecoach.history import Alert, Bout, Break, History, Minute, Session
from posecoach.reminders.hours import parse_hours
from posecoach.reminders.nudges import Plan as Nudging
from posecoach.types import Activity
from tests.desk.simulated import MIDNIGHT, NECK, PLAN, SLUMP, Clock, Office

SITS, STANDS, AWAY = Activity.SITTING, Activity.STANDING, Activity.AWAY


@pytest.fixture
def office(tmp_path):
    made = Office(tmp_path)
    yield made
    made.desk.close()


# --- breaks -----------------------------------------------------------------------------------


def test_a_long_bout_climbs_the_ladder_and_a_break_ends_it(office):
    office.works(62)
    office.works(4, AWAY)
    office.works(26)
    assert office.steps() == [
        (25.02, "soft"),
        (30.02, "due"),
        (45.02, "firm"),
        (60.02, "urgent"),
        (pytest.approx(66.35, abs=0.4), "taken"),
        (pytest.approx(91.02, abs=0.4), "soft"),
    ]


def test_a_break_offers_the_movement_for_the_fault_seen_most(office):
    office.works(10, SITS, NECK)
    office.works(15, SITS, SLUMP)
    office.works(6)
    (due,) = [m for _, m in office.lines if m.fields.get("step") == "due"]
    assert due.fields["stretch"] == "standing_back_extension"
    assert due.text.endswith("lean gently back, eight times.")


def test_a_break_that_is_due_names_the_plans_next_thing_where_that_is_wanted(tmp_path):
    office = Office(tmp_path, advice="Roll each side.")
    office.works(46)
    said = {
        m.fields["step"]: m.text.endswith(" Roll each side.")
        for _, m in office.lines
        if m.kind == "break"
    }
    office.desk.close()
    assert said == {"soft": False, "due": True, "firm": False}


def test_after_a_break_the_faults_are_counted_anew(office):
    office.works(20, SITS, SLUMP)
    office.works(4, AWAY)
    office.works(1, SITS, NECK)
    office.works(30)
    (due,) = [m for _, m in office.lines if m.fields.get("step") == "due"]
    assert due.fields["stretch"] == "chin_tuck"


def test_to_be_up_for_a_moment_is_no_break_and_is_told_so_where_one_was_due(office):
    office.works(31)
    office.works(0.7, AWAY)
    office.works(2)
    assert office.said("break")[-1][1] == "42 seconds up. A break counts from one minute."
    office.works(15)
    assert office.steps()[-1] == (45.02, "firm")


def test_the_banner_stays_from_due_until_up(office):
    office.works(29)
    assert office.banner == ("", False)
    office.works(2)
    assert office.banner == ("31 minutes in the chair: time to stand up.", False)
    office.works(30)
    assert office.banner == ("61 minutes in the chair: time to stand up.", True)
    office.works(2, AWAY)
    assert office.banner == ("", False)


def test_skips_are_counted_and_the_last_one_stays_to_be_seen(office):
    for n in range(3):
        office.works(31)
        assert "Ask again" in office.desk.skip()
        assert office.desk.skip() == f"Break skipped: {n + 1} of 3 today."
    office.works(1)
    assert office.banner == ("Skipped 3 of 3 today.", False)
    office.works(31)
    assert office.desk.skip().startswith("Skipped 3 of 3 today")
    assert "time to stand up. Skipped 3 of 3 today." in office.banner[0]
    assert not office.desk.paused


# --- posture ----------------------------------------------------------------------------------


def test_a_fault_is_named_shown_for_a_minute_and_heard_only_when_ignored(office):
    office.works(1, SITS, SLUMP)
    assert office.said("nudge") == [(0.02, "You have sunk. Grow tall.")]
    assert (office.banner, office.ear.heard) == (("You have sunk. Grow tall.", False), [])
    office.works(0.5, SITS, SLUMP)
    assert office.banner == ("", False)
    office.works(10, SITS, SLUMP)
    assert office.ear.heard == ["You have sunk. Grow tall."]


def test_the_banner_goes_as_soon_as_it_is_heeded(office):
    office.works(0.1, SITS, SLUMP)
    office.works(0.2, SITS, good=["slump"])
    assert office.banner == ("", False)


def test_while_breaks_are_spoken_of_posture_waits(office):
    office.works(25.02)
    office.works(2, SITS, SLUMP)
    assert office.said("nudge") == [(25.35, "You have sunk. Grow tall.")]


def test_a_break_waits_while_a_poor_posture_is_about_to_be_named(office):
    office.works(24.9)
    office.works(0.5, SITS, dataclasses.replace(SLUMP, due=False))
    assert office.said() == []
    office.works(2, SITS, SLUMP)
    assert office.said("nudge") == [(25.42, "You have sunk. Grow tall.")]
    assert office.steps() == [(25.75, "soft")]


@pytest.mark.parametrize(
    "mild", [{"level": "caution"}, {"part": "neck"}], ids=["only caution", "not to be named"]
)
def test_a_break_does_not_wait_for_what_will_not_be_named(tmp_path, mild):
    office = Office(tmp_path, replace(PLAN, nudges=Nudging({"neck": "off"})))
    office.works(24.9)
    office.works(0.5, SITS, dataclasses.replace(SLUMP, due=False, **mild))
    assert office.steps() == [(25.02, "soft")]
    office.desk.close()


@pytest.mark.parametrize(("rule_set", "named"), [("front_laptop", 0), ("standing", 1)])
def test_standing_only_what_was_made_for_standing_is_named(office, rule_set, named):
    office.works(3, STANDS, SLUMP, rule_set=rule_set)
    assert len(office.said("nudge")) == named


def test_nobody_is_nudged_who_is_away(office):
    office.works(3, AWAY, SLUMP)
    assert office.said() == []


def test_a_good_half_hour_is_praised_a_minute_after_the_break_was_due(office):
    office.works(32)
    assert office.said("praise") == [(31.02, "30 minutes in a comfortable posture. Well done.")]


@pytest.mark.parametrize(("nudged_at", "praised_at"), [(26.1, 36.12), (10.0, 31.02)])
def test_praise_is_not_for_somebody_who_was_nudged_in_the_last_ten_minutes(
    office, nudged_at, praised_at
):
    office.works(nudged_at)
    office.works(0.1, SITS, SLUMP)
    office.works(40 - nudged_at, SITS, good=["slump"])
    assert [at for at, _ in office.said("nudge")] == [pytest.approx(nudged_at + 0.02, abs=0.01)]
    assert [at for at, _ in office.said("praise")] == [pytest.approx(praised_at, abs=0.02)]


def test_praise_may_be_unwanted(tmp_path):
    office = Office(tmp_path, replace(PLAN, praise=False))
    office.works(40)
    assert office.said("praise") == []


def test_more_frames_a_second_give_the_same_words(tmp_path):
    days = []
    for name, per_s in (("slow", 1), ("quick", 5)):
        (tmp_path / name).mkdir()
        office = Office(tmp_path / name, per_s=per_s)
        office.works(34, SITS, SLUMP)
        office.works(2, AWAY)
        office.works(10, SITS, NECK)
        days.append([(message.text, t) for t, message in office.lines])
    slow, quick = days
    assert [text for text, _ in slow] == [text for text, _ in quick]
    assert max(abs(a - b) for (_, a), (_, b) in zip(slow, quick, strict=True)) <= 2.0


# --- silence ----------------------------------------------------------------------------------


def test_a_pause_comes_back_by_itself(office):
    office.desk.pause(600.0)
    assert office.desk.paused
    office.works(9.9, SITS, SLUMP)
    assert office.desk.paused
    office.works(0.2, SITS, SLUMP)
    assert not office.desk.paused
    assert office.said("paused") == [(0.0, "Paused.")]
    assert office.said("resumed") == [(10.0, "The pause is over: watching again.")]
    office.works(1, SITS, SLUMP)
    assert office.said("nudge")[0][0] == pytest.approx(10.02, abs=0.01)


def test_a_pause_without_an_end_lasts_until_resumed(office):
    office.desk.pause(None)
    office.works(300)
    assert office.desk.paused
    office.desk.resume()
    assert not office.desk.paused
    assert [text for _, text in office.said("resumed")] == ["Watching again."]


def test_a_snooze_comes_back_by_itself_and_the_clock_runs_on(office):
    office.works(31)
    office.desk.snooze(600.0)
    assert office.banner[0]
    office.works(9.9, SITS, SLUMP)
    assert office.banner == ("", False)
    assert office.said("nudge") == []
    office.works(0.2, SITS)
    assert office.steps()[-1] == (41.0, "due")
    assert office.desk.status()["sitting_s"] == pytest.approx(41.1 * 60, abs=2)


@pytest.mark.parametrize(
    ("plan", "hour", "silent"),
    [
        (replace(PLAN, quiet=parse_hours("k", "22:00-07:00", "")), 23.0, "quiet hours"),
        (replace(PLAN, quiet=parse_hours("k", "22:00-07:00", "")), 9.0, ""),
        (
            replace(PLAN, working=parse_hours("k", "09:00-17:00", "mon-fri")),
            18.0,
            "outside working hours",
        ),
        (replace(PLAN, working=parse_hours("k", "09:00-17:00", "mon-fri")), 10.0, ""),
        (
            replace(PLAN, working=parse_hours("k", "00:00-24:00", "sat,sun")),
            10.0,
            "outside working hours",
        ),
    ],
)
def test_hours_in_which_nothing_is_said(tmp_path, plan, hour, silent):
    office = Office(tmp_path, plan, Clock(hour))
    office.works(31, SITS, SLUMP)
    assert bool(office.said()) is (silent == "")
    assert office.desk.status()["silent"] == silent
    assert office.desk.status()["sitting_s"] > 1800


def test_in_quiet_mode_no_nudge_is_heard(tmp_path):
    office = Office(tmp_path, replace(PLAN, nudges=Nudging(quiet=True)))
    office.works(24, SITS, SLUMP)
    assert len(office.said("nudge")) == 2
    assert office.ear.heard == []


def test_without_a_calibration_that_is_said_once_and_less_is_named(tmp_path):
    office = Office(tmp_path, replace(PLAN, nudges=Nudging(calibrated=False)))
    (notice,) = office.said("notice")
    assert notice[1].startswith("Not calibrated")
    office.works(2, SITS, SLUMP)
    assert [at for at, _ in office.said("nudge")] == [1.02]
    office.desk.recalibrate()
    assert office.desk.status()["calibrated"] is True
    office.desk.recalibrate(False)
    office.desk.recalibrate(False)
    assert len(office.said("notice")) == 2


@pytest.mark.parametrize(("calibrated", "sat"), [(False, True), (True, False)])
def test_only_without_a_calibration_somebody_before_a_laptop_counts_as_sitting(
    tmp_path, calibrated, sat
):
    office = Office(tmp_path, replace(PLAN, nudges=Nudging(calibrated=calibrated)))
    office.works(31, Activity.UNKNOWN)
    assert (office.desk.status()["sitting_s"] > 1800) is sat
    assert [step for _, step in office.steps()] == (["soft", "due"] if sat else [])
    office.works(5, AWAY)
    assert office.desk.status()["sitting_s"] == 0


# --- clocks and restarts ----------------------------------------------------------------------


def restarted(office, after_s):
    """The same office after the program was off for so many seconds."""
    office.desk.close()
    clock = Clock(office.clock.hour, office.clock.t + after_s)
    return Office(office.folder, office.plan, clock)


def test_a_restart_within_a_bout_goes_on_with_it(office):
    office.works(24.5, SITS, good=["slump"])
    later = restarted(office, 15.0)
    later.works(2)
    assert later.steps() == [(25.02, "soft")]
    later.desk.close()


def test_cool_downs_counts_and_skips_outlive_a_restart(office):
    office.works(33, SITS, SLUMP)
    office.desk.skip()
    office.desk.skip()
    named = len(office.said("nudge"))
    later = restarted(office, 5.0)
    status = later.desk.status()
    assert (status["skips_today"], status["nudges_today"]) == (1, named)
    later.works(1, SITS, SLUMP)
    assert later.said("nudge") == []
    later.desk.close()


def test_a_pause_does_not_outlive_a_restart_but_a_snooze_does(office):
    office.works(1)
    office.desk.snooze(1200.0)
    office.desk.pause(None)
    later = restarted(office, 5.0)
    assert not later.desk.paused
    later.works(5, SITS, SLUMP)
    assert later.desk.status()["silent"] == "snoozed"
    assert later.said() == []
    later.desk.close()


def test_a_clock_set_back_repeats_nothing(office):
    office.works(33, SITS, SLUMP)
    before = len(office.said("nudge")), len(office.steps())
    office.clock.set_s = -3600.0
    office.works(0.5, SITS, SLUMP)
    assert (len(office.said("nudge")), len(office.steps())) == before
    assert [text for _, text in office.said("notice")] == ["The clock was set back by 1 h."]


@pytest.mark.parametrize(
    ("passed", "told"),
    [
        (Passed(), ""),
        (Passed(set_s=-3600.2), "The clock was set back by 1 h."),
        (Passed(set_s=7.0), "The clock was set forward by 7 s."),
        (Passed(90.0, -180.0), "This computer slept for 2 min, the clock was set back by 3 min."),
    ],
)
def test_what_the_clocks_did_is_said_in_one_line(passed, told):
    assert happened(passed) == told


@pytest.mark.parametrize("back_s", [1.5, 90.0, 1800.0, 86_400.0])
def test_a_clock_set_back_costs_nothing_that_was_kept(office, back_s):
    office.works(20.5, SITS, score=60.0)
    (uid,) = {session.uid for session in office.history.read(Session)}
    before = {m.start: m for m in office.history.read(Minute)}
    office.clock.set_s = -back_s
    office.works(20.5)
    office.desk.close()
    history = Office(office.folder).history
    first, second = sorted(history.read(Session), key=lambda it: it.uid != uid)
    minutes = history.read(Minute)
    kept = {m.start: m for m in minutes if m.session == first.uid}
    assert [kept[start] for start in list(before)[:-1]] == list(before.values())[:-1]
    assert sum(m.tracked_s for m in kept.values()) == pytest.approx(20.5 * 60, abs=2.5)
    assert sum(m.tracked_s for m in minutes) == pytest.approx(41 * 60, abs=4)
    assert first.end == MIDNIGHT + 9 * 3600 + 20.5 * 60
    assert second.start == pytest.approx(first.end - back_s, abs=1.5)
    assert {m.score for m in kept.values()} == {60.0}


def test_an_hour_with_the_lid_closed_is_no_hour_of_sitting(office):
    office.works(29)
    office.clock.t += 3600.0
    office.works(2)
    assert [text for _, text in office.said("notice")] == ["This computer slept for 1 h."]
    assert office.steps() == [(25.02, "soft")]
    assert office.desk.status()["sitting_s"] < 180


def test_the_same_day_gives_the_same_words_to_the_second(tmp_path):
    days = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        office = Office(tmp_path / name)
        office.works(40, SITS, SLUMP)
        office.works(2, AWAY)
        office.works(20, SITS, NECK, SLUMP)
        office.desk.snooze(300.0)
        office.works(30, SITS, good=["slump"])
        office.desk.close()
        days.append((office.lines, office.shown, office.ear.heard))
    assert days[0] == days[1]
    assert len(days[0][0]) > 8


# --- what is kept -----------------------------------------------------------------------------


def test_what_happened_is_in_the_history(office):
    office.works(20, SITS, SLUMP)
    office.works(5, SITS, good=["slump"])
    office.works(4, AWAY)
    office.works(2)
    office.desk.close()
    history = Office(office.folder).history
    (session,) = history.read(Session)
    assert (session.kind, session.source) == ("live", "camera 0")
    assert session.start == MIDNIGHT + 9 * 3600
    first, second, *_ = history.read(Alert)
    assert (first.rule, first.part, first.outcome) == ("slump", "trunk", "ignored")
    assert first.t == session.start + 1
    assert second.outcome == "ignored"
    (bout,) = [b for b in history.read(Bout) if b.activity == "sitting"]
    assert bout.end - bout.start == pytest.approx(25 * 60, abs=3)
    assert session.end == pytest.approx(session.start + 31 * 60, abs=1)
    minutes = history.read(Minute)
    assert len(minutes) == 31
    assert sum(minute.tracked_s for minute in minutes) == pytest.approx(31 * 60, abs=2)
    (rest,) = history.read(Break)
    assert (rest.kind, rest.up_s) == ("full", pytest.approx(240, abs=3))


def test_the_side_that_bears_more_is_kept_and_the_sums_are_made_at_the_end(tmp_path):
    office = Office(tmp_path)
    office.works(2, SITS, measured={"pelvic_obliquity": 6.0})
    office.works(1, SITS)
    office.desk.close()
    with History.open(tmp_path / "history.sqlite3") as history:
        minutes = history.read(Minute)
        left = sum(m.sides.get("left", 0.0) for m in minutes)
        assert left == pytest.approx(120, abs=2)
        assert sum(sum(m.sides.values()) for m in minutes) == pytest.approx(left)
        query = "SELECT COUNT(*) FROM quarters WHERE sums IS NULL"
        assert history._connection.execute(query).fetchone() == (0,)


def test_a_nudge_that_is_heeded_is_kept_as_corrected(office):
    office.works(0.2, SITS, SLUMP)
    office.works(1, SITS, good=["slump"])
    (alert,) = office.history.read(Alert)
    assert (alert.outcome, alert.corrected_s) == ("corrected", 12.0)


def test_a_history_that_cannot_be_written_stops_nothing_and_is_named_once(office):
    office.history.close()
    office.works(31, SITS, SLUMP)
    assert len(office.said("nudge")) >= 2
    assert len(office.said("notice")) == 1


def test_nobody_seen_is_no_session(office):
    office.works(3, AWAY)
    assert office.history.read(Session) == []


def test_the_posture_of_the_day_loses_15_points_for_20_minutes_of_holding_a_fault(office):
    office.works(10, score=80.0)
    assert office.desk.status()["posture_today"] == 80.0
    assert office.desk.status()["over_hold_s"] == 0.0
    office.works(10, SITS, SLUMP, score=60.0)
    status = office.desk.status()
    assert status["over_hold_s"] == pytest.approx(600, abs=1.5)
    assert status["posture_today"] == pytest.approx(70 - 7.5, abs=0.1)
    office.works(5, AWAY)
    assert office.desk.status()["posture_today"] == status["posture_today"]
    later = restarted(office, 5.0)
    assert later.desk.status()["posture_today"] == status["posture_today"]
    later.clock.hour += 24
    later.works(1, score=95.0)
    assert later.desk.status()["posture_today"] == pytest.approx(95.0)
    later.desk.close()


def test_status_is_plain_data(office):
    office.works(20, SITS, SLUMP)
    status = office.desk.status()
    assert status["activity"] == "sitting"
    assert status["sitting_s"] == pytest.approx(1200, abs=2)
    assert status["break_due_in_s"] == pytest.approx(600, abs=2)
    assert status["nudges_today"] == 2
    assert status["channels"] == ["ear"]
    assert status["lines"] == [
        "Sitting for 20 minutes; a break is due in 10 minutes.",
        "Today: 2 words about posture, 0 heeded.",
        "Posture today 75, 20 minutes held too long.",
    ]
    office.works(11)
    assert office.desk.status()["lines"][0] == (
        "Sitting for 31 minutes; a break is due for 1 minute now."
    )
