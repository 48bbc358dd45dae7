"""The starter model: a small Llama (RMSNorm, rotary positions, SwiGLU, tied embeddings) in PyTorch.

Rotary positions rotate interleaved pairs (x[0], x[1]), which equals ggml's NORM rope for architecture `llama`:
the query and key weights are exported as they are, with no permutation.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F


@dataclass(frozen=True)
class Shape:
    """Sizes of the model. `width` is a multiple of `heads`; the head size is width / heads."""

    vocabulary: int = 2048
    width: int = 192
    layers: int = 6
    heads: int = 6
    hidden: int = 512
    context: int = 512
    rope_base: float = 10000.0
    epsilon: float = 1e-5

    def as_dict(self) -> dict[str, Any]:
        """The shape as JSON-able values."""
        return asdict(self)


class RMSNorm(nn.Module):
    """x / rms(x) * weight (Zhang & Sennrich 2019), computed in float32."""

    def __init__(self, width: int, epsilon: float) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))
        self.epsilon = epsilon

    def forward(self, x: Tensor) -> Tensor:
        """x: (..., width)."""
        y = x.float()
        return (y * torch.rsqrt(y.pow(2).mean(-1, keepdim=True) + self.epsilon) * self.weight).to(x.dtype)


def rotate(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    """Rotate interleaved pairs. x: (batch, heads, time, size); cos, sin: (time, size / 2)."""
    even, odd = x[..., 0::2], x[..., 1::2]
    return torch.stack((even * cos - odd * sin, even * sin + odd * cos), -1).flatten(-2)


class Block(nn.Module):
    """Attention, then SwiGLU, each behind a norm and added to the stream."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        w = shape.width
        self.heads = shape.heads
        self.attn_norm = RMSNorm(w, shape.epsilon)
        self.attn_q = nn.Linear(w, w, bias=False)
        self.attn_k = nn.Linear(w, w, bias=False)
        self.attn_v = nn.Linear(w, w, bias=False)
        self.attn_output = nn.Linear(w, w, bias=False)
        self.ffn_norm = RMSNorm(w, shape.epsilon)
        self.ffn_gate = nn.Linear(w, shape.hidden, bias=False)
        self.ffn_up = nn.Linear(w, shape.hidden, bias=False)
        self.ffn_down = nn.Linear(shape.hidden, w, bias=False)

    def forward(self, x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
        """x: (batch, time, width)."""
        batch, time, width = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(batch, time, self.heads, width // self.heads).transpose(1, 2)

        h = self.attn_norm(x)
        q, k, v = split(self.attn_q(h)), split(self.attn_k(h)), split(self.attn_v(h))
        q, k = rotate(q, cos, sin).to(v.dtype), rotate(k, cos, sin).to(v.dtype)
        # By hand: PyTorch's own attention takes three times as long on a CPU to go back through sentences this short.
        scores = q @ k.transpose(-1, -2) * (width // self.heads) ** -0.5
        future = torch.full((time, time), -torch.inf, dtype=scores.dtype).triu(1)
        y = (scores + future).softmax(-1).to(v.dtype) @ v
        x = x + self.attn_output(y.transpose(1, 2).reshape(batch, time, width))
        h = self.ffn_norm(x)
        out: Tensor = x + self.ffn_down(F.silu(self.ffn_gate(h)) * self.ffn_up(h))
        return out


class Starter(nn.Module):
    """The whole model; the output matrix is the embedding's transpose."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.token_embd = nn.Embedding(shape.vocabulary, shape.width)
        self.blk = nn.ModuleList(Block(shape) for _ in range(shape.layers))
        self.output_norm = RMSNorm(shape.width, shape.epsilon)
        half = shape.width // shape.heads // 2
        frequency = shape.rope_base ** (-torch.arange(half).float() / half)
        angle = torch.outer(torch.arange(shape.context).float(), frequency)
        self.register_buffer("cos", angle.cos(), persistent=False)
        self.register_buffer("sin", angle.sin(), persistent=False)
        for name, parameter in self.named_parameters():
            if parameter.dim() == 2:
                scale = 0.02
                if name.endswith(("attn_output.weight", "ffn_down.weight")):
                    scale /= (2 * shape.layers) ** 0.5
                nn.init.normal_(parameter, std=scale)

    def features(self, tokens: Tensor) -> Tensor:
        """Token ids (batch, time) -> normed features (batch, time, width)."""
        time = tokens.shape[1]
        x = self.token_embd(tokens)
        for block in self.blk:
            x = block(x, self.cos[:time], self.sin[:time])
        out: Tensor = self.output_norm(x)
        return out

    def forward(self, tokens: Tensor) -> Tensor:
        """Token ids (batch, time) -> logits (batch, time, vocabulary)."""
        return F.linear(self.features(tokens), self.token_embd.weight)
