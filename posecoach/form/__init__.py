"""The form of an exercise: what its criteria are about, each one function of a body."""

from posecoach.form.registry import MEASURES, Measure, Part, evaluate

__all__ = ["MEASURES", "Measure", "Part", "evaluate"]
