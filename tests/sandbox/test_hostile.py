"""The hostile suite, against the real daemon: each case's outcome, the host unharmed, the next call working."""

from __future__ import annotations

import contextlib
import os
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import docker
import psutil
import pytest

from sandbox import Limits, Options, RunResult, Sandbox, State
from tests.sandbox.hostile import CASES, PRELUDE, Case
from tests.sandbox.waiting import HUNG

pytestmark = pytest.mark.docker
OUTPUT = 20_000
MOST_GROWTH = 300 << 20
"""Bytes of memory that this process may gain by a program's output; a gigabyte was written to it."""


class Host:
    """This machine, with things in it that a program must not get at."""

    def __init__(self, folder: Path) -> None:
        self.touched: list[str] = []
        self._secret = folder / "secret"
        self._secret.write_text("untouched", encoding="utf-8")
        self.name = f"hearth-canary-{os.getpid()}"
        self._services = [socket.socket(socket.AF_INET), socket.socket(socket.AF_UNIX)]
        self._services[0].bind(("", 0))
        self._services[1].bind(f"\0{self.name}")
        self.port = int(self._services[0].getsockname()[1])
        for service in self._services:
            service.listen()
            service.setblocking(False)
        self._client = docker.from_env(timeout=10)
        self._before = self._facts()
        self._clock = time.time() - time.monotonic()
        self._memory = psutil.Process().memory_info().rss

    def check(self) -> None:
        """Fail if anything was touched."""
        began = time.monotonic()
        assert self._client.ping()
        assert time.monotonic() - began < 5, "the daemon is slow"
        for service in self._services:
            with contextlib.suppress(BlockingIOError):
                service.accept()[0].close()
                pytest.fail("a program reached a service of the host")
        assert self._facts() == self._before
        assert abs(time.time() - time.monotonic() - self._clock) < 5, "the clock was changed"
        assert psutil.Process().memory_info().rss - self._memory < MOST_GROWTH

    def close(self) -> None:
        for service in self._services:
            service.close()
        self._client.close()

    def _facts(self) -> list[str]:
        pattern = Path("/proc/sys/kernel/core_pattern").read_text(encoding="utf-8")
        secret = self._secret.read_text(encoding="utf-8")
        return [pattern, socket.gethostname(), secret, str(Path("/tmp/hearth-was-here").exists())]


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    os.environ["HEARTH_CANARY"] = "secret"
    made = Host(tmp_path_factory.mktemp("host"))
    yield made
    made.close()
    del os.environ["HEARTH_CANARY"]


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with pytest.MonkeyPatch.context() as patch:
        # What survives is the outcome here; how soon a busy machine gets through a bomb's children is not.
        patch.setattr("sandbox.session.LADDER_SECONDS", HUNG - 5)
        box = Sandbox(Limits(output=OUTPUT), options=Options(pool=1, sessions=3))
        box.check()
        box.warm()
        yield box
        box.close()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.group}: {case.name}")
def test_hostile(sandbox: Sandbox, host: Host, case: Case) -> None:
    session = case.name if case.alone else "shared"
    code = case.code.replace("CANARY_PORT", str(host.port)).replace("CANARY_NAME", host.name)
    assert sandbox.run("kept = 'kept'", session=session).ok
    began = time.monotonic()
    result = sandbox.run(
        code if case.language == "shell" else PRELUDE + code,
        session=session,
        language=case.language,
        timeout=case.seconds,
    )
    assert time.monotonic() - began < case.seconds + HUNG, "it was not ended in time"
    expect(case, result)
    host.check()
    time.sleep(0.1 if case.after else 0)
    pause = 0.15 if case.after == "late" else 0.02
    after = sandbox.run(f"import os, time\ntime.sleep({pause})\nprint('still', 6 * 7)", session=session)
    if case.after == "renewed":
        assert after.renewed
    if case.after == "late":
        assert after.output in ("late\nstill 42\n", "still 42\n")
    elif case.after != "any":
        assert (after.output, after.error, after.ok) == ("still 42\n", "", True)
    alive = sandbox.run("print(kept)", session=session)
    if result.state in (State.KEPT, State.RESTORED) and not case.after:
        assert alive.output == "kept\n", alive.error
    if case.alone:
        sandbox.drop(session)
    elif result.state is not State.REPLACED:
        assert sandbox.run("rm -rf /work/* /work/.[!.]* /tmp/[!.]*", session=session, language="shell").ok


def expect(case: Case, result: RunResult) -> None:
    """Is it the outcome of the case?"""
    said = f"{result.output[-1500:]}\n{result.error[-1500:]}\n{result}"[:5000]
    assert len(result.output) + len(result.error) <= OUTPUT + 200
    assert str(result.state) in case.state.split(), said
    kind, _, number = case.ends.partition(" ")
    if case.ends in ("timed out", "truncated", "out of memory"):
        assert getattr(result, case.ends.replace(" ", "_").replace("timed_out", "timed_out")), said
        assert not result.ok
    elif kind in ("exit", "signal"):
        assert (result.exit_status, result.signal) == (
            (int(number), None) if kind == "exit" else (None, int(number))
        ), said
    elif kind == "fails":
        assert not result.ok
    elif kind != "any":
        assert (result.ok, result.exit_status) == (True, 0), said
    if case.prints is not None:
        lines, allowed = result.output.rstrip("\n").split("\n"), case.prints.split("\n")
        assert len(lines) == len(allowed), said
        for line, choices in zip(lines, allowed, strict=True):
            assert line in choices.split("|"), said
    assert case.error is None or case.error in result.error, said
    assert result.strays >= case.strays, said
    titles = tuple(made.title for made in result.artifacts)
    assert set(titles) == set(case.artifacts or ()), said
    assert [made.name.rpartition(".")[0] for made in result.artifacts] == [
        f"file-{n}" for n in range(1, len(titles) + 1)
    ]
    assert result.files_left_out >= case.left_out
    assert result.value != "forged" or case.ends == "any"


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 60
    assert len({(case.group, case.name) for case in CASES}) == len(CASES)


def test_one_session_cannot_see_anothers_files(sandbox: Sandbox, host: Host) -> None:
    places = ("/work/secret", "/tmp/secret", "/dev/shm/secret")
    mine = f"for p in {places}: open(p, 'w').write('mine')\nsecret = 'mine'"
    assert sandbox.run(mine, session="mine").ok
    found = sandbox.run(
        f"import os\nprint([p for p in {places} if os.path.exists(p)], 'secret' in globals())", session="b"
    )
    assert found.output == "[] False\n"
    look = "import os\nprint([e.path for e in os.scandir('/proc') if e.name.isdigit()].__len__() < 8)"
    assert sandbox.run(look, session="b").output == "True\n"
    assert sandbox.run("print(secret, open('/work/secret').read())", session="mine").output == "mine mine\n"
    host.check()


def test_two_sessions_run_at_the_same_time_and_one_cannot_starve_the_other(sandbox: Sandbox) -> None:
    hog = threading.Thread(target=lambda: sandbox.run("while True: pass", session="hog", timeout=HUNG))
    hog.start()
    time.sleep(0.5)
    assert sandbox.run("sum(range(1000))", session="quick").output == "499500\n"
    assert hog.is_alive()
    sandbox.interrupt("hog")
    hog.join()
