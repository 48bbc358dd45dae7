"""Finding a Docker daemon and making sure that it is fit to run programs."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sandbox import image
from sandbox.container import LABEL, Engine, owner, owner_lives
from sandbox.errors import SandboxUnavailable
from sandbox.limits import GVISOR

if TYPE_CHECKING:
    from docker import DockerClient

API_SECONDS = 10
"""Bound of every request to the daemon (they take milliseconds)."""
PING_SECONDS = 2
REMOTE_SECONDS = 15
"""To begin a conversation over ssh or TLS takes longer."""
MEND = "Run: ./hearth doctor"


def connect(host: str = "", *, runtime: str = "", transport: str = "") -> Engine:
    """Connect to a daemon that answers, enforces limits and has the image; sweeps what dead owners left.

    Args:
        host: its address; empty: as DOCKER_HOST says, else the usual socket.
        runtime: name of an OCI runtime; empty: gVisor's where the daemon knows it, else the daemon's own.
        transport: "socket", "attach", or empty: a socket where the daemon can mount one of this machine's folders.

    Raises:
        SandboxUnavailable: no; the sentence says why and what mends it.
    """
    import docker
    import requests
    from docker.errors import DockerException

    address = host or os.environ.get("DOCKER_HOST", "")
    local = not address or address.startswith("unix://")
    client: DockerClient | None = None
    try:
        seconds = PING_SECONDS if local else REMOTE_SECONDS
        if address.startswith("ssh://"):
            client = docker.DockerClient(base_url=address, timeout=seconds, use_ssh_client=True)
        elif host:
            client = docker.DockerClient(base_url=host, timeout=seconds)
        else:
            client = docker.from_env(timeout=seconds)
        info = client.info()
        client.api.timeout = API_SECONDS if local else API_SECONDS + REMOTE_SECONDS
        if missing := unenforced(info):
            raise SandboxUnavailable(
                f"The Docker daemon does not enforce {', '.join(missing)}, so nothing is run in it.",
                "Use Docker as root's service, or rootless Docker with cgroup version 2.",
            )
        runtime = runtime or (GVISOR if GVISOR in (info.get("Runtimes") or {}) else "")
        if runtime and runtime not in (info.get("Runtimes") or {}):
            raise SandboxUnavailable(f"The Docker daemon has no runtime called {runtime}.", "Check [sandbox] runtime.")
        digest = image.find(client)
        if not digest:
            raise SandboxUnavailable("The sandbox's image is not there.", "Run: ./hearth doctor")
        sweep(client)
    except (DockerException, requests.RequestException, OSError) as error:
        if client is not None:
            client.close()
        raise SandboxUnavailable(f"No Docker daemon answers ({short(error)}).", MEND) from error
    except SandboxUnavailable:
        if client is not None:
            client.close()
        raise
    # gVisor does not pass the host's sockets through, and another machine has not our folders.
    attached = transport == "attach" or (not transport and (runtime == GVISOR or not local))
    return Engine(client, digest, runtime, attached, host)


def unenforced(info: Mapping[str, Any]) -> list[str]:
    """The limits that a daemon says it will not enforce (rootless on cgroup version 1 drops all, silently)."""
    wanted = {"MemoryLimit": "memory", "PidsLimit": "process", "CpuCfsQuota": "CPU"}
    missing = [f"{what} limits" for key, what in wanted.items() if not info.get(key)]
    security = info.get("SecurityOptions") or []
    if not any("seccomp" in str(option) for option in security):
        missing.append("system call filters")
    return missing


def sweep(client: DockerClient) -> int:
    """Remove containers whose process has ended without doing so; returns how many."""
    import requests
    from docker.errors import DockerException

    removed = 0
    for found in client.api.containers(all=True, filters={"label": LABEL}):
        label = str((found.get("Labels") or {}).get(LABEL, ""))
        if label != owner() and not owner_lives(label):
            with contextlib.suppress(DockerException, requests.RequestException):
                client.api.remove_container(found["Id"], force=True, v=True)
                removed += 1
    return removed


def short(error: Exception) -> str:
    """The reason in a few words."""
    text = str(error)
    for known in ("Connection refused", "No such file or directory", "Permission denied", "timed out"):
        if known in text:
            return known.lower()
    return text.splitlines()[0][:200] if text else type(error).__name__
