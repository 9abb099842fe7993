"""The pages opened in headless Chromium: no error, nothing asked of any network, charts there."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import date
from math import nan
from pathlib import Path

import pytest

from benchmarks.year import fill
from posecoach.history import History
from posecoach.periods.gather import digest
from posecoach.periods.page import write_page
from posecoach.periods.period import month_of
from posecoach.reports.html import IndexEntry, Video, write_index, write_report
from posecoach.reports.summary import SourceFacts
from posecoach.reports.summing import summarise
from tests.reports.recordings import RULES, simulate, timeline_of

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
COMMAND = (
    *(CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr"),
    # whatever is not the file itself cannot be reached, and is logged
    *("--host-resolver-rules=MAP * ~NOTFOUND", "--v=0", "--virtual-time-budget=2000"),
)

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="there is no Chromium here")


def opened(path: Path, width: int = 1200) -> tuple[str, list[str]]:
    """The page's elements after its scripts have run, and what its console said."""
    size = f"--window-size={width},900"
    profile = f"--user-data-dir={path.parent / 'profile'}"
    done = subprocess.run(
        [*COMMAND, size, profile, "--dump-dom", path.as_uri()],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return done.stdout, [line for line in done.stderr.splitlines() if ":CONSOLE" in line]


def outside(page: str) -> list[str]:
    """Everything the page would load or link to that is not in it or beside it."""
    found = re.findall(r'\s(?:src|href)="([^"]+)"', page) + re.findall(r"url\(([^)]+)\)", page)
    return [it for it in found if not it.startswith(("data:", "#", "./", "annotated.mp4"))]


def recording(folder: Path, **more) -> Path:
    timeline = timeline_of(*simulate(40.0))
    facts = SourceFacts("clip.mp4", "video", nan, 29.97, 100, "full", "0.1.0")
    path = folder / "report.html"
    write_report(path, summarise(timeline, facts, RULES), timeline, RULES, **more)
    return path


def test_a_recording_page(tmp_path):
    page, said = opened(recording(tmp_path))
    assert said == []
    assert outside(page) == []
    assert page.count('class="plot') >= 3 and "<path d=" in page
    assert 'role="group"' in page  # the script has run


def test_a_recording_page_with_its_video_seeks(tmp_path):
    path = recording(tmp_path, video=Video("annotated.mp4", shown=True))
    page, said = opened(path)
    # the video is not there in this test: that, and nothing else, may be said
    assert all("annotated.mp4" in line for line in said)
    assert "<video" in page and "data-seek=" in page


def test_an_index_page(tmp_path):
    facts = SourceFacts("clip.mp4", "video", 40.0, model="full", version="0.1.0")
    summary = summarise(timeline_of(*simulate(40.0)), facts, RULES)
    write_index(tmp_path / "index.html", [IndexEntry(summary), IndexEntry(summary)])
    page, said = opened(tmp_path / "index.html", width=420)
    assert said == [] and outside(page) == []
    assert "Side by side" in page


def test_a_period_page(tmp_path):
    fill(tmp_path / "history.sqlite3", date(2026, 10, 30), days=10)
    with History.open(tmp_path / "history.sqlite3") as history:
        write_page(tmp_path / "month.html", digest(history, month_of(date(2026, 10, 1))))
    page, said = opened(tmp_path / "month.html")
    assert said == [] and outside(page) == []
    assert page.count('class="day"') == 8 and page.count('class="histogram"') == 8
    assert 'style="--zoom: 1;"' in page and 'disabled=""' not in page  # the script has run
