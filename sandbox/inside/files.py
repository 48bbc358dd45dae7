"""Files in and out of /work. Whatever lies there was put there by hostile code."""

from __future__ import annotations

import base64
import contextlib
import os
import stat
from collections.abc import Iterator
from typing import Any

FOLDER = "/work"
PIECE = 512 << 10
SCANNED = 8192
"""Entries of the folder that are looked at; it has fewer inodes than that."""

Seen = dict[str, tuple[int, int, int, int]]


def put(name: str, data: bytes, more: bool) -> str:
    """Write a file of the host, or add a piece to it; returns what went wrong.

    Args:
        name: a plain name; the host has checked it.
        data: the piece.
        more: this is not the first piece.
    """
    if "/" in name or name in ("", ".", ".."):
        return "that is not a file name"
    path = f"{FOLDER}/{name}"
    flags = os.O_WRONLY | os.O_NOFOLLOW | os.O_NONBLOCK | (os.O_APPEND if more else os.O_CREAT | os.O_EXCL)
    try:
        if not more:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(path)  # whatever a program put there: a link, a FIFO
        descriptor = os.open(path, flags, 0o644)
        try:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                return "something else is in its place"
            left = memoryview(data)
            while left:
                left = left[os.write(descriptor, left) :]
        finally:
            os.close(descriptor)
    except OSError as error:
        return (error.strerror or "it cannot be written").lower()
    return ""


def look() -> Seen:
    """The regular files right in the folder, by name, with what changes when they are written."""
    seen: Seen = {}
    with contextlib.suppress(OSError), os.scandir(FOLDER) as entries:
        for count, entry in enumerate(entries):
            if count >= SCANNED:
                break
            with contextlib.suppress(OSError):
                found = entry.stat(follow_symlinks=False)
                if stat.S_ISREG(found.st_mode):
                    seen[entry.name] = (found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)
    return seen


def made(before: Seen, most: int, room: int) -> Iterator[dict[str, Any]]:
    """The frames of the files that a program made or changed.

    Args:
        before: what was there before it ran.
        most: number of files.
        room: bytes of all of them together.
    """
    skipped = 0
    for name, what in sorted(look().items()):
        if before.get(name) == what:
            continue
        sent = False
        with contextlib.suppress(OSError):
            descriptor = os.open(f"{FOLDER}/{name}", os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
            try:
                found = os.fstat(descriptor)
                if stat.S_ISREG(found.st_mode) and most > 0 and found.st_size <= room:
                    size = 0
                    while size < found.st_size and (data := os.read(descriptor, min(PIECE, found.st_size - size))):
                        text = base64.b64encode(data).decode()
                        yield {"file": name.encode("utf-8", "replace").decode(), "data": text, "more": size > 0}
                        size += len(data)
                    if not size:
                        yield {"file": name.encode("utf-8", "replace").decode(), "data": "", "more": False}
                    most, room, sent = most - 1, room - size, True
            finally:
                os.close(descriptor)
        skipped += not sent
    if skipped:
        yield {"skipped": skipped}
