"""The report and the index as pages that need nothing but themselves."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from posecoach.reports import words
from posecoach.reports.atomic import write_whole
from posecoach.reports.comparison import MOST, compare, same_view
from posecoach.reports.exercise_words import done as work_done
from posecoach.reports.exercise_words import headline, wrong
from posecoach.reports.findings import Rules
from posecoach.reports.page import report_context, shares
from posecoach.reports.summary import Failure, Summary
from posecoach.reports.timeline import Timeline

FAULTS = 3  # of a recording, named in the index
TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One input of an index."""

    outcome: Summary | Failure
    link: str = ""  # path of its report relative to the index, "/" between folders; empty: none


@dataclass(frozen=True, slots=True)
class Video:
    """The annotated video of a recording."""

    path: str = ""  # relative to the page; empty: there is none
    shown: bool = False  # in the page itself; else only linked to


NO_VIDEO = Video()


def write_report(
    path: Path,
    summary: Summary,
    timeline: Timeline,
    rules: Rules,
    evidence: Mapping[int, bytes] | None = None,
    video: Video = NO_VIDEO,
) -> None:
    """Write the page about one recording.

    `evidence` is position in `summary.events` -> JPEG; the times of events link to the `video`, or
    seek in it where it is shown.
    """
    context = report_context(summary, timeline, rules, evidence or {})
    page = environment().get_template("report.html")
    write_whole(path, page.render(context, video=_link(video.path), player=video.shown))


def write_index(path: Path, entries: Iterable[IndexEntry]) -> None:
    """Write the page over several inputs, in their order."""
    listed = list(entries)
    done = [(e.outcome, _link(e.link)) for e in listed if isinstance(e.outcome, Summary)]
    failed = [e.outcome for e in listed if isinstance(e.outcome, Failure)]
    summaries = [summary for summary, _ in done]
    page = environment().get_template("index.html")
    context = {
        "done": done,
        "failed": failed,
        "total": len(listed),
        "exercises": _exercises(done),
        "compared": [] if any(s.exercise for s in summaries) else compare(summaries),
        "columns": [PurePath(s.source).name or s.source for s in summaries[:MOST]],
        "comparable": same_view(summaries),
    }
    write_whole(path, page.render(context))


def _exercises(done: list[tuple[Summary, str]]) -> list[tuple[Any, ...]]:
    """Return the rows of what was exercised; none where posture was judged."""
    return [
        (summary, link, headline(it), " · ".join(work_done(it)), "; ".join(wrong(it)[:FAULTS]))
        for summary, link in done
        if (it := summary.exercise) is not None
    ]


def _link(path: str) -> str:
    """Return a relative path as a URL; a leading "./" keeps "a:b.html" from naming a protocol."""
    return "./" + quote(path, errors="surrogateescape") if path else ""


def environment(script_name: str = "readout.js") -> Environment:
    """Return what renders the templates, with the style all pages share and a page's script."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    script = (TEMPLATES / script_name).read_text("utf-8")
    # the page's own rule allows this script only, so that no name shown on it can become one
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    made.globals |= {
        "style": Markup((TEMPLATES / "style.css").read_text("utf-8")),
        "script": Markup(script),
        "script_hash": digest,
        "wellness": words.WELLNESS,
        "shares": shares,
    }
    made.filters |= {
        "clock": words.clock,
        "human": words.title,
        "percent": words.percent,
        "points": words.points,
        "span": words.length,  # "length" and "title" are taken by Jinja
    }
    return made
