"""What this machine is doing, by psutil."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Literal

from tools.base import Outcome, ToolContext, ToolError, tool

if TYPE_CHECKING:
    import psutil

GIGABYTE = 1e9
SHOWN = 5


@tool
def system_status(
    context: ToolContext, about: Literal["processes", "memory", "disk", "network", "cpu"] = "processes"
) -> Outcome:
    """Tell what runs on this machine, how busy it is, and which programs talk to the network.

    Args:
        about: which of them.
    """
    del context
    text, speech = {"processes": _processes, "memory": _memory, "disk": _disk, "network": _network, "cpu": _cpu}[
        about
    ]()
    return Outcome(text, speech, {"kind": "system", "about": about})


def _memory() -> tuple[str, str]:
    import psutil

    memory = psutil.virtual_memory()
    free, total = memory.available / GIGABYTE, memory.total / GIGABYTE
    busiest = _busiest()
    lines = [f"available {free:.1f} of {total:.1f} GB", *(f"{name}: {share:.0f}% of memory" for name, share in busiest)]
    most = f" Most is used by {busiest[0][0]}, {busiest[0][1] * total / 100:.1f} gigabytes." if busiest else ""
    return "\n".join(lines), f"{free:.1f} of {total:.1f} gigabytes of memory are free.{most}"


def _disk() -> tuple[str, str]:
    import psutil

    disk = psutil.disk_usage("/")
    free, total = disk.free / GIGABYTE, disk.total / GIGABYTE
    return f"free {free:.0f} of {total:.0f} GB", f"{free:.0f} of {total:.0f} gigabytes of disk are free."


def _cpu() -> tuple[str, str]:
    import psutil

    used = psutil.cpu_percent(interval=0.2)
    busiest = _busiest()
    name = f" The busiest program is {busiest[0][0]}." if busiest else ""
    return f"{used:.0f} percent", f"The processor is {used:.0f} percent busy.{name}"


def _processes() -> tuple[str, str]:
    import psutil

    busiest = _busiest()
    lines = [f"{name}: {share:.0f}% of memory" for name, share in busiest]
    names = ", ".join(name for name, _ in busiest)
    count = len(psutil.pids())
    return "\n".join(lines), f"{count} processes are running. The biggest are {names}."


def _network() -> tuple[str, str]:
    """Which program talks to which address: this machine's own conversations with itself are left out."""
    import psutil

    try:
        connections = psutil.net_connections(kind="inet")
    except psutil.AccessDenied as error:
        raise ToolError("I may not look at the network connections of other users.") from error
    talking: Counter[tuple[str, int | None, str]] = Counter()
    for connection in connections:
        if connection.status == psutil.CONN_ESTABLISHED and connection.raddr and not _is_local(connection.raddr.ip):
            talking[_name(connection.pid), connection.pid, connection.raddr.ip] += 1
    if not talking:
        return "no connections", "No program is talking to another machine."
    lines = [
        f"{name} ({pid or 'process unknown'}) -> {address}{f', {count} connections' if count > 1 else ''}"
        for (name, pid, address), count in talking.most_common()
    ]
    said = list(dict.fromkeys(f"{name} to {address}" for (name, _, address), _ in talking.most_common()))
    rest = f" and {len(said) - SHOWN} more" if len(said) > SHOWN else ""
    return "\n".join(lines), f"Talking to other machines: {', '.join(said[:SHOWN])}{rest}."


def _is_local(address: str) -> bool:
    return address.startswith(("127.", "::1", "::ffff:127."))


def _name(pid: int | None) -> str:
    import psutil

    try:
        return str(psutil.Process(pid).name()) if pid else "a program"
    except psutil.Error:
        return "a program"


def _busiest() -> list[tuple[str, float]]:
    import psutil

    shares: dict[str, float] = {}
    for process in psutil.process_iter(["name", "memory_percent"]):
        name = _info(process, "name") or "?"
        shares[name] = shares.get(name, 0.0) + (_info(process, "memory_percent") or 0.0)
    return sorted(shares.items(), key=lambda item: -item[1])[:SHOWN]


def _info(process: psutil.Process, key: str) -> Any:
    return process.info.get(key)
