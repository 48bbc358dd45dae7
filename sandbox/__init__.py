"""Programs of a language model, run where they can do no harm: in a Docker container without network."""

from sandbox.container import RunResult
from sandbox.errors import SandboxError, SandboxUnavailable
from sandbox.limits import Limits
from sandbox.sandbox import Sandbox

__all__ = ["Limits", "RunResult", "Sandbox", "SandboxError", "SandboxUnavailable"]
