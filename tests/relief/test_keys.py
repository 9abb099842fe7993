"""Keys from a terminal without Enter, and the terminal as it was afterwards."""

from __future__ import annotations

import os
import sys

import pytest

from posecoach.relief.keys import TerminalKeys

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are of Unix")


@pytest.fixture
def terminal():
    import pty

    master, slave = pty.openpty()
    yield master, slave
    os.close(master)
    os.close(slave)


def test_single_keys_come_at_once_and_are_not_shown(terminal):
    master, slave = terminal
    with TerminalKeys(slave) as keys:
        assert keys.live
        assert keys.read() == ""
        os.write(master, b"n ")
        assert keys.read() == "n "
        assert keys.read() == ""
        os.write(master, b"\x1b[A\x1b[3~\x1bOPr")  # arrow up, delete, F1: not Escape
        assert keys.read() == "r"
        os.write(master, b"\x1b")
        assert keys.read() == "\x1b"
        os.set_blocking(master, False)
        with pytest.raises(BlockingIOError):
            os.read(master, 10)  # nothing was echoed


def test_the_terminal_is_given_back_as_it_was_even_after_an_error(terminal):
    import termios

    before = termios.tcgetattr(terminal[1])
    with pytest.raises(RuntimeError), TerminalKeys(terminal[1]):
        assert termios.tcgetattr(terminal[1]) != before
        raise RuntimeError
    assert termios.tcgetattr(terminal[1]) == before


def test_without_a_terminal_there_are_no_keys(tmp_path):
    with open(tmp_path / "file", "w+") as file, TerminalKeys(file.fileno()) as keys:
        assert not keys.live and keys.read() == ""
    with TerminalKeys(-1) as keys:
        assert not keys.live and keys.read() == ""
