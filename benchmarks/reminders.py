"""Do the reminders leave people alone who sit well, and find the real slouch? (SCIENCE A8)

Simulated users work eight hours: they sit near the middle of each band, slowly wandering and noisy
as in SCIENCE A8, get up now and then, and slouch for a few minutes once in a while. Their
measurements go through the rules, the sitting clock and the reminders as they do live:

    python -m benchmarks.reminders --users 40 --hours 8
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from math import exp, inf, sqrt

import click
import numpy as np

from posecoach.content import LIBRARY
from posecoach.reminders.answers import Nudge
from posecoach.reminders.counter_moves import load_counter_moves
from posecoach.reminders.hours import LocalTime
from posecoach.reminders.nudges import PER_HOUR
from posecoach.rules import engine
from posecoach.rules.load import load_rule_sets
from posecoach.rules.rule import Rule, RuleSet
from posecoach.types import Activity, Framing, Outlook, Result, View
from posecoach.workday.advance import advance
from posecoach.workday.state import Moment, Plan, begin_workday

SETS = {s.id: s for s in load_rule_sets(tuple(sorted((LIBRARY / "rules").glob("*.toml"))))}
PLAN = Plan(load_counter_moves(LIBRARY / "counter_moves.toml"))
VIEWS = {"side_sitting": View.SIDE_LEFT, "front_laptop": View.FRONT}
SLOW_DEG, TAU_S, FAST_DEG = 3.0, 20.0, 2.5  # SCIENCE A8
# SD of a metric that is no angle, as a share of its caution zone: what A8's are of the neck's
SLOW_SHARE, FAST_SHARE = 3.0 / 6.0, 2.5 / 6.0
# the upright sitter of SCIENCE A10 V1; every other metric: the middle of its band, or its baseline
UPRIGHT = {"neck_inclination": 8.13, "neck_flexion": 8.13, "torso_thigh_angle": 100.0}
# what a slouch makes poor in each view: the neck bent by itself; sunk with the head ahead
SLOUCH = {
    "side_sitting": ("neck_inclination",),
    "front_laptop": ("slump", "forward_head"),
}
SLOUCHES_NAME = {"side_sitting": {"forward_head"}, "front_laptop": {"slump", "forward_head"}}
BENT_DEG = 25.0  # neck flexion in a slouch: above 10 the neck is named, not the trunk
DAWN = LocalTime(739_000, 9 * 3600.0)


@dataclass(frozen=True, slots=True)
class Made:
    """How the days are made."""

    fps: float = 2.0
    spread: float = 0.3  # how far means lie from the middle of their band, in caution zones
    depth: float = 1.5  # how far a slouch goes beyond the caution edge, in caution zones


USUAL = Made()


@dataclass(slots=True)
class Outcome:
    """What one user was told."""

    nudges: list[float] = field(default_factory=list)  # seconds
    false: int = 0  # of them: in no slouch, nor just after one
    neutral_s: float = 0.0  # seconds seated outside slouches
    found_s: list[float] = field(default_factory=list)  # seconds from a slouch to its nudge
    reminders: int = 0

    @property
    def most_in_an_hour(self) -> int:
        return max((sum(a <= b < a + 3600 for b in self.nudges) for a in self.nudges), default=0)

    @property
    def closest_s(self) -> float:
        return min((b - a for a, b in pairwise(self.nudges)), default=inf)


def usual(rule: Rule, rng: np.random.Generator, spread: float) -> float:
    """A metric's mean in neutral sitting: within its band, by chance nearer to one edge."""
    low, high = rule.good
    zone = _zone(rule)
    if rule.metric in UPRIGHT:
        middle = UPRIGHT[rule.metric]
    elif low == -inf or high == inf:
        inner = high if low == -inf else low
        middle = 1.0 if "ratio" in rule.metric or "scale" in rule.metric else 0.0
        middle = middle if abs(middle - inner) < 10 * zone else inner
    else:
        middle = (low + high) / 2
    mean = middle + spread * zone * float(rng.standard_normal())
    return float(np.clip(mean, *rule.good))


def _zone(rule: Rule) -> float:
    ends = zip(rule.good, rule.caution, strict=True)
    return min(abs(a - b) for a, b in ends if abs(a) < inf)


def noise(rng: np.random.Generator, count: int, fps: float, slow: float, fast: float) -> np.ndarray:
    """A8's: a slow wander of so much SD that is forgotten in 20 s, and a fast jitter."""
    kept = exp(-1 / fps / TAU_S)
    fresh = rng.standard_normal(count) * slow * sqrt(1 - kept * kept)
    out, now = np.empty(count), slow * rng.standard_normal()
    for i in range(count):
        now = kept * now + fresh[i]
        out[i] = now
    return out + fast * rng.standard_normal(count)


def measurements(
    rules: RuleSet, rng: np.random.Generator, slouching: np.ndarray, how: Made
) -> Mapping[str, np.ndarray]:
    """The day's metrics, one array each."""
    found = {}
    for rule in rules.rules:
        if rule.instead_of or rule.metric in found:
            continue
        degrees = abs(_zone(rule)) >= 1
        slow = SLOW_DEG if degrees else SLOW_SHARE * _zone(rule)
        fast = FAST_DEG if degrees else FAST_SHARE * _zone(rule)
        mean = np.full(len(slouching), usual(rule, rng, how.spread))
        if rule.metric in SLOUCH[rules.id]:
            mean[slouching] = rule.caution[1] + how.depth * _zone(rule)
        found[rule.metric] = mean + noise(rng, len(mean), how.fps, slow, fast)
    if rules.id == "side_sitting":
        flexion = np.where(slouching, BENT_DEG, UPRIGHT["neck_flexion"])
        found["neck_flexion"] = flexion + noise(rng, len(flexion), how.fps, SLOW_DEG, FAST_DEG)
    return found


@dataclass(frozen=True, slots=True)
class Day:
    """What a user does."""

    t: np.ndarray
    up: np.ndarray  # away from the desk
    slouching: np.ndarray
    slouches: tuple[float, ...]  # when each begins


def day(rng: np.random.Generator, hours: float, fps: float) -> Day:
    """Bouts of 15 to 60 min with breaks between; a slouch of 3 min every 40 to 80 min."""
    t = np.arange(round(hours * 3600 * fps)) / fps
    up, slouching = np.zeros(len(t), bool), np.zeros(len(t), bool)
    at = rng.uniform(900, 3600)
    while at < t[-1]:
        length = rng.uniform(60, 600)
        up |= (t >= at) & (t < at + length)
        at += length + rng.uniform(900, 3600)
    slouches, at = [], rng.uniform(600, 2400)
    while at < t[-1] - 200:
        span = (t >= at) & (t < at + 180)
        if not up[(t >= at - 30) & (t < at + 190)].any():
            slouches.append(float(at))
            slouching |= span
        at += rng.uniform(2400, 4800)
    return Day(t, up, slouching, tuple(slouches))


def results(rules: RuleSet, made: Day, values: Mapping[str, np.ndarray]) -> Iterator[Result]:
    """One Result per judged moment, as the pipeline would make it."""
    names, rows = list(values), zip(*(v.tolist() for v in values.values()), strict=True)
    state, view = engine.State(), VIEWS[rules.id]
    for t, up, row in zip(made.t.tolist(), made.up.tolist(), rows, strict=True):
        seen = {} if up else dict(zip(names, row, strict=True))
        state, judged = engine.update(SETS, None if up else rules, state, t, seen)
        outlook = Outlook(reason="no person") if up else Outlook(view, Framing.UPPER_BODY)
        activity = Activity.AWAY if up else Activity.SITTING
        yield Result(t, 0, None, (1, 1), None, None, outlook, activity, seen, judged)


def one_user(seed: int, hours: float, how: Made = USUAL) -> Outcome:
    """One user's day; the same seed gives the same day."""
    rng = np.random.default_rng(seed)
    rules = SETS[list(VIEWS)[seed % 2]]
    made = day(rng, hours, how.fps)
    told, state = Outcome(), begin_workday(0.0)
    told.neutral_s = float((~made.up & ~made.slouching).sum() / how.fps)
    named: list[tuple[float, str]] = []
    values = measurements(rules, rng, made.slouching, how)
    for result in results(rules, made, values):
        now = Moment(result.t, LocalTime(DAWN.day, DAWN.second + result.t), "2024-04-27")
        state, messages, facts = advance(PLAN, state, now, result)
        named += [(result.t, fact.rule) for fact in facts if isinstance(fact, Nudge)]
        told.reminders += sum(message.kind == "break" for message in messages)
    told.nudges = [t for t, _ in named]
    for t, rule in named:
        began = next((s for s in made.slouches if s <= t < s + 200), None)
        if began is None or rule not in SLOUCHES_NAME[rules.id]:
            told.false += 1
    for began in made.slouches:
        before = any(began - 600 <= t < began for t in told.nudges)
        found = [t - began for t in told.nudges if began <= t < began + 200]
        if not before:  # else a cool-down of A8 may forbid it
            told.found_s.append(found[0] if found else inf)
    return told


@click.command()
@click.option("--users", default=40, help="How many  [default: 40]")
@click.option("--hours", default=8.0, help="Each works  [default: 8]")
@click.option("--first", default=0, help="Seed of the first  [default: 0]")
@click.option("--fps", default=2.0, help="Judged pictures per second  [default: 2]")
@click.option("--spread", default=0.3, help="Of means, in caution zones  [default: 0.3]")
@click.option("--depth", default=1.5, help="Of slouches, in caution zones  [default: 1.5]")
def main(users: int, hours: float, first: int, **how: float) -> None:
    """State the figures."""
    told = [one_user(first + i, hours, Made(**how)) for i in range(users)]
    neutral_h = sum(it.neutral_s for it in told) / 3600
    rates = [it.false / (it.neutral_s / 3600) for it in told]
    false = sum(it.false for it in told)
    found = np.array([s for it in told for s in it.found_s])
    in_time = int((found <= 60).sum())
    print(f"users {users}, {hours:g} h each, {neutral_h:.1f} h of neutral sitting")
    print(
        f"false nudges {false}: {false / neutral_h:.3f} per hour,"
        f" most of one user {max(rates):.3f} per hour (at most 1)"
    )
    print(
        f"slouches {len(found)}, found within 60 s {in_time}, median {np.median(found):.1f} s,"
        f" longest {found.max():.1f} s"
    )
    print(
        f"nudges {sum(len(it.nudges) for it in told)}, most in an hour"
        f" {max(it.most_in_an_hour for it in told)} (at most {PER_HOUR}),"
        f" closest {min(it.closest_s for it in told):.0f} s (at least 240)"
    )
    print(f"words about breaks {sum(it.reminders for it in told)}")


if __name__ == "__main__":
    main()
