"""The form of an exercise: what its criteria are about, each one function of a body."""

from posecoach.form import head, limbs, reach, trunk
from posecoach.form.registry import MEASURES, Measure, Part, evaluate
from posecoach.form.shape import Shape, Side

REGIONS = (head, trunk, limbs, reach)  # importing them registers them

__all__ = ["MEASURES", "REGIONS", "Measure", "Part", "Shape", "Side", "evaluate"]
