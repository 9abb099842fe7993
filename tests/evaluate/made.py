"""Rows and samples made up for tests: the truth of everything in them is chosen."""

from __future__ import annotations

from math import nan
from pathlib import Path
from typing import Any

from posecoach.evaluate.datasets import Item
from posecoach.evaluate.judged import Row
from posecoach.evaluate.pictures import Sample, Seen
from posecoach.evaluate.stage import Cast, Setting
from posecoach.evaluate.suites import Scene
from posecoach.types import Activity, Assessment, Framing, Outlook, Result, View


def row(label: str, score: float = nan, **facts: Any) -> Row:
    """One labelled picture as the product judged it.

    `facts`: view, truly (the labelled view), group, values (metric -> value), verdicts, said
    (rules), reason, pose and people (keypoints).
    """
    truly, group = facts.pop("truly", "side"), facts.pop("group", "g")
    people, said = facts.pop("people", ()), frozenset(facts.pop("said", ()))
    view = facts.pop("view", View.SIDE_RIGHT)
    facing = -1 if view is View.SIDE_LEFT else 1
    pose = facts.pop("pose", None)
    judged = Assessment(
        "side_sitting",
        score,
        1.0,
        verdicts=facts.pop("verdicts", ()),
        cue="Sit back." if said else "",
    )
    outlook = Outlook(view, Framing.FULL_BODY, facing, 90.0, facts.pop("reason", ""))
    values = facts.pop("values", {})
    assert not facts
    seen = (0.0, 0, None, (640, 480), pose, pose, outlook)
    result = Result(*seen, Activity.SITTING, values, judged)
    return Row(
        Item(f"{label}.jpg", Path("nowhere"), label, truly, group, people=people),
        label,
        result,
        said,
    )


def sample(true: float, measured: float, **facts: Any) -> Sample:
    """One drawn picture with one metric.

    `facts`: level, person (a number), judged, yaw, metric, seen (truly, called), reason.
    """
    metric = facts.get("metric", "neck_inclination")
    nothing = Seen("", "", "")
    truly, called = facts.get("seen", (nothing, nothing))
    return Sample(
        "made",
        Cast(0, "tune", facts.get("person", 0)),
        Setting(Scene(), facts.get("level", 90.0), 90.0, 0),
        "neutral",
        facts.get("yaw", 90.0),
        {metric: true},
        {metric: measured},
        {metric: facts.get("judged", True)},
        truly,
        called,
        facts.get("reason", ""),
    )
