"""Measures a starter model: by the calls and words it writes, and by what the assistant around it then does."""

from __future__ import annotations

import asyncio
import json
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import aclosing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from assistant.engines import CallPart, Message, Sampling, TextPart
from assistant.events import Sentence, ToolResult
from assistant.models.registry import STARTER, ModelFile
from assistant.think.llm import LlamaChatModel
from training.outcomes import judge

if TYPE_CHECKING:
    from assistant.events import Event
    from training.data import Exchange, Shard

DRAWS = 1000
"""Requests of each kind."""
TEST_SEED = 90_001
PREPARATIONS = (
    "start the party", "add sam to the party", "add joe to the party", "set a timer for 10 minutes called egg",
    "set a timer for 20 minutes called rice", "save this as preset bedtime", "set the top p to 0.8",
    "add socks to the packing list", "add bread to the shopping list",
)  # fmt: skip
"""What is there before a request, so that "cancel the egg timer" and "undo that" have an object."""


def requests(count: int, seed: int, known: frozenset[bytes], tokenizer: Any, *, test: bool) -> Iterator[Exchange]:
    """Yield draws whose text is not in the training data: trained phrasings, or phrasings that were held out."""
    from training.data import exchange

    rng = random.Random(seed)
    made = 0
    while made < count:
        drawn = exchange(rng, test=test)
        if drawn is None or _key(tokenizer.encode(drawn.user).ids) in known:
            continue
        made += 1
        yield drawn


def user_texts(shard: Shard, tokenizer: Any) -> frozenset[bytes]:
    """The token ids of everything a user says in the training data."""
    start = tokenizer.encode("<|im_start|>user\n").ids
    end = tokenizer.token_to_id("<|im_end|>")
    ids = shard.ids
    heads = np.flatnonzero(ids[: -len(start)] == start[0])
    for offset, part in enumerate(start):
        heads = heads[ids[heads + offset] == part]
    tails = np.flatnonzero(ids == end)
    found = set()
    for head in heads:
        first = head + len(start)
        last = tails[np.searchsorted(tails, first)]
        found.add(_key(ids[first:last]))
    return frozenset(found)


def _key(ids: Sequence[int] | np.ndarray) -> bytes:
    return np.asarray(ids, np.uint16).tobytes()


def answer(model: LlamaChatModel, messages: Sequence[Message]) -> tuple[str, list[CallPart]]:
    """The model's words and calls for one request, drawn as the assistant draws them."""
    words, calls = "", []
    for part in model.stream(messages, (), Sampling(seed=1, max_tokens=300)):
        if isinstance(part, TextPart):
            words += part.text
        elif isinstance(part, CallPart):
            calls.append(part)
    return words.strip(), calls


def right(wanted: Exchange, words: str, calls: Sequence[CallPart]) -> bool:
    """Exactly the wanted call and nothing said; or no call, and one of the answers of its kind."""
    if wanted.call is not None:
        return not words and [(call.tool, call.arguments) for call in calls] == [
            (wanted.call["name"], wanted.call["arguments"])
        ]
    return not calls and words in _answers(wanted.family)


def _answers(family: str) -> tuple[str, ...]:
    from training.talk import CANNOT, CONFUSED, DECLINES, KINDS

    if family.startswith("talk_"):
        return next(answers for name, _, answers in KINDS if family == f"talk_{name}")
    if family == "confused":
        return CONFUSED
    return (*DECLINES, *CANNOT)


def evaluate(model: Path, data: Path, tokenizer_file: Path, utterances: Path | None) -> None:
    """Print how many requests of each kind are answered right.

    Args:
        model: the GGUF file.
        data: the training data, whose texts are left out of the test.
        tokenizer_file: the tokenizer that the data was made with.
        utterances: a file of everyday requests with outcomes (JSON lines), or None.
    """
    from training.data import Shard
    from training.tokenizer import load

    tokenizer = load(tokenizer_file)
    known = user_texts(Shard.load(data), tokenizer)
    print(f"{len(known)} different requests in the training data")
    chat = LlamaChatModel(ModelFile(model), context=512, threads=1, prompt=180)
    try:
        for name, test in (("trained phrasings", False), ("held-out phrasings", True)):
            _report(name, chat, list(requests(DRAWS, TEST_SEED, known, tokenizer, test=test)))
        _follow_ups(chat)
        _results(chat)
    finally:
        chat.close()
    if utterances is not None:
        rows = [json.loads(line) for line in utterances.read_text(encoding="utf-8").splitlines() if line.strip()]
        everyday(rows, model)


def _report(name: str, chat: LlamaChatModel, drawn: Sequence[Exchange]) -> None:
    wrong: Counter[str] = Counter()
    shown = []
    for exchange in drawn:
        words, calls = answer(chat, [Message("user", exchange.user)])
        if not right(exchange, words, calls):
            wrong[exchange.family] += 1
            shown.append(f"  {exchange.family}: {exchange.user}\n    {exchange.call or ''} -> {words}{calls or ''}")
    total = sum(wrong.values())
    print(f"{name}: {len(drawn) - total} of {len(drawn)} right")
    print("\n".join(shown[:40]))


def _follow_ups(chat: LlamaChatModel) -> None:
    """A sum, then "and now times two"."""
    from training.data import follow_up

    rng = random.Random(TEST_SEED + 1)
    good = 0
    drawn = [pair for pair in (follow_up(rng) for _ in range(250)) if pair is not None][:200]
    for first, second in drawn:
        assert first.call is not None
        messages = [
            Message("user", first.user),
            Message("assistant", "", (CallPart(first.call["name"], first.call["arguments"]),)),
            Message("tool", str(first.result), tool=first.call["name"]),
            Message("assistant", first.reply.replace("{result}", str(first.result))),
            Message("user", second.user),
        ]
        good += right(second, *answer(chat, messages))
    print(f"follow-ups to a sum: {good} of {len(drawn)} right")


def _results(chat: LlamaChatModel) -> None:
    """A program's result put into words: the words leave a place for it, and an error is not given out as a result."""
    from training import calc, programs
    from training.data import FAILED, PRINTED, RESULT, code_exchange

    rng = random.Random(TEST_SEED + 2)
    good = count = 0
    while count < 200:
        drawn = code_exchange(rng, (*calc.FAMILIES, *programs.FAMILIES))
        if drawn is None or drawn.result is None or drawn.call is None:
            continue
        count += 1
        messages = [
            Message("user", drawn.user),
            Message("assistant", "", (CallPart(drawn.call["name"], drawn.call["arguments"]),)),
            Message("tool", drawn.result, tool=drawn.call["name"]),
        ]
        words, calls = answer(chat, messages)
        fits = FAILED if drawn.result.startswith("error") else (*RESULT, *PRINTED)
        good += not calls and words in fits
    print(f"results put into words: {good} of {count} right")


def everyday(rows: Sequence[Mapping[str, Any]], model: Path | None = None) -> float:
    """Ask the whole assistant each request in a fresh conversation; returns the share that was answered right."""
    return asyncio.run(_everyday(rows, model))


async def _everyday(rows: Sequence[Mapping[str, Any]], model: Path | None) -> float:
    from assistant import app
    from assistant.config import Config
    from assistant.engines import Dialogue

    good: Counter[str] = Counter()
    every: Counter[str] = Counter()
    chosen = "" if model is None or model.resolve() == STARTER else str(model)
    async with app.open_house(Config.model_validate({"model": {"path": chosen}}), keep=False) as house:
        for row in rows:
            house.store.clear()
            for text in PREPARATIONS:
                async with aclosing(house.brain.respond(text, Dialogue())) as events:
                    assert [event async for event in events], text
            dialogue = Dialogue(last_answer="The answer is 42. That is all.")
            async with aclosing(house.brain.respond(row["say"], dialogue)) as events:
                happened = [event async for event in events]
            category = row.get("category", row["expect"]["kind"])
            fine = judge(row["expect"], happened)
            good[category] += fine
            every[category] += 1
            if not fine:
                print(f"  {row['say']}\n    wanted {json.dumps(row['expect'])[:160]}\n    got {_shown(happened)[:300]}")
    for category, count in every.items():
        print(f"everyday {category}: {good[category]} of {count}")
    print(f"everyday: {sum(good.values())} of {len(rows)} right")
    return sum(good.values()) / len(rows)


def _shown(events: Sequence[Event]) -> str:
    return " ".join(
        json.dumps(event.data) if isinstance(event, ToolResult) else event.text
        for event in events
        if isinstance(event, ToolResult | Sentence)
    )
