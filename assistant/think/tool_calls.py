"""What a model writes, told apart: words for the owner, tool calls, thoughts.

The forms of all families are in call_formats.py; their marks do not collide, so one parser knows them all. The
stream may be cut anywhere, also inside a mark; nothing of a call or a thought is ever given out as words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Generator, Iterator

from assistant.engines import BadCallPart, CallPart, TextPart
from assistant.think.call_formats import (
    BLOCKS,
    DROPPED,
    HARMONY_ENDS,
    HEADERS,
    MARKS,
    MESSAGE,
    OPENERS,
    THOUGHTS,
    Block,
    call,
    loose_end,
    read_loose,
    thoughts_end,
)
from tools.whole import Joiner

__all__ = ["LONGEST_CALL", "MARKS", "OPENERS", "OPEN_CALL", "ToolCallParser"]

OPEN_CALL = "<tool_call>"
LONGEST_CALL = 20_000
"""Characters. A call that grows longer is not going to end."""
_FENCES = ("```tool_code", "```tool_call", "```json", "```python")
_RECIPIENT = re.compile(r"to=(?:functions\.)?([\w.-]+)")
_CUT_AT = re.compile("|".join(map(re.escape, sorted((*OPENERS, *DROPPED), key=len, reverse=True))))
_LIST_OF_CALLS = re.compile(r"\[\s*(?:[{\"]|[\w.]{1,100}\s*\()")
_PARTIAL_LIST = re.compile(r"\[\s*[\w.]{0,100}\s*")
"""What begins a list of calls without marks also after words, and what may still become that."""
_LONGEST_MARK = max(map(len, (*OPENERS, *DROPPED)))
_THOUGHT_ENDS = {mark: block.open for block in THOUGHTS for mark in block.close}
_THOUGHT = Block("", ("<|end|>", *HEADERS))
"""Harmony's channel for thoughts."""


class ToolCallParser:
    """Takes pieces of text, gives parts. One per answer.

    Args:
        tools: names of the tools that are offered. Calls without marks (Llama, Gemma) are calls only when they
            name one of them.
        prompt: the end of the prompt: some templates open a thought, or a Harmony header, for the model.
    """

    def __init__(self, tools: Collection[str] = (), prompt: str = "") -> None:
        self._tools = tools
        self._waiting = ""
        self._joiner = Joiner()
        self._inside: Block | None = None
        self._header = prompt.rstrip().endswith("<|start|>assistant")
        self._loose = False
        self._after_call = False
        self._said = False
        self._line_start = True
        self.unopened = ""
        """What begins the thought that ended and had not begun: the prompt, which was not shown to us, did."""
        self._thought = False
        ended = prompt.rstrip()
        for block in THOUGHTS:
            if ended.endswith(block.open):
                self._inside, self._thought = block, True

    @property
    def thinking(self) -> bool:
        """Is the model in the middle of a thought?"""
        return self._inside is not None and self._inside.read is None

    @property
    def closing(self) -> str:
        """What would end the thought that it is in."""
        if self._inside is _THOUGHT:
            return "<|end|><|start|>assistant<|channel|>final<|message|>"
        return f"\n{self._inside.close[0]}\n\n" if self._inside is not None else ""

    @property
    def deciding(self) -> bool:
        """Is a call, or what may become one, being written? Then it is drawn cool, whatever the heat of the talk."""
        if self.thinking:
            return False
        return self._header or self._loose or self._inside is not None or bool(self._waiting)

    @property
    def unread(self) -> str | None:
        """What is written of a call between its marks; None: no such call is being written."""
        return self._waiting if self._inside is not None and not self.thinking else None

    def begins(self, text: str) -> bool:
        """Would this text, as the next one, begin something that is drawn cool?"""
        bare = text.lstrip()
        if not bare:
            return False
        if any(opener.startswith(bare) or bare.startswith(opener) for opener in OPENERS):
            return True
        return (self.at_line_start or "\n" in text) and bare.startswith(("{", "[", "`"))

    @property
    def at_line_start(self) -> bool:
        """May a call without marks begin here?"""
        return bool(self._tools) and self._line_start

    def feed(self, piece: str) -> Iterator[TextPart | CallPart | BadCallPart]:
        """Parts that are certain now."""
        self._waiting += self._joiner.feed(piece)
        while True:
            if self._header:
                if not self._read_header():
                    return
            elif self._inside is not None:
                if not (yield from self._in_block(self._inside)):
                    return
            elif self._loose:
                if not (yield from self._in_loose()):
                    return
            elif not (yield from self._in_words()):
                return

    def finish(self) -> Iterator[TextPart | CallPart | BadCallPart]:
        """What remains at the end. A call that was not closed counts if it can be read and shows that it is whole."""
        self._waiting += self._joiner.finish()
        while self._loose and read_loose(self._waiting, self._tools) is None:
            yield from self._words_after_all()
            yield from self.feed("")
        rest, inside, loose, header = self._waiting, self._inside, self._loose, self._header
        self._waiting, self._inside, self._loose, self._header = "", None, False, False
        if inside is not None and inside.read is not None:
            yield from inside.read_cut(rest)
        elif inside is not None:
            yield from thoughts_end(rest)
        elif loose:
            yield from read_loose(rest, self._tools) or ()
        elif not header:
            yield from self._text(rest)

    def _in_words(self) -> Generator[TextPart, None, bool]:
        """Give out words up to the next mark; False when more must be read first."""
        if self._after_call:
            self._waiting = self._waiting.lstrip(" ;,\n")
            self._after_call = not self._waiting
        match = _CUT_AT.search(self._waiting)
        loose = self._loose_start(match.start() if match else len(self._waiting))
        if loose >= 0:
            yield from self._text(self._waiting[:loose])
            self._waiting, self._loose = self._waiting[loose:], True
            return True
        if match is not None and not self._may_grow(match):
            yield from self._text(self._waiting[: match.start()])
            mark = match[0]
            if mark in HEADERS:
                self._header = True
                self._waiting = self._waiting[match.start() :]
            else:
                self._waiting = self._waiting[match.end() :]
                self._inside = BLOCKS.get(mark)
                if mark in _THOUGHT_ENDS and not self._thought and self._line_start:
                    self.unopened = _THOUGHT_ENDS[mark]
                self._thought |= mark in _THOUGHT_ENDS or self.thinking
            return True
        ready = len(self._waiting) - self._held()
        text, self._waiting = self._waiting[:ready], self._waiting[ready:]
        yield from self._text(text)
        return False

    def _in_block(self, block: Block) -> Generator[CallPart | BadCallPart, None, bool]:
        found = [(at, mark) for mark in block.close if (at := self._waiting.find(mark)) >= 0]
        if not found:
            if len(self._waiting) > LONGEST_CALL:
                if block.read is not None:
                    yield BadCallPart(self._waiting[:LONGEST_CALL], "it does not end")
                    self._waiting, self._inside = "", None
                else:
                    self._waiting = self._waiting[-LONGEST_CALL // 2 :]
            return False
        at, mark = min(found)
        body = self._waiting[:at]
        # A header belongs to the next message, so it is left for it.
        self._waiting = self._waiting[at if mark in HEADERS else at + len(mark) :]
        self._inside = None
        if block.read is not None:
            yield from block.read(body)
        return True

    def _in_loose(self) -> Generator[TextPart | CallPart | BadCallPart, None, bool]:
        end = loose_end(self._waiting)
        if end < 0:
            if len(self._waiting) <= LONGEST_CALL:
                return False
            end = len(self._waiting)
        calls = read_loose(self._waiting[:end], self._tools)
        if calls is None:
            yield from self._words_after_all()
        else:
            yield from calls
            self._waiting = self._waiting[end:]
            self._loose, self._after_call, self._line_start = False, True, True
        return True

    def _words_after_all(self) -> Iterator[TextPart]:
        """What might have been a call is none: its first sign is a word, and the rest is looked at again."""
        size = 3 if self._waiting.startswith("```") else 1
        sign, self._waiting, self._loose = self._waiting[:size], self._waiting[size:], False
        yield from self._text(sign)

    def _read_header(self) -> bool:
        head, found, rest = self._waiting.partition(MESSAGE)
        if not found:
            return False
        self._waiting, self._header = rest, False
        channel = head.rpartition("<|channel|>")[2].split()
        recipient = _RECIPIENT.search(head)
        if recipient is not None and recipient[1] not in ("user", "assistant"):
            name = recipient[1]
            self._inside = Block("", HARMONY_ENDS, lambda body: [call(name, body, body)])
        elif channel[:1] == ["analysis"]:
            self._inside = _THOUGHT
        elif self._said:
            self._said = False  # a new message: its first blanks are nothing
        return True

    def _loose_start(self, limit: int) -> int:
        """Where, before `limit`, what may be a call without marks begins; -1: nowhere, or not known yet."""
        if not self._tools:
            return -1
        for start in _line_starts(self._waiting[:limit], at_start=self._line_start):
            rest = self._waiting[start:limit]
            if rest.startswith("{") or rest.startswith(_FENCES):
                return start
            if _LIST_OF_CALLS.match(rest):
                return start
            if rest.startswith("[") and not self._said and len(rest) > 1 and not rest.startswith(("[T", "[/")):
                return start
        return -1

    def _may_grow(self, match: re.Match[str]) -> bool:
        """Is the mark at the very end the beginning of a longer one?"""
        at_end = match.end() == len(self._waiting)
        return at_end and any(mark != match[0] and mark.startswith(match[0]) for mark in (*OPENERS, *DROPPED))

    def _held(self) -> int:
        """How many characters at the end may be the beginning of a mark, or of a call without marks."""
        text = self._waiting
        at = text.rfind("[")
        if self._tools and at >= 0 and _PARTIAL_LIST.fullmatch(text, at) and self._at_line_start(at):
            return len(text) - at
        for size in range(min(len(text), _LONGEST_MARK - 1), 0, -1):
            tail = text[-size:]
            if tail in _PARTIAL_MARKS:
                return size
            if self._tools and tail in _PARTIAL_LOOSE and self._at_line_start(len(text) - size):
                return size
        return 0

    def _at_line_start(self, at: int) -> bool:
        before = self._waiting[:at].rpartition("\n")
        return not before[2].strip() and (bool(before[1]) or self._line_start)

    def _text(self, text: str) -> Iterator[TextPart]:
        if not self._said:
            text = text.lstrip()
        if text:
            self._said = True
            tail = text.rpartition("\n")
            self._line_start = not tail[2].strip() and (bool(tail[1]) or self._line_start)
            yield TextPart(text)


def _line_starts(text: str, *, at_start: bool) -> Iterator[int]:
    """Places of the first sign of each line."""
    for match in re.finditer(r"(?:^|\n)[ \t]*(?=\S)" if at_start else r"\n[ \t]*(?=\S)", text):
        yield match.end()
    if at_start and (blank := re.match(r"\s*(?=\S)", text)):
        yield blank.end()


_PARTIAL_MARKS = frozenset(mark[:size] for mark in (*OPENERS, *DROPPED) for size in range(1, len(mark) + 1))
_PARTIAL_LOOSE = frozenset(fence[:size] for fence in _FENCES for size in range(1, len(fence)))
