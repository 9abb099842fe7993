"""A generated year in a history: its size, its pages, and how long a month's report takes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from benchmarks.measuring import Figure, Target, interleaved
from benchmarks.setting import Setting
from benchmarks.startup import spent
from benchmarks.year import fill

MOST_TIMES = Target("at most", 10.0)
MOST_MB, MOST_PAGE_MB = Target("at most", 60.0), Target("at most", 1.5)
MB = 1e6


def run(setting: Setting) -> Iterator[Figure]:
    """Yield the figures for a year of working days of eight hours."""
    folder = setting.folder / "year"
    path = folder / "history.sqlite3"
    fill(path, date.today())
    yield Figure(
        "a year's history", path.stat().st_size / MB, "MB", "a year of working days", MOST_MB
    )
    compiled = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    compiled |= {
        "PYTHONPYCACHEPREFIX": str(setting.folder / "compiled"),
        "POSECOACH_DATA": str(folder),
        "POSECOACH_CONFIG": str(folder),
    }
    posecoach = str(Path(sys.executable).with_name("posecoach"))
    month = [posecoach, "report", "--month"]
    times = interleaved(
        {
            "sqlite": partial(_start, compiled, [sys.executable, "-c", "import sqlite3"]),
            "month": partial(_start, compiled, month),
        },
        setting.rounds,
        spent,
    )
    note = f"{times['month'].ms}; python -c 'import sqlite3' {times['sqlite'].ms}"
    yield Figure(
        "report --month", times["month"].least / times["sqlite"].least, "x", note, MOST_TIMES
    )
    since = (date.today() - timedelta(364)).isoformat()
    for name, options in (("month", ["--month"]), ("year", ["--since", since])):
        page = folder / f"{name}.html"
        _start(compiled, [posecoach, "report", *options, "--html", str(page)])
        size = page.stat().st_size / MB
        yield Figure(f"page of a {name}", size, "MB", "", MOST_PAGE_MB)


def _start(environment: dict[str, str], command: list[str]) -> int:
    subprocess.run(command, check=True, capture_output=True, env=environment)
    return 1
