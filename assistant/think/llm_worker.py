"""The language model's process: llama.cpp on one thread, a reader of orders on another.

llama.cpp ends its process where Python would raise (a lab of crashes: bad grammars, two threads, close while
it runs), so it lives here and the assistant survives it. Frames on stdin and stdout are a 4-byte big-endian
length and that many bytes of JSON. Orders: load, warm, answer, cancel; the end of stdin ends the process.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import struct
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

LENGTH = struct.Struct(">I")
GATHER_SECONDS = 0.02
"""Waking the assistant for each word costs more than a small model's word itself."""


def read_frame(stream: IO[bytes]) -> dict[str, Any] | None:
    """The next frame; None at the end of the stream."""
    head = _read_exactly(stream, LENGTH.size)
    body = _read_exactly(stream, LENGTH.unpack(head)[0]) if head else b""
    if not body:
        return None
    frame: dict[str, Any] = json.loads(body)
    return frame


def _read_exactly(stream: IO[bytes], size: int) -> bytes:
    """That many bytes, also from a pipe without a buffer; none when the stream ends before."""
    data = b""
    while len(data) < size:
        piece = stream.read(size - len(data))
        if not piece:
            return b""
        data += piece
    return data


def write_frame(stream: IO[bytes], frame: dict[str, Any]) -> None:
    """Write a frame and flush it."""
    body = json.dumps(frame).encode()
    stream.write(LENGTH.pack(len(body)) + body)
    stream.flush()


def gathered(frames: Iterator[dict[str, Any]], seconds: float = GATHER_SECONDS) -> Iterator[dict[str, Any]]:
    """The frames, those of text put together when they come faster than anybody can hear; the first at once."""
    text, last = "", 0.0
    for frame in frames:
        if "text" in frame:
            text += frame["text"]
            if time.monotonic() - last < seconds:
                continue
            last = time.monotonic()
        if text:
            yield {"text": text}
            text = ""
        if "text" not in frame:
            yield frame


def main() -> None:
    """Serve orders until stdin ends."""
    from jinja2 import TemplateError

    from assistant.think.chat_template import ChatTemplateError
    from assistant.think.llm_engine import Engine

    # When memory runs out the kernel shall end this process, which is started again, and not the assistant.
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("500")
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not fall among the frames
    orders: queue.Queue[dict[str, Any]] = queue.Queue()
    running: dict[str, Any] = {"id": None, "engine": None}
    stopped: set[int] = set()

    def read() -> None:
        while (frame := read_frame(sys.stdin.buffer)) is not None:
            if frame["op"] == "cancel":
                stopped.add(frame["id"])
                if running["id"] == frame["id"] and running["engine"] is not None:
                    running["engine"].cancelled = True
            else:
                orders.put(frame)
        os._exit(0)

    threading.Thread(target=read, daemon=True).start()
    while True:
        order = orders.get()
        if order["op"] == "load":
            try:
                engine = Engine(
                    order["path"], order["context"], order["threads"], order["gpu_layers"], order["cache_bytes"]
                )
            except (ValueError, RuntimeError, OSError, ChatTemplateError, TemplateError) as error:
                write_frame(out, {"failed": str(error)})
                continue
            running["engine"] = engine
            write_frame(out, {"loaded": True, "offloads": engine.offloads})
            continue
        engine = running["engine"]
        engine.cancelled = False
        running["id"] = order["id"]
        engine.cancelled = order["id"] in stopped
        try:
            answer = engine.warm(order) if order["op"] == "warm" else engine.answer(order)
            for frame in gathered(answer):
                write_frame(out, {"id": order["id"], **frame})
        except (ValueError, RuntimeError, ChatTemplateError) as error:
            write_frame(out, {"id": order["id"], "failed": str(error)})
        except Exception as error:  # noqa: BLE001 - a fault of ours is one answer that fails, and not the model
            write_frame(out, {"id": order["id"], "failed": f"{type(error).__name__}: {error}"})
        running["id"] = None
        stopped.discard(order["id"])


if __name__ == "__main__":
    main()
