"""Pictures of exercises as arrays: what the network saw, beside where the joints truly are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from posecoach.errors import SourceError
from posecoach.joints import JOINT_COUNT
from posecoach.types import Floats, Pose


@dataclass(frozen=True, slots=True, eq=False)
class Album:
    """Many pictures as arrays, one row each."""

    subject: NDArray[np.str_]
    moment: NDArray[np.str_]
    placing: NDArray[np.str_]
    side: NDArray[np.str_]  # worked
    split: NDArray[np.str_]  # of the person's Cast, as seed and number
    seed: NDArray[np.int_]
    number: NDArray[np.int_]
    azimuth: Floats  # of the camera, degrees
    px: Floats  # (N, 33, 2) as the network gave it, pixels; NaN where nobody was found
    world: Floats  # (N, 33, 3) metres
    visibility: Floats  # (N, 33)
    truth: Floats  # (N, 33, 3) the figure's joints, metres: x to its left, y down, z backward
    size: NDArray[np.int_]  # (N, 2) width, height

    def __len__(self) -> int:
        """How many pictures."""
        return len(self.subject)

    @property
    def people(self) -> list[str]:
        """Who is in each picture."""
        who = zip(self.split, self.seed, self.number, strict=True)
        return [f"{split} {seed} {number}" for split, seed, number in who]

    @property
    def about(self) -> str:
        """Whose pictures these are, in words."""
        sets = sorted({f"{s} set, seed {n}" for s, n in zip(self.split, self.seed, strict=True)})
        return f"{len(set(self.people))} people of the {' and the '.join(sets)}"

    @property
    def found(self) -> NDArray[np.bool_]:
        """Where somebody was found."""
        return np.isfinite(self.px[:, 0, 0])

    @property
    def pose(self) -> Pose:
        """What the network saw, all pictures as one pose."""
        return Pose(np.zeros(len(self)), self.px, self.world, self.visibility)

    @property
    def true_pose(self) -> Pose:
        """The exact joints as if seen from straight ahead and afar."""
        return Pose(
            np.zeros(len(self)), self.truth[..., :2], self.truth, np.ones((len(self), JOINT_COUNT))
        )

    def where(self, mask: NDArray[np.bool_]) -> Album:
        """The pictures a mask is true of."""
        return Album(*(getattr(self, f.name)[mask] for f in fields(self)))

    def save(self, path: Path) -> None:
        """Write it as an .npz file."""
        np.savez_compressed(path, **{f.name: getattr(self, f.name) for f in fields(self)})


def joined(albums: Sequence[Album]) -> Album:
    """All pictures of some albums."""
    return Album(*(np.concatenate([getattr(a, f.name) for a in albums]) for f in fields(Album)))


def load_album(paths: Iterable[Path]) -> Album:
    """Read and join .npz files that `Album.save` wrote.

    Raises:
        SourceError: naming the file that is none.
    """
    return joined([_read(path) for path in paths])


def _read(path: Path) -> Album:
    try:
        with np.load(path) as columns:
            return Album(**columns)
    except (OSError, ValueError, TypeError, BadZipFile) as error:
        raise SourceError(f"{path}: no pictures of exercises: {error}") from error
