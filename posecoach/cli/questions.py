"""Questions in the terminal, on stderr: stdout is for what is said and for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from posecoach.language import Language

YES, NO = ("y", "yes", "j", "ja"), ("n", "no", "nein")
WORST = 10


class TerminalAsker:
    """Asks by click; Ctrl-C or the end of the input ends the program."""

    def __init__(self, language: Language) -> None:
        """Take the language of hints; questions come in it already."""
        self._language = language

    def say(self, text: str) -> None:
        """Show a line."""
        click.echo(text, err=True)

    def yes(self, text: str) -> bool:
        """Return the answer to a question of yes or no, asked until it is one."""
        while True:
            hint = self._language.phrase("screening_yes_no")
            given = click.prompt(f"{text} [{hint}]", err=True, prompt_suffix=" ").strip().lower()
            if given in YES + NO:
                return given in YES

    def number(self, text: str) -> int | None:
        """Return a whole number from 0 to 10; None for an empty line."""
        hint = self._language.phrase("screening_skip")
        while True:
            given = click.prompt(
                f"{text} [{hint}]", default="", show_default=False, err=True, prompt_suffix=" "
            ).strip()
            if not given:
                return None
            if given.isdecimal() and int(given) <= WORST:
                return int(given)
