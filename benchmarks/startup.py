"""How long a command takes to start."""

from __future__ import annotations

import os
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
TIMES = 5  # starts in a round


def run(setting: Setting) -> Iterator[Figure]:
    """Yield the time of `posecoach --help`, byte-compiled, as a multiple of Python's own."""
    picture = setting.folder / "picture.png"
    cv2.imwrite(str(picture), pictures(setting.clip, VGA, 2)[0].image)
    posecoach = [str(Path(sys.executable).with_name("posecoach"))]
    # installed programs are compiled beforehand; here that is done by the first round
    compiled = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    compiled["PYTHONPYCACHEPREFIX"] = str(setting.folder / "compiled")
    start = partial(_start, compiled)
    times = interleaved(
        {
            "python": partial(start, [sys.executable, "-c", "pass"]),
            "help": partial(start, [*posecoach, "--help"]),
            "picture": partial(start, [*posecoach, "analyze", "--json", str(picture)]),
        },
        setting.rounds,
        spent,
    )
    python = times["python"].least
    note = f"{times['help'].ms}; python -c pass {times['python'].ms}"
    yield Figure("posecoach --help", times["help"].least / python, "x", note, MOST)
    one = times["picture"]
    yield Figure("analyze --json of one picture", one.least / python, "x", one.ms)


def spent() -> float:
    """Tell the processor seconds of all programs started so far."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _start(environment: dict[str, str], command: list[str]) -> int:
    for _ in range(TIMES):
        subprocess.run(command, check=True, capture_output=True, cwd=sys.prefix, env=environment)
    return TIMES
