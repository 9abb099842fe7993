"""A period from the history: sums, days, comparison, and one set of numbers in every output."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from zoneinfo import ZoneInfo

import msgspec
import pytest
from rich.console import Console

from benchmarks.year import fill
from posecoach.history import Alert, Bout, Event, History, Minute
from posecoach.periods.gather import digest
from posecoach.periods.page import write_page
from posecoach.periods.period import between, day_of, midnight, month_of, week_of
from posecoach.periods.table import write_days
from posecoach.periods.terminal import print_digest
from posecoach.periods.wording import rows
from posecoach.reports.words import length

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = date(2026, 11, 23)
MINUTE, HOUR = 60.0, 3600.0


@pytest.fixture
def history(tmp_path):
    with History.open(tmp_path / "history.sqlite3") as opened:
        yield opened


def judged(session, start, score, part="neck"):
    return Minute(
        session.uid,
        start,
        60.0,
        60.0,
        score=score,
        bands={"good" if score >= 85 else "poor": 60.0},
        losses={part: 100.0 - score},
        activity={"sitting": 60.0},
        metrics={"head_roll": (score - 1, score, score + 1)},
    )


def unseen(session, start):
    reasons = {"no person": 60.0}
    return Minute(
        session.uid, start, 60.0, bands={"unknown": 60.0}, activity={"away": 60.0}, reasons=reasons
    )


def begun(history, day=MONDAY, hour=9.0):
    start = midnight(day, BERLIN) + hour * HOUR
    return history.begin_session(start, "live", "camera", "1"), start


def test_an_empty_history_knows_nothing_and_says_so(history):
    found = digest(history, week_of(MONDAY), BERLIN)
    assert found.tracked_days == 0 and found.totals.score is None and found.before is None
    assert dict(rows(found))["Judged"] == "nothing was tracked"


def test_scores_are_weighted_by_time_and_unknown_time_is_neither_good_nor_poor(history):
    session, start = begun(history)
    history.record(*(judged(session, start + MINUTE * i, 90.0) for i in range(3)))
    history.record(judged(session, start + 3 * MINUTE, 50.0))
    history.record(*(unseen(session, start + MINUTE * (4 + i)) for i in range(4)))
    totals = digest(history, day_of(MONDAY), BERLIN).totals
    assert (totals.score, totals.band, totals.coverage) == (80.0, "fair", 0.5)
    assert totals.losses == {"neck": 20.0}
    assert totals.reasons_s == {"no person": 240.0}
    assert sum(totals.band_s.values()) == sum(totals.activity_s.values()) == totals.tracked_s


def test_each_day_holds_its_own_across_midnight(history):
    session, start = begun(history, hour=23.5)
    history.record(*(judged(session, start + MINUTE * i, 90.0) for i in range(60)))
    days = digest(history, week_of(MONDAY), BERLIN).days
    assert [day.totals.tracked_s for day in days[:3]] == [1800.0, 1800.0, 0.0]


def test_a_day_of_25_hours_loses_and_doubles_nothing(history):
    day = date(2026, 10, 25)
    session, start = begun(history, day, hour=0)
    history.record(*(judged(session, start + MINUTE * i, 90.0) for i in range(25 * 60)))
    found = digest(history, day_of(day), BERLIN)
    assert found.totals.tracked_s == 25 * HOUR
    assert {cell.hour: cell.tracked_s for cell in found.hours}[2] == 2 * HOUR


def test_bouts_breaks_and_dose_of_a_day(history):
    session, start = begun(history)
    history.record(
        Bout(session.uid, start, start + 1800, "sitting"),
        Bout(session.uid, start + 1860, start + 1980, "standing"),
        Bout(session.uid, start + 1980, start + 1980 + 5400, "sitting", ending="unknown"),
    )
    sitting = digest(history, day_of(MONDAY), BERLIN).totals.sitting
    assert (sitting.bouts, sitting.longest_s, sitting.prolonged_s) == (2, 5400.0, 3600.0)
    assert (sitting.breaks_taken, sitting.changes) == (1, 2)
    assert sitting.breaks_due == 3  # of 90 minutes two were due; how it ended nobody saw


def test_the_days_before_are_compared_only_where_enough_was_judged(history):
    for day, score, count in ((date(2026, 11, 16), 60.0, 20), (MONDAY, 80.0, 20)):
        session, start = begun(history, day)
        history.record(*(judged(session, start + MINUTE * i, score) for i in range(count)))
    found = digest(history, week_of(MONDAY), BERLIN)
    assert found.before is not None and found.before.score == 60.0
    assert dict(rows(found))["Compared"] == "higher than in the days before (60.0) by 20.0"
    short = digest(history, between(MONDAY, MONDAY), BERLIN)
    assert "Compared" not in dict(rows(short))


def test_percentiles_of_short_samples_say_so(history):
    session, start = begun(history)
    history.record(*(judged(session, start + MINUTE * i, 80.0) for i in range(10)))
    roll = digest(history, day_of(MONDAY), BERLIN).metrics["head_roll"]
    assert (roll.unit, roll.p10, roll.p50, roll.p90) == ("deg", 79.0, 80.0, 81.0)
    assert roll.note == "short sample"


def test_the_worst_hour_needs_a_quarter_of_judged_time(history):
    session, start = begun(history)
    history.record(*(judged(session, start + MINUTE * i, 80.0) for i in range(20)))
    history.record(judged(session, start + 2 * HOUR, 10.0))
    found = digest(history, day_of(MONDAY), BERLIN)
    assert found.worst is not None and (found.worst.part, found.worst.hour) == ("neck", 9)


def test_alerts_exercise_and_pain_are_counted_on_their_days(history):
    session, start = begun(history)
    history.record(
        Alert(session.uid, start, "a", "neck", "poor", "m", "c", "corrected", 10.0),
        Alert(session.uid, start + 9, "b", "neck", "poor", "m", "c", "ignored"),
        Event(start, "exercise", {"exercise": "x", "side": "left", "seconds": 60.0, "score": 80}),
        Event(start + 9, "exercise", {"exercise": "x", "side": "right", "seconds": 30.0}),
        Event(start + 9, "pain", {"value": 4, "side": "left"}),
    )
    found = digest(history, day_of(MONDAY), BERLIN)
    assert (found.totals.alerts.said, found.totals.alerts.corrected_s) == (2, 10.0)
    (done,) = found.exercises
    assert (done.left_s, done.right_s, done.seconds, done.score) == (60.0, 30.0, 90.0, 80.0)
    assert found.days[0].exercise_s == 90.0 and found.days[0].pain == 4.0
    assert [(s.kind, s.value, s.side) for s in found.stated] == [("pain", 4.0, "left")]


def test_every_output_shows_the_same_numbers(tmp_path):
    path = tmp_path / "year.sqlite3"
    fill(path, date(2026, 10, 30), days=21)
    with History.open(path) as history:
        found = digest(history, month_of(date(2026, 10, 1)))
    facts = msgspec.json.decode(msgspec.json.encode(found.facts()))
    totals = facts["totals"]
    assert totals["tracked_s"] == pytest.approx(sum(totals["activity_s"].values()), abs=0.5)
    assert totals["tracked_s"] == pytest.approx(sum(totals["band_s"].values()), abs=0.5)

    write_days(tmp_path / "days.csv", found)
    table = list(csv.DictReader((tmp_path / "days.csv").read_text().splitlines()))
    assert sum(float(row["tracked_s"]) for row in table) == pytest.approx(totals["tracked_s"])
    assert sum(int(row["alerts"]) for row in table) == totals["alerts"]["said"]
    assert [row["score"] for row in table] == [
        "" if day["totals"]["score"] is None else str(day["totals"]["score"])
        for day in facts["days"]
    ]

    out = Console(file=io.StringIO(), width=80, force_terminal=False)
    print_digest(out, found)
    text = re.sub(r"\s+", " ", out.file.getvalue())
    write_page(tmp_path / "page.html", found)
    page = re.sub(r"\s+", " ", (tmp_path / "page.html").read_text("utf-8"))
    sat = length(totals["activity_s"]["sitting"])
    assert sat in text and sat in page
    for _, words in rows(found):
        assert words.split(";")[0] in page
    assert f"Score {int(totals['score'])} = 100" in text
    assert all(len(line) <= 80 for line in out.file.getvalue().splitlines())
