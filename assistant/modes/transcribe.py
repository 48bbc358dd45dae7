"""`hearth transcribe`: what is said in a sound file."""

from __future__ import annotations

import json as json_format
import sys
from pathlib import Path

from assistant import config, parts
from assistant.hear.segments import segments
from assistant.hear.wav import FileMicrophone
from assistant.terminal import printable

NOTHING = "(nothing understood)"


def run(path: Path | None, file: Path, *, json: bool) -> int:
    """Write down each utterance; returns the exit status: 1 when nothing was understood."""
    configuration = config.load(path)
    microphone = FileMicrophone(file)
    transcriber = parts.make_transcriber(configuration, live=False)
    understood = 0
    from assistant.hear.voice import SileroVoice

    for start, end, samples in segments(microphone.frames(), SileroVoice()):
        transcriber.begin()
        transcriber.feed(samples)
        heard = transcriber.finish()
        understood += bool(heard.text)
        if json:
            line = {"start": round(start, 2), "end": round(end, 2), "text": heard.text, "accepted": heard.accepted}
            print(json_format.dumps(line | {"confidence": round(heard.confidence, 3)}), flush=True)
        else:
            print(heard.text or NOTHING, flush=True)
    if not understood:
        print(f"hearth: No speech was understood in {printable(str(file))}.", file=sys.stderr)
    return 0 if understood else 1
