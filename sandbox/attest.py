"""Is a container really what was asked for? Judged before anything runs in it, from outside and from inside.

A daemon may drop what it does not know, and a wrapper around it may add what nobody asked for. Both reports must say
what is expected, value by value; what cannot be found out counts as wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandbox.limits import GVISOR, GVISOR_THREADS, INODES, OPEN_FILES, SHARED_MEMORY, SOCKET_FOLDER, UID, Limits


def outside(
    found: Mapping[str, Any], image: str, limits: Limits, *, folder: str, runtime: str, profile: str
) -> list[str]:
    """What is wrong with the daemon's description of a container (`docker inspect`); nothing: it is as asked for.

    Args:
        found: the description.
        image: the image's digest.
        limits: see Limits.
        folder: of the host, mounted with the socket; empty: none is.
        runtime: empty: the daemon's own.
        profile: the system call filter, as it was given.
    """
    host: Mapping[str, Any] = found.get("HostConfig") or {}
    config: Mapping[str, Any] = found.get("Config") or {}
    security = [str(option).removesuffix(":true") for option in _list(host, "SecurityOpt")]
    pids = max(limits.processes, GVISOR_THREADS) if runtime == GVISOR else limits.processes
    mounts = [(m.get("Destination"), m.get("RW")) for m in found.get("Mounts") or [] if m.get("Type") != "tmpfs"]
    tests = {
        "the image": found.get("Image") == image,
        "the user": config.get("User") == f"{UID}:{UID}",
        "privileged": host.get("Privileged") is False,
        "the network": host.get("NetworkMode") == "none",
        "the root file system": host.get("ReadonlyRootfs") is True,
        "capabilities": [str(c).upper() for c in _list(host, "CapDrop")] == ["ALL"] and not _list(host, "CapAdd"),
        "new privileges": "no-new-privileges" in security,
        "the system call filter": f"seccomp={profile}" in security and not any("unconfined" in o for o in security),
        "memory": host.get("Memory") == limits.memory and host.get("MemorySwap") == limits.memory,
        "processes": host.get("PidsLimit") == pids,
        "processor time": host.get("NanoCpus") == int(limits.cpus * 1e9),
        "devices": not _list(host, "Devices") and not _list(host, "DeviceRequests"),
        "mounts": mounts == ([(SOCKET_FOLDER, False)] if folder else []),
        "shared namespaces": not any(
            str(host.get(mode) or "").startswith(("host", "container", "shareable"))
            for mode in ("IpcMode", "PidMode", "UTSMode", "UsernsMode", "CgroupnsMode")
            if not (mode == "CgroupnsMode" and host.get(mode) == "host")  # all there is on cgroup version 1
        ),
        "the log": (host.get("LogConfig") or {}).get("Type") == "none",
        "masked paths": bool(_list(host, "MaskedPaths")) and bool(_list(host, "ReadonlyPaths")),
        "the runtime": not runtime or host.get("Runtime") == runtime,
    }
    return [name for name, good in tests.items() if not good]


def inside(found: Mapping[str, Any], limits: Limits, *, runtime: str = "", cgroup: bool = True) -> list[str]:
    """What is wrong with a supervisor's report (sandbox/inside/report.py).

    Args:
        found: the report.
        limits: see Limits.
        runtime: gVisor filters system calls itself and shows no cgroup files.
        cgroup: limits of memory, processes and inodes are expected (bubblewrap has none).
    """
    gvisor = runtime == GVISOR
    folders: Mapping[str, Any] = found.get("folders") or {}
    resources: Mapping[str, Any] = found.get("limits") or {}
    tests = {
        "it is not process 1": found.get("pid") == 1 or not cgroup,
        "its user": found.get("uids") == [UID] * 3 and set(found.get("gids") or [0]) == {UID},
        "its capabilities": found.get("capabilities") == [0] * 5,
        "new privileges": found.get("no_new_privileges") == 1,
        "the system call filter": found.get("seccomp") == 2 or gvisor,
        "its memory can be read": found.get("dumpable") == 0,
        "its network": found.get("interfaces") == ["lo"] or (gvisor and found.get("interfaces") == []),
        "the root file system": set((found.get("read_only") or {"": None}).values()) == {True},
        "/tmp": _capped(folders.get("/tmp"), limits.files, inodes=cgroup),
        "/work": _capped(folders.get("/work"), limits.files, inodes=cgroup),
        "/dev/shm": gvisor or _capped(folders.get("/dev/shm"), SHARED_MEMORY, inodes=False),
        "memory": gvisor or not cgroup or found.get("memory") == limits.memory,
        "processes": gvisor or not cgroup or found.get("processes") in (limits.processes, None),
        "open files": resources.get("NOFILE") == OPEN_FILES,
        "file size": resources.get("FSIZE") == limits.files,
        "core dumps": resources.get("CORE") == 0,
    }
    return [name for name, good in tests.items() if not good]


def _list(found: Mapping[str, Any], key: str) -> list[Any]:
    return list(found.get(key) or [])


def _capped(found: Any, size: int, *, inodes: bool = True) -> bool:
    if not isinstance(found, Mapping):
        return False
    page = 4096
    good = found.get("nosuid") is True and found.get("nodev") is True and 0 < (found.get("bytes") or 0) <= size + page
    return good and (not inodes or 0 < (found.get("inodes") or 0) <= INODES)
