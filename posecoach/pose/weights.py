"""Find, verify and fetch the models: the only code that knows where their files live.

Of those that find bodies the order is: what was asked for (an id of models/MANIFEST.toml, or a
path), $POSECOACH_MODEL, the model that ships with posecoach, the user's cache. Nothing is
downloaded except by `fetch_model`.
"""

from __future__ import annotations

import hashlib
import logging
import os
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec
import platformdirs

from posecoach.errors import ModelError

log = logging.getLogger(__name__)

DEFAULT_ID = "full"
ENVIRONMENT = "POSECOACH_MODEL"
MEMBERS = {"pose_detector.tflite", "pose_landmarks_detector.tflite"}
CHUNK = 1 << 16  # bytes
TIMEOUT_S = 30.0  # without a byte from the server

Progress = Callable[[int, int], None]
"""Called with (bytes so far, bytes in all)."""


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One model of the manifest."""

    id: str
    file: str  # name in models/ or in the cache
    bytes: int
    sha256: str  # hexadecimal
    note: str  # when to choose it
    source: str
    licence: str
    change: str  # what differs from the official file
    url: str = ""  # empty: it ships with posecoach
    stand_in: str = ""  # id of the model to use when this one's file is missing or damaged
    finds: Literal["body", "face"] = "body"


class _Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    model: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Model:
    """A model file that was verified."""

    id: str  # id of the manifest; the file name of a model that is not in it
    path: Path
    sha256: str  # hexadecimal, of the file as found
    bytes: int


def bundled_folder() -> Path:
    """The models that ship with posecoach: those of the wheel, else those of the checkout."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "_models"
    return installed if installed.is_dir() else package.parent / "models"


def cache_folder() -> Path:
    """Where `fetch_model` puts models; it need not exist."""
    return Path(platformdirs.user_cache_dir("posecoach", appauthor=False)) / "models"


def manifest() -> tuple[Entry, ...]:
    """Every model posecoach knows, the default first."""
    path = bundled_folder() / "MANIFEST.toml"
    try:
        return msgspec.toml.decode(path.read_bytes(), type=_Manifest).model
    except (OSError, msgspec.DecodeError) as error:
        raise ModelError(f"{path}: cannot read the list of models ({error}); reinstall") from error


def entry(model_id: str) -> Entry:
    """The manifest's entry for an id."""
    known = {model.id: model for model in manifest()}
    if model_id not in known:
        raise ModelError(f"no model is called {model_id!r}; known: {', '.join(known)}")
    return known[model_id]


def location(model: Entry) -> Path:
    """Where this model's file belongs; it need not exist."""
    return (cache_folder() if model.url else bundled_folder()) / model.file


def find_model(choice: str | None = None) -> Model:
    """The model to use, verified by hash. `choice` is an id or a path; empty takes the default."""
    wanted = choice or os.environ.get(ENVIRONMENT) or DEFAULT_ID
    known = {model.id: model for model in manifest() if model.finds == "body"}
    if wanted not in known:
        return _custom(wanted, known)
    model = known[wanted]
    try:
        return verify(location(model), model)
    except ModelError as error:
        stand_in = known.get(model.stand_in)
        if stand_in is None or not location(stand_in).is_file():
            raise
        log.warning("%s; using %s instead", error, stand_in.id)
        return verify(location(stand_in), stand_in)


def find_face_model() -> Model:
    """The model that finds faces, verified by hash; it ships with posecoach."""
    model = next(model for model in manifest() if model.finds == "face")
    return verify(location(model), model)


def verify(path: Path, model: Entry) -> Model:
    """The model at `path`, if it is exactly the file the manifest describes; else ModelError."""
    cures = [f"run `posecoach models fetch {model.id}`"] if model.url or model.stand_in else []
    cure = " or ".join([*cures, *([] if model.url else ["reinstall posecoach"])])
    size, digest = _measure(path, cure)
    if size < model.bytes:
        raise ModelError(f"{path}: cut short, {size} of {model.bytes} bytes; {cure}")
    if digest != model.sha256:
        raise ModelError(f"{path}: not the {model.id!r} model it should be; {cure}")
    return Model(model.id, path, digest, size)


def fetch_model(model_id: str, progress: Progress = lambda done, total: None) -> Model:
    """The model, downloaded into the user's cache unless a good copy is there already.

    In place of a damaged file that ships with posecoach, its stand-in is fetched.
    """
    from http.client import HTTPException

    model = entry(model_id)
    try:
        return verify(location(model), model)
    except ModelError:
        if model.stand_in and not model.url:
            return fetch_model(model.stand_in, progress)
        if not model.url:
            raise
    target = location(model)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent) as folder:
            part = Path(folder) / model.file
            _download(model, part, progress)
            part.replace(target)
    except (OSError, HTTPException) as error:
        reason = getattr(error, "reason", None) or error
        advice = "check the network, or fetch it elsewhere and use `--model PATH`"
        raise ModelError(f"cannot fetch {model.url}: {reason}; {advice}") from error
    return Model(model.id, target, model.sha256, model.bytes)


def _download(model: Entry, part: Path, progress: Progress) -> None:
    import urllib.request  # 4 MB that a live coach need not hold all day

    done = 0
    with (
        part.open("wb") as file,
        urllib.request.urlopen(model.url, timeout=TIMEOUT_S) as answer,
    ):
        while done <= model.bytes and (chunk := answer.read(CHUNK)):
            done += file.write(chunk)
            progress(min(done, model.bytes), model.bytes)
    if _measure(part, "try again") != (model.bytes, model.sha256):
        raise ModelError(
            f"{model.url}: the {done} bytes received are not the {model.id!r} model; "
            "try again, or fetch it elsewhere and use `--model PATH`"
        )


def _custom(wanted: str, known: dict[str, Entry]) -> Model:
    path = Path(wanted).expanduser()
    if not path.exists():
        advice = f"give the path of a .task file or one of {', '.join(known)}"
        raise ModelError(
            f"{wanted}: no such model file (from --model, the settings or ${ENVIRONMENT}); {advice}"
        )
    size, digest = _measure(path, "give the path of a .task file")
    same = next((model for model in known.values() if model.sha256 == digest), None)
    namesake = next((model for model in known.values() if model.file == path.name), None)
    if same is None and namesake is not None:
        return verify(path, namesake)  # raises, saying what is wrong with it
    if same is None and not _is_bundle(path):
        raise ModelError(
            f"{path}: not a pose landmarker .task file; give one, or one of {', '.join(known)}"
        )
    return Model(same.id if same else path.name, path, digest, size)


def _is_bundle(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as bundle:
            return set(bundle.namelist()) >= MEMBERS
    except zipfile.BadZipFile:
        return False


def _measure(path: Path, cure: str) -> tuple[int, str]:
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            return file.tell(), digest
    except FileNotFoundError as error:
        raise ModelError(f"{path}: the model is missing; {cure}") from error
    except OSError as error:
        reason = error.strerror or error
        raise ModelError(f"{path}: cannot read the model: {reason}; {cure}") from error
