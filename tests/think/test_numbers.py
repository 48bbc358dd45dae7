"""Spoken numbers."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.think.numbers import normalise

ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
ONES += "seventeen eighteen nineteen".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def in_words(n: int) -> str:
    """An independent way to say a number below a million."""
    if n < 20:
        return ONES[n]
    if n < 100:
        return TENS[n // 10 - 2] + (f" {ONES[n % 10]}" if n % 10 else "")
    size, name = (1000, "thousand") if n >= 1000 else (100, "hundred")
    head, rest = divmod(n, size)
    joint = " and " if rest and (size == 100 or rest < 100) else " "
    return f"{in_words(head)} {name}{joint + in_words(rest) if rest else ''}"


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("Seventeen times twenty-three?", "17 times 23"),
        ("set the temperature to one point two", "set the temperature to 1.2"),
        ("point three", "0.3"),
        ("a hundred and five", "105"),
        ("four thousand five hundred", "4500"),
        ("nineteen ninety four", "1994"),
        ("one forty four", "144"),
        ("half past six", "half past 6"),
        ("fourteen twenty seven thirty three", "14 27 33"),
        ("the first ten primes", "the first 10 primes"),
        ("that one", "that one"),
        ("the fiftieth", "the 50th"),
        ("3,000", "3000"),
        ("set temperature to 1,5.", "set temperature to 1.5"),
        ("1,2,3 and 1,500", "1 2 3 and 1500"),
        ("$5", "5 dollars"),
        ("7:15am", "7:15 am"),
        ("it's 20% off", "it's 20 percent off"),
        ("6 - 2", "6 minus 2"),
        ("whats up", "what's up"),
        ("  ", ""),
        ("what is two point five million plus one", "what is 2500000 plus 1"),
        ("3 1/2 inches", "3.5 inches"),
        ("2 1/3 cups", "2 1 divided by 3 cups"),
        ("what is 5!", "what is 5 factorial"),
        ("set it to 5!", "set it to 5"),
    ],
)
def test_normalise(said: str, plain: str) -> None:
    assert normalise(said) == plain


def test_every_number_comes_out_as_it_was_said() -> None:
    numbers = [*range(1100), *random.Random(1).sample(range(1100, 1_000_000), 400)]
    wrong = {n: normalise(in_words(n)) for n in numbers if normalise(in_words(n)) != str(n)}
    assert not wrong


@given(st.text())
def test_any_text_is_taken_and_twice_is_as_good_as_once(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
