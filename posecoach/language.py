"""The words a guided session says and shows, in the user's language: `library/words/CODE.toml`.

`[phrases]` are our own sentences, by key, `[texts]` translate what the files of exercises,
programmes and safety say in English. Sides are words or stems: German sentences add the ending,
"{side}es Knie". What a language lacks is said in English.
"""

from __future__ import annotations

import locale
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from msgspec import Struct

from posecoach.content import content_files, read_toml
from posecoach.errors import ConfigError

FOLDER = "words"
ENGLISH = "en"
OTHER: Mapping[str, str] = {"right": "left", "left": "right"}
_NAMES = {"german": "de", "english": "en"}  # what Windows calls them


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """A file of words."""

    sides: dict[str, str]  # "right", "left" -> what {side} and {other} become
    parts: dict[str, str] = {}  # body part -> how {part} names it
    phrases: dict[str, str] = {}
    texts: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class Language:
    """One language, with English under it."""

    code: str
    words: Words
    english: Words

    def phrase(self, key: str, side: str = "", **fields: str | float) -> str:
        """Return one of our own sentences; KeyError if there is none of that key.

        Numbers are rounded; where one of them is 1 and there is a sentence KEY_one, that is it.
        """
        shown = {name: round(it) if isinstance(it, float) else it for name, it in fields.items()}
        one = self._sentence(f"{key}_one") if 1 in shown.values() else ""
        words = one or self._sentence(key)
        if not words:
            raise KeyError(key)
        return words.format(**self._sides(side), **shown)

    def part(self, name: str) -> str:
        """Return a body part as sentences name it: "your knees"."""
        return self.words.parts.get(name) or self.english.parts.get(name, name)

    def text(self, english: str, side: str = "") -> str:
        """Return what a content file says, of the side that is worked."""
        return self.words.texts.get(english, english).format(**self._sides(side))

    def _sentence(self, key: str) -> str:
        return self.words.phrases.get(key) or self.english.phrases.get(key, "")

    def _sides(self, side: str) -> dict[str, str]:
        worked = side or "right"
        return {"side": self.words.sides[worked], "other": self.words.sides[OTHER[worked]]}


def languages() -> dict[str, Path]:
    """Return the file of each language there is, by its code."""
    return {path.stem: path for path in content_files(FOLDER)}


def load_language(code: str) -> Language:
    """Return a language.

    Raises:
        ConfigError: there is none of that code, or its file is wrong.
    """
    known = languages()
    if code not in known:
        raise ConfigError(f"language {code!r}: not known; known: {', '.join(known)}")
    return Language(code, _read(known[code]), _read(known[ENGLISH]))


def choose_language(wanted: str, environment: Mapping[str, str] = os.environ) -> str:
    """Return the code of the language wanted; of an empty one, that of the system if known."""
    if wanted:
        return wanted
    names = (environment.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    system = next(filter(None, names), None) or locale.getlocale()[0] or ""
    name = system.replace("-", "_").partition("_")[0].partition(".")[0].lower()
    code = _NAMES.get(name, name)
    return code if code in languages() else ENGLISH


def _read(path: Path) -> Words:
    words = read_toml(path, Words)
    if set(words.sides) != set(OTHER):
        raise ConfigError(f"{path.name}: sides: must name right and left")
    return words
