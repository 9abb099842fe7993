"""What the product would read, had it taken each metric in its own view: ears as in that view."""

from __future__ import annotations

import numpy as np
import pytest

from posecoach.anatomical import anatomical
from posecoach.evaluate.pictures import measured_anyway
from posecoach.evaluate.suites import Suite
from posecoach.metrics import METRICS, Body
from posecoach.tilt import as_tilted
from posecoach.types import View
from tests.people import SLOUCHED, coach, film, person, watched

SUITE = Suite("Made", "made", metrics=("neck_inclination", "head_yaw"))


@pytest.mark.parametrize(("azimuth", "view"), [(80.0, View.SIDE_RIGHT), (50.0, View.OBLIQUE)])
def test_the_neck_is_read_at_the_tragus_and_the_face_where_the_network_put_it(azimuth, view):
    seen = person(SLOUCHED, azimuth)
    (result,) = watched(film(lambda t: seen, [0.0]))
    assert result.outlook.view is view
    found = measured_anyway(result, SUITE, coach())
    side = Body(anatomical(seen.px, True, False), 1.0, False, yaw=result.outlook.yaw)
    assert found == pytest.approx(
        {
            "neck_inclination": METRICS["neck_inclination"].compute(side),
            "head_yaw": METRICS["head_yaw"].compute(Body(as_tilted(seen.px, True))),
        }
    )
    assert (
        abs(
            found["neck_inclination"]
            - METRICS["neck_inclination"].compute(Body(seen.px, 1.0, False, yaw=result.outlook.yaw))
        )
        > 2
    )


def test_nobody_reads_nothing():
    (result,) = watched(film(lambda t: None, [0.0]))
    found = measured_anyway(result, SUITE, coach())
    assert list(found) == list(SUITE.metrics) and np.isnan(list(found.values())).all()
