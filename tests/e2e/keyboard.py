"""Pressing a key in a window of another program, by the X server's own test extension."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import POINTER, byref, c_char_p, c_int, c_uint, c_ulong, c_void_p
from typing import Any

Window = c_ulong
REVERT_TO_PARENT, CURRENT_TIME = 2, 0
VIEWABLE = 2


def can_press() -> bool:
    """Whether the libraries for it are there."""
    try:
        _libraries()
    except OSError:
        return False
    return True


def press(key: str, display: str, title: str) -> bool:
    """Press and release a key in the window with that title; False when there is none yet."""
    x, test = _libraries()
    with _connection(x, display) as server:
        window = _titled(x, server, x.XDefaultRootWindow(server), title)
        if window is None:
            return False
        x.XSetInputFocus(server, window, REVERT_TO_PARENT, CURRENT_TIME)
        code = x.XKeysymToKeycode(server, ord(key))
        for down in (1, 0):
            test.XTestFakeKeyEvent(server, code, down, CURRENT_TIME)
        x.XSync(server, 0)
    return True


def _libraries() -> tuple[Any, Any]:
    x, test = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXtst.so.6")
    x.XOpenDisplay.restype = c_void_p
    x.XDefaultRootWindow.restype = Window
    x.XDefaultRootWindow.argtypes = x.XCloseDisplay.argtypes = [c_void_p]
    x.XKeysymToKeycode.argtypes = [c_void_p, c_ulong]
    x.XSetInputFocus.argtypes = [c_void_p, Window, c_int, c_ulong]
    x.XSync.argtypes = [c_void_p, c_int]
    x.XFetchName.argtypes = [c_void_p, Window, POINTER(c_char_p)]
    x.XQueryTree.argtypes = [
        *(c_void_p, Window, POINTER(Window), POINTER(Window)),
        *(POINTER(POINTER(Window)), POINTER(c_uint)),
    ]
    test.XTestFakeKeyEvent.argtypes = [c_void_p, c_uint, c_int, c_ulong]
    return x, test


@contextmanager
def _connection(x: Any, display: str) -> Iterator[c_void_p]:
    server = c_void_p(x.XOpenDisplay(display.encode()))
    assert server, f"no connection to {display}"
    try:
        yield server
    finally:
        x.XCloseDisplay(server)


def _titled(x: Any, server: c_void_p, window: int, title: str) -> int | None:
    """The window itself or one inside it that has the title."""
    name = c_char_p()
    if x.XFetchName(server, window, byref(name)) and name.value == title.encode():
        return window
    root, parent, children, count = Window(), Window(), POINTER(Window)(), c_uint()
    x.XQueryTree(server, window, byref(root), byref(parent), byref(children), byref(count))
    found = (_titled(x, server, children[i], title) for i in range(count.value))
    return next((inner for inner in found if inner is not None), None)
