"""How long it takes to draw somebody: the pictures of `posecoach evaluate rendered`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from statistics import median

from benchmarks.measuring import WALL, Figure, Target, Work, interleaved
from benchmarks.setting import Setting
from posecoach.evaluate.stage import Cast, Stage, settings
from posecoach.evaluate.suites import load_suites
from posecoach.mannequin.presets import SHOTS
from posecoach.mannequin.render import Picture, render
from posecoach.mannequin.skeleton import Figure as Body
from posecoach.mannequin.skeleton import pose

PEOPLE = 2
CANDIDATES = 20  # for the slowest, after two rounds over all; they get ten times the rounds
MOST = Target("at most", 40.0)


def run(setting: Setting) -> Iterator[Figure]:
    """Yield milliseconds a picture of 640x480, in a scene that was drawn before.

    Posing a figure by its joint angles counts; finding the angles at which its hands reach the
    keyboard and what the camera makes of the picture do not.
    """
    pictures = dict(_pictures())
    least = _least(pictures, 2)
    yield Figure(f"median of {len(least)} pictures", median(least.values()), "ms")
    candidates = sorted(least, key=least.__getitem__)[-CANDIDATES:]
    least = _least({name: pictures[name] for name in candidates}, 10 * setting.rounds)
    slowest = max(least, key=least.__getitem__)
    yield Figure("slowest of them", least[slowest], "ms", slowest, MOST)


def _least(pictures: Mapping[str, Work], rounds: int) -> dict[str, float]:
    """Milliseconds of each, the least of rounds over all of them."""
    least = dict.fromkeys(pictures, float("inf"))
    for _ in range(rounds):
        for name, work in pictures.items():
            # drawn twice, the first time for the room, of which only a few are kept
            timing = interleaved({name: work}, 1, WALL)[name]
            least[name] = min(least[name], 1e3 * timing.least)
    return least


def _pictures() -> Iterator[tuple[str, Work]]:
    for shot in SHOTS:
        figure, camera, scenery = shot.take()
        draw = partial(render, camera=camera, scenery=scenery)
        yield f"{shot.preset} {shot.view}", partial(_drawn, figure, draw)
    for suite in load_suites():
        for number in range(PEOPLE if suite.pictures else 0):
            cast = Cast(0, "tune", number)
            for setting in settings(suite, cast):
                stage = Stage(suite, cast, setting)
                figure = stage.figure(stage.postures[0])
                if figure is not None:
                    name = f"{suite.id} {setting.number} of person {number}"
                    yield name, partial(_drawn, figure, stage.draw)


def _drawn(figure: Body, draw: Callable[[Body], Picture]) -> int:
    draw(pose(figure.spec, figure.proportions))  # nothing is known of it from before
    return 1
