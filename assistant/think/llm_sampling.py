"""How llama.cpp draws a word, and how likely it is."""

from __future__ import annotations

from typing import Any

import numpy as np

Frame = dict[str, Any]
Logits = np.ndarray[Any, np.dtype[np.float32]]


class Chain:
    """llama.cpp's samplers for one request, in llama.cpp's own order."""

    def __init__(self, api: Any, vocabulary: int, sampling: Frame, heat: float) -> None:
        self._api = api
        self._chain = api.llama_sampler_chain_init(api.llama_sampler_chain_default_params())
        seed = int(sampling["seed"])
        links = []
        if float(sampling["repeat_penalty"]) != 1.0:
            links.append(api.llama_sampler_init_penalties(vocabulary, 64, float(sampling["repeat_penalty"]), 0.0, 0.0))
        links += [
            api.llama_sampler_init_top_k(int(sampling["top_k"])),
            api.llama_sampler_init_top_p(float(sampling["top_p"]), 1),
            api.llama_sampler_init_min_p(float(sampling["min_p"]), 1),
            api.llama_sampler_init_temp(max(heat, 0.01)),
            api.llama_sampler_init_dist(seed),
        ]
        for link in links:
            api.llama_sampler_chain_add(self._chain, link)

    def __enter__(self) -> Chain:
        return self

    def __exit__(self, *_: object) -> None:
        self._api.llama_sampler_free(self._chain)

    def sample(self, context: Any) -> int:
        """Draw from the last logits."""
        return int(self._api.llama_sampler_sample(self._chain, context, -1))


def probability(logits: Logits, token: int) -> float:
    """Of a token, by softmax; no token may be likelier than it."""
    return float(1.0 / np.exp(logits - logits[token]).sum())


def shares(logits: Logits, tokens: np.ndarray[Any, np.dtype[np.int64]]) -> Logits:
    """The probabilities of some tokens, by softmax."""
    chances = np.exp(logits - logits.max())
    return np.asarray(chances[tokens] / chances.sum())
