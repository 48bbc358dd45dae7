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
        "how many is {e}", "whats the answer for {e}", "{e} how much is that", "{e} what is that", "what's the sum of {e}"), ("<compute> {e}", "calculate* {e}",
        "work* out {e}", "<compute> {e}", "do* {e}", "do* the (sum|maths|math|calculation|arithmetic) {e}")),
    Family("plus", _n(_plain("+"), number, number), ("what do you get (if|when) you add {a} (and|to|with|plus) {b}", "{a} and {b} together",
        "what do {a} and {b} (make|add up to|come to)", "how much are {a} and {b} together", "what is the (sum|total) of {a} and {b}",
        "{a} added to {b}", "if i add {a} (and|to) {b} what do i get", "if you add {b} to {a} what is it", "what's {a} more than {b}"), ("add* {a} (and|to|plus|with) {b}",
        "sum* {a} and {b}", "put* {a} and {b} together", "add* up {a} and {b}", "total* {a} and {b}", "add* {a} {b}")),
    Family("minus", _n(_swap("-"), number, number), ("what's left if you take {a} (from|away from|off|out of) {b}", "take {a} from {b}", "what is {a} less than {b}",
        "what do you get (if|when) you (subtract|take|deduct) {a} from {b}", "if i take {a} (off|away from|from) {b} what's left", "{a} from {b}", "{a} off {b}",
        "{a} subtracted from {b}", "what remains when {a} is taken from {b}", "i had {b} and spent {a} what's left", "if i have {b} and lose {a} how many are left",
        "i've got {b} <thing> and give away {a} how many are left", "there were {b} <thing> and we ate {a} how many are left", "{b} <thing> take away {a}"),
        ("subtract* {a} from {b}", "take* {a} (from|away from|off) {b}", "deduct* {a} from {b}", "remove* {a} from {b}", "knock* {a} off {b}")),
    Family("difference", _n(lambda a, b: rounded(f"abs({a} - {b})"), number, number), ("what is the difference between {a} and {b}", "what's the gap between {a} and {b}",
        "how far apart are {a} and {b}", "difference between {a} and {b}", "how much (bigger|more|larger|greater) is {a} than {b}", "how much (less|smaller) is {a} than {b}"),
        ("find* the difference between {a} and {b}",)),
    Family("times", _n(_plain("*"), number, small), ("what do you get (if|when) you multiply {a} by {b}", "{a} lots of {b}", "{b} lots of {a} is what", "{a} groups of {b}",
        "what is the product of {a} and {b}", "{a} multiplied by {b}", "product of {a} and {b}", "{a} times {b}", "what is {a} times {b}", "how much is {a} by {b}"),
        ("multiply* {a} (by|and|with|times) {b}", "times {a} by {b}")),
    Family("over", _n(_plain("/"), number, small), ("what do you get (if|when) you divide {a} by {b}", "how many times does {b} go into {a}", "{a} divided by {b}", "how many {b}s in {a}",
        "how many {b}s (are there|are|go|fit) (in|into) {a}", "what is the quotient of {a} and {b}", "how often does {b} go into {a}", "how many times {b} fit in {a}",
        "how many lots of {b} are (there |)in {a}", "{b} into {a}", "what's {a} over {b}"), ("divide* {a} (by|into|through) {b}", "split* {a} (by|into) {b}")),
    Family("percent", _n(lambda a, b: rounded(f"{b} * {a} / 100"), percent, number), ("<whatis> {a} percent of {b}", "{a} percent of {b}", "how much is {a} percent of {b} [pounds|dollars|euros]",
        "what's {a} percent on {b}", "{a} percent out of {b}", "if i take {a} percent of {b} how much is it", "of {b} what is {a} percent", "what is {a} per cent of {b}",
        "how many is {a} percent of {b}", "{b} what's {a} percent of that", "i want {a} percent of {b}", "what does {a} percent of {b} come to"),
        ("<compute> {a} percent of {b}", "take* {a} percent of {b}", "find* {a} percent of {b}", "calculate* {a} percent of {b}")),
    Family("percent_off", _n(lambda a, b: rounded(f"{b} * (1 - {a} / 100)", 2), percent, price), ("<whatis> {a} percent off {b} <money>", "what's {b} (minus|less|with|take away|after) {a} percent [off|discount]",
        "{a} percent off {b}", "{a} percent off [a] {b} <money> <one_thing>", "how much is {b} with {a} percent (off|discount|knocked off)", "how much do i pay for {b} with {a} percent off",
        "what's the (sale |new |final |)price of {b} with {a} percent off", "{b} <money> with a {a} percent (discount|reduction)", "a <one_thing> costs {b} and it's {a} percent off",
        "the <one_thing> is {b} <money> but it is {a} percent off how much is it", "if {b} (drops|falls|goes down|is reduced) by {a} percent what is it", "{b} less {a} percent", "{b} minus {a} percent",
        "{b} reduced by {a} percent", "there's {a} percent off a {b} <money> <one_thing> what do i pay", "how much after {a} percent off {b}"),
        ("take* {a} percent off {b}", "knock* {a} percent off {b}", "reduce* {b} by {a} percent", "decrease* {b} by {a} percent", "deduct* {a} percent from {b}")),
    Family("percent_more", _n(lambda a, b: rounded(f"{b} * (1 + {a} / 100)", 2), percent, price), ("what's {b} plus {a} percent", "{b} plus {a} percent", "what's {b} (with|including|after adding) {a} percent (tax|vat|service|interest|more|extra|added)",
        "if {b} (goes up|rises|increases|grows) by {a} percent what is it", "{b} <money> plus {a} percent (tax|vat|service|sales tax|interest|)", "how much is {b} with {a} percent (tax|vat|sales tax|service charge)",
        "what is {b} <money> and {a} percent on top", "{b} increased by {a} percent", "{a} percent more than {b}", "{b} with {a} percent added", "what's the total for {b} with a {a} percent tip"),
        ("add* {a} percent to {b}", "add* {a} percent (vat|tax|service) to {b}", "increase* {b} by {a} percent", "raise* {b} by {a} percent", "put* {a} percent on {b}")),
    Family("percent_change", _n(lambda a, b: rounded(f"({b} - {a}) / {a} * 100"), small_num := (lambda rng: whole(rng, 2, 500)), small_num), ("what's the percentage (change|increase|difference) from {a} to {b}", "percent change from {a} to {b}",
        "by what percent(age|) does {a} (grow|rise|increase|change|drop|fall) to (become|get to|reach|) {b}", "from {a} to {b} is what percent(age|) (change|increase|decrease|rise)", "how many percent is it from {a} to {b}",
        "what is the percentage decrease from {a} to {b}", "it went from {a} to {b} what percent is that", "{a} to {b} as a percentage change", "percentage increase from {a} to {b}")),
    Family("what_percent", _n(lambda a, b: rounded(f"{a} / {b} * 100"), lambda rng: whole(rng, 1, 200), lambda rng: whole(rng, 2, 400)), ("what percent(age|) of {b} is {a}", "{a} is what percent(age|) of {b}", "what's {a} out of {b} as a percentage",
        "{a} out of {b} as a percent(age|)", "i got {a} out of {b} what percent(age|) is that", "what percent is {a} of {b}", "{a} out of {b} in percent", "express {a} (over|out of) {b} as a percentage",
        "how many percent is {a} of {b}", "my score is {a} out of {b} what's my percentage", "{a} of {b} is what percent")),
    Family("tip", _n(lambda a, b: rounded(f"{b} * {a} / 100", 2), percent, price), ("what's a {a} percent tip on {b} [<money>]", "how much is a {a} percent tip (on|for) [a] [bill of] {b} [<money>]", "how much should i tip on {b} at {a} percent",
        "{a} percent tip on {b}", "tip {a} percent on [a] {b} [<money>] [bill|meal|dinner|check]", "how much (tip|do i tip) on {b} <money> at {a} percent", "the bill is {b} what's a {a} percent tip", "what's the tip on {b} at {a} percent",
        "dinner was {b} how much is a {a} percent tip", "what is the tip for {b} if i (leave|give|pay) {a} percent", "what would {a} percent tip be on {b}", "{a} percent gratuity on {b}", "what tip should i leave on {b} if i want to tip {a} percent"),
        ("<compute> a {a} percent tip on {b}", "work* out {a} percent tip on a bill of {b}")),
    Family("tip_total", _n(lambda a, b: rounded(f"{b} * (1 + {a} / 100)", 2), percent, price), ("what's the total with a {a} percent tip on {b}", "how much altogether is {b} with a {a} percent tip", "{b} <money> plus a {a} percent tip", "what's {b} including a {a} percent tip",
        "how much in total if i tip {a} percent on {b}", "what do i pay in all for {b} with {a} percent tip"), ("add* a {a} percent tip to {b}",)),
    Family("split", _n(lambda a, b: rounded(f"{a} / {b}", 2), price, lambda rng: whole(rng, 2, 12)), ("split {a} <money> (between|among|by|across|with|amongst) {b} [<people>]", "what's {a} <money> split {b} ways", "{a} <money> (between|among|shared by|split between) {b} <people>",
        "how much (each|does each person pay|do we each pay|is it each|per person|a head|apiece) if {b} of us split {a}", "{a} <money> shared (between|among|by) {b}", "how much does everyone (pay|get|owe) if {a} is split {b} ways",
        "if {b} <people> share {a} <money> how much (does each get|do they each get|each|is that each)", "the bill is {a} and there are {b} of us", "we are {b} <people> and the bill is {a} how much each", "{b} <people> {a} <money> how much each",
        "the bill came to {a} split {b} ways", "what do we each owe if the bill is {a} and there's {b} of us", "dinner was {a} for {b} <people> what's each share", "how much per person is {a} for {b} <people>",
        "i've got {a} <thing> for {b} <people> how many each", "{a} <thing> between {b} <people> how many do they get each", "share {a} <thing> equally between {b} <people>"),
        ("split* {a} <money> (between|among|by) {b} [<people>]", "divide* {a} <money> (between|among|by) {b} <people>", "share* {a} (between|among) {b} <people>", "split* {a} {b} ways", "split* a bill of {a} (between|by|among) {b} <people>")),
    Family("square", _n(lambda a: f"print({a} ** 2)" if "." not in a else rounded(f"{a} ** 2"), number), ("<whatis> {a} squared", "{a} squared", "what is the square of {a}", "the square of {a}", "{a} square", "{a} to the power of 2", "{a} to the second power", "what is {a} to the power 2",
        "what's {a} times itself", "{a} times itself", "{a} multiplied by itself", "{a} to the 2", "how much is {a} squared"), ("square* [the number] {a}", "multiply* {a} by itself")),
    Family("cube", _n(lambda a: f"print({a} ** 3)", lambda rng: whole(rng, 2, 50)), ("<whatis> {a} cubed", "{a} cubed", "what is the cube of {a}", "the cube of {a}", "{a} to the power of 3", "{a} to the third power", "{a} to the third", "how much is {a} cubed", "{a} cube"), ("cube* [the number] {a}",)),
    Family("power", _n(lambda a, b: f"print({a} ** {b})", lambda rng: whole(rng, 2, 20), lambda rng: whole(rng, 2, 20)), ("<whatis> {a} to the power of {b}", "{a} to the power [of] {b}", "{a} to the {b}", "{a} to the {b}th [power]", "what's {a} to the {b}th [power]", "{a} raised to [the power of] {b}",
        "{a} raised to the power {b}", "{a} power {b}", "what is {a} to the {b}", "the {b}th power of {a}", "{a} to power of {b}", "what's {a} raised to the {b}th"), ("raise* {a} to the power [of] {b}", "raise* {a} to the {b}th power")),
    Family("root", _root, ("<whatis> the square root of {a}", "square root of {a}", "what is the square root of {a}", "the root of {a}", "what's the root of {a}", "root {a}", "what number squared (is|gives|makes) {a}", "square root {a}", "sqrt of {a}", "what times itself is {a}",
        "what's square root of {a}", "what is the sq root of {a}", "{a} square root"), ("<compute> the square root of {a}", "take* the square root of {a}", "find* the square root of {a}")),
    Family("cube_root", _cube_root, ("<whatis> the cube root of {a}", "cube root of {a}", "third root of {a}", "what number cubed (is|gives|makes) {a}", "what's the cubed root of {a}"), ("<compute> the cube root of {a}", "find* the cube root of {a}")),
    Family("factorial", _n(lambda a: f"import math\nprint(math.factorial({a}))", lambda rng: whole(rng, 3, 25)), ("<whatis> {a} factorial", "{a} factorial", "what is the factorial of {a}", "factorial of {a}", "factorial {a}", "how many ways can {a} <people> line up", "in how many ways can i arrange {a} <thing>",
        "how many ways are there to order {a} <thing>", "how many ways can you arrange {a} different <thing>"), ("<compute> {a} factorial", "<compute> the factorial of {a}", "calculate* {a} factorial")),
    Family("average", _list(lambda v: f"xs = [{v}]\n{rounded('sum(xs) / len(xs)')}"), ("<whatis> the <avg> of {l}", "the <avg> of {l}", "<avg> of {l}", "what's the <avg> of [the numbers] {l}", "what is {l} on average", "the mean of {l} is what", "my (scores|marks|grades|times) are {l} what's my average", "what do {l} average out (to|at)",
        "i (got|scored) {l} what's the average", "what {l} average"), ("<compute> the <avg> of {l}", "average* {l}", "average* out {l}", "find* the <avg> of {l}")),
    Family("total", _list(lambda v: rounded(f"sum([{v}])") if "." in v else f"print(sum([{v}]))"), ("<whatis> the <sum> of {l}", "the <sum> of {l}", "<sum> of {l}", "what do {l} add up to", "what's {l} all together", "what's {l} altogether", "{l} in total", "how much is {l} altogether", "what's {l} combined",
        "how much do {l} come to", "i spent {l} how much is that", "i bought things for {l} how much altogether", "what's the total if i have {l}"), ("add* [up] {l}", "add* {l} together", "sum* [up] {l}", "total* [up] {l}", "tot* up {l}", "<compute> the <sum> of {l}")),
    Family("median", _list(lambda v: f"import statistics\nprint(statistics.median([{v}]))"), ("<whatis> the median of {l}", "median of {l}", "what's the middle (value|number) of {l}", "the median of {l}"), ("<compute> the median of {l}", "find* the median of {l}")),
    Family("product", _list(lambda v: f"import math\nprint(math.prod([{v}]))"), ("<whatis> the product of {l}", "product of {l}", "what's {l} (all multiplied|multiplied) together"), ("multiply* {l} [together]", "multiply* together {l}", "<compute> the product of {l}")),
    Family("maximum", _list(lambda v: f"print(max([{v}]))"), ("<whatis> the <big> (of|out of|among|from) {l}", "which is (bigger|larger|greater|the biggest|the largest|higher|more) {l}", "the <big> [number|one] (of|in|out of) {l}", "which of {l} is the (biggest|largest|highest)", "what's the <big> number [in|out of|among] {l}", "out of {l} which is the (biggest|largest)"),
        ("find* the <big> (of|number in|number out of) {l}", "pick* the <big> (of|from) {l}")),
    Family("minimum", _list(lambda v: f"print(min([{v}]))"), ("<whatis> the <sml> (of|out of|among|from) {l}", "which is (smaller|less|the smallest|the least|lower) {l}", "the <sml> [number|one] (of|in|out of) {l}", "which of {l} is the (smallest|lowest|least)", "what's the <sml> number [in|out of|among] {l}", "out of {l} which is the (smallest|lowest)"),
        ("find* the <sml> (of|number in|number out of) {l}", "pick* the <sml> (of|from) {l}")),
    Family("remainder", _n(lambda a, b: f"print({a} % {b})", lambda rng: whole(rng, 5, 999), lambda rng: whole(rng, 2, 30)), ("<whatis> the remainder (when|if) {a} is divided by {b}", "what's the remainder of {a} (divided by|over|by) {b}", "{a} mod {b}", "{a} modulo {b}", "what's left over when you divide {a} by {b}", "what remains if you divide {a} by {b}",
        "remainder of {a} divided by {b}", "what is {a} modulus {b}", "what's left over if i (split|share|divide) {a} <thing> (between|among|by) {b} <people>", "how many are left over if {b} <people> share {a} <thing>", "when you divide {a} by {b} what is the remainder", "{a} divided by {b} what's the remainder",
        "what's the rest of {a} divided by {b}", "i've {a} <thing> and {b} <people> how many are left over"), ("<compute> {a} mod {b}", "find* the remainder of {a} divided by {b}")),
    Family("unit_price", _n(lambda a, b: rounded(f"{b} / {a}", 2), lambda rng: whole(rng, 2, 40), price), ("if {a} <thing> cost {b} how much is one", "{a} <thing> cost {b} <money> what does one cost", "what's the price of one if {a} cost {b}", "how much is one <one_thing> if {a} [of them] cost {b}", "{a} for {b} <money> how much each", "{a} <thing> for {b} how much is each one", "{b} <money> for {a} <thing> how much (apiece|each|per <one_thing>|is one)",
        "a pack of {a} is {b} how much is that each", "i paid {b} for {a} <thing> how much each", "{b} for a pack of {a} what's the unit price", "what's the cost per <one_thing> if {a} <thing> are {b}")),
    Family("cost", _n(lambda a, b: rounded(f"{a} * {b}", 2), lambda rng: whole(rng, 2, 40), price), ("how much (is|are|do|for) {a} <thing> at {b} <money> [each|apiece|a piece|per piece]", "what do {a} <thing> cost at {b} [<money>] (each|apiece|a piece)", "if one <one_thing> costs {b} how much (are|do i pay for|is it for|do) {a} [cost]", "{a} <thing> at {b} each", "{a} times {b} <money>",
        "i buy {a} <thing> at {b} each what's the total", "if a <one_thing> costs {b} what do {a} cost", "i need {a} <thing> and they're {b} each", "a <one_thing> is {b} <money> how much for {a}", "what's the total for {a} <thing> at {b}", "{a} <thing> cost {b} each how much altogether", "how much would {a} <thing> be at {b} each", "if i buy {a} <thing> for {b} each how much do i pay")),
    Family("groups", _n(lambda a, b: f"print({a} * {b})", lambda rng: whole(rng, 2, 60), lambda rng: whole(rng, 2, 60)), ("if i have {a} (boxes|bags|packs|rows|trays|shelves|crates|tables) of {b} <thing> how many (is that|do i have|are there|is it altogether|in total)", "there are {a} (boxes|bags|rows|tables|shelves|buses|rooms) with {b} <thing> each how many altogether", "{a} (rows|boxes|bags|packs|trays) of {b} how many is that",
        "{a} <people> with {b} <thing> each how many [in total|altogether]", "i have {a} packs of {b} <thing> how many in all", "if {a} <people> each (eat|have|buy|bring|read|get) {b} <thing> how many is that", "i (read|walk|run|drink|do|save|spend|earn) {a} a day how many in {b} days", "i (save|spend|earn|make|pay) {a} a (day|week|month) how much is that in {b} (days|weeks|months)", "{a} a (day|week|month) for {b} (days|weeks|months)")),
    Family("speed", _n(lambda a, b: rounded(f"{a} / {b}"), lambda rng: whole(rng, 20, 900), lambda rng: whole(rng, 2, 15)), ("if i drive {a} (miles|kilometers|km) in {b} hours how fast am i going", "{a} (miles|kilometers|km) in {b} hours what's the average speed", "how fast is {a} (miles|kilometers) in {b} hours", "what speed is {a} (miles|kilometers) in {b} hours",
        "how many days for {a} pages at {b} pages a day", "how many (days|weeks) does it take to save {a} at {b} a (day|week)", "how many boxes do i need for {a} <thing> if {b} fit in a box", "how many hours to drive {a} (miles|kilometers) at {b} an hour", "how long does it take to do {a} at {b} a day")),
    Family("change", _n(lambda a, b: rounded(f"{b} - {a}", 2), price, lambda rng: rng.choice(("5", "10", "20", "50", "100"))), ("what's my change from {b} if i spend {a}", "how much change do i get from {b} [<money>] (for|if it costs|if i spend|if i pay) {a}", "i pay {a} with a {b} <money> note what's the change", "change from {b} for {a}", "i gave {b} for something that costs {a} how much change", "if i pay with a {b} and it costs {a} what do i get back", "how much do i get back from {b} if it's {a}", "i've got {b} <money> and spend {a} how much is left")),
    Family("fraction", _fraction, ("<whatis> {f} of {a}", "{f} of {a}", "how much is {f} of {a} [<money>]", "what's {f} of {a} <thing>", "i ate {f} of {a} <thing> how many is that", "{f} of {a} is what"), ("<compute> {f} of {a}", "take* {f} of {a}")),
    Family("halve", _n(lambda a: rounded(f"{a} / 2"), number), ("what's half {a}", "half {a}", "half of {a}", "what is {a} halved", "{a} halved", "{a} in half", "what's {a} cut in half"), ("halve* {a}", "cut* {a} in half", "divide* {a} in half", "split* {a} in half", "split* {a} in two")),
    Family("multiple", _multiple, ("what's {f} {a}", "{f} {a}", "what is {f} {a}", "how much is {f} {a}", "{f} of {a}"), ("<compute> {f} {a}",)),
    Family("doubled", _n(lambda a: f"print({a} * 2)" if "." not in a else rounded(f"{a} * 2"), number), ("what's {a} doubled", "{a} doubled", "what do i get if i double {a}", "what's two times {a}"), ("double* [the number] {a}",)),
    Family("dozen", _n(lambda a: f"print({a} * 12)", lambda rng: whole(rng, 2, 20)), ("how many is {a} dozen", "what's {a} dozen", "how many <thing> in {a} dozen", "{a} dozen <thing> is how many", "how many <thing> are there in {a} dozen", "{a} dozen")),
    Family("area", _n(lambda a, b: rounded(f"{a} * {b}"), lambda rng: rng.choice((whole(rng, 2, 60), decimal(rng))), lambda rng: whole(rng, 2, 60)), ("what's the area of a (room|rectangle|garden|wall|table|field|carpet|lawn) {a} by {b} [meters|feet]", "area of a rectangle {a} by {b}", "how big is a (room|field|garden) that is {a} by {b}", "a (room|rectangle|garden|wall) is {a} [meters|feet] by {b} [meters|feet] what's the area", "what is the area of a {a} by {b} (room|rectangle|garden)", "how many square (meters|feet) is {a} by {b}", "what's the surface of {a} by {b}"), ("<compute> the area of a rectangle {a} by {b}",)),
    Family("perimeter", _n(lambda a, b: rounded(f"2 * ({a} + {b})"), lambda rng: whole(rng, 2, 60), lambda rng: whole(rng, 2, 60)), ("what's the perimeter of a (rectangle|garden|room|field) {a} by {b}", "how long is the fence around a (garden|field) {a} by {b}", "perimeter of a {a} by {b} (rectangle|field|room)"), ("<compute> the perimeter of a rectangle {a} by {b}",)),
    Family("circle", _n(lambda a: f"import math\n{rounded(f'math.pi * {a} ** 2')}", lambda rng: whole(rng, 1, 40)), ("what's the area of a circle with [a] radius [of] {a}", "area of a circle of radius {a}", "how big is a circle with radius {a}", "the area of a circle with a radius of {a} (meters|feet|inches|centimeters|)"), ("<compute> the area of a circle with radius {a}",)),
    Family("circumference", _n(lambda a: f"import math\n{rounded(f'2 * math.pi * {a}')}", lambda rng: whole(rng, 1, 40)), ("what's the circumference of a circle with [a] radius [of] {a}", "circumference of a circle of radius {a}", "how far around is a circle with radius {a}"), ("<compute> the circumference of a circle with radius {a}",)),
    Family("hypotenuse", _n(lambda a, b: f"import math\n{rounded(f'math.hypot({a}, {b})')}", lambda rng: whole(rng, 2, 30), lambda rng: whole(rng, 2, 30)), ("what's the hypotenuse of a [right] triangle with sides {a} and {b}", "hypotenuse of {a} and {b}", "how long is the hypotenuse if the sides are {a} and {b}"), ("<compute> the hypotenuse of a triangle with sides {a} and {b}",)),
    Family("age", _n(lambda a, b: f"print({b} - {a})", lambda rng: whole(rng, 1920, 2015), lambda rng: whole(rng, 2016, 2050)), ("how old is someone born in {a} in {b}", "if i was born in {a} how old am i in {b}", "how many years (is it |are there |)(from|between) {a} (to|and|until) {b}", "someone born in {a} is how old in {b}", "i was born in {a} how old will i be in {b}", "how old will someone born in {a} be in {b}", "how many years from {a} to {b}")),
    Family("hcf", _n(lambda a, b: f"import math\nprint(math.gcd({a}, {b}))", lambda rng: str(rng.randint(2, 12) * rng.randint(2, 30)), lambda rng: str(rng.randint(2, 12) * rng.randint(2, 30))), ("what's the (greatest|highest|largest|biggest) common (divisor|factor|denominator) of {a} and {b}", "(gcd|hcf|gcf|g c d|h c f) of {a} and {b}", "(greatest|highest|largest) common (divisor|factor) of {a} and {b}", "the biggest number that divides [both] {a} and {b}", "what is the (gcd|hcf) of {a} and {b}"), ("<compute> the (greatest|highest) common (divisor|factor) of {a} and {b}", "find* the gcd of {a} and {b}")),
    Family("lcm", _n(lambda a, b: f"import math\nprint(math.lcm({a}, {b}))", lambda rng: whole(rng, 2, 60), lambda rng: whole(rng, 2, 60)), ("what's the (least|lowest|smallest) common (multiple|denominator) of {a} and {b}", "(lcm|l c m) of {a} and {b}", "(least|lowest|smallest) common multiple of {a} and {b}", "the smallest number [that is] divisible by [both] {a} and {b}", "what is the lcm of {a} and {b}"), ("<compute> the (least|lowest) common multiple of {a} and {b}", "find* the lcm of {a} and {b}")),
    Family("is_divisible", _n(lambda a, b: f"print('yes' if {a} % {b} == 0 else 'no')", lambda rng: whole(rng, 10, 999), lambda rng: whole(rng, 2, 20)), ("is {a} divisible by {b}", "can {a} be divided by {b} [evenly|exactly|without a remainder]", "does {b} go into {a} [evenly|exactly]", "is {a} a multiple of {b}", "is {b} a factor of {a}", "does {b} divide {a}"), ("check* (if|whether) {a} is divisible by {b}",)),
    Family("even", _n(lambda a: f"print('even' if {a} % 2 == 0 else 'odd')", lambda rng: whole(rng, 1, 9999)), ("is {a} (even|odd) [or (odd|even)]", "is {a} an (even|odd) number", "is the number {a} odd or even"), ("check* (if|whether) {a} is (even|odd)",)),
    Family("paren", _n(lambda a, b, c: f"print(({a} + {b}) * {c})", lambda rng: whole(rng, 1, 99), lambda rng: whole(rng, 1, 99), small), ("{a} plus {b} all times {c}", "{a} plus {b} in brackets times {c}", "what's {a} plus {b} all multiplied by {c}", "the sum of {a} and {b} times {c}", "add {a} and {b} then multiply by {c}", "add {a} and {b} and times it by {c}", "open bracket {a} plus {b} close bracket times {c}", "{a} plus {b} then times {c}", "take {a} add {b} and multiply by {c}")),
    Family("paren_minus", _n(lambda a, b, c: f"print(({a} - {b}) * {c})", lambda rng: whole(rng, 50, 200), lambda rng: whole(rng, 1, 49), small), ("{a} minus {b} all times {c}", "what's {a} minus {b} all multiplied by {c}", "take {b} from {a} then multiply by {c}", "take {b} from {a} and times it by {c}", "{a} take away {b} then times {c}")),
    Family("paren_over", _n(lambda a, b, c: rounded(f"({a} + {b}) / {c}"), lambda rng: whole(rng, 1, 200), lambda rng: whole(rng, 1, 200), small), ("{a} plus {b} all (divided by|over) {c}", "what's {a} plus {b} all divided by {c}", "the sum of {a} and {b} divided by {c}", "add {a} and {b} then divide by {c}", "add {a} and {b} and divide (it|that|the lot|the result) by {c}", "{a} plus {b} in brackets divided by {c}")),
    Family("minutes", _n(lambda a: f"print({a} * 60)", lambda rng: whole(rng, 2, 60)), ("how many (minutes are there|minutes) in {a} hours", "how many seconds [are there] in {a} minutes", "{a} hours in minutes", "{a} minutes in seconds", "{a} hours is how many minutes")),
    Family("days", _n(lambda a: f"print({a} * 24)", lambda rng: whole(rng, 2, 60)), ("how many hours [are there] in {a} days", "{a} days in hours", "{a} days is how many hours")),
    Family("weeks", _n(lambda a: f"print({a} * 7)", lambda rng: whole(rng, 2, 60)), ("how many days [are there] in {a} weeks", "{a} weeks in days", "{a} weeks is how many days")),
    Family("savings", _n(lambda a, b, c: rounded(f"{a} * (1 + {b} / 100) ** {c}", 2), lambda rng: str(rng.randint(1, 99) * 100), lambda rng: whole(rng, 1, 12), lambda rng: whole(rng, 2, 30)), ("what's {a} at {b} percent [compound] interest (for|after|over) {c} years", "how much is {a} after {c} years at {b} percent", "{a} <money> at {b} percent interest for {c} years", "if i (save|invest) {a} at {b} percent for {c} years what do i have", "how much will {a} be in {c} years at {b} percent"), ("<compute> {b} percent interest on {a} for {c} years",)),
    Family("roundoff", _n(lambda a: f"print(round({a}))", lambda rng: f"{rng.randint(1, 99)}.{rng.randint(1, 99)}"), ("what's {a} rounded [to the nearest whole number|off|up or down]", "{a} rounded"), ("round* {a} [to the nearest whole number|off]",)),
    Family("absolute", _n(lambda a: f"print(abs(-{a}))", number), ("what's the absolute value of (minus|negative) {a}", "absolute value of (minus|negative) {a}"), ()),
    Family("negative", _n(lambda a, b: rounded(f"-{a} + {b}"), number, number), ("<whatis> (minus|negative) {a} plus {b}", "(minus|negative) {a} plus {b}", "(minus|negative) {a} and {b}"), ("add* {b} to (minus|negative) {a}",)),
    Family("negative_times", _n(lambda a, b: f"print(-{a} * {b})", lambda rng: whole(rng, 1, 99), small), ("<whatis> (minus|negative) {a} times {b}", "(minus|negative) {a} times {b}"), ("multiply* (minus|negative) {a} by {b}",)),
    Family("choose", _n(lambda a, b: f"import math\nprint(math.comb({a}, {b}))", lambda rng: whole(rng, 6, 40), lambda rng: whole(rng, 2, 5)), ("{a} choose {b}", "how many ways can (i|you|we) (choose|pick|select) {b} (out of|from) {a} [<thing>|<people>]", "how many (combinations|teams|pairs|groups) of {b} (out of|from) {a}", "how many ways to pick {b} <people> (out of|from) {a}"), ("<compute> {a} choose {b}",)),
    Family("compare", _n(lambda a, b: f"print(max({a}, {b}))", number, number), ("which is (bigger|larger|more|greater|higher) {a} or {b}", "what's (bigger|larger|more|greater) {a} or {b}", "is {a} or {b} (bigger|larger|more)")),
    Family("sum_range", _n(lambda a, b: f"print(sum(range({a}, {b} + 1)))", lambda rng: rng.choice(("1", "1", "1", whole(rng, 1, 20))), lambda rng: whole(rng, 21, 1000)), ("what's the <sum> of [all] [the] <numbers> <fr> {a} <to> {b}", "<sum> of [all] the <numbers> <fr> {a} <to> {b}", "what do [all] the <numbers> from {a} to {b} add up to", "add everything from {a} to {b}", "what do you get if you add [up] [all] the numbers from {a} to {b}"),
        ("add* [up] [all] [the] <numbers> <fr> {a} <to> {b}", "sum* [up] [all] the <numbers> <fr> {a} <to> {b}", "total* the numbers from {a} to {b}"), ("the <sum> of [all] [the] <numbers> <fr> {a} <to> {b}",)),
    Family("sum_first", _n(lambda a: f"print(sum(range(1, {a} + 1)))", lambda rng: whole(rng, 3, 500)), ("what's the <sum> of the first {a} [whole|natural] <numbers>", "<sum> of the first {a} <numbers>", "what do the first {a} numbers add up to"), ("add* [up] the first {a} <numbers>", "sum* the first {a} <numbers>"), ("the <sum> of the first {a} <numbers>",)),
)  # fmt: skip
