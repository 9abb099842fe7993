"""Where the blocks go: beside the person, never on each other, never over the edge. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, product
from math import inf

from posecoach.outputs.overlay.angles import Angle
from posecoach.outputs.overlay.blocks import GAP, STAY, Block, Layout, Placed
from posecoach.outputs.overlay.boxes import Box, corners
from posecoach.outputs.overlay.crowd import Crowd
from posecoach.outputs.overlay.labels import place_labels
from posecoach.outputs.overlay.typeset import Setter
from posecoach.outputs.overlay.wording import Lines, Words

TALLEST_CARD = 0.7  # of the picture; above, rows are left out
DETAILS = (("losses", "trust", "state"), ("losses", "trust"), ("trust",), ())
# places as shares of the spare width and height, each with what it must save to be taken
CARD_PLACES = {
    (0.0, 0.0): 0.0,
    (1.0, 0.0): 0.3,
    (0.0, 1.0): 0.6,
    (1.0, 1.0): 0.9,
    (0.0, 0.5): 1.5,
    (1.0, 0.5): 1.8,
}
CUE_PLACES = {
    (0.5, 1.0): 0.0,
    (0.0, 1.0): 2.5,
    (1.0, 1.0): 2.5,
    (0.5, 0.0): 9.0,
    (0.0, 0.0): 9.6,
    (1.0, 0.0): 9.6,
}


def lay_out(
    words: Words,
    lines: Lines,
    angles: Sequence[Angle],
    crowd: Crowd,
    setter: Setter,
    before: Layout,
) -> Layout:
    """Return the blocks in their places, as near as can be to those of the frame before.

    What finds no place is left out: details of the card first, then keys, cue, angle labels. A
    banner takes the place of the cue.
    """
    fixed: tuple[Placed, ...] = ()
    for blocks in _attempts(words, lines, setter):
        found = _arrange(blocks, crowd, setter, before)
        if found is not None:
            fixed = found
            break
    labels = place_labels(angles, crowd, setter, [p.box for p in fixed], before)
    placed = (*fixed, *labels)
    return Layout(placed, {p.block.name: p.place for p in placed})


def _attempts(words: Words, lines: Lines, setter: Setter) -> Iterator[list[Block]]:
    """Yield sets of blocks, from everything to nothing."""
    cue = setter.plain("cue", words.cue) if words.cue else None
    if lines.banner is not None:
        cue = setter.banner(lines.banner)
    line = setter.plain("keys", lines.keys) if lines.keys else None
    for rows in DETAILS:
        card = setter.card(words, tuple(row for row in rows if getattr(words, row)))
        if card and (card.h <= TALLEST_CARD * setter.size[1] or not rows):
            yield [block for block in (card, cue, line) if block]
    yield [block for block in (card, cue) if block]
    yield [block for block in (card,) if block]
    yield [block for block in (cue,) if block]


def _arrange(
    blocks: Sequence[Block], crowd: Crowd, setter: Setter, before: Layout
) -> tuple[Placed, ...] | None:
    """Return the cheapest way to put card, cue and keys that fits, or None."""
    (width, height), pad, gap = setter.size, setter.pad, round(GAP * setter.unit)
    frame = Box(pad, pad, width - 2 * pad, height - 2 * pad)
    keys = [Placed(b, pad, frame.bottom - b.h, 0) for b in blocks if b.name == "keys"]
    floor = min([frame.bottom, *(k.y - gap for k in keys)])
    free = Box(pad, pad, frame.w, floor - pad)
    choices = [_choices(b, free, crowd, before) for b in blocks if b.name != "keys"]
    best = _cheapest(choices, gap)
    return None if best is None else (*best, *keys)


def _cheapest(choices: list[list[tuple[float, Placed]]], gap: int) -> tuple[Placed, ...] | None:
    """Return one place of each block, so that no two meet and the costs are least; or None."""
    best: tuple[Placed, ...] | None = None
    least = inf
    for combination in product(*choices):
        cost = sum(c for c, _ in combination)
        if cost < least:
            boxes = [placed.box for _, placed in combination]
            if not any(a.meets(b, gap) for a, b in combinations(boxes, 2)):
                best, least = tuple(placed for _, placed in combination), cost
    return best


def _choices(block: Block, free: Box, crowd: Crowd, before: Layout) -> list[tuple[float, Placed]]:
    """Return the places of a card or cue inside `free`, each with its cost."""
    spare = free.w - block.w, free.h - block.h
    if min(spare) < 0:
        return []
    places = CARD_PLACES if block.name == "card" else CUE_PLACES
    placed = [
        Placed(block, free.x + round(across * spare[0]), free.y + round(down * spare[1]), i)
        for i, (across, down) in enumerate(places)
    ]
    costs = crowd.cost(corners([p.box for p in placed])) + list(places.values())
    stays = before.places.get(block.name)
    if stays is not None:
        costs[stays] -= 2 * STAY
    return sorted(zip(costs.tolist(), placed, strict=True), key=lambda choice: choice[0])
