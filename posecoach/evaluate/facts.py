"""An evaluation as plain facts, for `--json` and for the file beside the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from posecoach.evaluate.exercise_holds import ClipReport
from posecoach.evaluate.exercise_report import ExerciseReport
from posecoach.evaluate.holds_document import false_share
from posecoach.evaluate.labelled import Labelled
from posecoach.evaluate.rendered import Rendered
from posecoach.version import VERSION

SCHEMA = 1
DECIMALS = 4


def labelled_facts(found: Labelled) -> dict[str, Any]:
    """Return everything found in a labelled folder; shares are 0..1, unknown is null."""
    facts = msgspec.to_builtins(found)
    return {"schema": SCHEMA, "posecoach": VERSION, "kind": "labelled", **_rounded(facts)}


def rendered_facts(found: Rendered) -> dict[str, Any]:
    """Return everything found on drawn figures, without the single pictures."""
    run = found.run
    return {
        "schema": SCHEMA,
        "posecoach": VERSION,
        "kind": "rendered",
        "people": run.people,
        "split": run.split,
        "seed": run.seed,
        "model": run.model or "default",
        "pictures": _rounded(msgspec.to_builtins(found.pictures)),
        "clips": _rounded(msgspec.to_builtins(found.clips)),
    }


def exercise_facts(found: Sequence[ExerciseReport], about: str) -> dict[str, Any]:
    """Return how well the camera knows the exercises; shares are 0..1, unknown is null."""
    return {
        "schema": SCHEMA,
        "posecoach": VERSION,
        "kind": "exercises",
        "about": about,
        "exercises": _rounded(msgspec.to_builtins(found)),
    }


def clip_facts(found: Sequence[ClipReport]) -> dict[str, Any]:
    """Return what was held and counted in drawn clips; seconds, unknown is null."""
    clips = [
        {
            "exercise": one.exercise.id,
            "side": one.side,
            "person": one.person,
            "at_rest_s": None if one.wanted else one.done_s,
            "counted_s": None if one.wanted else one.seen.still_s,
            "done": one.wanted,
            "count": one.seen.count,
            "stroke_s": one.seen.period_s,
            "auto": one.recognised,
            "wrong": dict(one.wrong),
        }
        for one in found
    ]
    return {
        "schema": SCHEMA,
        "posecoach": VERSION,
        "kind": "clips",
        "false_share": round(false_share(found), DECIMALS),
        "clips": _rounded(clips),
    }


def to_json(facts: dict[str, Any]) -> str:
    """Return the facts as one line of JSON."""
    return msgspec.json.encode(facts).decode()


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, DECIMALS)
    if isinstance(value, dict):
        return {key: _rounded(each) for key, each in value.items()}
    return [_rounded(each) for each in value] if isinstance(value, list | tuple) else value
