"""Rule files: what may be in them, and one line for every mistake."""

from __future__ import annotations

from math import inf

import pytest

from posecoach.content import config_folder, content_files, read_toml
from posecoach.errors import ConfigError
from posecoach.rules.load import load_rule_sets
from posecoach.types import Activity, Framing, View
from tests.rulebook import OUR_FILES

SET = """\
title = "Mine"
views = ["side-left", "front"]
framings = ["full-body", "upper-body"]
activities = ["sitting", "unknown"]
"""
RULE = """
[[rule]]
id = "neck"
metric = "neck_inclination"
part = "neck"
good = [-inf, 12]
caution = [-inf, 18]
weight = 25
message = "Your head is ahead."
cue = "Let it float back."
source = "made"
"""
WHOLE = SET + RULE


@pytest.fixture
def written(tmp_path):
    """Write a rule file and return its path."""

    def write(text, name="mine.toml"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_a_rule_is_read_as_written(written):
    text = WHOLE.replace('source = "made"', 'source = "made"\nhold_s = 9\nholding = "head"')
    (found,) = load_rule_sets([written(text)])
    assert (found.id, found.title) == ("mine", "Mine")
    assert found.views == {View.SIDE_LEFT, View.FRONT}
    assert found.framings == {Framing.FULL_BODY, Framing.UPPER_BODY}
    assert found.activities == {Activity.SITTING, Activity.UNKNOWN}
    (rule,) = found.rules
    assert (rule.id, rule.metric, rule.part, rule.weight) == (
        "neck",
        "neck_inclination",
        "neck",
        25,
    )
    assert (rule.edges.good, rule.edges.caution) == ((-inf, 12), (-inf, 18))
    assert rule.edges.poor == (-inf, 27)
    assert (rule.hold_s, rule.clear_s, rule.holding) == (9, 5, "head")


def test_a_poor_edge_may_be_stated(written):
    text = WHOLE.replace("weight = 25", "weight = 25\npoor = [-inf, 20]")
    assert load_rule_sets([written(text)])[0].rules[0].edges.poor == (-inf, 20)


def test_sets_are_tried_in_their_order_then_by_name(written):
    files = [
        written("order = 2\n" + WHOLE, "a.toml"),
        written("order = 1\n" + WHOLE, "z.toml"),
        written("order = 1\n" + WHOLE, "m.toml"),
    ]
    assert [s.id for s in load_rule_sets(files)] == ["m", "z", "a"]


def changed(old, new, whole=WHOLE):
    assert old in whole
    return whole.replace(old, new, 1)


NAMED = "rule 'neck'"
MISTAKES = {
    "an unknown metric": (changed("neck_inclination", "neck_laen"), NAMED, "'neck_laen'"),
    "an unknown metric to compare with": (
        changed("weight = 25", 'weight = 25\nunless_above = ["neck_flex", 10]'),
        NAMED,
        "'neck_flex'",
    ),
    "an unknown key in a rule": (changed("weight", "colour = 3\nweight"), "rule[0]", "colour"),
    "an unknown key in the set": ("colour = 3\n" + WHOLE, "", "colour"),
    "a missing key": (changed("weight = 25\n", ""), "rule[0]", "weight"),
    "text for a number": (changed("weight = 25", 'weight = "25"'), "rule[0].weight", "float"),
    "a number for text": (changed('id = "neck"', "id = 3"), "rule[0].id", "str"),
    "one edge instead of two": (changed("[-inf, 12]", "[12]"), "rule[0].good", "2"),
    "an unknown holding time": (
        changed("weight = 25", 'weight = 25\nholding = "leg"'),
        "rule[0].holding",
        "leg",
    ),
    "good outside caution": (changed("[-inf, 12]", "[-inf, 19]"), NAMED, "inside"),
    "good without an edge where caution has one": (
        changed("[-inf, 12]", "[-inf, inf]"),
        NAMED,
        "inside",
    ),
    "bands upside down": (changed("[-inf, 12]", "[12, -inf]"), NAMED, "inside"),
    "poor inside caution": (changed("weight", "poor = [-inf, 17]\nweight"), NAMED, "inside"),
    "an edge that is no number": (changed("[-inf, 12]", "[nan, 12]"), NAMED, "inside"),
    "no weight": (changed("weight = 25", "weight = 0"), NAMED, "weight"),
    "a weight below 0": (changed("weight = 25", "weight = -1"), NAMED, "weight"),
    "a weight that is no number": (changed("weight = 25", "weight = nan"), NAMED, "weight"),
    "a weight without end": (changed("weight = 25", "weight = inf"), NAMED, "weight"),
    "no source": (changed('source = "made"', 'source = " "'), NAMED, "source"),
    "a time below 0": (changed("weight", "hold_s = -1\nweight"), NAMED, "hold_s"),
    "a time that is no number": (changed("weight", "clear_s = nan\nweight"), NAMED, "clear_s"),
    "an unknown word in a text": (
        changed("Your head is ahead.", "Your {name} is ahead."),
        NAMED,
        "{side}",
    ),
    "an unnamed gap in a text": (changed("Let it float back.", "Let {} float."), NAMED, "{side}"),
    "an open brace in a text": (changed("Let it float back.", "Let {side float"), NAMED, "{side}"),
    "a closing brace in a text": (changed("Let it float back.", "Let side} go"), NAMED, "{side}"),
    "a side with a format": (changed("Let it float back.", "{side:d} go"), NAMED, "{side}"),
    "an unknown view": (changed('"front"', '"top"'), "views", "'top'"),
    "an unknown framing": (changed('"full-body"', '"feet"'), "framings", "'feet'"),
    "an unknown activity": (changed('"sitting"', '"running"'), "activities", "'running'"),
    "two rules of one id": (WHOLE + RULE, NAMED, "once"),
    "no rules": (SET, "rule", "at least one"),
    "yielding to nobody": (changed("weight", 'yields_to = "x"\nweight'), NAMED, "'x'"),
    "instead of nobody": (changed("weight", 'instead_of = "x"\nweight'), NAMED, "'x'"),
    "not TOML": ("title = ", "", "TOML"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_gives_one_line_that_names_the_file_and_the_rule(mistake, written):
    text, where, what = MISTAKES[mistake]
    with pytest.raises(ConfigError) as raised:
        load_rule_sets([written(text)])
    line = str(raised.value)
    assert line.startswith("mine.toml: ")
    assert "\n" not in line
    assert where in line
    assert what in line


def test_an_unknown_name_comes_with_the_known_ones(written):
    with pytest.raises(ConfigError, match=r"known: .*neck_inclination.*trunk_inclination"):
        load_rule_sets([written(MISTAKES["an unknown metric"][0])])
    with pytest.raises(ConfigError, match=r"known: .*front, side-left"):
        load_rule_sets([written(MISTAKES["an unknown view"][0])])


def test_a_file_that_is_not_text_or_not_there_gives_one_line(tmp_path):
    binary = tmp_path / "binary.toml"
    binary.write_bytes(b"\xff\xfe\x00title")
    with pytest.raises(ConfigError, match=r"^binary\.toml: not valid TOML: [^\n]*$"):
        load_rule_sets([binary])
    with pytest.raises(ConfigError, match=r"missing\.toml: cannot be read \([^\n]*\)$"):
        load_rule_sets([tmp_path / "missing.toml"])


# --- the user's own files ---------------------------------------------------------------------


@pytest.fixture
def own(tmp_path, monkeypatch):
    """The user's folder of rules."""
    monkeypatch.setenv("POSECOACH_CONFIG", str(tmp_path))
    folder = tmp_path / "rules"
    folder.mkdir()
    return folder


def test_the_configuration_folder_is_the_one_of_the_environment(own):
    assert config_folder() == own.parent


def test_without_files_of_the_user_ours_are_found(own):
    assert content_files("rules") == list(OUR_FILES)


def test_a_file_of_the_user_is_added_to_ours(own):
    (own / "my_rules.toml").write_text(WHOLE)
    assert sorted(s.id for s in load_rule_sets()) == sorted(
        ["my_rules", *(path.stem for path in OUR_FILES)]
    )


def test_a_file_of_the_user_replaces_ours_of_the_same_name(own):
    (own / "side_sitting.toml").write_text(WHOLE)
    found = {s.id: s for s in load_rule_sets()}
    assert sorted(found) == sorted(path.stem for path in OUR_FILES)
    assert found["side_sitting"].title == "Mine"


def test_other_files_in_the_folder_are_left_alone(own):
    (own / "notes.txt").write_text("not rules")
    assert content_files("rules") == list(OUR_FILES)
    assert content_files("nothing of that kind") == []


def test_toml_is_read_into_the_shape_asked_for(tmp_path):
    path = tmp_path / "x.toml"
    path.write_text("a = 1")
    assert read_toml(path, dict[str, int]) == {"a": 1}
    with pytest.raises(ConfigError, match=r"^x\.toml: .*`str`, got `int`"):
        read_toml(path, dict[str, str])
