"""What a key means, given what was asked. Pure."""

from __future__ import annotations

from posecoach.sessions.commands import Command
from posecoach.sessions.state import State

ESCAPE = "\x1b"
YES, NO = "yYjJ", "nN"  # j: ja
TEN = "tT"


def meaning(key: str, state: State) -> Command | int | None:
    """Return the command of a key, or the answer it gives; None: nothing now."""
    asked = expects(state)
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


def expects(state: State) -> str:
    """Return what is asked for now: "number", "yes" (or no), or nothing."""
    if state.question is not None:
        return "number" if state.question.key.startswith("ask_pain") else "yes"
    heat = state.heat
    return "yes" if heat is not None and heat.phase in ("asking", "checking", "alarm") else ""
