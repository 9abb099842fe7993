"""How fast posecoach is here: `python -m benchmarks`. See benchmarks/README.md."""
