"""What flows between the stages. Each event is a small frozen dataclass; `as_dict` is its JSON form.

Times are seconds. `at` counts from the start of the conversation's sound (sample 0 of its source).
The order within a turn: wake, utterance, transcript, then any of command / tool_call / tool_result /
reply / spoken, and last turn. `error` may come at any time.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

NO_ANSWER = "I have no answer to that."
"""Said where nobody has one."""


@dataclass(frozen=True, slots=True)
class Event:
    """Base of all events."""

    name: ClassVar[str] = "event"

    def as_dict(self) -> dict[str, Any]:
        """The event as JSON-able values, `event` (its name) first."""
        shown = (f.name for f in dataclasses.fields(self) if f.metadata.get("json", True))
        return {"event": self.name, **{name: getattr(self, name) for name in shown}}


@dataclass(frozen=True, slots=True)
class Wake(Event):
    """The wake word was heard."""

    name: ClassVar[str] = "wake"
    phrase: str
    """The wake word as a person says it ("hey jarvis")."""
    score: float
    """The detector's confidence, 0 to 1."""
    at: float
    """Seconds from the start of the sound to the end of the frame that fired."""


@dataclass(frozen=True, slots=True)
class Utterance(Event):
    """Speech after the wake word ended (or none came)."""

    name: ClassVar[str] = "utterance"
    start: float
    """Seconds at which speech began."""
    end: float
    """Seconds of the last voiced frame."""
    ended_by: str
    """"silence", "max_length", "end_of_sound" or "no_speech"."""
    samples: Any = field(default=None, repr=False, metadata={"json": False})
    """The sound itself: int16, mono, 16 kHz, shape (n,). Not part of the JSON form."""


@dataclass(frozen=True, slots=True)
class Transcript(Event):
    """What was understood."""

    name: ClassVar[str] = "transcript"
    text: str
    """Lower-case words as the recogniser writes them; empty when nothing was understood."""
    accepted: bool
    """False: the recogniser does not trust this, and the assistant says it did not catch that."""
    confidence: float
    """0 to 1, comparable only within one engine."""
    engine: str
    """"faster-whisper" or "pocketsphinx", or "typed"."""
    seconds: float = 0.0
    """Time from the end of the utterance to this transcript."""


@dataclass(frozen=True, slots=True)
class Command(Event):
    """A spoken command was recognised without the model; it runs a tool."""

    name: ClassVar[str] = "command"
    intent: str
    """The name of the sentence family that matched; "Asleep": it sleeps, and obeys nothing but what `say` names."""
    tool: str
    """The tool it runs."""
    arguments: Mapping[str, Any]
    """The tool's arguments, as spoken."""
    seconds: float = 0.0
    """Time to recognise it."""


@dataclass(frozen=True, slots=True)
class ToolCall(Event):
    """The model asked for a tool."""

    name: ClassVar[str] = "tool_call"
    call: int
    """Number of the call within its turn, from 1."""
    tool: str
    """The tool's name."""
    arguments: Mapping[str, Any]
    """Its arguments (for run_python: {"code": ...})."""
    seconds: float = 0.0
    """Time the model took to write it."""


@dataclass(frozen=True, slots=True)
class ToolResult(Event):
    """A tool ended (also one that a command ran: then `call` is 0)."""

    name: ClassVar[str] = "tool_result"
    call: int
    """The number of the call it answers; 0 for a command."""
    tool: str
    """The tool's name."""
    ok: bool
    """False: it failed, and `text` says why."""
    text: str
    """What the model gets to read (for run_python: the program's output)."""
    speech: str
    """The sentence the host would say about it; may be empty."""
    data: Mapping[str, Any]
    """The outcome as data, `kind` first ({"kind": "timer", "seconds": 720, "label": None})."""
    seconds: float = 0.0
    """Time the tool took."""


@dataclass(frozen=True, slots=True)
class Reply(Event):
    """The whole answer as text, after its last sentence was handed to speech."""

    name: ClassVar[str] = "reply"
    text: str
    """Everything said in this turn."""
    source: str
    """"command", "model" or "host" (the assistant itself, as in "I did not catch that")."""
    seconds: float = 0.0
    """Time from the transcript to the first sentence."""


@dataclass(frozen=True, slots=True)
class Sentence(Event):
    """One sentence to be spoken now, while the rest is still being written. Not printed by --json."""

    name: ClassVar[str] = "sentence"
    text: str
    """Plain words: no markdown, no code, no links, no emoji."""
    filler: bool = False
    """Said to cover a wait ("One moment."); not part of the answer."""


@dataclass(frozen=True, slots=True)
class Spoken(Event):
    """A sentence was played to its end, or cut."""

    name: ClassVar[str] = "spoken"
    text: str
    """The sentence."""
    duration: float
    """Seconds of sound that were played."""
    interrupted: bool = False
    """True: it was cut before its end."""
    first_sound: float = 0.0
    """Time from the sentence being ready to its first sample leaving for the speaker."""


@dataclass(frozen=True, slots=True)
class Turn(Event):
    """A turn is over."""

    name: ClassVar[str] = "turn"
    heard: str
    """The transcript's text."""
    said: str
    """The reply's text."""
    outcome: str
    """"answered", "not_understood", "interrupted" or "failed"."""
    trace: Mapping[str, float]
    """Seconds by stage: "transcribe", "command", "think", "tool", "synthesize", "speak", "first_sound"
    (end of speech to first audible sample), "total"."""
    seed: int | None = None
    """Of the random numbers that the model drew with (`hearth ask --seed` draws the same again); None: it drew none."""


@dataclass(frozen=True, slots=True)
class Failure(Event):
    """Something failed; the conversation goes on where it can."""

    name: ClassVar[str] = "error"
    stage: str
    """"hear", "think", "tool", "speak", "sound"; "notice": nothing failed, but the owner should know."""
    message: str
    """One clear sentence."""
    remedy: str
    """What to do about it; may be empty."""
