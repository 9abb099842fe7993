import hashlib
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import msgspec
import pytest

from posecoach.errors import ModelError
from posecoach.pose import weights
from posecoach.pose.weights import Entry, fetch_model, find_model, manifest, verify

ROOT = Path(__file__).parents[2]


def bundle(path: Path, filling: bytes) -> Path:
    """A .task file of the right shape around any bytes."""
    with zipfile.ZipFile(path, "w") as archive:
        for member in sorted(weights.MEMBERS):
            archive.writestr(member, filling)
    return path


def described(path: Path, **fields: str) -> Entry:
    content = path.read_bytes()
    return Entry(
        file=path.name,
        bytes=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        note="",
        source="a test",
        licence="none",
        change="none",
        **fields,
    )


class Shelf:
    """A small world of three models: "full" shipped, "spare" its stand-in and "lite" fetchable."""

    def __init__(self, folder: Path) -> None:
        for name in ("shipped", "server", "cache"):
            (folder / name).mkdir()
        self.shipped, self.server, self.cache = (
            folder / name for name in ("shipped", "server", "cache")
        )
        full = bundle(self.shipped / "full.task", b"full")
        spare = bundle(self.server / "spare.task", b"spare network")
        lite = bundle(self.server / "lite.task", b"lite")
        self.entries = (
            described(full, id="full", stand_in="spare"),
            described(spare, id="spare", url=spare.as_uri()),
            described(lite, id="lite", url=lite.as_uri()),
        )
        self.write_manifest()

    def write_manifest(self) -> None:
        lines: list[str] = []
        for model in self.entries:
            fields = msgspec.structs.asdict(model)
            lines += ["[[model]]", *(f"{key} = {json.dumps(fields[key])}" for key in fields)]
        (self.shipped / "MANIFEST.toml").write_text("\n".join(lines), encoding="utf-8")


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    shelf = Shelf(tmp_path)
    monkeypatch.setattr(weights, "bundled_folder", lambda: shelf.shipped)
    monkeypatch.setattr(weights, "cache_folder", lambda: shelf.cache / "models")
    monkeypatch.delenv(weights.ENVIRONMENT, raising=False)
    return shelf


def message(call: object, *arguments: object) -> str:
    assert callable(call)
    with pytest.raises(ModelError) as caught:
        call(*arguments)
    text = str(caught.value)
    assert "\n" not in text
    return text


# the real manifest


def test_the_shipped_file_is_the_one_the_manifest_describes() -> None:
    model = find_model("full")
    assert model.path == ROOT / "models" / "pose_full.task"
    assert model.bytes == model.path.stat().st_size == 9_659_766
    assert model.sha256.startswith("f373a48681d6a7c0")


def test_the_manifest_agrees_with_the_script_that_builds_the_bundle() -> None:
    script = (ROOT / "scripts" / "build_model.py").read_text(encoding="utf-8")
    for model in manifest():
        assert (f'"{model.file}": "{model.sha256}"' in script) == (not model.url)


def test_every_model_is_shipped_or_has_a_pinned_https_address_and_states_its_licence() -> None:
    assert [model.id for model in manifest()] == ["full", "full-official", "lite", "heavy", "face"]
    for model in manifest():
        assert len(model.sha256) == 64 and model.bytes > 1_000_000
        assert model.licence == "Apache-2.0" and model.source and model.change and model.note
        if model.url:
            assert model.url.startswith("https://storage.googleapis.com/mediapipe-models/")
            assert model.url.endswith(f"/float16/1/{model.file}")
        else:
            assert (ROOT / "models" / model.file).is_file()
    assert "Apache License" in (ROOT / "models" / "LICENSE").read_text(encoding="utf-8")


def test_the_readme_names_every_model_and_file() -> None:
    readme = (ROOT / "models" / "README.md").read_text(encoding="utf-8")
    for model in manifest():
        assert f"| `{model.id}` | `{model.file}`" in readme


def test_the_bundle_is_rebuilt_byte_for_byte_when_the_wheel_is_around(tmp_path: Path) -> None:
    wheel = os.environ.get("MEDIAPIPE_WHEEL")
    if not wheel:
        pytest.skip("set MEDIAPIPE_WHEEL to the mediapipe 0.10.21 wheel to check the rebuild")
    script = ROOT / "scripts" / "build_model.py"
    call = [sys.executable, str(script), "--wheel", wheel, "--check"]
    answer = subprocess.run(call, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr


# which file is used


def test_the_shipped_face_model_is_found_and_is_no_choice_for_bodies() -> None:
    face = weights.find_face_model()
    assert (face.id, face.path) == ("face", ROOT / "models" / "face.task")
    assert message(find_model, "face").startswith("face: no such model file")
    assert "not a pose landmarker .task file" in message(find_model, str(face.path))


def test_a_lost_face_model_can_only_be_had_by_installing_again(shelf: Shelf) -> None:
    face = bundle(shelf.shipped / "face.task", b"face")
    shelf.entries += (described(face, id="face", finds="face"),)
    shelf.write_manifest()
    assert weights.find_face_model().path == face
    face.unlink()
    want = f"{face}: the model is missing; reinstall posecoach"
    assert message(weights.find_face_model) == want
    assert message(fetch_model, "face") == want


def test_without_a_choice_the_shipped_model_is_used(shelf: Shelf) -> None:
    assert find_model() == find_model("") == find_model("full")
    assert find_model().path == shelf.shipped / "full.task"


def test_the_environment_chooses_when_nothing_else_does(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetch_model("lite")
    monkeypatch.setenv(weights.ENVIRONMENT, "lite")
    assert find_model().id == "lite"
    assert find_model("full").id == "full"


def test_a_path_of_the_users_own_model_is_taken_with_its_hash(shelf: Shelf, tmp_path: Path) -> None:
    own = bundle(tmp_path / "own.task", b"mine")
    model = find_model(str(own))
    assert (model.id, model.path) == ("own.task", own)
    assert model.sha256 == hashlib.sha256(own.read_bytes()).hexdigest()


def test_a_known_file_under_any_name_is_recognised(shelf: Shelf, tmp_path: Path) -> None:
    copy = tmp_path / "copy.bin"
    copy.write_bytes((shelf.shipped / "full.task").read_bytes())
    assert find_model(str(copy)).id == "full"


def test_a_truncated_copy_of_a_known_file_is_not_taken_for_the_users_own(
    shelf: Shelf, tmp_path: Path
) -> None:
    copy = tmp_path / "lite.task"
    copy.write_bytes((shelf.server / "lite.task").read_bytes()[:-7])
    assert "cut short" in message(find_model, str(copy))


def test_what_is_no_model_at_all_is_refused(shelf: Shelf, tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("not a model")
    assert "not a pose landmarker .task file" in message(find_model, str(text))
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("readme", "hello")
    assert "not a pose landmarker .task file" in message(find_model, str(tmp_path / "other.zip"))
    assert "cannot read the model" in message(find_model, str(tmp_path))


def test_an_unknown_name_lists_the_known_ones(shelf: Shelf) -> None:
    text = message(find_model, "ful")
    assert text.startswith("ful: no such model file") and text.endswith("full, spare, lite")
    assert message(fetch_model, "ful") == "no model is called 'ful'; known: full, spare, lite"


# damaged files


def test_a_missing_model_says_how_to_get_it(shelf: Shelf) -> None:
    text = message(find_model, "lite")
    assert "is missing" in text and text.endswith("; run `posecoach models fetch lite`")
    (shelf.shipped / "full.task").unlink()
    text = message(find_model)
    assert text.endswith("; run `posecoach models fetch full` or reinstall posecoach")


def test_a_truncated_model_says_how_much_of_it_is_there(shelf: Shelf) -> None:
    path = shelf.shipped / "full.task"
    path.write_bytes(path.read_bytes()[:100])
    assert f"cut short, 100 of {shelf.entries[0].bytes} bytes" in message(find_model)


def test_one_changed_byte_is_noticed(shelf: Shelf) -> None:
    path = shelf.shipped / "full.task"
    content = bytearray(path.read_bytes())
    content[50] ^= 1
    path.write_bytes(content)
    assert "not the 'full' model it should be" in message(find_model)
    assert "not the 'full' model" in message(verify, path, shelf.entries[0])


def test_an_appended_byte_is_noticed(shelf: Shelf) -> None:
    path = shelf.shipped / "full.task"
    path.write_bytes(path.read_bytes() + b"x")
    assert "not the 'full' model" in message(find_model)


def test_a_lost_or_garbled_manifest_is_one_line(shelf: Shelf) -> None:
    path = shelf.shipped / "MANIFEST.toml"
    path.write_text("[[model]]\nid = 3\n")
    assert "cannot read the list of models" in message(manifest)
    path.unlink()
    assert "cannot read the list of models" in message(manifest)


def test_the_stand_in_takes_over_for_a_damaged_shipped_file_and_says_so(
    shelf: Shelf, caplog: pytest.LogCaptureFixture
) -> None:
    (shelf.shipped / "full.task").write_bytes(b"half")
    assert fetch_model("full").id == "spare"
    assert find_model().id == "spare"
    assert "using spare instead" in caplog.text


def test_a_damaged_stand_in_is_not_used_either(shelf: Shelf) -> None:
    fetch_model("spare")
    (shelf.shipped / "full.task").write_bytes(b"half")
    (shelf.cache / "models" / "spare.task").write_bytes(b"half")
    assert "spare.task: cut short" in message(find_model)


# fetching


def test_a_fetched_model_is_found_and_progress_reaches_its_size(shelf: Shelf) -> None:
    steps: list[tuple[int, int]] = []
    model = fetch_model("lite", lambda done, total: steps.append((done, total)))
    assert find_model("lite") == model
    assert list((shelf.cache / "models").iterdir()) == [model.path]
    assert model.path == shelf.cache / "models" / "lite.task"
    assert steps[-1] == (model.bytes, model.bytes)


def test_a_model_that_is_there_is_not_fetched_again(shelf: Shelf) -> None:
    fetch_model("lite")
    (shelf.server / "lite.task").unlink()
    steps: list[int] = []
    assert fetch_model("lite", lambda done, total: steps.append(done)).id == "lite"
    assert fetch_model("full", lambda done, total: steps.append(done)).id == "full"
    assert steps == []


@pytest.mark.parametrize("sent", [b"", b"<html>Sign in to the hotel wifi</html>", b"x" * 10_000])
def test_a_wrong_download_leaves_nothing_behind(shelf: Shelf, sent: bytes) -> None:
    (shelf.server / "lite.task").write_bytes(sent)
    assert "are not the 'lite' model; try again" in message(fetch_model, "lite")
    assert list((shelf.cache / "models").iterdir()) == []


def test_without_a_server_the_message_says_what_to_do(shelf: Shelf) -> None:
    (shelf.server / "lite.task").unlink()
    text = message(fetch_model, "lite")
    assert text.startswith("cannot fetch file:") and text.endswith("use `--model PATH`")
    assert list((shelf.cache / "models").iterdir()) == []


def test_a_cache_that_cannot_be_written_is_one_line(shelf: Shelf) -> None:
    (shelf.cache / "models").write_text("a file where the folder should be")
    assert "cannot fetch" in message(fetch_model, "lite")
