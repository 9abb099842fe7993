"""Single keys from the terminal, without Enter, while a session runs."""

from __future__ import annotations

import os
import re
import sys
from types import TracebackType
from typing import Any

SEQUENCES = re.compile(r"\x1b(\[[0-9;]*[A-Za-z~]|O.)")  # arrows and the like begin with Escape


class TerminalKeys:
    """While entered, `read` returns the keys pressed; leaving gives the terminal back as it was.

    Where stdin is no terminal there are no keys. Ctrl-C stays what it is.
    """

    def __init__(self, descriptor: int | None = None) -> None:
        """Take the terminal; None for stdin, if there is one."""
        self._fd = _stdin() if descriptor is None else descriptor
        self._before: list[Any] | None = None

    def __enter__(self) -> TerminalKeys:
        """Let single keys through and show none of them."""
        if sys.platform != "win32" and os.isatty(self._fd):
            import termios
            import tty

            self._before = termios.tcgetattr(self._fd)
            tty.setcbreak(self._fd, termios.TCSANOW)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Give the terminal back."""
        if sys.platform != "win32" and self._before is not None:
            import termios

            termios.tcsetattr(self._fd, termios.TCSADRAIN, self._before)
            self._before = None

    @property
    def live(self) -> bool:
        """Whether keys can be pressed here."""
        return self._before is not None or (sys.platform == "win32" and os.isatty(self._fd))

    def read(self) -> str:
        """Return the keys pressed since the last look, without waiting."""
        if not self.live:
            return ""
        if sys.platform == "win32":
            import msvcrt

            pressed = ""
            while msvcrt.kbhit():
                pressed += msvcrt.getwch()
            return pressed
        import select

        ready, _, _ = select.select([self._fd], [], [], 0)
        pressed = os.read(self._fd, 64).decode(errors="ignore") if ready else ""
        return SEQUENCES.sub("", pressed)


def _stdin() -> int:
    try:
        return sys.stdin.fileno()
    except (AttributeError, OSError, ValueError):
        return -1
