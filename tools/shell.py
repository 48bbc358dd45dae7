"""Run the model's shell commands, in the same sandbox as its Python."""

from __future__ import annotations

from sandbox.errors import SandboxError
from tools.base import Outcome, ToolContext, ToolError, tool
from tools.python import outcome


@tool(lane="sandbox")
def run_shell(context: ToolContext, command: str) -> Outcome:
    """Run a shell command in the sandbox (no network, a few seconds) and return what it printed.

    Args:
        command: what sh shall run.
    """
    if context.sandbox is None:
        raise ToolError("I cannot run commands: there is no sandbox.")
    try:
        result = context.sandbox.run(command, session=context.session, language="shell")
    except SandboxError as error:
        raise ToolError(f"I cannot run commands now. {error.message}") from error
    return outcome(result, context.files)
