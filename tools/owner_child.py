"""A process of one of the owner's tool files: `describe FILE` or `call FILE NAME`; see owner.py.

The answer is the last line on stdout, as JSON: {"tools": [...], "troubles": [...]}, {"text": ..., "speech": ...,
"data": ...} or {"error": one sentence}. What the tools print themselves goes to stderr.
"""

from __future__ import annotations

import asyncio
import importlib.util
import inspect
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import IO, Any, get_args

from tools.base import Outcome, Risk, Tool, ToolContext, ToolError, arguments_model, parameters_of


class Refused(Exception):
    """One sentence about what is wrong with a file."""


def load(path: Path) -> ModuleType:
    """Import a file. Raises Refused."""
    spec = importlib.util.spec_from_file_location(f"owner_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise Refused("it is not a Python file.")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    sys.path.insert(0, str(path.parent))
    try:
        spec.loader.exec_module(module)
    except SyntaxError as error:
        raise Refused(f"line {error.lineno} is not valid Python ({error.msg}).") from error
    except (Exception, SystemExit) as error:
        raise Refused(f"importing it fails ({type(error).__name__}: {error}).") from error
    return module


def functions(module: ModuleType) -> dict[str, Tool]:
    """What the file offers: what is marked with @tool, else every public function that it defines."""
    marked = {value.name: value for value in vars(module).values() if isinstance(value, Tool)}
    if marked:
        return marked
    return {
        name: Tool(name, value)
        for name, value in vars(module).items()
        if inspect.isfunction(value) and value.__module__ == module.__name__ and not name.startswith("_")
    }


def takes_context(function: Callable[..., Any]) -> bool:
    """Is its first parameter the ToolContext?"""
    first = next(iter(inspect.signature(function).parameters.values()), None)
    return first is not None and (first.name == "context" or "ToolContext" in str(first.annotation))


def describe(path: Path) -> dict[str, Any]:
    """The tools of a file as data."""
    told, troubles = [], []
    for name, found in functions(load(path)).items():
        function = found.function
        skip = int(takes_context(function))
        taken = list(inspect.signature(function).parameters.values())[skip:]
        untyped = [parameter.name for parameter in taken if parameter.annotation is parameter.empty]
        any_number = [one for one in taken if one.kind in (one.VAR_POSITIONAL, one.VAR_KEYWORD)]
        if found.risk not in get_args(Risk):
            troubles.append(f"the risk of {name} is {found.risk!r}, which is neither 'none' nor 'ask'.")
        elif any_number:
            troubles.append(f"the function {name} takes any number of arguments ({any_number[0]}): name each.")
        elif not found.description:
            troubles.append(f"the function {name} has no docstring.")
        elif untyped:
            troubles.append(f"the parameter {untyped[0]} of {name} has no type.")
        else:
            try:
                parameters = parameters_of(arguments_model(name, function, skip))
            except Exception as error:  # noqa: BLE001 - pydantic has many ways to refuse a type
                troubles.append(f"the parameters of {name} have types that cannot be described ({error}).")
                continue
            told.append(
                {
                    "name": name,
                    "description": found.description,
                    "parameters": parameters,
                    "risk": found.risk,
                    "question": found.question,
                }
            )
    if not told and not troubles:
        troubles.append("it defines no function.")
    return {"tools": told, "troubles": troubles}


def call(path: Path, name: str, order: dict[str, Any]) -> dict[str, Any]:
    """Call one tool and give its result as data."""
    found = functions(load(path)).get(name)
    if found is None:
        raise Refused(f"{path} has no tool {name} any more.")
    function: Callable[..., Any] = found.function
    context = takes_context(function)
    model = arguments_model(name, function, int(context))
    checked = model.model_validate(order["arguments"])
    arguments = {key: getattr(checked, key) for key in type(checked).model_fields}
    first: list[Any] = []
    if context:
        from tools.store import Store

        first = [ToolContext(Store(Path(order["store"]) if order["store"] else None))]
    try:
        result = function(*first, **arguments)
        if inspect.isawaitable(result):
            result = asyncio.run(_awaited(result))
    except ToolError as error:
        return {"error": str(error)}
    except Exception as error:  # noqa: BLE001 - whatever the owner's function does
        return {"error": f"The tool {name} failed: {type(error).__name__}: {error}."}
    return as_data(result)


async def _awaited(result: Any) -> Any:
    return await result


def as_data(result: Any) -> dict[str, Any]:
    """Words stay words; everything else becomes JSON."""
    if isinstance(result, Outcome):
        if not result.ok:
            return {"error": result.speech or result.text}
        return {"text": result.text, "speech": result.speech, "data": dict(result.data)}
    if result is None:
        return {"text": "done", "speech": "Done."}
    if isinstance(result, str):
        return {"text": result}
    return {"text": json.dumps(result, ensure_ascii=False, default=str)}


def main() -> None:
    """Do what the arguments say."""
    os.environ.pop("PYTHONSAFEPATH", None)  # it was for our own start; programs that a tool starts are the owner's
    out: IO[bytes] = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    order = json.loads(sys.stdin.buffer.read() or b"{}")
    action, path = sys.argv[1], Path(sys.argv[2])
    try:
        answer = describe(path) if action == "describe" else call(path, sys.argv[3], order)
    except Refused as error:
        answer = {"error": str(error)}
    out.write(json.dumps(answer, default=str).encode() + b"\n")
    out.flush()
    os._exit(0)  # threads that the tool left behind do not keep it


if __name__ == "__main__":
    main()
