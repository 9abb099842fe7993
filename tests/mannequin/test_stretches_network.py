"""The real network sees a person in every stretch, from the camera that shows it best."""

from __future__ import annotations

import numpy as np
import pytest

from posecoach.joints import PAIRS
from posecoach.mannequin.render import render
from posecoach.mannequin.staging import staged
from posecoach.mannequin.stretches import stretches
from tests.mannequin.conftest import Find

pytestmark = pytest.mark.network
LIBRARY = stretches()
PARTS = ("shoulder", "elbow", "wrist", "hip", "knee", "ankle")
TANGLED = {
    "knee_to_opposite_shoulder",
    "single_knee_to_chest",
    "seated_figure_four",
    "pigeon",
    "glute_ball",
}
"""Legs over each other: the network takes one for the other. SCIENCE 0.15: judge these coarsely."""


@pytest.mark.parametrize("share", [0.0, 1.0], ids=["start", "end"])
@pytest.mark.parametrize("name", LIBRARY)
def test_the_network_finds_the_figure_in_every_stretch(find: Find, name: str, share: float) -> None:
    figure, camera, scenery = staged(LIBRARY[name], share)
    picture = render(figure, camera, scenery)
    found = find(picture.image)
    assert found is not None
    joints = [row for part in PARTS for row in PAIRS[part] if picture.visible[row]]
    trunk = camera.focal_px / camera.distance * figure.proportions.length("trunk")
    off = np.linalg.norm(found[joints] - picture.px[joints], axis=1) / trunk
    assert np.median(off) < (0.35 if name in TANGLED else 0.20)
    assert off.mean() < (0.7 if name in TANGLED else 0.25)
