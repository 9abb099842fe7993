"""What a day at the desk needs beside the loop of `posecoach live`, put together."""

from __future__ import annotations

import os
import time
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from posecoach.calibration.keeper import Keeper
    from posecoach.control.server import Server
    from posecoach.desk.listener import Desk
    from posecoach.live import Listener
    from posecoach.outputs.lines import EventLines
    from posecoach.outputs.window import Window
    from posecoach.pipeline import Coach, Watch
    from posecoach.settings import Settings
    from posecoach.sources import LiveSource
    from posecoach.steering import Steering

LOCK_EVERY_S = 10.0  # between two looks at the lock of the screen


@dataclass(slots=True)
class Running:
    """What the parts of a day at the desk need of each other."""

    source: LiveSource
    server: Server
    watch: Watch
    lines: EventLines
    window: Window | None
    given: bool  # the user has given a baseline

    def use(self, coach: Coach) -> None:
        """Judge, and show limits, by another baseline or other bands."""
        self.watch.use(coach)
        if self.window is not None:
            self.window.use(coach.rule_sets, coach.baseline)

    def say(self, words: str) -> None:
        """Tell the user, and programs that read along."""
        from posecoach.reminders.words import Message

        if self.window is not None:
            click.echo(f"posecoach: {words}", err=True)
        self.lines.said(Message("notice", words))


def listeners_of(running: Running, desk: Desk | None, keeper: Keeper) -> list[Listener]:
    """Return who listens, in order: what is said comes before what is shown."""
    from posecoach.economy import Economy

    found: list[Listener] = [running.lines, *([] if desk is None else [desk])]
    found += [keeper, _steering(running, desk, keeper), Economy(running.source.coarsen)]
    return found if running.window is None else [*found, running.window]


def open_day(running: Running, settings: Settings, stack: ExitStack) -> Desk | None:
    """Return the clock and the reminders, if they are wanted."""
    from posecoach.desk.opening import open_desk
    from posecoach.sources.timing import steady_s

    if not settings.reminders.on:
        return None
    desk = open_desk(
        settings,
        tell=running.lines.said,
        show=None if running.window is None else running.window.show,
        source=running.source.name,
        calibrated=True,  # until the keeper, which knows once the view is seen, says otherwise
        steady=steady_s,
    )
    if settings.reminders.plan:
        desk.advice = _next_of_plan
    return stack.enter_context(desk)


def _next_of_plan() -> str:
    """Return the one next thing of the week's plan; empty where it is not to be had."""
    from datetime import date

    from posecoach.errors import ConfigError, HistoryError
    from posecoach.plan.targets import load_plan
    from posecoach.plan.weeks import standing_of

    try:
        return standing_of(load_plan(), date.today()).next
    except (ConfigError, HistoryError):
        return ""  # a break must not fail for it; `posecoach plan` says what is wrong


def keeper_of(running: Running, desk: Desk | None) -> Keeper:
    """Return who keeps the baseline right."""
    from posecoach.calibration.keeper import Keeper
    from posecoach.calibration.stored import newest, store

    camera, watch = running.source.name, running.watch
    return Keeper(
        watch.coach,
        running.use,
        partial(newest, camera),
        lambda baseline: store(camera, baseline, time.time()),
        running.say,
        (lambda calibrated: None) if desk is None else desk.recalibrate,
        says_so=desk is None,
        stale=partial(_stale, camera),
        given=running.given,
    )


def _stale(camera: str, view: str) -> tuple[str, ...]:
    """Return what speaks against a calibration; a history that fails has said so elsewhere."""
    from posecoach.calibration.stored import advice
    from posecoach.errors import HistoryError

    try:
        return advice(camera, view, datetime.now().astimezone())
    except HistoryError:
        return ()


def _steering(running: Running, desk: Desk | None, keeper: Keeper) -> Steering:
    from posecoach.machine import Fact, session_locked
    from posecoach.sources.timing import steady_s
    from posecoach.steering import Steering

    return Steering(
        running.server.pending,
        running.source.release,
        steady_s,
        running.say,
        {"source": running.source.name, "process": os.getpid()},
        locked=Fact(session_locked, LOCK_EVERY_S, steady_s),
        desk=desk,
        recalibrate=keeper.begin,
    )
