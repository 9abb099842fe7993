"""What happens live, line by line: the documented fields, and sentences for people."""

from __future__ import annotations

import json
from math import nan

import pytest

from posecoach.outputs.lines import EventLines
from posecoach.reminders.words import Message
from posecoach.types import Activity, Assessment, Event, Framing, Outlook, Result, View

NOW = "2026-01-02T03:04:05.678+01:00"
FRONT = Outlook(View.FRONT, Framing.HEAD_AND_SHOULDERS)
SIDE = Outlook(View.SIDE_LEFT, Framing.FULL_BODY, -1)
NOBODY = Outlook(reason="no person")
DARK = Outlook(reason="too dark")
HEAD = {"schema", "event", "t", "time"}


def event(kind="raised", t=7.126):
    said = "Your head is ahead of your shoulders.", "Let it float back."
    return Event(t, kind, "forward_head", 3.004, "caution", "neck", *said)


def frame(t, outlook=FRONT, *events, score=90.0):
    assessment = Assessment(score=nan if outlook.reason else score, events=events)
    return Result(t, 0, None, (1, 1), None, None, outlook, Activity.SITTING, {}, assessment)


def written(*frames, as_json=True, end=False):
    """The lines written for some frames."""
    lines = []
    listener = EventLines(lines.append, lambda: NOW, as_json)
    for f in frames:
        listener.take(f)
    if end:
        listener.end()
    return [json.loads(line) for line in lines] if as_json else lines


def kinds(lines):
    return [line["event"] for line in lines]


def test_every_line_has_schema_kind_and_both_times():
    lines = written(frame(0), frame(1.23456, FRONT, event()), end=True)
    for line in lines:
        assert line.keys() >= HEAD
        assert (line["schema"], line["time"]) == (1, NOW)
    assert kinds(lines) == ["view", "raised", "ended"]


@pytest.mark.parametrize("kind", ["raised", "cleared", "alert"])
def test_an_event_has_its_rule_level_part_beginning_and_words(kind):
    *_, line = written(frame(7.126, FRONT, event(kind)))
    assert line == {
        "schema": 1,
        "event": kind,
        "t": 7.13,
        "time": NOW,
        "rule": "forward_head",
        "level": "caution",
        "part": "neck",
        "since": 3.0,
        "message": "Your head is ahead of your shoulders.",
        "cue": "Let it float back.",
    }


def test_the_view_is_said_when_it_changes_and_can_be_judged():
    lines = written(
        frame(0, NOBODY), frame(1), frame(2), frame(3, SIDE), frame(4, NOBODY), frame(5, SIDE)
    )
    assert kinds(lines) == ["view", "view"]
    assert [(line["t"], line["view"], line["framing"]) for line in lines] == [
        (1, "front", "head-and-shoulders"),
        (3, "side-left", "full-body"),
    ]


def test_why_it_cannot_be_judged_is_said_once_it_has_lasted_three_seconds():
    lines = written(*[frame(t / 4, NOBODY) for t in range(40)])
    assert kinds(lines) == ["blocked"]
    assert (lines[0]["t"], lines[0]["reason"]) == (3.0, "no person")


def test_a_short_absence_is_not_worth_a_line():
    there, gone = [frame(t / 4) for t in range(4)], [frame(1 + t / 4, NOBODY) for t in range(11)]
    assert kinds(written(*there, *gone, frame(4), frame(5))) == ["view"]


def test_one_reason_after_another_must_last_by_itself():
    lines = written(
        *[frame(t / 4, NOBODY) for t in range(10)], *[frame(2.5 + t / 4, DARK) for t in range(20)]
    )
    assert [(line["t"], line["reason"]) for line in lines] == [(5.5, "too dark")]


def test_when_it_can_be_judged_again_that_is_said_once():
    gone = [frame(t / 4, NOBODY) for t in range(20)]
    lines = written(
        *gone, frame(5), frame(6), *[frame(7 + t / 4, DARK) for t in range(20)], frame(12)
    )
    assert kinds(lines) == ["blocked", "view", "judging", "blocked", "judging"]


def test_what_a_source_says_about_itself_is_passed_on():
    lines = []
    listener = EventLines(lines.append, lambda: NOW, True)
    listener.take(frame(0))
    listener.take(frame(2))
    listener.notice("camera 0: lost")
    line = json.loads(lines[-1])
    assert (line["event"], line["t"], line["message"]) == ("source", 2.0, "camera 0: lost")


def test_what_the_desk_coach_says_is_a_line_with_its_fields():
    lines = []
    listener = EventLines(lines.append, lambda: NOW, True)
    listener.take(frame(0))
    listener.take(frame(2))
    fields = {"step": "due", "seconds": 1800.0}
    listener.said(Message("break", "Stand up.", loud=True, fields=fields))
    listener.said(Message("nudge", "Bad. Mend it.", fields={"message": "Bad.", "cue": "Mend it."}))
    head = {"schema": 1, "t": 2.0, "time": NOW}
    assert [json.loads(line) for line in lines[-2:]] == [
        {**head, "event": "break", "message": "Stand up.", "step": "due", "seconds": 1800.0},
        {**head, "event": "nudge", "message": "Bad.", "cue": "Mend it."},
    ]


def test_for_people_the_desk_coach_says_a_sentence():
    lines = []
    listener = EventLines(lines.append, lambda: NOW, False)
    listener.said(Message("break", "Stand up.", fields={"step": "due"}))
    assert lines == ["00:00  Stand up."]


def test_the_end_has_the_totals():
    frames = [frame(t / 2, score=80.0) for t in range(21)]
    *_, line = written(*frames, end=True)
    assert line["event"] == "ended"
    assert (line["t"], line["duration_s"], line["judged_s"], line["score"]) == (10, 10, 10, 80)
    assert line["band_s"] == {"good": 0, "fair": 10, "strained": 0, "poor": 0, "unknown": 0}
    assert line["activity_s"] == {"sitting": 10}
    assert (line["alerts"], line["losses"], line["reasons_s"]) == (0, {}, {})


def test_a_session_without_a_frame_ends_without_a_score():
    (line,) = written(end=True)
    assert (line["event"], line["t"], line["score"], line["duration_s"]) == ("ended", 0, None, 0)


def test_for_people_each_line_is_a_time_and_a_sentence():
    lines = written(
        frame(0),
        frame(62, FRONT, event(t=62)),
        frame(3725, FRONT, event("cleared", 3725)),
        frame(3726, FRONT, event("alert", 3726)),
        as_json=False,
        end=True,
    )
    said = "Your head is ahead of your shoulders. Let it float back."
    assert lines == [
        "00:00  Seen front, head-and-shoulders.",
        f"01:02  {said}",
        "1:02:05  Better: neck.",
        f"1:02:06  {said}",
        "1:02:06  1:02:06 watched, 00:03 judged, score 90",
    ]


def test_for_people_too_a_reason_and_the_lack_of_a_score_are_said():
    lines = written(*[frame(t, NOBODY) for t in range(5)], as_json=False, end=True)
    assert lines == [
        "00:03  Can't judge: no person.",
        "00:04  00:04 watched, 00:00 judged, no score",
    ]


def test_as_a_listener_it_neither_pauses_nor_ends_anything():
    listener = EventLines(print, lambda: NOW, True)
    assert (listener.paused, listener.closed) == (False, False)
    listener.idle(lost=True)
