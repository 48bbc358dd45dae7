"""The recogniser's grammar (in JSGF's notation), made from the same phrase data as the commands and the starter model.

hassil's templates and JSGF agree on `(a|b)`, `[a]` and `<rule>`; lists become rules, ranges of numbers become spoken
numbers. A sentence with a wildcard (the text of a note) cannot be drawn from a grammar: `<dictated>` holds these,
with `<any>` for the wildcard, and what the general model heard is checked against it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from math import isqrt
from pathlib import Path
from typing import Any

from assistant import phrases

NUMBERS = """
<digit> = one | two | three | four | five | six | seven | eight | nine;
<teen> = ten | eleven | twelve | thirteen | fourteen | fifteen | sixteen | seventeen | eighteen | nineteen;
<tens> = twenty | thirty | forty | fifty | sixty | seventy | eighty | ninety;
<n99> = <digit> | <teen> | <tens> [<digit>];
<n100> = zero | <n99> | (a | one) hundred;
<n999> = <n99> | (a | <digit>) hundred [[and] <n99>];
<n1000> = zero | <n999> | (a | one) thousand;
<nmany> = zero | <n999> | <n999> thousand [[and] <n999>];
<year> = nineteen <n99> | two thousand [[and] <n99>] | twenty (<teen> | <tens> [<digit>] | oh <digit>);
<decimal> = (zero | <n99>) point (zero | <digit>) [zero | <digit>] | point (zero | <digit>) [zero | <digit>];
<clock> = (<digit> | ten | eleven | twelve) [<teen> | <tens> [<digit>] | oh <digit> | o'clock];
"""
"""Spoken numbers. The bounds of a list choose one of these rules."""

CARRIERS = (
    "(that makes|that is|that's|it is|it's|the answer is|the result is|i make it|i get|you get|it comes to) <number>",
    "(here you go|here it is|the result|done) <number>",
    "<number>",
)
"""Sentences that Hearth itself says, so that `hearth transcribe` understands a recorded reply."""

_REFERENCE = re.compile(r"\{([^{}]+)\}|<([^<>]+)>")
_DIGIT = re.compile(r"\d|<VOID>")
_WORD = re.compile(r"[a-z']+")
_EMPTY = re.compile(r"\(\s*\)|\[\s*\]")
_NOT_SPOKEN = re.compile(r"[\\;={}]")
"""What hassil reads and JSGF does not: escapes, any order within more brackets than one. Such a text is left out."""
_NUMBER_RULES = frozenset(re.findall(r"^<(\w+)> =", NUMBERS, re.MULTILINE))


def phrase_data(language: str = "en", own: Path | None = None) -> list[dict[str, Any]]:
    """The phrase files of a language, parsed, with the settings' names and the owner's own commands."""
    return phrases.documents(language, own)


def build(data: Iterable[Mapping[str, Any]], knows: Callable[[str], bool], prefix: str = "[jarvis]") -> str:
    """A JSGF grammar of all sentences.

    Args:
        data: phrase files in hassil's format.
        knows: whether the dictionary has a word; a sentence with another word is left out, since one such word
            would spoil the whole grammar.
        prefix: JSGF that may come before every sentence (the end of the wake word).
    """
    rules: list[str] = []
    sentences: list[str] = []
    families: list[tuple[str, list[str], int]] = []
    dictated: list[str] = []
    for number, document in enumerate(data):
        names = _Names(f"f{number}_", document)
        rules += names.definitions(knows)
        intents = [*(document.get("intents") or {}).values(), *phrases.phrases(dict(document)).values()]
        often_asked = int(document.get("often", 1))
        for intent in intents:
            before = len(sentences)
            for block in intent["data"]:
                if not (block.get("metadata") or {}).get("heard", True):
                    continue
                often = int((block.get("metadata") or {}).get("often", 1))
                local = names.with_lists(block.get("lists") or {}, rules, knows)
                for sentence in block["sentences"]:
                    if (text := local.translate(sentence)) is not None:
                        sentences += [text] * often if _known(text, knows) else []
                    elif (text := local.translate(sentence, wildcard="<any>")) is not None:
                        dictated.append(text)
            family = sentences[before:]
            del sentences[before:]
            if family:
                families.append((f"i{len(families)}", family, often_asked))
    carriers = [text.replace("<number>", "<nmany>") for text in CARRIERS] + ["<decimal>"]
    rules += [f"<{name}> = {' | '.join(f'({text})' for text in family)};\n" for name, family, _ in families]
    # A family is drawn by the root of its size: else the many ways of changing a setting would drown "tell me a joke".
    # `often`, of a block or of a whole file, says how much oftener than others people say it.
    weighted = [f"<{name}>" for name, family, weight in families for _ in range(weight * isqrt(len(family)))]
    alternatives = " |\n  ".join([*weighted, *carriers])
    head = f"#JSGF V1.0;\ngrammar hearth;\n{NUMBERS}\n{''.join(rules)}"
    free = " |\n  ".join(dict.fromkeys(dictated)) or "<VOID>"
    return f"{head}\n<dictated> = {free};\npublic <request> = {prefix} (\n  {alternatives});\n"


def words_in(grammar: str) -> set[str]:
    """The words a grammar wants pronounced."""
    body = re.sub(r"<[^<>]*>|#JSGF V1\.0;|grammar hearth;|public", " ", grammar)
    return set(_WORD.findall(body))


class _Names:
    """The lists and rules of one phrase file, under names of their own in the grammar."""

    def __init__(self, prefix: str, document: Mapping[str, Any]) -> None:
        self._prefix = prefix
        self._lists: dict[str, Any] = dict(document.get("lists") or {})
        self._rules: dict[str, str] = dict(document.get("expansion_rules") or {})
        self._fixed: dict[str, str] = {}
        self._wild: set[str] = set()

    def definitions(self, knows: Callable[[str], bool]) -> list[str]:
        """JSGF rules for the lists and expansion rules."""
        made = [line for name, spec in [*self._lists.items()] if (line := self._define_list(name, spec, knows))]
        # A rule that holds a wildcard, directly or through another, is wild too; so is one whose words are unknown.
        while True:
            bodies = {name: self.translate(text) for name, text in self._rules.items() if f"r:{name}" not in self._wild}
            known = {name: body and _only_known(body, knows) for name, body in bodies.items()}
            wild = {name for name, body in known.items() if not body or "<VOID>" in body}
            if not wild:
                break
            self._wild |= {f"r:{name}" for name in wild}
        return made + [f"<{self._prefix}r_{name}> = {body};\n" for name, body in known.items()]

    def with_lists(self, lists: Mapping[str, Any], rules: list[str], knows: Callable[[str], bool]) -> _Names:
        """These names with an intent's own lists added."""
        if not lists:
            return self
        local = _Names(f"{self._prefix}{len(rules)}_", {"lists": lists})
        rules += local.definitions(knows)
        local._rules = self._rules
        local._lists |= {name: spec for name, spec in self._lists.items() if name not in lists}
        local._fixed = {
            **{n: f"<{self._prefix}l_{n}>" for n in self._lists if n not in lists},
            **self._fixed,
            **local._fixed,
        }
        local._fixed.update({f"r:{n}": f"<{self._prefix}r_{n}>" for n in self._rules})
        local._wild |= self._wild
        return local

    def translate(self, template: str, wildcard: str = "") -> str | None:
        """A hassil template as JSGF; None when it holds a wildcard and nothing is given to stand for it."""
        missing = False

        def name(match: re.Match[str]) -> str:
            nonlocal missing
            listed, rule = match.group(1), match.group(2)
            key = listed.split(":")[0].strip() if listed else f"r:{rule.split(':')[-1].strip()}"
            if wildcard and listed and key in self._wild:
                return wildcard
            if key in self._wild or (listed and key not in self._lists) or (rule and key[2:] not in self._rules):
                missing = True
                return ""
            kind = "l" if listed else "r"
            plain = key if listed else key[2:]
            return self._fixed.get(key, f"<{self._prefix}{kind}_{plain}>")

        text = _permutations(_REFERENCE.sub(name, template.lower()))
        return None if missing or _NOT_SPOKEN.search(text) else text

    def _define_list(self, name: str, spec: Mapping[str, Any], knows: Callable[[str], bool]) -> str:
        if spec.get("wildcard"):
            heard = str(spec.get("heard", "")).lower()
            if not heard or _NOT_SPOKEN.search(heard) or not _NUMBER_RULES.issuperset(re.findall(r"<([^<>]*)>", heard)):
                self._wild.add(name)
                return ""
            return f"<{self._prefix}l_{name}> = {_only_known(heard, knows)};\n"
        if "range" in spec or "ranges" in spec:
            self._fixed[name] = _number_rule(name, spec.get("range") or spec["ranges"][0])
            return ""
        values = [value if isinstance(value, str) else value["in"] for value in spec["values"]]
        plain = [value.lower() for value in values if not _NOT_SPOKEN.search(value) and "<" not in value]
        spoken = [body for value in plain if (body := _only_known(value, knows)) and not _DIGIT.search(body)]
        if not spoken:
            del self._lists[name]  # what nobody can say is in no sentence
            return ""
        return f"<{self._prefix}l_{name}> = {' | '.join(f'({value})' for value in spoken)};\n"


def _number_rule(name: str, bounds: Mapping[str, Any]) -> str:
    """The rule for a range of numbers, by its bounds."""
    if name == "year":
        return "<year>"
    if bounds.get("fractions") or bounds.get("step", 1) != int(bounds.get("step", 1)):
        return "(<n100> | <decimal>)"
    top = bounds["to"]
    return "<n100>" if top <= 100 else "<n1000>" if top <= 1000 else "<nmany>"


def _permutations(text: str) -> str:
    """hassil's `(a;b)` (any order) becomes the orders `a b` and `b a`."""

    def swap(match: re.Match[str]) -> str:
        parts = [part.strip() for part in match.group(1).split(";")]
        return f"({' '.join(parts)} | {' '.join(reversed(parts))})"

    return re.sub(r"\(([^()]*;[^()]*)\)", swap, text)


def _known(text: str, knows: Callable[[str], bool]) -> bool:
    return all(knows(word) for word in _WORD.findall(re.sub(r"<[^<>]*>", " ", text)))


def _only_known(body: str, knows: Callable[[str], bool]) -> str:
    """A rule's body without the plain alternatives that hold an unknown word."""
    if _known(body, knows):
        return body
    previous = ""
    while previous != body:
        previous = body
        for word in set(_WORD.findall(re.sub(r"<[^<>]*>", " ", body))):
            if not knows(word):
                piece = rf"[^()|\[\]]*\b{re.escape(word)}\b[^()|\[\]]*"
                body = re.sub(rf"(?<=[(|\[]){piece}\||\|{piece}(?=[)|\]])|\[{piece}\]", "", body)
    return _EMPTY.sub("", body) if _known(body, knows) else "<VOID>"
