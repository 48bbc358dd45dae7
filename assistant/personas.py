"""Who the assistant is: a file each, in voices/personas and in the owner's folder.

    prompt = "You are ..."        # what the model is told; the only key that must be there
    greeting = "At your service." # what is said when the persona is chosen
    voice = "george"              # the voice, while the owner has not chosen another
    [sampling]                    # temperature, top_p, top_k, min_p, while the owner has not set them
    temperature = 0.9

Nothing is added to a prompt but how long answers shall be, the facts the owner told, and that it is spoken.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from assistant.errors import ConfigError
from voices import PERSONAS

DEFAULT = "hearth"
_SAMPLING = ("temperature", "top_p", "top_k", "min_p")


@dataclass(frozen=True, slots=True)
class Persona:
    """One of them."""

    name: str
    """As it is said: lower-case words."""
    prompt: str
    greeting: str = ""
    voice: str = ""
    sampling: Mapping[str, float] = field(default_factory=dict)


def load(path: Path) -> Persona:
    """Read a persona's file.

    Raises:
        ConfigError: it cannot be read, or a key or value is not allowed.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"The persona {path} cannot be read: {error}.", "Correct the file, or remove it.") from None
    remedy = "See voices/personas/hearth.toml for an example."
    texts = {key: data.pop(key, "") for key in ("prompt", "greeting", "voice")}
    sampling = data.pop("sampling", {})
    if data:
        raise ConfigError(f"The persona {path} has an unknown key: {next(iter(data))}.", remedy)
    if not all(isinstance(text, str) for text in texts.values()) or not texts["prompt"].strip():
        raise ConfigError(f"The persona {path} has no prompt, or a value that is not text.", remedy)
    if not isinstance(sampling, dict):
        raise ConfigError(f"In the persona {path}, sampling is not a section.", remedy)
    for key, value in sampling.items():
        if key not in _SAMPLING or not isinstance(value, int | float) or isinstance(value, bool) or value < 0:
            raise ConfigError(f"In the persona {path}, sampling cannot have {key} = {value!r}.", remedy)
    name = path.stem.lower().replace("_", " ").replace("-", " ")
    return Persona(name, texts["prompt"].strip(), texts["greeting"], texts["voice"], sampling)


def load_all(folder: Path) -> tuple[dict[str, Persona], list[ConfigError]]:
    """The bundled personas and the owner's by name, and what is wrong with some. The owner's come before ours."""
    found: dict[str, Persona] = {}
    wrong: list[ConfigError] = []
    for place in (PERSONAS, folder):
        for path in sorted(place.glob("*.toml")) if place.is_dir() else ():
            try:
                persona = load(path)
            except ConfigError as error:
                wrong.append(error)
            else:
                found[persona.name] = persona
    return found, wrong
