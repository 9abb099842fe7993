"""One movement for the fault seen most."""

from __future__ import annotations

import pytest

from posecoach.content import LIBRARY
from posecoach.errors import ConfigError
from posecoach.reminders.counter_moves import Tally, count, load_counter_moves, offer
from posecoach.types import Assessment, Fault, Verdict
from tests.rulebook import OURS

PATH = LIBRARY / "counter_moves.toml"
MOVES = load_counter_moves(PATH)
# SCIENCE A9: rule -> the movement offered first
SCIENCE = {
    "forward_head": "chin_tuck",
    "head_down": "chin_tuck",
    "too_close": "eyes_20_20_20",
    "slump": "standing_back_extension",
    "trunk_lean": "standing_back_extension",
    "shrug": "shoulder_rolls",
    "shoulder_tilt": "shoulder_rolls",
    "arm_reach": "shoulder_rolls",
    "protraction": "doorway_chest",
    "head_turn": "seated_spinal_twist",
    "side_lean": "seated_figure_four",
    "uneven": "seated_figure_four",
    "pelvis_tilt": "seated_figure_four",
    "crossed_legs": "seated_figure_four",
}


def judged(*faults):
    """An assessment with faults of (rule, value)."""
    verdicts = tuple(Verdict(rule, "poor", value, 1.0) for rule, value in faults)
    lasting = tuple(Fault(rule, "poor", "part", "", "", True) for rule, _ in faults)
    return Assessment("made", verdicts=verdicts, faults=lasting)


def tallied(*moments):
    tally = Tally()
    for t, assessment in moments:
        tally = count(tally, t, assessment)
    return tally.seconds


@pytest.mark.parametrize("rule", SCIENCE)
def test_each_fault_has_the_movement_of_the_science(rule):
    assert offer(MOVES, {f"{rule}/left": 60.0}).stretch == SCIENCE[rule]


def test_every_rule_of_the_library_has_a_movement():
    rules = {rule.id for rule_set in OURS for rule in rule_set.rules}
    assert rules == {rule for move in MOVES for rule in move.rules}


def test_without_a_fault_the_movement_is_that_for_long_sitting():
    assert offer(MOVES, {}).stretch == "march_in_place"


@pytest.mark.parametrize(("turned_s", "fault"), [(50.0, "slump"), (52.0, "turned head")])
def test_the_fault_seen_most_counts_over_all_its_rules(turned_s, fault):
    seconds = {"head_turn/left": turned_s, "slump/left": 30.0, "trunk_lean/right": 21.0}
    assert offer(MOVES, seconds).fault == fault


@pytest.mark.parametrize(("value", "side"), [(9.0, "left"), (-9.0, "right")])
def test_the_loaded_side_comes_first(value, side):
    seconds = tallied(*[(float(t), judged(("side_lean", value))) for t in range(30)])
    assert offer(MOVES, seconds).say == (
        f"Seated figure four, {side} ankle first: 30 seconds each side."
    )


def test_time_is_counted_while_a_fault_lasts_and_not_over_gaps():
    slumped, well = judged(("slump", 1.0)), judged()
    assert tallied((0.0, slumped), (1.0, slumped), (2.0, well), (3.0, slumped)) == {
        "slump/left": 2.0
    }
    assert tallied((0.0, slumped), (900.0, slumped)) == {"slump/left": 2.0}


GOOD = """
[[move]]
fault = "a"
rules = ["r"]
cue = "c"
say = "s {side}"
stretches = ["x"]
source = "me"
[[move]]
fault = "b"
rules = []
cue = "c"
say = "s"
stretches = ["x"]
source = "me"
"""


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('["x"]', "[]", "move 'a': needs a stretch and a source"),
        ('"me"', '" "', "move 'a': needs a stretch and a source"),
        ("{side}", "{sides}", "move 'a': texts may hold"),
        ("{side}", "{", "move 'a': texts may hold"),
        ('["r"]', '["r", "r"]', "move 'a': rule 'r' has more than one move"),
        ('["r"]', "[]", "exactly one must be for no rule"),
        ("rules = []", 'rules = ["q"]', "exactly one must be for no rule"),
        ("say", "said", "unknown field `said`"),
    ],
)
def test_a_wrong_table_is_refused_in_one_line(tmp_path, old, new, problem):
    path = tmp_path / "counter_moves.toml"
    path.write_text(GOOD)
    assert len(load_counter_moves(path)) == 2
    path.write_text(GOOD.replace(old, new, 1))
    with pytest.raises(ConfigError, match=r"^counter_moves\.toml: ") as caught:
        load_counter_moves(path)
    assert problem in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_users_own_table_replaces_ours(tmp_path, monkeypatch):
    monkeypatch.setenv("POSECOACH_CONFIG", str(tmp_path))
    assert load_counter_moves() == MOVES
    (tmp_path / "counter_moves.toml").write_text(GOOD)
    assert [move.fault for move in load_counter_moves()] == ["a", "b"]
