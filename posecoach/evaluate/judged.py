"""The product over a labelled folder: what it saw in each file, and what it made of that.

The network is run once for each file, by the chain of `posecoach analyze`; what it saw is kept, so
that judging again with another baseline costs next to nothing.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np

from posecoach.app import Options, recording_coach, watch
from posecoach.baseline import Baseline, capture
from posecoach.errors import ConfigError, SourceError
from posecoach.evaluate.datasets import Item
from posecoach.pipeline import assess
from posecoach.types import Result, Sighting

T = TypeVar("T")
PROCESSES = 2
POLL_S = 0.2  # between looks at whether to stop
AHEAD = 4  # files handed out before they are needed, for each process


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """What the network saw in one file."""

    item: Item
    sightings: tuple[Sighting, ...] = ()
    still: bool = True  # a picture, in which nothing has to last
    error: str = ""  # why the file could not be read


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One labelled frame and what the product makes of it."""

    item: Item
    label: str
    result: Result
    said: frozenset[str]  # rules whose message stands at this time


def see(item: Item, options: Options) -> Seen:
    """Run the network over one file."""
    sightings: list[Sighting] = []
    try:
        with watch(item.path, options) as watching:
            watching.on_sighting = sightings.append
            for _ in watching.results():
                pass
            still = watching.coach.still
    except SourceError as error:
        return Seen(item, error=str(error))
    return Seen(item, tuple(sightings), still)


def see_all(
    items: Sequence[Item],
    options: Options,
    on_seen: Callable[[], None] = lambda: None,
    stop: Callable[[], bool] = lambda: False,
) -> list[Seen]:
    """Run the network over all files, in order, on both cores; until told to stop."""
    return list(in_processes(see, [(item, options) for item in items], on_seen, stop))


def in_processes(
    work: Callable[..., T],
    calls: Iterable[tuple[object, ...]],
    on_done: Callable[[], None] = lambda: None,
    stop: Callable[[], bool] = lambda: False,
) -> Iterator[T]:
    """Yield `work(*call)` for each call, in order; a stop keeps what is done."""
    # a forked copy of a process in which the network has run hangs
    context = multiprocessing.get_context("spawn")
    others = set(multiprocessing.active_children())
    with ProcessPoolExecutor(PROCESSES, context, _uninterrupted) as pool:
        pending: deque[Future[T]] = deque()
        left = iter(calls)
        while not stop():
            while len(pending) < AHEAD * PROCESSES and (call := next(left, None)) is not None:
                pending.append(pool.submit(work, *call))
            if not pending:
                return
            if not wait((pending[0],), POLL_S).done:
                continue
            yield pending.popleft().result()
            on_done()
        yield from [future.result() for future in pending if future.done()]
        pool.shutdown(wait=False, cancel_futures=True)
        for worker in set(multiprocessing.active_children()) - others:
            worker.terminate()  # what is under way is lost, and may be minutes of work


def _uninterrupted() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who hands out the work


def judge(seen: Seen, options: Options) -> list[Row]:
    """Return the labelled frames of one file as the product judges them."""
    coach = recording_coach(options, still=seen.still)
    said: set[str] = set()
    rows = []
    for result in assess(((None, sighting) for sighting in seen.sightings), coach):
        for event in result.assessment.events:
            (said.discard if event.kind == "cleared" else said.add)(event.rule)
        label = seen.item.label_at(result.t)
        if label:
            rows.append(Row(seen.item, label, result, frozenset(said)))
    return rows


def judge_all(seen: Iterable[Seen], options: Options) -> list[Row]:
    """Return the labelled frames of all files."""
    return [row for one in seen for row in judge(one, options)]


def judge_with_baselines(
    seen: Sequence[Seen], options: Options, label: str, seed: int = 0
) -> tuple[list[Row], dict[str, str]]:
    """Judge every group against one of its own files labelled `label`, drawn by the seed.

    Returns the rows without those of the baselines, and the file that is each group's baseline. A
    group without a usable one is left out.
    """
    random = np.random.default_rng(seed)
    rows: list[Row] = []
    chosen: dict[str, str] = {}
    for group in dict.fromkeys(one.item.group for one in seen):
        members = [one for one in seen if one.item.group == group]
        able = [one for one in members if one.item.label == label]
        for one in (able[i] for i in random.permutation(len(able))):
            if (baseline := _baseline(one)) is not None:
                chosen[group] = one.item.file
                others = (other for other in members if other is not one)
                rows += judge_all(others, replace(options, baseline=baseline))
                break
    return rows, chosen


def _baseline(seen: Seen) -> Baseline | None:
    """The baseline a file gives; None when it cannot be judged."""
    coach = recording_coach(Options(), still=seen.still)
    try:
        return capture(assess(((None, sighting) for sighting in seen.sightings), coach))
    except ConfigError:
        return None
