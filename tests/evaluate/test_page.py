"""An evaluation as terminal text and as a page."""

import io
import re
from math import nan
from pathlib import Path

import pytest
from rich.console import Console

from posecoach.evaluate.document import (
    Curve,
    Document,
    Grid,
    Point,
    Section,
    Snapshot,
    Table,
    estimate,
    figure,
    share,
)
from posecoach.evaluate.page import plot, write_page
from posecoach.evaluate.resampling import Estimate
from posecoach.evaluate.terminal import print_document
from posecoach.reports.charts import HEIGHT, WIDTH


def point(x: float, value: float, spread: float = 1.0) -> Point:
    return Point(
        x, value, value - spread, value + spread, value - 3, value + 3, f"{x:g}: bias {value:g}"
    )


CURVE = Curve("Neck: error", "deg", "camera azimuth", (point(45, -8), point(90, 2), point(135, -4)))
HOSTILE = "<script>alert(1)</script>"
DOCUMENT = Document(
    "Evaluation of x",
    ("Two files.",),
    (
        Section(
            "Told apart",
            "About.",
            (Table("By rule", ("by", "AUC"), (("neck", "0.89 (0.83 to 0.94)"), (HOSTILE, "-"))),),
            (Grid("View", ("front", "side"), ((3, 1), (0, 5)), "Accuracy 0.89."),),
            (CURVE,),
            (Snapshot(b"\xff\xd8", "a.jpg: bad, score 90"),),
        ),
    ),
)


def test_numbers_as_text_are_never_a_wrong_zero() -> None:
    assert estimate(Estimate(0.891, 0.8, 0.94)) == "0.89 (0.80 to 0.94)"
    assert estimate(Estimate(0.5)) == "0.50"
    assert estimate(Estimate()) == figure(nan) == share(nan) == "-"
    assert figure(-1.26, 1) == "\N{MINUS SIGN}1.3"
    assert share(0.256) == "26 %"


def test_the_terminal_shows_tables_and_matrices_within_80_columns() -> None:
    out = io.StringIO()
    print_document(Console(file=out, width=80), DOCUMENT)
    text = out.getvalue()
    assert max(len(line) for line in text.splitlines()) <= 80
    assert re.search(r"neck\s+0\.89 \(0\.83 to 0\.94\)", text)
    assert re.search(r"1 front\s+3\s+1", text)
    assert re.search(r"2 side\s+\.\s+5", text)


def numbers(path: str) -> list[tuple[int, int]]:
    pairs = path.strip("MZ").split("L")
    return [(int(x), int(y)) for x, y in (pair.split() for pair in pairs)]


def test_a_curve_runs_from_left_to_right_and_higher_values_lie_higher() -> None:
    laid = plot(CURVE)
    line = numbers(laid.line)
    assert [x for x, _ in line] == [0, WIDTH // 2, WIDTH]
    assert line[1][1] < line[2][1] < line[0][1]  # y counts down from the top
    zero = numbers(laid.zero)[0][1]
    assert line[1][1] < zero < line[2][1]
    for path in (laid.line, laid.interval, laid.limits):
        assert all(0 <= y <= HEIGHT for _, y in numbers(path))


def test_the_bands_lie_around_the_line() -> None:
    laid = plot(CURVE)
    y = numbers(laid.line)[0][1]
    low, high = numbers(laid.interval)[0][1], numbers(laid.interval)[-1][1]
    lower, upper = numbers(laid.limits)[0][1], numbers(laid.limits)[-1][1]
    assert upper < high < y < low < lower


def test_an_unknown_interval_closes_on_the_line() -> None:
    bare = (Point(0, 1, nan, nan, nan, nan, ""), Point(1, 2, nan, nan, nan, nan, ""))
    laid = plot(Curve("x", "deg", "y", bare))
    assert numbers(laid.interval)[:2] == numbers(laid.line)


def test_dots_say_what_they_are() -> None:
    (first, *_) = plot(CURVE).dots
    assert (first.at, first.text) == (0, "45: bias -8")


@pytest.fixture
def page(tmp_path: Path) -> str:
    write_page(tmp_path / "evaluation.html", DOCUMENT)
    return (tmp_path / "evaluation.html").read_text("utf-8")


def test_the_page_needs_nothing_but_itself(page: str) -> None:
    assert not re.findall(r'(?:src|href)="(?!data:)', page)
    assert "http" not in re.sub(r"<meta[^>]*>", "", page)
    assert "default-src 'none'" in page


def test_the_page_holds_everything_and_no_markup_from_names(page: str) -> None:
    assert HOSTILE not in page
    assert "&lt;script&gt;" in page
    for text in ("Told apart", "0.89 (0.83 to 0.94)", "Accuracy 0.89.", "Neck: error"):
        assert text in page
    assert 'alt="a.jpg: bad, score 90"' in page
    assert 'aria-label="Neck: error by camera azimuth. 45: bias -8; 90: bias 2' in page


def test_the_share_of_a_row_colours_its_cells(page: str) -> None:
    assert re.search(r'class="right" style="--share:75">3<', page)
    assert re.search(r'style="--share:25">1<', page)
