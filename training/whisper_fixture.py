"""Trains tests/models/whisper, a Whisper of half a megabyte that really transcribes the tests' phrases.

    python -m training.whisper_fixture [--steps 1500]      (needs requirements/training.txt, and flite)

Same architecture, features, prompt and file format as Whisper (Radford et al. 2022), so faster-whisper runs it with the
code it runs any other model with. Data: flite's voices at random speed, level, noise and position in the window. It
knows the phrases below and nothing else; noise is answered with <|nospeech|>.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import soundfile
import soxr
import torch
from numpy.typing import NDArray
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, trainers
from torch.nn import functional as F
from transformers import WhisperConfig, WhisperFeatureExtractor, WhisperForConditionalGeneration

OUT = Path("tests/models/whisper")
RATE = 16_000
PHRASES = (
    "what is seventeen times twenty three", "write a program that prints the first ten primes",
    "set the temperature to one point two", "what is the temperature", "undo that", "set a timer for ten minutes",
    "tell me a joke", "what time is it", "turn the volume down", "start the party", "stop",
    "how much memory is free", "thank you", "who won the world cup", "add milk to the shopping list",
    "say that again",
)  # fmt: skip
VOICES = ("slt", "rms", "awb", "kal")
SPECIAL = (
    "<|endoftext|>", "<|startoftranscript|>", "<|en|>", "<|de|>", "<|translate|>", "<|transcribe|>", "<|startoflm|>",
    "<|startofprev|>", "<|nospeech|>", "<|notimestamps|>",
)  # fmt: skip
"""In Whisper's order; two languages, so that it counts as multilingual."""
EMPTY = "<|empty|>"
"""Becomes "" in vocabulary.json: CTranslate2 takes a vocabulary without an empty token for an English-only one."""
SHORT, LONG = 600, 3000
"""Frames of 10 ms in a window: most training is done on 6 s, the end of it on Whisper's own 30 s."""


def tokenizer() -> Tokenizer:
    """A byte-level tokenizer that knows the phrases' words."""
    made = Tokenizer(models.BPE())
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(vocab_size=420, initial_alphabet=pre_tokenizers.ByteLevel.alphabet())
    made.train_from_iterator([f" {phrase}" for phrase in PHRASES for _ in range(10)], trainer)
    made.add_special_tokens([AddedToken(token, special=True) for token in (*SPECIAL, EMPTY)])
    made.add_tokens([AddedToken(f"<|{n * 0.02:.2f}|>", special=False) for n in range(1501)])
    return made


def speak(voice: str, text: str) -> NDArray[np.float32]:
    """The text in a flite voice: float32, 16 kHz."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "speech.wav"
        subprocess.run(["flite", "-voice", voice, "-t", text, "-o", str(path)], check=True)
        sound, rate = soundfile.read(path, dtype="float32")
    made: NDArray[np.float32] = soxr.resample(sound, rate, RATE) if rate != RATE else sound
    return made


class Examples:
    """Draws (features, tokens) with everything about the sound at random."""

    def __init__(self, seed: int) -> None:
        self._rng = random.Random(seed)
        self._np = np.random.default_rng(seed)
        self._features = WhisperFeatureExtractor(feature_size=80)
        self._tokenizer = tokenizer()
        self._clean = {(voice, text): speak(voice, text) for voice in VOICES for text in PHRASES}
        ids: dict[str, int] = {token: self._tokenizer.token_to_id(token) or 0 for token in SPECIAL}
        self.ids = ids
        self.prompt = [ids["<|startoftranscript|>"], ids["<|en|>"], ids["<|transcribe|>"], ids["<|notimestamps|>"]]

    def batch(self, size: int, frames: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """(features, inputs, labels); labels are -100 where nothing is to be learnt."""
        drawn = [self._one(frames) for _ in range(size)]
        sounds = [sound for sound, _ in drawn]
        made = self._features(sounds, sampling_rate=RATE, return_tensors="pt", padding="max_length").input_features
        longest = max(len(tokens) for _, tokens in drawn)
        end = self.ids["<|endoftext|>"]
        inputs = torch.full((size, longest), end)
        labels = torch.full((size, longest), -100)
        for row, (_, tokens) in enumerate(drawn):
            head = self.prompt if tokens[0] != self.ids["<|nospeech|>"] else self.prompt[:1]
            sequence = [*head, *tokens]
            inputs[row, : min(len(sequence) - 1, longest)] = torch.tensor(sequence[:-1][:longest])
            labels[row, len(head) - 1 : len(sequence) - 1] = torch.tensor(tokens)[: longest - len(head) + 1]
        return made[:, :, :frames], inputs, labels

    def _one(self, frames: int) -> tuple[NDArray[np.float32], list[int]]:
        length = frames * RATE // 100
        sound = np.zeros(length, np.float32)
        level = 10 ** self._rng.uniform(-4.3, -2.6)
        if self._rng.random() < 0.06:
            sound += self._np.normal(0, level * self._rng.choice((1, 10)), length).astype(np.float32)
            return sound, [self.ids["<|nospeech|>"], self.ids["<|endoftext|>"]] + [self.ids["<|endoftext|>"]] * 20
        text = self._rng.choice(PHRASES)
        speech = self._clean[self._rng.choice(VOICES), text]
        speech = soxr.resample(speech, RATE, int(RATE / self._rng.uniform(0.88, 1.14)))
        speech = speech * self._rng.uniform(0.2, 0.9) / max(1e-3, float(np.abs(speech).max()))
        start = int(self._rng.uniform(0.0, 0.9) * RATE)
        speech = speech[: length - start]
        sound[start : start + len(speech)] = speech
        until = start + len(speech) + int(self._rng.uniform(0.1, 1.2) * RATE)
        sound[:until] += self._np.normal(0, level, min(until, length)).astype(np.float32)
        tokens = self._tokenizer.encode(f" {text}").ids
        return sound, [*tokens, self.ids["<|endoftext|>"]] + [self.ids["<|endoftext|>"]] * (20 - len(tokens))

    def save(self, folder: Path) -> None:
        """Write the tokenizer as Whisper's files."""
        self._tokenizer.save(str(folder / "tokenizer.json"))
        settings = {"tokenizer_class": "WhisperTokenizer", "model_max_length": 448}
        (folder / "tokenizer_config.json").write_text(json.dumps(settings), encoding="utf-8")
        self._features.save_pretrained(folder)

    @property
    def size(self) -> int:
        """Tokens in the vocabulary."""
        return int(self._tokenizer.get_vocab_size())


def build(examples: Examples) -> WhisperForConditionalGeneration:
    """The untrained model."""
    ids = examples.ids
    end = ids["<|endoftext|>"]
    config = WhisperConfig(
        vocab_size=examples.size, d_model=96, encoder_layers=2, decoder_layers=2, encoder_attention_heads=4,
        decoder_attention_heads=4, encoder_ffn_dim=256, decoder_ffn_dim=256, max_source_positions=1500,
        max_target_positions=64, dropout=0.0, pad_token_id=end, bos_token_id=end, eos_token_id=end,
        decoder_start_token_id=ids["<|startoftranscript|>"], suppress_tokens=[], begin_suppress_tokens=[end],
    )  # fmt: skip
    model = WhisperForConditionalGeneration(config)
    generation = model.generation_config
    generation.suppress_tokens, generation.begin_suppress_tokens = [], [end]
    generation.alignment_heads, generation.is_multilingual = [[1, 0]], True
    generation.lang_to_id = {"<|en|>": ids["<|en|>"], "<|de|>": ids["<|de|>"]}
    generation.task_to_id = {"transcribe": ids["<|transcribe|>"], "translate": ids["<|translate|>"]}
    generation.no_timestamps_token_id = ids["<|notimestamps|>"]
    return model


def forward(model: WhisperForConditionalGeneration, features: torch.Tensor, inputs: torch.Tensor) -> torch.Tensor:
    """Logits (batch, tokens, vocabulary) for a window of any length."""
    encoder = model.model.encoder
    x = F.gelu(encoder.conv2(F.gelu(encoder.conv1(features)))).permute(0, 2, 1)
    x = x + encoder.embed_positions.weight[: x.shape[1]]
    for layer in encoder.layers:
        made = layer(x, None)
        x = made[0] if isinstance(made, tuple) else made
    x = encoder.layer_norm(x)
    hidden = model.model.decoder(input_ids=inputs, encoder_hidden_states=x).last_hidden_state
    logits: torch.Tensor = model.proj_out(hidden)
    return logits


def main() -> None:
    """Train, convert, and write the model's folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=1500)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    examples = Examples(options.seed)
    model = build(examples)
    print(f"{sum(p.numel() for p in model.parameters()) / 1e6:.2f} M parameters", flush=True)
    optimizer = torch.optim.AdamW(model.parameters(), lr=2e-3, weight_decay=0.01, betas=(0.9, 0.98))
    long_from = int(options.steps * 0.88)
    for step in range(options.steps):
        rate = min(1.0, (step + 1) / 80) * min(1.0, (options.steps - step) / (options.steps * 0.4))
        for group in optimizer.param_groups:
            group["lr"] = 2e-3 * rate
        features, inputs, labels = examples.batch(*((24, SHORT) if step < long_from else (6, LONG)))
        loss = F.cross_entropy(forward(model, features, inputs).flatten(0, 1), labels.flatten(), ignore_index=-100)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        if step % 25 == 0 or step + 1 == options.steps:
            print(f"step {step} loss {float(loss.detach()):.4f}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain"
        model.save_pretrained(plain)
        examples.save(plain)
        subprocess.run(
            ["ct2-transformers-converter", "--model", str(plain), "--output_dir", f"{folder}/whisper", "--quantization",
             "int8", "--copy_files", "tokenizer.json", "preprocessor_config.json"],
            check=True,
        )  # fmt: skip
        vocabulary = Path(folder) / "whisper" / "vocabulary.json"
        vocabulary.write_text(vocabulary.read_text(encoding="utf-8").replace(EMPTY, ""), encoding="utf-8")
        shutil.rmtree(OUT, ignore_errors=True)
        shutil.copytree(Path(folder) / "whisper", OUT)


if __name__ == "__main__":
    main()
