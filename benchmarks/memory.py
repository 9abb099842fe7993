"""How much memory a recording or a live session takes, and that its length does not matter."""

from __future__ import annotations

import os
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


def _peak(arguments: list[str]) -> float:
    """Run Python and return the most memory it held at once, MB."""
    child = subprocess.Popen([sys.executable, *arguments], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, arguments)
    return usage.ru_maxrss / MB
