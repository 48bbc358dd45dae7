"""MCP servers, real ones made with the official SDK, over stdio and HTTP: well, dying, hanging and coming back."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from mcp_types import ListToolsResult

from tools import mcp_servers
from tools.base import Outcome, Toolbox, ToolContext
from tools.mcp_servers import McpServers, Names, ServerOptions
from tools.store import Store

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-m", "tests.tools.mcp_server")
HERE = {"PYTHONPATH": str(ROOT)}


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mcp_servers, "LOOK_SECONDS", 0.3)
    monkeypatch.setattr(mcp_servers, "FIRST_PAUSE", 0.1)
    monkeypatch.setattr(mcp_servers, "CONNECT_SECONDS", 15.0)


class Kitchen:
    """A toolbox with the servers' tools."""

    def __init__(self, **servers: ServerOptions) -> None:
        self.servers = McpServers(servers, taken=("pid",))
        self.servers.start()
        self.servers.wait()
        self.store = Store(None)
        self.box = Toolbox([], ToolContext(self.store), sources=[self.servers])

    def run(self, name: str, **arguments: object) -> Outcome:
        return self.box.run(name, arguments)

    def close(self) -> None:
        self.servers.close()
        self.store.close()


@pytest.fixture
def kitchen() -> Iterator[Callable[..., Kitchen]]:
    made: list[Kitchen] = []

    def make(**servers: ServerOptions) -> Kitchen:
        made.append(Kitchen(**servers))
        return made[-1]

    yield make
    for one in made:
        one.close()


def eventually(true: Callable[[], object], seconds: float = 20.0) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def stdio(**options: object) -> ServerOptions:
    return ServerOptions(command=COMMAND, environment=HERE, **options)  # type: ignore[arg-type]


@pytest.fixture
def over_http() -> Iterator[Callable[[], tuple[str, subprocess.Popen[bytes]]]]:
    """Starts the server on a free port, again on the same one each time."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    started: list[subprocess.Popen[bytes]] = []

    def start() -> tuple[str, subprocess.Popen[bytes]]:
        started.append(subprocess.Popen([*COMMAND, str(port)], cwd=ROOT, stderr=subprocess.DEVNULL))
        eventually(lambda: _listens(port))
        return f"http://127.0.0.1:{port}/mcp", started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_a_server_over_stdio_offers_its_tools(kitchen: Callable[..., Kitchen]) -> None:
    cook = kitchen(kitchen=stdio())
    assert cook.servers.troubles() == []
    assert {"soup_of_the_day", "throw_away", "kitchen_pid"} <= set(cook.box.names())
    schema = next(s for s in cook.box.schemas() if s["function"]["name"] == "soup_of_the_day")["function"]
    assert schema["description"] == "Tell which soup there is."
    assert schema["parameters"]["properties"]["spoons"]["type"] == "integer"
    assert cook.run("soup_of_the_day", day="pea", spoons="3").text == "3 spoons of pea soup"
    assert cook.run("soup_of_the_day", day="pea", spoons="three").text.startswith("error: The tool soup_of_the_day")
    burnt = cook.run("burn")
    assert not burnt.ok
    assert "\n" not in burnt.speech


def test_what_may_destroy_is_asked_about_unless_the_server_is_trusted(kitchen: Callable[..., Kitchen]) -> None:
    cook = kitchen(kitchen=stdio())
    assert cook.box.prepare("throw_away", {"dish": "pie"}).question == "Shall I let kitchen do this: throw away?"
    assert cook.box.prepare("soup_of_the_day", {"day": "pea"}).question == ""
    assert cook.box.prepare("simmer", {"seconds": 1}).question == ""
    trusted = kitchen(kitchen=stdio(trust=True))
    assert trusted.box.prepare("throw_away", {"dish": "pie"}).question == ""


def test_a_server_that_dies_is_one_sentence_and_comes_back(kitchen: Callable[..., Kitchen]) -> None:
    cook = kitchen(kitchen=stdio())
    first = cook.run("kitchen_pid").text
    died = cook.run("explode")
    assert not died.ok
    assert died.speech.startswith("The MCP server kitchen")
    assert "\n" not in died.speech
    eventually(lambda: "soup_of_the_day" in cook.box.names() and cook.run("kitchen_pid").ok)
    assert cook.run("kitchen_pid").text != first
    assert cook.servers.troubles() == []


def test_a_server_killed_between_calls_takes_its_tools_with_it_for_a_while(kitchen: Callable[..., Kitchen]) -> None:
    cook = kitchen(kitchen=stdio())
    killed = int(cook.run("kitchen_pid").text)
    os.kill(killed, signal.SIGKILL)
    eventually(lambda: cook.run("kitchen_pid").text not in (str(killed), "") and cook.run("kitchen_pid").ok)


def test_a_call_that_hangs_ends_at_its_deadline_and_can_be_interrupted(kitchen: Callable[..., Kitchen]) -> None:
    cook = kitchen(kitchen=stdio(seconds=0.5))
    late = cook.run("simmer", seconds=30)
    assert not late.ok
    assert "0.5 seconds" in late.speech
    patient = kitchen(kitchen=stdio())
    running = patient.box.prepare("simmer", {"seconds": 30}).running()
    done: list[str] = []
    thread = threading.Thread(target=lambda: done.append(_outcome(running)))
    thread.start()
    time.sleep(0.3)
    running.interrupt()
    thread.join(5)
    assert done == ["That was stopped."]


def _outcome(running: object) -> str:
    from tools.base import run

    return run(running).speech  # type: ignore[arg-type]


def test_a_server_over_http_goes_and_returns(
    kitchen: Callable[..., Kitchen], over_http: Callable[[], tuple[str, subprocess.Popen[bytes]]]
) -> None:
    url, process = over_http()
    cook = kitchen(kitchen=ServerOptions(url=url, headers={"X-Test": "1"}))
    assert cook.run("soup_of_the_day", day="pea").text == "1 spoons of pea soup"
    process.kill()
    process.wait()
    eventually(lambda: "soup_of_the_day" not in cook.box.names())
    eventually(lambda: len(cook.servers.troubles()) == 1)
    assert cook.servers.troubles()[0].startswith("The MCP server kitchen does not answer: ")
    over_http()
    eventually(lambda: "soup_of_the_day" in cook.box.names() and cook.run("soup_of_the_day", day="pea").ok)


def test_a_server_that_cannot_be_started_is_named_and_the_others_work(kitchen: Callable[..., Kitchen]) -> None:
    cook = kitchen(ghost=ServerOptions(command=("/no/such/server",)), kitchen=stdio())
    assert cook.run("soup_of_the_day", day="pea").ok
    assert [trouble.split(":")[0] for trouble in cook.servers.troubles()] == ["The MCP server ghost does not answer"]


def test_a_server_that_is_slow_to_start_is_named(kitchen: Callable[..., Kitchen]) -> None:
    servers = McpServers({"slow": ServerOptions(command=("sleep", "30"))})
    assert servers.troubles() == []
    servers.start()
    servers.wait(0.2)
    assert servers.troubles() == ["The MCP server slow has not answered yet."]
    servers.close()
    assert kitchen(kitchen=stdio()).servers.troubles() == []


def test_a_server_that_talks_no_protocol_is_one_sentence(
    kitchen: Callable[..., Kitchen], capfd: pytest.CaptureFixture[str]
) -> None:
    cook = kitchen(noise=ServerOptions(command=("echo", "welcome to my server")), kitchen=stdio())
    assert cook.run("soup_of_the_day", day="pea").ok
    assert [trouble.split(":")[0] for trouble in cook.servers.troubles()] == ["The MCP server noise does not answer"]
    assert capfd.readouterr().err == ""


def test_two_servers_with_the_same_tools_have_two_names_for_them(
    kitchen: Callable[..., Kitchen], over_http: Callable[[], tuple[str, subprocess.Popen[bytes]]]
) -> None:
    url, process = over_http()
    cook = kitchen(work=ServerOptions(url=url), home=stdio())
    names = set(cook.box.names())
    assert {"work_throw_away", "home_throw_away", "work_pid", "home_pid"} <= names
    assert "throw_away" not in names
    assert cook.run("work_pid").text == str(process.pid)
    assert cook.run("home_pid").text != str(process.pid)
    question = cook.box.prepare("work_throw_away", {"dish": "pie"}).question
    assert question == "Shall I let work do this: throw away?"
    process.kill()
    process.wait()
    eventually(lambda: "work_throw_away" not in cook.box.names())
    # The yes to one does not run the other.
    assert cook.run("work_throw_away", dish="pie").text == "error: There is no tool called work_throw_away."
    assert "home_throw_away" in cook.box.names()
    assert "throw_away" not in cook.box.names()


async def test_an_end_that_comes_with_an_answer_is_not_lost() -> None:
    """The connection is ended by cancelling it, at whatever moment its server answers what it is asked now and then."""

    class Answering:
        def __init__(self) -> None:
            self.answer: asyncio.Future[ListToolsResult] = asyncio.get_running_loop().create_future()

        async def list_tools(self, **_how: object) -> ListToolsResult:
            return await self.answer

    ended = 0
    for turns in range(8):  # of the event loop, between the answer and the end
        servers, client = McpServers({"kitchen": ServerOptions()}), Answering()
        asked = asyncio.create_task(servers._learn("kitchen", client))  # type: ignore[arg-type]
        await asyncio.sleep(0.01)
        client.answer.set_result(ListToolsResult(tools=[]))
        for _ in range(turns):
            await asyncio.sleep(0)
        if asked.cancel():
            ended += 1
            with pytest.raises(asyncio.CancelledError):
                await asked
        servers.close()
    assert ended


def test_a_name_never_goes_over_to_another_tool() -> None:
    names = Names(["clock"])
    names.learn("work", ["search", "clock", "read"])
    assert [names.offered("work", tool) for tool in ("search", "clock", "read")] == ["search", "work_clock", "read"]
    names.learn("home", ["Search", "play"])  # which the toolbox would take for the same
    assert names.offered("home", "Search") == "home_Search"
    assert names.offered("work", "search") == "work_search"
    assert names.offered("home", "play") == "play"
    names.learn("work", ["read"])  # one that is not there now still counts
    assert names.offered("home", "Search") == "home_Search"
    names.learn("a", ["b.c", "b c", "b_c_2"])
    names.learn("a_b", ["c"])
    asked = [("a", "b c"), ("a", "b.c"), ("a", "b_c_2"), ("a_b", "c")]
    offered = [names.offered(*one) for one in asked]
    assert offered == ["a_b_c", "a_b_c_2", "b_c_2", "c"]
    assert [names.offered(*one) for one in reversed(asked)] == offered[::-1]
    names.learn("a b", ["clock"])
    assert names.offered("a b", "clock") == "a_b_clock"
