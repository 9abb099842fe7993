"""The words of guided sessions: complete in each language, and chosen as the user wants."""

from __future__ import annotations

import string

import pytest

from posecoach.content import LIBRARY, read_toml
from posecoach.errors import ConfigError
from posecoach.language import Words, choose_language, languages, load_language
from posecoach.pose import follow
from posecoach.sessions.cues import PARTS, PHRASES

FILES = {path.stem: read_toml(path, Words) for path in (LIBRARY / "words").glob("*.toml")}
EVERY = {
    "side": "right",
    "title": "Pigeon",
    "part": "your knees",
    "reason": "too dark",
    "n": 3,
    "of": 4,
    "seconds": 30.0,
    "minutes": 12.0,
    "id": "pigeon",
    "other_title": "Lying figure four",
}


def gaps(words):
    return {field for _, field, _, _ in string.Formatter().parse(words) if field is not None}


def test_english_and_german_are_there():
    assert set(FILES) >= {"en", "de"}


@pytest.mark.parametrize("code", FILES)
def test_every_language_says_the_same_things_with_the_same_gaps(code):
    words, english = FILES[code], FILES["en"]
    for table in ("phrases", "parts", "sides"):
        assert set(getattr(words, table)) == set(getattr(english, table)), table
    for key, sentence in words.phrases.items():
        assert sentence.strip() == sentence and sentence, key
        assert gaps(sentence) == gaps(english.phrases[key]), key
        assert gaps(sentence) <= set(EVERY) | {"other"}, key


@pytest.mark.parametrize("code", FILES)
def test_every_phrase_can_be_said(code):
    language = load_language(code)
    for key in FILES["en"].phrases:
        words = language.phrase(key, **EVERY)
        assert words and "{" not in words


def test_sides_are_words_in_english_and_stems_in_german():
    assert load_language("en").phrase("switch_side", "left") == "Now the left side."
    assert load_language("de").phrase("switch_side", "left") == "Jetzt die linke Seite."
    assert load_language("de").text("{side}es Knie, {other}es Bein", "right") == (
        "rechtes Knie, linkes Bein"
    )


def test_numbers_are_whole_and_one_has_its_own_sentence():
    english = load_language("en")
    assert english.phrase("rest", seconds=9.6) == "Rest for 10 seconds."
    assert english.phrase("heat_wait", minutes=1.2) == "Wait 1 minute before using heat again."
    assert english.phrase("heat_wait", minutes=2) == "Wait 2 minutes before using heat again."


def test_what_a_language_lacks_is_said_in_english(nobodys_configuration, monkeypatch, tmp_path):
    monkeypatch.setenv("POSECOACH_CONFIG", str(tmp_path))
    folder = tmp_path / "words"
    folder.mkdir()
    folder.joinpath("fr.toml").write_text(
        '[sides]\nright = "droit"\nleft = "gauche"\n[phrases]\nrest = "Repos: {seconds} s."\n'
    )
    french = load_language("fr")
    assert french.phrase("rest", seconds=10) == "Repos: 10 s."
    assert french.phrase("half") == "Half of the time."
    assert french.part("knees") == "your knees"
    assert french.text("Lift your chest.") == "Lift your chest."
    with pytest.raises(KeyError):
        french.phrase("no_such_key")


def test_a_language_needs_both_sides(monkeypatch, tmp_path):
    monkeypatch.setenv("POSECOACH_CONFIG", str(tmp_path))
    folder = tmp_path / "words"
    folder.mkdir()
    folder.joinpath("fr.toml").write_text('[sides]\nright = "droit"\n')
    with pytest.raises(ConfigError, match=r"^fr\.toml: sides: must name right and left"):
        load_language("fr")


def test_an_unknown_language_is_refused_with_those_there_are():
    with pytest.raises(ConfigError, match=r"language 'xx': not known; known: de, en"):
        load_language("xx")


@pytest.mark.parametrize(
    ("wanted", "environment", "chosen"),
    [
        ("de", {"LANG": "en_US.UTF-8"}, "de"),
        ("", {"LANG": "de_AT.UTF-8"}, "de"),
        ("", {"LANG": "en_US.UTF-8", "LC_ALL": "de_DE"}, "de"),
        ("", {"LANG": "fr_FR.UTF-8"}, "en"),
        ("", {"LANG": "C.UTF-8"}, "en"),
        ("", {"LANG": "German_Germany.1252"}, "de"),
    ],
)
def test_the_language_is_the_wanted_one_else_that_of_the_system(wanted, environment, chosen):
    assert choose_language(wanted, environment) == chosen
    assert chosen in languages()


def test_everything_a_session_can_say_has_words_with_no_more_gaps_than_it_fills():
    assert set(PHRASES) <= set(FILES["en"].phrases)
    assert set(PARTS) == set(FILES["en"].parts)
    ours = ("screen_", "screening_", "result_", "no_voice", "camera_lost")
    for key in FILES["en"].phrases:
        assert key.startswith(ours) or key.removesuffix("_one") in PHRASES, key


def test_why_nothing_can_be_judged_is_said_in_german():
    german = load_language("de")
    for reason in (follow.COMPANY, follow.JUMPED, follow.COVERED, follow.DARK):
        assert german.text(reason) != reason
