"""The questions people ask about knots, and what SCIENCE has to say."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from posecoach.content import LIBRARY, config_folder, read_toml
from posecoach.errors import ConfigError

FILE = "faq.toml"


class Entry(Struct, frozen=True, forbid_unknown_fields=True):
    """A question with its answer."""

    id: str
    question: str
    answer: str
    sources: tuple[str, ...]


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    entry: tuple[Entry, ...]


def load_faq(path: Path | None = None) -> tuple[Entry, ...]:
    """Return the questions in order, ours or the user's.

    Raises:
        ConfigError: naming the file, the key and what is wrong with it.
    """
    own = config_folder() / FILE
    path = path or (own if own.exists() else LIBRARY / FILE)
    entries = read_toml(path, _File).entry
    ids = [entry.id for entry in entries]
    for entry in entries:
        if ids.count(entry.id) > 1:
            raise ConfigError(f"{path.name}: entry {entry.id!r}: each id may be used only once")
        for key in ("question", "answer", "sources"):
            if not getattr(entry, key):
                raise ConfigError(f"{path.name}: entry {entry.id!r}: {key}: must not be empty")
    return entries
