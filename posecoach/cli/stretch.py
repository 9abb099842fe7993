"""`posecoach stretch`: one exercise, guided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from posecoach.cli.guided import Chosen, Guided, run
from posecoach.cli.guided_options import Flags, options
from posecoach.cli.nearest import nearest

if TYPE_CHECKING:
    from posecoach.exercises.exercise import Exercise


@click.command("stretch")
@click.argument("exercise")
@click.option(
    "--side", type=click.Choice(["right", "left", "both"]), default="both", help="Side to work."
)
@click.option("--hold", "hold_s", type=click.FloatRange(5, 1200), help="Seconds of a hold.")
@click.option("--sets", type=click.IntRange(1, 10), help="Sets on each side.")
@options
@click.pass_context
def command(
    ctx: click.Context, /, exercise: str, side: Any, hold_s: Any, sets: Any, **flags: Any
) -> None:
    """Be guided through one exercise, by voice: you may lie on the floor with your eyes closed.

    The camera sees whether you are in position, and the clock runs only while you are. EXERCISE is
    an id of `posecoach catalog`. Stop whenever it is too much: q, or Ctrl-C.

    \b
    Examples:
      posecoach stretch supine_figure_four
      posecoach stretch pigeon --side left --sets 1
      posecoach stretch wrist_forearm --timer-only
      posecoach stretch chin_tuck --headless --voice off --json
      posecoach stretch childs_pose --source clip.mp4 --language de
    """
    from posecoach.relief.wanted import Wanted

    given = Flags(**flags)
    wanted = Wanted(side, hold_s, sets, by_clock=given.timer_only)
    ctx.exit(
        run(given, lambda it: [_exercise(it, exercise)], lambda it: _choose(it, exercise, wanted))
    )


def _exercise(guided: Guided, name: str) -> Exercise:
    from posecoach.errors import ConfigError

    if name not in guided.exercises:
        meant = nearest(name, guided.exercises)
        raise ConfigError(f"there is no exercise {name!r}{meant}: see `posecoach catalog`")
    return guided.exercises[name]


def _choose(guided: Guided, name: str, wanted: Any) -> Chosen | None:
    from posecoach.relief.wanted import exercise_turns

    exercise, language = guided.exercises[name], guided.language
    out = guided.screening.ruled_out(exercise)
    if out is not None:
        title = language.text(exercise.title)
        reason = " ".join(language.text(why) for why in out.why)
        guided.say(language.phrase("screening_blocked", title=title, reason=reason))
        if out.instead is not None:
            other = language.text(out.instead.title)
            guided.say(language.phrase("screening_instead", title=other, id=out.instead.id))
        return None
    return Chosen(name, exercise.title, exercise_turns(exercise, wanted))
