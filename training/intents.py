"""The classifier of intents that comes with the starter: its training data, its training, and its way into the file.

It reads the draws that the model's last stage was drawn from (`data.MADE_FROM`), all of them: a draw that the model has
mastered teaches the classifier how common it is.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from assistant.think.copying import RUN
from assistant.think.intents import NUMBER, NUMBERS, WORDS, Intents, bucket, ngrams
from training.data import Exchange, conversations

BUCKETS, WIDTH = 1 << 17, 64
KNOWN_TIMES = 60
"""A word that was said so often is known to the classifier; what is rarer is mostly the contents of a slot."""
FORM_SHARE, FORM_TIMES = 0.0005, 3
"""A form is kept when so great a share of its intent's requests, and so many, were answered with it."""
DROPPED = 0.1
"""Share of a request's n-grams that a step does not see, so that none is relied on alone."""
EPOCHS, BATCH = 6, 256
RATE, HEAD_RATE = 0.15, 3e-3

REFUSALS = frozenset(("decline", "cannot", "confused"))
"""Kinds whose answers are as good as each other's."""
CHOSEN = {
    "control": ("action",), "party": ("action",), "change_setting": ("name", "direction"), "set_setting": ("name",),
    "get_setting": ("name",), "reset_setting": ("name",), "system_status": ("about",), "clock": ("about",),
}  # fmt: skip
"""Arguments of tools that are chosen and not copied: they are part of what is wanted."""
_STRING = re.compile(r"(f?)'([^']*)'")
_NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?!\w)")
_VALUE = re.compile(r'(?<=: )"((?:[^"\\]|\\u[0-9a-f]{4})+)"')
_LIST = re.compile(rf"{NUMBER}(?:, {NUMBER})+")


def intent(one: Exchange) -> str:
    """The name of what is wanted."""
    if one.call is None:
        return "refusal" if one.family in REFUSALS else one.family
    name, arguments = one.call["name"], one.call["arguments"]
    if name == "run_python":
        return f"program {one.family}"
    return " ".join([name, *(str(arguments.get(key, "")) for key in CHOSEN.get(name, ()))])


def form(one: Exchange) -> str:
    """What is written, with slots in the place of what was said."""
    if one.call is None:
        return one.text
    said = set(RUN.findall(one.user)) | set(RUN.findall(json.dumps(one.user)))
    numbers = set(re.findall(r"\d+(?:\.\d+)?", one.user))

    def number(match: re.Match[str]) -> str:
        return NUMBER if match[0] in numbers else match[0]

    def string(match: re.Match[str]) -> str:
        if match[1]:  # what is printed in a format has numbers in it
            return f"f'{_NUMBER.sub(number, match[2])}'"
        return f"'{WORDS}'" if _is_said(match[2], said) else f"'{match[2]}'"

    def value(match: re.Match[str]) -> str:
        return f'"{WORDS}"' if _is_said(match[1], said) else match[0]

    call = dict(one.call)
    text = json.dumps(call)
    if call["name"] == "run_python":
        # Outside of strings and inside of formats numbers are numbers; in other strings they are words.
        parts = re.split(r"(f?'[^']*')", text)
        parts = [_STRING.sub(string, part) if at % 2 else _NUMBER.sub(number, part) for at, part in enumerate(parts)]
        text = _LIST.sub(NUMBERS, "".join(parts))
    else:
        kept = {key: call["arguments"][key] for key in CHOSEN.get(call["name"], ()) if key in call["arguments"]}
        head, _, rest = text.partition('"arguments": ')
        for key in kept:  # what is chosen may have been said, too
            rest = rest.replace(f'"{key}": "', f'"{key}":\ue0ff"', 1)
        text = f'{head}"arguments": {_VALUE.sub(value, rest)}'.replace("\ue0ff", " ")
    return f"<tool_call>{text}</tool_call>"


def _is_said(text: str, said: set[str]) -> bool:
    runs = RUN.findall(text)
    return bool(runs) and said.issuperset(runs)


def kept_forms(counts: Mapping[str, Counter[str]]) -> list[tuple[str, ...]]:
    """The forms of each intent that are no accident of a draw, the most frequent first."""
    kept = []
    for forms in counts.values():
        least = max(FORM_TIMES, FORM_SHARE * forms.total())
        kept.append(tuple(text for text, times in forms.most_common() if times >= least) or tuple(forms)[:1])
    return kept


def drawn(count: int, seed: int) -> Iterator[Exchange]:
    """All requests of the training data that can be understood by themselves."""
    for conversation in conversations(count, seed):
        yield from (one for one in conversation if one.template)


def learn(exchanges: Iterable[Exchange], seed: int = 0, epochs: int = EPOCHS) -> Intents:
    """Train the classifier; three to four minutes for 480,000 requests on one core."""
    names: dict[str, int] = {}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    requests, wanted = [], []
    for one in exchanges:
        name = intent(one)
        counts[name][form(one)] += 1
        requests.append(one.user)
        wanted.append(names.setdefault(name, len(names)))
    times = Counter(word for request in requests for word in set(request.split()))
    words = frozenset(word for word, often in times.items() if often >= min(KNOWN_TIMES, len(requests) // 100))
    places = [_places(request, words) for request in requests]
    vectors, head, bias = _fit(places, np.array(wanted), len(names), seed, epochs)
    units = np.abs(vectors).max(0) / 127
    return Intents(
        words, tuple(kept_forms({name: counts[name] for name in names})),
        np.round(vectors / units).astype(np.int8), units.astype(np.float32), head, bias,
    )  # fmt: skip


def _places(request: str, words: frozenset[str]) -> np.ndarray[Any, np.dtype[np.int64]]:
    return np.array([bucket(ngram, BUCKETS) for ngram in ngrams(request, words)], np.int64)


def _fit(
    places: Sequence[np.ndarray[Any, np.dtype[np.int64]]],
    wanted: np.ndarray[Any, Any],
    count: int,
    seed: int,
    epochs: int,
) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Vectors (buckets, width), head (count, width) and bias (count,), float32."""
    import torch
    from torch import nn
    from torch.nn import functional as F

    torch.sparse.check_sparse_tensor_invariants.disable()  # said aloud, or it warns
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    vectors, head = nn.EmbeddingBag(BUCKETS, WIDTH, mode="mean", sparse=True), nn.Linear(WIDTH, count)
    nn.init.normal_(vectors.weight, std=0.3)
    sparse, dense = (
        torch.optim.Adagrad(vectors.parameters(), lr=RATE),
        torch.optim.Adam(head.parameters(), lr=HEAD_RATE),
    )
    batches = max(1, len(places) // BATCH)
    for step in range(epochs * batches):
        at = step % batches
        if at == 0:
            order, right = rng.permutation(len(places)), 0
        chosen = order[at * BATCH : (at + 1) * BATCH]
        parts = [places[i][rng.random(len(places[i])) >= DROPPED] for i in chosen]
        offsets = np.cumsum([0, *(len(part) for part in parts[:-1])])
        scores = head(vectors(torch.from_numpy(np.concatenate(parts)), torch.from_numpy(offsets)))
        targets = torch.from_numpy(wanted[chosen])
        loss = F.cross_entropy(scores, targets)
        loss.backward()
        for optimizer, rate in ((sparse, RATE), (dense, HEAD_RATE)):
            optimizer.param_groups[0]["lr"] = rate * (1 - step / (epochs * batches))
            optimizer.step()
            optimizer.zero_grad()
        right += int((scores.argmax(1) == targets).sum())
        if at + 1 == batches:
            print(f"intents: {right / (batches * BATCH):.4f} right in epoch {step // batches + 1}", flush=True)
    return (
        vectors.weight.detach().numpy(), head.weight.detach().numpy().copy(), head.bias.detach().numpy().copy(),
    )  # fmt: skip
