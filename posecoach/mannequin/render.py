"""Draw a figure in a scene: sorted facets painted far to near at twice the resolution."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from posecoach.joints import JOINT_COUNT, Joint
from posecoach.mannequin.body import dress
from posecoach.mannequin.camera import Camera
from posecoach.mannequin.facets import Facets, facets
from posecoach.mannequin.landmarks import FLESH, landmarks
from posecoach.mannequin.look import Look
from posecoach.mannequin.mesh import join
from posecoach.mannequin.scenery import Scenery, living_room
from posecoach.mannequin.shadow import Shade, figure_spots, furniture_spots, shade
from posecoach.mannequin.skeleton import Figure
from posecoach.types import Floats, Pose

Image = NDArray[np.uint8]
FINER = 2  # drawn at this multiple of the picture's size and averaged down
SUBPIXEL = 4  # fractional bits of drawn corners
FULL_LIGHT = 128  # value of the light plane that leaves a colour as it is
SOFTEN_PX = 9  # drawn pixels over which light is evened out, so that facets do not show
AMBIENT = 0.55  # share of a backdrop's light that comes from everywhere
BLUR_PX = 1.0  # the backdrop is a little out of focus, as behind a subject
CLOSE_PX, CLOSE_DETAIL = 450.0, 1.6  # finer facets from this many pixels a metre
COARSER = 4  # shadows are drawn at this fraction of the canvas
USUAL_LOOK = Look()


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A drawn picture and where the joints truly are in it."""

    image: Image  # (H, W, 3) BGR
    px: Floats  # (33, 2) pixels; NaN when nobody is there, or behind the camera
    world: Floats  # (33, 3) metres from mid-hip; x right, y down, z away from the camera
    visible: NDArray[np.bool_]  # (33,) in the picture, and not behind body or furniture


def render(
    figure: Figure | None,
    camera: Camera,
    scenery: Scenery | None = None,
    look: Look = USUAL_LOOK,
) -> Picture:
    """Draw a figure, or the empty scene when there is none; without scenery in an empty room."""
    scenery = scenery or living_room()
    canvas = _backdrop(scenery, camera).copy()
    meshes = [scenery.props] if scenery.props is not None else []
    if figure is not None:
        meshes.append(dress(figure, look, _detail(figure, camera)))
        _cast(canvas, shade(figure_spots(figure), camera))
    shown = facets(join(meshes), camera) if meshes else None
    if shown is not None:
        _paint(canvas, shown)
    image = cv2.resize(_lit(canvas), camera.size, interpolation=cv2.INTER_AREA)
    return _picture(np.asarray(image, np.uint8), figure, camera, shown)


def true_pose(picture: Picture, t: float) -> Pose:
    """The picture's exact joints as if a network had found them; visibility is 1 or 0."""
    return Pose(t, picture.px, picture.world, picture.visible.astype(float))


def _detail(figure: Figure, camera: Camera) -> float:
    depth = max(float(camera.seen(figure.points["head"])[2]), 0.1)
    return CLOSE_DETAIL if camera.focal_px / depth > CLOSE_PX else 1.0


def _picture(image: Image, figure: Figure | None, camera: Camera, shown: Facets | None) -> Picture:
    if figure is None or shown is None:
        nowhere = np.full((JOINT_COUNT, 3), np.nan)
        return Picture(image, nowhere[:, :2], nowhere, np.zeros(JOINT_COUNT, bool))
    points = landmarks(figure)
    px, depth = camera.project(points)
    hips = points[[Joint.LEFT_HIP, Joint.RIGHT_HIP]].mean(0)
    world = (points - hips) @ camera.axes.T
    inside = np.asarray((px >= 0) & (px < camera.size))
    return Picture(image, px, world, inside.all(1) & ~shown.hide(px, depth - FLESH))


def _paint(canvas: Image, shown: Facets) -> None:
    """Paint facets into a canvas of colour and light planes."""
    corners = np.round(shown.px * (FINER << SUBPIXEL)).astype(np.int32)
    light = np.clip(shown.light * FULL_LIGHT, 1, 255)
    values = np.column_stack([shown.colours[:, ::-1], light]).tolist()
    for corner, value in zip(corners, values, strict=True):
        cv2.fillConvexPoly(canvas, corner, value, cv2.LINE_8, SUBPIXEL)


def _tones() -> Image:
    """Light 0..255 -> gain of B, G, R in 1/FULL_LIGHT; shade is a little cooler."""
    light = np.arange(256) / FULL_LIGHT
    shade = np.clip(1 - light, 0, 1)
    gains = [light * (1 + 0.10 * shade), light, light * (1 - 0.06 * shade)]
    return np.clip(np.stack(gains, -1) * FULL_LIGHT, 0, 255).astype(np.uint8)[:, None]


TONES = _tones()


def _lit(canvas: Image) -> Image:
    """Colours times light, `(h, w, 3)`; where nothing was painted the colours as they are."""
    light = cv2.extractChannel(canvas, 3)
    painted = cv2.threshold(light, 0, 255, cv2.THRESH_BINARY)[1]
    soft = cv2.blur(light, (SOFTEN_PX, SOFTEN_PX))
    # over painted neighbours only, so that no light leaks in across the outline
    soft = cv2.divide(soft, cv2.blur(painted, (SOFTEN_PX, SOFTEN_PX)), scale=255)
    soft[painted == 0] = FULL_LIGHT
    gain = cv2.applyColorMap(soft, TONES)
    colours = cv2.cvtColor(canvas, cv2.COLOR_BGRA2BGR)
    return np.asarray(cv2.multiply(colours, gain, scale=1 / FULL_LIGHT), np.uint8)


def _cast(canvas: Image, shades: Shade) -> None:
    """Darken the floor of a canvas, in place."""
    height, width = (n // COARSER for n in canvas.shape[:2])
    plane = np.full((height, width), 255, np.uint8)
    for outline, light in zip(shades.px * (FINER / COARSER), shades.light, strict=True):
        cv2.fillConvexPoly(plane, np.round(outline).astype(np.int32), 255 * float(light))
    soft = cv2.GaussianBlur(plane, (0, 0), width / 60)
    top = int(np.argmax((soft < 255).any(1))) * COARSER
    left = cv2.resize(soft, (canvas.shape[1], canvas.shape[0]))[top:]
    left = cv2.merge([left, left, left, np.full_like(left, 255)])
    cv2.multiply(canvas[top:], left, dst=canvas[top:], scale=1 / 255)


@lru_cache(maxsize=4)
def _backdrop(scenery: Scenery, camera: Camera) -> Image:
    """The empty scene without furniture as a canvas to draw on, its light plane 0."""
    width, height = camera.size
    canvas = np.full((height * FINER, width * FINER, 4), 128, np.uint8)
    panels = [panel for panel in scenery.backdrop if panel.seen_from(camera.eye)]
    things = [thing for panel in panels for thing in panel.things]
    for layer in [panel.surface for panel in panels] + things:
        _paint(canvas, facets(layer, camera, AMBIENT))
    canvas[..., :3] = cv2.GaussianBlur(_lit(canvas), (0, 0), BLUR_PX * FINER)
    canvas[..., 3] = 0
    if scenery.props is not None:
        _cast(canvas, shade(furniture_spots(scenery.props), camera))
    return canvas
