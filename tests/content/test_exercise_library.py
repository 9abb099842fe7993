"""The catalogue we ship: complete, sourced, friendly, and clear to somebody who sees no picture."""

from __future__ import annotations

import re
import tomllib

import pytest

from posecoach.content import LIBRARY
from posecoach.exercises.faq import load_faq
from posecoach.exercises.load import SIDE_WORDS, load_exercises, texts
from posecoach.exercises.programs import load_programs, parts
from posecoach.exercises.safety import load_safety
from posecoach.joints import Joint
from posecoach.mannequin.stretches import stretches
from posecoach.reminders.counter_moves import load_counter_moves

OURS = load_exercises(sorted((LIBRARY / "exercises").glob("*.toml")))
PROGRAMS = load_programs(OURS, sorted((LIBRARY / "programs").glob("*.toml")))
SAFETY = load_safety(OURS, LIBRARY / "safety.toml")
FAQ = load_faq(LIBRARY / "faq.toml")
DRAWN = stretches()
each = pytest.mark.parametrize("name", OURS)
# SCIENCE E, wording: no verdict on the person and no threat
FORBIDDEN = r"bad|worse|damag\w*|wrong\w*|incorrect\w*|correct\w*|injur\w*|harm\w*|must|should|fail"
UNSEEN = r"like this|as shown|picture|see the|image|this way|above the screen|here"
# SCIENCE C0: neck and spine are moved more slowly
SLOW = {"supine_twist", "seated_spinal_twist", "upper_trap_side_bend", "levator_scapulae"}
SLOW |= {"chin_tuck", "cobra_sphinx", "thread_the_needle", "open_book"}


def spoken(name: str) -> list[str]:
    return [words.format(**SIDE_WORDS) for key, words in texts(OURS[name]) if key != "title"]


def test_the_catalogue_is_large_and_mostly_checked_by_the_camera() -> None:
    assert len(OURS) >= 40
    assert sum(exercise.checked for exercise in OURS.values()) >= 24


def test_all_that_the_breaks_offer_is_in_the_catalogue() -> None:
    offered = {name for move in load_counter_moves() for name in move.stretches}
    assert offered <= set(OURS)


@each
def test_it_says_where_its_numbers_come_from(name: str) -> None:
    assert re.match(r"SCIENCE [A-I]\d?", OURS[name].source)


@each
def test_it_can_be_drawn(name: str) -> None:
    assert name in DRAWN


@each
def test_it_highlights_a_joint_there_is(name: str) -> None:
    known = {joint.name.lower().replace("_", " ") for joint in Joint}
    assert OURS[name].highlight in known


@each
def test_it_is_explained_from_start_to_end(name: str) -> None:
    exercise = OURS[name]
    assert exercise.enter
    assert exercise.leave
    assert exercise.during
    assert exercise.purpose


@each
def test_words_are_whole_sentences(name: str) -> None:
    for words in spoken(name):
        assert words[0].isupper() and words[-1] in ".?!"
        assert words == words.strip() and "  " not in words


@each
def test_words_make_sense_with_closed_eyes(name: str) -> None:
    for words in spoken(name):
        if words != OURS[name].timer_only:
            assert not re.search(rf"\b({UNSEEN})\b", words, re.IGNORECASE), words


@each
def test_a_set_up_with_sides_names_the_worked_one(name: str) -> None:
    exercise = OURS[name]
    told = " ".join((*exercise.setup, exercise.enter))
    assert ("{side}" in told) is (exercise.sides == "each")


@each
def test_words_never_judge_or_threaten(name: str) -> None:
    for words in spoken(name):
        assert not re.search(rf"\b({FORBIDDEN})\b", words, re.IGNORECASE), words


@each
def test_the_neck_and_the_spine_are_moved_slowly(name: str) -> None:
    assert OURS[name].dose.speed <= (15 if name in SLOW else 200)


@each
def test_held_stretches_last_as_long_as_science_says(name: str) -> None:
    exercise = OURS[name]
    if exercise.kind == "stretch":
        assert 15 <= exercise.dose.hold_s <= 60
        assert 30 <= exercise.dose.sets * exercise.dose.hold_s <= 240


@each
def test_a_side_that_is_worked_alone_is_drawn_on_two_sides(name: str) -> None:
    plan = DRAWN[name].plan
    assert plan.two_sided is (OURS[name].sides == "each") or name in SHOWN_ON_ONE_SIDE


SHOWN_ON_ONE_SIDE = {"march_in_place"}  # one step of both


def test_pressure_and_heat_are_limited() -> None:
    for exercise in OURS.values():
        if exercise.kind in ("roll", "massage"):
            assert exercise.dose.most_s <= 120
        if exercise.kind == "heat":
            assert exercise.dose.most_s == 20 * 60
            assert exercise.dose.rest_s >= 60 * 60


def test_what_the_camera_cannot_check_says_so() -> None:
    without = {name for name, exercise in OURS.items() if exercise.timer_only}
    assert without >= {"wrist_forearm", "hand_shake", "glute_ball", "heat_pad", "eyes_20_20_20"}


def test_what_is_advanced_stands_in_no_programme() -> None:
    used = {part.exercise.id for program in PROGRAMS.values() for part in parts(program, OURS)}
    assert not used & {name for name, exercise in OURS.items() if exercise.advanced}
    assert OURS["pigeon"].advanced


def test_the_knot_programme_is_that_of_science() -> None:
    steps = [(s.exercise, s.sets, s.hold_s, s.count) for s in PROGRAMS["knots"].step]
    assert steps == [
        ("march_in_place", 0, 0, 0),
        ("supine_figure_four", 3, 30, 0),
        ("knee_to_opposite_shoulder", 2, 30, 0),
        ("supine_twist", 1, 30, 0),
        ("glute_bridge", 2, 0, 10),
    ]


def test_an_artificial_hip_rules_out_all_that_science_marks() -> None:
    marked = {n for n, exercise in OURS.items() if "hip_replacement" in exercise.contraindications}
    assert marked >= {
        "supine_figure_four",
        "seated_figure_four",
        "seated_knee_to_chest_cross",
        "pigeon",
        "knee_to_opposite_shoulder",
        "single_knee_to_chest",
        "double_knee_to_chest",
        "supine_twist",
        "ninety_ninety",
        "standing_figure_four",
        "crosslegged_forward_fold",
        "happy_baby",
    }


def test_red_flags_tell_an_emergency_from_what_can_wait() -> None:
    levels = [flag.level for flag in SAFETY.flag]
    assert levels.count("emergency") == 5 and levels.count("doctor") >= 10
    assert {advice.level for advice in SAFETY.advice} == {"emergency", "doctor"}


def test_the_questions_of_the_article_are_answered() -> None:
    assert {entry.id for entry in FAQ} >= {"causes", "best_relief", "how_often", "prevent"}
    assert all(re.match("SCIENCE", source) for entry in FAQ for source in entry.sources)


def all_texts() -> set[str]:
    found = {words for exercise in OURS.values() for _, words in texts(exercise)}
    found |= {words for p in PROGRAMS.values() for words in (p.title, p.purpose)}
    found |= set(SAFETY.texts())
    return found | {words for entry in FAQ for words in (entry.question, entry.answer)}


GERMAN = tomllib.loads((LIBRARY / "words" / "de.toml").read_text("utf-8"))["texts"]


def test_every_text_is_there_in_german() -> None:
    assert not all_texts() - set(GERMAN)


def test_no_german_text_is_left_over() -> None:
    code = "".join(path.read_text("utf-8") for path in LIBRARY.parent.rglob("*.py"))
    assert [text for text in set(GERMAN) - all_texts() if text not in code] == []


SAME_IN_GERMAN = {"Sphinx"}


@pytest.mark.parametrize("text", sorted(all_texts()))
def test_german_speaks_of_the_same_sides(text: str) -> None:
    def sides(words: str) -> set[str]:
        return set(re.findall(r"{\w+}", words))

    german = GERMAN[text]
    assert sides(german) == sides(text)
    assert german != text or text in SAME_IN_GERMAN
    spoken = german.format(side="recht", other="link")
    assert not re.search(r"\b(recht|link)\b", spoken), "a stem needs its ending"
    assert spoken[0].isupper() == text[0].isupper()
