"""A whole guided session: drawn and followed live, then the same recording at a lower rate.

    python -m benchmarks.session knots --minutes 12 --folder FOLDER     # hours of drawing, once
    python -m benchmarks.session knots --minutes 12 --exact             # without pictures: a minute

Somebody drawn does what the session says, before a camera of 30 frames a second; the session is
`posecoach session` as it runs, with the real network. A second session, which nobody follows, sees
every third of the frames, as a camera of 10 a second would give them, through a network of its own.
Both have to count the same. Frames that neither would look at are not drawn.

Kept: `session.mp4` (with its own times), `seen30.npz` and `seen10.npz` (what each network saw),
`told.txt` (what was said, beside when), and with a second run of the command the recordings are
played again instead, to whatever the sessions have become.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import asdict, replace
from pathlib import Path

import click
import cv2
import numpy as np

from benchmarks.drawn_session import FPS, Theatre
from benchmarks.following import Follower, Stand, side_near
from benchmarks.rehearsal import NOTHING, SIZE, Rehearsal, See
from posecoach.cli.interrupt import Interrupt
from posecoach.evaluate.exercise_clips import Drawn
from posecoach.evaluate.stage import Cast
from posecoach.exercises.load import load_exercises
from posecoach.exercises.programs import fitted, load_programs, parts
from posecoach.mannequin.landmarks import landmarks
from posecoach.mannequin.stretches import stretches
from posecoach.outputs.annotated import AnnotatedVideo
from posecoach.outputs.board import Board
from posecoach.outputs.board.figures import Figures
from posecoach.outputs.board.scene import Person, Scene, Shown
from posecoach.pose.mediapipe_estimator import MediaPipeEstimator
from posecoach.pose.steady import SteadyEstimator
from posecoach.pose.weights import find_model
from posecoach.sessions.cues import Cue
from posecoach.sessions.routine import BOTH, Turn, turns_of
from posecoach.sessions.task import Task
from posecoach.settings import Sessions
from posecoach.sources import open_replay
from posecoach.sources.landmarks import LandmarkWriter
from posecoach.types import Frame, Pose, Sighting

SLOWER = 3  # every third frame: a camera of 10 a second
LONGEST_S = 2400.0
RATE = Sessions().rate  # frames a second that a session looks at, at most
KEYS = "keys.json"
BOARD, EVERY_S = (960, 720), 15.0  # of the pictures that are kept to be looked at


Routine = tuple[str, tuple[Turn, ...]]  # title, sets


def routine_of(name: str, minutes: float | None) -> Routine:
    """Return a programme, made to fit the time there is."""
    exercises = load_exercises()
    program = load_programs(exercises)[name]
    done = parts(program, exercises)
    done = fitted(done, minutes) if minutes else done
    return program.title, tuple(
        turn
        for part in done
        for turn in turns_of(part.exercise, (part.side,) if part.side else BOTH)
    )


class Live:
    """A session that somebody follows, and one beside it that sees fewer frames."""

    def __init__(self, routine: Routine, cast: Cast, folder: Path) -> None:
        """Bring the person on."""
        figures, first = stretches(), routine[1][0].task
        start = Stand(first.exercise.id, first.side or "right")
        self.follower = Follower(load_exercises(), figures, cast, start)
        self.theatre = Theatre(self.follower, cast)
        self._routine, self._folder = routine, folder

    def run(
        self,
        see: See,
        see_slower: See,
        window: Snapshots | None = None,
        stop: Callable[[], bool] = lambda: False,
    ) -> None:
        """Hold both sessions to their end."""
        self.lead = Rehearsal(self._routine, see, self._folder / "30", RATE, self._told, window)
        self.other = Rehearsal(self._routine, see_slower, self._folder / "10", RATE)
        for i in range(int(LONGEST_S * FPS)):
            frame = Frame(i / FPS, i, NOTHING)
            self.lead.take(frame)
            if key := self.lead.wish(frame.t):
                self.lead.press(key)
                self.other.press(key)
            if i % SLOWER == 0:
                self.other.take(frame)
            if stop() or self.lead.state.stage == self.other.state.stage == "over":
                break

    def _told(self, cue: Cue, task: Task, until: float) -> None:
        heading = self.follower.moment(until).heading
        self.follower.hear(cue, task, side_near(self.theatre.camera.azimuth, heading), until)


def exactly(theatre: Theatre) -> See:
    """Return a network that sees every joint where it is."""

    def see(frame: Frame) -> Sighting:
        points = landmarks(theatre.figure(frame.t))
        px, _ = theatre.camera.project(points)
        world = (points - points[[23, 24]].mean(0)) @ theatre.camera.axes.T
        pose = Pose(frame.t, px, world, np.full(len(px), 0.99))
        return Sighting(frame.t, frame.index, SIZE, (pose,), 120.0, 40.0)

    return see


def filmed(theatre: Theatre, estimate: MediaPipeEstimator, kept: LandmarkWriter) -> See:
    """Return the real network, looking at what is drawn; sightings are kept."""
    look = SteadyEstimator(estimate)

    def see(frame: Frame) -> Sighting:
        image = theatre.image(frame.index)
        sighting = look(Frame(frame.t, frame.index, image))
        kept.add(sighting)
        return sighting

    return see


def draw(live: Live, folder: Path) -> None:
    """Hold the session before the real network, and keep what was seen."""
    model = find_model("")
    with ExitStack() as stack:
        live.theatre.film = stack.enter_context(AnnotatedVideo(folder / "session.mp4"))
        sees, kept = [], []
        for name in ("seen30.npz", "seen10.npz"):
            estimate = stack.enter_context(MediaPipeEstimator(model.path, moving=True))
            kept.append(stack.enter_context(LandmarkWriter(folder / name)))
            sees.append(filmed(live.theatre, estimate, kept[-1]))
        stop = stack.enter_context(Interrupt())  # what has been seen by then is kept
        live.run(sees[0], sees[1], Snapshots(folder / "shown", live.theatre), stop)
        source = Filmed(live.lead.state.t)
        for writer in kept:
            writer.finish(source, model_sha256=model.sha256)
    (folder / KEYS).write_text(json.dumps(live.lead.pressed))


class Snapshots:
    """A window that keeps what is shown every 15 seconds."""

    def __init__(self, folder: Path, theatre: Theatre) -> None:
        """Take where to."""
        folder.mkdir(exist_ok=True)
        self._folder, self._theatre, self._due = folder, theatre, 0.0
        self._board = Board(BOARD)
        at = self._board.places.figure
        self._figures = Figures((at.w, at.h))

    def show(self, scene: Scene, shown: Shown, you: Person | None) -> None:
        """Keep a scene when it is time."""
        i, image = self._theatre.last
        if i / FPS < self._due or you is None:
            return
        self._due = EVERY_S * (1 + i / FPS // EVERY_S)
        person = replace(you, image=image)
        picture = self._board.draw(scene, self._figures.person(*shown), person)
        cv2.imwrite(str(self._folder / f"{i / FPS:06.1f}.png"), picture)

    def keys(self) -> str:
        """Return that nothing was pressed."""
        return ""


class Filmed(Drawn):
    """What the recordings say they were taken from."""

    def __init__(self, seconds: float) -> None:
        """Of a session of so many seconds."""
        self.name, self.size, self.fps = "a session, drawn", SIZE, float(FPS)
        self.frames_read, self.duration_s = int(seconds * FPS), seconds
        self.problems: list[str] = []


def replayed(routine: Routine, folder: Path, fps: int) -> Rehearsal:
    """Return a session that was shown a recording of sightings."""
    with open_replay(folder / f"seen{fps}.npz") as source:
        seen = {frame.index: source.sighting(frame) for frame in source.frames()}
    keys = list(json.loads((folder / KEYS).read_text()))
    step = FPS // fps

    def see(frame: Frame) -> Sighting:
        i = next((i for i in range(frame.index, frame.index - FPS, -1) if i in seen), None)
        found = seen[i] if i is not None else Sighting(0.0, 0, SIZE, ())
        return Sighting(frame.t, frame.index, *astuple_of(found))

    run = Rehearsal(routine, see, folder / f"again{fps}", RATE)
    for i in range(0, max(seen) + FPS, step):
        while keys and keys[0][0] <= i / FPS:
            run.press(keys.pop(0)[1])
        run.take(Frame(i / FPS, i, NOTHING))
    return run


def astuple_of(it: Sighting) -> tuple[object, ...]:
    """Return what a sighting shows, without when."""
    return it.size, it.people, it.brightness, it.contrast, it.counted


def compared(a: Rehearsal, b: Rehearsal) -> Iterator[str]:
    """Yield a line for each set, and whether both counted the same."""
    for x, y in zip(a.sets(), b.sets(), strict=False):
        same = "  " if (x.held_s, x.count, x.skipped) == (y.held_s, y.count, y.skipped) else "!!"
        yield f"{same} {x.exercise} {x.side} {x.number}"
        for it in (x, y):
            rest = {k: v for k, v in asdict(it).items() if k not in ("exercise", "side", "number")}
            yield f"      {rest}"
    yield f"sets {len(a.sets())} and {len(b.sets())}; {a.state.t:.1f} and {b.state.t:.1f} s"


def written(run: Rehearsal, path: Path) -> None:
    """Write what was said."""
    path.write_text("\n".join(f"{t:7.1f}  {words}" for t, words in run.log), "utf-8")


@click.command()
@click.argument("program")
@click.option("--minutes", type=float, help="Make it fit this time.")
@click.option("--seed", default=0, help="Seed of the people for tuning.")
@click.option("--number", default=0, help="Which of them.")
@click.option("--exact", is_flag=True, help="Every joint where it is, nothing drawn.")
@click.option("--folder", type=click.Path(path_type=Path), required=True)
def main(
    program: str, minutes: float | None, seed: int, number: int, exact: bool, folder: Path
) -> None:
    """Hold a session with somebody drawn, at 30 and at 10 frames a second."""
    folder.mkdir(parents=True, exist_ok=True)
    routine = routine_of(program, minutes)
    if (folder / KEYS).exists() and not exact:
        lead, other = (replayed(routine, folder, fps) for fps in (30, 10))
    else:
        live = Live(routine, Cast(seed, "tune", number), folder)
        if exact:
            see = exactly(live.theatre)
            live.run(see, see)
        else:
            draw(live, folder)
        lead, other = live.lead, live.other
    written(lead, folder / "told30.txt")
    written(other, folder / "told10.txt")
    click.echo("\n".join(compared(lead, other)))


if __name__ == "__main__":
    main(prog_name="python -m benchmarks.session")
