"""The drawn figure of an exercise, rendered once for each posture that is shown."""

from __future__ import annotations

from functools import lru_cache

from posecoach.content import content_files
from posecoach.mannequin.plans import Side
from posecoach.mannequin.props import equipped
from posecoach.mannequin.render import render
from posecoach.mannequin.staging import framed
from posecoach.mannequin.stretches import FOLDER, Stretch, read
from posecoach.outputs.board.scene import Person


class Figures:
    """Pictures of (width, height) pixels of the exercises that have a figure."""

    def __init__(self, size: tuple[int, int]) -> None:
        """Take the size of the pictures."""
        self._size = size
        self.person = lru_cache(16)(self._person)
        """(id, side, share of the way, fault) -> the figure there; None if it has none."""

    def _person(
        self, exercise: str, side: Side = "right", share: float = 1.0, fault: str = ""
    ) -> Person | None:
        stretch = _stretch(exercise)
        if stretch is None:
            return None
        shown = fault if fault in stretch.faults else ""
        figure, _, scenery = equipped(stretch, share, side, fault=shown)
        camera = framed(figure, stretch.azimuth(side), stretch.plan.elevation, self._size)
        picture = render(figure, camera, scenery)
        return Person(picture.image, picture.px, bones=False)


@lru_cache(4)
def _stretch(exercise: str) -> Stretch | None:
    paths = (path for path in content_files(FOLDER) if path.stem == exercise)
    path = next(paths, None)
    return None if path is None else read(path)
