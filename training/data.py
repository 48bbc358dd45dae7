"""Conversations from the families, and their tokens on disk."""

from __future__ import annotations

import contextlib
import io
import json
import random
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant.think.numbers import normalise
from training import calc, programs
from training.frames import program, slips, thing, wrap_order, wrap_question
from training.templates import sample

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


def held_out(template: str) -> bool:
    """Is this template kept for the test? About one in 25, by its own checksum."""
    return zlib.crc32(template.encode()) % 25 == 0


def output_of(code: str, limit: int = 60) -> str:
    """What the code prints, cut to limit characters. Only ever our own templates' code."""
    sink = io.StringIO()
    with contextlib.redirect_stdout(sink):
        exec(compile(code, "<family>", "exec"), {})  # code of our own templates, nobody else's
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
    padded = f" {done} "
    for value in slots.values():
        if value and value not in padded and normalise(value) not in padded:
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
) -> tuple[str, str] | None:
    """(text, code) of one request of the family, or None when the draw failed."""
    slots, code = family.make(rng)
    marks = placeholders(slots)
    kinds = (
        [("question", t) for t in family.questions]
        + [("order", t) for t in family.orders]
        + [("thing", t) for t in family.things]
    )
    if test:
        kinds = [k for k in kinds if held_out(k[1])]
    elif len(kinds) >= 6:
        kinds = [k for k in kinds if not held_out(k[1])]
    if not kinds:
        return None
    by_kind = sorted({kind for kind, _ in kinds})
    kind = rng.choice(by_kind)
    template = rng.choice([t for k, t in kinds if k == kind])
    core = sample(template, rng, marks)
    is_program = not isinstance_calc(family)
    if kind == "question":
        if is_program and rng.random() < 0.08:
            core = f"{rng.choice(('write a program to find out', 'use python to find out', 'make a program that tells me', 'write some code to see'))} {core}"
        text = wrap_question(core, rng)
    else:
        order = core if kind == "order" else thing(core, rng)
        if rng.random() < (0.5 if is_program else 0.08):
            text = _around_program(order, rng)
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
            )
        else:
            text = wrap_order(order, rng)
    if rng.random() < noise:
        text = slips(text, rng)
    filled = fill(text, slots)
    return None if filled is None else (filled, bounds(code, filled))


def _around_program(order: str, rng: random.Random) -> str:
    text = program(order, rng)
    return wrap_order(text, rng) if rng.random() < 0.6 else wrap_question(text, rng)


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
    text, code = drawn
    exchange = Exchange(text, family.name, {"name": "run_python", "arguments": {"code": code}})
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
    text, code = drawn
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


def pieces(conversation: list[Exchange], rng: random.Random) -> Iterator[tuple[str, bool]]:
    """The conversation as (text, does the model write it) pieces."""
    for exchange in conversation:
        yield f"<|im_start|>user\n{exchange.user}<|im_end|>\n<|im_start|>assistant\n", False
        if exchange.call is None:
            yield f"{exchange.text}<|im_end|>", True
            yield "\n", False
            continue
        yield f"<tool_call>{json.dumps(exchange.call)}</tool_call><|im_end|>", True
        yield "\n", False
        if exchange.result is not None:
            yield f"<|im_start|>tool\n{exchange.result}<|im_end|>\n<|im_start|>assistant\n", False
            spoken = rng.random() < 0.5 and exchange is not conversation[-1]
            reply = exchange.reply.replace("{result}", exchange.result) if spoken else exchange.reply
            yield f"{reply}<|im_end|>", not spoken
            yield "\n", False


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
                one = exchange(rng)
                if one is None:
                    break
                drawn.append(one)
            for one in drawn[:-1]:
                if one.call is not None and one.result is None:
                    one.result, one.reply = "ok", "{result}"
        if not drawn:
            continue
        made += 1
        yield drawn


@dataclass
class Shard:
    """Tokenised conversations: flat ids (uint16), which of them the model writes (uint8), offsets (int64, count + 1)."""

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


def write(count: int, seed: int, tokenizer: Any, path: Path) -> int:
    """Generate, tokenise and save `count` conversations; returns the number of tokens."""
    ids: list[int] = []
    learn: list[int] = []
    offsets = [0]
    rng = random.Random(seed + 1)
    for number, conversation in enumerate(conversations(count, seed)):
        for text, mine in pieces(conversation, rng):
            encoded = tokenizer.encode(text).ids
            ids += encoded
            learn += [int(mine)] * len(encoded)
        offsets.append(len(ids))
        if number % 20000 == 0:
            print(f"data {number} of {count}", flush=True)
    np.savez(path, ids=np.array(ids, np.uint16), learn=np.array(learn, np.uint8), offsets=np.array(offsets, np.int64))
    return len(ids)
