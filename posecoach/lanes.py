"""Run the network on a recording with both cores, in constant memory and in order.

Two estimators work in two threads (the network releases the interpreter lock). Blocks of
consecutive frames go to them in turn, always the same block to the same one, so the result does
not depend on how fast the machine is.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import cycle, islice

from posecoach.types import Frame, Sighting

LANES = 2
BLOCK_BYTES = 24_000_000  # pixels that one block may hold
LONGEST_BLOCK = 8  # frames; half a second of a recording at the usual rate

Seen = tuple[Frame, Sighting]
Estimate = Callable[[Frame], Sighting]


def in_lanes(frames: Iterable[Frame], estimators: Sequence[Estimate]) -> Iterator[Seen]:
    """Yield every frame with what was seen in it, in order.

    Closing the generator waits for the blocks under way, nothing more.
    """
    lanes = [ThreadPoolExecutor(1, f"lane-{i}") for i in range(len(estimators))]
    turns = cycle(zip(lanes, estimators, strict=True))
    stream = iter(frames)
    pending: deque[Future[list[Seen]]] = deque()
    try:
        while block := _next_block(stream):
            lane, estimate = next(turns)
            pending.append(lane.submit(_see, block, estimate))
            # one block more than lanes keeps every lane busy while the caller works on results
            if len(pending) > len(lanes):
                yield from pending.popleft().result()
        while pending:
            yield from pending.popleft().result()
    finally:
        for lane in lanes:
            lane.shutdown(cancel_futures=True)


def _next_block(stream: Iterator[Frame]) -> list[Frame]:
    first = next(stream, None)
    if first is None:
        return []
    length = max(1, min(LONGEST_BLOCK, BLOCK_BYTES // max(1, first.image.nbytes)))
    return [first, *islice(stream, length - 1)]


def _see(block: list[Frame], estimate: Estimate) -> list[Seen]:
    return [(frame, estimate(frame)) for frame in block]
