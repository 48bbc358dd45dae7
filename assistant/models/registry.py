"""Which model files there are, and that they are what they were.

A flipped byte in a model loads without a word and talks nonsense, so a file with a recorded SHA-256 is checked
before it is used. The record is a line `DIGEST  NAME`, as sha256sum writes it, in FILE.sha256 beside the file.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import ModelFileError

STARTER = Path(__file__).with_name("starter.gguf")
"""The bundled model."""
GGUF_MAGIC = b"GGUF"


@dataclass(frozen=True, slots=True)
class ModelFile:
    """A language model on disk."""

    path: Path
    sha256: str = ""
    """Lower-case hex; empty: none is recorded."""

    @property
    def bundled(self) -> bool:
        """Is it the starter that comes with Hearth?"""
        return self.path == STARTER


def language_model(path: Path | None) -> ModelFile:
    """The owner's model, or the starter when none is chosen; its digest from the file beside it."""
    chosen = path or STARTER
    record = chosen.with_name(chosen.name + ".sha256")
    try:
        words = record.read_text(encoding="utf-8").split()
    except (OSError, UnicodeDecodeError):
        words = []
    return ModelFile(chosen, words[0].lower() if words else "")


def check(model: ModelFile) -> None:
    """Make sure that the file is there, is a GGUF, and is the one that was recorded.

    Raises:
        ModelFileError: it is not; the sentence names the file.
    """
    remedy = _remedy(model)
    try:
        with model.path.open("rb") as file:
            magic = file.read(4)
            if magic != GGUF_MAGIC:
                what = "is empty" if not magic else "is not a GGUF model"
                raise ModelFileError(f"The language model {model.path} {what}.", remedy)
            if model.sha256:
                file.seek(0)
                found = hashlib.file_digest(file, "sha256").hexdigest()
                if found != model.sha256:
                    raise ModelFileError(
                        f"The language model {model.path} is not the one that was recorded: "
                        f"its SHA-256 begins {found[:12]}, not {model.sha256[:12]}.",
                        remedy,
                    )
    except FileNotFoundError:
        raise ModelFileError(f"The language model {model.path} does not exist.", remedy) from None
    except OSError as error:
        raise ModelFileError(f"The language model {model.path} cannot be read: {error.strerror}.", remedy) from None


def _remedy(model: ModelFile) -> str:
    if model.bundled:
        return "Restore it with: git checkout -- assistant/models"
    return "Put a good copy there, or choose another one as path under [model] in the configuration."
