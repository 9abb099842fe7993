"""Keeping native libraries from writing to the terminal behind our back.

They write to file descriptor 2 itself and offer no switch, so the descriptor is caught for a
moment. It belongs to the whole process: whoever does this must do it here, behind the one lock.
"""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

STDERR = 2

_one_at_a_time = threading.Lock()


@contextmanager
def stderr_without(noise: Callable[[bytes], object]) -> Iterator[None]:
    """Drop the lines written to stderr inside the block that `noise` says yes to.

    All others, of any thread, come out when the block ends. Without a stderr nothing is done.
    """
    with _one_at_a_time, tempfile.TemporaryFile(buffering=0) as caught:
        try:
            kept = os.dup(STDERR)
        except OSError:
            yield
            return
        os.dup2(caught.fileno(), STDERR)
        try:
            yield
        finally:
            os.dup2(kept, STDERR)
            os.close(kept)
            caught.seek(0)
            for line in caught.read().splitlines(keepends=True):
                if not noise(line):
                    os.write(STDERR, line)
