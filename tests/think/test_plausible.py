"""A program that drops a number of the request is not taken for its answer."""

from __future__ import annotations

import pytest

from assistant.engines import CallPart
from assistant.think.plausible import has_all_numbers, is_plausible


@pytest.mark.parametrize(
    ("request_", "code", "plausible"),
    [
        ("what is 17 times 23", "print(17 * 23)", True),
        ("12 squared plus 5 squared", "print(12 ** 2)", False),
        ("12 squared plus 5 squared", "print(12 ** 2 + 5 ** 2)", True),
        ("square root of minus 1", "print(1 ** 0.5)", False),
        ("minus 4 times 3", "print(-4 * 3)", True),
        ("quick 1 what is 9 times 8", "print(9 * 8)", True),
        ("37.5 hours at 12", "print(37 * 12)", False),
        ("4284 in base 2", "print(f'{4284:b}')", True),
        ("first 10 primes", "for n in range(2, 10 + 1): print(n)", True),
        ("3.50 times 2", "print(3.5 * 2)", True),
        ("9" * 400, "print(1)", False),
        ("reverse banana", "print('banana'[::-1])", True),
    ],
)
def test_numbers_that_are_said_are_in_the_program(request_: str, code: str, plausible: bool) -> None:
    assert has_all_numbers(request_, CallPart("run_python", {"code": code})) is plausible


def test_other_calls_are_the_tools_to_check() -> None:
    assert has_all_numbers("set a timer for 5 minutes", CallPart("set_timer", {"duration": "five minutes"}))


@pytest.mark.parametrize(
    ("request_", "plausible"),
    [
        ("do not set the volume to 2", False),
        ("you should not turn the volume up", False),
        ("never ever delete my list", False),
        ("i told him not to start the timer", False),
        ("please do not undo that", False),
        ("do not please set the volume to 2", False),
        ("don't make it louder", False),
        ("do not stop the timer", False),
        ("she didnt turn the volume up", False),
        ("why do not you set the volume to 2", True),
        ("don't forget to set the table", True),
        ("set the volume to 2", True),
        ("don't let me forget to set the table at 5", True),
        ("why not turn the volume up", True),
        ("don't be so loud", True),
    ],
)
def test_what_is_forbidden_is_not_done(request_: str, plausible: bool) -> None:
    assert is_plausible(request_, CallPart("set_setting", {"name": "volume", "value": "2"})) is plausible


def test_a_plausible_program_has_all_numbers() -> None:
    assert not is_plausible("what is 4 times 7", CallPart("run_python", {"code": "print(4 * 4)"}))
    assert is_plausible("what is 4 times 7", CallPart("run_python", {"code": "print(4 * 7)"}))
    assert is_plausible("don't change the subject what is 4 times 7", CallPart("run_python", {"code": "print(4 * 7)"}))
