"""The sentences of a language: its phrase files, the lists made from the declared settings, the owner's own commands.

hassil's format. Three things are added to what stands in the files:

- lists of the settings' names, by kind: {numeric}, {switch}, {hours}, {choice}, {setting} (any), and of each setting's
  choices: {persona}, {voice}, {wake_word} ... A file's section `settings` gives the names of its language (as
  templates); a setting that is not in it is called as it is declared.
- the owner's own file, `commands.yaml` in the configuration's folder.
- `phrases` in any file: a sentence and what to do as if that had been said ("movie time": "load movie night").
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

from assistant import own_commands
from assistant.errors import ConfigError
from assistant.settings import SETTINGS, Setting

LANGUAGES: Mapping[str, str] = {"english": "en", "chinese": "zh"}
"""What the setting `language` says, and the folder of its sentences."""
COMMANDS_FILE = "commands.yaml"
HINT = "See: ./hearth commands --help"
Document = dict[str, Any]


def documents(
    language: str = "en",
    own: Path | None = None,
    options: Callable[[Setting], Sequence[str]] = lambda setting: setting.choices,
) -> list[Document]:
    """The phrase files of a language, the commands first, with the lists of the settings; then the owner's file.

    Args:
        language: the name of a folder in think/sentences.
        own: the owner's file; it may be missing.
        options: the choices of a setting of words.

    Raises:
        ConfigError: there is no such language, or the owner's file is wrong.
    """
    folder = resources.files("assistant.think") / "sentences" / language
    if not folder.is_dir():
        known = either_language()
        raise ConfigError(f"There are no commands in the language {language!r}.", f"There is: {known}.")
    files = [file for file in folder.iterdir() if file.name.endswith(".yaml")]
    files.sort(key=lambda file: (file.name != COMMANDS_FILE, file.name))
    found = [_parse(file.read_text(encoding="utf-8"), str(file.name)) for file in files]
    found[0] = {**found[0], "lists": {**(found[0].get("lists") or {}), **_lists(found[0], options)}}
    if own is not None and (extra := read_own(own, language, found[0])):
        # The owner may use every list and rule of the language; a list of theirs counts in their sentences.
        found.append(
            {
                **extra,
                "lists": {**found[0]["lists"], **(extra.get("lists") or {})},
                "expansion_rules": {**found[0]["expansion_rules"], **(extra.get("expansion_rules") or {})},
            }
        )
    return found


def either_language() -> str:
    """The languages there are sentences for."""
    return ", ".join(LANGUAGES.values())


def read_own(path: Path, language: str, base: Document) -> Document:
    """The owner's commands, checked; empty when the file is missing or is for another language.

    Args:
        path: the file.
        language: whose commands are wanted.
        base: the commands of that language.

    Raises:
        ConfigError: it cannot be read, is not YAML, or holds something else than commands.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"Your commands {path} cannot be read: {error}.") from error
    found = _parse(text, str(path)) or {}
    if not isinstance(found, dict):
        raise ConfigError(f"Your commands {path} hold no sections.", HINT)
    spoken = found.get("language", "en")
    if spoken not in [*LANGUAGES.values()]:
        raise ConfigError(
            f"Your commands {path} cannot be in the language {spoken!r}.", f"There is: {either_language()}."
        )
    if spoken != language:
        return {}
    for mistake in own_commands.mistakes(found, base):
        raise ConfigError(f"In your commands {path}, {mistake}.", HINT)
    return found


def phrases(document: Document) -> Document:
    """The section `phrases` of a file as an intent."""
    blocks = [
        {"sentences": [sentence], "metadata": {"say": said}}
        for sentence, said in (document.get("phrases") or {}).items()
    ]
    return {"Phrase": {"data": blocks}} if blocks else {}


def spoken_names(document: Document, setting: Setting) -> list[str]:
    """How a language calls a setting, as templates."""
    return list((document.get("settings") or {}).get(setting.name) or setting.spoken)


def blocks(document: Document) -> Iterator[tuple[str, list[Document]]]:
    """Each family of commands and its blocks."""
    for name, intent in {**(document.get("intents") or {}), **phrases(document)}.items():
        yield name, intent["data"]


def sentences(document: Document) -> Iterator[tuple[str, list[str]]]:
    """Each family of commands and its templates."""
    for name, data in blocks(document):
        yield name, [sentence for block in data for sentence in block["sentences"]]


def _parse(text: str, name: str) -> Any:
    import yaml

    try:
        return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        where = getattr(error, "problem_mark", None)
        line = f" in line {where.line + 1}" if where else ""
        raise ConfigError(f"Your commands {name} are not valid YAML{line}.", HINT) from None
    except ValueError as error:  # a date such as 2020-99-99
        raise ConfigError(f"Your commands {name} are not valid YAML: {error}.", HINT) from None


def _lists(document: Document, options: Callable[[Setting], Sequence[str]]) -> dict[str, Any]:
    def values(settings: Sequence[Setting]) -> dict[str, Any]:
        return {
            "values": [
                {"in": template, "out": setting.name}
                for setting in settings
                for template in spoken_names(document, setting)
            ]
        }

    kinds = {"numeric": "number", "switch": "switch", "hours": "hours", "choice": "choice"}
    made = {name: values([setting for setting in SETTINGS if setting.kind == kind]) for name, kind in kinds.items()} | {
        "setting": values(SETTINGS)
    }
    said: Mapping[str, Any] = document.get("choices") or {}
    for setting in SETTINGS:
        if setting.kind == "choice":
            own = said.get(setting.name) or {}
            made[setting.name] = {
                "values": [
                    {"in": template, "out": option}
                    for option in options(setting)
                    for template in own.get(option, [option])
                ]
            }
    return made
