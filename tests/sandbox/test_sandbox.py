"""The sandbox on a real Docker daemon: what works, what is refused, and that the host and the next call live."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import docker
import pytest

from sandbox import Limits, Sandbox, SandboxError, SandboxUnavailable
from sandbox.container import LABEL, owner
from sandbox.daemon import sweep, unenforced
from tests.sandbox.proxy import DaemonProxy
from tests.sandbox.waiting import HUNG, wait_until

MEMORY = 128 << 20


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    box = Sandbox(Limits(seconds=5.0, memory=MEMORY, processes=32, output=20_000))
    box.check()
    box.warm()
    yield box
    box.close()
    client = docker.from_env()
    assert [c for c in client.containers.list(all=True) if c.labels.get(LABEL) == owner()] == []
    client.close()


@pytest.mark.parametrize(
    ("code", "output"),
    [
        ("print(17 * 23)", "391\n"),
        ("6 * 7", "42\n"),
        ("x = 3\nx ** 2", "9\n"),
        ("import json, math, random, collections, itertools, calendar\nprint(math.pi)", "3.141592653589793\n"),
        ("print('é' * 3, '\\U0001f600')", "ééé \U0001f600\n"),
        ("import os\nos.system('echo from a shell')\nNone", "from a shell\n"),
        ("open('/tmp/a', 'w').write('x' * 1000)\nprint(len(open('/tmp/a').read()))", "1000\n"),
        ("import subprocess\nsubprocess.run(['python3', '-c', 'print(5)']).returncode", "5\n0\n"),
        ("def f(n): return 1 if n < 2 else n * f(n - 1)\nprint(f(20))", "2432902008176640000\n"),
        ("import sys\nsys.exit(0)", ""),
    ],
)  # fmt: skip
def test_programs_run(sandbox: Sandbox, code: str, output: str) -> None:
    result = sandbox.run(code)
    assert (result.output, result.error, result.ok, result.exit_status) == (output, "", True, 0)


def test_a_traceback_shows_the_programs_own_lines(sandbox: Sandbox) -> None:
    result = sandbox.run("def f():\n    return 1 / 0\n\nf()\n")
    assert not result.ok
    assert result.exit_status == 1
    assert "return 1 / 0" in result.error
    assert "/opt/hearth" not in result.error
    assert result.error.strip().endswith("ZeroDivisionError: division by zero")


def test_a_syntax_error_and_an_exit_status_are_told(sandbox: Sandbox) -> None:
    assert "SyntaxError" in sandbox.run("print(").error
    result = sandbox.run("import sys\nsys.exit('no luck')")
    assert (result.exit_status, result.error.strip()) == (1, "no luck")


def test_input_is_refused_in_words(sandbox: Sandbox) -> None:
    assert "cannot ask for input" in sandbox.run("name = input('your name? ')").error


def test_output_streams(sandbox: Sandbox) -> None:
    pieces: list[tuple[float, str]] = []
    code = "import time\nfor n in range(3):\n    print(n)\n    time.sleep(0.3)"
    sandbox.run(code, on_output=lambda text: pieces.append((time.monotonic(), text)))
    assert "".join(text for _, text in pieces) == "0\n1\n2\n"
    assert pieces[-1][0] - pieces[0][0] > 0.4


def test_nothing_stays_from_one_program_to_the_next(sandbox: Sandbox) -> None:
    assert sandbox.run("open('/tmp/left', 'w').write('x')\nleft = 1").ok
    assert sandbox.run("import os\nprint(os.path.exists('/tmp/left'), 'left' in globals())").output == "False False\n"


HOSTILE = {
    "a socket to the network": ("import socket\nsocket.socket(socket.AF_INET)", "PermissionError"),
    "a socket to the hypervisor": ("import socket\nsocket.socket(40)", "PermissionError"),
    "another interface": ("import os\nassert os.listdir('/sys/class/net') == ['lo'], 'more'\n1 / 0", "ZeroDivision"),
    "writing to the root": ("open('/etc/hearth', 'w')", "Read-only file system"),
    "writing to the socket's folder": ("open('/run/hearth/x', 'w')", "FileNotFoundError"),
    "a device": ("import os\nos.mknod('/tmp/d', 0o600 | 0o60000, os.makedev(8, 0))", "PermissionError"),
    "mounting": ("import ctypes, os\nl = ctypes.CDLL(None, use_errno=True)\n"
                 "l.mount(b'none', b'/tmp', b'tmpfs', 0, None)\nraise OSError(ctypes.get_errno())", "OSError: 1"),
    "becoming root": ("import os\nos.setuid(0)", "PermissionError"),
    "a new namespace": ("import os, ctypes\nl = ctypes.CDLL(None, use_errno=True)\n"
                        "assert l.unshare(0x10000000) == -1\nraise OSError(ctypes.get_errno())", "OSError: 1"),
    "tracing a child": ("import ctypes\nl = ctypes.CDLL(None, use_errno=True)\n"
                        "assert l.ptrace(0, 0, 0, 0) == -1\nraise OSError(ctypes.get_errno())", "OSError: 1"),
    "filling /tmp": ("f = open('/tmp/big', 'wb')\nfor _ in range(100): f.write(b'x' * (1 << 20))", "OSError"),
    "a fork bomb": ("import os\nwhile True: os.fork()", "BlockingIOError"),
    "the agent's memory": ("import os\nopen(f'/proc/{os.getppid()}/mem', 'rb')", "PermissionError"),
    "the docker socket": ("open('/var/run/docker.sock')", "FileNotFoundError"),
}  # fmt: skip


@pytest.mark.parametrize("what", HOSTILE)
def test_is_refused(sandbox: Sandbox, what: str) -> None:
    code, error = HOSTILE[what]
    result = sandbox.run(code)
    assert not result.ok
    assert error in result.error, result.error
    assert sandbox.run("print('well')").output == "well\n"


def test_privileges_are_gone(sandbox: Sandbox) -> None:
    lines = sandbox.run("print(open('/proc/self/status').read())").output
    values = dict(line.split(":\t") for line in lines.splitlines() if ":\t" in line)
    assert {values[name] for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")} == {"0000000000000000"}
    assert (values["NoNewPrivs"], values["Seccomp"]) == ("1", "2")
    assert values["Uid"].split() == ["59999"] * 4


def test_the_cpu_is_limited() -> None:
    box = Sandbox(Limits(seconds=10, cpus=0.25))
    try:
        code = "import time as t\nw = t.time()\nwhile t.time() - w < 2: pass\nprint(t.process_time() / 2)"
        assert float(box.run(code).output) < 0.45
    finally:
        box.close()


def test_endless_output_is_cut(sandbox: Sandbox) -> None:
    result = sandbox.run("while True: print('x' * 1000)")
    assert result.truncated
    assert not result.ok
    assert len(result.output) <= 20_000
    assert result.output.startswith("xxx")


@pytest.mark.parametrize(
    "code",
    [
        "import time\nprint('first', flush=True)\ntime.sleep(100)",
        "import signal, time\nfor s in (2, 15): signal.signal(s, signal.SIG_IGN)\nprint('first')\ntime.sleep(100)",
        "print('first')\nwhile True:\n    try:\n        while True: pass\n    except BaseException: pass",
        "import os, time\nprint('first', flush=True)\nif os.fork() == 0: os.setsid()\ntime.sleep(100)",
    ],
)  # fmt: skip
def test_a_program_that_does_not_end_is_killed(sandbox: Sandbox, code: str) -> None:
    started = time.monotonic()
    result = sandbox.run(code, timeout=0.7)
    assert result.timed_out
    assert result.output == "first\n"
    assert time.monotonic() - started < HUNG


def test_memory_is_limited(sandbox: Sandbox) -> None:
    result = sandbox.run("x = []\nwhile True: x.append(bytearray(10 << 20))")
    assert result.out_of_memory
    assert not result.ok


def test_killing_everything_harms_only_the_program(sandbox: Sandbox) -> None:
    result = sandbox.run(
        "import os, time\nos.kill(1, 9)\nos.kill(-1, 9)\ntime.sleep(0.3)\nprint('one is immune', flush=True)\n"
        "os.kill(os.getpid(), 9)"
    )
    assert not result.ok
    assert result.signal == 9
    assert "one is immune" in result.output
    assert sandbox.run("print('next')").output == "next\n"


def test_interrupting_keeps_what_was_printed(sandbox: Sandbox) -> None:
    timer = threading.Timer(0.6, sandbox.interrupt)
    timer.start()
    started = time.monotonic()
    result = sandbox.run("import time\nprint('so far', flush=True)\ntime.sleep(100)")
    timer.join()
    assert result.interrupted
    assert not result.ok
    assert result.output == "so far\n"
    assert time.monotonic() - started < HUNG


def test_containers_of_dead_owners_are_swept() -> None:
    client = docker.from_env()
    box = Sandbox()
    box.warm()
    assert box.run("1").ok
    from sandbox import image

    orphan = client.containers.create(image.find(client), labels={LABEL: "999999999:1"})
    assert sweep(client) >= 1
    with pytest.raises(docker.errors.NotFound):
        client.containers.get(orphan.id or "")
    box.close()
    client.close()


def test_without_a_daemon_nothing_runs() -> None:
    box = Sandbox(host="unix:///nonexistent/docker.sock")
    started = time.monotonic()
    with pytest.raises(SandboxUnavailable) as caught:
        box.run("open('/tmp/hearth-was-here', 'w')")
    assert time.monotonic() - started < 3
    assert "Docker" in caught.value.message
    assert "doctor" in caught.value.remedy
    assert box.trouble
    box.close()


def test_a_daemon_that_drops_limits_is_refused() -> None:
    good = {
        "MemoryLimit": True,
        "PidsLimit": True,
        "CpuCfsQuota": True,
        "SecurityOptions": ["name=seccomp,profile=default"],
    }
    assert unenforced(good) == []
    assert unenforced({**good, "MemoryLimit": False, "PidsLimit": False}) == ["memory limits", "process limits"]
    assert unenforced({**good, "SecurityOptions": []}) == ["system call filters"]


def test_docker_stopping_in_the_middle_is_told_and_the_next_run_recovers(daemon_proxy: DaemonProxy) -> None:
    box = Sandbox(Limits(seconds=30), host=daemon_proxy.address)
    client = docker.from_env()

    def stop_docker() -> None:
        daemon_proxy.stop()
        for container in client.containers.list(filters={"label": f"{LABEL}={owner()}"}):
            container.kill()

    try:
        assert box.run("print(1)").ok
        wait_until(lambda: box.ready() > 0)
        timer = threading.Timer(1.0, stop_docker)
        timer.start()
        with pytest.raises(SandboxError) as caught:
            box.run("import time\nprint('begun', flush=True)\ntime.sleep(100)")
        timer.join()
        assert "middle of the program" in caught.value.message
        with pytest.raises(SandboxUnavailable):
            box.run("print(2)")
        daemon_proxy.start()
        assert box.run("print(3)").output == "3\n"
    finally:
        box.close()
        sweep(client)
        for container in client.containers.list(all=True, filters={"label": f"{LABEL}={owner()}"}):
            if container.status != "running":
                container.remove(force=True)
        client.close()


@pytest.fixture
def daemon_proxy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DaemonProxy]:
    proxy = DaemonProxy(str(tmp_path_factory.mktemp("d")))
    yield proxy
    proxy.stop()
