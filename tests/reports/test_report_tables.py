import csv
from dataclasses import replace
from math import isnan, nan
from pathlib import Path

import numpy as np
import pytest

from posecoach.errors import OutputError
from posecoach.metrics import METRICS
from posecoach.reports.atomic import write_whole
from posecoach.reports.events import pair_events
from posecoach.reports.parquet import write_parquet
from posecoach.reports.summary import Failure, SourceFacts
from posecoach.reports.summing import summarise
from posecoach.reports.tables import (
    EVENT_COLUMNS,
    FRAME_COLUMNS,
    SUMMARY_COLUMNS,
    FrameTable,
    metric_column,
    write_events,
    write_summaries,
)
from posecoach.types import Outlook
from tests.reports.recordings import RULES, event, frame, simulate, timeline_of


def rows_of(path: Path) -> list[dict[str, str]]:
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_frames_come_back_as_they_were(tmp_path):
    results = list(simulate(20.0))
    with FrameTable(tmp_path / "frames.csv") as table:
        for result in results:
            table.write(result)
    rows = rows_of(tmp_path / "frames.csv")
    assert len(rows) == len(results)
    for row, result in zip(rows, results, strict=True):
        assert float(row["t_s"]) == pytest.approx(result.t, abs=6e-4)
        assert int(row["index"]) == result.index
        assert row["view"] == result.outlook.view.label
        assert row["framing"] == result.outlook.framing.label
        assert row["activity"] == result.activity.label
        assert row["reason"] == result.outlook.reason
        assert row["band"] == result.assessment.band
        for name in METRICS:
            text, value = row[metric_column(name)], result.measurements.get(name, nan)
            assert (text == "") == isnan(value)
            assert text == "" or float(text) == pytest.approx(value, abs=6e-3)
    assert any(row["score"] == "" and row["band"] == "unknown" for row in rows)


def test_the_header_is_the_documented_columns_then_every_metric_with_its_unit(tmp_path):
    with FrameTable(tmp_path / "frames.csv"):
        pass
    header = (tmp_path / "frames.csv").read_text().strip().split(",")
    assert header == [*FRAME_COLUMNS, *(f"{m.name}_{m.unit}" for m in METRICS.values())]
    assert all(FRAME_COLUMNS.values())


def test_what_is_not_a_number_is_an_empty_field_and_ratios_keep_their_digits(tmp_path):
    values = {"neck_inclination": nan, "shrug": np.inf, "forward_head": -np.inf, "knee_angle": -1.0}
    values["slump"] = 0.06125
    with FrameTable(tmp_path / "f.csv", tuple(values)) as table:
        table.write(frame(0, values, score=84.996))
    (row,) = rows_of(tmp_path / "f.csv")
    fields = [row[metric_column(name)] for name in values]
    assert fields == ["", "", "", "-1.00", "0.0612"]
    assert (row["score"], row["band"]) == ("85.00", "fair")


def test_a_reason_with_commas_and_quotes_stays_one_field(tmp_path):
    reason = 'turned away, or "hidden"'
    with FrameTable(tmp_path / "f.csv", ()) as table:
        table.write(replace(frame(0), outlook=Outlook(reason=reason)))
    assert rows_of(tmp_path / "f.csv")[0]["reason"] == reason


def test_events_come_back_as_they_were(tmp_path):
    spans = pair_events([event(5, "raised", since=1.25), event(9, "cleared")], 20)
    write_events(tmp_path / "events.csv", spans)
    (row,) = rows_of(tmp_path / "events.csv")
    assert list(row) == list(EVENT_COLUMNS)
    assert [float(row[name]) for name in ("t_s", "end_s", "length_s")] == [1.25, 9.0, 7.75]
    assert (row["rule"], row["open"], row["alerted"]) == ("forward_head", "0", "0")
    assert row["message"] == spans[0].message


def test_one_row_per_input_and_failures_with_their_message(tmp_path):
    done = summarise(timeline_of(*simulate(30.0)), SourceFacts("a, b.mp4", "video", 30.0), RULES)
    write_summaries(tmp_path / "s.csv", [done, Failure(source="notes.txt", error="not a video")])
    first, failed = rows_of(tmp_path / "s.csv")
    assert tuple(first)[: len(SUMMARY_COLUMNS)] == SUMMARY_COLUMNS
    assert first["source"] == "a, b.mp4"
    assert float(first["score"]) == done.score
    assert float(first["good_s"]) == done.band_s["good"]
    assert float(first["lost_neck"]) == done.losses["neck"]
    assert float(first["median_neck_inclination_deg"]) == done.metrics["neck_inclination"].p50
    assert first["finding"] == done.findings[0].message
    assert (failed["source"], failed["error"]) == ("notes.txt", "not a video")
    assert all(not text for name, text in failed.items() if name not in ("source", "error"))


def test_an_unknown_score_is_empty_in_the_table(tmp_path):
    dark = summarise(timeline_of(frame(0, reason="too dark")), SourceFacts("a", "video"), RULES)
    write_summaries(tmp_path / "s.csv", [dark])
    assert rows_of(tmp_path / "s.csv")[0]["score"] == ""


def test_nothing_appears_under_the_final_name_before_the_end(tmp_path):
    path = tmp_path / "frames.csv"
    path.write_text("old")
    with FrameTable(path) as table:
        table.write(frame(0))
        assert path.read_text() == "old"
    assert path.read_text().startswith("t_s,")
    assert [p.name for p in tmp_path.iterdir()] == ["frames.csv"]


def test_ctrl_c_keeps_what_was_done(tmp_path):
    with pytest.raises(KeyboardInterrupt), FrameTable(tmp_path / "f.csv") as table:
        table.write(frame(0))
        raise KeyboardInterrupt
    assert len(rows_of(tmp_path / "f.csv")) == 1
    assert len(list(tmp_path.iterdir())) == 1


def test_any_other_error_leaves_nothing(tmp_path):
    with pytest.raises(ValueError, match="broken"), FrameTable(tmp_path / "f.csv") as table:
        table.write(frame(0))
        raise ValueError("broken")
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_one_line(tmp_path):
    with pytest.raises(OutputError, match=r"cannot write .*gone.*: No such file") as caught:
        write_whole(tmp_path / "gone" / "a.csv", "x")
    assert "\n" not in str(caught.value)


def test_a_folder_in_the_way_is_one_line_and_leaves_nothing(tmp_path):
    (tmp_path / "a.csv").mkdir()
    with pytest.raises(OutputError, match="cannot write"):
        write_whole(tmp_path / "a.csv", "x")
    assert [p.name for p in tmp_path.iterdir()] == ["a.csv"]


@pytest.fixture
def no_room():
    """Lets no file grow beyond 1000 bytes, as a full disk does."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_no_room_is_one_line_and_leaves_nothing(tmp_path, no_room):
    with pytest.raises(OutputError, match=r"cannot write .*File too large; make room"):
        write_whole(tmp_path / "a.csv", "x" * 2000)
    assert list(tmp_path.iterdir()) == []


def test_no_room_found_only_when_closing_leaves_nothing(tmp_path, no_room):
    with pytest.raises(OutputError), FrameTable(tmp_path / "f.csv") as table:
        for t in range(9):
            table.write(frame(t))
    assert list(tmp_path.iterdir()) == []


def test_parquet_holds_the_same_with_units(tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    timeline = timeline_of(*simulate(20.0))
    write_parquet(tmp_path / "frames.parquet", timeline)
    table = parquet.read_table(tmp_path / "frames.parquet")
    assert table.column_names == [*FRAME_COLUMNS, *map(metric_column, timeline.metrics)]
    field = table.schema.field("neck_inclination_deg")
    assert field.metadata[b"unit"] == b"deg"
    assert b"vertical" in field.metadata[b"about"]
    neck = timeline.metrics["neck_inclination"]
    column = table["neck_inclination_deg"]
    assert column.null_count == np.isnan(neck).sum() > 0
    np.testing.assert_array_equal(column.to_numpy(), neck)
    assert set(table["reason"].to_pylist()) == {"", "no person", "turned away"}
    assert set(table["view"].to_pylist()) == {"side-left", "oblique", "unknown"}
    assert table["band"].to_pylist().count("unknown") == table["score"].null_count


def test_parquet_without_a_frame_is_an_empty_table(tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    write_parquet(tmp_path / "frames.parquet", timeline_of())
    assert parquet.read_table(tmp_path / "frames.parquet").num_rows == 0


def test_parquet_without_pyarrow_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr("posecoach.reports.parquet.parquet_available", lambda: False)
    with pytest.raises(OutputError, match=r"pip install 'posecoach\[parquet\]'"):
        write_parquet(tmp_path / "frames.parquet", timeline_of())
