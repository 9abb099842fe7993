"""Ctrl-C while the network is at work: what was done is kept, and nothing half-written."""

from __future__ import annotations

import json
import signal
from pathlib import Path

import av
import pytest

from tests.e2e.conftest import filmed
from tests.e2e.running import PATIENCE_S, Ran, analysed, left_over, once, rows, running
from tests.e2e.scenes import desk

pytestmark = pytest.mark.network

LONG_S = 60.0


@pytest.fixture(scope="module")
def stopped(studio: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Ran, Path]:
    """A minute of recording and a second input, stopped when the first rows are on disk."""
    long = filmed(studio / "long.mp4", desk, LONG_S)
    out = tmp_path_factory.mktemp("stopped")
    arguments = ("analyze", long, studio / "never.mp4", "-o", out, "--rate", "all", "--landmarks")
    (studio / "never.mp4").write_bytes(b"comes after the one that is stopped")

    def written() -> bool:
        return any(part.stat().st_size for part in out.glob("long/.frames.csv*.part"))

    with running(*arguments) as child:
        once(written, child)
        child.send_signal(signal.SIGINT)
        out_text, err_text = child.communicate(timeout=PATIENCE_S)
        return Ran(child.returncode, out_text, err_text), out


def test_it_says_so_and_exits_with_130(stopped: tuple[Ran, Path]) -> None:
    found, _ = stopped
    assert found.code == 130
    assert found.err.splitlines()[-1] == "Stopped. What was done so far is written."
    assert "Traceback" not in found.err


def test_every_file_holds_what_was_done(stopped: tuple[Ran, Path]) -> None:
    _, out = stopped
    table = rows(out / "long" / "frames.csv")
    assert 10 < len(table) < LONG_S * 15
    summary = json.loads((out / "long" / "summary.json").read_text())
    assert summary["frames_analyzed"] == len(table)
    assert summary["duration_s"] == pytest.approx(len(table) / 15, abs=0.01)
    assert summary["coverage"] == 1.0
    with av.open(str(out / "long" / "annotated.mp4")) as container:
        assert len(list(container.decode(video=0))) == len(table)
    assert (out / "long" / "report.html").read_text().rstrip().endswith("</html>")


def test_the_landmarks_can_be_judged_again(stopped: tuple[Ran, Path]) -> None:
    _, out = stopped
    summary = json.loads((out / "long" / "summary.json").read_text())
    again = analysed(out / "long" / "landmarks.npz")
    for name in ("frames_analyzed", "duration_s", "score", "events", "metrics"):
        assert again[name] == summary[name], name


def test_nothing_unfinished_stays_and_the_next_input_is_not_begun(
    stopped: tuple[Ran, Path],
) -> None:
    _, out = stopped
    assert left_over(out) == []
    whole = {"index.html", "summary.csv", "metrics.csv", "methods.txt", "sources.bib"}
    assert {path.name for path in out.iterdir()} == {"long", *whole}
    assert len(rows(out / "summary.csv")) == 1


def test_a_second_time_stops_at_once_and_leaves_nothing_half_written(
    studio: Path, tmp_path: Path
) -> None:
    long = filmed(studio / "long.mp4", desk, LONG_S)
    with running("analyze", long, "-o", tmp_path, "--rate", "all") as child:
        once(lambda: any(tmp_path.glob("long/.annotated*")), child)
        child.send_signal(signal.SIGINT)
        child.send_signal(signal.SIGTERM)
        _, err = child.communicate(timeout=PATIENCE_S)
    assert child.returncode == 130
    assert "Traceback" not in err
    assert left_over(tmp_path) == []
