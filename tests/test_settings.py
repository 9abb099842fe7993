import itertools
import re
from pathlib import Path

import msgspec
import pytest

from posecoach.errors import ConfigError
from posecoach.settings import (
    Settings,
    default_settings_text,
    load_settings,
    options,
    settings_path,
    toml_text,
)
from tests.rulebook import OURS


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("POSECOACH_CONFIG", str(tmp_path))
    return tmp_path


def write(text: str) -> None:
    settings_path().write_text(text, encoding="utf-8")


def test_the_settings_file_lies_in_the_folder_the_environment_names(folder: Path) -> None:
    assert settings_path() == folder / "settings.toml"


def test_without_a_file_the_defaults_apply() -> None:
    assert load_settings() == Settings()


def test_the_shipped_defaults_are_the_documented_ones() -> None:
    defaults = Settings()
    assert (defaults.analyze.rate, defaults.analyze.overlay) == (15.0, True)
    assert (defaults.live.camera, defaults.live.mirror, defaults.live.rate) == (0, True, 10.0)
    assert defaults.camera.horizontal_fov_deg is None
    assert defaults.model.choice == ""
    told = defaults.reminders
    assert (told.on, told.profile, told.eyes, told.praise, told.quiet) == (
        (True, "default", False, True, False)
    )
    assert (told.working_hours, told.working_days, told.quiet_hours) == ("", "mon-sun", "")
    assert (told.notify, told.sound, told.speech) == (True, True, False)
    assert set(msgspec.structs.asdict(defaults.sensitivity).values()) == {"normal"}


def test_every_body_part_of_our_rules_has_a_sensitivity() -> None:
    parts = {rule.part for rule_set in OURS for rule in rule_set.rules}
    assert parts == set(Settings().sensitivity.__struct_fields__)


def test_the_default_text_as_it_is_changes_nothing() -> None:
    write(default_settings_text())
    assert load_settings() == Settings()


def test_the_default_text_uncommented_states_every_default() -> None:
    text = re.sub(r"^#(?=\w)", "", default_settings_text(), flags=re.MULTILINE)
    stated = msgspec.toml.decode(text)
    for option in options(Settings()):
        table, name = option.key.split(".")
        expected = option.example if option.value is None else option.value
        assert stated[table][name] == expected, option.key
    write(text)
    assert load_settings().live == Settings().live


def test_every_option_in_the_default_text_has_a_comment_line_above_it() -> None:
    lines = default_settings_text().splitlines()
    for before, line in itertools.pairwise(lines):
        if re.match(r"#\w", line):
            assert re.match(r"# \w.{10,}", before), line


def test_what_the_file_states_beats_the_default_and_leaves_the_rest() -> None:
    write("[live]\nrate = 5\ncamera = 'HD Webcam'\n[camera]\nhorizontal_fov_deg = 70.5\n")
    settings = load_settings()
    assert (settings.live.rate, settings.live.camera, settings.live.mirror) == (
        5,
        "HD Webcam",
        True,
    )
    assert settings.camera.horizontal_fov_deg == 70.5
    assert settings.analyze == Settings().analyze


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[live]\nrate = 'fast'", "settings.toml: live.rate: expected a number, got 'fast'"),
        ("[live]\nrate = 0", "settings.toml: live.rate: expected a number > 0.0, got 0"),
        ("[live]\nrate = 241", "settings.toml: live.rate: expected a number <= 240.0, got 241"),
        ("[live]\nmirror = 1", "settings.toml: live.mirror: expected true or false, got 1"),
        ("[live]\nrate = true", "settings.toml: live.rate: expected a number, got true"),
        (
            "[live]\ncamera = 0.5",
            "settings.toml: live.camera: expected a whole number or text, got 0.5",
        ),
        (
            "[camera]\nhorizontal_fov_deg = 'wide'",
            "settings.toml: camera.horizontal_fov_deg: expected a number, got 'wide'",
        ),
        ("live = 3", "settings.toml: live: expected a [section], got 3"),
        (
            "[live]\nmirrored = true",
            "settings.toml: live.mirrored: unknown key; known: camera, mirror, rate",
        ),
        (
            "[lve]",
            "settings.toml: lve: unknown key; known: "
            "analyze, live, camera, model, reminders, sensitivity, sessions",
        ),
        (
            '[reminders]\nprofile = "fast"',
            "settings.toml: reminders.profile: expected one of default, focus, pain-flare, "
            "sit-stand, got 'fast'",
        ),
        (
            "[sensitivity]\nneck = true",
            "settings.toml: sensitivity.neck: expected text, got true",
        ),
    ],
)
def test_a_wrong_file_names_the_key_and_what_was_expected(text: str, message: str) -> None:
    write(text)
    with pytest.raises(ConfigError) as caught:
        load_settings()
    assert str(caught.value) == message


@pytest.mark.parametrize("content", [b"[live\n", b"[live]\nrate = \n", b"\xff\xfe"])
def test_a_file_that_is_not_toml_is_refused_in_one_line(content: bytes) -> None:
    settings_path().write_bytes(content)
    with pytest.raises(
        ConfigError, match=r"^settings.toml: not valid TOML: .*; correct "
    ) as caught:
        load_settings()
    assert "\n" not in str(caught.value)


def test_a_file_that_cannot_be_read_is_refused_in_one_line(folder: Path) -> None:
    settings_path().mkdir()
    with pytest.raises(ConfigError, match="cannot read it"):
        load_settings()


def test_values_are_shown_as_toml_writes_them() -> None:
    assert [toml_text(v) for v in (True, 1.5, "a", None)] == ["true", "1.5", '"a"', "(not set)"]
