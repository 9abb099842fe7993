"""The tables, as numbered steps: step n brings a file of version n to n + 1. Never edit an old one.

Names of metrics, body parts and reasons are long and few: minutes hold their number in `names` and
amounts in hundredths (msgpack), so that a year is a third as large.
"""

from __future__ import annotations

_FIRST = """
CREATE TABLE names (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE sessions (
    id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, start REAL NOT NULL, "end" REAL NOT NULL,
    kind TEXT NOT NULL, source TEXT NOT NULL, version TEXT NOT NULL);
CREATE TABLE minutes (
    session INTEGER NOT NULL REFERENCES sessions(id), start REAL NOT NULL,
    tracked_s REAL NOT NULL, judged_s REAL NOT NULL, score REAL, view TEXT NOT NULL,
    framing TEXT NOT NULL, bands BLOB NOT NULL, losses BLOB NOT NULL, activity BLOB NOT NULL,
    reasons BLOB NOT NULL, metrics BLOB NOT NULL,
    PRIMARY KEY (start, session)) WITHOUT ROWID;
CREATE TABLE bouts (
    session INTEGER NOT NULL REFERENCES sessions(id), start REAL NOT NULL,
    "end" REAL NOT NULL, activity TEXT NOT NULL, carried_s REAL NOT NULL, unknown_s REAL NOT NULL,
    ending TEXT NOT NULL, PRIMARY KEY (start, session, activity)) WITHOUT ROWID;
CREATE TABLE breaks (
    session INTEGER NOT NULL REFERENCES sessions(id), start REAL NOT NULL,
    "end" REAL NOT NULL, up_s REAL NOT NULL, kind TEXT NOT NULL,
    PRIMARY KEY (start, session)) WITHOUT ROWID;
CREATE TABLE alerts (
    session INTEGER NOT NULL REFERENCES sessions(id), t REAL NOT NULL,
    rule TEXT NOT NULL, part TEXT NOT NULL, level TEXT NOT NULL, message TEXT NOT NULL,
    cue TEXT NOT NULL, outcome TEXT NOT NULL, corrected_s REAL,
    PRIMARY KEY (t, session, rule)) WITHOUT ROWID;
CREATE TABLE calibrations (
    camera TEXT NOT NULL, view TEXT NOT NULL, made REAL NOT NULL, baseline TEXT NOT NULL,
    PRIMARY KEY (camera, view, made)) WITHOUT ROWID;
CREATE TABLE events (
    t REAL NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL, session TEXT NOT NULL,
    PRIMARY KEY (t, kind, body, session)) WITHOUT ROWID;
CREATE TABLE states (key TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
"""

# Which side bore the weight, and for how long each band was held (0x80 is an empty map of msgpack);
# units beside names; sums of quarters of an hour, NULL where a minute of theirs has changed.
_SUMS = """
ALTER TABLE minutes ADD COLUMN sides BLOB NOT NULL DEFAULT x'80';
ALTER TABLE minutes ADD COLUMN holds BLOB NOT NULL DEFAULT x'80';
ALTER TABLE names ADD COLUMN unit TEXT NOT NULL DEFAULT '';
CREATE TABLE quarters (start REAL PRIMARY KEY, sums BLOB) WITHOUT ROWID;
INSERT INTO quarters SELECT DISTINCT CAST(start / 900 AS INTEGER) * 900.0, NULL FROM minutes;
CREATE TRIGGER minute_written AFTER INSERT ON minutes BEGIN
    INSERT OR REPLACE INTO quarters VALUES (CAST(NEW.start / 900 AS INTEGER) * 900.0, NULL); END;
CREATE TRIGGER minute_deleted AFTER DELETE ON minutes BEGIN
    INSERT OR REPLACE INTO quarters VALUES (CAST(OLD.start / 900 AS INTEGER) * 900.0, NULL); END;
"""

MIGRATIONS: tuple[str, ...] = (_FIRST, _SUMS)
VERSION = len(MIGRATIONS)
