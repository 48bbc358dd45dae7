"""What Hearth remembers, and what happens when it cannot."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from tools.base import ToolError
from tools.store import Store


def test_values_are_kept_by_scope(tmp_path: Path) -> None:
    store = Store(tmp_path / "deep" / "a.db")
    store.put("a", "x", [1, {"y": None}])
    store.put("b", "x", "other")
    assert store.get("a", "x", None) == [1, {"y": None}]
    assert store.get("a", "nothing", 5) == 5
    store.put("a", "x", None)
    assert store.all("a") == {}
    store.clear()
    assert store.all("b") == {}
    store.close()


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    file.write_bytes(b"this is a letter, not a database" * 100)
    with pytest.raises(ToolError, match=r"a\.db"):
        Store(file)
    assert file.read_bytes().startswith(b"this is a letter"), "what was there is not lost"


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ToolError, match="file"):
        Store(tmp_path / "file" / "a.db")


def test_threads_may_share_it() -> None:
    store = Store(None)

    def add() -> None:
        for _ in range(50):
            store.change("insert into item (list, text, made) values ('a', 'b', 0)")

    threads = [threading.Thread(target=add) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.query("select count(*) from item") == [(400,)]
    store.close()
