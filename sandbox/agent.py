"""Inside the container: runs one program and reports to the host. Standard library only.

It connects to the host's Unix socket, says that it is ready, takes one program, runs it in a forked child with real
pipes as its output, and tells what came out and how it ended. Then the host throws the container away. Frames are a
4-byte big-endian length and that many bytes of JSON. The host trusts none of them.
"""

from __future__ import annotations

import ast
import builtins
import codecs
import contextlib
import ctypes
import json
import linecache
import os
import selectors
import signal
import socket
import struct
import sys
import time
import traceback
from typing import Any, NoReturn

PR_SET_DUMPABLE = 4
NAME = "<program>"
PIECE = 65536
OOM_COUNTERS = ("/sys/fs/cgroup/memory.events", "/sys/fs/cgroup/memory/memory.oom_control")


def main() -> None:
    """Serve one program."""
    # Not dumpable: the program has the same user, and must not get at this process's memory or descriptors.
    ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
    host = socket.socket(socket.AF_UNIX)
    host.connect(sys.argv[1])
    send(host, {"ready": True})
    order = receive(host)
    if order is not None:
        supervise(host, order)


def supervise(host: socket.socket, order: dict[str, Any]) -> None:
    """Run the program to its end, its deadline, or its output's limit; whichever comes first."""
    started = time.monotonic()
    pid, out, err = start(host, order["code"])
    finished = os.pidfd_open(pid)
    decoders = {out: decoder(), err: decoder()}
    room, stopped = order["output"], ""
    with selectors.DefaultSelector() as selector:
        for descriptor, what in ((out, "output"), (err, "error"), (finished, "end"), (host.fileno(), "host")):
            selector.register(descriptor, selectors.EVENT_READ, what)
        ended = False
        while not ended and not stopped:
            left = started + order["seconds"] - time.monotonic()
            events = selector.select(max(left, 0))
            if not events and left <= 0:
                stopped = "timed_out"
            for key, _ in events:
                if key.data in ("output", "error"):
                    room = forward(host, key.fd, key.data, decoders[key.fd], room, selector)
                elif key.data == "end":
                    ended = True
                else:
                    os._exit(0)  # the host has gone
            if room < 0:
                stopped = "truncated"
            elif not events:
                continue
        if stopped:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(pid, signal.SIGKILL)
        status = os.waitpid(pid, 0)[1]
        for descriptor, what in ((out, "output"), (err, "error")):
            os.set_blocking(descriptor, False)
            while room >= 0 and descriptor in selector.get_map():
                before = room
                room = forward(host, descriptor, what, decoders[descriptor], room, selector)
                if room == before:
                    break
    if room < 0:
        stopped = stopped or "truncated"
    code = os.waitstatus_to_exitcode(status)
    send(host, {
        "done": True,
        "exit_status": code if code >= 0 else None,
        "signal": -code if code < 0 else None,
        "stopped": stopped,
        "out_of_memory": out_of_memory(),
        "seconds": time.monotonic() - started,
    })  # fmt: skip


def start(host: socket.socket, code: str) -> tuple[int, int, int]:
    """Fork the program; returns its pid and the read ends of its output and error."""
    out, out_in = os.pipe()
    err, err_in = os.pipe()
    pid = os.fork()
    if pid:
        os.close(out_in)
        os.close(err_in)
        with contextlib.suppress(OSError):
            os.setpgid(pid, pid)
        return pid, out, err
    try:
        host.close()
        with contextlib.suppress(OSError):
            os.setpgid(0, 0)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(out_in, 1)
        os.dup2(err_in, 2)
        os.closerange(3, 256)
        with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w") as file:
            file.write("1000")
        run(code)
    finally:
        os._exit(70)


def run(code: str) -> NoReturn:
    """Run the program as __main__; the value of a last expression is shown, as in a notebook."""
    sys.stdout = open(1, "w", 1, encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115 - for good
    sys.stderr = open(2, "w", 1, encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115
    sys.argv = [NAME]
    builtins.input = no_input
    linecache.cache[NAME] = (len(code), None, code.splitlines(keepends=True), NAME)
    scope: dict[str, Any] = {"__name__": "__main__", "__builtins__": builtins}
    status = 0
    try:
        tree = ast.parse(code, NAME)
        last = tree.body[-1] if tree.body else None
        if isinstance(last, ast.Expr):
            del tree.body[-1]
        exec(compile(tree, NAME, "exec"), scope)
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), NAME, "eval"), scope)
            if value is not None:
                print(repr(value))
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(end.code is not None)
        if status and not isinstance(end.code, int):
            print(end.code, file=sys.stderr)
    except BaseException:  # noqa: BLE001 - whatever the program raises is its own
        kind, error, trace = sys.exc_info()
        while trace is not None and trace.tb_frame.f_code.co_filename != NAME:
            trace = trace.tb_next
        traceback.print_exception(kind, error, trace)
        status = 1
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(BaseException):
            stream.flush()
    os._exit(status & 255)


def no_input(prompt: object = "") -> NoReturn:
    """Stands for input()."""
    del prompt
    raise RuntimeError("a program in the sandbox cannot ask for input")


def decoder() -> codecs.IncrementalDecoder:
    """Bytes to text across the borders of pieces."""
    return codecs.getincrementaldecoder("utf-8")("replace")


def forward(host: socket.socket, descriptor: int, what: str, text: codecs.IncrementalDecoder, room: int,
    selector: selectors.BaseSelector) -> int:  # fmt: skip
    """Send one piece to the host; returns the room left for output, -1 when it is used up."""
    try:
        data = os.read(descriptor, PIECE)
    except BlockingIOError:
        return room
    if not data:
        selector.unregister(descriptor)
        return room
    if piece := text.decode(data[:room]):
        send(host, {what: piece})
    return room - len(data) if len(data) <= room else -1


def out_of_memory() -> bool:
    """Has the kernel killed anything in this container for want of memory?"""
    for path in OOM_COUNTERS:
        with contextlib.suppress(OSError), open(path) as file:
            for line in file:
                if line.startswith("oom_kill ") and int(line.split()[1]) > 0:
                    return True
    return False


def send(channel: socket.socket, frame: dict[str, Any]) -> None:
    """Send a frame."""
    body = json.dumps(frame).encode()
    channel.sendall(struct.pack(">I", len(body)) + body)


def receive(channel: socket.socket) -> dict[str, Any] | None:
    """The next frame; None at the end."""
    with channel.makefile("rb") as stream:
        head = stream.read(4)
        body = stream.read(struct.unpack(">I", head)[0]) if len(head) == 4 else b""
    return json.loads(body) if body else None


if __name__ == "__main__":
    main()
