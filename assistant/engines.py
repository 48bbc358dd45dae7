"""The Protocols: what an engine must be able to do. Adapters are in hear, think and speak; app.py picks.

Engines are synchronous. Each one is owned by one thread (`worker.Worker`), which alone enters it.
Sound is int16, mono, shape (n,), at 16,000 Hz when heard and at `sample_rate` when spoken.
"""

from __future__ import annotations

import uuid
from collections.abc import AsyncGenerator, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from assistant.events import Event

HEAR_RATE = 16_000
"""Hz. The rate of everything that is heard (all bundled recognisers were made for it)."""

FRAME = 1_280
"""Samples in one frame from a microphone: 80 ms, the step of openWakeWord."""


class Microphone(Protocol):
    """A source of sound: a device or a file."""

    def frames(self) -> Iterator[NDArray[np.int16]]:
        """Yield FRAME samples at a time until the sound ends (a file pads its last frame with zeros).

        Closing the generator releases the device. Raises NoDeviceError, DeviceLostError, AudioFileError.
        """

    def interrupt(self) -> None:
        """From any thread: end a running `frames` now, as if the sound had ended, and each later one at once."""


class Speaker(Protocol):
    """A sink of sound: a device or a file."""

    def play(self, chunks: Iterator[NDArray[np.int16]], sample_rate: int) -> Iterator[float]:
        """Play `chunks` in order; yield after each short block (at most 100 ms) the seconds played so far.

        Ends when the last sample has really been played. Closing the generator silences the device at
        once. Raises NoDeviceError, DeviceLostError, AudioFileError.
        """

    def close(self) -> None:
        """Release the device or finish the file. Idempotent. Raises AudioFileError when the file is not there."""

    def discard(self) -> None:
        """Instead of `close` after a failure: no half file, and an older one stays as it was."""


class WakeDetector(Protocol):
    """Listens for one phrase."""

    phrase: str

    def feed(self, frame: NDArray[np.int16]) -> float:
        """Take FRAME samples; return the score, 0 to 1, that the phrase just ended."""

    def reset(self) -> None:
        """Forget all sound heard so far, so that the same phrase cannot fire twice."""


class VoiceDetector(Protocol):
    """Tells speech from everything else."""

    frame_samples: int

    def feed(self, frame: NDArray[np.int16]) -> float:
        """Take `frame_samples` samples; return the probability, 0 to 1, that they hold speech."""

    def reset(self) -> None:
        """Forget all sound heard so far."""


@dataclass(frozen=True, slots=True)
class Recognition:
    """What a Transcriber understood."""

    text: str
    """Lower-case words without punctuation; empty when nothing."""
    accepted: bool
    """False: do not act on it."""
    confidence: float
    """0 to 1."""


class Transcriber(Protocol):
    """Speech to text, fed while the person still speaks."""

    name: str

    def begin(self) -> None:
        """Start an utterance; whatever was unfinished is dropped."""

    def feed(self, samples: NDArray[np.int16]) -> None:
        """Take any number of samples at HEAR_RATE."""

    def finish(self) -> Recognition:
        """End the utterance and say what was understood. Raises EngineError."""


@dataclass(frozen=True, slots=True)
class Sampling:
    """How the model draws its words. One snapshot of the settings, taken at the start of a turn."""

    temperature: float = 0.7
    top_k: int = 40
    top_p: float = 0.95
    min_p: float = 0.05
    repeat_penalty: float = 1.0
    seed: int | None = None
    """None: a fresh random seed for each request (it is recorded)."""
    max_tokens: int = 512
    thinking: int = 0
    """Tokens it may think before it answers; 0: it shall not think. A model that cannot think takes no notice."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a conversation, in the form chat templates take."""

    role: str
    """"system", "user", "assistant" or "tool"."""
    content: str
    tool_calls: Sequence[CallPart] = ()
    """For role "assistant": the calls it made (then content may be empty)."""
    tool: str = ""
    """For role "tool": the tool's name."""


@dataclass(frozen=True, slots=True)
class TextPart:
    """A piece of the answer's text, as it is written."""

    text: str


@dataclass(frozen=True, slots=True)
class CallPart:
    """A complete tool call."""

    tool: str
    arguments: dict[str, Any]
    confidence: float = field(default=1.0, compare=False)
    """The probability, 0 to 1, of the least certain of its tokens; 1 where the engine cannot say."""


@dataclass(frozen=True, slots=True)
class BadCallPart:
    """The model began a tool call that cannot be read."""

    raw: str
    why: str


@dataclass(frozen=True, slots=True)
class NoticePart:
    """Something that the owner should know, and that does not keep the model from answering."""

    message: str
    """One clear sentence."""
    remedy: str


@dataclass(frozen=True, slots=True)
class EndPart:
    """The answer is complete."""

    reason: str
    """"stop", "length" or "cancelled"."""
    seed: int
    prompt_tokens: int
    completion_tokens: int
    reused_tokens: int = field(default=0, compare=False)
    """Tokens of the prompt that did not have to be read again."""


Part = TextPart | CallPart | BadCallPart | NoticePart | EndPart


class ChatModel(Protocol):
    """A language model that can call tools."""

    name: str

    def load(self) -> None:
        """Start what it needs, if that is not done yet. Raises ModelFileError, EngineError."""

    def stream(
        self, messages: Sequence[Message], tools: Sequence[dict[str, Any]], sampling: Sampling
    ) -> Iterator[Part]:
        """Yield the answer part by part; the last one is EndPart.

        `tools` are JSON-schema descriptions in OpenAI's form ({"type": "function", "function": {...}}).
        Closing the generator stops the model at once. Raises EngineDiedError when its process ended
        (the next call starts it again), ModelFileError when it cannot be loaded.
        """

    def warm(
        self, messages: Sequence[Message], tools: Sequence[dict[str, Any]], thinking: int = 0, max_tokens: int = 512
    ) -> None:
        """Read ahead what every prompt begins with (the system message, the tools), so the first answer is fast.

        `thinking` and `max_tokens` are those of the answers to come: what they leave decides which tools fit. May do
        nothing. Raises what `stream` raises.
        """

    def interrupt(self) -> None:
        """From any thread: make a running `stream` or `warm` end now (EndPart("cancelled")). Else does nothing."""

    def close(self) -> None:
        """End the model's process. Idempotent."""


class Synthesizer(Protocol):
    """Text to speech."""

    name: str
    sample_rate: int

    def synthesize(self, text: str, *, rate: float = 1.0, volume: float = 1.0) -> Iterator[NDArray[np.int16]]:
        """Yield the sound of one sentence in chunks, the first as early as possible.

        `rate`: 1.0 is the voice's own pace. `volume`: 1.0 is its own level. Raises EngineError.
        """


@dataclass(frozen=True, slots=True)
class Pending:
    """Risky calls that wait for a yes."""

    calls: Sequence[CallPart]
    by_model: bool = True
    """The model wants them, and puts their results into words; else a spoken command does."""


@dataclass(slots=True)
class Dialogue:
    """What a conversation remembers. Owned by one conversation; a turn appends to it when it ends well."""

    messages: list[Message] = field(default_factory=list)
    last_answer: str = ""
    """For "say that again"."""
    pending: Pending | None = None
    """What the owner was just asked about, for the next turn to settle."""
    seed: int | None = None
    """Of the random numbers of the last answer that a model drew; with it the same answer can be drawn again."""
    session: str = field(default_factory=lambda: uuid.uuid4().hex)
    """The name of its session in the sandbox, where its variables live."""
    name: str = "local"
    """Which conversation it is: settings of scope "conversation" are its own."""


class Responder(Protocol):
    """Answers a transcript, or passes it on."""

    def respond(self, text: str, dialogue: Dialogue) -> AsyncGenerator[Event, None]:
        """Yield Command, ToolCall, ToolResult, Sentence and Failure events; none at all means "not mine".

        Closing the generator, or cancelling the task that iterates it, stops the work behind it at once.
        """
