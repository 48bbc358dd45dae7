"""The processes of the user's code: the zygote with the libraries, and the worker forked from it.

Before each call the worker forks a checkpoint: a frozen copy that takes the worker's place, with the variables as
they were before the call, when the worker dies. Everything here runs with the user's code or is reachable by it, so
the supervisor believes nothing it says beyond "this is text"; who sent a message it learns from the kernel.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import importlib
import json
import os
import random
import shutil
import signal
import socket
import sys
import warnings
from typing import Any, NoReturn

from sandbox.inside import cell

PR_SET_DUMPABLE = 4
LIBRARIES = "/opt/py"
MESSAGE = 65536
SAFE, SAFE_OUT, SAFE_ERR = 252, 253, 254
"""Descriptors of the supervisor's channel and of copies of the output pipes: out of a program's way."""
SUPERVISOR: list[socket.socket] = []
"""The worker's end of the channel."""
SPARE = range(244, 252)
"""Descriptors held while a program runs, so that one that uses up all others cannot spoil the next call."""
CALM, WILD = 500, 1000
"""Scores for the kernel's out-of-memory killer: it shall take what runs, not the checkpoint."""
MPL_CACHE, MPL_FOLDER = "/opt/hearth/matplotlib", "/tmp/.matplotlib"


def zygote(channel: socket.socket, modules: list[str]) -> NoReturn:
    """Import the libraries, then fork a worker whenever the supervisor passes the descriptors for one."""
    with contextlib.suppress(OSError):
        shutil.copytree(MPL_CACHE, MPL_FOLDER, dirs_exist_ok=True)  # its list of fonts takes long to make
    if LIBRARIES not in sys.path:
        sys.path.append(LIBRARIES)
    for name in modules:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    gc.collect()
    gc.freeze()  # keeps the pages shared with the forks
    channel.send(b"ready")
    while True:
        data, descriptors, _, _ = socket.recv_fds(channel, 16, 3)
        if not data:
            os._exit(0)
        pid = os.fork()
        if not pid:
            # Once more, so that the worker is a child of the supervisor, who then learns how it ends.
            if os.fork():
                os._exit(0)
            try:
                become_worker(*descriptors)
            finally:
                os._exit(71)
        os.waitpid(pid, 0)
        for descriptor in descriptors:
            os.close(descriptor)


def become_worker(channel: int, out: int, err: int) -> None:
    """Arrange descriptors and privileges of a new worker, then serve."""
    os.setpgid(0, 0)
    for source, place in ((channel, SAFE), (out, SAFE_OUT), (err, SAFE_ERR)):
        os.dup2(source, place, inheritable=False)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(out, 1)
    os.dup2(err, 2)
    os.closerange(3, SAFE)
    SUPERVISOR.append(socket.socket(fileno=SAFE))
    ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 1, 0, 0, 0)  # or a program could not look at its own /proc/self
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGUSR1):
        signal.signal(number, signal.SIG_DFL)
    random.seed()
    if numpy := sys.modules.get("numpy"):
        numpy.random.seed()
    for name in [name for name in sys.modules if name.split(".")[0] == "sandbox"]:
        del sys.modules[name]  # that name is the program's own
    sys.path[:] = ["", *(path for path in sys.path if path not in ("", "/opt/hearth"))]
    os.chdir("/work")
    serve()


def say(**message: Any) -> None:
    """Tell the supervisor."""
    os.set_blocking(SAFE, True)  # a program may have changed that
    SUPERVISOR[0].send(json.dumps(message).encode()[:MESSAGE])


def next_order() -> tuple[dict[str, Any], str]:
    """Wait for the next call; its head, and its code (which comes as a file of memory)."""
    os.set_blocking(SAFE, True)
    data, descriptors, _, _ = socket.recv_fds(SUPERVISOR[0], MESSAGE, 1)
    if not data or not descriptors:
        os._exit(75)  # no descriptor is left, or the supervisor
    with os.fdopen(descriptors[0], encoding="utf-8", errors="replace") as file:
        file.seek(0)
        return json.loads(data), file.read()


def serve() -> NoReturn:
    """Run calls for ever; in the checkpoint that took over, go on where the worker stood before the call."""
    state = cell.Cells()
    say(up=True)
    while True:
        order, code = next_order()
        with contextlib.suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:  # children of earlier calls, which the supervisor has killed
                pass
        me = os.getpid()
        if order["checkpoint"] and not checkpoint(me):
            say(restored=order["id"])
            continue
        score(WILD)
        os.dup2(SAFE_OUT, 1)  # in case an earlier call closed or redirected them
        os.dup2(SAFE_ERR, 2)
        os.set_blocking(1, True)
        os.set_blocking(2, True)
        hold()
        say(begun=order["id"])
        status, value = 130, None
        with contextlib.suppress(BaseException):  # an interruption between two of these lines
            try:
                signal.signal(signal.SIGINT, signal.default_int_handler)
                status, value = state.run(order["language"], code)
            finally:
                deafen()
        deafen()
        if os.getpid() != me:
            os._exit(status & 255)  # a child that the code forked has fallen out of it
        os.closerange(SPARE.start, SPARE.stop)
        score(CALM)
        say(done=order["id"], status=status, value=value)


def hold() -> None:
    """Occupy the spare descriptors."""
    null = os.open(os.devnull, os.O_RDONLY | os.O_CLOEXEC)
    for descriptor in SPARE:
        if descriptor != null:
            os.dup2(null, descriptor, inheritable=False)
    if null not in SPARE:
        os.close(null)


def deafen() -> None:
    """Ignore interrupts from here on, even if one comes just now."""
    while True:
        try:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            return
        except KeyboardInterrupt:
            continue


def checkpoint(worker: int) -> bool:
    """Fork a frozen copy. True: in the worker; False: in the copy, after the worker has died."""
    reading, writing = os.pipe()
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1})
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of threads that the copy will not have
            child = os.fork()
    except OSError:  # no process or memory is left: it goes without
        child = -1
    if child == 0:
        frozen(worker, reading, writing)
        return False
    os.close(writing)
    if child > 0:
        os.waitpid(child, 0)
        os.read(reading, 1)
    os.close(reading)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGUSR1})
    return True


def frozen(worker: int, reading: int, writing: int) -> None:
    """The copy's sleep; returns when the worker is dead."""
    # The copy must not be a child of the worker: a program that waits for all its children would wait for it.
    try:
        if os.fork():
            os._exit(0)
    except OSError:
        os._exit(0)
    with contextlib.suppress(OSError):
        os.setpgid(0, 0)
    score(CALM)
    os.close(reading)
    say(checkpoint=True)
    os.write(writing, b"x")
    os.close(writing)
    while True:
        signal.sigwait({signal.SIGUSR1})  # from the supervisor, when it has buried the worker
        try:
            os.kill(worker, 0)
        except ProcessLookupError:
            break
    if signal.getsignal(signal.SIGUSR1) is signal.SIG_DFL:
        signal.signal(signal.SIGUSR1, signal.SIG_IGN)  # a program may have sent one more, which would kill
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGUSR1})


def score(value: int) -> None:
    """Set this process's score for the out-of-memory killer."""
    with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w") as file:
        file.write(str(value))
