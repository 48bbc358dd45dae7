"""What tools keep (notes, lists, timers, facts) as it was before: "undo that" takes back more than settings."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tools.memory import SCOPE

if TYPE_CHECKING:
    from tools.base import Outcome, Tool, ToolContext
    from tools.store import Store

UNDONE = frozenset(
    """
    add_note remove_note clear_notes add_to_list remove_from_list clear_list remember forget forget_everything
    set_timer cancel_timer add_time set_alarm cancel_alarm set_reminder cancel_reminder
    """.split()
)
"""Tools whose changes of what is kept can be taken back."""
MOST_ROWS = 500
"""More rows than a call changed are not kept: the copy would be larger than what is left of it."""
_COLUMNS = {
    "note": ("id", "text", "made"),
    "item": ("id", "list", "text", "made"),
    "ring": ("id", "kind", "label", "text", "made", "due", "seconds", "rung"),
}
_FACTS = "fact"
State = dict[str, dict[str, list[Any]]]
"""By table and id, the rows."""
Change = dict[str, dict[str, list[Any] | None]]
"""By table and id, the rows to go back to; None: there was none. Plain JSON."""


class Kept:
    """The rows that tools keep in the store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def now(self) -> State:
        """All of them."""
        found: State = {
            table: {str(row[0]): list(row) for row in self._store.query(f"select {', '.join(columns)} from {table}")}
            for table, columns in _COLUMNS.items()
        }
        return found | {_FACTS: {key: [key, fact] for key, fact in self._store.all(SCOPE).items()}}

    def changed_since(self, before: State) -> Change | None:
        """What to go back to; None when nothing was changed, or too much."""
        change = _difference(before, self.now())
        return change if 0 < sum(map(len, change.values())) <= MOST_ROWS else None

    def go_back(self, change: Mapping[str, Mapping[str, list[Any] | None]]) -> tuple[Change, str]:
        """Make the rows what they were; returns what takes that back, and what is there or gone again as a sentence."""
        now = self.now()
        back: Change = {table: {at: now[table].get(at) for at in rows} for table, rows in change.items()}
        facts = []
        for table, rows in change.items():
            for at, row in rows.items():
                if table == _FACTS:
                    facts.append((SCOPE, at, row[1] if row else None))
                    continue
                self._store.change(f"delete from {table} where id = ?", int(at))
                if row:
                    places = ", ".join("?" * len(row))
                    self._store.change(f"insert into {table} ({', '.join(_COLUMNS[table])}) values ({places})", *row)
        if facts:
            self._store.put_all(facts)
        return back, _sentence(change, back)


def merged(first: Change, then: Change) -> Change:
    """Two changes, one after the other, as one."""
    tables = dict.fromkeys([*first, *then])
    return {table: first.get(table, {}) | then.get(table, {}) | first.get(table, {}) for table in tables}


def _difference(before: State, after: State) -> Change:
    change: Change = {}
    for table, rows in before.items():
        for at in sorted(rows.keys() | after[table].keys(), key=lambda at: (len(at), at)):
            was, now = rows.get(at), after[table].get(at)
            rings = table == "ring" and was is not None and now is not None and was[-1] != now[-1]
            if was != now and not rings:  # what has rung meanwhile was not changed by the tool
                change.setdefault(table, {})[at] = was
    return change


def _sentence(change: Mapping[str, Mapping[str, list[Any] | None]], back: Change) -> str:
    there, gone, other = [], [], []
    for table, rows in change.items():
        for at, row in rows.items():
            was = back[table][at]
            if row and was:
                other.append(_name(table, row))
            elif row:
                there.append(_name(table, row))
            elif was:
                gone.append(_name(table, was))
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
    return f"{sentence[0].upper()}{sentence[1:]}." if sentence else "That is undone."


def _together(names: list[str]) -> str:
    if len(names) > 3:
        return f"{len(names)} things"
    return " and ".join(names)


def _name(table: str, row: list[Any]) -> str:
    if table == "note":
        return f"the note {row[1]}"
    if table == "item":
        return f"{row[2]} on the {row[1]} list"
    if table == _FACTS:
        return f"what I know, {row[1]},"
    _, kind, label, text = row[:4]
    return f"the reminder {text}" if kind == "reminder" else f"the {label} {kind}" if label else f"the {kind}"


def undoable(tool: Tool, kept: Kept, record: Callable[[Change | None], None]) -> Tool:
    """The tool, telling `record` what it changed."""

    @functools.wraps(tool.function)
    def function(context: ToolContext, **arguments: Any) -> Outcome:
        before = kept.now()
        outcome = tool.function(context, **arguments)
        record(kept.changed_since(before))
        return outcome

    return replace(tool, function=function)
