"""What a real camera makes of a drawn picture: light, grain, blur, colour cast, compression."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians, sin

import cv2
import numpy as np
from numpy.typing import NDArray

from posecoach.mannequin.painting import Image

Light = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Exposure:
    """How a picture is taken. The default leaves it as drawn."""

    gain: float = 1.0  # light on everything; 0.1 is a dark room
    backlight: float = 0.0  # 0..1: bright window behind, the person in their own shadow
    noise: float = 0.0  # standard deviation of the grain at mid-grey of full light, levels
    motion_blur_px: float = 0.0  # length of the streak a point leaves
    motion_angle: float = 0.0  # its direction, degrees from picture right towards down
    white_balance: float = 0.0  # -1 blue .. 0 neutral .. 1 orange
    jpeg_quality: int | None = None  # 1..100; None does not compress


DAYLIGHT = Exposure(noise=2.0, jpeg_quality=90)
DIM = Exposure(gain=0.45, noise=3.0, white_balance=0.35, jpeg_quality=85)
DARK = Exposure(gain=0.16, noise=4.0, white_balance=0.5, jpeg_quality=80)
BACKLIT = Exposure(backlight=0.8, noise=2.5, jpeg_quality=85)

SHADOWED, BRIGHTENED = 0.80, 0.9  # what a full backlight takes from the person, adds behind them
GLARE = 0.16  # share of the light behind that the lens spreads over everything
GLARE_SOFT = 1 / 8  # over so many picture widths
MID_GREY = 128.0
READ_NOISE = 0.25  # share of the grain that is there without light
CAST = np.array([-0.28, -0.02, 0.16])  # of B, G and R at full white balance


def draw_exposure(random: np.random.Generator) -> Exposure:
    """An exposure as webcams and phones indoors have it, mostly well lit."""
    dark = random.random() < 0.25
    return Exposure(
        gain=float(random.uniform(0.15, 0.5) if dark else random.uniform(0.7, 1.15)),
        backlight=float(random.uniform(0.3, 1.0) if random.random() < 0.25 else 0.0),
        noise=float(random.uniform(0.5, 4.0)),
        motion_blur_px=float(random.uniform(1.0, 5.0) if random.random() < 0.25 else 0.0),
        motion_angle=float(random.uniform(0.0, 180.0)),
        white_balance=float(np.clip(random.normal(0.0, 0.35), -1, 1)),
        jpeg_quality=int(random.integers(55, 96)),
    )


def expose(
    image: Image,
    exposure: Exposure,
    random: np.random.Generator,
    foreground: Image | None = None,
) -> Image:
    """The picture as the camera gives it, `(H, W, 3)` BGR; joints stay where they are.

    Args:
        image: `(H, W, 3)` BGR as drawn.
        exposure: how it is taken.
        random: draws the grain.
        foreground: `(H, W)` 255 where figure or furniture is (`Picture.foreground`): what a
            backlight leaves in the dark. Without it the backlight only lays glare over all.
    """
    light: Light = image.astype(np.float32)
    if exposure.backlight > 0:
        light = _backlit(light, exposure.backlight, foreground)
    cast = exposure.gain * (1 + exposure.white_balance * CAST).astype(np.float32)
    light *= np.tile(cast, (image.shape[1], 1))  # numpy is slow along short last axes
    if exposure.motion_blur_px > 1:
        streak = _streak(exposure.motion_blur_px, exposure.motion_angle)
        light = np.asarray(cv2.filter2D(light, -1, streak), np.float32)
    if exposure.noise > 0:
        light = _grainy(light, exposure, random)
    taken: Image = np.clip(light + 0.5, 0, 255).astype(np.uint8)
    if exposure.jpeg_quality is None:
        return taken
    _, coded = cv2.imencode(".jpg", taken, [cv2.IMWRITE_JPEG_QUALITY, exposure.jpeg_quality])
    return np.asarray(cv2.imdecode(coded, cv2.IMREAD_COLOR), np.uint8)


def _backlit(light: Light, strength: float, foreground: Image | None) -> Light:
    height, width = light.shape[:2]
    behind = np.ones((height, width), np.float32)
    if foreground is not None:
        behind -= foreground.astype(np.float32) / 255
    behind = np.asarray(cv2.cvtColor(behind, cv2.COLOR_GRAY2BGR), np.float32)
    mixed = light * (1 + strength * BRIGHTENED)
    mixed *= behind
    glare = cv2.GaussianBlur(
        cv2.resize(mixed, (width // 8, height // 8), interpolation=cv2.INTER_AREA),
        (0, 0),
        width * GLARE_SOFT / 8,
    )
    shadowed = light * (1 - strength * SHADOWED)
    shadowed *= 1 - behind
    mixed += shadowed
    mixed += strength * GLARE * np.asarray(cv2.resize(glare, (width, height)), np.float32)
    return mixed


def _grainy(light: Light, exposure: Exposure, random: np.random.Generator) -> Light:
    """Shot noise grows with the root of the light; the amplifier makes up for missing light."""
    amplified = min(1.0, exposure.gain) ** -0.5
    spread = exposure.noise * amplified
    photons = np.sqrt(np.clip(light, 0, 255) / MID_GREY) + READ_NOISE
    grain = random.standard_normal(light.shape, np.float32)
    grain *= spread
    grain *= photons
    grain += light
    return grain


def _streak(length: float, angle: float) -> Light:
    """A kernel that draws a point out to a line of so many pixels."""
    size = int(np.ceil(length)) | 1
    kernel = np.zeros((size, size), np.float32)
    middle, half = size // 2, (length - 1) / 2
    across, down = half * cos(radians(angle)), half * sin(radians(angle))
    bits = 8
    ends = [
        (round((middle + s * across) * 2**bits), round((middle + s * down) * 2**bits))
        for s in (-1, 1)
    ]
    cv2.line(kernel, ends[0], ends[1], 1.0, 1, cv2.LINE_8, bits)
    return np.asarray(kernel / kernel.sum())
