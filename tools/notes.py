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
def read_notes(context: ToolContext) -> Outcome:
    """Read the owner's notes out, the newest last."""
    notes = [str(row[0]) for row in context.store.query("select text from note order by id")]
    speech = (
        f"{len(notes)} note{'s' if len(notes) > 1 else ''}: {'; '.join(notes)}." if notes else "There are no notes."
    )
    return Outcome(speech, speech, {"kind": "note_read", "items": notes})


@tool
def remove_note(context: ToolContext, text: str = "") -> Outcome:
    """Delete a note.

    Args:
        text: words of it; empty: the last.
    """
    rows = context.store.query("select id, text from note order by id")
    words = words_of(text)
    # "the note about that" names none: no word of it says which.
    rows = [row for row in rows if words and words <= words_of(row[1])] if text.strip() else rows[-1:]
    if not rows:
        return Outcome("no such note", "There is no such note.", {"kind": "note_remove", "text": None, "count": 0})
    for row in rows:
        context.store.change("delete from note where id = ?", row[0])
    speech = f"{len(rows)} notes deleted." if len(rows) > 1 else f"Deleted: {rows[0][1]}."
    return Outcome(speech, speech, {"kind": "note_remove", "text": rows[-1][1], "count": len(rows)})


@tool(risk="ask", question="Shall I delete all notes?")
def clear_notes(context: ToolContext) -> Outcome:
    """Delete all notes."""
    count = context.store.change("delete from note")
    if not count:
        return read_notes.function(context)  # says that there are none
    speech = f"{count} note{'s' if count > 1 else ''} deleted."
    return Outcome(speech, speech, {"kind": "note_clear", "count": count})


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


@tool
def remove_from_list(context: ToolContext, list: str, items: str) -> Outcome:
    """Take something off a list.

    Args:
        list: the name of the list ("shopping").
        items: what to take off, as said.
    """
    name = list_name(list)
    rows = context.store.query("select id, text from item where list = ? order by id", name)
    gone = []
    for thing in split_items(items):
        wanted = words_of(thing)
        same = [row for row in rows if wanted == words_of(row[1])]
        found = same or [row for row in rows if wanted and wanted <= words_of(row[1])]
        for row in found[:1]:
            context.store.change("delete from item where id = ?", row[0])
            rows.remove(row)
            gone.append(str(row[1]))
    speech = f"Took {_spoken(gone)} off the {name} list." if gone else f"{items} is not on the {name} list."
    data = {"kind": "list_remove", "list": name, "items": gone, "asked": items, "count": len(gone)}
    return Outcome(speech, speech, data)


@tool(risk="ask", question="Shall I empty this list: {list}?")
def clear_list(context: ToolContext, list: str) -> Outcome:
    """Take everything off a list.

    Args:
        list: the name of the list ("shopping").
    """
    name = list_name(list)
    count = context.store.change("delete from item where list = ?", name)
    speech = f"The {name} list is empty now." if count else f"The {name} list was empty."
    return Outcome(speech, speech, {"kind": "list_clear", "list": name})


@tool
def list_lists(context: ToolContext) -> Outcome:
    """Tell which lists there are."""
    rows = context.store.query("select list, count(*) from item group by list order by list")
    parts = [f"{name} with {count}" for name, count in rows]
    speech = f"Your lists: {_spoken(parts)}." if parts else "There are no lists."
    return Outcome(speech, speech, {"kind": "list_lists", "items": [row[0] for row in rows], "count": len(rows)})


def words_of(said: str) -> set[str]:
    """The words of a thing, singular and plural alike, without articles."""
    bare = (word.removesuffix("s") for word in re.findall(r"[\w']+", said.lower()))
    return {word for word in bare if word not in ("a", "an", "the", "some", "my", "that", "i", "of")}


def list_name(said: str) -> str:
    """The bare name of a list: "my shopping list" -> "shopping"."""
    words = [word for word in said.lower().split() if word not in ("a", "an", "the", "my", "our", "list")]
    return " ".join(words) or "shopping"


def split_items(said: str) -> list[str]:
    """The things in "oat milk, bananas and some bread"."""
    parts = re.split(r"[,，、;；]|\band\b|\bplus\b|和|跟|还有", said.lower())
    bare = [re.sub(r"^\s*(some|also|the)\b", "", part).strip() for part in parts]
    return [part for part in bare if part]


def _spoken(things: list[str]) -> str:
    return things[0] if len(things) == 1 else f"{', '.join(things[:-1])} and {things[-1]}"
