"""How the bundled starter's words are drawn."""

from __future__ import annotations

import pytest

from assistant.engines import CallPart, Message, Sampling
from assistant.think.starter import as_a_sum, drawn, goes_on


@pytest.mark.parametrize(
    ("told", "drawn_at"), [(0.0, 0.0), (0.5, 0.125), (0.7, 0.343), (1.0, 1.0), (1.5, 3.263), (3.0, 4.2)]
)
def test_sober_it_is_cooler_than_it_is_told_and_then_hotter(told: float, drawn_at: float) -> None:
    assert drawn(Sampling(temperature=told)).temperature == pytest.approx(drawn_at, abs=0.005)


def test_more_heat_is_never_cooler() -> None:
    drawn_at = [drawn(Sampling(temperature=step / 20)).temperature for step in range(61)]
    assert drawn_at == sorted(set(drawn_at))


@pytest.mark.parametrize(("told", "min_p"), [(0.0, 0.3), (0.7, 0.3), (0.85, 0.0122), (1.0, 0.0005), (3.0, 0.0005)])
def test_what_is_unlikely_is_cut_off_when_sober_and_let_be_when_hot(told: float, min_p: float) -> None:
    sampling = drawn(Sampling(temperature=told, min_p=0.05, top_p=0.9))
    assert sampling.min_p == pytest.approx(min_p, rel=0.02)
    assert sampling.top_p == pytest.approx(0.9999)


def test_what_the_owner_wants_cut_off_stays_a_probability() -> None:
    assert drawn(Sampling(temperature=0.5, min_p=1.0)).min_p == 1.0
    assert drawn(Sampling(temperature=0.5, min_p=0.0)).min_p == 0.0
    assert drawn(Sampling(temperature=0.5, min_p=0.2)).min_p == 0.3
    assert drawn(Sampling(temperature=0.5, min_p=0.4)).min_p == 0.4


def _turn(asked: str, code: str, result: str) -> list[Message]:
    call = CallPart("run_python", {"code": code})
    return [
        Message("user", asked),
        Message("assistant", "", (call,)),
        Message("tool", result, tool="run_python"),
        Message("assistant", f"It is {result}."),
    ]


@pytest.mark.parametrize(
    ("turns", "result"),
    [
        (_turn("what is 6 times 7", "print(6 * 7)", "42"), "42"),
        (_turn("7 factorial", "import math\nprint(math.factorial(7))", "5040"), "5040"),
        (_turn("4 minus 9", "print(4 - 9)", "-5"), "-5"),
        ([*_turn("6 times 7", "print(6 * 7)", "42"), Message("user", "a joke"), Message("assistant", "No.")], "42"),
        ([*_turn("10 over 3", "print(10 / 3)", "3.333"), *_turn("times 2", "print((10 / 3) * 2)", "6.667")], "6.667"),
    ],
)
def test_it_goes_on_from_the_last_number(turns: list[Message], result: str) -> None:
    asked, called, printed, said = as_a_sum(turns)
    assert (asked.content, printed.content) == (f"what is {result} times 1", result)
    assert called.tool_calls[0].arguments == {"code": f"print({result} * 1)"}
    assert result in said.content


@pytest.mark.parametrize(
    "turns",
    [
        [],
        [Message("user", "hello"), Message("assistant", "Hello.")],
        _turn("reverse cat", "print('cat'[::-1])", "tac"),
        _turn("10 over 3", "print(10 / 3)", "3.333"),  # whose third digit is not the last
    ],
)
def test_without_a_whole_number_it_reads_what_was_said(turns: list[Message]) -> None:
    assert as_a_sum(turns) == turns


@pytest.mark.parametrize(
    ("last", "asked", "code", "right"),
    [
        ("15", "add 5 to that", "print((15 * 1) + 5)", True),
        ("15", "add 5 to that", "print(15 + 5)", False),  # it would be as right, and is never written
        ("-5", "add 2 to that", "print((5 * 1) + 2)", False),
        ("15", "divide that by 4", "print(f'{round((15 * 1) / 4, 3):.12g}')", True),
        ("15", "divide 100 by that", "print(f'{round((15 * 1) / 100, 3):.12g}')", False),
        ("49", "subtract that from 100", "print((49 * 1) - 100)", False),
        ("49", "subtract 5 from that", "print((49 * 1) - 5)", True),
        ("3", "cube that", "print((3 * 1) ** 2)", False),
        ("238", "minus 10 percent", "print((238 * 1) * 100 - 10)", False),
        ("15", "and now times 2", "print((15 * 1) * 2)", True),
        ("15", "now reverse it", "print('cat'[::-1])", True),
        ("15", "what is 3 plus 4 and say it twice", "print(3 + 4)", True),
        ("15", "what is 17 squared", "print(17 ** 2)", True),
        ("", "add 5 to that", "print(5 + 5)", False),
        ("", "times 2", "print(2 * 2)", False),
        ("", "double 7", "print(7 * 2)", True),
    ],
)
def test_a_sum_that_points_back_has_the_last_number_in_it(last: str, asked: str, code: str, right: bool) -> None:
    before = as_a_sum(_turn("what is it", f"print({last})", last)) if last else []
    assert goes_on(asked, before, CallPart("run_python", {"code": code})) is right
