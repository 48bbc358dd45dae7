"""What the supervisor knows of its processes and of the call that runs, and how it finds it out."""

from __future__ import annotations

import contextlib
import os
import socket
import struct
import time
from dataclasses import dataclass, field

from sandbox.inside.worker import MESSAGE

CREDENTIALS = struct.Struct("3i")


@dataclass
class Worker:
    """The process with the variables, as the supervisor sees it."""

    channel: socket.socket
    out: int
    err: int
    pid: int = 0
    checkpoint: int = 0


@dataclass
class Call:
    """What is known of the call that runs."""

    id: int
    room: int
    token: str = field(default_factory=lambda: os.urandom(12).hex())
    """What the worker must answer with: code that an earlier call left running cannot guess it."""
    deadline: float = 0.0
    started: float = field(default_factory=time.monotonic)
    stopped: str = ""
    """Why it is being ended: timed_out, truncated, interrupted."""
    stage: int = 0
    """Rungs of the ladder taken: 1 interrupted, 2 killed."""
    bytes: int = 0
    status: int | None = None
    signal: int | None = None
    value: str | None = None
    state: str = ""
    """kept, restored or fresh; empty while it runs."""
    dead: bool = False
    begun: bool = False
    renewed: bool = False
    """The worker had died since the last call, and its variables with it."""


def receive(channel: socket.socket) -> tuple[bytes, int]:
    """A message and the process that sent it, as the kernel says."""
    data, extra, _, _ = channel.recvmsg(MESSAGE, socket.CMSG_SPACE(CREDENTIALS.size) + socket.CMSG_SPACE(64))
    sender = 0
    for level, kind, body in extra:
        if level == socket.SOL_SOCKET and kind == socket.SCM_CREDENTIALS:
            sender = CREDENTIALS.unpack(body[: CREDENTIALS.size])[0]
        elif level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
            # Descriptors that a program sends are not wanted.
            for (descriptor,) in struct.iter_unpack("i", body[: len(body) // 4 * 4]):
                os.close(descriptor)
    return data, sender


def exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True


def living() -> list[int]:
    """Every process here that is not dead yet."""
    found = []
    for name in os.listdir("/proc"):
        if name.isdigit():
            with contextlib.suppress(OSError, IndexError), open(f"/proc/{name}/stat", "rb") as file:
                if file.read().rpartition(b")")[2].split()[0] not in (b"Z", b"X"):
                    found.append(int(name))
    return found
