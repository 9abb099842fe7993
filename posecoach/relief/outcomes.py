"""What of a session is worth keeping, as it happens: sets done, pain, heat. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from math import isnan
from typing import Any

from posecoach.sessions.results import Outcome
from posecoach.sessions.state import State

Kept = tuple[str, dict[str, Any]]  # kind of history event, its body
DIGITS = 3


def kept_of(before: State, after: State) -> Iterator[Kept]:
    """Yield what has happened between two states of a session."""
    for outcome in after.outcomes[len(before.outcomes) :]:
        yield _set(outcome)
    for pain in after.pains[len(before.pains) :]:
        yield "pain", {"value": pain, "when": "during" if after.end_pain is None else "after"}


def _set(outcome: Outcome) -> Kept:
    task, tally = outcome.turn.task, outcome.tally
    if task.exercise.kind == "heat":
        return "heat", {"seconds": round(tally.held_s, 1)}
    body: dict[str, Any] = {
        "exercise": task.exercise.id,
        "side": task.side or "both",
        "set": outcome.turn.number,
        "seconds": round(tally.held_s, 1),
        "target_s": round(tally.target_s, 1),
        "count": tally.count,
        "target_count": tally.target_count,
        "checked": tally.checked,
        "skipped": outcome.skipped,
        "faults": dict(tally.faults),
    }
    for name in ("done", "form", "pace"):
        share = getattr(tally, name)
        body[name] = None if isnan(share) else round(share, DIGITS)
    return "exercise", body
