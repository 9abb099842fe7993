"""The desk coach as the settings want it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import msgspec
from msgspec.structs import replace

from posecoach.desk.keeping import Keeping
from posecoach.desk.listener import Desk
from posecoach.desk.times import read_times
from posecoach.errors import OutputError
from posecoach.history import History
from posecoach.outputs.notify import Notifications, installed
from posecoach.outputs.outlets import Channel, Outlets
from posecoach.outputs.sound import Sound
from posecoach.outputs.speech import Speech
from posecoach.reminders import nudges
from posecoach.reminders.breaks import PROFILES
from posecoach.reminders.counter_moves import load_counter_moves
from posecoach.reminders.hours import parse_hours
from posecoach.reminders.words import Message
from posecoach.settings import Reminders, Settings
from posecoach.workday.state import Plan


def open_desk(
    settings: Settings,
    *,
    tell: Callable[[Message], object],
    show: Callable[[str, bool], object] | None,
    source: str,
    calibrated: bool,
    steady: Callable[[], float],
) -> Desk:
    """Return the coach, going on where its last run ended.

    Args:
        settings: what the user wants.
        tell: writes every message down (`EventLines.said`).
        show: puts a text on the picture, urgent or not (`Window.show`); None without a picture.
        source: the camera, as the user knows it.
        calibrated: whether there is a baseline.
        steady: seconds that nobody can set.

    Raises:
        ConfigError: hours, days or the table of counter-moves are wrong.
        HistoryError: the history cannot be opened.
    """
    plan = plan_of(settings, calibrated)
    outlets = Outlets(open_channels(settings.reminders, tell), tell, show)
    history = History.open()
    if history.notice:
        tell(Message("notice", f"{history.notice}."))
    keeping = Keeping(history, source, lambda words: tell(Message("notice", words)))
    return Desk(plan, partial(read_times, steady), keeping, outlets)


def plan_of(settings: Settings, calibrated: bool) -> Plan:
    """Return what the settings say about reminders.

    Raises:
        ConfigError: naming the key that is wrong, or the file of counter-moves.
    """
    wanted = settings.reminders
    days = wanted.working_days
    working = parse_hours("reminders.working_hours", wanted.working_hours or "00:00-24:00", days)
    return Plan(
        moves=load_counter_moves(),
        nudges=nudges.Plan(msgspec.structs.asdict(settings.sensitivity), calibrated, wanted.quiet),
        profile=replace(PROFILES[wanted.profile], eyes=wanted.eyes),
        working=working,
        quiet=parse_hours("reminders.quiet_hours", wanted.quiet_hours, ""),
        praise=wanted.praise,
    )


def open_channels(wanted: Reminders, tell: Callable[[Message], object]) -> list[Channel]:
    """Return the channels that are wanted and possible; say why one is not."""
    makers: list[Callable[[], Channel]] = []
    if wanted.notify and installed():
        makers.append(Notifications)
    if wanted.sound:
        makers.append(Sound)
    if wanted.speech:
        makers.append(Speech)
    channels: list[Channel] = []
    for make in makers:
        try:
            channels.append(make())
        except OutputError as error:
            tell(Message("notice", f"{error}"))
    return channels
