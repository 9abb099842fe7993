from math import exp, inf, isnan, nan, pi

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from posecoach.smoothing import OneEuro, smooth

steadily = settings(deadline=None, derandomize=True, max_examples=50)

STILL = OneEuro(min_cutoff_hz=0.3, beta=0.0)
LIVELY = OneEuro(min_cutoff_hz=1.0, beta=1.5)


def run(params, times, values, scale=1.0):
    """The smoothed values of a whole series, stacked."""
    state, out = None, []
    for t, x in zip(times, values, strict=True):
        state, y = smooth(params, state, float(t), np.asarray(x, float), scale)
        out.append(y)
    return np.array(out)


def reference(params, times, values, scale=1.0):
    """One-Euro of one number at a time, in plain Python."""
    out, last = [], None  # last: (seen, raw, speed, value)
    for t, x in zip(times, values, strict=True):
        if isnan(x):
            out.append(nan)
            continue
        if last is None or t - last[0] > params.gap_s:
            last = (t, x, 0.0, x)
        else:
            seen, raw, speed, value = last
            dt = t - seen
            pace = (x - raw) / dt / scale
            speed += (1 - exp(-2 * pi * params.derivative_cutoff_hz * dt)) * (pace - speed)
            cutoff = params.min_cutoff_hz + params.beta * abs(speed)
            value += (1 - exp(-2 * pi * cutoff * dt)) * (x - value)
            last = (t, x, speed, value)
        out.append(last[3])
    return out


@pytest.mark.parametrize("params", [STILL, LIVELY])
def test_a_constant_passes_unchanged(params):
    x = np.array([[100.0, -7.5], [0.0, 1e6]])
    np.testing.assert_array_equal(run(params, np.arange(50) / 30, [x] * 50), [x] * 50)


@pytest.mark.parametrize("start", [0.0, 1.0, -3.0, 1e6])
def test_time_zero_is_a_time_like_any_other(start):
    """Casiez's reference code forgets a first stamp of 0.0."""
    times, values = np.arange(10) / 10, np.sin(np.arange(10.0))
    np.testing.assert_allclose(
        run(LIVELY, start + times, values), run(LIVELY, 5.0 + times, values), atol=1e-8
    )


def test_the_first_value_and_the_second_are_weighted_as_computed_by_hand():
    y = run(OneEuro(min_cutoff_hz=1.0, beta=0.0), [0.0, 0.1], [0.0, 1.0])
    np.testing.assert_allclose(y, [0.0, 1 - exp(-2 * pi * 0.1)])
    # speed 1/0.1 s = 10 /s, smoothed by the same share; cutoff 1 + 0.5 * that
    y = run(OneEuro(min_cutoff_hz=1.0, beta=0.5), [0.0, 0.1], [0.0, 1.0])
    cutoff = 1 + 0.5 * 10 * (1 - exp(-2 * pi * 0.1))
    np.testing.assert_allclose(y, [0.0, 1 - exp(-2 * pi * cutoff * 0.1)])


@pytest.mark.parametrize("params", [STILL, LIVELY, OneEuro(0.5, 0.02, 2.0)])
def test_the_answer_to_a_step_is_the_same_at_every_frame_rate(params):
    """The step comes right after t = 0; 0.4 s is a common instant of all the rates."""
    answers = []
    for fps in (5, 12.5, 30, 60):
        every = round(0.4 * fps)
        times = np.arange(10 * every + 1) / fps
        y = run(params, times, (times > 0).astype(float))
        answers.append(y[::every])
    for answer in answers[1:]:
        np.testing.assert_allclose(answer, answers[0], atol=1e-12)
    if not params.beta:
        exact = 1 - np.exp(-2 * pi * params.min_cutoff_hz * 0.4 * np.arange(11))
        np.testing.assert_allclose(answers[0], exact, atol=1e-12)


def test_irregular_stamps_give_the_same_answer_to_a_step():
    regular = np.arange(25) * 0.1
    jittered = np.sort(np.concatenate([regular, [0.03, 0.31, 0.32, 0.333, 0.9999, 1.77]]))
    dropped = np.delete(regular, [3, 4, 9, 17, 18])
    answers = [run(LIVELY, times, times > 0)[-1] for times in (regular, jittered, dropped)]
    np.testing.assert_allclose(answers, answers[0], atol=1e-12)


@pytest.mark.parametrize("params", [STILL, LIVELY, OneEuro(1.0, 100.0)])
def test_a_step_is_approached_steadily_and_never_overshot(params):
    times = np.arange(200) / 30
    y = run(params, times, np.where(times > 0, 50.0, 10.0))
    assert (np.diff(y) >= 0).all()
    assert y[0] == 10
    assert y.max() <= 50
    assert y[-1] == pytest.approx(50, abs=1e-3)


def test_more_beta_follows_movement_closer_and_less_cutoff_holds_noise_better():
    times = np.arange(120) / 30
    ramp = times * 100
    lag_still, lag_lively = (
        ramp[-1] - run(OneEuro(0.5, beta), times, ramp)[-1] for beta in (0.0, 0.05)
    )
    assert 0 < lag_lively < lag_still / 5
    noise = np.random.default_rng(1).normal(size=600)
    loose, tight = (
        np.std(run(OneEuro(cutoff, 0.0), np.arange(600) / 30, noise)) for cutoff in (2.0, 0.2)
    )
    assert tight < loose / 2 < np.std(noise) / 2


@steadily
@given(
    values=arrays(float, (12, 3), elements=st.floats(-1000, 1000)),
    scale=st.floats(0.01, 1000),
)
def test_a_person_twice_as_large_moves_in_the_same_way(values, scale):
    times = np.arange(12) / 15
    one = run(LIVELY, times, values)
    np.testing.assert_allclose(
        run(LIVELY, times, values * scale, scale), one * scale, rtol=1e-6, atol=1e-7
    )


@steadily
@given(
    values=arrays(float, (15, 2, 2), elements=st.floats(-1000, 1000) | st.just(nan)),
    steps=arrays(float, 15, elements=st.sampled_from([0.016, 0.04, 0.21, 0.5, 0.75])),
    start=st.sampled_from([0.0, -1.0, 1e4]),
    scale=st.sampled_from([1.0, 200.0]),
)
def test_the_array_filter_equals_a_scalar_one_entry_by_entry(values, steps, start, scale):
    times = [float(t) for t in start + np.cumsum(steps)]
    y = run(LIVELY, times, values, scale)
    for index in np.ndindex(2, 2):
        series = [float(x) for x in values[(slice(None), *index)]]
        np.testing.assert_allclose(
            y[(slice(None), *index)], reference(LIVELY, times, series, scale), rtol=1e-9, atol=1e-9
        )


def test_a_missing_entry_is_missing_and_leaves_the_others_alone():
    times = np.arange(6) / 10
    whole = np.column_stack([np.sin(times), np.cos(times)])
    holed = whole.copy()
    holed[2:4, 0] = nan
    y, y_whole = run(LIVELY, times, holed), run(LIVELY, times, whole)
    np.testing.assert_array_equal(np.isnan(y), np.isnan(holed))
    np.testing.assert_array_equal(y[:, 1], y_whole[:, 1])


def test_a_short_gap_continues_and_a_long_one_starts_afresh():
    """gap_s is 0.5: seen again after exactly that is still the same movement."""
    near, far = [0.0, 0.25, 0.5], [0.0, 0.25, 0.501]
    values = [[0.0], [nan], [1.0]]
    continued = run(STILL, near, values)[-1]
    assert continued == pytest.approx(1 - exp(-2 * pi * 0.3 * 0.5))
    assert run(STILL, far, values)[-1] == 1.0


def test_after_a_fresh_start_the_old_speed_is_forgotten():
    times, values = [0.0, 0.1, 1.0, 1.1], [0.0, 500.0, 20.0, 21.0]
    y = run(LIVELY, times, values)
    np.testing.assert_allclose(y[2:], run(LIVELY, times[2:], values[2:]))


def test_a_gap_of_the_whole_array_starts_afresh():
    x, far_away = np.zeros((33, 2)), np.full((33, 2), 400.0)
    np.testing.assert_array_equal(run(LIVELY, [0.0, 0.6], [x, far_away])[-1], far_away)
    nobody = np.full((33, 2), nan)
    y = run(LIVELY, [0.0, 0.3, 0.6], [x, nobody, far_away])
    np.testing.assert_array_equal(y[-1], far_away)


def test_an_entry_never_seen_before_starts_at_its_own_value():
    y = run(LIVELY, [0.0, 0.1, 0.2], [[1.0, nan], [1.0, nan], [1.0, 70.0]])
    np.testing.assert_array_equal(y[-1], [1.0, 70.0])


def test_time_going_back_starts_afresh():
    state, _ = smooth(LIVELY, None, 10.0, np.array([5.0]))
    state, y = smooth(LIVELY, state, 9.9, np.array([8.0]))
    assert (state.t, y[0]) == (9.9, 8.0)


def test_the_same_instant_again_gives_the_same_answer_and_keeps_the_state():
    state, _ = smooth(LIVELY, None, 0.0, np.array([0.0, 1.0, 2.0]))
    state, first = smooth(LIVELY, state, 0.1, np.array([1.0, nan, 4.0]))
    again_state, again = smooth(LIVELY, state, 0.1, np.array([9.0, 9.0, nan]))
    assert again_state is state
    # the second was not seen at this instant, the third is not seen now
    np.testing.assert_array_equal(again, [first[0], nan, nan])


def test_neither_input_nor_output_is_shared_with_the_state():
    x = np.array([1.0, 2.0])
    state, y = smooth(LIVELY, None, 0.0, x)
    x[:] = y[:] = 1000.0
    state, y = smooth(LIVELY, state, 0.1, np.array([1.0, 2.0]))
    np.testing.assert_array_equal(y, [1.0, 2.0])
    y[:] = 1000.0
    np.testing.assert_array_equal(smooth(LIVELY, state, 0.2, np.array([1.0, 2.0]))[1], [1.0, 2.0])


@pytest.mark.parametrize("shape", [(), (0,), (3,), (2, 33, 3)])
def test_any_shape_is_kept(shape):
    x = np.ones(shape, np.float32)
    state, y = smooth(LIVELY, None, 0.0, x)
    for t in (0.1, 0.1, 0.2):
        state, y = smooth(LIVELY, state, t, x)
        assert y.shape == shape
        assert y.dtype == np.float64


def test_a_large_time_loses_no_precision_in_float32_input():
    times = 1e6 + np.arange(20) / 30
    x = np.sin(np.arange(20.0)).astype(np.float32)
    np.testing.assert_allclose(run(LIVELY, times, x), run(LIVELY, np.arange(20) / 30, x), atol=1e-6)


@pytest.mark.parametrize("scale", [0.0, -1.0, nan])
def test_a_scale_that_is_no_size_is_refused(scale):
    with pytest.raises(ValueError, match="scale must be above 0"):
        smooth(LIVELY, None, 0.0, np.zeros(2), scale)


def test_another_shape_is_refused():
    state, _ = smooth(LIVELY, None, 0.0, np.zeros(2))
    with pytest.raises(ValueError, match=r"keep the shape \(2,\), got \(3,\)"):
        smooth(LIVELY, state, 0.1, np.zeros(3))


def test_an_infinite_gap_never_starts_afresh():
    y = run(OneEuro(0.01, 0.0, gap_s=inf), [0.0, 5.0], [[0.0], [1.0]])
    assert y[-1] == pytest.approx(1 - exp(-2 * pi * 0.01 * 5))
