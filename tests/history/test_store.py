"""The history keeps what it is given, whatever happens to the program or the file."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import msgspec
import pytest

from posecoach.errors import HistoryError
from posecoach.history import (
    Alert,
    Bout,
    Break,
    Calibration,
    Event,
    History,
    Minute,
    Session,
    State,
    migrations,
    opening,
)

KINDS = (Session, Minute, Bout, Break, Alert, Calibration, Event, State)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "history.sqlite3"


def minute(session: Session, start: float, **changes: object) -> Minute:
    row = Minute(
        session.uid,
        start,
        60.0,
        42.5,
        88.25,
        "front",
        "head-and-shoulders",
        {"good": 40.0, "fair": 2.5, "unknown": 17.5},
        {"neck": 3.5},
        {"sitting": 60.0},
        {"no person": 17.5},
        {"screen_scale": (0.9, 1.0, 1.15), "head_roll": (-3.0, 0.0, 4.5)},
    )
    return msgspec.structs.replace(row, **changes)


def filled(history: History) -> Session:
    session = history.begin_session(100.0, "live", "camera 0", "0.1.0")
    history.record(
        minute(session, 120.0),
        minute(session, 180.0, score=None, losses={}, metrics={}),
        Bout(session.uid, 100.0, 1900.0, "sitting", 0.0, 12.0, "seen"),
        Bout(session.uid, 1900.0, 2000.0, "standing"),
        Break(session.uid, 1900.0, 2000.0, 95.0, "short"),
        Alert(session.uid, 500.0, "neck_forward", "neck", "poor", "Head forward", "Float back"),
        Calibration("camera 0", "front", 90.0, {"values": {"eye_width": 61.5}, "schema": 1}),
        Event(2100.0, "pain", {"side": "left", "level": 4}),
        Event(2100.0, "heat", {"minutes": 20}, session.uid),
        State("bouts", {"t": 2100.0}),
    )
    return session


def test_every_kind_of_row_comes_back_as_it_went_in(path):
    with History.open(path) as history:
        session = filled(history)
        before = {kind: history.read(kind) for kind in KINDS}
    with History.open(path) as history:
        assert {kind: history.read(kind) for kind in KINDS} == before
    assert before[Session] == [session]
    assert before[Minute][0] == minute(session, 120.0)
    assert all(before.values())


def test_rows_are_chosen_by_when_they_begin_and_come_in_order(path):
    with History.open(path) as history:
        session = history.begin_session(0.0, "live", "", "")
        history.record(*(minute(session, t) for t in (240.0, 60.0, 180.0, 120.0)))
        found = history.read(Minute, since=120.0, until=240.0)
        assert [row.start for row in found] == [120.0, 180.0]
        assert [row.start for row in history.read(Minute)] == [60.0, 120.0, 180.0, 240.0]


def test_the_same_key_again_replaces_the_row_and_a_session_keeps_what_it_has(path):
    with History.open(path) as history:
        session = filled(history)
        history.record(minute(session, 120.0, tracked_s=59.0))
        history.record(msgspec.structs.replace(session, end=4000.0))
        assert [row.tracked_s for row in history.read(Minute)] == [59.0, 60.0]
        assert [row.end for row in history.read(Session)] == [4000.0]
        assert len(history.read(Bout)) == 2


def test_rows_are_written_all_or_none(path):
    with History.open(path) as history:
        session = history.begin_session(0.0, "live", "", "")
        orphan = minute(msgspec.structs.replace(session, uid="nobody"), 120.0)
        named = minute(session, 60.0, metrics={"never_seen_before": (1.0, 2.0, 3.0)})
        with pytest.raises(HistoryError):
            history.record(named, orphan)
        assert history.read(Minute) == []
        history.record(named)  # the name that was rolled back is learnt again
        assert history.read(Minute) == [named]


def test_what_the_coach_remembers_is_given_back_if_it_still_fits(path):
    class Small(msgspec.Struct, frozen=True):
        t: float
        name: str = "x"

    with History.open(path) as history:
        assert history.state("small", Small) is None
        history.save_state("small", Small(1.5))
        history.save_state("small", Small(2.5))
        assert history.state("small", Small) == Small(2.5)
        history.save_state("small", {"t": "of another version"})
        assert history.state("small", Small) is None


def test_the_newest_calibration_of_a_camera_and_view_counts(path):
    with History.open(path) as history:
        for made, view in ((1.0, "front"), (3.0, "front"), (2.0, "front"), (9.0, "side-left")):
            history.record(Calibration("camera 0", view, made, {"made": made}))
        found = history.calibration("camera 0", "front")
        assert found is not None
        assert found.made == 3.0
        assert history.calibration("camera 1", "front") is None


def test_what_ended_before_a_date_is_deleted_and_the_rest_is_not(path):
    with History.open(path) as history:
        filled(history)
        assert history.delete_before(1900.0) == 3  # two minutes and an alert
        assert [row.end for row in history.read(Bout)] == [1900.0, 2000.0]
        assert history.delete_before(5000.0) == 6
        for kind in (Session, Minute, Bout, Break, Alert, Event):
            assert history.read(kind) == []
        assert history.read(Calibration)
        assert history.read(State)


def test_vacuum_gives_room_back(path):
    with History.open(path) as history:
        session = history.begin_session(0.0, "live", "", "")
        history.record(*(minute(session, 60.0 * i) for i in range(3000)))
        history.vacuum()
        full = path.stat().st_size
        history.delete_before(1e9)
        history.vacuum()
        assert path.stat().st_size < full / 3


def test_a_year_of_minutes_fits_into_60_megabytes(path):
    names = [f"a_metric_with_a_long_name_{i}" for i in range(9)]
    metrics = {name: (-12.34, 5.67, 18.91) for name in names}
    with History.open(path) as history:
        session = history.begin_session(0.0, "live", "", "")
        history.record(*(minute(session, 60.0 * i, metrics=metrics) for i in range(4800)))
        history.vacuum()
    assert path.stat().st_size * 365 / 10 < 60e6  # ten days of 8 hours


# --- what can happen to a program ------------------------------------------------------------

WRITER = """
import sys
from pathlib import Path
from posecoach.history import History, Minute
with History.open(Path(sys.argv[1])) as history:
    session = history.begin_session(float(sys.argv[2]), "live", "", "")
    for i in range(int(sys.argv[3])):
        history.record(Minute(session.uid, float(i), 60.0))
        print(i, flush=True)
"""


def writer(path: Path, start: float, rows: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(path), str(start), str(rows)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
@pytest.mark.parametrize("after", [1, 7, 40])
def test_a_program_that_is_killed_has_lost_nothing_it_had_recorded(path, after):
    with writer(path, 0.0, 100_000) as program:
        assert program.stdout is not None
        for _ in range(after):
            last = int(program.stdout.readline())
        program.send_signal(signal.SIGKILL)
    with History.open(path) as history:
        assert history.notice == ""
        starts = [row.start for row in history.read(Minute)]
    assert starts[: last + 1] == [float(i) for i in range(last + 1)]


def test_two_programs_at_once_write_side_by_side(path):
    programs = [writer(path, float(i), 150) for i in range(2)]
    for program in programs:
        program.communicate()
        assert program.returncode == 0
    with History.open(path) as history:
        assert len(history.read(Minute)) == 300
        assert len(history.read(Session)) == 2


def test_a_reader_is_not_held_up_by_a_writer_and_sees_one_instant(path):
    with History.open(path) as reader, History.open(path) as other:
        session = other.begin_session(0.0, "live", "", "")
        with reader.one_instant():
            assert reader.read(Minute) == []
            other.record(minute(session, 60.0))
            assert reader.read(Minute) == []
        assert len(reader.read(Minute)) == 1


def test_a_writer_waits_for_another_and_then_says_so(path, monkeypatch):
    monkeypatch.setattr(opening, "BUSY_S", 0.05)
    with History.open(path) as history:
        blocker = sqlite3.connect(path, isolation_level=None)
        blocker.execute("BEGIN IMMEDIATE")
        with pytest.raises(HistoryError, match="locked; close other programs"):
            history.record(Event(1.0, "pain"))
        blocker.execute("COMMIT")
        history.record(Event(1.0, "pain"))
        blocker.close()


# --- what can happen to a file ---------------------------------------------------------------


def spoilt(path: Path, how: str) -> None:
    content = bytearray(path.read_bytes())
    if how == "no database":
        content[:] = b"not a database at all" * 100
    elif how == "cut off":
        del content[len(content) // 2 :]
    else:  # pages of rows overwritten
        content[4096 * 3 :] = os.urandom(len(content) - 4096 * 3)
    path.write_bytes(content)


@pytest.mark.parametrize("how", ["no database", "cut off", "overwritten"])
def test_a_damaged_file_is_set_aside_and_history_goes_on(path, how):
    with History.open(path) as history:
        session = filled(history)
        history.record(*(minute(session, 60.0 * i) for i in range(200)))
        history.vacuum()
    spoilt(path, how)
    broken = path.read_bytes()
    with History.open(path) as history:
        assert history.notice.startswith("the history was damaged; a new one is begun")
        assert "\n" not in history.notice
        aside = next(path.parent.glob("history-damaged-*.sqlite3"))
        assert str(aside) in history.notice
        assert aside.read_bytes() == broken
        assert history.read(Session) == []
        filled(history)
    with History.open(path) as history:
        assert history.notice == ""
        assert len(history.read(Session)) == 1


def test_a_file_of_a_newer_posecoach_is_left_alone(path):
    History.open(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {migrations.VERSION + 1}")
    connection.close()
    with pytest.raises(HistoryError, match="newer posecoach"):
        History.open(path)
    assert not list(path.parent.glob("*damaged*"))


@pytest.fixture
def next_version(monkeypatch):
    """A posecoach that is one version on."""
    step = "ALTER TABLE events ADD COLUMN note TEXT NOT NULL DEFAULT ''; CREATE TABLE more (x);"
    monkeypatch.setattr(opening, "MIGRATIONS", (*migrations.MIGRATIONS, step))
    monkeypatch.setattr(opening, "VERSION", migrations.VERSION + 1)


def test_an_older_file_is_backed_up_and_brought_up_to_date(path, request):
    with History.open(path) as history:
        session = filled(history)
    request.getfixturevalue("next_version")
    with History.open(path) as history:
        assert history.read(Session) == [session]
        assert len(history.read(Event)) == 2
    columns = sqlite3.connect(path).execute("PRAGMA table_info(events)").fetchall()
    assert "note" in {column[1] for column in columns}
    backup = path.with_name(f"history-before-{migrations.VERSION + 1}.sqlite3")
    kept = sqlite3.connect(backup)
    assert kept.execute("PRAGMA user_version").fetchone() == (migrations.VERSION,)
    assert kept.execute("SELECT count(*) FROM minutes").fetchone() == (2,)
    History.open(path).close()  # up to date: nothing to do


def test_a_migration_that_fails_changes_nothing(path, monkeypatch):
    with History.open(path) as history:
        session = filled(history)
    steps = (*migrations.MIGRATIONS, "CREATE TABLE more (x); DROP TABLE nothing;")
    with monkeypatch.context() as patch:
        patch.setattr(opening, "MIGRATIONS", steps)
        patch.setattr(opening, "VERSION", migrations.VERSION + 1)
        with pytest.raises(HistoryError, match="nothing"):
            History.open(path)
    with History.open(path) as history:
        assert history.read(Session) == [session]
    tables = sqlite3.connect(path).execute("SELECT name FROM sqlite_master").fetchall()
    assert ("more",) not in tables


def test_two_programs_that_start_at_once_make_one_file(path):
    failures: list[BaseException] = []

    def start() -> None:
        try:
            with History.open(path) as history:
                history.begin_session(0.0, "live", "", "")
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=start) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with History.open(path) as history:
        assert len(history.read(Session)) == 6


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(HistoryError) as caught:
        History.open(tmp_path / "file" / "history.sqlite3")
    assert "\n" not in str(caught.value)


def test_the_file_is_where_the_environment_says(monkeypatch, tmp_path):
    monkeypatch.setenv("POSECOACH_DATA", str(tmp_path / "mine"))
    with History.open() as history:
        assert history.path == tmp_path / "mine" / "history.sqlite3"
    assert history.path.exists()
    monkeypatch.delenv("POSECOACH_DATA")
    assert "posecoach" in str(opening.history_path())


def test_power_loss_cannot_corrupt_it(path):
    with History.open(path) as history:
        connection = history._connection
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA synchronous").fetchone() == (1,)
