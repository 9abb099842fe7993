"""The words of reminders: short, neutral, one thing to do (SCIENCE A9, B). Pure."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from posecoach.reminders.answers import Nudge
from posecoach.reminders.breaks import (
    LADDER,
    SKIPS_PER_DAY,
    STANDING_S,
    Breaks,
    Profile,
    Reminder,
    Skip,
    Step,
    overdue_s,
)
from posecoach.reminders.counter_moves import Offer

Kind = Literal["nudge", "break", "praise", "paused", "resumed", "snoozed", "notice"]

STEPS: dict[Step, str] = {
    "soft": "{so_far} in the chair. A break is due in {left}.",
    "due": "{so_far} in the chair. Stand up for {length}. {move}",
    "firm": "{so_far} in the chair now. Stand up for {length}. {move}",
    "urgent": "{so_far} in the chair. Stand up when you can.",
    "stand_shift": "Standing still for {so_far}. Shift your weight.",
    "stand_sit": "Standing for {so_far}. Sit for a while.",
    "wiggle": "Time to shift: recline, scoot or wiggle.",
    "eyes": "Look at something 6 m away for 20 seconds.",
}
WALK = "Standing for {so_far}. Walk about for {length}, then sit."
HEARD: frozenset[Step] = frozenset({"due", "firm", "stand_sit"})  # the others are only shown
SKIPS: dict[Skip, str] = {
    "nothing": "No break is due.",
    "sure": "Skip this break? That would be {next} of {most} today. Ask again to skip it.",
    "skipped": "Break skipped: {skips} of {most} today.",
    "used_up": "Skipped {skips} of {most} today: the reminder stays until you have been up.",
}
CAREFUL = (
    "Not calibrated: only clearly poor posture is named, and who stands before a laptop camera "
    "counts as sitting. `posecoach calibrate` helps."
)


class Message(Struct, frozen=True):
    """Something for the user, on whatever channels there are."""

    kind: Kind
    text: str
    loud: bool = False  # worth a sound; else only to be seen
    fields: dict[str, str | float] = {}  # for programs


def nudge(said: Nudge) -> Message:
    """Return one body part and one action; heard only when the one before was ignored."""
    fields: dict[str, str | float] = {
        "rule": said.rule,
        "part": said.part,
        "level": said.level,
        "message": said.message,
        "cue": said.cue,
    }
    return Message("nudge", f"{said.message} {said.cue}", said.again, fields)


def reminder(profile: Profile, state: Breaks, said: Reminder, offer: Offer) -> Message:
    """Return a reminder; the ones to stand up offer one movement."""
    words = STEPS[said.step]
    if said.step == "stand_sit" and profile.stand_s < STANDING_S:
        words = WALK
    text = words.format(
        so_far=minutes(said.seconds),
        left=minutes(-overdue_s(profile, state)),
        length=minutes(profile.break_s),
        move=offer.say,
    )
    fields: dict[str, str | float] = {"step": said.step, "seconds": round(said.seconds, 1)}
    if "{move}" in words:
        fields |= {"fault": offer.fault, "stretch": offer.stretch}
    return Message("break", text, said.step in HEARD, fields)


def taken(kind: str, up_s: float, was_due: bool) -> Message | None:
    """Return what the camera saw of a break; a micro-break is named where a break was due."""
    fields: dict[str, str | float] = {"step": "taken", "break": kind, "seconds": round(up_s, 1)}
    if kind == "micro":
        text = f"{round(up_s)} seconds up. A break counts from one minute."
        return Message("break", text, False, fields) if was_due else None
    return Message("break", f"Break taken: {minutes(up_s)}.", False, fields)


def skip(state: Breaks, answer: Skip) -> Message:
    """Return the answer to somebody who wants to skip a break."""
    text = SKIPS[answer].format(skips=state.skips, next=state.skips + 1, most=SKIPS_PER_DAY)
    fields: dict[str, str | float] = {"step": "skip", "answer": answer, "skips": state.skips}
    return Message("break", text, False, fields)


def praise(good_s: float) -> Message:
    """Return a good word."""
    text = f"{minutes(good_s)} in a comfortable posture. Well done."
    return Message("praise", text, False, {"seconds": round(good_s, 1)})


def banner(profile: Profile, state: Breaks) -> tuple[str, bool]:
    """Return what stays to be seen about the break, empty for nothing, and whether it is urgent."""
    used_up = state.skips >= SKIPS_PER_DAY
    words = []
    if state.rung >= 1:
        words.append(f"{minutes(state.sat_s)} in the chair: time to stand up.")
    if used_up:
        words.append(f"Skipped {state.skips} of {SKIPS_PER_DAY} today.")
    return " ".join(words), state.rung == len(LADDER) - 1


def minutes(seconds: float) -> str:
    """Return a length of time in whole minutes, at least one."""
    count = max(1, round(seconds / 60))
    return f"{count} minutes" if count != 1 else "1 minute"
