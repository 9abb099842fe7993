"""Guided sessions at the camera: voice, keys, picture and history around `posecoach.sessions`."""
