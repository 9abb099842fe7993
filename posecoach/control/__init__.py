"""Talking to the running coach: a socket only this user can open, one JSON line each way."""
