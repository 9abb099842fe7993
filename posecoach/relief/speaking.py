"""From a session's cues to words, to how they are said, and to tones."""

from __future__ import annotations

from collections.abc import Mapping

from posecoach.language import Language
from posecoach.outputs.tones import Tone
from posecoach.outputs.utterances import Sort
from posecoach.sessions.cues import CHAT, FAULT, HINT, STEP, STOP, Cue

SORTS: Mapping[int, Sort] = {
    STOP: "alarm",
    STEP: "step",
    FAULT: "correction",
    HINT: "instruction",
    CHAT: "hint",
}
BEGINNINGS = ("hold", "go_on", "begin_reps", "begin_alternating", "begin_rolling")
SORTS_OF_KEYS: Mapping[str, Sort] = {
    **dict.fromkeys(("count", "half", "rep", "tick"), "count"),
    **dict.fromkeys(("enter", "gate_open", *BEGINNINGS), "turn"),
    **dict.fromkeys(("leave", "release", "again"), "turn"),
    **dict.fromkeys(("paused", "resumed", "skipped", "repeated", "stopped"), "control"),
}
TONES_OF_KEYS: Mapping[str, Tone | None] = {
    **dict.fromkeys((*BEGINNINGS, "heat_begin"), "start"),
    **dict.fromkeys(("count", "rep", "tick"), "tick"),
    **dict.fromkeys(("release", "leave", "session_done", "session_done_unscored"), "end"),
    **dict.fromkeys(("lost", "no_person", "cut_off"), "lost"),
    **dict.fromkeys(("heat_alarm", "pain_stop", "pain_end", "move_off"), "alarm"),
    "half": "half",
    "heat_done": "end",
}
TONES_OF_SORTS: Mapping[Sort, Tone | None] = {
    "alarm": "fault",
    "correction": "fault",
    "step": "cue",
    "turn": "cue",
    "control": "cue",
    "instruction": "cue",
}
SILENT = frozenset({"tick"})  # the tone says it all


def words_of(cue: Cue, language: Language) -> str:
    """Return what a cue says in a language."""
    side = str(cue.fields.get("side", ""))
    if cue.text:
        return language.text(cue.text, side)
    fields = {name: it for name, it in cue.fields.items() if name not in ("side", "other")}
    for name in ("title", "reason"):
        if name in fields:
            fields[name] = language.text(str(fields[name]), side)
    if "part" in fields:
        fields["part"] = language.part(str(fields["part"]))
    return language.phrase(cue.key, side, **fields)


def sort_of(cue: Cue) -> Sort:
    """Return how a cue is said."""
    return SORTS_OF_KEYS.get(cue.key) or SORTS[cue.rank]


def tone_of(cue: Cue) -> Tone | None:
    """Return the tone that goes with a cue; None: none."""
    return TONES_OF_KEYS[cue.key] if cue.key in TONES_OF_KEYS else TONES_OF_SORTS.get(sort_of(cue))
