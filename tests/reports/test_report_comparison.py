"""Recordings side by side, and what is needed to cite them."""

from __future__ import annotations

import csv
import re
from dataclasses import replace

import pytest

from posecoach.pose.weights import find_face_model
from posecoach.reports.citing import bibliography, methods
from posecoach.reports.comparison import MOST, compare, same_view
from posecoach.reports.html import IndexEntry, write_index
from posecoach.reports.summary import MetricSummary, SourceFacts
from posecoach.reports.summing import summarise
from posecoach.reports.tables import METRIC_COLUMNS, write_metrics
from posecoach.version import VERSION
from tests.reports.recordings import RULES, simulate, timeline_of


@pytest.fixture(scope="module")
def summary():
    facts = SourceFacts("before.mp4", "video", 30.0, model="full", version=VERSION)
    return summarise(timeline_of(*simulate(30.0)), facts, RULES)


def having(summary, source, p50, error):
    metric = MetricSummary("deg", p50 - 2, p50, p50 + 2, error, 0.9, "short sample")
    return replace(summary, source=source, metrics={"neck_inclination": metric})


@pytest.mark.parametrize(
    ("after", "words", "clear"),
    [
        (24.9, "+4.9°, within the error", False),
        (25.1, "+5.1°, more than the error", True),
        (14.0, "\N{MINUS SIGN}6.0°, more than the error", True),
    ],
)
def test_a_difference_is_one_where_it_exceeds_both_errors_together(summary, after, words, clear):
    rows = compare([having(summary, "a", 20.0, 3.0), having(summary, "b", after, 4.0)])
    (row,) = rows
    assert row.title == "Neck inclination"
    assert (row.cells[0].change, row.cells[0].clear) == ("", False)
    assert (row.cells[1].change, row.cells[1].clear) == (words, clear)


def test_without_an_expected_error_no_difference_is_called(summary):
    (row,) = compare([having(summary, "a", 20.0, None), having(summary, "b", 60.0, 4.0)])
    assert not row.cells[1].clear and "error not known" in row.cells[1].change


def test_what_only_one_recording_has_is_not_compared(summary):
    other = replace(summary, metrics={})
    assert compare([having(summary, "a", 20.0, 3.0), other]) == []
    assert len(compare([having(summary, "x", 1.0, 1.0)] * (MOST + 3))[0].cells) == MOST


def test_scores_compare_from_one_side_only(summary):
    assert same_view([summary, summary])
    assert not same_view([summary, replace(summary, view="front")])


def test_the_index_sets_recordings_side_by_side_and_warns_of_different_views(tmp_path, summary):
    one, two = having(summary, "a.mp4", 20.0, 3.0), having(summary, "b.mp4", 40.0, 4.0)
    write_index(tmp_path / "i.html", [IndexEntry(one), IndexEntry(replace(two, view="front"))])
    page = (tmp_path / "i.html").read_text()
    assert "+20.0°, more than the error" in page and "<b>40.0 ± 4.0°</b>" in page
    assert "not all seen from one side" in page


def test_metrics_are_rows_for_statistics_programs(tmp_path, summary):
    write_metrics(tmp_path / "m.csv", [having(summary, "a, b", 20.0, None)])
    (row,) = csv.DictReader((tmp_path / "m.csv").read_text().splitlines())
    assert tuple(row) == METRIC_COLUMNS
    assert (row["source"], row["p50"], row["expected_error"]) == ("a, b", "20.0", "")


def test_the_methods_name_version_model_and_every_threshold_used(summary):
    text = methods([summary, summary], RULES, "ab12", 15.0)
    assert "from 2 recordings" in text and f"posecoach {VERSION}" in text and "ab12" in text
    used = {key for key in RULES if key.partition("/")[0] in summary.rule_sets}
    assert used
    for key in used:
        assert f"- {key}: " in text


def test_the_methods_name_the_face_network_where_it_looked(summary):
    face = find_face_model().sha256
    front, side = (replace(summary, view=view) for view in ("front", "side-left"))
    assert face in methods([front, side], RULES, "ab12", 15.0)
    assert face not in methods([side], RULES, "ab12", 15.0)


def test_every_entry_of_the_bibliography_is_whole():
    text = bibliography()
    entries = re.findall(r"@(\w+)\{([^,]+),", text)
    assert len(entries) > 8 and len({key for _, key in entries}) == len(entries)
    assert text.count("{") == text.count("}") and f"Version {VERSION}" in text
    assert len(re.findall(r"^  title =", text, re.M)) == len(entries)
