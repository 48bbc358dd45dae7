"""What may stand in the owner's commands.yaml: shapes, and sentences that hassil can read.

Whoever uses the file (the commands, the recogniser's grammar, `hearth commands`) may then take it as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

SECTIONS = ("phrases", "intents", "lists", "expansion_rules")
MAPPINGS = ("slots", "lists", "expansion_rules", "requires_context", "excludes_context")
"""Parts of a block that hold names."""
MOST_OFTEN = 100
"""`often` repeats a sentence in the recogniser's grammar."""
_REFERENCE = re.compile(r"(\{)([^{}:]+)[^{}]*\}|(<)([^<>:]+)[^<>]*>")


def mistakes(found: Mapping[Any, Any], base: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong in the file, as the end of a sentence; what comes after the first relies on its being right.

    Args:
        found: the file.
        base: the commands of its language, whose lists and rules it may use.
    """
    unknown = [str(name) for name in found if name not in ("language", *SECTIONS)]
    if unknown:
        yield f"there is an unknown section {min(unknown)!r}"
    for section in SECTIONS:
        content = found.get(section) or {}
        if not isinstance(content, dict):
            yield f"{section} must be a mapping"
        for name in content if section != "phrases" else ():
            if not isinstance(name, str):
                yield f"the name {name!r} in {section} must be text: put it in quotes"
    for sentence, said in (found.get("phrases") or {}).items():
        if not isinstance(sentence, str) or not isinstance(said, str):
            yield f"the phrase {sentence!r} must say what to do"
        yield from _unreadable(sentence)
    yield from _in_lists(found.get("lists") or {})
    yield from _in_rules(found.get("expansion_rules") or {})
    for name, intent in (found.get("intents") or {}).items():
        data = intent.get("data") if isinstance(intent, dict) else None
        for block in data if isinstance(data, list) and data else [None]:
            yield from _in_block(name, block, base.get("splits") or {})
    yield from _circles(_merged(found, base, "lists"), _merged(found, base, "expansion_rules"))


def _merged(found: Mapping[Any, Any], base: Mapping[str, Any], section: str) -> dict[str, Any]:
    return {**(base.get(section) or {}), **(found.get(section) or {})}


def _in_block(intent: str, block: Any, splits: Mapping[str, Any]) -> Iterator[str]:
    sentences = block.get("sentences") if isinstance(block, dict) else None
    metadata = block.get("metadata") if isinstance(block, dict) else None
    if (
        not isinstance(sentences, list)
        or not sentences
        or not all(isinstance(sentence, str) for sentence in sentences)
        or not isinstance(metadata, dict)
        or not isinstance(metadata.get("tool"), str)
    ):
        yield f"the intent {intent} needs sentences, and metadata with a tool"
        return
    for part in MAPPINGS:
        if part in block and not isinstance(block[part], dict):
            yield f"{part} in the intent {intent} must be a mapping"
    yield from _in_lists(block.get("lists") or {})
    yield from _in_rules(block.get("expansion_rules") or {})
    yield from _circles(block.get("lists") or {}, block.get("expansion_rules") or {})
    for sentence in sentences:
        yield from _unreadable(sentence)
    often = metadata.get("often", 1)
    if not _whole(often) or not 1 <= often <= MOST_OFTEN:
        yield f"often in the intent {intent} must be a whole number from 1 to {MOST_OFTEN}"
    for key in ("during", "unit", "say"):
        if not isinstance(metadata.get(key, ""), str):
            yield f"{key} in the intent {intent} must be text"
    try:
        re.compile(metadata.get("unit", ""))
    except re.error as error:
        yield f"unit in the intent {intent} is no regular expression: {error}"
    if "split" in metadata and metadata["split"] not in [*splits]:
        yield f"split in the intent {intent} cannot be {metadata['split']!r}"


def _in_rules(rules: Mapping[str, Any]) -> Iterator[str]:
    for name, text in rules.items():
        if not isinstance(text, str):
            yield f"the rule {name} must be text"
        yield from _unreadable(text)


def _in_lists(lists: Mapping[str, Any]) -> Iterator[str]:
    for name, spec in lists.items():
        kinds = f"the list {name} must have values, a range, or wildcard: true"
        if not isinstance(spec, dict):
            yield kinds
        if "values" in spec:
            values = spec["values"] if isinstance(spec["values"], list) else []
            texts: list[Any] = [value.get("in") if isinstance(value, dict) else value for value in values]
            if not texts or not all(isinstance(text, str) for text in texts):
                yield f"the values of the list {name} must be texts: put each in quotes"
            for text in texts:
                yield from _unreadable(text)
        elif "range" in spec:
            bounds = spec["range"]
            if not isinstance(bounds, dict) or not all(_whole(bounds.get(key, 1)) for key in ("from", "to", "step")):
                yield f"the range of the list {name} needs whole numbers, from and to"
        elif spec.get("wildcard") is not True:
            yield kinds
        if "heard" in spec:
            if not isinstance(spec["heard"], str):
                yield f"heard in the list {name} must be text"
            yield from _unreadable(spec["heard"])
        yield from _refused(name, spec)


def _refused(name: str, spec: Mapping[str, Any]) -> Iterator[str]:
    """What hassil itself says against a list."""
    from hassil import Intents

    try:
        Intents.from_dict({"language": "en", "intents": {}, "lists": {name: spec}})
    except Exception as error:  # noqa: BLE001  hassil raises its own and built-in errors
        yield f"the list {name} cannot be read: {error}"


def _unreadable(sentence: str) -> Iterator[str]:
    from hassil.parse_expression import parse_sentence

    if not sentence.strip():
        yield "a sentence is empty"
    try:
        parse_sentence(sentence)
    except Exception as error:  # noqa: BLE001  hassil's parser raises its own and built-in errors
        yield f"the sentence {sentence!r} cannot be read: {error}"


def _circles(lists: Mapping[str, Any], rules: Mapping[str, str]) -> Iterator[str]:
    """A rule or list that stands in itself, through however many others: nothing that reads it would end."""
    inside: dict[str, set[str]] = {f"<{name}>": _references(text) for name, text in rules.items()}
    for name, spec in lists.items():
        texts = [value if isinstance(value, str) else value["in"] for value in spec.get("values") or ()]
        inside[f"{{{name}}}"] = set().union(*map(_references, texts))
    for name in inside:
        reached, new = set[str](), set(inside[name])
        while new:
            reached |= new
            new = set().union(*(inside.get(other, set()) for other in new)) - reached
        if name in reached:
            yield f"{name} stands in itself"


def _references(text: str) -> set[str]:
    found = _REFERENCE.finditer(text)
    return {f"{{{match[2].strip()}}}" if match[1] else f"<{match[4].strip()}>" for match in found}


def _whole(number: Any) -> bool:
    return isinstance(number, int) and not isinstance(number, bool)
