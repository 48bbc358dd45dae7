"""The language model's process: llama.cpp on one thread, a reader of orders on another.

llama.cpp ends its process where Python would raise (a lab of crashes: bad grammars, two threads, close while
it runs), so it lives here and the assistant survives it. Frames on stdin and stdout are a 4-byte big-endian
length and that many bytes of JSON. Orders: load, answer, cancel; the end of stdin ends the process.
"""

from __future__ import annotations

import codecs
import ctypes
import json
import os
import queue
import re
import struct
import sys
import threading
from collections.abc import Iterator
from typing import IO, Any

from assistant.think.chat_template import CHATML, ChatTemplate, ChatTemplateError
from assistant.think.conversation import fit
from assistant.think.tool_calls import MARKS, OPEN_CALL

LENGTH = struct.Struct(">I")


def read_frame(stream: IO[bytes]) -> dict[str, Any] | None:
    """The next frame; None at the end of the stream."""
    head = _read_exactly(stream, LENGTH.size)
    body = _read_exactly(stream, LENGTH.unpack(head)[0]) if head else b""
    if not body:
        return None
    frame: dict[str, Any] = json.loads(body)
    return frame


def _read_exactly(stream: IO[bytes], size: int) -> bytes:
    """That many bytes, also from a pipe without a buffer; none when the stream ends before."""
    data = b""
    while len(data) < size:
        piece = stream.read(size - len(data))
        if not piece:
            return b""
        data += piece
    return data


def write_frame(stream: IO[bytes], frame: dict[str, Any]) -> None:
    """Write a frame and flush it."""
    body = json.dumps(frame).encode()
    stream.write(LENGTH.pack(len(body)) + body)
    stream.flush()


class Engine:
    """A loaded model. Only the main thread enters it."""

    def __init__(self, path: str, context: int, threads: int) -> None:
        import llama_cpp

        self._api = llama_cpp
        self.cancelled = False
        self.llm = llama_cpp.Llama(
            model_path=path, n_ctx=context, n_threads=threads, n_threads_batch=threads, verbose=False
        )
        # The callback must be kept: llama.cpp holds only its address.
        self._abort = ctypes.CFUNCTYPE(ctypes.c_bool, ctypes.c_void_p)(lambda _: self.cancelled)
        llama_cpp.llama_set_abort_callback(self.llm._ctx.ctx, self._abort, None)
        vocabulary = self.llm._model.vocab
        own = llama_cpp.LLAMA_TOKEN_ATTR_CONTROL | llama_cpp.LLAMA_TOKEN_ATTR_USER_DEFINED
        self.special: dict[int, str] = {}
        self._control: set[int] = set()
        for token in range(self.llm.n_vocab()):
            kind = llama_cpp.llama_vocab_get_attr(vocabulary, token)
            if kind & llama_cpp.LLAMA_TOKEN_ATTR_CONTROL:
                self._control.add(token)
            if kind & own:
                text = llama_cpp.llama_vocab_get_text(vocabulary, token).decode("utf-8", "replace")
                if re.fullmatch(r"[<\[]\S+[>\]]", text):
                    self.special[token] = text
        self._call_token = next((token for token, text in self.special.items() if text == OPEN_CALL), None)
        self._vocabulary = vocabulary
        source = self.llm.metadata.get("tokenizer.chat_template") or CHATML
        begin, end = (self._text(self.llm.token_bos()), self._text(self.llm.token_eos()))
        self.template = ChatTemplate(source, begin, end, [*self.special.values(), *MARKS])
        self._begin = begin

    def _text(self, token: int) -> str:
        if token < 0:
            return ""
        return str(self._api.llama_vocab_get_text(self._vocabulary, token).decode("utf-8", "replace"))

    def prompt(self, messages: list[dict[str, Any]], tools: list[dict[str, Any]], room: int) -> list[int]:
        """Tokens of the prompt, at most `room`; oldest turns are left out."""

        def tokens(kept: list[dict[str, Any]]) -> list[int]:
            text = self.template.render(kept, tools)
            begins = bool(self._begin) and text.startswith(self._begin)
            found: list[int] = self.llm.tokenize(text.encode(), add_bos=not begins, special=True)
            return found

        made = tokens(messages)
        if len(made) > room:
            made = tokens(fit(messages, lambda kept: len(tokens(kept)), room))
        return made[-room:]

    def answer(self, order: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """Frames of one answer; the last has `end`."""
        sampling = order["sampling"]
        window = self.llm.n_ctx()
        most = min(int(sampling["max_tokens"]), window // 2)
        room = min(window - most - 1, order["prompt"] or window)
        prompt = self.prompt(order["messages"], order["tools"], room)
        self.llm.set_seed(int(sampling["seed"]))
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
        written, reason = 0, "length"
        try:
            for token in self._tokens(prompt, sampling, most):
                if self.cancelled:
                    reason = "cancelled"
                    break
                mark = self.special.get(token, "") in MARKS
                if self._api.llama_vocab_is_eog(self._vocabulary, token) or (token in self._control and not mark):
                    reason = "stop"  # also when it goes on with somebody else's message
                    break
                written += 1
                piece = decoder.decode(self.llm.detokenize([token], special=mark))
                if piece:
                    yield {"text": piece}
        except RuntimeError:
            if not self.cancelled:
                raise
            reason = "cancelled"
        yield {"end": reason, "prompt_tokens": len(prompt), "completion_tokens": written}

    def _tokens(self, prompt: list[int], sampling: dict[str, Any], most: int) -> Iterator[int]:
        """Talk hot, tools cold: whether a call begins, and all of the call, is chosen without temperature."""
        cold = {"top_k": 1, "top_p": 1.0, "min_p": 0.0, "temp": 0.0, "repeat_penalty": 1.0}
        hot = {name: sampling[name] for name in ("top_k", "top_p", "min_p", "repeat_penalty")}
        hot["temp"] = sampling["temperature"]
        if hot["temp"] <= 0:
            hot = cold
        tokens, left = list(prompt), most
        while left > 0:
            processors = self._api.LogitsProcessorList([self._call_or_not]) if hot is not cold else None
            heat, hot = hot, cold
            stream = self.llm.generate(tokens, logits_processor=processors, **heat)
            try:
                for token in stream:
                    yield token
                    tokens.append(token)
                    left -= 1
                    if left <= 0:
                        return
                    if token == self._call_token and heat is not cold:
                        break  # a call begins: go on with the same prefix, cold
            finally:
                stream.close()

    def _call_or_not(self, _: Any, scores: Any) -> Any:
        """A logits processor: the token that opens a call is taken if it is the likeliest, else never."""
        token = self._call_token
        if token is not None:
            if int(scores.argmax()) == token:
                scores[:] = -float("inf")
                scores[token] = 0.0
            else:
                scores[token] = -float("inf")
        return scores


def main() -> None:
    """Serve orders until stdin ends."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not fall among the frames
    orders: queue.Queue[dict[str, Any]] = queue.Queue()
    running: dict[str, Any] = {"id": None, "engine": None}
    stopped: set[int] = set()

    def read() -> None:
        while (frame := read_frame(sys.stdin.buffer)) is not None:
            if frame["op"] == "cancel":
                stopped.add(frame["id"])
                if running["id"] == frame["id"] and running["engine"] is not None:
                    running["engine"].cancelled = True
            else:
                orders.put(frame)
        os._exit(0)

    threading.Thread(target=read, daemon=True).start()
    while True:
        order = orders.get()
        if order["op"] == "load":
            try:
                engine = Engine(order["path"], order["context"], order["threads"])
            except (ValueError, RuntimeError, OSError, ChatTemplateError) as error:
                write_frame(out, {"failed": str(error)})
                continue
            running["engine"] = engine
            write_frame(out, {"loaded": True, "window": engine.llm.n_ctx()})
            continue
        engine = running["engine"]
        engine.cancelled = False
        running["id"] = order["id"]
        engine.cancelled = order["id"] in stopped
        try:
            for frame in engine.answer(order):
                write_frame(out, {"id": order["id"], **frame})
        except (ValueError, RuntimeError, ChatTemplateError) as error:
            write_frame(out, {"id": order["id"], "failed": str(error)})
        running["id"] = None
        stopped.discard(order["id"])


if __name__ == "__main__":
    main()
