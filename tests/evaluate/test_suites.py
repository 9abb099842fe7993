"""Suites load, say what is wrong with them, and draw the same for the same seed."""

from itertools import pairwise, product
from pathlib import Path

import numpy as np
import pytest

from posecoach.errors import ConfigError
from posecoach.evaluate.desk import BASELINE_S, BETWEEN_S, HELD_S, Desk
from posecoach.evaluate.stage import Cast, Stage, settings
from posecoach.evaluate.suites import load_suites
from posecoach.metrics import METRICS
from posecoach.rules.load import load_rule_sets

ALL = load_suites()
PICTURES = [suite for suite in ALL if not suite.moving]
CLIPS = [suite for suite in ALL if suite.moving]


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("POSECOACH_CONFIG", str(tmp_path))
    (tmp_path / "suites").mkdir()
    return tmp_path / "suites" / "mine.toml"


def test_every_suite_of_ours_asks_about_something() -> None:
    assert {suite.id for suite in CLIPS} == {"desk_neutral", "desk_postures"}
    assert len(PICTURES) > 10
    for suite in PICTURES:
        assert suite.metrics or suite.recognition, suite.id
        assert suite.scene, suite.id


def test_the_rules_of_episodes_exist() -> None:
    known = {rule.id for one in load_rule_sets() for rule in one.rules}
    for episode in (e for suite in CLIPS for e in suite.episodes):
        assert episode.rules
        assert {*episode.rules, *episode.also} <= known


def test_metrics_relative_to_a_baseline_are_asked_only_where_there_is_one() -> None:
    for suite in PICTURES:
        if not suite.baseline:
            assert not [name for name in suite.metrics if METRICS[name].relative], suite.id


def test_a_suite_of_the_users_own_is_found(own: Path) -> None:
    own.write_text('title = "x"\nmetrics = ["head_roll"]\n[[scene]]\nazimuths = [0]\n', "utf-8")
    assert load_suites(["mine"])[0].id == "mine"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('metrics = ["head_rol"]', "unknown metric 'head_rol'"),
        ('[[scene]]\ncamera = "drone"', "unknown camera 'drone'"),
        ('[[scene]]\nfurniture = "sofa"', "unknown furniture 'sofa'"),
        ('[[scene]]\npostures = ["slumped 5"]', "unknown posture 'slumped'"),
        ('vary = "light"\nlevels = ["dusk"]', "unknown light 'dusk'"),
        ('vary = "weather"', "mine.toml"),
    ],
)
def test_a_wrong_suite_is_refused_in_one_line(own: Path, line: str, words: str) -> None:
    own.write_text(f'title = "x"\n{line}\n', "utf-8")
    with pytest.raises(ConfigError, match=words) as caught:
        load_suites(["mine"])
    assert "mine.toml" in str(caught.value)


def test_a_suite_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(ConfigError, match="no suite 'side'; there are: desk_neutral"):
        load_suites(["side"])


def test_nobody_is_both_in_tuning_and_in_testing() -> None:
    people = [Cast(0, split, n).person() for split, n in product(("tune", "test"), range(30))]
    assert len({(p.proportions, p.look) for p in people}) == 60


def test_a_person_is_the_same_whenever_drawn_and_another_by_another_seed() -> None:
    first, again, other = (Cast(seed, "test", 3).person() for seed in (0, 0, 1))
    assert first == again
    assert first != other


def test_a_picture_is_the_same_whenever_drawn() -> None:
    suite, cast = load_suites(["laptop_azimuth"])[0], Cast(0, "tune", 1)
    setting = list(settings(suite, cast))[2]
    (one, truth), (two, _) = (Stage(suite, cast, setting).shoot("head_roll 8") for _ in range(2))
    assert np.array_equal(one, two)
    assert truth is not None
    assert truth.camera.azimuth == pytest.approx(float(setting.level), abs=8)


def test_every_posture_of_every_suite_can_be_taken_by_the_first_people() -> None:
    for suite in PICTURES:
        cast = Cast(0, "test", 0)
        scenes = {setting.scene: setting for setting in settings(suite, cast)}
        for setting in scenes.values():
            stage = Stage(suite, cast, setting)
            assert set(stage.postures) <= set(setting.scene.postures)


def test_varying_build_changes_nothing_else_about_the_person() -> None:
    suite, cast = load_suites(["side_build"])[0], Cast(0, "tune", 0)
    stages = [Stage(suite, cast, setting) for setting in settings(suite, cast)]
    assert [s.person.proportions.girth for s in stages] == list(suite.levels)
    assert len({s.person.proportions.stature for s in stages}) == 1


def test_episodes_are_held_apart_from_each_other_and_from_the_baseline() -> None:
    suite = load_suites(["desk_postures"])[0]
    held = Desk(suite, Cast(0, "test", 0)).held
    assert {each.episode.name for each in held} == {e.name for e in suite.episodes}
    assert held[0].start == BASELINE_S + BETWEEN_S
    for before, after in pairwise(held):
        assert after.start - before.end == BETWEEN_S
        assert before.end - before.start == HELD_S


def test_a_held_posture_is_there_and_gone_again() -> None:
    suite, cast = load_suites(["desk_postures"])[0], Cast(0, "test", 0)
    desk = Desk(suite, cast)
    slumped = next(each for each in desk.held if each.episode.posture.startswith("slump"))
    nearer = next(each for each in desk.held if each.episode.posture.startswith("nearer"))
    before, during, after = (
        desk.figure(t).points["head"][1]
        for t in (slumped.start - 5, slumped.start + 15, slumped.end + 8)
    )
    # rounding and moving vary by a centimetre or so while a posture is held
    assert before - during == pytest.approx(0.05, abs=0.02)
    assert after == pytest.approx(before, abs=0.015)
    moved = desk.figure(nearer.start + 15).points["pelvis"] - desk.figure(5.0).points["pelvis"]
    assert moved[2] == pytest.approx(0.15, abs=0.005)


def test_neutral_sitting_is_held_throughout_and_is_never_quite_still() -> None:
    suite = load_suites(["desk_neutral"])[0]
    desk = Desk(suite, Cast(0, "test", 0))
    assert desk.held == ()
    assert desk.duration == BASELINE_S + 60 * suite.minutes
    heads = np.array([desk.figure(t).points["head"] for t in np.arange(10.0, 60.0, 2.0)])
    assert 0.001 < heads.std(0).max() < 0.05
