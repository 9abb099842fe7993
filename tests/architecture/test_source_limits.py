"""Limits that keep the source readable: STYLE 4 (import contracts: `lint-imports`)."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import posecoach

PACKAGE = Path(posecoach.__file__).parent
REPOSITORY = PACKAGE.parent
MODULES = {str(p.relative_to(PACKAGE)): p for p in sorted(PACKAGE.rglob("*.py"))}
TREES = {name: ast.parse(path.read_text("utf-8")) for name, path in MODULES.items()}
LONGEST_MODULE, LONGEST_FUNCTION, MOST_PARAMETERS = 300, 50, 6
FORBIDDEN_MODULES = {"utils", "util", "helpers", "helper", "common", "core", "manager", "misc"}
FORBIDDEN_NAMES = {"obj", "tmp", "data", "info", "foo", "process", "do_it"}
PURE = (
    "types.py",
    "joints.py",
    "metrics/",
    "rules/",
    "scores/",
    "form/",
    "exercises/",
    "sessions/",
    "activity/",
    "reminders/",
    "workday.py",
    "view.py",
    "trust.py",
    "anatomical.py",
    "smoothing.py",
    "pipeline.py",
    "pace.py",
    "economy.py",
)
IMPURE_IMPORTS = {"cv2", "av", "mediapipe", "sqlite3", "threading", "time", "datetime", "random"}

each_module = pytest.mark.parametrize("name", MODULES)


def functions(tree):
    return [it for it in ast.walk(tree) if isinstance(it, ast.FunctionDef | ast.AsyncFunctionDef)]


def imported(tree):
    """Names of the packages a module imports, anywhere in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


def at_module_level(tree):
    body = [it for it in tree.body if isinstance(it, ast.Import | ast.ImportFrom)]
    return set(imported(ast.Module(body, [])))


@each_module
def test_a_module_has_at_most_300_lines(name):
    assert len(MODULES[name].read_text("utf-8").splitlines()) <= LONGEST_MODULE


@each_module
def test_a_function_has_at_most_50_lines(name):
    long = [
        (function.name, function.end_lineno - function.lineno + 1)
        for function in functions(TREES[name])
        if function.end_lineno - function.lineno + 1 > LONGEST_FUNCTION
    ]
    assert not long


@each_module
def test_a_function_takes_at_most_6_parameters_by_position(name):
    many = [
        function.name
        for function in functions(TREES[name])
        if len(function.args.posonlyargs + function.args.args) > MOST_PARAMETERS + 1
    ]
    assert not many


@each_module
def test_only_the_command_line_prints(name):
    calls = [it for it in ast.walk(TREES[name]) if isinstance(it, ast.Call)]
    named = {it.func.id for it in calls if isinstance(it.func, ast.Name)}
    if not name.startswith("cli/"):
        assert "print" not in named
        assert not {"sys.stdout", "sys.stderr"} & {
            ast.unparse(it) for it in ast.walk(TREES[name]) if isinstance(it, ast.Attribute)
        } or name in ("stderr.py",)


@each_module
def test_no_exception_is_caught_blindly(name):
    for handler in (it for it in ast.walk(TREES[name]) if isinstance(it, ast.ExceptHandler)):
        assert handler.type is not None
        caught = {it.id for it in ast.walk(handler.type) if isinstance(it, ast.Name)}
        assert not caught & {"Exception", "BaseException"}


@each_module
def test_names_say_what_things_are(name):
    assert Path(name).stem not in FORBIDDEN_MODULES
    tree = TREES[name]
    given = {it.name for it in ast.walk(tree) if isinstance(it, ast.ClassDef)}
    given |= {function.name for function in functions(tree)}
    given |= {it.arg for it in ast.walk(tree) if isinstance(it, ast.arg)}
    given |= {
        it.id for it in ast.walk(tree) if isinstance(it, ast.Name) and isinstance(it.ctx, ast.Store)
    }
    assert not given & FORBIDDEN_NAMES
    assert not [it for it in given if re.search(r"(Manager|Helper|Utils|Factory)$", it)]


@each_module
def test_nothing_is_left_for_later(name):
    text = MODULES[name].read_text("utf-8")
    assert not re.search(r"\b(TODO|FIXME|XXX|HACK)\b", text)
    assert "NotImplementedError" not in text


@each_module
def test_every_function_is_annotated(name):
    for function in functions(TREES[name]):
        arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
        bare = [it.arg for it in arguments if it.annotation is None]
        assert function.returns is not None, function.name
        assert set(bare) <= {"self", "cls"}, function.name


@pytest.mark.parametrize("name", [name for name in MODULES if name.startswith(PURE)])
def test_the_core_is_pure(name):
    assert not set(imported(TREES[name])) & IMPURE_IMPORTS


@each_module
def test_the_two_decoders_are_never_both_loaded_by_one_module(name):
    assert not {"av", "cv2"} <= at_module_level(TREES[name])


def test_mediapipe_is_known_to_one_module_only():
    users = {name for name, tree in TREES.items() if "mediapipe" in set(imported(tree))}
    assert users <= {"pose/landmarker.py", "checkup.py"}


def test_only_the_command_line_catches_our_errors():
    catching = {
        name
        for name, tree in TREES.items()
        for handler in ast.walk(tree)
        if isinstance(handler, ast.ExceptHandler)
        and handler.type is not None
        and "PosecoachError" in ast.unparse(handler.type)
    }
    # the check-up turns errors into findings
    assert catching <= {"cli/__init__.py", "cli/analyze.py", "checkup.py"}


def test_content_is_not_code():
    assert not list((PACKAGE / "library").rglob("*.py"))
