"""`posecoach stretch` and `session`: camera, network, voice and time are made up."""

from __future__ import annotations

import json
import signal
from functools import partial

import pytest

from posecoach import sources
from posecoach.cli import run
from posecoach.errors import OutputError
from posecoach.exercises import load
from posecoach.history import Event, History, Session
from posecoach.outputs import tones, voices, window
from posecoach.pose import mediapipe_estimator
from posecoach.relief import loop
from posecoach.relief.keeping import SCREENING
from posecoach.relief.screening import Answers
from posecoach.types import Frame
from tests.relief.sessions import FIGURE_FOUR, PICTURE, drawn, pinned, sighting

FPS = 10


class World:
    """What is around the commands: a clock, a camera with somebody before it, a network."""

    name, lost, problems = "camera 0", False, ()

    def __init__(self):
        self.now, self.frame, self.opened = 0.0, 0, []
        self.interrupt_at = None

    def clock(self):
        return self.now

    def wait(self, seconds):
        self.now += seconds
        self._maybe_interrupt()

    def open_camera(self, wanted, *, say):
        self.opened.append(wanted)
        return self

    def poll(self, timeout_s):
        self.now += 1 / FPS
        self.frame += 1
        self._maybe_interrupt()
        return Frame(self.now, self.frame, PICTURE)

    @property
    def ended(self):
        return self.now > 300

    def share(self):
        """Somebody slowly goes into the stretch and stays there."""
        return round(min(1.0, max(0.0, (self.now - 4) / 6)), 2)

    def see(self, frame):
        return sighting(frame, drawn(FIGURE_FOUR, self.share()))

    def _maybe_interrupt(self):
        if self.interrupt_at is not None and self.now >= self.interrupt_at:
            self.interrupt_at = None
            signal.raise_signal(signal.SIGINT)

    def __enter__(self):
        return self

    def __exit__(self, *exception): ...


class Network:
    def __init__(self, world):
        self.world = world

    def __call__(self, frame):
        return self.world.see(frame)

    def recount(self): ...

    def reseed(self, pose): ...

    def __enter__(self):
        return self

    def __exit__(self, *exception): ...


def no_display():
    raise OutputError("no display: use --headless")


@pytest.fixture
def world(monkeypatch):
    world = World()
    monkeypatch.setattr(sources, "open_camera", world.open_camera)
    network = lambda model, **options: Network(world)  # noqa: E731
    monkeypatch.setattr(mediapipe_estimator, "MediaPipeEstimator", network)
    monkeypatch.setattr(loop, "run", partial(loop.run, clock=world.clock, wait=world.wait))
    monkeypatch.setattr(window, "require_display", no_display)
    monkeypatch.setattr(voices, "find_spec", lambda name: None)
    monkeypatch.setattr(voices.shutil, "which", lambda name: None)
    monkeypatch.setattr(tones, "PLAYERS", ())
    found = load.load_exercises()
    found[FIGURE_FOUR] = pinned(found[FIGURE_FOUR])
    monkeypatch.setattr(load, "load_exercises", lambda: found)
    return world


@pytest.fixture
def screened():
    remember()


def remember(*yes):
    with History.open() as history:
        history.save_state(SCREENING, Answers(("hip_replacement",), yes))


def kept(kind):
    with History.open() as history:
        return [event.body for event in history.read(Event) if event.kind == kind]


def stretch(*arguments):
    return run(["stretch", FIGURE_FOUR, "--headless", "--language", "en", *arguments])


@pytest.mark.usefixtures("screened")
def test_somebody_is_guided_through_a_stretch_before_the_camera(world, capsys):
    code = stretch("--side", "right", "--hold", "10", "--sets", "1", "--warm")
    said = capsys.readouterr().out
    assert code == 0 and world.opened == [0]
    for words in (
        "Lying figure four, for 10 seconds.",
        "With the right side.",
        " of 10 seconds.",
    ):
        assert words in said
    assert said.index("Hold for") < said.index("Set over") < said.index("sets done: 1")
    assert "Not a medical device" in said and "Stop if it is sharp" in said
    (done,) = kept("exercise")
    assert done["exercise"] == FIGURE_FOUR and done["done"] == 1.0
    (routine,) = kept("routine")
    assert routine["complete"] and routine["sets"] == 1 and routine["score"] > 40
    with History.open() as history:
        assert [it.source for it in history.read(Session)] == ["camera 0"]


@pytest.mark.usefixtures("screened")
def test_json_is_one_event_a_line(world, capsys):
    assert stretch("--side", "right", "--hold", "10", "--sets", "1", "--warm", "--json") == 0
    events = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert all(it["schema"] == 1 and it["event"] and "t" in it for it in events)
    assert {"notice", "cue", "exercise", "ended"} <= {it["event"] for it in events}
    times = [it["t"] for it in events]
    assert times == sorted(times)
    cue = next(it for it in events if it.get("key") == "which_side")
    assert (cue["words"], cue["side"], cue["sort"]) == ("With the right side.", "right", "step")
    assert events[-1]["event"] == "ended" and events[-1]["exercises"][0]["exercise"] == FIGURE_FOUR


@pytest.mark.usefixtures("screened")
def test_by_the_clock_no_camera_is_opened(world, capsys):
    code = stretch("--timer-only", "--side", "left", "--hold", "10", "--sets", "1", "--warm")
    assert code == 0 and world.opened == []
    said = capsys.readouterr().out
    assert "This one goes by the clock." in said and "With the left side." in said
    assert kept("exercise")[0]["checked"] is False


@pytest.mark.usefixtures("screened")
def test_in_german(world, capsys):
    assert run(["stretch", FIGURE_FOUR, "--timer-only", "--hold", "10", "--language", "de"]) == 0
    said = capsys.readouterr().out
    assert "Mit der rechten Seite." in said and "Jetzt die linke Seite." in said
    assert "Hold" not in said


def test_without_a_terminal_and_answers_nobody_is_guided(world, capsys):
    assert stretch() == 1
    assert "no terminal to ask you the safety questions" in capsys.readouterr().err
    assert world.opened == []


def test_a_stretch_that_is_ruled_out_names_the_reason_and_another(world, capsys):
    remember("hip_replacement")
    assert stretch() == 1
    said = capsys.readouterr().out
    assert "00:00  Lying figure four: " in said
    assert "Instead: " in said and "posecoach stretch " in said
    assert world.opened == [] and kept("exercise") == []


def test_a_routine_says_what_it_replaces(world, capsys):
    remember("hip_replacement")
    command = ["session", "knots", "--timer-only", "--minutes", "4", "--language", "en", "--warm"]
    assert run(command) == 0
    said = capsys.readouterr().out
    assert "Lying figure four: " in said
    assert "Lying figure four, held" not in said
    (routine,) = kept("routine")
    assert routine["name"] == "knots" and routine["complete"]


@pytest.mark.usefixtures("screened")
def test_ctrl_c_keeps_what_was_done_and_a_session_goes_on_where_it_stopped(world, capsys):
    world.interrupt_at = 100.0
    command = ["session", "desk", "--timer-only", "--warm", "--language", "en"]
    assert run(command) == 130
    first = [it["exercise"] for it in kept("exercise") if not it["skipped"]]
    assert first and not kept("routine")[0]["complete"]
    capsys.readouterr()
    assert run(["session", "--resume", "--timer-only", "--language", "en"]) == 0
    said = capsys.readouterr().out
    assert "Going on where you stopped: At the desk." in said
    assert kept("routine")[1]["complete"]
    assert run(["session", "--resume"]) == 1
    assert "no session was interrupted" in capsys.readouterr().err


@pytest.mark.usefixtures("screened")
def test_that_there_is_no_voice_is_said_once_and_not_when_none_is_wanted(world, capsys):
    short = ("--timer-only", "--side", "right", "--hold", "5", "--sets", "1", "--warm")
    assert stretch(*short) == 0
    assert capsys.readouterr().out.count("there is no voice on this system") == 1
    assert stretch(*short, "--voice", "off") == 0
    assert "no voice" not in capsys.readouterr().out


@pytest.mark.usefixtures("screened")
@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["stretch", "no_such"], 1, "there is no exercise 'no_such': see `posecoach catalog`"),
        (["session", "no_such"], 1, "there is no programme 'no_such'; one of "),
        (["session"], 2, "give the name of a programme, or --resume"),
        (["session", "desk", "--resume"], 2, "give the name of a programme, or --resume"),
        (["session", "--resume"], 1, "no session was interrupted"),
        (["stretch", FIGURE_FOUR, "--window"], 1, "no display"),
        (["stretch", FIGURE_FOUR, "--language", "xx"], 1, "language 'xx': not known"),
        (["stretch", "glute_bridge", "--hold", "30"], 1, "its repetitions are counted"),
        (["stretch", FIGURE_FOUR, "--hold", "1"], 2, "--hold"),
        (["stretch", FIGURE_FOUR, "--source", "x.mp4"], 1, "x.mp4: there is no such file"),
    ],
)
def test_wrong_input_is_one_line(world, capsys, arguments, code, words):
    headless = [] if "--window" in arguments else ["--headless"]
    assert run([*arguments, *headless]) == code
    err = capsys.readouterr().err
    assert words in err and "Traceback" not in err
