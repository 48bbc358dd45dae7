"""`hearth commands`: everything that can be said without the model."""

from __future__ import annotations

import re
from pathlib import Path

from rich.console import Console
from rich.text import Text

from assistant import config
from assistant.phrases import LANGUAGES, documents, sentences
from assistant.think.commands import Commands, is_commands

_PLACE = re.compile(r"\{(?:(\w+):)?(\w+)\}|<(\w+)>")


def run(path: Path | None, language: str) -> int:
    """Print the sentences of a language and the owner's own, family by family.

    Raises:
        ConfigError: there is no such language, or the owner's file is wrong.
    """
    own = config.load(path).commands_file
    code = LANGUAGES.get(language, language)
    Commands.load(code, own)  # the owner's mistakes are told before anything is printed
    console = Console(highlight=False)
    for number, document in enumerate(documents(code, own)):
        if not is_commands(document):
            continue
        if number:
            console.print(Text(f"\nYour own, from {own}", "bold green"))
        rules = document.get("expansion_rules") or {}
        for family, templates in sentences(document):
            console.print(Text(f"\n{family}", "bold cyan"))
            for template in templates:
                console.print(f"  {shown(template, rules)}", soft_wrap=True, markup=False)
        if number == 0:
            console.print(
                Text("\nIn {braces} stands what you choose; [brackets] may be left out; (a|b) is one of them.", "dim")
            )
    return 0


def shown(template: str, rules: dict[str, str], depth: int = 0) -> str:
    """A template with its rules written out and its places in braces."""

    def place(match: re.Match[str]) -> str:
        if match.group(3):
            inner = rules.get(match.group(3), match.group(3))
            return shown(inner, rules, depth + 1) if depth < 4 else inner
        return f"{{{match.group(1) or match.group(2)}}}"

    return _PLACE.sub(place, template)
