"""A guided session from frames and keys to words, tones, picture and history."""

from __future__ import annotations

from math import isnan

import pytest

from posecoach.history import Session
from posecoach.joints import Joint
from posecoach.relief.keeping import Unfinished
from posecoach.relief.wanted import Wanted, exercise_turns
from posecoach.sessions.saved import restored
from posecoach.sessions.session import answer, begin
from posecoach.types import Pose
from tests.relief.sessions import EXERCISES, FIGURE_FOUR, HEAD_DOWN, Stage, drawn


def begun(exercise=FIGURE_FOUR, *, warm=True, **wanted):
    it = EXERCISES[exercise]
    state, said = begin(exercise_turns(it, Wanted(**wanted)), 0.0, it.title)
    if not warm or state.question is None:
        return state, said
    state, more = answer(state, 0.0, 1)
    return state, (*said, *more)


@pytest.fixture
def stage(tmp_path):
    made = []

    def make(step, **rest):
        made.append(Stage(step, tmp_path, **rest))
        return made[-1]

    yield make
    for it in made:
        it.history.close()


@pytest.fixture
def held(stage):
    """Somebody who does one set of twenty seconds of the figure four, and answers 2 at the end."""
    it = stage(begun(side="right", hold_s=20.0, sets=1))
    it.wait(2, None)
    it.until("entry", drawn(FIGURE_FOUR, 0.0))
    it.move(FIGURE_FOUR, 0.0, 1.0, 6)
    it.until("exit", drawn(FIGURE_FOUR, 1.0))
    it.move(FIGURE_FOUR, 1.0, 0.0, 5)
    it.wait(6, drawn(FIGURE_FOUR, 0.0))
    it.keys.append("2")
    it.wait(1, drawn(FIGURE_FOUR, 0.0))
    return it


def test_a_held_stretch_is_said_beeped_counted_and_kept(held):
    said = held.said()
    for earlier, later in zip(
        ["announce", "which_side", "enter", "hold", "count", "leave", "ask_pain_end"],
        ["which_side", "enter", "hold", "count", "leave", "ask_pain_end", "session_done"],
        strict=True,
    ):
        assert said.index(earlier) < said.index(later)
    assert "Hold for" in " ".join(held.words())
    counts = [it["words"] for it in held.events if it.get("key") == "count"]
    assert counts == ["5", "4", "3", "2", "1"]
    played = held.tones.played
    assert played.count("tick") == 5
    assert played.index("start") < played.index("tick") < played.index("end")
    (kept,) = held.kept("exercise")
    assert (kept["exercise"], kept["side"], kept["checked"]) == (FIGURE_FOUR, "right", True)
    assert 20 <= kept["seconds"] < 25 and kept["done"] == 1.0
    (pain,) = held.kept("pain")
    assert pain == {"name": "test", "value": 2, "unit": "of 10", "when": "after"}
    assert (kept["kind"], kept["score"] > 90) == ("stretch", True)
    assert held.guide.closed


def test_a_session_that_is_over_leaves_nothing_to_go_on_with(held):
    assert held.keeping.unfinished() is None
    (session,) = held.history.read(Session)
    assert session.kind == "guided" and session.end - session.start > 20


def test_nobody_there_is_said_with_a_falling_tone(stage):
    it = stage(begun())
    it.wait(30, None)
    assert "no_person" in it.said() and "lost" in it.tones.played
    assert it.kept("exercise") == []


def test_the_clock_waits_while_the_camera_gives_nothing(stage):
    it = stage(begun(side="right", hold_s=20.0, sets=1))
    it.until("hold", drawn(FIGURE_FOUR, 1.0))
    it.wait(2, drawn(FIGURE_FOUR, 1.0))
    before = it.guide.state.progress.clock.ran_s
    assert before > 1
    it.wait(20, lost=True)
    assert it.guide.state.progress.clock.ran_s == pytest.approx(before, abs=0.2)


def test_space_pauses_and_goes_on_and_the_network_rests_meanwhile(stage):
    it = stage(begun(side="right"))
    it.keys.append(" ")
    it.wait(1, drawn(FIGURE_FOUR, 1.0))
    assert it.guide.state.paused_at is not None
    looked = it.looked
    it.wait(10, drawn(FIGURE_FOUR, 1.0), fps=30)
    assert it.looked - looked == pytest.approx(50, abs=3)  # enough for a raised hand
    it.keys.append(" ")
    it.wait(1, drawn(FIGURE_FOUR, 1.0))
    assert it.guide.state.paused_at is None
    assert it.said().count("paused") == it.said().count("resumed") == 1


def test_while_something_is_measured_the_network_works_at_full_rate(stage):
    it = stage(begun(side="right"))
    it.wait(10, drawn(FIGURE_FOUR, 1.0), fps=30)
    assert it.looked == pytest.approx(150, abs=3)


def test_n_goes_to_the_next_and_r_begins_again(stage):
    it = stage(begun(side="right", sets=1))
    it.keys += ["r"]
    it.wait(1, drawn(FIGURE_FOUR, 0.0))
    assert "repeated" in it.said()
    it.keys += ["n"]
    it.wait(1, drawn(FIGURE_FOUR, 0.0))
    assert "skipped" in it.said()
    assert it.kept("exercise")[0]["skipped"]


def test_q_stops_keeps_what_was_done_and_where_to_go_on(stage):
    it = stage(begun(side="both", hold_s=20.0, sets=2))
    it.until("hold", drawn(FIGURE_FOUR, 1.0))
    it.wait(3, drawn(FIGURE_FOUR, 1.0))
    it.keys.append("q")
    it.wait(0.2, drawn(FIGURE_FOUR, 1.0))
    assert it.guide.closed and it.said()[-1] == "stopped"
    assert it.kept("exercise")[0]["seconds"] > 1
    left = it.keeping.unfinished()
    assert isinstance(left, Unfinished) and left.name == "test"
    state, said = restored(left.body, EXERCISES, 0.0)
    assert state.at == 0 and len(state.turns) == 4 and said


def test_an_interrupted_session_loses_at_most_five_seconds(stage):
    it = stage(begun(side="right", hold_s=20.0, sets=2))
    it.wait(5.5, drawn(FIGURE_FOUR, 1.0))
    assert it.keeping.unfinished() is not None


def test_an_unanswered_question_waits_and_n_means_no_while_it_is_open(stage):
    it = stage(begun(warm=False))
    it.wait(1)
    assert it.guide.state.question is not None
    it.keys.append("n")
    it.wait(0.5)
    assert it.guide.state.question is None and "skipped" not in it.said()
    assert it.guide.state.lighter


def test_by_the_clock_no_camera_is_needed(stage):
    it = stage(begun("wrist_forearm", by_clock=True, hold_s=10.0, sets=1, side="right"))
    it.wait(120)
    it.keys.append("0")
    it.wait(1)
    assert {"timer_ready", "hold", "session_done_unscored"} <= set(it.said())
    (kept,) = it.kept("exercise")
    assert kept["checked"] is False and kept["form"] is None
    assert it.looked == 0


def test_in_german_everything_is_german(stage):
    it = stage(begun(side="right", hold_s=20.0, sets=1), language="de")
    it.wait(3, drawn(FIGURE_FOUR, 0.0))
    assert "Mit der rechten Seite." in it.words()
    assert any(words.startswith("Vierer") for words in it.words())


class Window:
    """Notes what is shown."""

    def __init__(self):
        self.scenes, self.pressed = [], ""

    def show(self, scene, shown, you):
        self.scenes.append((scene, shown, you))

    def keys(self):
        pressed, self.pressed = self.pressed, ""
        return pressed


def test_the_picture_shows_the_ring_only_while_something_counts(stage):
    window = Window()
    it = stage(begun(side="right", hold_s=20.0, sets=1), window=window)
    it.wait(0.5, drawn(FIGURE_FOUR, 0.0))
    scene, shown, you = window.scenes[-1]
    assert scene.stage == "setup" and isnan(scene.share) and "STOP" in scene.keys
    assert (shown.exercise, shown.side, shown.share) == (FIGURE_FOUR, "right", 0.0)
    assert you.current and you.px is not None
    it.until("hold", drawn(FIGURE_FOUR, 1.0))
    it.wait(2, drawn(FIGURE_FOUR, 1.0))
    scene, shown, _ = window.scenes[-1]
    assert scene.stage in ("hold", "fault") and 0 < scene.share < 1 and shown.share == 1.0
    share = scene.share
    it.wait(1.5, lost=True)
    scene, _, you = window.scenes[-1]
    assert scene.stage in ("held", "fault") and scene.share == share
    assert not you.current and you.px is None


def test_a_key_of_the_window_counts_as_one_of_the_terminal(stage):
    window = Window()
    it = stage(begun(), window=window)
    window.pressed = "q"
    it.wait(0.2, None)
    assert it.guide.closed


def test_stop_is_on_every_screen(stage):
    window = Window()
    it = stage(begun(warm=False, side="right", hold_s=20.0, sets=1), window=window)
    for key in ("", "y", " ", " ", "n", "3"):
        it.keys += [key] if key else []
        it.wait(4, drawn(FIGURE_FOUR, 1.0))
    assert len({scene.stage for scene, _, _ in window.scenes}) >= 4
    assert all("STOP" in scene.keys for scene, _, _ in window.scenes)


def test_that_the_camera_is_gone_is_heard_and_said_again(stage):
    it = stage(begun(side="right", hold_s=20.0, sets=1))
    it.wait(6, drawn(FIGURE_FOUR, 1.0))
    it.wait(2.5, lost=True)
    assert "camera_lost" not in it.said()
    it.wait(17, lost=True)
    assert it.said().count("camera_lost") == 2
    assert it.tones.played.count("lost") >= 2
    it.wait(1, drawn(FIGURE_FOUR, 1.0))
    it.wait(2.5, lost=True)
    assert it.said().count("camera_lost") == 2


def raised(seen):
    """The same person with the right arm straight up to the ceiling."""
    px = seen.px.copy()
    shoulder = px[Joint.RIGHT_SHOULDER]
    reach = 0.5 * abs(px[Joint.RIGHT_HIP] - shoulder).max()
    px[Joint.RIGHT_ELBOW] = shoulder - (0, reach)
    px[Joint.RIGHT_WRIST] = shoulder - (0, 2 * reach)
    return Pose(0.0, px, seen.world, seen.visibility)


def test_a_hand_held_up_for_two_seconds_pauses_and_goes_on_from_the_floor(stage):
    it = stage(begun(side="right", hold_s=30.0, sets=1))
    lying = drawn(FIGURE_FOUR, 1.0)
    it.wait(5, lying)
    it.wait(1.5, raised(lying))
    it.wait(2, lying)
    assert it.guide.state.paused_at is None
    it.wait(2.6, raised(lying))
    assert it.guide.state.paused_at is not None
    it.wait(5, lying)
    it.wait(2.6, raised(lying))
    assert it.guide.state.paused_at is None
    assert it.said().count("paused") == it.said().count("resumed") == 1


def test_heat_is_asked_about_checked_and_noted(stage):
    heat = next(it.id for it in EXERCISES.values() if it.kind == "heat")
    it = stage(begun(heat))
    it.wait(1)
    it.keys.append("y")
    it.wait(301, fps=2)
    assert it.said()[-1] == "ask_skin"
    it.keys.append("y")
    it.wait(300, fps=2)
    it.wait(62, fps=2)
    assert "heat_alarm" in it.said() and "alarm" in it.tones.played
    it.keys.append("y")
    it.wait(35, fps=2)
    assert it.kept("heat")[0]["value"] == pytest.approx(11, abs=0.1)


def test_a_lasting_fault_keeps_its_words_on_the_picture(stage):
    window = Window()
    it = stage(begun(side="right", hold_s=60.0, sets=1), window=window)
    it.until("hold", drawn(FIGURE_FOUR, 1.0))
    it.wait(20, drawn(FIGURE_FOUR, 1.0, fault="head_lifted"))
    lasting = [scene for scene, _, _ in window.scenes[-100:]]
    assert {scene.stage for scene in lasting} == {"fault"}
    assert {scene.words for scene in lasting} == {HEAD_DOWN}
    assert "fault" in it.tones.played
