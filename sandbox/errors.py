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


class AttestationError(SandboxUnavailable):
    """A container is not what was asked for; it has been discarded and nothing ran in it.

    Args:
        wrong: what is not as it should be.
    """

    def __init__(self, wrong: list[str]) -> None:
        super().__init__(
            f"The sandbox's container is not as closed as it must be ({', '.join(wrong)}), so nothing is run in it.",
            "Look at what stands between Hearth and Docker, then run: ./hearth doctor",
        )
        self.wrong = wrong
