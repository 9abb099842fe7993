"""The keys of the window and what it shows, without a display."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from posecoach.errors import OutputError
from posecoach.outputs import window
from posecoach.outputs.window import ESCAPE, Window
from posecoach.types import Activity, Assessment, Frame, Outlook, Result
from tests.people import SIZE, UPRIGHT, film, person, times, watched
from tests.rulebook import OURS
from tests.sources.made import Image


class Screen:
    """Stands in for OpenCV's windows: what is shown, and the keys to come."""

    def __init__(self) -> None:
        self.shown: list[Image] = []
        self.keys: list[int] = []
        self.open = True

    def show(self, title: str, image: Image) -> None:
        self.shown.append(image.copy())

    def key(self, wait_ms: int) -> int:
        return self.keys.pop(0) if self.keys else -1

    def visible(self, title: str, what: int) -> float:
        return float(self.open)


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Screen:
    screen = Screen()
    monkeypatch.setattr(window, "require_display", lambda: None)
    monkeypatch.setattr(cv2, "namedWindow", lambda *given: None)
    monkeypatch.setattr(cv2, "resizeWindow", lambda *given: None)
    monkeypatch.setattr(cv2, "imshow", screen.show)
    monkeypatch.setattr(cv2, "waitKey", screen.key)
    monkeypatch.setattr(cv2, "getWindowProperty", screen.visible)
    return screen


def picture() -> Image:
    """Bright on the left, grey on the right, with nothing of the overlay's own colours."""
    image = np.full((360, 640, 3), 90, np.uint8)
    image[:, :320] = 200
    return image


def result() -> Result:
    size = (640, 360)
    frame = Frame(0.0, 0, picture())
    outlook = Outlook(reason="no person")
    return Result(0.0, 0, frame, size, None, None, outlook, Activity.UNKNOWN, {}, Assessment())


def left_is_bright(image: Image) -> bool:
    return bool(image[150:200, 10].mean() > image[150:200, -10].mean() + 30)


def test_a_headless_build_of_opencv_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cv2, "currentUIFramework", lambda: "")
    monkeypatch.setenv("DISPLAY", ":0")
    with pytest.raises(OutputError, match="headless build; use --headless"):
        window.require_display()


@pytest.mark.parametrize("key", [ord("q"), ESCAPE])
def test_q_and_escape_close_it(screen: Screen, key: int) -> None:
    shown = Window((), mirrored=False)
    screen.keys = [ord("x"), key]
    shown.take(result())
    assert not shown.closed
    shown.take(result())
    assert shown.closed


def test_p_pauses_and_goes_on_and_says_so_over_a_darker_picture(screen: Screen) -> None:
    shown = Window((), mirrored=False)
    screen.keys = [ord("p")]
    shown.take(result())
    assert shown.paused
    screen.keys = [ord("p")]
    shown.idle(lost=False)
    assert not shown.paused
    bright, dim = screen.shown
    assert np.median(dim) < 0.5 * np.median(bright)


def test_a_lost_camera_is_said_over_a_darker_picture(screen: Screen) -> None:
    shown = Window((), mirrored=False)
    shown.take(result())
    shown.idle(lost=True)
    assert np.median(screen.shown[1]) < 0.5 * np.median(screen.shown[0])
    assert not shown.paused


def test_a_moment_without_a_frame_leaves_the_picture_as_it_is(screen: Screen) -> None:
    shown = Window((), mirrored=False)
    shown.take(result())
    shown.idle(lost=False)
    assert len(screen.shown) == 1


@pytest.mark.parametrize("mirrored", [True, False])
def test_m_mirrors_the_picture(screen: Screen, mirrored: bool) -> None:
    shown = Window((), mirrored=mirrored)
    screen.keys = [ord("m")]
    shown.take(result())
    shown.take(result())
    assert [left_is_bright(image) for image in screen.shown] == [not mirrored, mirrored]


def test_h_hides_the_picture_and_shows_it_again(screen: Screen) -> None:
    shown = Window((), mirrored=False)
    screen.keys = [ord("h"), ord("h")]
    for _ in range(3):
        shown.take(result())
    assert [left_is_bright(image) for image in screen.shown] == [True, False, True]
    assert np.median(screen.shown[1]) == 0


def test_the_frame_itself_is_not_drawn_on(screen: Screen) -> None:
    shown, given = Window((), mirrored=False), result()
    shown.take(given)
    assert given.frame is not None and np.array_equal(given.frame.image, picture())


def test_its_own_close_button_closes_it(screen: Screen) -> None:
    shown = Window((), mirrored=False)
    shown.take(result())
    screen.open = False
    shown.idle(lost=False)
    assert shown.closed


def test_an_opencv_without_windows_is_one_line(
    screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*given: object) -> None:
        raise cv2.error("The function is not implemented")

    monkeypatch.setattr(cv2, "namedWindow", refuse)
    with pytest.raises(OutputError, match="use --headless"):
        Window((), mirrored=False)


def test_a_reminder_stays_on_the_picture_until_it_is_taken_away(screen: Screen) -> None:
    made = Window((), mirrored=False)
    made.take(result())
    made.show("Stand up.", True)
    made.take(result())
    made.show("", False)
    made.take(result())
    before, reminded, after = screen.shown
    assert (reminded != before).any()
    assert (after == before).all()


def test_l_shows_the_limits_of_the_rules_in_use(screen: Screen) -> None:
    pose = person(UPRIGHT)
    last = watched(film(lambda t: pose, times(3, 5)))[-1]
    grey = Frame(last.t, 0, np.full((SIZE[1], SIZE[0], 3), 90, np.uint8))
    shown = Window((), mirrored=False)
    shown.use(OURS, None)
    shown.take(replace(last, frame=grey))
    shown.press(ord("l"))
    shown.take(replace(last, frame=grey))
    shown.press(ord("l"))
    shown.take(replace(last, frame=grey))
    without, limits, again = screen.shown
    assert (without == again).all()
    assert (without != limits).any()
    assert (grey.image == 90).all()
