"""The weekly plan: its file, what counts, the one next thing, the calendar."""

from __future__ import annotations

from datetime import date

import pytest

from posecoach.errors import ConfigError
from posecoach.periods.digest import Day, Digest, Sitting, Spell, Stated, Totals
from posecoach.plan.calendar import LONGEST, write_calendar
from posecoach.plan.measures import MEASURES
from posecoach.plan.progress import facts, standing
from posecoach.plan.targets import load_plan

TARGET = """
[[habit]]
id = "water"
title = "Drinks"
unit = "l"
range = [0, 10]

[[target]]
id = "x"
title = "X"
tip = "t"
next = "Do x."
source = "s"
"""


NOTHING = Totals()


def week(stated=(), totals=NOTHING, days=(), since="2026-11-23"):
    return Digest(
        schema=1,
        title="",
        since=since,
        until="2026-11-29",
        tracked_days=len(days),
        totals=totals,
        before=None,
        before_days=0,
        days=tuple(days),
        hours=(),
        metrics={},
        holds_s={},
        views_s={},
        worst=None,
        moments=(),
        exercises=(),
        stated=tuple(stated),
        posecoach="0",
    )


def said(kind, value, day=23, hour=9):
    return Stated(f"2026-11-{day:02}T{hour:02}:00+01:00", kind, value)


def plan_of(tmp_path, words):
    path = tmp_path / "plan.toml"
    path.write_text(TARGET + words)
    return load_plan(path)


def only(plan, *weeks):
    (found,) = standing(plan, weeks).targets
    return found


def test_our_plan_loads_and_every_measure_is_used():
    plan = load_plan()
    assert {target.measure for target in plan.target if target.measured} == set(MEASURES)
    assert all(target.source and target.next for target in plan.target)


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("least = 1\nunit = 'l'", "needs either a measure or a habit"),
        ("least = 1\nunit = 'l'\nhabit = 'tea'", "no habit 'tea'"),
        ("least = 1\nunit = 'l'\nmeasure = 'luck'", "unknown measure 'luck'"),
        ("unit = 'l'\nhabit = 'water'", "needs least or most"),
        ("unit = 'l'\nhabit = 'water'\nleast = 1\nevery_weeks = 0", "must be above 0"),
        ("unit = 'l'\nhabit = 'water'\nleast = 1\nextra = 0", "unknown field `extra`"),
    ],
)
def test_a_wrong_plan_is_refused_in_a_line_that_names_file_and_target(tmp_path, words, problem):
    with pytest.raises(ConfigError, match=problem) as caught:
        plan_of(tmp_path, words)
    assert str(caught.value).startswith("plan.toml: ") and "\n" not in str(caught.value)


def test_days_count_from_so_much_on(tmp_path):
    plan = plan_of(tmp_path, 'unit="days"\nhabit="water"\nleast=2\nday_least=1.6')
    entries = [said("water", 0.8), said("water", 0.8, hour=15), said("water", 1.5, day=24)]
    found = only(plan, week(entries))
    assert (found.value, found.share, found.met, found.how) == (1.0, 0.5, False, "stated")


def test_amounts_add_up_over_habits_and_times_count_entries(tmp_path):
    litres = plan_of(tmp_path, 'unit="l"\nhabit="water"\nleast=2')
    assert only(litres, week([said("water", 0.8), said("water", 1.2, day=25)])).met
    times = plan_of(tmp_path, 'unit="times"\nhabit="water"\nleast=2\nentry_least=1')
    assert only(times, week([said("water", 0.8), said("water", 1.2)])).value == 1.0


def test_more_than_most_is_less_than_met(tmp_path):
    plan = plan_of(tmp_path, 'unit="times"\nhabit="water"\nmost=1')
    assert only(plan, week()).met
    found = only(plan, week([said("water", 1), said("water", 1)]))
    assert (found.share, found.met) == (0.5, False)


def test_some_targets_look_back_over_weeks(tmp_path):
    plan = plan_of(tmp_path, 'unit="times"\nhabit="water"\nleast=1\nevery_weeks=3')
    drank = week([said("water", 1)])
    assert only(plan, drank, week(), week()).met
    assert not only(plan, drank, week(), week(), week()).met


def test_what_the_camera_did_not_see_is_unknown_and_counts_neither_way(tmp_path):
    plan = plan_of(tmp_path, 'unit="%"\nmeasure="good_or_fair"\nleast=70')
    found = standing(plan, [week()])
    assert found.targets[0].value is None and found.score is None and found.next == ""
    judged = Totals(judged_s=7200.0, band_s={"good": 1800.0, "fair": 1800.0, "poor": 3600.0})
    assert only(plan, week(totals=judged)).value == 50.0


def test_measured_targets(tmp_path):
    days = [
        Day("2026-11-23", Totals(), (Spell("sitting", 9.0, 10.5),), kinds=("stretch", "water")),
        Day("2026-11-24", Totals(), (Spell("standing", 9.0, 9.5),), kinds=("roll", "ball")),
    ]
    seen = week(days=days, totals=Totals(sitting=Sitting(breaks_due=4, breaks_taken=3)))
    values = {name: measure(seen) for name, measure in MEASURES.items()}
    assert values == {
        "good_or_fair": None,
        "breaks_taken": 75.0,
        "longest_sitting": pytest.approx(90.0),
        "longest_standing": pytest.approx(30.0),
        "stretch_days": 1.0,
        "rolling_days": 1.0,
        "massage_days": 1.0,
    }


def test_a_streak_counts_weeks_before_this_one_and_a_missed_week_only_ends_it(tmp_path):
    plan = plan_of(tmp_path, 'unit="l"\nhabit="water"\nleast=1')
    yes, no = week([said("water", 1)]), week()
    assert only(plan, yes, no, yes, yes, no).weeks == 2
    assert only(plan, no, yes).weeks == 0


def test_the_next_thing_is_the_known_target_furthest_from_met():
    plan = load_plan()
    week_ = week([said("water", 1.6, day=day) for day in range(23, 27)])
    found = standing(plan, [week_])
    open_ = [t for t in found.targets if t.share is not None and not t.met]
    assert found.next == min(open_, key=lambda t: t.share).next
    assert facts(found)["met"] == sum(t.met for t in found.targets)


def test_the_calendar_is_one_that_calendars_read(tmp_path):
    path = tmp_path / "week.ics"
    write_calendar(path, load_plan(), date(2026, 11, 25))
    raw = path.read_bytes()
    lines = raw.decode().split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-2:] == ["END:VCALENDAR", ""]
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert all(len(line.encode()) <= LONGEST for line in lines)
    unfolded = raw.decode().replace("\r\n ", "").split("\r\n")
    assert unfolded.count("BEGIN:VEVENT") == unfolded.count("END:VEVENT") > 5
    uids = [line for line in unfolded if line.startswith("UID:")]
    assert len(set(uids)) == len(uids)
    shoes = unfolded[unfolded.index("UID:shoes@posecoach") :]
    assert "RRULE:FREQ=WEEKLY;INTERVAL=4;BYDAY=SA" in shoes[:5]
    assert "DTSTART;VALUE=DATE:20261128" in shoes[:5]
