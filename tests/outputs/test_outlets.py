"""Messages reach every channel; one that fails is given up with one word."""

from __future__ import annotations

import pytest

from posecoach.errors import OutputError
from posecoach.outputs.outlets import Outlets
from posecoach.reminders.words import Message

SOFT, LOUD = Message("break", "soft"), Message("break", "loud", loud=True)
PRAISE = Message("praise", "well done")


class Fake:
    """A channel that remembers, and fails when told to."""

    def __init__(self, name="fake", seen=False, fails_in=""):
        self.name, self.seen, self.fails_in = name, seen, fails_in
        self.said, self.ticked, self.closed = [], 0, 0

    def say(self, message, t):
        self.said.append((message.text, message.loud))
        if self.fails_in == "say":
            raise OutputError(f"{self.name}: broken")

    def tick(self, t):
        self.ticked += 1
        if self.fails_in == "tick":
            raise OutputError(f"{self.name}: broken")

    def close(self):
        self.closed += 1


def opened(*channels, picture=False):
    told, shown = [], []
    show = (lambda text, urgent: shown.append((text, urgent))) if picture else None
    return Outlets(channels, lambda m: told.append(m.text), show), told, shown


@pytest.mark.parametrize("fails_in", ["say", "tick"])
def test_a_channel_that_fails_is_given_up_and_named_once(fails_in):
    bad, good = Fake("bad", fails_in=fails_in), Fake("good")
    outlets, told, _ = opened(bad, good)
    for t in range(5):
        outlets.say(LOUD, float(t))
        outlets.tick(float(t))
    assert [text for text in told if text != "loud"] == ["bad: broken; going on without bad."]
    assert (bad.closed, len(good.said), good.ticked) == (1, 5, 5)
    assert outlets.names == ["good"]


def test_what_is_seen_first_is_not_heard():
    for channels, picture in (((Fake(), Fake(seen=True)), False), ((Fake(),), True)):
        outlets, *_ = opened(*channels, picture=picture)
        outlets.say(SOFT, 0.0)
        outlets.say(LOUD, 0.0)
        assert channels[0].said == [("soft", False), ("loud", True)]


def test_where_nothing_can_be_seen_reminders_are_heard_but_not_praise():
    channel = Fake()
    outlets, *_ = opened(channel)
    outlets.say(SOFT, 0.0)
    outlets.say(PRAISE, 0.0)
    assert channel.said == [("soft", True), ("well done", False)]


def test_when_the_channel_that_is_seen_fails_the_next_reminder_is_heard():
    channel = Fake()
    outlets, *_ = opened(Fake(seen=True, fails_in="tick"), channel)
    outlets.say(SOFT, 0.0)
    outlets.tick(1.0)
    outlets.say(SOFT, 2.0)
    assert channel.said == [("soft", False), ("soft", True)]


def test_quiet_words_are_never_heard():
    channel = Fake()
    outlets, told, _ = opened(channel)
    outlets.say(LOUD, 0.0, quiet=True)
    assert (channel.said, told) == ([("loud", False)], ["loud"])


def test_the_picture_is_told_only_what_changes():
    outlets, _, shown = opened(picture=True)
    for text, urgent in (("", False), ("a", False), ("a", False), ("a", True), ("", False)):
        outlets.show(text, urgent)
    assert shown == [("a", False), ("a", True), ("", False)]


def test_without_a_picture_nothing_is_shown_and_nothing_breaks():
    outlets, _, shown = opened()
    outlets.show("a", False)
    assert shown == []


def test_closing_ends_every_channel():
    channels = Fake(), Fake()
    opened(*channels)[0].close()
    assert [it.closed for it in channels] == [1, 1]
