"""What the overlay says about a frame, in words. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import floor, isnan, nan

from posecoach.types import Band, Framing, Result, View

PARTS_NAMED = 3  # body parts in the sum of losses; the others are added up
FULLY_SEEN = 0.995
MINUS = "−"
TIED = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of one frame; empty ones are not shown."""

    headline: str  # the score, or why there is none
    verdict: str  # the word for the score
    band: Band
    losses: str  # "72 = 100 − 18 neck − 10 trunk"
    trust: str  # "partial view, 70 % seen"
    state: str  # "sitting, side-left, full-body"
    cue: str


def words(result: Result) -> Words:
    """Return what to say. Without a judgement nothing numeric is said, as it would be stale."""
    outlook, judged = result.outlook, result.assessment
    state = _state(result)
    if outlook.reason:
        return Words(f"can't judge: {outlook.reason}", "", "unknown", "", "", state, "")
    seen = "" if judged.coverage >= FULLY_SEEN else f"{round(100 * judged.coverage)} % seen"
    if isnan(judged.score):
        headline = "partial view" if judged.rule_set else "no score"
        return Words(
            headline, "", "unknown", "", seen if judged.rule_set else "", state, judged.cue
        )
    trust = ", ".join(filter(None, ("partial view" if judged.partial else "", seen)))
    score = shown(judged.score)
    losses = sum_of_losses(score, judged.losses)
    return Words(str(score), judged.band, judged.band, losses, trust, state, judged.cue)


def shown(score: float) -> int:
    """Return a score 0..100 in whole points, rounded down so that it stays in its band."""
    return floor(score + 1e-6)


def sum_of_losses(score: int, losses: Mapping[str, float]) -> str:
    """Return the score as what each body part costs, in whole points that add up."""
    points = whole_points(100 - score, losses)
    terms = sorted(((n, part) for part, n in points.items() if n > 0), key=lambda term: -term[0])
    if not terms:
        return ""
    named, rest = terms[:PARTS_NAMED], terms[PARTS_NAMED:]
    if rest:
        named.append((sum(n for n, _ in rest), "other"))
    terms_said = (f"{MINUS} {n} {part}".replace(" ", TIED) for n, part in named)
    return " ".join([f"{score} = 100".replace(" ", TIED), *terms_said])


def whole_points(total: int, losses: Mapping[str, float]) -> dict[str, int]:
    """Round losses to whole points of a given sum: the largest remainders are rounded up."""
    points = {part: floor(loss) for part, loss in losses.items()}
    largest_first = sorted(losses, key=lambda part: points[part] - losses[part])
    for part in largest_first[: max(0, total - sum(points.values()))]:
        points[part] += 1
    return points


def angle_label(part: str, value: float, sideways: bool, error: float = nan) -> str:
    """Return "neck 24 ± 4°", or with the side where positive means left "head 7 ± 2° left"."""
    degrees = round(value)
    about = "" if isnan(error) else f" ± {max(1, round(error))}".replace(" ", TIED)
    if sideways:
        side = "" if degrees == 0 else " left" if degrees > 0 else " right"
        return f"{part} {abs(degrees)}{about}°{side}"
    return f"{part} {MINUS if degrees < 0 else ''}{abs(degrees)}{about}°"


def _state(result: Result) -> str:
    seen = [result.activity.label] if result.activity else []
    if result.pose is not None:
        known = result.outlook.view != View.UNKNOWN
        seen.append(result.outlook.view.label if known else "view unknown")
        if result.outlook.framing != Framing.UNKNOWN:
            seen.append(result.outlook.framing.label)
    return ", ".join(seen)
