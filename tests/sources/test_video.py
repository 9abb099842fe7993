import gc
from fractions import Fraction
from math import isnan

import av
import numpy as np
import pytest

from posecoach.errors import SourceError
from posecoach.sources import open_video
from tests.sources.made import (
    CLOCKWISE,
    COUNTERCLOCKWISE,
    EXACT,
    HALF_TURN,
    MIRROR,
    MPEG2,
    Coding,
    clip,
    corners,
    number_of,
    numbered,
    quarters,
    song_with_cover,
    sound,
)


def read(path, rate=None):
    with open_video(path, rate=rate) as source:
        return list(source.frames()), source


def test_times_come_from_the_stamps_of_the_file(tmp_path):
    stamps = [0, 40, 50, 400, 410, 900]
    frames, source = read(clip(tmp_path / "vfr.mkv", 6, EXACT, fps=1000, stamps=stamps))
    assert [frame.t for frame in frames] == pytest.approx([stamp / 1000 for stamp in stamps])
    assert [number_of(frame.image) for frame in frames] == list(range(6))
    assert source.problems == []


def test_times_are_right_through_reordered_frames(tmp_path):
    path = clip(tmp_path / "b.mp4", 40, Coding(options={"bf": "3", "preset": "medium"}))
    frames, _ = read(path)
    assert [frame.t for frame in frames] == pytest.approx([i / 30 for i in range(40)])


@pytest.mark.parametrize(("name", "codec"), [("late.ts", "mpeg2video"), ("late.mkv", "libx264")])
def test_a_file_that_starts_at_100_s_starts_at_0(tmp_path, name, codec):
    path = clip(tmp_path / name, 30, Coding(codec), stamps=range(3000, 3030))
    frames, source = read(path)
    assert frames[0].t == 0 and frames[-1].t == pytest.approx(29 / 30, abs=0.002)
    assert source.duration_s == pytest.approx(1, abs=0.05)
    assert source.problems == []


def test_the_rate_drops_frames_but_not_their_places(tmp_path):
    frames, source = read(clip(tmp_path / "a.mkv", 30, EXACT), rate=15)
    assert [frame.index for frame in frames] == list(range(0, 30, 2))
    assert [number_of(frame.image) for frame in frames] == list(range(0, 30, 2))
    assert source.frames_read == 30


def test_a_slow_file_is_read_whole_and_a_fast_one_at_15_by_default(tmp_path):
    slow, fast = clip(tmp_path / "12.mkv", 12, fps=12), clip(tmp_path / "60.mkv", 60, fps=60)
    with open_video(slow) as source:
        assert len(list(source.frames())) == 12
    with open_video(fast) as source:
        assert len(list(source.frames())) == 15


def test_nominal_rate_and_length_are_known_before_reading(tmp_path):
    with open_video(clip(tmp_path / "a.mp4", 50, fps=25)) as source:
        assert (source.fps, source.duration_s) == (25, pytest.approx(2))
        assert (source.kind, source.name, source.size) == ("video", "a.mp4", (128, 96))
        assert source.frames_read == 0


@pytest.mark.parametrize(
    ("matrix", "stored"),
    [
        (CLOCKWISE, np.rot90(quarters(), 1)),
        (HALF_TURN, np.rot90(quarters(), 2)),
        (COUNTERCLOCKWISE, np.rot90(quarters(), -1)),
        (MIRROR, quarters()[:, ::-1]),
    ],
)
def test_a_turned_recording_is_shown_upright(tmp_path, matrix, stored):
    path = clip(
        tmp_path / "turned.mp4",
        [np.ascontiguousarray(stored)] * 3,
        Coding(configure=lambda stream: stream.set_display_matrix(matrix)),
    )
    frames, source = read(path)
    assert source.size == (128, 96)
    assert corners(frames[-1].image) == corners(quarters())
    assert frames[-1].image.flags.c_contiguous


@pytest.mark.parametrize(
    ("aspect", "size"), [(Fraction(4, 3), (171, 96)), (Fraction(1, 2), (128, 192))]
)
def test_pixels_are_square(tmp_path, aspect, size):
    path = clip(
        tmp_path / "wide.mp4",
        3,
        Coding(configure=lambda made: setattr(made.codec_context, "sample_aspect_ratio", aspect)),
    )
    frames, source = read(path)
    assert source.size == frames[0].size == size


def test_an_odd_aspect_on_its_side_is_widened_before_it_is_turned(tmp_path):
    def configure(stream):
        stream.codec_context.sample_aspect_ratio = Fraction(2, 1)
        stream.set_display_matrix(CLOCKWISE)

    stored = np.ascontiguousarray(np.rot90(quarters(), 1))
    frames, source = read(clip(tmp_path / "both.mp4", [stored] * 3, Coding(configure=configure)))
    assert source.size == frames[0].size == (128, 192)
    assert corners(frames[0].image) == corners(quarters())


@pytest.mark.parametrize(
    ("name", "codec", "pix_fmt"),
    [
        ("hi10p.mp4", "libx264", "yuv420p10le"),
        ("444.mp4", "libx264", "yuv444p"),
        ("av1.mp4", "libsvtav1", "yuv420p10le"),
        ("vp9.webm", "libvpx-vp9", "yuv420p"),
        ("alpha.mov", "png", "rgba"),
        ("animated.gif", "gif", "rgb8"),
        ("jpegs.avi", "mjpeg", "yuvj420p"),
        ("named wrongly.txt", "libx264", "yuv420p"),
    ],
)
def test_every_kind_of_pixel_becomes_blue_green_red(tmp_path, name, codec, pix_fmt):
    made = clip(
        tmp_path / f"made{'.mp4' if name.endswith('.txt') else name}",
        10,
        Coding(codec, pix_fmt),
    )
    frames, _ = read(made.rename(tmp_path / name))
    assert len(frames) == 10
    assert corners(frames[9].image) == corners(quarters())


def test_grey_video_is_grey_in_three_channels(tmp_path):
    frames, _ = read(
        clip(
            tmp_path / "grey.mkv",
            [np.full((96, 128, 3), 90, np.uint8)] * 3,
            Coding("ffv1", "gray"),
        )
    )
    assert abs(frames[0].image.astype(int) - 90).max() <= 1


def test_an_odd_size_gives_whole_rows(tmp_path):
    frames, source = read(
        clip(tmp_path / "odd.mkv", [numbered(i, 131, 97) for i in range(3)], EXACT)
    )
    assert source.size == (131, 97)
    assert np.array_equal(frames[2].image, numbered(2, 131, 97))


def test_of_two_woven_fields_one_is_shown(tmp_path):
    woven = np.full((96, 128, 3), 30, np.uint8)
    woven[0::2, 16:48] = 220  # the bar was here
    woven[1::2, 80:112] = 220  # and a moment later there
    path = clip(tmp_path / "interlaced.mp4", [woven] * 4, Coding(options={"x264-params": "tff=1"}))
    frames, _ = read(path)
    shown = frames[0].image[8:-8, :, 1].astype(float)
    assert shown[:, 24:40].min() > 190 and shown[:, 88:104].max() < 60


def test_a_huge_video_is_scaled_down(tmp_path):
    frames, source = read(
        clip(tmp_path / "huge.mp4", [quarters(4400, 1100)], Coding(options={"preset": "ultrafast"}))
    )
    assert source.size == frames[0].size == (4096, 1024)
    assert corners(frames[0].image) == corners(quarters())


def test_a_tiny_video_is_refused(tmp_path):
    with pytest.raises(SourceError, match=r"^tiny\.mp4: too small \(48x32\)"):
        open_video(clip(tmp_path / "tiny.mp4", [quarters(48, 32)]))


@pytest.mark.parametrize("name", ["cut.mp4", "cut.mkv"])
def test_a_truncated_file_is_read_as_far_as_it_goes_and_says_so(tmp_path, name):
    whole = clip(
        tmp_path / f"whole-{name}",
        90,
        Coding(file_options={"movflags": "faststart"} if name.endswith("mp4") else {}),
    )
    stored = whole.read_bytes()
    path = tmp_path / name
    path.write_bytes(stored[: len(stored) * 2 // 3])
    frames, source = read(path)
    assert 5 < len(frames) < 80
    said = f"the file breaks off at {frames[-1].t + 1 / 30:.1f} s of 3.0 s"
    assert [line for line in source.problems if "breaks" in line] == [said]


def test_damage_in_the_middle_costs_only_the_damaged_frames(tmp_path):
    noise = np.random.default_rng(0)
    images = [noise.integers(0, 255, (96, 128, 3), np.uint8) for _ in range(20)]
    stored = bytearray(clip(tmp_path / "whole.mov", images, Coding("png", "rgb24")).read_bytes())
    middle = len(stored) // 2
    stored[middle : middle + 1000] = bytes(1000)
    path = tmp_path / "damaged.mov"
    path.write_bytes(stored)
    frames, source = read(path)
    lost = {int(order) for order in np.arange(20)} - {round(frame.t * 30) for frame in frames}
    assert len(lost) in (1, 2) and lost <= {9, 10, 11}
    assert all(np.array_equal(frame.image, images[round(frame.t * 30)]) for frame in frames)
    said = {1: "1 frame", 2: "2 frames"}[len(lost)]
    assert source.problems == [f"damaged data: {said} could not be decoded"]


def test_a_picture_that_is_only_half_decoded_is_not_shown(tmp_path):
    noise = np.random.default_rng(0)
    images = [noise.integers(0, 255, (96, 128, 3), np.uint8) for _ in range(20)]
    whole = clip(tmp_path / "whole.mkv", images, Coding(options={"g": "1", "bf": "0"}))
    with av.open(str(whole)) as container:
        last = [packet for packet in container.demux(video=0) if packet.size][-1]
    stored = bytearray(whole.read_bytes())
    middle = last.pos + last.size // 2
    stored[middle : middle + 1500] = b"\xff" * 1500
    path = tmp_path / "damaged.mkv"
    path.write_bytes(stored)
    frames, source = read(path)
    assert [frame.index for frame in frames] == list(range(19))
    assert source.frames_read == 20
    assert source.problems == ["damaged data: 1 frame could not be decoded"]


def test_a_video_that_stops_before_its_sound_within_reason_is_whole(tmp_path):
    stamps = [0, 1, 2, 3]
    _, source = read(clip(tmp_path / "a.mp4", 4, fps=1, stamps=stamps))
    assert source.problems == []
    assert source.duration_s == pytest.approx(4)


def test_a_file_with_sound_only_is_refused_in_words(tmp_path):
    with pytest.raises(SourceError, match=r"^sound\.m4a: has no picture"):
        open_video(sound(tmp_path / "sound.m4a"))


def test_the_cover_of_a_song_is_no_video(tmp_path):
    with pytest.raises(SourceError, match=r"^song\.mp3: has no picture"):
        open_video(song_with_cover(tmp_path / "song.mp3"))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"ab", "damaged, or not a video"),
        (b"hello, this is a text " * 30, "damaged, or not a video"),
        (bytes(range(256)) * 80, "damaged, or not a video"),
        (b"\x00\x00\x00\x20ftypisom" + bytes(20), "no picture|not a video"),
    ],
)
def test_what_is_no_video_is_refused_in_one_line(tmp_path, capfd, content, words):
    path = tmp_path / "x.mp4"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=rf"^x\.mp4: .*({words})") as refused:
        open_video(path)
    assert "\n" not in str(refused.value)
    assert capfd.readouterr().err == ""


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    for path in (tmp_path / "gone.mp4", tmp_path):
        with pytest.raises(SourceError, match="cannot be read"):
            open_video(path)


def test_a_play_list_cannot_make_it_fetch_anything(tmp_path):
    path = tmp_path / "list.m3u8"
    path.write_text(
        "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nhttp://127.0.0.1:9/a.ts\n#EXT-X-ENDLIST\n"
    )
    with pytest.raises(SourceError):
        open_video(path)


def test_any_file_name_is_a_file_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    made = clip(tmp_path / "a.mp4", 3)
    for name in ("näme with späces 视频.mp4", "concat:a|b.mp4", "50%d.mp4", "no_extension"):
        made.rename(name)
        frames, source = read(name)
        assert len(frames) == 3 and source.name == name
        made = tmp_path / name


def test_a_size_that_changes_on_the_way_is_fitted_in(tmp_path):
    path = tmp_path / "joined.ts"
    parts = [
        clip(tmp_path / "a.ts", 10, MPEG2),
        clip(tmp_path / "b.ts", [quarters(96, 128)] * 10, MPEG2, stamps=range(10, 20)),
    ]
    path.write_bytes(b"".join(part.read_bytes() for part in parts))
    frames, source = read(path)
    assert len(frames) > 15
    assert {frame.size for frame in frames} == {source.size} == {(128, 96)}
    assert frames[-1].image[:, :20].max() < 20  # the upright second half is framed


def test_a_file_without_a_frame_rate_has_none(tmp_path):
    _, source = read(clip(tmp_path / "a.mp4", 3, fps=2000))
    assert isnan(source.fps)


def test_reading_stops_at_close_and_can_go_on_in_parts(tmp_path):
    source = open_video(clip(tmp_path / "a.mkv", 10, EXACT), rate=None)
    first = next(iter(source.frames()))
    second = next(iter(source.frames()))
    assert (first.index, second.index) == (0, 1)
    source.close()
    assert list(source.frames()) == []


def test_frames_do_not_pile_up_in_memory(tmp_path):
    gc.collect()
    gc.disable()
    try:
        with open_video(clip(tmp_path / "a.mp4", 90), rate=None) as source:
            for _ in source.frames():
                alive = sum(isinstance(thing, av.VideoFrame) for thing in gc.get_objects())
                assert alive < 20
    finally:
        gc.enable()
