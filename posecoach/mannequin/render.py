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
from posecoach.mannequin.mesh import EMPTY
from posecoach.mannequin.painting import (
    FINER,
    Image,
    darkened,
    developed,
    painted_flat,
    plate,
)
from posecoach.mannequin.scenery import Scenery, living_room
from posecoach.mannequin.shadow import figure_spots, furniture_spots, shade
from posecoach.mannequin.skeleton import Figure
from posecoach.types import Floats, Pose

AMBIENT = 0.55  # share of a backdrop's light that comes from everywhere
BLUR_PX = 1.0  # the backdrop is a little out of focus, as behind a subject
SHADE_SOFT = 1 / 60  # blur of shadows, in picture widths
# pixels a metre of the figure up to which so much detail of body and head is enough
DETAIL = (
    (200.0, (0.6, 0.5)),
    (280.0, (0.7, 0.6)),
    (450.0, (0.9, 0.75)),
    (float("inf"), (1.0, 1.05)),
)
MARGIN_PX = 8  # around what is drawn, for its soft edges
USUAL_LOOK = Look()
BEHIND_M = 0.5  # what stands so far behind the middle of the room cannot hide the figure
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
    stage = _stage(scenery or living_room(), camera)
    if figure is None:
        nowhere = np.full((JOINT_COUNT, 3), np.nan)
        unseen = np.zeros(JOINT_COUNT, bool)
        return Picture(stage.image.copy(), nowhere[:, :2], nowhere, unseen, stage.mask.copy())
    body = facets(dress(figure, look, _detail(figure, camera), camera), camera)
    image, mask = _staged(stage, figure, body, camera)
    points = landmarks(figure)
    px, depth = camera.project(points)
    hips = points[[Joint.LEFT_HIP, Joint.RIGHT_HIP]].mean(0)
    inside = np.asarray((px >= 0) & (px < camera.size)).all(1)
    visible = inside & ~body.hide(px, depth - FLESH) & ~stage.props.hide(px, depth - FLESH)
    return Picture(image, px, (points - hips) @ camera.axes.T, visible, mask)


def true_pose(picture: Picture, t: float) -> Pose:
    """The picture's exact joints as if a network had found them; visibility is 1 or 0."""
    return Pose(t, picture.px, picture.world, picture.visible.astype(float))


def _detail(figure: Figure, camera: Camera) -> tuple[float, float]:
    size = camera.focal_px / max(float(camera.seen(figure.points["head"])[2]), 0.1)
    return next(detail for limit, detail in DETAIL if size <= limit)


@dataclass(frozen=True, slots=True, eq=False)
class _Stage:
    """A scene as a camera sees it before anybody enters."""

    backdrop: Image  # (H, W, 3) the room with the furniture's shadows
    props: Facets
    image: Image  # (H, W, 3)
    mask: Image  # (H, W) 255 where furniture is


@lru_cache(maxsize=4)
def _stage(scenery: Scenery, camera: Camera) -> _Stage:
    backdrop = painted_flat(_layers(scenery, camera), camera.size, BLUR_PX)
    if scenery.props is None:
        props = facets(EMPTY, camera)
    else:
        props = facets(scenery.props, camera)
        soft = SHADE_SOFT * camera.size[0]
        backdrop = darkened(backdrop, shade(furniture_spots(scenery.props), camera), WHOLE, soft)
    image, mask = developed(plate(props, camera.size), backdrop)
    return _Stage(backdrop, props, image, mask)


def _layers(scenery: Scenery, camera: Camera) -> list[Facets]:
    """Walls and floor, what is on them, and what stands behind the figure's place."""
    panels = [panel for panel in scenery.backdrop if panel.seen_from(camera.eye)]
    meshes = [panel.surface for panel in panels] + [m for panel in panels for m in panel.things]
    behind = camera.seen(np.zeros(3))[2] + BEHIND_M
    standing = [mesh for panel in panels for mesh in panel.standing]
    depths = [float(camera.seen(mesh.corners.mean((0, 1)))[2]) for mesh in standing]
    far_first = sorted(zip(depths, range(len(standing)), strict=True), reverse=True)
    meshes += [standing[i] for depth, i in far_first if depth > behind]
    return [facets(mesh, camera, AMBIENT) for mesh in meshes]


def _staged(stage: _Stage, figure: Figure, body: Facets, camera: Camera) -> tuple[Image, Image]:
    """The scene with the figure in it, and its mask; only what the figure changes is drawn."""
    image, mask = stage.image.copy(), stage.mask.copy()
    soft, shades = SHADE_SOFT * camera.size[0], shade(figure_spots(figure), camera)
    marks = ((shades.px, 3 * soft), (body.px, MARGIN_PX))
    corners = [_bounds(px, margin, camera.size) for px, margin in marks if len(px)]
    if not corners or not len(body.px):
        return image, mask
    left, top = np.min([low for low, _ in corners], axis=0).tolist()
    right, bottom = np.max([high for _, high in corners], axis=0).tolist()
    part, corner = np.s_[top:bottom, left:right], np.array([left, top], float)
    fine = np.s_[top * FINER : bottom * FINER, left * FINER : right * FINER]
    shown = body.among(stage.props.within(corner, np.array([right, bottom])))
    seen = plate(shown, camera.size)[fine]
    background = darkened(stage.backdrop[part], shades, corner, soft)
    image[part], mask[part] = developed(seen, background)
    return image, mask


def _bounds(px: Floats, margin: float, size: tuple[int, int]) -> tuple[Floats, Floats]:
    """Least and greatest x and y of outlines with a margin, even, at least 2 px inside."""
    x, y = px[..., 0], px[..., 1]
    low, high = np.array([x.min(), y.min()]) - margin, np.array([x.max(), y.max()]) + margin
    first = np.clip(low, 0, np.array(size) - 2).astype(int) // 2 * 2
    last = np.clip(high + 2, first + 2, size).astype(int) // 2 * 2
    return first, last
