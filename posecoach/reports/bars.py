"""The time in each band as a bar, for terminals; without numpy, so that words come at once."""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Console
from rich.text import Text

from posecoach.reports.words import percent
from posecoach.types import BANDS

STYLES = {
    **{"good": "green", "fair": "yellow", "strained": "dark_orange", "caution": "dark_orange"},
    **{"poor": "red", "unknown": "bright_black"},
}
FILLS = {"good": "█", "fair": "▓", "strained": "▒", "poor": "░", "unknown": "·"}
PLAIN_FILLS = {"good": "#", "fair": "+", "strained": "-", "poor": "!", "unknown": "."}
BAR_WIDTH = 60


def band_bar(band_s: Mapping[str, float], whole_s: float, fills: Mapping[str, str]) -> Text:
    """Return seconds by band as a bar and its legend; every band with time shows."""
    bar, legend = Text(), Text("\n")
    for band in BANDS:
        seconds = band_s.get(band, 0.0)
        if seconds > 0:
            share = seconds / whole_s
            bar.append(fills[band] * max(1, round(BAR_WIDTH * share)), STYLES[band])
            name = "not judged" if band == "unknown" else band
            legend.append(fills[band], STYLES[band])
            legend.append(f" {name} {percent(share)}   ")
    return bar + legend


def drawable(console: Console, signs: str) -> bool:
    """Return whether a terminal can show these signs."""
    try:
        signs.encode(console.encoding)
    except UnicodeEncodeError:
        return False
    return True


def fills_of(console: Console) -> dict[str, str]:
    """Return what bars are filled with there."""
    return FILLS if drawable(console, "".join(FILLS.values())) else PLAIN_FILLS
