"""Sums without a sandbox: numbers and operators, nothing else, and bounded.

For machines without Docker. It evaluates no names, calls, strings, attributes or comparisons: the only thing that it
understands of Python is its arithmetic, and it refuses what would take long or much memory before computing it.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable

LONGEST = 200
"""Characters."""
MOST_BITS = 4096
"""Of an integer, of any step on the way."""
Number = int | float

_BINARY: dict[type[ast.operator], Callable[[Number, Number], Number]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.Pow: operator.pow,
}
_UNARY: dict[type[ast.unaryop], Callable[[Number], Number]] = {ast.UAdd: operator.pos, ast.USub: operator.neg}


class NotASum(ValueError):
    """It is more, or less, than numbers and operators, or has no value; the sentence says which."""


def evaluate(text: str) -> Number:
    """The value of a sum such as "2 ** 10 / 3".

    Raises:
        NotASum: see there.
    """
    if len(text) > LONGEST:
        raise NotASum("it is too long")
    try:
        tree = ast.parse(text.strip(), mode="eval")
        return _value(tree.body)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise error if isinstance(error, NotASum) else NotASum("it is not a sum") from error
    except (ZeroDivisionError, OverflowError) as error:
        raise NotASum(str(error)) from error


def printed(code: str) -> str | None:
    """What a program prints that does nothing but print one sum, or is one; None: it is another program."""
    text = code.strip()
    if text.startswith("print(") and text.endswith(")"):
        text = text[6:-1]
    try:
        return str(evaluate(text))
    except ValueError:
        return None


def _value(node: ast.expr) -> Number:
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        return _bounded(node.value)
    if isinstance(node, ast.UnaryOp) and type(node.op) in _UNARY:
        return _UNARY[type(node.op)](_value(node.operand))
    if isinstance(node, ast.BinOp) and type(node.op) in _BINARY:
        left, right = _value(node.left), _value(node.right)
        if isinstance(node.op, ast.Pow):
            _check_power(left, right)
        return _bounded(_BINARY[type(node.op)](left, right))
    raise NotASum("it has more than numbers and operators in it")


def _check_power(base: Number, exponent: Number) -> None:
    whole = isinstance(base, int) and isinstance(exponent, int)
    if whole and int(base).bit_length() * abs(exponent) > MOST_BITS:
        raise NotASum("the number is too large")


def _bounded(value: object) -> Number:
    if not isinstance(value, int | float):  # a complex number, from a root of a negative one
        raise NotASum("it has no real value")
    if isinstance(value, int) and value.bit_length() > MOST_BITS:
        raise NotASum("the number is too large")
    return value
