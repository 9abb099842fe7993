"""`posecoach calibrate`: learn a person's own good posture."""

from __future__ import annotations

import json
import time
from contextlib import ExitStack
from dataclasses import replace
from math import nan
from pathlib import Path
from typing import TYPE_CHECKING

import click

from posecoach.cli.interrupt import Interrupt

if TYPE_CHECKING:
    from posecoach.app import Options
    from posecoach.calibration.guide import Outcome

RATE = 10.0  # frames per second


@click.command()
@click.option("--source", help="Camera number, name or address, or a picture or video file.")
@click.option("--slouch", is_flag=True, help="Also five seconds of your usual slouch.")
@click.option("--camera", help="Camera a picture or video was taken with.  [default: of settings]")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Also write it to a file.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as one JSON object.")
def command(
    source: str | None, slouch: bool, camera: str | None, output: Path | None, as_json: bool
) -> int:
    """Measure how you sit when you sit well: ten seconds, sitting tall but relaxed.

    It is kept for this camera and this view, and used by `posecoach live` from then on. Numbers
    only; no picture is stored. With --slouch, limits of your own lie between the two.

    \b
    Examples:
      posecoach calibrate
      posecoach calibrate --slouch
      posecoach calibrate --source sitting-well.jpg -o me.json
    """
    from posecoach import baseline as baselines
    from posecoach.app import Options
    from posecoach.calibration.stored import store
    from posecoach.errors import ConfigError
    from posecoach.settings import load_settings

    settings = load_settings()
    fov = settings.camera.horizontal_fov_deg or nan
    options = Options(horizontal_fov_deg=fov, model=settings.model.choice)
    if source is not None and Path(source).is_file():
        outcome = _from_file(Path(source), options, slouch)
        from posecoach.sources.device import spoken_name

        name = spoken_name(camera if camera is not None else settings.live.camera)
    else:
        wanted = settings.live.camera if source is None else source
        name, outcome = _from_camera(wanted, options, slouch)
    if outcome.baseline is None:
        raise ConfigError("; ".join(outcome.words))
    store(name, outcome.baseline, time.time())
    if output is not None:
        baselines.save(outcome.baseline, output)
    _print(name, outcome, as_json)
    return 0


def _from_file(path: Path, options: Options, slouch: bool) -> Outcome:
    from posecoach.app import watch
    from posecoach.calibration.guide import measured

    if slouch:
        raise click.UsageError("--slouch needs a camera: a file shows one way of sitting")
    with watch(path, options) as watching:
        return measured(watching.results(), moving=not watching.coach.still)


def _from_camera(wanted: int | str, options: Options, slouch: bool) -> tuple[str, Outcome]:
    from posecoach.app import live_coach
    from posecoach.calibration.guide import Guide, Outcome
    from posecoach.live import Tempo, coach_live
    from posecoach.pace import steadily
    from posecoach.pipeline import Watch
    from posecoach.pose.face_estimator import FaceEstimator
    from posecoach.pose.mediapipe_estimator import MediaPipeEstimator
    from posecoach.pose.steady import SteadyEstimator
    from posecoach.pose.weights import find_model
    from posecoach.sources import open_camera

    _require_free()

    with ExitStack() as stack, Interrupt() as stop:
        if isinstance(wanted, str) and wanted.isdigit():
            wanted = int(wanted)
        source = stack.enter_context(open_camera(wanted, say=_say))
        network = MediaPipeEstimator(find_model(options.model).path, moving=True)
        body = SteadyEstimator(stack.enter_context(network))
        see = stack.enter_context(FaceEstimator(body, moving=True))
        coach = live_coach(options)
        guide = Guide(_say, coach.rule_sets, slouch)
        tempo = Tempo(lambda: steadily(RATE))
        watch = Watch(replace(coach, baseline=None))
        coach_live(source, see, watch, [guide], tempo=tempo, stop=stop)
    if stop.asked:
        raise click.Abort
    return source.name, guide.outcome or Outcome(None, ("the camera gave no picture",))


def _require_free() -> None:
    from posecoach.control.endpoint import connect, has_domain_sockets, runtime_folder
    from posecoach.errors import ControlError

    there = connect(runtime_folder(), domain=has_domain_sockets())
    if there is not None:
        there[0].close()
        raise ControlError("a coach is running and has the camera: use `posecoach recalibrate`")


def _say(words: str) -> None:
    click.echo(words, err=True)


def _print(camera: str, outcome: Outcome, as_json: bool) -> None:
    import msgspec

    assert outcome.baseline is not None
    if as_json:
        fields = {"camera": camera, "words": outcome.words}
        body = msgspec.to_builtins(outcome.baseline)
        click.echo(json.dumps({"schema": 1, **fields, "baseline": body}))
        return
    for words in outcome.words:
        click.echo(words)
    click.echo(f"Calibrated for {camera}, seen {outcome.baseline.view}.")
