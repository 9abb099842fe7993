"""Guided sessions without camera, voice and display: what goes in is drawn, what is said kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

import msgspec
import numpy as np
from msgspec.structs import replace

from posecoach.content import LIBRARY
from posecoach.exercises.exercise import Criterion, Fault
from posecoach.exercises.load import load_exercises
from posecoach.history import Event, History
from posecoach.language import load_language
from posecoach.mannequin.landmarks import landmarks
from posecoach.mannequin.skeleton import pose
from posecoach.mannequin.staging import framed
from posecoach.mannequin.stretches import read
from posecoach.outputs.announcer import Announcer
from posecoach.outputs.lines import Lines
from posecoach.relief.announcing import Announcing
from posecoach.relief.guide import Guide, Ways
from posecoach.relief.keeping import Keeping
from posecoach.types import Frame, Pose, Sighting

SIZE = (640, 480)
FIGURE_FOUR = "supine_figure_four"


def pinned(it):
    """The exercise with criteria that do not change when those of the library are tuned."""
    return replace(
        it,
        gate=(
            Criterion("trunk_inclination", (-135.0, -55.0)),
            Criterion("ankle_on_knee", (0.0, 0.6), side="right"),
        ),
        form=(),
        fault=(Fault("head_lifted", "head_lift", HEAD_DOWN, above=0.25),),
    )


HEAD_DOWN = "Rest your head and soften your shoulders."
EXERCISES = load_exercises()
EXERCISES[FIGURE_FOUR] = pinned(EXERCISES[FIGURE_FOUR])
PICTURE = np.zeros((SIZE[1], SIZE[0], 3), np.uint8)
WALL = 1_700_000_000.0


class Tones:
    """Notes what is played."""

    def __init__(self):
        self.played = []

    def play(self, tone, t):
        self.played.append(tone)

    def tick(self, t):
        """Nothing to look after."""

    def close(self):
        """Nothing to close."""


@lru_cache
def stretch_of(exercise):
    return read(LIBRARY / "exercises" / f"{exercise}.toml")


@lru_cache(256)
def drawn(exercise, share, side="right", fault=""):
    """The joints of a figure as a network that errs nowhere would see them, at time 0."""
    stretch = stretch_of(exercise)
    camera = framed(
        pose(stretch.posture(1.0, side)), stretch.azimuth(side), stretch.plan.elevation, SIZE
    )
    points = landmarks(pose(stretch.posture(share, side, fault=fault)))
    px, _ = camera.project(points)
    hips = points[[23, 24]].mean(0)
    return Pose(0.0, px, (points - hips) @ camera.axes.T, np.full(33, 0.99))


def sighting(frame, seen):
    people = () if seen is None else (at_time(seen, frame.t),)
    return Sighting(frame.t, frame.index, SIZE, people, brightness=120.0, contrast=40.0)


def at_time(seen, t):
    return Pose(t, seen.px, seen.world, seen.visibility)


@dataclass
class Stage:
    """Runs a guide by hand."""

    step: object
    tmp: object
    name: str = "test"
    language: str = "en"
    window: object = None
    keys: list = field(default_factory=list)
    now: float = 0.0

    def __post_init__(self):
        self.lines, self.tones, self.seen = [], Tones(), None
        self.history = History.open(self.tmp / "history.sqlite3")
        self.wall = lambda: WALL + self.now
        self.keeping = Keeping(self.history, self.lines.append, self.wall)
        self.keeping.begin("camera 0")
        lines = Lines(self.lines.append, lambda: "now", as_json=True)
        announcer = Announcer(None, self.tones, self.lines.append)
        announcing = Announcing(load_language(self.language), announcer, lines)
        ways = Ways(announcing, lines, self.keeping, self._key, self.window)
        self.looked = 0
        self.guide = Guide(self.name, self.step, ways, self._see)
        self.guide.at_most(15.0)

    def _key(self):
        return self.keys.pop(0) if self.keys else ""

    def _see(self, frame):
        self.looked += 1
        return sighting(frame, self.seen)

    def wait(self, seconds, seen="nothing", fps=10, *, lost=False):
        """Let time pass, with frames that show a pose (None: nobody), or without frames."""
        for _ in range(round(seconds * fps)):
            self.now += 1 / fps
            if isinstance(seen, str):
                self.guide.idle(self.now, lost)
            else:
                self.seen = seen
                self.guide.take(Frame(self.now, 0, PICTURE), self.now)

    def until(self, phase, seen, longest_s=90):
        """Let frames show a pose until the set is in a phase."""
        for _ in range(10 * longest_s):
            progress = self.guide.state.progress
            if progress is not None and progress.phase == phase:
                return
            self.wait(0.1, seen)
        raise AssertionError(f"no {phase!r} within {longest_s} s")

    def move(self, exercise, start, end, seconds, side="right", fps=10):
        """Let the figure go from one share of an exercise to another."""
        for share in np.linspace(start, end, round(seconds * fps)):
            self.wait(1 / fps, drawn(exercise, round(float(share), 3), side), fps)

    @property
    def events(self):
        return [msgspec.json.decode(line) for line in self.lines]

    def said(self):
        return [event["key"] for event in self.events if event["event"] == "cue"]

    def words(self):
        return [event["words"] for event in self.events if event["event"] == "cue"]

    def kept(self, kind):
        return [it.body for it in self.history.read(Event) if it.kind == kind]
