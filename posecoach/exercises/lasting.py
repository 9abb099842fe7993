"""How long exercises take when somebody is guided through them, words and ways included."""

from __future__ import annotations

from typing import Literal

from posecoach.exercises.exercise import Exercise

READING_S, BREATH_S = 14.0, 1.0  # characters spoken in a second, about 160 words a minute; pause
TITLE_S, SIDE_S, SET_S = 4.0, 3.0, 1.5  # saying what comes, on which side, which set
CHANGE_S = 5.0  # between two exercises, before the next is announced
LEAD_IN_S = 8.0  # of a set led by the clock, from the last words to the start
WAY_IN_S, WAY_OUT_S = 4.0, 8.0  # of a hold that is watched: until it is at rest, until it is left

Told = Literal["all", "way in", "nothing"]
"""What is said before a set: of a new exercise, of its other side, of one more on the same side."""


def spoken_s(words: str) -> float:
    """Return about how many seconds words take to say."""
    return BREATH_S + len(words) / READING_S


def set_s(exercise: Exercise) -> float:
    """Return how long a set of it is held or repeated, seconds."""
    repetition = exercise.repetition
    if repetition is None:
        return exercise.dose.hold_s
    return repetition.count * sum(repetition.period_s) / 2


def guided_s(exercise: Exercise, told: Told, by_clock: bool = False) -> float:
    """Return how long a set takes from the end of the one before: rest, words, ways, the set."""
    before = CHANGE_S if told == "all" else exercise.dose.rest_s
    clocked = by_clock or not exercise.checked
    ways = LEAD_IN_S + WAY_OUT_S / 2 if clocked else WAY_IN_S + WAY_OUT_S
    if exercise.repetition is not None and not clocked:
        ways = WAY_IN_S
    return before + _words_s(exercise, told) + ways + set_s(exercise)


def _words_s(exercise: Exercise, told: Told) -> float:
    if told == "nothing" or exercise.kind == "heat":
        return SET_S
    enter = spoken_s(exercise.enter) if exercise.enter else 0.0
    if told == "way in":
        return SIDE_S + enter
    why = TITLE_S + spoken_s(exercise.timer_only) if exercise.timer_only else 0.0
    return TITLE_S + why + sum(map(spoken_s, exercise.setup)) + enter
