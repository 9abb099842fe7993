"""A guided session in a window of its own."""

from __future__ import annotations

import cv2

from posecoach.errors import OutputError
from posecoach.outputs.board import Board
from posecoach.outputs.board.figures import Figures
from posecoach.outputs.board.scene import Person, Scene, Shown
from posecoach.outputs.window import TITLE, require_display

SHORTER_PX = 720  # side of the picture: large enough for big type, cheap enough to draw
WIDE = (1280, 720)  # without a camera


class SessionWindow:
    """Shows scenes, and tells which keys were pressed. The window's close button counts as `q`."""

    def __init__(self, *, mirrored: bool) -> None:
        """Open the window. Raises OutputError when that is not possible."""
        require_display()
        self._mirrored = mirrored
        self._board: Board | None = None
        self._figures = Figures(WIDE)
        plain = cv2.WINDOW_NORMAL | cv2.WINDOW_KEEPRATIO | cv2.WINDOW_GUI_NORMAL
        try:
            cv2.namedWindow(TITLE, plain)
        except cv2.error as error:
            raise OutputError("this OpenCV cannot open a window; use --headless") from error

    def show(self, scene: Scene, shown: Shown, you: Person | None) -> None:
        """Draw a scene: the figure of an exercise beside you, or, without a camera, in two ways."""
        board = self._board_for(you)
        figure = self._figures.person(*shown)
        beside = you or self._figures.person(*shown._replace(share=1.0 - shown.share))
        cv2.imshow(TITLE, board.draw(scene, figure, beside, mirrored=self._mirrored))

    def keys(self) -> str:
        """Return the keys pressed since the last look; also lets the window live."""
        pressed = cv2.waitKey(1)
        if self._board is not None and cv2.getWindowProperty(TITLE, cv2.WND_PROP_VISIBLE) < 1:
            return "q"
        return chr(pressed & 0xFF) if pressed >= 0 else ""

    def close(self) -> None:
        """Close the window."""
        cv2.destroyAllWindows()

    def _board_for(self, you: Person | None) -> Board:
        height, width = WIDE[::-1] if you is None else you.image.shape[:2]
        scale = SHORTER_PX / min(height, width)
        size = round(width * scale), round(height * scale)
        if self._board is None or (you is not None and self._board.size != size):
            self._board = Board(size)
            at = self._board.places.figure
            self._figures = Figures((at.w, at.h))
            cv2.resizeWindow(TITLE, *size)
        return self._board
