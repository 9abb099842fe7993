"""Sightings in, results out. The same stages serve the camera and a recorded file.

Stages without memory work on a batch of frames at once, which is what makes them cheap; a live
loop simply uses batches of one. Results come in order, one for each sighting.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from math import nan

import numpy as np

from posecoach import trust, view
from posecoach.activity import presence
from posecoach.baseline import Baseline
from posecoach.joints import JOINT_COUNT, PAIRS
from posecoach.metrics import METRICS, Body, measure
from posecoach.pose.follow import NOBODY, Track, follow
from posecoach.rules import engine
from posecoach.rules.rule import RuleSet, choose
from posecoach.smoothing import OneEuro, Smoothed, smooth
from posecoach.types import (
    Activity,
    Assessment,
    Floats,
    Frame,
    Framing,
    Outlook,
    Pose,
    Result,
    Sighting,
    View,
)

Seen = tuple[Frame | None, Sighting]

LYING = "lying down: posture is scored sitting or standing"
NO_RULES = "no rules for this view"
TOO_LITTLE = "too little of the body in view"
CROPPED = "too close to the edge of the picture"
LANDMARKS = OneEuro(min_cutoff_hz=1.0, beta=1.5)  # per trunk length per second, SCIENCE A8


@dataclass(frozen=True, slots=True)
class Coach:
    """What stays the same while a source is watched."""

    rule_sets: tuple[RuleSet, ...]
    baseline: Baseline | None = None
    horizontal_fov_deg: float = nan  # of the camera; NaN when not known
    metrics: tuple[str, ...] = tuple(METRICS)
    still: bool = False  # pictures judged one by one: nothing has to last

    def __post_init__(self) -> None:
        """Let rules speak at once for single pictures."""
        if self.still:
            sets = tuple(
                replace(s, rules=tuple(replace(r, hold_s=0.0) for r in s.rules))
                for s in self.rule_sets
            )
            object.__setattr__(self, "rule_sets", sets)


@dataclass(slots=True)
class _Followed:
    frame: Frame | None
    sighting: Sighting
    pose: Pose | None  # as the network gave it
    reason: str
    scale: float  # pixels
    newcomer: bool  # somebody else has become the person followed


def assess(seen: Iterable[Seen], coach: Coach, batch: int = 1) -> Iterator[Result]:
    """Yield one Result per frame, lazily and in order; `batch` frames are worked on together."""
    run = Watch(coach)
    stream = iter(seen)
    while chunk := list(islice(stream, batch)):
        yield from run.take(chunk)


@dataclass(slots=True)
class Watch:
    """One source being watched: what never changes, and what is remembered between frames."""

    coach: Coach
    track: Track | None = None
    smoothing: Smoothed | None = None
    settled: view.Settled = field(default_factory=view.Settled)
    presence: presence.Presence = field(default_factory=presence.Presence)
    rules: engine.State = field(default_factory=engine.State)
    sets: Mapping[str, RuleSet] = field(init=False)

    def __post_init__(self) -> None:
        """Index the rule sets."""
        self.sets = {s.id: s for s in self.coach.rule_sets}

    def take(self, chunk: list[Seen]) -> Iterator[Result]:
        """Yield the results of consecutive frames, which must all be of one size."""
        followed = [self._follow(frame, sighting) for frame, sighting in chunk]
        size = followed[0].sighting.size
        pose = self._smoothed(trust.trusted(_stack(followed), size), followed)
        reading = view.read(pose)
        outlooks = [self._outlook(f, reading, i) for i, f in enumerate(followed)]
        body, views, framings = self._body(pose, outlooks, size)
        columns = measure(body, self.coach.metrics, views)
        rows = zip(*(column.tolist() for column in columns.values()), strict=True)
        activities = presence.read(body, views, framings).tolist()
        for i, (f, row) in enumerate(zip(followed, rows, strict=True)):
            values = dict(zip(columns, row, strict=True))
            activity = self._activity(f, outlooks[i], Activity(int(activities[i])))
            outlook, assessment = self._judge(f.sighting.t, outlooks[i], activity, values)
            yield Result(
                f.sighting.t,
                f.sighting.index,
                f.frame,
                f.sighting.size,
                None if f.pose is None else _row(pose, i),
                f.pose,
                outlook,
                activity,
                values,
                assessment,
            )

    def _follow(self, frame: Frame | None, sighting: Sighting) -> _Followed:
        before = self.track
        self.track, pose, reason = follow(before, sighting)
        newcomer = (
            before is not None and self.track is not None and before.number != self.track.number
        )
        scale = max(self.track.size, 1.0) if self.track else 1.0
        return _Followed(frame, sighting, pose, reason, scale, newcomer)

    def _smoothed(self, pose: Pose, followed: list[_Followed]) -> Pose:
        px = np.empty_like(pose.px)
        for i, f in enumerate(followed):
            state = None if f.newcomer else self.smoothing
            self.smoothing, px[i] = smooth(LANDMARKS, state, f.sighting.t, pose.px[i], f.scale)
        return replace(pose, px=px)

    def _outlook(self, f: _Followed, reading: view.Reading, i: int) -> Outlook:
        t = f.sighting.t
        if f.newcomer:
            self.settled = view.Settled()
        if f.pose is None:
            self.settled = view.settle(self.settled, t, View.UNKNOWN, Framing.UNKNOWN, 0)
            return Outlook(reason=f.reason)
        now = View(int(reading.view[i])), Framing(int(reading.framing[i])), int(reading.facing[i])
        self.settled = view.settle(self.settled, t, *now)
        found = view.outlook(self.settled, float(reading.yaw[i]), float(reading.segment_px[i]))
        if found.reason == view.UNSEEN and _at_edge(f.pose, f.sighting.size):
            return replace(found, reason=CROPPED)
        return found

    def _body(
        self, pose: Pose, outlooks: list[Outlook], size: tuple[int, int]
    ) -> tuple[Body, Floats, Floats]:
        facing = np.array([o.facing or nan for o in outlooks])
        baseline = self.coach.baseline.at(size) if self.coach.baseline else {}
        focal = size[0] / 2 / np.tan(np.radians(self.coach.horizontal_fov_deg / 2))
        views = np.array([o.view for o in outlooks])
        framings = np.array([o.framing for o in outlooks])
        return Body(pose.px, facing, facing < 0, baseline, focal), views, framings

    def _activity(self, f: _Followed, outlook: Outlook, seen: Activity) -> Activity:
        if f.pose is None:
            seen = Activity.AWAY if f.reason == NOBODY else Activity.UNKNOWN
        close_up = outlook.framing is Framing.HEAD_AND_SHOULDERS
        self.presence = presence.settle(self.presence, f.sighting.t, seen, close_up)
        return self.presence.activity

    def _judge(
        self, t: float, outlook: Outlook, activity: Activity, values: Mapping[str, float]
    ) -> tuple[Outlook, Assessment]:
        rule_set = None
        if not outlook.reason:
            sets = self.coach.rule_sets
            rule_set = choose(sets, outlook.view, outlook.framing, activity)
            if rule_set is None:
                lying = activity is Activity.LYING
                outlook = replace(outlook, reason=LYING if lying else NO_RULES)
        self.rules, assessment = engine.update(self.sets, rule_set, self.rules, t, values)
        if rule_set is not None and np.isnan(assessment.score):
            outlook = replace(outlook, reason=TOO_LITTLE)
        return outlook, assessment


def _stack(followed: list[_Followed]) -> Pose:
    n = len(followed)
    px, world = np.full((n, JOINT_COUNT, 2), nan), np.full((n, JOINT_COUNT, 3), nan)
    visibility = np.zeros((n, JOINT_COUNT))
    for i, f in enumerate(followed):
        if f.pose is not None:
            px[i], world[i], visibility[i] = f.pose.px, f.pose.world, f.pose.visibility
    return Pose(np.array([f.sighting.t for f in followed]), px, world, visibility)


def _row(pose: Pose, i: int) -> Pose:
    t = float(np.asarray(pose.t)[i])
    return Pose(t, pose.px[i], pose.world[i], pose.visibility[i])


def _at_edge(pose: Pose, size: tuple[int, int]) -> bool:
    """Return whether the network puts a shoulder at or beyond the border of the picture."""
    shoulders = pose.px[list(PAIRS["shoulder"])] / np.array(size)
    return bool((shoulders < 0).any() or (shoulders > 1).any())
