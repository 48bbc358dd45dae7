"""Waiting for what happens in the background."""

from __future__ import annotations

import time
from collections.abc import Callable

HUNG = 30.0
"""Seconds. What is ended soon has ended by then on a loaded machine too; what is not goes on for 60 or for ever."""


def wait_until(true: Callable[[], bool], seconds: float = 30.0) -> None:
    """Return as soon as it is true; fail when it is not within the time."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.02)
