"""A language model for tests: real llama.cpp runs it, at thousands of tokens a second, and it never comes to an end."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
from gguf import GGMLQuantizationType, GGUFReader, GGUFWriter, LlamaFileType

from assistant.models.registry import STARTER

WIDTH, HIDDEN, CONTEXT = 32, 64, 8192


def make(
    path: Path,
    seed: int = 0,
    *,
    width: int = WIDTH,
    hidden: int = HIDDEN,
    layers: int = 1,
    template: str = "",
    context: int = CONTEXT,
) -> Path:
    """Write a llama with random weights and the starter's tokenizer, whose end tokens are never drawn.

    Args:
        path: the file.
        seed: of the weights.
        width: of the state; 256 is the least that K-quants take.
        hidden: of the feed-forward layers.
        layers: how many; more of them, and wider, are slower.
        template: the chat template; empty: the starter's.
        context: how many tokens it says that it was trained on.
    """
    fields = GGUFReader(STARTER).fields

    def kept(key: str) -> object:
        return fields[f"tokenizer.{key}"].contents()

    tokens = kept("ggml.tokens")
    assert isinstance(tokens, list)
    rng = np.random.default_rng(seed)
    writer = GGUFWriter(str(path), "llama")
    writer.add_context_length(context)
    writer.add_embedding_length(width)
    writer.add_block_count(layers)
    writer.add_feed_forward_length(hidden)
    writer.add_head_count(max(2, width // 64))
    writer.add_head_count_kv(max(2, width // 64))
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
    writer.add_chat_template(template or str(kept("chat_template")))
    shapes = {"token_embd": (len(tokens), width), "output": (len(tokens), width)}
    for layer in range(layers):
        shapes |= {f"blk.{layer}.attn_{part}": (width, width) for part in ("q", "k", "v", "output")}
        shapes |= {f"blk.{layer}.ffn_{part}": (hidden, width) for part in ("gate", "up")}
        shapes[f"blk.{layer}.ffn_down"] = (width, hidden)
    for name, shape in shapes.items():
        weights = rng.normal(0, 0.3 * (WIDTH / width) ** 0.5, shape)
        # The first dimension of the state is large whatever was read, and speaks against every special token.
        if name == "token_embd":
            weights[:, 0] = 5.0
        elif name.endswith(("attn_output", "ffn_down")):
            weights *= 0.1
            weights[0] = 0.0
        elif name == "output":
            weights[:, 0] = [-20.0 if token.startswith("<") else 0.0 for token in tokens]
        writer.add_tensor(f"{name}.weight", weights.astype(np.float16), raw_dtype=GGMLQuantizationType.F16)
    norms = [f"blk.{layer}.{norm}_norm" for layer in range(layers) for norm in ("attn", "ffn")]
    for name in (*norms, "output_norm"):
        writer.add_tensor(f"{name}.weight", np.ones(width, np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def quantise(source: Path, path: Path, kind: str) -> Path:
    """Quantise a file by llama.cpp's own function, in a process of its own.

    Args:
        source: an F16 file whose rows are multiples of 256.
        path: the new file.
        kind: llama.cpp's name of the type, "Q8_0" or "Q4_K_M".
    """
    code = (
        "import sys, llama_cpp as api\n"
        "options = api.llama_model_quantize_default_params()\n"
        f"options.ftype, options.nthread = api.LLAMA_FTYPE_MOSTLY_{kind}, 1\n"
        "import ctypes\n"
        "sys.exit(api.llama_model_quantize(sys.argv[1].encode(), sys.argv[2].encode(), ctypes.byref(options)))\n"
    )
    subprocess.run([sys.executable, "-c", code, source, path], check=True, capture_output=True)
    return path
