"""A real MCP server for the tests, made with the official SDK: `python -m tests.tools.mcp_server [PORT]`."""

from __future__ import annotations

import os
import sys
import time

from mcp.server.mcpserver import MCPServer
from mcp_types import ToolAnnotations

server = MCPServer("kitchen")


@server.tool(annotations=ToolAnnotations(read_only_hint=True))
def soup_of_the_day(day: str, spoons: int = 1) -> str:
    """Tell which soup there is."""
    return f"{spoons} spoons of {day} soup"


@server.tool()
def throw_away(dish: str) -> str:
    """Throw a dish away."""
    return f"{dish} is gone"


@server.tool(annotations=ToolAnnotations(destructive_hint=False))
def simmer(seconds: float) -> str:
    """Take a while."""
    time.sleep(seconds)
    return "simmered"


@server.tool(annotations=ToolAnnotations(read_only_hint=True))
def burn() -> str:
    """Fail."""
    raise ValueError("the kitchen is on fire")


@server.tool(annotations=ToolAnnotations(read_only_hint=True))
def explode() -> str:
    """End the server in the middle of a call."""
    os._exit(1)


@server.tool(annotations=ToolAnnotations(read_only_hint=True))
def pid() -> str:
    """Tell the process's number."""
    return str(os.getpid())


if __name__ == "__main__":
    if len(sys.argv) > 1:
        server.run("streamable-http", host="127.0.0.1", port=int(sys.argv[1]))
    else:
        server.run("stdio")
