"""An exercise's file, right in every way, to be spoiled in one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

GOOD = """
title = "Mine"
kind = "stretch"
purpose = "Stretches something."
muscles = ["some muscle"]
position = "supine"
setup = ["Lie on your {side} side."]
source = "SCIENCE C1"
views = ["side"]
gate = [{ measure = "hip_flexion", side = "right", within = [60.0, 120.0], above = "Less." }]
form = [{ measure = "trunk_inclination", within = [-125.0, -65.0] }]

[[fault]]
id = "far"
measure = "hip_flexion"
side = "right"
above = 130.0
cue = "Ease off your {other} hand."
"""


@pytest.fixture
def exercise_file(tmp_path: Path) -> Callable[..., Path]:
    """Writes the good file with one thing changed."""

    def write(old: str = "", new: str = "", name: str = "mine") -> Path:
        assert old in GOOD
        path = tmp_path / f"{name}.toml"
        path.write_text(GOOD.replace(old, new, 1) if old else GOOD + new, encoding="utf-8")
        return path

    return write
