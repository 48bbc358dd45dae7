"""Muon (Keller Jordan 2024): momentum whose steps are made orthogonal, for the matrices of a network.

PyTorch's own does the same in bfloat16, which costs ten times a whole training step on processors without AVX512-BF16
or AMX; this one computes in float32 unless told otherwise. Its state is compatible with torch.optim.Muon's.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import torch
from torch import Tensor

COEFFICIENTS = 3.4445, -4.7750, 2.0315
"""Of the quintic that pulls all singular values towards 1, as published with Muon."""
ITERATIONS = 5


def orthogonal(matrix: Tensor, dtype: torch.dtype = torch.float32) -> Tensor:
    """The nearest orthogonal matrix, roughly: singular values between about 0.7 and 1.2 (Newton-Schulz)."""
    a, b, c = COEFFICIENTS
    wide = matrix if matrix.shape[0] <= matrix.shape[1] else matrix.T
    x = (wide / wide.norm().clamp(min=1e-7)).to(dtype)
    for _ in range(ITERATIONS):
        gram = x @ x.T
        x = a * x + (b * gram + c * gram @ gram) @ x
    return (x if wide is matrix else x.T).to(matrix.dtype)


class Muon(torch.optim.Optimizer):
    """For parameters of two dimensions.

    Args:
        params: the matrices.
        lr: learning rate; a step's root mean square is about 0.2 of it, as AdamW's is.
        momentum: of the gradient (Nesterov's).
        weight_decay: decoupled.
        dtype: to compute the steps in.
    """

    def __init__(
        self,
        params: Iterable[Tensor],
        lr: float = 1e-3,
        momentum: float = 0.95,
        weight_decay: float = 0.1,
        dtype: torch.dtype = torch.float32,
    ) -> None:
        super().__init__(params, {"lr": lr, "momentum": momentum, "weight_decay": weight_decay})
        self._dtype = dtype

    @torch.no_grad()
    def step(self, closure: Any = None) -> None:
        """Take one step with the gradients as they are."""
        del closure
        for group in self.param_groups:
            for parameter in group["params"]:
                if parameter.grad is None:
                    continue
                state = self.state[parameter]
                if "momentum_buffer" not in state:
                    state["momentum_buffer"] = torch.zeros_like(parameter)
                momentum = state["momentum_buffer"].lerp_(parameter.grad, 1 - group["momentum"])
                update = orthogonal(parameter.grad.lerp(momentum, group["momentum"]), self._dtype)
                parameter.mul_(1 - group["lr"] * group["weight_decay"])
                parameter.add_(update, alpha=-group["lr"] * 0.2 * max(parameter.shape) ** 0.5)
