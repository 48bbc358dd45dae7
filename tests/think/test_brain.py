"""Who answers first, and "say that again"."""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from datetime import datetime, timedelta

import pytest

from assistant.app import make_toolbox
from assistant.engines import Dialogue
from assistant.events import NO_ANSWER, Command, Event, Sentence, ToolResult
from assistant.settings_store import Settings
from assistant.think.brain import NOTHING_SAID, Brain, CommandResponder, Hands, said_again
from assistant.think.commands import Commands
from assistant.worker import Worker
from sandbox import Sandbox
from tools import timers
from tools.store import Store


class Echo:
    """Answers everything with itself."""

    async def respond(self, text: str, dialogue: Dialogue) -> AsyncGenerator[Event, None]:
        dialogue.last_answer = text
        yield Sentence(f"{text}.")


class House:
    """The command responder in front of an echo."""

    def __init__(self, store: Store, worker: Worker, language: str = "en") -> None:
        self.store = store
        self.settings = Settings(store)
        self.hands = hands = Hands(make_toolbox(store, self.settings, Sandbox()), worker)
        self.brain = Brain([CommandResponder(Commands.load(language), hands, joined=self.settings.join), Echo()])
        self.dialogue = Dialogue()

    async def ask(self, text: str) -> list[Event]:
        async with aclosing(self.brain.respond(text, self.dialogue)) as events:
            return [event async for event in events]

    async def said(self, text: str) -> str:
        return " ".join(event.text for event in await self.ask(text) if isinstance(event, Sentence))


@pytest.fixture
async def house() -> AsyncIterator[House]:
    store, worker = Store(None), Worker("tools")
    yield House(store, worker)
    await worker.close()
    store.close()


@pytest.fixture
async def chinese() -> AsyncIterator[House]:
    store, worker = Store(None), Worker("tools")
    yield House(store, worker, "zh")
    await worker.close()
    store.close()


async def test_a_command_runs_its_tool_and_says_so(house: House) -> None:
    command, result, sentence = await house.ask("set the temperature to one point two")
    assert isinstance(command, Command)
    assert (command.tool, dict(command.arguments)) == ("set_setting", {"name": "temperature", "value": "1.2"})
    assert isinstance(result, ToolResult)
    assert (result.call, result.ok, result.data["value"]) == (0, True, 1.2)
    assert sentence == Sentence("Temperature 1.2.")
    assert house.settings.get("temperature") == 1.2


async def test_what_is_no_command_goes_to_the_next(house: House) -> None:
    assert await house.ask("how are you") == [Sentence("how are you.")]


async def test_what_was_said_in_one_breath_is_undone_as_one(house: House) -> None:
    await house.said("slower and louder and hotter")
    await house.said("undo that")
    assert [house.settings.get(name) for name in ("speech_rate", "volume", "temperature")] == [1.0, 80, 0.7]


async def test_undo_does_not_put_it_to_sleep(house: House) -> None:
    await house.said("set the volume to 40")
    await house.said("go to sleep")
    await house.said("wake up")
    assert await house.said("undo that") == "Volume 80 percent again."
    assert house.settings.get("sleep") is False


async def test_a_conversation_about_a_setting(house: House) -> None:
    assert await house.said("set the temperature to one point two") == "Temperature 1.2."
    assert await house.said("what is the temperature") == "The temperature is 1.2."
    assert await house.said("say that again") == "The temperature is 1.2."
    assert await house.said("undo that") == "Temperature 0.7 again."
    assert "0 to 5" in await house.said("set the temperature to nine")
    assert await house.said("stop") == ""


async def test_a_party_warms_the_model_up_and_ends(house: House) -> None:
    before = house.settings.get("temperature")
    await house.ask("start the party")
    await house.ask("add sam to the game")
    await house.ask("sam had a beer")
    warm = house.settings.get("temperature")
    assert isinstance(warm, float)
    assert isinstance(before, float)
    assert warm > before
    assert "sam" in (await house.said("what's the score")).lower()
    await house.ask("end the party")
    assert house.settings.get("temperature") == before


async def test_what_rings_is_stopped_by_its_name(house: House) -> None:
    await house.ask("set a five minute egg timer")
    await house.ask("set a 20 minute pasta timer")
    timers.due(house.store, datetime.now() + timedelta(minutes=6))
    assert await house.said("stop the egg timer") == "Egg timer stopped."
    assert [ring.label for ring in timers.pending(house.store)] == ["pasta"]
    timers.due(house.store, datetime.now() + timedelta(minutes=21))
    assert await house.said("turn off all timers") == "Pasta timer stopped."
    await house.ask("set an alarm for 7 am")
    timers.due(house.store, datetime.now() + timedelta(days=2))
    assert await house.said("turn off the 7 am alarm") == "Okay."
    assert not timers.ringing(house.store)


async def test_the_things_of_a_list_are_kept_one_by_one(house: House) -> None:
    assert await house.said("add milk, eggs and bread to the shopping list") == (
        "Added milk, eggs and bread to the shopping list."
    )
    await house.ask("remove milk from the shopping list")
    assert await house.said("what's on the shopping list") == "On the shopping list: eggs and bread."


async def test_latin_names_play_at_a_chinese_party(chinese: House) -> None:
    await chinese.ask("开始派对")
    assert await chinese.said("peter也玩") == "欢迎peter。"
    assert await chinese.said("加上alice") == "欢迎alice。"


async def test_a_chinese_host_is_as_responsible(chinese: House) -> None:
    chinese.settings.set("hourly_limit", "2")
    chinese.settings.set("pace_warning", "2")
    await chinese.ask("开始派对")
    assert await chinese.said("小明喝了一杯") == "小明干杯！现在温度1.2。"
    assert await chinese.said("小明喝了一杯") == "小明干杯！现在温度1.7。小明慢点喝，这个小时已经2杯了。"
    assert await chinese.said("小明喝了一杯") == "小明干杯！现在温度1.7。小明这个小时已经喝了2杯，下一杯喝水吧。"


async def test_chinese_replies_claim_nothing_that_did_not_happen(chinese: House) -> None:
    for said, reply in (
        ("取消计时器", "没有要取消的计时器。"),
        ("取消闹钟", "没有要取消的闹钟。"),
        ("取消提醒", "没有要取消的提醒。"),
        ("删掉最后一条笔记", "没有要删的笔记。"),
        ("从购物清单里删掉牛奶", "购物清单里没有牛奶。"),
        ("还有多久", "没有在走的计时器。"),
        ("有哪些闹钟", "没有设闹钟。"),
        ("有哪些清单", "没有清单。"),
        ("设个五分钟的计时器", "计时5分钟，开始。"),
        ("取消计时器", "计时器取消了。"),
        ("把五花肉，三明治加到购物清单", "五花肉和三明治加到购物清单了。"),
        ("从购物清单里删掉五花肉", "五花肉从购物清单里去掉了。"),
        ("音量的范围是多少", "音量可以从0%到100%。"),
        ("音量是多少", "音量是80%。"),
        ("有哪些声音", "嗓音可以是艾米、艾伦、罗丝、乔治。"),
        ("静音的范围", "静音可以开或关。"),
        ("开始派对", "派对开始了。谁来玩？每喝一杯就说干杯。"),
        ("加上小明和小红", "欢迎小明和小红。"),
    ):
        assert await chinese.said(said) == reply


async def test_chinese_answers_to_what_is_set(chinese: House) -> None:
    await chinese.ask("设个五分钟的计时器")
    await chinese.ask("设个十分钟的鸡蛋计时器")
    assert re.fullmatch(
        r"(计时器还有(5分钟|4分钟59秒)、鸡蛋计时器还有(10分钟|9分钟59秒)。)", await chinese.said("还有多久")
    )
    for said in ("明天早上七点半的闹钟", "提醒我明天下午三点开会"):
        await chinese.ask(said)
    assert await chinese.said("有哪些闹钟") == "闹钟：明天7点30分。"
    assert await chinese.said("有哪些提醒") == "要提醒你的：明天15点00分开会。"
    await chinese.ask("把牛奶加到购物清单")
    assert await chinese.said("有哪些清单") == "有这些清单：购物。"
    for said in ("开始派对", "加上小明和小红"):
        await chinese.ask(said)
    assert await chinese.said("比分") == "还没有人喝。"
    for said in ("小明喝了一杯", "小明喝了一杯", "小红喝了一杯", "小红喝了水"):
        await chinese.ask(said)
    assert await chinese.said("比分") == "小明2杯、小红1杯、小红1杯水。"


async def test_a_model_with_nothing_to_add_to_a_toast_adds_nothing(house: House) -> None:
    class Speechless:
        async def respond(self, text: str, dialogue: Dialogue) -> AsyncGenerator[Event, None]:
            del text, dialogue
            yield Sentence(NO_ANSWER)

    alone = CommandResponder(Commands.load(), house.hands, decorator=Speechless())
    house.brain = Brain([alone])
    await house.ask("start the party")
    await house.ask("add sam to the game")
    events = await house.ask("sam had a beer")
    assert any(isinstance(event, ToolResult) and event.data["prompt"] for event in events)
    assert any(isinstance(event, Sentence) for event in events)
    assert Sentence(NO_ANSWER) not in events


@pytest.mark.parametrize(
    ("action", "last", "says"),
    [
        ("repeat", "One. Two.", "One. Two."),
        ("shorter", "One is here. Two is there.", "One is here."),
        ("repeat", "", NOTHING_SAID),
        ("stop", "One.", None),
    ],
)
def test_said_again(action: str, last: str, says: str | None) -> None:
    assert said_again(action, Dialogue(last_answer=last)) == says
