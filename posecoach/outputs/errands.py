"""Small programs run beside the coach, one at a time, so that none can stop or crash it."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence

from posecoach.errors import OutputError

LONGEST_S = 60.0  # a program that runs for longer hangs


class Errands:
    """Runs one command again and again, each time with a text on its stdin or as last argument."""

    def __init__(
        self, name: str, command: Sequence[str], fresh_s: float, *, argument: bool = False
    ) -> None:
        """Take the command, and the name that begins the message when it fails.

        A text that could not be sent within `fresh_s` is dropped, as is one that another follows.
        With `argument` the text is the last argument, for programs that read no stdin.
        """
        self._name, self._command, self._fresh_s = name, list(command), fresh_s
        self._argument = argument
        self._running: subprocess.Popen[str] | None = None
        self._since = 0.0
        self._waiting: tuple[str, float] | None = None

    @property
    def busy(self) -> bool:
        """Whether the program runs."""
        return self._running is not None

    def send(self, text: str, t: float) -> None:
        """Run the program with a text, or as soon as it has ended; `t` in seconds of any clock.

        Raises:
            OutputError: one line, when it cannot be started or the one before has failed.
        """
        self._waiting = text, t
        self.tick(t)

    def tick(self, t: float) -> None:
        """See whether the program has ended, and run it again if something fresh waits.

        Raises:
            OutputError: as `send`.
        """
        if self._running is not None and not self._ended(self._running, t):
            return
        self._running = None
        if self._waiting is None:
            return
        (text, asked), self._waiting = self._waiting, None
        if t - asked <= self._fresh_s:
            self._start(text, t)

    def close(self) -> None:
        """End the program if it runs."""
        self._waiting = None
        if self._running is not None:
            self._running.kill()
            self._running.wait()
            assert self._running.stderr is not None
            self._running.stderr.close()
            self._running = None

    def _start(self, text: str, t: float) -> None:
        pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
        command = [*self._command, text] if self._argument else self._command
        try:
            self._running = subprocess.Popen(
                command,
                stdin=pipe,
                stdout=nowhere,
                stderr=pipe,
                text=True,
                encoding="utf-8",
                start_new_session=True,  # Ctrl-C in the terminal is for us, not for it
            )
            assert self._running.stdin is not None
            self._running.stdin.write("" if self._argument else text)
            self._running.stdin.close()
        except BrokenPipeError:
            pass  # it does not read; how it ends is looked at later
        except OSError as error:
            raise OutputError(f"{self._name}: {self._command[0]}: {error.strerror}") from error
        self._since = t

    def _ended(self, program: subprocess.Popen[str], t: float) -> bool:
        code = program.poll()
        if code is None:
            if t - self._since <= LONGEST_S:
                return False
            self.close()
            raise OutputError(f"{self._name}: it hangs")
        assert program.stderr is not None
        with program.stderr as stderr:
            said = stderr.read().strip().splitlines()
        if code:
            self._running = None
            raise OutputError(f"{self._name}: {said[-1] if said else f'it ended with {code}'}")
        return True
