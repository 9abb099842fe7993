"""Measurements. To add one, write a function in the module for its body region."""

from posecoach.metrics import arms, head, hips, legs, screen, shoulders, trunk
from posecoach.metrics.body import Body
from posecoach.metrics.registry import FRONT, METRICS, QUANTITIES, SIDE, Metric, measure

REGIONS = (head, shoulders, trunk, arms, hips, legs, screen)  # importing them registers them

__all__ = ["FRONT", "METRICS", "QUANTITIES", "REGIONS", "SIDE", "Body", "Metric", "measure"]
