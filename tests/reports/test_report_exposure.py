"""How long bands were held: every second in one cell, by the length of its hold."""

from __future__ import annotations

import numpy as np
import pytest

from posecoach.reports.exposure import BINS, NAMES, exposure, held_in
from posecoach.types import BANDS

GOOD, POOR = BANDS.index("good"), BANDS.index("poor")


def test_holds_are_runs_of_one_band_by_their_length():
    codes = np.array([GOOD] * 4 + [POOR] * 2 + [GOOD] * 40)
    found = held_in(codes, np.full(len(codes), 0.5))
    assert found == {"good": {"0-3": 2.0, "15-31": 20.0}, "poor": {"0-3": 1.0}}


@pytest.mark.parametrize(("seconds", "name"), [(2.9, "0-3"), (3.0, "3-7"), (900.0, "900-")])
def test_a_bin_begins_with_its_lower_edge(seconds, name):
    assert held_in(np.array([GOOD]), np.array([seconds])) == {"good": {name: seconds}}


def test_the_matrix_adds_up_to_everything():
    rng = np.random.default_rng(3)
    codes, seconds = rng.integers(0, len(BANDS), 500), rng.uniform(0.1, 9.0, 500)
    shown = exposure(held_in(codes, seconds))
    assert shown is not None and len(shown.bins) == len(BINS) == len(NAMES)
    assert sum(c.share for _, cells in shown.rows for c in cells) == pytest.approx(100, abs=1)


def test_nothing_held_is_no_matrix():
    assert exposure({}) is None
    assert held_in(np.array([], int), np.array([])) == {}
