"""Judges what the assistant did against what a person wanted, from the events of one turn.

An expectation is a mapping with `kind` first, as in {"kind": "timer", "seconds": 720, "label": None}. None in `label`,
`by`, `player`, `preset` and `name` means: not checked. Numbers are compared as whole tokens, so 42 is not in 42.9.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from assistant.events import Event, Sentence, ToolCall, ToolResult
from assistant.think.numbers import normalise

_TEXT = re.compile(r"[^a-z0-9.]+")
_SORRY = re.compile(
    r"\b(sorry|afraid|can't|cannot|can not|don't know|do not know|don't have|do not have|unable|no idea|not able"
    r"|beyond me|not something|never learned|don't|not know|outside)\b"
)


def judge(expect: Mapping[str, Any], events: Sequence[Event]) -> bool:
    """Does what happened meet the expectation?"""
    results = [event for event in events if isinstance(event, ToolResult)]
    said = " ".join(event.text for event in events if isinstance(event, Sentence))
    kind = expect["kind"]
    if kind in ("answer", "convert"):
        shown = [said, *(str(result.data.get("output", "")) for result in results)]
        return bool(results) and any(_holds(text, wanted) for text in shown for wanted in expect["any"])
    if kind == "program_output":
        outputs = [str(result.data.get("output", "")) for result in results]
        return any(_same(output, wanted, expect.get("normalise", "")) for output in outputs for wanted in expect["any"])
    if kind in ("smalltalk", "decline"):
        calls = any(isinstance(event, ToolCall) for event in events)
        return not calls and bool(said) and bool(_SORRY.search(said.lower())) == (kind == "decline")
    return any(_matches(expect, result.data) for result in results)


def _matches(expect: Mapping[str, Any], data: Mapping[str, Any]) -> bool:
    kind = expect["kind"]
    if kind == "control" and expect["action"] in ("louder", "quieter") and data.get("name") == "volume":
        return data.get("direction") == ("up" if expect["action"] == "louder" else "down")
    if data.get("kind") != kind:
        return False
    for key, wanted in expect.items():
        if key == "kind" or wanted is None:
            continue
        got = data.get(key)
        if key == "contains":
            text = str(data.get("text") or data.get("items") or "").lower()
            if not all(part.lower() in text for part in wanted):
                return False
        elif isinstance(wanted, int | float):
            if not isinstance(got, int | float) or abs(got - wanted) > 1e-6:
                return False
        elif str(got).lower() != str(wanted).lower():
            return False
    return True


def _holds(text: str, wanted: str) -> bool:
    """Is `wanted` in `text` as whole words, read as digits or as written?"""
    for form in (str, normalise):
        inside = f" {_tokens(form(text.lower().replace(',', '')))} "
        if f" {_tokens(form(wanted.lower().replace(',', '')))} " in inside:
            return True
    return False


def _tokens(text: str) -> str:
    return " ".join(word.strip(".") for word in _TEXT.sub(" ", text).split() if word.strip("."))


def _same(output: str, wanted: str, how: str) -> bool:
    if how == "digits":
        got = re.findall(r"\d+", output)
        want = re.findall(r"\d+", wanted)
    else:
        got = re.sub(r"[,\[\]]", " ", output.lower()).split()
        want = re.sub(r"[,\[\]]", " ", wanted.lower()).split()
    size = len(want)
    return any(got[i : i + size] == want for i in range(len(got) - size + 1))
