import pytest

from posecoach.sources.timing import RateCap, StreamClock


def times(stamps, tick_s=0.001, spacing_s=0.04):
    clock = StreamClock(tick_s, spacing_s)
    return [clock.read(stamp) for stamp in stamps], clock


def test_time_is_seconds_since_the_first_frame_whatever_its_stamp():
    assert times([100_000, 100_040, 100_500])[0] == pytest.approx([0, 0.04, 0.5])
    assert times([-40, 0, 40])[0] == pytest.approx([0, 0.04, 0.08])


def test_frames_that_repeat_or_go_back_a_little_are_left_out_and_counted():
    read, clock = times([0, 40, 40, 30, 80])
    assert read == [0, pytest.approx(0.04), None, None, pytest.approx(0.08)]
    assert clock.repeats == 2 and clock.restarts == []


def test_a_clock_that_starts_again_is_continued_one_frame_later():
    read, clock = times([5000, 7000, 0, 40, 80])
    assert read == pytest.approx([0, 2, 2.04, 2.08, 2.12])
    assert clock.restarts == [pytest.approx(2.04)] and clock.repeats == 0


def test_frames_without_stamps_follow_at_the_usual_spacing():
    assert times([None, None, None])[0] == pytest.approx([0, 0.04, 0.08])
    assert times([0, None, 200])[0] == pytest.approx([0, 0.04, 0.2])
    assert times([None, 9000, 9100])[0] == pytest.approx([0, 0.04, 0.14])


def kept(fps, rate, seconds=20, digits=9):
    cap = RateCap(rate)
    stamps = [round(n / fps, digits) for n in range(round(fps * seconds))]
    return [order for order, t in enumerate(stamps) if cap.due(t)]


def test_of_30_fps_every_second_frame_is_kept_at_a_rate_of_15():
    assert kept(30, 15) == list(range(0, 600, 2))
    assert kept(60, 15) == list(range(0, 1200, 4))


@pytest.mark.parametrize("fps", [1, 5, 12, 12.5, 15])
def test_of_no_more_fps_than_the_rate_every_frame_is_kept(fps):
    assert len(kept(fps, 15)) == round(fps * 20)


@pytest.mark.parametrize("fps", [15, 30, 60])
def test_stamps_rounded_to_milliseconds_lose_no_turn(fps):
    assert len(kept(fps, 15, digits=3)) == 15 * 20


@pytest.mark.parametrize("fps", [16, 23.976, 25, 29.97, 50, 240])
def test_of_any_higher_rate_the_wanted_number_is_kept(fps):
    assert len(kept(fps, 15)) == pytest.approx(15 * 20, abs=1)


def test_a_variable_rate_is_thinned_by_time():
    cap = RateCap(10)
    assert [t for t in (0.0, 0.02, 0.04, 0.5, 0.51, 0.6, 3.0) if cap.due(t)] == [0, 0.5, 0.6, 3]


def test_no_rate_keeps_everything():
    assert kept(240, None, seconds=1) == list(range(240))
