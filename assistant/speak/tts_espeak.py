"""The bundled voice: the espeak-ng that is inside Piper's wheel.

piper-tts ships espeak-ng 1.52 (GPL-3.0-or-later) as `espeakbridge.so`, which exports its C interface (speak_lib.h),
with its data beside it. So there is a voice without a system package and without a download.
"""

from __future__ import annotations

import ctypes
import importlib.util
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from assistant.errors import EngineError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SYNCHRONOUS: Final = 2  # AUDIO_OUTPUT_SYNCHRONOUS of speak_lib.h
_NO_EXIT: Final = 0x8000  # espeakINITIALIZE_DONT_EXIT
_UTF8: Final = 1  # espeakCHARS_UTF8
_RATE, _VOLUME, _PITCH = 1, 2, 3  # espeak_PARAMETER
_WORDS_PER_MINUTE = 142
"""espeak's own pace is 175; slower is understood better. At 155 a recogniser hears "ninety" as "twenty"."""
_RATE_BOUNDS = (80, 450)

_lock = threading.Lock()
_library: Any = None
_sample_rate = 0


class EspeakSynthesizer:
    """Implements engines.Synthesizer.

    Args:
        voice: espeak's name of a voice ("en-us", "en-gb-x-rp", "de"), with "+variant" if wanted. Of twenty English
            voices in the wheel, en-us+f5 was the one pocketsphinx understood best ("391" in 12 of 12 sentences and
            37 of 60 other numbers at this pace; en-us+f3 8 of 12 and 21 of 60; most others none).
        pitch: 0 to 100.
        now: a voice and its pitch, asked at each sentence, instead of the two.

    Raises:
        EngineError: Piper's wheel is not installed, or has no such voice.
    """

    name = "espeak-ng"

    def __init__(
        self, voice: str = "en-us+f5", *, pitch: int = 50, now: Callable[[], tuple[str, int]] | None = None
    ) -> None:
        self._now = now or (lambda: (voice, pitch))
        voice = self._now()[0]
        with _lock:
            library = _load()
            self.sample_rate = _sample_rate
            if library.espeak_SetVoiceByName(voice.encode()) != 0:
                raise EngineError(f"espeak-ng has no voice {voice!r}.", "Use a name such as en-us, en-gb-x-rp or de.")

    def synthesize(self, text: str, *, rate: float = 1.0, volume: float = 1.0) -> Iterator[NDArray[np.int16]]:
        """Yield the sound of `text` in chunks of some 60 ms."""
        import numpy as np

        chunks: list[NDArray[np.int16]] = []

        def take(samples: Any, count: int, events: Any) -> int:
            del events
            if samples and count > 0:
                chunks.append(np.ctypeslib.as_array(samples, (count,)).copy())
            return 0

        callback = _CALLBACK(take)
        data = text.encode("utf-8", "replace")  # bytes that were no UTF-8, from the command line
        # espeak's state is global and Piper sets a voice of its own: everything is set anew, under one lock. The
        # sentence is made whole first (a thousandth of its length), so that the lock is not held while it plays.
        voice, pitch = self._now()
        with _lock:
            library = _load()
            library.espeak_SetVoiceByName(voice.encode())
            words = round(_WORDS_PER_MINUTE * rate)
            library.espeak_SetParameter(_RATE, min(max(words, _RATE_BOUNDS[0]), _RATE_BOUNDS[1]), 0)
            library.espeak_SetParameter(_PITCH, pitch, 0)
            library.espeak_SetParameter(_VOLUME, 100, 0)
            library.espeak_SetSynthCallback(callback)
            library.espeak_Synth(data, len(data) + 1, 0, 1, 0, _UTF8, None, None)
        for chunk in chunks:
            if volume == 1.0:
                yield chunk
            else:
                yield np.clip(chunk * volume, -32768, 32767).astype(np.int16)


_CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)


def _load() -> Any:
    """The library, initialised once a process. Call with the lock held."""
    global _library, _sample_rate
    if _library is not None:
        return _library
    found = importlib.util.find_spec("piper")
    if found is None or found.origin is None:
        raise EngineError("The package piper-tts, which holds the bundled voice, is missing.", "Run: ./hearth setup")
    folder = Path(found.origin).parent
    try:
        library = ctypes.CDLL(str(folder / "espeakbridge.so"))
    except OSError as error:
        raise EngineError(f"The bundled voice cannot be loaded: {error}.", "Run: ./hearth setup") from error
    pointer, size, number = ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int
    library.espeak_Initialize.argtypes = [number, number, ctypes.c_char_p, number]
    library.espeak_SetSynthCallback.argtypes = [_CALLBACK]
    library.espeak_SetVoiceByName.argtypes = [ctypes.c_char_p]
    library.espeak_SetParameter.argtypes = [number, number, number]
    library.espeak_Synth.argtypes = [ctypes.c_char_p, size, number, number, number, number, pointer, pointer]
    rate = library.espeak_Initialize(_SYNCHRONOUS, 60, str(folder).encode(), _NO_EXIT)
    if rate <= 0:
        raise EngineError("The bundled voice did not start.", "Run: ./hearth setup")
    _library, _sample_rate = library, rate
    return library
