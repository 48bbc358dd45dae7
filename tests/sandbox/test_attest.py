"""A container that is not what was asked for is discarded, whatever differs."""

from __future__ import annotations

import contextlib
import copy
import json
from collections.abc import Iterator
from typing import Any

import docker
import pytest

from sandbox import AttestationError, Limits, Options, Sandbox, attest, container
from sandbox.container import LABEL, Container, owner
from sandbox.daemon import connect
from sandbox.limits import container_options
from sandbox.seccomp import PROFILE

pytestmark = pytest.mark.docker
LIMITS = Limits(memory=128 << 20)


@pytest.fixture(scope="module")
def seen() -> Iterator[tuple[dict[str, Any], dict[str, Any], str, str]]:
    """A real container: the daemon's description, its supervisor's report, the image, the folder."""
    reports: list[dict[str, Any]] = []
    folders: list[str] = []
    originals = attest.inside, attest.outside
    patch = pytest.MonkeyPatch()

    def inside(found: Any, *arguments: Any, **named: Any) -> list[str]:
        reports.append(found)
        return originals[0](found, *arguments, **named)

    def outside(*arguments: Any, **named: Any) -> list[str]:
        folders.append(named["folder"])
        return originals[1](*arguments, **named)

    patch.setattr(attest, "inside", inside)
    patch.setattr(attest, "outside", outside)
    engine = connect()
    made = Container(engine, LIMITS)
    found = engine.client.api.inspect_container(made._id)
    yield found, reports[0], engine.image, folders[0]
    patch.undo()
    assert made.remove()
    engine.client.close()


def judge(found: dict[str, Any], image: str, folder: str) -> list[str]:
    return attest.outside(found, image, LIMITS, folder=folder, runtime="", profile=json.dumps(PROFILE))


def test_a_good_one_is_good(seen: tuple[dict[str, Any], dict[str, Any], str, str]) -> None:
    found, report, image, folder = seen
    assert judge(found, image, folder) == []
    assert attest.inside(report, LIMITS) == []


@pytest.mark.parametrize(
    ("section", "key", "value"),
    [
        ("", "Image", "sha256:0"),
        ("Config", "User", "0:0"),
        ("Config", "User", ""),
        ("HostConfig", "Privileged", True),
        ("HostConfig", "NetworkMode", "bridge"),
        ("HostConfig", "ReadonlyRootfs", False),
        ("HostConfig", "CapDrop", []),
        ("HostConfig", "CapAdd", ["SYS_ADMIN"]),
        ("HostConfig", "SecurityOpt", ["no-new-privileges"]),
        ("HostConfig", "SecurityOpt", ["no-new-privileges", "seccomp=unconfined"]),
        ("HostConfig", "SecurityOpt", [f"seccomp={json.dumps(PROFILE)}"]),
        ("HostConfig", "Memory", 0),
        ("HostConfig", "MemorySwap", -1),
        ("HostConfig", "PidsLimit", None),
        ("HostConfig", "NanoCpus", 0),
        ("HostConfig", "Devices", [{"PathOnHost": "/dev/sda"}]),
        ("HostConfig", "DeviceRequests", [{"Driver": "nvidia"}]),
        ("", "Mounts", [{"Type": "bind", "Destination": "/host", "RW": True}]),
        ("", "Mounts", [{"Type": "bind", "Destination": "/run/hearth", "RW": True}]),
        ("", "Mounts", []),
        ("HostConfig", "IpcMode", "host"),
        ("HostConfig", "PidMode", "host"),
        ("HostConfig", "UTSMode", "host"),
        ("HostConfig", "UsernsMode", "host"),
        ("HostConfig", "LogConfig", {"Type": "json-file"}),
        ("HostConfig", "MaskedPaths", []),
        ("HostConfig", "ReadonlyPaths", []),
    ],
)
def test_each_difference_outside_is_noticed(
    seen: tuple[dict[str, Any], dict[str, Any], str, str], section: str, key: str, value: Any
) -> None:
    found = copy.deepcopy(seen[0])
    (found[section] if section else found)[key] = value
    assert len(judge(found, seen[2], seen[3])) == 1


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["pid"], 7),
        (["uids"], [0, 0, 0]),
        (["gids"], [59999, 59999, 59999, 0]),
        (["capabilities"], [0, 0, 0, 0x3FFFFFFFFF, 0]),
        (["capabilities"], [0, 0, None, 0, 0]),
        (["no_new_privileges"], 0),
        (["seccomp"], 0),
        (["dumpable"], 1),
        (["interfaces"], ["eth0", "lo"]),
        (["read_only", "/"], False),
        (["read_only", "/opt/hearth"], None),
        (["folders", "/tmp", "nosuid"], False),
        (["folders", "/work", "bytes"], 1 << 40),
        (["folders", "/work", "inodes"], 0),
        (["folders", "/dev/shm"], None),
        (["memory"], 1 << 62),
        (["memory"], None),
        (["limits", "NOFILE"], 1 << 20),
        (["limits", "FSIZE"], -1),
        (["limits", "CORE"], -1),
    ],
)
def test_each_difference_inside_is_noticed(
    seen: tuple[dict[str, Any], dict[str, Any], str, str], path: list[str], value: Any
) -> None:
    report = copy.deepcopy(seen[1])
    target = report
    for step in path[:-1]:
        target = target[step]
    target[path[-1]] = value
    assert len(attest.inside(report, LIMITS)) == 1


@pytest.mark.parametrize("report", [{}, {"folders": 3, "limits": None, "read_only": []}])
def test_a_report_that_says_nothing_is_all_wrong(report: dict[str, Any]) -> None:
    assert len(attest.inside({**report, "folders": {}, "read_only": {}}, LIMITS)) > 10


WEAKER: list[tuple[str, dict[str, Any], str]] = [
    ("a network", {"network_mode": "bridge"}, "network"),
    ("a capability", {"cap_add": ["NET_RAW"]}, "capabilities"),
    ("Docker's own filter", {"security_opt": ["no-new-privileges:true"]}, "filter"),
    ("a writable root", {"read_only": False}, "root file system"),
    ("twice the memory", {"mem_limit": 256 << 20, "memswap_limit": 256 << 20}, "memory"),
    ("new privileges", {"security_opt": ["seccomp=" + json.dumps(PROFILE)]}, "new privileges"),
    ("more descriptors", {"ulimits": []}, "open files"),
    ("a folder of the host", {}, "mounts"),
]


@pytest.mark.parametrize(("what", "weaker", "named"), WEAKER, ids=[row[0] for row in WEAKER])
def test_a_weaker_container_is_discarded_and_nothing_runs_in_it(
    monkeypatch: pytest.MonkeyPatch, what: str, weaker: dict[str, Any], named: str
) -> None:
    """A real one, made weaker on its way to the daemon."""

    def options(*arguments: Any, **given: Any) -> dict[str, Any]:
        made = {**container_options(*arguments, **given), **weaker}
        if what == "a folder of the host":
            made["volumes"] = {**made["volumes"], "/etc": {"bind": "/host", "mode": "ro"}}
        return made

    monkeypatch.setattr(container, "container_options", options)
    box = Sandbox(LIMITS, options=Options(pool=0))
    before = ours()
    try:
        with pytest.raises(AttestationError) as caught:
            box.run("open('/tmp/ran', 'w')")
        assert named in str(caught.value)
        assert box.trouble
        assert ours() == before
    finally:
        box.close()


def ours() -> list[str]:
    with contextlib.closing(docker.from_env()) as client:
        return [str(c["Id"]) for c in client.api.containers(all=True, filters={"label": f"{LABEL}={owner()}"})]
