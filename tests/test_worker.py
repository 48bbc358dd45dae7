"""The one thread that may enter an engine: order, cancellation, and nothing left behind."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator

import pytest

from assistant.worker import Worker


async def test_call_runs_on_one_thread_and_raises_what_was_raised() -> None:
    worker = Worker("test")
    names = [await worker.call(lambda: threading.current_thread().name) for _ in range(3)]
    assert len(set(names)) == 1
    assert names[0].startswith("hearth-test")
    with pytest.raises(ZeroDivisionError):
        await worker.call(lambda: 1 // 0)
    await worker.close()


async def test_cancelling_a_call_interrupts_it_and_waits_for_it() -> None:
    worker = Worker("test")
    started, stop, ended = threading.Event(), threading.Event(), threading.Event()

    def work() -> None:
        started.set()
        stop.wait(10)
        ended.set()

    task = asyncio.create_task(worker.call(work, interrupt=stop.set))
    await asyncio.to_thread(started.wait, 10)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert ended.is_set()
    await worker.close()


async def test_a_call_that_waits_in_line_is_dropped_when_cancelled() -> None:
    worker = Worker("test")
    release, ran = threading.Event(), threading.Event()
    first = asyncio.create_task(worker.call(release.wait, 10))
    await asyncio.sleep(0)
    second = asyncio.create_task(worker.call(ran.set))
    await asyncio.sleep(0)
    second.cancel()
    with pytest.raises(asyncio.CancelledError):
        await second
    release.set()
    await first
    await worker.close()
    assert not ran.is_set()


async def test_a_stream_is_made_advanced_and_closed_on_the_thread_and_reads_nothing_ahead() -> None:
    worker = Worker("test")
    seen: list[tuple[str, str]] = []

    def numbers() -> Iterator[int]:
        try:
            for i in range(100):
                seen.append((f"make {i}", threading.current_thread().name))
                yield i
        finally:
            seen.append(("closed", threading.current_thread().name))

    async with worker.stream(numbers) as items:
        got = []
        async for item in items:
            got.append(item)
            if item == 2:
                break
    assert got == [0, 1, 2]
    assert [what for what, _ in seen] == ["make 0", "make 1", "make 2", "closed"]
    assert len({thread for _, thread in seen}) == 1
    await worker.close()


async def test_a_cancelled_stream_is_closed_and_the_worker_lives_on() -> None:
    worker = Worker("test")
    closed, blocked, release = threading.Event(), threading.Event(), threading.Event()

    def endless() -> Iterator[int]:
        try:
            yield 0
            blocked.set()
            release.wait(10)
            yield 1
        finally:
            closed.set()

    async def consume() -> None:
        async with worker.stream(endless, interrupt=release.set) as items:
            async for _ in items:
                pass

    task = asyncio.create_task(consume())
    await asyncio.to_thread(blocked.wait, 10)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert closed.is_set()
    assert await worker.call(lambda: "alive") == "alive"
    await worker.close()
