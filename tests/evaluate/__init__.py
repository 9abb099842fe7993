"""Evaluation: statistics, labelled folders, rendered suites."""
