"""Ctrl-C that lets the work under way finish its frame, so that nothing done is lost."""

from __future__ import annotations

import signal
from types import FrameType, TracebackType


class Interrupt:
    """While entered, the first Ctrl-C (or SIGTERM) only sets a flag; a second one stops at once."""

    def __init__(self) -> None:
        """Nobody has asked to stop."""
        self.asked = False
        self._before: dict[signal.Signals, object] = {}

    def __call__(self) -> bool:
        """Return whether the user asked to stop."""
        return self.asked

    def __enter__(self) -> Interrupt:
        """Listen."""
        for number in (signal.SIGINT, signal.SIGTERM):
            self._before[number] = signal.signal(number, self._ask)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Give the signals back."""
        for number, handler in self._before.items():
            signal.signal(number, handler)  # type: ignore[arg-type]

    def _ask(self, number: int, frame: FrameType | None) -> None:
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True
