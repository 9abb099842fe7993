"""What people do with head and hands while they sit well: typing, drinking, talking and so on.

    busy = Busy(seed=4)
    spec = busy.on(NEUTRAL, t)          # any posture, at any time; the same for the same seed
    busy.doing(t)                       # "typing", "drinking" ...

Time is cut into equal spells; a spell's activity is drawn from the seed and its number alone, so
that a minute in the middle of a day needs nothing of what came before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from posecoach.mannequin.motion import Sway, eased
from posecoach.mannequin.presets import LAP, keyboard
from posecoach.mannequin.reach import reaching
from posecoach.mannequin.scenery import DESK_M
from posecoach.mannequin.skeleton import ADULT, Figure, Proportions, pose
from posecoach.mannequin.spec import PoseSpec, Turn
from posecoach.types import Floats

SPELL_S = 20.0
CHANGE_S = 1.4  # to reach for a cup, to turn the head
STROKE_M, STROKE_HZ = 0.012, (1.3, 2.1)  # how far and how often typing hands move
GESTURE_M, GESTURE_HZ = 0.06, 0.45

Hands = Mapping[str, Floats]


@dataclass(frozen=True, slots=True)
class Doing:
    """An activity: how the face turns against the posture, where a hand goes, how often."""

    often: float  # weight against the others
    seconds: tuple[float, float]  # shortest and longest
    down: tuple[float, float] = (0.0, 0.0)  # face, degrees; drawn between the two
    aside: float = 0.0  # degrees the face turns, to either side
    tilt: float = 0.0  # degrees the head tilts right
    right: tuple[float, float, float] | None = None  # of the right wrist from the head, metres
    on_desk: tuple[float, float] | None = None  # of the right wrist on the desk, x and z, metres
    gesture: bool = False  # hands move as in talking


ACTIVITIES: Mapping[str, Doing] = {
    "typing": Doing(8.0, (0.0, 0.0)),
    "mouse": Doing(4.0, (5.0, 14.0), on_desk=(-0.27, 0.40)),
    "looking around": Doing(2.0, (1.5, 4.0), down=(-6.0, 6.0), aside=32.0),
    "talking": Doing(2.0, (8.0, 16.0), down=(-4.0, 4.0), aside=18.0, gesture=True),
    "drinking": Doing(1.0, (2.5, 4.0), down=(-14.0, -8.0), right=(-0.07, -0.18, 0.15)),
    "phone": Doing(0.6, (10.0, 16.0), aside=8.0, tilt=6.0, right=(-0.12, -0.13, 0.03)),
    "writing": Doing(1.0, (6.0, 14.0), down=(10.0, 18.0), on_desk=(-0.10, 0.36)),
}
"""Name -> activity. Typing is what happens between the others."""


@dataclass(frozen=True, slots=True)
class _Spell:
    name: str
    start: float  # seconds into the spell
    end: float
    face: tuple[float, float]  # degrees down, degrees left

    def share(self, t: float) -> float:
        """How much of the activity is in the posture, 0..1."""
        return min(eased((t - self.start) / CHANGE_S), eased((self.end - t) / CHANGE_S))


class Busy:
    """Somebody sitting and working, for as long as it takes."""

    def __init__(
        self,
        seed: int,
        hands: Hands | None = None,
        body: Proportions = ADULT,
        activities: Mapping[str, Doing] = ACTIVITIES,
    ) -> None:
        """Draw the small movements; `hands` is where the wrists work, the keys unless given."""
        self._seed, self._body, self._activities = seed, body, activities
        self._hands = keyboard() if hands is None else hands
        self._sway = Sway(seed)
        random = np.random.default_rng([seed, 1])
        self._hz = random.uniform(*STROKE_HZ, (2, 3))
        self._phase = random.uniform(0, 2 * np.pi, (2, 3))

    def doing(self, t: float) -> str:
        """What the person does at t seconds."""
        spell, inside = self._spell(t)
        return spell.name if spell.share(inside) > 0 else "typing"

    def on(self, spec: PoseSpec, t: float) -> PoseSpec:
        """The posture as it is at t seconds, with whatever is being done."""
        spell, inside = self._spell(t)
        doing, share = self._activities[spell.name], spell.share(inside)
        spec = self._sway.on(spec, t)
        down, left = (angle * share for angle in spell.face)
        head = spec.head
        turned = Turn(head.forward + down, head.left - doing.tilt * share, head.twist + left)
        spec = replace(spec, head=turned)
        figure = pose(spec, self._body)
        hands = {side: self._wrist(figure, doing, (side, share), t) for side in self._hands}
        return reaching(spec, hands, self._body)

    def _wrist(self, figure: Figure, doing: Doing, which: tuple[str, float], t: float) -> Floats:
        side, share = which
        i = 0 if side == "left" else 1
        home = self._hands[side]
        beat = np.sin(2 * np.pi * self._hz[i] * t + self._phase[i])
        home = home + STROKE_M * beat * (1.0, 0.5, 0.6)
        aim = home
        if side == "right" and doing.right is not None:
            aim = figure.at("head", doing.right)
        elif side == "right" and doing.on_desk is not None:
            x, z = doing.on_desk
            aim = np.array([x, DESK_M + 0.045, z]) + 0.5 * STROKE_M * beat
        elif doing.gesture:
            slow = np.sin(2 * np.pi * GESTURE_HZ * t + self._phase[i])
            aim = LAP[side] + (0.0, 0.16, 0.05) + GESTURE_M * slow
        return np.asarray(home + (aim - home) * share)

    def _spell(self, t: float) -> tuple[_Spell, float]:
        number, inside = divmod(t, SPELL_S)
        random = np.random.default_rng([self._seed, 2, int(number)])
        names = list(self._activities)
        weights = np.array([self._activities[name].often for name in names])
        name = names[int(random.choice(len(names), p=weights / weights.sum()))]
        doing = self._activities[name]
        length = random.uniform(*doing.seconds) + 2 * CHANGE_S
        start = random.uniform(0, SPELL_S - length)
        face = random.uniform(*doing.down), random.uniform(-doing.aside, doing.aside)
        return _Spell(name, start, start + length, face), inside
