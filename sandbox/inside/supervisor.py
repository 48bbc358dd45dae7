"""Process 1 of the container. It speaks with the host and runs no code of the user.

It is not dumpable, so that code with the same user cannot get at its memory or its descriptors, and as process 1 it
cannot be killed or stopped from inside. What it reports are facts that it saw (exit status, signal, bytes, time,
out of memory); what the worker says about itself is marked as such and bounded.

    supervisor.py socket PATH MODULES     connect to the host's Unix socket
    supervisor.py stdio MODULES           speak over standard input and output (a remote daemon, gVisor)
"""

from __future__ import annotations

import base64
import codecs
import contextlib
import ctypes
import json
import os
import select
import selectors
import signal
import socket
import sys
import time
from typing import Any

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))

from sandbox.inside import files, report
from sandbox.inside.frames import PIECE, Host
from sandbox.inside.processes import Call, Worker, exists, living, receive
from sandbox.inside.worker import MESSAGE, PR_SET_DUMPABLE, zygote

Decoders = dict[int, codecs.IncrementalDecoder]
ZYGOTE_SECONDS = 30.0
UP_SECONDS = 3.0
"""A checkpoint or a fork is there within milliseconds."""
MESSAGES = 64
"""As many pieces are taken at a time; a program may send them faster than they are read."""
GRACE = 0.5
"""Seconds between an interrupt and a kill."""


class Supervisor:
    """One container's life."""

    def __init__(self, host: Host, modules: list[str]) -> None:
        self.host = host
        self.modules = modules
        self.worker: Worker | None = None
        self.zygote = 0
        self._zygote_channel: socket.socket | None = None
        self._ended: dict[int, int] = {}
        self._child_ended, writing = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)

    def serve(self) -> None:
        """Answer the host until it goes."""
        self._fresh()
        self.host.send({"ready": report.report()})
        putting: dict[str, str] = {}
        while True:
            frame = self.host.receive()
            if frame.get("do") == "put":
                name, more = frame["name"], frame["more"]
                if not (more and putting.get(name)):
                    putting[name] = files.put(name, base64.b64decode(frame["data"]), more)
            elif frame.get("do") == "run":
                self._run(frame, {name: wrong for name, wrong in putting.items() if wrong})
                putting.clear()

    def _run(self, order: dict[str, Any], wrong: dict[str, str]) -> None:
        before, killed = files.look(), report.oom_kills()
        call = Call(order["id"], order["output"])
        worker = self._begun(call, order)
        call.deadline = time.monotonic() + order["seconds"]
        decoders: Decoders = {fd: codecs.getincrementaldecoder("utf-8")("replace") for fd in (worker.out, worker.err)}
        self._watch(call, worker, decoders)
        strays = self._sweep()
        self._drain(call, worker, decoders)
        if worker.pid and worker.pid in self._ended:  # it ended by itself, or in the sweep, after it had answered
            del self._ended[worker.pid]
            worker.pid, call.state = 0, "fresh"
        if call.state == "fresh":
            self._bury(worker)
            self._fresh()
        elif worker.pid:
            with contextlib.suppress(OSError):
                os.kill(worker.pid, signal.SIGSTOP)  # threads left behind do not run between calls
        for frame in files.made(before, *order["artifacts"]):
            self.host.send(frame)
        self.host.send({
            "done": call.id,
            "exit_status": call.status,
            "signal": call.signal,
            "stopped": call.stopped,
            "state": call.state,
            "out_of_memory": report.oom_kills() > killed,
            "seconds": time.monotonic() - call.started,
            "bytes": call.bytes,
            "strays": strays,
            "value": call.value,
            "renewed": call.renewed,
            "not_written": wrong,
        })  # fmt: skip

    def _begun(self, call: Call, order: dict[str, Any]) -> Worker:
        """Hand the call to the worker; to a fresh one if that has died since the last call, or does not listen."""
        code = os.memfd_create("code", os.MFD_CLOEXEC)
        head = {"id": call.token, "language": order["language"], "checkpoint": order["checkpoint"]}
        try:
            with open(code, "w", encoding="utf-8", errors="replace", closefd=False) as file:
                file.write(order["code"])
            for _ in range(3):
                worker = self.worker
                if worker is not None:
                    self._discard(worker)
                    worker.checkpoint = 0
                    with contextlib.suppress(OSError):
                        os.kill(worker.pid, signal.SIGCONT)
                        socket.send_fds(worker.channel, [json.dumps(head).encode()], [code])
                    if self._acknowledged(call, worker):
                        return worker
                    call.renewed = True
                    self._bury(worker)
                self._fresh()
            raise ConnectionError("no worker begins")
        finally:
            os.close(code)

    def _acknowledged(self, call: Call, worker: Worker) -> bool:
        """Wait until the worker says that it begins; what it sends before is its checkpoint."""
        deadline = time.monotonic() + UP_SECONDS
        while not call.begun and time.monotonic() < deadline:
            select.select([worker.channel], [], [], 0.05)
            self._reap()
            if not self._hear(call, worker) or worker.pid in self._ended:
                break
        return call.begun

    def _watch(self, call: Call, worker: Worker, decoders: Decoders) -> None:
        """Forward output and climb the ladder until the call has a state."""
        with selectors.DefaultSelector() as selector:
            for what in (worker.out, worker.err, worker.channel.fileno(), self._child_ended, self.host.fileno()):
                selector.register(what, selectors.EVENT_READ)
            while not call.state:
                for key, _ in selector.select(max(call.deadline - time.monotonic(), 0)):
                    if key.fd in decoders:
                        if not self._forward(call, key.fd, decoders[key.fd]):
                            selector.unregister(key.fd)
                    elif key.fd == worker.channel.fileno():
                        if not self._hear(call, worker):
                            selector.unregister(key.fd)
                    elif key.fd == self._child_ended:
                        with contextlib.suppress(BlockingIOError):
                            os.read(self._child_ended, PIECE)
                    else:
                        self._listen(call)
                self._reap()
                if not call.dead and worker.pid in self._ended:
                    self._hear(call, worker)  # what it said before it died comes first
                    if not call.state:
                        self._died(call, worker)
                if call.dead and not call.state and not exists(worker.checkpoint):
                    call.state = "fresh"
                if not call.state and time.monotonic() >= call.deadline:
                    self._climb(call, worker)

    def _climb(self, call: Call, worker: Worker) -> None:
        """The next rung: interrupt, kill, give the worker up."""
        if call.dead:
            call.state = "fresh"  # its checkpoint did not take over
            return
        call.stopped = call.stopped or "timed_out"
        call.stage += 1
        call.deadline = time.monotonic() + GRACE
        if call.stage == 1:
            for kill, target in ((os.killpg, worker.pid), (os.kill, worker.pid)):
                with contextlib.suppress(OSError):
                    kill(target, signal.SIGINT)
                    break
        elif call.stage == 2:
            with contextlib.suppress(OSError):
                os.kill(worker.pid, signal.SIGKILL)
            call.deadline = time.monotonic() + UP_SECONDS
        else:
            call.state = "fresh"

    def _died(self, call: Call, worker: Worker) -> None:
        """The worker has ended: wake its checkpoint."""
        call.dead = True
        code = os.waitstatus_to_exitcode(self._ended.pop(worker.pid))
        call.status, call.signal = (code, None) if code >= 0 else (None, -code)
        worker.pid = 0
        if not worker.checkpoint:
            call.state = "fresh"
            return
        call.deadline = time.monotonic() + UP_SECONDS
        try:
            os.kill(worker.checkpoint, signal.SIGUSR1)
            os.kill(worker.checkpoint, signal.SIGCONT)
        except OSError:
            call.state = "fresh"

    def _hear(self, call: Call, worker: Worker) -> bool:
        """Take what came over the worker's channel. False: nothing will come any more."""
        for _ in range(MESSAGES):
            try:
                data, sender = receive(worker.channel)
            except BlockingIOError:
                return True
            except OSError:
                return False
            if not data:
                return False
            try:
                message = json.loads(data)
            except (ValueError, RecursionError):
                continue
            if not isinstance(message, dict):
                continue
            if message.get("checkpoint") is True and not worker.checkpoint:
                if sender not in (1, os.getpid(), self.zygote, worker.pid):
                    worker.checkpoint = sender
            elif message.get("begun") == call.token and sender == worker.pid:
                call.begun = True
            elif message.get("done") == call.token and call.begun and sender == worker.pid and not call.dead:
                status, value = message.get("status"), message.get("value")
                call.status = status & 255 if isinstance(status, int) else 1
                call.value = value if isinstance(value, str) else None
                call.state = "kept"
                return True
            elif message.get("restored") == call.token and call.dead and sender == worker.checkpoint:
                worker.pid, worker.checkpoint = sender, 0
                call.state = "restored"
                return True
        return True

    def _listen(self, call: Call) -> None:
        """The host may interrupt the call."""
        self.host.feed()
        while (frame := self.host.next()) is not None:
            if frame.get("do") == "interrupt" and frame.get("id") == call.id and not call.stopped:
                call.stopped = "interrupted"
                call.deadline = time.monotonic()

    def _forward(self, call: Call, descriptor: int, text: codecs.IncrementalDecoder, most: int = PIECE) -> int:
        """Send a piece of output to the host; returns its bytes, 0 at the end."""
        data = os.read(descriptor, most)
        if kept := data[: max(call.room - call.bytes, 0)]:
            what = "output" if self.worker and descriptor == self.worker.out else "error"
            if piece := text.decode(kept):
                self.host.send({what: piece})
        call.bytes += len(data)
        if call.bytes > call.room and not call.stopped:
            call.stopped = "truncated"
            call.deadline = time.monotonic()
        return len(data)

    def _drain(self, call: Call, worker: Worker, decoders: Decoders) -> None:
        """Forward what is left in the pipes; nobody writes to them any more (but threads of a living worker)."""
        for descriptor, decoder in decoders.items():
            os.set_blocking(descriptor, False)
            with contextlib.suppress(BlockingIOError):
                for _ in range(MESSAGES):
                    if not self._forward(call, descriptor, decoder):
                        break
            os.set_blocking(descriptor, True)
            if left := decoder.decode(b"", final=True):
                self.host.send({"output" if descriptor == worker.out else "error": left})

    def _discard(self, worker: Worker) -> None:
        """Drop output and messages that came between two calls."""
        for descriptor in (worker.out, worker.err):
            os.set_blocking(descriptor, False)
            with contextlib.suppress(BlockingIOError):
                for _ in range(MESSAGES):
                    os.read(descriptor, PIECE)
            os.set_blocking(descriptor, True)
        with contextlib.suppress(OSError):
            for _ in range(16 * MESSAGES):
                receive(worker.channel)

    def _reap(self) -> None:
        """Bury every child that has ended; most are orphans of programs."""
        with contextlib.suppress(ChildProcessError):
            while True:
                pid, status = os.waitpid(-1, os.WNOHANG)
                if not pid:
                    return
                if pid == self.zygote:
                    self.zygote = 0
                if self.worker and pid == self.worker.pid:
                    self._ended[pid] = status

    def _sweep(self) -> int:
        """Kill every process that is neither the worker nor the zygote; returns how many the program had left."""
        killed: set[int] = set()
        checkpoint = self.worker.checkpoint if self.worker else 0
        if checkpoint:
            with contextlib.suppress(OSError):
                os.kill(checkpoint, signal.SIGKILL)
        for _ in range(400):
            # A killed checkpoint forks no more, so nobody needs to wait until it is gone.
            keep = {1, os.getpid(), self.zygote, self.worker.pid if self.worker else 0, checkpoint}
            strays = [pid for pid in living() if pid not in keep]
            for pid in strays:
                with contextlib.suppress(OSError):
                    os.kill(pid, signal.SIGKILL)
                    killed.add(pid)
            self._reap()
            if not strays:
                break
            time.sleep(0.001)
        else:
            os.kill(-1, signal.SIGKILL)  # they multiply faster than they are counted: all at once
        if self.zygote:
            with contextlib.suppress(OSError):
                os.kill(self.zygote, signal.SIGCONT)
        return len(killed)

    def _bury(self, worker: Worker) -> None:
        if worker.pid:
            with contextlib.suppress(OSError):
                os.kill(worker.pid, signal.SIGKILL)
        self._ended.pop(worker.pid, None)
        worker.channel.close()
        os.close(worker.out)
        os.close(worker.err)
        self.worker = None
        self._sweep()

    def _fresh(self) -> None:
        """A worker without variables; with a new zygote if that is gone or does not answer."""
        for _ in range(2):
            if not self.zygote:
                self._start_zygote()
            ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            ours.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
            out, out_in = os.pipe()
            err, err_in = os.pipe()
            with contextlib.suppress(OSError):
                assert self._zygote_channel is not None
                socket.send_fds(self._zygote_channel, [b"fork"], [theirs.fileno(), out_in, err_in])
            theirs.close()
            os.close(out_in)
            os.close(err_in)
            ours.settimeout(UP_SECONDS)
            with contextlib.suppress(OSError):
                data, sender = receive(ours)
                if data:
                    ours.setblocking(False)
                    self.worker = Worker(ours, out, err, sender)
                    return
            ours.close()
            os.close(out)
            os.close(err)
            if self.zygote:
                with contextlib.suppress(OSError):
                    os.kill(self.zygote, signal.SIGKILL)
                os.waitpid(self.zygote, 0)
                self.zygote = 0
        raise ConnectionError("no worker can be made")

    def _start_zygote(self) -> None:
        if self._zygote_channel is not None:
            self._zygote_channel.close()
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        pid = os.fork()
        if not pid:
            try:
                signal.set_wakeup_fd(-1)
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                os.dup2(theirs.fileno(), 3)
                os.closerange(4, 256)
                with open(os.devnull, "r+b", buffering=0) as null:
                    for descriptor in (0, 1, 2):
                        os.dup2(null.fileno(), descriptor)
                zygote(socket.socket(fileno=3), self.modules)
            finally:
                os._exit(72)
        theirs.close()
        self.zygote, self._zygote_channel = pid, ours
        ours.settimeout(ZYGOTE_SECONDS)
        if not ours.recv(MESSAGE):
            raise ConnectionError("the libraries cannot be imported")
        ours.settimeout(UP_SECONDS)


def main(arguments: list[str]) -> None:
    """Connect to the host and serve it."""
    ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGUSR1, signal.SIGPIPE):
        signal.signal(number, signal.SIG_IGN)
    if arguments[0] == "socket":
        channel = socket.socket(socket.AF_UNIX)
        channel.connect(arguments[1])
        host = Host(channel.fileno(), channel.fileno())
    else:
        reading, writing = os.dup(0), os.dup(1)
        null = os.open(os.devnull, os.O_RDWR)
        for descriptor in (0, 1, 2):
            os.dup2(null, descriptor)
        host = Host(reading, writing)
    with contextlib.suppress(OSError, ValueError):
        Supervisor(host, [name for name in arguments[-1].split(",") if name]).serve()
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1:])
