"""A person's own good posture: measured, kept, and fitted to pictures of another size."""

from __future__ import annotations

from math import isnan

import pytest

from posecoach.baseline import SAME_SHAPE, STEADY, Baseline, capture, load, save
from posecoach.errors import ConfigError
from posecoach.metrics import METRICS, QUANTITIES
from posecoach.tilt import MORE
from posecoach.types import View
from tests.bodies import FACING_LEFT, FACING_RIGHT, FRONT, Figure, front_body
from tests.people import (
    BELOW_HIPS,
    SIZE,
    SLOUCHED,
    UPRIGHT,
    coach,
    film,
    moved,
    person,
    times,
    watched,
)

AT_LAPTOP = person(UPRIGHT, FRONT, hide=BELOW_HIPS)


def recording(scene, seconds=3.0, fps=8.0):
    return watched(film(scene, times(seconds, fps)))


def of(pose):
    return capture(recording(lambda t: pose))


def test_it_is_what_was_seen():
    found = of(AT_LAPTOP)
    assert (found.view, found.framing) == ("front", "head-and-shoulders")
    assert (found.width, found.height, found.frames, found.schema) == (*SIZE, 25, 4)
    body = front_body(UPRIGHT)
    for name in ("pitch_index", "yaw_index", "neck_length", "lateral_index"):
        assert found.values[name] == pytest.approx(float(QUANTITIES[name](body)), abs=1e-9)
    assert found.values["shoulder_width"] == pytest.approx(0.7 * 220)
    assert set(found.values) == set(found.spread)
    assert max(found.spread.values()) == pytest.approx(0, abs=1e-9)


def test_side_on_it_is_measured_forwards_whichever_way_the_person_faces():
    right, left = of(person(azimuth=FACING_RIGHT)), of(person(azimuth=FACING_LEFT))
    assert (right.view, left.view) == ("side-right", "side-left")
    for name in ("head_line", "trunk_over_head", "shoulder_lead"):
        assert right.values[name] == pytest.approx(left.values[name], abs=1e-9)


def test_medians_leave_out_a_moment_of_something_else_and_the_spread_tells_of_it():
    figures = [UPRIGHT, Figure(head_roll=8.0), UPRIGHT, UPRIGHT, UPRIGHT]
    found = capture(
        [r for f in figures for r in watched(film(lambda t, f=f: person(f, FRONT), [0.0]))]
    )
    assert found.values["head_roll_raw"] == pytest.approx(0, abs=1e-9)
    half = [Figure(head_roll=a) for a in (0, 1, 2, 3, 4)]
    found = capture(
        [r for f in half for r in watched(film(lambda t, f=f: person(f, FRONT), [0.0]))]
    )
    assert found.values["head_roll_raw"] == pytest.approx(2 * (1 + MORE))
    assert found.spread["head_roll_raw"] == pytest.approx(1 + MORE)


def test_of_several_views_the_one_seen_most_counts():
    found = capture(
        recording(lambda t: person(azimuth=FRONT if t < 4 else FACING_RIGHT), seconds=7)
    )
    assert found.view == "front"
    assert found.frames == 32  # a body that has turned is not judged by its former view


def test_side_on_it_says_nothing_about_facing_the_camera_nor_the_other_way_round():
    side, front = of(person(azimuth=FACING_RIGHT)), of(person(azimuth=FRONT))
    assert side.values.keys() == {"head_line", "trunk_over_head", "shoulder_lead"}
    assert front.values.keys() == QUANTITIES.keys() - side.values.keys() - {"face_radius"}
    for known, other in ((side, FRONT), (front, FACING_RIGHT)):
        with_other = coach(baseline=known)
        last = watched(film(lambda t, a=other: person(azimuth=a), times(2, 8)), with_other)[-1]
        relative = {name for name, metric in METRICS.items() if metric.relative}
        assert all(isnan(last.measurements[name]) for name in relative)


def test_what_is_seen_in_less_than_half_of_the_frames_is_left_out():
    ears = person(azimuth=FRONT)
    hidden = person(azimuth=FRONT, hide=[7, 8])
    few = [*watched(film(lambda t: ears, [0.0])) * 2, *watched(film(lambda t: hidden, [0.0])) * 3]
    assert "yaw_index" not in capture(few).values
    assert "shoulder_width" in capture(few).values
    assert "yaw_index" in capture([*few, few[0]]).values


def test_frames_that_cannot_be_judged_do_not_count():
    found = capture(recording(lambda t: None if t < 1 else AT_LAPTOP))
    assert found.frames == 17


@pytest.mark.parametrize(
    ("results", "why"),
    [
        ([], "it has no frames"),
        (recording(lambda t: None), "no person"),
        (recording(lambda t: person(azimuth=50)), "turned: face the camera or turn side-on"),
    ],
)
def test_a_recording_in_which_nothing_can_be_judged_is_refused_with_the_reason(results, why):
    with pytest.raises(ConfigError) as raised:
        capture(results)
    assert str(raised.value) == f"baseline: no frame of it can be judged: {why}"


# --- steady -----------------------------------------------------------------------------------


KEPT = {"shoulder_width": 200.0, "eye_width": 40.0, "eye_height": 300.0, "neck_length": 0.4}


def kept(**changes):
    fields = {
        "view": "front",
        "framing": "head-and-shoulders",
        "width": 1280,
        "height": 720,
        "frames": 30,
        "values": {
            "shoulder_width": 200.0,
            "eye_width": 40.0,
            "eye_height": 300.0,
            "neck_length": 0.4,
        },
        "spread": {"shoulder_width": 1.0},
    }
    return Baseline(**(fields | changes))


@pytest.mark.parametrize(("spread", "steady"), [(0.0, True), (3.9, True), (4.1, False)])
def test_steady_is_shoulders_that_vary_by_up_to_2_percent(spread, steady):
    assert STEADY == 0.02
    assert kept(spread={"shoulder_width": spread}).steady is steady


def test_without_shoulders_nothing_speaks_against_it():
    assert kept(values={}, spread={}).steady


# --- pictures of another size -----------------------------------------------------------------


def test_lengths_scale_with_the_picture_and_shares_do_not():
    assert kept().at((640, 360)) == {
        "shoulder_width": 100.0,
        "eye_width": 20.0,
        "eye_height": 150.0,
        "neck_length": 0.4,
    }
    assert kept().at((1280, 720)) == kept().values


@pytest.mark.parametrize("size", [(640, 480), (720, 1280)])
def test_in_a_picture_of_another_shape_lengths_mean_nothing(size):
    assert kept().at(size) == {"neck_length": 0.4}


@pytest.mark.parametrize(
    ("width", "known"), [(1292, True), (1268, True), (1294, False), (1266, False)]
)
def test_a_shape_differs_from_one_percent_on(width, known):
    assert SAME_SHAPE == 0.01
    assert ("eye_width" in kept().at((width, 720))) is known


def test_at_ones_own_baseline_every_change_is_0_and_the_score_100():
    for azimuth, figure in ((FRONT, Figure(head_roll=4, head_turn=3)), (FACING_LEFT, UPRIGHT)):
        pose = person(figure, azimuth)
        with_own = coach(baseline=of(pose))
        last = watched(film(lambda t, p=pose: p, times(2, 8)), with_own)[-1]
        assert last.assessment.score == pytest.approx(100)
        for name, value in last.measurements.items():
            if name in ("screen_scale", "trunk_length_ratio"):
                assert isnan(value) or value == pytest.approx(1)
            if name in (
                "head_roll",
                "head_yaw",
                "head_pitch",
                "slump",
                "shrug",
                "head_inclination",
            ):
                assert isnan(value) or value == pytest.approx(0, abs=1e-9)


def test_half_of_a_single_pictures_tilt_is_taken_for_habit():
    tilted = person(Figure(head_roll=4), FRONT)
    for count, left in ((1, 2.0), (2, 0.0)):
        usual = capture(watched(film(lambda t: tilted, times((count - 1) / 8, 8))))
        assert usual.frames == count
        now = watched(film(lambda t: tilted, [0.0]), coach(baseline=usual))[-1].measurements
        assert abs(now["head_roll"]) == pytest.approx(left * (1 + MORE), abs=1e-9)


def test_what_has_no_level_of_its_own_is_never_halved():
    values = {name: 0.4 for name in QUANTITIES}
    halved = {k for k, v in kept(values=values, frames=1).at((1280, 720)).items() if v == 0.2}
    assert halved == {"head_roll_raw", "shoulder_roll_raw", "lateral_index"}
    assert kept(values=values, frames=2).at((1280, 720)) == values


def test_a_baseline_serves_the_same_camera_at_half_the_size():
    with_own = coach(baseline=of(AT_LAPTOP))
    half = (SIZE[0] // 2, SIZE[1] // 2)
    small = film(lambda t: moved(AT_LAPTOP, 0.5), times(2, 8), half)
    last = watched(small, with_own)[-1]
    assert last.measurements["screen_scale"] == pytest.approx(1)
    assert last.measurements["slump"] == pytest.approx(0, abs=1e-9)
    assert last.measurements["forward_head"] == pytest.approx(0, abs=1e-9)
    assert not last.assessment.partial


def test_with_a_baseline_the_laptop_view_is_not_partial_and_a_slump_shows():
    with_own = coach(baseline=of(AT_LAPTOP))
    lower = moved(AT_LAPTOP, by=(0.0, 0.10 * 0.7 * 220))
    last = watched(film(lambda t: lower, times(2, 8)), with_own)[-1]
    assert last.measurements["slump"] == pytest.approx(0.10)
    assert last.assessment.losses.keys() == {"trunk"}
    assert (last.outlook.view, last.assessment.partial) == (View.FRONT, False)


# --- kept on disk -----------------------------------------------------------------------------


def test_what_is_saved_is_loaded(tmp_path):
    path = tmp_path / "me.json"
    found = of(person(SLOUCHED))
    save(found, path)
    assert load(path) == found


@pytest.mark.parametrize(
    "text", ["", "{}", "[1]", "not json", '{"view": "front", "colour": 3}', '{"view": 3}']
)
def test_a_file_that_is_no_baseline_gives_one_line_with_its_name(tmp_path, text):
    path = tmp_path / "me.json"
    path.write_text(text)
    with pytest.raises(ConfigError, match=r"^me\.json: not a saved baseline: [^\n]+$"):
        load(path)


def test_a_file_that_is_not_there_gives_one_line(tmp_path):
    with pytest.raises(ConfigError, match=r"me\.json: cannot be read \([^\n]+\)$"):
        load(tmp_path / "me.json")


def test_a_baseline_of_before_the_shoulders_moved_is_taken_anew(tmp_path):
    path = tmp_path / "old.json"
    old = '{"view":"side-left","framing":"full-body","width":640,"height":480,"frames":9,'
    path.write_text(old + '"values":{},"spread":{},"schema":2}')
    with pytest.raises(ConfigError, match="another posecoach; take it anew"):
        load(path)
