"""Knowing a person's own good posture: measuring it, limits of their own, noticing it is stale."""
