"""Sums: what people say, and the Python that answers it. Arguments are copies; Python does the arithmetic."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

Slots = dict[str, str]


@dataclass(frozen=True)
class Family:
    """One kind of request."""

    name: str
    make: Callable[[random.Random], tuple[Slots, str]]
    """Draws slot values and the code that answers them."""
    questions: tuple[str, ...] = ()
    """Complete questions or bare expressions."""
    orders: tuple[str, ...] = ()
    """Imperatives; a verb that may be inflected ends in `*`."""
    things: tuple[str, ...] = ()
    """Noun phrases: what is to be shown."""


def rounded(expression: str, digits: int = 3) -> str:
    """Code that prints expression without float dust: 144 / 12 -> 12, 10 / 3 -> 3.333."""
    return f"print(f'{{round({expression}, {digits}):.12g}}')"


def number(rng: random.Random) -> str:
    """A number as people use them: mostly small, sometimes round, large or decimal."""
    roll = rng.random()
    if roll < 0.25:
        return str(rng.randint(1, 12))
    if roll < 0.6:
        return str(rng.randint(2, 99))
    if roll < 0.75:
        return str(rng.randint(100, 999))
    if roll < 0.85:
        return str(rng.randint(1, 99) * rng.choice((10, 50, 100, 1000)))
    if roll < 0.92:
        return str(rng.randint(1000, 99999))
    if roll < 0.94:
        return str(rng.randint(1, 20) * 10**6)
    return decimal(rng)


def decimal(rng: random.Random) -> str:
    """A number with one or two decimals."""
    return rng.choice(
        (f"{rng.randint(0, 99)}.{rng.randint(1, 9)}", f"{rng.randint(0, 30)}.{rng.randint(1, 99):02d}".rstrip("0"))
    )


def whole(rng: random.Random, low: int = 2, high: int = 20) -> str:
    """A whole number, both ends included."""
    return str(rng.randint(low, high))


def price(rng: random.Random) -> str:
    """An amount of money."""
    return rng.choice(
        (f"{rng.randint(1, 60)}.{rng.randint(1, 19) * 5:02d}", f"{rng.randint(1, 30)}.99", str(rng.randint(2, 300)), f"{rng.randint(1, 99)}.50",
         str(rng.randint(1, 90) * 10))
    )  # fmt: skip


_OPS = {"plus": "+", "minus": "-", "times": "*", "over": "/"}


def chain(rng: random.Random) -> tuple[str, str]:
    """Two to four numbers joined by spoken operators -> (spoken template, code)."""
    spoken, code, division = number(rng), "", False
    code = spoken
    for _ in range(rng.choice((1, 1, 1, 1, 2, 2, 3))):
        op = rng.choice(tuple(_OPS))
        n = number(rng) if op in ("plus", "minus") else rng.choice((whole(rng, 2, 30), number(rng)))
        if op == "over" and float(n) == 0:
            n = "2"
        division |= op == "over"
        spoken += f" <{op}> {n}"
        code += f" {_OPS[op]} {n}"
    return spoken, (rounded(code) if division or "." in code else f"print({code})")


def _chain(rng: random.Random) -> tuple[Slots, str]:
    from training.templates import sample

    spoken, code = chain(rng)
    return {"e": sample(spoken, rng)}, code


def _n(
    code: Callable[..., str], *makers: Callable[[random.Random], str]
) -> Callable[[random.Random], tuple[Slots, str]]:
    def make(rng: random.Random) -> tuple[Slots, str]:
        values = [maker(rng) for maker in makers]
        return dict(zip("abcdefgh", values, strict=False)), code(*values)

    return make


def small(rng: random.Random) -> str:
    """2 to 30."""
    return whole(rng, 2, 30)


def percent(rng: random.Random) -> str:
    """A percentage as people use them."""
    return rng.choice(
        (
            whole(rng, 1, 99),
            str(5 * rng.randint(1, 19)),
            rng.choice(("2.5", "7.5", "12.5", "17.5", "0.5", "3.5", "8.25", "120", "150")),
        )
    )


def numbers_list(rng: random.Random) -> tuple[Slots, list[str]]:
    """Three to six numbers said one after another."""
    values = [
        rng.choice((whole(rng, 1, 99), whole(rng, 1, 20), number(rng)))
        for _ in range(rng.choice((2, 3, 3, 4, 4, 5, 6)))
    ]
    last = rng.choice((" and ", " and ", " and ", " ", " plus "))
    return {"l": rng.choice((" ", " ", " and ")).join(values[:-1]) + last + values[-1]}, values


def _list(code: Callable[[str], str]) -> Callable[[random.Random], tuple[Slots, str]]:
    def make(rng: random.Random) -> tuple[Slots, str]:
        slots, values = numbers_list(rng)
        return slots, code(", ".join(values))

    return make


_FRACTIONS = {
    "half": "/ 2", "a half": "/ 2", "one half": "/ 2", "half of": "/ 2", "a third": "/ 3", "one third": "/ 3", "a quarter": "/ 4",
    "one quarter": "/ 4", "a fifth": "/ 5", "one fifth": "/ 5", "a sixth": "/ 6", "an eighth": "/ 8", "a tenth": "/ 10",
    "one tenth": "/ 10", "two thirds": "* 2 / 3", "three quarters": "* 3 / 4", "two fifths": "* 2 / 5", "three fifths": "* 3 / 5",
    "four fifths": "* 4 / 5", "three eighths": "* 3 / 8", "five eighths": "* 5 / 8", "a seventh": "/ 7", "a ninth": "/ 9",
    "a hundredth": "/ 100", "three tenths": "* 3 / 10", "seven eighths": "* 7 / 8", "five sixths": "* 5 / 6", "a twelfth": "/ 12",
}  # fmt: skip


def _fraction(rng: random.Random) -> tuple[Slots, str]:
    words = rng.choice(tuple(_FRACTIONS))
    n = number(rng)
    return {"f": words.removesuffix(" of"), "a": n}, rounded(f"{n} {_FRACTIONS[words]}")


_MULTIPLES = {
    "double": 2,
    "twice": 2,
    "triple": 3,
    "three times": 3,
    "quadruple": 4,
    "two times": 2,
    "treble": 3,
    "thrice": 3,
}


def _multiple(rng: random.Random) -> tuple[Slots, str]:
    words, n = rng.choice(tuple(_MULTIPLES)), number(rng)
    code = f"{n} * {_MULTIPLES[words]}"
    return {"f": words, "a": n}, rounded(code) if "." in code else f"print({code})"


def _root(rng: random.Random) -> tuple[Slots, str]:
    kind = rng.random()
    n = str(rng.randint(2, 40) ** 2) if kind < 0.6 else number(rng)
    return {"a": n}, rounded(f"{n} ** 0.5")


def _cube_root(rng: random.Random) -> tuple[Slots, str]:
    n = str(rng.randint(2, 20) ** 3) if rng.random() < 0.7 else number(rng)
    return {"a": n}, rounded(f"{n} ** (1 / 3)")


def _plain(op: str) -> Callable[[str, str], str]:
    def code(a: str, b: str) -> str:
        expression = f"{a} {op} {b}"
        return rounded(expression) if "." in expression or "/" in op else f"print({expression})"

    return code


def _swap(op: str) -> Callable[[str, str], str]:
    return lambda a, b: _plain(op)(b, a)


FAMILIES: tuple[Family, ...] = (
    Family("chain", _chain, ("<whatis> {e}", "{e}", "{e} equals what", "what's {e} [then|equal to|equal|make|come to]", "how much does {e} make",
        "what does {e} (make|equal|give|come to|come out to|work out at|add up to)", "{e} is what", "{e} makes", "how much is {e}", "{e} equals",
        "what do i get if i (do|work out|calculate) {e}", "the answer to {e}", "solve {e}", "if i have {e} how much is that", "what {e}",
        "how many is {e}", "whats the answer for {e}", "{e} how much is that", "{e} what is that", "what's the sum {e}",
        "{e} comes to what", "what would {e} (be|make|come to)", "how much would {e} be", "{e} gives what", "{e} how much", "what is the answer if you (do|calculate|type in) {e}", "how does {e} work out", "what number is {e}", "when i do {e} what should i get"), ("<compute> {e}", "calculate* {e}",
        "work* out {e}", "<compute> {e}", "do* {e}", "do* the (sum|maths|math|calculation|arithmetic) {e}",
        "figure* out {e}", "calculate* the answer to {e}", "evaluate* {e}")),
    Family("plus", _n(_plain("+"), number, number), ("what do you get (if|when) you add {a} (and|to|with|plus) {b}", "{a} and {b} together",
        "what do {a} and {b} (make|add up to|come to)", "how much are {a} and {b} together", "what is the (sum|total) of {a} and {b}",
        "{a} added to {b}", "if i add {a} (and|to) {b} what do i get", "if you add {a} to {b} what is it", "what's {a} more than {b}",
        "i have {a} and get {b} more what have i got now", "{a} with {b} added on", "if i've got {a} <thing> and buy {b} more how many do i have", "{a} (and|plus) another {b} is what", "{a} on top of {b} is how much", "start with {a} and add {b} what have you got", "i walked {a} miles yesterday and {b} today how far is that"), ("add* {a} (and|to|plus|with) {b}",
        "sum* {a} and {b}", "put* {a} and {b} together", "add* up {a} and {b}", "total* {a} and {b}", "add* {a} {b}",
        "combine* {a} and {b}", "add* {a} on to {b}")),
    Family("minus", _n(_swap("-"), number, number), ("what's left if you take {a} (from|away from|off|out of) {b}", "take {a} from {b}", "what is {a} less than {b}",
        "what do you get (if|when) you (subtract|take|deduct) {a} from {b}", "if i take {a} (off|away from|from) {b} what's left", "{a} from {b}", "{a} off {b}",
        "{a} subtracted from {b}", "what remains when {a} is taken from {b}", "i had {b} <thing> and used {a} what's left", "if i have {b} and lose {a} how many are left",
        "i've got {b} <thing> and give away {a} how many are left", "there were {b} <thing> and we ate {a} how many are left", "{b} <thing> take away {a}",
        "start with {b} and take away {a} what's left", "{b} <thing> and {a} get (eaten|broken|lost|sold) how many are left", "out of {b} <thing> {a} are gone how many remain", "i need {b} <thing> and have {a} how many more do i need", "how much do you have to add to {a} to (get|make) {b}", "what's {b} with {a} taken off", "{b} once you take off {a}", "i've read {a} of {b} pages how many to go"),
        ("subtract* {a} from {b}", "take* {a} (from|away from|off) {b}", "deduct* {a} from {b}", "remove* {a} from {b}", "knock* {a} off {b}",
        "start* with {b} and take away {a}", "take* off {a} from {b}")),
    Family("difference", _n(lambda a, b: rounded(f"abs({a} - {b})"), number, number), ("what is the difference between {a} and {b}", "what's the gap between {a} and {b}",
        "how far apart are {a} and {b}", "difference between {a} and {b}", "how much (bigger|more|larger|greater) is {a} than {b}", "how much (less|smaller) is {a} than {b}",
        "what separates {a} and {b}", "by how much do {a} and {b} differ", "{a} versus {b} what's the difference", "if one is {a} and the other is {b} how far apart are they", "i'm {a} and my (brother|sister|wife|husband) is {b} what's the age gap", "what is the distance between {a} and {b}", "how big is the gap from {a} to {b}"),
        ("find* the difference between {a} and {b}",
        "work* out the gap between {a} and {b}", "<compute> the difference between {a} and {b}", "calculate* how far apart {a} and {b} are")),
    Family("times", _n(_plain("*"), number, small), ("what do you get (if|when) you multiply {a} by {b}", "{a} lots of {b}", "{a} lots of {b} is what", "{a} groups of {b}",
        "what is the product of {a} and {b}", "{a} multiplied by {b}", "product of {a} and {b}", "{a} times {b}", "what is {a} times {b}", "how much is {a} by {b}",
        "if you times {a} by {b} what is it", "{a} multiplied with {b}", "how much is {a} taken {b} times", "what's {a} {b} times over", "if i have {a} and multiply it by {b} what do i get", "how many is {a} sets of {b}", "what's {a} timesed by {b}"),
        ("multiply* {a} (by|and|with|times) {b}", "times {a} by {b}",
        "find* the product of {a} and {b}", "work* out {a} lots of {b}", "<compute> {a} multiplied by {b}")),
    Family("over", _n(_plain("/"), number, small), ("what do you get (if|when) you divide {a} by {b}", "how many times does {b} go into {a}", "{a} divided by {b}", "how many {b}s in {a}",
        "how many {b}s (are there|are|go|fit) (in|into) {a}", "what is the quotient of {a} and {b}", "how often does {b} go into {a}", "how many times {b} fit in {a}",
        "how many lots of {b} are (there |)in {a}", "{b} goes into {a} how many times", "what's {a} over {b}",
        "if i divide {a} by {b} what do i get", "{a} broken into {b} equal parts how big is each", "how many times can {b} go into {a}", "what times {b} makes {a}", "what do i multiply {b} by to get {a}", "dividing {a} by {b} gives what", "{a} cut into {b} equal pieces how long is each piece"), ("divide* {a} (by|into|through) {b}", "split* {a} (by|into) {b}",
        "divide* up {a} into {b} [equal] parts", "find* the quotient of {a} and {b}", "cut* {a} into {b} equal parts")),
    Family("percent", _n(lambda a, b: rounded(f"{b} * {a} / 100"), percent, number), ("<whatis> {a} percent of {b}", "{a} percent of {b}", "how much is {a} percent of {b} [pounds|dollars|euros]",
        "what's {a} percent on {b}", "{a} percent out of {b}", "if i take {a} percent of {b} how much is it", "of {b} what is {a} percent", "what is {a} per cent of {b}",
        "how many is {a} percent of {b}", "{b} what's {a} percent of that", "i want {a} percent of {b}", "what does {a} percent of {b} come to",
        "{a} percent of {b} is how much", "if {a} percent of {b} <people> (come|agree|vote yes) how many is that", "{a} percent of the {b} <thing> are (bad|broken|gone) how many is that", "out of {b} how much is {a} percent", "what would {a} percent of {b} be", "what amount is {a} percent of {b}", "if {b} is a hundred percent what's {a} percent"),
        ("<compute> {a} percent of {b}", "take* {a} percent of {b}", "find* {a} percent of {b}", "calculate* {a} percent of {b}",
        "work* out {a} percent of {b}", "get* {a} percent of {b}")),
    Family("percent_off", _n(lambda a, b: rounded(f"{b} * (1 - {a} / 100)", 2), percent, price), ("<whatis> {a} percent off {b} <money>", "what's {b} (minus|less|take away) {a} percent", "what's {b} (with|after) {a} percent (off|discount)",
        "{a} percent off {b}", "{a} percent off [a] {b} <money> <one_thing>", "how much is {b} with {a} percent (off|discount|knocked off)", "how much do i pay for {b} with {a} percent off",
        "what's the (sale |new |final |)price of {b} with {a} percent off", "{b} <money> with a {a} percent (discount|reduction)", "a <one_thing> costs {b} and it's {a} percent off",
        "the <one_thing> is {b} <money> but it is {a} percent off how much is it", "if {b} (drops|falls|goes down|is reduced) by {a} percent what is it", "{b} less {a} percent", "{b} minus {a} percent",
        "{b} reduced by {a} percent", "there's {a} percent off a {b} <money> <one_thing> what do i pay", "how much after {a} percent off {b}",
        "there's {a} percent off the <one_thing> that was {b} what do i pay now", "the <one_thing> was {b} and now it's {a} percent (off|cheaper|less) what does it cost", "{b} <money> and {a} percent (off|discount) how much is that", "everything is {a} percent off what do i pay for the {b} <money> <one_thing>", "with my {a} percent discount what does {b} come to", "{a} percent (cheaper|less) than {b}", "i've got a voucher for {a} percent off and it costs {b} what's left to pay", "what's {b} once {a} percent is taken off"),
        ("take* {a} percent off {b}", "knock* {a} percent off {b}", "reduce* {b} by {a} percent", "decrease* {b} by {a} percent", "deduct* {a} percent from {b}",
        "lower* {b} by {a} percent", "apply* a {a} percent discount to {b}", "cut* {b} by {a} percent")),
    Family("percent_more", _n(lambda a, b: rounded(f"{b} * (1 + {a} / 100)", 2), percent, price), ("what's {b} plus {a} percent", "{b} plus {a} percent", "what's {b} (with|including|after adding) {a} percent (tax|vat|service|interest|more|extra|added)",
        "if {b} (goes up|rises|increases|grows) by {a} percent what is it", "{b} <money> plus {a} percent (tax|vat|service|sales tax|interest|)", "how much is {b} with {a} percent (tax|vat|sales tax|service charge)",
        "what is {b} <money> and {a} percent on top", "{b} increased by {a} percent", "{a} percent more than {b}", "{b} with {a} percent added", "what's the total for {b} with a {a} percent tip",
        "it's {b} <money> before tax and tax is {a} percent what's the total", "my rent was {b} and it's going up {a} percent what will it be", "i earn {b} and get a {a} percent raise what do i make then", "what does {b} come to once {a} percent (tax|vat) is on", "the price of {b} went up {a} percent what is it now", "with {a} percent (tax|vat|service) on top how much is {b}", "what will {b} be after a {a} percent (rise|increase)"),
        ("add* {a} percent to {b}", "add* {a} percent (vat|tax|service) to {b}", "increase* {b} by {a} percent", "raise* {b} by {a} percent", "put* {a} percent on {b}",
        "add* {a} percent on top of {b}", "mark* {b} up by {a} percent", "bump* {b} up {a} percent")),
    Family("percent_change", _n(lambda a, b: rounded(f"({b} - {a}) / {a} * 100"), small_num := (lambda rng: whole(rng, 2, 500)), small_num), ("what's the percentage (change|increase|difference) from {a} to {b}", "percent change from {a} to {b}",
        "by what percent(age|) does {a} (grow|rise|increase|change|drop|fall) to (become|get to|reach|) {b}", "from {a} to {b} is what percent(age|) (change|increase|decrease|rise)", "how many percent is it from {a} to {b}",
        "what is the percentage decrease from {a} to {b}", "it went from {a} to {b} what percent is that", "{a} to {b} as a percentage change", "percentage increase from {a} to {b}",
        "my rent went from {a} to {b} what's the percentage (change|increase)", "it was {a} and now it's {b} what percent(age|) change is that", "the price (rose|went|moved|changed) from {a} to {b} by what percent", "what's the change from {a} to {b} in percent", "used to be {a} now it's {b} how many percent is the change", "if {a} becomes {b} what percent(age|) is the change", "how many percent up or down is {b} from {a}"),
        ("<compute> the percent(age|) change from {a} to {b}", "work* out the change from {a} to {b} in percent", "find* the percentage increase from {a} to {b}")),
    Family("what_percent", _n(lambda a, b: rounded(f"{a} / {b} * 100"), lambda rng: whole(rng, 1, 200), lambda rng: whole(rng, 2, 400)), ("what percent(age|) of {b} is {a}", "{a} is what percent(age|) of {b}", "what's {a} out of {b} as a percentage",
        "{a} out of {b} as a percent(age|)", "i got {a} out of {b} what percent(age|) is that", "what percent is {a} of {b}", "{a} out of {b} in percent", "express {a} (over|out of) {b} as a percentage",
        "how many percent is {a} of {b}", "my score is {a} out of {b} what's my percentage", "{a} of {b} is what percent",
        "i scored {a} out of {b} how many percent", "{a} of the {b} <people> (came|said yes|are here) what percent is that", "if i've done {a} of {b} what percent is done", "{b} <thing> and {a} are (bad|gone|broken) what percentage is that", "how much of {b} is {a} in percent", "out of {b} {a} is what percent", "as a percentage of {b} what is {a}"),
        ("turn* {a} out of {b} into a percentage", "work* out what percent(age|) {a} is of {b}", "express* {a} as a percentage of {b}")),
    Family("tip", _n(lambda a, b: rounded(f"{b} * {a} / 100", 2), percent, price), ("what's a {a} percent tip on {b} [<money>]", "how much is a {a} percent tip (on|for) [a] [bill of] {b} [<money>]", "how much should i tip on {b} at {a} percent",
        "{a} percent tip on {b}", "tip {a} percent on [a] {b} [<money>] [bill|meal|dinner|check]", "how much (tip|do i tip) on {b} <money> at {a} percent", "the bill is {b} what's a {a} percent tip", "what's the tip on {b} at {a} percent",
        "dinner was {b} how much is a {a} percent tip", "what is the tip for {b} if i (leave|give|pay) {a} percent", "what would {a} percent tip be on {b}", "{a} percent gratuity on {b}", "what tip should i leave on {b} if i want to tip {a} percent",
        "a bill of {b} and i want to leave {a} percent what's the tip", "the (bill|check|meal|taxi) came to {b} how much do i leave for a tip of {a} percent", "how much is the tip if the bill's {b} and i tip {a} percent", "at {a} percent what tip goes on {b}", "we spent {b} <money> on dinner what tip is {a} percent", "i want to tip the (waiter|waitress|driver|barber) {a} percent on {b} how much is that", "{b} <money> bill {a} percent tip how much is the tip"),
        ("<compute> a {a} percent tip on {b}", "work* out {a} percent tip on a bill of {b}",
        "figure* out the tip on {b} at {a} percent", "calculate* a {a} percent tip for {b}")),
    Family("tip_total", _n(lambda a, b: rounded(f"{b} * (1 + {a} / 100)", 2), percent, price), ("what's the total with a {a} percent tip on {b}", "how much altogether is {b} with a {a} percent tip", "{b} <money> plus a {a} percent tip", "what's {b} including a {a} percent tip",
        "how much in total if i tip {a} percent on {b}", "what do i pay in all for {b} with {a} percent tip",
        "{b} with a {a} percent tip what's the total", "the bill is {b} and i'm tipping {a} percent what do i pay altogether", "how much do i hand over for a {b} <money> bill with {a} percent tip", "dinner was {b} plus {a} percent tip what's the total", "what does {b} come to (with|including) a {a} percent tip", "bill of {b} and {a} percent gratuity how much in all", "if i leave a {a} percent tip on top of a {b} <money> bill what's the total"), ("add* a {a} percent tip to {b}",
        "work* out the total for {b} with a {a} percent tip", "put* a {a} percent tip on top of {b}", "total* {b} with a {a} percent tip")),
    Family("split", _n(lambda a, b: rounded(f"{a} / {b}", 2), price, lambda rng: whole(rng, 2, 12)), ("split {a} <money> (between|among|by|across|with|amongst) {b} <people>", "what's {a} <money> split {b} ways", "{a} <money> (between|among|shared by|split between) {b} <people>",
        "how much (each|does each person pay|do we each pay|is it each|per person|a head|apiece) if {b} of us split {a}", "{a} <money> shared (between|among|by) {b} <people>", "how much does everyone (pay|get|owe) if {a} is split {b} ways",
        "if {b} <people> share {a} <money> how much (does each get|do they each get|each|is that each)", "the bill is {a} and there are {b} of us", "we are {b} <people> and the bill is {a} how much each", "{b} <people> {a} <money> how much each",
        "the bill came to {a} split {b} ways", "what do we each owe if the bill is {a} and there's {b} of us", "dinner was {a} for {b} <people> what's each share", "how much per person is {a} for {b} <people>",
        "i've got {a} <thing> for {b} <people> how many each", "{a} <thing> between {b} <people> how many do they get each", "share {a} <thing> equally between {b} <people>",
        "i've got {a} <thing> and {b} <people> how many (each|do they each get)", "we owe {a} and there are {b} of us what do i pay", "{b} of us owe {a} what's my share", "the taxi was {a} and we were {b} what does each pay", "rent is {a} between {b} <people> what do i pay", "if the (bill|present|meal|rent) is {a} and {b} <people> chip in how much each", "we won {a} <money> and there are {b} of us how much do we each get"),
        ("split* {a} <money> (between|among|by) {b} <people>", "divide* {a} <money> (between|among|by) {b} <people>", "share* {a} (between|among) {b} <people>", "split* {a} {b} ways", "split* a bill of {a} (between|by|among) {b} <people>",
        "work* out each share if {b} <people> split {a}", "divide* a bill of {a} {b} ways")),
    Family("square", _n(lambda a: f"print({a} ** 2)" if "." not in a else rounded(f"{a} ** 2"), number), ("<whatis> {a} squared", "{a} squared", "what is the square of {a}", "the square of {a}", "{a} square", "{a} to the power of 2", "{a} to the second power", "what is {a} to the power 2",
        "what's {a} times itself", "{a} times itself", "{a} multiplied by itself", "{a} to the 2", "how much is {a} squared",
        "what do you get if you square {a}", "what do you get when you multiply {a} by itself", "a square with sides of {a} what's its area", "what's the second power of {a}", "if i square {a} what is it", "area of a square with side {a}"), ("square* [the number] {a}", "multiply* {a} by itself",
        "find* the square of {a}", "take* the square of {a}")),
    Family("cube", _n(lambda a: f"print({a} ** 3)", lambda rng: whole(rng, 2, 50)), ("<whatis> {a} cubed", "{a} cubed", "what is the cube of {a}", "the cube of {a}", "{a} to the power of 3", "{a} to the third power", "{a} to the third", "how much is {a} cubed", "{a} cube",
        "what do you get if you cube {a}", "what's {a} to the power 3", "what's the volume of a cube with sides of {a}", "what's the third power of {a}", "if i cube {a} what is it", "volume of a cube {a} on each side"), ("cube* [the number] {a}",
        "find* the cube of {a}", "take* the cube of {a}", "raise* {a} to the third power")),
    Family("power", _n(lambda a, b: f"print({a} ** {b})", lambda rng: whole(rng, 2, 20), lambda rng: whole(rng, 2, 20)), ("<whatis> {a} to the power of {b}", "{a} to the power [of] {b}", "{a} to the {b}", "{a} to the {b}th [power]", "what's {a} to the {b}th [power]", "{a} raised to [the power of] {b}",
        "{a} raised to the power {b}", "{a} power {b}", "what is {a} to the {b}", "the {b}th power of {a}", "{a} to power of {b}", "what's {a} raised to the {b}th",
        "what do you get if you raise {a} to the power of {b}", "if {a} is the base and {b} the exponent what's the result", "{a} with [an] exponent [of] {b}", "how much is {a} to the power of {b}", "what is the {b}th power of {a}", "{a} to the power of {b} is what"), ("raise* {a} to the power [of] {b}", "raise* {a} to the {b}th power",
        "take* {a} to the power of {b}", "find* the {b}th power of {a}")),
    Family("root", _root, ("<whatis> the square root of {a}", "square root of {a}", "what is the square root of {a}", "the root of {a}", "what's the root of {a}", "root {a}", "what number squared (is|gives|makes) {a}", "square root {a}", "sqrt of {a}", "what times itself is {a}",
        "what's square root of {a}", "what is the sq root of {a}", "{a} square root",
        "what do you square to get {a}", "which number times itself (makes|gives|is) {a}", "how long is the side of a square with area {a}", "the square root of {a} is what", "a square has an area of {a} how long is one side", "what multiplied by itself (makes|gives) {a}", "how much is the square root of {a}"), ("<compute> the square root of {a}", "take* the square root of {a}", "find* the square root of {a}",
        "square* root {a}", "work* out the root of {a}")),
    Family("cube_root", _cube_root, ("<whatis> the cube root of {a}", "cube root of {a}", "third root of {a}", "what number cubed (is|gives|makes) {a}", "what's the cubed root of {a}",
        "what do you cube to get {a}", "how long is the side of a cube with volume {a}", "the cube root of {a} is what", "which number cubed is {a}", "how much is the cube root of {a}", "cubic root of {a}"), ("<compute> the cube root of {a}", "find* the cube root of {a}",
        "take* the cube root of {a}", "work* out the third root of {a}")),
    Family("factorial", _n(lambda a: f"import math\nprint(math.factorial({a}))", lambda rng: whole(rng, 3, 25)), ("<whatis> {a} factorial", "{a} factorial", "what is the factorial of {a}", "factorial of {a}", "factorial {a}", "how many ways can {a} <people> line up", "in how many ways can i arrange {a} <thing>",
        "how many ways are there to order {a} <thing>", "how many ways can you arrange {a} different <thing>",
        "how much is {a} factorial", "in how many different orders can {a} <thing> go", "how many permutations of {a} <thing> are there", "{a} factorial is what", "what do you get if you multiply everything from 1 to {a}", "how many ways can you shuffle {a} cards"), ("<compute> {a} factorial", "<compute> the factorial of {a}", "calculate* {a} factorial",
        "multiply* all the numbers from 1 (to|up to) {a}", "find* the factorial of {a}", "work* out {a} factorial")),
    Family("average", _list(lambda v: f"xs = [{v}]\n{rounded('sum(xs) / len(xs)')}"), ("<whatis> the <avg> of {l}", "the <avg> of {l}", "<avg> of {l}", "what's the <avg> of [the numbers] {l}", "what is {l} on average", "the mean of {l} is what", "my (scores|marks|grades|times) are {l} what's my average", "what do {l} average out (to|at)",
        "i (got|scored) {l} what's the average", "what {l} average",
        "if i got {l} what's my average", "what's the mean if the numbers are {l}", "{l} what's the average", "our ages are {l} what's the average age", "my last (games|runs|bills|tests) were {l} what's the average", "the temperatures were {l} what's the mean", "if you average {l} what do you get"), ("<compute> the <avg> of {l}", "average* {l}", "average* out {l}", "find* the <avg> of {l}",
        "take* the <avg> of {l}", "work* out the average for {l}")),
    Family("total", _list(lambda v: rounded(f"sum([{v}])") if "." in v else f"print(sum([{v}]))"), ("<whatis> the <sum> of {l}", "the <sum> of {l}", "<sum> of {l}", "what do {l} add up to", "what's {l} all together", "what's {l} altogether", "{l} in total", "how much is {l} altogether", "what's {l} combined",
        "how much do {l} come to", "i spent {l} how much is that", "i bought things for {l} how much altogether", "what's the total if i have {l}",
        "i paid {l} what did i spend [in all|altogether]", "the items are {l} what's the bill", "what's the (grand total|total) for {l}", "{l} all added up", "{l} what's the total", "i ran {l} miles this week how far is that in all", "what do i owe for {l}"), ("add* [up] {l}", "add* {l} together", "sum* [up] {l}", "total* [up] {l}", "tot* up {l}", "<compute> the <sum> of {l}",
        "tally* up {l}", "work* out the total of {l}", "sum* these numbers {l}")),
    Family("median", _list(lambda v: f"import statistics\nprint(statistics.median([{v}]))"), ("<whatis> the median of {l}", "median of {l}", "what's the middle (value|number) of {l}", "the median of {l}",
        "if you line up {l} which is in the middle", "which of {l} is the middle one", "what's the median if the numbers are {l}", "{l} what's the median", "what number sits in the middle of {l}", "the median of {l} is what"), ("<compute> the median of {l}", "find* the median of {l}",
        "work* out the median of {l}", "pick* the middle value of {l}")),
    Family("product", _list(lambda v: f"import math\nprint(math.prod([{v}]))"), ("<whatis> the product of {l}", "product of {l}", "what's {l} (all multiplied|multiplied) together",
        "{l} all multiplied [together]", "what do you get if you multiply {l} together", "what's the product if the numbers are {l}", "{l} what's the product", "if i multiply all of {l} what do i get", "the product of {l} is what"), ("multiply* {l} [together]", "multiply* together {l}", "<compute> the product of {l}",
        "find* the product of {l}", "multiply* all of these {l}")),
    Family("maximum", _list(lambda v: f"print(max([{v}]))"), ("<whatis> the <big> (of|out of|among|from) {l}", "which is (bigger|larger|greater|the biggest|the largest|higher|more) {l}", "the <big> [number|one] (of|in|out of) {l}", "which of {l} is the (biggest|largest|highest)", "what's the <big> number [in|out of|among] {l}", "out of {l} which is the (biggest|largest)",
        "{l} which is the biggest", "what's the most out of {l}", "the scores were {l} which was the highest", "the prices are {l} which is the most expensive", "which number is the (biggest|highest|largest) {l}", "if you have {l} which one is the (highest|largest|biggest)"),
        ("find* the <big> (of|number in|number out of) {l}", "pick* the <big> (of|from) {l}",
        "choose* the (biggest|largest|highest) of {l}", "get* the highest number from {l}")),
    Family("minimum", _list(lambda v: f"print(min([{v}]))"), ("<whatis> the <sml> (of|out of|among|from) {l}", "which is (smaller|less|the smallest|the least|lower) {l}", "the <sml> [number|one] (of|in|out of) {l}", "which of {l} is the (smallest|lowest|least)", "what's the <sml> number [in|out of|among] {l}", "out of {l} which is the (smallest|lowest)",
        "{l} which is the smallest", "what's the least out of {l}", "the scores were {l} which was the lowest", "the prices are {l} which is the cheapest", "which number is the (smallest|lowest) {l}", "if you have {l} which one is the (lowest|smallest)"),
        ("find* the <sml> (of|number in|number out of) {l}", "pick* the <sml> (of|from) {l}",
        "choose* the (smallest|lowest) of {l}", "get* the lowest number from {l}")),
    Family("remainder", _n(lambda a, b: f"print({a} % {b})", lambda rng: whole(rng, 5, 999), lambda rng: whole(rng, 2, 30)), ("<whatis> the remainder (when|if) {a} is divided by {b}", "what's the remainder of {a} (divided by|over|by) {b}", "{a} mod {b}", "{a} modulo {b}", "what's left over when you divide {a} by {b}", "what remains if you divide {a} by {b}",
        "remainder of {a} divided by {b}", "what is {a} modulus {b}", "what's left over if i (split|share|divide) {a} <thing> (between|among|by) {b} <people>", "how many are left over if {b} <people> share {a} <thing>", "when you divide {a} by {b} what is the remainder", "{a} divided by {b} what's the remainder",
        "what's the rest of {a} divided by {b}", "i've {a} <thing> and {b} <people> how many are left over",
        "{a} <thing> into (bags|boxes) of {b} how many are left over", "how many don't fit if i pack {a} <thing> in boxes of {b}", "how many <thing> remain if {a} are shared equally by {b} <people>", "if {a} <thing> go in rows of {b} how many are left at the end", "{a} divided by {b} leaves what", "what does {a} leave when divided by {b}"), ("<compute> {a} mod {b}", "find* the remainder of {a} divided by {b}",
        "work* out the remainder of {a} over {b}", "get* the remainder when {a} is divided by {b}", "take* {a} modulo {b}")),
    Family("unit_price", _n(lambda a, b: rounded(f"{b} / {a}", 2), lambda rng: whole(rng, 2, 40), price), ("if {a} <thing> cost {b} how much is one", "{a} <thing> cost {b} <money> what does one cost", "what's the price of one if {a} cost {b}", "how much is one <one_thing> if {a} [of them] cost {b}", "{a} for {b} <money> how much each", "{a} <thing> for {b} how much is each one", "{b} <money> for {a} <thing> how much (apiece|each|per <one_thing>|is one)",
        "a pack of {a} is {b} how much is that each", "i paid {b} for {a} <thing> how much each", "{b} for a pack of {a} what's the unit price", "what's the cost per <one_thing> if {a} <thing> are {b}",
        "{a} <thing> cost {b} what does 1 cost", "if i pay {b} for {a} what's that each", "{a} <thing> came to {b} how much was each one", "{b} <money> buys {a} <thing> what's the price of one", "i bought {a} <thing> and paid {b} what did each cost", "a box of {a} costs {b} how much per <one_thing>", "at {b} for {a} how much is a single one", "i earned {b} in {a} hours what's my hourly (rate|pay|wage)", "they want {b} for {a} <thing> what's that apiece")),
    Family("cost", _n(lambda a, b: rounded(f"{a} * {b}", 2), lambda rng: whole(rng, 2, 40), price), ("how much (is|are|for) {a} <thing> at {b} <money> [each|apiece|a piece|per piece]", "what do {a} <thing> cost at {b} [<money>] (each|apiece|a piece)", "if one <one_thing> costs {b} how much (are {a}|do i pay for {a}|is it for {a}|do {a} cost)", "{a} <thing> at {b} each", "{a} times {b} (pounds|dollars|euros|quid|bucks)",
        "i buy {a} <thing> at {b} each what's the total", "if a <one_thing> costs {b} what do {a} cost", "i need {a} <thing> and they're {b} each", "a <one_thing> is {b} <money> how much for {a}", "what's the total for {a} <thing> at {b}", "{a} <thing> cost {b} each how much altogether", "how much would {a} <thing> be at {b} each", "if i buy {a} <thing> for {b} each how much do i pay",
        "i worked {a} hours at {b} an hour what do i earn", "{a} hours at {b} <money> an hour", "{a} at {b} is how much", "they're {b} each and i want {a} what do i pay", "{b} <money> a ticket for {a} tickets what's the total", "{a} nights at {b} <money> a night what's the total", "one costs {b} so what do {a} cost", "if i get paid {b} an hour and work {a} hours what do i make", "{a} kilos at {b} <money> a kilo", "at {b} each what do {a} <thing> come to")),
    Family("groups", _n(lambda a, b: f"print({a} * {b})", lambda rng: whole(rng, 2, 60), lambda rng: whole(rng, 2, 60)), ("if i have {a} (boxes|bags|packs|rows|trays|shelves|crates|tables) of {b} <thing> how many (is that|do i have|are there|is it altogether|in total)", "there are {a} (boxes|bags|rows|tables|shelves|buses|rooms) with {b} <thing> each how many altogether", "{a} (rows|boxes|bags|packs|trays) of {b} how many is that",
        "{a} <people> with {b} <thing> each how many [in total|altogether]", "i have {a} packs of {b} <thing> how many in all", "if {a} <people> each (eat|have|buy|bring|read|get) {b} <thing> how many is that", "i (read|walk|run|drink|do|save|spend|earn) {a} a day how many in {b} days", "i (save|spend|earn|make|pay) {a} a (day how much is that in {b} days|week how much is that in {b} weeks|month how much is that in {b} months)", "{a} a (day for {b} days|week for {b} weeks|month for {b} months)",
        "{a} <people> and everyone gets {b} <thing> how many do i need", "each of the {a} (boxes|bags|tables|rows) has {b} <thing> how many is that", "how many <thing> are in {a} (boxes|bags|packs|trays) of {b}", "we need {b} <thing> for each of {a} <people> how many is that", "how far do i get in {a} hours at {b} miles an hour", "if there are {b} in a box how many are in {a} boxes", "i drink {a} cups a day how many is that in {b} days", "with {a} rows and {b} seats in each row how many seats")),
    Family("speed", _n(lambda a, b: rounded(f"{a} / {b}"), lambda rng: whole(rng, 20, 900), lambda rng: whole(rng, 2, 15)), ("if i drive {a} (miles|kilometers|km) in {b} hours how fast am i going", "{a} (miles|kilometers|km) in {b} hours what's the average speed", "how fast is {a} (miles|kilometers) in {b} hours", "what speed is {a} (miles|kilometers) in {b} hours",
        "how many days for {a} pages at {b} pages a day", "how many (days does it take to save {a} at {b} a day|weeks does it take to save {a} at {b} a week)", "how many boxes do {a} <thing> fill at {b} a box", "how many hours to drive {a} (miles|kilometers) at {b} an hour", "how long does it take to do {a} at {b} a day",
        "i drove {a} (miles|kilometers) and it took {b} hours how fast was that", "it takes {b} hours to go {a} miles what's my speed", "how long do {a} miles take at {b} miles an hour", "{a} pages at {b} a day how many days is that", "i want to save {a} and put away {b} a week how many weeks is that", "if i do {b} a day how long until i've done {a}", "a train goes {a} miles in {b} hours how fast is it", "{a} <thing> at {b} a day how many days do they last")),
    Family("change", _n(lambda a, b: rounded(f"{b} - {a}", 2), price, lambda rng: rng.choice(("5", "10", "20", "50", "100"))), ("what's my change from {b} if i spend {a}", "how much change do i get from {b} [<money>] (for|if it costs|if i spend|if i pay) {a}", "i pay {a} with a {b} <money> note what's the change", "change from {b} for {a}", "i gave {b} for something that costs {a} how much change", "if i pay with a {b} and it costs {a} what do i get back", "how much do i get back from {b} if it's {a}", "i've got {b} (pounds|dollars|euros|quid|bucks) and spend {a} how much is left",
        "it's {a} and i've given {b} what's my change", "i hand over {b} for {a} what do i get back", "what change do i get if i pay {a} with a {b}", "the shopping was {a} and i paid with a {b} how much comes back", "{a} out of a {b} (pound|dollar|euro) note what's the change", "from a {b} how much change for {a}", "i gave the (shop|driver|cashier) {b} for a {a} <money> <one_thing> what's my change", "if i buy something for {a} what's left of my {b}")),
    Family("fraction", _fraction, ("<whatis> {f} of {a}", "{f} of {a}", "how much is {f} of {a} [<money>]", "what's {f} of {a} <thing>", "i ate {f} of {a} <thing> how many is that", "{f} of {a} is what",
        "if {f} of the {a} <people> (leave|come|agree) how many is that", "what would {f} of {a} be", "{a} what's {f} of that", "out of {a} how much is {f}", "how many is {f} of {a}", "what does {f} of {a} come to"), ("<compute> {f} of {a}", "take* {f} of {a}",
        "work* out {f} of {a}", "find* {f} of {a}", "calculate* {f} of {a}")),
    Family("halve", _n(lambda a: rounded(f"{a} / 2"), number), ("what's half {a}", "half {a}", "half of {a}", "what is {a} halved", "{a} halved", "{a} in half", "what's {a} cut in half",
        "how much is half of {a}", "half of {a} is what", "what do you get if you halve {a}", "{a} split down the middle", "if i cut {a} in half how big is each bit", "{a} divided in two"), ("halve* {a}", "cut* {a} in half", "divide* {a} in half", "split* {a} in half", "split* {a} in two",
        "take* half of {a}", "work* out half of {a}")),
    Family("multiple", _multiple, ("what's {f} {a}", "{f} {a}", "what is {f} {a}", "how much is {f} {a}", "{f} of {a}",
        "{f} {a} is what", "how many is {f} {a}", "what would {f} {a} be", "what does {f} {a} come to", "i had {a} and want {f} that how much is it", "the recipe says {a} and i'm making {f} that what do i need"), ("<compute> {f} {a}",
        "work* out {f} {a}", "calculate* {f} {a}")),
    Family("doubled", _n(lambda a: f"print({a} * 2)" if "." not in a else rounded(f"{a} * 2"), number), ("what's {a} doubled", "{a} doubled", "what do i get if i double {a}", "what's two times {a}",
        "what do you get when you double {a}", "if {a} doubles what is it", "{a} and the same again", "i have {a} and double it what have i got", "what's {a} when it's doubled", "{a} multiplied by two"), ("double* [the number] {a}",
        "multiply* {a} by two", "work* out {a} doubled")),
    Family("dozen", _n(lambda a: f"print({a} * 12)", lambda rng: whole(rng, 2, 20)), ("how many is {a} dozen", "what's {a} dozen", "how many <thing> in {a} dozen", "{a} dozen <thing> is how many", "how many <thing> are there in {a} dozen", "{a} dozen",
        "{a} dozen is how many", "{a} dozen makes how many", "if i buy {a} dozen <thing> how many do i have", "how many do i get in {a} dozen", "i ordered {a} dozen <thing> how many is that", "{a} boxes of a dozen <thing> how many is that")),
    Family("area", _n(lambda a, b: rounded(f"{a} * {b}"), lambda rng: rng.choice((whole(rng, 2, 60), decimal(rng))), lambda rng: whole(rng, 2, 60)), ("what's the area of a (room|rectangle|garden|wall|table|field|carpet|lawn) {a} by {b} [meters|feet]", "area of a rectangle {a} by {b}", "how big is a (room|field|garden) that is {a} by {b}", "a (room|rectangle|garden|wall) is {a} [meters|feet] by {b} [meters|feet] what's the area", "what is the area of a {a} by {b} (room|rectangle|garden)", "how many square (meters|feet) is {a} by {b}", "what's the surface of {a} by {b}",
        "how much carpet for a room {a} by {b}", "{a} wide and {b} long what's the area", "how much floor is there in a {a} by {b} room", "how many square meters of (carpet|turf|tiles) for {a} meters by {b} meters", "length {a} width {b} what's the area", "what area does a {a} by {b} rug cover"), ("<compute> the area of a rectangle {a} by {b}",
        "work* out the area of a {a} by {b} (room|wall|lawn)", "find* the area of a rectangle with sides {a} and {b}")),
    Family("perimeter", _n(lambda a, b: rounded(f"2 * ({a} + {b})"), lambda rng: whole(rng, 2, 60), lambda rng: whole(rng, 2, 60)), ("what's the perimeter of a (rectangle|garden|room|field) {a} by {b}", "how long is the fence around a (garden|field) {a} by {b}", "perimeter of a {a} by {b} (rectangle|field|room)",
        "how far is it around a {a} by {b} (field|garden|park)", "how much fence do i need to go round a garden {a} by {b}", "what's the distance all the way around a rectangle {a} by {b}", "length {a} width {b} what's the perimeter", "my garden is {a} by {b} what's the perimeter", "how much skirting board for a room {a} by {b}"), ("<compute> the perimeter of a rectangle {a} by {b}",
        "work* out the perimeter of a {a} by {b} (garden|room)", "find* the perimeter of a rectangle with sides {a} and {b}")),
    Family("circle", _n(lambda a: f"import math\n{rounded(f'math.pi * {a} ** 2')}", lambda rng: whole(rng, 1, 40)), ("what's the area of a circle with [a] radius [of] {a}", "area of a circle of radius {a}", "how big is a circle with radius {a}", "the area of a circle with a radius of {a} (meters|feet|inches|centimeters|)",
        "a circle has a radius of {a} what's its area", "if the radius is {a} what's the area of the circle", "how many square (meters|feet|inches) is a circle with radius {a}", "what area does a round (table|pond|rug) with radius {a} have", "pi times {a} squared", "the area of a round (pool|pond|pizza) with a radius of {a}"), ("<compute> the area of a circle with radius {a}",
        "find* the area of a circle of radius {a}", "work* out the area of a circle with a {a} (meter|foot|inch) radius")),
    Family("circumference", _n(lambda a: f"import math\n{rounded(f'2 * math.pi * {a}')}", lambda rng: whole(rng, 1, 40)), ("what's the circumference of a circle with [a] radius [of] {a}", "circumference of a circle of radius {a}", "how far around is a circle with radius {a}",
        "if the radius is {a} what's the circumference", "what's the distance around a circle of radius {a}", "how long is the edge of a round (table|pond|pool) with radius {a}", "the perimeter of a circle with radius {a}", "2 pi times {a}", "a wheel has radius {a} how far does it roll in one turn"), ("<compute> the circumference of a circle with radius {a}",
        "find* the circumference of a circle of radius {a}", "work* out the distance round a circle with radius {a}")),
    Family("hypotenuse", _n(lambda a, b: f"import math\n{rounded(f'math.hypot({a}, {b})')}", lambda rng: whole(rng, 2, 30), lambda rng: whole(rng, 2, 30)), ("what's the hypotenuse of a [right] triangle with sides {a} and {b}", "hypotenuse of {a} and {b}", "how long is the hypotenuse if the sides are {a} and {b}",
        "a right triangle has sides {a} and {b} how long is the longest side", "what's the long side of a right triangle with legs {a} and {b}", "if the short sides are {a} and {b} what's the hypotenuse", "how long is the diagonal of a rectangle {a} by {b}", "i walk {a} (miles|meters) north and {b} east how far am i from the start", "pythagoras with {a} and {b}"), ("<compute> the hypotenuse of a triangle with sides {a} and {b}",
        "work* out the hypotenuse for {a} and {b}", "find* the diagonal of a rectangle {a} by {b}")),
    Family("age", _n(lambda a, b: f"print({b} - {a})", lambda rng: whole(rng, 1920, 2015), lambda rng: whole(rng, 2016, 2050)), ("how old is someone born in {a} in {b}", "if i was born in {a} how old am i in {b}", "how many years (is it |are there |)(from|between) {a} (to|and|until) {b}", "someone born in {a} is how old in {b}", "i was born in {a} how old will i be in {b}", "how old will someone born in {a} be in {b}", "how many years from {a} to {b}",
        "what age is someone from {a} in {b}", "my (mum|dad|gran|nephew) was born in {a} how old is that in {b}", "in {b} how old is somebody born in {a}", "born in {a} how old in {b}", "what age do i turn in {b} if i was born in {a}", "a house built in {a} is how old in {b}", "if it's {b} and i was born in {a} what's my age")),
    Family("hcf", _n(lambda a, b: f"import math\nprint(math.gcd({a}, {b}))", lambda rng: str(rng.randint(2, 12) * rng.randint(2, 30)), lambda rng: str(rng.randint(2, 12) * rng.randint(2, 30))), ("what's the (greatest|highest|largest|biggest) common (divisor|factor|denominator) of {a} and {b}", "(gcd|hcf|gcf|g c d|h c f) of {a} and {b}", "(greatest|highest|largest) common (divisor|factor) of {a} and {b}", "the biggest number that divides [both] {a} and {b}", "what is the (gcd|hcf) of {a} and {b}",
        "what's the biggest number that goes into [both] {a} and {b}", "highest number {a} and {b} can both be divided by", "what is the biggest factor that {a} and {b} have in common", "{a} and {b} what's their highest common factor", "largest number that divides {a} and {b} evenly"), ("<compute> the (greatest|highest) common (divisor|factor) of {a} and {b}", "find* the gcd of {a} and {b}",
        "work* out the hcf of {a} and {b}", "find* the biggest number that goes into {a} and {b}")),
    Family("lcm", _n(lambda a, b: f"import math\nprint(math.lcm({a}, {b}))", lambda rng: whole(rng, 2, 60), lambda rng: whole(rng, 2, 60)), ("what's the (least|lowest|smallest) common (multiple|denominator) of {a} and {b}", "(lcm|l c m) of {a} and {b}", "(least|lowest|smallest) common multiple of {a} and {b}", "the smallest number [that is] divisible by [both] {a} and {b}", "what is the lcm of {a} and {b}",
        "what's the first number that both {a} and {b} go into", "lowest number that {a} and {b} both divide", "smallest number in both the {a} and {b} times tables", "{a} and {b} what's their lowest common multiple", "what's the smallest multiple {a} and {b} share"), ("<compute> the (least|lowest) common multiple of {a} and {b}", "find* the lcm of {a} and {b}",
        "work* out the lcm of {a} and {b}", "find* the smallest number that {a} and {b} both go into")),
    Family("is_divisible", _n(lambda a, b: f"print('yes' if {a} % {b} == 0 else 'no')", lambda rng: whole(rng, 10, 999), lambda rng: whole(rng, 2, 20)), ("is {a} divisible by {b}", "can {a} be divided by {b} [evenly|exactly|without a remainder]", "does {b} go into {a} [evenly|exactly]", "is {a} a multiple of {b}", "is {b} a factor of {a}", "does {b} divide {a}",
        "can you divide {a} by {b} without anything left over", "does {a} divide by {b} [exactly|evenly]", "is {a} in the {b} times table", "can {a} <thing> be shared equally between {b} <people>", "will {b} go into {a} [evenly|exactly]", "can i put {a} <thing> in rows of {b} with none left over", "is {b} a divisor of {a}"), ("check* (if|whether) {a} is divisible by {b}",
        "check* (if|whether) {b} goes into {a}", "see* (if|whether) {a} is a multiple of {b}")),
    Family("even", _n(lambda a: f"print('even' if {a} % 2 == 0 else 'odd')", lambda rng: whole(rng, 1, 9999)), ("is {a} (even|odd) [or (odd|even)]", "is {a} an (even|odd) number", "is the number {a} odd or even",
        "would you call {a} even or odd", "{a} is it odd or even", "{a} odd or even", "does {a} count as (even|odd)", "is {a} one of the (even|odd) numbers", "which is {a} even or odd"), ("check* (if|whether) {a} is (even|odd)",
        "see* (if|whether) {a} is odd or even", "work* out (if|whether) {a} is an (even|odd) number")),
    Family("paren", _n(lambda a, b, c: f"print(({a} + {b}) * {c})", lambda rng: whole(rng, 1, 99), lambda rng: whole(rng, 1, 99), small), ("{a} plus {b} all times {c}", "{a} plus {b} in brackets times {c}", "what's {a} plus {b} all multiplied by {c}", "the sum of {a} and {b} times {c}", "add {a} and {b} then multiply by {c}", "add {a} and {b} and times it by {c}", "open bracket {a} plus {b} close bracket times {c}", "{a} plus {b} then times {c}", "take {a} add {b} and multiply by {c}",
        "add {a} and {b} and multiply the (result|total|answer) by {c}", "{a} plus {b} and then the whole thing times {c}", "{c} times the sum of {a} and {b}", "if i add {a} to {b} and then multiply by {c} what do i get", "{a} and {b} added together then times {c}", "{c} times open bracket {a} plus {b} close bracket")),
    Family("paren_minus", _n(lambda a, b, c: f"print(({a} - {b}) * {c})", lambda rng: whole(rng, 50, 200), lambda rng: whole(rng, 1, 49), small), ("{a} minus {b} all times {c}", "what's {a} minus {b} all multiplied by {c}", "take {b} from {a} then multiply by {c}", "take {b} from {a} and times it by {c}", "{a} take away {b} then times {c}",
        "{a} minus {b} in brackets times {c}", "open bracket {a} minus {b} close bracket times {c}", "{a} less {b} and then the whole thing times {c}", "subtract {b} from {a} and multiply the (result|answer) by {c}", "if i take {b} away from {a} and then multiply by {c} what do i get", "start with {a} take off {b} then multiply by {c}", "{c} times open bracket {a} minus {b} close bracket")),
    Family("paren_over", _n(lambda a, b, c: rounded(f"({a} + {b}) / {c}"), lambda rng: whole(rng, 1, 200), lambda rng: whole(rng, 1, 200), small), ("{a} plus {b} all (divided by|over) {c}", "what's {a} plus {b} all divided by {c}", "the sum of {a} and {b} divided by {c}", "add {a} and {b} then divide by {c}", "add {a} and {b} and divide (it|that|the lot|the result) by {c}", "{a} plus {b} in brackets divided by {c}",
        "{a} plus {b} then divided by {c}", "open bracket {a} plus {b} close bracket (divided by|over) {c}", "{a} and {b} added together then divided by {c}", "if i add {a} and {b} and then divide by {c} what do i get", "{a} plus {b} and the whole thing divided by {c}", "i've {a} red and {b} blue <thing> for {c} <people> how many each")),
    Family("minutes", _n(lambda a: f"print({a} * 60)", lambda rng: whole(rng, 2, 60)), ("how many (minutes are there|minutes) in {a} hours", "how many seconds [are there] in {a} minutes", "{a} hours in minutes", "{a} minutes in seconds", "{a} hours is how many minutes",
        "{a} hours makes how many minutes", "how many minutes do {a} hours have", "how long is {a} hours in minutes", "how long is {a} minutes in seconds", "if it takes {a} hours how many minutes is that", "{a} minutes is how many seconds", "i slept {a} hours how many minutes is that")),
    Family("days", _n(lambda a: f"print({a} * 24)", lambda rng: whole(rng, 2, 60)), ("how many hours [are there] in {a} days", "{a} days in hours", "{a} days is how many hours",
        "{a} days makes how many hours", "how many hours do {a} days have", "how long is {a} days in hours", "we're away for {a} days how many hours is that", "if it lasts {a} days how many hours is that", "what's {a} days in hours")),
    Family("weeks", _n(lambda a: f"print({a} * 7)", lambda rng: whole(rng, 2, 60)), ("how many days [are there] in {a} weeks", "{a} weeks in days", "{a} weeks is how many days",
        "{a} weeks makes how many days", "how many days do {a} weeks have", "how long is {a} weeks in days", "we're away for {a} weeks how many days is that", "if it lasts {a} weeks how many days is that", "what's {a} weeks in days")),
    Family("savings", _n(lambda a, b, c: rounded(f"{a} * (1 + {b} / 100) ** {c}", 2), lambda rng: str(rng.randint(1, 99) * 100), lambda rng: whole(rng, 1, 12), lambda rng: whole(rng, 2, 30)), ("what's {a} at {b} percent [compound] interest (for|after|over) {c} years", "how much is {a} after {c} years at {b} percent", "{a} <money> at {b} percent interest for {c} years", "if i (save|invest) {a} at {b} percent for {c} years what do i have", "how much will {a} be in {c} years at {b} percent",
        "i put {a} in the bank at {b} percent what is it after {c} years", "{a} <money> for {c} years at {b} percent what does it grow to", "if {a} grows {b} percent a year what is it after {c} years", "what does {a} turn into after {c} years with {b} percent interest", "at {b} percent a year what are my savings of {a} worth in {c} years", "i invested {a} at {b} percent what will i have in {c} years"), ("<compute> {a} with {b} percent interest for {c} years",
        "work* out what {a} becomes at {b} percent over {c} years", "grow* {a} by {b} percent a year for {c} years")),
    Family("roundoff", _n(lambda a: f"print(round({a}))", lambda rng: f"{rng.randint(1, 99)}.{rng.randint(1, 99)}"), ("what's {a} rounded [to the nearest whole number|off|up or down]", "{a} rounded",
        "{a} to the nearest whole number", "what whole number is {a} closest to", "which whole number is nearest to {a}", "if you round {a} what do you get", "what does {a} round to", "how much is {a} rounded"), ("round* {a} [to the nearest whole number|off]",
        "round* off {a}", "give* {a} to the nearest whole number")),
    Family("absolute", _n(lambda a: f"print(abs(-{a}))", number), ("what's the absolute value of (minus|negative) {a}", "absolute value of (minus|negative) {a}",
        "how far is (minus|negative) {a} from (0|zero)", "(minus|negative) {a} without the (sign|minus sign)", "the size of (minus|negative) {a} ignoring the sign", "abs of (minus|negative) {a}", "what's the magnitude of (minus|negative) {a}", "the absolute of (minus|negative) {a} is what"), ()),
    Family("negative", _n(lambda a, b: rounded(f"-{a} + {b}"), number, number), ("<whatis> (minus|negative) {a} plus {b}", "(minus|negative) {a} plus {b}", "(minus|negative) {a} and {b}",
        "it was (minus|negative) {a} degrees and rose by {b} what is it now", "if i add {b} to (minus|negative) {a} what do i get", "(minus|negative) {a} add {b}", "i'm {a} in the red and pay in {b} what's my balance", "start at (minus|negative) {a} and go up {b} where are you", "what's {b} more than (minus|negative) {a}", "(minus|negative) {a} increased by {b}"), ("add* {b} to (minus|negative) {a}",
        "sum* (minus|negative) {a} and {b}", "raise* (minus|negative) {a} by {b}")),
    Family("negative_times", _n(lambda a, b: f"print(-{a} * {b})", lambda rng: whole(rng, 1, 99), small), ("<whatis> (minus|negative) {a} times {b}", "(minus|negative) {a} times {b}",
        "(minus|negative) {a} multiplied by {b}", "what do you get if you multiply (minus|negative) {a} by {b}", "the product of (minus|negative) {a} and {b}", "how much is (minus|negative) {a} times {b}", "if i times (minus|negative) {a} by {b} what is it"), ("multiply* (minus|negative) {a} by {b}",
        "find* the product of (minus|negative) {a} and {b}", "work* out (minus|negative) {a} multiplied by {b}", "<compute> (minus|negative) {a} times {b}")),
    Family("choose", _n(lambda a, b: f"import math\nprint(math.comb({a}, {b}))", lambda rng: whole(rng, 6, 40), lambda rng: whole(rng, 2, 5)), ("{a} choose {b}", "how many ways can (i|you|we) (choose|pick|select) {b} (out of|from) {a} [<thing>|<people>]", "how many (combinations|teams|groups) of {b} (out of|from) {a}", "how many ways to pick {b} <people> (out of|from) {a}",
        "how many different groups of {b} can i make (out of|from) {a} <people>", "in how many ways can you take {b} (out of|from) {a}", "{a} <people> and i need a team of {b} how many ways", "how many hands of {b} are there from {a} cards", "{b} from {a} how many combinations", "if there are {a} <thing> and i take {b} how many combinations are there"), ("<compute> {a} choose {b}",
        "work* out how many ways to pick {b} from {a}", "count* the combinations of {b} out of {a}")),
    Family("compare", _n(lambda a, b: f"print(max({a}, {b}))", number, number), ("which is (bigger|larger|more|greater|higher) {a} or {b}", "what's (bigger|larger|more|greater) {a} or {b}", "is {a} or {b} (bigger|larger|more)",
        "between {a} and {b} which is the (bigger|larger) one", "which one's (bigger|higher|larger) {a} or {b}", "{a} or {b} which is (bigger|more|larger|greater)", "which number is (bigger|larger) {a} or {b}", "the (bigger|larger|greater|higher) of {a} and {b}", "which would be more {a} or {b}")),
    Family("sum_range", _n(lambda a, b: f"print(sum(range({a}, {b} + 1)))", lambda rng: rng.choice(("1", "1", "1", whole(rng, 1, 20))), lambda rng: whole(rng, 21, 1000)), ("what's the <sum> of [all] [the] <numbers> <fr> {a} <to> {b}", "<sum> of [all] the <numbers> <fr> {a} <to> {b}", "what do [all] the <numbers> from {a} to {b} add up to", "add everything from {a} to {b}", "what do you get if you add [up] [all] the numbers from {a} to {b}",
        "what's {a} to {b} all added up", "how much do the numbers {a} to {b} come to", "if i add [up] every number from {a} to {b} what do i get", "all the numbers {a} to {b} added together", "how much is every number from {a} to {b} put together"),
        ("add* [up] [all] [the] <numbers> <fr> {a} <to> {b}", "sum* [up] [all] the <numbers> <fr> {a} <to> {b}", "total* the numbers from {a} to {b}",
        "add* together everything from {a} to {b}", "tot* up the numbers from {a} to {b}", "add* every number from {a} to {b}"), ("the <sum> of [all] [the] <numbers> <fr> {a} <to> {b}",)),
    Family("sum_first", _n(lambda a: f"print(sum(range(1, {a} + 1)))", lambda rng: whole(rng, 3, 500)), ("what's the <sum> of the first {a} [whole|natural] <numbers>", "<sum> of the first {a} <numbers>", "what do the first {a} numbers add up to",
        "how much are the first {a} <numbers> added up", "what's the total if i add [up] the first {a} <numbers>", "the first {a} <numbers> come to what", "if you add the first {a} <numbers> what do you get"), ("add* [up] the first {a} <numbers>", "sum* the first {a} <numbers>",
        "total* [up] the first {a} <numbers>", "tot* up the first {a} <numbers>", "add* the first {a} <numbers> together"), ("the <sum> of the first {a} <numbers>",)),
)  # fmt: skip
