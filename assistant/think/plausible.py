"""Could this call answer that request? A check by the words alone, for a small model that drops what it overlooks."""

from __future__ import annotations

import re

from assistant.engines import CallPart

NUMBER = re.compile(r"\d+(?:\.\d+)?")
_ASIDE = re.compile(r"\b(in|to|into|from) base \d+")
""""4284 in base 2" is `f'{4284:b}'`."""
_NEGATIVE = re.compile(r"\b(minus|negative) \d")
_COMMON = {0.0, 1.0}
"""In "quick 1", "here's 1" and "if 1 beer costs 4" they are no operands; a program may have them unsaid too."""

# "Do not set the temperature to 2": it overlooks the first two words, and no order is put like this.
_FORBIDDEN = re.compile(
    r"(?<!why )\b(?:do not|don't|dont|did not|didn't|didnt|never|should not|shouldn't|must not|mustn't|not to) "
    r"(?:ever |you |dare |try to |please |even |just |go and )*"
    r"(?:set|turn|change|put|make|raise|lower|increase|decrease|reset|undo|redo|switch|mute|pause|start|stop|play|cancel|"
    r"clear|delete|remove|add|save|write|remind|give)\b"
)


def is_plausible(request: str, call: CallPart) -> bool:
    """Could the call answer the request?

    Args:
        request: what was said, with its numbers as digits.
        call: what the model would do.
    """
    # A program changes nothing: "don't change the subject, what is 12 times 12".
    allowed = call.tool == "run_python" or _FORBIDDEN.search(request) is None
    return allowed and has_all_numbers(request, call)


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
