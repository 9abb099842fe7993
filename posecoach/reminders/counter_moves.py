"""The one movement that a break offers, for the fault seen most (SCIENCE A9). Pure but for reading.

The table is `library/counter_moves.toml`; a file of that name in the user's configuration folder
replaces it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from posecoach.content import LIBRARY, config_folder, read_toml
from posecoach.errors import ConfigError
from posecoach.types import Assessment

FILE = "counter_moves.toml"
LONGEST_STEP_S = 2.0  # a moment speaks for at most this long
LEFT, RIGHT = "left", "right"


class CounterMove(Struct, frozen=True, forbid_unknown_fields=True):
    """What undoes a fault. Texts may hold {side}: the person's side to begin with."""

    fault: str
    rules: tuple[str, ...]  # ids of the rules that find this fault; none: offered without a fault
    cue: str  # what to change on the chair
    say: str  # the movement, as a sentence
    stretches: tuple[str, ...]  # ids of the catalogue, the first is the one offered
    source: str


class _File(Struct, forbid_unknown_fields=True):
    move: list[CounterMove]


class Tally(Struct, frozen=True):
    """Seconds of each fault since the last break."""

    t: float | None = None  # seconds of tracked time, of the last moment
    seconds: dict[str, float] = {}  # "rule" or "rule/left", "rule/right" -> seconds


class Offer(Struct, frozen=True):
    """A counter-move ready to be said."""

    fault: str
    say: str
    stretch: str  # id


def load_counter_moves(path: Path | None = None) -> tuple[CounterMove, ...]:
    """Return the table.

    Raises:
        ConfigError: naming the file and what is wrong with it.
    """
    own = config_folder() / FILE
    path = path or (own if own.is_file() else LIBRARY / FILE)
    moves = tuple(read_toml(path, _File).move)
    rules = [rule for move in moves for rule in move.rules]
    for move in moves:
        where = f"{path.name}: move {move.fault!r}"
        if not move.stretches or not move.source.strip():
            raise ConfigError(f"{where}: needs a stretch and a source")
        for text in (move.say, move.cue):
            try:
                text.format(side=LEFT)
            except (LookupError, ValueError, AttributeError) as error:
                raise ConfigError(f"{where}: texts may hold {{side}} only: {text!r}") from error
        for rule in move.rules:
            if rules.count(rule) > 1:
                raise ConfigError(f"{where}: rule {rule!r} has more than one move")
    if sum(not move.rules for move in moves) != 1:
        raise ConfigError(f"{path.name}: move: exactly one must be for no rule")
    return moves


def count(tally: Tally, t: float, assessment: Assessment) -> Tally:
    """Return the tally with one moment more: what lasts now has lasted since the moment before."""
    dt = 0.0 if tally.t is None else min(max(t - tally.t, 0.0), LONGEST_STEP_S)
    if not assessment.faults:
        return Tally(t, tally.seconds)
    values = {v.rule: v.value for v in assessment.verdicts}
    seconds = dict(tally.seconds)
    for fault in assessment.faults:
        # every left-right metric is positive towards the person's left
        key = f"{fault.rule}/{LEFT if values.get(fault.rule, 0.0) > 0 else RIGHT}"
        seconds[key] = seconds.get(key, 0.0) + dt
    return Tally(t, seconds)


def offer(moves: tuple[CounterMove, ...], tally: Mapping[str, float]) -> Offer:
    """Return the counter-move for the fault seen most; the one for no fault when there was none."""
    best = next(move for move in moves if not move.rules)
    most, side = 0.0, LEFT
    for move in moves:
        by_side = {
            s: sum(tally.get(f"{rule}/{s}", 0.0) for rule in move.rules) for s in (LEFT, RIGHT)
        }
        if sum(by_side.values()) > most:
            best, most = move, sum(by_side.values())
            side = LEFT if by_side[LEFT] >= by_side[RIGHT] else RIGHT
    return Offer(best.fault, best.say.format(side=side), best.stretches[0])
