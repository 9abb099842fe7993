#!/usr/bin/env python3
"""Which exercises' gates open on labelled pictures, as a Markdown table: FOLDER with labels.csv ...

    scripts/gates_on_pictures.py yoga-pictures/ stretch-pictures/

Whichever side is worked and wherever the camera stands, so that it also shows what is mistaken for
what. Of repetitions only the gate is looked at: they count nothing without a movement.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from posecoach.app import Options
from posecoach.evaluate.datasets import read_dataset
from posecoach.evaluate.document import Document, Section, Table
from posecoach.evaluate.judged import Seen, see_all
from posecoach.evaluate.markdown import to_markdown
from posecoach.exercises.exercise import Exercise
from posecoach.exercises.load import load_exercises
from posecoach.exercises.reading import holds, read
from posecoach.form.shape import SIDES
from posecoach.trust import seen
from posecoach.types import Pose, Sighting

FEW = 6  # gates named for a label


def main(folders: Sequence[str]) -> None:
    """Print the table of every folder."""
    exercises = {name: one for name, one in load_exercises().items() if one.checked}
    sections = tuple(_section(Path(folder), exercises) for folder in folders)
    about = "In how many of the pictures each gate opens; repetitions are marked ~."
    sys.stdout.write(to_markdown(Document("Gates on real pictures", (about,), sections)))


def _section(folder: Path, exercises: Mapping[str, Exercise]) -> Section:
    items = read_dataset(folder)
    rows = list(_rows(see_all(items, Options(rate=1.0)), exercises))
    table = Table("", ("label", "pictures", "found", "no gate", "gates that open"), tuple(rows))
    return Section(folder.name, "", (table,))


def _rows(pictures: Sequence[Seen], exercises: Mapping[str, Exercise]) -> Iterator[tuple[str, ...]]:
    by_label: dict[str, list[set[str] | None]] = {}
    for picture in pictures:
        for sighting in picture.sightings:
            label = picture.item.label_at(sighting.t)
            by_label.setdefault(label, []).append(_gates(sighting, exercises))
    for label, found in by_label.items():
        people = [gates for gates in found if gates is not None]
        times = Counter(name for gates in people for name in gates).most_common(FEW)
        named = ", ".join(f"{'~' * bool(exercises[n].repetition)}{n} {k}" for n, k in times)
        none = sum(not gates for gates in people)
        yield label, str(len(found)), str(len(people)), str(none), named


def _gates(sighting: Sighting, exercises: Mapping[str, Exercise]) -> set[str] | None:
    """The gates that open on the first person; None when nobody is found."""
    if not sighting.people:
        return None
    pose: Pose = seen(sighting.people[0], sighting.size)
    return {name for name, exercise in exercises.items() if _opens(exercise, pose)}


def _opens(exercise: Exercise, pose: Pose) -> bool:
    readings = (read(exercise, pose, side, ()) for side in SIDES)
    return any(all(holds(c, values) for c in exercise.gate) for values in readings)


if __name__ == "__main__":
    main(sys.argv[1:])
