"""The weekly plan: targets, what was measured or stated of them, and the one next thing to do."""
