"""The command line. Each command is one module here, imported only when it is used.

This module must stay cheap: `posecoach --help` imports click and nothing heavier, so even logging
and traceback wait until they are needed.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence

import click
from click.shell_completion import CompletionItem

from posecoach.errors import PosecoachError
from posecoach.version import VERSION

COMMANDS = {
    "demo": "Show what posecoach does, with no camera and no download.",
    "live": "Coach from a camera, on this machine only.",
    "calibrate": "Learn your own good posture, in ten seconds.",
    "stretch": "Be guided through one exercise.",
    "session": "Be guided through a routine, such as for knots.",
    "status": "Tell what the running coach does.",
    "pause": "Let the running coach look away for a while.",
    "resume": "End a pause now.",
    "snooze": "Hear no reminders for a while.",
    "skip": "Skip the break that is due.",
    "recalibrate": "Measure your good posture anew, with the running coach.",
    "stop": "End the running coach.",
    "autostart": "Start the coach when you log in, or no longer.",
    "analyze": "Judge posture in recorded videos, pictures and folders.",
    "evaluate": "Measure accuracy on labelled or rendered truth.",
    "catalog": "List metrics and rules with their units, views and sources.",
    "cameras": "List the cameras of this machine.",
    "models": "List, verify and fetch pose models.",
    "report": "Tell how you sat, moved and felt, over a day, a week or a month.",
    "plan": "Show the week against its targets, and the one next thing to do.",
    "log": "Note what no camera sees: pain, water, a massage, a workout.",
    "history": "Copy, import and delete what posecoach keeps about you.",
    "settings": "Show the settings in effect and where each comes from.",
    "doctor": "Check that everything posecoach needs works here.",
    "completion": "Print the completion script for your shell.",
}
"""Command -> its one-line help. Its module is posecoach.cli.<command>, exporting `command` ..."""

TOGETHER = dict.fromkeys(
    ("status", "pause", "resume", "snooze", "skip", "recalibrate", "stop"), "posecoach.cli.control"
)
"""... but for these: one line of code each, they are in one module under their own names."""

DEBUG = "POSECOACH_DEBUG"


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports one only to run it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now; None if there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module = TOGETHER.get(cmd_name, f"posecoach.cli.{cmd_name}")
        name = cmd_name if cmd_name in TOGETHER else "command"
        try:
            command: click.Command = getattr(importlib.import_module(module), name)
        except ModuleNotFoundError as error:
            if error.name != module:
                raise
            return None
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table of commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete command names without importing any, and the global options."""
        names = [
            CompletionItem(name, help=text)
            for name, text in COMMANDS.items()
            if name.startswith(incomplete)
        ]
        return names + click.Command.shell_complete(self, ctx, incomplete)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="posecoach", message="%(prog)s %(version)s")
@click.option("--debug", is_flag=True, envvar=DEBUG, help="Show tracebacks and log everything.")
def cli(debug: bool) -> None:
    """Watch your posture through an ordinary webcam, on your own machine.

    \b
    Examples:
      posecoach demo                  see it work, without a camera
      posecoach analyze clip.mp4      judge a recording
      posecoach live --window         be coached
      posecoach COMMAND --help        how to use a command
    """
    if debug:
        import logging

        os.environ[DEBUG] = "1"  # worker processes inherit it
        logging.basicConfig(level=logging.DEBUG)


def run(arguments: Sequence[str]) -> int:
    """Run one command line; the exit code: 0 done, 1 failed, 2 wrong usage, 130 interrupted."""
    try:
        outcome = cli.main(list(arguments), prog_name="posecoach", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return 130
    except BrokenPipeError:
        _forget_output()
        return 1
    except PosecoachError as error:
        return _failed(error, str(error))
    except OSError as error:  # others are explained where they happen; a full disk under > is not
        _forget_output()
        where = error.filename or "the output"
        return _failed(error, f"{where}: {error.strerror or error}")
    return outcome if isinstance(outcome, int) else 0


def _failed(error: Exception, words: str) -> int:
    if os.environ.get(DEBUG) == "1":
        import traceback

        traceback.print_exception(error)
    click.echo(f"posecoach: error: {words}", err=True)
    return 1


def _forget_output() -> None:
    # what is still buffered would raise once more at exit, so it goes nowhere
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def main() -> None:
    """Run `posecoach` with the arguments of this process, and exit."""
    sys.exit(run(sys.argv[1:]))
