"""`hearth`: the main job. It listens for the wake word on the microphone and converses."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from assistant import app, config, parts
from assistant.engines import Speaker
from assistant.errors import NoDeviceError
from assistant.modes.session import converse
from assistant.modes.view import JsonLines, Screen


def run(path: Path | None, *, out: Path | None = None, json: bool = False) -> int:
    """Converse until Ctrl-C; returns the exit status.

    Raises:
        NoDeviceError: there is no microphone; its remedy names what works without one.
    """
    configuration = config.load(path)
    from assistant.hear.microphone import PyAudioMicrophone

    microphone = PyAudioMicrophone(configuration.audio.input)
    view = JsonLines() if json else Screen()

    async def session() -> None:
        async with app.open_house(configuration) as house:
            synthesizer = parts.make_synthesizer(configuration, house.settings)
            speaker = open_speaker(configuration, synthesizer.sample_rate, out)
            if not json:
                print(f'Say "{house.settings.get("wake_word")}" to {microphone.name}. Ctrl-C ends it.', flush=True)
            await converse(house, microphone, synthesizer, speaker, view, live=True)

    asyncio.run(session())
    return 0


def open_speaker(configuration: config.Config, sample_rate: int, out: Path | None) -> Speaker | None:
    """The device, a wav, or both; None when there is neither."""
    from assistant.speak.speaker import PyAudioSpeaker
    from assistant.speak.wav_out import TeeSpeaker, WavSpeaker

    written = WavSpeaker(out, sample_rate) if out else None
    try:
        device = PyAudioSpeaker(configuration.audio.output)
    except NoDeviceError as error:
        shown = "only written" if written else "only shown"
        print(f"hearth: {error.message} Replies are {shown}.", file=sys.stderr, flush=True)
        return written
    return TeeSpeaker(device, written) if written else device
