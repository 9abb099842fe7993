import pytest

from posecoach.sources import open_video, play_live
from tests.sources.made import EXACT, FakeClock, clip, number_of


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
def played(tmp_path, clock):
    video = open_video(clip(tmp_path / "a.mkv", 30, EXACT), rate=None)
    with play_live(video, clock=clock, wait=clock.wait) as source:
        yield source


def test_each_frame_comes_when_its_time_has_come(played, clock):
    began = clock.now
    shown = []
    for frame in played.frames():
        shown.append((number_of(frame.image), round(clock.now - began, 3)))
    assert [number for number, _ in shown] == list(range(30))
    assert [at for _, at in shown] == pytest.approx([i / 30 for i in range(30)], abs=0.002)


def test_a_late_reader_gets_the_newest_frame_and_misses_the_rest(played, clock):
    assert number_of(played.poll(0).image) == 0
    clock.wait(0.505)
    assert number_of(played.poll(0).image) == 15
    assert played.poll(0) is None
    assert number_of(played.poll(0.05).image) == 16


def test_poll_waits_no_longer_than_asked(played, clock):
    played.poll(0)
    began = clock.now
    assert played.poll(0.01) is None
    assert clock.now - began == pytest.approx(0.01)
    clock.wait(0.01)
    assert played.poll(0) is None  # 13 ms too early


def test_it_has_ended_when_the_file_has(played, clock):
    played.poll(0)
    assert not played.ended
    clock.wait(5)
    assert number_of(played.poll(0).image) == 29
    assert played.ended and played.poll(1) is None
    assert played.frames_read == 30


def test_decoding_slower_than_playing_still_answers_in_time(played, clock, monkeypatch):
    video = played._frames

    def slowly():
        for frame in video:
            clock.wait(0.1)  # three times what the frame lasts
            yield frame

    monkeypatch.setattr(played, "_frames", slowly())
    began = clock.now
    for _ in range(3):
        assert played.poll(0.2) is not None
    assert clock.now - began < 3 * (0.25 + 0.2)


def test_closing_ends_it(played):
    played.poll(0)
    played.close()
    assert played.ended and played.poll(0) is None
