"""What the body is doing: sitting, standing, lying, away. Pure."""
