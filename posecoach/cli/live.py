"""`posecoach live`: the coach at the camera."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from functools import partial
from math import nan
from pathlib import Path
from typing import TYPE_CHECKING

import click

from posecoach.cli.interrupt import Interrupt

if TYPE_CHECKING:
    from posecoach.app import Options
    from posecoach.calibration.keeper import Keeper
    from posecoach.live import Tempo
    from posecoach.outputs.lines import EventLines
    from posecoach.outputs.window import Window
    from posecoach.pipeline import Watch
    from posecoach.settings import Settings

COUNT_APART = 8  # frames between two counts of people: all but 2 s while something moves
POWER_EVERY_S = 30.0  # between two looks at the charger


@click.command("live")
@click.option("--window", "mode", flag_value="window", help="Show the picture in a window.")
@click.option("--headless", "mode", flag_value="headless", help="No picture: events as lines.")
@click.option(
    "--source",
    help="Camera number or name, address of a network camera, or a video file played in real "
    "time.  [default: the camera of the settings, else 0]",
)
@click.option("--json", "as_json", is_flag=True, help="Events as JSON, one object a line.")
@click.option(
    "--baseline", type=click.Path(path_type=Path), help="Picture, clip or saved baseline."
)
@click.option("--rate", type=click.FloatRange(0.2, 60), help="Frames per second to judge, at most.")
@click.option("--mirror/--no-mirror", default=None, help="Show the picture as a mirror would.")
@click.option("--model", default="", help="Model id (see `posecoach models list`) or path.")
@click.pass_context
def command(ctx: click.Context, /, **flags: object) -> None:
    """Coach from a camera. The picture never leaves this machine and is not stored.

    Without --window or --headless a window is opened where there is a display.

    \b
    Examples:
      posecoach live
      posecoach live --headless --json
      posecoach live --baseline sitting-well.jpg
      posecoach live --source "usb camera"
      posecoach live --source clip.mp4 --window
    """
    ctx.exit(_live(_Flags(**flags)))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class _Flags:
    mode: str | None
    source: str | None
    as_json: bool
    baseline: Path | None
    rate: float | None
    mirror: bool | None
    model: str


def _live(flags: _Flags) -> int:
    from posecoach.app import live_coach
    from posecoach.cli.day import Running, keeper_of, listeners_of, open_day
    from posecoach.cli.seeing import open_live, wants_window
    from posecoach.control.endpoint import runtime_folder
    from posecoach.control.server import Server
    from posecoach.live import coach_live
    from posecoach.machine import hold_little_memory, let_go_of
    from posecoach.pipeline import Watch
    from posecoach.pose.face_estimator import FaceEstimator
    from posecoach.pose.mediapipe_estimator import MediaPipeEstimator
    from posecoach.pose.steady import SteadyEstimator
    from posecoach.pose.weights import find_model
    from posecoach.settings import load_settings

    hold_little_memory()
    settings = load_settings()
    windowed = wants_window(flags.mode)
    lines = _lines(flags, windowed)
    with ExitStack() as stack, Interrupt() as stop:
        options = _options(flags, settings)
        watch = Watch(live_coach(options))
        server = stack.enter_context(Server(runtime_folder()))
        wanted = settings.live.camera if flags.source is None else flags.source
        rate = flags.rate or settings.live.rate
        source = stack.enter_context(open_live(wanted, rate, partial(_tell, lines)))
        model = find_model(options.model).path
        estimator = MediaPipeEstimator(model, moving=True, apart=COUNT_APART)
        body = SteadyEstimator(stack.enter_context(estimator))
        see = stack.enter_context(FaceEstimator(body, moving=True))
        let_go_of(model)
        window = stack.enter_context(_window(flags, settings, watch)) if windowed else None
        running = Running(source, server, watch, lines, window, options.baseline is not None)
        desk = open_day(running, settings, stack)
        keeper = keeper_of(running, desk)
        listeners = listeners_of(running, desk, keeper)
        tempo = _tempo(flags, settings, windowed, keeper)
        coach_live(source, see, watch, listeners, tempo=tempo, stop=stop)
        lines.end()
        for problem in source.problems:
            click.echo(f"posecoach: {source.name}: {problem}", err=True)
    return 130 if stop.asked else 0


def _options(flags: _Flags, settings: Settings) -> Options:
    from posecoach.app import Options, with_baseline

    fov, model = settings.camera.horizontal_fov_deg or nan, flags.model or settings.model.choice
    return with_baseline(Options(horizontal_fov_deg=fov, model=model), flags.baseline)


def _lines(flags: _Flags, windowed: bool) -> EventLines:
    from datetime import datetime

    from posecoach.outputs.lines import EventLines

    return EventLines(
        _writer(flags, windowed),
        lambda: datetime.now().astimezone().isoformat(timespec="milliseconds"),
        flags.as_json,
    )


def _tempo(flags: _Flags, settings: Settings, windowed: bool, keeper: Keeper) -> Tempo:
    """Return how often to judge: steadily in a window, which somebody looks at, else as needed."""
    from posecoach.live import Tempo
    from posecoach.machine import Fact, on_battery
    from posecoach.pace import Rates, steadily, up_to
    from posecoach.sources.timing import steady_s

    highest = flags.rate or settings.live.rate
    rates = steadily(highest) if windowed else up_to(flags.rate or min(highest, Rates().changing))
    sparing = Fact(on_battery, POWER_EVERY_S, steady_s)
    measuring = steadily(highest)

    def now() -> Rates:
        if keeper.guide is not None:
            return measuring
        return rates.sparing() if sparing() else rates

    return Tempo(now)


@contextmanager
def _window(flags: _Flags, settings: Settings, watch: Watch) -> Iterator[Window]:
    from posecoach.outputs.window import Window

    mirrored = settings.live.mirror if flags.mirror is None else flags.mirror
    with closing(Window(watch.coach.rule_sets, mirrored=mirrored)) as window:
        window.use(watch.coach.rule_sets, watch.coach.baseline)
        yield window


def _writer(flags: _Flags, windowed: bool) -> Callable[[str], None]:
    """Return where lines go: to stdout, but beside a window only what was asked for as JSON."""
    if windowed and not flags.as_json:
        return lambda line: None

    def write(line: str) -> None:
        click.echo(line)
        sys.stdout.flush()  # a program that reads along must not wait for a full buffer

    return write


def _tell(lines: EventLines, words: str) -> None:
    """Tell people and programs."""
    click.echo(f"posecoach: {words}", err=True)
    lines.notice(words)
