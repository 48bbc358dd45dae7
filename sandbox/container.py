"""One container: made, connected to, attested, paused, thrown away. What runs in it is the session's matter."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import struct
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from sandbox import attest
from sandbox.channel import Channel, SocketChannel, StreamChannel
from sandbox.errors import AttestationError, SandboxError
from sandbox.limits import UID, Limits, container_options
from sandbox.seccomp import PROFILE

if TYPE_CHECKING:
    from docker import DockerClient

READY_SECONDS = 30.0
"""A container answers within 0.2 s, with the libraries in 1 s; a machine that needs longer than this is broken."""
LABEL = "hearth.box"


class Box(Protocol):
    """Something closed with a supervisor in it."""

    channel: Channel
    limits: Limits

    def pause(self) -> None:
        """Freeze everything in it. Raises SandboxError."""

    def resume(self) -> None:
        """Thaw it. Raises SandboxError."""

    def remove(self) -> bool:
        """Kill and remove it; True: it is certain that nothing is left. Never raises."""


@dataclass(frozen=True, slots=True)
class Engine:
    """A daemon that has been found fit."""

    client: DockerClient
    image: str
    """The image's digest."""
    runtime: str = ""
    """Empty: the daemon's own."""
    attached: bool = False
    """Speak over `docker start --attach` and not over a socket in a mounted folder."""
    host: str = ""
    """The daemon's address, if it is not the one that DOCKER_HOST names."""


class Container:
    """A running container whose supervisor has connected and been attested.

    Raises:
        SandboxError: it did not start or did not connect.
        AttestationError: it is not what was asked for.
        docker.errors.DockerException, requests.RequestException, OSError: of the daemon.
    """

    channel: Channel

    def __init__(self, engine: Engine, limits: Limits, imported: tuple[str, ...] = ()) -> None:
        self.limits = limits
        self._engine = engine
        self._id = ""
        folder = "" if engine.attached else tempfile.mkdtemp(prefix="hearth-")
        try:
            options = container_options(
                engine.image, limits, {LABEL: owner()}, folder=folder, runtime=engine.runtime, imported=imported
            )
            if folder:
                self._over_socket(folder, options)
            else:
                self._id = str(engine.client.containers.create(**options).id)
                command = ["docker", "start", "--attach", "--interactive", self._id]
                self.channel = StreamChannel(command, _environment(engine))
            ready = self.channel.frame(time.monotonic() + READY_SECONDS).get("ready")
            found = engine.client.api.inspect_container(self._id)
            wrong = attest.outside(
                found, engine.image, limits, folder=folder, runtime=engine.runtime, profile=json.dumps(PROFILE)
            )
            report = ready if isinstance(ready, dict) else {}
            wrong += [f"from inside {name}" for name in attest.inside(report, limits, runtime=engine.runtime)]
            if wrong:
                raise AttestationError(wrong)
        except (TimeoutError, ConnectionError, ValueError) as error:
            self.remove()
            if isinstance(error, ConnectionRefusedError):
                raise  # of the daemon
            raise SandboxError("The sandbox's container did not start properly.") from error
        except BaseException:
            self.remove()
            raise
        finally:
            if folder:
                shutil.rmtree(folder, ignore_errors=True)

    def _over_socket(self, folder: str, options: dict[str, Any]) -> None:
        with socket.socket(socket.AF_UNIX) as listener:
            Path(folder).chmod(0o755)
            path = f"{folder}/s"
            listener.bind(path)
            Path(path).chmod(0o666)
            listener.listen(1)
            container = self._engine.client.containers.create(**options)
            self._id = str(container.id)
            container.start()
            self.channel = SocketChannel(self._accept(listener))

    @staticmethod
    def _accept(listener: socket.socket) -> socket.socket:
        deadline = time.monotonic() + READY_SECONDS
        while (left := deadline - time.monotonic()) > 0:
            listener.settimeout(left)
            with contextlib.suppress(TimeoutError):
                connection, _ = listener.accept()
                _, uid, _ = struct.unpack("3i", connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))
                # With user namespaces the container's user is mapped, somewhere far above the accounts.
                if uid == UID or uid >= 100_000:
                    return connection
                connection.close()
        raise SandboxError("The sandbox's container did not answer in time.")

    def pause(self) -> None:
        """See Box."""
        self._ask("pause")

    def resume(self) -> None:
        """See Box."""
        self._ask("unpause")

    def _ask(self, what: str) -> None:
        import requests
        from docker.errors import DockerException

        try:
            getattr(self._engine.client.api, what)(self._id)
        except (DockerException, requests.RequestException, OSError) as error:
            raise SandboxError(f"The sandbox's container cannot be {what}d.") from error

    def remove(self) -> bool:
        """See Box."""
        import requests
        from docker.errors import DockerException, NotFound

        # The stream first: a daemon with a full attach stream hangs in the kill.
        if hasattr(self, "channel"):
            self.channel.close()
        if self._id:
            try:
                self._engine.client.api.remove_container(self._id, force=True, v=True)
            except NotFound:
                pass
            except (DockerException, requests.RequestException, OSError):
                return False
        return True


def _environment(engine: Engine) -> dict[str, str]:
    return {**os.environ, "DOCKER_HOST": engine.host} if engine.host else dict(os.environ)


def owner() -> str:
    """This process as a label: machine, pid and start time, so that a reused pid is told apart."""
    return f"{os.getpid()}:{_started(os.getpid())}@{socket.gethostname()}"


def owner_lives(label: str) -> bool:
    """Does the process of that label still run? One of another machine is left to that machine."""
    process, _, machine = label.partition("@")
    if machine and machine != socket.gethostname():
        return True
    pid, _, started = process.partition(":")
    return pid.isdigit() and _started(int(pid)) == started


def _started(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[19]
    except OSError:
        return ""
