"""Everything that can go wrong for a reason a person can do something about.

    HearthError                 one clear sentence, and the remedy
    ├── ConfigError             the configuration file: unreadable, unknown key, value out of bounds
    ├── SettingError            a setting asked for aloud: unknown, or out of bounds
    ├── UsageError              what was asked on the command line makes no sense
    ├── AudioError              sound
    │   ├── NoDeviceError       there is no microphone or speaker
    │   ├── DeviceLostError     it was there and went away
    │   └── AudioFileError      a sound file: missing, not sound, empty, cannot be written
    ├── EngineError             an engine (wake word, speech, language model, voice) cannot start or died
    │   ├── ModelFileError      a model file: missing, corrupt, wrong checksum
    │   └── EngineDiedError     its process ended in the middle of the work
    └── ToolUnavailableError    a tool that is not offered now, and why

Raise the narrowest. Anything else that escapes is a bug of ours and may show its traceback.
`sandbox.errors` and `tools.base` have exceptions of their own (they may not import this package);
`think.reply` turns those into what is said.
"""

from __future__ import annotations

INTERRUPTED = 130
"""Exit status after Ctrl-C, as shells have it."""


class HearthError(Exception):
    """A failure a person can do something about.

    Args:
        message: one sentence that names the thing ("The file x.wav is not a sound file.").
        remedy: one sentence that says what to do ("Give a WAV, FLAC or OGG file."); may be empty.
    """

    exit_status = 1

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".strip()


class ConfigError(HearthError):
    """The configuration file is unreadable, or a key or value in it is not allowed."""

    exit_status = 2


class SettingError(HearthError):
    """A setting that does not exist, or a value outside its bounds."""

    exit_status = 2


class UsageError(HearthError):
    """An argument of the command line makes no sense."""

    exit_status = 2


class AudioError(HearthError):
    """Something about sound."""


class NoDeviceError(AudioError):
    """There is no microphone or no speaker."""

    exit_status = 3


class DeviceLostError(AudioError):
    """A microphone or speaker that was there went away."""

    exit_status = 3


class AudioFileError(AudioError):
    """A sound file is missing, is not sound, is empty, or cannot be written."""

    exit_status = 2


class EngineError(HearthError):
    """An engine cannot start."""

    exit_status = 4


class ModelFileError(EngineError):
    """A model file is missing, corrupt, or not the one that was recorded."""


class EngineUnreachableError(EngineError):
    """An engine on another machine does not answer."""


class EngineDiedError(EngineError):
    """An engine's process ended in the middle of its work."""


class ToolUnavailableError(HearthError):
    """A tool that cannot be offered now."""

    exit_status = 5
