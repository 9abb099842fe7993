"""What answers rule out, and what is offered instead."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from posecoach.content import LIBRARY
from posecoach.errors import ConfigError
from posecoach.exercises.load import load_exercises
from posecoach.exercises.safety import lies_down, load_safety, questions, screen

EXERCISES = load_exercises(sorted((LIBRARY / "exercises").glob("*.toml")))
SAFETY = load_safety(EXERCISES, LIBRARY / "safety.toml")
IDS = [question.id for question in SAFETY.question]


def test_nothing_answered_with_yes_allows_everything() -> None:
    assert all(screen(it, (), SAFETY, EXERCISES).allowed for it in EXERCISES.values())


def test_an_exercise_that_is_ruled_out_says_why_and_what_instead() -> None:
    found = screen(EXERCISES["knee_to_opposite_shoulder"], {"lateral_hip_pain"}, SAFETY, EXERCISES)
    assert not found.allowed
    assert found.reasons == (
        "With a sore outer hip, stretches that draw the leg across are left out.",
    )
    assert found.instead == "supine_figure_four"


def test_the_easier_one_of_the_easier_one_is_offered_when_that_is_ruled_out_too() -> None:
    found = screen(EXERCISES["pigeon"], {"hip_replacement"}, SAFETY, EXERCISES)
    assert found.instead == "glute_bridge"


def test_a_yes_may_rule_out_whole_kinds_and_positions() -> None:
    lying = screen(EXERCISES["supine_figure_four"], {"pregnancy_late"}, SAFETY, EXERCISES)
    assert not lying.allowed and EXERCISES[lying.instead].position != "supine"
    assert not screen(EXERCISES["shoulder_rolls"], {"fever"}, SAFETY, EXERCISES).allowed
    assert screen(EXERCISES["shoulder_rolls"], {"fever"}, SAFETY, EXERCISES).instead == ""


def test_whoever_is_at_a_desk_is_offered_something_upright_where_there_is_some() -> None:
    asked, lying = EXERCISES["seated_figure_four"], EXERCISES["glute_bridge"]
    standing = replace(EXERCISES["standing_quad"], muscles=asked.muscles[:1])
    known = {it.id: it for it in (asked, lying, standing)}
    assert asked.easier == lying.id
    assert screen(asked, {"hip_replacement"}, SAFETY, known).instead == standing.id
    known = {it.id: it for it in (asked, lying)}
    assert screen(asked, {"hip_replacement"}, SAFETY, known).instead == lying.id
    assert lies_down(asked, lying) and not lies_down(lying, asked) and not lies_down(lying, lying)


def test_a_caution_is_said_and_rules_nothing_out() -> None:
    found = screen(EXERCISES["butterfly"], {"hypermobility"}, SAFETY, EXERCISES)
    assert found.allowed and len(found.cautions) == 1
    assert screen(EXERCISES["glute_bridge"], {"hypermobility"}, SAFETY, EXERCISES).cautions == ()


def test_what_works_most_of_the_same_muscles_is_offered_and_nothing_advanced() -> None:
    asked = replace(EXERCISES["supine_figure_four"], easier="", contraindications=("groin",))
    near = replace(EXERCISES["butterfly"], id="near", contraindications=())
    one, two = (
        replace(near, id=name, muscles=asked.muscles[:count])
        for name, count in (("a_one", 1), ("b_two", 2))
    )
    hard = replace(one, id="hard", muscles=asked.muscles, advanced=True)
    known = {it.id: it for it in (asked, near, one, two, hard)}
    assert screen(asked, {"groin"}, SAFETY, known).instead == "b_two"
    known = {it.id: it for it in (asked, near, hard)}
    assert screen(asked, {"groin"}, SAFETY, known).instead == ""


def test_pressing_and_heat_never_take_the_place_of_a_stretch() -> None:
    asked = replace(EXERCISES["supine_figure_four"], easier="", contraindications=("groin",))
    for name in ("glute_ball_wall", "heat_pad", "glute_rolling"):
        other = replace(EXERCISES[name], muscles=asked.muscles)
        known = {asked.id: asked, name: other}
        assert screen(asked, {"groin"}, SAFETY, known).instead == ""


@given(st.sampled_from(sorted(EXERCISES)), st.sets(st.sampled_from(IDS), max_size=6))
def test_what_is_offered_instead_is_allowed_itself(name: str, yes: set[str]) -> None:
    found = screen(EXERCISES[name], yes, SAFETY, EXERCISES)
    if found.instead:
        assert not found.allowed and found.instead != name
        other = EXERCISES[found.instead]
        assert screen(other, yes, SAFETY, EXERCISES).allowed
        assert other.kind in {EXERCISES[name].kind, "stretch", "mobility", "activation", "warm-up"}


@given(st.sampled_from(sorted(EXERCISES)), st.sets(st.sampled_from(IDS)), st.sampled_from(IDS))
def test_one_more_yes_never_allows_more(name: str, yes: set[str], more: str) -> None:
    before, after = (screen(EXERCISES[name], y, SAFETY, EXERCISES) for y in (yes, {*yes, more}))
    assert set(before.reasons) <= set(after.reasons)


def test_only_what_matters_is_asked_and_lasting_answers_only_once() -> None:
    asked = {q.id for q in questions(SAFETY, [EXERCISES["chin_tuck"]])}
    assert asked >= {"fever", "dizziness"} and not asked & {"hip_replacement", "heat_rub"}
    again = {q.id for q in questions(SAFETY, [EXERCISES["chin_tuck"]], {"fever", "dizziness"})}
    assert "fever" in again and "dizziness" not in again
    heat = {q.id for q in questions(SAFETY, [EXERCISES["heat_pad"]])}
    assert heat >= {"reduced_feeling", "heat_rub", "sedated", "wounds", "cancer_site"}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('id = "balance"', 'id = "fever"', "question 'fever': each id may be used only once"),
        ('id = "balance"', 'id = "unsteady"', "there is no question 'balance', which .*.toml"),
        ('"none", ', "", "pain.words: needs one for each of 0 to 10"),
        ('level = "emergency"', 'level = "now"', "level"),
        ("again = true", "agains = true", "agains"),
    ],
)
def test_a_bad_file_is_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    path = tmp_path / "safety.toml"
    path.write_text((LIBRARY / "safety.toml").read_text("utf-8").replace(old, new, 1), "utf-8")
    with pytest.raises(ConfigError, match=rf"safety.toml: .*{message}"):
        load_safety(EXERCISES, path)


def test_a_question_that_rules_nothing_out_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "safety.toml"
    extra = '\n[[question]]\nid = "idle"\nask = "So?"\nreason = "No."\nsource = "none"\n'
    path.write_text((LIBRARY / "safety.toml").read_text("utf-8") + extra, "utf-8")
    with pytest.raises(ConfigError, match="question 'idle': its answer rules out nothing"):
        load_safety(EXERCISES, path)


def test_the_users_own_file_replaces_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSECOACH_CONFIG", str(tmp_path))
    text = (LIBRARY / "safety.toml").read_text("utf-8")
    (tmp_path / "safety.toml").write_text(text.replace("Are you pregnant?", "Expecting?"), "utf-8")
    assert "Expecting?" in set(load_safety(EXERCISES).texts())
