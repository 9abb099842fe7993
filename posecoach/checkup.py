"""What `posecoach doctor` checks: whether everything needed works here, and what to do if not.

A problem means that analysing will not work; a warning, that something less than that will not.
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distributions, version
from pathlib import Path
from typing import Literal

from posecoach.content import config_folder
from posecoach.errors import PosecoachError
from posecoach.pose.weights import cache_folder, find_model
from posecoach.settings import load_settings
from posecoach.version import VERSION

State = Literal["ok", "warning", "problem"]

REINSTALL = "run `pip install --force-reinstall posecoach`"
TELEMETRY_SINCE = (0, 10, 32)  # mediapipe from here on needs other packages or contacts a server


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at."""

    name: str
    state: State
    found: str
    advice: str = ""  # what to do; empty when all is well


def checkup() -> Iterator[Check]:
    """Every check, one after the other, as soon as it is done."""
    yield Check("python", "ok", f"{platform.python_version()} on {platform.platform()}")
    yield Check("posecoach", "ok", VERSION)
    for package in ("numpy", "av"):
        yield check_package(package)
    yield check_mediapipe()
    yield check_opencv(opencv_distributions())
    yield check_settings()
    yield check_model(choice := _choice())
    yield check_network(choice)
    yield check_encoder()
    yield check_folder("settings folder", config_folder(), "$POSECOACH_CONFIG names another")
    yield check_folder("model cache", cache_folder(), "needed for `posecoach models fetch` only")
    yield check_display(os.environ, sys.platform)
    yield check_camera()


def check_package(name: str) -> Check:
    """Whether a package is installed and can be imported."""
    try:
        __import__(name)
        return Check(name, "ok", version(name))
    except (ImportError, PackageNotFoundError, OSError) as error:
        return Check(name, "problem", f"cannot be loaded: {_line(error)}", REINSTALL)


def check_mediapipe() -> Check:
    """Whether mediapipe can be imported and is of a version that stays silent on the network."""
    check = check_package("mediapipe")
    if check.state == "problem":
        return check
    numbers = tuple(int(part) for part in check.found.split(".")[:3] if part.isdigit())
    if numbers >= TELEMETRY_SINCE:
        advice = "run `pip install 'mediapipe<0.10.32'`: newer ones contact a usage-metrics server"
        return Check(check.name, "warning", f"{check.found} is too new", advice)
    return check


def opencv_distributions() -> dict[str, str]:
    """Installed packages that provide cv2, with their versions."""
    found = {
        (d.metadata["Name"] or "").lower().replace("_", "-"): d.version for d in distributions()
    }
    return {name: number for name, number in sorted(found.items()) if name.startswith("opencv-")}


def check_opencv(installed: Mapping[str, str]) -> Check:
    """Whether cv2 can be imported and exactly one package provides it."""
    found = ", ".join(f"{name} {number}" for name, number in installed.items())
    try:
        import cv2

        found = found or f"cv2 {cv2.__version__} of no package"
    except (ImportError, AttributeError) as error:
        advice = REINSTALL
        if "libGL" in str(error) or "libgthread" in str(error):
            advice = "on Debian and Ubuntu run `apt install libgl1 libglib2.0-0 libxcb1`"
        return Check("opencv", "problem", f"cannot be loaded: {_line(error)}", advice)
    if len(installed) > 1:
        remove = " ".join(installed)
        advice = f"they break each other: `pip uninstall {remove}`, then {REINSTALL}"
        return Check("opencv", "warning", found, advice)
    if any("headless" in name for name in installed):
        advice = "`live --window` needs opencv-python instead; everything else works"
        return Check("opencv", "warning", found, advice)
    return Check("opencv", "ok", found)


def check_settings() -> Check:
    """Whether the settings file, if any, is right."""
    try:
        load_settings()
    except PosecoachError as error:
        return _told("settings", "problem", error, "see `posecoach settings --defaults`")
    return Check("settings", "ok", "readable")


def check_model(choice: str) -> Check:
    """Whether the pose model in effect is the file it should be."""
    try:
        model = find_model(choice)
    except PosecoachError as error:
        return _told("model", "problem", error, REINSTALL)
    return Check("model", "ok", f"{model.id}, sha256 {model.sha256[:16]}, {model.path}")


def check_network(choice: str) -> Check:
    """Whether the neural networks run and find a person drawn for them, and the face."""
    try:
        from posecoach.mannequin.presets import Shot
        from posecoach.mannequin.render import render
        from posecoach.pose.face_estimator import FaceEstimator, has_face
        from posecoach.pose.mediapipe_estimator import MediaPipeEstimator
        from posecoach.types import Frame

        drawn = render(*Shot("sitting_upright", "laptop").take())
        with (
            MediaPipeEstimator(find_model(choice).path, moving=False) as network,
            FaceEstimator(network, moving=False) as estimate,
        ):
            people = estimate(Frame(0.0, 0, drawn.image)).people
    except (PosecoachError, ImportError, OSError) as error:
        return _told("neural network", "problem", error, REINSTALL)
    if len(people) != 1:
        found = f"finds {len(people)} people in a drawing of one"
        return Check("neural network", "problem", found, "run `posecoach models verify`")
    if not has_face(people[0]):
        found = "finds no face in a drawing of one"
        return Check("neural network", "problem", found, "run `posecoach models verify`")
    return Check("neural network", "ok", "finds the person in a drawing, and their face")


def check_encoder() -> Check:
    """Whether annotated videos can be written as H.264."""
    try:
        import av

        av.codec.Codec("libx264", "w")
    except (ImportError, ValueError) as error:
        advice = f"{REINSTALL}, or use `analyze --no-video`"
        return Check("video encoder", "warning", f"no H.264: {_line(error)}", advice)
    return Check("video encoder", "ok", "H.264")


def check_folder(name: str, folder: Path, note: str) -> Check:
    """Whether a folder can be written, or made."""
    existing = next(place for place in (folder, *folder.parents) if place.exists())
    try:
        with tempfile.TemporaryFile(dir=existing):
            return Check(name, "ok", str(folder))
    except OSError as error:
        advice = f"make it writable for you; {note}"
        return Check(name, "warning", f"{folder}: {error.strerror or error}", advice)


def check_display(environment: Mapping[str, str], system: str) -> Check:
    """Whether `live --window` has a screen to open a window on."""
    windows = system in ("win32", "darwin")
    if windows or environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"):
        return Check("display", "ok", "a window can be opened")
    advice = "use `live --headless`, or log in on a desktop for `live --window`"
    return Check("display", "warning", "none (DISPLAY and WAYLAND_DISPLAY are not set)", advice)


def check_camera() -> Check:
    """Whether the first camera gives a picture; never a problem, as recordings need none."""
    from posecoach.sources import list_cameras, open_camera

    advice = "plug a camera in and allow its use; recordings can be analysed without one"
    try:
        cameras = list_cameras()
        if not cameras:
            return Check("camera", "warning", "none found", advice)
        first = cameras[0]
        with open_camera(first.index, say=lambda line: None) as camera:
            width, height = camera.size
    except PosecoachError as error:
        return _told("camera", "warning", error, advice)
    return Check("camera", "ok", f"{first.index} {first.name}, {width}x{height}")


def _choice() -> str:
    """The model the settings choose; the default while they are wrong, which is said already."""
    try:
        return load_settings().model.choice
    except PosecoachError:
        return ""


def _told(name: str, state: State, error: Exception, advice: str) -> Check:
    """A failed check from an error, whose message usually says what to do after a semicolon."""
    found, _, cure = _line(error).partition("; ")
    return Check(name, state, found, cure or advice)


def _line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]
