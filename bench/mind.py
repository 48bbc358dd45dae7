"""How fast the mind is: the first word by turn of a conversation, and our overhead over bare llama.cpp.

    python -m bench.mind [--model FILE] [--quick]

Everything is a ratio within one run, because machines differ and are busy: the time to the first word as a multiple
of that of the first warm turn with a history, and the time for a token as a multiple of llama.cpp's own on the same
prompt. Without a model a small one with random weights is made: it needs no download, and what is measured does not
depend on sense.
"""

from __future__ import annotations

import argparse
import math
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.engines import EndPart, Message, Sampling, TextPart
from assistant.models.registry import ModelFile
from assistant.think.chat_template import CHATML
from assistant.think.llm import LlamaChatModel

ROOT = Path(__file__).parents[1]
TURNS = (1, 2, 10, 50)
ROUNDS = 31
"""Comparisons with bare llama.cpp, short and many: what else runs on the machine disturbs some, not their median."""
INTERRUPTIONS = 5
TOKENS = 49
CANCEL_SECONDS = 0.05
"""What an interruption may take."""
MOST = 0.03
"""What we may add to llama.cpp's own time for a token."""

_BARE = """
import ctypes, os, sys, time
os.environ["OMP_WAIT_POLICY"] = "PASSIVE"
import llama_cpp as api
from assistant.think.llm_worker import read_frame, write_frame
out = os.fdopen(os.dup(1), "wb"); os.dup2(2, 1)
llm = api.Llama(model_path=sys.argv[1], n_ctx=int(sys.argv[2]), n_threads=1, n_threads_batch=1, verbose=False)
context, memory = llm._ctx.ctx, api.llama_get_memory(llm._ctx.ctx)
held = []
while (order := read_frame(sys.stdin.buffer)) is not None:
    prompt = llm.tokenize(order["text"].encode(), add_bos=False, special=True)
    known = len(prompt) - 1 if prompt == held else 0
    api.llama_memory_seq_rm(memory, 0, known, -1)
    held = prompt
    began = time.perf_counter()
    for at in range(known, len(prompt), 512):
        piece = prompt[at : at + 512]
        batch = (api.llama_token * len(piece))(*piece)  # kept: llama.cpp holds only its address
        api.llama_decode(context, api.llama_batch_get_one(batch, len(piece)))
    read = time.perf_counter()
    chain = api.llama_sampler_chain_init(api.llama_sampler_chain_default_params())
    for link in (api.llama_sampler_init_top_k(40), api.llama_sampler_init_top_p(0.95, 1),
                 api.llama_sampler_init_min_p(0.05, 1), api.llama_sampler_init_temp(0.7),
                 api.llama_sampler_init_dist(1)):
        api.llama_sampler_chain_add(chain, link)
    for _ in range(order["tokens"]):
        batch = (api.llama_token * 1)(api.llama_sampler_sample(chain, context, -1))
        api.llama_decode(context, api.llama_batch_get_one(batch, 1))
    api.llama_sampler_free(chain)
    write_frame(out, {"prompt": len(prompt), "read": read - began, "wrote": time.perf_counter() - read})
"""


@dataclass(frozen=True, slots=True)
class Result:
    """What was measured. Ratios; 1.0 is the first warm turn with a history, or bare llama.cpp."""

    first_word: dict[str, float]
    """By "turn 1 cold", "turn 1", "turn 2", "turn 10", "turn 50" and "two rooms"."""
    overhead: float
    """Our time for a token / llama.cpp's own - 1, writing."""
    between: tuple[float, float]
    """The confidence interval of that, 95 %."""
    reused: dict[str, float]
    """Share of the prompt that did not have to be read, by turn."""
    cancel: float
    """The longest time from an interruption, while a prompt is read, to the end of the answer / CANCEL_SECONDS."""


class _Bare:
    """llama.cpp without us, in a process of its own as ours is."""

    def __init__(self, path: Path, context: int) -> None:
        from assistant.think.llm_worker import read_frame, write_frame

        self._read, self._write = read_frame, write_frame
        self._process = subprocess.Popen(
            [sys.executable, "-c", _BARE, str(path), str(context)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def seconds(self, text: str, tokens: int) -> float:
        """To write that many tokens after this prompt."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._write(self._process.stdin, {"text": text, "tokens": tokens})
        frame = self._read(self._process.stdout)
        assert frame is not None, "bare llama.cpp ended"
        return float(frame["wrote"])

    def close(self) -> None:
        """End it."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()


def first_word(model: LlamaChatModel, messages: Sequence[Message]) -> tuple[float, float]:
    """Seconds to the first word, and the share of the prompt that was not read again."""
    began, first = time.perf_counter(), 0.0
    for part in model.stream(messages, (), Sampling(max_tokens=4, seed=1)):
        if isinstance(part, TextPart) and not first:
            first = time.perf_counter() - began
        if isinstance(part, EndPart):
            return first or time.perf_counter() - began, part.reused_tokens / max(part.prompt_tokens, 1)
    raise AssertionError("the answer did not end")


def history(room: str, turns: int) -> list[Message]:
    """A conversation up to its latest question."""
    made = [Message("system", f"You are in the {room}. " + "Answer in a few plain words. " * 40)]
    for turn in range(turns - 1):
        made += [
            Message("user", f"what do you see in the {room} at {turn} o'clock"),
            Message("assistant", f"at {turn} o'clock there is a cat on the shelf of the {room}"),
        ]
    return [*made, Message("user", f"and now, in turn {turns}, in the {room}")]


def measure(path: Path, context: int = 8192) -> Result:
    """Measure a model's file."""
    model = LlamaChatModel(ModelFile(path), context=context, threads=1)
    shares: dict[str, float] = {}
    seconds: dict[str, list[float]] = {}

    def note(name: str, room: str, turn: int) -> None:
        took, shares[name] = first_word(model, history(room, turn))
        seconds.setdefault(name, []).append(took)

    try:
        model.load()
        note("turn 1 cold", "kitchen", 1)
        for number in range(3):
            room = f"room {number}"
            model.warm(history(room, 1)[:1], ())
            for turn in range(1, max(TURNS) + 1):
                if turn in TURNS:
                    note(f"turn {turn}", room, turn)
                else:
                    first_word(model, history(room, turn))
        for turn in range(2, 8):
            for room in ("hall", "cellar"):
                if turn == 2:
                    first_word(model, history(room, turn - 1))
                note("two rooms", room, turn)
    finally:
        model.close()
    middle = {name: statistics.median(values) for name, values in seconds.items()}
    # Turn 1 has no history, whose last answer is read again in every other turn: the first like all others is turn 2.
    ratios = {name: value / middle["turn 2"] for name, value in middle.items()}
    added, between = overhead(path, context)
    return Result(ratios, added, between, shares, cancelling(path, context) / CANCEL_SECONDS)


def cancelling(path: Path, context: int = 8192) -> float:
    """Seconds from an interruption in the middle of a long prompt to the end of the answer; the worst of some."""
    model = LlamaChatModel(ModelFile(path), context=context, threads=1)
    worst = 0.0
    try:
        model.load()
        for number in range(INTERRUPTIONS):
            called = [0.0]

            def stop(called: list[float] = called) -> None:
                called[0] = time.perf_counter()
                model.interrupt()

            timer = threading.Timer(0.3, stop)
            timer.start()
            for _ in model.stream([Message("user", f"{number} words " * 2000)], (), Sampling(max_tokens=4)):
                pass
            ended = time.perf_counter()
            timer.join()
            if called[0] < ended:
                worst = max(worst, ended - called[0])
    finally:
        model.close()
    return worst


def overhead(path: Path, context: int = 8192) -> tuple[float, tuple[float, float]]:
    """How much slower we write than llama.cpp itself: the median of comparisons side by side, and its interval."""
    messages = history("kitchen", 3)
    text = "".join(f"<|im_start|>{m.role}\n{m.content}<|im_end|>\n" for m in messages) + "<|im_start|>assistant\n"
    model = LlamaChatModel(ModelFile(path), context=context, threads=1)
    bare = _Bare(path, context)

    def theirs() -> float:
        # The time of the first token goes away on both sides: it holds what reading the prompt takes.
        return bare.seconds(text, TOKENS) - bare.seconds(text, 1)

    def ours() -> float:
        return _our_seconds(model, messages, TOKENS) - _our_seconds(model, messages, 1)

    ratios = []
    try:
        theirs(), ours()
        for number in range(ROUNDS):
            if number % 2:  # whoever is first may find the processor slower, or quicker
                we, they = ours(), theirs()
            else:
                they, we = theirs(), ours()
            ratios.append(we / they - 1)
    finally:
        model.close()
        bare.close()
    ratios.sort()
    return statistics.median(ratios), (ratios[_below(ROUNDS)], ratios[-1 - _below(ROUNDS)])


def _below(count: int) -> int:
    """The index of the order statistic below which the median of `count` lies with a chance of 2.5 % (binomial)."""
    chance, index = 0.0, 0
    while (chance := chance + math.comb(count, index) / 2**count) <= 0.025:
        index += 1
    return max(0, index - 1)


def _our_seconds(model: LlamaChatModel, messages: Sequence[Message], tokens: int) -> float:
    """To answer with that many tokens, as whoever asks sees it; the prompt is known already."""
    began = time.perf_counter()
    for part in model.stream(messages, (), Sampling(max_tokens=tokens, seed=1)):
        if isinstance(part, EndPart):
            assert part.completion_tokens == tokens, "the model ended its answer early: choose another"
    return time.perf_counter() - began


def show(result: Result) -> str:
    """The table."""
    lines = ["time to the first word, as a multiple of the first warm turn with a history:"]
    lines += [f"  {name:12} {ratio:6.2f} x   ({result.reused[name]:4.0%} of the prompt not read again)"
              for name, ratio in result.first_word.items()]  # fmt: skip
    verdict = "within" if result.overhead <= MOST else "ABOVE"
    low, high = result.between
    lines.append(f"overhead over bare llama.cpp, writing: {result.overhead:.1%} ({verdict} {MOST:.0%})")
    lines.append(f"  between {low:.1%} and {high:.1%} (confidence 95 %)")
    lines.append(f"interrupted while a prompt is read: {result.cancel:.2f} of {CANCEL_SECONDS * 1000:.0f} ms at worst")
    return "\n".join(lines)


def run(model: Path | None = None, quick: bool = False) -> Result:
    """Measure and print.

    Args:
        model: a GGUF file; None: a small one is made.
        quick: a smaller one.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = model
        if path is None:
            from tests.models.make_gguf import make

            print("making a model with random weights ...", flush=True)
            width, layers = (256, 4) if quick else (512, 10)
            file = Path(folder) / "bench.gguf"
            path = make(file, width=width, hidden=3 * width, layers=layers, template=CHATML)
        print(f"measuring {path.name} (some minutes) ...", flush=True)
        result = measure(path)
    print(show(result))
    return result


if __name__ == "__main__":
    options = argparse.ArgumentParser(prog="python -m bench.mind", description=(__doc__ or "").splitlines()[0])
    options.add_argument("--model", type=Path, help="a GGUF file (default: one with random weights is made)")
    options.add_argument("--quick", action="store_true", help="a smaller model")
    chosen = options.parse_args()
    run(chosen.model, chosen.quick)
