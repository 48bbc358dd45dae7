"""Making boxes: in Docker, or with bubblewrap where there is no Docker and its weaker limits are accepted."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from sandbox import daemon
from sandbox.container import Box, Container, Engine
from sandbox.daemon import MEND
from sandbox.errors import AttestationError, SandboxError, SandboxUnavailable
from sandbox.limits import Limits


@dataclass(frozen=True, slots=True)
class Options:
    """How a sandbox works, as against what programs may use (Limits)."""

    pool: int = 1
    """Warm boxes that wait."""
    sessions: int = 8
    """Sessions that may have a box at the same time; the one not used for longest makes room."""
    pause_seconds: float = 60.0
    """A session that is idle for so long is frozen."""
    drop_seconds: float = 1800.0
    """A session that is idle for so long is removed, with its variables and files."""
    runtime: str = ""
    """Docker's runtime; empty: gVisor where the daemon has it, else the daemon's own."""
    transport: str = ""
    """"socket" or "attach"; empty: whichever the daemon allows."""
    bubblewrap: bool = False
    """Without Docker, use bubblewrap: the owner accepts that memory and processor time are limited per process only."""


@dataclass(slots=True)
class Making:
    """A box that is being made."""

    failed: SandboxError | None = None


class Makers:
    """Knows the daemon, loses it and finds it again. Any thread may call.

    Args:
        host: the daemon's address; empty: as DOCKER_HOST says.
        options: see Options.
    """

    def __init__(self, host: str, options: Options) -> None:
        self._host = host
        self._options = options
        self._engine: Engine | None = None
        self._lock = threading.Lock()
        self.trouble = ""

    def check(self) -> None:
        """Is there something to make boxes with? Raises SandboxUnavailable."""
        try:
            self._connect()
        except SandboxUnavailable as error:
            if not self._may_wrap():
                self.trouble = error.message
                raise
        self.trouble = ""

    def make(self, limits: Limits, imported: tuple[str, ...]) -> Box:
        """Make a box. Raises SandboxError; `trouble` then says why nothing can be run."""
        try:
            made = self._make(limits, imported)
        except SandboxError as error:
            self.trouble = error.message
            raise
        self.trouble = ""
        return made

    def answers(self) -> bool:
        """Does what boxes are made with still answer?"""
        import requests
        from docker.errors import DockerException

        engine = self._engine
        if engine is None:
            return self._may_wrap()
        try:
            if engine.client.ping():
                return True
        except (DockerException, requests.RequestException, OSError):
            pass
        self._forget()
        self.trouble = "the Docker daemon has stopped"
        return False

    def close(self) -> None:
        """Close the connection to the daemon."""
        self._forget()

    def _make(self, limits: Limits, imported: tuple[str, ...]) -> Box:
        import requests
        from docker.errors import DockerException

        try:
            engine = self._connect()
        except SandboxUnavailable:
            if not self._may_wrap():
                raise
            from sandbox.bubblewrap import Wrapped

            return Wrapped(limits, imported)
        try:
            return Container(engine, limits, imported)
        except AttestationError:
            raise
        except (DockerException, requests.RequestException, OSError) as error:
            self._forget()
            raise SandboxUnavailable(
                f"The sandbox's container cannot be started: {daemon.short(error)}.", MEND
            ) from error

    def _connect(self) -> Engine:
        with self._lock:
            if self._engine is None:
                options = self._options
                self._engine = daemon.connect(self._host, runtime=options.runtime, transport=options.transport)
            return self._engine

    def _forget(self) -> None:
        with self._lock:
            engine, self._engine = self._engine, None
        if engine is not None:
            engine.client.close()

    def _may_wrap(self) -> bool:
        if not self._options.bubblewrap:
            return False
        from sandbox import bubblewrap

        return not bubblewrap.trouble()
