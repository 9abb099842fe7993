"""Commands to the running coach: pause, resume, snooze, skip, status, recalibrate, stop."""

from __future__ import annotations

import json
import threading

import pytest

from posecoach.cli import run
from posecoach.control.endpoint import runtime_folder
from posecoach.control.message import Answer
from posecoach.control.server import Server

STATUS = {
    "source": "camera 0",
    "process": 7,
    "state": "watching",
    "view": "front",
    "activity": "sitting",
    "score": 81.6,
    "cue": "Slide back.",
}


@pytest.fixture
def coach():
    """A running coach that answers everything, and what it was asked."""
    asked, done, answers = [], threading.Event(), [Answer(True, "so be it", STATUS)]

    def loop():
        while not done.wait(0.001):
            for it in server.pending():
                asked.append(it.request)
                it.answer(answers[0])

    with Server(runtime_folder()) as server:
        thread = threading.Thread(target=loop)
        thread.start()
        yield asked, answers
        done.set()
        thread.join()


@pytest.fixture
def said(capsys):
    def start(*words):
        code = run(list(words))
        out, err = capsys.readouterr()
        return code, out, err

    return start


@pytest.mark.parametrize(
    ("words", "command", "seconds", "release"),
    [
        (("pause",), "pause", None, False),
        (("pause", "45m"), "pause", 2700.0, False),
        (("pause", "1h30", "--release-camera"), "pause", 5400.0, True),
        (("resume",), "resume", None, False),
        (("snooze",), "snooze", 600.0, False),
        (("snooze", "90 s"), "snooze", 90.0, False),
        (("skip",), "skip", None, False),
        (("recalibrate",), "recalibrate", None, False),
        (("stop",), "stop", None, False),
    ],
)
def test_each_command_asks_for_what_it_says(coach, said, words, command, seconds, release):
    assert said(*words) == (0, "so be it\n", "")
    (request,) = coach[0]
    assert (request.command, request.seconds, request.release_camera) == (command, seconds, release)


def test_status_for_people_and_for_programs(coach, said):
    coach[1][0] = Answer(True, "watching", STATUS)
    assert said("status") == (
        0,
        "watching (camera 0, process 7)\nsitting, seen front, score 82: Slide back.\n",
        "",
    )
    code, out, _ = said("status", "--json")
    assert (code, json.loads(out)) == (0, {"schema": 1, **STATUS})
    coach[1][0] = Answer(True, "starting", {"source": "camera 0", "process": 7})
    assert said("status")[1] == "starting (camera 0, process 7)\n"


def test_what_is_refused_is_one_line_and_exit_1(coach, said):
    coach[1][0] = Answer(False, "not while paused")
    assert said("recalibrate") == (1, "", "posecoach: error: not while paused\n")


@pytest.mark.parametrize("command", ["pause", "resume", "snooze", "skip", "status", "stop"])
def test_without_a_coach_it_is_one_line_and_exit_1(said, command):
    words = "no coach is running; start one with `posecoach live`"
    assert said(command) == (1, "", f"posecoach: error: {words}\n")


@pytest.mark.parametrize(
    "words", [("pause", "soon"), ("snooze", "0m"), ("pause", "2d"), ("stop", "x")]
)
def test_wrong_usage_exits_with_2(coach, said, words):
    assert said(*words)[0] == 2
    assert coach[0] == []


def test_calibrating_beside_a_coach_that_has_the_camera_is_refused(coach, said):
    code, out, err = said("calibrate")
    assert (code, out) == (1, "")
    assert err.endswith("has the camera: use `posecoach recalibrate`\n")
