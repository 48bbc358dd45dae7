"""Run the model's shell commands, in the same sandbox as its Python."""

from __future__ import annotations

import inspect
import json
from typing import Any

from sandbox.errors import SandboxError
from tools.base import Outcome, RunsCode, ToolContext, ToolError, tool
from tools.python import outcome

_PROGRAM = """
import subprocess, sys
sys.stdout.flush()
_done = subprocess.run(["/bin/sh", "-c", {command}])
if _done.returncode:
    raise SystemExit(_done.returncode)
"""


@tool(lane="sandbox")
def run_shell(context: ToolContext, command: str) -> Outcome:
    """Run a shell command in the sandbox (no network, a few seconds) and return what it printed.

    Args:
        command: what sh shall run.
    """
    if context.sandbox is None:
        raise ToolError("I cannot run commands: there is no sandbox.")
    try:
        result = run_in(context.sandbox, command)
    except SandboxError as error:
        raise ToolError(f"I cannot run commands now. {error.message}") from error
    return outcome(result)


def run_in(sandbox: RunsCode, command: str) -> Any:
    """By the sandbox's own shell when it has one, else by a Python program that starts one."""
    if "language" in inspect.signature(sandbox.run).parameters:
        return sandbox.run(command, language="shell")  # type: ignore[call-arg]
    return sandbox.run(_PROGRAM.format(command=json.dumps(command)))
