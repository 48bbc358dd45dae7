"""Which templates a model finds hard: those are taught more often than the ones it has mastered.

Nearly all of a gradient comes from the few requests that a model still gets wrong, and the rest of a batch costs as
much to compute. So a stage of the training is drawn in proportion to how often its predecessor is wrong (as in
Katharopoulos & Fleuret, "Not all samples are created equal", 2018), measured by template.

What is mastered must still be taught: with 8 % of it (`LEAST`), a model stays right about it and grows unsure.
"""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING, Any

from training.data import WRITTEN, Exchange, conversations, pieces

if TYPE_CHECKING:
    from training.model import Starter

EACH = 4
"""Draws of a template that are looked at, at most."""
PRIOR = 2.0
"""Draws' worth of belief that a template is as hard as its family."""
LEAST, SLOPE = 0.2, 2.0
"""Share kept of what is mastered, and what every part of a chance to be wrong adds to it."""


def measure(model: Starter, tokenizer: Any, count: int, seed: int, batch_tokens: int = 12_288) -> dict[str, float]:
    """The chance that the model is wrong, by template.

    An answer in words is right with the sum of the chances of all that are as good: one of them stands for the others.

    Args:
        model: to be measured.
        tokenizer: its own.
        count: conversations to draw; of each template the first `EACH` requests are looked at.
        seed: of the draws.
        batch_tokens: tokens computed at once.
    """
    drawn: dict[str, list[Exchange]] = defaultdict(list)
    for conversation in conversations(count, seed):
        for one in conversation:
            if one.template and len(drawn[one.template]) < EACH:
                drawn[one.template].append(one)
    rng = random.Random(seed)
    rows = []
    for one in (one for ones in drawn.values() for one in ones):
        alone = Exchange(one.user, one.family, one.call, one.text)
        encoded = [(tokenizer.encode(text).ids, mine) for text, mine in pieces([alone], rng)]
        rows.append((one, [i for ids, _ in encoded for i in ids], [mine for ids, mine in encoded for _ in ids]))
    rows.sort(key=lambda row: len(row[1]))
    wrong: dict[str, list[float]] = defaultdict(list)
    began = 0
    while began < len(rows):
        end = began + 1
        while end < len(rows) and (end + 1 - began) * len(rows[end][1]) <= batch_tokens:
            end += 1
        part = rows[began:end]
        for (one, _, _), chance in zip(part, _chances(model, [(ids, mine) for _, ids, mine in part]), strict=True):
            wrong[one.template].append(1.0 - min(1.0, one.ways * chance))
        began = end
        print(f"hard {end} of {len(rows)}", flush=True)
    family = {template: ones[0].family for template, ones in drawn.items()}
    of_family: dict[str, list[float]] = defaultdict(list)
    for template, chances in wrong.items():
        of_family[family[template]] += chances
    return {
        template: (sum(chances) + PRIOR * mean(of_family[family[template]])) / (len(chances) + PRIOR)
        for template, chances in wrong.items()
    }


def _chances(model: Starter, rows: list[tuple[list[int], list[int]]]) -> list[float]:
    """The probability of what is written in each row of (ids, what they are)."""
    import torch
    from torch.nn import functional as F

    width = max(len(ids) for ids, _ in rows)
    tokens = torch.zeros(len(rows), width, dtype=torch.long)
    written = torch.zeros(len(rows), width, dtype=torch.bool)
    for row, (ids, mine) in enumerate(rows):
        tokens[row, : len(ids)] = torch.tensor(ids)
        written[row, : len(ids)] = torch.tensor(mine) == WRITTEN
    taught = written[:, 1:]
    with torch.no_grad():
        logits = F.linear(model.features(tokens[:, :-1])[taught], model.token_embd.weight)
    each = torch.zeros(taught.shape)
    each[taught] = F.cross_entropy(logits, tokens[:, 1:][taught], reduction="none")
    return [float(chance) for chance in (-each.sum(1)).exp()]


def save(wrong: Mapping[str, float], path: Path) -> None:
    """Write what `measure` found."""
    path.write_text(json.dumps(wrong, indent=0, sort_keys=True), encoding="utf-8")


def keeper(path: Path, seed: int) -> Callable[[Exchange], bool]:
    """Tells which exchanges are to be taught, by what `save` wrote; what was not measured is."""
    wrong: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))
    rng = random.Random(seed)
    return lambda one: rng.random() < LEAST + SLOPE * wrong.get(one.template, 1.0)
