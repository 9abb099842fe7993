"""A Summary in the terminal: readable at 80 columns, without colour and through a pipe."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from posecoach.reports.advice import camera_advice
from posecoach.reports.bars import STYLES, band_bar, fills_of
from posecoach.reports.exercise_terminal import exercise_lines
from posecoach.reports.summary import Failure, Summary
from posecoach.reports.summing import NEEDS_BASELINE
from posecoach.reports.words import clock, equation, length, percent

EVENT_ROWS = 8


def print_summary(console: Console, outcome: Summary | Failure) -> None:
    """Print one input: score and where points went, time, events, what to do next."""
    if isinstance(outcome, Failure):
        console.print(Text.assemble((outcome.source, "bold"), "  failed: ", outcome.error))
        return
    console.print(Text(outcome.source, style="bold"))
    console.print(Padding(Group(*_lines(outcome, fills_of(console))), (0, 0, 1, 2)))


def _lines(summary: Summary, fills: dict[str, str]) -> Iterator[RenderableType]:
    if summary.exercise is not None:
        yield from exercise_lines(summary.exercise)
        yield from _problems_and_events(summary)
        for cue in dict.fromkeys(event.cue for event in summary.events if event.cue):
            yield Text(f"- {cue}", style="bold")
        return
    yield _score(summary)
    if summary.duration_s > 0:
        yield band_bar(summary.band_s, summary.duration_s, fills)
        if summary.activity_s["unknown"] < summary.duration_s:
            yield _activity(summary)
    yield _coverage(summary)
    yield from _problems_and_events(summary)
    yield from _next(summary)


def _problems_and_events(summary: Summary) -> Iterator[RenderableType]:
    for problem in summary.problems:
        yield Text(f"Problem: {problem}", style="red")
    if summary.events:
        yield Text("")
        yield _events(summary)


def _score(summary: Summary) -> Text:
    if summary.score is None:
        return Text("Posture could not be judged", style="bold")
    words = equation(summary.score, summary.losses)
    return Text.assemble(
        ("Score ", "bold"), (words, "bold"), "  ", (summary.band, STYLES[summary.band])
    )


def _activity(summary: Summary) -> Text:
    seen = [f"{name} {length(s)}" for name, s in summary.activity_s.items() if s > 0]
    return Text(f"{length(summary.duration_s)}: " + ", ".join(seen))


def _coverage(summary: Summary) -> Text:
    view = f"{summary.view}, {summary.framing}" if summary.view != "unknown" else "view unknown"
    if summary.duration_s == 0:
        return Text(", ".join([view, *summary.reasons_s]))
    text = f"Judged {percent(summary.coverage)} of the time ({view})"
    why = [f"{reason} {length(s)}" for reason, s in summary.reasons_s.items() if s > 0]
    return Text(text + (f"; not judged: {', '.join(why)}" if why else ""))


def _events(summary: Summary) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("From", justify="right", no_wrap=True)
    table.add_column("For", justify="right", no_wrap=True)
    table.add_column("Level", no_wrap=True)
    table.add_column("Seen")
    longest = sorted(summary.events, key=lambda event: -event.length_s)[:EVENT_ROWS]
    for event in sorted(longest, key=lambda event: event.t):
        level = Text(event.level, style=STYLES[event.level])
        table.add_row(clock(event.t), length(event.length_s), level, event.message)
    rest = len(summary.events) - len(longest)
    if rest > 0:
        table.add_row("", "", "", f"and {rest} shorter")
    return table


def _next(summary: Summary) -> Iterator[RenderableType]:
    camera = camera_advice(summary)
    if summary.findings or camera:
        yield Text("\nNext", style="bold")
    for finding in summary.findings[:3]:
        share = f" ({percent(finding.share)} of the time)" if summary.duration_s > 0 else ""
        yield Text(f"- {finding.message}{share}")
        yield Text(f"  {finding.cue}", style="bold")
    if camera:
        yield Text("- To have more judged:")
        yield Text(f"  {camera}", style="bold")
    yield from _unassessed(summary)


def _unassessed(summary: Summary) -> Iterator[RenderableType]:
    by_reason: dict[str, list[str]] = {}
    for missing in summary.unassessed:
        by_reason.setdefault(missing.reason, []).append(missing.rule.replace("_", " "))
    for reason, names in by_reason.items():
        cure = ": --baseline PICTURE" if reason == NEEDS_BASELINE else ""
        yield Text(f"\nNot assessed ({reason}{cure}): {', '.join(names)}", style="dim")
