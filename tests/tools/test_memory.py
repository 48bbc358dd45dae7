"""Facts: kept across restarts, listed, forgotten by what they are about."""

from __future__ import annotations

from pathlib import Path

from tools import memory
from tools.base import Toolbox, ToolContext
from tools.store import Store


def box(store: Store) -> Toolbox:
    return Toolbox(
        [memory.remember, memory.forget, memory.list_facts, memory.forget_everything], ToolContext(store)
    )  # fmt: skip


def test_facts_are_kept_across_a_restart_and_in_order(tmp_path: Path) -> None:
    store = Store(tmp_path / "hearth.db")
    tools = box(store)
    for fact in ("my sister is called Ada.", "i take my tea without milk", "My sister is called Ada"):
        assert tools.run("remember", {"fact": fact}).ok
    store.close()
    store = Store(tmp_path / "hearth.db")
    assert memory.facts(store) == ["my sister is called Ada", "i take my tea without milk"]
    assert box(store).run("list_facts", {}).speech == (
        "I remember: my sister is called Ada; i take my tea without milk."
    )
    store.close()


def test_a_half_of_a_character_is_not_kept_and_one_that_was_does_no_harm() -> None:
    store = Store(None)
    tools = box(store)
    assert tools.run("remember", {"fact": "I like tea \ud83c"}).ok
    store.put(memory.SCOPE, "000002", "my cup is \ud83c")  # as an older Hearth left it
    assert memory.facts(store) == ["I like tea \ufffd", "my cup is \ufffd"]
    assert tools.run("forget", {"about": "my cup"}).speech == "Forgotten: my cup is \ufffd."
    store.change("insert into note (text, made) values (?, ?)", "hi \ud83d", 1.0)
    assert store.query("select text from note where text = ?", "hi \ud83d") == [("hi \ufffd",)]
    store.close()


def test_forgetting_names_what_is_gone() -> None:
    store = Store(None)
    tools = box(store)
    for fact in ("my sister is called Ada", "the code of the gate is 4711", "i take my tea without milk"):
        tools.run("remember", {"fact": fact})
    assert tools.run("forget", {"about": "the gate code"}).speech == "Forgotten: the code of the gate is 4711."
    assert tools.run("forget", {"about": "my aunt"}).speech == "I remember nothing about my aunt."
    assert len(memory.facts(store)) == 2
    assert tools.prepare("forget_everything", {}).question.startswith("Shall I forget everything")
    assert tools.run("forget_everything", {}).ok
    assert memory.facts(store) == []
    assert not tools.run("remember", {"fact": " "}).ok
    store.close()


def test_forgetting_takes_nothing_that_was_not_meant() -> None:
    store = Store(None)
    tools = box(store)
    for fact in ("i like coffee", "i like jazz", "my brother likes old cats", "my sister likes old dogs"):
        tools.run("remember", {"fact": fact})
    for about in ("I like tea", "my aunt likes old birds", "my sister likes old cats", "my sister likes cats"):
        assert tools.run("forget", {"about": about}).speech == f"I remember nothing about {about}."
    assert len(memory.facts(store)) == 4
    tools.run("remember", {"fact": "I do not like tea"})
    assert tools.run("forget", {"about": "that I like tea"}).speech == "I remember nothing about that I like tea."
    assert tools.run("forget", {"about": "that I don't like tea"}).speech == "Forgotten: I do not like tea."
    for fact, about in (
        ("the blue cup is not mine", "the blue cup"),
        ("i am vegetarian so do not suggest meat", "that I am vegetarian"),
        ("i dont like mint", "that I don't like mint"),
    ):
        tools.run("remember", {"fact": fact})
        assert tools.run("forget", {"about": about}).speech == f"Forgotten: {fact}."
    assert tools.run("forget", {"about": "I like loud jazz"}).speech == "Forgotten: i like jazz."
    assert tools.run("forget", {"about": "my brother likes cats too"}).speech == "Forgotten: my brother likes old cats."
    assert memory.facts(store) == ["i like coffee", "my sister likes old dogs"]
    store.close()
