"""What of a session is worth keeping, as it happens: sets done, pain, heat. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import isnan
from typing import Any

from posecoach.language import Language
from posecoach.sessions.results import Outcome, Result, report
from posecoach.sessions.state import State

Kept = tuple[str, dict[str, Any]]  # kind of history event, its body
DIGITS = 3


def kept_of(before: State, after: State) -> Iterator[Kept]:
    """Yield what has happened between two states of a session."""
    for outcome in after.outcomes[len(before.outcomes) :]:
        yield _set(outcome)
    for pain in after.pains[len(before.pains) :]:
        yield (
            "pain",
            {
                "value": pain,
                "unit": "of 10",
                "when": "during" if after.end_pain is None else "after",
            },
        )


def _set(outcome: Outcome) -> Kept:
    task, tally = outcome.turn.task, outcome.tally
    if task.exercise.kind == "heat":
        return "heat", {"value": round(tally.held_s / 60, 1), "unit": "min"}
    body: dict[str, Any] = {
        "exercise": task.exercise.id,
        "kind": task.exercise.kind,
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
        body[name] = _share(getattr(tally, name))
    score = report([outcome]).score
    body["score"] = None if isnan(score) else round(score, 1)
    return "exercise", body


def told(kind: str, body: Mapping[str, Any], language: Language) -> str:
    """Return a line for people about something that is kept."""
    if kind == "pain":
        return language.phrase("result_pain", n=body["value"])
    if kind == "heat":
        return language.phrase("result_heat", minutes=body["value"])
    done, of = body["seconds"], body["target_s"]
    if body["target_count"]:
        done, of = body["count"], body["target_count"]
        return language.phrase("result_repetitions", n=done, of=of)
    return language.phrase("result_hold", seconds=done, of=of)


def summary(state: State) -> dict[str, Any]:
    """Return what came of a session as a whole."""
    found = report(state.outcomes)
    return {
        "title": state.title,
        "seconds": round(state.t, 1),
        "complete": state.stage == "over" and state.turn is None,
        "sets": sum(not it.skipped or it.tally.done >= 1 for it in state.outcomes),
        "score": None if isnan(found.score) else round(found.score, 1),
        "pain": state.end_pain,
        "exercises": [_exercise(result) for result in found.results],
    }


def _exercise(result: Result) -> dict[str, Any]:
    sides = {
        name: {
            "seconds": round(side.held_s, 1),
            "target_s": round(side.target_s, 1),
            "count": side.count,
            "target_count": side.target_count,
            "form": _share(side.form),
            "pace": _share(side.pace),
            "faults": dict(side.faults),
            "checked": side.checked,
        }
        for name, side in result.sides.items()
    }
    score = None if isnan(result.score) else round(result.score, 1)
    return {
        "exercise": result.exercise,
        "score": score,
        "balance": _share(result.balance),
        "sides": sides,
    }


def _share(value: float) -> float | None:
    return None if isnan(value) else round(value, DIGITS)
