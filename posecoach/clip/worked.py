"""Which side is worked, where either could be.

Seen from the side one leg can be taken for the other, and then an exercise may seem to be done on
both sides at once. It never is: over a spell in which both gates hold, the side is the one nearer
the camera, where the exercise wants it; where neither is, the one that the network's own names of
the legs say most often. Those alone can be wrong for a whole clip.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from posecoach.exercises.exercise import Exercise
from posecoach.form import Side
from posecoach.sessions.gate import LOSS_S, claim
from posecoach.sessions.sight import Sight

Stream = list[tuple[float, Sight]]
Spell = list[int]  # positions of frames


def one_at_a_time(
    exercise: Exercise,
    streams: Mapping[Side, Stream],
    labelled: Mapping[Side, Sequence[bool]],
) -> dict[Side | None, Stream]:
    """Return the streams with no frame in which both sides are worked.

    Args:
        exercise: worked on one side after the other.
        streams: worked side -> what a session would see, frame by frame.
        labelled: worked side -> in which of them its gate holds as the legs are named.
    """
    kept: dict[Side | None, Stream] = {side: list(stream) for side, stream in streams.items()}
    for spell in _spells(exercise, streams):
        loser = _loser(spell, streams, labelled)
        for i in spell:
            t, sight = streams[loser][i]
            kept[loser][i] = t, replace(sight, values={})
    return kept


def _spells(exercise: Exercise, streams: Mapping[Side, Stream]) -> list[Spell]:
    """Return the spells in which both gates hold, short breaks within them included."""
    pairs = zip(streams["right"], streams["left"], strict=True)
    spells: list[Spell] = []
    last = 0.0
    for i, ((t, right), (_, left)) in enumerate(pairs):
        if not all(claim(exercise, it.values, loose=True) for it in (right, left)):
            continue
        if spells and t - last <= LOSS_S:
            spells[-1] += range(spells[-1][-1] + 1, i + 1)
        else:
            spells.append([i])
        last = t
    return spells


def _loser(
    spell: Spell, streams: Mapping[Side, Stream], labelled: Mapping[Side, Sequence[bool]]
) -> Side:
    near = [streams["right"][i][1].near for i in spell]
    if near.count("left") != near.count("right"):
        return "right" if near.count("left") > near.count("right") else "left"
    right, left = (sum(labelled[side][i] for i in spell) for side in ("right", "left"))
    return "left" if right >= left else "right"
