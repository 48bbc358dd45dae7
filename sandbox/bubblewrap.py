"""Without Docker: the same supervisor under bubblewrap, as an ordinary user, with weaker limits.

Memory and processor time are limited for each process, not for all of them together, and files that Docker masks in
/proc can be read as far as their permissions allow. The owner has to accept that ([sandbox] bubblewrap). Never as
root: there bubblewrap's "nobody" is root for the kernel, and could write settings of the whole machine.

The file system is this machine's /usr and Python, read-only, and nothing else of it.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from sandbox import attest
from sandbox.channel import Channel, SocketChannel
from sandbox.errors import AttestationError, SandboxError, SandboxUnavailable
from sandbox.limits import ENVIRONMENT, OPEN_FILES, SHARED_MEMORY, SOCKET_FOLDER, SUPERVISOR, UID, Limits
from sandbox.seccomp import ALLOW, PROFILE

READY_SECONDS = 30.0
ERRNO, ALLOWED = 0x00050000, 0x7FFF0000
"""SCMP_ACT_ERRNO(0) and SCMP_ACT_ALLOW of seccomp.h."""
COMPARE = {"SCMP_CMP_EQ": 4, "SCMP_CMP_MASKED_EQ": 7}
HERE = Path(__file__).parent


def trouble() -> str:
    """Why it cannot be used on this machine; empty: it can."""
    if os.geteuid() == 0:
        return "bubblewrap must not be run as root"
    if shutil.which("bwrap") is None:
        return "bubblewrap is not installed (apt-get install bubblewrap)"
    if ctypes.util.find_library("seccomp") is None:
        return "libseccomp is not installed (apt-get install libseccomp2)"
    return ""


class Wrapped:
    """A supervisor under bubblewrap.

    Raises:
        SandboxUnavailable: it cannot be used here; the sentence says why.
        AttestationError: it is not as closed as it must be.
    """

    channel: Channel

    def __init__(self, limits: Limits, imported: tuple[str, ...] = ()) -> None:
        if why := trouble():
            raise SandboxUnavailable(f"Programs cannot be run: {why}.", "Run: ./hearth doctor")
        self.limits = limits
        self._folder = tempfile.mkdtemp(prefix="hearth-")
        self._process: subprocess.Popen[bytes] | None = None
        listener = socket.socket(socket.AF_UNIX)
        try:
            listener.bind(f"{self._folder}/s")
            listener.listen(1)
            with tempfile.TemporaryFile() as program:
                compile_filter(program.fileno())
                program.seek(0)
                self._process = subprocess.Popen(
                    _command(limits, self._folder, imported, program.fileno()),
                    pass_fds=(program.fileno(),), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                    stderr=subprocess.PIPE, start_new_session=True, env={"PATH": "/usr/bin:/bin"},
                )  # fmt: skip
            self.channel = SocketChannel(self._accept(listener))
            ready = self.channel.frame(time.monotonic() + READY_SECONDS).get("ready")
            report: dict[str, Any] = ready if isinstance(ready, dict) else {}
            wrong = attest.inside(report, limits, cgroup=False)
            if wrong:
                raise AttestationError([f"from inside {name}" for name in wrong])
        except (OSError, ValueError) as error:
            self.remove()
            raise SandboxError(f"bubblewrap did not start: {self._complaint() or error}.") from error
        except BaseException:
            self.remove()
            raise
        finally:
            listener.close()
            shutil.rmtree(self._folder, ignore_errors=True)

    def pause(self) -> None:
        """See Box: the supervisor has stopped its worker already, there is nothing more to freeze."""

    def resume(self) -> None:
        """See Box."""

    def remove(self) -> bool:
        """See Box. With bubblewrap's first process everything in it dies."""
        if hasattr(self, "channel"):
            self.channel.close()
        if self._process is not None and self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        if self._process is not None and self._process.stderr is not None:
            self._process.stderr.close()
        return True

    def _accept(self, listener: socket.socket) -> socket.socket:
        assert self._process is not None
        deadline = time.monotonic() + READY_SECONDS
        listener.settimeout(0.1)
        while time.monotonic() < deadline:
            try:
                connection, _ = listener.accept()
            except TimeoutError:
                if self._process.poll() is not None:
                    raise ConnectionError("it ended at once") from None
                continue
            _, uid, _ = struct.unpack("3i", connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))
            if uid == os.geteuid():
                return connection
            connection.close()
        raise TimeoutError("it did not answer in time")

    def _complaint(self) -> str:
        if self._process is None or self._process.stderr is None or self._process.stderr.closed:
            return ""
        lines = self._process.stderr.read(4096).decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else ""


def _command(limits: Limits, folder: str, imported: tuple[str, ...], program: int) -> list[str]:
    """prlimit around bwrap around the supervisor."""
    command = [
        "prlimit", f"--nofile={OPEN_FILES}:{OPEN_FILES}", "--core=0:0", f"--fsize={limits.files}:{limits.files}",
        f"--as={limits.memory + (1 << 30)}", f"--nproc={4 * limits.processes}",
        "bwrap", "--unshare-all", "--die-with-parent", "--new-session", "--clearenv", "--hostname", "sandbox",
        "--uid", str(UID), "--gid", str(UID), "--cap-drop", "ALL", "--as-pid-1", "--seccomp", str(program),
    ]  # fmt: skip
    environment = {**ENVIRONMENT, "PATH": "/usr/local/bin:/usr/bin:/bin"}
    del environment["PYTHONPATH"]
    for name, value in environment.items():
        command += ["--setenv", name, value]
    command += ["--ro-bind", "/usr", "/usr"]
    for name in ("bin", "sbin", "lib", "lib64"):
        if Path(f"/{name}").is_symlink():
            command += ["--symlink", f"usr/{name}", f"/{name}"]
        elif Path(f"/{name}").is_dir():
            command += ["--ro-bind", f"/{name}", f"/{name}"]
    prefix = Path(sys.base_prefix).resolve()
    if not prefix.is_relative_to("/usr"):
        command += ["--ro-bind", str(prefix), str(prefix)]
    inside = str(HERE / "inside")
    command += ["--ro-bind", "/etc/ld.so.cache", "/etc/ld.so.cache"]
    command += ["--proc", "/proc", "--ro-bind", "/proc/sys", "/proc/sys"]
    command += ["--dir", "/opt/hearth/sandbox", "--ro-bind", inside, "/opt/hearth/sandbox/inside"]
    command += ["--ro-bind", folder, SOCKET_FOLDER, "--dev", "/dev"]
    for where, size in (("/tmp", limits.files), ("/work", limits.files), ("/dev/shm", SHARED_MEMORY)):
        command += ["--size", str(size), "--tmpfs", where]
    command += ["--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/work"]
    python = str(Path(sys.base_prefix, "bin", f"python{sys.version_info[0]}.{sys.version_info[1]}").resolve())
    return [*command, python, "-I", SUPERVISOR, "socket", f"{SOCKET_FOLDER}/s", ",".join(imported)]


class _Argument(ctypes.Structure):
    _fields_ = (("index", ctypes.c_uint), ("compare", ctypes.c_int), ("a", ctypes.c_uint64), ("b", ctypes.c_uint64))


def compile_filter(descriptor: int) -> None:
    """Write the profile of seccomp.py as the kernel's own program.

    Raises:
        SandboxUnavailable: libseccomp is not there or refuses.
    """
    name = ctypes.util.find_library("seccomp")
    if name is None:
        raise SandboxUnavailable("libseccomp is not installed.", "Run: apt-get install libseccomp2")
    library = ctypes.CDLL(name)
    library.seccomp_init.restype = ctypes.c_void_p
    context = ctypes.c_void_p(library.seccomp_init(ctypes.c_uint32(ERRNO | PROFILE["defaultErrnoRet"])))
    try:
        for rule in PROFILE["syscalls"]:
            action = ALLOWED if rule["action"] == ALLOW else ERRNO | rule.get("errnoRet", 1)
            tests = [
                _Argument(test["index"], COMPARE[test["op"]], test["value"], test.get("valueTwo", 0))
                for test in rule.get("args", ())
            ]
            for test in tests:
                if test.compare == COMPARE["SCMP_CMP_EQ"]:
                    test.a, test.b = test.a, 0
            array = (_Argument * len(tests))(*tests)
            for call in rule["names"]:
                number = library.seccomp_syscall_resolve_name(call.encode())
                if number < 0:
                    continue  # not on this machine's architecture
                wrong = library.seccomp_rule_add_array(context, ctypes.c_uint32(action), number, len(tests), array)
                if wrong:
                    raise SandboxUnavailable(f"The system call filter cannot be made ({call}: {wrong}).")
        if library.seccomp_export_bpf(context, descriptor):
            raise SandboxUnavailable("The system call filter cannot be written.")
    finally:
        library.seccomp_release(context)
