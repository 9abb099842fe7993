"""Clips with a known story and the runs over them, each made once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import pytest

from tests.e2e.scenes import SECONDS, desk
from tests.sources.made import Image, clip


@pytest.fixture(scope="session", autouse=True)
def defaults(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The settings of whoever runs the tests change nothing."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("POSECOACH_CONFIG", str(tmp_path_factory.mktemp("config")))
        for name in ("POSECOACH_DEBUG", "POSECOACH_MODEL"):
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(scope="session")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where clips are kept."""
    return tmp_path_factory.mktemp("studio")


def filmed(path: Path, scene: Callable[[float], Image], seconds: float, fps: int = 15) -> Path:
    """Film a scene once."""
    if not path.exists():
        clip(path, [scene(i / fps) for i in range(round(seconds * fps))], fps=fps)
    return path


@pytest.fixture(scope="session")
def desk_clip(studio: Path) -> Path:
    """Eight seconds of a desk worker who leans forward, 15 frames per second."""
    return filmed(studio / "desk.mp4", desk, SECONDS)


@pytest.fixture(scope="session")
def short_clip(studio: Path) -> Path:
    """Two seconds of a desk worker who sits well, 5 frames per second."""
    return filmed(studio / "short.mp4", desk, 2.0, fps=5)


@pytest.fixture(scope="session")
def picture(studio: Path) -> Path:
    """A desk worker who sits well."""
    path = studio / "well.png"
    cv2.imwrite(str(path), desk(0.0))
    return path
