"""The coach in a window of its own."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Mapping

import cv2
import numpy as np
from numpy.typing import NDArray

from posecoach.baseline import Baseline
from posecoach.errors import OutputError
from posecoach.outputs.overlay import Banner, Overlay
from posecoach.outputs.overlay.limits import draw_limits, limit_lines
from posecoach.rules.rule import Rule, RuleSet
from posecoach.types import Result

TITLE = "posecoach"
KEYS = "q quit   p pause   m mirror   h hide picture   l limits"
ESCAPE = 27
OPENING_SIZE = (960, 720)  # pixels at most, when the window opens
DIM = 0.35  # brightness left of a picture that is not current

Image = NDArray[np.uint8]


def require_display() -> None:
    """Raise OutputError where no window can be opened: OpenCV would end the program there."""
    if not cv2.currentUIFramework():
        raise OutputError("this OpenCV is a headless build; use --headless")
    if sys.platform in ("win32", "darwin") or _display_answers():
        return
    display = os.environ.get("DISPLAY")
    problem = f"the display {display} cannot be opened" if display else "no display"
    raise OutputError(f"{problem}: no window is possible; use --headless")


def _display_answers() -> bool:
    """Return whether there is a display that lets us in."""
    if cv2.currentUIFramework() != "QT":
        return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    # The Qt of OpenCV's wheel speaks X11 only, by this library. The variables alone tell little:
    # they may name a server that is gone, or one that refuses us, as after sudo.
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return False
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    answers = xcb.xcb_connection_has_error(connection) == 0
    xcb.xcb_disconnect(connection)
    return bool(answers)


class Window:
    """A listener that shows judged frames; its keys are written at the bottom of the picture."""

    def __init__(self, rule_sets: tuple[RuleSet, ...], *, mirrored: bool) -> None:
        """Open the window. Raises OutputError when that is not possible."""
        require_display()
        self._limited = False
        self.use(rule_sets, None)
        self._overlay = Overlay()
        self._mirrored = mirrored
        self._hidden = False
        self._shown: Image | None = None
        self.paused = False
        self.closed = False
        plain = cv2.WINDOW_NORMAL | cv2.WINDOW_KEEPRATIO | cv2.WINDOW_GUI_NORMAL
        try:
            cv2.namedWindow(TITLE, plain)
        except cv2.error as e:
            raise OutputError("this OpenCV cannot open a window; use --headless") from e

    def use(self, rule_sets: tuple[RuleSet, ...], baseline: Baseline | None) -> None:
        """Show the limits of these rules, and of this person, from now on."""
        self._rules: dict[str, Mapping[str, Rule]] = {"": {}}
        self._rules |= {s.id: {r.id: r for r in s.rules} for s in rule_sets}
        self._baseline = baseline

    def take(self, result: Result) -> None:
        """Show one judged frame and look at the keys."""
        if result.frame is None:
            return
        if self._shown is None:
            cv2.resizeWindow(TITLE, *_comfortable(result.frame.size))
        image = np.zeros_like(result.frame.image) if self._hidden else result.frame.image
        rules = self._rules[result.assessment.rule_set]
        if self._limited:
            usual = self._baseline.at(result.size) if self._baseline else {}
            image = image.copy()
            draw_limits(image, limit_lines(result, rules.values(), usual), result.size)
        self._shown = self._overlay.draw(
            image, result, rules=rules, mirrored=self._mirrored, keys=KEYS
        )
        cv2.imshow(TITLE, self._shown)
        self._look_at_keys()

    def idle(self, lost: bool) -> None:
        """Say over the dimmed last picture why it stands still, and look at the keys."""
        words = "paused: p goes on" if self.paused else "camera lost, trying again" if lost else ""
        if words and self._shown is not None:
            cv2.imshow(TITLE, _dimmed(self._shown, words))
        self._look_at_keys()

    def show(self, text: str, urgent: bool) -> None:
        """Keep a reminder on the picture from the next frame on; an empty one goes."""
        self._overlay.banner = Banner(text, urgent) if text else None

    def close(self) -> None:
        """Close the window."""
        cv2.destroyAllWindows()

    def press(self, key: int) -> None:
        """Do what a key says; an unknown one does nothing."""
        if key in (ord("q"), ESCAPE):
            self.closed = True
        elif key == ord("p"):
            self.paused = not self.paused
        elif key == ord("m"):
            self._mirrored = not self._mirrored
        elif key == ord("h"):
            self._hidden = not self._hidden
        elif key == ord("l"):
            self._limited = not self._limited

    def _look_at_keys(self) -> None:
        self.press(cv2.waitKey(1) & 0xFF)
        if self._shown is not None and cv2.getWindowProperty(TITLE, cv2.WND_PROP_VISIBLE) < 1:
            self.closed = True  # the window's own close button


def _comfortable(size: tuple[int, int]) -> tuple[int, int]:
    """Return a size in the picture's proportions that is readable from a chair."""
    scale = min(OPENING_SIZE[0] / size[0], OPENING_SIZE[1] / size[1])
    return round(size[0] * scale), round(size[1] * scale)


def _dimmed(image: Image, words: str) -> Image:
    # nothing on a picture that is not current may be taken for the present
    dark = np.asarray(image * DIM, np.uint8)
    height, width = dark.shape[:2]
    size = max(14, height // 18)
    font = cv2.FontFace("sans")
    box = cv2.getTextSize((0, 0), words, (0, 0), font, size)
    origin = (max(0, (width - box[2]) // 2), (height + size) // 2)
    cv2.putText(dark, words, origin, (255, 255, 255), font, size)
    return dark
