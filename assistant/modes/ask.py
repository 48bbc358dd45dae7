"""`hearth ask`: a typed request."""

from __future__ import annotations

import asyncio
from pathlib import Path

from assistant import app, config
from assistant.errors import UsageError
from assistant.events import Failure, Transcript, Turn
from assistant.modes.view import JsonLines, Screen


def run(path: Path | None, text: str, *, json: bool, seed: int | None = None) -> int:
    """Answer and return the exit status: 0 when there was an answer.

    Raises:
        UsageError: nothing is asked.
    """
    if not text.strip():
        raise UsageError("There is nothing to answer.", 'Ask something: hearth ask "what time is it".')
    text = text.encode("utf-8", "replace").decode()  # bytes that were no UTF-8 could not be printed
    configuration = config.load(path)
    view = JsonLines() if json else Screen()
    outcomes: list[str] = []

    async def session() -> None:
        async with app.open_house(configuration, seed=seed) as house:
            for notice in house.notices:
                view(Failure("tool", notice.message, notice.remedy))

            def emit(event: object) -> None:
                if isinstance(event, Turn):
                    outcomes.append(event.outcome)
                view(event)  # type: ignore[arg-type]

            transcript = Transcript(text, accepted=True, confidence=1.0, engine="typed")
            view(transcript)
            await house.conversation(emit).answer(transcript)

    asyncio.run(session())
    return 0 if outcomes == ["answered"] else 1
