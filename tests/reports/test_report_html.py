import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from posecoach.errors import OutputError
from posecoach.reports.html import IndexEntry, Video, write_index, write_report
from posecoach.reports.plots import SAMPLES
from posecoach.reports.summary import Failure, SourceFacts, Summary
from posecoach.reports.summing import summarise
from posecoach.reports.words import length, percent
from tests.reports.recordings import RULES, event, frame, simulate, timeline_of

VOID = {"meta", "br", "img", "path", "link", "input", "hr"}


class Page(HTMLParser):
    """Collects tags and text, and refuses tags that do not nest."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("style", "script"):
            self.text += data

    def all(self, tag: str, css: str = "") -> list[dict[str, str]]:
        wanted = set(css.split())
        return [a for t, a in self.tags if t == tag and wanted <= set(a.get("class", "").split())]

    @property
    def words(self) -> str:
        return " ".join(self.text.split())


def report(
    path: Path, results, name="clip.mp4", duration=float("nan"), kind="video", **more
) -> tuple[Summary, Page]:
    timeline = timeline_of(*results)
    facts = SourceFacts(name, kind, duration, 29.97, 100, "full", "0.1.0", more.pop("problems", ()))
    summary = summarise(timeline, facts, RULES)
    write_report(path, summary, timeline, RULES, **more)
    return summary, Page(path.read_text("utf-8"))


@pytest.fixture(scope="module")
def minute(tmp_path_factory) -> tuple[Summary, Page, str]:
    path = tmp_path_factory.mktemp("report") / "report.html"
    summary, page = report(path, simulate(60.0), duration=60.0, problems=("ends early",))
    return summary, page, path.read_text("utf-8")


def test_the_page_loads_nothing(minute):
    _, page, text = minute
    loading = [a.get(key) for _, a in page.tags for key in ("src", "href", "data", "srcset")]
    assert not [link for link in loading if link and not link.startswith("data:")]
    assert not page.all("link")
    assert not re.search(r"@import|url\(|https?:|//cdn|fetch\(|XMLHttp", text)
    (policy,) = [a["content"] for a in page.all("meta") if "http-equiv" in a]
    assert policy.startswith("default-src 'none'")


def test_its_only_script_is_the_one_its_policy_allows(minute):
    import base64
    import hashlib

    _, page, text = minute
    (script,) = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in text
    assert len(page.all("script")) == 1
    assert not [a for _, a in page.tags for name in a if name.startswith("on")]


def test_the_headline_adds_up_and_shows_what_is_unknown(minute):
    summary, page, _ = minute
    points = int(summary.score)
    assert f"{points} = 100 − " in page.words
    lost = [int(n) for n in re.findall(r"− (\d+)", page.words.split("points left")[0])]
    assert points + sum(lost) == 100
    assert f"Judged {percent(summary.coverage)} of the time." in page.words
    for reason in ("no person", "turned away", "no frames"):
        assert f"{reason} {length(summary.reasons_s[reason])}" in page.words
    assert f"not judged {percent(summary.band_s['unknown'] / 60)}" in page.words


def test_findings_events_measurements_and_sources_are_words_without_a_script(minute):
    summary, page, _ = minute
    for finding in summary.findings[:3]:
        assert finding.message in page.words
        assert finding.cue in page.words
    for span in summary.events:
        assert span.message in page.words
    assert "Neck inclination" in page.words
    assert "up to 12°" in page.words
    assert "Lau 2009" in page.words
    assert "short sample" in page.words
    assert "ends early" in page.words


def test_the_method_names_versions_accuracy_and_limits(minute):
    _, page, _ = minute
    for text in ("posecoach 0.1.0", "pose model full", "±4 to 6°", "Not a medical device"):
        assert text in page.words
    for threat in ("damag", "wrong", "injur"):
        assert threat not in page.words.lower()


def test_every_rule_that_was_measured_has_a_line_bands_and_a_read_out(minute):
    _, page, _ = minute
    plots = page.all("figure", "plot")
    assert len(plots) == 1 + 4
    for plot in plots:
        assert len(plot["data-series"].split(",")) == len(plot["data-levels"]) == SAMPLES
        assert set(plot["data-levels"]) <= set("gfscpu")
    assert "u" in plots[0]["data-levels"]
    assert len(page.all("figure", "histogram")) == 4
    assert page.all("i", "zone good")
    assert page.all("i", "zone poor")


def test_unknown_time_is_hatched_with_its_reason(minute):
    _, page, _ = minute
    found = [gap for gap in page.all("i", "gap") if "data-reason" in gap]
    assert [gap["data-reason"] for gap in found] == ["no person", "no frames", "turned away"]
    left, width = re.findall(r"[\d.]+", found[0]["style"])
    assert float(left) == pytest.approx(45, abs=0.3)
    assert float(width) == pytest.approx(7, abs=0.3)


def test_events_are_strips_in_their_place(minute):
    summary, page, _ = minute
    event = max(summary.events, key=lambda e: e.length_s)
    strips = [
        strip
        for strip in page.all("i", event.level)
        if "column" not in strip["class"] and strip.get("style", "").startswith("left")
    ]
    places = [float(n) for strip in strips for n in re.findall(r"[\d.]+", strip["style"])]
    assert event.t / 0.6 == pytest.approx(places[0], abs=0.01)
    assert event.length_s / 0.6 == pytest.approx(places[1], abs=0.01)


def test_headings_go_down_one_step_at_a_time_and_pictures_have_words(minute):
    _, page, _ = minute
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))
    assert all(a.get("aria-label") for _, a in page.tags if a.get("role") == "img")
    assert all(a.get("scope") for a in page.all("th"))
    assert page.all("html")[0]["lang"] == "en"


def test_names_and_words_from_outside_are_text(tmp_path):
    name = "<script>alert(1)<script>\"'&.mp4"
    _, page = report(tmp_path / "r.html", simulate(5.0), name, problems=("<img src=x>",))
    assert name in page.text
    assert len(page.all("script")) == 1
    assert not page.all("img")
    write_index(
        tmp_path / "i.html",
        [IndexEntry(Failure(source=name, error="<b>")), IndexEntry(_, "javascript:alert(1)")],
    )
    index = Page((tmp_path / "i.html").read_text("utf-8"))
    assert name in index.text
    assert not index.all("script")
    assert index.all("a")[0]["href"] == "./javascript%3Aalert%281%29"


def test_evidence_is_shown_only_where_it_was_given(tmp_path, minute):
    jpeg = b"\xff\xd8\xff\xe0picture"
    summary, page = report(tmp_path / "r.html", simulate(60.0), duration=60.0, evidence={1: jpeg})
    (picture,) = page.all("img")
    assert picture["src"] == "data:image/jpeg;base64,/9j/4HBpY3R1cmU="
    assert summary.events[1].message in picture["alt"]
    assert not minute[1].all("img")


def test_an_event_with_a_picture_is_never_left_out_of_a_long_table(tmp_path):
    events = [event(t, kind, since=t) for t in range(200) for kind in ("raised", "cleared")]
    events[7] = event(3, "cleared", since=3.5)
    jpeg = b"\xff\xd8\xff\xe0picture"
    result = frame(0, score=80.0, events=tuple(events))
    summary, page = report(tmp_path / "r.html", [result], duration=300.0, evidence={180: jpeg})
    assert len(summary.events) == 200
    assert len(page.all("img")) == 1
    assert "The 150 longest of 200" in page.words


def test_times_of_events_link_into_the_video(tmp_path):
    summary, page = report(
        tmp_path / "r.html", simulate(60.0), duration=60.0, video=Video("annotated clip.mp4")
    )
    links = [a["href"] for a in page.all("a")]
    assert links == [f"./annotated%20clip.mp4#t={event.t}" for event in summary.events]


def test_an_hour_is_at_most_400_kilobytes(tmp_path):
    report(tmp_path / "r.html", simulate(3600.0, fps=3), duration=3600.0)
    assert (tmp_path / "r.html").stat().st_size <= 400_000


def test_nothing_judged_is_a_dash_with_the_reason_and_what_to_do(tmp_path):
    dark = [frame(i, reason="too dark", person=False) for i in range(10)]
    _, page = report(tmp_path / "r.html", dark)
    assert "could not be judged" in page.words
    assert "too dark 10 s" in page.words
    assert "Add light" in page.words
    assert "What was seen" not in page.words


def test_a_picture_has_values_but_no_times(tmp_path):
    result = frame(0, {"neck_inclination": 19.3}, score=74.3, losses={"neck": 25.7})
    _, page = report(tmp_path / "r.html", [result], "photo.jpg", kind="picture")
    assert "74 = 100 − 26 neck" in page.words
    assert "19.3°" in page.words
    assert not page.all("figure")
    assert "of the time" not in page.words
    assert "P90" not in page.words


def test_a_recording_without_frames_still_makes_a_page(tmp_path):
    _, page = report(tmp_path / "r.html", [], duration=5.0)
    assert "no frames 5.0 s" in page.words


def test_the_index_links_reports_and_tells_failures(tmp_path):
    done, _ = report(tmp_path / "a.html", simulate(60.0), "a b#1.mp4", duration=60.0)
    picture, _ = report(
        tmp_path / "p.html", [frame(0, reason="turned away")], "p.jpg", kind="picture"
    )
    entries = [
        IndexEntry(done, "a b#1/report.html"),
        IndexEntry(picture),
        IndexEntry(Failure(source="notes.txt", error="not a video")),
    ]
    write_index(tmp_path / "index.html", entries)
    text = (tmp_path / "index.html").read_text("utf-8")
    page = Page(text)
    assert [a["href"] for a in page.all("a")] == ["./a%20b%231/report.html"]
    assert "3 inputs" in page.words
    assert "notes.txtnot a video" in page.words
    assert f"{int(done.score)}" in page.words
    assert percent(done.coverage) in page.words
    assert "turned away" in page.words
    assert len(page.all("div", "strip")) == 1
    assert not re.search(r"@import|url\(|https?:|<script", text)


def test_an_unwritable_place_is_one_line(tmp_path):
    with pytest.raises(OutputError, match="cannot write"):
        write_index(tmp_path / "gone" / "index.html", [])
