"""Cues become words in the user's language, with the right haste and tone."""

from __future__ import annotations

import pytest

from posecoach.language import load_language
from posecoach.outputs.tones import TONES
from posecoach.outputs.utterances import MANNERS
from posecoach.relief.speaking import TONES_OF_KEYS, sort_of, tone_of, words_of
from posecoach.sessions.cues import CHAT, PHRASES, STOP, TEXTS, Cue, cue, manner

FIELDS = {"side": "left", "other": "right", "title": "Pigeon", "part": "knees"}
FIELDS |= {"reason": "too dark", "n": 3, "of": 4, "seconds": 30, "minutes": 12}


@pytest.mark.parametrize("key", [*PHRASES, *TEXTS])
@pytest.mark.parametrize("code", ["en", "de"])
def test_every_cue_can_be_said(key, code):
    said = cue(key, "Lift your {side} knee." if key in TEXTS else "", **FIELDS)
    words = words_of(said, load_language(code))
    assert words and "{" not in words
    assert sort_of(said) in MANNERS
    assert tone_of(said) in {*TONES, None}


def test_words_of_the_exercise_name_the_worked_side():
    said = cue(
        "setup", "Bring your {side} ankle over your {other} knee.", side="left", other="right"
    )
    assert words_of(said, load_language("en")) == "Bring your left ankle over your right knee."


def test_parts_titles_and_reasons_are_in_the_language():
    german = load_language("de")
    assert words_of(cue("lost", part="knees"), german).startswith("Ich sehe deine Knie nicht")
    assert "zu dunkel" in words_of(cue("cannot_judge", reason="too dark"), german)


def test_safety_is_an_alarm_counts_hurry_and_controls_end_what_waits():
    for key in PHRASES:
        if manner(key).rank == STOP:
            assert sort_of(cue(key)) == "alarm", key
    assert sort_of(cue("count", n=5)) == "count"
    assert sort_of(cue("skipped")) == "control"
    assert sort_of(cue("bounce")) == "correction"


def test_every_instruction_is_beeped_and_the_tones_tell_apart():
    for key in (*PHRASES, *TEXTS):
        if manner(key).rank != CHAT:
            assert tone_of(Cue(key, rank=manner(key).rank)) is not None, key
    assert set(TONES_OF_KEYS) <= {*PHRASES, *TEXTS}
    assert [
        tone_of(cue(key)) for key in ("hold", "half", "count", "release", "bounce", "lost")
    ] == [
        "start",
        "half",
        "tick",
        "end",
        "fault",
        "lost",
    ]
