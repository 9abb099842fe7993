"""Starting at login: what is written where on each system."""

from __future__ import annotations

import plistlib
from pathlib import Path

import pytest

from posecoach import autostart
from posecoach.autostart import entry, launchd_plist, remove, startup_script, systemd_unit, write
from posecoach.errors import OutputError

WORDS = ("/usr/bin/python3", "-m", "posecoach", "live", "--headless")
HOME = Path("/home/anna")


def test_linux_gets_a_systemd_user_unit():
    found = entry("linux", HOME, {}, WORDS)
    assert found.path == HOME / ".config/systemd/user/posecoach.service"
    lines = found.content.decode().splitlines()
    assert "ExecStart=/usr/bin/python3 -m posecoach live --headless" in lines
    for line in ("PartOf=graphical-session.target", "WantedBy=graphical-session.target"):
        assert line in lines
    for line in ("KillSignal=SIGINT", "SuccessExitStatus=130", "Restart=on-failure"):
        assert line in lines
    assert [lines.index(head) for head in ("[Unit]", "[Service]", "[Install]")] == sorted(
        lines.index(head) for head in ("[Unit]", "[Service]", "[Install]")
    )
    assert found.activate == (
        "systemctl --user daemon-reload",
        "systemctl --user enable posecoach.service",
    )
    assert found.deactivate == ("systemctl --user disable posecoach.service",)


def test_the_configuration_folder_of_the_user_counts():
    found = entry("linux", HOME, {"XDG_CONFIG_HOME": "/cfg"}, WORDS)
    assert found.path == Path("/cfg/systemd/user/posecoach.service")


@pytest.mark.parametrize(
    ("word", "written"),
    [
        ("/opt/my tools/python", '"/opt/my tools/python"'),
        ("/opt/100%/python", "/opt/100%%/python"),
        ("/opt/$x/python", "/opt/$$x/python"),
        ('/opt/a"b/python', '"/opt/a\\"b/python"'),
        ("/opt/a\\b/python", '"/opt/a\\\\b/python"'),
    ],
)
def test_paths_are_written_so_that_systemd_reads_them_as_they_are(word, written):
    assert f"ExecStart={written} -m posecoach\n" in systemd_unit((word, "-m", "posecoach"))


def test_macos_gets_a_launch_agent():
    found = entry("darwin", HOME, {}, WORDS)
    assert found.path == HOME / "Library/LaunchAgents/org.posecoach.live.plist"
    assert found.content == launchd_plist(WORDS)
    read = plistlib.loads(found.content)
    assert read["Label"] == "org.posecoach.live"
    assert read["ProgramArguments"] == list(WORDS)
    assert read["RunAtLoad"] is True
    assert "KeepAlive" not in read  # `posecoach stop` must last


def test_windows_gets_a_script_without_a_console_in_the_startup_folder():
    found = entry("win32", HOME, {"APPDATA": "/roaming"}, (r"C:\My Programs\python.exe", "-m", "x"))
    folder = Path("/roaming/Microsoft/Windows/Start Menu/Programs/Startup")
    assert found.path == folder / "posecoach.vbs"
    assert found.content.decode("utf-16") == (
        'CreateObject("WScript.Shell").Run '
        '"""C:\\My Programs\\python.exe"" ""-m"" ""x""", 0, False\r\n'
    )
    assert startup_script(("a", "b")).count('"') % 2 == 0


def test_elsewhere_it_is_said_that_it_is_not_known():
    with pytest.raises(OutputError, match="not known; do it yourself"):
        entry("plan9", HOME, {}, WORDS)


def test_what_is_started_is_this_python_without_a_picture():
    assert autostart.command("/venv/bin/python") == (
        "/venv/bin/python",
        *("-m", "posecoach", "live", "--headless"),
    )


def test_writing_and_removing(tmp_path):
    found = entry("linux", tmp_path, {}, WORDS)
    assert not remove(found)
    write(found)
    write(found)
    assert found.path.read_bytes() == found.content
    assert remove(found)
    assert not found.path.exists()


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path):
    (tmp_path / ".config").write_text("a file")
    with pytest.raises(OutputError, match="cannot be written"):
        write(entry("linux", tmp_path, {}, WORDS))
