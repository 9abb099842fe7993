"""What to say to the user and when: posture nudges, breaks, praise. Pure."""
