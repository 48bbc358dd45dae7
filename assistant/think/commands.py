"""Spoken commands: hassil's sentence templates as data, checked arguments, no model.

The sentences and everything else that is a language's own is in think/sentences/LANGUAGE/commands.yaml, and the owner
may add to it (phrases.py). What is said is normalised (numbers become digits), tried as it is and without the words
that people put around a request, and then as several requests in one breath.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant import phrases
from assistant.errors import ConfigError
from assistant.settings import Setting
from assistant.think import numbers, numbers_zh
from assistant.think.answers import Answers
from assistant.think.arguments import HEARD_TO, arguments, heard_to, split_duration, split_reminder
from assistant.think.fillers import Fillers
from tools.times import parse_duration

if TYPE_CHECKING:
    from assistant.settings_store import Settings

__all__ = ["CommandMatch", "Commands", "LanguageCommands", "is_commands", "split_duration", "split_reminder"]

NORMALISERS: Mapping[str, Callable[[str], str]] = {"en": numbers.normalise, "zh": numbers_zh.normalise}
AS_SAID: Mapping[str, frozenset[str]] = {
    "en": frozenset({"items", "also", "text", "fact"}),
    "zh": frozenset({"items", "text", "player", "label"}),
}
"""Places whose words are kept as they were before they were normalised: with commas, and in Chinese with numerals."""
_PLEASE = re.compile(r"[,.;]? please$", re.IGNORECASE)
_LAST_CLAUSE = re.compile(r"(.+)[,.;] ([^,.;]+)")
WRITTEN = frozenset({"text", "fact"})
"""Places whose English is kept with its capitals, too: it is read to a person or a model, not compared."""
MOST_COMMON_WORDS = 4
"""Words that a request may have in common with the one before it ("set an alarm for")."""
_ORDERS = frozenset(("tell", "read", "show", "write", "play"))
SETTINGS = frozenset({"set_setting", "change_setting", "reset_setting", "control", "load_preset", "save_preset"})
JOINED = SETTINGS | {
    "get_setting", "set_timer", "cancel_timer", "timer_left", "set_alarm", "cancel_alarm", "set_reminder",
    "add_to_list", "read_list", "clock", "convert", "system_status",
}  # fmt: skip
"""What may be said in one breath with another."""
CERTAIN = SETTINGS - {"save_preset", "load_preset"} | {
    "get_setting", "undo_setting", "redo_setting", "set_timer", "cancel_timer", "timer_left", "set_alarm",
    "cancel_alarm", "clock", "party", "system_status", "convert",
}  # fmt: skip
"""What is taken for an order also when an aside stands before or after it; free text could swallow the aside."""
ASKED = frozenset({"clock", "get_setting"})
"""Questions that mean something else with a word more: "what is the date this saturday"."""
WHOLE = frozenset({"me", "answer"})
"""Actions that are only meant when nothing else is said."""
WITH_NAMES = frozenset({"me", "add_player"})
"""Actions of a party by which somebody begins to play."""
_COMMA = re.compile(r"(?<!\d)[,;\uff0c\uff1b\u3001]|[,;\uff0c\uff1b\u3001](?!\d)")
_COMMA_WORD = "xcommax"
"""Stands for a comma while a text is normalised: a word, so it stays."""
_PLACES = re.compile(r"([{<])([\w:]+)[}>]")
AsSaid = Callable[[str, str], str]
"""From a place's name and what it took of the normalised text to how that was said."""
LONGEST = 600
"""Characters. Nobody says a longer command, and a text of any length may be typed."""
MOST_ASIDE_WORDS = 24
"""In longer talk no order is looked for between asides."""


_SYMBOL = re.compile(r"[/$£€%+*×÷^]")
_SIGNS = re.compile(r"[^\w\s!-~]+")
"""Pictures ("🎉"), which nobody reads out."""


def _as_it_is(_place: str, piece: str) -> str:
    return piece


@dataclass(frozen=True, slots=True)
class CommandMatch:
    """A recognised command: the tool it runs and its arguments, copied from what was said."""

    intent: str
    tool: str
    arguments: Mapping[str, str]


class Commands:
    """The commands of one language. `load` reads them; the first recognition warms hassil up (some ms)."""

    def __init__(self, documents: Sequence[Mapping[str, Any]], language: str = "en") -> None:
        from hassil import Intents

        self.language = language
        self.documents = documents
        self._intents = [Intents.from_dict(_for_hassil(document, language)) for document in documents]
        self.answers = Answers(documents[0])
        """What is said about outcomes in this language."""
        self._fillers = Fillers.of(documents[0])
        self._normalise = NORMALISERS.get(language, numbers.normalise)
        nothing: Mapping[str, Any] = documents[0].get("no_names") or {}
        self._no_names = frozenset(map(str, nothing.get("words", ())))
        self._no_name = re.compile(str(nothing.get("endings") or r"(?!)"))
        self._own: Path | None = None
        self._splits = {key: re.compile(str(text)) for key, text in (documents[0].get("splits") or {}).items()}
        joint = documents[0].get("names_joined_by")
        self._joint = re.compile(str(joint)) if joint else None
        self._values = [(re.compile(str(a)), str(b)) for a, b in (documents[0].get("values") or [])]

    @classmethod
    def load(
        cls,
        language: str = "en",
        own: Path | None = None,
        options: Callable[[Setting], Sequence[str]] = lambda setting: setting.choices,
    ) -> Commands:
        """Read the sentences of a language, and the owner's.

        Raises:
            ConfigError: there are none for it, or the owner's file is wrong; the sentence says where.
        """
        found = phrases.documents(language, own, options)
        with_commands = [document for document in found if is_commands(document)]
        try:
            made = cls(with_commands, language)
        except Exception as error:
            # hassil raises errors of many kinds for templates and lists; only the owner's file can cause one here.
            raise ConfigError(f"A sentence in your commands {own} cannot be read: {error}.", phrases.HINT) from error
        made._own = own
        return made

    def check(self, tools: Collection[str]) -> None:
        """Make sure that every sentence of the owner's can be matched and does something.

        Args:
            tools: the names of all tools.

        Raises:
            ConfigError: no; the sentence names the file and what is wrong in it.
        """
        for document in self.documents[1:]:
            where = f"In your commands {self._own}"
            lists, rules = set(document.get("lists") or {}), set(document.get("expansion_rules") or {})
            blocks = [(family, block) for family, all_of in phrases.blocks(dict(document)) for block in all_of]
            # All sentences before any is matched: matching reads them all, and what it raises names none.
            for _, block in blocks:
                for sentence in block["sentences"]:
                    self._check_sentence(sentence, lists | set(block.get("lists") or {}), rules, where)
            for family, block in blocks:
                metadata = block.get("metadata") or {}
                if "tool" in metadata and metadata["tool"] not in tools:
                    raise ConfigError(f"{where}, {family} wants a tool {metadata['tool']!r}, which is not there.")
                if "say" in metadata and self._again(str(metadata["say"]), None, 0) is None:
                    raise ConfigError(f"{where}, {metadata['say']!r} is no command.", "See: ./hearth commands")

    def _check_sentence(self, sentence: str, lists: Collection[str], rules: Collection[str], where: str) -> None:
        from hassil.parse_expression import parse_sentence

        try:
            parse_sentence(sentence)
        except Exception as error:  # hassil's parser raises its own and built-in errors
            raise ConfigError(f"{where}, the sentence {sentence!r} cannot be read: {error}.", phrases.HINT) from error
        for kind, name in _PLACES.findall(sentence):
            known, what = (lists, "list") if kind == "{" else (rules, "rule")
            if name.split(":")[0] not in known:
                raise ConfigError(f"{where}, the sentence {sentence!r} uses the {what} {name!r}, which is not there.")

    def recognise(self, text: str, during: Collection[str] | None = None) -> CommandMatch | None:
        """The command in a transcript, or None when it is none.

        Args:
            text: what was said.
            during: what is going on ("party", "quiz", "story", "ringing"); None: whatever a sentence asks for is.
        """
        found = self.recognise_all(text, during)
        return found[0] if len(found) == 1 else None

    def wake_up(self) -> str:
        """What wakes it up from its sleep, as the language says it first ("wake up")."""
        for _, blocks in phrases.blocks(dict(self.documents[0])):
            for block in blocks:
                if (block.get("slots") or {}).get("action") == "wake":
                    return re.split(r"[()|]+", str(block["sentences"][0]).lstrip("("))[0]
        return ""

    def recognise_all(self, text: str, during: Collection[str] | None = None) -> list[CommandMatch]:
        """The commands in a transcript: one, none, or several that were said in one breath."""
        if len(text) > LONGEST:
            return self._dictated(text, during)
        said = self._normalise(text)
        repair = HEARD_TO.search(text.lower()) is not None
        as_said = self._as_said(text)
        for form in self._fillers.forms(said):
            if match := self._match(form, during, repair=repair, as_said=as_said):
                return [match]
        parts = self._fillers.breaths(said)
        if 1 < len(parts) <= 6:
            found = [self._match(part, during, repair=repair) for part in parts]
            self._complete(parts, found, during)
            if all(match is not None and match.tool in JOINED for match in found):
                return _together([match for match in found if match is not None])
            if any(match is not None and match.tool in JOINED - SETTINGS for match in found) and any(
                part.partition(" ")[0] in self._fillers.orders | _ORDERS
                for part, match in zip(parts, found, strict=True)
                if match is None
            ):
                return []  # doing a part of what was asked, and saying nothing of the rest, would lose it
        if len(said.split()) <= MOST_ASIDE_WORDS:
            for form, narrows in self._fillers.without_asides(self._fillers.strip(said)):
                match = self._match(form, during, repair=repair)
                if match is None or match.tool not in CERTAIN or match.arguments.get("action") in WHOLE:
                    continue
                if form == "what":  # it is left of "what can you do"
                    continue
                if not (narrows and match.tool in ASKED):
                    return [match]
        return []

    def _dictated(self, text: str, during: Collection[str] | None) -> list[CommandMatch]:
        """A long text that begins as a note does, or as what is to be remembered, is one: all of it."""
        head = text[: LONGEST // 2]
        head = head.rsplit(" ", 1)[0] if self._fillers.spaced else head.rstrip("，。、；！？ ")
        for match in self.recognise_all(head, during):
            for place in WRITTEN & match.arguments.keys() if match.tool in ("add_note", "remember") else ():
                begin = match.arguments[place]
                if head.endswith(begin):
                    whole = f"{begin}{text[len(head) :]}".strip()
                    return [CommandMatch(match.intent, match.tool, {**match.arguments, place: whole})]
        return []

    def _complete(self, parts: list[str], found: list[CommandMatch | None], during: Collection[str] | None) -> None:
        """Match what lacks the words that it has in common with the part before: "set an alarm for 7 and 8"."""
        for at in range(1, len(parts)):
            before = found[at - 1]
            if found[at] is not None or before is None or before.tool not in JOINED - SETTINGS:
                continue
            for words in range(1, MOST_COMMON_WORDS + 1):
                again = self._match(" ".join([*parts[at - 1].split()[:words], parts[at]]), during)
                if again is not None and again.tool == before.tool:
                    found[at] = again
                    break

    def _as_said(self, text: str) -> AsSaid:
        """How a piece of the normalised text was said."""
        if self.language == "zh":
            heard = numbers_zh.Heard.of(text)
            return lambda place, piece: heard.original(piece, counted=place != "player", cased=place in WRITTEN)
        marked = self._normalise(_COMMA.sub(f" {_COMMA_WORD} ", text)) if _COMMA.search(text) else ""

        def as_written(place: str, piece: str) -> str:
            if place in WRITTEN and not text.isupper():
                return self._original(text, piece)
            if _SYMBOL.search(text) and piece not in text.lower():
                return self._read_alike(text.lower().split(), piece)
            words = rf"(?: {_COMMA_WORD})? ".join(map(re.escape, piece.split()))
            found = re.search(rf"\b{words}\b", marked)
            return found.group().replace(f" {_COMMA_WORD}", ",") if found else piece

        return as_written

    def _original(self, text: str, piece: str) -> str:
        """The words of `text` that became `piece`, the last where there are several; `piece` itself where none did."""
        tokens = text.replace("\u2019", "'").split()
        words = [(word, at) for at, token in enumerate(tokens) for word in self._plain(token)]
        wanted = [word for token in piece.split() for word in self._plain(token)]
        for start in range(len(words) - len(wanted), -1, -1):
            part = words[start : start + len(wanted)]
            if [word for word, _ in part] == wanted and part:
                return self._with_signs(tokens, part[0][1], part[-1][1] + 1)
        return self._read_alike(tokens, piece) if _SYMBOL.search(text) else piece

    def _read_alike(self, tokens: list[str], piece: str) -> str:
        """The last tokens that are read as the piece, where one is read as several words ("3/4", "$5.50")."""

        def read(start: int, end: int) -> str:
            return self._fillers.expand(self._normalise(" ".join(tokens[start:end])))

        for start in reversed(range(len(tokens))):
            if f"{read(start, len(tokens))} ".startswith(f"{piece} "):
                for end in range(start + 1, len(tokens) + 1):
                    if read(start, end) == piece:
                        return self._with_signs(tokens, start, end)
        return piece

    def _with_signs(self, tokens: list[str], start: int, end: int) -> str:
        """These tokens, and the pictures beside them; without what ends a sentence, or opens a quotation only."""
        while start and _SIGNS.fullmatch(tokens[start - 1]):
            start -= 1
        while end < len(tokens) and _SIGNS.fullmatch(tokens[end]):
            end += 1
        said = " ".join(tokens[start:end]).strip(" .,;:!?")
        return said.strip('"') if said.count('"') % 2 else said

    def _plain(self, token: str) -> list[str]:
        """The words of a token, as normalisation writes them: none of a dash, two of "wi-fi" and of "i'm"."""
        bare = re.sub(r"^\W+|\W+$", "", token.lower())
        return re.findall(r"[\w']+", self._fillers.contractions.get(bare, bare))

    def _match(
        self,
        said: str,
        during: Collection[str] | None,
        depth: int = 0,
        *,
        repair: bool = False,
        as_said: AsSaid = _as_it_is,
    ) -> CommandMatch | None:
        from hassil import recognize_all

        best: tuple[int, CommandMatch] | None = None
        full = self._fillers.expand(said)
        if full != said and (match := self._match(full, during, depth, repair=repair, as_said=as_said)) is not None:
            return match
        for intents in reversed(self._intents):  # the owner's own come first
            for result in recognize_all(said, intents):
                metadata = result.intent_metadata or {}
                if during is not None and metadata.get("during", "") and metadata["during"] not in during:
                    continue
                if "say" in metadata:
                    again = self._again(str(metadata["say"]), during, depth)
                    if again is not None:
                        return again
                    continue
                values = self._values_of(result, as_said)
                if values is None:
                    continue
                if "unit" in metadata:
                    values["unit"] = metadata["unit"]
                made = arguments(metadata["tool"], values)
                if made is None or (metadata.get("names") != "any" and self._is_talk(made)):
                    continue
                if self.language != "zh":  # a reminder's text was only now parted from its time
                    made |= {
                        name: self._bare(as_said(name, self._bare(made[name])))
                        for name in made.keys() & WRITTEN - values.keys()
                    }
                if repair and metadata["tool"] == "set_setting":
                    made["value"] = heard_to(said, made["name"], made["value"])
                free = sum(len(str(e.text)) for e in result.entities.values() if getattr(e, "is_wildcard", False))
                if best is None or free < best[0]:
                    best = free, CommandMatch(result.intent.name, metadata["tool"], made)
        return best[1] if best else None

    def _is_talk(self, made: Mapping[str, str]) -> bool:
        """Whether someone is to play whose name is none: "this is great", "dinner has arrived"."""
        names = made.get("player", "").split(" and ") if made.get("action") in WITH_NAMES else []
        words = [word for name in names for word in name.split()]
        return any(word in self._no_names or self._no_name.search(word) for word in words)

    def _values_of(self, result: Any, as_said: AsSaid) -> dict[str, str] | None:
        """What stands in the sentence's places; None when it cannot be cut as the sentence asks."""
        values = {name: str(entity.value) for name, entity in result.entities.items()}
        which = (result.intent_metadata or {}).get("split", "")
        if which:
            match = self._splits[which].fullmatch(values.pop(which).strip())
            if match is None:
                return None
            values |= match.groupdict()
        fixed = {
            name for name, entity in result.entities.items() if not getattr(entity, "is_wildcard", False)
        } & WRITTEN
        return {
            name: value if name in fixed else self._free(name, value.strip(), as_said) for name, value in values.items()
        }

    def _free(self, name: str, value: str, as_said: AsSaid) -> str:
        """What a place is taken to hold: the words as they were said, or what the tools read."""
        read = self._value(value)
        # A timer may be called by its length, which the tools read in digits.
        if name not in AS_SAID.get(self.language, ()) or (name == "label" and parse_duration(read) is not None):
            return read
        said = as_said(name, value)
        if said == value and name in WRITTEN and self.language != "zh":
            return read
        if self._joint and name == "player":
            return self._joint.sub(" and ", said)
        return self._bare(said)

    def _bare(self, said: str) -> str:
        """Without thanks at the end."""
        said = _PLEASE.sub("", said) or said
        found = _LAST_CLAUSE.fullmatch(said)
        return found[1] if found and self._fillers.is_after(found[2].lower()) else said

    def _again(self, say: str, during: Collection[str] | None, depth: int) -> CommandMatch | None:
        """A phrase of the owner's that stands for another command; not for itself."""
        if depth > 2:
            return None
        for form in self._fillers.forms(self._normalise(say)):
            if match := self._match(form, during, depth + 1):
                return match
        return None

    def _value(self, value: str) -> str:
        """What a free word is in the words that the tools read ("10分钟" -> "10 minutes")."""
        value = value.strip()
        for pattern, replacement in self._values:
            value = pattern.sub(replacement, value)
        return " ".join(value.split()) if self._values else value


class LanguageCommands:
    """The commands of the language that the settings name; each language is read when it is first spoken."""

    def __init__(self, settings: Settings, own: Path, tools: Collection[str] = ()) -> None:
        self._settings = settings
        self._own = own
        self._tools = tools
        self._read: dict[str, Commands] = {}

    def now(self) -> Commands:
        """Raises ConfigError when the owner's commands are wrong."""
        code = phrases.LANGUAGES.get(str(self._settings.snapshot().values["language"]), "en")
        if code not in self._read:
            read = Commands.load(code, self._own, self._settings.options)
            if self._tools:
                read.check(self._tools)
            self._read[code] = read
        return self._read[code]


def _together(found: list[CommandMatch]) -> list[CommandMatch]:
    """ "Shorter" by itself is about the last answer; beside a setting ("hotter and shorter") it is one too."""
    if not any(match.tool in ("set_setting", "change_setting") for match in found):
        return found
    ways = {"shorter": "down", "longer": "up"}
    return [
        CommandMatch(match.intent, "change_setting", {"name": "answer_length", "direction": ways[action]})
        if match.tool == "control" and (action := match.arguments["action"]) in ways
        else match
        for match in found
    ]


def is_commands(document: Mapping[str, Any]) -> bool:
    """Whether a phrase file holds commands (requests.yaml holds what the model answers)."""
    blocks = [block for intent in (document.get("intents") or {}).values() for block in intent["data"]]
    return bool(document.get("phrases")) or any("metadata" in block for block in blocks)


def _for_hassil(document: Mapping[str, Any], language: str) -> dict[str, Any]:
    intents = {**(document.get("intents") or {}), **phrases.phrases(dict(document))}
    return {
        "language": language,
        "intents": intents,
        "lists": document.get("lists") or {},
        "expansion_rules": document.get("expansion_rules") or {},
        "settings": document.get("settings_of_hassil") or {},
    }
