"""A model's own chat template (Jinja2), rendered in a sandbox.

The template comes out of the model's file, so it is as trustworthy as whoever made the file: it runs in
Jinja2's immutable sandbox and can neither reach Python nor change what it is given.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from jinja2 import TemplateError
from jinja2.exceptions import TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from tools.whole import whole

CHATML = (
    "{% for message in messages %}<|im_start|>{{ message['role'] }}\n{{ message['content'] }}<|im_end|>\n"
    "{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
"""For model files that carry no template."""

TOOL_PROMPT = """You can call tools. To call one, answer with nothing but
<tool_call>{{"name": "NAME", "arguments": {{...}}}}</tool_call>
and wait for its result. The tools, as JSON schemas:
{tools}"""


RESULT = "<tool_response>\n{}\n</tool_response>"
LOW, MEDIUM = 256, 2048
"""Tokens of thinking up to which a template that knows efforts (GPT-OSS) is told "low" and "medium"."""
Messages = list[dict[str, Any]]
_MARK = re.compile(
    r"<[|｜][^<>\s'\"{}|｜]{1,40}[|｜]?>|<[^<>\s'\"{}|｜/]{1,40}[|｜]>|<(?:start|end)_of_turn>|\[/?[A-Z_]{4,}\]"
)
_TRAINING_TAG = re.compile(r"{%-?\s*(?:end)?generation\s*-?%}")
"""Tells trainers which tokens to learn; Jinja2 does not know it."""


def harmless(text: str) -> str:
    """The text with a blank inside whatever looks like a control token of any family: for a model behind a server.

    And without halves of a character, which no request can carry.
    """
    text = whole(text)
    while (changed := _MARK.sub(lambda match: f"{match[0][0]} {match[0][1:]}", text)) != text:
        text = changed
    return text


class ChatTemplateError(Exception):
    """The template is broken, or refuses these messages."""


class ChatTemplate:
    """A compiled template.

    Args:
        source: Jinja2 text, as model files carry it.
        begin, end: the text of the tokens for the beginning and the end of a sequence.
        special: texts that the tokenizer turns into control tokens; in messages they are made harmless.

    Raises:
        ChatTemplateError: it is not valid Jinja2.
    """

    def __init__(self, source: str, begin: str = "", end: str = "", special: Iterable[str] = ()) -> None:
        environment = ImmutableSandboxedEnvironment(
            trim_blocks=True, lstrip_blocks=True, extensions=["jinja2.ext.loopcontrols"]
        )
        environment.filters["tojson"] = _to_json
        environment.globals["raise_exception"] = _raise
        environment.globals["strftime_now"] = lambda form: datetime.now().strftime(form)
        try:
            self._template = environment.from_string(_TRAINING_TAG.sub("", source))
        except TemplateSyntaxError as error:
            raise ChatTemplateError(f"its chat template is not valid: {error.message}") from error
        self._begin, self._end = begin, end
        self._knows_tools = bool(re.search(r"\btools\b", source))
        self._knows_calls = "tool_calls" in source
        self._knows_tool_role = bool(re.search(r"""["']tool["']""", source))
        # Whatever looks like a mark of any family is taken for one: some files have no token for what their template
        # writes, and some tokens are not in any template.
        ordered = sorted(set(special), key=len, reverse=True)
        self._special = re.compile("|".join([*map(re.escape, ordered), _MARK.pattern]))

    def harmless(self, text: str) -> str:
        """The text with a blank inside everything that would become a control token."""
        while True:
            changed = self._special.sub(lambda match: f"{match[0][0]} {match[0][1:]}", text)
            if changed == text:
                return text
            text = changed

    def render(
        self, messages: Sequence[Mapping[str, Any]], tools: Sequence[Mapping[str, Any]], thinking: int = 0
    ) -> str:
        """The prompt, up to where the assistant begins to write.

        `messages` have role, content and, where they apply, tool_calls ([{tool, arguments}]) and tool.
        A template without tools gets them in the system message. `thinking`: tokens it may think; 0: it shall not.

        Templates are particular: some refuse a system message, or want arguments as text, or insist that roles take
        turns. What one refuses is put in another form, from the usual to the plainest.

        Raises:
            ChatTemplateError: the template fails on these messages in every form.
        """
        tools = self._clean(tools)
        prepared = [self._prepared(message, number) for number, message in enumerate(messages)]
        if tools and not self._knows_tools:
            listed = "\n".join(json.dumps(tool, ensure_ascii=False) for tool in tools)
            prepared = _with_system(prepared, TOOL_PROMPT.format(tools=listed))
        forms: list[Callable[[Messages], Messages]] = [
            lambda usual: usual,
            _arguments_as_text,
            _system_into_user,
            lambda usual: _system_into_user(_arguments_as_text(usual)),
            lambda usual: _taking_turns(_system_into_user(self._plain(usual))),
        ]
        first: ChatTemplateError | None = None
        for form in forms:
            try:
                return self._render(form(prepared), tools, thinking)
            except ChatTemplateError as error:
                first = first or error
        assert first is not None
        raise first

    def _render(self, messages: Messages, tools: Sequence[Mapping[str, Any]], thinking: int) -> str:
        try:
            return self._template.render(
                messages=messages,
                tools=list(tools) if tools and self._knows_tools else None,
                add_generation_prompt=True,
                enable_thinking=thinking > 0,
                thinking=thinking > 0,
                reasoning_effort="low" if thinking <= LOW else "medium" if thinking <= MEDIUM else "high",
                bos_token=self._begin,
                eos_token=self._end,
            )
        except (TemplateError, TypeError, ValueError, KeyError, AttributeError, RecursionError) as error:
            raise ChatTemplateError(f"its chat template fails: {error}") from error

    def _prepared(self, message: Mapping[str, Any], number: int) -> dict[str, Any]:
        role, content = message["role"], self.harmless(message["content"])
        calls = message.get("tool_calls") or ()
        if role == "tool":
            if not self._knows_tool_role:
                return {"role": "user", "content": RESULT.format(content)}
            # Mistral's templates want an id of nine letters and digits, the same at the call and at its result.
            return {
                "role": "tool",
                "content": content,
                "name": message.get("tool", ""),
                "tool_call_id": f"call{number - 1:05d}",
            }
        if not calls:
            return {"role": role, "content": content}
        functions = [{"name": call["tool"], "arguments": self._clean(call["arguments"])} for call in calls]
        if self._knows_calls:
            wrapped = [{"type": "function", "id": f"call{number:05d}", "function": function} for function in functions]
            return {"role": role, "content": content, "tool_calls": wrapped}
        return {"role": role, "content": content + _written(functions)}

    def _plain(self, messages: Messages) -> Messages:
        """Calls and results as words, for a template that fails on them."""
        made: Messages = []
        for message in messages:
            if message["role"] == "tool":
                made.append({"role": "user", "content": RESULT.format(message["content"])})
            elif calls := message.get("tool_calls"):
                functions = [call["function"] for call in calls]
                made.append({"role": message["role"], "content": message["content"] + _written(functions)})
            else:
                made.append(message)
        return made

    def _clean(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.harmless(value)
        if isinstance(value, Mapping):
            return {key: self._clean(inner) for key, inner in value.items()}
        if isinstance(value, list | tuple):
            return [self._clean(inner) for inner in value]
        return value


def _written(functions: list[dict[str, Any]]) -> str:
    return "".join(f"<tool_call>{_to_json(function)}</tool_call>" for function in functions)


def _arguments_as_text(messages: Messages) -> Messages:
    made: Messages = []
    for message in messages:
        if calls := message.get("tool_calls"):
            texts = [
                {**call, "function": {**call["function"], "arguments": _to_json(call["function"]["arguments"])}}
                for call in calls
            ]
            message = {**message, "tool_calls": texts}
        made.append(message)
    return made


def _taking_turns(messages: Messages) -> Messages:
    """One message where several of the same role follow each other."""
    made: Messages = []
    for message in messages:
        if made and made[-1]["role"] == message["role"]:
            made[-1] = {**made[-1], "content": f"{made[-1]['content']}\n\n{message['content']}"}
        else:
            made.append(message)
    return made


def _with_system(messages: Messages, text: str) -> Messages:
    if messages and messages[0]["role"] == "system":
        first = {**messages[0], "content": f"{messages[0]['content']}\n\n{text}"}
        return [first, *messages[1:]]
    return [{"role": "system", "content": text}, *messages]


def _system_into_user(messages: Messages) -> Messages:
    if not messages or messages[0]["role"] != "system":
        return messages
    system, rest = messages[0], messages[1:]
    if not rest or rest[0]["role"] != "user":
        return [{**system, "role": "user"}, *rest]
    return [{**rest[0], "content": f"{system['content']}\n\n{rest[0]['content']}"}, *rest[1:]]


def _to_json(value: Any, **options: Any) -> str:
    known = {key: options[key] for key in ("indent", "separators", "sort_keys") if key in options}
    return json.dumps(value, ensure_ascii=bool(options.get("ensure_ascii", False)), **known)


def _raise(message: str) -> None:
    raise TemplateError(message)
