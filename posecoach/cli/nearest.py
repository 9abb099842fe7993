"""What somebody may have meant who wrote a name that is none."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(written: str, known: Iterable[str]) -> str:
    """Return " (did you mean a or b?)" of the names that are like it; empty where none is."""
    wanted = written.lower().replace("-", "_").replace(" ", "_")
    names = sorted(known)
    found = get_close_matches(wanted, names, 3)
    found += [name for name in names if wanted in name and name not in found][: 3 - len(found)]
    return f" (did you mean {' or '.join(found)}?)" if found and wanted else ""
