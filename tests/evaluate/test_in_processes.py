"""Work handed out to processes comes back in order, and a stop keeps what is done."""

from math import sqrt

from posecoach.evaluate.judged import in_processes

SQUARES = [(float(n * n),) for n in range(40)]


def test_work_comes_back_in_order_and_each_is_counted() -> None:
    done: list[None] = []
    assert list(in_processes(sqrt, SQUARES, lambda: done.append(None))) == list(range(40))
    assert len(done) == 40


def test_a_stop_keeps_what_is_done_and_begins_nothing_more() -> None:
    done: list[None] = []
    found = list(in_processes(sqrt, SQUARES, lambda: done.append(None), lambda: len(done) >= 3))
    assert len(done) == 3
    assert 3 <= len(found) <= 3 + 8  # four for each of two processes are under way
    assert found[:3] == [0, 1, 2]
    assert set(found) <= set(range(11))
