"""Where things are on the picture of a guided session, upright or wide. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from posecoach.outputs.overlay.boxes import Box

# To be read from 3 m a capital is 14 mm high (16 minutes of arc, ISO 9241-303): on a laptop of
# 14 inches, 174 mm high, a type size of 0.107 of the height.
BIG = 0.107
WIDEST = 0.08  # of the width: a line must hold a few words
LEAST = 0.55  # of the size, for sentences too long for it


@dataclass(frozen=True, slots=True)
class Places:
    """The parts of the picture; they do not overlap."""

    title: Box
    figure: Box
    you: Box
    ring: Box
    words: Box
    keys: Box
    type_px: int  # of the sentence, at most


def places(size: tuple[int, int]) -> Places:
    """Return where things go on a picture of (width, height) pixels."""
    w, h = size
    return _wide(w, h) if w >= h else _upright(w, h)


def _wide(w: int, h: int) -> Places:
    pad = max(4, h // 60)
    top, band, foot = round(0.09 * h), round(0.29 * h), round(0.075 * h)
    middle = h - top - band - foot
    half = (w - 3 * pad) // 2
    low = top + middle + pad
    tall = band - 2 * pad
    return Places(
        title=Box(pad, 0, w - 2 * pad, top),
        figure=Box(pad, top, half, middle),
        you=Box(w - pad - half, top, half, middle),
        ring=Box(pad, low, tall, tall),
        words=Box(2 * pad + tall, low, w - 3 * pad - tall, tall),
        keys=Box(pad, h - foot, w - 2 * pad, foot),
        type_px=round(min(BIG * h, WIDEST * w)),
    )


def _upright(w: int, h: int) -> Places:
    pad = max(4, w // 60)
    top, foot = round(0.07 * h), round(0.08 * h)
    middle = round(0.45 * h)
    half = (w - 3 * pad) // 2
    drawn = min(middle - half - pad, round(0.75 * half)) if middle > half else middle // 2
    round_px = min(half, middle - drawn - pad)
    low = top + middle + pad
    return Places(
        title=Box(pad, 0, w - 2 * pad, top),
        figure=Box(pad, top, half, drawn),
        you=Box(w - pad - half, top, half, middle),
        ring=Box(pad + (half - round_px) // 2, top + drawn + pad, round_px, round_px),
        words=Box(pad, low, w - 2 * pad, h - foot - low),
        keys=Box(pad, h - foot, w - 2 * pad, foot),
        type_px=round(BIG * w),
    )
