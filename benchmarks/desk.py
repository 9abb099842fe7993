"""A quiet hour at the desk, in real time: `python -m benchmarks.desk [--minutes 5]`.

`live --headless` on a looping 640x480 video at 30 frames per second of somebody who sits still and
well, beside a program that only decodes the same video; and, after them, a plain loop that shows
frames to the network. Processor time is that of each process, after its start.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from itertools import islice
from pathlib import Path
from statistics import median

import click

from benchmarks.clips import FPS, GRAINS, VGA, _encode, _grainy, _repeat
from benchmarks.measuring import Figure, Target
from posecoach.mannequin.presets import laptop_camera, side_camera, sitting
from posecoach.mannequin.render import render
from posecoach.mannequin.scenery import seat, workplace
from posecoach.mannequin.skeleton import pose
from posecoach.mannequin.spec import Turn
from posecoach.types import Frame

WARM_S = 30.0  # until everything is loaded and settled
EVERY_S = 5.0  # between two looks at the processes
PLAIN_FRAMES = 200  # of the plain loop, after a warm-up
MB = 1024 * 1024
TICK_S = 1 / os.sysconf("SC_CLK_TCK")
SPARE = Target("at most", 3.0)  # per cent of a core, DESIGN 11
ROOM = Target("at most", 250.0)  # MB
FLAT = Target("at most", 5.0)  # MB between the halves


@dataclass(slots=True)
class Watched:
    """A process and what it has used at each look."""

    process: subprocess.Popen[bytes]
    began: float = field(default_factory=time.monotonic)
    seconds: list[float] = field(default_factory=list)  # on the clock
    busy: list[float] = field(default_factory=list)  # seconds of processor
    held: list[float] = field(default_factory=list)  # MB

    def look(self) -> None:
        """Note what it has used so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        self.seconds.append(time.monotonic())
        self.busy.append((int(fields[11]) + int(fields[12])) * TICK_S)
        self.held.append(int(fields[21]) * os.sysconf("SC_PAGE_SIZE") / MB)

    @property
    def share(self) -> float:
        """Per cent of one core from the first look to the last."""
        return 100 * (self.busy[-1] - self.busy[0]) / (self.seconds[-1] - self.seconds[0])

    @property
    def growth(self) -> float:
        """MB held in the second half of the looks over those in the first, medians."""
        half = len(self.held) // 2
        return median(self.held[half:]) - median(self.held[:half])


def stream(folder: Path, view: str, seconds: float) -> Path:
    """Write the video: one picture, the grain of a sensor over it, for so many seconds."""
    quiet = pose(sitting(neck=Turn(8), head=Turn(-4)))
    if view == "front":
        image = render(quiet, laptop_camera(quiet), seat()).image
    else:
        image = render(quiet, side_camera(quiet, "left", 2.3), workplace()).image
    piece, whole = folder / "piece.mp4", folder / "whole.mp4"
    frames = [Frame(i / FPS, i, image) for i in range(FPS * GRAINS)]
    _encode(piece, _grainy(frames), VGA)
    _repeat(whole, piece, round(seconds / GRAINS))
    return whole


@click.command()
@click.option("--minutes", type=click.FloatRange(1.0), default=60.0, help="Length  [default: 60]")
@click.option("--view", type=click.Choice(["side", "front"]), default="side", help="Camera.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--only", type=click.Choice(["decode", "plain"]), hidden=True)
@click.option("--clip", hidden=True)
def main(minutes: float, view: str, as_json: bool, only: str | None, clip: str | None) -> None:
    """Measure what a quiet hour beside the coach costs."""
    if only and clip:
        {"decode": _decode, "plain": _plain}[only](clip)
        return
    with tempfile.TemporaryDirectory() as folder:
        whole = stream(Path(folder), view, 60 * minutes + 2 * WARM_S)
        figures = list(_figures(whole, 60 * minutes, Path(folder)))
    if as_json:
        rows = [{**asdict(figure), "met": figure.met} for figure in figures]
        click.echo(json.dumps({"schema": 1, "minutes": minutes, "view": view, "figures": rows}))
        return
    for figure in figures:
        verdict = {None: "", True: "met", False: "MISSED"}[figure.met]
        click.echo(
            f"{figure.what:44} {figure.value:8.2f} {figure.unit:4} {verdict:7} {figure.note}"
        )


def _figures(clip: Path, seconds: float, folder: Path) -> Iterator[Figure]:
    module = ["-m", "benchmarks.desk", "--clip", str(clip), "--only"]
    environment = os.environ | {"POSECOACH_RUNTIME": str(folder), "POSECOACH_CONFIG": str(folder)}
    coach = ["-m", "posecoach", "live", "--headless", "--json", "--source", str(clip)]
    started = {"coach": coach, "decode": [*module, "decode"]}
    log = folder / "coach.jsonl"
    with log.open("wb") as out:
        sinks = {"coach": out, "decode": subprocess.DEVNULL}
        running = {
            name: Watched(
                subprocess.Popen([sys.executable, *words], stdout=sinks[name], env=environment)
            )
            for name, words in started.items()
        }
        try:
            _watch(running, seconds)
        finally:
            for it in running.values():
                it.process.terminate()
                it.process.wait()
    ours, alone = running["coach"], running["decode"]
    words = [sys.executable, *module, "plain"]
    each_s = float(subprocess.run(words, check=True, stdout=subprocess.PIPE).stdout)
    ended = json.loads(log.read_text().splitlines()[-1])
    # on a busy machine the player falls behind and decodes less: only that much is taken off
    kept = min(1.0, ended["duration_s"] / (ours.seconds[-1] - ours.began))
    extra = ours.share - kept * alone.share
    note = f"{ours.share:.2f} % in all, less {100 * kept:.0f} % of {alone.share:.2f} %"
    yield Figure("coach, over decoding alone, of one core", extra, "%", note, SPARE)
    yield Figure("memory", median(ours.held), "MB", "median", ROOM)
    yield Figure("memory, second half over first", ours.growth, "MB", "medians", FLAT)
    plain = 100 * each_s * FPS
    note = f"{FPS} times {1e3 * each_s:.1f} ms a second: {plain:.0f} %"
    yield Figure("plain MediaPipe loop at full rate against it", plain / extra, "x", note)
    good = 100 * ended["band_s"]["good"] / ended["duration_s"]
    yield Figure("time judged good", good, "%", f"of {ended['duration_s']:.0f} s watched")


def _watch(running: dict[str, Watched], seconds: float) -> None:
    """Look at the processes for so long."""
    time.sleep(WARM_S)
    began = time.monotonic()
    while time.monotonic() - began < seconds:
        for it in running.values():
            it.look()
        time.sleep(EVERY_S)


def _decode(clip: str) -> None:
    """Take the pictures the coach is offered, and do nothing with them."""
    from posecoach.settings import Settings
    from posecoach.sources import open_video, play_live

    with play_live(open_video(clip, rate=Settings().live.rate)) as source:
        for _ in source.frames():
            pass


def _plain(clip: str) -> None:
    """Show every frame to the network, and tell the seconds of processor each cost."""
    from posecoach.pose.mediapipe_estimator import MediaPipeEstimator
    from posecoach.pose.weights import find_model
    from posecoach.sources import open_video

    with (
        MediaPipeEstimator(find_model().path, moving=True, census=False) as see,
        open_video(clip, rate=None) as source,
    ):
        frames = list(islice(source.frames(), PLAIN_FRAMES // 10))
        for frame in frames:
            see(frame)
        began, step = time.process_time(), len(frames) / FPS
        for i in range(PLAIN_FRAMES):
            frame = frames[i % len(frames)]
            see(replace(frame, t=frame.t + step * (1 + i // len(frames))))
        click.echo((time.process_time() - began) / PLAIN_FRAMES)


if __name__ == "__main__":
    main(prog_name="python -m benchmarks.desk")
