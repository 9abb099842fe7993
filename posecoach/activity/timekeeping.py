"""Time that never goes back: through a closed lid, a clock set anew and a restart. Pure.

Everything that lasts (bouts, cool-downs, snoozes) is reckoned in *tracked time*: seconds that begin
as the wall clock's and from then on only grow. Two clocks are read at every tick: a steady one that
nobody can set, and the wall clock, which says how long the program was off. Daylight saving changes
neither: both count seconds, not hours of the day.
"""

from __future__ import annotations

from msgspec import Struct

ASLEEP_S = 10.0  # a loop that ticks ten times a second has not run for so long: it was suspended
SET_S = 2.0  # clocks that differ by less drift or are slewed; by more somebody has set one


class Clocks(Struct, frozen=True):
    """What the clocks said at the last tick, and the tracked time then."""

    t: float  # tracked time, seconds
    steady: float  # seconds of a clock that only runs forward, from any origin
    wall: float  # seconds since 1970 (UTC)

    @property
    def offset(self) -> float:
        """Seconds to add to tracked time to have the time of day, as the wall clock has it now."""
        return self.wall - self.t


class Passed(Struct, frozen=True):
    """What happened between two ticks besides time going by."""

    slept_s: float = 0.0  # the program did not run: lid closed, or it was off
    set_s: float = 0.0  # by how much the wall clock was set; negative: back


def start(steady: float, wall: float) -> Clocks:
    """Return the clocks of somebody who has never run posecoach: tracked time is the wall's."""
    return Clocks(wall, steady, wall)


def resume(saved: Clocks, steady: float, wall: float) -> tuple[Clocks, Passed]:
    """Return the clocks of a new run of the program, which goes on from the last one's.

    The time it was off is as long as the wall clock says, and none if that was set back.
    """
    off = wall - saved.wall
    after = Clocks(saved.t + max(off, 0.0), steady, wall)
    return after, Passed(max(off, 0.0), off if off < -SET_S else 0.0)


def tick(before: Clocks, steady: float, wall: float) -> tuple[Clocks, Passed]:
    """Return the clocks now, and what happened since the last tick.

    Where the steady clock stops in a suspended machine, only the wall clock has gone on, as it does
    when somebody sets it forward. These look the same, and count as sleep: time that nobody saw
    must not count as sitting.
    """
    ran = max(steady - before.steady, 0.0)
    ahead = wall - before.wall - ran
    unseen = ahead if ahead >= ASLEEP_S else 0.0
    turned = ahead if abs(ahead) > SET_S and not unseen else 0.0
    slept = unseen + (ran if ran >= ASLEEP_S else 0.0)
    return Clocks(before.t + ran + unseen, steady, wall), Passed(slept, turned)
