"""What a call gives back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """What is left of a session's variables after a call (its files live as long as its container)."""

    KEPT = "kept"
    """As the call left them."""
    RESTORED = "restored"
    """As they were before the call: the checkpoint took over."""
    FRESH = "fresh"
    """None: a new interpreter in the same container, so files are still there."""
    REPLACED = "replaced"
    """None, and no files: the container is gone, the next call gets another one."""


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file that a program made or changed in /work."""

    name: str
    """Given by the host: "file-1.png"."""
    title: str
    """What the program called it, with anything but letters, digits, dot, dash and underscore replaced."""
    kind: str
    """By its first bytes: "png", "jpeg", "gif", "pdf", "zip", "gzip", "text" or "data". What it holds is untrusted."""
    data: bytes


@dataclass(frozen=True, slots=True)
class RunResult:
    """How a program ended. What the supervisor and the host saw, except where it says claimed."""

    ok: bool
    """It ended by itself with exit status 0."""
    output: str
    """What it wrote to its standard output (and the value of a last expression)."""
    error: str
    """What it wrote to its standard error: for an exception the traceback of the program's own lines."""
    exit_status: int | None
    """None when it did not end by itself. Claimed, where the interpreter lived on (`state` is kept)."""
    signal: int | None = None
    """That ended the process."""
    timed_out: bool = False
    truncated: bool = False
    """It wrote more than the limit and was stopped."""
    out_of_memory: bool = False
    """The kernel killed something in the container for want of memory, and the program did not end well."""
    interrupted: bool = False
    seconds: float = 0.0
    state: State = State.REPLACED
    value: str | None = None
    """The last expression's value as text, at most 4,000 characters. Claimed."""
    artifacts: tuple[Artifact, ...] = ()
    files_left_out: int = 0
    """Files that were too many, too large or no regular files."""
    strays: int = 0
    """Processes that it left behind, killed."""
    renewed: bool = False
    """The session had variables from earlier calls, and they were gone before this call began."""
