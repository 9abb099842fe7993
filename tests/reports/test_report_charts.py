import re
from math import nan

import numpy as np
import pytest

from posecoach.reports.charts import (
    HEIGHT,
    WIDTH,
    Span,
    histogram,
    line,
    samples,
    spans,
    time_ticks,
    value_range,
    value_ticks,
    visible,
)


def points(path: str) -> list[list[tuple[int, int]]]:
    """The segments of a path in absolute coordinates."""
    segments = []
    for part in path.split("M")[1:]:
        start, steps = part.split("l0 0")
        x, y = map(int, start.split())
        segment = [(x, y)]
        numbers = list(map(int, re.findall(r"-?\d+", steps)))
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            segment.append((x, y))
        segments.append(segment)
    return segments


def test_a_short_line_has_every_point_in_its_place():
    t, ones = np.array([0.0, 1.0, 2.0, 3.0]), np.ones(4)
    (segment,) = points(line(t, np.array([0.0, 10.0, 5.0, 10.0]), ones, 4.0, (0.0, 10.0)))
    assert segment == [(0, HEIGHT), (500, 0), (1000, HEIGHT // 2), (1500, 0)]


def test_a_line_breaks_where_nothing_was_measured():
    t, ones = np.arange(6.0), np.ones(6)
    values = np.array([1.0, 1.0, nan, 1.0, 1.0, 1.0])
    assert [len(s) for s in points(line(t, values, ones, 6.0, (0, 2)))] == [2, 3]
    late = np.array([0.0, 1.0, 2.0, 5.0])
    assert [len(s) for s in points(line(late, np.ones(4), np.ones(4), 6.0, (0, 2)))] == [3, 1]


def test_a_long_line_keeps_every_peak_in_at_most_2000_points():
    t = np.arange(100_000) / 15
    values = np.sin(t / 300)
    values[77_777], values[12_345] = 9.0, -9.0
    path = line(t, values, np.full(t.size, 1 / 15), t[-1] + 1 / 15, (-10.0, 10.0))
    (segment,) = points(path)
    assert len(segment) <= 2000
    ys = [y for _, y in segment]
    assert min(ys) == round(HEIGHT * (10 - 9) / 20)
    assert max(ys) == round(HEIGHT * (10 + 9) / 20)
    xs = [x for x, _ in segment]
    assert xs == sorted(xs)
    assert (xs[0], xs[-1]) == (0, WIDTH)


@pytest.mark.parametrize("every", [2, 3, 50])
def test_a_flickering_line_stays_within_2000_points(every):
    t = np.arange(50_000) / 15
    values = np.random.default_rng(0).normal(size=t.size)
    values[::every] = nan
    path = line(t, values, np.full(t.size, 1 / 15), float(t[-1]), (-5.0, 5.0))
    assert sum(map(len, points(path))) <= 2000


def test_a_long_line_breaks_where_the_break_can_be_seen():
    t = np.arange(36_000) / 10
    hidden = np.delete(t, slice(1000, 1030))  # 3 s of an hour
    seen = np.delete(t, slice(1000, 1200))  # 20 s
    for times, count in ((hidden, 1), (seen, 2)):
        path = line(times, np.ones(times.size), np.full(times.size, 0.1), 3600.0, (0, 2))
        assert len(points(path)) == count


def test_a_value_beyond_the_axis_is_drawn_at_its_edge():
    (segment,) = points(
        line(np.array([0.0, 1.0]), np.array([99.0, -99.0]), np.ones(2), 2.0, (0.0, 1.0))
    )
    assert [y for _, y in segment] == [0, HEIGHT]


def test_no_value_no_line():
    assert line(np.array([0.0]), np.array([nan]), np.ones(1), 1.0, (0, 1)) == ""
    assert line(np.array([]), np.array([]), np.array([]), 1.0, (0, 1)) == ""


def test_spans_cover_the_whole_time_with_gaps_named():
    t, seconds = np.array([0.5, 1.5, 2.5, 6.0]), np.array([1.0, 1.0, 1.0, 1.0])
    found = spans(t, seconds, np.array([1, 1, 2, 2]), 8.0, gap=9)
    assert found == [
        Span(0.0, 0.5, 9),
        Span(0.5, 2.5, 1),
        Span(2.5, 3.5, 2),
        Span(3.5, 6.0, 9),
        Span(6.0, 7.0, 2),
        Span(7.0, 8.0, 9),
    ]
    assert spans(np.array([]), np.array([]), np.array([]), 3.0, gap=9) == [Span(0.0, 3.0, 9)]


def test_spans_too_short_to_see_are_not_drawn():
    found = [Span(0, 0.2, 1), Span(0.2, 100, 2)]
    assert visible(found, 100.0) == [Span(0.2, 100, 2)]


@pytest.mark.parametrize("duration", [0.3, 7, 41.2, 600, 3600, 30_000, 90_000])
def test_time_ticks_are_few_and_within(duration):
    ticks = time_ticks(duration)
    assert len(ticks) <= 9
    assert ticks[0] == 0
    assert ticks[-1] <= duration


def test_value_ticks_are_round_and_within():
    assert value_ticks(-3.0, 22.0) == [0, 10, 20]
    assert value_ticks(0.93, 1.07) == [0.95, 1.0, 1.05]


def test_an_axis_shows_all_values_and_the_edges_near_them():
    low, high = value_range(np.array([5.0, 11.0]), (12.0, 18.0, 90.0), 16.0)
    assert low < 5
    assert 18 < high < 30


def test_one_wild_value_does_not_flatten_the_rest():
    values = np.append(np.linspace(0, 10, 500), 5000.0)
    assert value_range(values, (), 16.0)[1] < 60


def test_an_axis_is_never_narrower_than_its_least():
    low, high = value_range(np.array([5.0, 5.0, nan]), (), 16.0)
    assert high - low == pytest.approx(16.0)
    assert value_range(np.array([nan]), (12.0, 18.0), 16.0) == (4.0, 26.0)


def test_samples_are_weighted_means_and_nan_where_nothing_was():
    t, seconds = np.array([0.0, 0.5, 3.0]), np.array([0.5, 1.5, 1.0])
    found = samples(t, seconds, np.array([0.0, 4.0, 7.0]), 4.0, 4)
    assert found[0] == 3.0
    assert np.isnan(found[1:3]).all()
    assert found[3] == 7.0


def test_a_histogram_shares_the_measured_time():
    values = np.array([1.0, 1.5, 11.0, nan, 500.0])
    bars = histogram(values, np.array([1.0, 1.0, 2.0, 9.0, 4.0]), (0.0, 24.0))
    shares = {(bar.low, bar.high): bar.share for bar in bars if bar.share}
    assert shares == {(1.0, 2.0): 0.25, (11.0, 12.0): 0.25, (23.0, 24.0): 0.5}
    assert histogram(np.array([nan]), np.array([1.0]), (0, 1)) == []
