"""A guided session under way: what the camera sees and the user presses, to what is said and kept.

`posecoach.sessions` decides; this passes frames in and cues out, and writes down what was done.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from posecoach.clip.eyes import Eyes
from posecoach.outputs.board.scene import Person
from posecoach.outputs.board.window import SessionWindow
from posecoach.outputs.lines import Lines
from posecoach.relief.announcing import Announcing
from posecoach.relief.commands import meaning
from posecoach.relief.keeping import Keeping
from posecoach.relief.loop import Cap
from posecoach.relief.lost import Lost, still_lost
from posecoach.relief.outcomes import kept_of, told
from posecoach.relief.scenes import scene_of, shown_of
from posecoach.sessions.saved import saved
from posecoach.sessions.seeing import sight_of
from posecoach.sessions.session import advance, answer, command, watching
from posecoach.sessions.sight import Sight
from posecoach.sessions.state import Step
from posecoach.types import Frame, Pose, Sighting

RESTING_RATE = 5.0  # frames per second while nothing is measured: enough for a raised hand
DRAWN_RATE = 10.0  # pictures per second while no frame comes
SAVE_S = 5.0  # at most so much of a session is lost


@dataclass(frozen=True, slots=True)
class Ways:
    """Where a session goes, and where its keys come from."""

    announcing: Announcing
    lines: Lines
    keeping: Keeping
    keys: Callable[[], str]  # pressed in the terminal
    window: SessionWindow | None = None


class Guide:
    """One session, from its first words to its end."""

    def __init__(self, name: str, step: Step, ways: Ways, see: Callable[[Frame], Sighting]) -> None:
        """Take what `sessions.session.begin` (or `restored`) returned, and the network.

        `name` is that of the exercise or programme, `see` is asked about frames.
        """
        self.state, first = step
        """The session as it is now; `t` is its time in seconds."""
        self._name, self._ways, self._see = name, ways, see
        self._eyes, self._cap, self._drawn = Eyes(), Cap(), Cap()
        self._lost = Lost()
        self._rate = RESTING_RATE
        self.t = self._saved_s = 0.0
        self._frame: Frame | None = None
        self._pose: Pose | None = None
        ways.announcing.say(self.state.t, first)

    def at_most(self, rate: float) -> None:
        """Ask the network for so many frames a second at most, while something is measured."""
        self._rate = rate

    @property
    def closed(self) -> bool:
        """Whether it is over and everything has been said."""
        return self.state.stage == "over" and not self._ways.announcing.busy

    def take(self, frame: Frame, t: float) -> None:
        """One frame at `t` seconds of the session."""
        rate = self._rate if self._measuring else min(self._rate, RESTING_RATE)
        if not self._cap.due(t, rate):
            self._ways.announcing.tick(t)
            return
        pose, problem = self._eyes.look(self._see(frame))
        self._frame, self._pose = frame, pose
        self._lost = Lost()
        self._go_on(t, self._sight(pose, problem))
        self._show(t, current=True)

    def idle(self, t: float, lost: bool) -> None:
        """No frame for a moment; `lost` when the camera is gone."""
        self._lost, say_so = still_lost(self._lost, t, lost)
        if say_so:
            self._ways.announcing.tell(t, "camera_lost", "correction", "lost")
        self._go_on(t, None)
        if self._drawn.due(t, DRAWN_RATE):
            self._show(t, current=not lost)

    def end(self) -> None:
        """End it, if it is not over, keeping what was done and where it can go on."""
        t = self.t
        if self.state.stage != "over":
            self._save(t)
            self._step(t, command(self.state, t, "stop"))
        self._ways.announcing.tick(t)

    @property
    def _measuring(self) -> bool:
        """Whether what the camera sees is measured now: not in a rest, nor by the clock."""
        state = self.state
        working = state.stage == "set" and state.paused_at is None
        return working and state.turn is not None and state.turn.task.checked

    def _sight(self, pose: Pose | None, problem: str) -> Sight:
        return sight_of(pose, watching(self.state), problem)

    def _go_on(self, t: float, sight: Sight | None) -> None:
        self.t = t
        self._step(t, advance(self.state, t, sight))
        window = self._ways.window
        for key in self._ways.keys() + (window.keys() if window is not None else ""):
            self._press(t, key)
        self._ways.announcing.tick(t)
        if self.state.stage != "over" and t - self._saved_s >= SAVE_S:
            self._save(t)

    def _press(self, t: float, key: str) -> None:
        wanted = meaning(key, self.state)
        if wanted == "stop":
            self.end()
        elif isinstance(wanted, str):
            self._step(t, command(self.state, t, wanted))
        elif wanted is not None:
            self._step(t, answer(self.state, t, wanted))

    def _step(self, t: float, step: Step) -> None:
        before, (self.state, cues) = self.state, step
        self._ways.announcing.say(t, cues)
        for kind, body in kept_of(before, self.state):
            self._ways.keeping.note(kind, name=self._name, **body)
            words = told(kind, body, self._ways.announcing.language)
            self._ways.lines.line(kind, t, words, **body)
        if self.state.stage == "over" and before.stage != "over" and self.state.turn is None:
            self._ways.keeping.finish()

    def _save(self, t: float) -> None:
        self._saved_s = t
        self._ways.keeping.save(self._name, saved(self.state))

    def _show(self, t: float, current: bool) -> None:
        window = self._ways.window
        if window is None:
            return
        you = None
        if self._frame is not None:
            px = self._pose.px if self._pose is not None and current else None
            you = Person(self._frame.image, px, current=current)
        said = self._ways.announcing
        words, shown = said.shown(t), shown_of(self.state)
        if shown is not None:
            scene = scene_of(self.state, said.language, words, faulty=said.faulty(t))
            window.show(scene, shown, you)
