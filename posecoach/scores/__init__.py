"""Numbers about posture, from numbers about the body. Pure."""
