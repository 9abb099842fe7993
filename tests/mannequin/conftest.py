"""The real network, for the tests that ask it what it sees in the drawn pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from posecoach.types import Floats

BUNDLE = Path(__file__).parents[2] / "models" / "pose_full.task"
Find = Callable[[Any], Floats | None]


@pytest.fixture(scope="session")
def find() -> Iterator[Find]:
    """Picture (H, W, 3) BGR -> the 33 landmarks the network finds, pixels; None if nobody."""
    import mediapipe as mp
    from mediapipe.tasks.python.core.base_options import BaseOptions
    from mediapipe.tasks.python.vision import PoseLandmarker, PoseLandmarkerOptions

    options = PoseLandmarkerOptions(base_options=BaseOptions(model_asset_path=str(BUNDLE)))
    with PoseLandmarker.create_from_options(options) as network:

        def landmarks(image: Any) -> Floats | None:
            rgb = np.ascontiguousarray(image[..., ::-1])
            people = network.detect(mp.Image(mp.ImageFormat.SRGB, rgb)).pose_landmarks
            if not people:
                return None
            height, width = image.shape[:2]
            return np.array([(p.x * width, p.y * height) for p in people[0]])

        yield landmarks
