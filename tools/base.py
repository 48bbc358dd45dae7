"""A tool is a plain typed function with a docstring; its schema is derived from them.

    @tool
    def set_timer(context: ToolContext, duration: str, label: str = "") -> Outcome:
        '''Set a timer.

        Args:
            duration: how long, as said ("ten minutes").
            label: what it is for.
        '''

Arguments are copies of what was said; the function does the computing. A tool that does what cannot be taken back
says so, `@tool(risk="ask")`, and the owner is asked aloud before it runs.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol, get_type_hints, overload

from tools.repair import plain_name, repair

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

    def run(self, code: str, *, session: str | None = None, language: str = "python") -> Any:
        """Run Python or "shell", in a session that keeps its variables if one is named; returns a sandbox.RunResult."""


@dataclass(slots=True)
class ToolContext:
    """What tools may use."""

    store: Store
    now: Callable[[], datetime] = datetime.now
    sandbox: RunsCode | None = None
    normalise: Callable[[str], str] = str
    """Spoken numbers to digits, lower case; commands have been through it, a model's words may not have been."""
    session: str | None = None
    """The conversation's session in the sandbox; None: none."""
    files: Path | None = None
    """Where files that programs made are kept; None: nowhere."""


Risk = Literal["none", "ask"]
"""Of a tool: "none" for what only looks, or can be taken back; "ask" for what the owner must say yes to first."""
Lane = Literal["house", "sandbox", "own"]
"""Where a tool runs: one after the other with the quick tools of the house, or with the programs in the sandbox, or
on a thread of its own. Different lanes run side by side."""


class Running(Protocol):
    """A call that is ready to run."""

    def run(self) -> Outcome:
        """Do it. Raises ToolError."""

    def interrupt(self) -> None:
        """From any thread: make a running `run` return early, if it can."""


@dataclass(frozen=True)
class Tool:
    """A function that can be called by name."""

    name: str
    function: Callable[..., Outcome]
    risk: Risk = "none"
    lane: Lane = "house"
    question: str = ""
    """For risk "ask": how to ask, with the arguments in braces ("Shall I delete {path}?")."""

    @cached_property
    def description(self) -> str:
        """The first paragraph of the docstring."""
        return " ".join((inspect.getdoc(self.function) or "").split("\n\n")[0].split())

    @cached_property
    def model(self) -> type[BaseModel]:
        """The arguments as a pydantic model: unknown ones are refused, numbers become strings where asked."""
        return arguments_model(self.name, self.function, skip=1)

    @cached_property
    def parameters(self) -> dict[str, Any]:
        """The JSON schema of the arguments."""
        return parameters_of(self.model)

    @cached_property
    def schema(self) -> dict[str, Any]:
        """The description of the tool in OpenAI's form."""
        function = {"name": self.name, "description": self.description, "parameters": self.parameters}
        return {"type": "function", "function": function}

    def check(self, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """The arguments, repaired where that is unambiguous, as the function takes them.

        Raises:
            ToolError: they do not fit the schema.
        """
        from pydantic import ValidationError

        try:
            checked = self.model.model_validate(repair(arguments, self.parameters))
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"]) or "arguments"
            raise ToolError(f"The tool {self.name} cannot take that: {where}: {first['msg']}.") from error
        return {key: getattr(checked, key) for key in type(checked).model_fields}

    def start(self, context: ToolContext, checked: Mapping[str, Any]) -> Running:
        """A call with checked arguments."""
        return _Call(self.function, context, checked)

    def ask(self, arguments: Mapping[str, Any]) -> str:
        """The question to the owner, for a risky tool."""
        if self.question:
            try:
                return self.question.format_map(arguments)
            except (KeyError, ValueError, IndexError):
                pass
        said = ", ".join(f"{key} {value}" for key, value in arguments.items())
        return f"Shall I use {self.name.replace('_', ' ')}{f' with {said}' if said else ''}?"


@dataclass(frozen=True, slots=True)
class _Call:
    function: Callable[..., Outcome]
    context: ToolContext
    arguments: Mapping[str, Any]

    def run(self) -> Outcome:
        return self.function(self.context, **self.arguments)

    def interrupt(self) -> None:
        """A tool of the house is quick; programs are stopped through the sandbox."""


def arguments_model(name: str, function: Callable[..., Any], skip: int = 0) -> type[BaseModel]:
    """The parameters of a function, after the first `skip`, as a pydantic model; descriptions from its docstring."""
    from pydantic import ConfigDict, Field, create_model

    documented = dict(re.findall(r"^\s+(\w+): (.+)$", inspect.getdoc(function) or "", re.MULTILINE))
    hints = get_type_hints(function)
    fields: dict[str, Any] = {}
    for parameter in list(inspect.signature(function).parameters.values())[skip:]:
        default = ... if parameter.default is parameter.empty else parameter.default
        fields[parameter.name] = (hints[parameter.name], Field(default, description=documented.get(parameter.name)))
    config = ConfigDict(extra="forbid", coerce_numbers_to_str=True)
    return create_model(name, __config__=config, **fields)


def parameters_of(model: type[BaseModel]) -> dict[str, Any]:
    """The JSON schema of a pydantic model without the titles, which tell a language model nothing."""
    parameters = model.model_json_schema()
    parameters.pop("title", None)
    for value in parameters.get("properties", {}).values():
        value.pop("title", None)
    return parameters


@overload
def tool(function: Callable[..., Outcome], /) -> Tool: ...
@overload
def tool(*, risk: Risk = ..., lane: Lane = ..., question: str = ...) -> Callable[[Callable[..., Outcome]], Tool]: ...
def tool(
    function: Callable[..., Outcome] | None = None, /, *, risk: Risk = "none", lane: Lane = "house", question: str = ""
) -> Tool | Callable[[Callable[..., Outcome]], Tool]:
    """Make a tool of a function whose first parameter is the ToolContext."""
    if function is not None:
        return Tool(function.__name__, function)
    return lambda wrapped: Tool(wrapped.__name__, wrapped, risk, lane, question)


class Source(Protocol):
    """Tools that come and go: the owner's folder, a server."""

    def tools(self) -> Sequence[Tool]:
        """The tools that are there now. Quick; called before each request."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A call whose arguments were checked, or what is wrong with it."""

    lane: Lane
    start: Callable[[], Running]
    refused: Outcome | None = None
    question: str = ""
    """For a risky tool: what to ask first."""

    def running(self) -> Running:
        """The call itself; one that was refused says why."""
        return self.start()


class Toolbox:
    """The tools of one house.

    Args:
        tools: all of them; names are unique.
        context: what they may use.
        hidden: tells which tools are not offered to the model now. One that is called all the same says why it
            cannot work, or works if it can again.
        sources: more tools, which come and go. A name of `tools` is not given to another.
        forbidden: why the owner does not let a tool be used now, as a sentence; empty: it may be.
        off: why the model may use no tool at all now, as a sentence; empty: it may. What is said as a command works.
    """

    def __init__(
        self,
        tools: Sequence[Tool],
        context: ToolContext,
        hidden: Callable[[], Collection[str]] = tuple,
        sources: Sequence[Source] = (),
        forbidden: Callable[[str], str] = lambda _: "",
        off: Callable[[], str] = lambda: "",
    ) -> None:
        self.off = off
        self._own = {tool.name: tool for tool in tools}
        self._context = context
        self._hidden = hidden
        self._sources = sources
        self._forbidden = forbidden

    @property
    def _tools(self) -> dict[str, Tool]:
        found = dict(self._own)
        for source in self._sources:
            for one in source.tools():
                found.setdefault(one.name, one)
        return found

    def names(self) -> list[str]:
        """The tools that are offered."""
        if self.off():
            return []
        hidden = self._hidden()
        return [name for name in self._tools if name not in hidden]

    def known(self) -> list[str]:
        """All tools, also those that are not offered now."""
        return list(self._tools)

    def schemas(self) -> list[dict[str, Any]]:
        """Descriptions of the offered tools for the model."""
        if self.off():
            return []
        hidden = self._hidden()
        return [tool.schema for name, tool in self._tools.items() if name not in hidden]

    def prepare(self, name: str, arguments: Mapping[str, Any], session: str | None = None) -> Prepared:
        """Find the tool, whatever the case of its name, and check the arguments. Never raises."""
        tools = self._tools
        found = tools.get(name)
        if found is None:
            near = [one for one in tools.values() if plain_name(one.name) == plain_name(name)]
            found = near[0] if len(near) == 1 else None
        if found is None:
            return _refused(f"There is no tool called {name}.")
        if why := self._forbidden(found.name):
            return _refused(why)
        try:
            checked = found.check(arguments)
        except ToolError as error:
            return _refused(str(error))
        question = found.ask(checked) if found.risk == "ask" else ""
        context = replace(self._context, session=session) if session else self._context
        return Prepared(found.lane, lambda: found.start(context, checked), question=question)

    def run(self, name: str, arguments: Mapping[str, Any], session: str | None = None) -> Outcome:
        """Check the arguments and call the tool. Never raises for what a model or a person can cause.

        Args:
            name: the tool's.
            arguments: as a model or a command gave them; None stands for "not given".
            session: the conversation's session in the sandbox; None: each program runs alone.
        """
        return run(self.prepare(name, arguments, session).running())


def run(running: Running) -> Outcome:
    """Run a call; what it cannot do is an outcome too."""
    try:
        return running.run()
    except ToolError as error:
        return _failed(str(error))


@dataclass(frozen=True, slots=True)
class _Refused:
    outcome: Outcome

    def run(self) -> Outcome:
        return self.outcome

    def interrupt(self) -> None:
        """Nothing runs."""


def _refused(sentence: str) -> Prepared:
    outcome = _failed(sentence)
    return Prepared("house", lambda: _Refused(outcome), outcome)


def _failed(sentence: str) -> Outcome:
    return Outcome(f"error: {sentence}", sentence, {"kind": "error", "message": sentence}, ok=False)
