"""Labelled folders: which pictures and videos, what is true of each, and which belong together.

`labels.csv` has one row per file. Its columns:

======  ========  ==================================================================================
column  needed    what
======  ========  ==================================================================================
file    yes       picture, video or landmarks.npz, relative to the folder, "/" between folders
label   yes       what it shows: "good", "slouch", "head_tilt_left" ...
view    yes       front, side, oblique or back; anything else, or nothing, is not known
group   no        rows that are alike: one name for each person (or place). Without this column
                  the notes' subject, else source, else session; else every file is its own group
notes   no        "key=value; key=value": anything else worth knowing
======  ========  ==================================================================================

`segments.csv`, if there is one, labels parts of videos: file, start_s, end_s, label. What lies
outside of a labelled video's segments is not judged.

`keypoints.csv`, if there is one, has points placed by people: file, keypoint, x, y in pixels of
the picture as shown upright; with several people also person_id, and v, which is 0 for a point
that is not in the picture. A keypoint is a landmark's name ("left_shoulder"), or a body part's
alone for the side nearer the camera ("shoulder"). Others are left out.

A landmark archive is the same with the folders of `analyze --landmarks` in place of the files: a
`file` that is not there stands for `<its name without suffix>/landmarks.npz`.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf, isfinite
from pathlib import Path, PurePosixPath

from posecoach.errors import SourceError
from posecoach.joints import PAIRS, Joint

LABELS, SEGMENTS, KEYPOINTS = "labels.csv", "segments.csv", "keypoints.csv"
STORED = "landmarks.npz"
VIEWS = ("front", "side", "oblique", "back")
GROUP_NOTES = ("subject", "source", "session")  # the first that a row has names its group

Points = Mapping[str, tuple[float, float]]  # keypoint -> pixels
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a video, and what it shows."""

    start: float  # seconds
    end: float
    label: str


@dataclass(frozen=True, slots=True)
class Item:
    """One labelled file."""

    file: str  # as the list names it
    path: Path
    label: str
    view: str  # one of VIEWS; empty when not known
    group: str
    notes: Mapping[str, str] = field(default_factory=dict)
    segments: tuple[Segment, ...] = ()  # empty: the label holds throughout
    people: tuple[Points, ...] = ()  # keypoints of each person in the picture

    @property
    def labels(self) -> set[str]:
        """Everything it shows."""
        return {segment.label for segment in self.segments} or {self.label}

    def label_at(self, t: float) -> str:
        """What it shows at t seconds; empty where nothing was labelled."""
        whole = (Segment(-inf, inf, self.label),)
        return next(
            (s.label for s in self.segments or whole if s.start <= t < s.end),
            "",
        )


def read_dataset(folder: Path, group_by: str = "") -> list[Item]:
    """Read a labelled folder; `group_by` names the column or note that groups its rows.

    Raises:
        SourceError: one line naming the list, its line and what is wrong.
    """
    if not folder.is_dir():
        raise SourceError(f"{folder}: there is no such folder")
    rows = list(_rows(folder / LABELS, ("file", "label", "view")))
    if not rows:
        raise SourceError(f"{folder / LABELS}: names no file")
    segments, people = _segments(folder / SEGMENTS), _people(folder / KEYPOINTS)
    return [
        Item(
            file=row["file"],
            path=_located(folder, row["file"], line),
            label=row["label"],
            view=row["view"] if row["view"] in VIEWS else "",
            group=_group(row, group_by, folder, line),
            notes=_notes(row.get("notes", "")),
            segments=tuple(segments.get(row["file"], ())),
            people=tuple(people.get(row["file"], {}).values()),
        )
        for line, row in rows
    ]


def _rows(path: Path, needed: Sequence[str]) -> Iterator[tuple[int, Row]]:
    """Yield (line number, row) of a table with the needed columns, texts stripped."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            table = csv.DictReader(file)
            missing = [name for name in needed if name not in (table.fieldnames or ())]
            if missing:
                columns = ", ".join(needed)
                raise SourceError(f"{path}: has no column {missing[0]!r}; it needs {columns}")
            for row in table:
                yield table.line_num, {k: (v or "").strip() for k, v in row.items() if k}
    except FileNotFoundError:
        raise SourceError(f"{path}: is missing; see `posecoach evaluate --help`") from None
    except OSError as error:
        raise SourceError(f"{path}: cannot be read ({error.strerror})") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise SourceError(f"{path}: is not a table of UTF-8 text: {error}") from error


def _located(folder: Path, file: str, line: int) -> Path:
    name = PurePosixPath(file)
    places = (file, f"{file}/{STORED}", f"{name.name}/{STORED}", f"{name.stem}/{STORED}")
    found = next((path for place in places if file and (path := folder / place).is_file()), None)
    if found is None:
        raise SourceError(f"{folder / LABELS}: line {line}: there is no file {file!r}")
    return found


def _notes(text: str) -> Mapping[str, str]:
    pairs = (part.partition("=") for part in text.split(";"))
    return {key.strip(): value.strip() for key, equals, value in pairs if equals}


def _group(row: Row, group_by: str, folder: Path, line: int) -> str:
    known = {**_notes(row.get("notes", "")), **row}
    if group_by:
        if not known.get(group_by):
            where = f"{folder / LABELS}: line {line}"
            raise SourceError(f"{where}: neither a column nor a note {group_by!r} to group by")
        return known[group_by]
    if "group" in row:
        return row["group"] or row["file"]
    return next((known[name] for name in GROUP_NOTES if known.get(name)), row["file"])


def _segments(path: Path) -> Mapping[str, list[Segment]]:
    found: dict[str, list[Segment]] = defaultdict(list)
    if path.exists():
        for line, row in _rows(path, ("file", "start_s", "end_s", "label")):
            start, end = (_number(row[name], path, line) for name in ("start_s", "end_s"))
            found[row["file"]].append(Segment(start, end, row["label"]))
    return found


def _people(path: Path) -> Mapping[str, Mapping[str, Points]]:
    """File -> person -> keypoints."""
    found: dict[str, dict[str, dict[str, tuple[float, float]]]] = defaultdict(dict)
    names = {joint.name.lower() for joint in Joint} | set(PAIRS)
    if path.exists():
        for line, row in _rows(path, ("file", "keypoint", "x", "y")):
            if row["keypoint"] in names and row["x"] and row.get("v") != "0":
                person = found[row["file"]].setdefault(row.get("person_id", ""), {})
                at = _number(row["x"], path, line), _number(row["y"], path, line)
                person[row["keypoint"]] = at
    return found


def _number(text: str, path: Path, line: int) -> float:
    try:
        number = float(text)
    except ValueError:
        number = inf
    if not isfinite(number):
        raise SourceError(f"{path}: line {line}: {text!r} is not a number")
    return number
