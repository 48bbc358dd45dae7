"""Shall I? A risky call waits for the owner's word, which is looked for in the next turn, and only there."""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import aclosing
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from assistant.engines import Message
from assistant.events import Event, Sentence, ToolCall

if TYPE_CHECKING:
    from assistant.engines import Dialogue, Pending
    from assistant.think.answers import Answers
    from assistant.think.brain import Hands
    from assistant.think.reply import ModelResponder

LEFT = "Okay, I will not."


class ConfirmResponder:
    """Runs what was asked about after a yes, drops it after a no, and passes on (dropping it) what is neither.

    Args:
        hands: the tools.
        model: goes on with what it had called.
        normalise: brings a sentence into the form of the phrases.
        answers: the sentences of the language that is spoken now.
    """

    def __init__(
        self, hands: Hands, model: ModelResponder, normalise: Callable[[str], str], answers: Callable[[], Answers]
    ) -> None:
        self._hands = hands
        self._model = model
        self._normalise = normalise
        self._answers = answers

    async def respond(self, text: str, dialogue: Dialogue) -> AsyncGenerator[Event, None]:
        """See engines.Responder."""
        pending, dialogue.pending = dialogue.pending, None
        if pending is None:
            return
        agreed = yes_or_no(self._normalise(text))
        if agreed is None:
            return
        if not agreed:
            left = self._answers().about({"kind": "left"}) or LEFT
            dialogue.messages += [Message("user", text), Message("assistant", left)]
            dialogue.last_answer = left
            yield Sentence(left)
            return
        events = self._model.resume(text, pending.calls, dialogue) if pending.by_model else self._run(pending, dialogue)
        async with aclosing(events):
            async for event in events:
                yield event

    async def _run(self, pending: Pending, dialogue: Dialogue) -> AsyncGenerator[Event, None]:
        said = []
        for number, call in enumerate(pending.calls, 1):
            yield ToolCall(number, call.tool, call.arguments)
            _, result, sentences = await self._hands.run(number, call.tool, call.arguments, dialogue)
            yield result
            for sentence in self._answers().said(result, sentences):
                said.append(sentence.text)
                yield sentence
        dialogue.last_answer = " ".join(said)


def yes_or_no(text: str) -> bool | None:
    """What a sentence, in any language that Hearth knows, says to a question; None: something else."""
    words = re.findall(r"[\w']+", text.lower())
    forms = {" ".join(words), "".join(words)}  # Chinese is written without blanks, and heard with some
    phrases = _phrases()
    if forms & phrases["Agree"]:
        return True
    return False if forms & phrases["Refuse"] else None


@cache
def _phrases() -> Mapping[str, frozenset[str]]:
    import yaml

    found: dict[str, frozenset[str]] = {"Agree": frozenset(), "Refuse": frozenset()}
    for folder in (resources.files("assistant.think") / "sentences").iterdir():
        file = folder / "answers.yaml"
        if file.is_file():
            intents = yaml.safe_load(file.read_text(encoding="utf-8"))["intents"]
            found = {name: have | set(intents[name]["data"][0]["sentences"]) for name, have in found.items()}
    return found
