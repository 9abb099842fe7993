"""Several recordings as a whole: tables, a page that compares them, and how to cite it all."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from posecoach.app import Options, recording_coach
from posecoach.pose.weights import find_model
from posecoach.recording import make_folder
from posecoach.reports.atomic import write_whole
from posecoach.reports.citing import BIBLIOGRAPHY, bibliography, methods
from posecoach.reports.html import IndexEntry, write_index
from posecoach.reports.summary import Failure, Summary
from posecoach.reports.tables import write_metrics, write_summaries


def write_overview(
    folder: Path, entries: Mapping[str, Summary | Failure], options: Options
) -> None:
    """Write what concerns all inputs of a run.

    Args:
        folder: where each input has a folder of its own.
        entries: name of that folder -> what was found.
        options: with which they were analysed.
    """
    make_folder(folder)
    outcomes = list(entries.values())
    write_summaries(folder / "summary.csv", outcomes)
    links = [
        IndexEntry(entry, "" if isinstance(entry, Failure) else f"{name}/report.html")
        for name, entry in entries.items()
    ]
    write_index(folder / "index.html", links)
    summaries = [entry for entry in outcomes if isinstance(entry, Summary)]
    if summaries:
        write_metrics(folder / "metrics.csv", summaries)
        sets = recording_coach(options).rule_sets
        rules = {f"{s.id}/{r.id}": r for s in sets for r in s.rules}
        sha256 = find_model(options.model).sha256
        write_whole(folder / "methods.txt", methods(summaries, rules, sha256, options.rate))
        write_whole(folder / BIBLIOGRAPHY, bibliography())
