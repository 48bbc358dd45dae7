"""A trigram language model from a grammar: sentences are drawn from it with a fixed seed and counted.

Decoding a JSGF grammar of this size with pocketsphinx takes longer than the speech itself (0.9 to 1.5 times it); a
trigram model of the same sentences takes a twentieth of real time. What the trigrams string together and the grammar
does not allow is then sorted out by `Grammar.accepts`.
"""

from __future__ import annotations

import math
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable

SENTENCES = 80_000
"""Sentences drawn: every third word of a spoken number below a thousand then has been seen."""
DISCOUNT = 0.3
"""Taken off every count and given to unseen words (absolute discounting, Ney et al. 1994)."""

ANY = "any"
"""A rule that any words match; it cannot be drawn from."""

_TOKEN = re.compile(r"<[^<>]+>|[()\[\]|]|[^\s()\[\]|<>]+")
Node = tuple[str, object]


class Grammar:
    """A JSGF grammar that sentences can be drawn from and checked against."""

    def __init__(self, jsgf: str, seed: int = 0) -> None:
        self._random = random.Random(seed)
        self._rules: dict[str, Node] = {}
        for name, body in re.findall(r"(?:public )?<([^<>]+)> = (.*?);", jsgf, re.DOTALL):
            tokens = _TOKEN.findall(body)
            node, rest = _alternatives(tokens, 0)
            assert rest == len(tokens), f"unbalanced rule {name}"
            self._rules[name] = node

    def draw(self, rule: str = "request") -> list[str]:
        """The words of one sentence."""
        words: list[str] = []
        self._walk(self._rules[rule], words)
        return words

    def accepts(self, words: list[str], rule: str = "request") -> bool:
        """Whether the grammar allows exactly these words."""
        seen: dict[tuple[str, int], frozenset[int]] = {}
        return len(words) in self._ends(self._rules[rule], words, 0, seen)

    def _ends(
        self, node: Node, words: list[str], at: int, seen: dict[tuple[str, int], frozenset[int]]
    ) -> frozenset[int]:
        """Where a match of `node` that begins at `at` may end."""
        kind, value = node
        if kind == "word":
            return frozenset([at + 1]) if at < len(words) and words[at] == value else frozenset()
        if kind == "rule" and value == ANY:
            return frozenset(range(at + 1, len(words) + 1))
        if kind == "rule":
            key = (str(value), at)
            if key not in seen:
                seen[key] = self._ends(self._rules[str(value)], words, at, seen)
            return seen[key]
        if kind == "optional":
            return self._ends(value, words, at, seen) | {at}  # type: ignore[arg-type]
        assert isinstance(value, list)
        if kind == "any":
            return frozenset().union(*(self._ends(part, words, at, seen) for part in value))
        ends = frozenset([at])
        for part in value:
            ends = frozenset().union(*(self._ends(part, words, end, seen) for end in ends))
            if not ends:
                break
        return ends

    def _walk(self, node: Node, words: list[str]) -> None:
        kind, value = node
        if kind == "word":
            words.append(str(value))
        elif kind == "rule":
            self._walk(self._rules[str(value)], words)
        elif kind == "optional":
            if self._random.random() < 0.5:
                self._walk(value, words)  # type: ignore[arg-type]
        elif kind == "any":
            assert isinstance(value, list)
            self._walk(self._random.choice(value), words)
        else:
            assert isinstance(value, list)
            for part in value:
                self._walk(part, words)


def _alternatives(tokens: list[str], at: int) -> tuple[Node, int]:
    options: list[Node] = []
    sequence: list[Node] = []
    while at < len(tokens) and tokens[at] not in ")]":
        token = tokens[at]
        if token == "|":
            options.append(("all", sequence))
            sequence = []
        elif token in "([":
            inner, at = _alternatives(tokens, at + 1)
            sequence.append(inner if token == "(" else ("optional", inner))
        elif token.startswith("<"):
            sequence.append(("rule", token[1:-1]))
        else:
            sequence.append(("word", token))
        at += 1
    options.append(("all", sequence))
    return (options[0] if len(options) == 1 else ("any", options)), at


def arpa(sentences: Iterable[list[str]]) -> str:
    """A trigram model in ARPA's format."""
    counts: list[Counter[tuple[str, ...]]] = [Counter(), Counter(), Counter()]
    for words in sentences:
        marked = ["<s>", *words, "</s>"]
        for n in (1, 2, 3):
            counts[n - 1].update(tuple(marked[i : i + n]) for i in range(len(marked) - n + 1))
    counts[0][("<s>",)] = 0
    total = sum(counts[0].values())
    probability: list[dict[tuple[str, ...], float]] = [
        {gram: count / total for gram, count in counts[0].items()},
        {},
        {},
    ]
    weights: list[dict[tuple[str, ...], float]] = [{}, {}]
    for n in (2, 3):
        by_history: dict[tuple[str, ...], list[tuple[tuple[str, ...], int]]] = defaultdict(list)
        for gram, count in counts[n - 1].items():
            by_history[gram[:-1]].append((gram, count))
        for history, grams in by_history.items():
            seen = sum(count for _, count in grams)
            for gram, count in grams:
                probability[n - 1][gram] = (count - DISCOUNT) / seen
            kept = DISCOUNT * len(grams) / seen
            lower = sum(probability[n - 2].get(gram[1:], 0.0) for gram, _ in grams)
            weights[n - 2][history] = kept / max(1e-9, 1.0 - lower)
    lines = ["\\data\\", *(f"ngram {n}={len(probability[n - 1])}" for n in (1, 2, 3))]
    for n in (1, 2, 3):
        lines.append(f"\n\\{n}-grams:")
        for gram, value in sorted(probability[n - 1].items()):
            weight = weights[n - 1].get(gram) if n < 3 else None
            tail = f"\t{_log(weight):.4f}" if weight is not None else ""
            lines.append(f"{_log(value):.4f}\t{' '.join(gram)}{tail}")
    return "\n".join([*lines, "\n\\end\\\n"])


def _log(value: float) -> float:
    return math.log10(value) if value > 1e-10 else -10.0
