"""A doubtful call is decided again: the likeliest that could be meant."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
import pytest

from assistant.engines import CallPart
from assistant.think.copying import Copying
from assistant.think.intents import NUMBER, Forms, Guide, Pieces
from assistant.think.llm_sampling import Logits
from assistant.think.second_thoughts import TOKENS, Writer, best
from assistant.think.tool_calls import ToolCallParser

BEGIN = '{"name": "run_python", "arguments": {"code": "print('
TEXTS = ["<tool_call>", BEGIN, "10", " * ", "740", "7", ')"}}', "</tool_call>", "ten"]
MARKS = 0, 7
Shares = dict[str, float]


def _model(table: dict[str, Shares]) -> Callable[[list[int]], Logits]:
    """What comes next after a text, by its end; whatever is not said is next to impossible."""

    def read(tokens: list[int]) -> Logits:
        text = "".join(TEXTS[token] for token in tokens)
        end = next((end for end in sorted(table, key=len, reverse=True) if text.endswith(end)), "")
        shares = table.get(end, {})
        return np.log([shares.get(text, 1e-9) for text in TEXTS]).astype(np.float32)

    return read


def _word(token: int) -> str:
    return "\n" if token in MARKS else TEXTS[token]


def _begin(guide: Guide | None = None) -> Callable[[], Writer]:
    copying = Copying(["name", "run", "python", "arguments", "code", "print", "ten"], _word)
    copying.hear(["10 times 740 times 7"])
    return lambda: Writer(ToolCallParser(), lambda t: TEXTS[t].encode(), [0], copying, guide.again() if guide else None)


HASTY = {
    "": {"<tool_call>": 1.0},
    "<tool_call>": {TEXTS[1]: 1.0},
    "print(": {"10": 1.0},
    "10": {" * ": 1.0},
    "10 * ": {"7": 0.8, "740": 0.2},
    "740": {" * ": 1.0},
    "740 * ": {"7": 1.0},
    "7": {')"}}': 1.0},
    ')"}}': {"</tool_call>": 1.0},
}
"""It forgets a number four times in five."""


def _code(call: CallPart) -> str:
    return str(call.arguments["code"])


def _numbers(count: int) -> Callable[[CallPart], bool]:
    return lambda call: len(re.findall(r"\d+", _code(call))) == count


def test_what_could_be_meant_is_taken_and_is_as_likely_as_what_is_left_of_the_rest() -> None:
    found = best(_model(HASTY), _begin(), _numbers(3))
    assert found is not None
    call, chance, among = found
    assert _code(call) == "print(10 * 740 * 7)"
    assert chance == pytest.approx(0.2, abs=0.01)
    assert among == pytest.approx(1, abs=0.01)


def test_the_likeliest_stays_when_nothing_speaks_against_it() -> None:
    found = best(_model(HASTY), _begin(), lambda _: True)
    assert found is not None
    call, chance, among = found
    assert _code(call) == "print(10 * 7)"
    assert chance == among == pytest.approx(0.8, abs=0.01)


def test_there_may_be_none() -> None:
    asked: list[int] = []

    def read(tokens: list[int]) -> Logits:
        asked.append(len(tokens))
        return _model(HASTY)(tokens)

    assert best(read, _begin(), lambda _: False) is None
    assert len(asked) <= TOKENS
    assert best(read, _begin(), lambda _: True, 3) is None, "it does not end in time"


def test_where_nothing_can_follow_it_gives_up() -> None:
    """The form wants a number, and the one that was said is not among the tokens."""
    form = f'<tool_call>{{"name": "run_python", "arguments": {{"code": "print({NUMBER})"}}}}</tool_call>'
    copying = Copying(["name", "run", "python", "arguments", "code", "print"], _word)
    copying.hear(["print 12345"])
    guide = Guide(Forms([form]), 0.95, Pieces(TEXTS, MARKS), copying)
    assert best(_model(HASTY), _begin(guide), lambda _: True) is None


def test_a_call_that_cannot_be_read_is_none() -> None:
    broken = {**HASTY, "print(": {"</tool_call>": 1.0}}
    assert best(_model(broken), _begin(), lambda _: True) is None


def test_it_stays_in_the_form_that_is_wanted_and_in_the_words_that_were_said() -> None:
    """ "ten" was not said, and the form has two numbers."""
    form = f'<tool_call>{{"name": "run_python", "arguments": {{"code": "print({NUMBER} * {NUMBER})"}}}}</tool_call>'
    copying = Copying(["name", "run", "python", "arguments", "code", "print"], _word)
    copying.hear(["10 times 740 times 7"])
    guide = Guide(Forms([form]), 0.95, Pieces(TEXTS, MARKS), copying)
    wrong = {**HASTY, "print(": {"ten": 0.9, "10": 0.1}, "740": {" * ": 0.9, ')"}}': 0.1}, "10 * ": {"740": 1.0}}
    found = best(_model(wrong), _begin(guide), lambda _: True)
    assert found is not None
    assert _code(found[0]) == "print(10 * 740)"
