import struct
from math import isnan

import cv2
import numpy as np
import pytest

from posecoach.errors import SourceError
from posecoach.sources import open_picture
from tests.sources.made import corners, quarters


def encoded(suffix, image, *options):
    return cv2.imencode(suffix, image, list(options))[1].tobytes()


def saved(folder, name, content):
    path = folder / name
    path.write_bytes(content)
    return path


def only(path):
    with open_picture(path) as source:
        (frame,) = source.frames()
    return frame, source


def with_orientation(jpeg, orientation):
    """Return the JPEG with an EXIF block that says only which way up it is."""
    entry = struct.pack(">HHIHH", 0x0112, 3, 1, orientation, 0)
    exif = b"Exif\0\0MM\0*" + struct.pack(">IH", 8, 1) + entry + bytes(4)
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + jpeg[2:]


STORED = {
    1: lambda upright: upright,
    2: lambda upright: upright[:, ::-1],
    3: lambda upright: np.rot90(upright, 2),
    4: lambda upright: upright[::-1],
    5: lambda upright: upright.transpose(1, 0, 2),
    6: lambda upright: np.rot90(upright, 1),
    7: lambda upright: np.rot90(upright.transpose(1, 0, 2), 2),
    8: lambda upright: np.rot90(upright, -1),
}


@pytest.mark.parametrize("orientation", STORED)
def test_exif_orientation_is_applied_exactly_once(tmp_path, orientation):
    stored = np.ascontiguousarray(STORED[orientation](quarters()))
    content = with_orientation(encoded(".jpg", stored), orientation)
    frame, source = only(saved(tmp_path, "phone.jpg", content))
    assert source.size == frame.size == (128, 96)
    assert corners(frame.image) == corners(quarters())


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".bmp", ".webp", ".tiff", ".ppm"])
def test_every_kind_of_picture_is_read_whatever_it_is_called(tmp_path, suffix):
    path = saved(tmp_path, "näme mit späces 图.xyz", encoded(suffix, quarters()))
    frame, source = only(path)
    assert corners(frame.image) == corners(quarters())
    assert (frame.t, frame.index, frame.name) == (0, 0, path.name)
    assert source.name == path.name and source.kind == "picture"
    assert source.frames_read == 1 and source.problems == []
    assert isnan(source.fps) and isnan(source.duration_s)


def test_sixteen_bits_become_eight(tmp_path):
    frame, _ = only(saved(tmp_path, "16.png", encoded(".png", quarters().astype(np.uint16) * 257)))
    assert np.array_equal(frame.image, quarters())


@pytest.mark.parametrize("options", [(), (cv2.IMWRITE_PNG_BILEVEL, 1)])
def test_grey_and_one_bit_pictures_have_three_equal_channels(tmp_path, options):
    grey = np.zeros((80, 80), np.uint8)
    grey[:, 40:] = 255
    frame, _ = only(saved(tmp_path, "grey.png", encoded(".png", grey, *options)))
    assert np.array_equal(frame.image, np.dstack([grey] * 3))


@pytest.mark.parametrize("kind", [np.uint8, np.uint16])
def test_what_is_transparent_is_white(tmp_path, kind):
    top = np.iinfo(kind).max
    image = np.zeros((80, 80, 4), kind)
    image[:40, :, 3] = top  # opaque black above
    image[40:60, :, 3] = top // 2
    frame, _ = only(saved(tmp_path, "clear.png", encoded(".png", image)))
    assert frame.image[:40].max() == 0
    assert abs(frame.image[40:60].astype(int) - 128).max() <= 1
    assert frame.image[60:].min() == 255


def test_a_picture_of_floats_is_refused_in_words(tmp_path):
    image = np.full((80, 80, 4), 0.5, np.float32)
    with pytest.raises(SourceError, match=r"^floats\.tiff: damaged, or not a picture"):
        open_picture(saved(tmp_path, "floats.tiff", encoded(".tiff", image)))


def test_a_huge_picture_is_scaled_down(tmp_path):
    frame, source = only(saved(tmp_path, "huge.jpg", encoded(".jpg", quarters(4400, 2200))))
    assert source.size == frame.size == (4096, 2048)
    assert corners(frame.image) == corners(quarters())


def test_a_tiny_picture_is_refused(tmp_path):
    path = saved(tmp_path, "dot.png", encoded(".png", quarters(16, 16)))
    with pytest.raises(SourceError, match=r"^dot\.png: too small \(16x16\): at least 64 pixels"):
        open_picture(path)


def test_of_a_truncated_jpeg_the_upper_part_is_shown_and_the_rest_reported(tmp_path, capfd):
    noise = np.random.default_rng(0).integers(0, 255, (96, 128, 3), np.uint8)
    whole = encoded(".jpg", noise)
    frame, source = only(saved(tmp_path, "cut.jpg", whole[: len(whole) // 2]))
    intact = cv2.imdecode(np.frombuffer(whole, np.uint8), cv2.IMREAD_COLOR)
    assert np.array_equal(frame.image[:16], intact[:16])
    assert source.problems == ["the file breaks off: the lower part of the picture is missing"]
    assert capfd.readouterr().err == ""


def test_what_a_phone_writes_behind_a_jpeg_is_no_damage(tmp_path):
    _, source = only(saved(tmp_path, "a.jpg", encoded(".jpg", quarters()) + bytes(5000)))
    assert source.problems == []


def test_what_is_written_behind_a_png_is_no_damage(tmp_path):
    frame, source = only(saved(tmp_path, "a.png", PNG + bytes(50)))
    assert source.problems == [] and corners(frame.image) == corners(quarters())


PNG = encoded(".png", quarters())


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.jpg", b"", "is empty"),
        ("text.jpg", b"hello", "damaged, or not a picture"),
        ("crc.png", PNG[:60] + b"\xff\xff\xff\xff" + PNG[64:], "damaged, or not a picture"),
        ("cut.png", PNG[:100], "damaged or cut off"),
        ("long.png", PNG[:33] + b"\xff\xff\xff\0" + PNG[37:], "damaged or cut off"),
        ("head.jpg", b"\xff\xd8\xff\xe0", "damaged, or not a picture"),
        ("phone.heic", b"\0\0\0\x18ftypheic" + bytes(40), "HEIC .* save it as JPEG"),
    ],
)
def test_what_cannot_be_decoded_is_refused_in_one_quiet_line(tmp_path, capfd, name, content, words):
    with pytest.raises(SourceError, match=f"^{name}: .*{words}") as refused:
        open_picture(saved(tmp_path, name, content))
    assert "\n" not in str(refused.value)
    assert capfd.readouterr().err == ""


def test_a_missing_picture_is_refused(tmp_path):
    with pytest.raises(SourceError, match=r"^gone\.jpg: cannot be read \(No such file"):
        open_picture(tmp_path / "gone.jpg")
