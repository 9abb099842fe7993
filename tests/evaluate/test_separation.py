"""Separation of classes: known values, and weights that mean repetitions."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from posecoach.evaluate import separation
from posecoach.evaluate.resampling import Draws, Statistic


def value(statistic: Statistic, n: int) -> float:
    with np.errstate(invalid="ignore", divide="ignore"):
        return float(statistic(np.ones((1, n)))[0])


def test_auc_counts_the_pairs_in_the_right_order() -> None:
    scores = np.array([0.1, 0.4, 0.35, 0.8])  # 3 of the 4 pairs: 0.35 lies below 0.4
    positive = np.array([False, False, True, True])
    assert value(separation.auc(scores, positive), 4) == 0.75
    assert value(separation.auc(-scores, positive), 4) == 0.25


def test_a_tie_is_half_a_pair() -> None:
    same = np.zeros(3)
    assert value(separation.auc(same, np.array([True, False, False])), 3) == 0.5


def test_auc_of_one_class_is_unknown() -> None:
    assert np.isnan(value(separation.auc(np.array([1.0, 2]), np.array([True, True])), 2))
    assert np.isnan(value(separation.auc(np.array([]), np.array([], bool)), 0))


rows = st.lists(
    st.tuples(st.integers(0, 4), st.booleans(), st.booleans(), st.integers(0, 3)), min_size=1
)


@given(rows)
def test_a_row_drawn_twice_is_two_rows(drawn: list[tuple[int, bool, bool, int]]) -> None:
    scores = np.array([float(row[0]) for row in drawn])
    true = np.array([row[1] for row in drawn])
    called = np.array([row[2] for row in drawn])
    times = np.array([row[3] for row in drawn])
    written_out = [
        (separation.auc(scores, true), separation.auc(scores.repeat(times), true.repeat(times))),
        *(
            (make(called, true), make(called.repeat(times), true.repeat(times)))
            for make in (separation.precision, separation.recall, separation.f1)
        ),
    ]
    for weighted, repeated in written_out:
        with np.errstate(invalid="ignore", divide="ignore"):
            got = float(weighted(times.astype(float)[None])[0])
        assert got == pytest.approx(value(repeated, times.sum()), nan_ok=True)


def test_balanced_accuracy_does_not_follow_the_larger_class() -> None:
    true = ["good"] * 9 + ["bad"]
    lazy = ["good"] * 10
    assert value(separation.balanced_accuracy(lazy, true), 10) == 0.5
    assert value(separation.accuracy(lazy, true), 10) == 0.9


def test_balanced_accuracy_is_the_mean_recall() -> None:
    true, called = list("aaaabbc"), list("aaabbax")  # recalls 3/4, 1/2 and 0
    assert value(separation.balanced_accuracy(called, true), 7) == pytest.approx(1.25 / 3)


def test_precision_recall_and_f1_by_hand() -> None:
    called = np.array([1, 1, 1, 0, 0, 0], bool)
    true = np.array([1, 1, 0, 1, 1, 0], bool)
    assert value(separation.precision(called, true), 6) == pytest.approx(2 / 3)
    assert value(separation.recall(called, true), 6) == 0.5
    assert value(separation.f1(called, true), 6) == pytest.approx(4 / 7)


def test_the_confusion_matrix_has_the_truth_in_its_rows() -> None:
    counts = separation.confusion(["b", "b", "a"], ["a", "a", "b"], ["a", "b"])
    assert counts.tolist() == [[0, 2], [1, 0]]


def test_the_interval_of_a_share_is_that_of_the_textbook() -> None:
    called = ["a"] * 80 + ["b"] * 20
    share = Draws.of(range(100)).estimate(separation.accuracy(called, ["a"] * 100))
    assert share.value == 0.8
    assert share.low == pytest.approx(0.8 - 1.96 * 0.04, abs=0.012)
    assert share.high == pytest.approx(0.8 + 1.96 * 0.04, abs=0.012)


def test_rounds_without_one_of_the_classes_do_not_count() -> None:
    scores, positive = np.array([1.0, 2, 3]), np.array([False, True, True])
    found = Draws.of(range(3)).estimate(separation.auc(scores, positive))
    assert (found.value, found.low, found.high) == (1, 1, 1)
