"""How well the camera knows the exercises: right where every joint is exact, and counted right."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from msgspec.structs import replace as changed

from posecoach.errors import SourceError
from posecoach.evaluate.exercise_album import Album, joined, load_album
from posecoach.evaluate.exercise_checks import Measured, counts
from posecoach.evaluate.exercise_document import exercise_document
from posecoach.evaluate.exercise_pictures import (
    END,
    EVERYDAY,
    EVERYDAY_POSTURES,
    HALF,
    START,
    Shot,
    shots,
)
from posecoach.evaluate.exercise_report import one
from posecoach.evaluate.markdown import to_markdown
from posecoach.evaluate.measure_errors import measure_errors
from posecoach.exercises.exercise import Criterion, Exercise, Fault, Repetition
from posecoach.exercises.load import load_exercises
from posecoach.mannequin.stretches import stretches
from tests.evaluate.exact import at_end, exact_album

KNEE = "single_knee_to_chest"
FOLD = "standing_forward_fold"
CATALOGUE = load_exercises()


def exercise(**changes: object) -> Exercise:
    usual = Exercise(
        title="Knee",
        kind="stretch",
        purpose="p",
        muscles=("m",),
        position="supine",
        setup=("s",),
        source="s",
        views=("side",),
        gate=(
            Criterion("trunk_inclination", (-120.0, -70.0)),
            Criterion("hip_flexion", (100.0, 150.0), "right"),
        ),
        fault=(Fault("other_leg_bent", "hip_flexion", "c", side="left", above=20.0),),
        id=KNEE,
    )
    return changed(usual, **changes)


@pytest.fixture(scope="module")
def album() -> Album:
    """One person at two exercises, and lying."""
    return exact_album(
        [
            *at_end(KNEE, START, HALF, END, "other_leg_bent"),
            *at_end(FOLD, START, HALF, END),
            Shot("supine", EVERYDAY, "side"),
        ]
    )


@pytest.mark.parametrize("side", ["right", "left"])
@pytest.mark.parametrize("name", [e.id for e in CATALOGUE.values() if e.checked])
def test_with_exact_joints_every_exercise_is_known_at_its_end_and_no_everyday_posture_is(
    name: str, side: str
) -> None:
    it = CATALOGUE[name]
    moments = [Shot(name, m, v) for m in (START, END) for v in it.views]
    daily = [Shot(base, EVERYDAY, it.views[0]) for base in EVERYDAY_POSTURES]
    taken = Measured(exact_album([*moments, *daily], side))
    found = counts(it, taken.album, taken.own(it))
    assert found[taken.album.moment == END].all()
    assert not found[taken.album.moment == EVERYDAY].any()


def test_what_is_counted_is_summed_up(album: Album) -> None:
    found = one(Measured(album), exercise())
    assert (found.pictures, found.found, found.recognised.value) == (1, 1.0, 1.0)
    assert (found.at_start, found.wrong, found.everyday, found.worst) == (0.0, 0.0, 0.0, "")
    (fault,) = found.faults
    assert (fault.pictures, fault.open, fault.f1, fault.precision) == (1, 1.0, 1.0, 1.0)


def test_a_gate_that_is_too_wide_takes_others_for_it(album: Album) -> None:
    wide = exercise(gate=(Criterion("hip_flexion", (100.0, 150.0), "right"),))
    found = one(Measured(album), wide)
    assert found.worst == FOLD
    assert found.worst_share == pytest.approx(1 / 3)
    assert found.wrong == pytest.approx(1 / 4)  # one in four pictures, whichever side is worked


def test_a_fault_that_is_said_of_the_exercise_done_well_is_not_precise(album: Album) -> None:
    loose = exercise(fault=(Fault("other_leg_bent", "hip_flexion", "c", side="left", above=-30.0),))
    (fault,) = one(Measured(album), loose).faults
    assert (fault.precision, fault.recall) == (0.5, 1.0)
    assert fault.f1 == pytest.approx(2 / 3)
    never = exercise(fault=(Fault("other_leg_bent", "hip_flexion", "c", side="left", above=90.0),))
    assert one(Measured(album), never).faults[0].f1 == 0.0


def test_a_repetition_counts_at_its_end_after_its_start(album: Album) -> None:
    ends = Repetition("hip_flexion", (-20.0, 30.0), (100.0, 150.0), count=5, side="right")
    moving = exercise(gate=exercise().gate[:1], repetition=ends)
    taken = Measured(album)
    counted = counts(moving, album, taken.own(moving))
    assert counted.tolist() == [False, False, True, True, False, False, False, False]
    never_there = exercise(
        gate=exercise().gate[:1],
        repetition=changed(ends, start=(31.0, 40.0)),
    )
    assert not counts(never_there, album, taken.own(never_there)).any()


def test_a_change_counts_from_where_the_same_person_started(album: Album) -> None:
    by = Repetition("hip_flexion", (-5.0, 30.0), (120.0, 135.0), count=5, side="right", change=True)
    moving = exercise(gate=exercise().gate[:1], repetition=by)
    counted = counts(moving, album, Measured(album).own(moving))
    assert counted.tolist() == [False, False, True, True, False, False, False, False]


def test_who_is_not_found_is_counted_apart() -> None:
    nobody = exact_album(at_end(KNEE), seen=False)
    found = one(Measured(joined([nobody, exact_album(at_end(KNEE))])), exercise())
    assert (found.pictures, found.found, found.recognised.value) == (2, 0.5, 1.0)
    lost = one(Measured(nobody), exercise())
    assert lost.found == 0.0
    assert np.isnan(lost.recognised.value)


def test_pictures_can_be_kept_and_judged_again(album: Album, tmp_path: Path) -> None:
    album.save(tmp_path / "a.npz")
    again = load_album([tmp_path / "a.npz"])
    assert len(again) == len(album)
    assert np.array_equal(again.px, album.px)
    assert again.about == "1 people of the tune set, seed 0"
    (tmp_path / "b.npz").write_text("no")
    for wrong in ("b.npz", "c.npz"):
        with pytest.raises(SourceError, match=wrong):
            load_album([tmp_path / wrong])


def test_every_exercise_is_drawn_from_all_around_and_on_the_way_from_its_views() -> None:
    exercises, figures = CATALOGUE, stretches()
    wanted = list(shots(exercises, figures))
    assert len(set(wanted)) == len(wanted)
    for name, figure in figures.items():
        own = [shot for shot in wanted if shot.subject == name]
        assert len({shot.placing for shot in own if shot.moment == END}) == 3
        for moment in (START, HALF, *figure.faults):
            assert {s.placing for s in own if s.moment == moment} == set(exercises[name].views)
    assert {s.subject for s in wanted if s.moment == EVERYDAY} == set(EVERYDAY_POSTURES)


def test_the_tables_say_what_was_found(album: Album) -> None:
    checked = one(Measured(album), exercise())
    timed = replace(checked, timer_only="the face is hidden")
    text = to_markdown(exercise_document([checked, timed], measure_errors(album), "3 people"))
    assert "| Knee | side | 100 % of 1 | 1.00 (1.00 to 1.00) | 0 % | - | 0.0 % | 0 % | - |" in text
    assert "| Knee | other leg bent | 1 | 1.00 | 1.00 | 1.00 | 100 % |" in text
    assert "| Knee | the face is hidden | 100 % | 1.00 | 0.0 % |" in text
    assert "| hip flexion | deg | 0 (0) | - (-) | - (-) | - (-) |" in text
    assert "1 exercises are checked by the camera; 1 of them" in text


def test_a_measure_is_off_by_what_the_network_moved(album: Album) -> None:
    bent = replace(album, px=album.px.copy(), world=album.world.copy())
    knee, ankle = 26, 28
    bent.world[:, ankle] = bent.world[:, knee] + (bent.world[:, ankle] - bent.world[:, knee]) * 0.8
    bent.px[:, ankle] = bent.px[:, knee] + (bent.px[:, ankle] - bent.px[:, knee]) * 0.8
    errors = {one.measure: one for one in measure_errors(bent)}
    assert errors["knee_flexion"].median[0] < 1.0  # only shorter, not turned
    assert errors["wrist_to_ankle"].median[0] > 0.05
