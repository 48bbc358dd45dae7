"""The model's answer as events: spoken while it is written, tools, failures, the dialogue."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import aclosing, asynccontextmanager

import pytest

from assistant.engines import BadCallPart, CallPart, Dialogue, Message, NoticePart, Sampling
from assistant.errors import EngineDiedError, EngineUnreachableError
from assistant.events import NO_ANSWER, Event, Failure, Sentence, ToolCall, ToolResult
from assistant.think.brain import Hands
from assistant.think.reply import (
    GAVE_UP,
    MODEL_AWAY,
    MODEL_FAILED,
    ROUNDS,
    THINKING,
    UNSURE,
    ModelResponder,
    Style,
    follows_on,
)
from assistant.worker import Worker
from tests.fakes.chat import Script, ScriptedModel
from tools.base import Outcome, Toolbox, ToolContext, ToolError, tool
from tools.store import Store


@tool
def double(context: ToolContext, number: str) -> Outcome:
    """Double a number.

    Args:
        number: which.
    """
    del context
    if not number.isdigit():
        raise ToolError(f"{number} is not a number.")
    return Outcome(str(2 * int(number)), f"It is {2 * int(number)}.", {"kind": "doubled"})


CALL = CallPart("double", {"number": "4"})


class House:
    """A responder around a scripted model."""

    def __init__(self, model: ScriptedModel, responder: ModelResponder) -> None:
        self.model, self.responder, self.dialogue = model, responder, Dialogue()

    async def ask(self, text: str = "go") -> list[Event]:
        async with aclosing(self.responder.respond(text, self.dialogue)) as events:
            return [event async for event in events]

    async def said(self, text: str = "go") -> list[str]:
        return [event.text for event in await self.ask(text) if isinstance(event, Sentence)]


@pytest.fixture
async def build() -> AsyncIterator[Callable[..., House]]:
    store = Store(None)
    workers = Worker("model"), Worker("tools")

    def make(
        *answers: Sequence[Script], style: Style | None = None, filler_seconds: float = 1.5, off: str = ""
    ) -> House:
        model = ScriptedModel(*answers)
        hands = Hands(Toolbox([double], ToolContext(store), off=lambda: off), workers[1])
        responder = ModelResponder(
            model, workers[0], hands, lambda: Sampling(seed=5), lambda: "You are a house.", style or Style(),
            filler_seconds,
        )  # fmt: skip
        return House(model, responder)

    yield make
    for worker in workers:
        await worker.close()
    store.close()


async def test_a_model_that_calls_a_tool_though_they_are_off_is_not_obeyed(build: Callable[..., House]) -> None:
    house = build([CALL], off="You switched my tools off.")
    events = await house.ask()
    assert [event.text for event in events if isinstance(event, Sentence)] == ["You switched my tools off."]
    assert not [event for event in events if isinstance(event, ToolCall | ToolResult)]


async def test_sentences_come_while_the_model_still_writes(build: Callable[..., House]) -> None:
    gate = threading.Event()
    house = build(["It is warm. And so", gate, "is the tea."])
    async with aclosing(house.responder.respond("go", house.dialogue)) as events:
        first = await anext(events)
        assert first == Sentence("It is warm.")
        assert not gate.is_set()
        gate.set()
        assert [event async for event in events] == [Sentence("And so is the tea.")]


async def test_the_model_gets_the_system_message_the_tools_and_the_history(build: Callable[..., House]) -> None:
    house = build(["One."], ["Two."])
    await house.ask("first")
    await house.ask("second")
    messages, tools, sampling = house.model.asked[1]
    assert [(message.role, message.content) for message in messages] == [
        ("system", "You are a house."),
        ("user", "first"),
        ("assistant", "One."),
        ("user", "second"),
    ]
    assert [schema["function"]["name"] for schema in tools] == ["double"]
    assert sampling == Sampling(seed=5)
    assert house.dialogue.last_answer == "Two."


async def test_a_tool_is_run_and_its_result_is_read_by_the_model(build: Callable[..., House]) -> None:
    house = build([CALL], ["It makes eight."])
    events = await house.ask()
    assert isinstance(events[0], ToolCall)
    assert isinstance(events[1], ToolResult)
    assert (events[1].text, events[1].data) == ("8", {"kind": "doubled"})
    assert events[2:] == [Sentence("It makes eight.")]
    second = house.model.asked[1][0]
    assert second[-2:] == [Message("assistant", "", (CALL,)), Message("tool", "8", tool="double")]


async def test_a_model_that_does_not_retell_leaves_the_sentence_to_the_tool(build: Callable[..., House]) -> None:
    house = build([CALL], style=Style(retold=lambda _: False))
    assert await house.said() == ["It is 8."]
    assert len(house.model.asked) == 1


async def test_a_call_that_the_model_is_not_sure_of_is_not_run_but_asked_back(build: Callable[..., House]) -> None:
    unsure = CallPart("double", {"number": "4"}, 0.3)
    house = build([unsure], [CALL], ["Eight."], style=Style(surest=0.5))
    events = await house.ask()
    assert [event for event in events if not isinstance(event, Sentence)] == []
    assert [event.text for event in events if isinstance(event, Sentence)] == [UNSURE]
    assert await house.said() == ["Eight."]


async def test_the_place_for_a_result_is_filled(build: Callable[..., House]) -> None:
    house = build([CALL], ["I make it {result}."])
    assert await house.said() == ["I make it It is 8."]


async def test_a_result_that_a_small_model_copied_is_said_as_the_tool_said_it(build: Callable[..., House]) -> None:
    house = build([CALL], ["You get 1 2 1 2. ", "And 3."], style=Style(places_results=True))
    assert await house.said() == ["It is 8."]


async def test_a_failed_tool_is_told_to_the_model(build: Callable[..., House]) -> None:
    house = build([CallPart("double", {"number": "x"})], ["I cannot."])
    assert await house.said() == ["I cannot."]
    assert house.model.asked[1][0][-1].content == "error: x is not a number."


async def test_an_unreadable_call_is_sent_back_and_never_spoken(build: Callable[..., House]) -> None:
    house = build([BadCallPart('{"name": "double", ', "it is cut off")], [CALL], ["Eight."])
    assert await house.said() == ["Eight."]
    assert "cut off" in house.model.asked[1][0][-1].content


async def test_a_model_that_calls_for_ever_is_stopped(build: Callable[..., House]) -> None:
    house = build(*[[CALL]] * (ROUNDS + 2))
    assert await house.said() == [GAVE_UP]
    assert len(house.model.asked) == ROUNDS


async def test_a_model_that_falls_silent_after_a_tool_leaves_the_word_to_the_tool(build: Callable[..., House]) -> None:
    house = build([CALL], [], ["I look. ", CALL], [], ["Yes."])
    assert await house.said() == ["It is 8."]
    assert await house.said() == ["I look.", "It is 8."]
    assert [(message.role, message.content) for message in house.dialogue.messages[:4]] == [
        ("user", "go"), ("assistant", ""), ("tool", "8"), ("assistant", "It is 8."),
    ]  # fmt: skip
    await house.said("and now")
    assert Message("tool", "8", tool="double") in house.model.asked[-1][0], "it does not know that it acted"


async def test_a_model_without_a_word_is_not_silence_and_is_remembered(build: Callable[..., House]) -> None:
    house = build([], ["```python\nprint(1)\n```"])
    assert await house.said() == [NO_ANSWER]
    assert await house.said() == [NO_ANSWER]
    assert [message.content for message in house.dialogue.messages[:2]] == ["go", NO_ANSWER]


async def test_a_word_that_covers_a_wait_is_no_answer(build: Callable[..., House]) -> None:
    gate = threading.Event()
    house = build([gate], filler_seconds=0.05)
    threading.Timer(0.5, gate.set).start()
    assert await house.ask() == [Sentence(THINKING, filler=True), Sentence(NO_ANSWER)]


async def test_a_notice_of_the_model_is_told_and_the_answer_goes_on(build: Callable[..., House]) -> None:
    house = build(["Yes.", NoticePart("The window is small.", "Raise context.")])
    assert await house.ask() == [Sentence("Yes."), Failure("notice", "The window is small.", "Raise context.")]


async def test_a_model_on_a_machine_that_is_away(build: Callable[..., House]) -> None:
    house = build([EngineUnreachableError("The server cannot be reached.", "Start it.")])
    failure = Failure("think", "The server cannot be reached.", "Start it.")
    assert await house.ask() == [failure, Sentence(MODEL_AWAY)]


async def test_a_model_that_dies_in_mid_answer(build: Callable[..., House]) -> None:
    house = build(["It is. And", EngineDiedError("It died.", "Wait.")], ["Here I am."])
    events = await house.ask()
    assert events == [Sentence("It is."), Failure("think", "It died.", "Wait."), Sentence(MODEL_FAILED)]
    assert await house.said() == ["Here I am."]


async def test_code_and_markup_are_not_read_aloud(build: Callable[..., House]) -> None:
    house = build(["**Here** it is 🎉:\n```python\nprint(1)\n```\nSee [the page](http://x.y/z). Bye."])
    said = " ".join(await house.said())
    for unspeakable in ("print", "*", "🎉", "http", "`", "["):
        assert unspeakable not in said
    assert "Here it is" in said
    assert said.endswith("Bye.")


async def test_a_cancelled_answer_stops_the_model_and_remembers_what_was_said(build: Callable[..., House]) -> None:
    house = build(["It is warm. And", threading.Event(), "never said."])
    first = asyncio.Event()

    async def listen() -> None:
        async with _events(house) as events:
            async for _ in events:
                first.set()

    task = asyncio.create_task(listen())
    await asyncio.wait_for(first.wait(), 5)
    task.cancel()
    done, _ = await asyncio.wait({task}, timeout=5)
    assert done, "the model, which would write for ever, was not stopped"
    assert house.dialogue.last_answer == "It is warm."
    assert [message.content for message in house.dialogue.messages] == ["go", "It is warm."]


@asynccontextmanager
async def _events(house: House) -> AsyncIterator[AsyncIterator[Event]]:
    async with aclosing(house.responder.respond("go", house.dialogue)) as events:
        yield events


async def test_a_small_model_reads_prepared_text_and_short_results(build: Callable[..., House]) -> None:
    style = Style(prepare=str.upper, result_characters=1)
    house = build([CallPart("double", {"number": "50"})], ["Done."], style=style)
    await house.ask("hello")
    assert house.model.asked[0][0][1].content == "HELLO"
    assert house.model.asked[1][0][-1].content == "1"


@pytest.mark.parametrize(
    "text",
    ["and now times 2", "double that", "divide it by 4", "plus another 5", "what about minus 7", "ok then halve that",
     "squared", "what's that times 3"],
)  # fmt: skip
def test_a_sum_that_follows_another(text: str) -> None:
    assert follows_on(text)


@pytest.mark.parametrize(
    "text",
    ["what is 4 times 7", "and what is 4 times 7", "add 3 and 9", "write a program that prints the first 10 primes",
     "what is the square root of 144", "tell me a joke", "what is it to you that 3 times 4 is 12"],
)  # fmt: skip
def test_a_request_of_its_own(text: str) -> None:
    assert not follows_on(text)


async def test_a_small_model_reads_what_came_before_only_where_it_is_needed(build: Callable[..., House]) -> None:
    house = build(["One."], ["Two."], ["Three."], style=Style(follows_on=follows_on))
    for text in ("what is 3 times 7", "what is 4 times 7", "double that"):
        await house.ask(text)
    read = [[message.content for message in asked if message.role == "user"] for asked, _, _ in house.model.asked]
    first, second = "what is 3 times 7", "what is 4 times 7"
    assert read == [[first], [second], [first, second, "double that"]]
