"""Form measures of the tests only."""

from __future__ import annotations

import pytest

from posecoach.form import MEASURES
from tests.sessions.stage import measures


@pytest.fixture(autouse=True)
def form_measures(monkeypatch):
    """Put stand-in measures into the table for one test."""
    for name, it in measures().items():
        monkeypatch.setitem(MEASURES, name, it)
