"""What reminders must hold, for two simulated users; the whole: `python -m benchmarks.reminders`.

Noise and slouches as in SCIENCE A8: few false nudges, the real slouch within a minute, never more
than the caps.
"""

from __future__ import annotations

import pytest

from benchmarks.reminders import one_user


@pytest.mark.parametrize("seed", [0, 3], ids=["side", "laptop"])
def test_who_sits_well_is_left_alone_and_the_real_slouch_is_found_in_time(seed):
    told = one_user(seed, hours=1.0)
    assert told.neutral_s > 2400
    assert told.false <= told.neutral_s / 3600
    assert len(told.found_s) >= 1
    assert max(told.found_s) <= 60
    assert told.most_in_an_hour <= 4
    assert told.closest_s >= 240
