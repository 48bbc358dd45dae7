"""What people say around a request: politeness and asides at its ends, and several requests in one breath.

The words are data of each language (`fillers` in its commands.yaml).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

MOST_ASIDES = 6
"""Places at which an aside may be cut off that are tried."""
SHORTEST = 2
"""Words of an order that an aside may be cut from: "stop it is raining" is not "stop"."""


@dataclass(frozen=True, slots=True)
class Fillers:
    """The words around requests in one language."""

    before: frozenset[str]
    before_phrases: tuple[str, ...]
    after: frozenset[str]
    after_phrases: tuple[str, ...]
    keep: tuple[str, ...]
    """Beginnings that are no politeness ("right this down")."""
    keep_ends: tuple[str, ...]
    """Nor are these ends ("what is the temperature today" asks for the weather's)."""
    tails: frozenset[str]
    narrows: frozenset[str]
    orders: frozenset[str]
    no_order_after: frozenset[str]
    forbids: frozenset[str]
    between: frozenset[str]
    """They may stand between one of `forbids` and the order."""
    no_tail_after: frozenset[str]
    contractions: Mapping[str, str]
    misheard: Mapping[str, str]
    joints: re.Pattern[str]
    spaced: bool
    """Words are separated by blanks (they are not in Chinese)."""

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Fillers:
        """From a language's phrase file."""
        data: Mapping[str, Any] = document.get("fillers") or {}
        spaced = not (document.get("settings_of_hassil") or {}).get("ignore_whitespace", False)

        def words(key: str) -> frozenset[str]:
            return frozenset(str(word) for word in data.get(key, ()))

        def longest_first(key: str) -> tuple[str, ...]:
            return tuple(sorted((str(phrase) for phrase in data.get(key, ())), key=len, reverse=True))

        joints = longest_first("joints") or ("and then", "and also", "and", "then", "but")
        pattern = "|".join(re.escape(joint) for joint in joints)
        return cls(
            words("before"), longest_first("before_phrases"), words("after"), longest_first("after_phrases"),
            longest_first("keep"), longest_first("keep_ends"),
            words("tails"), words("narrows"), words("orders"), words("no_order_after"),
            words("forbids"), words("between"), words("no_tail_after"),
            {str(short): str(long) for short, long in dict(data.get("contractions") or {}).items()},
            {str(heard): str(said) for heard, said in dict(data.get("misheard") or {}).items()},
            re.compile(rf"\s+(?:{pattern})\s+" if spaced else rf"\s*(?:{pattern})\s*"), spaced,
        )  # fmt: skip

    def forms(self, text: str) -> Iterator[str]:
        """The text as it is, then without its thanks, then with all politeness taken off its ends."""
        seen: set[str] = set()
        for form in (text, self.strip(text, front=False), self.strip(text)):
            if form and form not in seen:
                seen.add(form)
                yield form

    def expand(self, text: str) -> str:
        """Contractions in full ("i'm" -> "i am"), and what is often misheard put right ("part e" -> "party")."""
        if not self.spaced:
            return text
        text = f" {' '.join(self.contractions.get(word, word) for word in text.split())} "
        for heard, said in self.misheard.items():
            if f" {heard} " in text:
                text = text.replace(f" {heard} ", f" {said} ")
        return text.strip()

    def strip(self, text: str, *, front: bool = True) -> str:
        """Take what is said out of politeness off the ends; at least one word stays."""
        gap = " " if self.spaced else ""
        words = text
        while front:
            was = words
            if words.startswith(self.keep):
                break
            for phrase in self.before_phrases:
                words = words.removeprefix(phrase + gap) or words
            for word in self._first(words):
                words = words.removeprefix(word).lstrip()
            if words == was:
                break
        while True:
            was = words
            if words.endswith(self.keep_ends):
                return words
            for phrase in self.after_phrases:
                words = words.removesuffix(gap + phrase) or words
            for word in self._last(words):
                words = words.removesuffix(word).rstrip()
            if words == was:
                return words

    def is_after(self, words: str) -> bool:
        """Whether they are nothing but politeness at an end ("thanks")."""
        return words in self.after or words in self.after_phrases

    def _first(self, words: str) -> Iterator[str]:
        if self.spaced:
            first, _, rest = words.partition(" ")
            if first in self.before and rest:
                yield first
        else:
            yield from (word for word in self.before if words.startswith(word) and len(words) > len(word))

    def _last(self, words: str) -> Iterator[str]:
        if self.spaced:
            rest, _, last = words.rpartition(" ")
            if last in self.after and rest:
                yield last
        else:
            yield from (word for word in self.after if words.endswith(word) and len(words) > len(word))

    def without_asides(self, text: str) -> Iterator[tuple[str, bool]]:
        """The text without a clause after the order, or before it, or both; the longest first.

        With each: whether the clause after it may be part of a question ("what time is it" of "what time is it there").
        """
        words = text.split()
        if not self.spaced or len(words) <= SHORTEST:
            return
        ends = [
            at
            for at in range(SHORTEST, len(words))
            if {words[at], words[at].split("'")[0]} & (self.tails | self.orders)
            and words[at - 1] not in self.no_tail_after
            and not (words[at] == "or" and words[at + 1 : at + 2] and words[at + 1][0].isdigit())  # "10 or 15 minutes"
        ]
        starts = [
            at
            for at in range(1, len(words) - 1)
            if words[at] in self.orders and words[at + 1] not in self.forbids and not self._is_reported(words[:at])
        ]
        cuts = [(0, end) for end in reversed(ends)] + [(start, len(words)) for start in starts]
        cuts += [(start, end) for start in starts for end in reversed(ends) if end - start >= SHORTEST]
        for start, end in cuts[:MOST_ASIDES]:
            piece = " ".join(words[start:end])
            narrows = end < len(words) and words[end] in self.narrows
            yield piece, narrows
            if (bare := self.strip(piece, front=bool(start))) != piece:
                yield bare, narrows

    def _is_reported(self, before: Sequence[str]) -> bool:
        """Is what follows not said to be done: "you never", "my wife said", "do not even"?"""
        if before[-1] in self.no_order_after:
            return True
        rest = [word for word in before[-4:] if word not in self.between]
        return bool(rest) and rest[-1] in self.forbids

    def breaths(self, text: str) -> list[str]:
        """The requests in one breath: "hotter and shorter" -> ["hotter", "shorter"]."""
        return [self.strip(part) for part in self.joints.split(text) if part.strip()]
