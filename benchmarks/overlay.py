"""How long it takes to draw what posecoach sees on a picture."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from benchmarks.clips import FPS, HD, UHD, pictures
from benchmarks.measuring import Figure, Target, interleaved
from benchmarks.setting import Setting
from posecoach.app import BATCH, Options, watch
from posecoach.outputs.overlay import Overlay
from posecoach.pipeline import assess
from posecoach.pose.mediapipe_estimator import MediaPipeEstimator
from posecoach.pose.weights import find_model
from posecoach.rules.rule import Rule
from posecoach.sources.shape import scaled
from posecoach.types import Frame, Result

FRAMES = 60
MOST = Target("at most", 2.0)
Rules = dict[str, dict[str, Rule]]


def run(setting: Setting) -> Iterator[Figure]:
    """Yield the milliseconds at 1280x720 and 3840x2160, a fresh picture for every drawing."""
    frames = pictures(setting.clip, HD, FRAMES, step_s=2 / FPS)
    with watch(setting.clip, Options()) as watching:
        coach = watching.coach
    with MediaPipeEstimator(find_model().path, moving=True) as see:
        results = list(assess(((frame, see(frame)) for frame in frames), coach, BATCH))
    rules: Rules = {s.id: {r.id: r for r in s.rules} for s in coach.rule_sets} | {"": {}}
    large = [scaled(frame.image, UHD) for frame in frames[:10]]
    times = interleaved(
        {
            "hd": partial(_draw, Overlay(), [f.image for f in frames], results, rules),
            "uhd": partial(_draw, Overlay(), large, results[:10], rules),
            "copy": partial(_copy, frames),
        },
        setting.rounds,
    )
    judged = sum(not result.outlook.reason for result in results)
    note = f"{times['hd'].ms}; {judged} of {FRAMES} judged; copying alone {times['copy'].ms}"
    yield Figure("overlay at 1280x720", 1e3 * times["hd"].least, "ms", note, MOST)
    yield Figure("overlay at 3840x2160", 1e3 * times["uhd"].least, "ms", times["uhd"].ms)


def _draw(overlay: Overlay, images: list, results: list[Result], rules: Rules) -> int:  # type: ignore[type-arg]
    for image, result in zip(images, results, strict=True):
        overlay.draw(image, result, rules=rules[result.assessment.rule_set])
    return len(images)


def _copy(frames: list[Frame]) -> int:
    for frame in frames:
        frame.image.copy()
    return len(frames)
