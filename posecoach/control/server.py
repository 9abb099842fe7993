"""The coach's end of the line: a small thread takes requests and leaves them for the live loop."""

from __future__ import annotations

import hmac
import queue
import socket
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from posecoach.control.client import ask, read_line
from posecoach.control.endpoint import LOCAL_S, Listening, connect, has_domain_sockets, listen
from posecoach.control.message import Answer, Request, encoded, read_request, request
from posecoach.errors import ControlError

PATIENCE_S = 10.0  # for the loop to answer: a camera may take seconds to open again
BUSY = Answer(False, "the coach is busy; try again in a moment")
ENDED = Answer(False, "the coach is ending")


@dataclass(slots=True, eq=False)
class Asked:
    """A request that waits for its answer."""

    request: Request
    _answers: queue.SimpleQueue[Answer] = field(default_factory=queue.SimpleQueue)

    def answer(self, answer: Answer) -> None:
        """Answer it."""
        self._answers.put(answer)

    def wait(self, timeout_s: float) -> Answer:
        """Return the answer, or that there was none in time."""
        try:
            return self._answers.get(timeout=timeout_s)
        except queue.Empty:
            return BUSY


class Server:
    """Listens while entered; `pending()` hands over what was asked since the last call."""

    def __init__(self, folder: Path, *, domain: bool | None = None) -> None:
        """Begin to listen; ControlError when a coach runs already."""
        self._folder = folder
        self._domain = has_domain_sockets() if domain is None else domain
        found = listen(folder, domain=self._domain)
        if found is None:
            raise ControlError(
                f"a coach is running already{self._where()}; end it with `posecoach stop`"
            )
        self._at: Listening = found
        self._asked: queue.SimpleQueue[Asked] = queue.SimpleQueue()
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._run, name="control", daemon=True)

    def __enter__(self) -> Self:
        """Take connections."""
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Answer whoever still waits, end the thread and leave nothing behind."""
        self._closed.set()
        for asked in self.pending():
            asked.answer(ENDED)
        knock = connect(self._folder, domain=self._domain)  # wakes a thread that waits in accept()
        if knock is not None:
            knock[0].close()
        self._thread.join(LOCAL_S)
        self._at.close()

    def pending(self) -> list[Asked]:
        """Return what was asked since the last call, in order; never waits."""
        found: list[Asked] = []
        with suppress(queue.Empty):
            while True:
                found.append(self._asked.get_nowait())
        return found

    def _where(self) -> str:
        try:
            known = ask(request("status"), self._folder, domain=self._domain).status
        except ControlError:
            return ""
        return f": {known.get('source')}, process {known.get('process')}"

    def _run(self) -> None:
        while not self._closed.is_set():
            try:
                line, _ = self._at.socket.accept()
            except OSError:
                return
            with line, suppress(OSError):
                line.settimeout(LOCAL_S)
                line.sendall(encoded(self._answer(line)))

    def _answer(self, line: socket.socket) -> Answer:
        try:
            request = read_request(read_line(line))
        except ValueError as error:
            return Answer(False, str(error))
        if not hmac.compare_digest(request.token.encode(), self._at.token.encode()):
            return Answer(False, "not permitted")
        asked = Asked(request)
        self._asked.put(asked)
        return ENDED if self._closed.is_set() else asked.wait(PATIENCE_S)
