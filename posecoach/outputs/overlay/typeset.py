"""Words set in type: card, cue, keys and angle labels, ready to be placed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from math import ceil

from posecoach.outputs.overlay.blocks import Block
from posecoach.outputs.overlay.boxes import Box
from posecoach.outputs.overlay.faces import Piece, Tone, add_sign, draw_face
from posecoach.outputs.overlay.style import BLACK, Colour, Style
from posecoach.outputs.overlay.text import LINE_HEIGHT, Ink
from posecoach.outputs.overlay.wording import Banner, Words
from posecoach.types import Level


@dataclass(frozen=True, slots=True)
class Manner:
    """How a text is set."""

    size: float  # units of Style.unit
    tone: Tone
    count: int = 2  # lines at most
    cut: bool = False  # may end in an ellipsis; numbers may not


SCORE, VERDICT = Manner(2.1, "chip", count=1), Manner(1.15, "chip", count=1)
REASON = Manner(1.05, "chip", cut=True)
ROWS = {
    "losses": Manner(0.74, "text"),
    "trust": Manner(0.74, "text"),
    "state": Manner(0.64, "quiet", cut=True),
}
PLAIN = {
    "cue": Manner(1.1, "text", cut=True),
    "keys": Manner(0.62, "quiet", count=1, cut=True),
}
BANNER = Manner(1.1, "chip", cut=True)
LABEL: dict[Level, float] = {"unknown": 0.68, "good": 0.68, "caution": 0.88, "poor": 0.88}
PAD = 0.28
CARD_WIDTH = 0.36, 13.0  # longest line: share of the picture's width, but at least units


class Setter:
    """Sets words in type for one size of picture. Numbers are never cut short: None instead."""

    def __init__(self, ink: Ink, style: Style, size: tuple[int, int]) -> None:
        """Take the typeface, the style and the picture's (width, height) in pixels."""
        self.ink, self.style, self.size = ink, style, size
        self.unit = style.unit(size)
        """Type size of the main words, pixels."""
        self.pad = max(2, round(PAD * self.unit))
        """Space between text and the edge of its block, pixels."""
        self.room = size[0] - 4 * self.pad
        """Longest line of text that a block across the whole picture can hold, pixels."""
        # words seldom change from frame to frame
        self.card = lru_cache(16)(self._card)
        """(words, names of rows) -> the score, or why there is none, over those rows."""
        self.plain = lru_cache(16)(self._plain)
        """("cue" or "keys", text) -> its lines on the dark backing."""
        self.banner = lru_cache(4)(self._banner)
        """Banner -> its lines on a coloured chip; it goes where the cue would."""
        self.label = lru_cache(128)(self._label)
        """(metric, text, level) -> an angle's label: sign of its level and text on a chip."""

    def _card(self, words: Words, rows: tuple[str, ...]) -> Block | None:
        share, units = CARD_WIDTH
        width = min(self.room, round(max(share * self.size[0], units * self.unit)))
        pieces = self._headline(words, width)
        if not pieces:
            return None
        chip_height = max(piece.box.bottom for piece in pieces)
        top = chip_height + self.pad // 2
        for row in rows:
            pieces += self._lines(getattr(words, row), width, ROWS[row], top)
            top = max(top, pieces[-1].box.bottom)
        # in whole units, so that the card does not tremble with the digits in it
        wide = ceil(max(piece.box.right for piece in pieces) / self.unit) * self.unit
        w = min(round(wide), self.size[0] - 3 * self.pad) + self.pad
        h = top + self.pad // 2 if pieces[-1].tone != "chip" else chip_height
        return self._block("card", (w, h), pieces, (chip_height, self.style.bands[words.band]))

    def _headline(self, words: Words, width: int) -> list[Piece]:
        if not words.verdict:
            return self._lines(words.headline, width, REASON, 0)
        score = self._lines(words.headline, width, SCORE, 0)
        if not score:
            return []
        x, baseline = score[0].box.right + self.pad, score[0].size
        verdict = self._lines(words.verdict, width + self.pad - x, VERDICT, 0)
        return score + [
            replace(p, box=p.box.moved(x - p.box.x, baseline - p.size)) for p in verdict
        ]

    def _banner(self, banner: Banner) -> Block | None:
        colour = self.style.levels["poor" if banner.urgent else "caution"]
        return self._plain("cue", banner.text, BANNER, colour)

    def _plain(
        self, name: str, text: str, manner: Manner | None = None, colour: Colour | None = None
    ) -> Block | None:
        manner, top = manner or PLAIN[name], self.pad // 2
        if manner.count > 1 and self.size[1] > self.size[0]:
            manner = replace(manner, count=manner.count + 1)
        pieces = self._lines(text, self.room, manner, top)
        if not pieces:
            return None
        w = max(piece.box.right for piece in pieces) + self.pad
        height = pieces[-1].box.bottom + top
        chip = (0, BLACK) if colour is None else (height, colour)
        return self._block(name, (w, height), pieces, chip)

    def _label(self, metric: str, text: str, level: Level) -> Block | None:
        fitted = self.ink.fit(text, self.room, LABEL[level] * self.unit)
        if not fitted.whole:
            return None
        height = ceil(LINE_HEIGHT * fitted.size)
        box = Box(height + height // 12, 0, self.ink.width(text, fitted.size), height)
        size = box.right + max(2, height // 5), height
        pieces = [Piece(text, box, fitted.size, "chip")]
        chip = height, self.style.levels[level]
        block = self._block(f"angle:{metric}", size, pieces, chip)
        add_sign(block.face, level, self.style.outline)
        return block

    def _block(
        self, name: str, size: tuple[int, int], pieces: list[Piece], chip: tuple[int, Colour]
    ) -> Block:
        face = draw_face(size, chip, pieces, self.ink, self.style)
        return Block(name, *size, tuple(pieces), face)

    def _lines(self, text: str, width: int, manner: Manner, top: int) -> list[Piece]:
        """Return text in lines from `top` down; none if it had to be cut but must not be."""
        fitted = self.ink.fit(text, width, manner.size * self.unit, manner.count)
        height = ceil(LINE_HEIGHT * fitted.size)
        wide = [self.ink.width(line, fitted.size) for line in fitted.lines]
        if max(wide) > width or not (fitted.whole or manner.cut):
            return []
        boxes = [Box(self.pad, top + i * height, w, height) for i, w in enumerate(wide)]
        lines = zip(fitted.lines, boxes, strict=True)
        return [Piece(line, box, fitted.size, manner.tone) for line, box in lines]
