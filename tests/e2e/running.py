"""Running posecoach's command line and reading what comes out."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from posecoach.cli import run

PATIENCE_S = 120.0  # for something that takes a second on a machine with nothing else to do
LOOK_S = 0.01  # between two looks at what a program has done


@dataclass(frozen=True)
class Ran:
    """How a command line ended."""

    code: int
    out: str
    err: str

    @property
    def objects(self) -> list[dict[str, Any]]:
        """The JSON objects on stdout, one a line."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def object(self) -> dict[str, Any]:
        """The only JSON object on stdout."""
        (only,) = self.objects
        return only


def ran(*arguments: str | Path) -> Ran:
    """Run a command line in this process, which spares importing everything again."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="\n") for _ in range(2))
    with redirect_stdout(out), redirect_stderr(err):
        code = run([str(argument) for argument in arguments])
    for stream in (out, err):
        stream.seek(0)
    return Ran(code, out.read(), err.read())


def analysed(*arguments: str | Path) -> dict[str, Any]:
    """Analyse one input and return its JSON object."""
    found = ran("analyze", "--json", *arguments)
    assert found.code == 0, found.err
    return found.object


def command(*arguments: str | Path) -> list[str]:
    """The command line for a process of its own."""
    return [sys.executable, "-m", "posecoach", *map(str, arguments)]


def ran_apart(*arguments: str | Path, before: tuple[str, ...] = (), **environment: str) -> Ran:
    """Run a command line in a process of its own, `before` being what starts it."""
    done = subprocess.run(
        [*before, *command(*arguments)],
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_S,
        env=os.environ | environment,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


@contextmanager
def running(*arguments: str | Path, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """A command line at work in a process of its own, which is gone afterwards."""
    child = subprocess.Popen(
        command(*arguments),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | environment,
    )
    try:
        yield child
    finally:
        child.kill()
        child.communicate()


def once(happened: Callable[[], bool], child: subprocess.Popen[str]) -> None:
    """Come back as soon as something has happened; fail when the child ends before."""
    deadline = time.monotonic() + PATIENCE_S
    while not happened():
        assert time.monotonic() < deadline, "nothing happened"
        with suppress(subprocess.TimeoutExpired):
            child.wait(LOOK_S)
            raise AssertionError(f"it ended: {child.communicate()}")


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a table."""
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def left_over(folder: Path) -> list[str]:
    """What must never stay behind: files that were not finished."""
    return sorted(str(path) for path in folder.rglob("*") if ".part" in path.name)


def one_line(found: Ran) -> str:
    """The only line of stderr, which is an error and no traceback."""
    (line,) = found.err.splitlines()
    assert line.startswith("posecoach: error: "), found.err
    return line
