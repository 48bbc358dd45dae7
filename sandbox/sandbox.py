"""The sandbox as its users see it: `run(code)` in a container that nothing else has touched.

A container with a waiting agent is kept ready (a spare), so a program starts within milliseconds; it is used once
and thrown away, and the next spare is made in the background.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sandbox import image
from sandbox.container import LABEL, Container, LostError, RunResult, owner, owner_lives
from sandbox.errors import SandboxError, SandboxUnavailable
from sandbox.limits import Limits

if TYPE_CHECKING:
    from docker import DockerClient

API_SECONDS = 20
"""Bound of every request to the daemon (they take milliseconds)."""
PING_SECONDS = 2
MEND = "Run: ./hearth doctor"


class Sandbox:
    """Runs Python programs in throw-away containers. Any thread may call; one program runs at a time.

    Args:
        limits: what each program may use.
        host: address of the Docker daemon; empty: as DOCKER_HOST says, else the usual socket.
    """

    def __init__(self, limits: Limits | None = None, host: str = "") -> None:
        self._limits = limits or Limits()
        self._host = host
        self._client: DockerClient | None = None
        self._spare: Container | None = None
        self._running: Container | None = None
        self._used: list[Container] = []
        self._state = threading.Lock()
        self._one = threading.Lock()
        self._warming: threading.Thread | None = None
        self._closed = False
        self._interrupted = False
        self.trouble = ""
        """Why nothing can be run, as of the last try; empty: it can."""

    def limit(self, limits: Limits) -> None:
        """Hold the programs that run from now on to other limits."""
        with self._state:
            if limits == self._limits:
                return
            smaller = replace(limits, seconds=self._limits.seconds) == self._limits
            self._limits = limits
            spare, self._spare = (self._spare, None) if not smaller else (None, self._spare)
        if spare is not None:
            spare.remove()

    def check(self) -> None:
        """Make sure that programs can be run: a daemon that answers and enforces the limits, and the image.

        Raises:
            SandboxUnavailable: no; the sentence says why and what mends it.
        """
        try:
            self._connect()
        except SandboxUnavailable as error:
            self.trouble = error.message
            raise
        self.trouble = ""

    def warm(self) -> None:
        """Make a spare in the background, if there is none."""
        with self._state:
            if self._closed or (self._warming and self._warming.is_alive()):
                return
            if self._spare is not None and not self._used:
                return
            self._warming = threading.Thread(target=self._make_spare, name="hearth-sandbox-spare", daemon=True)
            self._warming.start()

    def run(
        self, code: str, *, timeout: float | None = None, on_output: Callable[[str], None] | None = None
    ) -> RunResult:
        """Run a Python program and wait for its end.

        Args:
            code: its text; the value of a last expression is shown as in a notebook.
            timeout: seconds, instead of the limits' own.
            on_output: gets the output piece by piece, as it comes.

        Raises:
            SandboxUnavailable: nothing can be run now.
            SandboxError: the container was lost in the middle.
        """
        with self._one:
            self._interrupted = False
            container = self._take(timeout)
            with self._state:
                self._running = container
                if self._interrupted:
                    container.stop()
            try:
                return container.run(code, on_output)
            except LostError as error:
                if not self._answers():
                    self._forget_client()
                    self.trouble = "the Docker daemon has stopped"
                    raise
                # The daemon is well, so it was the program (it has the agent's user, and may kill it).
                return replace(error.partial, error=f"{error.partial.error}\n{error.message}".strip())
            finally:
                with self._state:
                    self._running = None
                    self._used.append(container)
                self.warm()

    def interrupt(self) -> None:
        """Make a running `run` return at once with what it has; from any thread."""
        with self._state:
            self._interrupted = True
            if self._running is not None:
                self._running.stop()

    def close(self) -> None:
        """End what runs and remove every container of this process. Idempotent."""
        with self._state:
            self._closed = True
            warming = self._warming
        self.interrupt()
        if warming is not None:
            warming.join(API_SECONDS)
        with self._one, self._state:
            spare, self._spare = self._spare, None
        if spare is not None:
            spare.remove()
        self._remove_used()
        self._forget_client()

    def _take(self, timeout: float | None) -> Container:
        """The spare if there is a good one, else a new container."""
        limits = self._limits if timeout is None else replace(self._limits, seconds=timeout)
        with self._state:
            warming = self._warming
        if warming is not None:
            warming.join(API_SECONDS)
        with self._state:
            spare, self._spare = self._spare, None
        if spare is not None:
            if spare.alive():
                spare.allow(limits.seconds)
                return spare
            spare.remove()
        try:
            return self._make(limits)
        except SandboxUnavailable as error:
            self.trouble = error.message
            raise

    def _remove_used(self) -> None:
        with self._state:
            used, self._used = self._used, []
        for container in used:
            container.remove()

    def _answers(self) -> bool:
        import requests
        from docker.errors import DockerException

        try:
            return self._client is not None and bool(self._client.ping())
        except (DockerException, requests.RequestException):
            return False

    def _make_spare(self) -> None:
        self._remove_used()
        with self._state:
            if self._spare is not None:
                return
        with contextlib.suppress(SandboxError):  # whoever runs a program meets the same error and says it
            made = self._make(self._limits)
            with self._state:
                if not self._closed and self._spare is None:
                    self._spare = made
                    return
            made.remove()

    def _make(self, limits: Limits) -> Container:
        import requests
        from docker.errors import DockerException

        client = self._connect()
        try:
            made = Container(client, image.tag(), limits)
        except (DockerException, requests.RequestException, OSError) as error:
            self._forget_client()
            raise SandboxUnavailable(f"The sandbox's container cannot be started: {_short(error)}.", MEND) from error
        self.trouble = ""
        return made

    def _connect(self) -> DockerClient:
        import docker
        import requests
        from docker.errors import DockerException

        if self._client is not None:
            return self._client
        client: DockerClient | None = None
        try:
            if self._host:
                client = docker.DockerClient(base_url=self._host, timeout=PING_SECONDS)
            else:
                client = docker.from_env(timeout=PING_SECONDS)
            info = client.info()
            client.api.timeout = API_SECONDS
            if missing := unenforced(info):
                raise SandboxUnavailable(
                    f"The Docker daemon does not enforce {', '.join(missing)}, so nothing is run in it.",
                    "Use Docker as root's service, or rootless Docker with cgroup version 2.",
                )
            if not image.exists(client, image.tag()):
                raise SandboxUnavailable("The sandbox's image is not there.", "Run: ./hearth doctor")
            sweep(client)
        except (DockerException, requests.RequestException, OSError) as error:
            if client is not None:
                client.close()
            raise SandboxUnavailable(f"No Docker daemon answers ({_short(error)}).", MEND) from error
        except SandboxUnavailable:
            if client is not None:
                client.close()
            raise
        self._client = client
        return client

    def _forget_client(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            client.close()


def unenforced(info: Mapping[str, Any]) -> list[str]:
    """The limits that a daemon says it will not enforce (rootless on cgroup version 1 drops all, silently)."""
    wanted = {"MemoryLimit": "memory", "PidsLimit": "process", "CpuCfsQuota": "CPU"}
    missing = [f"{what} limits" for key, what in wanted.items() if not info.get(key)]
    security = info.get("SecurityOptions") or []
    if not any("seccomp" in str(option) for option in security):
        missing.append("system call filters")
    return missing


def sweep(client: DockerClient) -> int:
    """Remove containers whose process has ended without doing so; returns how many."""
    import requests
    from docker.errors import DockerException

    removed = 0
    for container in client.containers.list(all=True, filters={"label": LABEL}):
        label = container.labels.get(LABEL, "")
        if label != owner() and not owner_lives(label):
            with contextlib.suppress(DockerException, requests.RequestException):
                container.remove(force=True)
                removed += 1
    return removed


def _short(error: Exception) -> str:
    text = str(error)
    for known in ("Connection refused", "No such file or directory", "Permission denied", "timed out"):
        if known in text:
            return known.lower()
    return text.splitlines()[0][:200] if text else type(error).__name__
