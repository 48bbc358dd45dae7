"""What every test is held to: it leaves no thread, no task and no process behind, and nobody's settings changed."""

from __future__ import annotations

import asyncio
import inspect
import signal
import threading
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import hypothesis
import psutil
import pytest

hypothesis.settings.register_profile("hearth", deadline=None)  # no test asserts a time: machines are busy
hypothesis.settings.load_profile("hearth")

GRACE_SECONDS = 5.0
"""How long what a test started may take to end by itself."""


@pytest.fixture(autouse=True, scope="session")
def interruptible() -> None:
    """Ctrl-C reaches the processes of tests also when the tests themselves run in a shell's background."""
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def nothing_is_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a thread, a child process or (an async one) a task running."""
    if inspect.iscoroutinefunction(getattr(request, "function", None)):
        request.getfixturevalue("no_task_is_left_behind")
    threads = set(threading.enumerate())
    children = {child.pid for child in psutil.Process().children(recursive=True)}
    yield
    deadline = time.monotonic() + GRACE_SECONDS
    while True:
        # asyncio_N is the loop's own executor, which ends with the loop, after this.
        new = (thread for thread in threading.enumerate() if thread not in threads)
        left = [f"thread {thread.name}" for thread in new if not thread.name.startswith("asyncio_")]
        for child in psutil.Process().children(recursive=True):
            if child.pid not in children and child.status() != psutil.STATUS_ZOMBIE:
                left.append(f"process {child.pid} {' '.join(child.cmdline())[:80]}")
        if not left:
            return
        if time.monotonic() > deadline:
            pytest.fail(f"left behind: {', '.join(left)}")
        time.sleep(0.02)


@pytest.fixture
async def no_task_is_left_behind() -> AsyncIterator[None]:
    """Fail an async test that leaves a task running."""
    yield
    await asyncio.sleep(0)
    left = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    assert not left, f"left behind: {left}"


@pytest.fixture(autouse=True)
def a_house_of_its_own(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each test has its own data folder and no configuration file; returns the data folder."""
    folder = tmp_path_factory.mktemp("house")
    monkeypatch.setenv("HEARTH_DATA", str(folder))
    monkeypatch.delenv("HEARTH_CONFIG", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("config")))
    return folder
