"""`posecoach analyze`: recorded videos, pictures, folders and stored landmarks."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from math import inf, isinf, nan
from pathlib import Path
from typing import TYPE_CHECKING

import click

from posecoach.cli.asked import asked_of, check
from posecoach.cli.interrupt import Interrupt
from posecoach.cli.progress import progress
from posecoach.errors import PosecoachError

if TYPE_CHECKING:
    from rich.console import Console

    from posecoach.app import Options, Watching
    from posecoach.recording import Sink
    from posecoach.reports.summary import Failure, Summary
    from posecoach.types import Result

DEFAULT_FOLDER = "posecoach-results"
INTERRUPTED = 130


class Rate(click.ParamType[float]):
    """Frames per second, or "all"."""

    name = "FPS|all"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return frames per second; infinity for all."""
        if value == "all":
            return inf
        try:
            rate = float(str(value))
        except ValueError:
            rate = nan
        if not rate > 0:
            self.fail(f"{value!r} is not a number above 0, nor 'all'", param, ctx)
        return rate


@click.command("analyze")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help=f"Folder for the results  [default: {DEFAULT_FOLDER}; with --json: none]",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object per input.")
@click.option("--rate", type=Rate(), help="Frames per second to judge, or 'all'  [default: 15]")
@click.option(
    "--baseline",
    type=click.Path(path_type=Path),
    help="Picture, clip or saved baseline of the same person sitting well.",
)
@click.option(
    "--stretch",
    metavar="ID|auto",
    default="",
    help="Judge an exercise of `posecoach catalog` in place of posture; auto: find which it is.",
)
@click.option("--no-video", is_flag=True, help="Write no annotated video or picture.")
@click.option("--landmarks", is_flag=True, help="Also keep landmarks.npz, which can be re-judged.")
@click.option("--player", is_flag=True, help="Show the annotated video in the report, too.")
@click.option(
    "--movement", is_flag=True, help="Also write landmarks.trc and angles.mot for other tools."
)
@click.option(
    "--history", is_flag=True, help="Also keep its minutes and bouts in your own history."
)
@click.option("--keep-frames", is_flag=True, help="Keep a picture of each event in the report.")
@click.option("--model", default="", help="Model id (see `posecoach models list`) or path.")
@click.option("-q", "--quiet", is_flag=True, help="No progress, no summary.")
@click.pass_context
def command(ctx: click.Context, /, **flags: object) -> None:
    """Judge posture in recorded videos, pictures, folders and stored landmarks.

    Everything stays on this machine. Each input gets a folder with summary.json, frames.csv,
    events.csv, report.html and an annotated video. With --stretch it is an exercise that is judged:
    holds (also in holds.csv), faults, sides, balance and a score.

    \b
    Examples:
      posecoach analyze clip.mp4
      posecoach analyze sessions/ -o results --no-video
      posecoach analyze webcam.mp4 --baseline sitting-well.jpg
      posecoach analyze clip.mp4 --json | jq .score
      posecoach analyze clip.mp4 --landmarks
      posecoach analyze clip.mp4 --stretch supine_figure_four
      posecoach analyze clip.mp4 --stretch auto --json | jq .exercise
      posecoach analyze posecoach-results/clip/landmarks.npz --json
    """
    ctx.exit(_analyze(_Flags(**flags)))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class _Flags:
    paths: tuple[Path, ...]
    output: Path | None
    as_json: bool
    rate: float | None
    baseline: Path | None
    no_video: bool
    landmarks: bool
    player: bool
    movement: bool
    history: bool
    keep_frames: bool
    model: str
    quiet: bool
    stretch: str

    @property
    def folder(self) -> Path | None:
        """The folder for all results; None for none."""
        return self.output or (None if self.as_json else Path(DEFAULT_FOLDER))


def _analyze(flags: _Flags) -> int:
    from rich.console import Console

    from posecoach.reports.summary import Failure, printable

    check(flags.stretch, _posture_only(flags))
    talk = Console(stderr=True, quiet=flags.quiet)
    options = _options(flags, talk)
    inputs = _inputs(flags.paths)
    names = _folder_names([path for path, _ in inputs])
    entries: dict[str, Summary | Failure] = {}  # folder name -> result
    with Interrupt() as stop:
        for (path, missing), name in zip(inputs, names, strict=True):
            if stop():
                break
            failed = Failure(source=str(path), error=missing) if missing else None
            entries[name] = failed or _one(path, name, flags, options, stop)
            _say(entries[name], name, flags)
    if len(inputs) > 1 and flags.folder is not None:
        from posecoach.batch import write_overview

        write_overview(flags.folder, entries, options)
        files = f"{flags.folder / 'index.html'}, summary.csv, metrics.csv and methods.txt"
        talk.print(f"All of them: {printable(files)}", markup=False)
    if stop():
        talk.print("[bold]Stopped.[/] What was done so far is written.")
        return INTERRUPTED
    return int(any(isinstance(entry, Failure) for entry in entries.values()))


def _options(flags: _Flags, talk: Console) -> Options:
    from posecoach.app import Options, with_baseline
    from posecoach.settings import load_settings

    settings = load_settings()
    rate = flags.rate or settings.analyze.rate
    options = Options(
        rate=None if isinf(rate) else rate,
        horizontal_fov_deg=settings.camera.horizontal_fov_deg or nan,
        model=flags.model or settings.model.choice,
        posture=not flags.stretch,
    )
    options = with_baseline(options, flags.baseline)
    if options.baseline is not None and not options.baseline.steady:
        talk.print("[yellow]baseline:[/] the person moves in it; one who holds still is better")
    return options


def _posture_only(flags: _Flags) -> dict[str, object]:
    return {"baseline": flags.baseline, "history": flags.history, "keep-frames": flags.keep_frames}


def _inputs(paths: tuple[Path, ...]) -> list[tuple[Path, str]]:
    """Return the files meant, each with "", and the paths that mean none, each with the reason."""
    from posecoach.errors import SourceError
    from posecoach.sources import find_media

    found: list[tuple[Path, str]] = []
    for path in paths:
        try:
            found += [(file, "") for file in find_media([path])]
        except SourceError as error:
            found.append((path, str(error)))
    return found


def _one(
    path: Path, name: str, flags: _Flags, options: Options, stop: Interrupt
) -> Summary | Failure:
    from posecoach.app import watch
    from posecoach.recording import Recording, Wanted
    from posecoach.reports.summary import Failure

    wanted = Wanted(
        flags.folder / name if flags.folder else None,
        not flags.no_video,
        flags.landmarks,
        flags.keep_frames,
        flags.movement,
        flags.player,
    )
    try:
        with watch(path, options) as watching:
            watching.stop = stop
            asked = asked_of(watching, flags.stretch)
            with ExitStack() as stack:
                advance = stack.enter_context(
                    progress(path.name, watching.source, shown=not flags.quiet)
                )
                sinks = [advance, *_kept(path, watching, flags, stack)]
                return Recording(watching, wanted, asked).run(partial(_each, sinks))
    except PosecoachError as error:
        return Failure(source=str(path), error=str(error))


def _each(sinks: list[Sink], result: Result) -> None:
    for sink in sinks:
        sink(result)


def _kept(path: Path, watching: Watching, flags: _Flags, stack: ExitStack) -> list[Sink]:
    """Return what writes a recording into the user's history, if that is wanted."""
    source = watching.source
    if not flags.history or source.kind == "picture":
        return []
    from posecoach.history import History
    from posecoach.keeping import KeptRecording, began

    history = stack.enter_context(History.open(check=False))
    start = began(path, source.duration_s)
    return [stack.enter_context(KeptRecording(history, path.name, start)).take]


def _say(entry: Summary | Failure, name: str, flags: _Flags) -> None:
    from posecoach.reports.summary import Failure, printable

    if flags.as_json:
        click.echo(entry.to_json())
    if isinstance(entry, Failure):
        click.echo(f"posecoach: error: {entry.error}", err=True)
    elif not flags.as_json and not flags.quiet:
        from rich.console import Console

        from posecoach.reports.terminal import print_summary

        print_summary(Console(), entry)
        click.echo(f"Written to {printable(str(flags.folder and flags.folder / name))}")


def _folder_names(paths: list[Path]) -> list[str]:
    """Return a folder name for each input: its stem, its full name where stems collide."""
    names: list[str] = []
    stems = [path.stem for path in paths]
    for path in paths:
        wanted = path.stem if stems.count(path.stem) == 1 else path.name
        name, n = wanted, 2
        while name in names:
            name, n = f"{wanted}-{n}", n + 1
        names.append(name)
    return names
