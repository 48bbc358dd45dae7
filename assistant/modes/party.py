"""`hearth party`: the house with the party on, and the evening as a picture and a table."""

from __future__ import annotations

import asyncio
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
from assistant.modes.view import JsonLines, Screen
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

    async def session() -> None:
        async with app.open_house(configuration) as house:
            if not log.load(house.store).on:
                await house.conversation(view).answer(Transcript(START, True, 1.0, "typed"))
            microphone = _microphone(configuration, wav)
            if microphone is None:
                for notice in house.notices:
                    view(Failure("tool", notice.message, notice.remedy))
                await _typed(house, view, quiet=json)
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


def _microphone(configuration: config.Config, wav: Path | None) -> Microphone | None:
    if wav is not None:
        return FileMicrophone(wav)
    from assistant.hear.microphone import PyAudioMicrophone

    try:
        return PyAudioMicrophone(configuration.audio.input)
    except NoDeviceError:
        return None


async def _typed(house: app.House, view: Screen | JsonLines, *, quiet: bool) -> None:
    """Lines from the keyboard as if they had been said, until their end."""
    if not quiet:
        print(
            'There is no microphone: type what you would say ("cheers", "sam had a beer"). Ctrl-D ends it.', flush=True
        )
    conversation = house.conversation(view)
    while True:
        try:
            line = await asyncio.to_thread(input, "" if quiet else "> ")
        except EOFError:
            return
        if line.strip():
            await conversation.answer(Transcript(line.strip(), True, 1.0, "typed"))


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
