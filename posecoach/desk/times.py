"""Reading the clocks, which nothing else of the desk coach does, and telling what they did."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from posecoach.activity.timekeeping import Passed
from posecoach.control.duration import spoken
from posecoach.reminders.hours import LocalTime


class Times(NamedTuple):
    """What the clocks say."""

    steady: float  # seconds that nobody can set, from any origin
    wall: float  # seconds since 1970
    local: LocalTime
    day: str  # local date, "2026-11-25"


def read_times(
    steady: Callable[[], float] = time.monotonic, wall: Callable[[], float] = time.time
) -> Times:
    """Return the times now, in the zone of this machine."""
    now = wall()
    here = datetime.fromtimestamp(now)
    midnight = here.replace(hour=0, minute=0, second=0, microsecond=0)
    local = LocalTime(here.toordinal(), (here - midnight).total_seconds())
    return Times(steady(), now, local, here.date().isoformat())


def happened(passed: Passed) -> str:
    """Return one line about what the clocks did besides going on; empty when nothing."""
    said = [f"this computer slept for {spoken(passed.slept_s)}"] if passed.slept_s else []
    if passed.set_s:
        way = "back" if passed.set_s < 0 else "forward"
        said.append(f"the clock was set {way} by {spoken(abs(passed.set_s))}")
    words = ", ".join(said)
    return words and f"{words[0].upper()}{words[1:]}."
