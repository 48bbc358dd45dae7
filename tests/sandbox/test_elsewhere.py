"""Other ways than the local daemon's socket: the attached stream, bubblewrap, sums; the image; the table of cases."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import docker
import pytest

from sandbox import Limits, Options, Sandbox, SandboxUnavailable, State, arithmetic, bubblewrap, image
from sandbox.channel import SocketChannel, StreamChannel
from tests.sandbox import table
from tests.sandbox.waiting import wait_until

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def attached() -> Iterator[Sandbox]:
    """The transport for a daemon on another machine, forced against the local one."""
    box = Sandbox(Limits(memory=128 << 20), options=Options(pool=0, transport="attach"))
    assert box.run("x = 41", session="far").ok
    yield box
    box.close()


@pytest.mark.docker
def test_a_session_over_the_attached_stream(attached: Sandbox) -> None:
    assert attached.run("x + 1", session="far").output == "42\n"
    assert attached.run("import os\nos._exit(3)", session="far").state is State.RESTORED
    assert attached.run("x", session="far").output == "41\n"
    assert attached.run("while True: pass", session="far", timeout=0.4).state is State.KEPT
    result = attached.run("open('a.txt', 'wb').write(open('in', 'rb').read())\nNone", session="far",
                          files={"in": bytes(3 << 20)})  # fmt: skip
    assert [(made.title, len(made.data)) for made in result.artifacts] == [("a.txt", 3 << 20)]


@pytest.mark.docker
def test_a_flood_over_the_attached_stream_does_not_hang_the_daemon(attached: Sandbox) -> None:
    done: list[bool] = []
    code = "import os\nwhile True: os.write(1, b'x' * 65536)"
    flood = threading.Thread(target=lambda: done.append(attached.run(code, timeout=3).truncated))
    flood.start()
    with contextlib.closing(docker.from_env(timeout=5)) as client:
        while flood.is_alive():
            began = time.monotonic()
            client.containers.list()
            assert time.monotonic() - began < 4
    flood.join()
    assert done == [True]


@pytest.mark.docker
def test_a_container_that_floods_the_stream_itself_is_cut_off() -> None:
    """As if the supervisor were hostile: nobody reads, and the daemon must not notice."""
    with contextlib.closing(docker.from_env(timeout=10)) as client:
        flood = ["python3", "-c", "import os\nwhile True: os.write(1, b'x' * 65536)"]
        made = client.containers.create(image.find(client), flood, stdin_open=True, network_mode="none")
        channel = StreamChannel(["docker", "start", "--attach", "--interactive", str(made.id)])
        try:
            wait_until(lambda: not channel.quiet())
            time.sleep(1)  # the stream is read, and cut off at its limit, by nobody's doing
            began = time.monotonic()
            client.api.inspect_container(str(made.id))
            channel.close()
            made.remove(force=True)
            assert time.monotonic() - began < 8
        finally:
            channel.close()
            with contextlib.suppress(docker.errors.NotFound):
                made.remove(force=True)


def test_frames_that_are_none_are_refused() -> None:
    for data in (b"\xff\xff\xff\xff", b"\0\0\0\x02[]", b"\0\0\0\x03abc", b"\0\0\x40\0" + b"[" * 16384):
        ours, theirs = socket.socketpair()
        theirs.sendall(data)
        with pytest.raises(ValueError, match=r".*"):
            SocketChannel(ours).frame(time.monotonic() + 1)
        theirs.close()


def test_half_a_frame_is_no_loss() -> None:
    ours, theirs = socket.socketpair()
    channel = SocketChannel(ours)
    theirs.sendall(b'\0\0\0\x08{"a"')
    with pytest.raises(TimeoutError):
        channel.frame(time.monotonic() + 0.05)
    theirs.sendall(b": 1}")
    assert channel.frame(time.monotonic() + 1) == {"a": 1}
    theirs.close()
    with pytest.raises(ConnectionError):
        channel.frame(time.monotonic() + 1)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("17 * 23", 391),
        ("(1 + 2) * -3", -9),
        ("2 ** 10 / 4", 256.0),
        ("7 // 2 + 7 % 4", 6),
        ("1e3 + .5", 1000.5),
        ("-2 ** 2", -4),
    ],
)
def test_sums(text: str, value: float) -> None:
    assert arithmetic.evaluate(text) == value
    assert arithmetic.printed(f"print({text})") == str(value)


@pytest.mark.parametrize(
    "text",
    [
        "", "x", "abs(1)", "'a' * 3", "1 if 1 else 2", "1 < 2", "[1]", "True", "1j", "(-1) ** 0.5", "1 / 0", "1 // 0",
        "9 ** 9 ** 9", "2 ** 100000", "10.0 ** 400", "1 << 99999", "~1", "1; 2", "a = 1", "().__class__", "f'{1}'",
        "(" * 100 + "1" + ")" * 100, "1" * 300, "lambda: 1", "2 ** -99999", "print(1)",
    ],
)  # fmt: skip
def test_what_is_no_sum(text: str) -> None:
    began = time.monotonic()
    with contextlib.suppress(arithmetic.NotASum):
        assert isinstance(arithmetic.evaluate(text), int | float)
        assert text in ("(" * 100 + "1" + ")" * 100, "2 ** -99999")
    assert time.monotonic() - began < 1


def test_bubblewrap_is_never_used_as_root() -> None:
    if os.geteuid() != 0:
        pytest.skip("this is not root")
    assert "root" in bubblewrap.trouble()
    with pytest.raises(SandboxUnavailable, match="root"):
        bubblewrap.Wrapped(Limits())
    box = Sandbox(host="unix:///nonexistent/docker.sock", options=Options(bubblewrap=True, pool=0))
    with pytest.raises(SandboxUnavailable):
        box.run("1")
    box.close()


WRAPPED = """
from sandbox.bubblewrap import Wrapped
from sandbox.limits import Limits
from sandbox.session import Session
from dataclasses import replace
box = Wrapped(Limits())
session = Session(box)
def show(code, seconds=5.0):
    result = session.run(code, replace(Limits(), seconds=seconds))
    print(result.output.strip(), (result.error.strip().splitlines() or [""])[-1], result.state, sep="|")
show("x = 41")
show("x + 1")
show("import os; os._exit(3)")
show("x")
show("while True: pass", 0.4)
show("import socket; socket.socket(socket.AF_INET)")
show("open('/etc/x', 'w')")
show("import os; print(os.getuid(), os.path.exists('/root'), os.path.exists('/home'), len(os.listdir('/proc/1/root'))"
     " if os.access('/proc/1/root', os.R_OK) else 'no')")
show("open('/proc/sys/kernel/core_pattern', 'w')")
box.remove()
"""


def test_bubblewrap_runs_the_same_supervisor_as_an_ordinary_user(tmp_path: Path) -> None:
    if shutil.which("bwrap") is None:
        pytest.skip("bubblewrap is not installed (apt-get install bubblewrap)")
    python, demoted = sys.executable, []
    if os.geteuid() == 0:
        python = "/usr/bin/python3"  # another user cannot reach an interpreter in root's home
        if not Path(python).exists() or shutil.which("setpriv") is None:
            pytest.skip("no interpreter that an ordinary user can run")
        demoted = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"]
        for folder in (tmp_path, *tmp_path.parents):
            if folder != Path("/tmp") and folder.is_relative_to("/tmp"):
                folder.chmod(0o755)
        tmp_path.chmod(0o777)
    shutil.copytree(ROOT / "sandbox", tmp_path / "sandbox")
    done = subprocess.run(
        [*demoted, python, "-c", WRAPPED], cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(tmp_path), "TMPDIR": str(tmp_path)},
    )  # fmt: skip
    lines = [line.split("|") for line in done.stdout.splitlines()]
    assert len(lines) == 9, done.stdout + done.stderr
    assert [line[0] for line in lines[:5]] == ["", "42", "", "41", ""]
    assert [line[2] for line in lines[:5]] == ["kept", "kept", "restored", "kept", "kept"]
    assert "Operation not permitted" in lines[5][1]
    assert "Read-only file system" in lines[6][1] or "PermissionError" in lines[6][1]
    assert lines[7][0] == "59999 False False no"
    assert "Permission denied" in lines[8][1] or "Read-only" in lines[8][1]


def test_the_documented_table_is_the_suite() -> None:
    text = table.README.read_text(encoding="utf-8")
    assert table.written(text) == text, "run: python -m tests.sandbox.table"


def test_the_images_name_follows_what_is_in_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = image.tag()
    assert before == image.tag()
    changed = shutil.copytree(image.HERE, tmp_path / "sandbox")
    (changed / "inside" / "cell.py").write_text("# changed", encoding="utf-8")
    monkeypatch.setattr(image, "HERE", changed)
    assert image.tag() != before


def test_requirements_are_pinned_and_name_no_host() -> None:
    text = (image.HERE / "requirements.txt").read_text(encoding="utf-8")
    names = {line.split("==")[0] for line in text.splitlines() if "==" in line}
    assert {"numpy", "pandas", "matplotlib", "scipy", "sympy"} <= names
    assert text.count("--hash=sha256:") > len(names)
    assert "://" not in text
    assert "index" not in text
