"""llama.cpp itself: a loaded model, what it has read already, and how it draws its words.

Imported by the model's own process only (llm_worker). One thread enters it.
"""

from __future__ import annotations

import codecs
import ctypes
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from assistant.engines import CallPart, TextPart
from assistant.think.chat_template import CHATML, ChatTemplate
from assistant.think.conversation import CALL_TOKENS, Arranged, arrange, fit, lost_tools, reserved
from assistant.think.copying import TAUGHT, Copying
from assistant.think.intents import BACKED, CLOSE_CALL, INTENTS, Guide, Intents, Pieces
from assistant.think.llm_memory import Memory, common
from assistant.think.llm_sampling import Chain, Frame, Logits, probability, shares
from assistant.think.plausible import is_plausible
from assistant.think.second_thoughts import DOUBTFUL, Writer, best
from assistant.think.tool_calls import MARKS, OPEN_CALL, OPENERS, ToolCallParser
from tools.whole import whole

KEEP_BLOCK = 8
"""Turns that are dropped together: each drop makes the rest be read again, so it must not happen every turn."""
LEAST_ANSWER = 16
"""Tokens that a prompt must leave."""
CPU_BATCH = 64
"""Tokens of a prompt that are computed at once on a CPU. A cancelled prompt ends after the current operation, which
takes an eighth of what it takes with llama.cpp's own 512; reading is not slower (measured: F16 and Q4_K_M)."""
THINKING_HEAT = 0.7
"""The highest temperature of a thought: it decides about calls."""
_LOOSE = ("{", "[", "`")


class Cancelled(Exception):
    """The request was cancelled while its prompt was read."""


class Engine:
    """A loaded model.

    Args:
        path: the GGUF file.
        context: tokens of the window.
        threads: of the computation.
        gpu_layers: how many layers a GPU computes, -1 for all; without effect where the build knows no GPU.
        cache_bytes: memory for the state of conversations that wait for their next turn.
    """

    def __init__(self, path: str, context: int, threads: int, gpu_layers: int = -1, cache_bytes: int = 0) -> None:
        import llama_cpp

        self._api = api = llama_cpp
        self._flag = ctypes.create_string_buffer(2)
        self.offloads = bool(api.llama_supports_gpu_offload())
        self.llm = api.Llama(
            model_path=path,
            n_ctx=context,
            n_threads=threads,
            n_threads_batch=threads,
            n_gpu_layers=gpu_layers if self.offloads else 0,
            n_ubatch=512 if self.offloads else CPU_BATCH,
            verbose=False,
        )
        trained = int(self.llm._model.n_ctx_train())
        self.limited = 0 < trained < self.llm.n_ctx()
        self.window = trained if self.limited else int(self.llm.n_ctx())
        """In tokens. What lies beyond those that a model was trained on it reads as noise."""
        self._context = self.llm._ctx.ctx
        # llama.cpp asks after each operation, also within a prompt, whether to stop. It asks C's strlen, which says 0
        # or 1 of a text of one sign at most; Python would be asked a hundred times a word. Both must be kept.
        self._abort = ctypes.cast(ctypes.CDLL(None).strlen, ctypes.CFUNCTYPE(ctypes.c_bool, ctypes.c_void_p))
        api.llama_set_abort_callback(self._context, self._abort, ctypes.cast(self._flag, ctypes.c_void_p))
        self._vocabulary = self.llm._model.vocab
        self._size = self.llm.n_vocab()
        self._logits_at = 0
        self._logits_view = np.empty(0, np.float32)
        self._read_vocabulary()
        source = self.llm.metadata.get("tokenizer.chat_template") or CHATML
        self._begin, end = self._text(self.llm.token_bos()), self._text(self.llm.token_eos())
        self.template = ChatTemplate(source, self._begin, end, [*self.special.values(), *MARKS])
        self.memory = Memory(api, self._context, cache_bytes)
        taught = self.llm.metadata.get(TAUGHT)
        self._copying = Copying(taught.split(), self._word) if taught else None
        intents = self.llm.metadata.pop(INTENTS, None)
        self._intents = Intents.read(intents) if intents and self._copying else None
        texts = [self._written(token) for token in range(self._size)] if self._intents else []
        self._pieces = Pieces(texts, self.special)
        self._held: Guide | None = None
        """What the running answer is held to; None when nothing is certain, or when nothing fits any more."""
        self._last: tuple[list[int], str] = ([], "")
        """The prompt that was tokenized last."""

    @property
    def cancelled(self) -> bool:
        """Shall the running request end? May be set from any thread."""
        return self._flag[0] != b"\0"

    @cancelled.setter
    def cancelled(self, wanted: bool) -> None:
        self._flag[0] = b"x" if wanted else b"\0"

    def _read_vocabulary(self) -> None:
        """Which tokens are control tokens, and which could begin a tool call."""
        api = self._api
        own = api.LLAMA_TOKEN_ATTR_CONTROL | api.LLAMA_TOKEN_ATTR_USER_DEFINED
        self.special: dict[int, str] = {}
        self._control: set[int] = set()
        marks, loose = [], []
        firsts = {opener[0] for opener in OPENERS if opener[0] in "<[◁"}
        for token in range(self._size):
            kind = api.llama_vocab_get_attr(self._vocabulary, token)
            text = self._text(token)
            if kind & api.LLAMA_TOKEN_ATTR_CONTROL:
                self._control.add(token)
            if kind & own and re.fullmatch(r"[<\[]\S+[>\]]", text):
                self.special[token] = text
            bare = text.lstrip(" \u0120\u2581\u010a\n")  # the signs that tokenizers write for blanks and line ends
            if bare[:1] in firsts and any(bare.startswith(mark) or mark.startswith(bare) for mark in OPENERS):
                marks.append(token)
            elif bare[:1] in _LOOSE:
                loose.append(token)
        self._marks = np.array(marks, np.int64)
        self._marks_and_loose = np.array(marks + loose, np.int64)
        self._may_begin = frozenset(marks)
        self._may_begin_loose = frozenset(marks + loose)

    def _text(self, token: int) -> str:
        """How the vocabulary writes a token."""
        if token < 0:
            return ""
        return str(self._api.llama_vocab_get_text(self._vocabulary, token).decode("utf-8", "replace"))

    def _piece(self, token: int, *, special: bool) -> bytes:
        buffer = ctypes.create_string_buffer(256)
        size = self._api.llama_token_to_piece(self._vocabulary, token, buffer, 256, 0, special)
        return buffer.raw[:size] if size > 0 else b""

    def _word(self, token: int) -> str:
        """A token's text in a call; a line end for the control tokens, which stand for no letters."""
        if token in self._control or token in self.special:
            return "\n"
        return self._piece(token, special=False).decode("utf-8", "replace")

    def _shown(self, token: int) -> bytes:
        """A token's text as the parser reads it."""
        return self._piece(token, special=token in self._control or token in self.special)

    def _written(self, token: int) -> str:
        """A token's text as a call shows it, its marks as well; none for what no call shows."""
        return "" if token in self._control else self._piece(token, special=True).decode("utf-8", "replace")

    def _guide(self, messages: list[Frame], heat: float) -> Guide | None:
        """What is certainly wanted; None: it is not certain, or depends on what was said before.

        Words that shall be wilder than those that were taught are not held to them.
        """
        if self._intents is None or self._copying is None or not _stands_alone(messages):
            return None
        wanted = self._intents.guide(_asked(messages))
        guide = Guide(*wanted, self._pieces, self._copying) if wanted else None
        return guide if guide and (guide.calls or heat < 1) else None

    def tokens(self, messages: list[Frame], tools: list[Frame], thinking: int) -> tuple[list[int], str]:
        """The prompt as tokens, and as text."""
        text = whole(self.template.render(messages, tools, thinking))
        if text != self._last[1]:
            begins = bool(self._begin) and text.startswith(self._begin)
            self._last = self.llm.tokenize(text.encode(), add_bos=not begins, special=True), text
        return self._last

    def warm(self, order: Frame) -> Iterator[Frame]:
        """Read what all prompts with this system message and these tools have in common, before anybody asks."""
        variants = []
        for word in ("a", "9"):
            messages = [*order["messages"], {"role": "user", "content": word}]
            some = self._arranged(messages, order["tools"], order["max_tokens"], order["thinking"])
            variants.append(self.tokens(some.messages, some.tools, some.thinking)[0])
        same = common(*variants)
        if 0 < same < self.window:
            yield from self._evaluate(variants[0][:same])
        yield {"end": "warm", "prompt_tokens": same}

    def answer(self, order: Frame) -> Iterator[Frame]:
        """Frames of one answer; the last has `end`.

        Raises:
            ChatTemplateError: the model's template fails on these messages.
            RuntimeError: llama.cpp cannot compute.
        """
        sampling, tools = order["sampling"], order["tools"]
        budget = int(sampling.get("thinking", 0))
        window = self.window
        most = min(int(sampling["max_tokens"]), window // 2)
        if order["prompt"]:
            # The starter: its prompt holds no tools, and its window is larger than what it was trained on.
            thoughts = min(budget, window // 4)
            room = min(window - most - thoughts - 1, order["prompt"])
            messages = fit(order["messages"], lambda kept: len(self.tokens(kept, tools, budget)[0]), room)
            prompt, text = self.tokens(messages, tools, budget)
            prompt, notice, remedy = prompt[-room:], "", ""
        else:
            some = self._arranged(order["messages"], tools, most, budget)
            messages, thoughts = some.messages, some.thoughts
            prompt, text = self.tokens(messages, some.tools, some.thinking)
            notice, remedy = lost_tools(window, tools, some.tools, limited=self.limited)
            if len(prompt) + LEAST_ANSWER > window:
                how = (
                    "it was trained on no more; choose another model" if self.limited else "raise context under [model]"
                )
                raise RuntimeError(f"its window of {window} tokens is too small; {how}")
            tools = some.tools
        parser = ToolCallParser([tool["function"]["name"] for tool in tools], text[-200:])
        written, reason = 0, "length"
        reused = self.memory.reusable(prompt)
        if self._copying is not None:
            self._copying.hear(message["content"] for message in messages if message["role"] != "system")
        heat = float(sampling["temperature"])
        self._held = self._guide(messages, heat)
        self._confidence = self._certainty = self._held.certainty if self._held else 1.0
        waiting: list[Frame] = []
        """A doubtful call, and what came after it."""
        try:
            yield from self._evaluate(prompt)
            for token, reason in self._draw(parser, sampling, most, thoughts):
                if reason:
                    break
                written += 1
                for frame in self._parts(parser, token):
                    if waiting or self._is_doubtful(frame, messages):
                        waiting.append(frame)
                    else:
                        yield frame
            if reason != "cancelled":
                waiting += self._frames(parser.finish())
                if len(waiting) == 1 and self._is_doubtful(waiting[0], messages):
                    waiting = [self._again(waiting[0], messages, prompt, text, heat)]
                yield from waiting
        except Cancelled:
            reason = "cancelled"
        if notice:
            yield {"notice": notice, "remedy": remedy}
        yield {
            "end": reason or "length",
            "prompt_tokens": len(prompt),
            "completion_tokens": written,
            "reused_tokens": reused,
        }

    def _backing(self, frame: Frame, messages: list[Frame]) -> float:
        """How far the classifier backs a call that the model chose by itself, if it thinks little of it; else 1."""
        if self._intents is None or not _stands_alone(messages):
            return 1.0
        call = json.dumps({"name": frame["call"], "arguments": frame["arguments"]})
        support = self._intents.support(_asked(messages), f"{OPEN_CALL}{call}{CLOSE_CALL}")
        return support if support < BACKED else 1.0

    def _is_doubtful(self, frame: Frame, messages: list[Frame]) -> bool:
        """Is it a call that this kind of model should think about again? None that a big model wrote is.

        The frame's confidence is lowered to what backs it.
        """
        if "call" not in frame or self._copying is None:
            return False
        if self._held is None:
            frame["confidence"] = min(frame["confidence"], self._backing(frame, messages))
        call = CallPart(frame["call"], frame["arguments"])
        return frame["confidence"] < DOUBTFUL or not is_plausible(_asked(messages), call)

    def _again(self, frame: Frame, messages: list[Frame], prompt: list[int], text: str, heat: float) -> Frame:
        """The likeliest call that could be meant, in the place of this one."""
        copying, request, guide = self._copying, _asked(messages), self._guide(messages, heat)
        guide = guide if guide and guide.calls else None
        assert copying is not None

        def read(written: list[int]) -> Logits:
            tokens = [*prompt, *written]
            self.memory.rewind(min(common(self.memory.tokens, tokens), len(tokens) - 1))
            for at in range(len(self.memory.tokens), len(tokens), self.llm.n_batch):
                self._decode(tokens[at : at + self.llm.n_batch])
            return self._logits()

        def begin() -> Writer:
            parser = ToolCallParser((), text[-200:])
            return Writer(parser, self._shown, self._marks.tolist(), copying, guide.again() if guide else None)

        found = best(read, begin, lambda call: is_plausible(request, call))
        if found is None:
            return frame
        call, chance, among = found
        chosen = _frame(call)
        # Where it is not even certain what is wanted, a call is no surer because others are impossible.
        sure = min(among, self._certainty) if guide else min(chance, self._backing(chosen, messages))
        return {**chosen, "confidence": sure}

    def _arranged(self, messages: list[Frame], tools: list[Frame], most: int, budget: int) -> Arranged:
        """What of this fits the window beside an answer of `most` tokens."""
        window = self.window
        return arrange(
            messages,
            tools,
            lambda kept, offered, thinking: len(self.tokens(kept, list(offered), thinking)[0]),
            window,
            reserved(min(most, window // 2), window, tools=bool(tools)),
            budget,
            KEEP_BLOCK,
        )

    def _parts(self, parser: ToolCallParser, token: int) -> Iterator[Frame]:
        piece = self._decoder.decode(self._shown(token))
        if piece:
            yield from self._frames(parser.feed(piece))

    def _frames(self, parts: Iterable[Any]) -> Iterator[Frame]:
        for part in parts:
            frame = _frame(part)
            if "call" in frame:
                frame["confidence"], self._confidence = self._confidence, 1.0
            yield frame

    def _evaluate(self, tokens: list[int]) -> Iterator[Frame]:
        """Read a prompt; a frame for each batch, so that whoever waits sees that it lives."""
        start = self.memory.begin(tokens)
        step = self.llm.n_batch
        for at in range(start, len(tokens), step):
            self._decode(tokens[at : at + step])
            yield {"evaluated": min(at + step, len(tokens))}
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def _decode(self, tokens: list[int]) -> None:
        if self.cancelled:
            raise Cancelled
        batch = (self._api.llama_token * len(tokens))(*tokens)
        status = self._api.llama_decode(self._context, self._api.llama_batch_get_one(batch, len(tokens)))
        if status == 0:
            self.memory.tokens += tokens
            return
        self.memory.resynchronise()
        if self.cancelled:
            raise Cancelled
        raise RuntimeError("its window is full" if status == 1 else f"llama.cpp failed with status {status}")

    def _draw(self, parser: ToolCallParser, sampling: Frame, most: int, thoughts: int) -> Iterator[tuple[int, str]]:
        """Draw tokens: (token, ""), and at last (-1, why it ended).

        Talk hot, tools cold: whether a call begins, and all of a call, is chosen without temperature; where one may
        begin, its first token is taken if it is the likeliest, and else never. A thought that uses up its budget is
        closed from here.
        """
        heat = float(sampling["temperature"])
        spoken = thought = 0
        with Chain(self._api, self._size, sampling, heat) as hot, Chain(
            self._api, self._size, sampling, min(heat, THINKING_HEAT)
        ) as cool:  # fmt: skip
            while True:
                if self.cancelled:
                    yield -1, "cancelled"
                    return
                if self._held is not None:
                    if self._is_whole(self._held, parser):
                        yield -1, "stop"
                        return
                    if (token := self._guided(self._held, parser, hot)) < 0:
                        self._held, self._confidence = None, 0.0
                    else:
                        self._held.take(token)
                if self._held is None:
                    token = self._free(parser, heat, cool if parser.thinking else hot)
                    if self._ends(token):
                        yield -1, "stop"  # also when it goes on with somebody else's message
                        return
                yield token, ""
                if parser.thinking:
                    thought += 1
                    forced = self._closing(parser) if thought >= max(thoughts, 1) else []
                else:
                    spoken += 1
                    forced = []
                # What may be a call is not cut where an answer is.
                allowed = most + CALL_TOKENS if parser.deciding else most
                if spoken >= allowed or len(self.memory.tokens) + 1 + len(forced) >= self.window:
                    return
                self._decode([token])
                for number, extra in enumerate(forced):
                    yield extra, ""
                    self._decode([extra])
                    if number + 1 == len(forced):
                        thought = 0

    def _free(self, parser: ToolCallParser, heat: float, chain: Chain) -> int:
        """The next token where the model alone decides."""
        logits = self._logits()
        token = int(logits.argmax())
        if self._copying is not None and (written := parser.unread) is not None:
            token, sure = self._copying.likeliest(logits, written)
            self._confidence = min(self._confidence, sure)
        elif parser.deciding or token in self._may_begin:
            self._confidence = min(self._confidence, probability(logits, token))
        if heat > 0 and not parser.deciding:
            loose = parser.at_line_start
            if token not in (self._may_begin_loose if loose else self._may_begin):
                logits[self._marks_and_loose if loose else self._marks] = -np.inf
                token = chain.sample(self._context)
        return token

    def _guided(self, guide: Guide, parser: ToolCallParser, hot: Chain) -> int:
        """The next token of what is certainly wanted; -1: none fits any more."""
        logits = self._logits()
        if guide.calls:
            token, sure = guide.likeliest(logits, parser.unread)
            if not parser.deciding:  # if the model hears no order at all, one of the two is mistaken
                self._certainty = min(self._certainty, float(shares(logits, self._marks).sum()))
            self._confidence = min(self._confidence, sure, self._certainty)
            return token
        allowed = guide.allowed(None)
        if not allowed:
            return -1
        kept = logits[allowed]
        logits[:] = -np.inf
        logits[allowed] = kept
        return hot.sample(self._context)

    def _is_whole(self, guide: Guide, parser: ToolCallParser) -> bool:
        """Is a form complete, and does the model not want a longer one?"""
        return guide.ended and (self._ends(int(self._logits().argmax())) or guide.allowed(parser.unread) == [])

    def _logits(self) -> np.ndarray[Any, np.dtype[np.float32]]:
        """The last prediction, shape (vocabulary,), in llama.cpp's own memory."""
        address = ctypes.addressof(self._api.llama_get_logits_ith(self._context, -1).contents)
        if address != self._logits_at:
            self._logits_at = address
            self._logits_view = np.frombuffer((ctypes.c_float * self._size).from_address(address), np.float32)
        return self._logits_view

    def _closing(self, parser: ToolCallParser) -> list[int]:
        found: list[int] = self.llm.tokenize(parser.closing.encode(), add_bos=False, special=True)
        return found

    def _ends(self, token: int) -> bool:
        if self._api.llama_vocab_is_eog(self._vocabulary, token):
            return True
        return token in self._control and self.special.get(token, "") not in MARKS


def _stands_alone(messages: list[Frame]) -> bool:
    """Was nothing said before the request?"""
    return [message["role"] for message in messages if message["role"] != "system"] == ["user"]


def _asked(messages: list[Frame]) -> str:
    """The last request."""
    return next((str(message["content"]) for message in reversed(messages) if message["role"] == "user"), "")


def _frame(part: Any) -> Frame:
    match part:
        case TextPart():
            return {"text": part.text}
        case CallPart():
            return {"call": part.tool, "arguments": part.arguments}
        case _:
            return {"bad": part.raw, "why": part.why}
