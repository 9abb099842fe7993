from posecoach.reports.events import pair_events
from tests.reports.recordings import DOWN, HEAD, event


def test_a_span_runs_from_leaving_the_band_to_coming_back():
    (span,) = pair_events(
        [
            event(5.0, "raised", since=1.0),
            event(12.0, "cleared", since=9.0, level="poor"),
        ],
        60,
    )
    assert (span.t, span.end, span.length_s) == (1.0, 9.0, 8.0)
    assert (span.rule, span.part, span.level) == ("forward_head", "neck", "poor")
    assert (span.message, span.cue) == (HEAD.message, HEAD.cue)
    assert not span.open
    assert not span.alerted


def test_what_never_cleared_is_open_and_ends_with_the_recording():
    (span,) = pair_events([event(5.0, "raised", since=1.0)], 41.2)
    assert (span.end, span.open) == (41.2, True)


def test_an_alert_marks_the_span_it_falls_in():
    spans = pair_events(
        [
            event(5, "raised"),
            event(6, "raised", DOWN),
            event(65, "alert", level="poor"),
            event(70, "cleared"),
            event(80, "cleared", DOWN),
        ],
        100,
    )
    assert [(s.rule, s.alerted, s.level) for s in spans] == [
        ("forward_head", True, "poor"),
        ("head_down", False, "caution"),
    ]


def test_an_alert_between_two_spans_marks_the_earlier_and_leaves_its_end():
    (span,) = pair_events(
        [event(1, "raised"), event(30, "cleared"), event(61, "alert", since=1)], 100
    )
    assert (span.t, span.end, span.open, span.alerted) == (1, 30, False, True)


def test_an_alert_without_any_span_is_one_up_to_its_moment():
    (span,) = pair_events([event(60, "alert", since=2)], 100)
    assert (span.t, span.end, span.open, span.alerted) == (2, 60, False, True)


def test_a_second_raise_makes_it_worse_not_two():
    (span,) = pair_events([event(1, "raised"), event(4, "raised", level="poor")], 10)
    assert (span.t, span.level) == (1, "poor")


def test_the_same_rule_may_be_broken_again():
    spans = pair_events(
        [event(1, "raised"), event(2, "cleared"), event(5, "raised"), event(7, "cleared")], 10
    )
    assert [(s.t, s.end) for s in spans] == [(1, 2), (5, 7)]


def test_clearing_what_was_never_raised_is_nothing():
    assert pair_events([event(1, "cleared")], 10) == ()


def test_spans_come_in_order_of_their_beginning():
    spans = pair_events([event(9, "raised", since=8), event(10, "raised", DOWN, since=3)], 20)
    assert [s.t for s in spans] == [3, 8]
