"""A stand-in for the way to the Docker daemon, which a test can cut."""

from __future__ import annotations

import contextlib
import socket
import threading
from pathlib import Path

_BODY = b'{"message":"mkdir /var/lib/docker/overlay2/x: no space left on device"}'
FULL = (
    b"HTTP/1.1 500 Internal Server Error\r\nContent-Type: application/json\r\nConnection: close\r\n"
    + b"Content-Length: %d\r\n\r\n%s" % (len(_BODY), _BODY)
)


class DaemonProxy:
    """Stands between docker-py and the daemon, and can go away as a stopped daemon does."""

    def __init__(self, folder: str) -> None:
        self.path = f"{folder}/docker.sock"
        self.address = f"unix://{self.path}"
        self._connections: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._wedged = threading.Event()
        self.full = False
        """Answer every request for a new container as a daemon with a full disk does."""
        self.start()

    def start(self) -> None:
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(self.path)
        self._listener.listen()
        thread = threading.Thread(target=self._serve, args=(self._listener,))
        thread.start()
        self._threads.append(thread)

    def wedge(self) -> None:
        """Take requests and answer none, as a daemon that hangs."""
        self._wedged.set()

    def unwedge(self) -> None:
        """Be well again; what was asked meanwhile stays unanswered."""
        self._wedged.clear()

    def stop(self) -> None:
        Path(self.path).unlink(missing_ok=True)
        for connection in [self._listener, *self._connections]:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
            connection.close()
        self._connections.clear()
        for thread in self._threads:
            thread.join(5)
        self._threads.clear()

    def _serve(self, listener: socket.socket) -> None:
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            daemon = socket.socket(socket.AF_UNIX)
            daemon.connect("/var/run/docker.sock")
            self._connections += [client, daemon]
            for source, sink in ((client, daemon), (daemon, client)):
                thread = threading.Thread(target=self._pump, args=(source, sink, source is client))
                thread.start()
                self._threads.append(thread)

    def _pump(self, source: socket.socket, sink: socket.socket, asking: bool) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                if self._wedged.is_set():
                    continue
                if asking and self.full and b"/containers/create" in data.split(b"\r\n")[0]:
                    source.sendall(FULL)
                    continue
                sink.sendall(data)
        with contextlib.suppress(OSError):
            sink.shutdown(socket.SHUT_WR)
