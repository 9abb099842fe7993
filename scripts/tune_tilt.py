"""How far the network shrinks the tilt of heads, measured on drawn people of the tune split.

    python scripts/tune_tilt.py [--people 32]

Draws everybody twelve times at a laptop (four places, a neutral picture at each) and eight times
whole, with heads tilted, turned and nodding, trunks leaning and shoulders raised at random. Prints
the mean absolute error of the tilt by how much further than seen a head is turned on its shoulders
(posecoach/tilt.py), and the place of the ears by that tilt (metrics/shoulders.py). Half a second a
picture.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from posecoach import tilt
from posecoach.evaluate.stage import Cast
from posecoach.evaluate.suites import CAMERAS, FURNISHED
from posecoach.evaluate.truth import Taken, true_metrics
from posecoach.mannequin import changes
from posecoach.mannequin.exposure import draw_exposure, expose
from posecoach.mannequin.postures import NEUTRAL
from posecoach.mannequin.presets import LAP, keyboard
from posecoach.mannequin.reach import reaching
from posecoach.mannequin.render import render
from posecoach.mannequin.scenery import furnished
from posecoach.mannequin.skeleton import Proportions, pose
from posecoach.mannequin.spec import PoseSpec
from posecoach.metrics import Body
from posecoach.metrics.head import head_roll_raw
from posecoach.metrics.shoulders import PER_TILT_DEG, lateral_index, shoulder_roll_raw
from posecoach.pose.mediapipe_estimator import MediaPipeEstimator
from posecoach.pose.weights import find_model
from posecoach.trust import trusted
from posecoach.types import Floats, Frame
from posecoach.view import FRONT_YAW, read

SHARES = (0.0, 0.1, 0.2, 0.3, 0.4)


@dataclass(frozen=True, slots=True, eq=False)
class Shot:
    """One picture: who, the joints as the network sees them, and the true tilt of the head."""

    camera: str
    person: int
    azimuth: float  # degrees
    px: Floats
    true_deg: float


def posture(random: np.random.Generator, body: Proportions, at_laptop: bool) -> PoseSpec:
    """Return somebody sitting in a mixture of postures that nobody's joints forbid."""
    hands = keyboard() if at_laptop else LAP
    while True:
        spec = reaching(NEUTRAL, hands, body)
        try:
            for name, size in mixture(random, at_laptop):
                spec = getattr(changes, name)(spec, size, body)
            return reaching(spec, hands, body)
        except ValueError:
            continue


def mixture(random: np.random.Generator, at_laptop: bool) -> Iterator[tuple[str, float]]:
    """Yield names and sizes of changes."""
    if random.random() < 0.5:
        yield "head_roll", random.uniform(-20, 20)
    if random.random() < 0.3:
        yield "side_lean", random.uniform(-14, 14)
    if random.random() < 0.2:
        yield "one_shoulder_raised", float(random.choice([-1, 1])) * random.uniform(1.5, 4)
    if random.random() < 0.35:
        yield "head_yaw", random.uniform(-25, 25)
    if random.random() < 0.35:
        yield "head_pitch", random.uniform(-10, 20)
    if at_laptop and random.random() < 0.25:
        yield "forward_head", random.uniform(2, 6)
    if at_laptop and random.random() < 0.15:
        yield "slump", random.uniform(2, 6)


def placing(random: np.random.Generator, at_laptop: bool) -> dict[str, float]:
    """Return where a camera stands."""
    if not at_laptop:
        azimuth, elevation = random.uniform(-35, 35), random.normal(0, 4)
        distance = 2.8 * (1 + random.normal(0, 0.08))
        return {"azimuth": azimuth, "elevation": elevation, "distance": distance}
    aside = random.random() < 0.6
    return {
        "azimuth": random.uniform(-35, 35) if aside else random.normal(0, 6),
        "elevation": float(np.clip(random.normal(-13, 11), -35, 15)),
        "distance": random.uniform(0.45, 0.95),
        "lens": random.uniform(60, 78),
    }


def shots(number: int) -> Iterator[Shot]:
    """Yield the pictures of one person in which a front view is seen."""
    cast = Cast(0, "tune", number)
    person, random = cast.person(), cast.random("lap pictures")
    with MediaPipeEstimator(find_model("").path, moving=False) as network:
        for name, places, postures in (("laptop", 4, 2), ("phone_on_tripod", 8, 1)):
            at_laptop = name == "laptop"
            neutral = reaching(NEUTRAL, keyboard() if at_laptop else LAP, person.proportions)
            for _ in range(places):
                seated, place = pose(neutral, person.proportions), placing(random, at_laptop)
                camera, light = CAMERAS[name](seated, **place), draw_exposure(random)
                room = furnished(FURNISHED["chair"].fitting(seated), int(random.integers(24)))
                for i in range(postures + at_laptop):
                    first = at_laptop and i == 0
                    spec = neutral if first else posture(random, person.proportions, at_laptop)
                    figure = pose(spec, person.proportions)
                    picture = render(figure, camera, room, person.look)
                    image = expose(picture.image, light, random, picture.foreground)
                    people = network(Frame(0.0, 0, image)).people
                    seen = trusted(people[0], camera.size) if people else None
                    if seen is None or not read(seen).yaw <= FRONT_YAW:
                        continue
                    true = true_metrics(Taken(figure, camera, picture), ["head_roll"])["head_roll"]
                    yield Shot(name, number, place["azimuth"], seen.px, true)


def report(taken: list[Shot]) -> None:
    """Print the errors by share, and the ears' place by tilt."""
    px = np.array([it.px for it in taken])
    true = np.array([it.true_deg for it in taken])
    for name in ("laptop", "phone_on_tripod"):
        own = np.array([it.camera == name for it in taken])
        people = len({it.person for it in taken if it.camera == name})
        print(f"{name}: {people} people, {own.sum()} pictures")
        for share in SHARES:
            tilt.MORE = share
            off = (head_roll_raw(Body(tilt.as_tilted(px, True))) - true)[own]
            print(f"  {share:.1f} more: mean absolute error {np.nanmean(np.abs(off)):.2f} degrees")
        tilt.MORE = 0.2
        body = Body(tilt.as_tilted(px, True))
        on_shoulders, leaning = (
            head_roll_raw(body) - shoulder_roll_raw(body),
            shoulder_roll_raw(body),
        )
        aside = np.sin(np.radians([it.azimuth for it in taken]))
        columns = np.stack([on_shoulders, leaning, aside], 1)
        raw = lateral_index(body) + PER_TILT_DEG * on_shoulders
        known = own & np.isfinite(columns).all(1) & np.isfinite(raw)
        found, *_ = np.linalg.lstsq(columns[known], raw[known])
        print(f"  ears aside by {found[0]:.4f} shoulder widths per degree of that tilt")


def main() -> None:
    """Draw, look and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=32)
    taken = [shot for number in range(parser.parse_args().people) for shot in shots(number)]
    report(taken)


if __name__ == "__main__":
    main()
