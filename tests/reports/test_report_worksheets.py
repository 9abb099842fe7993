"""RULA and REBA of a whole recording."""

from math import nan

from posecoach.types import Activity
from tests.reports.recordings import frame
from tests.reports.test_report_summary import summary_of

SEATED = {"trunk_inclination": 15.0, "neck_flexion": 12.0, "shoulder_flexion": 30.0}


def frames(values, count, **fields):
    return [frame(t, values, score=80.0, losses={"neck": 20.0}, **fields) for t in range(count)]


def test_the_median_posture_is_estimated_with_a_point_more_once_it_lasts_a_minute():
    short = summary_of(*frames(SEATED, 30), duration=30)
    # RULA: upper arm 2, lower arm 1, neck 2, trunk 2, legs 1: A 2, B 2; static adds a point to both
    # REBA: neck 1, trunk 2, legs 1: A 2; upper arm 2, lower arm 1: B 1; static adds a point
    assert (short.rula.score, short.reba.score) == (2, 1)
    long = summary_of(*frames(SEATED, 90), duration=90)
    assert (long.rula.score, long.reba.score) == (3, 2)
    assert "RULA (estimated) 3" in long.rula.text


def test_a_posture_that_is_the_exception_does_not_count():
    bent = frames({**SEATED, "trunk_inclination": 70.0}, 10)
    usual = [frame(t + 10, SEATED, score=80.0, losses={"neck": 20.0}) for t in range(20)]
    assert summary_of(*bent, *usual, duration=30).rula.score == 2


def test_without_the_neck_there_is_no_number_but_what_is_missing():
    found = summary_of(*frames({**SEATED, "neck_flexion": nan}, 5), duration=5)
    assert (found.rula.score, found.reba.score) == (None, None)
    assert found.rula.missing == ("neck_flexion",)


def test_sitting_bent_knees_cost_no_points_in_reba_but_standing_they_do():
    knees = {**SEATED, "knee_angle": 100.0}
    sitting = summary_of(*frames(knees, 5, activity=Activity.SITTING), duration=5)
    standing = summary_of(*frames(knees, 5, activity=Activity.STANDING), duration=5)
    assert standing.reba.score > sitting.reba.score
