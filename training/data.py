"""Conversations from the families, and their tokens on disk."""

from __future__ import annotations

import contextlib
import io
import json
import random
import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant.think.copying import RUN
from assistant.think.numbers import normalise
from assistant.think.plausible import NUMBER
from training import calc, programs
from training.frames import Remark, program, slips, thing, wrap_order, wrap_question
from training.templates import sample

MADE_FROM = (8, 320_000)
"""Seed and number of the conversations that the committed model's last training was chosen from (see hard.py), and that
its classifier learned from, all of them."""
RESULT = ("That makes {result}.", "It is {result}.", "Here you go: {result}.", "That is {result}.", "The answer is {result}.", "{result}.", "I get {result}.",
    "It comes to {result}.", "You get {result}.", "Here it is: {result}.", "The result is {result}.", "I make it {result}.")  # fmt: skip
PRINTED = ("Here you go: {result}.", "Here it is: {result}.", "The program says: {result}.", "It prints: {result}.", "Done: {result}.", "I ran it: {result}.",
    "The result: {result}.", "Here is what it says: {result}.")  # fmt: skip
FAILED = (
    "Sorry, that did not work: {result}.",
    "I am sorry, it went wrong: {result}.",
    "Sorry, I could not do that: {result}.",
    "That failed, I am afraid: {result}.",
)


COPYING = 0.09
"""Share of the training requests that are additional practice in copying words."""
SUMS = 0.03
"""Share that is additional plain sums of two numbers, which people ask for most."""
TALKING = 0.24
"""Share that is additional small talk (three quarters of it) and requests to decline: short ones, of very many templates."""
CONTEXT, WRITTEN, UNTAUGHT = 0, 1, 2
"""What a piece of a conversation is to the model: read, written, or read without learning to write it."""


@dataclass
class Exchange:
    """One request and what the assistant writes: a call with its result, or text."""

    user: str
    family: str
    call: dict[str, Any] | None = None
    text: str = ""
    result: str | None = None
    """The tool's text; None ends the exchange at the call."""
    reply: str = ""
    template: str = ""
    """What the request was drawn from; "" where it has none."""
    ways: int = 1
    """How many answers would have been as good."""


FEW = 6
"""A kind of request with fewer templates is taught all of them, and none is tested."""
TAUGHT_BEFORE = frozenset(
    (496834500, 1030590875, 1976038525, 2262147250, 2262177825, 3012554450, 3554257125, 4282477700)
)
"""Checksums of templates of kinds that were few when the model's first stages were trained: it knows them."""


def held_out(template: str) -> bool:
    """Is this template kept for the test? About one in 25, by its own checksum."""
    checksum = zlib.crc32(template.encode())
    return checksum % 25 == 0 and checksum not in TAUGHT_BEFORE


def chosen(templates: Sequence[str], *, test: bool) -> list[str]:
    """Those of a kind's templates that are taught; with `test`, those that are held out."""
    if len(templates) < FEW:
        return [] if test else list(templates)
    return [template for template in templates if held_out(template) == test]


def output_of(code: str, limit: int = 60) -> str:
    """What the code prints, cut to limit characters. Only ever our own templates' code.

    Raises: ValueError when that depends on the day, so that the data do not.
    """
    if "today" in code or "now()" in code:
        raise ValueError(code)
    sink, state = io.StringIO(), random.getstate()
    random.seed(zlib.crc32(code.encode()))  # "heads or tails": the same for the same seed of the data
    try:
        with contextlib.redirect_stdout(sink):
            exec(compile(code, "<family>", "exec"), {})  # code of our own templates, nobody else's
    finally:
        random.setstate(state)
    return sink.getvalue().strip()[:limit]


_EXCLUSIVE = re.compile(r"\b(below|under|less than|smaller than)\b")


def bounds(code: str, text: str) -> str:
    """Settle `@n@` in code: n when the words exclude the limit ("below"), n + 1 otherwise."""
    return re.sub(r"@([\d.]+)@", r"\1" if _EXCLUSIVE.search(text) else r"\1 + 1", code)


def fill(text: str, slots: dict[str, str]) -> str | None:
    """Put slot values for their placeholders and normalise; None when a value did not survive."""
    for name, value in slots.items():
        text = text.replace(f"\ue000{name}\ue000", value)
    text = re.sub(r"(?<=\d)st\b|(?<=\d)nd\b|(?<=\d)rd\b", "th", text)
    text = re.sub(r"\b(\d*[02-9]|\d*1)th\b", _ordinal, text)
    done = normalise(text)
    if "\ue000" in done or not done:
        return None
    padded, numbers = f" {done} ", NUMBER.findall(done)
    for value in slots.values():
        if value and value not in padded and normalise(value) not in padded:
            return None
        own = NUMBER.findall(value)  # "5 43" and "keep doubling 6 24 times" are heard as other numbers
        if own and not any(numbers[i : i + len(own)] == own for i in range(len(numbers))):
            return None
    return done


def _ordinal(match: re.Match[str]) -> str:
    n = int(match[1])
    ending = "th" if n % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending}"


def placeholders(slots: dict[str, str]) -> dict[str, str]:
    """Placeholders for every slot."""
    return {name: f"\ue000{name}\ue000" for name in slots}


def family_request(
    family: calc.Family, rng: random.Random, *, test: bool = False, noise: float = 0.12
) -> tuple[str, str, str] | None:
    """(text, code, template) of one request of the family, or None when the draw failed."""
    slots, code = family.make(rng)
    marks = placeholders(slots)
    told = set(chosen((*family.questions, *family.orders, *family.things), test=test))
    kinds = [
        (kind, template)
        for kind, templates in (("question", family.questions), ("order", family.orders), ("thing", family.things))
        for template in templates
        if template in told
    ]
    if not kinds:
        return None
    by_kind = sorted({kind for kind, _ in kinds})
    kind = rng.choice(by_kind)
    template = rng.choice([t for k, t in kinds if k == kind])
    core = sample(template, rng, marks)
    is_program = not isinstance_calc(family)
    remark: Remark = "none" if _ends_with_words(core, slots) else "any"
    if kind == "question":
        if is_program and rng.random() < 0.08:
            core = f"{rng.choice(('write a program to find out', 'use python to find out', 'make a program that tells me', 'write some code to see'))} {core}"
        text = wrap_question(core, rng, remark)
    else:
        order = core if kind == "order" else thing(core, rng)
        if rng.random() < (0.5 if is_program else 0.08):
            text = _around_program(order, rng, remark)
        elif kind == "thing" and rng.random() < 0.3:
            text = wrap_question(
                sample(
                    rng.choice(
                        (
                            "{t}",
                            "<show> {t}",
                            "i need {t}",
                            "i want {t}",
                            "(could|can|may) i have {t}",
                            "(can|could) i get {t}",
                            "what (are|is) {t}",
                            "i'd like {t}",
                            "let's (see|have|hear) {t}",
                            "(i want|i'd like|i need) to (see|hear|know|get|have) {t}",
                            "how about {t}",
                            "what about {t}",
                            "do {t}",
                            "run {t}",
                        )
                    ),
                    rng,
                    {"t": core},
                ),
                rng,
                remark,
            )
        else:
            text = wrap_order(order, rng, remark)
    if rng.random() < noise:
        text = slips(text, rng)
    filled = fill(text, slots)
    return None if filled is None else (filled, bounds(code, filled), template)


def _ends_with_words(core: str, slots: dict[str, str]) -> bool:
    """Does the request end with words to be copied? A remark that followed would be copied, too."""
    return any(core.endswith(mark) and not NUMBER.search(slots[name]) for name, mark in placeholders(slots).items())


def _around_program(order: str, rng: random.Random, remark: Remark) -> str:
    text = program(order, rng)
    return wrap_order(text, rng, remark) if rng.random() < 0.6 else wrap_question(text, rng, remark)


_COPIED = tuple(family for family in programs.FAMILIES if family.name in """letters repeat say_once reverse_phrase reverse_word
    reverse_words caesar rot13 morse scramble sort_up sort_down sort_words sort_words_down sort_length choose_one shuffle
    weekday_of join_words concat longest_of rhyme_list count_letter upper title
    no_vowels steps numbered spell initials countdown_word replace number_triangle""".split())  # fmt: skip
"""Programs that are mostly a copy of what was said."""
_PLAIN = tuple(family for family in calc.FAMILIES if family.name in ("plus", "minus", "times", "over"))
_CALC = {id(f) for f in calc.FAMILIES}


def isinstance_calc(family: calc.Family) -> bool:
    """Is the family a sum rather than a program?"""
    return id(family) in _CALC


def code_exchange(rng: random.Random, pool: tuple[calc.Family, ...], **how: Any) -> Exchange | None:
    """A request answered by run_python."""
    family = rng.choice(pool)
    drawn = family_request(family, rng, **how)
    if drawn is None:
        return None
    text, code, template = drawn
    exchange = Exchange(text, family.name, {"name": "run_python", "arguments": {"code": code}}, template=template)
    if rng.random() < 0.2:
        if rng.random() < 0.06:
            exchange.result = "error: " + rng.choice(
                (
                    "the program took too long",
                    "no sandbox",
                    "division by zero",
                    "Docker is not running",
                    "out of memory",
                )
            )
            exchange.reply = rng.choice(FAILED)
        else:
            with contextlib.suppress(ArithmeticError, ValueError, IndexError):
                exchange.result = output_of(code)
                exchange.reply = rng.choice(RESULT if isinstance_calc(family) else PRINTED)
    return exchange


def follow_up(rng: random.Random) -> list[Exchange] | None:
    """A sum, then "and now times two"."""
    family = rng.choice(
        [
            f
            for f in calc.FAMILIES
            if f.name
            in (
                "chain",
                "chain",
                "plus",
                "minus",
                "times",
                "over",
                "percent",
                "square",
                "total",
                "groups",
                "cost",
                "halve",
            )
        ]
    )
    drawn = family_request(family, rng)
    if drawn is None:
        return None
    text, code, _ = drawn
    inner = re.fullmatch(r"print\(f'\{round\((.*), (\d)\):\.12g\}'\)|print\((.*)\)", code)
    if not inner:
        return None
    expression = inner[1] or inner[3]
    n = rng.choice((str(rng.randint(2, 12)), str(rng.randint(2, 100))))
    words, op = rng.choice((("times", "*"), ("multiplied by", "*"), ("plus", "+"), ("minus", "-"), ("divided by", "/"), ("add", "+"), ("take away", "-"), ("multiply that by", "*"),
        ("divide that by", "/"), ("divide it by", "/"), ("add {n} to that", "+"), ("take {n} off that", "-"), ("times that by", "*"), ("plus another", "+"), ("over", "/"),
        ("double that", "*"), ("halve that", "/"), ("half of that", "/"), ("twice that", "*"), ("squared", "**"), ("square that", "**"), ("less", "-"), ("split by", "/"), ("split that by", "/")))  # fmt: skip
    if any(w in words for w in ("doub", "hal", "twice", "squar")):
        n, said = "2", words
    else:
        said = words.replace("{n}", n) if "{n}" in words else f"{words} {n}"
    new = f"({expression}) {op} {n}"
    second = rng.choice(
        (
            "{}",
            "and {}",
            "and now {}",
            "now {}",
            "then {}",
            "and then {}",
            "what about {}",
            "what's that {}",
            "ok {}",
            "and what is that {}",
            "okay now {}",
            "and {} please",
            "now {} please",
            "and what's {}",
        )
    ).format(said)
    code2 = calc.rounded(new) if "." in new or "/" in new else f"print({new})"
    try:
        result = output_of(code)
    except (ArithmeticError, ValueError):
        return None
    first = Exchange(
        text, family.name, {"name": "run_python", "arguments": {"code": code}}, result=result, reply=rng.choice(RESULT)
    )
    return [first, Exchange(normalise(second), "follow_up", {"name": "run_python", "arguments": {"code": code2}})]


def pieces(conversation: list[Exchange], rng: random.Random) -> Iterator[tuple[str, int]]:
    """The conversation as (text, CONTEXT, WRITTEN or UNTAUGHT) pieces."""
    for exchange in conversation:
        yield f"<|im_start|>user\n{exchange.user}<|im_end|>\n<|im_start|>assistant\n", CONTEXT
        if exchange.call is None:
            yield f"{exchange.text}<|im_end|>", WRITTEN
            yield "\n", CONTEXT
            continue
        yield f"<tool_call>{json.dumps(exchange.call)}</tool_call><|im_end|>", WRITTEN
        yield "\n", CONTEXT
        if exchange.result is not None:
            yield f"<|im_start|>tool\n{exchange.result}<|im_end|>\n<|im_start|>assistant\n", UNTAUGHT
            # What was said holds the result; what is to be written holds its place. Only the second is taught.
            spoken = not exchange.reply or (rng.random() < 0.5 and exchange is not conversation[-1])
            reply = (exchange.reply or "{result}").replace("{result}", exchange.result) if spoken else exchange.reply
            yield f"{reply}<|im_end|>", UNTAUGHT if spoken else WRITTEN
            yield "\n", CONTEXT


def exchange(rng: random.Random, **how: Any) -> Exchange | None:
    """One exchange of the mixture."""
    from training import talk, toolcalls

    roll = rng.random()
    if roll < 0.22:
        return code_exchange(rng, calc.FAMILIES, **how)
    if roll < 0.50:
        return code_exchange(rng, programs.FAMILIES, **how)
    if roll < 0.76:
        return toolcalls.exchange(rng, **how)
    return talk.exchange(rng, **how)


def _practice(rng: random.Random) -> Exchange | None:
    """An exchange of what is harder than the rest, as often as COPYING, SUMS and TALKING say; otherwise None."""
    from training import talk

    roll = rng.random()
    if roll < COPYING:
        return code_exchange(rng, _COPIED)
    if roll < COPYING + SUMS:
        return code_exchange(rng, _PLAIN)
    if roll < COPYING + SUMS + TALKING:
        return talk.exchange(rng, only="talk" if rng.random() < 0.75 else "")
    return None


def conversations(count: int, seed: int) -> Iterator[list[Exchange]]:
    """Training conversations, the same for the same seed."""
    rng = random.Random(seed)
    made = 0
    while made < count:
        if rng.random() < 0.03:
            drawn = follow_up(rng)
        else:
            drawn = []
            for _ in range(rng.choice((1, 1, 1, 1, 2, 2, 3))):
                one = _practice(rng) or exchange(rng)
                if one is None:
                    break
                drawn.append(one)
            for one in drawn[:-1]:
                if one.call is not None and one.result is None:
                    _between(one, rng)
        if not drawn:
            continue
        made += 1
        yield drawn


def _between(one: Exchange, rng: random.Random) -> None:
    """Give a call that the conversation goes on from a result: a program's own, so that the next sum is not added to it."""
    assert one.call is not None
    one.result = "ok"
    if one.call["name"] == "run_python" and rng.random() < 0.5:
        with contextlib.suppress(ArithmeticError, ValueError, IndexError):
            one.result = output_of(one.call["arguments"]["code"])
            one.reply = rng.choice((*RESULT, *PRINTED))


@dataclass
class Shard:
    """Tokenised conversations: flat ids (uint16), what they are (CONTEXT, WRITTEN or UNTAUGHT, uint8), offsets (int64, count + 1)."""

    ids: np.ndarray
    learn: np.ndarray
    offsets: np.ndarray

    @classmethod
    def load(cls, path: Path) -> Shard:
        """Read what `write` wrote."""
        with np.load(path) as file:
            return cls(file["ids"], file["learn"], file["offsets"])

    def lengths(self) -> np.ndarray:
        """Tokens per conversation."""
        out: np.ndarray = np.diff(self.offsets)
        return out

    def get(self, index: int) -> tuple[np.ndarray, np.ndarray]:
        """(ids, learn) of one conversation."""
        part = slice(self.offsets[index], self.offsets[index + 1])
        return self.ids[part], self.learn[part]


TAUGHT_TIMES = 5
"""A word that was not said is the model's own when it is written so often; what is rarer is an accident of the draws."""


def taught_words(conversation: list[Exchange]) -> Iterator[str]:
    """Runs of letters and of digits in the calls of a conversation that nobody said in it."""
    said: set[str] = set()
    for one in conversation:
        said.update(RUN.findall(one.user))
        if one.call is not None:
            yield from {run for run in RUN.findall(json.dumps(one.call)) if run not in said}


def write(
    count: int, seed: int, tokenizer: Any, path: Path, keep: Callable[[Exchange], bool] = lambda _one: True
) -> int:
    """Generate, tokenise and save `count` conversations, and beside them (.words) what words in calls are the model's own.

    keep: whether an exchange stays in its conversation; one of which nothing stays is left out.

    Returns: the number of tokens.
    """
    words: Counter[str] = Counter()
    ids: list[int] = []
    learn: list[int] = []
    offsets = [0]
    rng = random.Random(seed + 1)
    for number, conversation in enumerate(conversations(count, seed)):
        words.update(taught_words(conversation))
        conversation = [one for one in conversation if keep(one)]
        if not conversation:
            continue
        for text, mine in pieces(conversation, rng):
            encoded = tokenizer.encode(text).ids
            ids += encoded
            learn += [mine] * len(encoded)
        offsets.append(len(ids))
        if number % 20000 == 0:
            print(f"data {number} of {count}", flush=True)
    own = sorted(word for word, times in words.items() if times >= TAUGHT_TIMES)
    path.with_suffix(".words").write_text(" ".join(own), encoding="utf-8")
    np.savez(path, ids=np.array(ids, np.uint16), learn=np.array(learn, np.uint8), offsets=np.array(offsets, np.int64))
    return len(ids)
