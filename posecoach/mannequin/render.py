"""Draw a figure in a scene, and say where its joints truly are in the picture."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from posecoach.joints import JOINT_COUNT, Joint
from posecoach.mannequin.body import dress
from posecoach.mannequin.camera import Camera
from posecoach.mannequin.facets import Facets, facets
from posecoach.mannequin.landmarks import FLESH, landmarks
from posecoach.mannequin.look import Look
from posecoach.mannequin.mesh import join
from posecoach.mannequin.painting import FINER, Image, blur, darken, paint, painted, picture
from posecoach.mannequin.scenery import Scenery, living_room
from posecoach.mannequin.shadow import Shade, figure_spots, furniture_spots, shade
from posecoach.mannequin.skeleton import Figure
from posecoach.types import Floats, Pose

AMBIENT = 0.55  # share of a backdrop's light that comes from everywhere
BLUR_PX = 1.0  # the backdrop is a little out of focus, as behind a subject
SHADE_SOFT = 1 / 60  # blur of shadows, in picture widths
# pixels a metre of the figure up to which so much detail of body and head is enough
DETAIL = ((280.0, (0.75, 0.6)), (450.0, (1.0, 0.8)), (float("inf"), (1.25, 1.5)))
MARGIN_PX = 8  # around what is drawn, for its soft edges
USUAL_LOOK = Look()
WHOLE = np.zeros(2)


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A drawn picture and where the joints truly are in it."""

    image: Image  # (H, W, 3) BGR
    px: Floats  # (33, 2) pixels; NaN when nobody is there, or behind the camera
    world: Floats  # (33, 3) metres from mid-hip; x right, y down, z away from the camera
    visible: NDArray[np.bool_]  # (33,) in the picture, and not behind body or furniture
    foreground: Image  # (H, W) 255 where figure or furniture is, 0 where the room shows


def render(
    figure: Figure | None,
    camera: Camera,
    scenery: Scenery | None = None,
    look: Look = USUAL_LOOK,
) -> Picture:
    """Draw a figure, or the empty scene when there is none; without scenery in an empty room."""
    scenery = scenery or living_room()
    shades, parts = [], [scenery.props] if scenery.props is not None else []
    if figure is not None:
        parts.append(dress(figure, look, _detail(figure, camera)))
        shades.append(shade(figure_spots(figure), camera))
    shown = facets(join(parts), camera) if parts else None
    image, foreground = _image(scenery, camera, shown, shades)
    if figure is None or shown is None:
        nowhere = np.full((JOINT_COUNT, 3), np.nan)
        return Picture(image, nowhere[:, :2], nowhere, np.zeros(JOINT_COUNT, bool), foreground)
    points = landmarks(figure)
    px, depth = camera.project(points)
    hips = points[[Joint.LEFT_HIP, Joint.RIGHT_HIP]].mean(0)
    inside = np.asarray((px >= 0) & (px < camera.size)).all(1)
    visible = inside & ~shown.hide(px, depth - FLESH)
    return Picture(image, px, (points - hips) @ camera.axes.T, visible, foreground)


def true_pose(picture: Picture, t: float) -> Pose:
    """The picture's exact joints as if a network had found them; visibility is 1 or 0."""
    return Pose(t, picture.px, picture.world, picture.visible.astype(float))


def _detail(figure: Figure, camera: Camera) -> tuple[float, float]:
    size = camera.focal_px / max(float(camera.seen(figure.points["head"])[2]), 0.1)
    return next(detail for limit, detail in DETAIL if size <= limit)


def _image(
    scenery: Scenery, camera: Camera, shown: Facets | None, shades: list[Shade]
) -> tuple[Image, Image]:
    """The scene with its facets, drawn only where it differs from the backdrop; and its mask."""
    backdrop, canvas = _backdrop(scenery, camera)
    soft = SHADE_SOFT * camera.size[0]
    corners = [_bounds(s.px, 3 * soft, camera.size) for s in shades if len(s.px)]
    if shown is not None and len(shown.px):
        corners.append(_bounds(shown.px, MARGIN_PX, camera.size))
    image, foreground = backdrop.copy(), np.zeros(backdrop.shape[:2], np.uint8)
    if not corners or shown is None:
        return image, foreground
    left, top = np.min([low for low, _ in corners], axis=0).tolist()
    right, bottom = np.max([high for _, high in corners], axis=0).tolist()
    part = canvas[top * FINER : bottom * FINER, left * FINER : right * FINER].copy()
    corner = np.array([left, top], float)
    for each in shades:
        darken(part, each, corner, soft)
    paint(part, shown, corner)
    image[top:bottom, left:right] = picture(part)
    foreground[top:bottom, left:right] = painted(part)
    return image, foreground


def _bounds(px: Floats, margin: float, size: tuple[int, int]) -> tuple[Floats, Floats]:
    """Least and greatest x and y of outlines with a margin, even, at least 2 px inside."""
    x, y = px[..., 0], px[..., 1]
    low, high = np.array([x.min(), y.min()]) - margin, np.array([x.max(), y.max()]) + margin
    first = np.clip(low, 0, np.array(size) - 2).astype(int) // 2 * 2
    last = np.clip(high + 2, first + 2, size).astype(int) // 2 * 2
    return first, last


@lru_cache(maxsize=4)
def _backdrop(scenery: Scenery, camera: Camera) -> tuple[Image, Image]:
    """The empty scene without furniture, as a picture and as a canvas to draw on."""
    width, height = camera.size
    canvas = np.full((height * FINER, width * FINER, 4), 128, np.uint8)
    panels = [panel for panel in scenery.backdrop if panel.seen_from(camera.eye)]
    things = [thing for panel in panels for thing in panel.things]
    for layer in [panel.surface for panel in panels] + things:
        paint(canvas, facets(layer, camera, AMBIENT), WHOLE)
    blur(canvas, BLUR_PX)
    if scenery.props is not None:
        darken(canvas, shade(furniture_spots(scenery.props), camera), WHOLE, SHADE_SOFT * width)
    return picture(canvas), canvas
