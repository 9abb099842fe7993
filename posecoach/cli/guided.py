"""What `posecoach stretch` and `posecoach session` share: from flags to the end of a session."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from posecoach.cli.equipment import eyes_of, ways_of
from posecoach.cli.guided_options import Flags
from posecoach.cli.interrupt import Interrupt
from posecoach.cli.questions import TerminalAsker
from posecoach.cli.seeing import wants_window

if TYPE_CHECKING:
    from posecoach.exercises.exercise import Exercise
    from posecoach.exercises.safety import Safety
    from posecoach.language import Language
    from posecoach.outputs.lines import Lines
    from posecoach.relief.guide import Guide
    from posecoach.relief.keeping import Keeping
    from posecoach.relief.wanted import Screening
    from posecoach.sessions.routine import Turn
    from posecoach.sessions.state import Step
    from posecoach.settings import Settings

DAY_S = 86_400.0
WARM_UP = "march_in_place"
NO_CAMERA = "No camera is watching."


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is to be done."""

    name: str  # id of the exercise or programme
    title: str
    turns: tuple[Turn, ...]
    going_on: Step | None = None  # a session that was interrupted


@dataclass(slots=True)
class Guided:
    """Everything a session needs besides its turns."""

    flags: Flags
    settings: Settings
    language: Language
    exercises: Mapping[str, Exercise]
    safety: Safety
    lines: Lines
    keeping: Keeping
    windowed: bool
    yes: frozenset[str] = frozenset()
    notes: list[str] = field(default_factory=list)
    guide: Guide | None = None  # once the session has begun

    def say(self, words: str) -> None:
        """Tell people and programs."""
        if self.windowed and not self.flags.as_json:
            click.echo(f"posecoach: {words}", err=True)
        t = 0.0 if self.guide is None else self.guide.t
        self.lines.line("notice", t, words, message=words)

    @property
    def screening(self) -> Screening:
        """The answers, and what they mean for an exercise."""
        from posecoach.relief.wanted import Screening

        return Screening(self.safety, self.exercises, self.yes)


def run(
    flags: Flags,
    involved: Callable[[Guided], list[Exercise]],
    choose: Callable[[Guided], Chosen | None],
) -> int:
    """Run a session; the exit code.

    Args:
        flags: as given.
        involved: the exercises that are to be done, for the safety questions about them.
        choose: what to do, once it is known what is safe; None: nothing.
    """
    with ExitStack() as stack:
        guided = _open(flags, stack)
        if not _screened(guided, involved(guided)):
            return 1
        chosen = choose(guided)
        if chosen is None or not chosen.turns:
            guided.say(guided.language.phrase("screening_nothing"))
            return 1
        if chosen.going_on is None and _too_painful(guided):
            return 1
        return _session(guided, chosen, stack)


def _open(flags: Flags, stack: ExitStack) -> Guided:
    import time
    from datetime import datetime

    from posecoach.exercises.load import load_exercises
    from posecoach.exercises.safety import load_safety
    from posecoach.history import History
    from posecoach.language import choose_language, load_language
    from posecoach.outputs.lines import Lines
    from posecoach.relief.keeping import Keeping
    from posecoach.settings import load_settings

    settings = load_settings()
    language = load_language(choose_language(flags.language or settings.sessions.language))
    exercises = load_exercises()
    safety = load_safety(exercises)
    windowed = wants_window(flags.mode)
    quiet = windowed and not flags.as_json
    lines = Lines(
        (lambda line: None) if quiet else _print,
        lambda: datetime.now().astimezone().isoformat(timespec="milliseconds"),
        flags.as_json,
    )
    history = stack.enter_context(History.open())
    keeping = Keeping(history, lambda words: guided.say(words), time.time)
    guided = Guided(flags, settings, language, exercises, safety, lines, keeping, windowed)
    return guided


def _print(line: str) -> None:
    click.echo(line)
    sys.stdout.flush()  # a program that reads along must not wait for a full buffer


def _screened(guided: Guided, exercises: list[Exercise]) -> bool:
    """Ask what has to be known; return whether a session may be held.

    Raises:
        ConfigError: nothing is known, nobody can be asked, and it is no recording that is watched.
    """
    from posecoach.errors import ConfigError
    from posecoach.relief.keeping import SCREENING
    from posecoach.relief.screening import Answers, screen

    known = guided.keeping.recall(SCREENING, Answers)
    if not sys.stdin.isatty():
        unasked = guided.language.phrase("screening_unasked")
        if known is None and not guided.flags.recorded:
            raise ConfigError(unasked)
        guided.say(unasked if known is None else guided.language.phrase("screening_today"))
        guided.yes = frozenset(known.yes) if known else frozenset()
        return True
    ask = TerminalAsker(guided.language)
    known = None if guided.flags.screen else known
    found = screen(guided.safety, exercises, known, ask, guided.language)
    if found.flagged:
        return False
    guided.keeping.remember(SCREENING, found.answers)
    guided.yes = frozenset(found.yes)
    return True


def _too_painful(guided: Guided) -> bool:
    from posecoach.relief.screening import pain_before

    if not sys.stdin.isatty():
        return False
    ask = TerminalAsker(guided.language)
    pain, stop = pain_before(guided.safety, ask, guided.language)
    if pain is not None:
        guided.keeping.note("pain", value=pain, when="before")
    return stop


def _session(guided: Guided, chosen: Chosen, stack: ExitStack) -> int:
    from posecoach.relief.guide import Guide
    from posecoach.relief.loop import run as loop

    for words in _before(guided, chosen):
        guided.say(words)
    stop = stack.enter_context(Interrupt())
    source, see = eyes_of(guided, chosen, stack)
    ways = ways_of(guided, stack)
    guided.keeping.begin("" if source is None else source.name)
    step = chosen.going_on or _begin(guided, chosen, watched=source is not None)
    guide = guided.guide = Guide(chosen.name, step, ways, see)
    guide.at_most(guided.settings.sessions.rate)
    try:
        loop(source, guide, stop)
    finally:
        guide.end()
        _ended(guided, chosen, guide)
    for problem in source.problems if source is not None else ():
        click.echo(f"posecoach: {source.name if source else ''}: {problem}", err=True)
    return 130 if stop.asked else 0


def _before(guided: Guided, chosen: Chosen) -> list[str]:
    """Return what is said before the session."""
    language, screening = guided.language, guided.screening
    tasks = {turn.task.exercise.id: turn.task.exercise for turn in chosen.turns}
    reasons = dict.fromkeys(it for each in tasks.values() for it in screening.cautions(each))
    cautions = [language.phrase("screening_caution", reason=language.text(it)) for it in reasons]
    about = [language.text(guided.safety.about), language.text(guided.safety.stop)]
    return [*about, *guided.notes, *cautions, language.phrase("screening_hint")]


def _begin(guided: Guided, chosen: Chosen, watched: bool) -> Step:
    import time

    from msgspec.structs import replace

    from posecoach.sessions.session import answer, begin

    march = guided.exercises.get(WARM_UP)
    warm_up = march if march and guided.screening.ruled_out(march) is None else None
    if warm_up is not None and not watched:
        warm_up = replace(warm_up, timer_only=NO_CAMERA)
    now = time.time()
    earlier = [event.t - now for event in guided.keeping.events("heat", DAY_S)]
    state, said = begin(chosen.turns, 0.0, chosen.title, warm_up, earlier)
    if state.question is None or not (guided.flags.warm or guided.flags.recorded):
        return state, said
    state, more = answer(state, 0.0, 1)
    return state, (*(cue for cue in said if cue.key != "ask_warm"), *more)


def _ended(guided: Guided, chosen: Chosen, guide: Guide) -> None:
    """Write down and keep what came of it."""
    from posecoach.relief.outcomes import summary

    body = {"name": chosen.name, **summary(guide.state)}
    guided.keeping.note("routine", **body)
    language = guided.language
    words = language.phrase("result_end", title=language.text(chosen.title), n=body["sets"])
    if body["sets"] and body["score"] is not None:
        words += " " + language.phrase("result_score", n=body["score"])
    guided.lines.line("ended", guide.t, words, **body)
