import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posecoach.outputs.overlay.style import BLACK, Colour, Style
from posecoach.outputs.overlay.text import ELLIPSIS, LINE_HEIGHT
from tests.outputs.overlay_scenes import INK, STYLE

CUE = "Raise the seat or sit back, so that knees are no higher than hips."
READABLE = 4.5  # contrast that WCAG 2.2 asks for (1.4.3)
SCRIPTS = ["ÄÅgjpqy|()", "Größe 72 = 100 − 18", "Ωμέγα", "Привет", "日本語の文字", "✓ 24° …"]


def luminance(colour: Colour) -> float:
    """Relative luminance of WCAG 2.2, 0..1."""
    share = np.array(colour[::-1]) / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


def contrast(a: Colour, b: Colour) -> float:
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colour", [*STYLE.levels.values(), *STYLE.bands.values()])
def test_black_text_stands_out_on_every_chip(colour: Colour) -> None:
    assert contrast(BLACK, colour) >= READABLE


@pytest.mark.parametrize("text", [STYLE.text, STYLE.quiet])
@pytest.mark.parametrize("behind", [0, 128, 255])
def test_light_text_stands_out_on_the_backing_over_any_picture(text: Colour, behind: int) -> None:
    shade = round(behind * (1 - STYLE.opacity) + STYLE.backing * STYLE.opacity)
    assert contrast(text, (shade, shade, shade)) >= READABLE


def test_levels_differ_in_more_than_hue() -> None:
    # Okabe and Ito's colours differ in lightness too, but signs and line widths tell them apart
    greys = sorted(luminance(colour) for colour in STYLE.levels.values())
    assert len({round(grey, 2) for grey in greys}) == len(greys)


@pytest.mark.parametrize("text", SCRIPTS)
@pytest.mark.parametrize("size", [10, 13, 32, 95])
def test_ink_stays_inside_the_measured_line(text: str, size: int) -> None:
    canvas = np.zeros((4 * size, INK.width(text, size) + 4 * size, 3), np.uint8)
    top, left = size, size
    INK.draw(canvas, text, (left, top + size), size, (255, 255, 255))
    rows, columns = np.nonzero(canvas.max(axis=2) > 60)
    assert rows.size
    assert top <= rows.min() and rows.max() < top + LINE_HEIGHT * size
    assert left <= columns.min() and columns.max() < left + INK.width(text, size)


@pytest.mark.parametrize("text", [CUE, "日本語の文字" * 6])
@pytest.mark.parametrize("width", [120, 200, 333, 700, 2000])
@pytest.mark.parametrize("lines", [1, 2, 3])
def test_fitted_lines_are_never_wider_than_the_room(text: str, width: int, lines: int) -> None:
    fitted = INK.fit(text, width, 30, lines)
    assert len(fitted.lines) <= lines
    assert all(INK.width(line, fitted.size) <= width for line in fitted.lines)
    glue = " " if " " in text else ""
    if fitted.whole:
        assert glue.join(fitted.lines) == text
    else:
        begun = glue.join(fitted.lines).removesuffix(ELLIPSIS).rstrip()
        assert begun and text.startswith(begun)
        assert fitted.lines[-1].endswith(ELLIPSIS)


def test_a_long_cue_breaks_before_it_shrinks_and_shrinks_before_it_is_cut() -> None:
    wide = INK.width(CUE, 30)
    assert INK.fit(CUE, wide, 30, 2).lines == (CUE,)
    broken = INK.fit(CUE, round(0.6 * wide), 30, 2)
    assert (len(broken.lines), broken.size) == (2, 30)
    smaller = INK.fit(CUE, round(0.45 * wide), 30, 2)
    assert smaller.whole and smaller.size < 30
    assert not INK.fit(CUE, round(0.2 * wide), 30, 2).whole


def test_two_lines_are_about_as_long_as_each_other() -> None:
    first, second = INK.fit(CUE, round(0.9 * INK.width(CUE, 30)), 30, 2).lines
    assert 0.7 < INK.width(first, 30) / INK.width(second, 30) < 1.4


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), min_size=1))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_any_words_can_be_fitted(text: str) -> None:
    fitted = INK.fit(text, 150, 24, 2)
    assert 1 <= len(fitted.lines) <= 2


@pytest.mark.parametrize(
    ("size", "unit"),
    [((320, 240), 12.0), ((640, 127), 12.0), ((1280, 720), 29.9), ((3840, 2160), 89.6)],
)
def test_type_grows_with_the_picture(size: tuple[int, int], unit: float) -> None:
    assert STYLE.unit(size) == pytest.approx(unit, abs=0.1)
    assert Style(scale=2.0).unit(size) == pytest.approx(2 * STYLE.unit(size))


def test_capitals_of_the_main_words_are_16_minutes_of_arc_high_from_2_m_on_a_24_inch_screen() -> (
    None
):
    size = round(STYLE.unit((1280, 720)))
    canvas = np.zeros((80, 80, 3), np.uint8)
    INK.draw(canvas, "H", (10, 60), size, (255, 255, 255))
    rows = np.nonzero(canvas.max(axis=2) > 127)[0]
    height_mm = (np.ptp(rows) + 1) / 720 * 299
    assert np.degrees(np.arctan(height_mm / 2000)) * 60 >= 15
