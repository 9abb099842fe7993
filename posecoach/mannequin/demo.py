"""Where the bundled demo clip is. Imports nothing but the standard library."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

CLIP = "desk_day.mp4"


def demo_clip() -> Path:
    """The bundled video: a person sitting at a desk well and badly, leaving and coming back."""
    return Path(str(files("posecoach"))) / "library" / "demo" / CLIP


def demo_truth() -> Path:
    """What is exactly known about it, as JSON: segments and true angles over time."""
    return demo_clip().with_suffix(".json")
