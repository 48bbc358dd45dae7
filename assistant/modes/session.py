"""What the modes share: a conversation from opening the ears to closing the mouth."""

from __future__ import annotations

import asyncio

from assistant import app, parts
from assistant.engines import Microphone, Speaker, Synthesizer
from assistant.events import Failure
from assistant.modes.view import View
from assistant.worker import Worker


async def converse(
    house: app.House,
    microphone: Microphone,
    synthesizer: Synthesizer,
    speaker: Speaker | None,
    view: View,
    *,
    live: bool,
) -> None:
    """Converse until the microphone ends. The speaker is closed at the end; when something fails, no file is left.

    Args:
        house: who answers.
        microphone: what is heard.
        synthesizer: the voice.
        speaker: where it is heard; None: nothing is spoken.
        view: gets every event.
        live: see Conversation.

    Raises:
        AudioFileError: the file of the replies could not be written.
    """
    for notice in house.notices:
        view(Failure("tool", notice.message, notice.remedy))
    starting = Worker("start")
    workers = (Worker("voice"), Worker("speaker"))
    complete = started = False
    try:
        listener = await starting.call(parts.make_listener, house.config, house.settings)
        mouth = house.mouth(synthesizer, speaker, workers) if speaker is not None else None
        conversation = house.conversation(view, mouth=mouth, live=live)
        started = True
        await conversation.run(microphone, listener)
        complete = True
    except asyncio.CancelledError:
        complete = live and started  # Ctrl-C is how a live conversation ends; what was said until then is all there is
        raise
    finally:
        for worker in (starting, *workers):
            await worker.close()
        if speaker is not None:
            if complete:
                speaker.close()
            else:
                speaker.discard()
