"""The plan as a calendar file (iCalendar, RFC 5545) that any calendar program imports."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from posecoach.plan.targets import Target, WeekPlan
from posecoach.reports.atomic import write_whole

PRODUCT = "-//posecoach//weekly plan//EN"
LONGEST = 75  # bytes of a line, RFC 5545 3.1
# on which days of the week a target of so many days or times is put
DAYS = {
    **{1: "SA", 2: "TU,FR", 3: "MO,WE,FR", 4: "MO,TU,TH,FR"},
    **{5: "MO,TU,WE,TH,FR", 6: "MO,TU,WE,TH,FR,SA", 7: "MO,TU,WE,TH,FR,SA,SU"},
}


def write_calendar(path: Path, plan: WeekPlan, today: date) -> None:
    """Write the targets that are things to do as whole-day entries that recur from this week on."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN"]
    for target in plan.target:
        if target.least is not None and target.unit in ("days", "times"):
            lines += _entry(target, today, stamp)
    lines.append("END:VCALENDAR")
    write_whole(path, "".join(f"{_folded(line)}\r\n" for line in lines))


def _entry(target: Target, today: date, stamp: str) -> list[str]:
    days = DAYS[min(max(round(target.least or 1), 1), 7)].split(",")
    monday = today - timedelta(today.weekday())
    codes = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
    first = monday + timedelta(codes.index(days[0]))
    every = f";INTERVAL={target.every_weeks}" if target.every_weeks > 1 else ""
    return [
        "BEGIN:VEVENT",
        f"UID:{target.id}@posecoach",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{first:%Y%m%d}",
        f"RRULE:FREQ=WEEKLY{every};BYDAY={','.join(days)}",
        f"SUMMARY:{_escaped(target.title)}",
        f"DESCRIPTION:{_escaped(f'{target.next} {target.command}'.strip())}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> str:
    """Return a line broken where it is too long, never within a character."""
    pieces: list[str] = []
    piece = ""
    for character in line:
        if len((piece + character).encode()) > LONGEST - bool(pieces):
            pieces.append(piece)
            piece = ""
        piece += character
    return "\r\n ".join([*pieces, piece])
