"""Samples and clips summed up."""

from dataclasses import replace
from math import isnan, log, nan

import pytest

from posecoach.evaluate.clips import Clip, found
from posecoach.evaluate.errors import FEWEST, error_table
from posecoach.evaluate.pictures import Seen
from posecoach.evaluate.rendered import Rendered, Run, sum_clips, sum_pictures, worst
from posecoach.evaluate.rendered_document import rendered_document
from posecoach.evaluate.stage import Cast
from posecoach.evaluate.suites import Episode, Suite
from posecoach.types import Event
from tests.evaluate.made import sample

SUITE = Suite(
    "Made", "made", vary="azimuth", levels=(90.0, -90.0, 60.0), metrics=("neck_inclination",)
)
DESK = Suite(
    "Desk",
    "desk",
    episodes=(
        Episode("slump", "slump 5", ("slump",), ("forward_head",)),
        Episode("head", "forward_head 5", ("forward_head",)),
    ),
)


def test_a_suites_errors_are_given_as_a_whole_and_by_level_in_order() -> None:
    samples = [
        sample(10, 12, level=90.0),
        sample(10, 14, level=90.0, person=1),
        sample(10, 4, level=-90.0),
        sample(10, 30, level=60.0, judged=False),
        sample(10, nan, level=60.0, judged=False, person=1),
    ]
    report = sum_pictures(SUITE, samples)
    (metric,) = report.metrics
    assert (report.people, report.pictures) == (2, 5)
    # what the product does not give is missing from the whole, however right it might be
    assert (metric.error.n, metric.error.missing) == (3, 0.4)
    assert metric.error.mae.value == 4
    assert [level.level for level in metric.levels] == [-90.0, 60.0, 90.0]
    at_60 = metric.levels[1]
    assert (at_60.judged, at_60.error.n, at_60.error.bias.value) == (0, 1, 20)
    assert at_60.error.missing == 0.5


def test_levels_with_names_keep_their_order() -> None:
    suite = Suite("x", "made", vary="light", levels=("dim", "dark"), metrics=("neck_inclination",))
    samples = [sample(1, 1, level="dark"), sample(1, 1, level="dim")]
    assert [one.level for one in sum_pictures(suite, samples).metrics[0].levels] == ["dim", "dark"]


def test_recognition_compares_where_the_truth_is_clear() -> None:
    suite = Suite("x", "made", recognition=True)
    truly, other = Seen("front", "", "sitting"), Seen("side-left", "full-body", "standing")
    samples = [sample(0, 0, seen=(truly, truly)), sample(0, 0, seen=(truly, other))]
    view, activity = sum_pictures(suite, samples).confusions
    assert (view.title, view.names, view.counts) == (
        "View",
        ("front", "side-left"),
        ((1, 1), (0, 0)),
    )
    assert activity.accuracy.value == 0.5


def test_the_worst_pictures_are_judged_ones_one_for_each_person() -> None:
    a, b, c, d = (
        sample(0, 9, person=1),
        sample(0, -12, person=1),
        sample(0, 5, person=2),
        sample(0, 50, person=3, judged=False),
    )
    assert worst([a, b, c, d], "neck_inclination") == [b, c]
    assert worst([a, b, c, d], "neck_inclination", 1) == [b]


def test_the_error_table_has_bins_of_yaw_with_enough_errors() -> None:
    near = [sample(10, 12 + i % 2, yaw=90 + i % 8) for i in range(FEWEST)]
    few = [sample(10, 12, yaw=60) for _ in range(FEWEST - 1)]
    unseen = [sample(10, nan, yaw=90, judged=False)] * FEWEST
    table = error_table([*near, *few, *unseen])
    (bins,) = table["neck_inclination"].values()
    assert list(table["neck_inclination"]) == ["side"]
    assert [(one["yaw_deg"], one["n"], one["missing"]) for one in bins] == [(90, FEWEST, 0.5)]
    assert bins[0]["bias"] == 2.5
    assert bins[0]["sd"] == pytest.approx(0.527, abs=0.001)


def test_what_the_product_refuses_to_judge_still_tells_its_error() -> None:
    refused = [sample(10, 20, yaw=45, judged=False)] * FEWEST
    assert error_table(refused)["neck_inclination"]["side"][0]["bias"] == 10


def raised(t: float, rule: str, kind: str = "raised") -> Event:
    return Event(t, kind, rule, t, "caution", "trunk", "", "")  # type: ignore[arg-type]


def clip(*events: Event, person: int = 0, seconds: float = 3600.0) -> Clip:
    held = (("slump", (50.0, 80.0)), ("head", (110.0, 140.0)))
    return Clip("desk", Cast(0, "tune", person), held, events, seconds, seconds / 2)


def test_a_message_of_the_right_rule_finds_its_posture() -> None:
    matches = found(DESK, clip(raised(60, "slump"), raised(118, "forward_head")))
    assert (matches["slump"].hits, matches["slump"].delays_s) == (1, (10,))
    assert (matches["head"].hits, matches["head"].false) == (1, 0)


def test_another_rules_message_finds_nothing() -> None:
    matches = found(DESK, clip(raised(60, "too_close")))
    assert (matches["slump"].hits, matches["slump"].misses, matches["slump"].false) == (0, 1, 0)


def test_a_message_at_another_time_is_false() -> None:
    matches = found(DESK, clip(raised(20, "slump"), raised(60, "slump"), raised(120, "slump")))
    assert (matches["slump"].hits, matches["slump"].false) == (1, 2)


@pytest.mark.parametrize(("t", "false"), [(47.9, 1), (48.0, 0), (60.0, 0), (86.0, 0), (86.1, 1)])
def test_a_message_that_is_right_of_another_posture_is_not_false(t: float, false: int) -> None:
    matches = found(DESK, clip(raised(t, "forward_head")))
    assert (matches["head"].hits, matches["head"].misses, matches["head"].false) == (0, 1, false)


def test_saying_it_again_while_it_lasts_is_not_false() -> None:
    matches = found(DESK, clip(raised(55, "slump"), raised(75, "slump")))
    assert (matches["slump"].hits, matches["slump"].false) == (1, 0)


def test_events_are_summed_over_people() -> None:
    clips = [
        clip(raised(60, "slump"), person=0),
        clip(raised(20, "slump"), person=1),
        clip(person=2),
    ]
    report = sum_clips(DESK, clips)
    slump = report.events[0]
    assert (slump.name, slump.held) == ("slump", 3)
    assert slump.recall.value == pytest.approx(1 / 3)
    assert slump.precision.value == 0.5
    assert slump.f1.value == pytest.approx(2 / 5)
    assert report.judged == 0.5
    assert report.alerts_per_hour is None
    assert isnan(report.events[1].delay_s)


def test_who_has_no_baseline_misses_everything_and_is_left_out_of_a_table_beside_it() -> None:
    seen = clip(raised(60, "slump"))
    refused = replace(clip(person=1), problem="no frame of it can be judged: no person")
    report = sum_clips(DESK, [seen, refused])
    assert report.without_baseline == 1
    assert report.events[0].recall.value == 0.5
    assert report.with_baseline[0].recall.value == 1.0
    run = Run((DESK,), people=2)
    (section,) = rendered_document(Rendered(run, (), (report,), ())).sections
    assert [(t.title, t.rows[0][1]) for t in section.tables] == [
        ("", "2"),
        ("Those with a baseline only", "1"),
    ]
    assert sum_clips(DESK, [seen]).with_baseline == ()
    assert sum_clips(DESK, [refused]).with_baseline == ()


def test_false_alerts_are_counted_per_hour_of_neutral_sitting() -> None:
    suite = Suite("n", "desk", minutes=30.0)
    clips = [clip(raised(1, "slump", "alert"), seconds=1800.0), clip(raised(1, "slump"), person=1)]
    report = sum_clips(suite, clips)
    assert report.alerts_per_hour is not None
    assert report.messages_per_hour is not None
    assert report.alerts_per_hour.value == pytest.approx(1 / 1.5)
    assert report.messages_per_hour.value == pytest.approx(1 / 1.5)


def test_no_alert_in_two_hours_leaves_room_for_some() -> None:
    report = sum_clips(Suite("n", "desk", minutes=1.0), [clip(), clip(person=1)])
    assert report.alerts_per_hour is not None
    assert report.alerts_per_hour.value == 0
    assert report.alerts_per_hour.high == pytest.approx(-log(0.025) / 2)


def test_the_document_names_units_and_where_it_is_worst() -> None:
    samples = [sample(10, 12), sample(10, 22, level=-90.0), sample(10, 11, level=60.0)]
    report = sum_pictures(SUITE, samples)
    run = Run((SUITE,), people=1, split="tune")
    (section,) = rendered_document(Rendered(run, (report,), (), tuple(samples))).sections
    (row,) = section.tables[0].rows
    assert row[0] == "Neck inclination (°)"
    assert row[-1] == "\N{MINUS SIGN}90: 12.0"
    (curve,) = section.curves
    assert [point.x for point in curve.points] == [-90, 60, 90]
    assert [point.value for point in curve.points] == [12, 1, 2]
