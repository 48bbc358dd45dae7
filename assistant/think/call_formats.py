"""How each family of models writes thoughts and tool calls: one table, and a reader for each form of body.

| family | a call |
|---|---|
| Hermes, Qwen, the starter | `<tool_call>{"name": ..., "arguments": {...}}</tool_call>` |
| Qwen coder | `<tool_call><function=NAME><parameter=KEY>value</parameter></function></tool_call>` |
| GLM | `<tool_call>NAME<arg_key>KEY</arg_key><arg_value>value</arg_value></tool_call>` |
| Llama 3.x | `{"name": ..., "parameters": {...}}` alone, `<|python_tag|>...`, `<function=NAME>{...}</function>` |
| Llama 4, Gemma 3 | `[NAME(key="value")]`, or such a call in a fence named tool_code |
| Mistral | `[TOOL_CALLS][{...}]`, `[TOOL_CALLS]NAME[ARGS]{...}` |
| Gemma 4 | `<|tool_call>call:NAME{key:<|"|>value<|"|>}<tool_call|>` |
| GPT-OSS (Harmony) | `<|channel|>commentary to=functions.NAME <|constrain|>json<|message|>{...}<|call|>` |
| DeepSeek | `<｜tool▁call▁begin｜>NAME<｜tool▁sep｜>{...}<｜tool▁call▁end｜>`, the older form in a json fence, DSML |
| Phi, Granite | `<|tool_call|>[{...}]<|/tool_call|>`, `functools[{...}]` |
| Kimi, Command R, MiniMax | marks of their own, see BLOCKS |

The package of llama-cpp-python ships no parser (llama.cpp's own are in a library that it does not export), so
this is ours: https://github.com/ggml-org/llama.cpp/blob/master/docs/function-calling.md lists the same forms.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any

from assistant.engines import BadCallPart, CallPart
from tools.whole import whole, whole_value

Call = CallPart | BadCallPart
Reader = Callable[[str], list[Call]]

_NAMES = ("name", "tool_name", "function_name")
_ARGUMENTS = ("arguments", "parameters", "args", "input")
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_FENCE_BEGINS = re.compile(r"```\w*\s*")
_BETWEEN = re.compile(r"(?:[\s;,}\]]|```\w*)*")
"""What may stand after a call and means nothing: separators, a bracket too many, the marks of a fence."""


# Bodies -------------------------------------------------------------------------------------------------------------


def read_json(body: str) -> list[Call]:
    """Calls in JSON: an object, a list of objects, or objects one after the other (with or without `;`).

    What was read counts, whatever follows it: models add words, marks or a bracket too many.
    """
    body = body.strip()
    if fence := _FENCE_BEGINS.match(body):
        body = body[fence.end() :].removesuffix("```")
    if body.startswith("{{") and body.endswith("}}"):
        body = body[1:-1]  # a template's doubled braces, imitated
    values: list[Any] = []
    rest: list[Call] = []
    while body:
        try:
            value, end = _decoder.raw_decode(body)
        except (ValueError, RecursionError):
            value, end = loads(body), len(body)
        if value is None:
            if not values or body.startswith(("{", "[")):
                rest = [BadCallPart(body, "it is not JSON")]
            break
        values += value if isinstance(value, list) else [value]
        between = _BETWEEN.match(body, end)
        body = body[between.end() if between else end :]
    return [*(call_from(value, json.dumps(value, ensure_ascii=False)) for value in values), *rest]


_decoder = json.JSONDecoder(strict=False)


def loads(text: str) -> Any:
    """JSON, or what is unambiguously meant by it: trailing commas, Python's quotes and names, brackets not closed.

    None when it is not that (also for the text "null", which is no call).
    """
    closed = text + _missing_brackets(text)
    for candidate in (text, _without_trailing_commas(text), closed, _without_trailing_commas(closed)):
        try:
            return json.loads(candidate, strict=False)
        except (ValueError, RecursionError):
            pass
        try:
            value = ast.literal_eval(candidate.strip())
            if isinstance(value, dict | list):
                return plain(value)
        except (ValueError, SyntaxError, RecursionError, MemoryError, TypeError):
            continue
    return None


def plain(value: Any) -> Any:
    """The value as JSON holds it: Python's literals also make sets, bytes, `...` and keys that are no text.

    Raises:
        ValueError: JSON cannot hold it.
    """
    try:
        return whole_value(json.loads(json.dumps(value, allow_nan=False)))
    except (TypeError, RecursionError) as error:
        raise ValueError(str(error)) from error


def made(name: str, arguments: dict[Any, Any], raw: str) -> Call:
    """A call, whose arguments JSON can hold and anybody can write."""
    try:
        return CallPart(whole(name.strip()), plain(arguments))
    except ValueError:
        return BadCallPart(raw, "its arguments are not plain values")


def call_from(value: Any, raw: str) -> Call:
    """A call from a decoded object, whatever its family names the parts."""
    if isinstance(value, dict) and isinstance(value.get("function"), dict):
        value = value["function"]  # OpenAI's own form
    if not isinstance(value, dict):
        return BadCallPart(raw, "it names no tool")
    name = next((value[key] for key in _NAMES if isinstance(value.get(key), str)), None)
    if name is None and isinstance(value.get("function"), str):
        name = value["function"]
    if not name:
        return BadCallPart(raw, "it names no tool")
    arguments: Any = next((value[key] for key in _ARGUMENTS if value.get(key) is not None), {})
    return call(name, arguments, raw)


def call(name: str, arguments: Any, raw: str) -> Call:
    """A call whose arguments are an object, or text that holds one."""
    if isinstance(arguments, str):
        text = arguments.strip()
        arguments = _first(text) if text else {}
        if arguments is None:
            return BadCallPart(raw, "its arguments are not JSON")
    if not isinstance(arguments, dict):
        return BadCallPart(raw, "its arguments are not an object")
    return made(name.strip().removeprefix("functions."), arguments, raw)


def _first(text: str) -> Any:
    """The value that `text` is, or begins with, unless another one follows; None: there is none."""
    value = loads(text)
    if value is None:
        try:
            value, end = _decoder.raw_decode(text)
        except (ValueError, RecursionError):
            return None
        between = _BETWEEN.match(text, end)
        if text.startswith(("{", "["), between.end() if between else end):
            return None
    return value


def _missing_brackets(text: str) -> str:
    """The brackets that close what is open; none when a string is open, for its end is unknown."""
    rest = _STRING.sub("", text)
    if '"' in rest or not text.rstrip().endswith(('"', "}", "]")):
        return ""
    open_ = []
    for sign in rest:
        if sign in "{[":
            open_.append("}" if sign == "{" else "]")
        elif sign in "}]" and (not open_ or open_.pop() != sign):
            return ""
    return "".join(reversed(open_))


def _without_trailing_commas(text: str) -> str:
    """Only outside strings."""
    kept = _STRING.findall(text)
    bare = _TRAILING_COMMA.sub(r"\1", _STRING.sub('""', text))
    filled = iter(kept)
    return re.sub('""', lambda _: next(filled, '""'), bare)


_XML_FUNCTION = re.compile(r"<function=([^>\n]+)>(.*?)(?:</function>|$)", re.DOTALL)
_XML_PARAMETER = re.compile(r"<parameter=([^>\n]+)>(.*?)(?:</parameter>|(?=<parameter=)|$)", re.DOTALL)
_GLM_ARGUMENT = re.compile(r"<arg_key>(.*?)</arg_key>\s*<arg_value>(.*?)(?:</arg_value>|$)", re.DOTALL)


def read_tags(body: str) -> list[Call]:
    """The body of <tool_call>: JSON, or tags in one of two ways."""
    if "<function=" in body:
        return [_read_function(found[1], found[2]) for found in _XML_FUNCTION.finditer(body)]
    if not body.lstrip().startswith(("{", "[")) and re.match(r"\s*[\w.-]+\s*(<arg_key>|$)", body):
        name, _, rest = body.strip().partition("<arg_key>")
        pairs = {key.strip(): value.strip("\n") for key, value in _GLM_ARGUMENT.findall("<arg_key>" + rest)}
        return [made(name, pairs, body)]
    return read_json(body)


def read_cut_tags(body: str) -> list[Call]:
    """Of a <tool_call> that never ended: JSON shows by itself whether it is complete, tags only by their end.

    Half a program must not run.
    """
    if "<function=" in body:
        complete, end, rest = body.rpartition("</function>")
        _, found, last = rest.partition("<function=")
        return [*(read_tags(complete + end) if end else ()), *(read_cut_function(last) if found else ())]
    if body.strip() and not body.lstrip().startswith(("{", "[", "`")):
        return [BadCallPart(body, "it does not end")]
    return read_json(body)


def read_function(body: str) -> list[Call]:
    """After `<function=`: NAME>{...}, or NAME> and parameters as tags."""
    name, _, rest = body.partition(">")
    return [_read_function(name, rest)]


def read_cut_function(body: str) -> list[Call]:
    """Of a <function= that never ended; see read_cut_tags."""
    complete = body.partition(">")[2].lstrip().startswith("{")
    return read_function(body) if complete else [BadCallPart(body, "it does not end")]


def _read_function(name: str, rest: str) -> Call:
    if rest.lstrip().startswith("{"):
        return call(name, rest, f"{name}{rest}")
    found = {key.strip(): value.removeprefix("\n").removesuffix("\n") for key, value in _XML_PARAMETER.findall(rest)}
    return made(name, found, f"{name}{rest}")


_INVOKE = re.compile(r"<(?:｜DSML｜)?invoke name=\"([^\"]+)\">(.*?)</(?:｜DSML｜)?invoke>", re.DOTALL)
_INVOKE_PARAMETER = re.compile(
    r"<(?:｜DSML｜)?parameter name=\"([^\"]+)\"([^>]*)>(.*?)</(?:｜DSML｜)?parameter>", re.DOTALL
)


def read_invoke(body: str) -> list[Call]:
    """MiniMax, and DeepSeek's DSML: <invoke name="x"><parameter name="k">v</parameter></invoke>."""
    calls: list[Call] = []
    for name, rest in _INVOKE.findall(body):
        arguments: dict[str, Any] = {}
        for key, attributes, value in _INVOKE_PARAMETER.findall(rest):
            decoded = loads(value) if 'string="false"' in attributes else None
            arguments[key] = value.removeprefix("\n").removesuffix("\n") if decoded is None else decoded
        calls.append(made(name, arguments, rest))
    return calls or [BadCallPart(body, "it names no tool")]


def read_python(body: str) -> list[Call]:
    """Calls as Python writes them: f(a=1), [f(a=1), g()], print(f(a=1)), f.call(a=1); arguments are literals."""
    return [one for _, one in _python_calls(body)] or [BadCallPart(body, "it is not a call")]


def _python_calls(body: str) -> list[tuple[str, Call]]:
    """The names that are called, with the calls as far as they can be read; none when there is anything else."""
    try:
        tree = ast.parse(body.strip())
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    found: list[tuple[str, Call]] = []
    for statement in tree.body:
        value: Any = getattr(statement, "value", None)
        nodes: list[Any] = value.elts if isinstance(value, ast.List | ast.Tuple) else [value]
        for node in nodes:
            while _names(node) == ["print"] and len(node.args) == 1 and isinstance(node.args[0], ast.Call):
                node = node.args[0]
            names = _names(node)
            if not names:
                return []
            name = names[0] if names[-1] == "call" and len(names) > 1 else names[-1]
            try:
                arguments = {word.arg: ast.literal_eval(word.value) for word in node.keywords if word.arg}
                one = made(name, {**arguments, **_positional(node)}, body)
            except (ValueError, TypeError, RecursionError):
                one = BadCallPart(body, "its arguments are not plain values")
            found.append((name, one))
    return found


def _names(node: Any) -> list[str]:
    """["default_api", "f"] for default_api.f(...); none for what is not a call of a name."""
    if not isinstance(node, ast.Call):
        return []
    names: list[str] = []
    inner: Any = node.func
    while isinstance(inner, ast.Attribute):
        names.insert(0, inner.attr)
        inner = inner.value
    return [inner.id, *names] if isinstance(inner, ast.Name) else []


def _positional(node: ast.Call) -> dict[str, Any]:
    """Arguments without a name get the numbers of their places, which tools.base gives names."""
    return {str(place): ast.literal_eval(value) for place, value in enumerate(node.args)}


def read_python_tag(body: str) -> list[Call]:
    """Llama's <|python_tag|>: JSON, or name.call(key=value)."""
    return read_json(body) if body.lstrip().startswith(("{", "[")) else read_python(body)


_MISTRAL = re.compile(r"\s*([\w.:-]+?)\s*(?:\[CALL_ID\]\s*[\w-]+\s*)?(?:\[ARGS\])?\s*(?=\{)")


def read_mistral(body: str) -> list[Call]:
    """After [TOOL_CALLS]: a JSON list, or NAME[ARGS]{...}, the mark again before each further call."""
    calls: list[Call] = []
    for piece in body.split("[TOOL_CALLS]"):
        if not piece.strip():
            continue
        match = _MISTRAL.match(piece)
        if match and not piece.lstrip().startswith(("{", "[")):
            calls.append(call(match[1], piece[match.end() :], piece))
        else:
            calls += read_json(piece)
    return calls or [BadCallPart(body, "it names no tool")]


_DEEPSEEK = re.compile(r"<｜tool▁call▁begin｜>(.*?)(?:<｜tool▁call▁end｜>|$)", re.DOTALL)
_FENCED = re.compile(r"```(?:json)?\s*(.*?)\s*(?:```|$)", re.DOTALL)


def read_deepseek(body: str) -> list[Call]:
    """NAME<｜tool▁sep｜>{...} (V3.1), or function<｜tool▁sep｜>NAME and a fence with JSON (V3, R1)."""
    pieces = _DEEPSEEK.findall(body) or [body]
    calls: list[Call] = []
    for piece in pieces:
        head, found, rest = piece.partition("<｜tool▁sep｜>")
        fenced = _FENCED.search(rest)
        if not found:
            calls.append(BadCallPart(piece, "it names no tool"))
        elif fenced and head.strip() == "function":
            calls.append(call(rest[: fenced.start()], fenced[1], piece))
        else:
            calls.append(call(head, fenced[1] if fenced else rest, piece))
    return calls


_KIMI = re.compile(
    r"<\|tool_call_begin\|>\s*(?:functions\.)?([^:<\s]+)(?::\d+)?\s*<\|tool_call_argument_begin\|>"
    r"(.*?)(?:<\|tool_call_end\|>|$)",
    re.DOTALL,
)


def read_kimi(body: str) -> list[Call]:
    """functions.NAME:0 and JSON between marks."""
    return [call(name, text, text) for name, text in _KIMI.findall(body)] or [BadCallPart(body, "it names no tool")]


_GEMMA = re.compile(r"\s*call:\s*([\w.-]+)\s*(?=\{)")
_GEMMA_QUOTES = ('<|"|>', "<escape>")


def read_gemma(body: str) -> list[Call]:
    """call:NAME{key:<|"|>text<|"|>,other:5}: JSON but for keys without quotes and quotes of their own."""
    match = _GEMMA.match(body)
    if match is None:
        return [BadCallPart(body, "it names no tool")]
    try:
        arguments, _ = _gemma_value(body, match.end())
    except (ValueError, IndexError, RecursionError):
        return [BadCallPart(body, "its arguments cannot be read")]
    return [call(match[1], arguments, body)]


def _gemma_value(text: str, at: int) -> tuple[Any, int]:
    """The value at `at`, and where it ends."""
    while text[at].isspace():
        at += 1
    for quote in (*_GEMMA_QUOTES, '"'):
        if text.startswith(quote, at):
            end = text.index(quote, at + len(quote))
            return text[at + len(quote) : end], end + len(quote)
    if text[at] in "{[":
        return _gemma_group(text, at)
    match = re.compile(r"[^,}\]]*").match(text, at)
    assert match is not None
    word = match[0].strip()
    try:
        return json.loads(word), match.end()
    except ValueError:
        return word, match.end()


def _gemma_group(text: str, at: int) -> tuple[Any, int]:
    closing = "}" if text[at] == "{" else "]"
    pairs: dict[str, Any] = {}
    items: list[Any] = []
    at += 1
    while True:
        while text[at].isspace() or text[at] == ",":
            at += 1
        if text[at] == closing:
            return (pairs if closing == "}" else items), at + 1
        if closing == "]":
            value, at = _gemma_value(text, at)
            items.append(value)
            continue
        colon = text.index(":", at)
        key = text[at:colon].strip()
        for quote in (*_GEMMA_QUOTES, '"'):
            key = key.removeprefix(quote).removesuffix(quote)
        pairs[key], at = _gemma_value(text, colon + 1)


# The table ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Block:
    """What stands between two marks."""

    open: str
    close: tuple[str, ...]
    """None: to the end of the answer."""
    read: Reader | None = None
    """Of a call's body; None: it is a thought."""
    cut: Reader | None = None
    """Of the body of a call that never ended; None: as any other."""

    def read_cut(self, body: str) -> list[Call]:
        """The calls in a body that never ended."""
        reader = self.cut or self.read
        return reader(body) if reader is not None else []


THOUGHTS = (
    Block("<think>", ("</think>",)),
    Block("<thinking>", ("</thinking>",)),
    Block("<thought>", ("</thought>",)),
    Block("<seed:think>", ("</seed:think>",)),
    Block("[THINK]", ("[/THINK]",)),
    Block("◁think▷", ("◁/think▷",)),
    Block("<|START_THINKING|>", ("<|END_THINKING|>",)),
    Block("<|channel>", ("<channel|>",)),
)
CALLS = (
    Block("<tool_call>", ("</tool_call>",), read_tags, read_cut_tags),
    Block("<function=", ("</function>",), read_function, read_cut_function),
    Block("<|python_tag|>", (), read_python_tag),
    Block("[TOOL_CALLS]", (), read_mistral),
    Block("<|tool_call>", ("<tool_call|>",), read_gemma),
    Block("<start_function_call>", ("<end_function_call>",), read_gemma),
    Block("<|tool_call|>", ("<|/tool_call|>",), read_json),
    Block("functools[", (), lambda body: read_json("[" + body)),
    Block("<｜tool▁calls▁begin｜>", ("<｜tool▁calls▁end｜>",), read_deepseek),
    Block("<｜tool▁call▁begin｜>", ("<｜tool▁call▁end｜>",), read_deepseek),
    Block("<｜DSML｜function_calls>", ("</｜DSML｜function_calls>",), read_invoke),
    Block("<minimax:tool_call>", ("</minimax:tool_call>",), read_invoke),
    Block("<|tool_calls_section_begin|>", ("<|tool_calls_section_end|>",), read_kimi),
    Block("<|START_ACTION|>", ("<|END_ACTION|>",), read_json),
)
BLOCKS = {block.open: block for block in (*THOUGHTS, *CALLS)}

HEADERS = ("<|start|>", "<|channel|>")
"""Harmony: what follows, up to MESSAGE, says what the message is."""
MESSAGE = "<|message|>"
HARMONY_ENDS = ("<|end|>", "<|call|>", "<|return|>", *HEADERS)
DROPPED = (
    *(mark for block in BLOCKS.values() for mark in block.close),
    *("<|end|>", "<|call|>", "<|return|>", "<|constrain|>", "<|START_RESPONSE|>", "<|END_RESPONSE|>", MESSAGE),
)
"""Marks that mean nothing where words are expected."""
INNER = ('<|"|>', "<escape>", "[ARGS]", "[CALL_ID]", "<｜tool▁sep｜>", "<|tool_call_begin|>", "<|tool_call_end|>",
         "<|tool_call_argument_begin|>")  # fmt: skip
"""Marks that stand inside a call."""
OPENERS = (*BLOCKS, *HEADERS)
MARKS = tuple(dict.fromkeys((*OPENERS, *DROPPED, *INNER)))


def read_loose(text: str, known: Collection[str]) -> list[Call] | None:
    """Calls in text without marks: JSON or Python, when it names a known tool; else None, and the text is words.

    A call of a known tool in Python that cannot be read is one all the same: it is not read aloud.
    """
    text = text.strip()
    fenced = _FENCE.fullmatch(text)
    body = fenced[1] if fenced else text
    found: list[Call] = []
    if body.lstrip().startswith(("{", "[")):
        found = read_json(body)
    if _all_known(found, known):
        return found
    named = _python_calls(body)
    names = {name.lower() for name in known}
    return [one for _, one in named] if named and all(name.lower() in names for name, _ in named) else None


_FENCE = re.compile(r"```\w*\s*(.*?)\s*```", re.DOTALL)


def _all_known(calls: list[Call], known: Collection[str]) -> bool:
    names = {name.lower() for name in known}
    return bool(calls) and all(isinstance(call, CallPart) and call.tool.lower() in names for call in calls)


def loose_end(text: str) -> int:
    """Where what may be a call without marks ends in `text`, which begins with it: -1 while it is not complete."""
    if text.startswith("```"):
        end = text.find("```", 3)
        return end + 3 if end >= 0 else -1
    depth, quote, escaped = 0, "", False
    for at, sign in enumerate(text):
        if quote:
            if escaped:
                escaped = False
            elif sign == "\\":
                escaped = True
            elif sign == quote:
                quote = ""
        elif sign == '"':
            quote = sign
        elif sign in "{[(":
            depth += 1
        elif sign in "}])":
            depth -= 1
            if depth <= 0:
                return at + 1
    return -1


def thoughts_end(text: str) -> Iterator[Call]:
    """Calls that stand in a thought which never ended: some models forget to close it first."""
    for block in CALLS:
        _, found, body = text.rpartition(block.open)
        if found and block.read is not None and block.close:
            body, ended, _ = body.partition(block.close[0])
            calls = block.read(body) if ended else block.read_cut(body)
            yield from (part for part in calls if isinstance(part, CallPart))
            return
