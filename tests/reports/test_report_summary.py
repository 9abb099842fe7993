import json
from dataclasses import replace
from math import nan

import pytest

from posecoach.reports.summary import Failure, SourceFacts, Summary
from posecoach.reports.summing import summarise
from posecoach.reports.timeline import Timeline
from posecoach.types import Activity, Result, View
from tests.reports.recordings import (
    DOWN,
    HEAD,
    LEAN,
    RULES,
    TILT,
    event,
    frame,
    simulate,
    timeline_of,
)

NECK, TRUNK, HEAD_DOWN = "neck_inclination", "trunk_inclination", "head_inclination"


def summary_of(*results: Result, duration: float = nan, kind: str = "video") -> Summary:
    facts = SourceFacts("clip.mp4", kind, duration, 29.97, 1235, "full", "0.1.0", ("ends early",))
    return summarise(timeline_of(*results), facts, RULES)


@pytest.fixture(scope="module")
def minute() -> Summary:
    return summary_of(*simulate(60.0), duration=60.0)


def test_the_score_is_the_mean_over_time_not_over_frames():
    summary = summary_of(frame(0, score=100.0), frame(1, score=40.0), frame(4, score=nan))
    # 1 s at 100 and 3 s at 40; the unknown frame counts for neither
    assert summary.score == 55.0
    assert summary.band == "strained"
    assert summary.band_s == {"good": 1, "fair": 0, "strained": 0, "poor": 3, "unknown": 2}
    assert summary.coverage == pytest.approx(4 / 6, abs=5e-4)


def test_where_nothing_was_judged_there_is_no_score():
    summary = summary_of(frame(0, reason="too dark", person=False), frame(1, reason="too dark"))
    assert summary.score is None
    assert summary.band == "unknown"
    assert summary.losses == {}
    assert summary.coverage == 0
    assert summary.person_fraction == 0.5
    assert summary.band_s["unknown"] == summary.duration_s == 2
    assert summary.findings == ()


def test_nan_is_never_counted_as_good():
    values = [{NECK: 10.0}, {NECK: nan}, {NECK: nan}, {NECK: 20.0}]
    summary = summary_of(*(frame(i, v, score=nan) for i, v in enumerate(values)))
    block = summary.metrics[NECK]
    assert (block.p10, block.p90, block.coverage) == (10.0, 20.0, 0.5)
    assert summary.band_s["good"] == 0
    # half of the known time, though a quarter of all
    assert summary.findings[0].share == 0.5


def test_score_and_losses_are_exactly_100_as_printed(minute):
    assert minute.score + sum(minute.losses.values()) == pytest.approx(100, abs=1e-9)
    points = list(minute.losses.values())
    assert points == sorted(points, reverse=True)


def test_a_loss_is_weighted_by_time_and_absent_parts_count_as_zero():
    summary = summary_of(
        frame(0, score=60.0, losses={"neck": 40.0}),
        frame(1, score=80.0, losses={"trunk": 20.0}),
        frame(4, reason="turned away"),
        duration=10,
    )
    assert summary.score == 75.0
    assert summary.losses == {"trunk": 15.0, "neck": 10.0}


def test_seconds_of_bands_activities_and_reasons_add_up_as_printed(minute):
    assert sum(minute.band_s.values()) == pytest.approx(minute.duration_s, abs=1e-9)
    assert sum(minute.activity_s.values()) == pytest.approx(minute.duration_s, abs=1e-9)
    assert sum(minute.reasons_s.values()) == pytest.approx(minute.band_s["unknown"], abs=1e-9)
    assert min(minute.band_s.values()) >= 0


def test_why_not_is_counted_per_reason_and_gaps_are_no_frames():
    summary = summary_of(
        frame(0, score=90.0),
        frame(1, reason="turned away"),
        frame(2, score=nan),
        frame(3, score=nan, rule_set=""),
        frame(4, reason="no person"),
        frame(5, reason="no person"),
        frame(12, score=90.0),
        duration=20,
    )
    assert summary.reasons_s == {
        "no frames": 11.0,
        "no person": 4.0,
        "turned away": 1.0,
        "too little of the body in view": 1.0,
        "no rules for this view": 1.0,
    }
    assert next(iter(summary.reasons_s)) == "no frames"
    assert summary.coverage == 2 / 20


def test_activity_is_timed_and_unknown_takes_the_rest():
    summary = summary_of(
        frame(0, activity=Activity.SITTING),
        frame(2, activity=Activity.AWAY),
        frame(3, activity=Activity.LYING),
        frame(4, activity=Activity.UNKNOWN),
        duration=8.5,
    )
    assert summary.activity_s == {
        **{"sitting": 2.0, "standing": 0.0, "lying": 1.0, "away": 1.0, "unknown": 4.5},
    }


def test_the_view_is_the_one_seen_longest_and_unknown_never_wins():
    frames = [frame(0, view=View.FRONT), frame(1, view=View.SIDE_LEFT), frame(3, view=View.UNKNOWN)]
    assert summary_of(*frames, duration=60).view == "side-left"
    assert summary_of(frame(0, view=View.UNKNOWN)).view == "unknown"


def test_rule_sets_are_timed_while_judging():
    summary = summary_of(
        frame(0, score=90.0),
        frame(1, score=90.0, rule_set="standing"),
        frame(4, score=nan, rule_set="standing"),
    )
    assert summary.rule_sets == {"standing": 3.0, "side_sitting": 1.0}


@pytest.mark.parametrize(
    ("minutes", "note"),
    [(14.9, "short sample"), (15.0, "preliminary"), (59.9, "preliminary"), (60.0, "")],
)
def test_percentiles_of_little_time_say_so(minutes, note):
    seconds = round(minutes * 60)
    frames = [frame(t, {NECK: 10.0}, score=90.0) for t in range(seconds)]
    assert summary_of(*frames, duration=float(seconds)).metrics[NECK].note == note


def test_metrics_are_weighted_by_time_with_unit_and_share():
    summary = summary_of(
        frame(0, {NECK: 0.0, "trunk_length_ratio": 0.98765}),
        frame(1, {NECK: 10.0}),
        frame(4, {}),
        duration=8,
    )
    block = summary.metrics[NECK]
    assert (block.unit, block.coverage) == ("deg", 0.5)
    # 0 holds the first second of four, 10 the other three: middles at 0.5 and 2.5
    assert (block.p10, block.p50, block.p90) == (0.0, 7.5, 10.0)
    ratio = summary.metrics["trunk_length_ratio"]
    assert (ratio.unit, ratio.p50, ratio.coverage) == ("ratio", 0.988, 0.125)


def test_percentiles_are_the_tenth_and_the_ninetieth():
    summary = summary_of(*(frame(t, {NECK: t}) for t in range(101)), duration=101)
    block = summary.metrics[NECK]
    assert (block.p10, block.p50, block.p90) == (9.6, 50.0, 90.4)


def test_a_metric_that_no_rule_judges_and_nobody_measured_is_left_out():
    summary = summary_of(frame(0, {"head_yaw": nan, HEAD_DOWN: nan, "knee_angle": 90.0}))
    assert set(summary.metrics) == {HEAD_DOWN, "knee_angle"}
    assert summary.metrics[HEAD_DOWN].p50 is None
    assert summary.metrics[HEAD_DOWN].coverage == 0


def test_a_rule_that_could_never_be_judged_is_listed_with_why():
    summary = summary_of(frame(0, {HEAD_DOWN: nan, TRUNK: nan, NECK: 5.0}, score=90.0))
    assert {(u.rule, u.reason) for u in summary.unassessed} == {
        ("head_down", "needs a baseline"),
        ("trunk_lean", "not seen"),
    }


def test_a_rule_that_one_rule_set_could_judge_is_not_missed():
    first = frame(0, {HEAD_DOWN: nan}, score=90.0)
    later = frame(1, {HEAD_DOWN: 4.0}, score=90.0, rule_set="standing")
    assert summary_of(first, later).unassessed == ()


def test_a_stand_in_that_was_not_needed_is_not_missed():
    stand_in = replace(HEAD, id="too_close_cm", metric="screen_distance", instead_of="too_close")
    result = frame(0, {"screen_distance": nan}, score=90.0, rules=(stand_in,))
    rules = {stand_in.id: stand_in}
    assert summarise(timeline_of(result), SourceFacts("a", "video"), rules).unassessed == ()


def test_the_caller_may_say_what_was_not_assessed():
    facts = SourceFacts("a.mp4", "video", 1.0)
    summary = summarise(timeline_of(frame(0)), facts, RULES, {"uneven": "hips hidden"})
    assert [(u.rule, u.reason) for u in summary.unassessed] == [("uneven", "hips hidden")]


def test_findings_are_what_was_outside_longest_with_one_action_each():
    values = [{NECK: 15.0, TRUNK: 5.0}] * 5 + [{NECK: 5.0, TRUNK: 25.0}] * 3
    summary = summary_of(*(frame(i, v, score=80.0) for i, v in enumerate(values)))
    first, second = summary.findings
    assert (first.rule, first.part, first.level) == ("forward_head", "neck", "caution")
    assert (first.seconds, first.share) == (5.0, 0.625)
    assert (first.message, first.cue) == (HEAD.message, HEAD.cue)
    assert (second.rule, second.level, second.seconds) == ("trunk_lean", "poor", 3.0)


def test_less_than_a_twentieth_of_the_time_is_not_a_finding():
    def slips(count: int) -> Summary:
        return summary_of(*(frame(i, {NECK: 20.0 if i < count else 5.0}) for i in range(100)))

    assert slips(4).findings == ()
    assert len(slips(5).findings) == 1


def test_a_finding_names_the_side_it_mostly_leaned_to():
    tilts = [-8.0, -7.0, 9.0]
    frames = (frame(i, {TILT.metric: v}, rules=(TILT,)) for i, v in enumerate(tilts))
    facts = SourceFacts("a.mp4", "video")
    summary = summarise(timeline_of(*frames), facts, {TILT.id: TILT})
    assert summary.findings[0].message == "Your trunk leans to the right."


def test_a_picture_has_a_band_but_takes_no_time():
    values = {NECK: 19.3, TRUNK: 2.0}
    summary = summary_of(
        frame(0, values, score=74.3, losses={"neck": 25.7}), duration=0, kind="picture"
    )
    assert (summary.score, summary.band, summary.losses) == (74.3, "fair", {"neck": 25.7})
    assert (summary.duration_s, summary.coverage, summary.person_fraction) == (0, 1, 1)
    assert set(summary.band_s.values()) == set(summary.activity_s.values()) == {0}
    assert (summary.view, summary.framing) == ("side-left", "full-body")
    assert summary.metrics[NECK].p50 == 19.3
    finding = summary.findings[0]
    assert (finding.rule, finding.seconds, finding.share) == ("forward_head", 0, 1)


def test_a_picture_that_cannot_be_judged_keeps_its_reason():
    summary = summary_of(frame(0, reason="turned away"), kind="picture")
    assert summary.reasons_s == {"turned away": 0}
    assert (summary.score, summary.coverage) == (None, 0)


def test_a_source_without_frames_is_unknown_all_through():
    summary = summarise(Timeline(), SourceFacts("a.mp4", "video", 5.0), RULES)
    assert summary.band_s["unknown"] == summary.activity_s["unknown"] == 5
    assert summary.reasons_s == {"no frames": 5}
    assert (summary.frames_analyzed, summary.view) == (0, "unknown")


def test_the_json_has_these_keys_and_nothing_that_json_cannot_hold():
    events = (event(0, "raised"), event(2, "cleared"))
    summary = summary_of(
        frame(0, {NECK: 15.0, HEAD_DOWN: nan}, score=80.0, losses={"neck": 20.0}, events=events),
        frame(1, reason="no person", person=False),
        duration=3,
    )
    found = json.loads(summary.to_json(), parse_constant=pytest.fail)
    assert list(found) == [
        *("schema", "source", "kind", "duration_s", "fps", "frames", "frames_analyzed"),
        *("person_fraction", "coverage", "partial", "view", "framing", "activity_s", "score"),
        *("band", "band_s", "metrics", "losses", "events", "findings", "unassessed"),
        *("reasons_s", "rule_sets", "rula", "reba", "problems", "posecoach", "model", "exercise"),
    ]
    assert found["schema"] == 1
    assert list(found["activity_s"]) == ["sitting", "standing", "lying", "away", "unknown"]
    assert list(found["band_s"]) == ["good", "fair", "strained", "poor", "unknown"]
    assert list(found["metrics"][NECK]) == [
        *("unit", "p10", "p50", "p90"),
        *("error", "coverage", "note"),
    ]
    assert found["metrics"][HEAD_DOWN]["p50"] is None
    assert found["events"] == [
        {
            **{"t": 0.0, "end": 2.0, "rule": "forward_head", "level": "caution", "part": "neck"},
            **{"message": HEAD.message, "cue": HEAD.cue, "open": False, "alerted": False},
        }
    ]
    assert list(found["findings"][0]) == [
        *("rule", "part", "level", "seconds", "share", "message", "cue"),
    ]
    assert found["unassessed"] == [{"rule": DOWN.id, "reason": "needs a baseline"}]
    assert (found["frames"], found["fps"], found["problems"]) == (1235, 29.97, ["ends early"])
    assert (found["posecoach"], found["model"]) == ("0.1.0", "full")
    assert LEAN.metric not in found["metrics"]


def test_times_of_events_are_exact_inside_and_milliseconds_outside():
    events = (event(1 / 3, "raised"), event(2 / 3, "cleared"))
    summary = summary_of(frame(0, events=events), duration=1.0)
    assert (summary.events[0].t, summary.events[0].end) == (1 / 3, 2 / 3)
    (span,) = json.loads(summary.to_json())["events"]
    assert (span["t"], span["end"]) == (0.333, 0.667)


def test_a_failed_input_is_an_object_with_its_error():
    failure = Failure(source="notes.txt", error="not a video")
    assert json.loads(failure.to_json()) == {
        **{"schema": 1, "source": "notes.txt", "error": "not a video"},
    }


def test_any_file_name_can_be_printed():
    strange = "a\udcff\x1b[31m\nb.mp4"
    summary = summarise(Timeline(), SourceFacts(strange, "video", 1.0), RULES)
    assert json.loads(summary.to_json())["source"] == "a\ufffd\ufffd[31m\ufffdb.mp4"
    assert "\x1b" not in Failure(source=strange, error=strange).to_json().decode()
