"""A small template language for training text, in hassil's syntax.

`(a|b)` one of, `[a]` perhaps, `<name>` one of the lexicon's words, `{slot}` a value the family supplies.
A template is parsed once and sampled many times.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from training.lexicon import LEXICON

Node = Callable[[random.Random, Mapping[str, str]], str]
_TOKEN = re.compile(r"[()\[\]|]|<[a-z_]+>|\{[a-z0-9_]+\}|[^()\[\]|<{]+")


def _sequence(tokens: list[str], closing: str) -> Node:
    options: list[list[Node]] = [[]]
    while tokens:
        token = tokens.pop(0)
        if token == closing:
            break
        if token == "|":
            options.append([])
        elif token == "(":
            options[-1].append(_sequence(tokens, ")"))
        elif token == "[":
            options[-1].append(_perhaps(_sequence(tokens, "]")))
        elif token[0] == "<":
            options[-1].append(parse(LEXICON[token[1:-1]]))
        elif token[0] == "{":
            options[-1].append(_slot(token[1:-1]))
        else:
            options[-1].append(_text(token))
    return _choice([_join(option) for option in options])


def _text(text: str) -> Node:
    return lambda _rng, _slots: text


def _slot(name: str) -> Node:
    return lambda _rng, slots: slots[name]


def _perhaps(node: Node) -> Node:
    return lambda rng, slots: node(rng, slots) if rng.random() < 0.5 else ""


def _join(nodes: Sequence[Node]) -> Node:
    return lambda rng, slots: "".join(node(rng, slots) for node in nodes)


def _choice(nodes: Sequence[Node]) -> Node:
    if len(nodes) == 1:
        return nodes[0]
    return lambda rng, slots: rng.choice(nodes)(rng, slots)


@cache
def parse(template: str) -> Node:
    """The template as a function of a random source and slot values."""
    tokens = _TOKEN.findall(template)
    if "".join(tokens) != template:
        raise ValueError(f"bad template: {template!r}")
    return _sequence(tokens, "")


def sample(template: str, rng: random.Random, slots: Mapping[str, str] | None = None) -> str:
    """One sentence of the template, blanks squeezed.

    Raises: KeyError when the template names a slot or word that is not given.
    """
    return " ".join(parse(template)(rng, slots or {}).split())
