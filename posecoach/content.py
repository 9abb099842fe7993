"""Find and read content files (TOML): the library shipped with posecoach, then the user's own."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import platformdirs

from posecoach.errors import ConfigError

LIBRARY = Path(__file__).parent / "library"
T = TypeVar("T")


def config_folder() -> Path:
    """Return the folder of the user's settings and own content ($POSECOACH_CONFIG overrides)."""
    return Path(os.environ.get("POSECOACH_CONFIG") or platformdirs.user_config_dir("posecoach"))


def content_files(kind: str) -> list[Path]:
    """Return the TOML files of a kind ("rules"); a user's file replaces ours of the same name."""
    found = {
        path.name: path
        for folder in (LIBRARY / kind, config_folder() / kind)
        for path in sorted(folder.glob("*.toml"))
    }
    return [found[name] for name in sorted(found)]


def read_toml(path: Path, shape: type[T]) -> T:
    """Read a TOML file into a msgspec Struct, refusing unknown keys and wrong types.

    Raises:
        ConfigError: naming the file and the key.
    """
    try:
        table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        return msgspec.convert(table, shape, strict=True)
    except OSError as e:
        raise ConfigError(f"{path}: cannot be read ({e.strerror})") from e
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as e:
        raise ConfigError(f"{path.name}: not valid TOML: {e}") from e
    except msgspec.ValidationError as e:
        raise ConfigError(f"{path.name}: {e}") from e
