"""Tools of MCP servers (https://modelcontextprotocol.io), named in the configuration, through the official SDK.

One thread with an event loop keeps a connection to each server. One that dies or hangs takes its tools with it, is
one sentence, and is tried again until it is back; nobody waits for it but the call that was running.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import contextlib
import itertools
import logging
import os
import re
import threading
import time
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TextIO

from tools.base import Outcome, Risk, Tool, ToolError
from tools.foreign import foreign, spoken
from tools.repair import plain_name
from tools.whole import whole, whole_value

if TYPE_CHECKING:
    from mcp import Client
    from mcp import Tool as ServerTool

# The SDK logs a traceback for every line of a server that is no message; what is wrong is said in one sentence instead.
logging.getLogger("mcp").addHandler(logging.NullHandler())
logging.getLogger("mcp").propagate = False
LOOK_SECONDS = 3.0
"""How often a server is asked for its tools: so its death, and a change of its tools, is noticed between calls."""
CONNECT_SECONDS = 10.0
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
"""Seconds between two attempts to reach a server; doubled each time."""
RESULT_CHARACTERS = 20_000


@dataclass(frozen=True, slots=True)
class ServerOptions:
    """How to reach one server: a command, or a URL."""

    command: Sequence[str] = ()
    environment: Mapping[str, str] = field(default_factory=dict)
    """Added to a small default environment."""
    url: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 60.0
    """How long a call may take."""
    trust: bool = False
    """Run also what may destroy something without asking the owner first."""


@dataclass(slots=True)
class _Server:
    options: ServerOptions
    client: Client | None = None
    told: list[ServerTool] = field(default_factory=list)
    """What it said that it has, as long as it is there."""
    tools: list[Tool] = field(default_factory=list)
    trouble: str = ""
    tried: threading.Event = field(default_factory=threading.Event)
    lost: asyncio.Event | None = None


class Names:
    """Which name stands for which tool of which server.

    A tool keeps its own name unless the house, another server or another tool of the same one wants that too; then
    each of them is offered as SERVER_NAME. What counts is what was ever offered, not who is there now, and a name that
    stood for one tool never stands for another: a yes to one must not run the other. Names that the toolbox would take
    for each other (see tools.repair.plain_name) are the same.

    Args:
        taken: names that are the house's own.
    """

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = frozenset(map(plain_name, taken))
        self._wanted: dict[str, set[tuple[str, str]]] = {}
        self._given: dict[str, tuple[str, str]] = {}

    def learn(self, server: str, tools: Iterable[str]) -> None:
        """A server offers these."""
        for tool in tools:
            self._wanted.setdefault(plain_name(_safe(tool)), set()).add((server, tool))

    def offered(self, server: str, tool: str) -> str:
        """The name under which a tool is offered."""
        for name in self._candidates(server, tool):
            plain = plain_name(name)
            if plain not in self._taken and self._given.setdefault(plain, (server, tool)) == (server, tool):
                return name
        raise AssertionError("there are always more names")

    def _candidates(self, server: str, tool: str) -> Iterator[str]:
        if self._wanted.get(plain_name(_safe(tool)), set()) <= {(server, tool)}:
            yield _safe(tool)
        full = _safe(f"{server}_{tool}")
        yield full
        for number in itertools.count(2):
            yield f"{full}_{number}"


def _safe(name: str) -> str:
    """The name with what every model's server takes."""
    return re.sub(r"[^A-Za-z0-9_-]", "_", name)


class McpServers:
    """The servers; see tools.base.Source.

    Args:
        servers: by name.
        taken: names that are the house's own; see Names.
    """

    def __init__(self, servers: Mapping[str, ServerOptions], taken: Sequence[str] = ()) -> None:
        self._servers = {name: _Server(options) for name, options in servers.items()}
        self._names = Names(taken)
        self._loop = asyncio.new_event_loop()
        self._stop = asyncio.Event()
        self._errors: TextIO | None = None
        self._thread: threading.Thread | None = None
        self._waited = False

    def start(self) -> None:
        """Connect in the background."""
        if self._servers and self._thread is None:
            self._thread = threading.Thread(target=self._run, name="hearth-mcp", daemon=True)
            self._thread.start()

    def wait(self, seconds: float = CONNECT_SECONDS) -> None:
        """Until each server was reached, or could not be reached at the first attempt."""
        deadline = time.monotonic() + seconds
        for server in self._servers.values():
            server.tried.wait(max(0.0, deadline - time.monotonic()))
        self._waited = True

    def tools(self) -> Sequence[Tool]:
        """The tools of the servers that are there now."""
        return [tool for server in self._servers.values() for tool in server.tools]

    def troubles(self) -> list[str]:
        """One sentence for each server that is not there now, or that did not answer in the time of `wait`."""
        late = {name for name, server in self._servers.items() if self._waited and not server.tried.is_set()}
        return [
            f"The MCP server {name} has not answered yet." if name in late else server.trouble
            for name, server in self._servers.items()
            if name in late or server.trouble
        ]

    def close(self) -> None:
        """End the connections, and the servers that were started. Idempotent."""
        thread, self._thread = self._thread, None
        if thread is not None:
            self._loop.call_soon_threadsafe(self._stop.set)
            thread.join(CONNECT_SECONDS)
        if not self._loop.is_running():
            self._loop.close()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        with open(os.devnull, "w") as self._errors:
            self._loop.run_until_complete(self._all())

    async def _all(self) -> None:
        tasks = [asyncio.create_task(self._keep(name, server)) for name, server in self._servers.items()]
        await self._stop.wait()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _keep(self, name: str, server: _Server) -> None:
        """Be connected, as long as that is possible."""
        pause = FIRST_PAUSE
        while not self._stop.is_set():
            why = "it ended the connection"
            try:
                async with self._connected(server.options) as client:
                    await self._learn(name, client)
                    server.client, server.trouble, server.lost = client, "", asyncio.Event()
                    server.tried.set()
                    pause = FIRST_PAUSE
                    await self._watch(name, server, client)
            except asyncio.CancelledError:
                if self._stop.is_set():
                    raise
            except BaseException as error:  # noqa: BLE001 - whatever a server can do, the others go on
                why = _reason(error)
            finally:
                server.client, server.told, server.tools = None, [], []
            server.trouble = f"The MCP server {name} does not answer: {why}. It is tried again."
            server.tried.set()
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    async def _watch(self, name: str, server: _Server, client: Client) -> None:
        assert server.lost is not None
        while not self._stop.is_set():
            try:
                async with asyncio.timeout(LOOK_SECONDS):
                    await server.lost.wait()
            except TimeoutError:
                await self._learn(name, client)
            else:
                return

    @contextlib.asynccontextmanager
    async def _connected(self, options: ServerOptions) -> AsyncIterator[Client]:
        from mcp import Client, StdioServerParameters
        from mcp.client.stdio import stdio_client
        from mcp.client.streamable_http import streamable_http_client

        async with contextlib.AsyncExitStack() as stack:
            transport: Any
            if options.command:
                parameters = StdioServerParameters(
                    command=options.command[0], args=list(options.command[1:]), env=dict(options.environment)
                )
                assert self._errors is not None
                transport = stdio_client(parameters, errlog=self._errors)
            else:
                import httpx2

                timeout = httpx2.Timeout(CONNECT_SECONDS, read=options.seconds)
                http = httpx2.AsyncClient(headers=dict(options.headers), timeout=timeout)
                await stack.enter_async_context(http)
                transport = streamable_http_client(options.url, http_client=http)
            client = Client(transport, read_timeout_seconds=CONNECT_SECONDS)
            yield await stack.enter_async_context(client)

    async def _learn(self, name: str, client: Client) -> None:
        """Ask which tools there are."""
        found: list[ServerTool] = []
        cursor: str | None = None
        while True:
            # Not asyncio.wait_for: in Python 3.11 it drops a cancellation that comes when the answer has just come.
            async with asyncio.timeout(CONNECT_SECONDS):
                page = await client.list_tools(cursor=cursor, cache_mode="refresh")
            found += page.tools
            cursor = page.next_cursor
            if cursor is None:
                break
        self._offer(name, found)

    def _offer(self, name: str, told: list[ServerTool]) -> None:
        """What a server has now; the tools of the others may get other names by it."""
        self._names.learn(name, sorted(one.name for one in told))
        self._servers[name].told = told
        for each, server in self._servers.items():
            server.tools = [self._tool(each, server, one) for one in server.told]

    def _tool(self, name: str, server: _Server, told: ServerTool) -> Tool:
        offered = self._names.offered(name, told.name)

        def begin(arguments: Mapping[str, Any]) -> _Calling:
            return _Calling(self, name, server, told.name, arguments)

        about = whole(" ".join((told.description or told.title or told.name).split()))
        described = whole_value(dict(told.input_schema))
        schema = {key: value for key, value in described.items() if key not in ("title", "$schema")}
        risk = "none" if server.options.trust else _risk(told)
        question = f"Shall I let {name} do this: {_safe(told.name).replace('_', ' ')}?"
        return foreign(offered, about, schema, begin, risk=risk, question=question)

    def call(self, name: str, server: _Server, tool: str, arguments: Mapping[str, Any]) -> _Future:
        """Start a call on the loop."""
        return asyncio.run_coroutine_threadsafe(self._call(name, server, tool, arguments), self._loop)

    async def _call(self, name: str, server: _Server, tool: str, arguments: Mapping[str, Any]) -> Outcome:
        client, seconds = server.client, server.options.seconds
        if client is None:
            raise ToolError(f"The MCP server {name} is not there now.")
        try:
            async with asyncio.timeout(seconds + 1):
                result = await client.call_tool(tool, dict(arguments), read_timeout_seconds=seconds)
        except asyncio.CancelledError:
            raise
        except TimeoutError:
            raise ToolError(f"The MCP server {name} did not answer within {seconds:g} seconds.") from None
        except BaseException as error:  # noqa: BLE001 - also groups, as the SDK raises them
            from mcp import MCPError

            if isinstance(error, MCPError) and "timed out" in str(error).lower():
                raise ToolError(f"The MCP server {name} did not answer within {seconds:g} seconds.") from None
            if server.lost is not None and not (isinstance(error, MCPError) and error.code in REFUSALS):
                server.lost.set()
                server.told, server.tools = [], []
            raise ToolError(f"The MCP server {name} could not do that: {_reason(error)}.") from None
        text = whole("\n".join(filter(None, map(_as_text, result.content))))[:RESULT_CHARACTERS]
        if not text and result.structured_content is not None:
            text = whole(str(result.structured_content))
        if result.is_error:
            raise ToolError(text or f"The MCP server {name} says that it failed.")
        return Outcome(text or "done", spoken(text), {"kind": "mcp", "server": name, "tool": tool})


REFUSALS = (-32600, -32601, -32602, -32603)
"""JSON-RPC codes by which a server that is well says no."""
_Future = concurrent.futures.Future[Outcome]


class _Calling:
    """One call; see tools.base.Running."""

    def __init__(
        self, servers: McpServers, name: str, server: _Server, tool: str, arguments: Mapping[str, Any]
    ) -> None:
        self._ask = (name, server, tool, arguments)
        self._servers = servers
        self._future: _Future | None = None
        self._stopped = False

    def run(self) -> Outcome:
        self._future = self._servers.call(*self._ask)
        if self._stopped:
            self._future.cancel()
        try:
            return self._future.result()
        except concurrent.futures.CancelledError:
            raise ToolError("That was stopped.") from None

    def interrupt(self) -> None:
        self._stopped = True
        if self._future is not None:
            self._future.cancel()


def _risk(told: ServerTool) -> Risk:
    """MCP's hints: what only reads, or destroys nothing, runs; without a hint it may destroy."""
    hints = told.annotations
    if hints is not None and (hints.read_only_hint or hints.destructive_hint is False):
        return "none"
    return "ask"


def _as_text(part: Any) -> str:
    text = getattr(part, "text", None)
    if isinstance(text, str):
        return text
    resource = getattr(getattr(part, "resource", None), "text", None)
    return resource if isinstance(resource, str) else f"({getattr(part, 'type', 'something')})"


def _reason(error: BaseException) -> str:
    """The innermost cause, in one line."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    said = " ".join(str(error).split()).rstrip(".")
    return said[:200] or type(error).__name__
