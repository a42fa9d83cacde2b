"""Hypothesis draws the same examples on every run, and a busy machine fails nothing."""

from hypothesis import settings

settings.register_profile("same examples", derandomize=True, deadline=None)
settings.load_profile("same examples")
