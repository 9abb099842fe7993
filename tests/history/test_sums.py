"""Minutes summed up in the file are the same as their rows summed up one by one."""

from __future__ import annotations

import random
import sqlite3

import pytest

from posecoach.history import History, Minute, sums
from posecoach.history.migrations import MIGRATIONS
from posecoach.history.sums import add_up

HOUR = 3600.0


def drawn(session, start, rng):
    judged = rng.choice((0.0, 30.0, 60.0))
    return Minute(
        session.uid,
        start,
        60.0,
        judged,
        score=rng.uniform(30, 100) if judged else None,
        view="front",
        framing="upper-body",
        bands={"good": judged, "unknown": 60 - judged} if judged else {"unknown": 60.0},
        losses={"neck": rng.uniform(0, 30)} if judged else {},
        activity={"sitting": 60.0},
        metrics={"head_roll": (-2.0, rng.uniform(-1, 1), 3.5)},
        sides={"left": 20.0},
        holds={"good 31-63": judged},
    )


@pytest.fixture
def history(tmp_path):
    with History.open(tmp_path / "history.sqlite3") as opened:
        yield opened


def test_sums_are_those_of_the_rows_by_bucket(history):
    rng = random.Random(5)
    session = history.begin_session(0.0, "live", "camera", "1")
    rows = [drawn(session, 60.0 * i, rng) for i in range(150)]
    history.record(*rows)
    kept = history.read(Minute)
    edges = [HOUR * i for i in range(4)]
    buckets, _ = history.summed(edges)
    for i, bucket in enumerate(buckets):
        own = [m for m in kept if edges[i] <= m.start < edges[i + 1]]
        judged = [m for m in own if m.score is not None]
        assert bucket.tracked_s == 60.0 * len(own)
        assert bucket.judged_s == sum(m.judged_s for m in own)
        assert bucket.points_s == pytest.approx(sum(m.score * m.judged_s for m in judged))
        assert bucket.activity == {"sitting": 60.0 * len(own)}
        neck = sum(m.losses["neck"] * m.judged_s for m in judged)
        assert bucket.losses["neck"] == pytest.approx(neck)
        assert bucket.sides == {"left": 20.0 * len(own)}
        assert bucket.holds["good 31-63"] == sum(m.judged_s for m in own)
        assert bucket.views == {"front, upper-body": sum(m.judged_s for m in own)}


def test_each_minute_stands_in_the_distribution_for_its_time(history):
    session = history.begin_session(0.0, "live", "camera", "1")
    history.record(
        Minute(session.uid, 0.0, 60.0, metrics={"head_roll": (1.0, 2.0, 4.0)}),
        Minute(session.uid, 60.0, 40.0, metrics={"head_roll": (2.0, 2.0, 2.0)}),
    )
    _, metrics = history.summed([0.0, HOUR])
    roll = metrics["head_roll"]
    assert roll.unit == "deg"
    # 18 s of 1, 24 + 40 s of 2, 18 s of 4, to the fifth of the time
    assert roll.seconds == pytest.approx({1.0: 20.0, 2.0: 60.0, 4.0: 20.0})


def test_quarters_summed_up_by_more_points_still_stand_for_their_time(history, monkeypatch):
    session = history.begin_session(0.0, "live", "camera", "1")
    history.record(Minute(session.uid, 0.0, 60.0, metrics={"head_roll": (1.0, 2.0, 4.0)}))
    with monkeypatch.context() as patch:
        patch.setattr(sums, "POINTS", 10)
        history.sum_up(0.0)
    _, metrics = history.summed([0.0, HOUR])
    assert sum(metrics["head_roll"].seconds.values()) == pytest.approx(60.0)


def test_what_lies_outside_the_edges_does_not_count(history):
    session = history.begin_session(0.0, "live", "camera", "1")
    history.record(*(Minute(session.uid, 60.0 * i, 60.0) for i in range(60)))
    buckets, _ = history.summed([900.0, 1800.0, 2700.0])
    assert [b.tracked_s for b in buckets] == [900.0, 900.0]


def test_a_minute_that_changes_or_goes_changes_the_sums(history):
    session = history.begin_session(0.0, "live", "camera", "1")
    edges = [0.0, 900.0, 1800.0]

    def tracked():
        return [b.tracked_s for b in history.summed(edges)[0]]

    history.record(Minute(session.uid, 840.0, 20.0), Minute(session.uid, 900.0, 60.0))
    assert tracked() == [20.0, 60.0]
    history.record(Minute(session.uid, 840.0, 60.0))
    assert tracked() == [60.0, 60.0]
    history.delete_before(900.0)
    assert tracked() == [0.0, 60.0]


def test_a_history_of_the_first_version_opens_and_has_empty_sides_and_holds(tmp_path):
    path = tmp_path / "old.sqlite3"
    with sqlite3.connect(path) as old:
        old.executescript(MIGRATIONS[0])
        old.execute("PRAGMA user_version = 1")
        old.execute("INSERT INTO sessions VALUES (1, 'me', 0, 60, 'live', 'cam', '1')")
        empty = b"\x80"
        values = (1, 0.0, 60.0, 0.0, None, "", "", *[empty] * 5)
        old.execute(f"INSERT INTO minutes VALUES ({', '.join('?' * 12)})", values)
    old.close()
    with History.open(path) as history:
        (minute,) = history.read(Minute)
    assert (minute.sides, minute.holds, minute.tracked_s) == ({}, {}, 60.0)


def test_adding_up_puts_the_largest_first():
    assert list(add_up([{"a": 1.0, "b": 5.0}, {"a": 2.0}]).items()) == [("b", 5.0), ("a", 3.0)]
