"""`hearth demo`: a recorded conversation through the whole loop."""

from __future__ import annotations

import asyncio
from pathlib import Path

from assistant import app, config, parts
from assistant.engines import Speaker
from assistant.errors import NoDeviceError
from assistant.hear.wav import FileMicrophone
from assistant.modes.session import converse
from assistant.modes.view import JsonLines, Screen
from assistant.speak.wav_out import TeeSpeaker, WavSpeaker
from assistant.terminal import printable
from voices import RECORDING


def run(path: Path | None, *, out: Path, json: bool) -> int:
    """Play the conversation and write the replies to `out`; returns the exit status."""
    configuration = config.load(path)
    microphone = FileMicrophone(RECORDING)
    view = JsonLines() if json else Screen()

    async def session() -> bool:
        # keep=False: the demonstration sets a temperature and a timer, which must not be the owner's.
        async with app.open_house(configuration, keep=False) as house:
            synthesizer = parts.make_synthesizer(configuration, house.settings)
            written = WavSpeaker(out, synthesizer.sample_rate)
            speaker: Speaker = written
            heard = False
            try:
                from assistant.speak.speaker import PyAudioSpeaker

                speaker = TeeSpeaker(PyAudioSpeaker(configuration.audio.output), written)
                heard = True
            except NoDeviceError:
                pass  # a server has no speaker; the wav is written all the same
            await converse(house, microphone, synthesizer, speaker, view, live=False)
            return heard

    if not json:
        print(f"A recording of {microphone.duration:.0f} s plays into the microphone. Say it yourself with: ./hearth")
    heard = asyncio.run(session())
    if not json:
        print(f"\nThe replies are in {printable(str(out))}{'' if heard else ' (there is no speaker to play them on)'}.")
    return 0
