"""The user's settings: the only home of defaults that a user may change.

`settings.toml` lies in the configuration folder ($POSECOACH_CONFIG, else the platform's own). A
command-line flag beats it, it beats the defaults here. Lower layers take plain values from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

from posecoach.content import config_folder
from posecoach.errors import ConfigError

Value = int | float | str | bool | None
Rate = Annotated[float, Meta(gt=0, le=240)]
Angle = Annotated[float, Meta(gt=0, lt=180)]


class Analyze(Struct, frozen=True, forbid_unknown_fields=True):
    """Recorded videos and pictures."""

    rate: Annotated[Rate, Meta(description="frames per second of a recording to judge")] = 15.0
    overlay: Annotated[bool, Meta(description="write the annotated video or picture")] = True


class Live(Struct, frozen=True, forbid_unknown_fields=True):
    """The live coach."""

    camera: Annotated[
        int | str, Meta(description="number or name of the camera, as `posecoach cameras` lists it")
    ] = 0
    mirror: Annotated[bool, Meta(description="show the picture as a mirror would")] = True
    rate: Annotated[Rate, Meta(description="frames per second to judge, at most")] = 10.0


class Camera(Struct, frozen=True, forbid_unknown_fields=True):
    """What is known about the lens."""

    horizontal_fov_deg: Annotated[
        Angle | None,
        Meta(description="degrees the lens sees across, for distances in cm", examples=[78.0]),
    ] = None


class PoseModel(Struct, frozen=True, forbid_unknown_fields=True):
    """The neural network."""

    choice: Annotated[
        str, Meta(description="id of `posecoach models list` or path; empty: the one shipped")
    ] = ""


Sensitivity = Literal["off", "low", "normal", "high"]


class Reminders(Struct, frozen=True, forbid_unknown_fields=True):
    """What the live coach says, when and how."""

    on: Annotated[bool, Meta(description="coach through the day: breaks, posture, praise")] = True
    profile: Annotated[
        Literal["default", "focus", "pain-flare", "sit-stand"],
        Meta(
            description="minutes of sitting and of the break: default 30/3, focus 45/5, "
            "pain-flare 20/2, sit-stand 20 sitting, 8 standing, 2 moving"
        ),
    ] = "default"
    eyes: Annotated[bool, Meta(description="every 20 minutes a look 6 m away for 20 seconds")] = (
        False
    )
    praise: Annotated[bool, Meta(description="a good word for long comfortable stretches")] = True
    plan: Annotated[
        bool, Meta(description="with a break that is due, the next thing of the week's plan")
    ] = False
    quiet: Annotated[
        bool, Meta(description="at most 8 words about posture a day, and none of them heard")
    ] = False
    working_hours: Annotated[
        str, Meta(description='hours in which anything is said, "09:00-17:30"; empty: always')
    ] = ""
    working_days: Annotated[
        str, Meta(description='days of the working hours, "mon-fri" or "mon,wed,fri"')
    ] = "mon-sun"
    quiet_hours: Annotated[
        str, Meta(description='hours in which nothing is said, "22:00-07:00"; empty: none')
    ] = ""
    notify: Annotated[
        bool, Meta(description="desktop notifications (extra `notify`: desktop-notifier)")
    ] = True
    sound: Annotated[bool, Meta(description="a short tone, where it is worth one")] = True
    speech: Annotated[bool, Meta(description="spoken words (extra `speech`: pyttsx3)")] = False


def _how_easily(part: str) -> Meta:
    return Meta(description=f"how easily posture of the {part} is named: off, low, normal, high")


class Sensitivities(Struct, frozen=True, forbid_unknown_fields=True):
    """How easily the live coach names each body part."""

    neck: Annotated[Sensitivity, _how_easily("neck")] = "normal"
    head: Annotated[Sensitivity, _how_easily("head")] = "normal"
    trunk: Annotated[Sensitivity, _how_easily("trunk")] = "normal"
    shoulders: Annotated[Sensitivity, _how_easily("shoulders")] = "normal"
    arms: Annotated[Sensitivity, _how_easily("arms")] = "normal"
    hips: Annotated[Sensitivity, _how_easily("hips")] = "normal"
    legs: Annotated[Sensitivity, _how_easily("legs")] = "normal"
    distance: Annotated[
        Sensitivity, Meta(description="how easily a short distance to the screen is named")
    ] = "normal"


class Sessions(Struct, frozen=True, forbid_unknown_fields=True):
    """Guided stretches and routines."""

    language: Annotated[
        str, Meta(description='language of words and voice, "en" or "de"; empty: the system\'s')
    ] = ""
    voice: Annotated[
        Literal["off", "system"], Meta(description="speak every instruction: off, system")
    ] = "system"
    sound: Annotated[bool, Meta(description="tones that mark start, half, end and faults")] = True
    rate: Annotated[Rate, Meta(description="frames per second to judge, at most")] = 15.0


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """Every setting, resolved."""

    analyze: Analyze = Analyze()
    live: Live = Live()
    camera: Camera = Camera()
    model: PoseModel = PoseModel()
    reminders: Reminders = Reminders()
    sensitivity: Sensitivities = Sensitivities()
    sessions: Sessions = Sessions()


@dataclass(frozen=True, slots=True)
class Option:
    """One setting as the user meets it."""

    key: str  # "live.rate"
    comment: str
    value: Value  # None: not set
    example: float | None = None  # of an option that is not set by default


def settings_path() -> Path:
    """The settings file; it need not exist."""
    return config_folder() / "settings.toml"


def load_settings() -> Settings:
    """The defaults under what the settings file states; ConfigError if the file is wrong."""
    stated = stated_settings()
    try:
        return msgspec.convert(stated, Settings, strict=True)
    except msgspec.ValidationError as error:
        raise ConfigError(f"{settings_path().name}: {_explain(str(error), stated)}") from error


def stated_settings() -> dict[str, Any]:
    """The settings file as nested tables, unchecked; empty when there is none."""
    path = settings_path()
    try:
        tables: dict[str, Any] = msgspec.toml.decode(path.read_bytes())
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise ConfigError(f"{path}: cannot read it: {error.strerror}; check permissions") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path.name}: not valid TOML: {error}; correct {path}") from error
    return tables


def options(settings: Settings) -> Iterator[Option]:
    """Every setting with its comment and its value, in the order of the file."""
    for section in msgspec.structs.fields(Settings):
        values = getattr(settings, section.name)
        for option in msgspec.structs.fields(type(values)):
            meta = msgspec.inspect.type_info(option.type)
            assert isinstance(meta, msgspec.inspect.Metadata) and meta.extra_json_schema
            yield Option(
                key=f"{section.name}.{option.name}",
                comment=str(meta.extra_json_schema["description"]),
                value=getattr(values, option.name),
                example=next(iter(meta.extra_json_schema.get("examples", ())), None),
            )


def default_settings_text() -> str:
    """A settings file that lists every option, commented out, with its default."""
    lines = ["# posecoach settings. Take away the # before an option to change it."]
    section = ""
    for option in options(Settings()):
        table, name = option.key.split(".")
        if table != section:
            lines += ["", f"[{table}]"]
            section = table
        unset = option.value is None
        lines.append(f"# {option.comment}" + " (an example; not set by default)" * unset)
        lines.append(f"#{name} = {toml_text(option.example if unset else option.value)}")
    return "\n".join(lines) + "\n"


def toml_text(value: Value) -> str:
    """A value as TOML writes it; "(not set)" for None."""
    if value is None:
        return "(not set)"
    return msgspec.json.encode(value).decode()


_WORDS = {
    "float": "a number",
    "int": "a whole number",
    "str": "text",
    "bool": "true or false",
    "object": "a [section]",
}


def _explain(problem: str, tables: Mapping[str, Any]) -> str:
    """Msgspec's complaint as "live.rate: expected a number, got 'fast'"."""
    place = re.search(r" - at `\$\.(.+)`$", problem)
    keys = place[1].split(".") if place else []
    unknown = re.match(r"Object contains unknown field `(.+?)`", problem)
    if unknown:
        return f"{'.'.join([*keys, unknown[1]])}: unknown key; known: {', '.join(_known(keys))}"
    given: Any = tables
    for key in keys:
        given = given[key]
    expected = re.match(r"Expected `(.+?)`([^,]*)", problem)
    wanted = problem
    if problem.startswith("Invalid enum value"):
        wanted = f"expected one of {', '.join(_choices(keys))}"
    elif expected:
        kinds = [_WORDS.get(kind, kind) for kind in expected[1].split(" | ") if kind != "null"]
        bound = expected[2].split(" - at")[0].rstrip()
        wanted = f"expected {' or '.join(kinds)}{bound}"
    shown = toml_text(given) if isinstance(given, bool) else repr(given)
    return f"{'.'.join(keys)}: {wanted}, got {shown}"


def _choices(keys: list[str]) -> tuple[str, ...]:
    section = type(getattr(Settings(), keys[0]))
    kind = next(f.type for f in msgspec.structs.fields(section) if f.name == keys[1])
    found = msgspec.inspect.type_info(kind)
    while isinstance(found, msgspec.inspect.Metadata):
        found = found.type
    assert isinstance(found, msgspec.inspect.LiteralType)
    return tuple(map(str, found.values))


def _known(keys: list[str]) -> tuple[str, ...]:
    table = getattr(Settings(), keys[0]) if keys else Settings()
    return tuple(table.__struct_fields__)
