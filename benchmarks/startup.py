"""How long a command takes to start."""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import cv2

from benchmarks.clips import VGA, pictures
from benchmarks.measuring import Figure, Target, interleaved
from benchmarks.setting import Setting

MOST = Target("at most", 5.0)
TIMES = 3  # starts in a round


def run(setting: Setting) -> Iterator[Figure]:
    """Yield the time of `posecoach --help`, byte-compiled, as a multiple of Python's own."""
    picture = setting.folder / "picture.png"
    cv2.imwrite(str(picture), pictures(setting.clip, VGA, 2)[0].image)
    posecoach = [sys.executable, "-m", "posecoach"]
    times = interleaved(
        {
            "python": partial(_start, [sys.executable, "-c", "pass"]),
            "help": partial(_start, [*posecoach, "--help"]),
            "picture": partial(_start, [*posecoach, "analyze", "--json", str(picture)]),
        },
        setting.rounds,
        _spent,
    )
    python = times["python"].least
    note = f"{times['help'].ms}; python -c pass {times['python'].ms}"
    yield Figure("posecoach --help", times["help"].least / python, "x", note, MOST)
    one = times["picture"]
    yield Figure("analyze --json of one picture", one.least / python, "x", one.ms)


def _spent() -> float:
    """Tell the processor seconds of all programs started so far."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _start(command: list[str]) -> int:
    for _ in range(TIMES):
        subprocess.run(command, check=True, capture_output=True, cwd=Path(sys.prefix))
    return TIMES
