"""Two networks on one recording: in order, always the same share each, and no more than needed."""

from __future__ import annotations

import threading

import numpy as np
import pytest

from posecoach.lanes import BLOCK_BYTES, LONGEST_BLOCK, in_lanes
from posecoach.types import Frame
from tests.people import sighting

SMALL = np.zeros((4, 4, 3), np.uint8)


def frames(count, image=SMALL, taken=None):
    for i in range(count):
        if taken is not None:
            taken.append(i)
        yield Frame(i / 10, i, image)


class Network:
    """Remembers which frames it saw, and in which threads."""

    def __init__(self):
        self.seen, self.threads = [], set()

    def __call__(self, frame):
        self.seen.append(frame.index)
        self.threads.add(threading.get_ident())
        return sighting(frame.t)


@pytest.mark.parametrize("count", [0, 1, 7, 8, 9, 16, 17, 40, 100])
@pytest.mark.parametrize("lanes", [1, 2, 3])
def test_every_frame_comes_once_and_in_order_with_what_was_seen_in_it(count, lanes):
    found = list(in_lanes(frames(count), [Network() for _ in range(lanes)]))
    assert [frame.index for frame, _ in found] == list(range(count))
    assert all(frame.t == seen.t for frame, seen in found)


def test_blocks_of_eight_go_to_the_networks_in_turn_and_each_keeps_to_one_thread():
    networks = [Network(), Network()]
    list(in_lanes(frames(40), networks))
    assert networks[0].seen == [*range(0, 8), *range(16, 24), *range(32, 40)]
    assert networks[1].seen == [*range(8, 16), *range(24, 32)]
    assert [len(n.threads) for n in networks] == [1, 1]
    assert networks[0].threads.isdisjoint(networks[1].threads)


def test_blocks_of_large_pictures_are_shorter():
    large = np.broadcast_to(np.uint8(0), (2160, 3840, 3))
    networks = [Network(), Network()]
    list(in_lanes(frames(4, large), networks))
    assert BLOCK_BYTES // large.nbytes == 0
    assert [n.seen for n in networks] == [[0, 2], [1, 3]]
    assert LONGEST_BLOCK == 8


def test_frames_are_read_only_a_few_blocks_ahead():
    taken = []
    stream = in_lanes(frames(1000, taken=taken), [Network(), Network()])
    next(stream)
    assert len(taken) == 3 * LONGEST_BLOCK
    stream.close()


def test_closing_early_stops_the_threads():
    before = threading.active_count()
    stream = in_lanes(frames(1000), [Network(), Network()])
    next(stream)
    assert threading.active_count() == before + 2
    stream.close()
    assert threading.active_count() == before


def test_an_error_of_a_network_is_raised_after_the_frames_before_it():
    def fails(frame):
        if frame.index == 12:
            raise RuntimeError("no")
        return sighting(frame.t)

    found = []
    with pytest.raises(RuntimeError, match="no"):
        for frame, _ in in_lanes(frames(40), [fails, fails]):
            found.append(frame.index)
    assert found == list(range(8))


def test_an_error_of_the_source_is_raised():
    def broken():
        yield from frames(3)
        raise OSError("gone")

    with pytest.raises(OSError, match="gone"):
        list(in_lanes(broken(), [Network(), Network()]))
