"""Starting the coach at login: the file each system wants, and where. Pure but for `write`."""

from __future__ import annotations

import os
import plistlib
import shlex
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath

from posecoach.errors import OutputError

LABEL = "org.posecoach.live"


@dataclass(frozen=True, slots=True)
class Entry:
    """What makes one system start the coach."""

    path: Path
    content: bytes
    activate: tuple[str, ...] = ()  # commands to run after writing it, shown to the user
    deactivate: tuple[str, ...] = ()  # ... and before taking it away


def command(python: str = sys.executable) -> tuple[str, ...]:
    """Return the command line that is started: without a picture, whatever display there is."""
    return (python, "-m", "posecoach", "live", "--headless")


def entry(platform: str, home: Path, environment: Mapping[str, str], words: Sequence[str]) -> Entry:
    """Return the entry of a platform (as `sys.platform` names it) for a command line.

    Raises:
        OutputError: the system has no such thing that we know of.
    """
    if platform.startswith("linux"):
        config = Path(environment.get("XDG_CONFIG_HOME") or home / ".config")
        unit = config / "systemd" / "user" / "posecoach.service"
        control = "systemctl --user"
        return Entry(
            unit,
            systemd_unit(words).encode(),
            (f"{control} daemon-reload", f"{control} enable posecoach.service"),
            (f"{control} disable posecoach.service",),
        )
    if platform == "darwin":
        return Entry(home / "Library" / "LaunchAgents" / f"{LABEL}.plist", launchd_plist(words))
    if platform == "win32":
        roaming = Path(environment.get("APPDATA") or home / "AppData" / "Roaming")
        startup = roaming / "Microsoft" / "Windows" / "Start Menu" / "Programs" / "Startup"
        return Entry(startup / "posecoach.vbs", startup_script(words).encode("utf-16"))
    raise OutputError(f"{platform}: how to start programs at login is not known; do it yourself")


def systemd_unit(words: Sequence[str]) -> str:
    """Return a systemd user unit: part of the desktop session, gentle, ended as by Ctrl-C."""
    line = " ".join(_for_systemd(word) for word in words)
    return f"""\
[Unit]
Description=posecoach, a posture coach
PartOf=graphical-session.target
After=graphical-session.target

[Service]
ExecStart={line}
KillSignal=SIGINT
SuccessExitStatus=130
Restart=on-failure
RestartSec=60
Nice=10

[Install]
WantedBy=graphical-session.target
"""


def _for_systemd(word: str) -> str:
    """Quote a word as systemd reads it: % and $ have a meaning there."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{escaped}"' if set(word) & set(" \t'\"\\;") else escaped


def launchd_plist(words: Sequence[str]) -> bytes:
    """Return a launchd agent: of the desktop session, in the background."""
    return plistlib.dumps(
        {
            "Label": LABEL,
            "ProgramArguments": list(words),
            "RunAtLoad": True,
            "ProcessType": "Background",
            "LimitLoadToSessionType": "Aqua",
        }
    )


def startup_script(words: Sequence[str]) -> str:
    """Return a script for the Startup folder that opens no console window."""
    program = PureWindowsPath(words[0])
    line = " ".join(f'"{word}"' for word in (str(program), *words[1:]))
    quoted = line.replace('"', '""')
    return f'CreateObject("WScript.Shell").Run "{quoted}", 0, False\r\n'


def here() -> Entry:
    """Return the entry of this system and user."""
    return entry(sys.platform, Path.home(), os.environ, command())


def write(wanted: Entry) -> None:
    """Write the file; OutputError when that fails."""
    try:
        wanted.path.parent.mkdir(parents=True, exist_ok=True)
        wanted.path.write_bytes(wanted.content)
    except OSError as error:
        raise OutputError(f"{wanted.path}: cannot be written ({error.strerror})") from error


def remove(wanted: Entry) -> bool:
    """Take the file away; return whether there was one. OutputError when that fails."""
    try:
        wanted.path.unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise OutputError(f"{wanted.path}: cannot be removed ({error.strerror})") from error
    return True


def words_of(line: str) -> list[str]:
    """Return a command of an entry as its words."""
    return shlex.split(line)
