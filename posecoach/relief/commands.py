"""What a key means, given what was asked. Pure."""

from __future__ import annotations

from posecoach.sessions.commands import Command
from posecoach.sessions.state import State
from posecoach.sessions.status import status

ESCAPE = "\x1b"
YES, NO = "yYjJ", "nN"  # j: ja
TEN = "tT"


def meaning(key: str, state: State) -> Command | int | None:
    """Return the command of a key, or the answer it gives; None: nothing now."""
    asked = expected(status(state).question)
    if asked == "number" and (key in TEN or key.isdecimal()):
        return 10 if key in TEN else int(key)
    if asked == "yes" and key in YES + NO:
        return int(key in YES)
    if key == " ":
        return "pause" if state.paused_at is None else "resume"
    commands: dict[str, Command] = {
        "n": "skip",
        "r": "repeat",
        "c": "by_clock",
        "q": "stop",
        ESCAPE: "stop",
    }
    return commands.get(key.lower())


def expected(question: str) -> str:
    """Return what a question asks for: "number", "yes" (or no), or nothing where there is none."""
    return "" if not question else "number" if question.startswith("ask_pain") else "yes"
