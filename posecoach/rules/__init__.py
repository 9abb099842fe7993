"""Numbers to verdicts, events and the score. Pure."""
