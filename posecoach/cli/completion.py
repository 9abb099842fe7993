"""`posecoach completion`: the script that teaches a shell our commands."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(context: click.Context, shell: str) -> None:
    """Print the completion script for SHELL.

    \b
    Examples (then open a new terminal):
      posecoach completion bash >> ~/.bashrc
      posecoach completion zsh >> ~/.zshrc
      posecoach completion fish > ~/.config/fish/completions/posecoach.fish
    """
    kind = get_completion_class(shell)
    assert kind is not None  # click has all three
    click.echo(kind(context.find_root().command, {}, "posecoach", "_POSECOACH_COMPLETE").source())
