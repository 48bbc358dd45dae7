"""Calls in a conversation: asked about first, side by side, covered by a word, repaired, given up on honestly."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import aclosing
from pathlib import Path
from typing import Any

import pytest

from assistant.engines import BadCallPart, CallPart, Dialogue, Message, Sampling
from assistant.events import Command, Event, Sentence, ToolCall, ToolResult
from assistant.personas import load_all
from assistant.think.answers import Answers
from assistant.think.brain import Brain, CommandResponder, Hands
from assistant.think.commands import Commands
from assistant.think.confirm import LEFT, ConfirmResponder, yes_or_no
from assistant.think.numbers import normalise
from assistant.think.reply import GAVE_UP, STILL_WAITING, THINKING, ModelResponder, Style
from assistant.worker import Worker
from tests.fakes.chat import Script, ScriptedModel
from tools import memory
from tools.base import Outcome, Running, Tool, Toolbox, ToolContext, ToolError, tool
from tools.foreign import foreign
from tools.store import Store

FILLERS = {"One moment.", "Just a second.", "Let me see."}


@tool(risk="ask", question="Shall I delete {path}?")
def delete(context: ToolContext, path: str) -> Outcome:
    """Delete a file.

    Args:
        path: which.
    """
    context.store.put("deleted", path, True)
    return Outcome(f"deleted {path}", f"{path} is deleted.")


@tool
def look(context: ToolContext, count: int) -> Outcome:
    """Look."""
    del context
    if count < 0:
        raise ToolError("There is nothing below.")
    return Outcome(f"saw {count}", f"I saw {count}.")


class Waiting:
    """A call that takes its time on a thread of its own."""

    def __init__(self, name: str, seconds: float) -> None:
        self.name, self.seconds, self.stopped = name, seconds, threading.Event()
        self.began = self.ended = 0.0

    def run(self) -> Outcome:
        self.began = time.monotonic()
        self.stopped.wait(self.seconds)
        self.ended = time.monotonic()
        return Outcome(f"{self.name} waited", "Waited.")

    def interrupt(self) -> None:
        self.stopped.set()


def slow(name: str, seconds: float, started: list[Waiting]) -> Tool:
    def begin(_: object) -> Running:
        started.append(Waiting(name, seconds))
        return started[-1]

    return foreign(name, "Wait.", {"type": "object", "properties": {}}, begin)


class Room:
    """A whole brain around a scripted model."""

    def __init__(
        self, answers: Sequence[Sequence[Script]], workers: Sequence[Worker], style: Style, **options: Any
    ) -> None:
        self.model = ScriptedModel(*answers)
        self.store = Store(None)
        self.started: list[Waiting] = []
        tools = [
            delete, look, memory.remember, memory.forget, memory.list_facts, memory.forget_everything,
            slow("boil", 0.6, self.started), slow("bake", 0.6, self.started), slow("brood", 60, self.started),
        ]  # fmt: skip
        box = Toolbox(tools, ToolContext(self.store))
        self.hands = Hands(box, workers[1], house=workers[2], **options)
        answer = ModelResponder(
            self.model, workers[0], self.hands, Sampling, lambda: "Be brief.", style, filler_seconds=0.3
        )
        self.answer = answer
        commands = CommandResponder(Commands.load(), self.hands)
        self.brain = Brain([ConfirmResponder(self.hands, answer, normalise, lambda: Answers({})), commands, answer])
        self.dialogue = Dialogue()

    async def ask(self, text: str) -> list[Event]:
        async with aclosing(self.brain.respond(text, self.dialogue)) as events:
            return [event async for event in events]

    async def said(self, text: str) -> list[str]:
        return [event.text for event in await self.ask(text) if isinstance(event, Sentence) and not event.filler]


@pytest.fixture
async def build() -> AsyncIterator[Callable[..., Room]]:
    workers = [Worker("model"), Worker("tools"), Worker("house")]
    rooms: list[Room] = []

    def make(*answers: Sequence[Script], style: Style | None = None, **options: Any) -> Room:
        rooms.append(Room(answers, workers, style or Style(), **options))
        return rooms[-1]

    yield make
    for worker in workers:
        await worker.close()
    for room in rooms:
        room.store.close()


DELETE = CallPart("delete", {"path": "a.txt"})


async def test_a_model_s_risky_call_is_asked_about_in_the_language_that_is_spoken(build: Callable[..., Room]) -> None:
    room = build([CallPart("forget_everything", {})], [DELETE], asked=Commands.load("zh").answers.question)
    assert await room.said("忘掉一切") == ["要忘掉你让我记住的一切吗？"]
    assert await room.said("delete a.txt") == ["Shall I delete a.txt?"]  # a tool of the owner's own


def test_a_question_lacks_what_the_model_left_out() -> None:
    answers = Commands.load("zh").answers
    assert answers.question("clear_list", {"list": "购物"}) == "要清空购物清单吗？"
    assert answers.question("clear_list", {}) is None


async def test_a_risky_call_waits_for_a_yes(build: Callable[..., Room]) -> None:
    room = build([DELETE], ["Gone."])
    events = await room.ask("delete a.txt")
    assert events == [Sentence("Shall I delete a.txt?")]
    assert room.store.all("deleted") == {}
    events = await room.ask("yes please")
    assert [type(event) for event in events] == [ToolCall, ToolResult, Sentence]
    assert room.store.all("deleted") == {"a.txt": True}
    assert [(m.role, m.content) for m in room.model.asked[1][0]] == [
        ("system", "Be brief."), ("user", "delete a.txt"), ("assistant", "Shall I delete a.txt?"),
        ("user", "yes please"), ("assistant", ""), ("tool", "deleted a.txt"),
    ]  # fmt: skip
    assert room.dialogue.last_answer == "Gone."


async def test_a_no_leaves_it_and_is_remembered(build: Callable[..., Room]) -> None:
    room = build([DELETE], ["As you wish."])
    await room.ask("delete a.txt")
    assert await room.said("no") == [LEFT]
    assert room.store.all("deleted") == {}
    assert room.dialogue.messages[-1] == Message("assistant", LEFT)
    # A yes that comes later settles nothing.
    assert await room.said("yes") == ["As you wish."]
    assert room.store.all("deleted") == {}


async def test_something_else_than_yes_or_no_drops_the_question(build: Callable[..., Room]) -> None:
    room = build([DELETE], ["It is noon."])
    await room.ask("delete a.txt")
    assert await room.said("what do you think of the sea") == ["It is noon."]
    assert room.dialogue.pending is None
    assert room.store.all("deleted") == {}


async def test_harmless_calls_run_while_the_risky_one_is_asked_about(build: Callable[..., Room]) -> None:
    room = build([CallPart("look", {"count": 2}), DELETE], ["Both done."])
    events = await room.ask("look and delete")
    assert [type(event) for event in events] == [ToolCall, ToolResult, Sentence]
    assert await room.said("go ahead") == ["Both done."]
    assert room.store.all("deleted") == {"a.txt": True}


async def test_a_spoken_command_that_is_risky_asks_too(build: Callable[..., Room]) -> None:
    room = build()
    assert await room.said("remember that my sister is called ada") == ["I will remember that."]
    events = await room.ask("forget everything")
    assert isinstance(events[0], Command)
    assert events[1] == Sentence("Shall I forget everything that you told me to remember?")
    assert memory.facts(room.store) == ["my sister is called ada"]
    assert await room.said("do it") == ["I have forgotten everything."]
    assert memory.facts(room.store) == []


def test_yes_and_no() -> None:
    for text in ("yes", "Yes, please!", "okay", "go ahead", "do it", "yes, delete them", "好的，清空吧", "好 的"):
        assert yes_or_no(text) is True, text
    for text in ("no", "No, thanks.", "don't", "never mind", "stop", "不用了", "算 了"):
        assert yes_or_no(text) is False, text
    for text in ("yesterday", "what is no in french", "", "no idea who that is"):
        assert yes_or_no(text) is None, text


async def test_several_calls_run_side_by_side(build: Callable[..., Room]) -> None:
    room = build([CallPart("boil", {}), CallPart("bake", {}), CallPart("look", {"count": 1})], ["All done."])
    events = await room.ask("cook")
    results = [event for event in events if isinstance(event, ToolResult)]
    boil, bake = room.started
    assert bake.began < boil.ended
    assert results[0].tool == "look"  # as they come
    told = [m.tool for m in room.model.asked[1][0] if m.role == "tool"]
    assert told == ["boil", "bake", "look"]  # as they were called
    assert [call.call for call in results] == [3, 1, 2] or [call.call for call in results] == [3, 2, 1]


async def test_a_wait_is_covered_by_a_word_that_is_no_part_of_the_answer(build: Callable[..., Room]) -> None:
    room = build([CallPart("boil", {})], ["Boiled."])
    events = await room.ask("boil it")
    fillers = [event for event in events if isinstance(event, Sentence) and event.filler]
    assert [event.text in FILLERS for event in fillers] == [True]
    assert room.dialogue.last_answer == "Boiled."
    quick = build([CallPart("look", {"count": 1})], ["Seen."])
    assert not [event for event in await quick.ask("look") if isinstance(event, Sentence) and event.filler]
    # Who has just said something need not say that they are at it.
    spoke = build(["I put the kettle on. ", CallPart("boil", {})], ["Boiled."])
    assert STILL_WAITING not in [e.text for e in await spoke.ask("boil") if isinstance(e, Sentence) and e.filler]


async def test_a_model_that_takes_its_time_says_so_and_can_be_interrupted(build: Callable[..., Room]) -> None:
    late = threading.Event()
    room = build([late, "Four."], [threading.Event(), "never"])
    events = []
    async with aclosing(room.brain.respond("what do you think", room.dialogue)) as answer:
        async for event in answer:
            events.append(event)
            late.set()
    assert events == [Sentence(THINKING, filler=True), Sentence("Four.")]
    assert room.dialogue.last_answer == "Four."
    task = asyncio.create_task(room.ask("and then"))
    await asyncio.sleep(0.9)
    task.cancel()
    done, _ = await asyncio.wait({task}, timeout=5)
    assert done
    assert room.model.interrupted.is_set()


async def test_interrupting_stops_a_call_that_runs(build: Callable[..., Room]) -> None:
    room = build([CallPart("brood", {}), CallPart("look", {"count": 1})])
    task = asyncio.create_task(room.ask("brood"))
    while not room.started:
        await asyncio.sleep(0.01)
    task.cancel()
    done, _ = await asyncio.wait({task}, timeout=5)
    assert done
    assert room.started[0].stopped.is_set()


async def test_wrong_arguments_are_repaired_or_told_to_the_model(build: Callable[..., Room]) -> None:
    room = build(
        [CallPart("Look", {"Count": "3"})],
        [CallPart("look", {"count": "a few"})],
        [CallPart("stare", {})],
        [BadCallPart("{", "it is not JSON")],
        [CallPart("look", {"count": -1})],
        ["I could not look."],
    )
    assert await room.said("look around") == ["I could not look."]
    results = [m.content for m in room.model.asked[-1][0] if m.role == "tool"]
    assert results[0] == "saw 3"
    assert "count" in results[1]
    assert results[2] == "error: There is no tool called stare."
    assert "could not be read" in results[3]
    assert results[4] == "error: There is nothing below."


async def test_a_model_that_never_gets_there_ends_honestly(build: Callable[..., Room]) -> None:
    wrong = [CallPart("look", {"count": "many"})]
    room = build(*[wrong] * 20, style=Style(rounds=5))
    assert await room.said("look") == [GAVE_UP]
    assert len(room.model.asked) == 5


async def test_each_answer_has_a_seed_and_is_asked_with_it(build: Callable[..., Room]) -> None:
    room = build([CallPart("look", {"count": 1})], ["Seen."], ["Hello."])
    await room.ask("look")
    first = room.dialogue.seed
    assert {sampling.seed for _, _, sampling in room.model.asked} == {first}
    await room.ask("how do you do")
    assert room.dialogue.seed not in (None, first)


async def test_history_keeps_what_was_written_so_that_nothing_is_read_again(build: Callable[..., Room]) -> None:
    room = build(["It is **warm**. ", "Take a hat."], ["Yes."])
    await room.ask("how is the weather")
    assert room.dialogue.messages[-1].content == "It is **warm**.  Take a hat."
    assert room.dialogue.last_answer == "It is warm. Take a hat."


async def test_warming_reads_what_every_prompt_begins_with(build: Callable[..., Room]) -> None:
    room = build(["Hello."])
    await room.answer.warm()
    await room.ask("how do you do")
    messages, tools, _ = room.model.warmed[0]
    assert room.model.asked[0][0][: len(messages)] == messages
    assert room.model.asked[0][1] == tools


async def test_a_persona_greets() -> None:
    personas, wrong = load_all(Path("/no/such/folder"))
    assert not wrong

    @tool
    def set_setting(context: ToolContext, name: str, value: str) -> Outcome:
        """Set."""
        del context
        return Outcome(value, f"Persona {value}.", {"kind": "setting", "name": name, "value": value})

    worker, store = Worker("tools"), Store(None)
    hands = Hands(
        Toolbox([set_setting], ToolContext(store)), worker, greeting=lambda name: personas[name].greeting
    )  # fmt: skip
    _, _, sentences = await hands.run(0, "set_setting", {"name": "persona", "value": "butler"}, Dialogue())
    assert sentences == [Sentence("At your service.")]
    _, _, sentences = await hands.run(0, "set_setting", {"name": "voice", "value": "amy"}, Dialogue())
    assert sentences == [Sentence("Persona amy.")]
    await worker.close()
    store.close()
