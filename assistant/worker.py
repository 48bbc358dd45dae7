"""One thread for one engine.

Engines are synchronous and most of them die, or lie, when two threads enter them. A Worker is the one
thread that may enter its engine; the event loop only ever waits for it. Whatever was started on the thread is
waited for, also when the waiting task is cancelled: a turn is over only when nothing of it runs any more.
That is why a call that may take long comes with an `interrupt`: a function that makes it return early and
that any thread may call.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Generator, Iterator
from contextlib import aclosing, asynccontextmanager
from typing import Any, Final, TypeVar

T = TypeVar("T")

_END: Final = object()


class Worker:
    """A thread that runs one thing at a time, in the order asked.

    Args:
        name: of the thread, as seen in a debugger ("stt", "model").
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._executor = concurrent.futures.ThreadPoolExecutor(1, thread_name_prefix=f"hearth-{name}")

    async def call(self, function: Callable[..., T], *args: Any, interrupt: Callable[[], None] | None = None) -> T:
        """Run `function(*args)` on the thread and return its result or raise its exception.

        When the caller is cancelled: a call that still waits in line is dropped; one that runs gets
        `interrupt()` and is waited for, then CancelledError is raised.
        """
        submitted = self._executor.submit(function, *args)
        future = asyncio.wrap_future(submitted)
        cancelled: asyncio.CancelledError | None = None
        while not future.done():
            try:
                await asyncio.wait({future})
            except asyncio.CancelledError as error:
                if cancelled is None and not submitted.cancel() and interrupt is not None:
                    interrupt()
                cancelled = error
        if cancelled is not None:
            if not future.cancelled():
                future.exception()  # marks it as seen: the caller no longer wants it
            raise cancelled
        return future.result()

    @asynccontextmanager
    async def stream(
        self, make: Callable[[], Iterator[T]], interrupt: Callable[[], None] | None = None
    ) -> AsyncGenerator[AsyncIterator[T], None]:
        """Iterate, from the event loop, a generator that lives on the thread.

        `make` is called, advanced and closed on the thread only. Nothing is read ahead: an item is made when
        it is asked for, so a slow consumer slows the producer.
        """
        iterator = await self.call(lambda: iter(make()), interrupt=interrupt)

        async def items() -> AsyncGenerator[T, None]:
            while True:
                item = await self.call(next, iterator, _END, interrupt=interrupt)
                if item is _END:
                    return
                yield item

        try:
            async with aclosing(items()) as pulled:
                yield pulled
        finally:
            if isinstance(iterator, Generator):
                await self.call(iterator.close)

    async def close(self) -> None:
        """End the thread once everything given to it is done. Idempotent."""
        self._executor.shutdown(wait=True)
