"""On battery or not, locked or not: read from made-up folders and commands."""

from __future__ import annotations

import mmap
from pathlib import Path

import pytest

from posecoach.machine import Fact, let_go_of, on_battery, session_locked


@pytest.fixture
def supplies(tmp_path):
    def make(**named):
        for name, words in named.items():
            (tmp_path / name).mkdir()
            for file, word in words.items():
                (tmp_path / name / file).write_text(word + "\n")
        return tmp_path

    return make


BATTERY = {"type": "Battery", "status": "Discharging"}


def test_a_laptop_without_its_charger_is_on_battery(supplies):
    assert on_battery(supplies(AC={"type": "Mains", "online": "0"}, BAT0=BATTERY))


def test_with_its_charger_it_is_not_even_while_the_battery_drains(supplies):
    assert not on_battery(supplies(AC={"type": "Mains", "online": "1"}, BAT0=BATTERY))


def test_a_charger_by_usb_counts(supplies):
    assert not on_battery(supplies(BAT0=BATTERY, ucsi={"type": "USB", "online": "1"}))


def test_the_battery_of_a_mouse_is_not_the_computers(supplies):
    assert not on_battery(supplies(mouse={**BATTERY, "scope": "Device"}))


def test_a_full_battery_is_not_drawn_on(supplies):
    assert not on_battery(supplies(BAT0={"type": "Battery", "status": "Full"}))


def test_a_computer_that_tells_nothing_is_not_on_battery(supplies, tmp_path):
    assert not on_battery(supplies())
    assert not on_battery(tmp_path / "missing")


@pytest.mark.parametrize(("answer", "locked"), [("yes\n", True), ("no\n", False), ("", False)])
def test_the_session_is_locked_when_logind_says_so(answer, locked):
    asked = []

    def run(command):
        asked.append(command)
        return answer

    assert session_locked(run, {"XDG_SESSION_ID": "c2"}) is locked
    assert asked == [["loginctl", "show-session", "c2", "--property=LockedHint", "--value"]]


def test_without_logind_nothing_is_locked(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert session_locked() is False


def test_a_fact_is_looked_up_no_more_often_than_asked_for():
    clock, looks = [0.0], []

    def look():
        looks.append(clock[0])
        return len(looks) % 2 == 1

    fact = Fact(look, 10.0, lambda: clock[0])
    known = []
    for now in (0.0, 5.0, 9.9, 10.0, 19.0, 21.0):
        clock[0] = now
        known.append(fact())
    assert looks == [0.0, 10.0, 21.0]
    assert known == [True, True, True, False, False, True]


@pytest.mark.skipif(not Path("/proc/self/smaps").exists(), reason="only Linux tells")
def test_a_mapped_file_is_let_go_of_and_still_reads_the_same(tmp_path):
    path = tmp_path / "a file"
    path.write_bytes(bytes(range(256)) * 4096)

    def held():
        lines = iter(Path("/proc/self/smaps").read_text().splitlines())
        place = next(line for line in lines if line.endswith(str(path)))
        assert place
        return int(next(line for line in lines if line.startswith("Rss:")).split()[1])

    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
        assert sum(mapped[::4096]) == 0 and held() == 1024
        assert let_go_of(path) == 1
        assert held() == 0
        assert mapped[255] == 255 and mapped[-1] == 255


def test_a_file_that_is_not_mapped_is_left_alone(tmp_path):
    assert let_go_of(tmp_path / "nothing") == 0
