"""A voice for guided sessions: one at a time, which can be cut short. Speaks the user's language.

pyttsx3 if it is installed (extra `speech`), else a program that the system brings. The words go to
stdin or are an argument of their own, never part of a command line.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Protocol

from posecoach.errors import OutputError
from posecoach.outputs import speech
from posecoach.outputs.errands import Errands

FRESH_S = 1.0  # of a program that could not be started at once
HUSH_S = 2.0
HOW = 'pip install "posecoach[speech]", or install spd-say or espeak-ng'
APPLE = {"de": "Anna", "en": "Samantha"}  # voices that macOS brings
WINDOWS = (
    "[Console]::InputEncoding = [Text.Encoding]::UTF8; "
    "Add-Type -AssemblyName System.Speech; "
    "$voice = New-Object System.Speech.Synthesis.SpeechSynthesizer; "
    "$voice.SelectVoiceByHints('NotSet', 'NotSet', 0, "
    "[Globalization.CultureInfo]::GetCultureInfo('{language}')); "
    "$voice.Speak([Console]::In.ReadToEnd())"
)


class Voice(Protocol):
    """Something that speaks. Each method may raise OutputError: the voice is given up."""

    name: str

    @property
    def busy(self) -> bool:
        """Whether it speaks."""

    def speak(self, text: str, t: float) -> None:
        """Begin to speak; it must not be busy."""

    def hush(self) -> None:
        """Be quiet at once."""

    def tick(self, t: float) -> None:
        """See whether it has ended."""


@dataclass(frozen=True, slots=True)
class Program:
    """A program that speaks and ends when it has spoken."""

    command: tuple[str, ...]
    argument: bool = False  # the words follow the command; else it reads them from stdin
    hush: tuple[str, ...] = ()  # a command that silences what goes on when the program is killed


class SystemVoice:
    """Speaks by the first of some programs that can."""

    name = "speech"

    def __init__(self, first: Program, *others: Program) -> None:
        """Take the programs, the best first."""
        self._others, self._text = list(others), ""
        self._use(first)

    @property
    def busy(self) -> bool:
        """Whether it speaks."""
        return self._errands.busy

    def speak(self, text: str, t: float) -> None:
        """Begin to speak; OutputError if that is not possible."""
        self._text = text
        try:
            self._errands.send(text, t)
        except OutputError:
            self._use_another(t)

    def hush(self) -> None:
        """Be quiet at once."""
        if not self._errands.busy:
            return
        self._errands.close()
        if self._program.hush:
            with suppress(OSError, subprocess.SubprocessError):
                nowhere = subprocess.DEVNULL
                subprocess.run(
                    self._program.hush, stdout=nowhere, stderr=nowhere, timeout=HUSH_S, check=False
                )

    def tick(self, t: float) -> None:
        """See whether it has ended; OutputError if the last program that was left has failed."""
        try:
            self._errands.tick(t)
        except OutputError:
            self._use_another(t)

    def _use(self, program: Program) -> None:
        self._program = program
        self._errands = Errands(self.name, program.command, FRESH_S, argument=program.argument)

    def _use_another(self, t: float) -> None:
        """Say it by the next program, within the handling of an error; without one, raise that."""
        while self._others:
            self._use(self._others.pop(0))
            with suppress(OutputError):
                self._errands.send(self._text, t)
                return
        raise


def find_voice(language: str) -> SystemVoice:
    """Return a voice for a language ("de").

    Raises:
        OutputError: this system has none; the message says what to install.
    """
    programs = list(_of_system(sys.platform, language, shutil.which))
    if find_spec(speech.MODULE) is not None:
        programs.insert(0, Program((*speech.VOICE, language)))
    if not programs:
        raise OutputError(f"speech: there is no voice on this system: {HOW}")
    return SystemVoice(*programs)


def _of_system(
    platform: str, language: str, which: Callable[[str], str | None]
) -> Iterator[Program]:
    """Yield the programs of a system that speak."""
    if platform == "win32" and (path := which("powershell")):
        script = WINDOWS.format(language=language)
        yield Program((path, "-NoProfile", "-NonInteractive", "-Command", script))
    if platform == "darwin" and (path := which("say")):
        named = ("-v", APPLE[language]) if language in APPLE else ()
        yield Program((path, *named, "-f", "-"))
    if path := which("spd-say"):
        # its words are spoken by a service, which goes on when it is killed
        yield Program((path, "--wait", "--language", language, "--"), True, (path, "--cancel"))
    for name in ("espeak-ng", "espeak"):
        if path := which(name):
            yield Program((path, "-v", language, "--stdin"))
