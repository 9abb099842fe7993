"""Numbers as people read them, for the page and the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from math import floor, inf

from posecoach.reports.rounding import apportion

Interval = tuple[float, float]

UNIT_SIGNS = {"deg": "°", "ratio": "", "cm": " cm", "px": " px", "points": ""}
ENOUGH_S, PRELIMINARY_S = 3600.0, 900.0  # measured time that percentiles need, SCIENCE F4
WELLNESS = (
    "General wellness coaching from a camera estimate. Not a medical device, diagnosis or "
    "treatment. Stop if pain is sharp, spreads, tingles or makes you numb."  # SCIENCE E
)


def length(seconds: float) -> str:
    """Return a time span in words: "3.2 s", "41 s", "12 min 5 s", "1 h 2 min"."""
    if seconds < 9.95:
        return f"{seconds:.1f} s" if seconds else "0 s"
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        minutes, rest = divmod(whole, 60)
        return f"{minutes} min {rest} s" if rest else f"{minutes} min"
    hours, minutes = divmod(round(seconds / 60), 60)
    return f"{hours} h {minutes} min" if minutes else f"{hours} h"


def clock(seconds: float) -> str:
    """Return a position in a recording: "0:41", "12:05", "1:02:05"."""
    minutes, rest = divmod(floor(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def percent(share: float) -> str:
    """Return a share 0..1 as "94 %"; never 0 % or 100 % unless it is exactly that."""
    if 0 < share < 0.005:
        return "<1 %"
    if 0.995 <= share < 1:
        return ">99 %"
    return f"{share * 100:.0f} %"


def sample_note(seconds: float) -> str:
    """Return what to think of percentiles of so much measured time; empty where it is enough."""
    if seconds < PRELIMINARY_S:
        return "short sample"
    return "preliminary" if seconds < ENOUGH_S else ""


def title(name: str) -> str:
    """Return a name of code as words: "neck_inclination" -> "Neck inclination"."""
    return name.replace("_", " ").capitalize()


def reading(value: float | None, unit: str, error: float | None = None) -> str:
    """Return a value with its unit, "-" when not known: "14.2 ± 3.1°", "0.97", "58 cm"."""
    if value is None or value != value:
        return "-"
    decimals = {"deg": 1, "ratio": 2}.get(unit, 0)
    about = "" if error is None else f" ± {error:.{decimals}f}"
    return f"{value:.{decimals}f}{about}{UNIT_SIGNS[unit]}".replace("-", "\N{MINUS SIGN}")


def interval(limits: Interval, unit: str) -> str:
    """Return a band in words: "up to 12°", "90 to 120°", "from 50 cm", "any"."""
    low, high = limits
    sign = UNIT_SIGNS[unit]
    texts = [f"{edge:g}".replace("-", "\N{MINUS SIGN}") for edge in limits]
    if low > -inf and high < inf:
        return f"{texts[0]} to {texts[1]}{sign}"
    if high < inf:
        return f"up to {texts[1]}{sign}"
    return f"from {texts[0]}{sign}" if low > -inf else "any"


def points(score: float) -> int:
    """Return a score in whole points, rounded down so that it never claims a better band."""
    return floor(score)


def decomposition(score: float, losses: Mapping[str, float]) -> tuple[int, dict[str, int]]:
    """Return the score in whole points and those lost per body part; together they are 100."""
    left = points(score)
    parts = apportion(losses, 100 - left, 0)
    return left, {part: int(lost) for part, lost in parts.items() if lost}


def equation(score: float, losses: Mapping[str, float]) -> str:
    """Return "72 = 100 - 18 neck - 10 trunk"."""
    left, parts = decomposition(score, losses)
    return f"{left} = 100" + "".join(f" - {n} {part}" for part, n in parts.items())
