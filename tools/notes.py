"""Notes and lists."""

from __future__ import annotations

import re

from tools.base import Outcome, ToolContext, ToolError, tool


@tool
def add_note(context: ToolContext, text: str) -> Outcome:
    """Take a note.

    Args:
        text: the note, in the owner's words.
    """
    text = text.strip()
    if not text:
        raise ToolError("There is nothing to note.")
    context.store.change("insert into note (text, made) values (?, ?)", text, context.now().timestamp())
    return Outcome("noted", f"Noted: {text}.", {"kind": "note", "text": text})


@tool
def add_to_list(context: ToolContext, list: str, items: str) -> Outcome:
    """Add something to a list, such as the shopping list.

    Args:
        list: the name of the list ("shopping").
        items: what to add, as said ("milk and 2 eggs").
    """
    name = list_name(list)
    things = split_items(items)
    if not things:
        raise ToolError(f"There is nothing to add to the {name} list.")
    for thing in things:
        sql = "insert into item (list, text, made) values (?, ?, ?)"
        context.store.change(sql, name, thing, context.now().timestamp())
    speech = f"Added {_spoken(things)} to the {name} list."
    return Outcome(speech, speech, {"kind": "list_add", "list": name, "items": things})


@tool
def read_list(context: ToolContext, list: str) -> Outcome:
    """Read a list out.

    Args:
        list: the name of the list ("shopping").
    """
    name = list_name(list)
    things = [str(row[0]) for row in context.store.query("select text from item where list = ? order by id", name)]
    speech = f"On the {name} list: {_spoken(things)}." if things else f"The {name} list is empty."
    return Outcome(speech, speech, {"kind": "list_read", "list": name, "items": things})


def list_name(said: str) -> str:
    """The bare name of a list: "my shopping list" -> "shopping"."""
    words = [word for word in said.lower().split() if word not in ("a", "an", "the", "my", "our", "list")]
    return " ".join(words) or "shopping"


def split_items(said: str) -> list[str]:
    """The things in "oat milk, bananas and some bread"."""
    parts = re.split(r",|\band\b|\bplus\b", said.lower())
    bare = [re.sub(r"^\s*(some|also|the)\b", "", part).strip() for part in parts]
    return [part for part in bare if part]


def _spoken(things: list[str]) -> str:
    return things[0] if len(things) == 1 else f"{', '.join(things[:-1])} and {things[-1]}"
