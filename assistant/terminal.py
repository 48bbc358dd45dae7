"""What is written to a terminal: text from outside must not be obeyed by it."""

from __future__ import annotations

import re

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def printable(text: str) -> str:
    """The text with each control character but newline and tab, and what was no UTF-8, as U+FFFD."""
    return _CONTROLS.sub("\ufffd", text)
