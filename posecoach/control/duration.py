"""Lengths of time as people write them. Pure."""

from __future__ import annotations

import re

LONGEST_S = 24 * 3600.0  # a pause that outlasts a day is a coach that was forgotten
_UNITS = {"h": 3600.0, "m": 60.0, "s": 1.0}
_FORM = re.compile(
    r"(?:(\d+(?:\.\d+)?)\s*(?:hours?|hrs?|h))?\s*"
    r"(?:(\d+(?:\.\d+)?)\s*(?:minutes?|mins?|min|m))?\s*"
    r"(?:(\d+(?:\.\d+)?)\s*(?:seconds?|secs?|sec|s))?",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?:(.*[hm])\s*)?(\d+(?:\.\d+)?)", re.IGNORECASE)


def seconds_of(text: str) -> float:
    """Return the seconds meant by "45m", "1h30", "90 s", "1 hour 5 min" or "45" (minutes).

    A number without a unit is of the next smaller one than what stands before it.

    Raises:
        ValueError: when it is no length of time, not above zero, or more than a day.
    """
    found = _FORM.fullmatch(_with_unit(text.strip()))
    if found is None or not any(found.groups()):
        raise ValueError(f"{text!r} is not a length of time; write it as 45m, 1h30 or 90s")
    parts = zip(found.groups(), _UNITS.values(), strict=True)
    seconds = sum(float(number) * unit for number, unit in parts if number)
    if not 0 < seconds <= LONGEST_S:
        raise ValueError(f"{text!r} must be more than nothing and at most a day")
    return seconds


def spoken(seconds: float) -> str:
    """Return a length of time in words: "45 min", "1 h 30 min", "20 s"."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    hours, minutes = divmod(round(seconds / 60), 60)
    return " ".join([f"{hours} h"] * bool(hours) + [f"{minutes} min"] * bool(minutes))


def _with_unit(text: str) -> str:
    bare = _BARE.fullmatch(text)
    if bare is None:
        return text
    before, number = bare[1] or "", bare[2]
    unit = {"": "m", "h": "m", "m": "s"}.get(before[-1:].lower(), "")
    return f"{before}{number}{unit}"
