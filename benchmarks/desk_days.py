"""Seeded office days as the pose network would report them, with the truth beside them. No pixels.

A day is a list of spells (typing, reading, drinking, leaning, up for a moment, away ...). The
mannequin takes each spell's posture, in the user's own size; between them it moves in straight
lines, it sways all the time, and a pinhole camera looks on: from the side with the legs in view, or
from the laptop with head and shoulders. On top come the network's faults (SCIENCE A5): noise that
jitters and noise that stays, missed frames, joints invented where nothing is seen, passers-by.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from posecoach.joints import JOINT_COUNT, PAIRS, Joint
from posecoach.mannequin.camera import Camera
from posecoach.mannequin.gait import rising, stepping
from posecoach.mannequin.landmarks import landmarks
from posecoach.mannequin.presets import LAP, keyboard, sitting
from posecoach.mannequin.reach import reaching
from posecoach.mannequin.skeleton import Proportions, pose
from posecoach.mannequin.spec import PoseSpec, Turn
from posecoach.types import Pose, Sighting

Array = NDArray[np.float64]

DAY_S = 8 * 3600.0
RISE_S = 1.6
HOME_S = 120.0  # gone at the end of the day
WALK_S = 3.0  # from the chair to outside the picture
SIZE = (1280, 720)
SEATED = ("type", "read", "drink", "lean", "forward", "recline", "aside", "reach", "slouch")


@dataclass(frozen=True, slots=True)
class Spell:
    """What the user does for a while."""

    start: float  # seconds
    end: float
    doing: str  # a key of `postures`, or "away"

    @property
    def seated(self) -> bool:
        return self.doing in SEATED


@dataclass(frozen=True, slots=True)
class User:
    """Who works how, before which camera."""

    seed: int
    view: str  # "side" or "laptop"
    fps: float
    stature: float
    sits_min: float  # usual length of a bout
    stands: bool  # has a desk that can be raised


@dataclass(frozen=True, slots=True, eq=False)
class Day:
    """A day's frames with what is true in each."""

    user: User
    spells: tuple[Spell, ...]
    t: Array  # (T,) seconds
    truth: NDArray[np.str_]  # (T,) "sitting", "standing", "away", or "up": standing, head not seen
    sightings: tuple[Sighting, ...]
    calibration: tuple[Sighting, ...]  # ten seconds of sitting well, before the day


def users(count: int, seed: int = 1) -> list[User]:
    """Half of them seen from the side, half from their laptop."""
    rng = np.random.default_rng(seed)
    return [
        User(
            seed=seed * 1000 + i,
            view=("side", "laptop")[i % 2],
            fps=float(rng.uniform(1.0, 1.5)),
            stature=float(rng.uniform(1.55, 1.92)),
            sits_min=float(rng.uniform(12, 50)),
            stands=i % 4 == 0,
        )
        for i in range(count)
    ]


# --- what they do --------------------------------------------------------------------------------


def planned(user: User, rng: Generator, length_s: float = DAY_S) -> tuple[Spell, ...]:
    """A day of sitting, interrupted for moments, micro-breaks, breaks and lunch; then home."""
    spells: list[Spell] = []
    t, lunch = 0.0, float(rng.uniform(3.5, 4.5) * 3600)
    while t < length_s:
        bout = float(np.clip(rng.lognormal(np.log(user.sits_min * 60), 0.5), 240, 5400))
        for spell in _seated(t, t + bout, rng):
            spells.append(spell)
        t += bout
        if t > lunch:
            kind, lunch = "lunch", np.inf
        else:
            kind = str(rng.choice(list(_UP), p=[0.2, 0.25, 0.25, 0.2, 0.1]))
        low, high = _UP.get(kind, (1800.0, 3300.0))
        doing = "away"
        if kind == "spell" and user.stands:
            doing = "stand"
        elif kind in ("moment", "micro", "short"):
            doing = str(rng.choice(["stand", "stretch", "away"]))
        up = float(rng.uniform(low, high))
        spells.append(Spell(t, t + up, doing))
        t += up
    last = length_s - HOME_S
    worked = [replace(s, end=min(s.end, last)) for s in spells if s.start < last]
    if worked[-1].seated:
        return (*worked, Spell(last, length_s, "away"))
    return (*worked[:-1], replace(worked[-1], end=length_s, doing="away"))


# seconds from half risen to half seated again; "spell": with the desk raised, else away
_UP = {
    "moment": (7.0, 17.0),
    "micro": (23.0, 57.0),
    "short": (63.0, 175.0),
    "full": (185.0, 900.0),
    "spell": (600.0, 2100.0),
}
_LASTS = {  # seconds of one thing done sitting, and how often it is chosen
    "type": (30.0, 400.0, 0.40),
    "read": (20.0, 300.0, 0.22),
    "slouch": (60.0, 600.0, 0.08),
    "drink": (3.0, 7.0, 0.08),
    "lean": (10.0, 120.0, 0.06),
    "forward": (5.0, 60.0, 0.05),
    "recline": (10.0, 200.0, 0.05),
    "aside": (5.0, 90.0, 0.04),
    "reach": (2.0, 5.0, 0.02),
}


def _seated(start: float, end: float, rng: Generator) -> Iterator[Spell]:
    share = [it[2] for it in _LASTS.values()]
    t = start
    while t < end:
        doing = "type" if t == start else str(rng.choice(list(_LASTS), p=share))
        low, high, _ = _LASTS[doing]
        until = min(t + float(np.exp(rng.uniform(np.log(low), np.log(high)))), end)
        yield Spell(t, until, doing)
        t = until


# --- how that looks ------------------------------------------------------------------------------


def _mouth(side: float = -0.02) -> dict[str, Array]:
    return {"left": LAP["left"], "right": np.array([side, 1.17, 0.16])}


@cache
def postures(stature: float) -> dict[str, Array]:
    """Name -> landmarks (33, 3) metres, hips above the origin; x left, y up, z forward."""
    up = PoseSpec(trunk=Turn(2.0), neck=Turn(8.0), head=Turn(-6.0))
    usual = sitting(keyboard(), trunk=Turn(-2), neck=Turn(8), head=Turn(-4))
    lap = sitting(LAP, trunk=Turn(-4), neck=Turn(8), head=Turn(0))
    specs = {
        "type": usual,
        "read": sitting(keyboard(), trunk=Turn(2), neck=Turn(13), head=Turn(-10)),
        "slouch": sitting(keyboard(), trunk=Turn(17), rounding=30.0, neck=Turn(18), head=Turn(-22)),
        "drink": reaching(lap, _mouth()),
        "lean": sitting(LAP, trunk=Turn(3, 13), neck=Turn(8, -5), head=Turn(-4)),
        "forward": sitting(keyboard(), trunk=Turn(26), neck=Turn(6), head=Turn(-22)),
        "recline": sitting(LAP, trunk=Turn(-17), neck=Turn(12), head=Turn(2)),
        "aside": sitting(LAP, trunk=Turn(0, 0, 30), neck=Turn(8), head=Turn(-4, 0, 15)),
        "reach": sitting(LAP, trunk=Turn(48, 12), neck=Turn(10), head=Turn(-10)),
        "stand": up,
        "stretch": replace(up, trunk=Turn(-8, 12)),
    }
    specs |= {f"rise{i}": rising(lap, up, i / 4) for i in (1, 2, 3)}
    specs |= {f"step{i}": stepping(0.255 * i) for i in range(4)}
    size = Proportions(stature)
    return {name: landmarks(pose(spec, size)) for name, spec in specs.items()}


@dataclass(slots=True)
class _Key:
    """Where the body is at one time; in between it moves in straight lines."""

    t: float
    posture: str
    place: tuple[float, float] = (0.0, 0.0)  # x left, z forward of the chair, metres


def _keys(user: User, spells: tuple[Spell, ...], rng: Generator) -> list[_Key]:
    keys = [_Key(0.0, spells[0].doing if spells[0].seated else "type")]
    for before, spell in zip((spells[0], *spells), spells, strict=False):
        if spell.seated:
            if not before.seated:
                keys += _back(before, spell, user, rng)
            keys.append(_Key(spell.start + (RISE_S if spell.start else 0.0), spell.doing))
            keys.append(_Key(max(spell.end - RISE_S / 2, keys[-1].t), spell.doing))
        else:
            keys += _gone(spell, user, rng)
    return keys


def _gone(spell: Spell, user: User, rng: Generator) -> list[_Key]:
    """Half risen at the spell's start; then stands there, or walks out of the picture."""
    rise = [_Key(spell.start + (i - 2) * RISE_S / 4, f"rise{i}") for i in (1, 2, 3)]
    if spell.doing != "away":
        back = float(rng.uniform(-0.7, -0.1)) if user.view == "laptop" else 0.0
        on = spell.start + RISE_S / 2
        return [
            *rise,
            _Key(on, "stand"),
            _Key(min(on + 1.5, spell.end - 1), spell.doing, (0.0, back)),
        ]
    out = (-2.6, -0.4) if user.view == "laptop" else (0.0, -4.5)
    first = spell.start + RISE_S / 2
    brisk = min(WALK_S, (spell.end - spell.start) / 2 - RISE_S)
    steps = [
        _Key(first + brisk * i / 6, f"step{i % 4}", (out[0] * i / 6, out[1] * i / 6))
        for i in range(7)
    ]
    return [*rise, *steps]


def _back(spell: Spell, seated: Spell, user: User, rng: Generator) -> list[_Key]:
    """The way back to the chair: half seated at the end of the spell."""
    keys = [replace(k, t=spell.start + seated.start - k.t) for k in _gone(spell, user, rng)][::-1]
    return [k for k in keys if k.t > (spell.start + spell.end) / 2]


def _bodies(user: User, keys: list[_Key], t: Array) -> Array:
    """Landmarks (T, 33, 3) metres at the frames' times."""
    known = postures(user.stature)
    names = list(known)
    library = np.stack([known[name] for name in names])
    at = np.maximum.accumulate([k.t for k in keys])
    which = np.array([names.index(k.posture) for k in keys])
    place = np.array([k.place for k in keys])
    i = np.clip(np.searchsorted(at, t, side="right") - 1, 0, len(at) - 2)
    span = np.maximum(at[i + 1] - at[i], 1e-6)
    share = np.clip((t - at[i]) / span, 0.0, 1.0)[:, None, None]
    body = (1 - share) * library[which[i]] + share * library[which[i + 1]]
    moved = (1 - share[..., 0]) * place[i] + share[..., 0] * place[i + 1]
    body[..., 0] += moved[:, None, 0]
    body[..., 2] += moved[:, None, 1]
    return body


def wander(rng: Generator, t: Array, shape: tuple[int, ...], tau_s: float) -> Array:
    """Noise (T, *shape) of SD 1 whose value is forgotten after `tau_s` seconds."""
    kept = np.exp(-np.diff(t, prepend=t[0]) / tau_s)
    fresh = rng.standard_normal((len(t), *shape))
    out = np.empty_like(fresh)
    now = fresh[0]
    for i, k in enumerate(kept):
        now = k * now + np.sqrt(1 - k * k) * fresh[i] if i else fresh[0]
        out[i] = now
    return out


def _swaying(body: Array, t: Array, rng: Generator) -> Array:
    """The body with natural movement: more of it the higher a joint is above the seat."""
    height = np.clip((body[..., 1] - 0.5) / 0.6, 0.0, 1.2)
    for axis, size in ((0, 0.010), (2, 0.018)):
        slow = wander(rng, t, (1,), 25.0) + 0.4 * wander(rng, t, (1,), 2.0)
        body[..., axis] += size * slow * height
    head = slice(0, Joint.RIGHT_MOUTH + 1)
    body[:, head] += 0.006 * wander(rng, t, (1, 3), 4.0)
    return body


def camera_of(user: User, rng: Generator) -> Camera:
    """A side camera that sees all of somebody standing, or the laptop's below the face."""
    type_at = postures(user.stature)["type"]
    if user.view == "side":
        azimuth = float(rng.choice([90.0, -90.0]) + rng.uniform(-8, 8))
        return Camera(azimuth, float(rng.uniform(-2, 3)), 3.3, (0.0, 0.85, 0.1), 44.0, size=SIZE)
    eyes = type_at[list(PAIRS["eye"])].mean(0)
    target = (0.0, float(eyes[1]) - 0.06, float(eyes[2]))
    return Camera(
        0.0, float(rng.uniform(-16, -6)), float(rng.uniform(0.55, 0.75)), target, 44.0, size=SIZE
    )


# --- what the network makes of it ----------------------------------------------------------------

# SD of what jitters and of what stays for a minute, in trunk lengths, and the face's share of it,
# so that the error budget of SCIENCE A5 comes out: 3-5 degrees side-on, rolls facing 1-2 degrees
NOISE = {"side": (0.013, 0.028, 0.35), "laptop": (0.006, 0.009, 0.22)}
LOST_SHARE = 0.02  # frames in which somebody there is not found
BURSTS_PER_H, BURST_S = 4.0, (2.0, 9.0)
PASSERS_PER_H, PASSING_S = 5.0, (3.0, 10.0)


def _reported(user: User, body: Array, t: Array, camera: Camera, rng: Generator) -> list[Pose]:
    px, depth = camera.project(body)
    hips = body[:, list(PAIRS["hip"])].mean(1, keepdims=True)
    world = np.einsum("tkj,ij->tki", body - hips, camera.axes)
    trunk_px = camera.focal_px * 0.288 * user.stature / np.nanmedian(depth, 1)
    jitter, drift, share = NOISE[user.view]
    noise = jitter * wander(rng, t, (JOINT_COUNT, 2), 0.3)
    noise += drift * wander(rng, t, (JOINT_COUNT, 2), 60.0)
    face = np.ones((JOINT_COUNT, 1))
    face[: Joint.RIGHT_MOUTH + 1] = share
    px = px + noise * face * trunk_px[:, None, None]
    world = world + 0.02 * wander(rng, t, (JOINT_COUNT, 3), 1.0)
    seen = np.clip(0.96 + 0.03 * rng.standard_normal((len(t), JOINT_COUNT)), 0, 1)
    if user.view == "side":
        far = [pair[0 if camera.azimuth < 0 else 1] for pair in PAIRS.values()]
        seen[:, far] -= 0.25
    width, height = camera.size
    px = np.where(np.isnan(px), -1.0, px)  # behind the camera, which the network cannot say
    outside = ~((px[..., 0] > 0) & (px[..., 0] < width) & (px[..., 1] > 0) & (px[..., 1] < height))
    seen = np.where(outside, rng.uniform(0.02, 0.35, seen.shape), seen)
    return [Pose(float(at), *it) for at, *it in zip(t, px, world, seen, strict=True)]


def _in_picture(px: Array, size: tuple[int, int]) -> NDArray[np.bool_]:
    return np.asarray(((px > 0) & (px < np.array(size))).all(-1))


def _during(
    rng: Generator, t: Array, per_h: float, lasts: tuple[float, float]
) -> NDArray[np.bool_]:
    there = np.zeros(len(t), bool)
    for start in rng.uniform(0, t[-1], rng.poisson(per_h * t[-1] / 3600)):
        there |= (t >= start) & (t < start + rng.uniform(*lasts))
    return there


def _passers(user: User, t: Array, camera: Camera, rng: Generator) -> dict[int, Pose]:
    """Somebody crossing the room behind, now and then: frame -> as whom they are reported."""
    rows = np.flatnonzero(_during(rng, t, PASSERS_PER_H, PASSING_S))
    if not len(rows):
        return {}
    known = postures(1.75)
    body = np.stack([known[f"step{i % 4}"] for i in rows])
    along = 1.6 * (np.mod(t[rows], 6.0) / 3.0 - 1)[:, None]
    if user.view == "laptop":
        body[..., 0] += along
        body[..., 2] -= 2.2
    else:  # beyond the user, seen from the side
        body[..., 0] -= 2.0 * np.sign(camera.azimuth)
        body[..., 2] += along
    return dict(zip(rows.tolist(), _reported(user, body, t[rows], camera, rng), strict=True))


def day(user: User, length_s: float = DAY_S) -> Day:
    """One user's day; the same user gives the same day."""
    rng = np.random.default_rng(user.seed)
    spells = planned(user, rng, length_s)
    t = np.cumsum(rng.uniform(0.85, 1.15, int(length_s * user.fps)) / user.fps)
    t = t[t < length_s]
    camera = camera_of(user, rng)
    body = _swaying(_bodies(user, _keys(user, spells, rng), t), t, rng)
    poses = _reported(user, body, t, camera, rng)
    px = np.stack([p.px for p in poses])
    head = _in_picture(px[:, : Joint.RIGHT_MOUTH + 1], camera.size).mean(1) > 0.5
    shoulder = _in_picture(px[:, list(PAIRS["shoulder"])], camera.size).any(1)
    missed = rng.random(len(t)) < LOST_SHARE
    missed |= _during(rng, t, BURSTS_PER_H, BURST_S)
    headless = shoulder & ~head & (rng.random(len(t)) < 0.3)  # a body without a head, half believed
    for i in np.flatnonzero(headless):
        poses[i].visibility[:] = np.minimum(poses[i].visibility, 0.55)
    found = (head & shoulder & ~missed) | (headless & ~missed)
    passers = _passers(user, t, camera, rng)
    sightings = tuple(
        _sighting(i, float(at), [p for p in (poses[i] if found[i] else None, passers.get(i)) if p])
        for i, at in enumerate(t)
    )
    return Day(user, spells, t, _truth(spells, t, head), sightings, _calibration(user, camera, rng))


def _truth(spells: tuple[Spell, ...], t: Array, head: NDArray[np.bool_]) -> NDArray[np.str_]:
    which = np.searchsorted([s.start for s in spells], t, side="right") - 1
    seated = np.array([s.seated for s in spells])[which]
    headless = np.where([s.doing == "away" for s in spells], "away", "up")[which]
    return np.where(seated, "sitting", np.where(head, "standing", headless))


def _sighting(index: int, t: float, people: list[Pose]) -> Sighting:
    return Sighting(t, index, SIZE, tuple(people), 120.0, 50.0, counted=index % 2 == 0)


def _calibration(user: User, camera: Camera, rng: Generator) -> tuple[Sighting, ...]:
    t = np.arange(0.0, 10.0, 0.2)
    body = _swaying(np.repeat(postures(user.stature)["type"][None], len(t), 0), t, rng)
    poses = _reported(user, body, t, camera, rng)
    return tuple(
        _sighting(i, float(at), [p]) for i, (at, p) in enumerate(zip(t, poses, strict=True))
    )
