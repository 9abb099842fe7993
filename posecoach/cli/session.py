"""`posecoach session`: a routine, guided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from posecoach.cli.guided import Chosen, Guided, run
from posecoach.cli.guided_options import Flags, options

if TYPE_CHECKING:
    from posecoach.exercises.exercise import Exercise
    from posecoach.exercises.programs import Program
    from posecoach.sessions.state import Step


@click.command("session")
@click.argument("name", required=False)
@click.option("--minutes", type=click.FloatRange(1, 120), help="Make it fit this time.")
@click.option(
    "--side", type=click.Choice(["right", "left", "both"]), default="both", help="Side to work."
)
@click.option(
    "--hurts", type=click.Choice(["right", "left"]), help="The side that hurts gets one more set."
)
@click.option("--resume", is_flag=True, help="Go on with the session that was interrupted.")
@options
@click.pass_context
def command(ctx: click.Context, /, name: str | None, minutes: Any, side: Any, **flags: Any) -> None:
    """Be guided through a routine: warm-up, both sides, rests; by voice and tones.

    NAME is that of a programme of `posecoach catalog --kind program`: knots, desk, evening ...

    \b
    Examples:
      posecoach session knots
      posecoach session knots --hurts left --minutes 8
      posecoach session desk --timer-only --voice off
      posecoach session --resume
    """
    from posecoach.relief.wanted import Wanted

    hurts, resume = flags.pop("hurts"), flags.pop("resume")
    if resume == (name is not None):
        raise click.UsageError("give the name of a programme, or --resume")
    given = Flags(**flags)
    wanted = Wanted(side, minutes=minutes, hurts=hurts, by_clock=given.timer_only)
    if resume:
        ctx.exit(run(given, _of_unfinished, _go_on))
    assert name is not None
    ctx.exit(run(given, lambda it: _exercises(it, name), lambda it: _choose(it, name, wanted)))


def _program(guided: Guided, name: str) -> Program:
    from posecoach.errors import ConfigError
    from posecoach.exercises.programs import load_programs

    programs = load_programs(guided.exercises)
    if name not in programs:
        raise ConfigError(f"there is no programme {name!r}; one of {', '.join(programs)}")
    return programs[name]


def _exercises(guided: Guided, name: str) -> list[Exercise]:
    return [guided.exercises[step.exercise] for step in _program(guided, name).step]


def _choose(guided: Guided, name: str, wanted: Any) -> Chosen:
    from posecoach.relief.wanted import program_turns

    program, language = _program(guided, name), guided.language
    turns, replaced = program_turns(program, guided.screening, wanted)
    for out in replaced:
        title = language.text(out.exercise.title)
        reason = " ".join(language.text(why) for why in out.why)
        key = "screening_left_out" if out.instead is None else "screening_replaced"
        other = "" if out.instead is None else language.text(out.instead.title)
        guided.notes.append(language.phrase(key, title=title, reason=reason, other_title=other))
    return Chosen(name, program.title, turns)


def _of_unfinished(guided: Guided) -> list[Exercise]:
    _, (state, _) = _unfinished(guided)
    return [turn.task.exercise for turn in state.turns]


def _go_on(guided: Guided) -> Chosen:
    from posecoach.relief.wanted import by_the_clock

    name, (state, said) = _unfinished(guided)
    if guided.flags.timer_only:
        state = by_the_clock(state)
    title = guided.language.text(state.title)
    guided.notes.append(guided.language.phrase("screening_resume", title=title))
    return Chosen(name, state.title, state.turns, (state, said))


def _unfinished(guided: Guided) -> tuple[str, Step]:
    from posecoach.errors import ConfigError
    from posecoach.sessions.saved import restored

    left = guided.keeping.unfinished()
    step = None if left is None else restored(left.body, guided.exercises, 0.0)
    if left is None or step is None:
        raise ConfigError("no session was interrupted: start one with `posecoach session NAME`")
    return left.name, step
