"""The version, importable without anything else; pyproject.toml states the same (tested)."""

VERSION = "0.1.0"
