"""What a program in the sandbox may use, and the container that holds it to that."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sandbox.seccomp import PROFILE

UID = 59_999
"""User and group in the container. No account of any system: 65534 would be shared with other daemons."""
SOCKET_FOLDER = "/run/hearth"
MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one run."""

    seconds: float = 10.0
    """Wall-clock time; then the program is killed."""
    memory: int = 256 * MIB
    """Bytes, including everything in /tmp and shared memory; there is no swap."""
    processes: int = 64
    """Processes and threads together."""
    cpus: float = 1.0
    """Share of the machine's cores."""
    files: int = 64 * MIB
    """Bytes in /tmp, the only place that can be written."""
    output: int = 64 * 1024
    """Bytes of output that are kept; a program that writes more is stopped."""


def container_options(image: str, limits: Limits, folder: str, labels: dict[str, str]) -> dict[str, Any]:
    """Options of docker-py's `containers.create`.

    folder: the host's folder with the socket, mounted read-only.
    """
    from docker.types import LogConfig, Ulimit

    return {
        "image": image,
        "command": ["python3", "-I", "/opt/hearth/agent.py", f"{SOCKET_FOLDER}/s"],
        "labels": labels,
        "hostname": "sandbox",
        "network_mode": "none",
        "read_only": True,
        "user": f"{UID}:{UID}",
        "cap_drop": ["ALL"],
        "security_opt": ["no-new-privileges:true", "seccomp=" + json.dumps(PROFILE)],
        "tmpfs": {"/tmp": f"rw,nosuid,nodev,noexec,size={limits.files},nr_inodes=4096,mode=1777"},
        "shm_size": 16 * MIB,
        "ipc_mode": "private",
        "pids_limit": limits.processes,
        "mem_limit": limits.memory,
        "memswap_limit": limits.memory,  # mem_limit alone allows as much again in swap
        "nano_cpus": int(limits.cpus * 1e9),
        "oom_score_adj": 500,  # the program raises itself to 1000, so that it dies and not the agent
        "init": True,
        "ulimits": [
            Ulimit(name="nofile", soft=256, hard=256),
            Ulimit(name="core", soft=0, hard=0),
            Ulimit(name="fsize", soft=limits.files, hard=limits.files),
        ],
        "log_config": LogConfig(type="none"),  # the default driver would write a flood to the host's disk
        "environment": {"HOME": "/tmp", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUNBUFFERED": "1"},
        "working_dir": "/tmp",
        "volumes": {folder: {"bind": SOCKET_FOLDER, "mode": "ro"}},
    }
