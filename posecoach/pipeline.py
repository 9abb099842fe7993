"""Sightings in, results out. The same stages serve the camera and a recorded file.

Stages without memory work on a batch of frames at once, which is what makes them cheap; a live
loop simply uses batches of one. Results come in order, one for each sighting.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from math import isnan, nan, radians, tan

import numpy as np

from posecoach import trust, view
from posecoach.activity import presence
from posecoach.anatomical import anatomical
from posecoach.baseline import ONE_PICTURE, Baseline
from posecoach.expected_error import ExpectedErrors
from posecoach.joints import PAIRS
from posecoach.metrics import METRICS, Body, measure
from posecoach.metrics.body import level_slope
from posecoach.metrics.geometry import Numbers, where
from posecoach.pose.follow import NOBODY, Track, follow
from posecoach.rules import engine
from posecoach.rules.pictures import at_once, from_one_picture
from posecoach.rules.rule import RuleSet, choose, judged_metrics
from posecoach.smoothing import OneEuro, Smoothed, smooth
from posecoach.stacking import UNSEEN, UNSEEN_FACE, single, stacked
from posecoach.tilt import as_tilted
from posecoach.types import (
    Activity,
    Frame,
    Framing,
    Measurements,
    Outlook,
    Pose,
    Result,
    Sighting,
    View,
)

Seen = tuple[Frame | None, Sighting]

LYING = "lying down: posture is scored sitting or standing"
NO_RULES = "no rules for this view"
NOT_ASKED = "not posture but an exercise was asked for"
TOO_LITTLE = "too little of the body in view"
CROPPED = "too close to the edge of the picture"
LANDMARKS = OneEuro(min_cutoff_hz=1.0, beta=1.5)  # per trunk length per second, SCIENCE A8


@dataclass(frozen=True, slots=True)
class Coach:
    """What stays the same while a source is watched."""

    rule_sets: tuple[RuleSet, ...]
    baseline: Baseline | None = None
    errors: ExpectedErrors | None = None  # of the metrics; None when not known
    horizontal_fov_deg: float = nan  # of the camera; NaN when not known
    only_judged: bool = False  # measure what the rules that apply look at, and nothing else
    still: bool = False  # pictures judged one by one: nothing has to last

    def __post_init__(self) -> None:
        """Let rules speak at once for single pictures."""
        if self.still:
            object.__setattr__(self, "rule_sets", at_once(self.rule_sets))

    def judged_by(self) -> tuple[RuleSet, ...]:
        """Return the rule sets as they apply to this baseline."""
        single = self.baseline is not None and self.baseline.frames == 1
        return from_one_picture(self.rule_sets, ONE_PICTURE) if single else self.rule_sets

    def body(
        self, pose: Pose, seen_from: Numbers, facing: Numbers, yaw: Numbers, size: tuple[int, int]
    ) -> Body:
        """Return trusted joints, of one pose or many, as metrics see them.

        Args:
            pose: any leading axes; unseen joints NaN.
            seen_from: (...) the View as which they are read: moves ears, tilts heads.
            facing: (...) as in Outlook.
            yaw: (...) as in Outlook; not used where they are not read from the side.
            size: (width, height) of the frame, pixels.
        """
        baseline = self.baseline.at(size) if self.baseline else {}
        focal = size[0] / 2 / tan(radians(self.horizontal_fov_deg / 2))
        side_on = (seen_from == View.SIDE_LEFT) | (seen_from == View.SIDE_RIGHT)
        forward, sideways = where(facing == 0, nan, facing * 1.0), where(side_on, yaw, nan)
        px = anatomical(pose.px, side_on, facing < 0)
        px = as_tilted(px, seen_from == View.FRONT, pose.face)
        slope = level_slope(pose, size)
        return Body(px, forward, facing < 0, baseline, sideways, focal, slope, pose.face)


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
    names: dict[str, tuple[str, ...]] = field(init=False)  # rule set id -> metrics to measure

    def __post_init__(self) -> None:
        """Index the rule sets."""
        self.use(self.coach)

    def use(self, coach: Coach) -> None:
        """Judge by another baseline or other bands from now on."""
        self.coach = coach
        self.sets = {s.id: s for s in coach.judged_by()}
        few, everything = self.coach.only_judged, tuple(METRICS)
        self.names = {id: judged_metrics(s) if few else everything for id, s in self.sets.items()}
        self.names[""] = () if few else everything

    def take(self, chunk: list[Seen]) -> Iterator[Result]:
        """Yield the results of consecutive frames, which must all be of one size."""
        followed = [self._follow(frame, sighting) for frame, sighting in chunk]
        if len(followed) == 1:
            yield self._alone(followed[0])
        else:
            yield from self._together(followed)

    def _alone(self, f: _Followed) -> Result:
        """Judge one frame, in plain numbers: live, every millisecond is somebody's battery."""
        if f.newcomer:
            self.smoothing = None
        pose, reading, size = None, view.NOTHING, f.sighting.size
        if f.pose is not None:
            pose = self._smoothed(trust.trusted(f.pose, size), f)
            reading = view.read(pose)
        outlook = self._outlook(f, reading)
        body = self.coach.body(pose or UNSEEN, outlook.view, outlook.facing, outlook.yaw, size)
        seen = presence.read(body, outlook.view, outlook.framing)
        if pose is not None:
            pose = replace(pose, px=body.px)
            body = trust.measurable(body, pose.visibility)
        activity = self._activity(f, outlook, seen)
        rule_set, outlook = self._choose(outlook, activity)
        values = measure(body, self.names[rule_set.id if rule_set else ""], outlook.view)
        return self._judged(f, pose, outlook, activity, rule_set, values)

    def _together(self, followed: list[_Followed]) -> Iterator[Result]:
        """Judge many frames, each stage for all of them at once."""
        size = followed[0].sighting.size
        pose = trust.trusted(
            stacked([f.sighting.t for f in followed], [f.pose for f in followed]), size
        )
        for i, f in enumerate(followed):
            if f.newcomer:
                self.smoothing = None
            smoothed = self._smoothed(single(pose, i), f)
            pose.px[i] = smoothed.px
            if pose.face is not None:
                pose.face[i] = smoothed.face
        reading = view.read(pose)
        outlooks = [self._outlook(f, reading.at(i)) for i, f in enumerate(followed)]
        views, framings = (
            np.array([getattr(o, name) for o in outlooks]) for name in ("view", "framing")
        )
        facings, yaws = (
            np.array([getattr(o, name) for o in outlooks]) for name in ("facing", "yaw")
        )
        body = self.coach.body(pose, views, facings, yaws, size)
        seen = presence.read(body, views, framings).tolist()
        pose = replace(pose, px=body.px)
        body = trust.measurable(body, pose.visibility)
        columns = measure(body, METRICS, views)
        rows = zip(*(column.tolist() for column in columns.values()), strict=True)
        for i, (f, row) in enumerate(zip(followed, rows, strict=True)):
            activity = self._activity(f, outlooks[i], seen[i])
            rule_set, outlook = self._choose(outlooks[i], activity)
            values = dict(zip(columns, row, strict=True))
            found = None if f.pose is None else single(pose, i)
            yield self._judged(f, found, outlook, activity, rule_set, values)

    def _follow(self, frame: Frame | None, sighting: Sighting) -> _Followed:
        before = self.track
        self.track, pose, reason = follow(before, sighting)
        newcomer = (
            before is not None and self.track is not None and before.number != self.track.number
        )
        scale = max(self.track.size, 1.0) if self.track else 1.0
        return _Followed(frame, sighting, pose, reason, scale, newcomer)

    def _smoothed(self, pose: Pose, f: _Followed) -> Pose:
        t, joints = f.sighting.t, pose.px.size
        face = UNSEEN_FACE if pose.face is None else pose.face
        places = np.concatenate([pose.px.ravel(), face.ravel()])
        self.smoothing, places = smooth(LANDMARKS, self.smoothing, t, places, f.scale)
        px, face = places[:joints].reshape(pose.px.shape), places[joints:].reshape(face.shape)
        return replace(pose, t=t, px=px, face=None if pose.face is None else face)

    def _outlook(self, f: _Followed, reading: view.Reading) -> Outlook:
        t = f.sighting.t
        if f.newcomer:
            self.settled = view.Settled()
        now = View(reading.view), Framing(reading.framing), int(reading.facing)
        self.settled = view.settle(self.settled, t, *now)
        if f.pose is None:
            return Outlook(reason=f.reason)
        found = view.outlook(self.settled, reading.yaw, reading.segment_px)
        if found.reason == view.UNSEEN and _at_edge(f.pose, f.sighting.size):
            return replace(found, reason=CROPPED)
        return found

    def _activity(self, f: _Followed, outlook: Outlook, code: int) -> Activity:
        seen = Activity(code)
        if f.pose is None:
            seen = Activity.AWAY if f.reason == NOBODY else Activity.UNKNOWN
        elif seen is Activity.UNKNOWN:
            body = self.coach.body(f.pose, View.UNKNOWN, outlook.facing, nan, f.sighting.size)
            risen = presence.risen_out(body, f.sighting.size[1])
            seen = Activity.STANDING if risen else seen
        t, close_up = f.sighting.t, outlook.framing is not Framing.FULL_BODY
        if self.coach.still:
            self.presence = presence.Presence(seen, t)
        else:
            self.presence = presence.settle(self.presence, t, seen, close_up)
        return self.presence.activity

    def _choose(self, outlook: Outlook, activity: Activity) -> tuple[RuleSet | None, Outlook]:
        if outlook.reason:
            return None, outlook
        rule_set = choose(self.sets.values(), outlook.view, outlook.framing, activity)
        if rule_set is None:
            unjudged = LYING if activity is Activity.LYING else NO_RULES
            outlook = replace(outlook, reason=unjudged if self.sets else NOT_ASKED)
        return rule_set, outlook

    def _judged(
        self,
        f: _Followed,
        pose: Pose | None,
        outlook: Outlook,
        activity: Activity,
        rule_set: RuleSet | None,
        values: Measurements,
    ) -> Result:
        seen = f.sighting
        errors = self.coach.errors.at(outlook.view, outlook.yaw) if self.coach.errors else {}
        self.rules, assessment = engine.update(
            self.sets, rule_set, self.rules, seen.t, values, errors
        )
        if rule_set is not None and isnan(assessment.score):
            outlook = replace(outlook, reason=TOO_LITTLE)
        return Result(
            t=seen.t,
            index=seen.index,
            frame=f.frame,
            size=seen.size,
            pose=pose,
            raw=f.pose,
            outlook=outlook,
            activity=activity,
            measurements=values,
            assessment=assessment,
            errors=errors,
            activity_since=self.presence.began,
        )


def _at_edge(pose: Pose, size: tuple[int, int]) -> bool:
    """Return whether the network puts a shoulder at or beyond the border of the picture."""
    shoulders = pose.px[list(PAIRS["shoulder"])] / np.array(size)
    return bool((shoulders < 0).any() or (shoulders > 1).any())
