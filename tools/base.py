"""A tool is a plain typed function with a docstring; its schema is derived from them.

    @tool
    def set_timer(context: ToolContext, duration: str, label: str = "") -> Outcome:
        '''Set a timer.

        Args:
            duration: how long, as said ("ten minutes").
            label: what it is for.
        '''

Arguments are copies of what was said; the function does the computing.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol, get_type_hints

if TYPE_CHECKING:
    from pydantic import BaseModel

    from tools.store import Store


class ToolError(Exception):
    """A tool cannot do what was asked, for a reason a person can understand.

    Args:
        message: one sentence, fit to be spoken.
    """


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a tool did."""

    text: str
    """What the model gets to read."""
    speech: str
    """The sentence that is said aloud about it."""
    data: Mapping[str, Any] = field(default_factory=dict)
    """The outcome as data, `kind` first."""
    ok: bool = True


class RunsCode(Protocol):
    """The sandbox, as far as a tool needs it (see sandbox.Sandbox)."""

    def run(self, code: str) -> Any:
        """Run Python; the result has ok, output, error, timed_out, truncated, out_of_memory, seconds."""


@dataclass(slots=True)
class ToolContext:
    """What tools may use."""

    store: Store
    now: Callable[[], datetime] = datetime.now
    sandbox: RunsCode | None = None
    normalise: Callable[[str], str] = str
    """Spoken numbers to digits, lower case; commands have been through it, a model's words may not have been."""


@dataclass(frozen=True)
class Tool:
    """A function that can be called by name."""

    name: str
    function: Callable[..., Outcome]

    @cached_property
    def description(self) -> str:
        """The first paragraph of the docstring."""
        return " ".join((inspect.getdoc(self.function) or "").split("\n\n")[0].split())

    @cached_property
    def model(self) -> type[BaseModel]:
        """The arguments as a pydantic model: unknown ones are refused, numbers become strings where asked."""
        from pydantic import ConfigDict, Field, create_model

        documented = dict(re.findall(r"^\s+(\w+): (.+)$", inspect.getdoc(self.function) or "", re.MULTILINE))
        hints = get_type_hints(self.function)
        fields: dict[str, Any] = {}
        for parameter in list(inspect.signature(self.function).parameters.values())[1:]:
            default = ... if parameter.default is parameter.empty else parameter.default
            fields[parameter.name] = (hints[parameter.name], Field(default, description=documented.get(parameter.name)))
        config = ConfigDict(extra="forbid", coerce_numbers_to_str=True)
        return create_model(self.name, __config__=config, **fields)

    @cached_property
    def schema(self) -> dict[str, Any]:
        """The description of the tool in OpenAI's form."""
        parameters = self.model.model_json_schema()
        parameters.pop("title", None)
        for value in parameters.get("properties", {}).values():
            value.pop("title", None)
        function = {"name": self.name, "description": self.description, "parameters": parameters}
        return {"type": "function", "function": function}


def tool(function: Callable[..., Outcome]) -> Tool:
    """Make a tool of a function whose first parameter is the ToolContext."""
    return Tool(function.__name__, function)


class Toolbox:
    """The tools of one house.

    Args:
        tools: all of them; names are unique.
        context: what they may use.
        hidden: tells which tools are not offered to the model now. One that is called all the same says why it
            cannot work, or works if it can again.
        forbidden: why the owner does not let a tool be used now, as a sentence; empty: it may be.
    """

    def __init__(
        self,
        tools: Sequence[Tool],
        context: ToolContext,
        hidden: Callable[[], Collection[str]] = tuple,
        forbidden: Callable[[str], str] = lambda _: "",
    ) -> None:
        self._tools = {tool.name: tool for tool in tools}
        self._context = context
        self._hidden = hidden
        self._forbidden = forbidden

    def names(self) -> list[str]:
        """The tools that are offered."""
        hidden = self._hidden()
        return [name for name in self._tools if name not in hidden]

    def known(self) -> list[str]:
        """All tools, also those that are not offered now."""
        return list(self._tools)

    def schemas(self) -> list[dict[str, Any]]:
        """Descriptions of the offered tools for the model."""
        return [self._tools[name].schema for name in self.names()]

    def run(self, name: str, arguments: Mapping[str, Any]) -> Outcome:
        """Check the arguments and call the tool. Never raises for what a model or a person can cause."""
        from pydantic import ValidationError

        found = self._tools.get(name)
        if found is None:
            return _failed(f"There is no tool called {name}.")
        if why := self._forbidden(name):
            return _failed(why)
        try:
            checked = found.model.model_validate({key: value for key, value in arguments.items() if value is not None})
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"]) or "arguments"
            return _failed(f"The tool {name} cannot take that: {where}: {first['msg']}.")
        try:
            return found.function(self._context, **{key: getattr(checked, key) for key in type(checked).model_fields})
        except ToolError as error:
            return _failed(str(error))


def _failed(sentence: str) -> Outcome:
    return Outcome(f"error: {sentence}", sentence, {"kind": "error", "message": sentence}, ok=False)
