"""The engines, as the configuration and this machine allow. Nothing else in the package names one.

Each `make_...` builds one, and raises a HearthError that says what is missing.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.personas import load_all as load_personas
from assistant.settings import find

if TYPE_CHECKING:
    from assistant.config import Config
    from assistant.engines import ChatModel, Synthesizer, Transcriber
    from assistant.hear.listener import Listener
    from assistant.settings_store import Settings, Snapshot
    from sandbox import Limits, Sandbox

VOICES: Mapping[str, tuple[str, int]] = {
    "amy": ("en-us+f5", 50),
    "rose": ("en-us+f3", 55),
    "alan": ("en-us+m3", 45),
    "george": ("en-gb-x-rp+m7", 40),
}
"""The names people say: espeak-ng's voice with its variant, and the pitch."""
OTHER_VOICES: Mapping[str, tuple[str, int]] = {"chinese": ("cmn", 50)}
"""Languages that the voices above cannot speak."""


def sandbox_limits(config: Config, now: Snapshot | None = None) -> Limits:
    """What a program may use: the settings' time and memory, the rest from the configuration."""
    from sandbox import Limits

    chosen = config.sandbox
    return Limits(
        seconds=now.number("sandbox_time") if now else chosen.seconds,
        memory=int(now.number("sandbox_memory") if now else chosen.memory_mb) << 20,
        processes=chosen.processes,
        cpus=chosen.cpus,
    )


def make_sandbox(config: Config, limits: Limits | None = None, *, pool: int | None = None) -> Sandbox:
    """The sandbox as configured; pool: warm containers, instead of the configured number."""
    from sandbox import Options, Sandbox

    chosen = config.sandbox
    options = Options(
        pool=chosen.pool if pool is None else pool,
        pause_seconds=chosen.pause_seconds,
        drop_seconds=chosen.drop_seconds,
        runtime=chosen.runtime,
        bubblewrap=chosen.bubblewrap,
    )
    return Sandbox(limits or sandbox_limits(config), options=options)


def make_model(config: Config) -> tuple[ChatModel, bool]:
    """The language model: a server when one is configured, else a file; and whether it is the bundled starter."""
    if config.model.url:
        from assistant.think.llm_server import ServerChatModel

        key = os.environ.get(config.model.key_variable, "")
        return ServerChatModel(config.model.url, config.model.name, key=key, context=config.model.context), False
    from assistant.models.registry import language_model
    from assistant.think.llm import LlamaChatModel

    file = language_model(Path(config.model.path).expanduser() if config.model.path else None)
    if file.bundled:
        # One thread is fastest, and it was trained on conversations of up to 288 tokens.
        return LlamaChatModel(file, context=512, threads=1, prompt=180), True
    return LlamaChatModel(
        file,
        context=config.model.context,
        threads=config.model.threads,
        gpu_layers=config.model.gpu_layers,
        cache_mb=config.model.cache_mb,
    ), False


def make_synthesizer(config: Config, settings: Settings | None = None) -> Synthesizer:
    """Piper when a voice is configured, else the bundled one in the voice that the settings name."""
    if config.speak.piper_voice:
        from assistant.speak.tts_piper import PiperSynthesizer

        return PiperSynthesizer(Path(config.speak.piper_voice).expanduser())
    from assistant.speak.tts_espeak import EspeakSynthesizer

    personas, _ = load_personas(config.data_folder / "personas")

    def now() -> tuple[str, int]:
        if settings is None:
            return VOICES["amy"]
        if other := OTHER_VOICES.get(str(settings.get("language"))):
            return other
        name = str(settings.get("voice"))
        persona = personas.get(str(settings.get("persona")))
        if persona and persona.voice and name == find("voice").default:
            name = persona.voice
        return VOICES.get(name, VOICES["amy"])

    return EspeakSynthesizer(now=now)


def make_transcriber(config: Config, *, live: bool = True) -> Transcriber:
    """faster-whisper when a model is there, else pocketsphinx; live=False for recordings."""
    folder = whisper_folder(config)
    if folder is not None:
        from assistant.hear.stt_whisper import WhisperTranscriber

        return WhisperTranscriber(folder, config.hear.language)
    from assistant.hear.stt_pocketsphinx import PocketsphinxTranscriber

    return PocketsphinxTranscriber(config.hear.language, live=live, own=config.commands_file)


def whisper_folder(config: Config) -> Path | None:
    """The Whisper model to use: the configured one, else `whisper` in the data folder if it is there."""
    if config.hear.whisper_model:
        return Path(config.hear.whisper_model).expanduser()
    found = config.data_folder / "whisper"
    return found if (found / "model.bin").is_file() else None


def make_listener(config: Config, settings: Settings | None = None, transcriber: Transcriber | None = None) -> Listener:
    """Wake word, voice activity and speech to text."""
    from assistant.hear.listener import Listener, ListenerOptions
    from assistant.hear.voice import SileroVoice
    from assistant.hear.wake import OpenWakeWord

    wake = OpenWakeWord(str(settings.get("wake_word")) if settings else config.wake.phrase)

    def options() -> ListenerOptions:
        now = settings.snapshot() if settings else None
        if now:
            wake.listen_for(str(now.values["wake_word"]))
        sensitivity = now.number("wake_word_sensitivity") if now else 0.5
        return ListenerOptions(
            threshold=min(max(1.0 - sensitivity, 0.05), 0.95),
            pause_seconds=now.number("pause_length") if now else config.hear.pause_seconds,
            wait_seconds=config.hear.wait_seconds,
            max_seconds=config.hear.max_seconds,
        )

    return Listener(wake, SileroVoice(), transcriber or make_transcriber(config), options)
