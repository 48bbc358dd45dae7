"""Run the model's Python in the sandbox."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from sandbox.arithmetic import printed
from sandbox.errors import SandboxError
from sandbox.result import Artifact
from tools.base import Outcome, ToolContext, ToolError, tool

SPOKEN_LINES = 4
SPOKEN_CHARACTERS = 240
FLOAT_DIGITS = 14
"""A number with as many digits was not rounded by the program."""
READ_CHARACTERS = 4000
"""What the model gets to read of an output."""
PICTURES = ("png", "jpeg", "gif")
LOST = {
    "restored": "\n(the variables are as they were before this program)",
    "fresh": "\n(the variables of earlier programs are lost, files are kept)",
    "replaced": "\n(the variables and files of earlier programs are lost)",
}
"""What the model is told about its session after a failure."""
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_NUMBER = re.compile(r"-?\d+\.\d+(?:e[+-]?\d+)?")


@tool(lane="sandbox")
def run_python(context: ToolContext, code: str) -> Outcome:
    """Run a Python program in the sandbox (no network, a few seconds) and return what it printed.

    Args:
        code: the program; it prints its result.
    """
    if context.sandbox is None:
        raise ToolError("I cannot run programs: there is no sandbox.")
    try:
        result = context.sandbox.run(code, session=context.session)
    except SandboxError as error:
        if (total := printed(code)) is not None:
            return Outcome(total, spoken(total), {"kind": "sum", "output": total})
        raise ToolError(f"I cannot run programs now. {error.message}") from error
    return outcome(result, context.files)


def outcome(result: Any, folder: Path | None) -> Outcome:
    """What came out of the sandbox, for the model to read and for the owner to hear; its files go to `folder`."""
    # Nothing that a terminal would obey or a voice would stumble over.
    output = CONTROLS.sub("", str(result.output))
    data = {
        "kind": "program_output",
        "output": output,
        "exit_status": result.exit_status,
        "timed_out": result.timed_out,
        "state": str(result.state),
        "files": _keep(result.artifacts, folder),
    }
    if result.ok:
        text = output.strip()[:READ_CHARACTERS] or "(no output)"
        speech = spoken(output) if output.strip() or not result.artifacts else ""
        return Outcome(text, f"{speech} {_made(result.artifacts)}".strip(), data)
    why = _why(result)
    text = f"error: {why}\n{output.strip()[:READ_CHARACTERS]}{LOST.get(str(result.state), '')}".strip()
    return Outcome(text, why, data, ok=False)


def _keep(artifacts: Sequence[Artifact], folder: Path | None) -> list[dict[str, Any]]:
    """Write what a program made to a folder of its own; returns what is there, for whoever shows it."""
    if not artifacts:
        return []
    place = None
    if folder is not None:
        place = folder / datetime.now().strftime("%Y-%m-%d-%H%M%S-%f")
        try:
            place.mkdir(parents=True)
            for made in artifacts:
                (place / made.name).write_bytes(made.data)
        except OSError as error:
            raise ToolError(f"The program's files cannot be kept: {error.strerror}.") from error
    where = {made: str(place / made.name) if place else "" for made in artifacts}
    return [{"title": m.title, "kind": m.kind, "bytes": len(m.data), "path": path} for m, path in where.items()]


def _made(artifacts: Sequence[Artifact]) -> str:
    """ "There is a picture and 2 files." """
    pictures = sum(made.kind in PICTURES for made in artifacts)
    files = len(artifacts) - pictures
    parts = []
    for count, what in ((pictures, "picture"), (files, "file")):
        if count:
            parts.append(f"a {what}" if count == 1 else f"{count} {what}s")
    return f"There is {' and '.join(parts)}." if parts else ""


def spoken(output: str) -> str:
    """A program's output as a person would read it out: short, and numbers without floating-point dust."""
    lines = [line.strip() for line in output.strip().splitlines() if line.strip()]
    if not lines:
        return "nothing was printed"
    short = all(len(line) <= 12 for line in lines)
    limit = 24 if short else SPOKEN_LINES
    text = ", ".join(tidy(line) for line in lines[:limit])
    if len(text) > SPOKEN_CHARACTERS:
        return f"{text[:SPOKEN_CHARACTERS].rsplit(' ', 1)[0]}, and so on"
    rest = len(lines) - limit
    return f"{text}, and {rest} more lines" if rest > 0 else text


def tidy(line: str) -> str:
    """ "0.30000000000000004" -> "0.3", "30.0" -> "30", "[2, 3]" -> "2, 3"."""
    line = _NUMBER.sub(_round, line)
    return re.sub(r"^[\[({](.*)[\])}]$", r"\1", line).replace("'", "")


def _round(match: re.Match[str]) -> str:
    """What a program rounded stays; of a whole float six decimals, or six digits of a small one."""
    said = match.group()
    if len(said.strip("-0.").replace(".", "").partition("e")[0]) >= FLOAT_DIGITS and abs(float(said)) < 1e15:
        value = float(said)
        short = f"{round(value, 6):.15g}" if abs(value) >= 1 else f"{value:.6g}"
        said = min(said, short, key=len)
    return said[:-2] if said.endswith(".0") else said


def _why(result: Any) -> str:
    if result.interrupted:
        return "the program was stopped"
    if result.timed_out:
        return "the program took too long and was stopped"
    if result.out_of_memory:
        return "the program used too much memory and was stopped"
    if result.truncated:
        return "the program wrote too much and was stopped"
    error = CONTROLS.sub("", result.error).strip()
    last = error.splitlines()[-1] if error else "it ended without saying why"
    return f"the program failed: {last}"
