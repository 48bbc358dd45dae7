"""What tools keep (notes, lists, timers, facts) as it was before: "undo that" takes back more than settings."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tools.memory import SCOPE as FACT

if TYPE_CHECKING:
    from tools.base import Outcome, Tool, ToolContext
    from tools.store import Store

UNDONE = {
    **dict.fromkeys(("add_note", "remove_note", "clear_notes"), "note"),
    **dict.fromkeys(("add_to_list", "remove_from_list", "clear_list"), "item"),
    **dict.fromkeys(("remember", "forget", "forget_everything"), FACT),
    **dict.fromkeys(("set_timer", "cancel_timer", "add_time", "set_alarm", "cancel_alarm"), "ring"),
    **dict.fromkeys(("set_reminder", "cancel_reminder"), "ring"),
}
"""Tools whose changes can be taken back, and the table, or the scope of values, that they change."""
MOST_ROWS = 500
"""What changes more rows than these at once is not kept, and cannot be taken back."""
Row = list[Any]
Change = dict[str, dict[str, list[Row | None]]]
"""By table and id: the row before and the row after, None where there is none. Plain JSON."""


class Kept:
    """The rows that tools keep in the store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def now(self, table: str) -> dict[str, Row]:
        """The rows of a table (one of `UNDONE`) by id."""
        if table == FACT:
            return {key: [key, fact] for key, fact in self._store.all(FACT).items()}
        return {str(row[0]): list(row) for row in self._store.query(f"select * from {table} order by id")}

    def changed_since(self, table: str, before: dict[str, Row]) -> Change | None:
        """What became of the rows; None when nothing did, or too much to be kept."""
        after = self.now(table)
        pairs = {at: [before.get(at), after.get(at)] for at in dict.fromkeys([*before, *after])}
        change = {at: [was, now] for at, (was, now) in pairs.items() if was != now and not _rang(table, was, now)}
        return {table: change} if 0 < len(change) <= MOST_ROWS else None

    def go_back(self, change: Change) -> tuple[Change, str]:
        """Make the rows what they were before the change, as far as they are still what it left.

        A number is given to another row when its row is gone, by another room or because it rang: that one stays, and
        what comes back gets a new number.

        Returns: what takes that back again, and what is there or gone again as a sentence; empty: nothing is.
        """
        back: Change = {}
        for table, rows in change.items():
            now = self.now(table)
            for number, (was, left) in rows.items():
                at, row, here = number, was, now.get(number)
                if row and left is None and here not in (None, row):
                    at = f"{max(map(int, now)) + 1:0{len(number)}d}"
                    row, here = [at if table == FACT else int(at), *row[1:]], None
                if _who(table, here) == _who(table, left):
                    self._put(table, at, row)
                    now[at] = row or []  # its number is taken, or was
                    back.setdefault(table, {})[at] = [here, row]
        return back, _sentence(back)

    def _put(self, table: str, at: str, row: Row | None) -> None:
        if table == FACT:
            self._store.put(FACT, at, row and row[1])
        elif row is None:
            self._store.change(f"delete from {table} where id = ?", int(at))
        else:
            self._store.change(f"insert or replace into {table} values ({', '.join('?' * len(row))})", *row)


def merged(first: Change, then: Change) -> Change:
    """Two changes, one after the other, as one."""
    made = {table: dict(rows) for table, rows in first.items()}
    for table, rows in then.items():
        for at, (was, now) in rows.items():
            here = made.setdefault(table, {})
            here[at] = [here[at][0] if at in here else was, now]
    return made


def _who(table: str, row: Row | None) -> Row | None:
    """What tells a row from another of the same number; of what rings, not when it is due and how often it rang."""
    return row[:5] if row and table == "ring" else row


def _rang(table: str, was: Row | None, now: Row | None) -> bool:
    """Has it only rung meanwhile?"""
    return table == "ring" and was is not None and now is not None and was[-1] != now[-1]


def _sentence(back: Change) -> str:
    """About rows that were the first of each pair and are the second now."""
    there, gone, other = list[str](), list[str](), list[str]()
    for table, rows in back.items():
        for was, now in rows.values():
            if row := now or was:
                (other if now and was else there if now else gone).append(_name(table, row))
    parts = [
        f"{_together(names)} {verb if len(names) == 1 else verbs}"
        for names, verb, verbs in (
            (there, "is there again", "are there again"),
            (gone, "is gone again", "are gone again"),
            (other, "is as it was", "are as they were"),
        )
        if names
    ]
    sentence = ", and ".join(parts)
    return f"{sentence[0].upper()}{sentence[1:]}." if sentence else ""


def _together(names: list[str]) -> str:
    return f"{len(names)} things" if len(names) > 3 else " and ".join(names)


def _name(table: str, row: Row) -> str:
    if table == "note":
        return f"the note {row[1]}"
    if table == "item":
        return f"{row[2]} on the {row[1]} list"
    if table == FACT:
        return f"what I know, {row[1]},"
    _, kind, label, text = row[:4]
    return f"the reminder {text}" if kind == "reminder" else f"the {label} {kind}" if label else f"the {kind}"


def undoable(tool: Tool, kept: Kept, record: Callable[[Change | None], None]) -> Tool:
    """The tool, telling `record` what it changed; a tool that changes nothing that is kept as it is."""
    table = UNDONE.get(tool.name)
    if table is None:
        return tool

    @functools.wraps(tool.function)
    def function(context: ToolContext, **arguments: Any) -> Outcome:
        before = kept.now(table)
        outcome = tool.function(context, **arguments)
        record(kept.changed_since(table, before))
        return outcome

    return replace(tool, function=function)
