import io

import pytest
from rich.console import Console

from posecoach.reports.summary import Failure, SourceFacts, Summary
from posecoach.reports.summing import summarise
from posecoach.reports.terminal import print_summary
from posecoach.reports.words import length, percent
from tests.reports.recordings import RULES, event, frame, simulate, timeline_of


def printed(outcome: Summary | Failure, encoding: str = "utf-8") -> str:
    raw = io.BytesIO()
    file = io.TextIOWrapper(raw, encoding=encoding, write_through=True)
    print_summary(Console(file=file, width=80, legacy_windows=False), outcome)
    return raw.getvalue().decode(encoding)


@pytest.fixture(scope="module")
def desk() -> Summary:
    facts = SourceFacts("desk.mp4", "video", 300.0, problems=("the file ends early",))
    return summarise(timeline_of(*simulate(300.0)), facts, RULES)


def test_everything_that_matters_is_there_without_colour_at_80_columns(desk):
    text = printed(desk)
    assert max(map(len, text.splitlines())) <= 80
    assert "\x1b" not in text
    flat = " ".join(text.split())
    assert f"Score {int(desk.score)} = 100 - " in flat
    assert desk.band in flat
    assert f"Judged {percent(desk.coverage)} of the time (side-left, full-body)" in flat
    assert f"turned away {length(desk.reasons_s['turned away'])}" in flat
    assert f"sitting {length(desk.activity_s['sitting'])}, away 21 s" in flat
    assert "the file ends early" in flat
    assert desk.findings[0].message in flat
    assert desk.findings[0].cue in flat
    assert desk.events[0].message in flat


def test_the_bar_has_a_piece_for_every_band_with_time(desk):
    bar = next(line for line in printed(desk).splitlines() if "███" in line)
    assert all(fill in bar for fill in "█▓▒·")


def test_an_old_console_gets_plain_characters(desk):
    text = printed(desk, "ascii")
    assert "###" in text


def test_what_could_not_be_judged_says_why_and_what_to_do():
    dark = (frame(i, reason="too dark", person=False) for i in range(5))
    text = printed(summarise(timeline_of(*dark), SourceFacts("a.mp4", "video"), RULES))
    assert "could not be judged" in text
    assert "too dark 5.0 s" in text
    assert "Add light" in text
    assert "Score" not in text


def test_a_picture_shows_no_times():
    result = frame(0, {"neck_inclination": 20.0}, score=74.0, losses={"neck": 26.0})
    text = printed(summarise(timeline_of(result), SourceFacts("a.jpg", "picture"), RULES))
    assert "74 = 100 - 26 neck" in text
    assert "of the time" not in text
    assert "Your head is ahead" in text


def test_names_are_not_markup():
    assert "[red]a[/red].mp4" in printed(
        Failure(source="[red]a[/red].mp4", error="no [b]video[/b]")
    )
    assert "no [b]video[/b]" in printed(Failure(source="a", error="no [b]video[/b]"))


def test_a_long_list_of_events_is_cut_to_the_longest():
    events = [event(t, kind) for t in range(20) for kind in ("raised", "cleared")]
    events += [event(30, "raised"), event(90, "cleared")]
    result = frame(0, score=80.0, events=tuple(events))
    text = printed(summarise(timeline_of(result), SourceFacts("a.mp4", "video", 99.0), RULES))
    assert "and 13 shorter" in text
    assert "0:30" in text
