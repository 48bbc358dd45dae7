"""Daemons that die, hang or have no disk left; containers that vanish. Everything is told, bounded, and mended."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator

import docker
import pytest

from sandbox import Limits, Options, Sandbox, SandboxError, SandboxUnavailable, State
from sandbox.container import LABEL, owner
from tests.sandbox.proxy import DaemonProxy
from tests.sandbox.waiting import wait_until

pytestmark = pytest.mark.docker
SMALL = Limits(memory=128 << 20)


@pytest.fixture
def daemon(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DaemonProxy]:
    proxy = DaemonProxy(str(tmp_path_factory.mktemp("d")))
    yield proxy
    proxy.stop()
    with contextlib.closing(docker.from_env()) as client:
        for found in client.api.containers(all=True, filters={"label": f"{LABEL}={owner()}"}):
            client.api.remove_container(found["Id"], force=True)


@pytest.fixture
def box(daemon: DaemonProxy) -> Iterator[Sandbox]:
    made = Sandbox(SMALL, daemon.address, Options(pool=1))
    made.check()
    made.warm()
    wait_until(lambda: made.ready() > 0)
    yield made
    daemon.unwedge()
    made.close()


def containers() -> list[str]:
    with contextlib.closing(docker.from_env()) as client:
        return [str(found["Id"]) for found in client.api.containers(filters={"label": f"{LABEL}={owner()}"})]


def test_a_container_removed_behind_its_back_between_two_calls(box: Sandbox) -> None:
    assert box.run("v = 1", session="s").ok
    with contextlib.closing(docker.from_env()) as client:
        for name in containers():
            client.api.remove_container(name, force=True)
    again = box.run("print('v' in globals())", session="s")
    assert (again.output, again.ok, again.renewed) == ("False\n", True, True)


def test_a_container_removed_in_the_middle_of_a_call(box: Sandbox) -> None:
    assert box.run("v = 1", session="s").ok

    def remove() -> None:
        with contextlib.closing(docker.from_env()) as client:
            for name in containers():
                with contextlib.suppress(docker.errors.NotFound):
                    client.api.remove_container(name, force=True)

    timer = threading.Timer(0.5, remove)
    timer.start()
    result = box.run("import time\nprint('begun', flush=True)\ntime.sleep(60)", session="s")
    timer.join()
    assert (result.ok, result.output, result.state) == (False, "begun\n", State.REPLACED)
    assert "ended in the middle" in result.error
    again = box.run("print('v' in globals())", session="s")
    assert (again.output, again.renewed) == ("False\n", True)


def test_a_daemon_that_dies_takes_no_session_with_it_that_lives(box: Sandbox, daemon: DaemonProxy) -> None:
    """The daemon is not in the way of the data: a container that outlives it goes on."""
    assert box.run("v = 41", session="s").ok
    daemon.stop()
    assert box.run("v + 1", session="s").output == "42\n"
    daemon.start()
    assert box.run("v + 2", session="s").output == "43\n"


def test_a_daemon_that_hangs_does_not_block_and_the_pool_recovers(box: Sandbox, daemon: DaemonProxy) -> None:
    assert box.run("v = 41", session="s").ok
    wait_until(lambda: box.ready() > 0)
    daemon.wedge()
    began = time.monotonic()
    assert box.run("v + 1", session="s").output == "42\n"  # warm: without the daemon
    assert box.run("print('spare')").output == "spare\n"  # the spare too
    assert time.monotonic() - began < 3
    stopper = threading.Timer(1.0, box.interrupt)
    stopper.start()
    began = time.monotonic()
    assert box.run("print('never')").interrupted  # waits for a container that does not come; the wake word ends that
    assert time.monotonic() - began < 3
    stopper.join()
    began = time.monotonic()
    with pytest.raises(SandboxUnavailable):
        box.run("print('never')")
    assert time.monotonic() - began < 30
    assert box.trouble
    daemon.unwedge()
    wait_until(lambda: box.ready() > 0, 40)
    assert box.run("print('well')").output == "well\n"
    assert not box.trouble


def test_a_full_disk_is_told_and_mended(box: Sandbox, daemon: DaemonProxy) -> None:
    daemon.full = True
    assert box.run("1").ok  # the spare
    with pytest.raises(SandboxUnavailable) as caught:
        box.run("1")
    assert "no space left on device" in caught.value.message
    daemon.full = False
    assert box.run("print('well')").output == "well\n"


def test_a_daemon_stopped_before_the_first_run_comes_back(daemon: DaemonProxy) -> None:
    daemon.stop()
    made = Sandbox(SMALL, daemon.address, Options(pool=1))
    try:
        made.warm()
        with pytest.raises(SandboxError):
            made.run("1")
        daemon.start()
        wait_until(lambda: made.ready() > 0)
        assert not made.trouble  # by itself: nobody had to ask
        assert made.run("6 * 7").output == "42\n"
    finally:
        made.close()


def test_closing_is_bounded_when_the_daemon_hangs(daemon: DaemonProxy) -> None:
    made = Sandbox(SMALL, daemon.address, Options(pool=1))
    made.warm()
    assert made.run("v = 1", session="s").ok
    wait_until(lambda: made.ready() > 0)
    daemon.wedge()
    began = time.monotonic()
    made.close()
    assert time.monotonic() - began < 40
    daemon.unwedge()
    wait_until(lambda: not containers())  # each supervisor ended when its socket was closed
