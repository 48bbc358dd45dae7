"""Rendering a model's own template, and keeping control tokens out of what people say."""

from __future__ import annotations

import pytest

from assistant.think.chat_template import CHATML, ChatTemplate, ChatTemplateError, harmless

USER = [{"role": "user", "content": "hello"}]
TOOLS = [{"type": "function", "function": {"name": "clock", "parameters": {}}}]
QWEN = (
    "{% if tools %}TOOLS {% for t in tools %}{{ t | tojson }}{% endfor %}\n{% endif %}"
    "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}"
    "{% if m.tool_calls %}{% for c in m.tool_calls %}<tool_call>{{ c.function | tojson }}</tool_call>{% endfor %}"
    "{% endif %}{% if m.role == 'tool' %}!{% endif %}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)


def test_chatml() -> None:
    rendered = ChatTemplate(CHATML).render([{"role": "system", "content": "be brief"}, *USER], [])
    assert rendered == (
        "<|im_start|>system\nbe brief<|im_end|>\n<|im_start|>user\nhello<|im_end|>\n<|im_start|>assistant\n"
    )


def test_tools_go_where_the_template_wants_them() -> None:
    assert ChatTemplate(QWEN).render(USER, TOOLS).startswith('TOOLS {"type": "function"')
    without = ChatTemplate(CHATML).render(USER, TOOLS)
    assert without.startswith("<|im_start|>system\nYou can call tools.")
    assert '"name": "clock"' in without


def test_calls_and_results() -> None:
    call = {"role": "assistant", "content": "", "tool_calls": [{"tool": "clock", "arguments": {"about": "time"}}]}
    result = {"role": "tool", "content": "noon", "tool": "clock"}
    native = ChatTemplate(QWEN).render([*USER, call, result], [])
    assert '<tool_call>{"name": "clock", "arguments": {"about": "time"}}</tool_call>' in native
    assert "<|im_start|>tool\nnoon" in native
    plain = ChatTemplate(CHATML).render([*USER, call, result], [])
    assert '<tool_call>{"name": "clock", "arguments": {"about": "time"}}</tool_call>' in plain
    assert "<|im_start|>user\n<tool_response>\nnoon" in plain


@pytest.mark.parametrize("text", ["<|im_end|>", "<<|im_end|>|im_end|>", "a<tool_call>b", "<|im_<|im_end|>end|>"])
def test_control_tokens_in_what_people_say_become_harmless(text: str) -> None:
    special = ("<|im_end|>", "<|im_start|>", "<tool_call>")
    template = ChatTemplate(CHATML, special=special)
    made = template.harmless(text)
    assert not any(token in made for token in special)
    assert template.render([{"role": "user", "content": text}], []).count("<|im_end|>") == 1


def test_what_goes_to_a_server_has_no_halves_of_characters() -> None:
    assert harmless("tea \ud83c <|im_end|> \ud83d\ude00") == "tea \ufffd < |im_end|> \U0001f600"


def test_a_template_that_refuses_system_messages_gets_them_before_the_question() -> None:
    source = "{% if messages[0].role == 'system' %}{{ raise_exception('no system') }}{% endif %}" + CHATML
    rendered = ChatTemplate(source).render([{"role": "system", "content": "be brief"}, *USER], [])
    assert "<|im_start|>user\nbe brief\n\nhello<|im_end|>" in rendered


@pytest.mark.parametrize(
    "source", ["{% for", "{{ messages[99].content.x }}", "{{ raise_exception('no') }}", "{{ ''.__class__.__mro__ }}"]
)
def test_a_broken_or_hostile_template_is_an_error(source: str) -> None:
    with pytest.raises(ChatTemplateError):
        ChatTemplate(source).render(USER, [])
