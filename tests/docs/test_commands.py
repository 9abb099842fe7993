"""Every command is there, explained with examples, and in the README; what the README says runs."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

import posecoach
from posecoach.cli import COMMANDS, cli

README = Path(posecoach.__file__).parent.parent / "README.md"
readme_there = pytest.mark.skipif(not README.exists(), reason="README.md is not written yet")
each_command = pytest.mark.parametrize("name", COMMANDS)
LONGEST_LINE = 80
# what may follow a command in an example without being an option or argument of it
SHELL = {"|", ">", "<", "&&", ";"}


def command(name: str) -> click.Command:
    found = cli.get_command(click.Context(cli), name)
    assert found is not None
    return found


def text_of(it: click.Command) -> str:
    return it.get_help(click.Context(it, info_name="posecoach"))


def examples(text: str) -> list[str]:
    """The lines that call posecoach, without prompt and comment."""
    lines = (re.sub(r"\s+#.*|\s{3,}\S.*", "", line.strip()) for line in text.splitlines())
    return [line for line in lines if line.startswith("posecoach ")]


def check(line: str) -> None:
    """Fail unless a command line names a command, and options that it has."""
    words = shlex.split(line)[1:]
    ends = [words.index(mark) for mark in SHELL if mark in words]
    words = words[: min(ends, default=len(words))]
    it: click.Command = cli
    while words and isinstance(it, click.Group) and not words[0].startswith("-"):
        context = click.Context(it)
        found = it.get_command(context, words[0])
        if words[0] == "COMMAND":
            return
        assert found is not None, f"{line}: there is no command {words[0]}"
        it, words = found, words[1:]
    known = {"--help", "-h", "--version"}
    known |= {option for each in it.params for option in (*each.opts, *each.secondary_opts)}
    for word in words:
        if word.startswith("-"):
            assert word.partition("=")[0] in known, f"{line}: there is no option {word}"


def leaves(it: click.Command, path: tuple[str, ...] = ()) -> list[tuple[str, click.Command]]:
    """A command, or every command of a group."""
    if not isinstance(it, click.Group):
        return [(" ".join(path), it)]
    found = []
    for name in it.list_commands(click.Context(it)):
        below = it.get_command(click.Context(it), name)
        assert below is not None, f"posecoach {' '.join((*path, name))} has no module"
        found += leaves(below, (*path, name))
    return found


@each_command
def test_every_command_has_a_module_and_a_line_that_says_what_it_does(name):
    assert isinstance(command(name), click.Command)
    line = COMMANDS[name]
    assert line[0].isupper()
    assert line.endswith(".")
    assert len(line) <= LONGEST_LINE - 16


@each_command
def test_every_help_has_examples_that_are_right(name):
    lines = examples(text_of(command(name)))
    assert lines
    for line in lines:
        check(line)
    assert name in {line.split()[1] for line in lines}


@each_command
def test_every_option_is_explained(name):
    for path, it in leaves(command(name), (name,)):
        for parameter in it.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, f"{path} {parameter.opts}"


def test_the_examples_of_posecoach_itself_are_right():
    lines = examples(text_of(cli))
    assert len(lines) >= 3
    for line in lines:
        check(line)


@readme_there
@each_command
def test_the_readme_names_every_command(name):
    assert f"posecoach {name}" in README.read_text("utf-8")


@readme_there
def test_every_command_line_of_the_readme_is_right():
    text = README.read_text("utf-8")
    blocks = re.findall(r"```\w*\n(.*?)```", text, re.S)
    lines = [line for block in blocks for line in examples(block)]
    lines += re.findall(r"`(posecoach [^`.\[|]+)`", text)  # not those with gaps to fill in
    assert len(lines) > 5
    for line in lines:
        check(line)


@readme_there
def test_pictures_and_files_the_readme_points_to_are_there():
    text = README.read_text("utf-8")
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (README.parent / target).exists(), target
