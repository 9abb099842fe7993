"""What the report page shows of a clip's exercise, as values."""

from __future__ import annotations

from typing import Any

from posecoach.reports.charts import Span
from posecoach.reports.exercise import ExerciseSummary
from posecoach.reports.exercise_words import (
    FEW_HOLDS,
    amount,
    balance,
    headline,
    likelihoods,
    quality,
    unseen,
)
from posecoach.reports.lanes import Lane, event_lanes
from posecoach.reports.marks import TimeAxis
from posecoach.reports.words import length


def exercise_context(it: ExerciseSummary, axis: TimeAxis) -> dict[str, Any]:
    """Return everything the exercise's part of the page needs."""
    return {
        "of": it,
        "headline": headline(it),
        "others": likelihoods(it),
        "unseen": unseen(it),
        "balance": balance(it),
        "sides": [
            (name, amount(side), ", ".join(quality(side, it.depth_measure)))
            for name, side in it.sides.items()
        ],
        "held": not any(side.target_count or side.count for side in it.sides.values()),
        "listed": it.holds[:FEW_HOLDS],
        "lanes": (*_hold_lanes(it, axis), *event_lanes(it.events(), axis)),
    }


def _hold_lanes(it: ExerciseSummary, axis: TimeAxis) -> tuple[Lane, ...]:
    lanes = []
    for side in dict.fromkeys(hold.side for hold in it.holds):
        mine = [hold for hold in it.holds if hold.side == side]
        strips = tuple(
            axis.mark(Span(h.t, h.end, 0), f"{length(h.valid_s)} counted", "good") for h in mine
        )
        name = "In position" if side == "both" else f"In position, {side} side"
        lanes.append(Lane(name, strips, f"{length(sum(h.valid_s for h in mine))} counted"))
    return tuple(lanes)
