"""Tools that are not functions of this process: the owner's, run in processes of their own, and those of servers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tools.base import Lane, Outcome, Risk, Running, ToolContext, ToolError
from tools.base import Tool as LocalTool
from tools.repair import repair

SPOKEN_CHARACTERS = 400


@dataclass(frozen=True)
class ForeignTool(LocalTool):
    """A tool described by a JSON schema.

    `begin` makes a call from checked arguments; `told` and `accepts` are its description and parameters.
    """

    told: str = ""
    accepts: Mapping[str, Any] | None = None
    begin: Callable[[Mapping[str, Any]], Running] | None = None

    @property
    def description(self) -> str:
        """What it does."""
        return self.told

    @property
    def parameters(self) -> dict[str, Any]:
        """The JSON schema of its arguments."""
        return dict(self.accepts or {"type": "object", "properties": {}})

    def check(self, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """See Tool.check; by the JSON schema."""
        import jsonschema
        from jsonschema_specifications import REGISTRY

        try:
            repaired = repair(arguments, self.parameters)
            # With a registry of its own it does not fetch what a schema refers to.
            jsonschema.validate(repaired, self.parameters, registry=REGISTRY)
        except jsonschema.ValidationError as error:
            where = ".".join(str(part) for part in error.absolute_path) or "arguments"
            raise ToolError(f"The tool {self.name} cannot take that: {where}: {error.message[:200]}.") from error
        except jsonschema.SchemaError as error:
            raise ToolError(f"The tool {self.name} describes its arguments wrongly: {error.message[:200]}.") from error
        except Exception as error:  # a reference to nowhere, a pattern that is none, an endless recursion
            why = " ".join(str(error).split())[:200] or type(error).__name__
            raise ToolError(f"The tool {self.name} describes its arguments wrongly: {why}.") from error
        return repaired

    def start(self, context: ToolContext, checked: Mapping[str, Any]) -> Running:
        """A call with checked arguments."""
        del context
        assert self.begin is not None
        return self.begin(checked)


def foreign(
    name: str,
    description: str,
    parameters: Mapping[str, Any],
    begin: Callable[[Mapping[str, Any]], Running],
    *,
    risk: Risk = "none",
    question: str = "",
) -> ForeignTool:
    """A tool that runs on a thread of its own."""
    lane: Lane = "own"
    return ForeignTool(name, _never, risk, lane, question, description, parameters, begin)


def _never(*_: object) -> Outcome:
    raise AssertionError("a foreign tool is started, not called")


def spoken(text: str) -> str:
    """A result as a sentence for when no model puts it into words."""
    plain = " ".join(text.split())
    if len(plain) > SPOKEN_CHARACTERS:
        plain = f"{plain[:SPOKEN_CHARACTERS].rsplit(' ', 1)[0]}, and so on"
    return plain or "Done."
