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
        ("37 and a half hours at 12", "print(37 * 12)", False),
        ("4284 in base 2", "print(f'{4284:b}')", True),
        ("first 10 primes", "for n in range(2, 10 + 1): print(n)", True),
        ("3.50 times 2", "print(3.5 * 2)", True),
        ("9" * 400, "print(1)", False),
        ("reverse banana", "print('banana'[::-1])", True),
        ("what is 2 plus 2 plus 2", "print(2 + 2)", False),
        ("what is 2 plus 2 plus 2", "print(2 + 2 + 2)", True),
        ("how many little cubes are in 9 by 9 by 9", "print(9 ** 3)", True),
        ("what is minus 7 minus 12", "print(7 - 12)", False),
        ("what is minus 7 minus 12", "print(-7 - 12)", True),
        ("what is 20 percent of 50 plus 3", "print(f'{round(50 * 20 / 100, 3):.12g}')", False),
        ("what is 20 percent of 50 plus 3", "print(f'{round(50 * 20 / 100 + 3, 3):.12g}')", True),
        ("12 squared plus 5 squared", "print(12 + 5)", False),
        ("1 squared plus 2 squared and so on up to 16", "print(sum(n ** 2 for n in range(1, 16 + 1)))", True),
        ("600 at 5 percent for 10 years", "n = 600\nfor y in range(1, 11): n *= 1 + 5 / 100", True),
        ("all 26 letters", "print(*'abcdefghijklmnopqrstuvwxyz')", True),
    ],
)
def test_numbers_that_are_said_are_in_the_program(request_: str, code: str, plausible: bool) -> None:
    assert has_all_numbers(request_, CallPart("run_python", {"code": code})) is plausible


def test_a_timer_has_the_numbers_that_were_said() -> None:
    assert has_all_numbers("a timer of 5 minutes", CallPart("set_timer", {"duration": "5 minutes"}))
    assert not has_all_numbers("a timer of 5 no 10 minutes", CallPart("set_timer", {"duration": "5 minutes"}))
    assert not has_all_numbers("move the 7 am alarm to 8", CallPart("set_alarm", {"time": "7 am"}))
    assert has_all_numbers("remind me in 5 minutes", CallPart("set_reminder", {"when": "in 5 minutes", "text": "tea"}))


@pytest.mark.parametrize(
    ("request_", "code", "plausible"),
    [
        ("reverse the word don't", "print('don'[::-1])", False),
        ("is don't a palindrome", "print('yes' if 'don' == 'don'[::-1] else 'no')", False),
        ("what's cat backwards", "print('cat'[::-1])", True),
        ("how many o's in doctor", "print('doctor'.count('o'))", True),
        ("can't you reverse can", "print('can'[::-1])", True),
    ],
)
def test_a_word_is_not_cut_at_its_apostrophe(request_: str, code: str, plausible: bool) -> None:
    assert is_plausible(request_, CallPart("run_python", {"code": code})) is plausible


@pytest.mark.parametrize(
    ("request_", "duration", "plausible"),
    [
        ("set a timer for 5 minutes and add milk to the list", "5 minutes", False),
        ("set a timer for 5 minutes and another for 10 minutes", "5 minutes and 10 minutes", False),
        ("set a timer for 5 minutes and 10 seconds", "5 minutes and 10 seconds", True),
        ("go and set a timer for 1 hour and 5 minutes", "1 hour and 5 minutes", True),
        ("be a dear and start a timer for 5 minutes", "5 minutes", True),
    ],
)
def test_two_orders_are_not_one_call(request_: str, duration: str, plausible: bool) -> None:
    assert is_plausible(request_, CallPart("set_timer", {"duration": duration})) is plausible


@pytest.mark.parametrize(
    ("request_", "tool", "arguments", "plausible"),
    [
        ("my wife said turn it up", "control", {"action": "louder"}, False),
        ("i said turn it up", "control", {"action": "louder"}, True),
        ("i was wondering could you turn it up", "control", {"action": "louder"}, True),
        ("i was wondering could you time 5 minutes", "set_timer", {"duration": "5 minutes"}, True),
        ("i was miles away say that again", "control", {"action": "repeat"}, True),
        ("mom says you should be quiet", "control", {"action": "stop"}, False),
        ("he told me to undo that but i didn't", "undo_setting", {}, False),
        ("the kids turned the volume up", "change_setting", {"name": "volume", "direction": "up"}, False),
        ("i turned the volume down on my tv", "change_setting", {"name": "volume", "direction": "down"}, False),
        ("i set an alarm for 7 yesterday", "set_alarm", {"time": "7"}, False),
        ("i have been waiting for 20 minutes", "set_timer", {"duration": "20 minutes"}, False),
        ("i set the gravy timer by mistake", "cancel_timer", {"label": "gravy"}, True),
        ("can you undo my zip", "undo_setting", {}, False),
        ("read it back", "undo_setting", {}, False),
        ("undo the last change", "undo_setting", {}, True),
        ("undo that", "undo_setting", {}, True),
        ("how do i undo that", "undo_setting", {}, False),
        ("how do i add milk to the list", "add_to_list", {"list": "shopping", "items": "milk"}, False),
        ("everything is back to normal now", "reset_setting", {}, False),
        ("put everything back to normal", "reset_setting", {}, True),
        ("the timer stopped working", "cancel_timer", {}, False),
        ("stop the timer", "cancel_timer", {}, True),
        ("move my alarm to 8", "set_alarm", {"time": "8"}, False),
        ("actually at 6", "set_alarm", {"time": "6"}, False),
        ("add a minute", "set_timer", {"duration": "a minute"}, False),
        ("add a 90 second tea timer", "set_timer", {"duration": "90 second", "label": "tea"}, True),
        ("clear the packing list except socks", "add_to_list", {"list": "packing", "items": "except socks"}, False),
        ("he's on my list of enemies", "add_to_list", {"list": "enemies", "items": "enemies"}, False),
        ("sam didn't have a beer", "party", {"action": "drink", "player": "sam"}, False),
        ("undo the beer", "party", {"action": "drink"}, False),
        ("sam's beer doesn't count", "party", {"action": "drink", "player": "sam"}, False),
        ("sam had a beer", "party", {"action": "drink", "player": "sam"}, True),
        ("i just finished my pint i haven't got all day", "party", {"action": "drink"}, True),
        ("what's 5 plus 5 plus 5 plus 5", "run_python", {"code": "print(sum([5, 5, 5, 5, 5]))"}, False),
        ("what's 5 plus 5 plus 5 plus 5", "run_python", {"code": "print(sum([5, 5, 5, 5]))"}, True),
    ],
)
def test_what_is_told_denied_or_changed_is_no_order(
    request_: str, tool: str, arguments: dict[str, str], plausible: bool
) -> None:
    assert is_plausible(request_, CallPart(tool, arguments)) is plausible


def test_a_unit_is_not_converted_into_itself() -> None:
    call = CallPart("convert", {"amount": "2", "from_unit": "miles", "to_unit": "miles"})
    assert not is_plausible("how many miles are 2 miles", call)
    assert is_plausible("2 miles in km", CallPart("convert", {**call.arguments, "to_unit": "km"}))


def test_other_calls_are_the_tools_to_check() -> None:
    assert has_all_numbers("set the volume to 5", CallPart("set_setting", {"name": "volume", "value": "five"}))


@pytest.mark.parametrize(
    ("request_", "tool", "arguments", "plausible"),
    [
        ("set a timer", "cancel_timer", {}, False),
        ("pause the timer", "cancel_timer", {}, False),
        ("leave the timer on", "cancel_timer", {}, False),
        ("cancel all timers but the pasta timer", "cancel_timer", {"label": "pasta"}, False),
        ("that timer can go", "cancel_timer", {}, True),
        ("i don't need the timer", "cancel_timer", {}, True),
        ("do not wake me at 7", "set_alarm", {"time": "7"}, False),
        ("no alarm at 7", "set_alarm", {"time": "7"}, False),
        ("i don't need a timer for 5 minutes", "set_timer", {"duration": "5 minutes"}, False),
        ("i can never remember set a timer for 5 minutes", "set_timer", {"duration": "5 minutes"}, True),
        ("do i have an alarm at 7", "set_alarm", {"time": "7"}, False),
        ("how do i set a timer for 5 minutes", "set_timer", {"duration": "5 minutes"}, False),
        ("how about a timer for 5 minutes", "set_timer", {"duration": "5 minutes"}, True),
        ("don't let me sleep past 7", "set_alarm", {"time": "7"}, True),
        ("why do you talk so fast", "change_setting", {"name": "speech_rate", "direction": "down"}, True),
        ("keep the settings", "reset_setting", {}, False),
        ("what does reset do", "reset_setting", {}, False),
        ("back to normal with everything", "reset_setting", {}, True),
        ("reset the volume", "reset_setting", {"name": "volume"}, True),
        ("nobody had a drink", "party", {"action": "drink"}, False),
        ("add milk", "party", {"action": "add_player", "player": "milk"}, False),
        ("sam plays too", "party", {"action": "add_player", "player": "sam"}, True),
        ("put a beer on my tab", "party", {"action": "drink"}, True),
        ("whose turn is it", "party", {"action": "next"}, True),
    ],
)
def test_what_nobody_ordered_is_not_done(
    request_: str, tool: str, arguments: dict[str, str], *, plausible: bool
) -> None:
    assert is_plausible(request_, CallPart(tool, arguments)) is plausible


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
