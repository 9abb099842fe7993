"""Small programs beside the coach: one at a time, nothing stale, no failure unnoticed."""

from __future__ import annotations

import os
import sys

import pytest

from posecoach.errors import OutputError
from posecoach.outputs.errands import LONGEST_S, Errands

WRITES = "import sys; open(sys.argv[1], 'a').write(sys.stdin.read() + ';')"
FAILS = "import sys; sys.stdin.read(); print('noise', file=sys.stderr); sys.exit('no voice')"
WAITS = "import time; time.sleep(600)"


def python(code, *arguments):
    return sys.executable, "-c", code, *map(str, arguments)


def ended(errands):
    """Wait for the program that runs to end; the coach itself only looks now and then."""
    if errands._running is not None:
        errands._running.wait(30)


@pytest.fixture
def log(tmp_path):
    path = tmp_path / "log"
    path.touch()
    return path


def test_the_program_reads_the_text_from_its_stdin(log):
    errands = Errands("x", python(WRITES, log), 10.0)
    errands.send("grüße", 0.0)
    ended(errands)
    errands.tick(1.0)
    assert log.read_text(encoding="utf-8") == "grüße;"
    assert not errands.busy


def test_one_at_a_time_and_of_those_that_wait_the_newest(log):
    errands = Errands("x", python(WRITES, log), 10.0)
    for text in ("one", "two", "three"):
        errands.send(text, 0.0)
    ended(errands)
    assert log.read_text() == "one;"
    errands.tick(1.0)
    ended(errands)
    errands.tick(2.0)
    assert log.read_text() == "one;three;"


@pytest.mark.parametrize(("later", "said"), [(10.0, "one;two;"), (10.1, "one;")])
def test_what_has_waited_too_long_is_dropped(log, later, said):
    errands = Errands("x", python(WRITES, log), 10.0)
    errands.send("one", 0.0)
    errands.send("two", 0.0)
    ended(errands)
    errands.tick(later)
    ended(errands)
    errands.tick(later)
    assert log.read_text() == said


def test_the_last_line_of_a_program_that_fails_is_told():
    errands = Errands("voice", python(FAILS), 10.0)
    errands.send("text", 0.0)
    ended(errands)
    with pytest.raises(OutputError, match=r"^voice: no voice$"):
        errands.tick(1.0)
    assert not errands.busy


def test_a_program_that_is_not_there_is_told():
    with pytest.raises(OutputError, match=r"^x: /nowhere/to/be/found: No such file"):
        Errands("x", ["/nowhere/to/be/found"], 10.0).send("text", 0.0)


def test_a_program_that_hangs_is_ended():
    errands = Errands("x", python(WAITS), 10.0)
    errands.send("", 0.0)
    program = errands._running
    errands.tick(LONGEST_S)
    assert errands.busy
    with pytest.raises(OutputError, match=r"^x: it hangs$"):
        errands.tick(LONGEST_S + 0.1)
    assert program.poll() is not None
    assert not errands.busy


def test_closing_ends_the_program():
    errands = Errands("x", python(WAITS), 10.0)
    errands.send("", 0.0)
    program = errands._running
    errands.close()
    assert program.poll() is not None


@pytest.mark.skipif(sys.platform == "win32", reason="process groups are of Unix")
def test_ctrl_c_in_the_terminal_does_not_reach_the_program():
    errands = Errands("voice", (sys.executable, "-c", "import sys; sys.stdin.read()"), 1.0)
    errands.send("hello", 0.0)
    assert os.getpgid(errands._running.pid) != os.getpgid(0)
    errands.close()
