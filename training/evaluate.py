"""Measures a starter model: what it writes for requests that were not in its training data, and how wild it grows.

What the whole assistant makes of people's requests is measured by everyday.py.
"""

from __future__ import annotations

import random
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.engines import CallPart, Message, Sampling, TextPart
from assistant.models.registry import ModelFile
from assistant.think import starter
from assistant.think.llm import LlamaChatModel
from assistant.think.plausible import has_all_numbers
from training import calc, programs
from training.data import (
    FAILED,
    MADE_FROM,
    PRINTED,
    RESULT,
    Exchange,
    code_exchange,
    conversations,
    exchange,
    follow_up,
)
from training.talk import CANNOT, CONFUSED, DECLINES, KINDS

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

DRAWS = 1000
"""Requests of each kind."""
PER_FAMILY = 20
"""Requests of each family of programs."""
TEST_SEED = 90_001
MEGABYTES = 25
FIRST_WORD_SECONDS = 0.1

GUESSES = frozenset(("yes", "no", "even", "odd", "heads", "tails", "True", "False"))
"""What a program that is wrong prints every other time."""
Progress = Callable[[str, int, int], None]
"""What is measured, how many are done, of how many."""
Printed = Callable[[str], str | None]
"""What a program prints, run where it can do no harm; None when it fails. Chance is the same for the same program."""


@dataclass(frozen=True)
class Score:
    """How many of `count` were `good`, and what share is wanted; for counts of mistakes, what share is bearable."""

    name: str
    good: int
    count: int
    wanted: float
    at_most: bool = False
    wrong: tuple[str, ...] = ()
    """The ones that were not, for people to read."""

    @property
    def share(self) -> float:
        """Of good ones, 0 to 1."""
        return self.good / self.count if self.count else 0.0

    @property
    def met(self) -> bool:
        """Is it as good as wanted?"""
        return self.share <= self.wanted if self.at_most else self.share >= self.wanted


def alone(model: Path, known: AbstractSet[str], draws: int, progress: Progress, printed: Printed) -> Iterator[Score]:
    """Measure the model by itself, drawn as the assistant draws it.

    Args:
        model: the GGUF file.
        known: the requests in its training data, which are no test.
        draws: requests of each kind.
        progress: told of every request.
        printed: runs programs that are not the wanted ones to the letter.
    """
    chat = LlamaChatModel(ModelFile(model), context=1024, threads=1, prompt=256)
    try:
        met = {word for text in known for word in text.split()}
        for name, test, of_known_words, wanted, count in (
            ("trained phrasings, new draws", False, None, 0.97, draws),
            ("phrasings held out, of known words", True, True, 0.85, draws),
            ("phrasings held out, with a word it never met", True, False, 0.0, draws // 10),
        ):
            drawn = draws_of(count, known, test=test, met=met, of_known_words=of_known_words)
            yield _judged(name, chat, [([], one) for one in drawn], wanted, progress, printed)
        yield _judged("follow-ups to a sum", chat, list(_follow_ups(draws // 5)), 0.9, progress, printed)
        yield _results(chat, draws // 5, progress)
        yield from _families(chat, known, progress, printed)
    finally:
        chat.close()


def known_requests(progress: Progress, made_from: tuple[int, int] = MADE_FROM) -> frozenset[str]:
    """What users say in the training data of a seed and a number of conversations; some minutes of work."""
    seed, count = made_from
    found: set[str] = set()
    for number, conversation in enumerate(conversations(count, seed)):
        found.update(one.user for one in conversation)
        if number % 500 == 0:
            progress("the training data, to leave it out", number, count)
    return frozenset(found)


def first_word(model: Path, times: int = 21) -> float:
    """Seconds from a request to the first word of the answer: the median of `times` loaded runs."""
    chat = LlamaChatModel(ModelFile(model), context=1024, threads=1, prompt=256)
    took = []
    try:
        for number in range(times + 1):
            began = time.perf_counter()
            for part in chat.stream([Message("user", f"how are you {number}")], (), Sampling(seed=1, max_tokens=24)):
                if isinstance(part, TextPart):
                    took.append(time.perf_counter() - began)
                    break
    finally:
        chat.close()
    return statistics.median(took[1:])


def right(wanted: Exchange, words: str, calls: Sequence[CallPart], printed: Printed) -> bool:
    """Exactly the wanted call and nothing said; or no call, and an answer of its kind (any refusal refuses).

    A program is the wanted one, too, when it has all numbers that were said and prints the same: `3 + 7` is
    `sum([3, 7])`. Not where a guess would do: one of two words, or one digit of a program about words.
    """
    if wanted.call is None:
        return not calls and words in _answers(wanted.family)
    if words or [call.tool for call in calls] != [wanted.call["name"]]:
        return False
    [got], expected = calls, wanted.call["arguments"]
    if got.arguments == expected:
        return True
    if got.tool != "run_python" or got.arguments.keys() != expected.keys():
        return False
    output = printed(expected["code"])
    if not output or output in GUESSES or (len(output) == 1 and "'" in expected["code"]):
        return False
    return has_all_numbers(wanted.user, got) and output == printed(str(got.arguments["code"]))


def answer(model: LlamaChatModel, messages: Sequence[Message]) -> tuple[str, list[CallPart]]:
    """The model's words and calls for one request."""
    words, calls = "", []
    for part in model.stream(messages, (), starter.drawn(Sampling(seed=1, max_tokens=300))):
        if isinstance(part, TextPart):
            words += part.text
        elif isinstance(part, CallPart):
            calls.append(part)
    return words.strip(), calls


def _answers(family: str) -> tuple[str, ...]:
    """What may be said: to a remark or to nonsense, also what is said to the other of the two."""
    remarks = next(answers for name, _, answers in KINDS if name == "remark")
    if family == "talk_remark":
        return (*remarks, *CONFUSED)
    if family.startswith("talk_"):
        return next(answers for name, _, answers in KINDS if family == f"talk_{name}")
    return (*CONFUSED, *DECLINES, *CANNOT, *(remarks if family == "confused" else ()))


def draws_of(
    count: int, known: AbstractSet[str], *, test: bool, met: AbstractSet[str], of_known_words: bool | None
) -> Iterator[Exchange]:
    """New requests; `of_known_words`: whether all of their words must be in `met`, or one must not; None: either."""
    rng = random.Random(TEST_SEED)
    made = 0
    for _ in range(400 * count):  # few have a word that was never met, and it may be none
        one = exchange(rng, test=test)
        if one is None or one.user in known or of_known_words not in (None, (met >= set(one.user.split()))):
            continue
        made += 1
        yield one
        if made == count:
            return


def _follow_ups(count: int) -> Iterator[tuple[list[Message], Exchange]]:
    rng = random.Random(TEST_SEED + 1)
    made = 0
    while made < count:
        pair = follow_up(rng)
        if pair is None:
            continue
        made += 1
        first, second = pair
        said = first.reply.replace("{result}", str(first.result))
        yield [*_called(first), Message("assistant", said)], second


def _called(one: Exchange) -> list[Message]:
    assert one.call is not None
    return [
        Message("user", one.user),
        Message("assistant", "", (CallPart(one.call["name"], one.call["arguments"]),)),
        Message("tool", str(one.result), tool=one.call["name"]),
    ]


def _judged(
    name: str,
    chat: LlamaChatModel,
    asked: Sequence[tuple[list[Message], Exchange]],
    wanted: float,
    progress: Progress,
    printed: Printed,
) -> Score:
    wrong = []
    for number, (before, one) in enumerate(asked):
        progress(name, number, len(asked))
        words, calls = answer(chat, [*before, Message("user", one.user)])
        if not right(one, words, calls, printed):
            got = words or [(call.tool, call.arguments, round(call.confidence, 2)) for call in calls]
            wrong.append(f"{one.family}: {one.user}\n    wanted {one.call or 'words'}\n    got {got}")
    return Score(name, len(asked) - len(wrong), len(asked), wanted, wrong=tuple(wrong))


def _results(chat: LlamaChatModel, count: int, progress: Progress) -> Score:
    """A program's result put into words: the words leave a place for it, and an error is not given out as a result."""
    name = "results put into words"
    rng = random.Random(TEST_SEED + 2)
    wrong: list[str] = []
    made = 0
    while made < count:
        drawn = code_exchange(rng, (*calc.FAMILIES, *programs.FAMILIES))
        if drawn is None or drawn.result is None:
            continue
        progress(name, made, count)
        made += 1
        words, calls = answer(chat, _called(drawn))
        if calls or words not in (FAILED if drawn.result.startswith("error") else (*RESULT, *PRINTED)):
            wrong.append(f"{drawn.user}\n    result {drawn.result}\n    got {words or calls}")
    return Score(name, count - len(wrong), count, 0.97, wrong=tuple(wrong))


def _families(chat: LlamaChatModel, known: AbstractSet[str], progress: Progress, printed: Printed) -> Iterator[Score]:
    """Of every family of programs, 80 % right: the score counts families."""
    name = f"families of programs, 80 % right of {PER_FAMILY}"
    weak = []
    for number, family in enumerate(programs.FAMILIES):
        progress(name, number, len(programs.FAMILIES))
        good = _family(chat, family, known, printed)
        if good < 0.8 * PER_FAMILY:
            weak.append(f"{family.name}: {good} of {PER_FAMILY}")
    count = len(programs.FAMILIES)
    yield Score(name, count - len(weak), count, 1.0, wrong=tuple(weak))


def _family(chat: LlamaChatModel, family: calc.Family, known: AbstractSet[str], printed: Printed) -> int:
    rng = random.Random(f"{TEST_SEED} {family.name}")
    good = made = 0
    tries = 0
    while made < PER_FAMILY:
        drawn = code_exchange(rng, (family,))
        tries += 1
        # Some families have few requests ("print the alphabet"): what is known is a test when nothing else is left.
        if drawn is None or (drawn.user in known and tries < 40 * PER_FAMILY):
            continue
        made += 1
        good += right(drawn, *answer(chat, [Message("user", drawn.user)]), printed)
    return good


def wildness(words: Sequence[str]) -> float:
    """How wild small talk is, 0 to 1: the share of pairs of neighbouring words that no taught answer has."""
    taught = {pair for _, _, answers in KINDS for text in answers for pair in _pairs(text)}
    counts = Counter(pair in taught for text in words for pair in _pairs(text))
    return counts[False] / max(1, counts.total())


def _pairs(text: str) -> list[tuple[str, str]]:
    words = ["", *text.split(), ""]
    return list(pairwise(words))
