"""The recogniser's grammar: made from the commands' own sentences, and whatever it draws is one of them."""

from __future__ import annotations

import re

import pytest

from assistant.hear import grammar, ngrams
from assistant.think.commands import Commands

SMALL = {
    "intents": {
        "A": {"data": [{"sentences": ["(turn|switch) [the] light {state}", "<please> stop", "note {text}"]}]},
        "B": {"data": [{"sentences": ["wait {minutes} minutes"]}]},
    },
    "lists": {
        "state": {"values": ["on", {"in": "off", "out": "0"}, "zzz"]},
        "text": {"wildcard": True},
        "minutes": {"range": {"from": 0, "to": 100}},
    },
    "expansion_rules": {"please": "[please|kindly]"},
}


def knows(word: str) -> bool:
    return word != "zzz"


@pytest.fixture(scope="module")
def small() -> ngrams.Grammar:
    return ngrams.Grammar(grammar.build([SMALL], knows))


@pytest.mark.parametrize(
    ("said", "allowed"),
    [
        ("turn the light on", True),
        ("jarvis switch light off", True),
        ("kindly stop", True),
        ("wait twenty three minutes", True),
        ("the answer is three hundred and ninety one", True),
        ("turn the light zzz", False),
        ("turn the light", False),
        ("note buy milk", False),
        ("wait minutes", False),
        ("", False),
    ],
)
def test_what_the_grammar_allows(small: ngrams.Grammar, said: str, allowed: bool) -> None:
    assert small.accepts(said.split()) is allowed


def test_free_text_is_checked_apart(small: ngrams.Grammar) -> None:
    assert small.accepts(["note", "buy", "milk"], "dictated")
    assert not small.accepts(["buy", "milk"], "dictated")


def test_what_is_drawn_is_allowed(small: ngrams.Grammar) -> None:
    drawn = [small.draw() for _ in range(300)]
    assert all(small.accepts(words) for words in drawn)
    assert len({" ".join(words) for words in drawn}) > 50


def test_the_trigrams_are_a_distribution(small: ngrams.Grammar) -> None:
    """For a history that was seen, the probabilities of all words that may follow add up to one."""
    text = ngrams.arpa(small.draw() for _ in range(2000))
    logs: dict[tuple[str, ...], float] = {}
    weights: dict[tuple[str, ...], float] = {}
    for line in text.splitlines():
        if re.match(r"-?\d+\.\d+\t", line):
            value, words, *rest = line.split("\t")
            gram = tuple(words.split(" "))
            logs[gram] = float(value)
            if rest:
                weights[gram] = float(rest[0])

    def probability(gram: tuple[str, ...]) -> float:
        if gram in logs:
            return float(10 ** logs[gram])
        return float(10 ** weights.get(gram[:-1], 0.0)) * probability(gram[1:])

    vocabulary = [gram[0] for gram in logs if len(gram) == 1 and gram != ("<s>",)]
    for history in (("<s>",), ("<s>", "turn"), ("the", "light")):
        assert sum(probability((*history, word)) for word in vocabulary) == pytest.approx(1.0, abs=0.02)


@pytest.fixture(scope="module")
def whole() -> ngrams.Grammar:
    import pocketsphinx

    from assistant.hear.stt_pocketsphinx import PRONUNCIATIONS

    decoder = pocketsphinx.Decoder(lm=None, loglevel="FATAL")
    text = grammar.build(
        grammar.phrase_data(), lambda word: word in PRONUNCIATIONS or decoder.lookup_word(word) is not None
    )
    return ngrams.Grammar(text)


def test_the_real_grammar_holds_what_people_say(whole: ngrams.Grammar) -> None:
    for said in (
        "what is seventeen times twenty three",
        "write a program that prints the first ten primes",
        "set the temperature to one point two",
        "tell me a joke",
        "undo that",
    ):
        assert whole.accepts(said.split()), said
    for said in ("the the the", "seventeen elephants", "write a novel about my aunt"):
        assert not whole.accepts(said.split()), said


def test_most_drawn_sentences_are_commands(whole: ngrams.Grammar) -> None:
    """Both are made from one file: a command that the grammar lets through is one that the parser knows."""
    commands = Commands.load()
    data = grammar.phrase_data()
    [commands_only] = [document for document in data if "Timer" in document["intents"]]
    own = ngrams.Grammar(grammar.build([commands_only], whole_words(whole).__contains__))
    drawn = [" ".join(own.draw()).removeprefix("jarvis ") for _ in range(300)]
    own_sentences = [
        said for said in drawn if not re.match(r"(that|it|the (answer|result)|i (make|get)|you get)\b", said)
    ]
    missed = [said for said in own_sentences if commands.recognise(said) is None]
    assert len(missed) < 0.12 * len(own_sentences), "\n".join(missed)


def whole_words(whole: ngrams.Grammar) -> set[str]:
    found: set[str] = set()

    def walk(node: object) -> None:
        if isinstance(node, tuple):
            kind, value = node
            if kind == "word":
                found.add(str(value))
            else:
                walk(value)
        elif isinstance(node, list):
            for part in node:
                walk(part)

    for rule in whole._rules.values():
        walk(rule)
    return found
