"""The expected error of a metric: looked up by view and yaw, absent where it was not measured."""

from __future__ import annotations

from math import nan
from pathlib import Path

import msgspec
import pytest

from posecoach import expected_error
from posecoach.errors import ConfigError
from posecoach.expected_error import Bin, ErrorTable, ExpectedErrors
from posecoach.metrics import METRICS
from posecoach.types import Expected, View


def bin_at(yaw_deg: float, bias: float, sd: float) -> Bin:
    return Bin(yaw_deg, bias, sd, mae=sd, n=50, missing=0.0)


TABLE = ErrorTable(
    made_by="posecoach evaluate rendered",
    posecoach="0.1.0",
    model="full",
    suites=["side"],
    metrics={
        "neck_inclination": {"side": [bin_at(60, 3.0, 4.0), bin_at(90, 0.0, 2.0)]},
        "head_roll": {"front": [bin_at(0, 0.0, 1.5)]},
        "no_longer_measured": {"side": [bin_at(90, 0.0, 1.0)]},
    },
)
ERRORS = ExpectedErrors(TABLE)


def test_bias_and_scatter_make_the_error() -> None:
    assert bin_at(90, 3.0, 4.0).rms == 5.0
    assert bin_at(90, -3.0, 4.0).rms == 5.0


@pytest.mark.parametrize(
    ("yaw", "error"), [(90, 2.0), (60, 5.0), (75, 3.5), (80, 3.0), (20, 5.0), (120, 2.0)]
)
def test_between_bins_it_lies_on_a_straight_line_and_beyond_them_stays(
    yaw: float, error: float
) -> None:
    for view in (View.SIDE_LEFT, View.SIDE_RIGHT):
        found = ERRORS.at(view, yaw)
        assert list(found) == ["neck_inclination"]
        assert found["neck_inclination"].error == pytest.approx(error)


@pytest.mark.parametrize(
    ("yaw", "trust"), [(90, 1.0), (60, 0.25), (75, (2 / 3) ** 2), (20, 0.25), (120, 1.0)]
)
def test_a_metric_is_trusted_as_its_scatter_is_to_that_square_on(yaw: float, trust: float) -> None:
    # inverse variance; a bias is not scatter
    assert ERRORS.at(View.SIDE_LEFT, yaw)["neck_inclination"].trust == pytest.approx(trust)


def test_a_metric_not_measured_in_a_view_has_no_known_error() -> None:
    assert ERRORS.at(View.FRONT, 10.0) == {"head_roll": Expected(1.5, 1.0)}
    for view in (View.OBLIQUE, View.BACK, View.UNKNOWN):
        assert ERRORS.at(view, 90.0) == {}
    assert ERRORS.at(View.SIDE_LEFT, nan) == {}


def test_the_table_that_is_shipped_says_how_it_was_made_and_knows_the_metrics() -> None:
    table = expected_error.load().table
    assert table.made_by.startswith("posecoach evaluate rendered")
    assert set(table.metrics) <= set(METRICS)
    for name in ("neck_inclination", "trunk_inclination", "knee_angle", "elbow_angle"):
        bins = table.metrics[name]["side"]
        assert [it.yaw_deg for it in bins] == sorted(it.yaw_deg for it in bins)
        assert all(0 < it.rms < 60 and it.n >= 10 for it in bins), name


@pytest.mark.parametrize("content", [b"{", b'{"metrics": 3}', None])
def test_a_table_that_cannot_be_read_is_one_line(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "errors.json"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ConfigError, match=r"errors\.json"):
        expected_error.load(path)


def test_what_is_written_is_what_is_read(tmp_path: Path) -> None:
    path = tmp_path / "errors.json"
    path.write_bytes(msgspec.json.encode(TABLE))
    assert expected_error.load(path).table == TABLE
