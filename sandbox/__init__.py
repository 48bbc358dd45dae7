"""Programs of a language model, run where they can do no harm: in Docker containers without network."""

from sandbox.errors import AttestationError, SandboxError, SandboxUnavailable
from sandbox.limits import Limits
from sandbox.result import Artifact, RunResult, State
from sandbox.sandbox import Options, Sandbox

__all__ = [
    "Artifact", "AttestationError", "Limits", "Options", "RunResult", "Sandbox", "SandboxError", "SandboxUnavailable",
    "State",
]  # fmt: skip
