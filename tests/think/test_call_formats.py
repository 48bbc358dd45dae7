"""The real form in which each family of models writes its calls and thoughts, cut at every place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.engines import BadCallPart, CallPart, TextPart
from assistant.think.call_formats import MARKS, loads
from assistant.think.tool_calls import ToolCallParser

TOOLS = ("get_weather", "set_timer")
WEATHER = CallPart("get_weather", {"city": "São Paulo", "days": 3})
TIMER = CallPart("set_timer", {"duration": "ten minutes"})


@dataclass(frozen=True)
class Case:
    """What a model writes, and what is to be found in it."""

    family: str
    written: str
    calls: tuple[CallPart, ...] = (WEATHER,)
    said: str = ""
    prompt: str = ""


ARGS = '{"city": "São Paulo", "days": 3}'
CASES = (
    Case("hermes", f'<tool_call>\n{{"name": "get_weather", "arguments": {ARGS}}}\n</tool_call>'),
    Case(
        "qwen 3, thinking, two calls",
        "<think>\nThe user wants <b>two</b> things.\n</think>\n\nOne moment.\n"
        f'<tool_call>\n{{"name": "get_weather", "arguments": {ARGS}}}\n</tool_call>\n'
        '<tool_call>\n{"name": "set_timer", "arguments": {"duration": "ten minutes"}}\n</tool_call>',
        (WEATHER, TIMER),
        "One moment.",
    ),
    Case(
        "qwen 3, the template opens the thought",
        "I should look.\n</think>\n\nIt is warm.",
        (),
        "It is warm.",
        "<|im_start|>assistant\n<think>\n",
    ),
    Case(
        "qwen, the thought never closed before the call",
        f'<think>Let me see. <tool_call>\n{{"name": "get_weather", "arguments": {ARGS}}}\n</tool_call>',
    ),
    Case(
        "qwen coder",
        "<tool_call>\n<function=get_weather>\n<parameter=city>\nSão Paulo\n</parameter>\n"
        "<parameter=days>\n3\n</parameter>\n</function>\n</tool_call>",
        (CallPart("get_weather", {"city": "São Paulo", "days": "3"}),),
    ),
    Case(
        "glm",
        "<tool_call>get_weather\n<arg_key>city</arg_key>\n<arg_value>São Paulo</arg_value>\n"
        "<arg_key>days</arg_key>\n<arg_value>3</arg_value>\n</tool_call>",
        (CallPart("get_weather", {"city": "São Paulo", "days": "3"}),),
    ),
    Case("llama 3.1", f'{{"name": "get_weather", "parameters": {ARGS}}}'),
    Case("llama 3.2", f'{{"type": "function", "name": "get_weather", "parameters": {ARGS}}}'),
    Case(
        "llama 3.1, two calls",
        f'{{"name": "get_weather", "parameters": {ARGS}}}; '
        '{"name": "set_timer", "parameters": {"duration": "ten minutes"}}',
        (WEATHER, TIMER),
    ),
    Case("llama 3.1, python tag", f'<|python_tag|>{{"name": "get_weather", "parameters": {ARGS}}}'),
    Case("llama 3.1, built-in", '<|python_tag|>get_weather.call(city="São Paulo", days=3)'),
    Case("llama 3.1, custom", f"<function=get_weather>{ARGS}</function>"),
    Case("llama 4", '[get_weather(city="São Paulo", days=3), set_timer(duration="ten minutes")]', (WEATHER, TIMER)),
    Case("mistral", f'[TOOL_CALLS] [{{"name": "get_weather", "arguments": {ARGS}, "id": "a1B2c3D4e"}}]'),
    Case(
        "mistral small 3.2",
        f'[TOOL_CALLS]get_weather[CALL_ID]a1B2c3D4e[ARGS]{ARGS}[TOOL_CALLS]set_timer[CALL_ID]a1B2c3D4f[ARGS]'
        '{"duration": "ten minutes"}',
        (WEATHER, TIMER),
    ),
    Case("magistral", f"[THINK]Hm, [1] or [2].[/THINK]I look.[TOOL_CALLS]get_weather[ARGS]{ARGS}", said="I look."),
    Case(
        "gemma 3",
        'I look it up.\n```tool_code\nprint(default_api.get_weather(city="São Paulo", days=3))\n```\n',
        said="I look it up.",
    ),
    Case("gemma 3, json", f'```json\n{{"name": "get_weather", "parameters": {ARGS}}}\n```'),
    Case(
        "functiongemma",
        "<start_function_call>call:get_weather{city:<escape>São Paulo<escape>,days:3}<end_function_call>",
    ),
    Case(
        "gemma 4",
        "<|channel>thought\nThey want the weather.<channel|>"
        '<|tool_call>call:get_weather{city:<|"|>São Paulo<|"|>,days:3}<tool_call|>'
        '<|tool_call>call:set_timer{duration:<|"|>ten minutes<|"|>}<tool_call|>',
        (WEATHER, TIMER),
    ),
    Case(
        "gpt-oss",
        "<|channel|>analysis<|message|>Need the weather.<|end|><|start|>assistant<|channel|>commentary "
        f"to=functions.get_weather <|constrain|>json<|message|>{ARGS}<|call|>",
        prompt="<|start|>assistant",
    ),
    Case(
        "gpt-oss, recipient first, a word before",
        "<|channel|>commentary<|message|>I look.<|end|><|start|>assistant to=functions.get_weather"
        f"<|channel|>commentary json<|message|>{ARGS}<|call|>",
        said="I look.",
        prompt="<|start|>assistant",
    ),
    Case(
        "gpt-oss, an answer",
        "<|channel|>analysis<|message|>Easy.<|end|><|start|>assistant<|channel|>final<|message|>It is 3 < 4.<|return|>",
        (),
        "It is 3 < 4.",
        "<|start|>assistant",
    ),
    Case(
        "deepseek v3",
        "<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>function<｜tool▁sep｜>get_weather\n"
        f"```json\n{ARGS}\n```<｜tool▁call▁end｜>\n<｜tool▁call▁begin｜>function<｜tool▁sep｜>set_timer\n"
        '```json\n{"duration": "ten minutes"}\n```<｜tool▁call▁end｜><｜tool▁calls▁end｜>',
        (WEATHER, TIMER),
    ),
    Case(
        "deepseek v3.1",
        f"I look.<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>get_weather<｜tool▁sep｜>{ARGS}"
        "<｜tool▁call▁end｜><｜tool▁calls▁end｜>",
        said="I look.",
    ),
    Case(
        "deepseek v3.2",
        '<｜DSML｜function_calls>\n<｜DSML｜invoke name="get_weather">\n'
        '<｜DSML｜parameter name="city" string="true">São Paulo</｜DSML｜parameter>\n'
        '<｜DSML｜parameter name="days" string="false">3</｜DSML｜parameter>\n'
        "</｜DSML｜invoke>\n</｜DSML｜function_calls>",
    ),
    Case("phi 4 mini", f'<|tool_call|>[{{"name": "get_weather", "arguments": {ARGS}}}]<|/tool_call|>'),
    Case("phi 4 mini, older", f'functools[{{"name": "get_weather", "arguments": {ARGS}}}]'),
    Case(
        "kimi k2",
        "<|tool_calls_section_begin|><|tool_call_begin|>functions.get_weather:0<|tool_call_argument_begin|>"
        f"{ARGS}<|tool_call_end|><|tool_calls_section_end|>",
    ),
    Case(
        "command r7b",
        "<|START_THINKING|>I will look.<|END_THINKING|><|START_ACTION|>[\n"
        f'{{"tool_call_id": "0", "tool_name": "get_weather", "parameters": {ARGS}}}\n]<|END_ACTION|>',
    ),
    Case(
        "minimax m2",
        '<minimax:tool_call>\n<invoke name="get_weather">\n<parameter name="city">São Paulo</parameter>\n'
        '<parameter name="days">3</parameter>\n</invoke>\n</minimax:tool_call>',
        (CallPart("get_weather", {"city": "São Paulo", "days": "3"}),),
    ),
    Case("openai's own form", f'{{"type": "function", "function": {{"name": "get_weather", "arguments": {ARGS}}}}}'),
    Case("llama 4, after words", 'Sure!\n[get_weather(city="São Paulo", days=3)]', said="Sure!"),
    Case("llama 4, spread out", 'Sure!\n\n[\n  set_timer(\n duration="ten minutes")\n]', (TIMER,), "Sure!"),
    Case("objects after words", f'Sure!\n[\n {{"name": "get_weather", "parameters": {ARGS}}}\n]', said="Sure!"),
    Case("hermes, a brace too many", f'<tool_call>{{"name": "get_weather", "arguments": {ARGS}}}}}\n</tool_call>'),
    Case(
        "hermes, fenced",
        f'<tool_call>\n```json\n{{"name": "get_weather", "arguments": {ARGS}}}\n```\n'
        '```json\n{"name": "set_timer", "arguments": {"duration": "ten minutes"}}\n```\n</tool_call>',
        (WEATHER, TIMER),
    ),
    Case("hermes, fenced, in Python", f"<tool_call>```\n{{'name': 'get_weather', 'arguments': {ARGS}}}```</tool_call>"),
    Case("mistral, words after", f'[TOOL_CALLS][{{"name": "get_weather", "arguments": {ARGS}}}]\n\nOkay.'),
    Case("mistral, an end after", f'[TOOL_CALLS][{{"name": "get_weather", "arguments": {ARGS}}}]</s>'),
    Case("mistral small 3.2, words after", f"[TOOL_CALLS]get_weather[ARGS]{ARGS}}}\n\nOkay."),
    Case("words", "3 < 4, [sic] and {braces} are <b>words</b>: a <tool of mine.\n[Note] {1}", (), "*"),
    Case("words that look like a call", '{"name": "somebody", "arguments": 3} is JSON.', (), "*"),
    Case("words in a list", "[one, two] are words.", (), "*"),
    Case("words in brackets after words", "So:\n[sic] and\n[set_timer\n[get_weather is one]\n[[1]]\n[", (), "*"),
    Case("a fence of code", "So:\n```python\nprint(1)\n```\nDone.", (), "*"),
)  # fmt: skip


def parse(pieces: Iterator[str] | list[str], prompt: str = "") -> tuple[str, list[CallPart], list[BadCallPart]]:
    parser = ToolCallParser(TOOLS, prompt)
    parts = [part for piece in pieces for part in parser.feed(piece)]
    parts += list(parser.finish())
    text = "".join(part.text for part in parts if isinstance(part, TextPart))
    calls = [part for part in parts if isinstance(part, CallPart)]
    return text, calls, [part for part in parts if isinstance(part, BadCallPart)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.family)
def test_each_family_cut_at_every_place(case: Case) -> None:
    said = case.written if case.said == "*" else case.said
    for cut in range(len(case.written) + 1):
        text, calls, bad = parse([case.written[:cut], case.written[cut:]], case.prompt)
        assert not bad, cut
        assert tuple(calls) == case.calls, cut
        assert text.strip() == said, cut
    text, calls, bad = parse(list(case.written), case.prompt)
    assert (text.strip(), tuple(calls), bad) == (said, case.calls, [])


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(CASES), st.lists(st.integers(0, 400), max_size=6))
def test_each_family_cut_at_several_places(case: Case, cuts: list[int]) -> None:
    places = sorted({min(cut, len(case.written)) for cut in cuts} | {0, len(case.written)})
    pieces = [case.written[start:end] for start, end in pairwise(places)]
    text, calls, bad = parse(pieces, case.prompt)
    assert (text.strip(), tuple(calls), bad) == (
        case.written if case.said == "*" else case.said, case.calls, []
    )  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(MARKS), st.text(max_size=8), st.sampled_from(list('{}[]"`'))), max_size=12))
def test_whatever_is_written_nothing_breaks_and_no_mark_is_said(pieces: list[str]) -> None:
    text, _, _ = parse(pieces)
    assert not any(mark in text for mark in ("<tool_call>", "<think>", "[TOOL_CALLS]", "<|channel|>", "<|python_tag|>"))


@pytest.mark.parametrize("case", [case for case in CASES if case.calls], ids=lambda case: case.family)
def test_a_call_is_known_to_be_one_while_it_is_written(case: Case) -> None:
    """From its first sign on it is drawn cool."""
    parser = ToolCallParser(TOOLS, case.prompt)
    cool = False
    for sign in case.written:
        begins = parser.begins(sign)
        list(parser.feed(sign))
        cool = parser.deciding
        assert not cool or begins or not parser.thinking
    open_at_the_end = case.written[-1] not in ">;"
    assert cool or not open_at_the_end or parse([case.written], case.prompt)[1]


def test_first_signs_begin_a_decision() -> None:
    parser = ToolCallParser(TOOLS)
    for sign in ("<", "<tool_call>", "<|python_tag|>", "[", "{", '{"', "```", " <|tool", "[TOOL_CALLS]", "functools"):
        assert parser.begins(sign), sign
    for sign in ("Hello", " ", "3", '"', "(", "fine"):
        assert not parser.begins(sign), sign
    list(parser.feed("Hello "))
    assert not parser.begins("{")
    assert parser.begins("<")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ('{"a": 1,}', {"a": 1}),
        ('{"a": [1, 2,], "b": ",}"}', {"a": [1, 2], "b": ",}"}),
        ("{'a': True, 'b': None}", {"a": True, "b": None}),
        ('{"a": {"b": "c"', {"a": {"b": "c"}}),
        ('{"a": "line\nbreak"}', {"a": "line\nbreak"}),
        ('{"a": "b', None),
        ('{"a": 1', None),
        ("{a: b}", None),
        ("words", None),
    ],
)
def test_json_is_repaired_where_it_is_unambiguous(written: str, meant: object) -> None:
    assert loads(written) == meant


def test_what_json_cannot_hold_is_a_bad_call() -> None:
    for body in (
        '<tool_call>{"name": "set_timer", "arguments": {...}}</tool_call>',  # as the prompt shows it, copied
        "<tool_call>{'name': 'set_timer', 'arguments': {'duration': {'5', '6'}}}</tool_call>",
        "<tool_call>{'name': 'set_timer', 'arguments': {'duration': b'5'}}</tool_call>",
        '<tool_call>{"name": "set_timer", "arguments": {"duration": NaN}}</tool_call>',
        '<tool_call>{"name": "set_timer", "arguments": {"duration": 1e999}}</tool_call>',
        '<tool_call>{"name": "set_timer", "arguments": "{...}"}</tool_call>',
        "```tool_code\nset_timer(duration=...)\n```",
        "[set_timer(duration={1: {2}})]",
        "<|python_tag|>set_timer.call(duration=1e999)",
    ):
        text, calls, bad = parse([body])
        assert (text, calls, len(bad)) == ("", [], 1), body


def test_keys_are_text() -> None:
    _, calls, _ = parse(["<tool_call>{'name': 'set_timer', 'arguments': {1: '5', None: [(2, 3)]}}</tool_call>"])
    assert calls == [CallPart("set_timer", {"1": "5", "null": [[2, 3]]})]


def test_a_good_call_is_kept_and_a_bad_one_after_it_is_told() -> None:
    good = '{"name": "set_timer", "arguments": {"duration": "ten minutes"}}'
    _, calls, bad = parse([f'<tool_call>{good}\n{{"name": "set_ti</tool_call>'])
    assert calls == [TIMER]
    assert [part.raw for part in bad] == ['{"name": "set_ti']
    # Two objects of arguments are not one call.
    _, calls, bad = parse(['[TOOL_CALLS]set_timer[ARGS]{"duration": "5"} {"duration": "6"}'])
    assert (calls, len(bad)) == ([], 1)


QWEN_CODER = "<tool_call>\n<function=set_timer>\n<parameter=duration>\nten minutes\n</parameter>\n</function>\n"
GLM = "<tool_call>set_timer\n<arg_key>duration</arg_key>\n<arg_value>ten minutes</arg_value>\n</tool_call>"


@pytest.mark.parametrize("written", [QWEN_CODER, QWEN_CODER.removeprefix("<tool_call>\n"), GLM])
def test_a_call_in_tags_that_is_cut_off_never_runs(written: str) -> None:
    """Half a program in tags reads like a whole one."""
    for cut in range(1, len(written) + 1):
        _, calls, bad = parse([written[:cut]])
        complete = written[:cut].rstrip().endswith(("</function>", "</tool_call>"))
        assert calls == ([TIMER] if complete else []), written[:cut]
        assert not (calls and bad)
    _, calls, bad = parse([f"{QWEN_CODER}<function=set_timer>\n<parameter=duration>\nten"])
    assert (calls, len(bad)) == ([TIMER], 1)
    _, calls, bad = parse(['<function=set_timer>{"duration": "ten minutes"}'])
    assert (calls, bad) == ([TIMER], [])


def test_a_cut_off_call_in_a_thought_never_runs() -> None:
    assert parse([f"<think>Hm. {QWEN_CODER[:-20]}"]) == ("", [], [])
    assert parse([f"<think>Hm. {QWEN_CODER}</tool_call>"])[1] == [TIMER]


def test_halves_of_characters_are_joined_or_replaced() -> None:
    smile = "\U0001f600"
    for pieces, meant in (
        (["Hi \ud83d", "\ude00!"], f"Hi {smile}!"),
        (["\ud83d", "", "\ude00"], smile),
        (["Hi \ud83d", "oh"], "Hi \ufffdoh"),
        (["Hi \ude00"], "Hi \ufffd"),
        (["Hi \ud83d"], "Hi \ufffd"),
        (["Hi \ud83d\ud83d", "\ude00"], f"Hi \ufffd{smile}"),
    ):
        assert parse(pieces)[0] == meant
    body = '{"name": "set_timer\\ud83c", "arguments": {"\\ud83c": ["tea \\ud83c", "\\ud83d\\ude00"]}}'
    _, calls, _ = parse([f"<tool_call>{body}</tool_call>"])
    assert calls == [CallPart("set_timer\ufffd", {"\ufffd": ["tea \ufffd", smile]})]
    for written in ("<function=f><parameter=a>\ud83d</parameter></function>", "<function=f>{'a': '\ud83d'}</function>"):
        assert parse([written])[1] == [CallPart("f", {"a": "\ufffd"})]
