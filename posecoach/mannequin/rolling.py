"""Rolling a muscle over a foam roller: strokes to and fro, with stops on tender spots."""

from __future__ import annotations

from dataclasses import dataclass

from posecoach.mannequin.motion import eased
from posecoach.mannequin.plans import Side
from posecoach.mannequin.skeleton import ADULT, Figure, Proportions, pose
from posecoach.mannequin.stretches import Stretch


@dataclass(frozen=True, slots=True)
class Strokes:
    """When the body is where along its stroke."""

    period: float  # seconds of a single stroke, one way; SCIENCE D: good 2.5 to 6
    pauses: tuple[tuple[float, float], ...] = ()  # seconds at which it stops, and for how long

    def share(self, t: float) -> float:
        """Where along the stroke at t seconds, 0..1."""
        rolled = t - sum(min(max(t - start, 0.0), length) for start, length in self.pauses)
        which, part = divmod(max(rolled, 0.0) / self.period, 1.0)
        return eased(part) if int(which) % 2 == 0 else 1.0 - eased(part)


@dataclass(frozen=True, slots=True)
class Rolling:
    """A stretch done on a roller: hands and feet stay, the hips go to and fro above them."""

    stretch: Stretch
    strokes: Strokes
    side: Side = "right"

    @property
    def length(self) -> float:
        """How far the hips travel in a stroke, metres at 1.70 m stature."""
        plan = self.stretch.plan
        near, far = (stance.feet["left"].offset[2] for stance in (plan.start, plan.end))
        return near - far

    def figure(self, t: float, body: Proportions = ADULT) -> Figure:
        """The figure at t seconds; its hips start above x = z = 0 and come forward."""
        share = self.strokes.share(t)
        spec = self.stretch.posture(share, self.side, body)
        return pose(spec, body, (0.0, share * self.length * body.scale))
