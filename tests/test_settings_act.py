"""Every setting does what it says: from the kept value to the engine, the listener, the loop or the tool."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import aclosing
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant import app, parts
from assistant.config import Config
from assistant.engines import Dialogue, Message
from assistant.events import Event, Sentence, Transcript, Utterance, Wake
from assistant.personas import load_all as load_personas
from assistant.pipeline import Conversation, Mouth
from assistant.settings import SETTINGS
from assistant.settings_store import CONVERSATION, Settings
from assistant.think.brain import Brain, CommandResponder, Hands
from assistant.think.commands import Commands, LanguageCommands
from assistant.think.confirm import ConfirmResponder
from assistant.think.conversation import recent
from assistant.think.numbers import normalise
from assistant.think.party import Heat
from assistant.worker import Worker
from sandbox import Limits, Sandbox
from tests.fakes.sound import RecordingSpeaker, SilentMicrophone, ToneSynthesizer
from tools.base import Tool
from tools.party import log
from tools.store import Store

CONFIG = Config()
PERSONAS, _ = load_personas(Path("/nowhere"))


@pytest.fixture
def store() -> Iterator[Store]:
    store = Store(None)
    yield store
    store.close()


@pytest.fixture
def settings(store: Store) -> Settings:
    return app.make_settings(CONFIG, store)


@pytest.mark.parametrize(
    ("name", "said", "field", "value"),
    [
        ("temperature", "1.4", "temperature", 1.4),
        ("top_p", "0.5", "top_p", 0.5),
        ("top_k", "7", "top_k", 7),
        ("min_p", "0.2", "min_p", 0.2),
        ("repetition_penalty", "1.3", "repeat_penalty", 1.3),
        ("seed", "42", "seed", 42),
        ("answer_length", "1", "max_tokens", app.TOKENS[1]),
        ("thinking_budget", "64", "thinking", 64),
    ],
)
def test_how_words_are_drawn(settings: Settings, name: str, said: str, field: str, value: float) -> None:
    assert getattr(app._sampling(CONFIG, settings, PERSONAS, None), field) != value
    settings.set(name, said)
    assert getattr(app._sampling(CONFIG, settings, PERSONAS, None), field) == value


def test_the_penalty_reaches_the_real_model() -> None:
    from assistant.engines import Sampling, TextPart
    from assistant.models.registry import STARTER, ModelFile
    from assistant.think.llm import LlamaChatModel

    model = LlamaChatModel(ModelFile(STARTER), context=512, threads=1, prompt=180)
    said: dict[float, list[str]] = {1.0: [], 2.0: []}
    try:
        for penalty, answers in said.items():
            for question in ("tell me a joke", "who are you", "how are you"):
                sampling = Sampling(temperature=1.0, repeat_penalty=penalty, seed=3, max_tokens=60)
                parts = model.stream([Message("user", question)], (), sampling)
                answers.append("".join(part.text for part in parts if isinstance(part, TextPart)))
    finally:
        model.close()
    assert said[1.0] != said[2.0]


def test_history_length() -> None:
    messages = [Message(role, f"{role} {turn}") for turn in range(5) for role in ("user", "tool", "assistant")]
    assert recent(messages, 2) == messages[-6:]
    assert recent(messages, 0) == []
    assert recent(messages, 9) == messages


def test_history_goes_by_the_half_so_that_most_prompts_begin_as_the_one_before() -> None:
    begins = []
    for count in range(1, 61):
        kept = recent([Message("user", str(turn)) for turn in range(count)], 20)
        assert kept[-1].content == str(count - 1)
        assert min(count, 11) <= len(kept) <= 20
        begins.append(kept[0].content)
    assert len(set(begins)) == 5


def test_persona_and_length_are_in_the_system_message(settings: Settings) -> None:
    before = app.system_message(settings.snapshot(), PERSONAS)
    settings.set("persona", "pirate")
    assert "pirate" in app.system_message(settings.snapshot(), PERSONAS) != before
    settings.set("answer_length", "max")
    assert "at length" in app.system_message(settings.snapshot(), PERSONAS)


def test_voice_rate_and_volume(settings: Settings) -> None:
    """The same synthesizer speaks otherwise at once."""
    voice = parts.make_synthesizer(CONFIG, settings)

    def sound() -> Any:
        rate, volume = app.pace(settings.snapshot(), datetime(2026, 1, 1, 12))
        return np.concatenate(list(voice.synthesize("good morning", rate=rate, volume=volume)))

    plain = sound()
    settings.set("voice", "george")
    other = sound()
    assert len(plain) != len(other) or (plain != other).any()
    settings.set("speech_rate", "2")
    assert len(sound()) < 0.7 * len(other)
    settings.set("volume", "10")
    assert np.abs(sound()).max() < 0.2 * np.abs(other).max()


def test_quiet_hours_soften_the_voice_and_hold_reminders(settings: Settings) -> None:
    night, day = datetime(2026, 1, 1, 23), datetime(2026, 1, 1, 12)
    assert app.pace(settings.snapshot(), night) == (1.0, 1.0)
    settings.set("quiet_hours", "10 pm to 7 am")
    settings.set("quiet_volume", "20")
    assert app.pace(settings.snapshot(), night) == (1.0, 0.25)
    assert app.pace(settings.snapshot(), day) == (1.0, 1.0)
    assert app.is_quiet(settings.snapshot(), night)


def test_the_listener_follows_while_it_listens(settings: Settings) -> None:
    class NoTranscriber:
        name = "none"

    listener = parts.make_listener(CONFIG, settings, NoTranscriber())  # type: ignore[arg-type]
    before = listener._now()
    settings.set("pause_length", "1.5")
    settings.set("wake_word_sensitivity", "0.8")
    settings.set("wake_word", "alexa")
    after = listener._now()
    assert (before.pause_seconds, after.pause_seconds) == (0.7, 1.5)
    assert (before.threshold, round(after.threshold, 4)) == (0.5, 0.2)
    assert listener._wake.phrase == "alexa"


def test_the_other_wake_word_is_heard(settings: Settings) -> None:
    from tests.sound import frames, recording

    listener = parts.make_listener(CONFIG, settings)
    sound = frames(np.concatenate([recording("alexa_pm1.wav"), np.zeros(16_000, np.int16)]))
    assert not [event for event in listener.listen(iter(sound)) if isinstance(event, Wake)]
    settings.set("wake_word", "alexa")
    assert [event.phrase for event in listener.listen(iter(sound)) if isinstance(event, Wake)] == ["alexa"]


def test_the_language_of_commands(settings: Settings, tmp_path: Path) -> None:
    commands = LanguageCommands(settings, tmp_path / "none.yaml")
    assert commands.now().language == "en"
    assert commands.now().recognise("静音") is None
    settings.set("language", "chinese")
    match = commands.now().recognise("说英语")
    assert match is not None
    settings.set(match.arguments["name"], match.arguments["value"])
    assert commands.now().language == "en"


@pytest.mark.parametrize("setting", [s for s in SETTINGS if s.tools], ids=lambda s: s.name)
def test_a_tool_that_is_switched_off_is_neither_offered_nor_run(store: Store, settings: Settings, setting: Any) -> None:
    sandbox = Sandbox()
    box = app.make_toolbox(store, settings, sandbox, CONFIG)
    assert set(setting.tools) <= set(box.names())
    settings.set(setting.name, "off")
    assert not set(setting.tools) & set(box.names())
    for tool in setting.tools:
        refused = box.run(tool, {})
        assert not refused.ok
        assert refused.speech.startswith(f"You switched {setting.spoken[0]} off.")
    settings.set(setting.name, "on")
    assert set(setting.tools) <= set(box.names())


def test_without_tools_the_model_gets_none_and_commands_still_work(store: Store, settings: Settings) -> None:
    class Owner:
        def tools(self) -> list[Tool]:
            return [replace(app.plain_tools()[0], name="own")]

    box = app.make_toolbox(store, settings, Sandbox(), CONFIG, [Owner()])
    assert (box.off(), "own" in box.names()) == ("", True)
    settings.set("tools", "off")
    assert (box.names(), box.schemas()) == ([], [])
    assert box.off() == "You switched my tools off. Say: allow tools."
    assert box.run("clock", {}).ok


def test_sandbox_limits_follow(settings: Settings) -> None:
    class Fake:
        trouble = ""

        limits = Limits()

        def run(self, code: str, *, session: str | None, language: str) -> str:
            del session, language
            return code

    fake = Fake()
    limited = app.LimitedSandbox(fake, settings, CONFIG)  # type: ignore[arg-type]
    settings.set("sandbox_time", "3 seconds")
    settings.set("sandbox_memory", "1 gigabyte")
    assert limited.run("x") == "x"
    assert (fake.limits.seconds, fake.limits.memory) == (3.0, 1 << 30)


@pytest.mark.docker
def test_the_real_sandbox_is_held_to_them(settings: Settings) -> None:
    sandbox = Sandbox(parts.sandbox_limits(CONFIG, settings.snapshot()))
    try:
        sandbox.warm()
        limited = app.LimitedSandbox(sandbox, settings, CONFIG)
        settings.set("sandbox_time", "0.5")
        assert limited.run("import time; time.sleep(20)").timed_out
        settings.set("sandbox_time", "20")
        settings.set("sandbox_memory", "64")
        assert not limited.run("x = bytearray(150 << 20); print('too much')").ok
        settings.set("sandbox_memory", "400")
        assert limited.run("x = bytearray(150 << 20); print('enough')").output.strip() == "enough"
    finally:
        sandbox.close()


class Says:
    """Answers with two sentences."""

    async def respond(self, text: str, dialogue: Dialogue) -> AsyncGenerator[Event, None]:
        del text, dialogue
        yield Sentence("One.")
        yield Sentence("Two.")


@pytest.fixture
async def mouth(settings: Settings) -> AsyncIterator[Mouth]:
    workers = Worker("voice"), Worker("speaker")
    yield Mouth(ToneSynthesizer(), RecordingSpeaker(), *workers, muted=lambda: settings.snapshot().on("mute"))
    for worker in workers:
        await worker.close()


async def test_mute_shows_answers_and_lets_what_rings_be_heard(settings: Settings, mouth: Mouth) -> None:
    events: list[Event] = []
    conversation = Conversation(Says(), events.append, Dialogue(), mouth=mouth)

    async def spoken() -> int:
        events.clear()
        await conversation.answer(Transcript("hello", True, 1.0, "typed"))
        assert [event for event in events if event.name == "reply"]
        return len([event for event in events if event.name == "spoken"])

    assert await spoken() == 2
    settings.set("mute", "on")
    assert await spoken() == 0
    events.clear()
    await conversation._announce(["This is your alarm."])
    assert [event.name for event in events if event.name == "spoken"] == ["spoken"]


@pytest.mark.parametrize(("value", "outcomes"), [("on", ["interrupted", "answered"]), ("off", ["answered"])])
async def test_interruption(settings: Settings, value: str, outcomes: list[str]) -> None:
    settings.set("interruption", value)
    going = asyncio.Event()
    events: list[Event] = []

    class Slow:
        async def respond(self, text: str, dialogue: Dialogue) -> AsyncGenerator[Event, None]:
            del dialogue
            if text == "first":
                going.set()
                await asyncio.sleep(0.3)
            yield Sentence(f"{text}.")

    class Script:
        def listen(self, frames: Iterator[Any]) -> Iterator[Event]:
            import time

            del frames
            for text in ("first", "second"):
                yield Wake("hey jarvis", 1.0, 0.0)
                yield Utterance(0.0, 1.0, "silence")
                yield Transcript(text, True, 1.0, "script")
                time.sleep(0.1)

    conversation = Conversation(
        Slow(), events.append, Dialogue(), live=True, interruptible=lambda: settings.snapshot().on("interruption")
    )
    await conversation.run(SilentMicrophone(0), Script())
    assert [event.outcome for event in events if event.name == "turn"] == outcomes  # type: ignore[attr-defined]


@pytest.fixture
async def ask(store: Store, settings: Settings) -> AsyncIterator[Any]:
    """A brain of commands and an echo, in one dialogue; `ask` returns what is said."""
    worker = Worker("tools")
    commands = LanguageCommands(settings, Config().commands_file)
    toolbox = app.make_toolbox(store, settings, Sandbox(), CONFIG)
    hands = Hands(toolbox, worker, asked=lambda *call: commands.now().answers.question(*call))
    heat = settings.overlay
    assert isinstance(heat, Heat)

    def going_on() -> set[str]:
        return heat.party().going_on() | app._states(settings, store)

    first = CommandResponder(commands.now, hands, going_on=going_on, joined=settings.join)
    model: Any = None  # nothing is asked about that a model has called
    confirm = ConfirmResponder(hands, model, normalise, lambda: commands.now().answers)
    brain = Brain([confirm, first, Says()])
    dialogue = Dialogue()

    async def said(text: str) -> str:
        async with aclosing(brain.respond(text, dialogue)) as events:
            return " ".join([event.text async for event in events if isinstance(event, Sentence)])

    yield said
    await worker.close()


async def test_in_its_sleep_it_only_wakes_up(ask: Any) -> None:
    assert await ask("go to sleep") == "Good night. Say wake up when you need me."
    assert await ask("what time is it") == ""
    assert (Commands.load("en").wake_up(), Commands.load("zh").wake_up()) == ("wake up", "醒醒")
    assert await ask("tell me about the romans") == ""
    assert await ask("wake up") == "I am awake."
    assert "It is" in await ask("what time is it")


async def test_one_undo_for_one_breath(ask: Any, settings: Settings) -> None:
    before = settings.snapshot()
    assert await ask("hotter and shorter") == "Temperature 0.9. Answer length 2."
    assert await ask("undo that") == "Temperature 0.7 and answer length 3 again."
    assert settings.snapshot() == before
    assert await ask("redo that") == "Temperature 0.9 and answer length 2 after all."


async def test_what_rings_is_stopped_by_voice(ask: Any, store: Store) -> None:
    from tools import timers

    store.change("insert into ring (kind, label, text, made, due, seconds) values ('alarm', '', '', 0, 0, 0)")
    assert timers.due(store, datetime.now()) == ["This is your alarm."]
    assert await ask("snooze for five minutes") == "Again in 5 minutes."
    store.change("update ring set due = 0")
    assert timers.due(store, datetime.now()) == ["This is your alarm."]
    assert await ask("stop") == "Okay."
    assert not timers.ringing(store)


@pytest.mark.parametrize(
    ("name", "said", "drinks", "expected"),
    [
        ("house_step", "1", ["sam had a beer"], "The temperature is 1.7."),
        ("party_limit", "1", ["sam had a beer"], "The temperature is 1."),
        ("hourly_limit", "1", ["sam had a beer"] * 2, "Sam has had 1 drinks this hour"),
        ("pace_warning", "2", ["sam had a beer"] * 2, "Slow down, Sam"),
        ("water_round", "2", ["sam had a beer"] * 2, "Water round"),
        ("party_scoring", "sips", ["sam had a beer", "what's the score"], "Sam 1 sip."),
    ],
)
async def test_the_rules_of_the_house(
    ask: Any, settings: Settings, name: str, said: str, drinks: list[str], expected: str
) -> None:
    settings.set("pace_warning", "0")
    settings.set("water_round", "0")
    settings.set(name, said)
    await ask("let's party")
    answers = [await ask(text) for text in drinks]
    assert expected in answers[-1], answers
    assert all(expected not in answer for answer in answers[:-1])


async def test_at_full_heat_every_control_works(ask: Any, settings: Settings, store: Store) -> None:
    await ask("let's party")
    for _ in range(8):
        await ask("cheers")
    assert settings.get("temperature") == 3.0
    assert settings.snapshot().number("min_p") < 0.01
    assert settings.snapshot().number("top_p") == 1.0
    assert await ask("set the temperature to one") == "Temperature 1."
    assert await ask("undo that") == "Temperature 3 again."
    assert "Timer set for 10 minutes." in await ask("set a timer for ten minutes")
    assert await ask("last call") != ""
    assert (settings.get("temperature"), settings.get("min_p"), log.load(store).on) == (0.7, 0.05, False)


def test_a_conversation_has_its_own_temperature_and_the_house_one_volume(settings: Settings) -> None:
    settings.set("temperature", "1.4")
    token = CONVERSATION.set("kitchen")
    try:
        assert settings.get("temperature") == 0.7
        settings.set("temperature", "0.2")
        settings.set("volume", "40")
        assert settings.undo().settings[0][1] == 80
        settings.set("volume", "40")
    finally:
        CONVERSATION.reset(token)
    assert settings.get("temperature") == 1.4
    assert settings.get("volume") == 40
    assert [setting.name for setting, _ in settings.undo().settings] == ["temperature"]


def test_another_process_changes_a_setting_and_this_one_sees_it(tmp_path: Path) -> None:
    here, there = Store(tmp_path / "a.db"), Store(tmp_path / "a.db")
    mine, other = Settings(here), Settings(there)
    assert mine.get("volume") == 80
    other.set("volume", "20")
    assert mine.get("volume") == 20
    here.close()
    there.close()


def test_every_setting_is_read_somewhere() -> None:
    root = Path(app.__file__).parent
    sources = [path for path in root.rglob("*.py") if path.name != "settings.py"]
    code = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    unused = [setting.name for setting in SETTINGS if not setting.tools and f'"{setting.name}"' not in code]
    assert unused == []


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("温度调到一点二", "温度1.2。"),
        ("静音", "静音开。"),
        ("音量百分之三十", "音量30%。"),
        ("变成海盗", "角色海盗。"),
        ("设一个十分钟的计时器", "计时10分钟，开始。"),
        ("把牛奶和鸡蛋加到购物清单", "牛奶和鸡蛋加到购物清单了。"),
        ("现在几点了", "现在"),
        ("恢复默认设置", "所有设置都恢复默认了。"),
        ("开始派对", "派对开始了。谁来玩？每喝一杯就说干杯。"),
    ],
)
async def test_chinese_is_answered_in_chinese(ask: Any, settings: Settings, said: str, answer: str) -> None:
    settings.set("language", "chinese")
    got = await ask(said)
    assert got.startswith(answer), got
    assert got.endswith("。")


@pytest.mark.parametrize(
    ("language", "said", "question", "no", "left", "yes", "done", "read"),
    [
        ("english", "clear the shopping list", "Shall I empty this list: shopping?", "no",
         "Okay, I will not.", "yes please", "The shopping list is empty now.", "what's on the shopping list"),
        ("english", "delete all my notes", "Shall I delete all notes?", "don't", "Okay, I will not.", "go ahead",
         "1 note deleted.", "read my notes"),
        ("chinese", "清空购物清单", "要清空购物清单吗？", "不要", "好，那就算了。", "好的",
         "购物清单清空了。", "购物清单上有什么"),
        ("chinese", "清空笔记", "要删掉所有笔记吗？", "算了", "好，那就算了。", "是的", "笔记全删掉了。", "读一下笔记"),
    ],
)  # fmt: skip
async def test_what_clears_everything_asks_first(
    ask: Any, settings: Settings, language: str, said: str, question: str, no: str, left: str, yes: str, done: str,
    read: str,
) -> None:  # fmt: skip
    settings.set("language", language)
    things = ["take a note buy milk", "add milk to the shopping list"]
    for text in things if language == "english" else ["记一下牛奶", "把牛奶加到购物清单"]:
        await ask(text)
    full = await ask(read)
    assert await ask(said) == question
    assert await ask(no) == left
    assert await ask(read) == full
    assert await ask(said) == question
    assert await ask(yes) == done
    assert await ask(read) != full


def test_chinese_has_a_voice(settings: Settings) -> None:
    voice = parts.make_synthesizer(CONFIG, settings)
    english = np.concatenate(list(voice.synthesize("温度")))
    settings.set("language", "chinese")
    chinese = np.concatenate(list(voice.synthesize("温度")))
    assert np.abs(chinese).max() > 1000
    assert len(english) != len(chinese) or (english != chinese).any()
