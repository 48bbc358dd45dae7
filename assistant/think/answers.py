"""What is said about a tool's outcome in a language other than English: sentences as data, one file per language.

`replies` in a language's commands.yaml holds a sentence for each kind of outcome ("kind", or "kind.action"; "kind.none"
or "kind.action.none" where there was nothing to do it to, whose `count` is 0), with the outcome's own values in braces;
{each} stands for what "kind.each" makes of every one of several ("kind.each.about" of those about something).
`questions`: what is asked before a risky command. Where there is none, or a value is missing, the tool's English
sentence is said.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from assistant.events import Sentence, ToolResult
from assistant.phrases import spoken_names
from assistant.settings import SETTINGS, Setting, Value
from assistant.values import shown_number

_BY_NAME = {setting.name: setting for setting in SETTINGS}
_FIRST = re.compile(r"\(([^()|]*)(?:\|[^()]*)?\)")


class Answers:
    """The sentences of one language.

    Args:
        document: its commands.yaml.
    """

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._document = dict(document)
        self._replies: Mapping[str, str] = document.get("replies") or {}
        self._words: Mapping[str, str] = document.get("words") or {}

    def about(self, data: Mapping[str, Any]) -> str | None:
        """The sentence about an outcome; None: the tool's own."""
        kind = str(data.get("kind", ""))
        which = next((name for name in (f"{kind}.{self._special(data)}", kind) if name in self._replies), None)
        if which is None:
            return None
        rows = [
            self._filled(".".join((which, "each", *filter(None, [row.get("about")]))), row)
            for row in data.get("each", ())
        ]
        each = None if None in rows else self._words.get("or", ", ").join(map(str, rows))
        sentence = self._filled(which, data, each=each)
        if sentence is None:
            return None
        warnings = [self.about(warning) or "" for warning in data.get("warnings") or ()]
        return sentence + "".join(warnings)

    def _filled(self, which: str, data: Mapping[str, Any], **shown: str | None) -> str | None:
        """A sentence with its values; None where it, or one of them, is missing."""
        shown = {key: self._shown(key, value, data) for key, value in data.items()} | shown
        template = self._replies.get(which)
        if template is None or any(shown.get(key) is None for key in re.findall(r"\{(\w+)\}", template)):
            return None
        return re.sub(r"\{(\w+)\}", lambda match: str(shown[match.group(1)]), template)

    def _special(self, data: Mapping[str, Any]) -> str:
        """Which of the sentences about one kind of outcome: of what was done, of a setting's range, or of nothing."""
        if data.get("count") == 0 or data.get("name", "") is None:
            return ".".join(filter(None, (data.get("action"), "none")))
        setting = _BY_NAME.get(str(data.get("name", "")))
        if data.get("about") == "range" and setting is not None:
            return f"range_{setting.kind}"
        return str(data.get("action") or data.get("about") or "")

    def said(self, result: ToolResult, sentences: Sequence[Sentence]) -> Sequence[Sentence]:
        """What is said of a result: the language's own sentence, or the tool's `sentences`."""
        own = self.about(result.data) if result.ok and sentences else None
        return [Sentence(own)] if own else sentences

    def question(self, tool: str, arguments: Mapping[str, Any]) -> str | None:
        """How to ask before a risky command; None: as the tool asks."""
        template = (self._document.get("questions") or {}).get(tool)
        try:
            return str(template).format_map(arguments) if template else None
        except KeyError:  # a model may leave out what the tool has a default for
            return None

    def _shown(self, key: str, value: Any, data: Mapping[str, Any]) -> str | None:
        setting = _BY_NAME.get(str(data.get("name", "")))
        if key == "name" and setting is not None:
            return self.plain(spoken_names(self._document, setting)[0])
        if key in ("value", "low", "high") and setting is not None:
            return self.value(setting, value)
        if key == "options" and setting is not None:
            return self._words.get("or", ", ").join(self.value(setting, option) for option in value)
        if key == "player" and value:
            names = (self._words.get(name, name) for name in str(value).split(" and "))
            return self._words.get("and", " and ").join(names)
        if key == "seconds":
            return self.duration(float(value))
        if key in ("at", "now"):
            return self.moment(datetime.fromisoformat(str(value)))
        if isinstance(value, list | tuple):
            return self._words.get("and", ", ").join(map(str, value)) or self._words.get("nothing")
        if key == "unit":
            return self._words.get(str(value), str(value))
        if value is None:
            return "" if key in ("label", "player") else None
        return shown_number(value) if isinstance(value, int | float) else str(value)

    def plain(self, template: str) -> str:
        """A template's first way of saying it: "[随机](种子|籽)" -> "种子"."""
        return _FIRST.sub(r"\1", re.sub(r"\[[^\]]*\]", "", template)).strip()

    def value(self, setting: Setting, value: Value) -> str:
        """A setting's value in words of the language."""
        if value is None:
            return self._words.get(setting.empty, setting.empty)
        if isinstance(value, bool):
            return self._words.get("on" if value else "off", str(value))
        if setting.kind == "choice":
            named = (self._document.get("choices") or {}).get(setting.name, {}).get(str(value))
            return self.plain(named[0]) if named else str(value)
        if setting.kind == "hours":
            return str(value).replace("-", self._words.get("to", "-"))
        number = shown_number(value) if isinstance(value, int | float) else str(value)
        return f"{number}{self._words.get(setting.unit, '')}"

    def duration(self, seconds: float) -> str:
        """Seconds in hours, minutes and seconds."""
        parts, rest = [], round(seconds)
        for name, size in (("hour", 3600), ("minute", 60), ("second", 1)):
            count, rest = divmod(rest, size)
            if count:
                parts.append(f"{count}{self._words.get(name, name)}")
        return "".join(parts)

    def moment(self, at: datetime) -> str:
        """A time of day."""
        return f"{at.hour}{self._words.get('clock', ':')}{at.minute:02d}{self._words.get('past', '')}"
