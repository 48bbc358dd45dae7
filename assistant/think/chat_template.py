"""A model's own chat template (Jinja2), rendered in a sandbox.

The template comes out of the model's file, so it is as trustworthy as whoever made the file: it runs in
Jinja2's immutable sandbox and can neither reach Python nor change what it is given.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from jinja2 import TemplateError
from jinja2.exceptions import TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

CHATML = (
    "{% for message in messages %}<|im_start|>{{ message['role'] }}\n{{ message['content'] }}<|im_end|>\n"
    "{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
"""For model files that carry no template."""

TOOL_PROMPT = """You can call tools. To call one, answer with nothing but
<tool_call>{{"name": "NAME", "arguments": {{...}}}}</tool_call>
and wait for its result. The tools, as JSON schemas:
{tools}"""


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
        environment = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True)
        environment.filters["tojson"] = _to_json
        environment.globals["raise_exception"] = _raise
        environment.globals["strftime_now"] = lambda form: datetime.now().strftime(form)
        try:
            self._template = environment.from_string(source)
        except TemplateSyntaxError as error:
            raise ChatTemplateError(f"its chat template is not valid: {error.message}") from error
        self._begin, self._end = begin, end
        self._knows_tools = bool(re.search(r"\btools\b", source))
        self._knows_calls = "tool_calls" in source
        self._knows_tool_role = bool(re.search(r"""["']tool["']""", source))
        ordered = sorted(set(special), key=len, reverse=True)
        self._special = re.compile("|".join(map(re.escape, ordered))) if ordered else None

    def harmless(self, text: str) -> str:
        """The text with a blank inside everything that would become a control token."""
        if self._special is None:
            return text
        while True:
            changed = self._special.sub(lambda match: f"{match[0][0]} {match[0][1:]}", text)
            if changed == text:
                return text
            text = changed

    def render(self, messages: Sequence[Mapping[str, Any]], tools: Sequence[Mapping[str, Any]]) -> str:
        """The prompt, up to where the assistant begins to write.

        `messages` have role, content and, where they apply, tool_calls ([{tool, arguments}]) and tool.
        A template without tools gets them in the system message.

        Raises:
            ChatTemplateError: the template fails on these messages.
        """
        prepared = [self._prepared(message) for message in messages]
        if tools and not self._knows_tools:
            listed = "\n".join(json.dumps(tool, ensure_ascii=False) for tool in tools)
            prepared = _with_system(prepared, TOOL_PROMPT.format(tools=listed))
        try:
            return self._render(prepared, tools)
        except ChatTemplateError:
            # Some templates refuse a system message: it goes before the first question instead.
            if not prepared or prepared[0]["role"] != "system":
                raise
            return self._render(_system_into_user(prepared), tools)

    def _render(self, messages: list[dict[str, Any]], tools: Sequence[Mapping[str, Any]]) -> str:
        try:
            return self._template.render(
                messages=messages,
                tools=list(tools) if tools and self._knows_tools else None,
                add_generation_prompt=True,
                enable_thinking=False,
                bos_token=self._begin,
                eos_token=self._end,
            )
        except (TemplateError, TypeError, ValueError, KeyError, AttributeError) as error:
            raise ChatTemplateError(f"its chat template fails: {error}") from error

    def _prepared(self, message: Mapping[str, Any]) -> dict[str, Any]:
        role, content = message["role"], self.harmless(message["content"])
        calls = message.get("tool_calls") or ()
        if role == "tool":
            if not self._knows_tool_role:
                return {"role": "user", "content": f"<tool_response>\n{content}\n</tool_response>"}
            return {"role": "tool", "content": content, "name": message.get("tool", "")}
        if not calls:
            return {"role": role, "content": content}
        functions = [{"name": call["tool"], "arguments": self._clean(call["arguments"])} for call in calls]
        if self._knows_calls:
            wrapped = [{"type": "function", "function": function} for function in functions]
            return {"role": role, "content": content, "tool_calls": wrapped}
        written = "".join(f"<tool_call>{_to_json(function)}</tool_call>" for function in functions)
        return {"role": role, "content": content + written}

    def _clean(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.harmless(value)
        if isinstance(value, Mapping):
            return {key: self._clean(inner) for key, inner in value.items()}
        if isinstance(value, list | tuple):
            return [self._clean(inner) for inner in value]
        return value


def _with_system(messages: list[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    if messages and messages[0]["role"] == "system":
        first = {**messages[0], "content": f"{messages[0]['content']}\n\n{text}"}
        return [first, *messages[1:]]
    return [{"role": "system", "content": text}, *messages]


def _system_into_user(messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    system, rest = messages[0], messages[1:]
    if not rest or rest[0]["role"] != "user":
        return [{**system, "role": "user"}, *rest]
    return [{**rest[0], "content": f"{system['content']}\n\n{rest[0]['content']}"}, *rest[1:]]


def _to_json(value: Any, **options: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=options.get("indent"))


def _raise(message: str) -> None:
    raise TemplateError(message)
