"""The version, importable without anything else; the build reads it from here."""

VERSION = "0.1.0"
