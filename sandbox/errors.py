"""What can go wrong with the sandbox itself (a program that fails inside it is an ordinary result)."""

from __future__ import annotations


class SandboxError(Exception):
    """The sandbox failed.

    Args:
        message: one sentence that names the thing.
        remedy: one sentence that says what to do; may be empty.
    """

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(f"{message} {remedy}".strip())
        self.message = message
        self.remedy = remedy


class SandboxUnavailable(SandboxError):
    """No program can be run now: no daemon, no image, or a daemon that does not enforce the limits."""
