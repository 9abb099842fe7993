"""`posecoach catalog`: exercises, programmes, metrics and rules, the same in table and JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from math import inf

import cv2
import pytest

from posecoach.catalog import band_text, exercise_facts, facts
from posecoach.cli import run
from posecoach.exercises.load import load_exercises, read_exercise
from posecoach.exercises.programs import load_programs
from posecoach.metrics import METRICS
from posecoach.types import View
from tests.rulebook import OURS

RULES = {f"{s.id}/{r.id}": (s, r) for s in OURS for r in s.rules}
EXERCISES = load_exercises()
PROGRAMS = load_programs(EXERCISES)
JUDGED = {"unit", "views", "relative"}
DESIGN = {"id", "kind", "title", "views", "camera_checked", "hold_s", "sides"}
DESIGN |= {"contraindications", "sources"}


@pytest.fixture
def shown(capsys, monkeypatch):
    """What the command prints, in a window so wide that nothing is wrapped."""

    def show(*arguments, width=400):
        monkeypatch.setenv("COLUMNS", str(width))
        assert run(["catalog", *arguments]) == 0
        return capsys.readouterr().out

    return show


@pytest.fixture
def entries(shown):
    def read(*arguments):
        found = json.loads(shown(*arguments, "--json"))
        assert found.keys() == {"schema", "entries"}
        assert found["schema"] == 1
        return found["entries"]

    return read


def test_json_has_everything_once(entries):
    found = [(entry["kind"], entry["id"]) for entry in entries()]
    assert sorted(found) == sorted(
        [("metric", name) for name in METRICS]
        + [("rule", name) for name in RULES]
        + [("program", name) for name in PROGRAMS]
        + [(exercise.kind, name) for name, exercise in EXERCISES.items()]
    )


def test_every_entry_has_the_common_facts(entries):
    for entry in entries():
        assert entry.keys() >= {"id", "kind", "title", "sources"}
        assert entry["title"]
        assert all(entry["sources"])
        assert "{" not in entry["title"] + entry.get("cue", "")
        if entry["kind"] in ("metric", "rule"):
            assert entry.keys() >= JUDGED
            assert entry["views"]


def test_an_exercise_has_the_facts_of_the_design_in_plain_words(entries):
    found = {entry["id"]: entry for entry in entries("--kind", "exercise")}
    assert set(found) == set(EXERCISES)
    for name, entry in found.items():
        exercise = EXERCISES[name]
        assert entry.keys() >= DESIGN
        assert entry["camera_checked"] is exercise.checked
        assert (entry["sets"], entry["hold_s"]) == (exercise.dose.sets, exercise.dose.hold_s)
        assert entry["views"] == list(exercise.views)
        assert "{" not in json.dumps(entry["setup"] + entry["faults"])
    assert found["glute_bridge"]["counted_by"].startswith("shoulder hip knee (worked side) from")


def test_criteria_and_faults_are_said_in_plain_words(exercise_file):
    (entry,) = exercise_facts([read_exercise(exercise_file())])
    assert entry["recognised_by"] == ["hip flexion (worked side) 60 .. 120 deg"]
    assert entry["done_well"] == ["trunk inclination -125 .. -65 deg"]
    assert entry["faults"] == ["hip flexion (worked side) from 130 deg: Ease off your left hand."]
    both = exercise_file("above = 130.0", "above = 130.0\nbelow = 10.0")
    (entry,) = exercise_facts([read_exercise(both)])
    assert "from 130 deg or up to 10 deg: Ease off" in entry["faults"][0]


def test_a_programme_says_its_steps_and_its_time(entries, shown):
    (entry,) = entries("knots")
    assert entry["steps"][1] == {
        "exercise": "supine_figure_four",
        "sets": 3,
        "hold_s": 30.0,
        "repetitions": 0,
        "sides": 2,
    }
    assert entry["minutes"] == pytest.approx(18.5, abs=1)
    assert "hip_replacement" in entry["contraindications"]
    text = shown("knots")
    assert "supine_figure_four: 3 x 30 s, each side" in text
    assert "glute_bridge: 2 x 10 times" in text


def test_an_exercise_is_shown_with_words_numbers_and_sources(shown):
    text = shown("supine_figure_four")
    for words in ("Lift your right foot", "hip_replacement", "SCIENCE C1", "ankle on knee"):
        assert words in text


def test_a_figure_is_saved_as_a_picture_of_start_and_end(tmp_path, capsys):
    file = tmp_path / "pose.png"
    assert run(["catalog", "heat_pad", "--figure", str(file)]) == 0
    assert "Figure" in capsys.readouterr().err
    image = cv2.imread(str(file))
    height, width = image.shape[:2]
    assert (width, height) == (1280, 524)
    start, end = image[44:, :640], image[44:, 640:]
    assert (start != end).any(axis=2).mean() > 0.01
    assert (image[:44] == 255).mean() > 0.8


@pytest.mark.parametrize("entry", [[], ["neck_inclination"], ["knots"]])
def test_what_has_no_figure_says_so(entry, tmp_path, capsys):
    assert run(["catalog", *entry, "--figure", str(tmp_path / "pose.png")]) == 1
    assert "has no figure" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_figure_that_cannot_be_written_is_one_line(tmp_path, capsys):
    file = tmp_path / "no" / "pose.png"
    assert run(["catalog", "heat_pad", "--figure", str(file)]) == 1
    assert f"{file}: cannot be written" in capsys.readouterr().err


def test_questions_are_answered_in_words_and_in_json(shown):
    text = shown("faq")
    assert "What causes knots?" in text and "SCIENCE" in text
    found = json.loads(shown("faq", "--json"))
    assert {entry["id"] for entry in found["entries"]} >= {"causes", "prevent"}


def test_a_file_of_ones_own_is_checked(exercise_file, capsys):
    assert run(["catalog", "check", str(exercise_file())]) == 0
    assert capsys.readouterr().out == (
        "mine.toml: good: Mine (stretch), checked by the camera, without a figure.\n"
    )
    assert run(["catalog", "check", str(exercise_file("[60.0, 120.0]", "[130.0, 120.0]"))]) == 1
    assert "mine.toml: gate[0].within: must run" in capsys.readouterr().err
    assert run(["catalog", "check", str(exercise_file(new=FLYING))]) == 1
    assert "mine.toml: base: no posture 'flying'" in capsys.readouterr().err


FLYING = """
[figure]
base = "flying"
support = "mat"
azimuth = 0.0
elevation = 3.0
two_sided = true
"""


@pytest.mark.parametrize("arguments", [["check"], ["knots", "file.toml"]])
def test_a_file_belongs_to_check_and_check_to_a_file(arguments, capsys):
    assert run(["catalog", *arguments]) == 2
    assert "posecoach catalog check FILE" in capsys.readouterr().err


def test_a_metric_says_its_unit_views_and_sign(entries):
    for entry in entries("--kind", "metric"):
        metric = METRICS[entry["id"]]
        assert (entry["unit"], entry["positive"]) == (metric.unit, metric.sign)
        assert entry["views"] == sorted(view.label for view in metric.views)
        assert entry["relative"] is metric.relative
        assert entry["title"] == metric.about


def test_a_rule_says_its_bands_weight_and_words(entries):
    def finite(edges):
        return [None if abs(edge) == inf else pytest.approx(edge, abs=1e-4) for edge in edges]

    for entry in entries("--kind", "rule"):
        rule_set, rule = RULES[entry["id"]]
        assert (entry["metric"], entry["weight"]) == (rule.metric, rule.weight)
        assert (entry["part"], entry["hold_s"]) == (rule.part, rule.hold_s)
        for name in ("good", "caution", "poor"):
            assert entry[name] == finite(getattr(rule.edges, name))
        assert set(entry["views"]) <= {view.label for view in rule_set.views}
        assert entry["sources"] == [rule.source]


def test_a_sided_rule_names_both_sides(entries):
    (entry,) = entries("front_full/side_lean")
    assert entry["title"] == "Your trunk leans to the left or right."
    (entry,) = entries("standing/weight_shift")
    assert entry["cue"] == "Shift your weight to the other side."


@pytest.mark.parametrize("width", [80, 400])
def test_the_table_names_every_entry_of_the_json(shown, entries, width):
    lines = shown(width=width).splitlines()
    first = {line.split(" ")[0] for line in lines}
    assert {entry["id"] for entry in entries()} <= first


def test_the_table_says_what_the_json_says(shown, entries):
    rows = {line.split(" ")[0]: line for line in shown().splitlines()}
    for entry in entries():
        row = rows[entry["id"]]
        assert entry["title"] in row
        if "relative" not in entry:
            continue
        assert row.rstrip().endswith("*") is entry["relative"]
        if entry["kind"] == "rule":
            assert f" {band_text(entry['good'], entry['unit'])} " in row
        else:
            view = "side" if "side-left" in entry["views"] else "front"
            assert f" {entry['unit']}, {view} " in row


def test_one_kind_can_be_asked_for(shown, entries):
    assert {entry["kind"] for entry in entries("--kind", "rule")} == {"rule"}
    text = shown("--kind", "metric")
    assert "neck_inclination" in text
    assert "side_sitting/" not in text


def test_one_entry_is_shown_with_everything_known(shown, entries):
    for key in ("neck_inclination", "side_sitting/trunk_lean"):
        (entry,) = entries(key)
        text = shown(key)
        assert entry["title"] in text
        assert entry["sources"][0] in text
    assert "-20 .. 10 deg" in text
    assert "-30 .. 20 deg" in text


def test_a_rule_can_be_asked_for_without_its_set_and_all_of_that_name_come(entries):
    assert [entry["id"] for entry in entries("head_down")] == [
        "standing/head_down",
        "side_sitting/head_down",
        "front_laptop/head_down",
    ]


def test_an_unknown_entry_is_one_line_and_exit_1(capsys):
    assert run(["catalog", "neck_laen"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert (
        err == "posecoach: error: catalog: no entry 'neck_laen'; `posecoach catalog` lists them\n"
    )


def test_an_unknown_kind_is_wrong_usage(capsys):
    assert run(["catalog", "--kind", "yoga"]) == 2
    assert "metric" in capsys.readouterr().err


def test_rules_of_the_user_are_listed_too(entries, tmp_path, monkeypatch):
    from tests.rulebook import OUR_FILES

    monkeypatch.setenv("POSECOACH_CONFIG", str(tmp_path))
    (tmp_path / "rules").mkdir()
    ours = next(path for path in OUR_FILES if path.stem == "side_sitting")
    (tmp_path / "rules" / "mine.toml").write_text(ours.read_text("utf-8"), "utf-8")
    assert "mine/trunk_lean" in {entry["id"] for entry in entries()}


@pytest.mark.parametrize(
    ("edges", "unit", "text"),
    [
        ([-20.0, 10.0], "deg", "-20 .. 10 deg"),
        ([None, 12.0], "deg", "up to 12 deg"),
        ([0.97, None], "ratio", "from 0.97"),
        ([50.0, None], "cm", "from 50 cm"),
        ([None, None], "deg", "any"),
        ([0.0, 0.0], "ratio", "0 .. 0"),
    ],
)
def test_bands_in_words(edges, unit, text):
    assert band_text(edges, unit) == text


def test_a_rule_is_listed_under_the_views_that_both_its_set_and_its_metric_have():
    sitting = next(s for s in OURS if s.id == "side_sitting")
    left_only = replace(sitting, views=frozenset({View.SIDE_LEFT, View.FRONT}))
    rules = [fact for fact in facts([left_only]) if fact["kind"] == "rule"]
    assert {tuple(fact["views"]) for fact in rules} == {("side-left",)}


def test_facts_of_no_rules_are_the_metrics():
    assert [fact["id"] for fact in facts([])] == sorted(METRICS)
