"""Files that appear under their final name only when they are whole."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from posecoach.errors import OutputError


class WholeFile:
    """A file written under a temporary name in the same folder, renamed when it is closed.

    Ctrl-C keeps what was written so far; any other error removes it. What the operating system
    refuses while opening, writing or renaming (no room, no right) is an OutputError.
    """

    def __init__(self, path: Path) -> None:
        """Open the temporary file; the folder must exist."""
        self.path = path
        self._temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
        with self._refusals():
            self._file = open(self._temporary, "wb")  # noqa: SIM115 - closed in __exit__

    def write(self, content: str | bytes) -> None:
        """Append text (as UTF-8) or bytes."""
        with self._refusals():
            self._file.write(content.encode() if isinstance(content, str) else content)

    def __enter__(self) -> Self:
        """Return self."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Rename the file to its final name, or remove it after an error."""
        keep = kind is None or issubclass(kind, KeyboardInterrupt)
        try:
            with self._refusals(told=keep):
                self._file.close()
                if keep:
                    os.replace(self._temporary, self.path)
        finally:
            self._temporary.unlink(missing_ok=True)

    @contextmanager
    def _refusals(self, told: bool = True) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            if told:
                raise OutputError(
                    f"cannot write {self.path}: {error.strerror or error}; "
                    "make room or choose another folder with -o"
                ) from error


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file in one go."""
    with WholeFile(path) as out:
        out.write(content)
