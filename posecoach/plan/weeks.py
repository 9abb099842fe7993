"""The plan of a week, with the weeks before it, from the user's history."""

from __future__ import annotations

from datetime import date, timedelta

from posecoach.history import History
from posecoach.periods.gather import digest
from posecoach.periods.period import week_of
from posecoach.plan.progress import Standing, standing
from posecoach.plan.targets import WeekPlan

STREAK_WEEKS = 8  # looked back for weeks in a row


def standing_of(plan: WeekPlan, day: date) -> Standing:
    """Return how the week of a day stands."""
    back = max(STREAK_WEEKS, *(target.every_weeks for target in plan.target))
    days = [day - timedelta(weeks=n) for n in range(back - 1, -1, -1)]
    with History.open(check=False) as history:
        return standing(plan, [digest(history, week_of(it)) for it in days])
