"""`hearth listen`: a conversation over a sound file, or over the microphone."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from assistant import app, config, parts
from assistant.engines import Microphone, Speaker
from assistant.events import Event, Wake
from assistant.hear.wav import FileMicrophone
from assistant.modes.session import converse
from assistant.modes.view import JsonLines, Screen
from assistant.speak.wav_out import WavSpeaker
from assistant.terminal import printable


def run(path: Path | None, *, wav: Path | None, out: Path | None, realtime: bool, json: bool) -> int:
    """Listen until the sound ends; returns the exit status."""
    if wav is None:
        from assistant.modes import hands_free

        return hands_free.run(path, out=out, json=json)
    configuration = config.load(path)
    microphone: Microphone = FileMicrophone(wav, realtime=realtime)
    view = JsonLines() if json else Screen()
    woken = False

    def seen(event: Event) -> None:
        nonlocal woken
        woken = woken or isinstance(event, Wake)
        view(event)

    async def session() -> None:
        async with app.open_house(configuration) as house:
            synthesizer = parts.make_synthesizer(configuration, house.settings)
            speaker: Speaker | None = WavSpeaker(out, synthesizer.sample_rate) if out else None
            await converse(house, microphone, synthesizer, speaker, seen, live=realtime)
            if not woken:  # no failure: nobody called; but a person wants to know why nothing came
                phrase = house.settings.get("wake_word")
                print(f'hearth: "{phrase}" was not heard in {printable(str(wav))}.', file=sys.stderr)

    asyncio.run(session())
    return 0
