"""What a guided session is held with: camera and network, voice and tones, window, keys."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack, closing
from typing import TYPE_CHECKING, Any

from posecoach.cli.seeing import open_live

if TYPE_CHECKING:
    from posecoach.cli.guided import Chosen, Guided
    from posecoach.relief.guide import Ways
    from posecoach.sources import LiveSource


def eyes_of(
    guided: Guided, chosen: Chosen, stack: ExitStack
) -> tuple[LiveSource | None, Callable[[Any], Any]]:
    """Return the source and the network; neither where the camera checks nothing."""
    from posecoach.machine import hold_little_memory
    from posecoach.pose.mediapipe_estimator import MediaPipeEstimator
    from posecoach.pose.steady import SteadyEstimator
    from posecoach.pose.weights import find_model

    flags, settings = guided.flags, guided.settings
    if flags.source is None and not any(turn.task.checked for turn in chosen.turns):
        return None, lambda frame: None
    hold_little_memory()
    wanted = settings.live.camera if flags.source is None else flags.source
    source = stack.enter_context(open_live(wanted, settings.sessions.rate, guided.say))
    model = find_model(flags.model or settings.model.choice).path
    estimator = stack.enter_context(MediaPipeEstimator(model, moving=True))
    return source, SteadyEstimator(estimator)


def ways_of(guided: Guided, stack: ExitStack) -> Ways:
    """Return where a session goes; say so where there is no voice."""
    from posecoach.errors import OutputError
    from posecoach.outputs.announcer import Announcer
    from posecoach.outputs.tones import Tones
    from posecoach.outputs.voices import Voice, find_voice
    from posecoach.relief.announcing import Announcing
    from posecoach.relief.guide import Ways
    from posecoach.relief.keys import TerminalKeys

    flags, wanted, language = guided.flags, guided.settings.sessions, guided.language
    voice: Voice | None = None
    if (flags.voice or wanted.voice) != "off":
        try:
            voice = find_voice(language.code)
        except OutputError as error:
            guided.say(language.phrase("no_voice", reason=str(error)))
    announcer = Announcer(voice, Tones() if wanted.sound else None, guided.say)
    announcing = stack.enter_context(closing(Announcing(language, announcer, guided.lines)))
    window = None
    if guided.windowed:
        from posecoach.outputs.board.window import SessionWindow

        mirrored = guided.settings.live.mirror if flags.mirror is None else flags.mirror
        window = stack.enter_context(closing(SessionWindow(mirrored=mirrored)))
    keys = stack.enter_context(TerminalKeys())
    return Ways(announcing, guided.lines, guided.keeping, keys.read, window)
