"""The language model, in a process of its own that may die without taking the assistant along."""

from __future__ import annotations

import contextlib
import os
import secrets
import select
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any

from assistant.engines import BadCallPart, CallPart, EndPart, Message, NoticePart, Part, Sampling, TextPart
from assistant.errors import EngineDiedError, EngineError, ModelFileError
from assistant.models.registry import ModelFile, check
from assistant.think.llm_worker import read_frame, write_frame

ROOT = Path(__file__).parents[2]
LOAD_SECONDS = 300.0
"""A model of tens of gigabytes on a slow disk takes minutes; one that takes longer hangs."""
STOP_SECONDS = 5.0
"""How long a cancelled answer may take to end before the process is killed (30 ms are usual)."""
STALL_SECONDS = 300.0
"""How long the process may be silent: a sign of life comes with each token, and with each 512 tokens of a prompt."""
LOOK_SECONDS = 0.2
AGAIN = "It is started again for the next question; if this keeps happening, run: ./hearth doctor"


class LlamaChatModel:
    """llama-cpp-python in a child process.

    `stream` and `close` belong to one thread; `interrupt` may be called from any. The process starts with the
    first `stream` (or `load`) and again after it died.

    Args:
        model: the GGUF file; its SHA-256, when recorded, is checked before each start.
        context: tokens of the window.
        threads: of the computation; 0: one less than there are cores (at least one).
        prompt: the most tokens of a prompt, for a model that was trained on less than its window; 0: no limit.
        gpu_layers: layers that a GPU computes, where llama.cpp was built for one; -1: all of them.
        cache_mb: MiB for the state of conversations that wait for their next turn.
    """

    def __init__(
        self,
        model: ModelFile,
        *,
        context: int = 8192,
        threads: int = 0,
        prompt: int = 0,
        gpu_layers: int = -1,
        cache_mb: int = 1024,
    ) -> None:
        self.name = model.path.stem
        self._gpu_layers = gpu_layers
        self._cache_bytes = cache_mb << 20
        self._model = model
        self._context = context
        self._prompt = prompt
        self._threads = threads or max(1, (os.cpu_count() or 2) - 1)
        self._process: subprocess.Popen[bytes] | None = None
        self._log: IO[bytes] | None = None
        self._writing = threading.Lock()
        self._answering = 0
        self._loading = False
        self._hung = False
        self._cancelled_at = 0.0
        self._next = 1
        self._noticed = False

    @property
    def pid(self) -> int | None:
        """Of the running process."""
        return self._process.pid if self._process and self._process.poll() is None else None

    def load(self) -> None:
        """Start the process and load the file, if that is not done yet.

        Raises:
            ModelFileError: the file is missing, is corrupt, or is not the recorded one.
            EngineError: the process cannot be started.
        """
        if self.pid is not None:
            return
        self._reap()
        check(self._model)
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the process
        paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join(paths),  # the same package, whatever the working directory
            "OMP_WAIT_POLICY": "PASSIVE",  # spinning threads starve everything else
        }
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "assistant.think.llm_worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._log,
                bufsize=0,  # nothing hides in a buffer, so select() tells the truth
                env=environment,
                start_new_session=True,  # Ctrl-C is for the assistant, which ends this process itself
            )
        except OSError as error:
            raise EngineError(f"The language model's process cannot be started: {error}.") from error
        path = str(self._model.path)
        self._loading = True
        order = {"op": "load", "path": path, "context": self._context, "threads": self._threads}
        self._send({**order, "gpu_layers": self._gpu_layers, "cache_bytes": self._cache_bytes})
        frame = self._receive(LOAD_SECONDS)
        self._loading = False
        if frame is None:
            how = self._how_it_ended()
            raise ModelFileError(f"The language model {path} cannot be loaded: {how}.", "Choose another model file.")
        if "failed" in frame:
            self._reap()
            what = frame["failed"] if "chat template" in frame["failed"] else "it is damaged or of an unknown kind"
            raise ModelFileError(
                f"The language model {path} cannot be loaded: {what}.",
                "Put a good copy there, or choose another one as path under [model] in the configuration.",
            )

    def stream(
        self, messages: Sequence[Message], tools: Sequence[dict[str, Any]], sampling: Sampling
    ) -> Iterator[Part]:
        """Yield the answer; see engines.ChatModel."""
        seed = secrets.randbits(31) if sampling.seed is None else sampling.seed
        order = {
            "op": "answer",
            "messages": [_plain(message) for message in messages],
            "tools": list(tools),
            "prompt": self._prompt,
            "sampling": {
                "thinking": sampling.thinking,
                "temperature": sampling.temperature,
                "top_k": sampling.top_k,
                "top_p": sampling.top_p,
                "min_p": sampling.min_p,
                "repeat_penalty": sampling.repeat_penalty,
                "max_tokens": sampling.max_tokens,
                "seed": seed,
            },
        }
        for frame in self._frames(order):
            if "text" in frame:
                yield TextPart(frame["text"])
            elif "call" in frame:
                yield CallPart(frame["call"], frame["arguments"], frame["confidence"])
            elif "bad" in frame:
                yield BadCallPart(frame["bad"], frame["why"])
            elif "notice" in frame and not self._noticed:
                self._noticed = True  # once is enough
                yield NoticePart(frame["notice"], frame["remedy"])
            elif "end" in frame:
                counts = frame["prompt_tokens"], frame["completion_tokens"], frame["reused_tokens"]
                yield EndPart(frame["end"], seed, *counts)

    def warm(
        self, messages: Sequence[Message], tools: Sequence[dict[str, Any]], thinking: int = 0, max_tokens: int = 512
    ) -> None:
        """See engines.ChatModel."""
        plain = [_plain(message) for message in messages]
        order = {"op": "warm", "messages": plain, "tools": list(tools), "thinking": thinking}
        for _ in self._frames({**order, "max_tokens": max_tokens}):
            pass

    def _frames(self, order: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """Give an order and yield what comes back, up to its end; closing the generator cancels it."""
        self.load()
        number, self._next = self._next, self._next + 1
        self._cancelled_at = 0.0
        self._answering = number
        self._send({**order, "id": number})
        try:
            while True:
                frame = self._receive(STALL_SECONDS)
                if frame is None:
                    raise self._died("while it answered")
                if frame.get("id") != number:
                    continue
                if "failed" in frame:
                    self._answering = 0
                    raise EngineError(f"The language model {self.name} cannot answer: {frame['failed']}.")
                if "end" in frame:
                    self._answering = 0
                yield frame
                if "end" in frame:
                    return
        finally:
            if self._answering:
                self._stop_answering(number)

    def interrupt(self) -> None:
        """Make a running `stream` end; see engines.ChatModel. A model that is still being loaded is given up."""
        if self._loading and self._process is not None:
            self._process.kill()
        if number := self._answering:
            self._cancelled_at = time.monotonic()
            self._send({"op": "cancel", "id": number})

    def close(self) -> None:
        """End the process."""
        self._reap()

    def _stop_answering(self, number: int) -> None:
        """The caller went away in mid-answer: cancel, and read until the answer has ended."""
        if self._process is None or self._process.poll() is not None:
            self._answering = 0
            return
        self.interrupt()
        self._answering = 0
        deadline = time.monotonic() + STOP_SECONDS
        while (left := deadline - time.monotonic()) > 0:
            frame = self._receive(left)
            if frame is None or (frame.get("id") == number and ("end" in frame or "failed" in frame)):
                return
        self._reap()

    def _send(self, frame: dict[str, Any]) -> None:
        process = self._process
        if process is None or process.stdin is None:
            return
        # A broken pipe means that it died; whoever reads the answer finds out and says how.
        with contextlib.suppress(BrokenPipeError, ValueError), self._writing:
            write_frame(process.stdin, frame)

    def _receive(self, seconds: float) -> dict[str, Any] | None:
        """The next frame; None when the process ended, or was killed because it took too long.

        Too long is `seconds`, or STOP_SECONDS after it was cancelled.
        """
        assert self._process is not None
        assert self._process.stdout is not None
        pipe = self._process.stdout
        deadline = time.monotonic() + seconds
        while not select.select([pipe], [], [], min(seconds, LOOK_SECONDS))[0]:
            now = time.monotonic()
            if now > deadline or (self._cancelled_at and now > self._cancelled_at + STOP_SECONDS):
                self._hung = True
                self._process.kill()
                break
        return read_frame(pipe)

    def _died(self, when: str) -> EngineDiedError:
        how = self._how_it_ended()
        return EngineDiedError(f"The language model's process ended {when}: {how}.", AGAIN)

    def _how_it_ended(self) -> str:
        """Reap the dead process and say how it ended."""
        process, log = self._process, self._log
        if process is None:
            return "it was not running"
        status = process.wait()
        if self._hung:
            self._reap()
            return "it hung and was ended"
        said = ""
        if log is not None:
            log.seek(0)
            lines = [line for line in log.read()[-4000:].decode("utf-8", "replace").splitlines() if line.strip()]
            said = lines[-1].strip() if lines else ""
        self._reap()
        if status < 0:
            # Nobody but the kernel, when memory runs out, sends this one by itself.
            why = ", probably because memory ran out" if -status == signal.SIGKILL else ""
            try:
                return f"it was ended by {signal.Signals(-status).name}{why}"
            except ValueError:
                return f"it was ended by signal {-status}"
        return f"exit status {status}{f' ({said[:200]})' if said else ''}"

    def _reap(self) -> None:
        process, self._process = self._process, None
        log, self._log = self._log, None
        self._answering = 0
        self._hung = False
        self._cancelled_at = 0.0
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    pipe.close()
        if log is not None:
            log.close()


def _plain(message: Message) -> dict[str, Any]:
    calls = [{"tool": call.tool, "arguments": call.arguments} for call in message.tool_calls]
    return {"role": message.role, "content": message.content, "tool_calls": calls, "tool": message.tool}
