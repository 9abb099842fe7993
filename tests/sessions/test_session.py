"""A whole session: its order, rests, sides, questions, commands, a hand held up, going on later."""

from __future__ import annotations

from itertools import pairwise
from math import isnan, nan

import pytest
from msgspec.structs import replace

from posecoach.exercises.exercise import Dose, Repetition
from posecoach.sessions.results import report
from posecoach.sessions.routine import seconds, turns_of
from posecoach.sessions.saved import restored, saved
from posecoach.sessions.session import advance, answer, begin, command, watching
from posecoach.sessions.sight import LIMBS, NOBODY, Sight
from posecoach.sessions.status import status
from tests.sessions.stage import KNEE, POSE, REST, exercise, raises, to_and_fro

FOUR = Repetition("knee_flexion", (0.0, 10.0), (80.0, 100.0), 4, side="right")
IN_S = 8.0  # of a set until the pose is taken


class Person:
    """Somebody who does as told, unless the test lets them see or be seen otherwise."""

    def __init__(self, turns, **options):
        self.t, self.cues = 0.0, []
        self.state, first = begin(turns, 0.0, "Knots", **options)
        self._heard(first)
        self.depth = {"right": 0.0, "left": 0.0}
        self.takes_s = IN_S

    def _heard(self, cues):
        self.cues += [(self.t, it) for it in cues]

    def sight(self):
        progress, turn = self.state.progress, self.state.turn
        if progress is None or turn is None:
            return Sight(REST, camera=("side",))
        waited = self.t - self.state.idle_s - progress.since
        ready = progress.phase in ("entry", "hold") or (
            progress.phase == "setup" and waited > self.takes_s
        )
        deeper = {KNEE: POSE[KNEE] + self.depth.get(turn.task.side, 0.0)}
        return Sight({**POSE, **deeper} if ready else REST, camera=("side",))

    def go(self, seconds_, sight=None, fps=5):
        for _ in range(round(seconds_ * fps)):
            self.t = round(self.t + 1 / fps, 6)
            seen = self.sight() if sight is None else sight(self)
            self.state, cues = advance(self.state, self.t, seen)
            self._heard(cues)
            if self.state.stage == "over":
                break
        return self

    def until(self, claim, most=400, sight=None):
        for _ in range(most * 5):
            if claim(self.state):
                return self
            self.go(0.2, sight)
        raise AssertionError(f"never so: {status(self.state)}")

    def do(self, name):
        self.state, cues = command(self.state, self.t, name)
        self._heard(cues)
        return self

    def say(self, n):
        self.state, cues = answer(self.state, self.t, n)
        self._heard(cues)
        return self

    def said(self, *keys):
        return [it.key for _, it in self.cues if not keys or it.key in keys]

    def last(self, key):
        return next(it for _, it in reversed(self.cues) if it.key == key)


def short(**changed):
    return exercise(**{"dose": Dose(sets=2, hold_s=10.0, rest_s=5.0), "during": (), **changed})


def asked(key):
    return lambda state: state.question is not None and state.question.key == key


def phase(name):
    return lambda state: state.progress is not None and state.progress.phase == name


def over(state):
    return state.stage == "over"


def test_the_order_is_all_sets_of_a_side_then_the_other():
    turns = turns_of(short(), hurts="left")
    assert [(it.task.side, it.number, it.of) for it in turns] == [
        ("right", 1, 2), ("right", 2, 2), ("left", 1, 3), ("left", 2, 3), ("left", 3, 3),
    ]  # fmt: skip
    assert [it.task.side for it in turns_of(short(), sides=("left",))] == ["left", "left"]
    assert [it.task.side for it in turns_of(short(sides="together"), hurts="left")] == [None, None]
    assert seconds(turns_of(short(), sides=("left",))) == pytest.approx(10 + 5 + 10 + 20)


def test_a_session_from_beginning_to_end():
    person = Person(turns_of(short()))
    assert person.said() == ["session_begin", "raise_hand", "ask_warm"]
    person.say(1).until(asked("ask_pain_end")).say(2)
    steps = ("announce", "which_side", "set_of", "hold", "rest", "switch_side", "session_done")
    assert person.said(*steps) == [
        "announce", "which_side", "set_of", "hold", "rest", "set_of", "hold", "rest",
        "switch_side", "set_of", "hold", "rest", "set_of", "hold", "session_done",
    ]  # fmt: skip
    assert over(person.state) and person.state.end_pain == 2
    result = report(person.state.outcomes).results[0]
    assert {side: it.held_s for side, it in result.sides.items()} == {"right": 20, "left": 20}
    assert result.balance == 0 and result.score == pytest.approx(100, abs=1)
    assert person.last("session_done").fields["n"] == 100
    assert person.last("switch_side").fields == {"side": "left"}


def test_setup_words_are_not_said_again_for_the_next_set_of_a_side():
    person = Person(turns_of(short(), sides=("right",)))
    person.takes_s = 24.0
    person.say(1).until(lambda s: s.at == 1)
    person.takes_s = IN_S
    person.until(over)
    assert person.said("setup") == ["setup"] * 2


def test_rests_last_as_long_as_the_dose_says():
    person = Person(turns_of(short(), sides=("right",)))
    person.say(1).until(lambda s: s.stage == "resting")
    before = person.t
    assert person.last("rest").fields["seconds"] == 5
    person.until(lambda s: s.stage == "set")
    assert person.t - before == pytest.approx(5, abs=0.5)


def warm_up():
    return replace(raises(2).exercise, kind="warm-up", id="march", sides="together", title="March")


def test_somebody_not_warm_warms_up_first():
    person = Person(turns_of(short()), warm_up=warm_up()).say(0)
    assert [it.task.exercise.id for it in person.state.turns][:3] == [
        "march",
        "march",
        "figure_four",
    ]
    assert person.last("announce_reps").fields == {"title": "March", "n": 2}


def test_no_answer_about_warmth_is_no_and_without_a_warm_up_it_is_lighter():
    person = Person(turns_of(short())).go(14.8)
    assert person.state.question is not None
    person.go(0.6)
    assert person.state.lighter and person.said("warm_lighter") and person.state.stage == "set"


def test_who_has_moved_enough_is_warm():
    def moving(person):
        shift = 30 * (round(person.t * 5) % 2)
        limbs = (complex(300 + shift, 200),) * 2 * len(LIMBS)
        return Sight(REST, camera=("side",), limbs=limbs, scale_px=100.0)

    person = Person(turns_of(short()))
    active = tuple(float(-i) for i in range(18))
    person.state = replace(person.state, warmth=replace(person.state.warmth, t=0.0, active=active))
    person.go(0.6, moving)
    assert person.said("warm") and person.state.stage == "set"


def test_warming_up_is_not_asked_of_a_session_that_begins_with_it():
    assert Person(turns_of(warm_up())).said("ask_warm") == []


def test_a_pause_stops_every_clock():
    person = Person(turns_of(short(), sides=("right",))).say(1).until(phase("hold")).go(4)
    held = status(person.state).held_s
    person.do("pause").go(100)
    assert status(person.state).paused and status(person.state).held_s == held
    assert person.said("paused") and person.said()[-1] == "paused"
    person.do("resume").go(3)
    assert person.said("resumed")
    assert status(person.state).held_s == pytest.approx(held + 3, abs=1.0)
    person.until(over)
    assert person.state.outcomes[0].tally.held_s == pytest.approx(10, abs=0.5)


def test_resuming_what_is_not_paused_changes_nothing():
    person = Person(turns_of(short())).say(1)
    before = person.state
    assert person.do("resume").state == before
    assert person.do("pause").do("pause").said("paused") == ["paused"]


def hand(person):
    return replace(person.sight(), hand_up=True)


def test_a_hand_held_up_for_2_seconds_pauses_and_goes_on():
    person = Person(turns_of(short(), sides=("right",))).say(1).until(phase("hold"))
    person.go(1.8, hand).go(2)
    assert not status(person.state).paused
    person.go(2.4, hand)
    assert status(person.state).paused
    person.go(5, hand)
    assert status(person.state).paused  # it must come down first
    person.go(1).go(2.4, hand)
    assert not status(person.state).paused


def test_a_hand_means_yes_to_a_question():
    person = Person(turns_of(short())).go(3, hand)
    assert person.state.question is None and not person.state.lighter
    assert person.state.stage == "set"


def test_arms_that_belong_to_the_exercise_are_no_sign():
    arms = short(
        gate=(*short().gate, short().gate[0].__class__("shoulder_elevation", (0, 999), "right"))
    )
    person = Person(turns_of(arms, sides=("right",))).say(1)
    person.go(10, hand)
    assert not status(person.state).paused


def test_skipping_goes_to_the_next_exercise_and_counts_as_not_done():
    turns = (*turns_of(short()), *turns_of(short(id="other", title="Other")))
    person = Person(turns).say(1).until(phase("hold")).do("skip")
    assert person.state.turn.task.exercise.id == "other"
    assert len(person.state.outcomes) == 4 and all(it.skipped for it in person.state.outcomes)
    assert report(person.state.outcomes).results[0].sides["left"].done == 0
    person.until(lambda s: s.stage == "set")
    assert person.last("announce").fields["title"] == "Other"


def test_repeating_begins_the_set_anew_or_the_one_before():
    person = Person(turns_of(short(), sides=("right",))).say(1).until(phase("hold")).do("repeat")
    assert person.state.at == 0 and status(person.state).phase == "setup"
    person.until(lambda s: s.stage == "resting").do("repeat")
    assert person.state.at == 0 and person.state.outcomes == ()


def test_stopping_keeps_what_was_done():
    person = Person(turns_of(short())).say(1).until(phase("hold")).go(5).do("stop")
    assert over(person.state) and person.said()[-1] == "stopped"
    assert person.state.outcomes[0].tally.held_s > 4
    assert command(person.state, 999, "pause") == (person.state, ())
    assert advance(person.state, 999, NOBODY) == (person.state, ())


def doubtful(person):
    return Sight({**POSE, KNEE: nan}, missing=("knees",), camera=("side",))


def test_somebody_not_well_seen_is_led_by_the_clock_after_asking():
    person = Person(turns_of(short(), sides=("right",))).say(1)
    person.go(19, doubtful)
    assert person.state.question is None
    person.until(asked("ask_timer_only"), sight=doubtful)
    assert person.t < 23
    person.go(10.4, doubtful)
    assert not watching(person.state).checked and person.said("timer_only")
    person.until(over, sight=doubtful)
    assert [it.tally.checked for it in person.state.outcomes] == [False, False]
    assert isnan(report(person.state.outcomes).score)
    assert person.said()[-1] == "session_done_unscored"


def test_who_would_rather_wait_is_not_asked_again_for_a_minute():
    person = Person(turns_of(short())).say(1).until(asked("ask_timer_only"), sight=doubtful).say(0)
    start = person.t
    person.until(asked("ask_timer_only"), sight=doubtful)
    assert person.t - start == pytest.approx(60, abs=1)


def test_nobody_in_the_picture_has_a_minute():
    person = Person(turns_of(short())).say(1).go(59, lambda p: NOBODY)
    assert person.state.question is None
    person.until(asked("ask_timer_only"), sight=lambda p: NOBODY)


def test_being_seen_again_takes_the_offer_back():
    person = Person(turns_of(short())).say(1).until(asked("ask_timer_only"), sight=doubtful)
    person.go(1)
    assert person.state.question is None and watching(person.state).checked


def test_by_the_clock_when_the_user_says_so():
    person = Person(turns_of(short(), sides=("right",))).say(1).do("by_clock")
    assert not watching(person.state).checked
    assert person.until(over).said("hold") == ["hold", "hold"]


def once():
    return short(dose=Dose(sets=1, hold_s=10.0, rest_s=5.0))


def test_the_tighter_side_is_offered_once_more():
    person = Person(turns_of(once()))
    person.depth = {"right": 5.0, "left": -14.0}
    person.say(1).until(asked("ask_tighter"))
    assert person.last("ask_tighter").fields == {"side": "left"}
    person.say(1)
    assert person.state.turn.task.side == "left" and person.state.turn.extra
    person.until(asked("ask_pain_end"))
    assert len(person.state.outcomes) == 3 and person.said("ask_tighter") == ["ask_tighter"]


def test_sides_that_are_even_are_not():
    person = Person(turns_of(once()))
    person.depth = {"right": 4.0, "left": -4.0}
    person.say(1).until(over)
    assert not person.said("ask_tighter")


def massage(most_s=60.0):
    return short(
        kind="massage", timer_only="No.", dose=Dose(sets=3, hold_s=30.0, rest_s=5.0, most_s=most_s)
    )


def test_pain_is_asked_while_pressing_and_7_stops():
    person = Person(turns_of(massage(), sides=("right",))).until(asked("ask_pain"))
    assert status(person.state).held_s == pytest.approx(15, abs=0.5)
    person.say(7)
    assert over(person.state) and person.said()[-1] == "pain_stop" and person.state.pains == (7,)


def test_above_6_is_off_the_spot_and_up_to_6_goes_on():
    person = Person(turns_of(massage(300.0), sides=("right",))).until(asked("ask_pain")).say(6)
    assert not person.said("move_off") and person.state.stage == "set"
    person.until(lambda s: s.at == 1).until(asked("ask_pain")).say(6.5)
    assert person.said("move_off") and person.state.at == 2 and not over(person.state)


def test_a_side_has_its_most():
    person = Person(turns_of(massage())).until(lambda s: s.turn.task.side == "left")
    assert len(person.state.outcomes) == 2 and person.said("side_full")
    assert person.last("side_full").fields == {"minutes": 1}


def test_a_high_pain_at_the_end_is_warned_of():
    person = Person(turns_of(once(), sides=("right",))).say(1).until(asked("ask_pain_end")).say(8)
    assert person.said()[-2:] == ["pain_end", "session_done"] and person.state.end_pain == 8


def heat():
    return short(
        kind="heat", timer_only="No.", id="pad", dose=Dose(sets=1, hold_s=900.0), sides="together"
    )


def test_heat_is_part_of_a_session_and_its_checks_are_answered_by_hand():
    person = Person((*turns_of(heat()), *turns_of(once())))
    assert status(person.state).question == "ask_heat"
    person.say(1).until(lambda s: s.heat.phase == "checking")
    assert status(person.state).question == "ask_skin"
    person.go(2.4, hand)
    assert person.state.heat.phase == "on"
    person.until(lambda s: s.heat.phase == "checking").go(61)
    assert person.state.heat.phase == "alarm" and person.said("heat_alarm")
    person.say(1)
    assert person.state.turn.task.exercise.id == "figure_four"
    assert person.state.outcomes[0].tally.held_s == pytest.approx(660, abs=3)


def test_whoever_pauses_heat_takes_it_off():
    person = Person(turns_of(heat())).say(1).go(60).do("pause")
    assert person.said("heat_done") and not status(person.state).paused


def test_heat_is_explained_while_it_is_on_and_ends_with_the_words_of_its_exercise():
    pad = replace(
        heat(),
        setup=("Lay a towel.", "Lie down."),
        enter="Switch it on.",
        during=("Stay awake.",),
        leave="Switch it off.",
    )
    person = Person(turns_of(pad)).say(1).go(290)
    told = [it for _, it in person.cues if it.text]
    assert [it.text for it in told] == ["Lay a towel.", "Lie down.", "Switch it on.", "Stay awake."]
    times = [t for t, it in person.cues if it.text]
    assert min(b - a for a, b in pairwise(times)) >= 1.0  # each has been said before the next
    person.do("skip")
    assert person.last("heat_done").text == "Switch it off."


def test_without_a_camera_nobody_is_told_to_raise_a_hand():
    assert Person(turns_of(short(timer_only="No."))).said()[:2] == ["session_begin", "ask_warm"]


@pytest.mark.parametrize(
    ("kind", "repetition", "key"),
    [
        ("stretch", None, "hold"),
        ("massage", None, "hold"),
        ("mobility", None, "go_on"),
        ("activation", FOUR, "begin_reps"),
        ("warm-up", replace(FOUR, alternating=True), "begin_alternating"),
    ],
)
def test_what_begins_is_said_as_what_it_is(kind, repetition, key):
    it = replace(once(), kind=kind, repetition=repetition, timer_only="No.")
    begun = {"hold", "go_on", "begin_reps", "begin_alternating", "begin_rolling"}
    person = Person(turns_of(it, sides=("right",)))
    if person.state.question:
        person.say(1)
    assert person.go(40).said(*begun) == [key]


def test_heat_too_soon_is_left_out():
    person = Person((*turns_of(heat()), *turns_of(once())), earlier_heat=(-600.0,)).go(0.2)
    assert person.said("heat_wait") and person.state.turn.task.exercise.id == "figure_four"


def test_a_saved_session_goes_on_with_the_set_that_was_under_way():
    person = Person(turns_of(short())).say(1).until(lambda s: s.at == 2).until(phase("hold"))
    raw = saved(person.state)
    state, cues = restored(raw, {"figure_four": exercise(id="figure_four")}, 50.0)
    assert [it.key for it in cues] == ["announce", "which_side", "set_of"]
    assert state.turn.task.side == "left" and state.turn.task.dose.hold_s == 10
    assert report(state.outcomes) == report(person.state.outcomes)
    person.state, person.t = state, 50.0
    person.until(asked("ask_pain_end")).say(0)
    assert report(person.state.outcomes).results[0].balance == 0


def test_what_cannot_be_read_or_done_is_not_gone_on_with():
    raw = saved(Person(turns_of(short())).say(1).state)
    assert restored(b"not ours", {}, 0.0) is None
    assert restored(raw, {}, 0.0) is None
    done = Person(turns_of(once())).say(1).until(over)
    assert restored(saved(done.state), {"figure_four": short()}, 0.0) is None


def test_exercises_that_are_gone_are_left_out_and_later_versions_are_read():
    import msgspec

    turns = (*turns_of(once()), *turns_of(short(id="gone")), *turns_of(short(id="last")))
    person = Person(turns).say(1).until(lambda s: s.at == 1)
    table = {**msgspec.msgpack.decode(saved(person.state)), "later": [1, 2]}
    known = {"figure_four": once(), "last": short(id="last")}
    state, _ = restored(msgspec.msgpack.encode(table), known, 0.0)
    assert [it.task.exercise.id for it in state.turns] == ["figure_four"] * 2 + ["last"] * 4
    assert state.at == 1 and len(state.outcomes) == 1


@pytest.mark.parametrize("fps", [30, 10])
def test_a_session_is_the_same_at_any_rate(fps):
    person = Person((*turns_of(once()), *turns_of(raises(3).exercise, sides=("right",))))
    person.say(1)

    def sight(it):
        turn, progress = it.state.turn, it.state.progress
        if turn is not None and turn.task.count and progress is not None:
            return Sight(to_and_fro(6.0, 100.0, 2.0)(it.t - progress.since), camera=("side",))
        return it.sight()

    for _ in range(400):
        if over(person.state):
            break
        person.go(1, sight, fps)
    tallies = [it.tally for it in person.state.outcomes]
    assert [it.held_s for it in tallies[:2]] == pytest.approx([10, 10], abs=1 / fps)
    assert [it.count for it in tallies] == [0, 0, 3, 3]
    assert person.said()[-1] == "session_done"
