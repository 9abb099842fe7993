"""`posecoach evaluate`: accuracy against labelled or rendered truth."""

from __future__ import annotations

from dataclasses import dataclass
from math import isinf, nan
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from posecoach.cli.analyze import INTERRUPTED, Rate
from posecoach.cli.interrupt import Interrupt
from posecoach.cli.progress import counting

if TYPE_CHECKING:
    from posecoach.app import Options
    from posecoach.evaluate.document import Document
    from posecoach.evaluate.judged import Row, Seen

RENDERED, EXERCISES = "rendered", "exercises"
PAGE, FACTS = "evaluation.html", "evaluation.json"
OF_FOLDERS = ("good", "bad", "expect", "group", "baseline", "baseline_label", "rate", "pictures")
OF_RENDERED = ("suite", "write_errors")
OF_DRAWN = ("people", "split")  # suites and exercises
OF_EXERCISES = ("album", "markdown", "clips")
PEOPLE_IN_SUITES = 5  # all suites are then done in less than ten minutes on two cores
PEOPLE = 8  # in exercises


@click.command("evaluate")
@click.argument("dataset", type=click.Path(path_type=Path))
@click.option("--good", multiple=True, metavar="LABEL", help="A label that means good posture.")
@click.option("--bad", multiple=True, metavar="LABEL", help="... bad  [default: all others]")
@click.option(
    "--expect",
    multiple=True,
    metavar="LABEL=RULE",
    help="The rule that should speak up for a label: slouch=slump, lean_left=side_lean:left.",
)
@click.option("--group", metavar="KEY", help="Column or note that says which rows are alike.")
@click.option("--baseline", type=click.Path(path_type=Path), help="As of `analyze`, for all files.")
@click.option(
    "--baseline-label", metavar="LABEL", help="Judge each group against one of its files so named."
)
@click.option("--rate", type=Rate(), help="Frames per second of videos, or 'all'  [default: 15]")
@click.option("--pictures", is_flag=True, help="Show worst cases in the page: real people's, too.")
@click.option("--suite", multiple=True, metavar="NAME", help="Rendered suite  [default: all]")
@click.option(
    "--people",
    type=click.IntRange(1),
    help=f"People drawn  [default: {PEOPLE_IN_SUITES} in suites, {PEOPLE} in exercises]",
)
@click.option("--split", type=click.Choice(["tune", "test"]), help="Which people [default: test]")
@click.option("--write-errors", type=click.Path(path_type=Path), help="File for errors by yaw.")
@click.option("--album", type=click.Path(path_type=Path), help="Keeps or gives drawn exercises.")
@click.option(
    "--clips",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder that keeps or gives drawn clips: judge holds and counts in them instead.",
)
@click.option("--markdown", type=click.Path(path_type=Path), help="File for the exercises' tables.")
@click.option("--seed", type=click.IntRange(0), default=0, help="Of everything that is drawn.")
@click.option("--model", default="", help="Model id (see `posecoach models list`) or path.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, file_okay=False), help="Folder for a page."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("-q", "--quiet", is_flag=True, help="No progress.")
@click.pass_context
def command(ctx: click.Context, /, **flags: object) -> None:
    """Measure accuracy, with 95 % intervals.

    DATASET is a folder with labels.csv (columns: file, label, view; docs/accuracy.md says more)
    beside pictures, videos or stored landmarks; the word "rendered", for drawn figures whose every
    joint is known; or "exercises": how well the camera knows those of the catalogue. Nothing leaves
    this machine, and no picture is written unless --pictures asks for it; of drawn figures the page
    always shows the worst.

    \b
    Examples:
      posecoach evaluate my-pictures/
      posecoach evaluate my-pictures/ --good upright --expect slouch=slump -o out
      posecoach evaluate webcam/ --baseline-label straight --json
      posecoach evaluate rendered --people 24 -o out
      posecoach evaluate rendered --suite side_azimuth --people 4 --split tune
      posecoach evaluate exercises --people 4 --album drawn.npz
      posecoach evaluate exercises --people 6 --seed 1 --clips drawn/
    """
    given = _Flags(**flags)  # type: ignore[arg-type]
    kind = {RENDERED: RENDERED, EXERCISES: EXERCISES}.get(str(given.dataset), "")
    foreign = {
        RENDERED: (*OF_FOLDERS, *OF_EXERCISES),
        EXERCISES: (*OF_FOLDERS, *OF_RENDERED),
        "": (*OF_RENDERED, *OF_DRAWN, *OF_EXERCISES),
    }[kind]
    wrong = [name for name in foreign if getattr(given, name)]
    if wrong:
        raise click.UsageError(f"--{wrong[0].replace('_', '-')} is for {_meant_for(wrong[0])}")
    ctx.exit({RENDERED: _rendered, EXERCISES: _exercises, "": _labelled}[kind](given))


def _meant_for(name: str) -> str:
    if name in OF_FOLDERS:
        return "labelled folders"
    if name in OF_EXERCISES:
        return EXERCISES
    return "rendered suites" if name in OF_RENDERED else "rendered suites and exercises"


@dataclass(frozen=True, slots=True)
class _Flags:
    dataset: Path
    good: tuple[str, ...]
    bad: tuple[str, ...]
    expect: tuple[str, ...]
    group: str | None
    baseline: Path | None
    baseline_label: str | None
    rate: float | None
    pictures: bool
    suite: tuple[str, ...]
    people: int | None
    split: Any
    write_errors: Path | None
    album: Path | None
    clips: Path | None
    markdown: Path | None
    seed: int
    model: str
    output: Path | None
    as_json: bool
    quiet: bool


def _labelled(flags: _Flags) -> int:
    from posecoach.evaluate.classes import expectations, good_and_bad
    from posecoach.evaluate.datasets import read_dataset
    from posecoach.evaluate.facts import labelled_facts
    from posecoach.evaluate.judged import see_all
    from posecoach.evaluate.labelled import Meaning, sum_labelled
    from posecoach.evaluate.labelled_document import labelled_document
    from posecoach.evaluate.snapshots import of_labelled
    from posecoach.rules.load import load_rule_sets

    items = read_dataset(flags.dataset, flags.group or "")
    sets = load_rule_sets()
    labels = {label for item in items for label in item.labels}
    good, bad = good_and_bad(labels, flags.good, flags.bad)
    meaning = Meaning(good, bad, expectations(flags.expect, labels, sets))
    options = _options(flags)
    with Interrupt() as stop:
        with counting(flags.dataset.name, len(items), shown=not flags.quiet) as advance:
            seen = see_all(items, options, advance, stop)
        rows, baselines = _judged(flags, seen, options)
        rules = {(one.id, rule.id): rule for one in sets for rule in one.rules}
        found = sum_labelled(flags.dataset.name, seen, rows, meaning, rules, baselines)
        snapshots = of_labelled(rows, meaning, rules, options) if flags.pictures else []
        _show(flags, labelled_document(found, snapshots), labelled_facts(found))
        return _outcome(stop, failed=len(found.unread) == len(items))


def _judged(flags: _Flags, seen: list[Seen], options: Options) -> tuple[list[Row], dict[str, str]]:
    from posecoach.errors import ConfigError
    from posecoach.evaluate.judged import judge_all, judge_with_baselines

    if flags.baseline_label is None:
        return judge_all(seen, options), {}
    rows, chosen = judge_with_baselines(seen, options, flags.baseline_label, flags.seed)
    if not chosen:
        label = flags.baseline_label
        raise ConfigError(f"--baseline-label {label}: no file so labelled makes a baseline")
    return rows, chosen


def _options(flags: _Flags) -> Options:
    from posecoach.app import Options, with_baseline
    from posecoach.settings import load_settings

    settings = load_settings()
    rate = flags.rate or settings.analyze.rate
    options = Options(
        rate=None if isinf(rate) else rate,
        horizontal_fov_deg=settings.camera.horizontal_fov_deg or nan,
        model=flags.model or settings.model.choice,
    )
    return with_baseline(options, flags.baseline)


def _rendered(flags: _Flags) -> int:
    from posecoach.evaluate.errors import write_errors
    from posecoach.evaluate.facts import rendered_facts
    from posecoach.evaluate.rendered import Run, run_suites
    from posecoach.evaluate.rendered_document import rendered_document
    from posecoach.evaluate.snapshots import of_rendered
    from posecoach.evaluate.suites import load_suites
    from posecoach.settings import load_settings

    suites = tuple(load_suites(flags.suite))
    model = flags.model or load_settings().model.choice
    people = flags.people or PEOPLE_IN_SUITES
    run = Run(suites, people, flags.seed, flags.split or "test", model)
    with Interrupt() as stop:
        with counting(RENDERED, len(suites) * people, shown=not flags.quiet) as advance:
            found = run_suites(run, advance, stop)
        if flags.write_errors:
            write_errors(flags.write_errors, found)
        snapshots = of_rendered(found) if flags.output and not stop() else {}
        _show(flags, rendered_document(found, snapshots), rendered_facts(found))
        return _outcome(stop, failed=False)


def _clips(flags: _Flags, folder: Path) -> int:
    from posecoach.evaluate.exercise_holds import film_missing, report_clips
    from posecoach.evaluate.facts import clip_facts
    from posecoach.evaluate.holds_document import holds_document
    from posecoach.evaluate.markdown import to_markdown
    from posecoach.evaluate.stage import Cast, Split
    from posecoach.exercises.load import load_exercises
    from posecoach.recording import make_folder
    from posecoach.reports.atomic import write_whole
    from posecoach.settings import load_settings

    exercises = load_exercises()
    split: Split = flags.split or "test"
    casts = [Cast(flags.seed, split, number) for number in range(flags.people or PEOPLE)]
    make_folder(folder)
    with Interrupt() as stop:
        model = flags.model or load_settings().model.choice
        checked = sum(it.checked for it in exercises.values())
        with counting("clips drawn", checked, shown=not flags.quiet) as advance:
            film_missing(folder, casts, exercises, model, advance, stop)
        with counting("clips judged", checked, shown=not flags.quiet) as advance:
            found = report_clips(folder, exercises, advance, stop)
        document = holds_document(found)
        if flags.markdown:
            write_whole(flags.markdown, to_markdown(document))
        _show(flags, document, clip_facts(found))
        return _outcome(stop, failed=False)


def _exercises(flags: _Flags) -> int:
    if flags.clips:
        return _clips(flags, flags.clips)
    from posecoach.evaluate.exercise_album import load_album
    from posecoach.evaluate.exercise_document import exercise_document
    from posecoach.evaluate.exercise_pictures import draw
    from posecoach.evaluate.exercise_report import report
    from posecoach.evaluate.facts import exercise_facts
    from posecoach.evaluate.markdown import to_markdown
    from posecoach.evaluate.measure_errors import measure_errors
    from posecoach.evaluate.stage import Cast, Split
    from posecoach.exercises.load import load_exercises
    from posecoach.reports.atomic import write_whole
    from posecoach.settings import load_settings

    people = flags.people or PEOPLE
    split: Split = flags.split or "test"
    with Interrupt() as stop:
        if flags.album and flags.album.exists():
            album = load_album([flags.album])
        else:
            casts = [Cast(flags.seed, split, number) for number in range(people)]
            with counting(EXERCISES, people, shown=not flags.quiet) as advance:
                album = draw(casts, flags.model or load_settings().model.choice, advance, stop)
            if flags.album:
                album.save(flags.album)
        found = report(album, load_exercises())
        document = exercise_document(found, measure_errors(album), album.about)
        if flags.markdown:
            write_whole(flags.markdown, to_markdown(document))
        _show(flags, document, exercise_facts(found, album.about))
        return _outcome(stop, failed=False)


def _show(flags: _Flags, document: Document, facts: dict[str, Any]) -> None:
    from rich.console import Console

    from posecoach.evaluate.facts import to_json
    from posecoach.evaluate.page import write_page
    from posecoach.evaluate.terminal import print_document
    from posecoach.recording import make_folder
    from posecoach.reports.atomic import write_whole

    if flags.as_json:
        click.echo(to_json(facts))
    else:
        print_document(Console(highlight=False), document)
    if flags.output is not None:
        make_folder(flags.output)
        write_whole(flags.output / FACTS, to_json(facts) + "\n")
        write_page(flags.output / PAGE, document)
        click.echo(f"Written to {flags.output / PAGE} and {FACTS}", err=True)


def _outcome(stop: Interrupt, *, failed: bool) -> int:
    if stop():
        click.echo("Stopped. The figures above are of what was done.", err=True)
        return INTERRUPTED
    return int(failed)
