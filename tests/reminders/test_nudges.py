"""Which faults become a word to the user: SCIENCE A8, each number pinned from both sides."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posecoach.reminders.answers import Answer, Nudge
from posecoach.reminders.hours import Occasion
from posecoach.reminders.nudges import Nudges, Plan, left, update
from posecoach.types import Assessment, Fault, Verdict

OPEN, SHUT = Occasion(1, True), Occasion(1, False)
USUAL = Plan()
MIN = 60.0


def fault(rule="neck", level="poor", part=None, due=True):
    part = part or rule
    return Fault(rule, level, part, f"{part} is out.", f"Mend the {part}.", due)


def seen(*faults, losses=None, good=()):
    """What the rules say: faults, and rules that are in their good band again."""
    verdicts = [Verdict(f.rule, f.level, 1.0, 1.0) for f in faults]
    verdicts += [Verdict(rule, "good", 0.0, 0.0) for rule in good]
    return Assessment(
        "made", 50.0, 1.0, losses=losses or {}, verdicts=tuple(verdicts), faults=faults
    )


def run(moments, plan=USUAL, state=None, occasion=OPEN):
    """[(t, what)] of everything told over (t, assessment) moments, and the state after."""
    state, told = state or Nudges(), []
    for t, assessment in moments:
        state, found = update(plan, state, t, assessment, occasion)
        told += [(t, it) for it in found]
    return told, state


def lasting(seconds, *faults, start=0.0, step=1.0):
    return [(start + i * step, seen(*faults)) for i in range(round(seconds / step) + 1)]


def times(told):
    return [t for t, it in told if isinstance(it, Nudge)]


# --- one body part, one action ----------------------------------------------------------------


def test_a_due_fault_is_named_at_once_with_its_action():
    ((t, nudge),), _ = run([(5.0, seen(fault()))])
    assert t == 5.0
    assert nudge == Nudge("neck", "neck", "poor", "neck is out.", "Mend the neck.", False)


def test_only_the_body_part_that_costs_most_is_named():
    faults = fault("neck"), fault("trunk"), fault("arms")
    told, _ = run([(0.0, seen(*faults, losses={"neck": 9.0, "trunk": 20.0, "arms": 3.0}))])
    assert [it.part for _, it in told] == ["trunk"]


def test_at_equal_cost_the_worse_is_named_then_the_first():
    mild, bad, other = fault("neck", "caution"), fault("trunk"), fault("arms")
    assert run([(0.0, seen(mild, bad, other))])[0][0][1].part == "trunk"


@pytest.mark.parametrize(
    ("other", "cost", "named"),
    [
        (fault("trunk", due=False), 20.0, []),  # about to be due
        (fault("trunk", due=False), 9.0, ["neck"]),
        (fault("trunk", "caution", due=False), 20.0, ["neck"]),  # may never be
    ],
)
def test_a_lesser_part_waits_for_what_costs_more_and_is_about_to_be_due(other, cost, named):
    told, _ = run([(0.0, seen(fault("neck"), other, losses={"neck": 9.0, "trunk": cost}))])
    assert [it.part for _, it in told] == named


def test_it_does_not_wait_for_what_was_named_lately():
    losses = {"neck": 9.0, "trunk": 20.0}
    first = [(0.0, seen(fault("trunk"))), (1.0, seen(good=["trunk"])), (7.0, seen(good=["trunk"]))]
    later = [(5 * MIN, seen(fault("neck"), fault("trunk", due=False), losses=losses))]
    assert [it.part for _, it in run([*first, *later])[0] if isinstance(it, Nudge)] == [
        "trunk",
        "neck",
    ]


def test_what_is_not_due_is_not_named():
    assert not run(lasting(300, fault(due=False)))[0]


def mild(seconds, penalty, start=0.0, step=1.0):
    """A due fault in caution that costs so much."""
    verdicts = (Verdict("neck", "caution", 1.0, penalty),)
    judged = Assessment("made", verdicts=verdicts, faults=(fault(level="caution"),))
    return [(start + i * step, judged) for i in range(round(seconds / step) + 1)]


@pytest.mark.parametrize("step", [0.2, 1.0, 2.0])
def test_a_caution_is_named_once_its_penalty_has_averaged_a_quarter(step):
    assert not run(mild(1200, 0.249, step=step))[0]
    (at,) = times(run(mild(240, 0.3, step=step))[0])
    assert at == pytest.approx(215.0, abs=step + 0.1)  # 0.3 (1 - exp(-t / 120)) = 0.25
    (at,) = times(run(mild(240, 0.4, step=step))[0])
    assert at == pytest.approx(117.7, abs=step)


def test_a_caution_by_chance_is_not_named():
    inside, out = seen(good=["neck"]), mild(0, 0.4)[0][1]
    assert not run([(float(t), inside if t % 60 < 30 else out) for t in range(3600)])[0]


def test_what_was_not_watched_does_not_add_up():
    _, state = run(mild(60, 0.4))
    assert not run(mild(30, 0.4, start=1000.0), state=state)[0]


def test_whoever_asked_for_it_is_told_of_every_lasting_caution():
    plan = Plan({"neck": "high"})
    assert times(run(mild(10, 0.05), plan)[0]) == [0.0]


def test_nothing_is_said_at_a_bad_moment_but_afterwards_if_it_still_lasts():
    moments = lasting(100, fault())
    told, state = run(moments, occasion=SHUT)
    assert not told
    assert times(run([(101.0, seen(fault()))], state=state)[0]) == [101.0]
    assert not run([(101.0, seen())], state=state)[0]


# --- cool-downs and caps ----------------------------------------------------------------------


def heeding(*starts, rule="neck"):
    """A nudge asked for at each start, and heeded."""
    for t in starts:
        yield t, seen(fault(rule))
        yield t + 1, seen(good=[rule])
        yield t + 7, seen(good=[rule])


@pytest.mark.parametrize(("after", "named"), [(10 * MIN - 0.1, False), (10 * MIN, True)])
def test_the_same_rule_is_named_again_after_ten_minutes(after, named):
    _, state = run(heeding(0.0))
    assert bool(times(run([(after, seen(fault()))], state=state)[0])) is named


@pytest.mark.parametrize(("after", "named"), [(4 * MIN - 0.1, False), (4 * MIN, True)])
def test_another_rule_is_named_after_four_minutes(after, named):
    _, state = run(heeding(0.0))
    assert bool(times(run([(after, seen(fault("trunk")))], state=state)[0])) is named


def test_an_hour_has_four_nudges_at_most():
    rules = [f"rule{i}" for i in range(8)]
    moments = [m for i, rule in enumerate(rules) for m in heeding(i * 5 * MIN, rule=rule)]
    told, state = run(moments)
    assert times(told) == [0.0, 5 * MIN, 10 * MIN, 15 * MIN]
    late = fault("late")
    assert not times(run([(60 * MIN - 0.1, seen(late))], state=state)[0])
    assert times(run([(60 * MIN, seen(late))], state=state)[0]) == [60 * MIN]


def test_a_quiet_day_has_eight_and_the_next_begins_anew():
    moments = [m for i in range(40) for m in heeding(i * 20 * MIN)]
    assert len(times(run(moments)[0])) == 40
    told, state = run(moments, Plan(quiet=True))
    assert len(times(told)) == 8
    t = 41 * 20 * MIN
    assert not run([(t, seen(fault()))], Plan(quiet=True), state)[0]
    assert run([(t, seen(fault()))], Plan(quiet=True), state, Occasion(2, True))[0]


# --- heeded and ignored -----------------------------------------------------------------------


def answers(told):
    return [(t, it.back_s) for t, it in told if isinstance(it, Answer)]


@pytest.mark.parametrize(
    ("back", "answer"),
    [(59.0, [(64.0, 59.0)]), (60.0, [(65.0, 60.0)]), (61.0, [(61.0, None)])],
)
def test_back_in_the_good_band_within_a_minute_is_heeded(back, answer):
    moments = [
        (t, seen(good=["neck"]) if t >= back else seen(fault())) for t in map(float, range(80))
    ]
    assert answers(run(moments)[0]) == answer


def test_a_moment_in_the_good_band_is_not_back():
    good = {10.0, 11.0, 12.0, 13.0, 14.0}  # four seconds, then out again
    moments = [
        (t, seen(good=["neck"]) if t in good else seen(fault())) for t in map(float, range(62))
    ]
    assert answers(run(moments)[0]) == [(61.0, None)]


def test_what_nobody_could_see_is_neither_heeded_nor_ignored():
    told, state = run([(0.0, seen(fault())), *[(float(t), seen()) for t in range(1, 80)]])
    assert not answers(told)
    assert (state.ignored, state.asked) == (0, None)


def test_getting_up_is_no_answer_either():
    _, state = run([(0.0, seen(fault()))])
    assert left(state).asked is None
    assert not answers(run(lasting(80, fault("trunk"), start=1.0), state=left(state))[0])


def ignoring(until):
    return lasting(until, fault(), step=2.0)


def test_two_ignored_in_a_row_double_the_cool_down_up_to_forty_minutes():
    told, state = run(ignoring(4 * 3600))
    gaps = [b - a for a, b in zip(times(told), times(told)[1:], strict=False)]
    assert gaps[:6] == [10 * MIN, 20 * MIN, 20 * MIN, 40 * MIN, 40 * MIN, 40 * MIN]
    assert state.ignored >= 6


def test_the_other_rules_wait_twice_as_long_then_too():
    told, state = run(ignoring(10 * MIN + 62))
    assert len(answers(told)) == 2
    last = times(told)[-1]
    trunk = seen(fault("trunk"))
    assert not times(run([(last + 8 * MIN - 0.1, trunk)], state=state)[0])
    assert times(run([(last + 8 * MIN, trunk)], state=state)[0])


def test_one_that_is_heeded_ends_the_row():
    _, state = run(ignoring(10 * MIN + 62))
    assert state.ignored == 2
    told, state = run(heeding(40 * MIN), state=state)
    assert (times(told), state.ignored) == ([40 * MIN], 0)
    assert times(run([(50 * MIN, seen(fault()))], state=state)[0])


def test_only_a_nudge_after_an_ignored_one_is_marked_as_such():
    told, _ = run(ignoring(11 * MIN))
    assert [it.again for _, it in told if isinstance(it, Nudge)] == [False, True]


# --- sensitivity ------------------------------------------------------------------------------


def test_a_part_that_is_off_is_never_named_and_leaves_room_for_others():
    plan = Plan({"neck": "off"})
    assert not run(lasting(900, fault("neck")), plan)[0]
    both = seen(fault("neck"), fault("trunk"), losses={"neck": 50.0, "trunk": 5.0})
    assert run([(0.0, both)], plan)[0][0][1].part == "trunk"


def test_at_low_only_poor_is_named_and_a_minute_later():
    plan = Plan({"neck": "low"})
    assert times(run(lasting(300, fault()), plan)[0])[0] == 60.0
    assert not run(lasting(300, fault(level="caution")), plan)[0]


@pytest.mark.parametrize(("lapse", "named"), [(5.0, [60.0]), (6.0, [])])
def test_a_lapse_of_a_few_seconds_does_not_begin_that_minute_anew(lapse, named):
    moments = [*lasting(30, fault()), *lasting(60 - 30 - lapse, fault(), start=30 + lapse)]
    assert times(run(moments, Plan({"neck": "low"}))[0]) == named


def test_at_high_it_need_not_be_due():
    assert times(run(lasting(9, fault(due=False)), Plan({"neck": "high"}))[0]) == [0.0]


@pytest.mark.parametrize(
    ("wanted", "careful"), [("off", "off"), ("low", "low"), ("normal", "low"), ("high", "normal")]
)
def test_without_a_calibration_everything_is_a_step_less_sensitive(wanted, careful):
    assert Plan({"neck": wanted}, calibrated=False).of("neck") == careful
    assert Plan({"neck": wanted}).of("neck") == wanted


def test_without_a_calibration_mild_faults_are_not_named():
    plan = Plan(calibrated=False)
    assert not run(lasting(600, fault(level="caution")), plan)[0]
    assert times(run(lasting(100, fault()), plan)[0]) == [60.0]


# --- whatever happens -------------------------------------------------------------------------

PARTS = ["neck", "trunk", "arms", "legs", "hips"]
MOMENTS = st.lists(
    st.tuples(
        st.floats(0.2, 90.0),
        st.lists(
            st.sampled_from(["neck", "trunk", "arms", "legs", "hips"]), max_size=3, unique=True
        ),
        st.booleans(),
    ),
    max_size=200,
)


@given(MOMENTS)
@settings(deadline=None)
def test_never_more_than_the_caps_whatever_is_seen(moments):
    t, state, named = 0.0, Nudges(), []
    for dt, rules, good in moments:
        t += dt
        assessment = seen(*map(fault, rules), good=["neck"] if good and "neck" not in rules else ())
        state, found = update(USUAL, state, t, assessment, OPEN)
        named += [(t, it.rule) for it in found if isinstance(it, Nudge)]
    for i, (a, rule) in enumerate(named):
        later = named[i + 1 :]
        assert all(b - a >= 4 * MIN for b, _ in later)
        assert all(b - a >= 10 * MIN for b, other in later if other == rule)
        assert sum(b - a < 3600 for b, _ in later) < 4
