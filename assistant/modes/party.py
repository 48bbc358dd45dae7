"""`hearth party`: the house with the party on, and the evening as a picture and a table."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import AsyncIterator
from pathlib import Path

from rich.console import Console
from rich.table import Table

from assistant import app, config, parts
from assistant.engines import Microphone, Speaker
from assistant.errors import HearthError, NoDeviceError
from assistant.events import Failure, Transcript
from assistant.hear.wav import FileMicrophone
from assistant.modes import settings as settings_mode
from assistant.modes.session import converse
from assistant.modes.view import JsonLines, Screen, View
from assistant.pipeline import Conversation
from tools.party import log, report
from tools.store import Store

START = "start the party"


def run(path: Path | None, *, wav: Path | None, out: Path | None, json: bool) -> int:
    """Start (or go on with) the party and converse; typed lines where there is no microphone.

    Args:
        path: the configuration file.
        wav: a sound file as the microphone.
        out: where the spoken replies are written, for a sound file.
        json: one event a line.
    """
    configuration = config.load(path)
    view = JsonLines() if json else Screen()
    microphone, missing = _microphone(configuration, wav)  # first: a file that is not there starts no party

    async def session() -> None:
        async with app.open_house(configuration) as house:
            if not log.load(house.store).on:
                await _said(house.conversation(view), view, START)
            if microphone is None:
                for notice in house.notices:
                    view(Failure("tool", notice.message, notice.remedy))
                await _typed(house, view, "" if json else missing)
                return
            synthesizer = parts.make_synthesizer(configuration, house.settings)
            speaker: Speaker | None
            if wav is not None:
                from assistant.speak.wav_out import WavSpeaker

                speaker = WavSpeaker(out, synthesizer.sample_rate) if out else None
            else:
                from assistant.modes.hands_free import open_speaker

                speaker = open_speaker(configuration, synthesizer.sample_rate, out)
                if not json:
                    print(f'Say "{house.settings.get("wake_word")}", then "cheers". Ctrl-C ends it.', flush=True)
            await converse(house, microphone, synthesizer, speaker, view, live=wav is None)

    asyncio.run(session())
    return 0


def _microphone(configuration: config.Config, wav: Path | None) -> tuple[Microphone | None, str]:
    """What is heard; without a microphone, why there is none."""
    if wav is not None:
        return FileMicrophone(wav), ""
    from assistant.hear.microphone import PyAudioMicrophone

    try:
        return PyAudioMicrophone(configuration.audio.input), ""
    except NoDeviceError as error:
        return None, error.message


async def _said(conversation: Conversation, view: View, text: str) -> None:
    transcript = Transcript(text, True, 1.0, "typed")
    view(transcript)
    await conversation.answer(transcript)


async def _typed(house: app.House, view: View, missing: str) -> None:
    """Lines from the keyboard as if they had been said, until their end.

    Args:
        house: who answers.
        view: gets every event.
        missing: why it is not spoken; empty: a program types, and is told nothing.
    """
    if missing:
        print(f'{missing} Type what you would say ("cheers", "sam had a beer"). Ctrl-D ends it.', flush=True)
    conversation = house.conversation(view)
    async for line in _lines("> " if missing else ""):
        if line.strip():
            await _said(conversation, view, line.strip())


async def _lines(prompt: str) -> AsyncIterator[str]:
    """What is typed, line by line.

    Reading cannot be interrupted, and asyncio waits for its own threads: so a daemon thread reads, which ends with the
    process. It reads the bare descriptor, for Python would wait at its end for the lock of a reader with a buffer.
    """
    loop = asyncio.get_running_loop()
    typed: asyncio.Queue[bytes] = asyncio.Queue()
    wanted = threading.Semaphore()

    def hand(line: bytes) -> None:
        with contextlib.suppress(RuntimeError):  # the loop has ended, and nobody waits any more
            loop.call_soon_threadsafe(typed.put_nowait, line)

    def read() -> None:
        with contextlib.suppress(OSError), open(0, "rb", buffering=0, closefd=False) as keyboard:
            while wanted.acquire() and (line := keyboard.readline()):
                hand(line)
        hand(b"")

    threading.Thread(target=read, name="typed", daemon=True).start()
    while True:
        print(prompt, end="", flush=True)
        line = await typed.get()
        if not line:
            return
        yield line.decode("utf-8", "replace")
        wanted.release()


def tell(path: Path | None, file: Path | None) -> int:
    """Print the newest party's table, and write its picture when a file is given.

    Raises:
        HearthError: there was no party, the file is not .svg, or it cannot be written.
    """
    if file is not None and file.suffix.lower() != ".svg":
        raise HearthError(f"The picture is an SVG, and {file} is not named so.", "Give a name that ends in .svg.")
    with settings_mode.opened(path) as settings:
        configuration = config.load(path)
        store = Store(configuration.data_folder / app.STORE_FILE)
        try:
            _, happened = log.events(store)
        finally:
            store.close()
        if not happened:
            raise HearthError("There was no party yet.", "Start one: hearth party, or say: let's party.")
        own = settings.own("temperature"), settings.own("party_limit")
        sober, limit = (float(value) if isinstance(value, int | float) else 0.0 for value in own)
        unit = str(settings.get("party_scoring"))
        shown = report.evening(happened, sober, limit)
        table = Table("player", unit, "waters", "points", "busiest hour", box=None, header_style="bold")
        for name, *numbers in report.rows(shown):
            table.add_row(name, *(str(number) for number in numbers))
        console = Console(highlight=False)
        console.print(table)
        console.print(f"Temperature now {settings.snapshot().number('temperature'):g}, hottest {_hottest(shown):g}.")
        if file is not None:
            try:
                file.write_text(report.svg(shown, unit), encoding="utf-8")
            except OSError as error:
                raise HearthError(f"The picture {file} cannot be written: {error.strerror}.") from error
            console.print(f"The picture is in {file}.")
    return 0


def _hottest(shown: report.Evening) -> float:
    return max((value for _, value in shown.heat), default=0.0)
