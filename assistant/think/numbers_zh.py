"""Chinese numerals become digits: 一点二 -> 1.2, 零点七五 -> 0.75, 一个半 -> 1.5, 百分之三十 -> 30%.

Traditional and financial forms count too. Numbers in words that are no numbers (一下, 一点 in 大一点) stay.
"""

from __future__ import annotations

import re
import unicodedata

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
_NOISE = re.compile(r"[，。！？；：“”‘’…,!?;\"']|(?<!\d)[.:]|[.:](?!\d)")


def normalise(text: str) -> str:
    """Half-width, without punctuation and blanks between characters, numerals as digits."""
    text = unicodedata.normalize("NFKC", text).lower()
    text = _NOISE.sub("", text.replace("、", "和"))
    text = re.sub(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])", "", text).strip()
    out, at = [], 0
    for match in _NOT_NUMBERS.finditer(text):
        out += [_NUMERAL.sub(_digits, text[at : match.start()]), match.group()]
        at = match.end()
    return "".join([*out, _NUMERAL.sub(_digits, text[at:])])


def _digits(match: re.Match[str]) -> str:
    whole, part = match["whole"], match["part"]
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
