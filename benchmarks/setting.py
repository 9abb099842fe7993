"""What every benchmark is told."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Setting:
    """Which clip to work on, how often, and where to put what is written meanwhile."""

    clip: Path
    rounds: int
    folder: Path
