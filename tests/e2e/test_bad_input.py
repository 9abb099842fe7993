"""Whatever is wrong with an input or with where the results go: one line, the right exit code."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.e2e.running import Ran, command, left_over, one_line, ran

pytestmark = pytest.mark.network


def _garbage(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 300)


def _cut(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 40)


BROKEN: dict[str, Callable[[Path], object]] = {
    "text.mp4": lambda path: path.write_text("not a video"),
    "empty.mp4": Path.touch,
    "garbage.mkv": _garbage,
    "cut.png": _cut,
    "text.jpg": lambda path: path.write_text("not a picture"),
    "text.npz": lambda path: path.write_text("no landmarks"),
    "empty": Path.mkdir,
    "missing.mp4": lambda path: None,
    "pipe.mp4": os.mkfifo,
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_input_is_one_line_and_the_others_are_done(
    name: str, picture: Path, tmp_path: Path
) -> None:
    BROKEN[name](tmp_path / name)
    found = ran("analyze", tmp_path / name, picture, "-o", tmp_path / "out", "--json", "-q")
    assert found.code == 1
    assert name in one_line(found)
    broken, good = found.objects
    assert broken["error"] in one_line(found) and "score" not in broken
    assert good["score"] > 80
    assert {it.name for it in (tmp_path / "out" / "well").iterdir()} > {"summary.json"}
    assert not (tmp_path / "out" / Path(name).stem / "summary.json").exists()


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_input_alone_leaves_nothing(name: str, tmp_path: Path) -> None:
    BROKEN[name](tmp_path / name)
    found = ran("analyze", tmp_path / name, "-o", tmp_path / "out")
    assert (found.code, found.out) == (1, "")
    assert name in one_line(found)
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="needs a file that even root cannot read")
def test_an_unreadable_file_is_one_line(tmp_path: Path) -> None:
    found = ran("analyze", "/proc/self/mem", "-o", tmp_path / "out")
    assert found.code == 1
    assert one_line(found).startswith("posecoach: error: /proc/self/mem: cannot be read (")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_the_right_to_read_it_is_one_line(picture: Path, tmp_path: Path) -> None:
    shutil.copy(picture, tmp_path / "secret.png")
    (tmp_path / "secret.png").chmod(0)
    found = ran("analyze", tmp_path / "secret.png", "-o", tmp_path / "out")
    assert found.code == 1 and "Permission denied" in one_line(found)


@pytest.mark.parametrize("baseline", ["missing.jpg", "text.json", "text.mp4"])
def test_a_broken_baseline_is_one_line_before_anything_is_done(
    baseline: str, picture: Path, tmp_path: Path
) -> None:
    if baseline.startswith("text"):
        (tmp_path / baseline).write_text("{")
    found = ran(
        *("analyze", picture, "--baseline", tmp_path / baseline, "-o", tmp_path / "out"),
    )
    assert (found.code, found.out) == (1, "")
    assert baseline in one_line(found)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "options", [("--rate", "0"), ("--rate", "many"), ("--no-such-option",), ("-o", __file__)]
)
def test_wrong_usage_is_2(options: tuple[str, ...], picture: Path) -> None:
    found = ran("analyze", picture, *options)
    assert (found.code, found.out) == (2, "")
    assert found.err.splitlines()[-1].startswith("Error: ")


def test_a_file_in_place_of_the_folder_of_one_input_stops_only_that_one(
    picture: Path, short_clip: Path, tmp_path: Path
) -> None:
    (tmp_path / "well").write_text("something else")
    found = ran("analyze", picture, short_clip, "-o", tmp_path, "-q", "--no-video")
    assert found.code == 1
    assert str(tmp_path / "well") in one_line(found)
    assert (tmp_path / "well").read_text() == "something else"
    assert (tmp_path / "short" / "summary.json").exists()


@pytest.mark.parametrize("name", ["annotated.jpg", "frames.csv", "landmarks.npz", "report.html"])
def test_a_folder_in_place_of_a_result_is_one_line(
    name: str, picture: Path, tmp_path: Path
) -> None:
    (tmp_path / "well" / name).mkdir(parents=True)
    found = ran("analyze", picture, "-o", tmp_path, "-q", "--landmarks")
    assert found.code == 1
    assert name in one_line(found)
    assert left_over(tmp_path) == []


@pytest.mark.skipif(not Path("/proc").exists(), reason="needs a folder nobody can write to")
def test_a_folder_that_cannot_be_written_to_is_one_line(picture: Path) -> None:
    found = ran("analyze", picture, "-o", "/proc/nowhere")
    assert found.code == 1
    assert "/proc/nowhere" in one_line(found)


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """Refuse what grows beyond `size` bytes, as a full disk would."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def whole(folder: Path) -> None:
    """Check that what has a final name is not half-written."""
    assert left_over(folder) == []
    ends = {".html": "</html>", ".json": "}", ".csv": "\n"}
    for path in folder.rglob("*"):
        if path.suffix in ends:
            text = path.read_text()
            assert (text if path.suffix == ".csv" else text.rstrip()).endswith(ends[path.suffix])


@pytest.mark.parametrize("size", [0, 1000, 6000, 12_000, 30_000])
def test_a_file_that_cannot_grow_is_one_line_and_leaves_nothing_half_written(
    size: int, short_clip: Path, tmp_path: Path
) -> None:
    with files_of_at_most(size):
        found = ran("analyze", short_clip, "-o", tmp_path, "-q", "--landmarks")
    assert (found.code, found.out) == (1, "")
    assert "cannot" in one_line(found)
    assert not (tmp_path / "short" / "report.html").exists()
    whole(tmp_path)


def may_mount() -> bool:
    """Whether a small disk can be made here, which needs no root where user namespaces are on."""
    if shutil.which("unshare") is None:
        return False
    trial = ["unshare", "-rm", "mount", "-t", "tmpfs", "-o", "size=64k", "none", "/tmp"]
    return subprocess.run(trial, capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not may_mount(), reason="no small disk can be made here")
def test_on_a_full_disk_the_inputs_that_fit_are_still_done(
    desk_clip: Path, picture: Path, tmp_path: Path
) -> None:
    script = (
        'mount -t tmpfs -o size=250k none "$1"; shift; "$@"; '
        'code=$?; find "$0" -type f -printf "%P\\n" >&2; exit $code'
    )
    disk = str(tmp_path)
    analyse = command("analyze", desk_clip, picture, "-o", disk, "-q", "--landmarks", "--rate", "5")
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", script, disk, disk, *analyse],
        capture_output=True,
        text=True,
        check=False,
    )
    error, *files = done.stderr.splitlines()
    assert done.returncode == 1
    assert "No space left on device" in error and f"{disk}/desk/" in error
    assert {"well/summary.json", "well/annotated.jpg", "well/report.html"} < set(files)
    assert "desk/annotated.mp4" not in files and not any(".part" in name for name in files)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("options", [("--json",), ()])
def test_a_full_disk_behind_the_output_is_one_line(
    options: tuple[str, ...], picture: Path, tmp_path: Path
) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            command("analyze", picture, *options, "-o", tmp_path),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert "No space left on device" in one_line(Ran(1, "", done.stderr))
