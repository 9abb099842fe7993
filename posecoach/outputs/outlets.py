"""Everything that a message for the user goes to, each of which may fail without harm."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from msgspec.structs import replace

from posecoach.errors import OutputError
from posecoach.reminders.words import Message

AIMED = ("nudge", "break")  # kinds that are lost on somebody who neither sees nor hears them


class Channel(Protocol):
    """A way to reach the user. Each method may raise OutputError: the channel is given up."""

    name: str
    seen: bool  # False: it is only heard, and gets loud messages only

    def say(self, message: Message, t: float) -> None:
        """Pass a message on; `t` in seconds of any clock."""

    def tick(self, t: float) -> None:
        """Look after what was begun."""

    def close(self) -> None:
        """End."""


class Outlets:
    """Lines, a picture, and channels that are given up, with one word, when they fail."""

    def __init__(
        self,
        channels: Sequence[Channel],
        tell: Callable[[Message], object],
        show: Callable[[str, bool], object] | None = None,
    ) -> None:
        """Take them.

        Args:
            channels: notifications, sound, speech.
            tell: writes every message down, as a line.
            show: puts a text on the picture, urgent or not; None where there is no picture.
        """
        self._channels, self._show, self.tell = list(channels), show, tell
        self._shown = "", False

    @property
    def names(self) -> list[str]:
        """The channels that work, as far as is known."""
        return [channel.name for channel in self._channels]

    def say(self, message: Message, t: float, quiet: bool = False) -> None:
        """Pass a message on: first to be seen, then to be heard (SCIENCE A8).

        Where nothing can be seen, what was only to be seen is heard; `quiet`: nothing is.
        """
        self.tell(message)
        seen = self._show is not None or any(channel.seen for channel in self._channels)
        loud = message.loud or (message.kind in AIMED and not seen)
        heard = replace(message, loud=loud and not quiet)
        for channel in list(self._channels):
            try:
                channel.say(heard, t)
            except OutputError as error:
                self._give_up(channel, error)

    def show(self, text: str, urgent: bool) -> None:
        """Keep a text on the picture until another one comes."""
        if self._show is not None and (text, urgent) != self._shown:
            self._shown = text, urgent
            self._show(text, urgent)

    def tick(self, t: float) -> None:
        """Look after what the channels have begun."""
        for channel in list(self._channels):
            try:
                channel.tick(t)
            except OutputError as error:
                self._give_up(channel, error)

    def close(self) -> None:
        """End the channels."""
        for channel in self._channels:
            channel.close()

    def _give_up(self, channel: Channel, error: OutputError) -> None:
        self._channels.remove(channel)
        channel.close()
        self.tell(Message("notice", f"{error}; going on without {channel.name}."))
