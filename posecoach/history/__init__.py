"""What posecoach remembers between runs: one SQLite file of numbers and words, never pictures."""

from posecoach.history.opening import history_path
from posecoach.history.rows import (
    Alert,
    Bout,
    Break,
    Calibration,
    Event,
    Minute,
    Row,
    Session,
    State,
)
from posecoach.history.store import History

__all__ = [
    "Alert",
    "Bout",
    "Break",
    "Calibration",
    "Event",
    "History",
    "Minute",
    "Row",
    "Session",
    "State",
    "history_path",
]
