"""What a program in the sandbox may use, and the container that holds it to that."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sandbox.seccomp import PROFILE

UID = 59_999
"""User and group in the container. No account of any system: 65534 would be shared with other daemons."""
SOCKET_FOLDER = "/run/hearth"
SUPERVISOR = "/opt/hearth/sandbox/inside/supervisor.py"
MODULES = ("numpy", "pandas", "matplotlib.pyplot", "scipy", "sympy")
"""Imported while a container warms up."""
MIB = 1 << 20
PRELOADING = 320 * MIB
"""A container with less memory than this gets the libraries only when a program imports them."""
SHARED_MEMORY = 16 * MIB
INODES = 4096
OPEN_FILES = 256
GVISOR = "runsc"
GVISOR_THREADS = 1024
"""gVisor's own threads on the host count as the container's."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one run (seconds, output, artifacts) and of the container (the others)."""

    seconds: float = 10.0
    """Wall-clock time of a call; then the ladder begins."""
    memory: int = 512 * MIB
    """Bytes, including the libraries (about 110 MiB), everything in /tmp and /work, shared memory; there is no swap."""
    processes: int = 64
    """Processes and threads together, three of them the sandbox's own."""
    cpus: float = 1.0
    """Share of the machine's cores."""
    files: int = 64 * MIB
    """Bytes in /work, and again in /tmp: the only places that can be written."""
    output: int = 64 * 1024
    """Bytes of output that are kept; a program that writes more is stopped."""
    artifacts: int = 8
    """Files that are handed out after a call."""
    artifact_bytes: int = 8 * MIB
    """Bytes of all of them together."""

    def container(self) -> tuple[int, int, float, int]:
        """What a container is made with, and cannot change."""
        return self.memory, self.processes, self.cpus, self.files


def modules(limits: Limits) -> tuple[str, ...]:
    """The libraries that are imported ahead under these limits."""
    return MODULES if limits.memory >= PRELOADING else ()


def supervisor_arguments(socket_path: str, imported: tuple[str, ...]) -> list[str]:
    """The supervisor's command line; an empty path: over standard input and output."""
    way = ["socket", socket_path] if socket_path else ["stdio"]
    return ["python3", "-I", SUPERVISOR, *way, ",".join(imported)]


ENVIRONMENT = {
    "HOME": "/work",
    "LANG": "C.UTF-8",
    "MPLBACKEND": "Agg",
    "MPLCONFIGDIR": "/tmp/.matplotlib",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",  # a thread a core would cost memory, and there is one core
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONPATH": "/opt/py",
    "PYTHONUNBUFFERED": "1",
}


def container_options(
    image: str, limits: Limits, labels: dict[str, str], *, folder: str, runtime: str, imported: tuple[str, ...]
) -> dict[str, Any]:
    """Options of docker-py's `containers.create`.

    Args:
        image: its digest.
        limits: see Limits.
        labels: by which it is found again.
        folder: the host's folder with the socket, mounted read-only; empty: it speaks over its standard streams.
        runtime: empty: the daemon's own.
        imported: modules to import ahead.
    """
    from docker.types import LogConfig, Ulimit

    tmpfs = f"rw,nosuid,nodev,noexec,size={limits.files},nr_inodes={INODES}"
    options: dict[str, Any] = {
        "image": image,
        "command": supervisor_arguments(f"{SOCKET_FOLDER}/s" if folder else "", imported),
        "labels": labels,
        "hostname": "sandbox",
        "network_mode": "none",
        "read_only": True,
        "user": f"{UID}:{UID}",
        "cap_drop": ["ALL"],
        "security_opt": ["no-new-privileges:true", "seccomp=" + json.dumps(PROFILE)],
        "tmpfs": {"/tmp": f"{tmpfs},mode=1777", "/work": f"{tmpfs},mode=0700,uid={UID},gid={UID}"},
        "shm_size": SHARED_MEMORY,
        "ipc_mode": "private",
        "pids_limit": max(limits.processes, GVISOR_THREADS) if runtime == GVISOR else limits.processes,
        "mem_limit": limits.memory,
        "memswap_limit": limits.memory,  # mem_limit alone allows as much again in swap
        "nano_cpus": int(limits.cpus * 1e9),
        "oom_score_adj": 500,  # the worker raises itself to 1000, so that it dies and not the supervisor
        "ulimits": [
            Ulimit(name="nofile", soft=OPEN_FILES, hard=OPEN_FILES),
            Ulimit(name="core", soft=0, hard=0),
            Ulimit(name="fsize", soft=limits.files, hard=limits.files),
        ],
        "log_config": LogConfig(type="none"),  # the default driver would write a flood to the host's disk
        "environment": ENVIRONMENT,
        "working_dir": "/work",
    }
    if runtime:
        options["runtime"] = runtime
    if folder:
        options["volumes"] = {folder: {"bind": SOCKET_FOLDER, "mode": "ro"}}
    else:
        options["stdin_open"] = True
    return options
