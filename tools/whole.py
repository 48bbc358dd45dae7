"""Text that can be written: without halves of a character (lone surrogates).

JSON may carry one ("\\ud83d"), and a server may cut an emoji between its two. Neither UTF-8 nor SQLite takes one, so a
single half that is remembered would make every later turn fail. Halves that meet are joined, others become U+FFFD.
"""

from __future__ import annotations

from typing import Any


def whole(text: str) -> str:
    """The text without halves of a character."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def whole_value(value: Any) -> Any:
    """A JSON value, each text in it made whole."""
    if isinstance(value, str):
        return whole(value)
    if isinstance(value, dict):
        return {whole_value(key): whole_value(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [whole_value(inner) for inner in value]
    return value


class Joiner:
    """Makes whole a text that comes in pieces: a first half at the end of one waits for the next."""

    def __init__(self) -> None:
        self._half = ""

    def feed(self, piece: str) -> str:
        """What is certain now."""
        text = self._half + piece
        self._half = text[-1:] if "\ud800" <= text[-1:] <= "\udbff" else ""
        return whole(text.removesuffix(self._half))

    def finish(self) -> str:
        """What remains at the end."""
        half, self._half = self._half, ""
        return whole(half)
