"""Byte-level BPE whose tokens are the same in Hugging Face `tokenizers` and in llama.cpp (pre-tokeniser "qwen2").

Merges are learned on a stricter split than the one used at run time, so none crosses from a blank or a quote
into a word: a word is then the same tokens wherever it stands, and copying it is easy for a small model.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tokenizers import AddedToken, Regex, Tokenizer
from tokenizers.decoders import ByteLevel as ByteLevelDecoder
from tokenizers.models import BPE
from tokenizers.pre_tokenizers import ByteLevel, Sequence, Split
from tokenizers.trainers import BpeTrainer

RUNTIME = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*"
    r"|\s*[\r\n]+|\s+(?!\S)|\s+"
)
"""llama.cpp's regular expression for "qwen2": digits one by one."""
LEARNING = r"\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+|\s+"
CONTROL = ("<|endoftext|>", "<|im_start|>", "<|im_end|>")
VISIBLE = ("<tool_call>", "</tool_call>")


def _split(pattern: str) -> Sequence:
    return Sequence([Split(Regex(pattern), "isolated"), ByteLevel(add_prefix_space=False, use_regex=False)])


def learn(texts: Iterable[str], size: int, path: Path) -> Tokenizer:
    """Learn `size` tokens (5 of them special) from texts and write them to path."""
    tokenizer = Tokenizer(BPE())
    tokenizer.pre_tokenizer = _split(LEARNING)
    tokenizer.decoder = ByteLevelDecoder()
    trainer = BpeTrainer(
        vocab_size=size - len(CONTROL) - len(VISIBLE),
        initial_alphabet=ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    tokenizer.pre_tokenizer = _split(RUNTIME)
    tokenizer.add_special_tokens([AddedToken(t, special=True, normalized=False) for t in CONTROL])
    tokenizer.add_tokens([AddedToken(t, special=False, normalized=False) for t in VISIBLE])
    tokenizer.save(str(path))
    return tokenizer


def load(path: Path) -> Tokenizer:
    """The tokenizer that `learn` wrote."""
    return Tokenizer.from_file(str(path))
