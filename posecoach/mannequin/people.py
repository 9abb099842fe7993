"""People as they differ: size, build, skin, hair and clothes, drawn from a seed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import cast

import numpy as np

from posecoach.mannequin.look import LONG_SLEEVE, SHORT_SLEEVE, SHORTS, TROUSERS, Hair, Look
from posecoach.mannequin.mesh import Colour
from posecoach.mannequin.skeleton import Proportions

# mean and standard deviation of adult stature, metres (NCD-RisC 2016, high-income countries)
STATURE_M = {"woman": (1.64, 0.065), "man": (1.77, 0.07)}
SHORTEST, TALLEST = 1.45, 2.00
# share of people whose girth lies below each level: slim to heavy
GIRTH = ((0.0, 0.10, 0.35, 0.60, 0.85, 1.0), (0.84, 0.92, 1.0, 1.08, 1.25, 1.45))
RATIO_SD = 0.03  # of limb lengths at the same stature

# light to dark, after the ten tones of the Monk skin tone scale (2022), as lit skin
SKIN: tuple[Colour, ...] = (
    (240, 208, 188),
    (236, 196, 170),
    (228, 178, 146),
    (214, 164, 128),
    (196, 144, 106),
    (170, 120, 84),
    (142, 96, 66),
    (112, 74, 52),
    (86, 58, 44),
    (72, 50, 41),
)
HAIR: tuple[Colour, ...] = (
    (38, 30, 28),
    (58, 40, 32),
    (74, 48, 36),
    (112, 74, 48),
    (164, 122, 78),
    (206, 172, 120),
    (142, 70, 42),
    (150, 148, 146),
    (216, 214, 210),
)
DARK_HAIR = 3  # the first colours, which go with any skin
CLOTHES: tuple[Colour, ...] = (
    (62, 132, 150),
    (236, 234, 228),
    (48, 52, 60),
    (128, 132, 138),
    (168, 64, 58),
    (206, 150, 72),
    (92, 128, 88),
    (56, 82, 134),
    (178, 128, 150),
    (110, 84, 128),
    (214, 196, 168),
    (86, 66, 56),
)
LEGWEAR: tuple[Colour, ...] = (
    (66, 72, 94),
    (46, 48, 54),
    (96, 114, 142),
    (148, 134, 112),
    (104, 108, 110),
    (60, 78, 66),
)
SHOES: tuple[Colour, ...] = ((150, 160, 174), (56, 56, 60), (232, 232, 230), (140, 92, 62))
FRAMES: tuple[Colour, ...] = ((40, 38, 40), (112, 72, 48), (150, 152, 158))
STYLES = ("short", "bob", "long", "bun", "bald")
STYLE_SHARES = {"woman": (0.2, 0.25, 0.35, 0.18, 0.02), "man": (0.72, 0.04, 0.06, 0.02, 0.16)}
GLASSES_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody: `pose(spec, person.proportions)`, then `render(..., look=person.look)`."""

    proportions: Proportions = field(default_factory=Proportions)
    look: Look = field(default_factory=Look)


def draw_person(random: np.random.Generator) -> Person:
    """Somebody of the adult population; the same state of `random` gives the same person."""
    sex = "woman" if random.random() < 0.5 else "man"
    return Person(_proportions(sex, random), _look(sex, random))


def _proportions(sex: str, random: np.random.Generator) -> Proportions:
    stature = float(np.clip(random.normal(*STATURE_M[sex]), SHORTEST, TALLEST))
    girth = float(np.interp(random.random(), *GIRTH))
    off = np.clip(random.normal(0.0, RATIO_SD, 4), -2.5 * RATIO_SD, 2.5 * RATIO_SD).tolist()
    broad, wide = (0.94, 1.05) if sex == "woman" else (1.03, 0.98)
    legs = 1 + off[0]
    return Proportions(
        stature=stature,
        girth=girth,
        legs=legs,
        arms=1 + off[1],
        trunk=1 - off[0],  # who is as tall with longer legs has a shorter trunk
        neck=1 + off[2],
        shoulders=broad + off[3],
        hips=wide,
    )


def _look(sex: str, random: np.random.Generator) -> Look:
    tone = random.integers(len(SKIN))
    skin = _varied(SKIN[tone], random, 0.012)
    hair = HAIR[random.integers(len(HAIR) if tone < 4 else DARK_HAIR)]
    style = cast(Hair, str(random.choice(STYLES, p=STYLE_SHARES[sex])))
    shirt = _varied(CLOTHES[random.integers(len(CLOTHES))], random, 0.1)
    stripes = CLOTHES[random.integers(len(CLOTHES))] if random.random() < 0.2 else None
    return Look(
        skin=skin,
        hair=hair,
        lips=_mixed(skin, (176, 70, 74), 0.45),
        iris=_mixed((70, 92, 104), (62, 42, 32), 0.0 if tone < 3 else 1.0),
        shirt=shirt,
        trim=_mixed(shirt, (20, 22, 30), 0.25),
        trousers=_varied(LEGWEAR[random.integers(len(LEGWEAR))], random, 0.1),
        shoe=SHOES[random.integers(len(SHOES))],
        hair_style=style,
        glasses=FRAMES[random.integers(len(FRAMES))] if random.random() < GLASSES_SHARE else None,
        stripes=stripes,
        sleeves=LONG_SLEEVE if random.random() < 0.5 else SHORT_SLEEVE,
        legs=SHORTS if random.random() < 0.15 else TROUSERS,
        loose=float(random.choice((0.0, 0.006, 0.014))),
    )


def _varied(colour: Colour, random: np.random.Generator, size: float) -> Colour:
    r, g, b = np.clip(np.array(colour) * random.uniform(1 - size, 1 + size, 3), 0, 255).tolist()
    return r, g, b


def _mixed(a: Colour, b: Colour, share: float) -> Colour:
    r, g, blue = (np.array(a) * (1 - share) + np.array(b) * share).tolist()
    return r, g, blue
