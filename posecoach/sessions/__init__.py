"""Guided exercise: pure decisions about gate, hold, repetition, faults, sets and what is said."""
