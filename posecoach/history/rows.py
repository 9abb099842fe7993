"""What history keeps: one type per table. Numbers and words, never a picture.

Times are seconds since 1970 (UTC) as the wall clock had them; days and hours are made from them by
whoever reports, in the zone of the reader.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct

Amounts = dict[str, float]


class Session(Struct, frozen=True):
    """One run of posecoach that saw somebody, or one guided session."""

    uid: str
    start: float
    end: float  # moved on while it runs
    kind: str = "live"  # "live", "guided", "analyze"
    source: str = ""  # camera or file, as the user knows it
    version: str = ""  # of posecoach


class Minute(Struct, frozen=True):
    """The posture of one minute of a session, amounts to the hundredth; the last may be shorter."""

    session: str
    start: float
    tracked_s: float  # seconds that were watched, judged or not
    judged_s: float = 0.0  # ... in which a score could be shown
    score: float | None = None  # mean over the judged seconds, 0..100
    view: str = "unknown"  # the one seen most
    framing: str = "unknown"
    bands: Amounts = {}  # band -> seconds
    losses: Amounts = {}  # body part -> points lost, mean over the judged seconds
    activity: Amounts = {}  # activity -> seconds
    reasons: Amounts = {}  # why it could not be judged -> seconds
    metrics: dict[str, tuple[float, float, float]] = {}  # metric -> its 10th, 50th, 90th percentile
    sides: Amounts = {}  # "left", "right", "even": seconds of sitting with the weight there
    holds: Amounts = {}  # "poor 7-15": seconds of holding a band that long, where the hold ended


class Bout(Struct, frozen=True):
    """A bout of sitting or standing that is over."""

    session: str
    start: float
    end: float
    activity: str
    carried_s: float = 0.0
    unknown_s: float = 0.0
    ending: str = "seen"  # or "unknown": nobody saw how it ended


class Break(Struct, frozen=True):
    """Having been up or away between two spells of sitting."""

    session: str
    start: float
    end: float
    up_s: float
    kind: str  # "micro", "short", "full", "ideal"


class Alert(Struct, frozen=True):
    """Something that was said to the user."""

    session: str
    t: float
    rule: str  # posture rule, or the reminder's name
    part: str = ""
    level: str = ""
    message: str = ""
    cue: str = ""
    outcome: str = ""  # "corrected", "ignored", "snoozed" ...; empty while it is open
    corrected_s: float | None = None  # seconds until corrected


class Calibration(Struct, frozen=True):
    """A person's own good posture before one camera."""

    camera: str
    view: str
    made: float
    baseline: dict[str, Any]  # posecoach.baseline.Baseline as JSON builtins


class Event(Struct, frozen=True):
    """Anything else that happened: a stretch, heat, a massage, pain, a habit."""

    t: float
    kind: str
    body: dict[str, Any] = {}
    session: str = ""  # empty: outside any


class State(Struct, frozen=True):
    """What the running coach must remember if it is started again."""

    key: str
    body: Any


Row = Session | Minute | Bout | Break | Alert | Calibration | Event | State
