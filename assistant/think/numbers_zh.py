"""Chinese numerals become digits: 一点二 -> 1.2, 零点七五 -> 0.75, 一个半 -> 1.5, 百分之三十 -> 30%.

Traditional and financial forms count too. Numbers in words that are no numbers (一下, 一点 in 大一点) stay.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

_DIGITS = {
    char: value
    for value, chars in enumerate("零〇 一壹 二贰貳两兩 三叁參 四肆 五伍 六陆陸 七柒 八捌 九玖".split())
    for char in chars
}
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_PLAIN = "".join(_DIGITS)
_ANY = _PLAIN + "".join(_TENS) + "".join(_MYRIADS)
_NUMERAL = re.compile(
    rf"(?P<percent>百分之)?(?P<minus>负|負)?(?P<whole>[{_ANY}]+|\d+)"
    rf"(?:[点點](?P<part>[{_PLAIN}\d]+)(?![十拾分刻\d]))?(?P<half>个半|個半)?"
)
_NO_DIGIT = r"(?![零〇一二三四五六七八九\d])"
_NOT_NUMBERS = re.compile(
    rf"(?<![十百千万上午晨里零〇一二三四五六七八九\d])一[点點]{_NO_DIGIT}|一(?:下|些|直|样|樣|起|会儿|會兒|定|共|边|切|旦|般)|万一|千万(?!\d)|统一|唯一|第一次"
    r"|(?:星期|周|礼拜)[一二三四五六]"
)
_NO_AMOUNT = re.compile(r"[百佰千仟万萬亿億]+")
"""No number by itself: 千米, 百事可乐, 万圣节."""
_COUNTED = re.compile(
    r"[个個只隻条條张張把块塊瓶杯盒包袋斤两兩公千毫克米升点點分秒小时時天年月号號日周星岁歲元角度次遍楼层層页頁本支双雙件套位名口罐片根颗粒"
    r"箱打桶勺碗盘台辆间家首篇串筒瓣束%]"
)
"""What stands after an amount: measure words and units."""
_COMMA = re.compile(r"(?<!\d),|,(?!\d)")
_BLANKS = re.compile(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])")
_ENDS = re.compile(r"^\s+|\s+$")
_NOISE = re.compile(r"[，。！？；：“”‘’…,!?;\"']|(?<!\d)[.:]|[.:](?!\d)")


def normalise(text: str) -> str:
    """Half-width, without punctuation and blanks between characters, numerals as digits."""
    return Heard.of(text).said


@dataclass(frozen=True, slots=True)
class Heard:
    """A normalised text that knows what each of its characters was made of."""

    said: str
    raw: str
    """The text before, half-width."""
    spans: tuple[tuple[int, int], ...]
    """Where each character of `said` comes from in `raw`: its start and end there."""

    @classmethod
    def of(cls, text: str) -> Heard:
        """Normalise a text."""
        raw = unicodedata.normalize("NFKC", text)
        lower = raw.lower()
        raw = raw if len(raw) == len(lower) else lower
        spans = [(at, at + 1) for at in range(len(raw))]
        said = lower.replace("、", "和")
        for noise in (_NOISE, _BLANKS, _ENDS):
            cuts = {at for match in noise.finditer(said) for at in range(*match.span())}
            spans = [span for at, span in enumerate(spans) if at not in cuts]
            said = "".join(char for at, char in enumerate(said) if at not in cuts)
        out, origins, at = "", list[tuple[int, int]](), 0
        for start, end, number in _numbers(said):
            out += said[at:start] + number
            origins += spans[at:start] + [(spans[start][0], spans[end - 1][1])] * len(number)
            at = end
        return cls(out + said[at:], raw, (*origins, *spans[at:]))

    def original(self, piece: str, *, counted: bool = True, cased: bool = False) -> str:
        """What was said for a piece of `said`: free words keep their commas and numerals (五花肉, not 5花肉).

        Args:
            piece: a part of `said`.
            counted: leave amounts in digits, so that 两个鸡蛋 and 2个鸡蛋 are the same.
            cased: with its capitals.
        """
        at = self.said.find(piece)
        if not piece or at < 0:
            return piece
        spans = self.spans[at : at + len(piece)]
        out, end = "", spans[0][0]
        for span, digits in groupby(zip(spans, piece, strict=True), lambda pair: pair[0]):
            was, now = self.raw[slice(*span)], "".join(char for _, char in digits)
            amount = counted and (len(was) > 2 or _COUNTED.match(self.raw, span[1]))
            out += self.raw[end : span[0]] + (now if amount and now.isascii() else was)
            end = span[1]
        out = _COMMA.sub("，", out)
        return out if cased else out.lower()


def _numbers(text: str) -> Iterator[tuple[int, int, str]]:
    """Where numerals are, and their digits."""
    at = 0
    for start, end in [*(match.span() for match in _NOT_NUMBERS.finditer(text)), (len(text), len(text))]:
        for match in _NUMERAL.finditer(text[at:start]):
            yield at + match.start(), at + match.end(), _digits(match)
        at = end


def _digits(match: re.Match[str]) -> str:
    whole, part = match["whole"], match["part"]
    if _NO_AMOUNT.fullmatch(match.group()):
        return match.group()
    value = whole if whole.isdecimal() and whole.isascii() else str(chinese_whole(whole))
    if part:
        value = f"{value}.{''.join(str(_DIGITS.get(char, char)) for char in part)}"
    if match["half"]:
        value = f"{float(value) + 0.5:g}"
    return f"{'-' if match['minus'] else ''}{value}{'%' if match['percent'] else ''}"


def chinese_whole(numeral: str) -> int:
    """二十三 -> 23, 一百零五 -> 105, 两万三 -> 23000; 二零二六, digit by digit, -> 2026."""
    if all(char in _DIGITS for char in numeral):
        return int("".join(str(_DIGITS[char]) for char in numeral))
    total = section = digit = 0
    last = 1
    for char in numeral:
        if char in _DIGITS:
            digit = _DIGITS[char]
            if digit == 0:
                last = 10  # after a zero the next digit stands for itself
        elif char in _TENS:
            section += (digit or 1) * _TENS[char]
            last, digit = _TENS[char], 0
        else:
            total = (total + section + digit) * _MYRIADS[char]
            last, section, digit = _MYRIADS[char], 0, 0
    # 两百五 is 250: a last digit without a unit is of the next lower one.
    return total + section + (digit * last // 10 if last >= 100 else digit)
