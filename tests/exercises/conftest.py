"""Tests of the catalogue may spoil a good file."""

from tests.exercise_files import exercise_file as exercise_file
