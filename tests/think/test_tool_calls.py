"""Telling words, calls and thoughts apart, wherever the stream is cut."""

from __future__ import annotations

import pytest

from assistant.engines import BadCallPart, CallPart, TextPart
from assistant.think.tool_calls import LONGEST_CALL, ToolCallParser

CALL = '<tool_call>{"name": "run_python", "arguments": {"code": "print(\'<tool\', 1 < 2)"}}</tool_call>'
PARSED = CallPart("run_python", {"code": "print('<tool', 1 < 2)"})


def parse(*pieces: str) -> tuple[str, list[object]]:
    """(all text, the other parts)."""
    parser = ToolCallParser()
    parts = [part for piece in pieces for part in parser.feed(piece)]
    parts += list(parser.finish())
    text = "".join(part.text for part in parts if isinstance(part, TextPart))
    return text, [part for part in parts if not isinstance(part, TextPart)]


@pytest.mark.parametrize("cut", range(len(f"One < two. {CALL} Done.") + 1))
def test_a_call_is_found_wherever_the_stream_is_cut(cut: int) -> None:
    whole = f"One < two. {CALL} Done."
    text, calls = parse(whole[:cut], whole[cut:])
    assert calls == [PARSED]
    assert text == "One < two.  Done."


def test_character_by_character() -> None:
    whole = f"<think>I could call <tool_call>\nor not</think>\n\nHello. {CALL}{CALL}"
    text, calls = parse(*whole)
    assert calls == [PARSED, PARSED]
    assert text == "Hello. "


def test_text_is_given_out_at_once() -> None:
    parser = ToolCallParser()
    assert list(parser.feed("Hello there")) == [TextPart("Hello there")]
    assert list(parser.feed(" <")) == [TextPart(" ")]
    assert list(parser.feed("3")) == [TextPart("<3")]


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("{", "not JSON"),
        ("[1]", "no tool"),
        ('{"arguments": {}}', "no tool"),
        ('{"name": "x", "arguments": [1]}', "not an object"),
        ('{"name": "x", "arguments": "{"}', "not JSON"),
    ],
)
def test_a_call_that_cannot_be_read_is_told_and_never_spoken(body: str, why: str) -> None:
    text, calls = parse(f"<tool_call>{body}</tool_call>")
    assert [type(call) for call in calls][:1] == [BadCallPart]
    assert why in calls[0].why  # type: ignore[attr-defined]
    assert text == ""


def test_a_call_that_never_ends_is_given_up() -> None:
    text, calls = parse("<tool_call>" + "[" * (LONGEST_CALL + 1), "and on")
    assert isinstance(calls[0], BadCallPart)
    assert "does not end" in calls[0].why
    assert text == "and on"


def test_arguments_may_be_text_that_holds_json_or_missing() -> None:
    assert parse('<tool_call>{"name": "x", "arguments": "{\\"a\\": 1}"}</tool_call>')[1] == [CallPart("x", {"a": 1})]
    assert parse('<tool_call>{"name": "x"}</tool_call>')[1] == [CallPart("x", {})]
    assert parse('<tool_call>{"name": "x", "arguments": null}</tool_call>')[1] == [CallPart("x", {})]


def test_a_call_without_its_end_counts_when_its_json_is_complete() -> None:
    assert parse('<tool_call>{"name": "x", "arguments": {}}')[1] == [CallPart("x", {})]
    assert isinstance(parse('<tool_call>{"name": "x", "argu')[1][0], BadCallPart)


def test_an_unfinished_thought_is_not_spoken() -> None:
    assert parse("<think>hm") == ("", [])
    assert parse("a stray </think> mark") == ("a stray  mark", [])
