"""`hearth bench sandbox`: what the sandbox costs, against the same interpreter over a bare pipe without any.

The floor is a Python process of the host that reads code from a pipe, runs it and answers: what any sandbox at least
costs. Ratios compare machines better than milliseconds do; both are printed.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from sandbox import Limits, Options, Sandbox, SandboxError, State

CODE = "print(6 * 7)"
FLOOR = """
import contextlib, io, json, sys
scope = {}
for line in sys.stdin:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(json.loads(line), scope)
    print(json.dumps(out.getvalue()), flush=True)
"""
KILL = "import os; os.kill(os.getpid(), 9)"


def timed(work: Callable[[], object], runs: int) -> list[float]:
    """Seconds of each run, sorted; the first two are for warming up and not counted."""
    taken = []
    for _ in range(runs + 2):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return sorted(taken[2:])


def percentile(taken: list[float], share: float) -> float:
    """Of sorted values."""
    return taken[min(int(len(taken) * share), len(taken) - 1)]


def run(runs: int) -> int:
    """Measure and print; returns the exit status."""
    rows: list[tuple[str, list[float]]] = []
    floor = _floor(runs)
    rows.append(("floor: interpreter on a bare pipe", floor))
    sandbox = Sandbox(Limits(), options=Options(pool=1))
    plain = Sandbox(Limits(memory=256 << 20), options=Options(pool=0))
    try:
        sandbox.warm()
        _wait(sandbox)
        few = max(min(runs // 10, 10), 3)
        _good(sandbox, "bench")
        _wait(sandbox)  # or the next warm container, which starts now, would be measured too
        rows.append(("warm session, libraries imported", timed(lambda: _good(sandbox, "bench"), runs)))
        rows.append(("warm session, without libraries", timed(lambda: _good(plain, "bench"), runs)))
        rows.append(("worker killed, restored, a call", timed(lambda: _kill(sandbox), few)))
        claims, replaced = [], []
        for number in range(few):
            _wait(sandbox)
            began = time.perf_counter()
            _good(sandbox, f"claim-{number}")
            claims.append(time.perf_counter() - began)
            sandbox.drop(f"claim-{number}")
            _wait(sandbox)
            sandbox.drop("bench")
            began = time.perf_counter()
            _good(sandbox, "bench")
            replaced.append(time.perf_counter() - began)
        rows.append(("claim a warm container, a call", sorted(claims)))
        rows.append(("container killed, replaced, a call", sorted(replaced)))
        rows.append(("cold start, a call, removal", timed(lambda: plain.run(CODE), few)))
        _wait(sandbox)
        memory = _memory(sandbox)
    except SandboxError as error:
        print(f"hearth: {error}", file=sys.stderr)
        return 1
    finally:
        sandbox.close()
        plain.close()
    _show(rows, floor, memory)
    return 0


def _floor(runs: int) -> list[float]:
    with subprocess.Popen(
        [sys.executable, "-c", FLOOR], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        sending, receiving = process.stdin, process.stdout

        def call() -> None:
            sending.write(json.dumps(CODE) + "\n")
            sending.flush()
            assert json.loads(receiving.readline()) == "42\n"

        taken = timed(call, runs)
        process.stdin.close()
    return taken


def _good(sandbox: Sandbox, session: str) -> None:
    result = sandbox.run(CODE, session=session)
    assert result.output == "42\n", result


def _kill(sandbox: Sandbox) -> None:
    assert sandbox.run(KILL, session="bench").state is State.RESTORED
    _good(sandbox, "bench")


def _wait(sandbox: Sandbox) -> None:
    deadline = time.monotonic() + 60
    while not sandbox.ready():
        if time.monotonic() > deadline:
            raise SandboxError("No warm container came.")
        time.sleep(0.02)


def _memory(sandbox: Sandbox) -> str:
    """Of a session's container, as its control group counts it."""
    code = """
for path in ("/sys/fs/cgroup/memory.stat", "/sys/fs/cgroup/memory/memory.stat"):
    try:
        values = dict(line.split() for line in open(path))
        print((int(values.get("anon", values.get("total_rss", 0))) + int(values.get("shmem", 0))) >> 20); break
    except OSError: pass
"""
    return sandbox.run(code, session="memory").output.strip()


def _show(rows: list[tuple[str, list[float]]], floor: list[float], memory: str) -> None:
    table = Table("", "P50", "P99", "P50 ratio", "P99 ratio", box=None, header_style="bold")
    for name, taken in rows:
        middle, high = percentile(taken, 0.5), percentile(taken, 0.99)
        ratios = [f"{middle / percentile(floor, 0.5):.0f}", f"{high / percentile(floor, 0.99):.0f}"]
        table.add_row(name, f"{middle * 1000:.2f} ms", f"{high * 1000:.2f} ms", *ratios)
    console = Console(highlight=False)
    console.print(table)
    machine = f"{Path(sys.executable).name} {sys.version.split()[0]}"
    console.print(
        f"memory of a warm container with its libraries: {memory} MiB. The floor is {machine} on this machine."
    )
