"""What is asked before a session, what is remembered, and when there is none."""

from __future__ import annotations

import pytest

from posecoach.exercises.load import load_exercises
from posecoach.exercises.safety import load_safety
from posecoach.language import load_language
from posecoach.relief.screening import Answers, pain_before, screen

EXERCISES = load_exercises()
SAFETY = load_safety(EXERCISES)
FIGURE_FOUR = [EXERCISES["supine_figure_four"]]
ENGLISH = load_language("en")


class Somebody:
    """Answers yes to questions that hold one of some words, and a number."""

    def __init__(self, *yes, number=None):
        self.words, self.answer = yes, number
        self.asked, self.shown = [], []

    def say(self, text):
        self.shown.append(text)

    def yes(self, text):
        self.asked.append(text)
        return any(word in text for word in self.words)

    def number(self, text):
        self.asked.append(text)
        return self.answer


def screened(somebody, known=None, exercises=FIGURE_FOUR, language=ENGLISH):
    return screen(SAFETY, exercises, known, somebody, language)


def test_the_first_time_red_flags_and_what_concerns_the_exercise_are_asked():
    somebody = Somebody()
    found = screened(somebody)
    assert not found.flagged and found.yes == ()
    assert all(f"  - {flag.text}" in somebody.shown for flag in SAFETY.flag)
    assert any("hip" in question for question in somebody.asked)
    assert "hip_replacement" in found.answers.asked
    only_hip = {q.id for q in SAFETY.question if q.concerns(FIGURE_FOUR[0]) and not q.again}
    assert set(found.answers.asked) == only_hip


def test_what_was_answered_for_good_is_not_asked_again_but_todays_questions_are():
    first = screened(Somebody())
    somebody = Somebody("fever")
    again = screened(somebody, first.answers)
    today = [q for q in SAFETY.question if q.again and q.concerns(FIGURE_FOUR[0])]
    assert somebody.asked == [q.ask for q in today]
    assert "fever" in again.yes
    assert again.answers == first.answers  # a fever passes


def test_a_yes_for_good_is_remembered():
    first = screened(Somebody("artificial hip", "hip replace", "new hip"))
    assert "hip_replacement" in first.answers.yes
    assert "hip_replacement" in screened(Somebody(), first.answers).yes


def test_questions_of_other_exercises_come_when_they_concern_somebody():
    known = screened(Somebody()).answers
    more = screened(Somebody(), known, [EXERCISES["standing_forward_fold"]]).answers
    assert set(known.asked) < set(more.asked)


@pytest.mark.parametrize("level", ["emergency", "doctor"])
def test_a_red_flag_ends_it_with_advice_and_nothing_is_remembered(level):
    class Flagged(Somebody):
        def yes(self, text):
            self.asked.append(text)
            flags = [it.text for it in SAFETY.flag if it.level == level]
            return text == ENGLISH.phrase("screening_any") and f"  - {flags[-1]}" in self.shown

    somebody = Flagged()
    found = screened(somebody)
    assert found.flagged and found.answers == Answers()
    advice = {it.level: it.text for it in SAFETY.advice}
    assert somebody.shown[-1] == advice[level]


def test_pain_of_seven_asks_for_red_flags_and_ends_it_even_without_them():
    assert pain_before(SAFETY, Somebody(number=3), ENGLISH) == (3, False)
    assert pain_before(SAFETY, Somebody(), ENGLISH) == (None, False)
    strong = Somebody(number=7)
    assert pain_before(SAFETY, strong, ENGLISH) == (7, True)
    assert SAFETY.pain.soon in strong.shown
    assert strong.shown[-1] == ENGLISH.phrase("screening_too_strong")
    assert pain_before(SAFETY, Somebody(number=6), ENGLISH) == (6, False)
    assert pain_before(SAFETY, Somebody("apply", number=8), ENGLISH) == (8, True)


def test_questions_are_in_the_users_language():
    german, somebody = load_language("de"), Somebody()
    screened(somebody, language=german)
    assert not {*somebody.asked} & {q.ask for q in SAFETY.question}
