"""How much memory a recording or a live session takes, and that its length does not matter."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.clips import VGA, recording
from benchmarks.measuring import Figure, Target
from benchmarks.setting import Setting

SHORT_S, LONG_S = 60.0, 600.0
MB = 1024  # kilobytes, in which Linux counts
GROWTH = Target("at most", 10.0)  # per cent, for ten times the length: constant but for the tables
DESK = Target("at most", 250.0)  # MB on average, DESIGN 11


def run(setting: Setting) -> Iterator[Figure]:
    """Yield peaks of a minute and of ten minutes of recording, and of a minute live."""
    short = recording(setting.folder, setting.clip, VGA, SHORT_S)
    long = recording(setting.folder, setting.clip, VGA, LONG_S)
    peaks = [_analysed(path, setting.folder) for path in (short, long)]
    for seconds, peak in zip((SHORT_S, LONG_S), peaks, strict=True):
        yield Figure(f"analyze, {seconds:.0f} s at 640x480", peak, "MB", "peak, two lanes")
    growth = 100 * (peaks[1] / peaks[0] - 1)
    yield Figure("growth for ten times the length", growth, "%", "", GROWTH)
    live = _peak(["-m", "benchmarks.live_minute", str(short)])
    note = "peak, one lane, headless, every frame at 15 per second"
    yield Figure(f"live, {SHORT_S:.0f} s at 640x480", live, "MB", note, DESK)


def _analysed(path: Path, folder: Path) -> float:
    out = str(folder / "analysed")
    return _peak(["-m", "posecoach", "analyze", str(path), "-o", out, "--quiet", "--no-video"])


# Linux counts what a program held before it became another one, so that a program started from
# here would begin with the memory of this one: a small one in between starts it.
_LAUNCHER = """
import os, subprocess, sys
child = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_, status, usage = os.wait4(child.pid, 0)
print(usage.ru_maxrss)
sys.exit(os.waitstatus_to_exitcode(status))
"""


def _peak(arguments: list[str]) -> float:
    """Run Python and return the most memory it held at once, MB."""
    launcher = [sys.executable, "-c", _LAUNCHER, sys.executable]
    done = subprocess.run([*launcher, *arguments], check=True, stdout=subprocess.PIPE)
    return int(done.stdout) / MB
