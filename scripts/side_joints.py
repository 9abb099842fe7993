"""Find by how much the network's shoulders and elbows are off in side views.

    python scripts/side_joints.py draw FOLDER --people 100:122    # of the tune split
    python scripts/side_joints.py fit FOLDER

`draw` shows the network people of random postures, hands anywhere, so that no posture can be
learned by heart, and those of the suite side_azimuth. `fit` prints the numbers that belong in
posecoach/anatomical.py: from each half of the people, judged on the other, and from all.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np

from posecoach import anatomical
from posecoach.app import Options, recording_coach
from posecoach.evaluate.stage import Cast, Stage, settings
from posecoach.evaluate.suites import FURNISHED, load_suites
from posecoach.evaluate.truth import Taken, true_metrics
from posecoach.joints import JOINT_COUNT, PAIRS
from posecoach.mannequin.cameras import phone_on_tripod
from posecoach.mannequin.exposure import draw_exposure, expose
from posecoach.mannequin.painting import Image
from posecoach.mannequin.presets import SIT
from posecoach.mannequin.reach import reaching
from posecoach.mannequin.render import render
from posecoach.mannequin.scenery import DESK_M, SEAT_M, furnished
from posecoach.mannequin.skeleton import Proportions
from posecoach.mannequin.skeleton import pose as posed
from posecoach.mannequin.spec import SIDES, Arm, PoseSpec, Turn
from posecoach.metrics.arms import elbow_angle
from posecoach.pipeline import assess
from posecoach.pose.mediapipe_estimator import MediaPipeEstimator
from posecoach.pose.weights import find_model
from posecoach.trust import trusted
from posecoach.types import Floats, Frame, Pose, Result, View

RANDOM, STANDING = 20, 0.2  # pictures of each person in random postures, share standing
SEATS = ("stool", "chair", "chair", "armchair", "desk", "armchair at a desk")
# where wrists are, metres: aside, up, ahead; each with a spread of REACH_SD
HANDS = (
    (0.13, SEAT_M + 0.225, 0.24),  # on the thighs
    (0.11, DESK_M + 0.05, 0.39),  # on a desk
    (0.24, SEAT_M + 0.33, 0.16),  # on arm rests
    (0.12, SEAT_M + 0.22, 0.36),  # on the knees
    (0.06, SEAT_M + 0.75, 0.20),  # at the chin
    (0.28, SEAT_M + 0.15, 0.02),  # hanging
)
REACH_SD = 0.05
SIDE_VIEW = 46.0  # degrees off the side up to which a picture counts
INSIDE, BEHIND = np.arange(0, 0.31, 0.02), np.arange(0, 2.01, 0.1)  # numbers tried

Seen = dict[str, Floats]


def posture(random: np.random.Generator, body: Proportions) -> tuple[str, PoseSpec]:
    """A random way of sitting or standing, and what furniture it needs; may raise ValueError."""
    trunk, neck, look = random.normal(4, 10), random.normal(10, 9), random.normal(5, 13)
    spec = PoseSpec(
        trunk=Turn(trunk, random.normal(0, 3), random.normal(0, 5)),
        rounding=max(0.0, random.normal(10, 12)),
        neck=Turn(neck, random.normal(0, 3)),
        head=Turn(look - trunk - neck, random.normal(0, 4), random.normal(0, 14)),
    )
    if random.random() < STANDING:
        for side, _ in SIDES:
            arm = Arm(flexion=random.normal(10, 20), elbow=random.uniform(5, 120))
            spec = spec.with_arm(side, arm)
        return str(random.choice(["none", "desk to stand at"])), spec
    for side, _ in SIDES:
        spec = spec.with_leg(side, SIT).with_arm(side, Arm(pronation=80.0))
    both = random.integers(len(HANDS))
    hands = {}
    for side, sign in SIDES:
        place = both if random.random() < 0.7 else random.integers(len(HANDS))
        aside, up, ahead = HANDS[place] + random.normal(0, REACH_SD, 3)
        hands[side] = np.array([sign * aside, up, ahead])
    return str(random.choice(SEATS)), reaching(spec, hands, body)


def random_picture(random: np.random.Generator, cast: Cast) -> tuple[Image, Taken]:
    """A person of random posture somewhere, from about the side."""
    person = cast.person()
    while True:
        with suppress(ValueError):  # nobody can sit like that
            furniture, spec = posture(random, person.proportions)
            break
    figure = posed(spec, person.proportions)
    upright = posed(PoseSpec(left_leg=spec.left_leg, right_leg=spec.right_leg), person.proportions)
    azimuth = float(random.choice([-1, 1]) * random.uniform(45, 135))
    elevation, distance = float(np.clip(random.normal(3, 8), -15, 30)), random.uniform(1.8, 4.2)
    lens = random.uniform(56, 72)
    camera = phone_on_tripod(
        upright, azimuth=azimuth, elevation=elevation, distance=distance, lens=lens
    )
    room = furnished(FURNISHED[furniture].fitting(upright), int(random.integers(24)))
    picture = render(figure, camera, room, person.look)
    image = expose(picture.image, draw_exposure(random), random, picture.foreground)
    return image, Taken(figure, camera, picture)


def pictures(cast: Cast) -> Iterator[tuple[Image, Taken]]:
    """All pictures of one person."""
    random = cast.random("side joints")
    for _ in range(RANDOM):
        yield random_picture(random, cast)
    (suite,) = load_suites(["side_azimuth"])
    for setting in settings(suite, cast):
        stage = Stage(suite, cast, setting)
        image, taken = stage.shoot(stage.postures[0])
        if taken is not None:
            yield image, taken


def draw(folder: Path, first: int, last: int) -> None:
    """Write what the network sees of each person, beside the truth, as FOLDER/NUMBER.npz."""
    folder.mkdir(parents=True, exist_ok=True)
    coach = recording_coach(Options(), still=True)
    with MediaPipeEstimator(find_model("").path, moving=False) as estimate:
        for number in range(first, last):
            rows = []
            for image, taken in pictures(Cast(0, "tune", number)):
                frame = Frame(0.0, 0, image)
                result = next(assess([(frame, estimate(frame))], coach))
                if result.raw is not None and result.outlook.facing:
                    rows.append({"person": number, **row(result, result.raw, taken)})
            table = {key: np.array([one[key] for one in rows]) for key in rows[0]}
            np.savez_compressed(folder / f"{number}.npz", **table)  # type: ignore[arg-type]
            print(f"person {number}: {len(rows)} pictures in which somebody was found")


def row(result: Result, raw: Pose, taken: Taken) -> dict[str, Any]:
    """What is needed of one picture."""
    return {
        "px": trusted(raw, result.size).px,
        "facing": result.outlook.facing,
        "yaw": result.outlook.yaw,
        "off_deg": abs(taken.yaw - 90),
        "true_px": taken.picture.px,
        "elbow_deg": true_metrics(taken, ["elbow_angle"])["elbow_angle"],
    }


def elbow_errors(seen: Seen, inside: float, behind: float) -> Floats:
    """Measured less true angle at the near elbow with these numbers, degrees; NaN unknown."""
    anatomical.ELBOW_INSIDE, anatomical.ELBOW_INSIDE_BEHIND = inside, behind
    px, count = seen["px"], len(seen["px"])
    blank = np.full((count, JOINT_COUNT, 3), np.nan)
    pose = Pose(np.zeros(count), px, blank, np.ones((count, JOINT_COUNT)))
    seen_from = np.where(seen["facing"] < 0, View.SIDE_LEFT, View.SIDE_RIGHT)
    coach = recording_coach(Options(), still=True)
    body = coach.body(pose, seen_from, seen["facing"], seen["yaw"], (640, 480))
    return np.asarray(elbow_angle(body) - seen["elbow_deg"])


def best(seen: Seen) -> tuple[float, float]:
    """Return the numbers with the least mean absolute error of the elbow."""
    tried = [(float(i), float(b)) for i in INSIDE for b in BEHIND]
    return min(tried, key=lambda numbers: float(np.nanmean(abs(elbow_errors(seen, *numbers)))))


def too_high(seen: Seen) -> Floats:
    """How far the middle of the shoulders is above the true one, in trunk lengths."""
    middle, hips, true = (
        at[:, list(PAIRS[part])].mean(1)
        for at, part in (
            (seen["px"], "shoulder"),
            (seen["px"], "hip"),
            (seen["true_px"], "shoulder"),
        )
    )
    return np.asarray((true - middle)[:, 1] / np.linalg.norm(hips - middle, axis=1))


def fit(folder: Path) -> None:
    """Print the numbers."""
    tables = [np.load(path) for path in sorted(folder.glob("*.npz"))]
    seen = {key: np.concatenate([table[key] for table in tables]) for key in tables[0].files}
    seen = {key: values[seen["off_deg"] < SIDE_VIEW] for key, values in seen.items()}
    # only the far shoulder is moved, so it takes twice what the middle lacks
    print(f"FAR_SHOULDER_RISE {2 * np.nanmean(too_high(seen)):.3f}")
    even, odd = ({key: v[seen["person"] % 2 == half] for key, v in seen.items()} for half in (0, 1))
    for name, own, other in (("even", even, odd), ("odd", odd, even), ("all", seen, seen)):
        numbers = best(own)
        before, after = (abs(elbow_errors(other, *given)) for given in ((0.0, 0.0), numbers))
        inside, behind = numbers
        print(
            f"{name} people: ELBOW_INSIDE {inside:.2f}, ELBOW_INSIDE_BEHIND {behind:.1f}; "
            f"elbow {np.nanmean(before):.2f} -> {np.nanmean(after):.2f}, "
            f"known {1 - np.isnan(before).mean():.2f} -> {1 - np.isnan(after).mean():.2f}"
        )


def main() -> None:
    """Draw or fit."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("what", choices=["draw", "fit"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--people", default="100:122", help="first:last, the last not included")
    given = parser.parse_args()
    first, _, last = given.people.partition(":")
    fit(given.folder) if given.what == "fit" else draw(given.folder, int(first), int(last))


if __name__ == "__main__":
    main()
