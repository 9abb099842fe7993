"""The questions people ask are read in order, or refused with file and key."""

from __future__ import annotations

from pathlib import Path

import pytest

from posecoach.errors import ConfigError
from posecoach.exercises.faq import load_faq

FILE = """
[[entry]]
id = "a"
question = "Why?"
answer = "Because."
sources = ["SCIENCE C0"]

[[entry]]
id = "b"
question = "When?"
answer = "Now."
sources = ["SCIENCE C1"]
"""


def test_questions_keep_their_order(tmp_path: Path) -> None:
    path = tmp_path / "faq.toml"
    path.write_text(FILE, "utf-8")
    assert [(entry.id, entry.answer) for entry in load_faq(path)] == [
        ("a", "Because."),
        ("b", "Now."),
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('id = "b"', 'id = "a"', "entry 'a': each id may be used only once"),
        ('["SCIENCE C1"]', "[]", "entry 'b': sources: must not be empty"),
        ('"Now."', '""', "entry 'b': answer: must not be empty"),
        ("answer", "answers", "answers"),
    ],
)
def test_a_bad_file_is_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    path = tmp_path / "faq.toml"
    path.write_text(FILE.replace(old, new, 1), "utf-8")
    with pytest.raises(ConfigError, match=rf"faq.toml: .*{message}"):
        load_faq(path)
