"""A drawn person stretches before the real network: guided from the first word to the end."""

from __future__ import annotations

import json
from functools import partial

import numpy as np
import pytest

from posecoach.cli import equipment
from posecoach.content import LIBRARY
from posecoach.mannequin.render import render
from posecoach.mannequin.skeleton import pose
from posecoach.mannequin.staging import framed, staged
from posecoach.mannequin.stretches import read
from posecoach.relief import loop
from posecoach.sources import open_video, play_live
from tests.e2e.running import ran
from tests.sources.made import clip

EXERCISE, FPS, HOLD_S = "childs_pose", 6, 6
SIZE = (640, 480)


@pytest.fixture(scope="module")
def stretching(tmp_path_factory):
    """Eleven seconds kneeling, while all is announced, six slowly in, twenty held."""
    stretch = read(LIBRARY / "exercises" / f"{EXERCISE}.toml")
    whole = pose(stretch.posture(0.5))
    camera = framed(whole, stretch.azimuth(), stretch.plan.elevation, SIZE)
    _, _, room = staged(stretch, 1.0)
    there = np.linspace(0.0, 1.0, 6 * FPS).round(2)
    shares = [0.0] * 11 * FPS + [*there] + [1.0] * 20 * FPS
    pictures = {s: render(pose(stretch.posture(s)), camera, room).image for s in set(shares)}
    path = tmp_path_factory.mktemp("stretching") / "stretching.mp4"
    return clip(path, [pictures[share] for share in shares], fps=FPS)


class Clock:
    """Time that passes only when somebody waits: no frame comes too late, however slow we are."""

    now = 0.0

    def __call__(self):
        return self.now

    def wait(self, seconds):
        self.now += seconds


@pytest.mark.network
def test_a_stretch_is_guided_through_the_real_network(stretching, monkeypatch):
    clock = Clock()
    monkeypatch.setattr(loop, "run", partial(loop.run, clock=clock, wait=clock.wait))

    def opened(wanted, rate, say):
        return play_live(open_video(wanted, rate=rate), clock=clock, wait=clock.wait)

    monkeypatch.setattr(equipment, "open_live", opened)
    how = ("--headless", "--json", "--voice", "off", "--language", "en")
    dose = ("--sets", 1, "--hold", HOLD_S)
    found = ran("stretch", EXERCISE, "--source", stretching, *dose, *how)
    assert found.code == 0, found.err
    events = [json.loads(line) for line in found.out.splitlines()]
    said = {it["key"]: it["t"] for it in reversed(events) if it["event"] == "cue"}
    assert said["announce"] < said["enter"] < said["hold"] < said["count"] < said["leave"]
    assert 17.0 + HOLD_S < said["leave"] < 37.0
    (done,) = [it for it in events if it["event"] == "exercise"]
    assert HOLD_S <= done["seconds"] < HOLD_S + 1 and done["checked"]
    assert events[-1]["event"] == "ended" and events[-1]["sets"] == 1
