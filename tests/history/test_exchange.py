"""The history as one file of JSON lines, and back."""

from __future__ import annotations

import msgspec
import pytest

from posecoach.errors import HistoryError
from posecoach.history import Event, History, Minute, Session, State
from posecoach.history.exchange import exported, import_lines
from posecoach.history.migrations import VERSION
from tests.history.test_store import KINDS, filled, minute


@pytest.fixture
def lines(tmp_path):
    with History.open(tmp_path / "one.sqlite3") as history:
        session = filled(history)
        history.record(*(minute(session, 600.0 + 60 * i) for i in range(2500)))
        return list(exported(history))


def test_what_was_exported_reads_back_identically(tmp_path, lines):
    with (
        History.open(tmp_path / "one.sqlite3") as one,
        History.open(tmp_path / "two.sqlite3") as two,
    ):
        assert import_lines(two, lines, "x") == len(lines) - 1
        assert list(exported(two)) == lines
        for kind in KINDS:
            assert two.read(kind) == one.read(kind)


def test_every_line_is_json_and_says_its_table(lines):
    rows = [msgspec.json.decode(line) for line in lines]
    assert rows[0] == {"posecoach_history": VERSION}
    tables = {row["table"] for row in rows[1:]}
    assert tables == {
        "sessions",
        "minutes",
        "bouts",
        "breaks",
        "alerts",
        "calibrations",
        "events",
        "states",
    }
    assert all(line.endswith(b"\n") and line.count(b"\n") == 1 for line in lines)


def test_importing_twice_or_into_another_history_loses_and_doubles_nothing(tmp_path, lines):
    with History.open(tmp_path / "two.sqlite3") as two:
        other = two.begin_session(5.0, "live", "elsewhere", "")
        mine = minute(other, 120.0)
        two.record(mine, State("bouts", {"t": 7.0}))
        import_lines(two, lines, "x")
        import_lines(two, lines, "x")
        assert len(two.read(Session)) == 2
        assert len(two.read(Minute)) == 2503
        assert mine in two.read(Minute)
        assert len(two.read(Event)) == 2
        assert two.state("bouts", dict) == {"t": 7.0}  # a running coach keeps its own


@pytest.mark.parametrize(
    ("broken", "where"),
    [
        ([], "x: "),
        ([b"{}\n"], "x:1: "),
        ([b'{"posecoach_history": 99}\n'], "x:1: .*newer posecoach"),
        ([b'{"posecoach_history":1}\n', b"\n", b"not json\n"], "x:3: "),
        ([b'{"posecoach_history":1}\n', b'{"table":"pictures"}\n'], "x:2: "),
        ([b'{"posecoach_history":1}\n', b'{"table":"sessions","uid":7}\n'], "x:2: "),
        ([b'{"posecoach_history":1}\n', b"[1]\n"], "x:2: "),
    ],
)
def test_what_is_no_exported_history_is_refused_with_its_line(tmp_path, broken, where):
    with History.open(tmp_path / "two.sqlite3") as two:
        with pytest.raises(HistoryError, match=where) as caught:
            import_lines(two, broken, "x")
        assert "\n" not in str(caught.value)
        assert two.read(Session) == []
