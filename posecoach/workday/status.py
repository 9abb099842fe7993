"""How the day is going: what stays on the picture, and the facts for `posecoach status`. Pure."""

from __future__ import annotations

from math import isnan
from typing import Any

from posecoach.reminders import breaks, words
from posecoach.types import Activity
from posecoach.workday.state import Moment, Plan, Workday, may_speak, seat_of, why_silent


def banner(plan: Plan, state: Workday, now: Moment) -> tuple[str, bool]:
    """Return what the picture shows of all this, empty for nothing, and whether it is urgent."""
    if not may_speak(plan, state, now):
        return "", False
    if state.shown and now.t < state.shown_until:
        return state.shown, False
    if state.activity is not Activity.SITTING:
        return "", False
    return words.banner(plan.profile, state.breaks)


def status(plan: Plan, state: Workday, now: Moment) -> dict[str, Any]:
    """Return how things are, as plain data; seconds, None for what does not apply."""
    seat = seat_of(state)
    snoozed, score = state.snoozed_until, state.posture.score
    due_in = -breaks.overdue_s(plan.profile, state.breaks) if seat.sitting_s > 0 else None
    return {
        "silent": why_silent(plan, state, now),
        "snoozed_s": None if snoozed is None else round(max(snoozed - now.t, 0.0), 1),
        "activity": state.activity.label,
        "sitting_s": round(seat.sitting_s, 1),
        "standing_s": round(seat.standing_s, 1),
        "static_s": round(seat.static_s, 1),
        "break_due_in_s": None if due_in is None else round(due_in, 1),
        "skips_today": state.breaks.skips,
        "nudges_today": state.nudges.today,
        "heeded_today": state.nudges.heeded,
        "ignored_in_a_row": state.nudges.ignored,
        "posture_today": None if isnan(score) else round(score, 1),
        "over_hold_s": round(state.posture.over_hold_s, 1),
        "heavier_side": state.ledger.heavier,
        "calibrated": plan.nudges.calibrated,
        "banner": banner(plan, state, now)[0],
        "lines": _lines(plan, state, now),
    }


def _lines(plan: Plan, state: Workday, now: Moment) -> list[str]:
    """Return the same for people."""
    seat, told = seat_of(state), state.nudges
    lines = []
    if silent := why_silent(plan, state, now):
        lines.append(f"Nothing is said: {silent}.")
    if seat.sitting_s > 0:
        due_in = -breaks.overdue_s(plan.profile, state.breaks)
        due = f"in {words.minutes(due_in)}" if due_in > 0 else f"for {words.minutes(-due_in)} now"
        lines.append(f"Sitting for {words.minutes(seat.sitting_s)}; a break is due {due}.")
    if seat.standing_s > 0:
        lines.append(f"Standing for {words.minutes(seat.standing_s)}.")
    lines.append(f"Today: {told.today} words about posture, {told.heeded} heeded.")
    if not isnan(state.posture.score):
        held = (
            f", {words.minutes(over)} held too long" if (over := state.posture.over_hold_s) else ""
        )
        lines.append(f"Posture today {state.posture.score:.0f}{held}.")
    if state.breaks.skips:
        lines.append(f"Breaks skipped today: {state.breaks.skips} of {breaks.SKIPS_PER_DAY}.")
    return lines
