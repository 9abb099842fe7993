"""The rule engine and coach behind posecoach, as a library."""
