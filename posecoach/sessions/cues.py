"""What a session can say: every key in one place. Nothing here speaks.

A cue is a key and its fields; the words are in `library/words/LANGUAGE.toml`, `[phrases]`, one for
each key of PHRASES, which may hold the fields named there. Cues of TEXTS carry the exercise's own
words instead, in `Cue.text`, which may hold {side} and {other}.

Fields: {side}, {other} the worked side and the other one ("right"); {title} of an exercise (one of
its texts, to be translated); {n}, {of}, {seconds}, {minutes} numbers; {part} a body part of PARTS;
{reason} words of `Sight.problem`.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

STOP, STEP, FAULT, HINT, CHAT = 0, 1, 2, 3, 4
"""Most important first: safety; what happens next; faults; setting up; breath and encouragement."""


class Manner(Struct, frozen=True):
    """How a kind of cue is said."""

    rank: int
    again_s: float = 0.0  # least seconds before the same is said once more
    seconds: float = 3.0  # it takes about, where the words are not known here


class Cue(Struct, frozen=True):
    """Something to say now."""

    key: str  # of PHRASES or TEXTS
    fields: Mapping[str, str | float] = {}
    text: str = ""  # words of the exercise, for keys of TEXTS
    rank: int = STEP  # 0 most important
    urgent: bool = False  # worth interrupting what is being said


PARTS = ("head", "shoulders", "elbows", "hands", "hips", "knees", "feet", "body")
"""Values of {part}; `[parts]` of the words' files has them in its language."""

PHRASES: dict[str, Manner] = {
    # --- setting up: one thing at a time
    "no_person": Manner(HINT, 8),  # put the camera where it sees you
    "cut_off": Manner(HINT, 8),  # {part}: I cannot see your knees; move back or turn the camera
    "cannot_judge": Manner(HINT, 8),  # {reason}
    "place_side": Manner(HINT, 8),  # {side}: camera beside you, {side} side to it
    "place_side_any": Manner(HINT, 8),  # either side to the camera
    "place_front": Manner(HINT, 8),  # face the camera
    "place_oblique": Manner(HINT, 8),  # {side}: half turned, worked side to the camera
    "place_foot_end": Manner(HINT, 8),  # lie with the feet towards the camera
    "not_this": Manner(HINT, 20),  # {title}: this is not that one yet, no hurry
    "gate_open": Manner(STEP),  # that is the position; slowly into it (no `enter` words)
    # --- holding
    "hold": Manner(STEP),  # {seconds}: hold
    "go_on": Manner(STEP),  # {seconds}: of what is done rather than held
    "half": Manner(STEP),  # half of the time
    "count": Manner(STEP, seconds=0.7),  # {n}: 5 .. 1 seconds left
    "release": Manner(STEP),  # slowly out of it (no `leave` words)
    "breathe": Manner(CHAT, 8),
    "paused_form": Manner(FAULT, 8),  # clock stopped: come back into the position
    "hold_still": Manner(FAULT, 8),  # clock stopped: still moving
    "again": Manner(STEP, 8),  # out of it too long: this hold starts over
    "lost": Manner(FAULT, 8),  # {part}: I cannot see your knees; clock waits
    # --- universal faults
    "bounce": Manner(FAULT, 8),
    "fast": Manner(FAULT, 8),
    "too_fast": Manner(STOP, 8),  # stop for a moment
    "jerk": Manner(STEP, 8),  # gently into the end next time; said before "hold"
    "exit_slow": Manner(FAULT, 8),
    # --- repetitions
    "begin_reps": Manner(STEP),  # {n}: so many, slowly
    "begin_alternating": Manner(STEP),  # {n}: so many, one side after the other
    "rep": Manner(STEP, seconds=0.7),  # {n}: counted
    "rep_partial": Manner(FAULT, 8),  # a little further (no words of the exercise)
    "rep_hold": Manner(FAULT, 8),  # {seconds}: stay at the end so long
    "rep_fast": Manner(FAULT, 8),
    "rep_slow": Manner(FAULT, 8),
    "rep_other_side": Manner(FAULT, 8),  # the other side is next
    # --- rolling, ball, massage
    "begin_rolling": Manner(STEP),  # {seconds}: roll slowly, so long
    "roll_slower": Manner(FAULT, 10),
    "roll_much_slower": Manner(FAULT, 8),
    "spot": Manner(CHAT, 20),  # {seconds}: a tender spot; stay on it, breathe
    "spot_done": Manner(CHAT, 8),  # that was enough for this spot; roll on
    "spot_too_long": Manner(FAULT, 15),  # move on
    "tick": Manner(STEP, seconds=0.0),  # metronome beat: a sound, word optional
    "next_spot": Manner(STEP),  # {n}, {of}: find a tender spot, number {n} of {of}
    "side_full": Manner(STEP),  # {minutes}: enough for this side today
    "move_off": Manner(STOP),  # pain above 6: off that spot
    # --- questions (answered by number, or yes = 1 and no = 0)
    "ask_pain": Manner(STEP, seconds=4),  # 0 to 10?
    "ask_pain_end": Manner(STEP, seconds=4),  # how is it now, 0 to 10?
    "ask_warm": Manner(STEP, seconds=5),  # warm already? else a short march first
    "ask_timer_only": Manner(STEP, seconds=5),  # cannot see well enough: go on by the clock?
    "ask_tighter": Manner(STEP, seconds=5),  # {side}: that was the tighter side: once more?
    "ask_heat": Manner(STEP, seconds=5),  # none of the reasons against heat? yes or no
    "ask_skin": Manner(STOP, seconds=4),  # look at the skin: all well?
    "pain_stop": Manner(STOP),  # 7 or more: stop here
    "pain_end": Manner(STOP),  # 7 or more when all is done: have it looked at
    # --- heat
    "heat_begin": Manner(STEP),  # {minutes}
    "heat_alarm": Manner(STOP, 10),  # no answer: take the heat off
    "heat_refused": Manner(STOP),  # no heat today
    "heat_wait": Manner(STOP),  # {minutes} until the next time
    "heat_enough": Manner(STOP),  # {n} times today
    "heat_done": Manner(STEP),  # off; stretch within 10 minutes
    # --- the session
    "session_begin": Manner(STEP),  # {title}, {minutes}
    "raise_hand": Manner(STEP),  # where a camera watches: how to pause
    "announce": Manner(STEP),  # {title}, {seconds}: next exercise, for so long
    "announce_minutes": Manner(STEP),  # {title}, {minutes}
    "announce_reps": Manner(STEP),  # {title}, {n}
    "timer_only": Manner(STEP),  # the camera cannot check this one: by the clock (before its why)
    "timer_ready": Manner(STEP),  # {seconds}: get ready, it starts in
    "which_side": Manner(STEP, seconds=1.5),  # {side}: with the {side} side
    "set_of": Manner(STEP, seconds=1.5),  # {n}, {of}
    "rest": Manner(STEP, seconds=2.0),  # {seconds}
    "switch_side": Manner(STEP),  # {side}: now the other side
    "warm": Manner(STEP),  # warm enough
    "warm_lighter": Manner(STEP),  # not warm: keep it lighter
    "paused": Manner(STEP),
    "resumed": Manner(STEP),
    "skipped": Manner(STEP),
    "repeated": Manner(STEP),
    "stopped": Manner(STEP),
    "session_done": Manner(STEP),  # {n}: score
    "session_done_unscored": Manner(STEP),  # nothing was checked by camera
}
"""Key -> how it is said; the comment names its fields."""

TEXTS: dict[str, Manner] = {
    "setup": Manner(HINT, 20),  # exercise.setup, one by one
    "adjust": Manner(HINT, 8),  # below/above of a gate criterion that fails
    "enter": Manner(STEP),
    "during": Manner(CHAT, 8),
    "leave": Manner(STEP),
    "fault": Manner(FAULT, 8),  # fault.cue
    "form": Manner(FAULT, 8),  # below/above of a form criterion that fails
    "partial": Manner(FAULT, 8),  # repetition.short
    "why_timer": Manner(STEP),  # exercise.timer_only
}
"""Keys whose words are the exercise's own (`Cue.text`)."""

_READING_S = 14.0  # characters spoken in a second, about 160 words a minute


def manner(key: str) -> Manner:
    """Return how a key is said; KeyError when there is no such key."""
    return PHRASES[key] if key in PHRASES else TEXTS[key]


def cue(
    key: str,
    text: str = "",
    sides: Mapping[str, str] | None = None,
    *,
    urgent: bool = False,
    **fields: str | float,
) -> Cue:
    """Return a cue of its key's rank; safety always interrupts."""
    rank = manner(key).rank
    return Cue(key, {**(sides or {}), **fields}, text, rank, urgent or rank == STOP)


def spoken_s(it: Cue) -> float:
    """Return about how many seconds it takes to say it."""
    return 1.0 + len(it.text) / _READING_S if it.text else manner(it.key).seconds
