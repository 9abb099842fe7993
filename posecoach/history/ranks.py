"""Where in values that each lasted for some time a part of that time lies."""

from __future__ import annotations

from collections.abc import Sequence


def below(ranked: Sequence[tuple[float, float]], seconds: float) -> float:
    """Return the value below or at which so many seconds lie.

    Args:
        ranked: (value, seconds it lasted), ascending; at least one.
        seconds: of the whole; more than all of it is the largest value.
    """
    passed = 0.0
    for value, lasted in ranked:
        passed += lasted
        if passed >= seconds:
            return value
    return ranked[-1][0]
