"""The rules we ship: complete, sourced, friendly, and about things their views can show."""

from __future__ import annotations

import re

import pytest

from posecoach.metrics import METRICS
from posecoach.types import View
from tests.rulebook import OUR_FILES, OURS

LONGEST = 70  # characters that fit a line of the overlay
RULES = {f"{s.id}/{r.id}": (s, r) for s in OURS for r in s.rules}
each = pytest.mark.parametrize("key", RULES)
# "comfortable, varied, supported"; never a verdict on the person or a threat (SCIENCE E, wording)
FORBIDDEN = r"bad|worse|damag\w*|wrong\w*|incorrect\w*|correct\w*|injur\w*|pain\w*|harm\w*|must"
FORBIDDEN += r"|should|fail\w*|disease|abnormal|poor"


def texts(rule):
    found = (rule.message, rule.cue, rule.message_below, rule.cue_below)
    return [text.format(side="right", other="right") for text in found if text]


def test_there_is_a_file_for_each_way_of_being_seen():
    expected = {"front_full", "front_laptop", "side_sitting", "standing"}
    assert {path.stem for path in OUR_FILES} == expected
    assert all(s.title for s in OURS)


@each
def test_each_rule_says_where_its_numbers_come_from(key):
    assert re.match(r"SCIENCE [A-I]\d", RULES[key][1].source)


@each
def test_words_are_whole_short_sentences(key):
    for text in texts(RULES[key][1]):
        assert len(text) <= LONGEST
        assert text[0].isupper()
        assert text[-1] in ".?!"
        assert text == text.strip()
        assert "  " not in text


@each
def test_words_never_judge_the_person(key):
    for text in texts(RULES[key][1]):
        assert not re.search(rf"\b({FORBIDDEN})\b", text, re.IGNORECASE)


@each
def test_each_rule_is_about_something_its_views_can_show(key):
    rule_set, rule = RULES[key]
    assert METRICS[rule.metric].views & rule_set.views
    if rule.unless_above:
        assert METRICS[rule.unless_above[0]].views & rule_set.views


@each
def test_a_sided_text_belongs_to_a_metric_that_has_sides(key):
    rule = RULES[key][1]
    sided = "{side}" in rule.message + rule.cue + rule.message_below + rule.cue_below
    low, high = rule.good
    assert not sided or low == -high
    assert sided == bool(re.search("left", METRICS[rule.metric].sign))


@each
def test_values_under_a_two_sided_band_have_words_of_their_own_or_a_side(key):
    rule = RULES[key][1]
    if rule.good[0] > float("-inf") and rule.good[1] < float("inf"):
        assert "{side}" in rule.message or (rule.message_below and rule.cue_below)


def test_body_parts_are_few_and_the_same_everywhere():
    parts = {rule.part for _, rule in RULES.values()}
    assert parts == {"neck", "trunk", "head", "hips", "arms", "legs", "shoulders", "distance"}


@pytest.mark.parametrize("view", [View.FRONT, View.SIDE_LEFT, View.SIDE_RIGHT])
def test_every_view_that_can_be_judged_has_rules(view):
    assert [s.id for s in OURS if view in s.views]
