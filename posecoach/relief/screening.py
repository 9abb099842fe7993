"""The questions before a session: safety, red flags, pain. Asked once, and what may change anew."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from msgspec import Struct

from posecoach.exercises.exercise import Exercise
from posecoach.exercises.safety import Level, Safety, questions
from posecoach.language import Language

LEVELS: tuple[Level, ...] = ("emergency", "doctor")


class Asker(Protocol):
    """Somebody who can be asked."""

    def say(self, text: str) -> None:
        """Show a line."""

    def yes(self, text: str) -> bool:
        """Return the answer to a question of yes or no."""

    def number(self, text: str) -> int | None:
        """Return a number from 0 to 10, or None when that is not answered."""


class Answers(Struct, frozen=True):
    """What is remembered of somebody."""

    asked: tuple[str, ...] = ()  # ids of questions answered for good
    yes: tuple[str, ...] = ()  # ... with yes


class Screened(Struct, frozen=True):
    """What somebody has answered now."""

    answers: Answers  # to remember
    yes: tuple[str, ...] = ()  # ids of all questions answered with yes, those of today included
    flagged: bool = False  # a red flag applies: no session


def screen(
    safety: Safety,
    exercises: Collection[Exercise],
    known: Answers | None,
    ask: Asker,
    language: Language,
) -> Screened:
    """Ask what has to be known before these exercises; red flags when nothing is known yet."""
    if known is None:
        ask.say(language.phrase("screening_intro"))
        if flagged(safety, ask, language):
            return Screened(Answers(), flagged=True)
    before = known or Answers()
    asked, yes, today = list(before.asked), list(before.yes), []
    for question in questions(safety, exercises, before.asked):
        positive = ask.yes(language.text(question.ask))
        if question.again:
            today += [question.id] * positive
        else:
            asked.append(question.id)
            yes += [question.id] * positive
    return Screened(Answers(tuple(asked), tuple(yes)), (*yes, *today))


def flagged(safety: Safety, ask: Asker, language: Language) -> bool:
    """Ask for red flags; where one applies, say what to do and return True (SCIENCE E)."""
    for level in LEVELS:
        ask.say("\n" + language.phrase(f"screening_{level}"))
        for flag in safety.flag:
            if flag.level == level:
                ask.say(f"  - {language.text(flag.text)}")
        if ask.yes(language.phrase("screening_any")):
            for advice in safety.advice:
                if advice.level == level:
                    ask.say(language.text(advice.text))
            return True
    return False


def pain_before(safety: Safety, ask: Asker, language: Language) -> tuple[int | None, bool]:
    """Return the pain before the session, if told, and whether there should be none now."""
    pain = ask.number(language.text(safety.pain.ask))
    if pain is None or pain < safety.pain.stop:
        return pain, False
    ask.say(language.text(safety.pain.soon))
    if not flagged(safety, ask, language):
        ask.say(language.phrase("screening_too_strong"))
    return pain, True
