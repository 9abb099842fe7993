"""What holds for all tests: the same examples in every run, and nobody's own configuration."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("posecoach", derandomize=True, deadline=None)
settings.load_profile("posecoach")


@pytest.fixture(autouse=True)
def nobodys_configuration(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """Empty folders, so that settings, rules and history of this machine do not matter."""
    folder = tmp_path_factory.getbasetemp() / "no-configuration"
    monkeypatch.setenv("POSECOACH_CONFIG", str(folder))
    monkeypatch.setenv("POSECOACH_DATA", str(tmp_path_factory.mktemp("no-history")))
    return folder


@pytest.fixture(autouse=True)
def nobodys_coach(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No coach runs yet, whatever runs on this machine."""
    with tempfile.TemporaryDirectory(prefix="posecoach") as folder:  # sockets want a short path
        monkeypatch.setenv("POSECOACH_RUNTIME", folder)
        yield
