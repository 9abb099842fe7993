"""Results made by hand and by simulation, with everything about them known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import inf, nan, sqrt

import numpy as np

from posecoach.joints import JOINT_COUNT
from posecoach.reports.timeline import Timeline
from posecoach.types import (
    Activity,
    Assessment,
    Event,
    Framing,
    Level,
    Outlook,
    Pose,
    Result,
    Verdict,
    View,
)

POSE = Pose(
    0.0,
    np.zeros((JOINT_COUNT, 2)),
    np.zeros((JOINT_COUNT, 3)),
    np.ones(JOINT_COUNT),
)
SIZE = (1280, 720)


@dataclass(frozen=True)
class SampleRule:
    """A rule as reports see it."""

    id: str
    metric: str
    part: str
    message: str
    cue: str
    good: tuple[float, float]
    caution: tuple[float, float]
    weight: float = 0.1
    source: str = "SCIENCE A1"
    instead_of: str = ""

    def words(self, value: float) -> tuple[str, str]:
        side = "left" if value > 0 else "right"
        return self.message.format(side=side), self.cue

    def level(self, value: float) -> Level:
        if np.isnan(value):
            return "unknown"
        if self.good[0] <= value <= self.good[1]:
            return "good"
        return "caution" if self.caution[0] <= value <= self.caution[1] else "poor"

    def penalty(self, value: float) -> float:
        if np.isnan(value):
            return 0.0
        beyond = [
            (value - self.good[1], self.caution[1] - self.good[1]),
            (self.good[0] - value, self.good[0] - self.caution[0]),
        ]
        away = max(d / z if 0 < z < inf else -1.0 for d, z in beyond)
        if away <= 0:
            return 0.0
        return 0.4 * away if away <= 1 else min(1.0, 0.4 + 0.4 * (away - 1))


HEAD = SampleRule(
    "forward_head",
    "neck_inclination",
    "neck",
    "Your head is ahead of your shoulders.",
    "Let your head float back over your shoulders.",
    (-inf, 12),
    (-inf, 18),
    0.25,
    "SCIENCE A1 NI: from the map to the craniovertebral angle (Lau 2009, Oakley 2024)",
)
LEAN = SampleRule(
    "trunk_lean",
    "trunk_inclination",
    "trunk",
    "Your trunk leans forward.",
    "Sit back into the backrest, grow tall, breathe.",
    (-20, 10),
    (-30, 20),
    0.25,
    "SCIENCE A1 TI: ISO 11226 and EN 1005-4 zones",
)
DOWN = SampleRule(
    "head_down",
    "head_inclination",
    "head",
    "You are looking down.",
    "Bring the screen up or closer to eye level.",
    (-5, 10),
    (-10, 20),
    0.12,
    "SCIENCE A1 HI: RULA 10/20 deg",
)
HIP = SampleRule(
    "closed_hip",
    "torso_thigh_angle",
    "hips",
    "Your hip angle is small.",
    "Raise the seat a little.",
    (90, 120),
    (80, 135),
    0.08,
    "SCIENCE A1: NUREG-0700",
)
TILT = SampleRule(
    "side_lean",
    "lateral_trunk_lean",
    "trunk",
    "Your trunk leans to the {side}.",
    "Even out: both sit bones heavy.",
    (-5, 5),
    (-10, 10),
    0.22,
)
SIDE_RULES = (HEAD, LEAN, DOWN, HIP)
RULES = {f"side_sitting/{rule.id}": rule for rule in SIDE_RULES}


def frame(
    t: float,
    values: Mapping[str, float] | None = None,
    *,
    score: float = nan,
    losses: Mapping[str, float] | None = None,
    reason: str = "",
    **more: object,
) -> Result:
    """One Result; what is not given is unknown."""
    rules = more.get("rules", SIDE_RULES)
    values = values or {}
    verdicts = tuple(
        Verdict(rule.id, rule.level(values[rule.metric]), values[rule.metric], 0.0)
        for rule in rules  # type: ignore[attr-defined]
        if rule.metric in values
    )
    assessment = Assessment(
        rule_set=str(more.get("rule_set", "side_sitting")) if not reason else "",
        score=score,
        coverage=0.0 if np.isnan(score) else 1.0,
        partial=bool(more.get("partial", False)),
        losses=losses or {},
        verdicts=verdicts,
        events=more.get("events", ()),  # type: ignore[arg-type]
    )
    person = bool(more.get("person", True))
    view = View(more.get("view", View.SIDE_LEFT))  # type: ignore[call-overload]
    return Result(
        t=t,
        index=int(more.get("index", round(t * 30))),  # type: ignore[call-overload]
        frame=None,
        size=SIZE,
        pose=POSE if person else None,
        raw=POSE if person else None,
        outlook=Outlook(view=view, framing=Framing.FULL_BODY, reason=reason),
        activity=Activity(more.get("activity", Activity.SITTING)),  # type: ignore[call-overload]
        measurements=values,
        assessment=assessment,
    )


def timeline_of(*results: Result) -> Timeline:
    timeline = Timeline()
    for result in results:
        timeline.add(result)
    return timeline


def event(t: float, kind: str, rule: SampleRule = HEAD, **more: object) -> Event:
    return Event(
        t=t,
        kind=kind,  # type: ignore[arg-type]
        rule=rule.id,
        since=float(more.get("since", t)),  # type: ignore[arg-type]
        level=more.get("level", "caution"),  # type: ignore[arg-type]
        part=rule.part,
        message=rule.message,
        cue=rule.cue,
    )


def simulate(duration_s: float, fps: float = 15.0, seed: int = 1) -> Iterator[Result]:
    """A person at a desk from the side: slouching for a while, looking down, leaving, turning."""
    rng = np.random.default_rng(seed)
    t = np.arange(0, duration_s, 1 / fps)
    t = t[(t < 0.62 * duration_s) | (t > 0.64 * duration_s)]  # the recording stuck here
    names = [rule.metric for rule in SIDE_RULES]
    values = dict(zip(names, _motion(rng, t / duration_s, t), strict=True))
    values["knee_angle"] = 95 + _noise(rng, t, 40.0, 4.0)
    values["elbow_angle"] = 98 + _noise(rng, t, 25.0, 6.0)
    raised: dict[str, float] = {}
    for i, at in enumerate(t.tolist()):
        u = at / duration_s
        away, turned = 0.45 < u < 0.52, 0.7 < u < 0.73
        if away or turned:
            yield frame(
                at,
                reason="no person" if away else "turned away",
                person=not away,
                activity=Activity.AWAY if away else Activity.SITTING,
                view=View.UNKNOWN if away else View.OBLIQUE,
            )
            continue
        now = {name: float(column[i]) for name, column in values.items()}
        score, losses = _score(now)
        events = tuple(_events(at, now, raised))
        yield frame(at, now, score=score, losses=losses, events=events)


def _motion(rng: np.random.Generator, u: np.ndarray, t: np.ndarray) -> list[np.ndarray]:
    slouch = 1 / (1 + np.exp(-60 * (u - 0.2))) - 1 / (1 + np.exp(-60 * (u - 0.42)))
    tired = np.clip((u - 0.75) / 0.2, 0, 1)
    down = ((u > 0.55) & (u < 0.61)).astype(float)
    trunk = 2 + 13 * slouch + 7 * tired + _noise(rng, t, 30.0, 2.0) + _noise(rng, t, 1.0, 0.8)
    neck = 8 + 9 * slouch + 6 * tired + _noise(rng, t, 20.0, 2.5) + _noise(rng, t, 1.0, 1.0)
    head = 2 + 21 * down + _noise(rng, t, 15.0, 3.0)
    hip = 101 - 12 * slouch + _noise(rng, t, 40.0, 2.0)
    head[(u > 0.3) & (u < 0.36)] = np.nan
    return [neck, trunk, head, hip]


def _noise(rng: np.random.Generator, t: np.ndarray, tau: float, sd: float) -> np.ndarray:
    step = float(np.median(np.diff(t)))
    keep = np.exp(-step / tau)
    out, value = np.empty(len(t)), rng.normal(0, sd)
    kicks = rng.normal(0, sd * sqrt(1 - keep**2), len(t))
    for i, kick in enumerate(kicks.tolist()):
        value = keep * value + kick
        out[i] = value
    return out


def _score(values: Mapping[str, float]) -> tuple[float, dict[str, float]]:
    squares = {r: r.weight / 0.7 * r.penalty(values[r.metric]) ** 2 for r in SIDE_RULES}
    total = sum(squares.values())
    lost = 100 * sqrt(total)
    losses: dict[str, float] = {}
    for rule, square in squares.items():
        if square > 0:
            losses[rule.part] = losses.get(rule.part, 0.0) + lost * square / total
    return 100 - lost, losses


def _events(t: float, values: Mapping[str, float], raised: dict[str, float]) -> Iterator[Event]:
    """Raise at once, clear a fifth inside the band: enough to make strips and a table."""
    for rule in SIDE_RULES:
        value, level = values[rule.metric], rule.level(values[rule.metric])
        if rule.id not in raised and level == "poor":
            raised[rule.id] = t
            yield event(t, "raised", rule, level="poor")
        elif rule.id in raised and level == "good" and value < rule.good[1] - 3:
            del raised[rule.id]
            yield event(t, "cleared", rule, level="poor")
        if rule.id in raised and t - raised[rule.id] == 60.0:
            yield event(t, "alert", rule, level="poor", since=raised[rule.id])
