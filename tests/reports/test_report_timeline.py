from itertools import pairwise
from math import nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from posecoach.reports.timeline import LEVELS, Timeline
from posecoach.types import Activity, View
from tests.people import film, person, times, watched
from tests.reports.recordings import HEAD, RULES, frame, timeline_of


def at(*times: float) -> Timeline:
    return timeline_of(*(frame(t) for t in times))


def test_a_frame_stands_for_the_time_until_the_next_and_the_last_for_the_usual_step():
    timeline = at(0.0, 0.1, 0.3, 0.4)
    np.testing.assert_allclose(timeline.weights(10), [0.1, 0.2, 0.1, 0.1])


def test_a_frame_speaks_for_at_most_a_second_when_steps_are_short():
    np.testing.assert_allclose(at(0, 0.1, 0.2, 5.2, 5.3).weights(10), [0.1, 0.1, 1.0, 0.1, 0.1])


def test_a_frame_speaks_for_at_most_three_usual_steps_when_these_are_long():
    np.testing.assert_allclose(at(0, 2, 4, 14, 16).weights(30), [2, 2, 6, 2, 2])


def test_nothing_is_counted_beyond_the_end_or_before_the_beginning():
    np.testing.assert_allclose(at(-0.5, 0.5, 1.5).weights(1.7), [0.5, 1.0, 0.2])


def test_a_lone_frame_speaks_for_a_second_of_a_long_recording_and_none_of_a_picture():
    assert at(3.0).weights(60).tolist() == [1.0]
    assert at(0.0).weights(0).tolist() == [0.0]
    assert Timeline().weights(5).tolist() == []


@given(st.lists(st.floats(0, 50), min_size=1, max_size=40), st.floats(0, 60))
def test_weights_and_unknown_gaps_are_together_the_duration(times, spare):
    times = sorted(times)
    timeline, duration = at(*times), times[-1] + spare
    weights = timeline.weights(duration)
    assert (weights >= 0).all()
    assert weights.sum() <= duration + 1e-9
    steps = [b - a for a, b in pairwise(times) if b > a]
    assert (weights <= max(1.0, 3 * float(np.median(steps)) if steps else 1.0) + 1e-9).all()


def test_the_length_is_what_was_declared_unless_more_was_seen():
    timeline = at(0, 1, 2)
    assert timeline.duration_s(10.0) == 10.0
    assert timeline.duration_s(2.0) == 2.0
    assert timeline.duration_s(1.5) == 3.0
    assert timeline.duration_s(nan) == 3.0
    assert Timeline().duration_s(nan) == 0.0
    assert Timeline().duration_s(4.0) == 4.0


def test_a_metric_that_appears_late_or_pauses_is_nan_elsewhere():
    timeline = timeline_of(
        frame(0, {"knee_angle": 90.0}),
        frame(1, {"knee_angle": 91.0, "elbow_angle": 100.0}),
        frame(2, {}),
        frame(3, {"elbow_angle": 101.0}),
    )
    np.testing.assert_array_equal(timeline.metrics["knee_angle"], [90, 91, nan, nan])
    np.testing.assert_array_equal(timeline.metrics["elbow_angle"], [nan, 100, nan, 101])


def test_a_part_that_lost_nothing_in_a_frame_lost_zero():
    timeline = timeline_of(
        frame(0, score=100.0),
        frame(1, score=80.0, losses={"neck": 20.0}),
    )
    assert timeline.losses["neck"].tolist() == [0.0, 20.0]


def test_levels_are_kept_apart_by_rule_set():
    value = {"neck_inclination": 15.0}
    timeline = timeline_of(frame(0, value), frame(1, value, rule_set="standing"), frame(2))
    sitting, standing = (timeline.levels[f"{s}/forward_head"] for s in ("side_sitting", "standing"))
    assert [LEVELS[code] for code in sitting] == ["caution", "unknown", "unknown"]
    assert [LEVELS[code] for code in standing] == ["unknown", "caution", "unknown"]
    assert "side_sitting/forward_head" in RULES
    assert HEAD.id == "forward_head"


def test_everything_else_of_a_result_comes_back():
    timeline = timeline_of(
        frame(0.25, index=7, score=64.5, view=View.FRONT, activity=Activity.STANDING),
        frame(0.5, reason="turned away", person=False),
    )
    assert timeline.t.tolist() == [0.25, 0.5]
    assert timeline.index[0] == 7
    assert timeline.score[0] == 64.5
    assert timeline.coverage.tolist() == [1.0, 0.0]
    assert timeline.judged.tolist() == [True, False]
    assert timeline.person.tolist() == [True, False]
    assert timeline.view[0] == View.FRONT
    assert timeline.activity[0] == Activity.STANDING
    codes, words = timeline.reason
    assert [words[code] for code in codes] == ["", "turned away"]


def test_partial_counts_only_where_there_is_a_score():
    assert not timeline_of(frame(0, partial=True), frame(1, score=90.0)).partial
    assert timeline_of(frame(0, score=90.0, partial=True)).partial


@pytest.mark.parametrize("count", [1, 300])
def test_columns_taken_while_recording_do_not_hinder_more_frames(count):
    timeline = Timeline()
    for i in range(count):
        timeline.add(frame(i))
        assert len(timeline.t) == i + 1


def test_an_empty_picture_is_unknown_until_it_has_lasted_and_then_away_from_the_beginning():
    def sat_until(end: float, seconds: float) -> list[Activity]:
        timeline = Timeline()
        for result in watched(film(lambda t: person() if t < end else None, times(seconds, 4))):
            timeline.add(result)
        return [Activity(code) for code in timeline.activity.tolist()]

    assert sat_until(3.0, 12.75) == [Activity.SITTING] * 12 + [Activity.UNKNOWN] * 40
    assert sat_until(3.0, 13.0) == [Activity.SITTING] * 12 + [Activity.AWAY] * 41
