import importlib.util
import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import click
import pytest

from posecoach.cli import COMMANDS, cli, run
from posecoach.pose import weights

ROOT = Path(__file__).parents[2]
HEAVY = {"numpy", "cv2", "mediapipe", "av", "rich", "msgspec", "jinja2"}
LEAF_COMMANDS = [name for name in COMMANDS if importlib.util.find_spec(f"posecoach.cli.{name}")]


@pytest.fixture(autouse=True)
def clean(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSECOACH_CONFIG", str(tmp_path))
    monkeypatch.delenv("POSECOACH_DEBUG", raising=False)
    monkeypatch.delenv("POSECOACH_MODEL", raising=False)


def python(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=os.environ | environment,
    )


def loaded(name: str) -> click.Command:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    return command


def helps(command: click.Command, path: str) -> dict[str, str]:
    """The --help text of a command and of all below it."""
    context = click.Context(command, info_name=path)
    texts = {path: command.get_help(context)}
    if isinstance(command, click.Group) and command is not cli:
        for name, child in command.commands.items():
            texts |= helps(child, f"{path} {name}")
    return texts


# what the top level says


def imported_by(calls: list[list[str]], suspects: set[str]) -> str:
    """Those of the suspects that a fresh Python has imported after running these command lines."""
    code = (
        "import sys; from posecoach.cli import run\n"
        f"assert all(run(call) == 0 for call in {calls!r})\n"
        f"print(*sorted({suspects!r} & sys.modules.keys()), file=sys.stderr)"
    )
    answer = python("-c", code)
    assert answer.returncode == 0
    return answer.stderr.strip()


def test_the_top_level_imports_nothing_heavy() -> None:
    assert imported_by([["--help"], ["--version"]], HEAVY) == ""


def test_the_help_of_no_command_imports_the_network_or_a_decoder() -> None:
    calls = [[name, "--help"] for name in LEAF_COMMANDS]
    assert imported_by(calls, {"mediapipe", "cv2", "av"}) == ""


def test_help_lists_every_command_with_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    for name, text in COMMANDS.items():
        assert f"{name} {text}" in shown


def test_the_version_is_the_packages(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"posecoach {version('posecoach')}\n"


def test_python_m_posecoach_is_the_same_program() -> None:
    answer = python("-m", "posecoach", "--version")
    assert answer.returncode == 0 and answer.stdout.startswith("posecoach ")


@pytest.mark.parametrize("name", LEAF_COMMANDS)
def test_every_help_has_an_example_of_a_command_that_exists(name: str) -> None:
    for path, text in helps(loaded(name), f"posecoach {name}").items():
        examples = text.partition("Example")[2]
        assert f"posecoach {name}" in examples, path


# exit codes


@pytest.mark.parametrize(
    "arguments", [["nope"], ["--nope"], ["models", "nope"], ["models", "fetch"], ["completion"]]
)
def test_wrong_usage_exits_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 2
    assert "Error:" in capsys.readouterr().err


def test_no_arguments_show_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == 2
    assert "Commands:" in capsys.readouterr().err


def test_an_error_of_ours_is_one_line_and_exits_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["models", "fetch", "giant"]) == 1
    out, err = capsys.readouterr()
    assert out == "" and err.startswith("posecoach: error: no model is called 'giant'; known: ")
    assert err.count("\n") == 1


@pytest.mark.parametrize("how", ["flag", "environment"])
def test_debugging_shows_the_traceback_as_well(how: str) -> None:
    flag = ["--debug"] if how == "flag" else []
    environment = {} if flag else {"POSECOACH_DEBUG": "1"}
    answer = python("-m", "posecoach", *flag, "models", "fetch", "giant", **environment)
    assert answer.returncode == 1
    assert "Traceback" in answer.stderr and "posecoach: error: no model is called" in answer.stderr


@pytest.mark.parametrize("value", ["", "0"])
def test_debugging_can_be_off_in_the_environment(value: str) -> None:
    answer = python("-m", "posecoach", "models", "fetch", "giant", POSECOACH_DEBUG=value)
    assert "Traceback" not in answer.stderr


def test_ctrl_c_exits_130_quietly(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(weights, "manifest", interrupted)
    assert run(["models", "list"]) == 130
    assert capsys.readouterr().err.strip() == ""


PRINTING = (  # a command whose output is still buffered when it ends
    "import sys; from posecoach.cli import run; from posecoach.pose import weights\n"
    "weights.manifest = lambda: print('buffered') or ()\n"
    "sys.exit(run(['models', 'verify']))"
)


@pytest.mark.parametrize(
    "arguments", [["-m", "posecoach", "settings", "--defaults"], ["-c", PRINTING]]
)
def test_a_reader_that_went_away_is_no_error(arguments: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    buffered = {key: value for key, value in os.environ.items() if key != "PYTHONUNBUFFERED"}
    try:
        answer = subprocess.run(
            [sys.executable, *arguments],
            stdout=writing,
            stderr=subprocess.PIPE,
            check=False,
            cwd=ROOT,
            env=buffered,
        )
    finally:
        os.close(writing)
    assert (answer.returncode, answer.stderr) == (1, b"")


# completion


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_shell_gets_a_script_that_asks_posecoach(
    shell: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["completion", shell]) == 0
    script = capsys.readouterr().out
    assert f"_POSECOACH_COMPLETE={shell}_complete" in script


def test_command_names_are_completed_without_importing_them() -> None:
    words = {"COMP_WORDS": "posecoach c", "COMP_CWORD": "1", "_POSECOACH_COMPLETE": "bash_complete"}
    answer = python("-m", "posecoach", **words)
    assert answer.stdout.split() == [
        f"plain,{name}" for name in ("calibrate", "catalog", "cameras", "completion")
    ]


def test_options_of_a_command_are_completed() -> None:
    words = {
        "COMP_WORDS": "posecoach settings --d",
        "COMP_CWORD": "2",
        "_POSECOACH_COMPLETE": "bash_complete",
    }
    assert python("-m", "posecoach", **words).stdout.split() == ["plain,--defaults"]
