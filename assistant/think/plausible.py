"""Could this call answer that request? A check by the words alone, for a small model that drops what it overlooks."""

from __future__ import annotations

import re

from assistant.engines import CallPart

NUMBER = re.compile(r"\d+(?:\.\d+)?")
_ASIDE = re.compile(r"\b(in|to|into|from) base \d+")
""""4284 in base 2" is `f'{4284:b}'`."""
_NEGATIVE = re.compile(r"\b(minus|negative) \d")
_PRODUCT = re.compile(r"(\d+(?:\.\d+)?) (?:times|multiplied by) (\d+(?:\.\d+)?)")
_COMMON = {0.0, 1.0}
"""In "quick 1", "here's 1" and "if 1 beer costs 4" they are no operands; a program may have them unsaid too."""


def has_all_numbers(request: str, call: CallPart) -> bool:
    """Does the program have every number that was said, and a minus where one was?

    Of 6,000 right programs of the training data it refuses 45, of the starter's wrong sums the worst kind: 144 as the
    answer to "twelve squared plus five squared", said as if it were certain.

    Args:
        request: what was said, with its numbers as digits.
        call: of run_python; any other call is plausible.
    """
    if call.tool != "run_python":
        return True
    code = str(call.arguments.get("code", ""))
    if _NEGATIVE.search(request) and "-" not in code:
        return False
    said = {float(number) for number in NUMBER.findall(_ASIDE.sub(" ", request))}
    return said - _COMMON <= {float(number) for number in NUMBER.findall(code)}


def is_the_product(request: str, call: CallPart) -> bool:
    """Is the call the one product that was asked for, either way round?

    A model that writes 7 * 4 half of the time is unsure of every "4 times 7", and right.

    Args:
        request: what was said, with its numbers as digits.
        call: any call.
    """
    said = _PRODUCT.search(request)
    if said is None or len(NUMBER.findall(request)) != 2:
        return False
    one, other = said.groups()
    return call.tool == "run_python" and call.arguments.get("code") in (
        f"print({one} * {other})",
        f"print({other} * {one})",
    )
