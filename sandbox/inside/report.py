"""What the supervisor sees of its own cage, for the host to judge before anything runs in it."""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
from typing import Any

PR_GET_DUMPABLE = 3
CAPABILITIES = ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")
OOM_COUNTERS = ("/sys/fs/cgroup/memory.events", "/sys/fs/cgroup/memory/memory.oom_control")
MEMORY = ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes")
PROCESSES = ("/sys/fs/cgroup/pids.max", "/sys/fs/cgroup/pids/pids.max")


def report() -> dict[str, Any]:
    """Facts, no judgement; what cannot be found out is None."""
    status = dict(line.split(":", 1) for line in _text("/proc/self/status").splitlines() if ":" in line)
    return {
        "pid": os.getpid(),
        "uids": list(os.getresuid()),
        "gids": [*os.getresgid(), *os.getgroups()],
        "capabilities": [_number(status.get(name, ""), 16) for name in CAPABILITIES],
        "no_new_privileges": _number(status.get("NoNewPrivs", "")),
        "seccomp": _number(status.get("Seccomp", "")),
        "dumpable": ctypes.CDLL(None).prctl(PR_GET_DUMPABLE, 0, 0, 0, 0),
        "interfaces": _interfaces(),
        "read_only": {path: _flag(path, os.ST_RDONLY) for path in ("/", "/etc", "/opt/hearth")},
        "folders": {path: _folder(path) for path in ("/tmp", "/work", "/dev/shm")},
        "memory": _number(_first(MEMORY)),
        "processes": _number(_first(PROCESSES)),
        "limits": {
            name: resource.getrlimit(getattr(resource, f"RLIMIT_{name}"))[1] for name in ("NOFILE", "FSIZE", "CORE")
        },
    }


def oom_kills() -> int:
    """How often the kernel has killed something here for want of memory."""
    for path in OOM_COUNTERS:
        for line in _text(path).splitlines():
            if line.startswith("oom_kill "):
                return int(line.split()[1])
    return 0


def _text(path: str) -> str:
    with contextlib.suppress(OSError), open(path) as file:
        return file.read()
    return ""


def _first(paths: tuple[str, ...]) -> str:
    return next((text for path in paths if (text := _text(path))), "")


def _number(text: str, base: int = 10) -> int | None:
    try:
        return int(text.strip(), base)
    except ValueError:
        return None


def _interfaces() -> list[str]:
    lines = _text("/proc/net/dev").splitlines()[2:]
    return sorted(line.split(":")[0].strip() for line in lines)


def _flag(path: str, flag: int) -> bool | None:
    try:
        return bool(os.statvfs(path).f_flag & flag)
    except OSError:
        return None


def _folder(path: str) -> dict[str, Any] | None:
    try:
        found = os.statvfs(path)
    except OSError:
        return None
    return {
        "nosuid": bool(found.f_flag & os.ST_NOSUID),
        "nodev": bool(found.f_flag & os.ST_NODEV),
        "bytes": found.f_blocks * found.f_frsize,
        "inodes": found.f_files,
    }
