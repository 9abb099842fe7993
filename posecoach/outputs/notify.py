"""Notifications of the desktop (extra `notify`: desktop-notifier).

They are sent by a program of their own, `python -m posecoach.outputs.notify`, which reads the words
from stdin: the library has an event loop, and on some systems takes seconds to find no service.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from importlib.util import find_spec

from posecoach.errors import OutputError
from posecoach.outputs.errands import Errands
from posecoach.reminders.words import Message

FRESH_S = 30.0
MODULE = "desktop_notifier"
SENDER = (sys.executable, "-m", "posecoach.outputs.notify")


class Notifications:
    """A channel that shows every message as a notification."""

    name = "notifications"
    seen = True

    def __init__(self, sender: Sequence[str] = SENDER) -> None:
        """Take the program that sends them.

        Raises:
            OutputError: desktop-notifier is not installed.
        """
        if sender is SENDER and not installed():
            raise OutputError('notifications: need the extra: pip install "posecoach[notify]"')
        self._sender = Errands(self.name, sender, FRESH_S)

    def say(self, message: Message, t: float) -> None:
        """Show a message; OutputError if the one before could not be shown."""
        self._sender.send(message.text, t)

    def tick(self, t: float) -> None:
        """See whether the last one has been shown; OutputError if not."""
        self._sender.tick(t)

    def close(self) -> None:
        """Stop sending."""
        self._sender.close()


def installed() -> bool:
    """Return whether desktop-notifier is there."""
    return find_spec(MODULE) is not None


class _Complaints(logging.Handler):
    """Keeps what the library logs: it does not raise when there is no notification service."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.found: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record."""
        self.found.append(record)


def notify(text: str) -> str:
    """Show a notification; the result says why it was not possible, empty if it was."""
    from desktop_notifier.sync import DesktopNotifierSync

    complaints = _Complaints()
    log = logging.getLogger(MODULE)
    log.addHandler(complaints)
    log.propagate = False
    try:
        DesktopNotifierSync(app_name="posecoach").send(title="posecoach", message=text)
    except (OSError, RuntimeError) as error:
        return f"cannot be shown: {error}"
    return "no notification service answers" if complaints.found else ""


if __name__ == "__main__":
    sys.exit(notify(sys.stdin.read()) or 0)
