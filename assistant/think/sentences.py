"""From what a model writes to what is said: sentences, as early as they are complete, without markup."""

from __future__ import annotations

import re

LONGEST = 320
"""Characters. A longer sentence is cut at a comma or a blank, so that the voice need not wait for its end."""

_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof sr jr st no nos vs etc e.g i.e eg ie approx fig vol pp p.m a.m inc ltd co dept est cf al gen col"
    " jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun min max".split()
)
_END = re.compile(r"([.!?\u2026]+[\"')\]\u201d\u2019*_]*)(\s)|([\u3002\uff01\uff1f]+[\u300d\u300f\u201d]*)|(\n)")
_FENCE = re.compile(r"```|~~~")
_LIST_NUMBER = re.compile(r"\s*\d{1,3}[.)]")

_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_ADDRESS = re.compile(r"<?\b(?:https?://|www\.)[^\s>)]+>?", re.IGNORECASE)
_INLINE_CODE = re.compile(r"`+([^`]*)`+")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>|<!--.*?-->")
_MARKS = re.compile(r"(?<!\w)[*_~]{1,3}(?=\S)|(?<=\S)[*_~]{1,3}(?!\w)")
_LINE_START = re.compile(r"^\s*(?:#{1,6}\s+|>\s?|[-*+\u2022]\s+|\d{1,3}[.)]\s+)+")
_RULE = re.compile(r"^\s*(?:[-*_=]\s*){3,}$")
_EMOJI = re.compile(
    "[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u2190-\u21ff\u2300-\u23ff\u25a0-\u25ff\ufe0f\u200d\u20e3"
    "\U000e0020-\U000e007f]+"
)
_WORD = re.compile(r"\w")


class SentenceSplitter:
    """Takes pieces of an answer, gives its sentences as written. Fenced code is left out. One per answer."""

    def __init__(self) -> None:
        self._text = ""
        self._in_code = False

    def feed(self, piece: str) -> list[str]:
        """The sentences that are complete now."""
        self._text += piece
        return self._take(final=False)

    def finish(self) -> list[str]:
        """What remains at the end."""
        return self._take(final=True)

    def _take(self, *, final: bool) -> list[str]:
        out: list[str] = []
        while True:
            fence = _FENCE.search(self._text)
            if self._in_code:
                if fence is None:
                    self._text = "" if final else self._text[-2:]
                    return out
                self._text, self._in_code = self._text[fence.end() :], False
                continue
            plain = self._text[: fence.start()] if fence else self._text
            plain = self._sentences(plain, out, final=final or fence is not None)
            if fence is None:
                self._text = plain
                return out
            self._text, self._in_code = self._text[fence.end() :], True

    def _sentences(self, text: str, out: list[str], *, final: bool) -> str:
        """Append complete sentences to out and return the rest."""
        start = at = 0
        while match := _END.search(text, at):
            at = match.end()
            if match[1] and not _ends(text[start : match.start()], match[1], text[match.end() :], final=final):
                continue
            out.append(text[start:at].strip())
            start = at
        rest = text[start:]
        if final:
            out.append(rest.strip())
            rest = ""
        while len(rest) > LONGEST:
            cut = max(rest.rfind(", ", 0, LONGEST) + 1, 0) or rest.rfind(" ", 0, LONGEST)
            if cut <= 0:
                break
            out.append(rest[:cut].strip())
            rest = rest[cut:].lstrip()
        out[:] = [sentence for sentence in out if sentence]
        return rest


def _ends(before: str, mark: str, after: str, *, final: bool) -> bool:
    """Does the mark end the sentence?"""
    if "!" in mark or "?" in mark:
        return True
    if len(mark.rstrip("\"')]*_\u201d\u2019")) > 1 or "\u2026" in mark:
        following = after.lstrip()
        if not following:
            return final
        return not following[0].islower()
    if _LIST_NUMBER.fullmatch(before + "."):
        return False
    word = before.split()[-1] if before.split() else ""
    bare = word.lstrip("(\"'\u201c").lower()
    return not (bare in _ABBREVIATIONS or (len(bare) == 1 and bare.isalpha() and bare != "i"))


def speakable(text: str) -> str:
    """The words of a sentence without code, markdown, links, tables or emoji; empty when nothing is left."""
    lines = []
    for line in text.splitlines():
        if _RULE.match(line) or line.lstrip().startswith("|"):
            continue
        line = _LINE_START.sub("", line)
        line = _LINK.sub(r"\1", line)
        line = _ADDRESS.sub("", line)
        line = _INLINE_CODE.sub(_code, line)
        line = _TAG.sub("", line)
        line = _MARKS.sub("", line)
        line = _EMOJI.sub("", line)
        lines.append(line)
    said = re.sub(r"\s+", " ", " ".join(lines)).strip()
    said = re.sub(r"\s+([.,;:!?])", r"\1", re.sub(r"\(\s*\)", "", said))
    return said if _WORD.search(said) else ""


def _code(match: re.Match[str]) -> str:
    """A name in code is read, an expression is not."""
    return match[1] if re.fullmatch(r"[\w .\-]+", match[1]) else ""
