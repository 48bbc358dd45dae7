"""Training: Muon for the matrices, AdamW for the rest; steps, not the clock, decide the schedule."""

from __future__ import annotations

import json
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from training.alike import Alike
from training.data import WRITTEN, Shard
from training.model import Shape, Starter
from training.muon import Muon

WIDTHS = (24, 32, 40, 48, 64, 80, 96, 112, 128, 160, 192, 240, 288)
"""Batches are padded to one of these: 9 % of the tokens computed are padding. What is longer is left out (1 %)."""


@dataclass(frozen=True)
class Plan:
    """How to train. Rates are per step; `warmup` and `decay` are numbers of steps at the start and the end."""

    steps: int = 3000
    warmup: int = 60
    decay: int = 1200
    batch_tokens: int = 6144
    muon_rate: float = 4e-3
    adam_rate: float = 2e-3
    other_weight: float = 0.0
    """Weight in the loss of tokens that the model only reads; without any a step is a tenth quicker."""
    seed: int = 0
    threads: int = 1
    compile: bool = False
    power: float = 0.0
    """Of the chance of what is written, as its weight in the loss: 0 is plain cross-entropy, which nearly only what
    is hopeless moves; towards 1 the share that is right counts more and more (Zhang & Sabuncu 2018)."""
    average: float = 0.995
    """Weights are averaged over the last steps; those of a step count so much less than the next one's (Polyak)."""
    bfloat16: bool = False
    """Compute in bfloat16. A third quicker where the processor has AVX512-BF16 or AMX, 15 times slower elsewhere."""

    def factor(self, step: int) -> float:
        """Learning-rate factor at a step: linear up, flat, linear down to 0."""
        if step < self.warmup:
            return (step + 1) / self.warmup
        left = self.steps - step
        return min(1.0, left / self.decay) if self.decay else 1.0


def batches(shard: Shard, plan: Plan, rng: np.random.Generator) -> list[tuple[int, np.ndarray]]:
    """One pass over the shard: (width, indices) in random order, each about plan.batch_tokens tokens."""
    lengths = shard.lengths()
    out: list[tuple[int, np.ndarray]] = []
    low = 0
    for width in WIDTHS:
        chosen = np.flatnonzero((lengths > low) & (lengths <= width + 1))
        low = width + 1
        rng.shuffle(chosen)
        size = max(1, plan.batch_tokens // width)
        out += [(width, chosen[i : i + size]) for i in range(0, len(chosen) - size + 1, size)]
    rng.shuffle(out)
    return out


@dataclass
class Batch:
    """What a step is computed from: tensors of shape (batch, width)."""

    tokens: Tensor
    """Read, int64."""
    targets: Tensor
    """To be written after each, int64."""
    weights: Tensor
    """Of the targets, float32; padding weighs 0."""
    places: Tensor
    """Where targets are one of several that are as good (alike.py), int64; 0: nowhere."""
    texts: Tensor
    """Which text a target belongs to, int64, numbered from 1 through the batch; 0: none that is written."""


def batch(shard: Shard, width: int, indices: np.ndarray, other: float, alike: Alike) -> Batch:
    """The conversations `indices` of the shard, padded to width + 1 tokens."""
    shape = len(indices), width + 1
    tokens, places, texts = np.zeros(shape, np.int64), np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    weights = np.zeros(shape, np.float32)
    number = 0
    for row, index in enumerate(indices):
        ids, learn = shard.get(int(index))
        tokens[row, : len(ids)] = ids
        weights[row, : len(ids)] = np.array([other, 1.0, 0.0], np.float32)[learn]  # CONTEXT, WRITTEN, UNTAUGHT
        mine = np.concatenate(([0], (learn == WRITTEN).astype(np.int8), [0]))
        for begin, end in np.flatnonzero(np.diff(mine)).reshape(-1, 2):
            number += 1
            texts[row, begin:end] = number
            places[row, begin:end] = alike.places(ids[begin:end])
    return Batch(
        torch.from_numpy(tokens[:, :-1]),
        *(torch.from_numpy(array[:, 1:]) for array in (tokens, weights, places, texts)),
    )


def losses(
    logits: Tensor, targets: Tensor, places: Tensor, texts: Tensor, table: Tensor, power: float
) -> tuple[Tensor, Tensor]:
    """The loss of each target and what it weighs, shapes (targets,).

    Where answers that are as good part, it is the cross-entropy with the chances of all of them, and counts as right
    with the sum of theirs. A target weighs what the whole text that it belongs to does.

    Args:
        logits: shape (targets, vocabulary).
        targets, places, texts: see Batch, shape (targets,).
        table: see Alike.
        power: see Plan.
    """
    each = F.cross_entropy(logits, targets, reduction="none")
    chosen = places.nonzero().squeeze(1)
    chances = table[places[chosen]]
    logs = logits[chosen].log_softmax(-1)
    each = each.index_put((chosen,), -(chances * logs).sum(-1))
    with torch.no_grad():
        sure = (-each).index_put((chosen,), logs.masked_fill(chances == 0, -torch.inf).logsumexp(-1))
        text = torch.zeros(int(texts.max()) + 1).index_add(0, texts, sure)
        text[0] = 0
        weight = (power * text).exp()[texts]
    return each, weight


def weights(file: Path) -> dict[str, Tensor]:
    """The parameters in a GGUF that `export` wrote."""
    from gguf import GGUFReader

    return {str(tensor.name): torch.from_numpy(tensor.data.astype(np.float32)) for tensor in GGUFReader(file).tensors}


def grown(state: dict[str, Tensor], layers: int) -> dict[str, Tensor]:
    """The same model with more layers: new ones between the old, which add nothing yet to what passes through them.

    Only what leads out of a new layer is zero, so that it learns (as in Net2Net, Chen et al. 2016); what leads into
    it is its neighbour's.
    """
    old = 1 + max(int(name.split(".")[1]) for name in state if name.startswith("blk."))
    out = {name: tensor for name, tensor in state.items() if not name.startswith("blk.")}
    places = [layer * old // layers for layer in range(layers)]
    for layer, source in enumerate(places):
        new = layer > 0 and places[layer - 1] == source
        for name, tensor in state.items():
            if name.startswith(f"blk.{source}."):
                leads_out = name.endswith(("attn_output.weight", "ffn_down.weight"))
                out[name.replace(f".{source}.", f".{layer}.", 1)] = tensor * 0 if new and leads_out else tensor.clone()
    return out


def train(
    shape: Shape, plan: Plan, data: Path, out: Path, start_from: Path | None = None, alike: Alike | None = None
) -> None:
    """Train on the shard `data` and write out/model.pt every 100 steps; resumes from out/model.pt.

    start_from: another run's model.pt, or an exported GGUF (weights only), to continue from on other data.
    alike: which answers are as good as each other; without it, only the one that is in the data is.

    Raises: ValueError when it shall begin from another model where a training has ended.
    """
    torch.manual_seed(plan.seed)
    torch.set_num_threads(plan.threads)
    out.mkdir(parents=True, exist_ok=True)
    model = Starter(shape)
    matrices = [p for n, p in model.named_parameters() if p.dim() == 2 and "embd" not in n]
    others = [p for n, p in model.named_parameters() if not (p.dim() == 2 and "embd" not in n)]
    dtype = torch.bfloat16 if plan.bfloat16 else torch.float32
    muon = Muon(matrices, lr=plan.muon_rate, weight_decay=0.01, dtype=dtype)
    adam = torch.optim.AdamW(others, lr=plan.adam_rate, betas=(0.9, 0.95), weight_decay=0.0)
    step, saved = 0, out / "model.pt"
    mean: dict[str, Tensor] | None = None
    if saved.exists():
        state = torch.load(saved, weights_only=True)
        mean = state["average"]
        model.load_state_dict(state["model"])
        muon.load_state_dict(state["muon"])
        adam.load_state_dict(state["adam"])
        step = state["step"]
        if start_from and step >= plan.steps:
            raise ValueError(f"{saved} holds a training of {step} steps that has ended")
    elif start_from and start_from.suffix == ".gguf":
        model.load_state_dict(grown(weights(start_from), shape.layers))
    elif start_from:
        state = torch.load(start_from, weights_only=True)
        model.load_state_dict(state["model"])
        muon.load_state_dict(state["muon"])
        adam.load_state_dict(state["adam"])
    mean = mean or {name: tensor.clone() for name, tensor in model.state_dict().items()}
    means, now = list(mean.values()), [model.state_dict()[name] for name in mean]
    (out / "plan.json").write_text(
        json.dumps({"plan": asdict(plan), "shape": shape.as_dict()}, indent=1), encoding="utf-8"
    )
    shard = Shard.load(data)
    alike = alike or Alike(lambda _text: [], shape.vocabulary, ())
    table = alike.table()
    features = model.features
    if plan.compile:
        torch._dynamo.config.recompile_limit = 2 * len(WIDTHS)  # once for every width, half a minute each
        features = torch.compile(model.features, dynamic=False)
    rng = np.random.default_rng(plan.seed)
    order: list[tuple[int, np.ndarray]] = []
    began, seen = time.monotonic(), 0
    for current in range(plan.steps):
        if not order:
            order = batches(shard, plan, rng)
        width, indices = order.pop()
        if current < step:
            continue
        part = batch(shard, width, indices, plan.other_weight, alike)
        for optimizer, rate in ((muon, plan.muon_rate), (adam, plan.adam_rate)):
            for group in optimizer.param_groups:
                group["lr"] = rate * plan.factor(current)
        flat = part.weights.flatten()
        taught = flat.nonzero().squeeze(1)  # what weighs nothing needs no prediction
        flat = flat[taught]
        with torch.autocast("cpu", torch.bfloat16, enabled=plan.bfloat16):
            h = features(part.tokens)
            logits = F.linear(h.flatten(0, 1)[taught], model.token_embd.weight)
        targets, places, texts = (t.flatten()[taught] for t in (part.targets, part.places, part.texts))
        each, weight = losses(logits.float(), targets, places, texts, table, plan.power)
        loss = (each * weight * flat).sum() / flat.sum()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        for optimizer in (muon, adam):
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
        # What went before the first steps counts for no more than they do.
        torch._foreach_lerp_(means, now, 1 - min(plan.average, current / (current + 10)))
        seen += int(shard.lengths()[indices].sum())
        if current % 25 == 0 or current + 1 == plan.steps:
            mine = float(each.detach()[flat >= 1].mean())
            rate = seen / (time.monotonic() - began)
            print(
                f"step {current} loss {mine:.4f} all {float(loss.detach()):.4f} {rate:.0f} tokens/s {seen / 1e6:.2f} M",
                flush=True,
            )
        if (current + 1) % 100 == 0 or current + 1 == plan.steps:
            state = {
                "model": model.state_dict(),
                "average": mean,
                "muon": muon.state_dict(),
                "adam": adam.state_dict(),
                "step": current + 1,
            }
            torch.save(state, out / "model.pt.new")
            (out / "model.pt.new").replace(saved)
