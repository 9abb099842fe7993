"""A share of the simulated office days of `benchmarks sitting_clock`, through the pipeline."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.desk_days import SEATED, Spell, day, users
from benchmarks.sitting_clock import Tally, f1, matched, overlap, read, right, true_bouts


@pytest.mark.parametrize("which", [4, 5])
def test_an_hour_and_a_half_at_the_desk_is_read_right(which):
    a_day = day(replace(users(40)[which], sits_min=14.0, fps=1.0), 5400.0)
    found = Tally()
    found.add(a_day, read(a_day))
    assert found.recorded / found.frames >= 0.98
    assert found.bouts[0] == found.bouts[1] == found.bouts[2] >= 2
    assert max(found.errors_s) <= 30.0
    assert f1(*found.breaks) >= 0.95
    assert found.breaks[0] >= 1


def test_the_same_user_has_the_same_day():
    one, two = (day(users(4)[1], 600.0) for _ in range(2))
    assert np.array_equal(one.t, two.t)
    assert one.spells == two.spells
    for a, b in zip(one.sightings, two.sightings, strict=True):
        assert len(a.people) == len(b.people)
        assert all(np.array_equal(p.px, q.px) for p, q in zip(a.people, b.people, strict=True))


def test_a_day_is_full_and_its_spells_follow_each_other():
    a_day = day(users(4)[0], 1800.0)
    assert a_day.spells[0].start == 0.0
    assert a_day.spells[-1].end == 1800.0
    for before, after in zip(a_day.spells, a_day.spells[1:], strict=False):
        assert before.end == after.start > before.start
    assert {s.doing for s in a_day.spells} <= {*SEATED, "stand", "stretch", "away"}
    assert set(a_day.truth.tolist()) <= {"sitting", "standing", "away", "up"}


def test_the_truth_knows_which_gaps_end_a_bout():
    spells = [Spell(0, 100, "type"), Spell(100, 159, "away"), Spell(159, 300, "read")]
    assert true_bouts(spells) == [(0, 300)]
    spells[1:] = [Spell(100, 160, "away"), Spell(160, 300, "read"), Spell(300, 350, "drink")]
    assert true_bouts(spells) == [(0, 100), (160, 350)]


def test_what_counts_as_found():
    assert overlap((0, 100), (50, 150)) == 0.5
    assert matched([(0, 100), (200, 300)], [(10, 100), (240, 400)]) == [((0, 100), (10, 100))]
    assert f1(10, 10, 10) == 1.0
    assert f1(10, 5, 5) == pytest.approx(2 / 3)
    truth = np.array(["sitting", "up", "up", "up", "away"])
    assert right(truth, ["sitting", "standing", "away", "sitting", "standing"]) == 3
