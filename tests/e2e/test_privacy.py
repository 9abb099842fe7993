"""Nothing leaves the machine: no program of ours so much as tries to reach another one."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.running import ran_apart

pytestmark = pytest.mark.network

WATCH = ("strace", "-f", "--seccomp-bpf", "-e", "trace=network", "-o")
LOCK_IN = ("unshare", "-rn")  # a network namespace of its own, with no way out
FAMILY = re.compile(r"sa_family=AF_INET6?")
LOOPBACK = re.compile(r'inet_addr\("127\.|inet_pton\(AF_INET6, "::1"')


def works(*trial: str) -> bool:
    if shutil.which(trial[0]) is None:
        return False
    return subprocess.run([*trial, "true"], capture_output=True, check=False).returncode == 0


WATCHED = works(*WATCH, "/dev/null")
LOCKED_IN = works(*LOCK_IN)


def reached_out(log: Path) -> list[str]:
    """The calls in a log of strace that name another machine."""
    calls = [line for line in log.read_text().splitlines() if FAMILY.search(line)]
    return [line for line in calls if not LOOPBACK.search(line)]


@pytest.mark.skipif(not WATCHED, reason="strace is not there or may not trace")
@pytest.mark.parametrize(
    ("address", "seen"), [("192.0.2.1", True), ("2001:db8::1", True), ("127.0.0.1", False)]
)
def test_the_watch_sees_what_it_is_to_see(address: str, seen: bool, tmp_path: Path) -> None:
    family = "AF_INET6" if ":" in address else "AF_INET"
    # asking for a route over UDP sends nothing
    code = (
        "import contextlib, socket, sys\n"
        f"with socket.socket(socket.{family}, socket.SOCK_DGRAM) as out:\n"
        f"    with contextlib.suppress(OSError): out.connect(('{address}', 9))\n"
    )
    log = tmp_path / "calls"
    subprocess.run([*WATCH, str(log), sys.executable, "-c", code], check=True)
    assert bool(reached_out(log)) == seen


@pytest.mark.skipif(not WATCHED and not LOCKED_IN, reason="neither strace nor unshare works here")
@pytest.mark.parametrize(
    "arguments", [("analyze", "-o", "out", "--landmarks"), ("live", "--headless", "--source")]
)
def test_nothing_is_reached_but_this_machine(
    arguments: tuple[str, ...], short_clip: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    log = tmp_path / "calls"
    before = (*WATCH, str(log)) if WATCHED else LOCK_IN
    done = ran_apart(*arguments, short_clip, before=before)
    assert done.code == 0, done.err
    assert "score" in done.out.lower()
    if WATCHED:
        assert "+++ exited with 0 +++" in log.read_text()
        assert reached_out(log) == []
