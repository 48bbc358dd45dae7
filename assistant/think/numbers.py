"""Spoken numbers become digits, and a transcript becomes the plain form that everything after it reads.

Recognisers disagree about how they write a number ("one point two", "1.2", "twenty-three"); commands, the model and
the model's training all see the text after `normalise`, so they agree. What stays in words: "half", "quarter",
"dozen", "minus", first to third, and "one" where it is a pronoun. Numbers that only follow each other stay apart
("fourteen twenty seven thirty three" is a list: "14 27 33"), but years ("nineteen ninety four") and hundreds without
the word ("one forty four") are put together when they stand alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

UNITS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
        " sixteen seventeen eighteen nineteen".split()
    )
}
TENS = {
    word: 10 * value
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
} | {"fourty": 40}
SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9}
ORDINALS = {
    "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11,
    "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17,
    "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50,
    "sixtieth": 60, "seventieth": 70, "eightieth": 80, "ninetieth": 90, "hundredth": 100, "thousandth": 1000,
}  # fmt: skip
SMALL_ORDINALS = {"first": 1, "second": 2, "third": 3}

PRONOUN_BEFORE = frozenset(
    "the this that which next last another no any every some each other new who good right old big small best only"
    " whole your my our favourite favorite".split()
)
PRONOUN_AFTER = frozenset("of another day who that more".split())
DIGITS_AFTER = frozenset("seed seat number code pin digits password".split())
POINT_AFTER = frozenset("at to by is of be set temperature temp p k point around about minus plus times".split())


def _mixed_number(match: re.Match[str]) -> str:
    """ "3 1/2" -> "3.5"."""
    return f"{int(match[1]) + int(match[2]) / int(match[3]):g}"


_SYMBOLS: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"(?<=\d),(?=\d{3}\b)"), ""),
    (re.compile(r"(?<![\w.,])(\d+),(?=\d{1,2}(?!\w|[.,]\d))"), r"\1."),  # a decimal comma; "1,2,3" is a list
    (re.compile(r"[’ʼ`]"), "'"),
    (re.compile(r"\$\s?(\d[\d.]*)"), r"\1 dollars"),
    (re.compile(r"£\s?(\d[\d.]*)"), r"\1 pounds"),
    (re.compile(r"€\s?(\d[\d.]*)"), r"\1 euros"),
    (re.compile(r"%"), " percent"),
    (re.compile(r"\b(what is|what's|calculate|compute|work out) (\d{1,4})!"), r"\1 \2 factorial"),
    (re.compile(r"(?<![\w.])[-−](?=\d)"), "minus "),
    (re.compile(r"(?<=\d)\s*\+\s*(?=\d)"), " plus "),
    (re.compile(r"(?<=\d)\s*[*×]\s*(?=\d)"), " times "),
    (re.compile(r"(?<![\d./])(\d{1,9}) ([1-7])/([248])(?![\d/])"), _mixed_number),
    (re.compile(r"(?<=\d)\s*[/÷]\s*(?=\d)"), " divided by "),
    (re.compile(r"(?<=\d)\s*\^\s*(?=\d)"), " to the power of "),
    (re.compile(r"(?<=\d)\s+[-−]\s+(?=\d)"), " minus "),
    (re.compile(r"(?<!\w)\.(?=\d)"), "0."),
    (re.compile(r"\ba\.m\.?(?=\W|$)"), "am"),
    (re.compile(r"\bp\.m\.?(?=\W|$)"), "pm"),
    (re.compile(r"(?<=\d)(am|pm)\b"), r" \1"),
)
_APOSTROPHES = re.compile(r"\b(what|that|who|how|where|today|there)s\b(?! (?:own|self))")
_HALF_OF_DAY = re.compile(r"(?<=\d )([ap]) m\b")
_NOISE = re.compile(r"[^\w\s'.:]|_|(?<!\d)[.:]|[.:](?!\d)|(?<!\w)'|'(?!\w)")
LONGEST_DIGITS = 300
"""A longer number stays as it is: a float could not hold it."""
_DIGITS = re.compile(r"\d+(?:\.\d+)?")


def normalise(text: str) -> str:
    """Lower case, no punctuation but in "1.4", "7:15" and "what's", symbols as words, numbers as digits."""
    text = text.lower()
    for pattern, replacement in _SYMBOLS:
        text = pattern.sub(replacement, text)
    text = _APOSTROPHES.sub(r"\1's", text)
    return _HALF_OF_DAY.sub(r"\1m", spoken_to_digits(_NOISE.sub(" ", text)))


def spoken_to_digits(text: str) -> str:
    """Replace number words by digits: "seventeen times twenty three" -> "17 times 23".

    Decimals ("one point two" -> "1.2", "point three" -> "0.3"), "a hundred and five" -> "105", "4 thousand 5
    hundred" -> "4500", "fiftieth" -> "50th". Any text is taken; blanks are collapsed.
    """
    words = _split_hyphens(text.split())
    out: list[_Piece] = []
    at = 0
    while at < len(words):
        piece, used = _number(words, at)
        out.append(piece)
        at += used
    return " ".join(_join(out))


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    value: float | None = None
    """The value when it is a number."""
    spelled: bool = False
    """It was written in words."""
    simple: bool = False
    """A whole number below 100 and without a scale word: it may be part of a year or of a hundred."""


def _split_hyphens(words: list[str]) -> list[str]:
    split: list[str] = []
    for word in words:
        parts = word.split("-")
        if len(parts) > 1 and all(part in UNITS or part in TENS or part in ORDINALS for part in parts if part):
            split += [part for part in parts if part]
        else:
            split.append(word)
    return split


def _below_hundred(words: list[str], at: int) -> tuple[int, int] | None:
    """A value below 100 in words: (value, words used)."""
    word = words[at] if at < len(words) else ""
    if word in TENS:
        unit = words[at + 1] if at + 1 < len(words) else ""
        if 0 < UNITS.get(unit, 0) < 10:
            return TENS[word] + UNITS[unit], 2
        return TENS[word], 1
    if word in UNITS:
        return UNITS[word], 1
    return None


def _small(words: list[str], at: int) -> tuple[float, int] | None:
    """One run of digits, or a value below 100 in words."""
    if at < len(words) and _DIGITS.fullmatch(words[at]):
        return (float(words[at]), 1) if len(words[at]) <= LONGEST_DIGITS else None
    return _below_hundred(words, at)


def _number(words: list[str], at: int) -> tuple[_Piece, int]:
    """The number, or the word, that starts at `at`, and how many words it takes."""
    word = words[at]
    ordinal = _ordinal(words, at)
    if ordinal is not None:
        return ordinal
    if word == "point":
        return _leading_point(words, at)
    if word in ("oh", "o") and words[at + 1 : at + 2] == ["point"] and (zero := _decimals(words, at + 1)):
        return _Piece(f"0.{zero[0]}", float(f"0.{zero[0]}"), spelled=True), zero[1] - at
    begin = at
    article = word in ("a", "an")
    if article:
        after = words[at + 1] if at + 1 < len(words) else ""
        before = words[at - 1] if at else ""
        if after not in ("hundred", "thousand", "million", "billion") or before in ("half", "quarter"):
            return _Piece(word), 1
        at += 1
    first = (1.0, 0) if article else _small(words, at)
    if first is None:
        return _Piece(word), 1
    if word == "one" and not _is_count(words, at):
        return _Piece(word), 1
    total, part, used, scaled, limit = 0.0, first[0], at + first[1], False, 10**12
    while used < len(words):
        word_here = words[used]
        if word_here == "hundred" and part < 100 and part:
            part, used, scaled = part * 100, used + 1, True
            part, used = _rest(words, used, part, 100)
        elif word_here in SCALES and part and SCALES[word_here] < limit:
            limit = SCALES[word_here]
            total, part, used, scaled = total + part * limit, 0.0, used + 1, True
            following = _following(words, used, limit)
            if following is None:
                break
            part, used = following
        else:
            break
    value = total + part
    decimals = _decimals(words, used)
    if decimals is not None and value == int(value):
        text, used = f"{int(value)}.{decimals[0]}", decimals[1]
        if used < len(words) and words[used] in SCALES and not scaled:  # "two point five million"
            text, used = _plain(round(float(text) * SCALES[words[used]], 6)), used + 1
        return _Piece(text, float(text), spelled=True), used - begin
    spelled = not _DIGITS.fullmatch(words[begin]) or scaled
    text = words[begin] if not spelled else _plain(value)
    return _Piece(text, value, spelled=spelled, simple=not scaled and value == int(value) < 100), used - begin


def _rest(words: list[str], used: int, part: float, below: int) -> tuple[float, int]:
    """What follows "hundred": "and five", "five", "5"."""
    at = used + 1 if used < len(words) and words[used] == "and" else used
    rest = _small(words, at)
    if rest is None or not 0 < rest[0] < below or rest[0] != int(rest[0]):
        return part, used
    return part + rest[0], at + rest[1]


def _following(words: list[str], used: int, limit: float) -> tuple[float, int] | None:
    """What follows "thousand": "five hundred", "and five", "two hundred and six"."""
    at = used + 1 if used < len(words) and words[used] == "and" else used
    rest = _small(words, at)
    if rest is None or rest[0] != int(rest[0]) or rest[0] >= limit:
        return None
    after = words[at + rest[1]] if at + rest[1] < len(words) else ""
    if at != used and (after in ("hundred", *SCALES) or rest[0] >= 100):
        return None
    return rest[0], at + rest[1]


def _decimals(words: list[str], used: int) -> tuple[str, int] | None:
    """The digits after "point": (digits, index after them)."""
    if used + 1 >= len(words) or words[used] != "point":
        return None
    at, digits = used + 1, ""
    while at < len(words):
        word = words[at]
        if word in ("oh", "o"):
            digits, at = digits + "0", at + 1
        elif word.isdecimal() and word.isascii():
            digits, at = digits + word, at + 1
        elif (small := _below_hundred(words, at)) is not None:
            digits, at = digits + str(small[0]), at + small[1]
            if small[0] >= 10:
                break
        else:
            break
    return (digits, at) if digits else None


def _leading_point(words: list[str], at: int) -> tuple[_Piece, int]:
    decimals = _decimals(words, at)
    before = words[at - 1] if at else ""
    if decimals is None or (at and before not in POINT_AFTER and not before.endswith("er")):
        return _Piece("point"), 1
    text = f"0.{decimals[0]}"
    return _Piece(text, float(text), spelled=True), decimals[1] - at


def _ordinal(words: list[str], at: int) -> tuple[_Piece, int] | None:
    word = words[at]
    following = words[at + 1] if at + 1 < len(words) else ""
    if word in TENS and (unit := (ORDINALS | SMALL_ORDINALS).get(following, 10)) < 10:
        return _Piece(_with_suffix(TENS[word] + unit)), 2
    if word in ORDINALS:
        return _Piece(_with_suffix(ORDINALS[word])), 1
    return None


def _with_suffix(value: int) -> str:
    last = value % 10 if value % 100 not in (11, 12, 13) else 0
    return f"{value}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(last, 'th') }"


def _is_count(words: list[str], at: int) -> bool:
    """Whether "one" is a number here and not a pronoun."""
    before = words[at - 1] if at else ""
    after = words[at + 1] if at + 1 < len(words) else ""
    if after in ("hundred", "point", *SCALES):
        return True
    return before not in PRONOUN_BEFORE and after not in PRONOUN_AFTER


def _plain(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(value)


def _join(pieces: list[_Piece]) -> list[str]:
    """Put years, hundreds without the word, and digit strings together; leave lists apart."""
    out: list[str] = []
    at = 0
    while at < len(pieces):
        end = at
        while end < len(pieces) and pieces[end].value is not None:
            end += 1
        run = pieces[at:end]
        if len(run) > 1 and out and out[-1] in DIGITS_AFTER | {"to", "is", "as"} and _all_digits(run, out):
            out.append("".join(piece.text for piece in run))
        elif len(run) == 2 and (joined := _pair(*run)) is not None:
            out.append(joined)
        elif run:
            out += [piece.text for piece in run]
        else:
            out.append(pieces[at].text)
            end = at + 1
        at = end
    return out


def _all_digits(run: list[_Piece], before: list[str]) -> bool:
    named = bool(DIGITS_AFTER & set(before[-3:]))
    return named and all(len(piece.text) == 1 for piece in run)


def _pair(first: _Piece, second: _Piece) -> str | None:
    """ "nineteen ninety four" -> 1994, "one forty four" -> 144; None when they are two numbers."""
    if not (first.simple and second.simple) or first.spelled != second.spelled:
        return None
    if first.value is None or second.value is None:
        return None
    tail = int(second.value)
    if 16 <= first.value <= 20 and 10 <= tail <= 99 and first.spelled:
        return f"{int(first.value)}{tail:02d}"
    if 1 <= first.value <= 9 and 20 <= tail <= 99:
        return f"{int(first.value)}{tail}"
    return None
