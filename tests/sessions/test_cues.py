"""The tables of cues are complete, and nothing in them is never said."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from posecoach import sessions
from posecoach.sessions.cues import (
    CHAT,
    FAULT,
    HINT,
    PHRASES,
    STEP,
    STOP,
    TEXTS,
    Cue,
    cue,
    manner,
    spoken_s,
)
from posecoach.sessions.talk import KEEP_S, Talk, free, say

SOURCES = sorted(Path(sessions.__file__).parent.glob("*.py"))


def words_in_code() -> set[str]:
    found = set()
    for path in SOURCES:
        if path.name != "cues.py":
            tree = ast.parse(path.read_text("utf-8"))
            found |= {it.value for it in ast.walk(tree) if isinstance(it, ast.Constant)}
    return found


def keys_called() -> set[str]:
    found = set()
    for path in SOURCES:
        for it in ast.walk(ast.parse(path.read_text("utf-8"))):
            named = isinstance(it, ast.Call) and isinstance(it.func, ast.Name)
            if named and it.func.id == "cue" and isinstance(it.args[0], ast.Constant):
                found.add(it.args[0].value)
    return found


def test_every_cue_that_is_made_is_in_the_tables():
    assert keys_called() <= PHRASES.keys() | TEXTS.keys()
    assert len(keys_called()) > 40


def test_every_cue_of_the_tables_is_made():
    assert (PHRASES.keys() | TEXTS.keys()) <= words_in_code()


def test_no_key_is_in_both_tables():
    assert not PHRASES.keys() & TEXTS.keys()


def test_a_key_that_there_is_not_is_an_error():
    with pytest.raises(KeyError):
        cue("no_such_key")


def test_safety_always_interrupts():
    assert cue("too_fast").urgent and cue("too_fast").rank == STOP
    assert not cue("breathe").urgent and cue("count", urgent=True).urgent


def test_longer_words_take_longer():
    assert spoken_s(cue("setup", "x" * 140)) == pytest.approx(11)
    assert spoken_s(cue("count", n=3)) == manner("count").seconds < 1


def said(talk, t, *keys):
    talk, cues = say(talk, t, [cue(key) for key in keys])
    return talk, [it.key for it in cues]


def test_the_most_important_is_said_and_only_one():
    assert said(Talk(), 0.0, "breathe", "bounce", "no_person")[1] == ["bounce"]
    assert said(Talk(), 0.0, "breathe", "no_person")[1] == ["no_person"]


def test_what_happens_next_is_all_said_in_order():
    assert said(Talk(), 0.0, "rest", "breathe", "switch_side")[1] == ["rest", "switch_side"]


def test_the_voice_is_not_interrupted_by_less_than_safety():
    talk, _ = said(Talk(), 0.0, "rest")
    assert not free(talk, 1.0)
    assert said(talk, 1.0, "bounce")[1] == []
    assert said(talk, 1.0, "too_fast")[1] == ["too_fast"]
    assert said(talk, 2.0, "bounce")[1] == ["bounce"]


def test_a_fault_waits_for_the_voice_but_not_for_long():
    talk, _ = say(Talk(), 0.0, [Cue("setup", text="x" * 14)])
    talk, _ = said(talk, 0.5, "bounce")
    assert said(talk, 1.0)[1] == []
    assert said(talk, 2.1)[1] == ["bounce"]
    assert said(talk, 0.5 + KEEP_S + 0.1)[1] == []


def test_encouragement_does_not_wait():
    talk, _ = said(Talk(), 0.0, "rest")
    talk, _ = said(talk, 0.5, "breathe")
    assert said(talk, 2.1)[1] == []


@pytest.mark.parametrize("key", ["bounce", "breathe", "no_person", "too_fast"])
def test_the_same_is_not_said_again_before_its_time(key):
    talk, first = said(Talk(), 0.0, key)
    assert first == [key]
    assert said(talk, manner(key).again_s - 0.1, key)[1] == []
    assert said(talk, manner(key).again_s, key)[1] == [key]


def test_ranks_go_from_safety_to_chat():
    assert STOP < STEP < FAULT < HINT < CHAT
