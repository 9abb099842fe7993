"""The picture of a guided session: nothing overlaps, everything can be read, the ring fills."""

from __future__ import annotations

from itertools import combinations
from math import nan

import numpy as np
import pytest

from posecoach.joints import Joint
from posecoach.language import load_language
from posecoach.outputs.board import Board, Person, Scene, joint_named, places
from posecoach.outputs.board.figures import Figures
from posecoach.outputs.board.scene import COLOURS
from posecoach.outputs.overlay.boxes import Box

SIZES = [(640, 480), (1280, 720), (1920, 1080), (720, 1280), (480, 640), (600, 600), (2560, 720)]
ALONE = "posecoach"


def boxes(at):
    return {name: getattr(at, name) for name in ("title", "figure", "you", "ring", "words", "keys")}


@pytest.mark.parametrize("size", SIZES)
def test_parts_lie_within_the_picture_and_apart(size):
    parts = boxes(places(size))
    for name, box in parts.items():
        assert box.within(Box(0, 0, *size)), name
        assert box.w > 0 and box.h > 0, name
    for (a, one), (b, other) in combinations(parts.items(), 2):
        assert not one.meets(other), (a, b)
    assert parts["ring"].w == parts["ring"].h


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("code", ["en", "de"])
def test_every_phrase_is_whole_and_large_enough_for_three_metres(size, code):
    board, language = Board(size), load_language(code)
    fields = {"n": 10, "of": 10, "seconds": 30, "minutes": 12, "title": "Knie zur Gegenschulter"}
    fields |= {"part": language.part("shoulders"), "reason": "zu dunkel"}
    for key in language.english.phrases:
        if key.startswith(("no_voice", "screening_", "result_")):
            continue  # only in the terminal
        words = language.phrase(key, "right", **fields)
        fitted = board._largest(words, board.places.words)
        assert fitted.whole, words
        assert fitted.size >= 0.42 * board.places.type_px, words
        height = fitted.size * 1.28 * len(fitted.lines)
        assert height <= board.places.words.h + 1, words


def test_type_is_as_large_as_three_metres_need():
    # capitals are three quarters of the type size: 14 mm on a laptop of 14 inches (174 mm high),
    # and for the longest sentences still 13 mm on a screen of 24 inches (299 mm)
    board, language = Board((1280, 720)), load_language("en")
    short = board._largest(language.phrase("hold", seconds=30), board.places.words)
    long = board._largest(language.phrase("no_person"), board.places.words)
    assert 0.75 * short.size / 720 * 174 >= 13.9
    assert 0.75 * long.size / 720 * 299 >= 13


def ring_share(image, box, colour):
    """How much of the ring's circle has a colour, sampled clockwise from the top."""
    angles = np.radians(np.arange(0, 360, 2) - 90 + 1)
    radius = box.w / 2 * 0.88
    x = np.rint(box.x + box.w / 2 + radius * np.cos(angles)).astype(int)
    y = np.rint(box.y + box.h / 2 + radius * np.sin(angles)).astype(int)
    near = np.abs(image[y, x].astype(int) - colour).max(axis=1) < 30
    return near


@pytest.mark.parametrize("share", [0.0, 0.25, 0.5, 1.0])
def test_the_ring_fills_clockwise_from_the_top(share):
    board = Board((1280, 720))
    image = board.draw(Scene("hold", "Hold.", share=share), None, None)
    filled = ring_share(image, board.places.ring, COLOURS["hold"])
    assert filled.mean() == pytest.approx(share, abs=0.05)
    assert filled[: max(0, int(share * 180) - 4)].all()


def test_an_empty_ring_where_nothing_counts():
    board = Board((1280, 720))
    image = board.draw(Scene("setup", "Lie down.", share=nan), None, None)
    assert not ring_share(image, board.places.ring, COLOURS["hold"]).any()


def part(image, box):
    return image[box.y : box.bottom, box.x : box.right]


def test_faults_fill_the_words_with_colour_and_other_words_do_not():
    board = Board((1280, 720))
    for stage, filled in (("fault", True), ("held", True), ("hold", False), ("rest", False)):
        words = part(board.draw(Scene(stage, "Rest your head."), None, None), board.places.words)
        near = (np.abs(words.astype(int) - COLOURS[stage]).max(axis=2) < 8).mean()
        assert (near > 0.5) == filled, stage


def half_bright():
    image = np.full((480, 640, 3), 60, np.uint8)
    image[:, :320] = 220
    return image


@pytest.mark.parametrize("mirrored", [False, True])
def test_both_people_are_mirrored_or_none_with_the_joint_that_matters(mirrored):
    board = Board((1280, 720))
    px = np.full((33, 2), np.nan)
    px[Joint.RIGHT_KNEE] = 160, 240
    person = Person(half_bright(), px, bones=False)
    scene = Scene("hold", "Hold.", joint=Joint.RIGHT_KNEE)
    image = board.draw(scene, person, person, mirrored=mirrored)
    for box in (board.places.figure, board.places.you):
        seen = part(image, box)
        middle = seen[seen.shape[0] // 4, :, 0].astype(int)
        bright = middle[len(middle) // 3] > middle[2 * len(middle) // 3]
        assert bright != mirrored
        marked = np.abs(seen.astype(int) - COLOURS["hold"]).max(axis=2) < 8
        inner = marked[10:-10, 10:-10]
        columns = np.nonzero(inner)[1].mean() / inner.shape[1]
        assert (columns > 0.5) == mirrored


def test_an_old_picture_is_dark():
    board = Board((1280, 720))
    image = half_bright()
    now = board.draw(Scene("hold", ""), None, Person(image))
    old = board.draw(Scene("hold", ""), None, Person(image, current=False))
    box = board.places.you
    assert part(old, box).mean() < 0.6 * part(now, box).mean()


@pytest.mark.parametrize(
    ("name", "side", "joint"),
    [
        ("right knee", "right", Joint.RIGHT_KNEE),
        ("right knee", "left", Joint.LEFT_KNEE),
        ("left ankle", "left", Joint.RIGHT_ANKLE),
        ("nose", "right", Joint.NOSE),
        ("", "right", None),
        ("right tail", "right", None),
    ],
)
def test_the_joint_that_matters_is_of_the_side_worked(name, side, joint):
    assert joint_named(name, side) == joint


def test_the_figure_is_drawn_once_and_mirrored_for_the_other_side():
    figures = Figures((320, 240))
    right = figures.person("supine_figure_four", "right", 1.0, "")
    left = figures.person("supine_figure_four", "left", 1.0, "")
    assert right is not None and left is not None
    assert right is figures.person("supine_figure_four", "right", 1.0, "")
    assert right.image.shape == (240, 320, 3)
    assert right.px is not None and left.px is not None
    assert left.px[Joint.LEFT_KNEE][0] == pytest.approx(320 - right.px[Joint.RIGHT_KNEE][0], abs=1)
    assert (figures.person("supine_figure_four", "right", 0.0, "").image != right.image).any()
    assert figures.person("no_such_exercise", "right", 1.0, "") is None
