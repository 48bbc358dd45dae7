"""What Hearth remembers: one SQLite file, of the owner's."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from tools.base import ToolError
from tools.whole import whole_value

T = TypeVar("T")

_SCHEMA = """
create table if not exists value (scope text, key text, value text, primary key (scope, key));
create table if not exists note (id integer primary key, text text, made real);
create table if not exists item (id integer primary key, list text, text text, made real);
create table if not exists ring (
    id integer primary key, kind text, label text, text text, made real, due real, seconds real,
    rung integer not null default 0);
create table if not exists party_event (
    id integer primary key, party integer, at real, kind text, player text, amount real, data text);
"""
_COLUMNS = {"ring": {"rung": "integer not null default 0"}}
"""Columns that a file made by an older Hearth may lack."""


class Store:
    """Values, notes, list items, and what is to ring. Every call is its own transaction; any thread may call.

    Args:
        path: the file; None: in memory, gone with the process.

    Raises:
        ToolError: the file cannot be opened, is not a database, or the disk is full.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._lock = threading.Lock()
        try:
            if path is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(str(path or ":memory:"), timeout=5.0, check_same_thread=False)
            self._db.execute("pragma journal_mode=wal")
            self._db.executescript(_SCHEMA)
            for table, columns in _COLUMNS.items():
                there = {row[1] for row in self._db.execute(f"pragma table_info({table})")}
                for column in columns.keys() - there:
                    self._db.execute(f"alter table {table} add column {column} {columns[column]}")
        except (OSError, sqlite3.Error) as error:
            raise ToolError(f"What Hearth remembers, in {path}, cannot be opened: {error}.") from error

    def get(self, scope: str, key: str, default: T) -> Any | T:
        """A value kept under scope and key."""
        rows = self.query("select value from value where scope = ? and key = ?", scope, key)
        return json.loads(rows[0][0]) if rows else default

    def version(self) -> tuple[int, int]:
        """Changes whenever the file does, by this process or by another; costs some microseconds."""
        return self._guard(lambda: (int(self._db.execute("pragma data_version").fetchone()[0]), self._db.total_changes))

    def put(self, scope: str, key: str, value: Any) -> None:
        """Keep a JSON value; None forgets it."""
        self.put_all([(scope, key, value)])

    def put_all(self, rows: Sequence[tuple[str, str, Any]]) -> None:
        """Keep several (scope, key, value) at once: after a crash all of them are there, or none."""

        def run() -> None:
            with self._db:
                for scope, key, value in rows:
                    if value is None:
                        self._db.execute("delete from value where scope = ? and key = ?", (scope, key))
                    else:
                        row = (scope, key, json.dumps(value))
                        self._db.execute("insert or replace into value values (?, ?, ?)", row)

        self._guard(run)

    def all(self, scope: str) -> dict[str, Any]:
        """All values of a scope."""
        rows = self.query("select key, value from value where scope = ? order by key", scope)
        return {key: json.loads(value) for key, value in rows}

    def clear(self) -> None:
        """Forget everything."""
        for table in ("value", "note", "item", "ring", "party_event"):
            self.change(f"delete from {table}")

    def query(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """Rows of a select."""
        safe = whole_value(list(values))
        return self._guard(lambda: self._db.execute(sql, safe).fetchall())

    def change(self, sql: str, *values: Any) -> int:
        """Run an insert, update or delete; returns the number of rows changed."""

        safe = whole_value(list(values))

        def run() -> int:
            with self._db:
                return self._db.execute(sql, safe).rowcount

        return self._guard(run)

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._db.close()

    def _guard(self, work: Callable[[], T]) -> T:
        try:
            with self._lock:
                return work()
        except sqlite3.Error as error:
            raise ToolError(f"What Hearth remembers, in {self._path}, cannot be used: {error}.") from error
