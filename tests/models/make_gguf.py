"""A language model for tests: real llama.cpp runs it, at thousands of tokens a second, and it never comes to an end."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from gguf import GGMLQuantizationType, GGUFReader, GGUFWriter, LlamaFileType

from assistant.models.registry import STARTER

WIDTH, HIDDEN, CONTEXT = 32, 64, 8192


def make(path: Path, seed: int = 0) -> Path:
    """Write a one-layer llama with random weights and the starter's tokenizer, whose end tokens are never drawn."""
    fields = GGUFReader(STARTER).fields

    def kept(key: str) -> object:
        return fields[f"tokenizer.{key}"].contents()

    tokens = kept("ggml.tokens")
    assert isinstance(tokens, list)
    rng = np.random.default_rng(seed)
    writer = GGUFWriter(str(path), "llama")
    writer.add_context_length(CONTEXT)
    writer.add_embedding_length(WIDTH)
    writer.add_block_count(1)
    writer.add_feed_forward_length(HIDDEN)
    writer.add_head_count(2)
    writer.add_head_count_kv(2)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_vocab_size(len(tokens))
    writer.add_file_type(LlamaFileType.MOSTLY_F16)
    writer.add_tokenizer_model(str(kept("ggml.model")))
    writer.add_tokenizer_pre(str(kept("ggml.pre")))
    writer.add_token_list(tokens)
    writer.add_token_types(kept("ggml.token_type"))
    writer.add_token_merges(kept("ggml.merges"))
    writer.add_eos_token_id(int(kept("ggml.eos_token_id")))  # type: ignore[call-overload]
    writer.add_bos_token_id(int(kept("ggml.bos_token_id")))  # type: ignore[call-overload]
    writer.add_add_bos_token(False)
    writer.add_chat_template(str(kept("chat_template")))
    shapes = {
        "token_embd": (len(tokens), WIDTH),
        "output": (len(tokens), WIDTH),
        "blk.0.attn_q": (WIDTH, WIDTH),
        "blk.0.attn_k": (WIDTH, WIDTH),
        "blk.0.attn_v": (WIDTH, WIDTH),
        "blk.0.attn_output": (WIDTH, WIDTH),
        "blk.0.ffn_gate": (HIDDEN, WIDTH),
        "blk.0.ffn_up": (HIDDEN, WIDTH),
        "blk.0.ffn_down": (WIDTH, HIDDEN),
    }
    for name, shape in shapes.items():
        weights = rng.normal(0, 0.3, shape)
        # The first dimension of the state is large whatever was read, and speaks against every special token.
        if name == "token_embd":
            weights[:, 0] = 5.0
        elif name in ("blk.0.attn_output", "blk.0.ffn_down"):
            weights *= 0.1
            weights[0] = 0.0
        elif name == "output":
            weights[:, 0] = [-20.0 if token.startswith("<") else 0.0 for token in tokens]
        writer.add_tensor(f"{name}.weight", weights.astype(np.float16), raw_dtype=GGMLQuantizationType.F16)
    for name in ("blk.0.attn_norm", "blk.0.ffn_norm", "output_norm"):
        writer.add_tensor(f"{name}.weight", np.ones(WIDTH, np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path
