"""The trained model as one F16 GGUF file for llama.cpp."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
from gguf import GGMLQuantizationType, GGUFReader, GGUFWriter, LlamaFileType, TokenType
from torch import Tensor

from assistant.think.copying import TAUGHT
from assistant.think.intents import INTENTS
from training.model import Shape
from training.tokenizer import CONTROL, VISIBLE

CHAT_TEMPLATE = (
    "{% for message in messages %}{% if message['role'] in ['user', 'assistant', 'tool'] %}"
    "{{ '<|im_start|>' + message['role'] + '\n' + (message['content'] or '') }}"
    "{% if message['role'] == 'assistant' and message.get('tool_calls') %}{% for call in message['tool_calls'] %}"
    "{% set f = call['function'] if 'function' in call else call %}"
    "{{ '<tool_call>{\"name\": \"' + f['name'] + '\", \"arguments\": ' }}"
    "{{ f['arguments'] if f['arguments'] is string else f['arguments'] | tojson }}{{ '}</tool_call>' }}"
    "{% endfor %}{% endif %}{{ '<|im_end|>\n' }}"
    "{% endif %}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)
"""ChatML. System messages and tool lists are left out: the starter knows its tools by heart."""


def export(
    weights: dict[str, Tensor], shape: Shape, tokenizer_file: Path, out: Path, taught: str = "", intents: str = ""
) -> str:
    """Write out (GGUF, F16 matrices, F32 vectors) and out.sha256; return the digest.

    taught: the model's own words (data.taught_words), with blanks between them; without any it may write every word.
    intents: the classifier that comes with it (`Intents.text`); without one the model decides alone.
    """
    writer = GGUFWriter(str(out), "llama")
    writer.add_name("Hearth starter")
    writer.add_description("Small tool-calling model of the Hearth voice assistant, trained from nothing")
    writer.add_license("GPL-3.0-or-later")
    writer.add_context_length(shape.context)
    writer.add_embedding_length(shape.width)
    writer.add_block_count(shape.layers)
    writer.add_feed_forward_length(shape.hidden)
    writer.add_head_count(shape.heads)
    writer.add_head_count_kv(shape.heads)
    writer.add_layer_norm_rms_eps(shape.epsilon)
    writer.add_rope_freq_base(shape.rope_base)
    writer.add_rope_dimension_count(shape.width // shape.heads)
    if taught:
        writer.add_string(TAUGHT, taught)
    if intents:
        writer.add_string(INTENTS, intents)
    writer.add_vocab_size(shape.vocabulary)
    writer.add_file_type(LlamaFileType.MOSTLY_F16)
    _add_tokenizer(writer, tokenizer_file, shape.vocabulary)
    for name, tensor in weights.items():
        array = tensor.detach().float().numpy()
        full = name if name.endswith(".weight") else f"{name}.weight"
        if array.ndim == 1:
            writer.add_tensor(full, array.astype(np.float32))
        else:
            writer.add_tensor(full, array.astype(np.float16), raw_dtype=GGMLQuantizationType.F16)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    digest = hashlib.sha256(out.read_bytes()).hexdigest()
    out.with_suffix(out.suffix + ".sha256").write_text(f"{digest}  {out.name}\n", encoding="utf-8")
    return digest


def kept(file: Path, key: str) -> str:
    """What `export` wrote into a GGUF under TAUGHT or INTENTS; nothing when it did not."""
    field = GGUFReader(file).get_field(key)
    return "" if field is None else str(field.contents())


def _add_tokenizer(writer: GGUFWriter, tokenizer_file: Path, size: int) -> None:
    data = json.loads(tokenizer_file.read_text(encoding="utf-8"))
    ids: dict[str, int] = dict(data["model"]["vocab"])
    ids.update({added["content"]: added["id"] for added in data["added_tokens"]})
    tokens = sorted(ids, key=lambda token: ids[token])
    if len(tokens) > size:
        raise ValueError(f"the tokenizer has {len(tokens)} tokens, the model room for {size}")
    kinds = [
        TokenType.CONTROL if t in CONTROL else TokenType.USER_DEFINED if t in VISIBLE else TokenType.NORMAL
        for t in tokens
    ]
    for n in range(len(tokens), size):
        tokens.append(f"<|unused_{n}|>")
        kinds.append(TokenType.UNUSED)
    merges = [m if isinstance(m, str) else " ".join(m) for m in data["model"]["merges"]]
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("qwen2")
    writer.add_token_list(tokens)
    writer.add_token_types([int(kind) for kind in kinds])
    writer.add_token_merges(merges)
    writer.add_eos_token_id(ids["<|im_end|>"])
    writer.add_bos_token_id(ids["<|endoftext|>"])
    writer.add_pad_token_id(ids["<|endoftext|>"])
    writer.add_add_bos_token(False)
    writer.add_chat_template(CHAT_TEMPLATE)
