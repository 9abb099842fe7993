"""The window of a guided session: its size, its keys, the figure beside you or alone."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from posecoach.errors import OutputError
from posecoach.outputs.board import Person, Scene
from posecoach.outputs.board import window as session_window
from posecoach.outputs.board.scene import Shown
from posecoach.outputs.board.window import SessionWindow
from tests.outputs.test_window import Screen, screen

__all__ = ["screen"]

SCENE = Scene("hold", "Hold for 30 seconds.", keys="STOP: q", share=0.5, number="15")
FIGURE = Shown("supine_figure_four", "right", 1.0)


@pytest.fixture
def opened(screen: Screen, monkeypatch: pytest.MonkeyPatch) -> SessionWindow:
    monkeypatch.setattr(session_window, "require_display", lambda: None)
    return SessionWindow(mirrored=False)


def person(width: int, height: int) -> Person:
    return Person(np.full((height, width, 3), 90, np.uint8))


@pytest.mark.parametrize(
    ("camera", "shown"),
    [((640, 480), (720, 960)), ((1920, 1080), (720, 1280)), ((480, 640), (960, 720))],
)
def test_pictures_are_as_large_as_big_type_needs_and_in_proportion(opened, screen, camera, shown):
    opened.show(SCENE, FIGURE, person(*camera))
    assert screen.shown[-1].shape[:2] == shown


def test_without_a_camera_the_figure_is_shown_in_two_postures(opened, screen):
    opened.show(SCENE, FIGURE, None)
    places = opened._board.places
    halves = [
        screen.shown[-1][b.y + 9 : b.bottom - 9, b.x + 9 : b.right - 9]
        for b in (places.figure, places.you)
    ]
    assert halves[0].std() > 20 and halves[1].std() > 20
    assert (halves[0][: len(halves[1])] != halves[1][: len(halves[0])]).mean() > 0.05


def test_an_exercise_without_a_figure_is_shown_all_the_same(opened, screen):
    opened.show(SCENE, Shown("no_such_exercise"), None)
    opened.show(SCENE, Shown("no_such_exercise"), person(640, 480))
    assert len(screen.shown) == 2


def test_keys_are_told_and_the_close_button_stops(opened, screen):
    opened.show(SCENE, FIGURE, None)
    screen.keys = [ord("n"), ord(" "), 27]
    assert [opened.keys() for _ in range(4)] == ["n", " ", "\x1b", ""]
    screen.open = False
    assert opened.keys() == "q"


def test_a_window_that_cannot_be_opened_is_one_line(screen, monkeypatch):
    def fails(*given):
        raise cv2.error("no")

    monkeypatch.setattr(session_window, "require_display", lambda: None)
    monkeypatch.setattr(cv2, "namedWindow", fails)
    with pytest.raises(OutputError, match="cannot open a window; use --headless"):
        SessionWindow(mirrored=True)
