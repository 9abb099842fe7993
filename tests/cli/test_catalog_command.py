"""`posecoach catalog`: every metric and rule, the same in the table and in JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from math import inf

import pytest

from posecoach.catalog import band_text, facts
from posecoach.cli import run
from posecoach.metrics import METRICS
from posecoach.types import View
from tests.rulebook import OURS

RULES = {f"{s.id}/{r.id}": (s, r) for s in OURS for r in s.rules}
COMMON = {"id", "kind", "title", "unit", "views", "relative", "sources"}


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


def test_json_has_every_metric_and_every_rule_once(entries):
    found = [(entry["kind"], entry["id"]) for entry in entries()]
    assert sorted(found) == sorted(
        [("metric", name) for name in METRICS] + [("rule", name) for name in RULES]
    )


def test_every_entry_has_the_common_facts(entries):
    for entry in entries():
        assert entry.keys() >= COMMON
        assert entry["title"]
        assert entry["views"]
        assert all(entry["sources"])
        assert "{" not in entry["title"] + entry.get("cue", "")


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
    assert run(["catalog", "--kind", "stretch"]) == 2
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
