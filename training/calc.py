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
    factors = (_MULTIPLES[words], n) if words.endswith(" times") else (n, _MULTIPLES[words])
    code = "{} * {}".format(*factors)  # in the order said: "3 times 7" is no other sum than "30 times 7"
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
        "{e} comes to what", "what would {e} (be|make|come to)", "how much would {e} be", "{e} gives what", "{e} how much", "what is the answer if you (do|calculate|type in) {e}", "how does {e} work out", "what number is {e}", "when i do {e} what should i get",
        "can you work out {e}", "the calculator says what for {e}", "{e} what's the answer", "{e} what does that come to", "i can't do {e} in my head", "what's the outcome of {e}",
        "got {e} here what does it make", "i'm stuck on {e}", "my homework says {e} what goes after the equals sign", "so {e} is"), ("<compute> {e}", "calculate* {e}",
        "work* out {e}", "<compute> {e}", "do* {e}", "do* the (sum|maths|math|calculation|arithmetic) {e}",
        "figure* out {e}", "calculate* the answer to {e}", "evaluate* {e}",
        "run* {e} through the calculator", "solve* {e} for me", "type* {e} into the calculator")),
    Family("plus", _n(_plain("+"), number, number), ("what do you get (if|when) you add {a} (and|to|with|plus) {b}", "{a} and {b} together",
        "what do {a} and {b} (make|add up to|come to)", "how much are {a} and {b} together", "what is the (sum|total) of {a} and {b}",
        "{a} added to {b}", "if i add {a} (and|to) {b} what do i get", "if you add {a} to {b} what is it", "what's {a} more than {b}",
        "i have {a} and get {b} more what have i got now", "{a} with {b} added on", "if i've got {a} <thing> and buy {b} more how many do i have", "{a} (and|plus) another {b} is what", "{a} on top of {b} is how much", "start with {a} and add {b} what have you got", "i walked {a} miles yesterday and {b} today how far is that",
        "how many (is|are) {a} and {b} put together", "what's {a} if i add {b} [to it]", "there were {a} of us and {b} more turned up how many is that",
        "there were {a} on the bus and {b} got on how many is that now", "i scored {a} in the first round and {b} in the second what's my total",
        "my mum gave me {a} and my dad gave me {b} how much is that", "i did {a} this morning and {b} this afternoon how many altogether",
        "what's the total if you have {a} and someone gives you {b} more", "{a} in one (bag|box|pile) and {b} in the other how many in all"), ("add* {a} (and|to|plus|with) {b}",
        "sum* {a} and {b}", "put* {a} and {b} together", "add* up {a} and {b}", "total* {a} and {b}", "add* {a} {b}",
        "combine* {a} and {b}", "add* {a} on to {b}",
        "tack* {a} on to {b}", "count* {a} and {b} together")),
    Family("minus", _n(_swap("-"), number, number), ("what's left if you take {a} (from|away from|off|out of) {b}", "take {a} from {b}", "what is {a} less than {b}",
        "what do you get (if|when) you (subtract|take|deduct) {a} from {b}", "if i take {a} (off|away from|from) {b} what's left", "{a} from {b}", "{a} off {b}",
        "{a} subtracted from {b}", "what remains when {a} is taken from {b}", "i had {b} <thing> and used {a} what's left", "if i have {b} and lose {a} how many are left",
        "i've got {b} <thing> and give away {a} how many are left", "there were {b} <thing> and we ate {a} how many are left", "{b} <thing> take away {a}",
        "start with {b} and take away {a} what's left", "{b} <thing> and {a} get (eaten|broken|lost|sold) how many are left", "out of {b} <thing> {a} are gone how many remain", "i need {b} <thing> and have {a} how many more do i need", "how much do you have to add to {a} to (get|make) {b}", "what's {b} with {a} taken off", "{b} once you take off {a}", "i've read {a} of {b} pages how many to go",
        "what do i have left from {b} if {a} (go|are gone|are used)", "there were {b} on the bus and {a} got off how many are left", "if {a} of the {b} are missing how many are there",
        "of my {b} <thing> i gave {a} away how many have i still got", "{b} <people> were here and {a} went home how many are still here",
        "we had {b} <thing> and {a} got used how many remain", "what is {b} after losing {a}", "i want {b} and i've already got {a} how many short am i",
        "the whole thing is {b} long and i cut off {a} how much is left", "how much is left of {b} when {a} is gone"),
        ("subtract* {a} from {b}", "take* {a} (from|away from|off) {b}", "deduct* {a} from {b}", "remove* {a} from {b}", "knock* {a} off {b}",
        "start* with {b} and take away {a}", "take* off {a} from {b}",
        "lose* {a} from {b}", "strip* {a} away from {b}")),
    Family("difference", _n(lambda a, b: rounded(f"abs({a} - {b})"), number, number), ("what is the difference between {a} and {b}", "what's the gap between {a} and {b}",
        "how far apart are {a} and {b}", "difference between {a} and {b}", "how much (bigger|more|larger|greater) is {a} than {b}", "how much (less|smaller) is {a} than {b}",
        "what separates {a} and {b}", "by how much do {a} and {b} differ", "{a} versus {b} what's the difference", "if one is {a} and the other is {b} how far apart are they", "i'm {a} and my (brother|sister|wife|husband) is {b} what's the age gap", "what is the distance between {a} and {b}", "how big is the gap from {a} to {b}",
        "how many (lie|are) between {a} and {b}", "what's the difference if you compare {a} with {b}", "i've got {a} and you've got {b} how far apart are we",
        "how far is it from {a} to {b} on the number line", "one costs {a} the other costs {b} what's the difference", "{a} and {b} what's the gap", "how different are {a} and {b}",
        "we (scored|got) {a} and they (scored|got) {b} what's the gap", "how big a difference is there between {a} and {b}"),
        ("find* the difference between {a} and {b}",
        "work* out the gap between {a} and {b}", "<compute> the difference between {a} and {b}", "calculate* how far apart {a} and {b} are",
        "tell* me how far {a} is from {b}", "compare* {a} and {b} and give the difference")),
    Family("times", _n(_plain("*"), number, small), ("what do you get (if|when) you multiply {a} by {b}", "{a} lots of {b}", "{a} lots of {b} is what", "{a} groups of {b}",
        "what is the product of {a} and {b}", "{a} multiplied by {b}", "product of {a} and {b}", "{a} times {b}", "what is {a} times {b}", "how much is {a} by {b}",
        "if you times {a} by {b} what is it", "{a} multiplied with {b}", "how much is {a} taken {b} times", "what's {a} {b} times over", "if i have {a} and multiply it by {b} what do i get", "how many is {a} sets of {b}", "what's {a} timesed by {b}",
        "what do {a} {b}s make", "{a} times {b} what does that make", "what's {a} repeated {b} times and added up", "how much do you get for {a} multiplied by {b}",
        "what comes out when {a} is multiplied by {b}", "if i've got {a} of them {b} times over how many is that", "can you do {a} times {b}", "i need {a} times {b}",
        "{a} multiplied by {b} is what"),
        ("multiply* {a} (by|and|with|times) {b}", "times {a} by {b}",
        "find* the product of {a} and {b}", "work* out {a} lots of {b}", "<compute> {a} multiplied by {b}",
        "do* {a} times {b}", "times* {a} with {b}", "scale* {a} up by a factor of {b}")),
    Family("over", _n(_plain("/"), number, small), ("what do you get (if|when) you divide {a} by {b}", "how many times does {b} go into {a}", "{a} divided by {b}", "how many {b}s in {a}",
        "how many {b}s (are there|are|go|fit) (in|into) {a}", "what is the quotient of {a} and {b}", "how often does {b} go into {a}", "how many times {b} fit in {a}",
        "how many lots of {b} are (there |)in {a}", "{b} goes into {a} how many times", "what's {a} over {b}",
        "if i divide {a} by {b} what do i get", "{a} broken into {b} equal parts how big is each", "how many times can {b} go into {a}", "what times {b} makes {a}", "what do i multiply {b} by to get {a}", "dividing {a} by {b} gives what", "{a} cut into {b} equal pieces how long is each piece",
        "how big is each part if {a} is divided into {b}", "what's {a} shared out into {b} equal parts", "can you divide {a} by {b}", "how many {b}s make {a}",
        "how many times can you take {b} away from {a}", "{a} shared into {b} equal groups how big is each group", "if you cut {a} into {b} how big is one bit", "{a} divided by {b} is what",
        "i need {a} divided by {b}"), ("divide* {a} (by|into|through) {b}", "split* {a} (by|into) {b}",
        "divide* up {a} into {b} [equal] parts", "find* the quotient of {a} and {b}", "cut* {a} into {b} equal parts",
        "do* {a} divided by {b}", "break* {a} into {b} equal parts")),
    Family("percent", _n(lambda a, b: rounded(f"{b} * {a} / 100"), percent, number), ("<whatis> {a} percent of {b}", "{a} percent of {b}", "how much is {a} percent of {b} [pounds|dollars|euros]",
        "what's {a} percent on {b}", "{a} percent out of {b}", "if i take {a} percent of {b} how much is it", "of {b} what is {a} percent", "what is {a} per cent of {b}",
        "how many is {a} percent of {b}", "{b} what's {a} percent of that", "i want {a} percent of {b}", "what does {a} percent of {b} come to",
        "{a} percent of {b} is how much", "if {a} percent of {b} <people> (come|agree|vote yes) how many is that", "{a} percent of the {b} <thing> are (bad|broken|gone) how many is that", "out of {b} how much is {a} percent", "what would {a} percent of {b} be", "what amount is {a} percent of {b}", "if {b} is a hundred percent what's {a} percent",
        "{a} percent of a total of {b} is how much", "how much does {a} percent of {b} make", "they take a cut of {a} percent on {b} how much is the cut",
        "i get a commission of {a} percent on {b} how much is my commission", "the deposit is {a} percent of {b} how much is that", "i put down {a} percent of {b} what do i put down",
        "how many out of {b} is {a} percent", "if i only do {a} percent of the {b} how many is that", "there are {b} of us and {a} percent are late how many are late",
        "the tax is {a} percent on {b} how much is the tax"),
        ("<compute> {a} percent of {b}", "take* {a} percent of {b}", "find* {a} percent of {b}", "calculate* {a} percent of {b}",
        "work* out {a} percent of {b}", "get* {a} percent of {b}",
        "say* how much {a} percent of {b} is", "tell* me what {a} percent of {b} is")),
    Family("percent_off", _n(lambda a, b: rounded(f"{b} * (1 - {a} / 100)", 2), percent, price), ("<whatis> {a} percent off {b} <money>", "what's {b} (minus|less|take away) {a} percent", "what's {b} (with|after) {a} percent (off|discount)",
        "{a} percent off {b}", "{a} percent off [a] {b} <money> <one_thing>", "how much is {b} with {a} percent (off|discount|knocked off)", "how much do i pay for {b} with {a} percent off",
        "what's the (sale |new |final |)price of {b} with {a} percent off", "{b} <money> with a {a} percent (discount|reduction)", "a <one_thing> costs {b} and it's {a} percent off",
        "the <one_thing> is {b} <money> but it is {a} percent off how much is it", "if {b} (drops|falls|goes down|is reduced) by {a} percent what is it", "{b} less {a} percent", "{b} minus {a} percent",
        "{b} reduced by {a} percent", "there's {a} percent off a {b} <money> <one_thing> what do i pay", "how much after {a} percent off {b}",
        "there's {a} percent off the <one_thing> that was {b} what do i pay now", "the <one_thing> was {b} and now it's {a} percent (off|cheaper|less) what does it cost", "{b} <money> and {a} percent (off|discount) how much is that", "everything is {a} percent off what do i pay for the {b} <money> <one_thing>", "with my {a} percent discount what does {b} come to", "{a} percent (cheaper|less) than {b}", "i've got a voucher for {a} percent off and it costs {b} what's left to pay", "what's {b} once {a} percent is taken off",
        "it says {b} on the label and there's {a} percent off what do i pay", "{b} on sale at {a} percent off", "they're giving me {a} percent off the {b} what's left to pay",
        "if i get {a} percent knocked off {b} what do i end up paying", "what would i pay for a {b} <money> <one_thing> with {a} percent off",
        "what's the damage on {b} after {a} percent off", "my {b} lost {a} percent of its value what is it worth now", "the bill was {b} but they took {a} percent off what's the new total",
        "how cheap is {b} with {a} percent off", "student discount is {a} percent what do i pay on {b}", "black friday {a} percent off {b} what's the price"),
        ("take* {a} percent off {b}", "knock* {a} percent off {b}", "reduce* {b} by {a} percent", "decrease* {b} by {a} percent", "deduct* {a} percent from {b}",
        "lower* {b} by {a} percent", "apply* a {a} percent discount to {b}", "cut* {b} by {a} percent",
        "shave* {a} percent off {b}", "slash* {b} by {a} percent", "discount* {b} by {a} percent")),
    Family("percent_more", _n(lambda a, b: rounded(f"{b} * (1 + {a} / 100)", 2), percent, price), ("what's {b} plus {a} percent", "{b} plus {a} percent", "what's {b} (with|including|after adding) {a} percent (tax|vat|service|interest|more|extra|added)",
        "if {b} (goes up|rises|increases|grows) by {a} percent what is it", "{b} <money> plus {a} percent (tax|vat|service|sales tax|interest|)", "how much is {b} with {a} percent (tax|vat|sales tax|service charge)",
        "what is {b} <money> and {a} percent on top", "{b} increased by {a} percent", "{a} percent more than {b}", "{b} with {a} percent added", "what's the total for {b} with a {a} percent tip",
        "it's {b} <money> before tax and tax is {a} percent what's the total", "my rent was {b} and it's going up {a} percent what will it be", "i earn {b} and get a {a} percent raise what do i make then", "what does {b} come to once {a} percent (tax|vat) is on", "the price of {b} went up {a} percent what is it now", "with {a} percent (tax|vat|service) on top how much is {b}", "what will {b} be after a {a} percent (rise|increase)",
        "what do i pay if they add {a} percent to {b}", "{b} before (tax|vat) at {a} percent what's the price with (tax|vat)",
        "it costs {b} and they add {a} percent (service|vat|tax) what's the total", "how much is {b} if it gets {a} percent more expensive",
        "prices rise {a} percent so what does a {b} <money> <one_thing> cost then", "my pay is {b} and i'm getting {a} percent more what will i be on",
        "if my wage of {b} rises {a} percent what is it", "what's {b} marked up by {a} percent", "{b} and another {a} percent on top", "{b} went up by {a} percent how much is it now"),
        ("add* {a} percent to {b}", "add* {a} percent (vat|tax|service) to {b}", "increase* {b} by {a} percent", "raise* {b} by {a} percent", "put* {a} percent on {b}",
        "add* {a} percent on top of {b}", "mark* {b} up by {a} percent", "bump* {b} up {a} percent",
        "stick* {a} percent on top of {b}", "up* {b} by {a} percent", "grow* {b} by {a} percent")),
    Family("percent_change", _n(lambda a, b: rounded(f"({b} - {a}) / {a} * 100"), small_num := (lambda rng: whole(rng, 2, 500)), small_num), ("what's the percentage (change|increase|difference) from {a} to {b}", "percent change from {a} to {b}",
        "by what percent(age|) does {a} (grow|rise|increase|change|drop|fall) to (become|get to|reach|) {b}", "from {a} to {b} is what percent(age|) (change|increase|decrease|rise)", "how many percent is it from {a} to {b}",
        "what is the percentage decrease from {a} to {b}", "it went from {a} to {b} what percent is that", "{a} to {b} as a percentage change", "percentage increase from {a} to {b}",
        "my rent went from {a} to {b} what's the percentage (change|increase)", "it was {a} and now it's {b} what percent(age|) change is that", "the price (rose|went|moved|changed) from {a} to {b} by what percent", "what's the change from {a} to {b} in percent", "used to be {a} now it's {b} how many percent is the change", "if {a} becomes {b} what percent(age|) is the change", "how many percent up or down is {b} from {a}",
        "i weighed {a} and now i weigh {b} what's the change in percent", "we had {a} visitors last year and {b} this year what's the percentage change",
        "sales went from {a} to {b} by what percent did they change", "going from {a} to {b} is a change of how many percent", "how big is the change from {a} to {b} as a percentage",
        "in percent how much did it change from {a} to {b}", "the shares were {a} and are now {b} what percent(age|) change is that", "what percent up or down is it from {a} to {b}",
        "if the value moves from {a} to {b} how many percent is that"),
        ("<compute> the percent(age|) change from {a} to {b}", "work* out the change from {a} to {b} in percent", "find* the percentage increase from {a} to {b}",
        "give* me the percentage change between {a} and {b} going from {a}", "tell* me by how many percent {a} has to change to be {b}")),
    Family("what_percent", _n(lambda a, b: rounded(f"{a} / {b} * 100"), lambda rng: whole(rng, 1, 200), lambda rng: whole(rng, 2, 400)), ("what percent(age|) of {b} is {a}", "{a} is what percent(age|) of {b}", "what's {a} out of {b} as a percentage",
        "{a} out of {b} as a percent(age|)", "i got {a} out of {b} what percent(age|) is that", "what percent is {a} of {b}", "{a} out of {b} in percent", "express {a} (over|out of) {b} as a percentage",
        "how many percent is {a} of {b}", "my score is {a} out of {b} what's my percentage", "{a} of {b} is what percent",
        "i scored {a} out of {b} how many percent", "{a} of the {b} <people> (came|said yes|are here) what percent is that", "if i've done {a} of {b} what percent is done", "{b} <thing> and {a} are (bad|gone|broken) what percentage is that", "how much of {b} is {a} in percent", "out of {b} {a} is what percent", "as a percentage of {b} what is {a}",
        "how many percent is {a} out of {b}", "what share of {b} is {a} in percent", "i got {a} questions right out of {b} what's that in percent",
        "{a} marks out of {b} what percent(age|) did i get", "we've raised {a} of the {b} we need what percent(age|) is that", "what percentage does {a} make (up|) of {b}",
        "if {a} of {b} <people> vote yes what percentage is that", "{a} over {b} as a percentage", "i've read {a} of {b} pages what percent(age|) have i read",
        "{a} from a total of {b} is what percent"),
        ("turn* {a} out of {b} into a percentage", "work* out what percent(age|) {a} is of {b}", "express* {a} as a percentage of {b}",
        "give* me {a} out of {b} as a percentage", "convert* {a} out of {b} to a percentage")),
    Family("tip", _n(lambda a, b: rounded(f"{b} * {a} / 100", 2), percent, price), ("what's a {a} percent tip on {b} [<money>]", "how much is a {a} percent tip (on|for) [a] [bill of] {b} [<money>]", "how much should i tip on {b} at {a} percent",
        "{a} percent tip on {b}", "tip {a} percent on [a] {b} [<money>] [bill|meal|dinner|check]", "how much (tip|do i tip) on {b} <money> at {a} percent", "the bill is {b} what's a {a} percent tip", "what's the tip on {b} at {a} percent",
        "dinner was {b} how much is a {a} percent tip", "what is the tip for {b} if i (leave|give|pay) {a} percent", "what would {a} percent tip be on {b}", "{a} percent gratuity on {b}", "what tip should i leave on {b} if i want to tip {a} percent",
        "a bill of {b} and i want to leave {a} percent what's the tip", "the (bill|check|meal|taxi) came to {b} how much do i leave for a tip of {a} percent", "how much is the tip if the bill's {b} and i tip {a} percent", "at {a} percent what tip goes on {b}", "we spent {b} <money> on dinner what tip is {a} percent", "i want to tip the (waiter|waitress|driver|barber) {a} percent on {b} how much is that", "{b} <money> bill {a} percent tip how much is the tip",
        "what does a {a} percent tip on {b} come to", "what do i tip on a {b} <money> bill at {a} percent", "how big is a {a} percent tip on {b}",
        "the pizza cost {b} what's a tip of {a} percent", "a tip of {a} percent on {b} is how much", "my haircut was {b} what's {a} percent for a tip",
        "for a {b} <money> taxi ride what's a {a} percent tip", "lunch cost us {b} what do i leave as a {a} percent tip", "if the check is {b} how much is {a} percent for the tip",
        "if i tip {a} percent on {b} how much is the tip"),
        ("<compute> a {a} percent tip on {b}", "work* out {a} percent tip on a bill of {b}",
        "figure* out the tip on {b} at {a} percent", "calculate* a {a} percent tip for {b}",
        "give* me the {a} percent tip for {b}", "tell* me how much to tip on {b} at {a} percent")),
    Family("tip_total", _n(lambda a, b: rounded(f"{b} * (1 + {a} / 100)", 2), percent, price), ("what's the total with a {a} percent tip on {b}", "how much altogether is {b} with a {a} percent tip", "{b} <money> plus a {a} percent tip", "what's {b} including a {a} percent tip",
        "how much in total if i tip {a} percent on {b}", "what do i pay in all for {b} with {a} percent tip",
        "{b} with a {a} percent tip what's the total", "the bill is {b} and i'm tipping {a} percent what do i pay altogether", "how much do i hand over for a {b} <money> bill with {a} percent tip", "dinner was {b} plus {a} percent tip what's the total", "what does {b} come to (with|including) a {a} percent tip", "bill of {b} and {a} percent gratuity how much in all", "if i leave a {a} percent tip on top of a {b} <money> bill what's the total",
        "what's the whole bill if it's {b} plus {a} percent tip", "what's my total for a {b} <money> meal with a {a} percent tip", "{b} and a {a} percent tip how much is that together",
        "with a {a} percent tip what do i pay in total for {b}", "i'll tip {a} percent on {b} what's the total", "lunch was {b} and we're adding a {a} percent tip what's the full amount",
        "what will the {b} <money> bill be with the {a} percent tip included", "all in with {a} percent tip how much is {b}",
        "including a tip of {a} percent what does a bill of {b} come to"), ("add* a {a} percent tip to {b}",
        "work* out the total for {b} with a {a} percent tip", "put* a {a} percent tip on top of {b}", "total* {b} with a {a} percent tip",
        "tell* me the total of {b} with a {a} percent tip on top", "include* a {a} percent tip in a bill of {b}")),
    Family("split", _n(lambda a, b: rounded(f"{a} / {b}", 2), price, lambda rng: whole(rng, 2, 12)), ("split {a} <money> (between|among|by|across|with|amongst) {b} <people>", "what's {a} <money> split {b} ways", "{a} <money> (between|among|shared by|split between) {b} <people>",
        "how much (each|does each person pay|do we each pay|is it each|per person|a head|apiece) if {b} of us split {a}", "{a} <money> shared (between|among|by) {b} <people>", "how much does everyone (pay|get|owe) if {a} is split {b} ways",
        "if {b} <people> share {a} <money> how much (does each get|do they each get|each|is that each)", "the bill is {a} and there are {b} of us", "we are {b} <people> and the bill is {a} how much each", "{b} <people> {a} <money> how much each",
        "the bill came to {a} split {b} ways", "what do we each owe if the bill is {a} and there's {b} of us", "dinner was {a} for {b} <people> what's each share", "how much per person is {a} for {b} <people>",
        "i've got {a} <thing> for {b} <people> how many each", "{a} <thing> between {b} <people> how many do they get each", "share {a} <thing> equally between {b} <people>",
        "i've got {a} <thing> and {b} <people> how many (each|do they each get)", "we owe {a} and there are {b} of us what do i pay", "{b} of us owe {a} what's my share", "the taxi was {a} and we were {b} what does each pay", "rent is {a} between {b} <people> what do i pay", "if the (bill|present|meal|rent) is {a} and {b} <people> chip in how much each", "we won {a} <money> and there are {b} of us how much do we each get",
        "how much does each of us put in if {b} of us pay {a}", "we need to go {b} ways on {a} what's each share", "{a} <money> split evenly by {b} what's that each",
        "there are {b} of us and it cost {a} how much is it each", "if we all pay the same and it's {a} for {b} <people> how much do i pay",
        "the hotel is {a} for {b} <people> what's that a head", "the gift cost {a} and {b} of us are chipping in what's it each",
        "{b} <people> sharing {a} <thing> how many does everyone get", "dividing {a} <money> between {b} <people> what does each get", "what's each person's share of {a} between {b}",
        "petrol was {a} and there were {b} in the car how much each"),
        ("split* {a} <money> (between|among|by) {b} <people>", "divide* {a} <money> (between|among|by) {b} <people>", "share* {a} (between|among) {b} <people>", "split* {a} {b} ways", "split* a bill of {a} (between|by|among) {b} <people>",
        "work* out each share if {b} <people> split {a}", "divide* a bill of {a} {b} ways",
        "go* {b} ways on a bill of {a}", "share* {a} <money> out evenly to {b} <people>", "deal* {a} <thing> out to {b} <people>")),
    Family("square", _n(lambda a: f"print({a} ** 2)" if "." not in a else rounded(f"{a} ** 2"), number), ("<whatis> {a} squared", "{a} squared", "what is the square of {a}", "the square of {a}", "{a} square", "{a} to the power of 2", "{a} to the second power", "what is {a} to the power 2",
        "what's {a} times itself", "{a} times itself", "{a} multiplied by itself", "{a} to the 2", "how much is {a} squared",
        "what do you get if you square {a}", "what do you get when you multiply {a} by itself", "a square with sides of {a} what's its area", "what's the second power of {a}", "if i square {a} what is it", "area of a square with side {a}",
        "what does {a} squared come to", "{a} squared is what", "what would {a} squared be", "what number do you get by squaring {a}", "what comes out if you square {a}",
        "{a} raised to the power of two"), ("square* [the number] {a}", "multiply* {a} by itself",
        "find* the square of {a}", "take* the square of {a}",
        "raise* {a} to the power of 2", "times* {a} by itself", "work* out {a} squared")),
    Family("cube", _n(lambda a: f"print({a} ** 3)", lambda rng: whole(rng, 2, 50)), ("<whatis> {a} cubed", "{a} cubed", "what is the cube of {a}", "the cube of {a}", "{a} to the power of 3", "{a} to the third power", "{a} to the third", "how much is {a} cubed", "{a} cube",
        "what do you get if you cube {a}", "what's {a} to the power 3", "what's the volume of a cube with sides of {a}", "what's the third power of {a}", "if i cube {a} what is it", "volume of a cube {a} on each side",
        "{a} cubed is what", "what does {a} cubed come to", "what would {a} cubed be", "how many little cubes in a big cube {a} by {a} by {a}", "{a} to the power of three",
        "what number do you get by cubing {a}", "what comes out if you cube {a}"), ("cube* [the number] {a}",
        "find* the cube of {a}", "take* the cube of {a}", "raise* {a} to the third power",
        "work* out {a} cubed", "raise* {a} to the power of 3")),
    Family("power", _n(lambda a, b: f"print({a} ** {b})", lambda rng: whole(rng, 2, 20), lambda rng: whole(rng, 2, 20)), ("<whatis> {a} to the power of {b}", "{a} to the power [of] {b}", "{a} to the {b}", "{a} to the {b}th [power]", "what's {a} to the {b}th [power]", "{a} raised to [the power of] {b}",
        "{a} raised to the power {b}", "{a} power {b}", "what is {a} to the {b}", "the {b}th power of {a}", "{a} to power of {b}", "what's {a} raised to the {b}th",
        "what do you get if you raise {a} to the power of {b}", "if {a} is the base and {b} the exponent what's the result", "{a} with [an] exponent [of] {b}", "how much is {a} to the power of {b}", "what is the {b}th power of {a}", "{a} to the power of {b} is what",
        "what does {a} to the power of {b} come to", "if you raise {a} to the {b}th power what is it", "{a} raised to the {b}th power", "{a} to the power of {b} comes to what",
        "{a} hat {b}", "{a} caret {b}", "exponent {b} base {a}", "what would {a} to the power of {b} be"), ("raise* {a} to the power [of] {b}", "raise* {a} to the {b}th power",
        "take* {a} to the power of {b}", "find* the {b}th power of {a}",
        "compute* {a} to the power of {b}", "work* out {a} to the {b}th")),
    Family("root", _root, ("<whatis> the square root of {a}", "square root of {a}", "what is the square root of {a}", "the root of {a}", "what's the root of {a}", "root {a}", "what number squared (is|gives|makes) {a}", "square root {a}", "sqrt of {a}", "what times itself is {a}",
        "what's square root of {a}", "what is the sq root of {a}", "{a} square root",
        "what do you square to get {a}", "which number times itself (makes|gives|is) {a}", "how long is the side of a square with area {a}", "the square root of {a} is what", "a square has an area of {a} how long is one side", "what multiplied by itself (makes|gives) {a}", "how much is the square root of {a}",
        "how big is one side of a square garden that covers {a}", "what does the square root of {a} come to", "what would the square root of {a} be", "the square root of {a} please",
        "{a} is the square of what", "{a} is what number squared", "what is {a} to the power of a half", "my square room has a floor of {a} how long is a wall",
        "what goes into {a} as many times as itself", "can you do the square root of {a}"), ("<compute> the square root of {a}", "take* the square root of {a}", "find* the square root of {a}",
        "square* root {a}", "work* out the root of {a}",
        "get* the square root of {a}", "give* me the root of {a}")),
    Family("cube_root", _cube_root, ("<whatis> the cube root of {a}", "cube root of {a}", "third root of {a}", "what number cubed (is|gives|makes) {a}", "what's the cubed root of {a}",
        "what do you cube to get {a}", "how long is the side of a cube with volume {a}", "the cube root of {a} is what", "which number cubed is {a}", "how much is the cube root of {a}", "cubic root of {a}",
        "{a} is the cube of what", "{a} is what number cubed", "a cube holds {a} how long is an edge", "what does the cube root of {a} come to", "what would the cube root of {a} be",
        "the cube root of {a} please", "what's the edge of a cube whose volume is {a}", "what number used three times in a multiplication makes {a}"), ("<compute> the cube root of {a}", "find* the cube root of {a}",
        "take* the cube root of {a}", "work* out the third root of {a}",
        "get* the cube root of {a}", "give* me the third root of {a}")),
    Family("factorial", _n(lambda a: f"import math\nprint(math.factorial({a}))", lambda rng: whole(rng, 3, 25)), ("<whatis> {a} factorial", "{a} factorial", "what is the factorial of {a}", "factorial of {a}", "factorial {a}", "how many ways can {a} <people> line up", "in how many ways can i arrange {a} <thing>",
        "how many ways are there to order {a} <thing>", "how many ways can you arrange {a} different <thing>",
        "how much is {a} factorial", "in how many different orders can {a} <thing> go", "how many permutations of {a} <thing> are there", "{a} factorial is what", "what do you get if you multiply everything from 1 to {a}", "how many ways can you shuffle {a} cards",
        "{a} exclamation mark in maths", "{a} with the exclamation mark what's that in maths", "what does {a} factorial come to", "what would {a} factorial be",
        "how many ways can {a} <people> sit in a row", "how many different ways are there to put {a} books on a shelf", "how many ways to put {a} <thing> in a row",
        "in how many orders can {a} runners finish a race", "{a} times every whole number below it down to 1"), ("<compute> {a} factorial", "<compute> the factorial of {a}", "calculate* {a} factorial",
        "multiply* all the numbers from 1 (to|up to) {a}", "find* the factorial of {a}", "work* out {a} factorial",
        "multiply* {a} by every whole number below it", "tell* me {a} factorial")),
    Family("average", _list(lambda v: f"xs = [{v}]\n{rounded('sum(xs) / len(xs)')}"), ("<whatis> the <avg> of {l}", "the <avg> of {l}", "<avg> of {l}", "what's the <avg> of [the numbers] {l}", "what is {l} on average", "the mean of {l} is what", "my (scores|marks|grades|times) are {l} what's my average", "what do {l} average out (to|at)",
        "i (got|scored) {l} what's the average", "what {l} average",
        "if i got {l} what's my average", "what's the mean if the numbers are {l}", "{l} what's the average", "our ages are {l} what's the average age", "my last (games|runs|bills|tests) were {l} what's the average", "the temperatures were {l} what's the mean", "if you average {l} what do you get",
        "what's my average with {l}", "on average how much is {l}", "taking {l} what's the mean", "what would the average of {l} be", "what's the average between {l}",
        "i slept {l} hours what's my average", "i walked {l} miles these days what's the average", "the kids are {l} what's their average age", "what do {l} come to on average",
        "the house prices are {l} what's the mean price"), ("<compute> the <avg> of {l}", "average* {l}", "average* out {l}", "find* the <avg> of {l}",
        "take* the <avg> of {l}", "work* out the average for {l}",
        "give* me the mean of {l}", "tell* me the average of {l}")),
    Family("total", _list(lambda v: rounded(f"sum([{v}])") if "." in v else f"print(sum([{v}]))"), ("<whatis> the <sum> of {l}", "the <sum> of {l}", "<sum> of {l}", "what do {l} add up to", "what's {l} all together", "what's {l} altogether", "{l} in total", "how much is {l} altogether", "what's {l} combined",
        "how much do {l} come to", "i spent {l} how much is that", "i bought things for {l} how much altogether", "what's the total if i have {l}",
        "i paid {l} what did i spend [in all|altogether]", "the items are {l} what's the bill", "what's the (grand total|total) for {l}", "{l} all added up", "{l} what's the total", "i ran {l} miles this week how far is that in all", "what do i owe for {l}",
        "what's the lot if i take {l}", "i have {l} how much have i got in all", "my bills are {l} how much is that all together", "the receipts say {l} what's the total",
        "what does {l} come to in total", "{l} all in all", "what do you get if you put {l} together", "the kids weigh {l} how much do they weigh together",
        "we collected {l} how much did we collect", "i did {l} hours this week how many hours is that altogether", "the shopping was {l} what's the sum"), ("add* [up] {l}", "add* {l} together", "sum* [up] {l}", "total* [up] {l}", "tot* up {l}", "<compute> the <sum> of {l}",
        "tally* up {l}", "work* out the total of {l}", "sum* these numbers {l}",
        "put* {l} together and tell me the total", "count* {l} all together", "run* up the total for {l}")),
    Family("median", _list(lambda v: f"import statistics\nprint(statistics.median([{v}]))"), ("<whatis> the median of {l}", "median of {l}", "what's the middle (value|number) of {l}", "the median of {l}",
        "if you line up {l} which is in the middle", "which of {l} is the middle one", "what's the median if the numbers are {l}", "{l} what's the median", "what number sits in the middle of {l}", "the median of {l} is what",
        "what's the median out of {l}", "what is the median for {l}", "in the numbers {l} what's the median", "if i sort {l} what's in the middle", "the times were {l} what's the median",
        "our ages are {l} what's the median", "what's the middle one when you sort {l}", "half are above and half are below which value is that for {l}"), ("<compute> the median of {l}", "find* the median of {l}",
        "work* out the median of {l}", "pick* the middle value of {l}",
        "give* me the median of {l}", "get* the median from {l}")),
    Family("product", _list(lambda v: f"import math\nprint(math.prod([{v}]))"), ("<whatis> the product of {l}", "product of {l}", "what's {l} (all multiplied|multiplied) together",
        "{l} all multiplied [together]", "what do you get if you multiply {l} together", "what's the product if the numbers are {l}", "{l} what's the product", "if i multiply all of {l} what do i get", "the product of {l} is what",
        "what's the result of multiplying {l}", "how much is {l} when you multiply them all", "what do {l} multiply to", "{l} all timesed together", "what's {l} timesed together",
        "what do {l} come to if you multiply them", "if you times {l} together what do you get", "what would the product of {l} be"), ("multiply* {l} [together]", "multiply* together {l}", "<compute> the product of {l}",
        "find* the product of {l}", "multiply* all of these {l}",
        "times* {l} all together", "get* the product of {l}", "give* me the product of {l}")),
    Family("maximum", _list(lambda v: f"print(max([{v}]))"), ("<whatis> the <big> (of|out of|among|from) {l}", "which is (bigger|larger|greater|the biggest|the largest|higher|more) {l}", "the <big> [number|one] (of|in|out of) {l}", "which of {l} is the (biggest|largest|highest)", "what's the <big> number [in|out of|among] {l}", "out of {l} which is the (biggest|largest)",
        "{l} which is the biggest", "what's the most out of {l}", "the scores were {l} which was the highest", "the prices are {l} which is the most expensive", "which number is the (biggest|highest|largest) {l}", "if you have {l} which one is the (highest|largest|biggest)",
        "who is the oldest if the ages are {l}", "the bids are {l} which one is the highest", "my scores are {l} what's my best", "what's the top number in {l}",
        "what is the maximum if you've got {l}", "which one is the biggest out of {l}", "of {l} which is the greatest", "the temperatures were {l} what was the hottest",
        "which of these is the largest {l}", "how high does it go in {l}"),
        ("find* the <big> (of|number in|number out of) {l}", "pick* the <big> (of|from) {l}",
        "choose* the (biggest|largest|highest) of {l}", "get* the highest number from {l}",
        "tell* me the biggest of {l}", "give* me the maximum of {l}")),
    Family("minimum", _list(lambda v: f"print(min([{v}]))"), ("<whatis> the <sml> (of|out of|among|from) {l}", "which is (smaller|less|the smallest|the least|lower) {l}", "the <sml> [number|one] (of|in|out of) {l}", "which of {l} is the (smallest|lowest|least)", "what's the <sml> number [in|out of|among] {l}", "out of {l} which is the (smallest|lowest)",
        "{l} which is the smallest", "what's the least out of {l}", "the scores were {l} which was the lowest", "the prices are {l} which is the cheapest", "which number is the (smallest|lowest) {l}", "if you have {l} which one is the (lowest|smallest)",
        "who is the youngest if the ages are {l}", "the quotes are {l} which one is the cheapest", "the temperatures were {l} what was the coldest", "what's the bottom number in {l}",
        "what is the minimum if you've got {l}", "which one is the smallest out of {l}", "of {l} which is the lowest", "which of these is the smallest {l}",
        "the bids are {l} which one is the lowest", "how low does it go in {l}"),
        ("find* the <sml> (of|number in|number out of) {l}", "pick* the <sml> (of|from) {l}",
        "choose* the (smallest|lowest) of {l}", "get* the lowest number from {l}",
        "tell* me the smallest of {l}", "give* me the minimum of {l}")),
    Family("remainder", _n(lambda a, b: f"print({a} % {b})", lambda rng: whole(rng, 5, 999), lambda rng: whole(rng, 2, 30)), ("<whatis> the remainder (when|if) {a} is divided by {b}", "what's the remainder of {a} (divided by|over|by) {b}", "{a} mod {b}", "{a} modulo {b}", "what's left over when you divide {a} by {b}", "what remains if you divide {a} by {b}",
        "remainder of {a} divided by {b}", "what is {a} modulus {b}", "what's left over if i (split|share|divide) {a} <thing> (between|among|by) {b} <people>", "how many are left over if {b} <people> share {a} <thing>", "when you divide {a} by {b} what is the remainder", "{a} divided by {b} what's the remainder",
        "what's the rest of {a} divided by {b}", "i've {a} <thing> and {b} <people> how many are left over",
        "{a} <thing> into (bags|boxes) of {b} how many are left over", "how many don't fit if i pack {a} <thing> in boxes of {b}", "how many <thing> remain if {a} are shared equally by {b} <people>", "if {a} <thing> go in rows of {b} how many are left at the end", "{a} divided by {b} leaves what", "what does {a} leave when divided by {b}",
        "what's the leftover from {a} divided by {b}", "i share {a} <thing> equally among {b} <people> what's left for me",
        "after filling boxes of {b} with {a} <thing> how many are left over", "if {a} <people> make teams of {b} how many are left without a team",
        "how much is left over when {b} goes into {a}", "in whole numbers {a} over {b} leaves what remainder", "what remainder do you get from {a} divided by {b}",
        "what's left when you take {b} from {a} as often as you can", "{a} percent sign {b} in python"), ("<compute> {a} mod {b}", "find* the remainder of {a} divided by {b}",
        "work* out the remainder of {a} over {b}", "get* the remainder when {a} is divided by {b}", "take* {a} modulo {b}",
        "give* me {a} modulo {b}", "divide* {a} by {b} and tell me the remainder", "say* what's left over when {a} is divided by {b}")),
    Family("unit_price", _n(lambda a, b: rounded(f"{b} / {a}", 2), lambda rng: whole(rng, 2, 40), price), ("if {a} <thing> cost {b} how much is one", "{a} <thing> cost {b} <money> what does one cost", "what's the price of one if {a} cost {b}", "how much is one <one_thing> if {a} [of them] cost {b}", "{a} for {b} <money> how much each", "{a} <thing> for {b} how much is each one", "{b} <money> for {a} <thing> how much (apiece|each|per <one_thing>|is one)",
        "a pack of {a} is {b} how much is that each", "i paid {b} for {a} <thing> how much each", "{b} for a pack of {a} what's the unit price", "what's the cost per <one_thing> if {a} <thing> are {b}",
        "{a} <thing> cost {b} what does 1 cost", "if i pay {b} for {a} what's that each", "{a} <thing> came to {b} how much was each one", "{b} <money> buys {a} <thing> what's the price of one", "i bought {a} <thing> and paid {b} what did each cost", "a box of {a} costs {b} how much per <one_thing>", "at {b} for {a} how much is a single one", "i earned {b} in {a} hours what's my hourly (rate|pay|wage)", "they want {b} for {a} <thing> what's that apiece",
        "what's the price per <one_thing> when {a} <thing> cost {b}", "what's one worth if {a} go for {b}", "{a} <thing> are {b} so how much is a single one",
        "they sell {a} <thing> for {b} what's the price of a single <one_thing>", "how much per <one_thing> if i get {a} for {b}", "for {b} i got {a} <thing> what's that per <one_thing>",
        "how much am i paying for each if {a} <thing> cost {b}", "i spent {b} on {a} <thing> what's that per <one_thing>", "a bag of {a} <thing> is {b} how much for just one",
        "{a} for {b} what does a single one cost", "the {a} nights came to {b} what's that per night", "i got paid {b} for {a} hours what's that an hour")),
    Family("cost", _n(lambda a, b: rounded(f"{a} * {b}", 2), lambda rng: whole(rng, 2, 40), price), ("how much (is|are|for) {a} <thing> at {b} <money> [each|apiece|a piece|per piece]", "what do {a} <thing> cost at {b} [<money>] (each|apiece|a piece)", "if one <one_thing> costs {b} how much (are {a}|do i pay for {a}|is it for {a}|do {a} cost)", "{a} <thing> at {b} each", "{a} times {b} (pounds|dollars|euros|quid|bucks)",
        "i buy {a} <thing> at {b} each what's the total", "if a <one_thing> costs {b} what do {a} cost", "i need {a} <thing> and they're {b} each", "a <one_thing> is {b} <money> how much for {a}", "what's the total for {a} <thing> at {b}", "{a} <thing> cost {b} each how much altogether", "how much would {a} <thing> be at {b} each", "if i buy {a} <thing> for {b} each how much do i pay",
        "i worked {a} hours at {b} an hour what do i earn", "{a} hours at {b} <money> an hour", "{a} at {b} is how much", "they're {b} each and i want {a} what do i pay", "{b} <money> a ticket for {a} tickets what's the total", "{a} nights at {b} <money> a night what's the total", "one costs {b} so what do {a} cost", "if i get paid {b} an hour and work {a} hours what do i make", "{a} kilos at {b} <money> a kilo", "at {b} each what do {a} <thing> come to",
        "{a} <thing> and each one is {b} what do i owe", "i'm buying {a} <thing> at {b} a go how much is it", "every <one_thing> costs {b} and i need {a} how much do i need",
        "at {b} apiece how much are {a} <thing>", "what's the price of {a} if one is {b}", "the tickets are {b} and we need {a} what will it cost",
        "how much do i need for {a} <thing> at {b} each", "{b} for one <one_thing> so what's {a} of them", "how much for {a} at {b} a pop",
        "i babysat {a} hours for {b} an hour how much do i get", "we stayed {a} nights at {b} a night what's the bill", "if a lesson costs {b} what do {a} lessons cost")),
    Family("groups", _n(lambda a, b: f"print({a} * {b})", lambda rng: whole(rng, 2, 60), lambda rng: whole(rng, 2, 60)), ("if i have {a} (boxes|bags|packs|rows|trays|shelves|crates|tables) of {b} <thing> how many (is that|do i have|are there|is it altogether|in total)", "there are {a} (boxes|bags|rows|tables|shelves|buses|rooms) with {b} <thing> each how many altogether", "{a} (rows|boxes|bags|packs|trays) of {b} how many is that",
        "{a} <people> with {b} <thing> each how many [in total|altogether]", "i have {a} packs of {b} <thing> how many in all", "if {a} <people> each (eat|have|buy|bring|read|get) {b} <thing> how many is that", "i (read|walk|run|drink|do|save|spend|earn) {a} a day how many in {b} days", "i (save|spend|earn|make|pay) {a} a (day how much is that in {b} days|week how much is that in {b} weeks|month how much is that in {b} months)", "{a} a (day for {b} days|week for {b} weeks|month for {b} months)",
        "{a} <people> and everyone gets {b} <thing> how many do i need", "each of the {a} (boxes|bags|tables|rows) has {b} <thing> how many is that", "how many <thing> are in {a} (boxes|bags|packs|trays) of {b}", "we need {b} <thing> for each of {a} <people> how many is that", "how far do i get in {a} hours at {b} miles an hour", "if there are {b} in a box how many are in {a} boxes", "i drink {a} cups a day how many is that in {b} days", "with {a} rows and {b} seats in each row how many seats",
        "each box holds {a} <thing> and i have {b} boxes how many <thing>", "{a} <people> bring {b} <thing> each how many are there",
        "there are {a} classes with {b} kids in each how many kids", "{a} plates with {b} <thing> on each how many is that",
        "if everyone of the {a} <people> has {b} <thing> how many are there", "{a} <thing> for each of {b} <people> how many do i buy",
        "if a page has {a} lines and there are {b} pages how many lines", "a bus seats {a} and there are {b} buses how many seats", "i do {a} push ups a day how many is that in {b} days",
        "i knit {a} rows a day how many rows in {b} days", "with {a} eggs in a tray how many in {b} trays")),
    Family("speed", _n(lambda a, b: rounded(f"{a} / {b}"), lambda rng: whole(rng, 20, 900), lambda rng: whole(rng, 2, 15)), ("if i drive {a} (miles|kilometers|km) in {b} hours how fast am i going", "{a} (miles|kilometers|km) in {b} hours what's the average speed", "how fast is {a} (miles|kilometers) in {b} hours", "what speed is {a} (miles|kilometers) in {b} hours",
        "how many days for {a} pages at {b} pages a day", "how many (days does it take to save {a} at {b} a day|weeks does it take to save {a} at {b} a week)", "how many boxes do {a} <thing> fill at {b} a box", "how many hours to drive {a} (miles|kilometers) at {b} an hour", "how long does it take to do {a} at {b} a day",
        "i drove {a} (miles|kilometers) and it took {b} hours how fast was that", "it takes {b} hours to go {a} miles what's my speed", "how long do {a} miles take at {b} miles an hour", "{a} pages at {b} a day how many days is that", "i want to save {a} and put away {b} a week how many weeks is that", "if i do {b} a day how long until i've done {a}", "a train goes {a} miles in {b} hours how fast is it", "{a} <thing> at {b} a day how many days do they last",
        "how fast do i have to go to do {a} miles in {b} hours", "we covered {a} (miles|kilometers) in {b} hours what was our speed",
        "if i went {a} miles in {b} hours how many miles an hour is that", "{b} hours for {a} (miles|kilometers) how fast is that",
        "what's my average speed for {a} (miles|kilometers) in {b} hours", "if the trip is {a} miles and i drive {b} miles an hour how long does it take",
        "the book has {a} pages and i read {b} a day how many days do i need", "a plane flew {a} miles in {b} hours what was its speed",
        "i owe {a} and pay back {b} a month how many months will it take", "i've got {a} <thing> and use {b} a day how long will they last")),
    Family("change", _n(lambda a, b: rounded(f"{b} - {a}", 2), price, lambda rng: rng.choice(("5", "10", "20", "50", "100"))), ("what's my change from {b} if i spend {a}", "how much change do i get from {b} [<money>] (for|if it costs|if i spend|if i pay) {a}", "i pay {a} with a {b} <money> note what's the change", "change from {b} for {a}", "i gave {b} for something that costs {a} how much change", "if i pay with a {b} and it costs {a} what do i get back", "how much do i get back from {b} if it's {a}", "i've got {b} (pounds|dollars|euros|quid|bucks) and spend {a} how much is left",
        "it's {a} and i've given {b} what's my change", "i hand over {b} for {a} what do i get back", "what change do i get if i pay {a} with a {b}", "the shopping was {a} and i paid with a {b} how much comes back", "{a} out of a {b} (pound|dollar|euro) note what's the change", "from a {b} how much change for {a}", "i gave the (shop|driver|cashier) {b} for a {a} <money> <one_thing> what's my change", "if i buy something for {a} what's left of my {b}",
        "i paid {b} and it was {a} what do they owe me", "what's left of a {b} (pound|dollar|euro) note after spending {a}", "i have a {b} and spend {a} what's left",
        "{a} paid with {b} what's the change", "if something is {a} and i hand over {b} what's the change", "out of {b} for {a} what do i get back",
        "the total is {a} and they gave me a {b} how much change do i give", "the customer owes {a} and hands me {b} what change do i give",
        "the coffee was {a} and i paid with a {b} what's my change", "my lunch was {a} how much change from a {b}", "how much do i get back if i give them {b} for a {a} <money> <one_thing>")),
    Family("fraction", _fraction, ("<whatis> {f} of {a}", "{f} of {a}", "how much is {f} of {a} [<money>]", "what's {f} of {a} <thing>", "i ate {f} of {a} <thing> how many is that", "{f} of {a} is what",
        "if {f} of the {a} <people> (leave|come|agree) how many is that", "what would {f} of {a} be", "{a} what's {f} of that", "out of {a} how much is {f}", "how many is {f} of {a}", "what does {f} of {a} come to",
        "if i take {f} of {a} how much do i get", "how big is {f} of {a}", "{f} of my {a} <thing> are gone how many is that", "i've done {f} of the {a} pages how many is that",
        "{f} of the {a} guests said yes how many is that", "if i save {f} of my {a} a month how much is that", "what's {f} out of {a}", "i need {f} of {a} how much is that",
        "the recipe says {a} and i'm making {f} of it how much do i need"), ("<compute> {f} of {a}", "take* {f} of {a}",
        "work* out {f} of {a}", "find* {f} of {a}", "calculate* {f} of {a}",
        "tell* me what {f} of {a} is", "give* me {f} of {a}")),
    Family("halve", _n(lambda a: rounded(f"{a} / 2"), number), ("what's half {a}", "half {a}", "half of {a}", "what is {a} halved", "{a} halved", "{a} in half", "what's {a} cut in half",
        "how much is half of {a}", "half of {a} is what", "what do you get if you halve {a}", "{a} split down the middle", "if i cut {a} in half how big is each bit", "{a} divided in two",
        "what's {a} split in two", "what is {a} divided into two halves how big is one", "half as much as {a} is what", "we go halves on {a} what do i pay",
        "the recipe says {a} and i'm making half what do i need", "what does half of {a} come to", "half price of {a} is what"), ("halve* {a}", "cut* {a} in half", "divide* {a} in half", "split* {a} in half", "split* {a} in two",
        "take* half of {a}", "work* out half of {a}",
        "give* me half of {a}", "go* halves on {a}")),
    Family("multiple", _multiple, ("what's {f} {a}", "{f} {a}", "what is {f} {a}", "how much is {f} {a}", "{f} of {a}",
        "{f} {a} is what", "how many is {f} {a}", "what would {f} {a} be", "what does {f} {a} come to", "i had {a} and want {f} that how much is it", "the recipe says {a} and i'm making {f} that what do i need",
        "what's {f} as much as {a}", "if i want {f} {a} how much is that", "what number is {f} {a}", "if it's {f} as big as {a} how big is it", "i need {f} {a} how much is that",
        "{f} the {a} please", "my {a} becomes {f} that how much is it", "the price was {a} and now it's {f} that what is it"), ("<compute> {f} {a}",
        "work* out {f} {a}", "calculate* {f} {a}",
        "tell* me {f} {a}", "give* me {f} {a}")),
    Family("doubled", _n(lambda a: f"print({a} * 2)" if "." not in a else rounded(f"{a} * 2"), number), ("what's {a} doubled", "{a} doubled", "what do i get if i double {a}",
        "what do you get when you double {a}", "if {a} doubles what is it", "{a} and the same again", "i have {a} and double it what have i got", "what's {a} when it's doubled", "{a} multiplied by two",
        "what's double the number {a}", "{a} twice over is how much", "two lots of {a} is what", "two {a}s are what", "i had {a} and it doubled what have i got",
        "the recipe says {a} and i'm doubling it what do i need"), ("double* [the number] {a}",
        "multiply* {a} by two", "work* out {a} doubled",
        "make* {a} twice as big", "take* {a} twice", "give* me {a} doubled")),
    Family("dozen", _n(lambda a: f"print({a} * 12)", lambda rng: whole(rng, 2, 20)), ("how many is {a} dozen", "what's {a} dozen", "how many <thing> in {a} dozen", "{a} dozen <thing> is how many", "how many <thing> are there in {a} dozen", "{a} dozen",
        "{a} dozen is how many", "{a} dozen makes how many", "if i buy {a} dozen <thing> how many do i have", "how many do i get in {a} dozen", "i ordered {a} dozen <thing> how many is that", "{a} boxes of a dozen <thing> how many is that",
        "{a} dozen eggs is how many eggs", "what does {a} dozen come to", "how many are {a} dozen <thing>", "i need {a} dozen <thing> how many pieces is that",
        "if a recipe needs {a} dozen <thing> how many do i buy", "how many single <thing> are there in {a} dozen", "{a} lots of a dozen is how many",
        "i baked {a} dozen <thing> how many is that", "{a} dozen in numbers"), (
        "tell* me how many {a} dozen is", "turn* {a} dozen into a number",)),
    Family("area", _n(lambda a, b: rounded(f"{a} * {b}"), lambda rng: rng.choice((whole(rng, 2, 60), decimal(rng))), lambda rng: whole(rng, 2, 60)), ("what's the area of a (room|rectangle|garden|wall|table|field|carpet|lawn) {a} by {b} [meters|feet]", "area of a rectangle {a} by {b}", "how big is a (room|field|garden) that is {a} by {b}", "a (room|rectangle|garden|wall) is {a} [meters|feet] by {b} [meters|feet] what's the area", "what is the area of a {a} by {b} (room|rectangle|garden)", "how many square (meters|feet) is {a} by {b}", "what's the surface of {a} by {b}",
        "how much carpet for a room {a} by {b}", "{a} wide and {b} long what's the area", "how much floor is there in a {a} by {b} room", "how many square meters of (carpet|turf|tiles) for {a} meters by {b} meters", "length {a} width {b} what's the area", "what area does a {a} by {b} rug cover",
        "if a (garden|wall|floor|plot) measures {a} by {b} what's its area", "what area is a {a} by {b} (lawn|patio|plot)", "how many square feet in a room that's {a} by {b}",
        "my (bedroom|kitchen|garden|lawn) is {a} by {b} how many square (meters|feet) is it", "i'm painting a wall {a} by {b} how much area is that",
        "what's the area when the sides are {a} and {b}", "how much turf for a lawn {a} by {b}", "{a} by {b} (meters|feet) how many square (meters|feet)",
        "the sides of the rectangle are {a} and {b} how big is the area"), ("<compute> the area of a rectangle {a} by {b}",
        "work* out the area of a {a} by {b} (room|wall|lawn)", "find* the area of a rectangle with sides {a} and {b}",
        "get* the area of a {a} by {b} floor", "tell* me the area of a rectangle with sides {a} and {b}")),
    Family("perimeter", _n(lambda a, b: rounded(f"2 * ({a} + {b})"), lambda rng: whole(rng, 2, 60), lambda rng: whole(rng, 2, 60)), ("what's the perimeter of a (rectangle|garden|room|field) {a} by {b}", "how long is the fence around a (garden|field) {a} by {b}", "perimeter of a {a} by {b} (rectangle|field|room)",
        "how far is it around a {a} by {b} (field|garden|park)", "how much fence do i need to go round a garden {a} by {b}", "what's the distance all the way around a rectangle {a} by {b}", "length {a} width {b} what's the perimeter", "my garden is {a} by {b} what's the perimeter", "how much skirting board for a room {a} by {b}",
        "if i walk round a field that's {a} by {b} how far do i walk", "how much edging for a lawn {a} by {b}", "what's the perimeter if the sides are {a} and {b}",
        "once around a {a} by {b} (garden|field|pitch) how far is that", "how long are all four sides of a {a} by {b} rectangle together",
        "how much string goes round a {a} by {b} (box|frame|picture)", "i'm fencing in a plot {a} by {b} how much fence is that", "how much frame do i need for a picture {a} by {b}",
        "perimeter {a} by {b}"), ("<compute> the perimeter of a rectangle {a} by {b}",
        "work* out the perimeter of a {a} by {b} (garden|room)", "find* the perimeter of a rectangle with sides {a} and {b}",
        "add* up all four sides of a {a} by {b} rectangle", "tell* me the perimeter of a {a} by {b} rectangle")),
    Family("circle", _n(lambda a: f"import math\n{rounded(f'math.pi * {a} ** 2')}", lambda rng: whole(rng, 1, 40)), ("what's the area of a circle with [a] radius [of] {a}", "area of a circle of radius {a}", "how big is a circle with radius {a}", "the area of a circle with a radius of {a} (meters|feet|inches|centimeters|)",
        "a circle has a radius of {a} what's its area", "if the radius is {a} what's the area of the circle", "how many square (meters|feet|inches) is a circle with radius {a}", "what area does a round (table|pond|rug) with radius {a} have", "pi times {a} squared", "the area of a round (pool|pond|pizza) with a radius of {a}",
        "what's the area inside a circle with radius {a}", "how much lawn is in a circle with a radius of {a}", "my round table has a radius of {a} what's its area",
        "a pizza with radius {a} has what area", "circle with radius {a} what's the area", "how much space does a round rug with radius {a} cover",
        "what's the area if the radius of the circle is {a}", "radius {a} what area does the circle have", "a sprinkler reaches {a} (meters|feet) all round what area does it water"), ("<compute> the area of a circle with radius {a}",
        "find* the area of a circle of radius {a}", "work* out the area of a circle with a {a} (meter|foot|inch) radius",
        "give* me the area of a circle whose radius is {a}", "tell* me how big a circle of radius {a} is")),
    Family("circumference", _n(lambda a: f"import math\n{rounded(f'2 * math.pi * {a}')}", lambda rng: whole(rng, 1, 40)), ("what's the circumference of a circle with [a] radius [of] {a}", "circumference of a circle of radius {a}", "how far around is a circle with radius {a}",
        "if the radius is {a} what's the circumference", "what's the distance around a circle of radius {a}", "how long is the edge of a round (table|pond|pool) with radius {a}", "the perimeter of a circle with radius {a}", "2 pi times {a}", "a wheel has radius {a} how far does it roll in one turn",
        "how far is it round a pond with radius {a}", "how long a rope goes around a circle of radius {a}", "radius {a} what's the circumference",
        "circle with radius {a} what's the circumference", "what's the way round a circle with radius {a}", "once round a roundabout with radius {a} how far is that",
        "how much edging goes round a circular (bed|pond|lawn) with radius {a}", "two times pi times {a}", "how long is a circle's edge when its radius is {a}"), ("<compute> the circumference of a circle with radius {a}",
        "find* the circumference of a circle of radius {a}", "work* out the distance round a circle with radius {a}",
        "give* me the circumference of a circle whose radius is {a}", "tell* me how far it is round a circle of radius {a}")),
    Family("hypotenuse", _n(lambda a, b: f"import math\n{rounded(f'math.hypot({a}, {b})')}", lambda rng: whole(rng, 2, 30), lambda rng: whole(rng, 2, 30)), ("what's the hypotenuse of a [right] triangle with sides {a} and {b}", "hypotenuse of {a} and {b}", "how long is the hypotenuse if the sides are {a} and {b}",
        "a right triangle has sides {a} and {b} how long is the longest side", "what's the long side of a right triangle with legs {a} and {b}", "if the short sides are {a} and {b} what's the hypotenuse", "how long is the diagonal of a rectangle {a} by {b}", "i walk {a} (miles|meters) north and {b} east how far am i from the start", "pythagoras with {a} and {b}",
        "legs {a} and {b} what's the hypotenuse", "what's the third side of a right triangle if the legs are {a} and {b}", "if a screen is {a} wide and {b} high what's the diagonal",
        "how long is the diagonal across a {a} by {b} field", "my tv is {a} by {b} what's the diagonal", "a ladder stands {a} from the wall and reaches {b} up how long is it",
        "how far is it corner to corner in a room {a} by {b}", "two sides at a right angle are {a} and {b} how long is the third",
        "as the crow flies how far is {a} miles east and {b} miles north"), ("<compute> the hypotenuse of a triangle with sides {a} and {b}",
        "work* out the hypotenuse for {a} and {b}", "find* the diagonal of a rectangle {a} by {b}",
        "use* pythagoras on {a} and {b}", "give* me the longest side of a right triangle with legs {a} and {b}")),
    Family("age", _n(lambda a, b: f"print({b} - {a})", lambda rng: whole(rng, 1920, 2015), lambda rng: whole(rng, 2016, 2050)), ("how old is someone born in {a} in {b}", "if i was born in {a} how old am i in {b}", "how many years (is it |are there |)(from|between) {a} (to|and|until) {b}", "someone born in {a} is how old in {b}", "i was born in {a} how old will i be in {b}", "how old will someone born in {a} be in {b}", "how many years from {a} to {b}",
        "what age is someone from {a} in {b}", "my (mum|dad|gran|nephew) was born in {a} how old is that in {b}", "in {b} how old is somebody born in {a}", "born in {a} how old in {b}", "what age do i turn in {b} if i was born in {a}", "a house built in {a} is how old in {b}", "if it's {b} and i was born in {a} what's my age",
        "how many years passed between {a} and {b}", "the car is from {a} how old is it in {b}", "what age was someone in {b} who was born in {a}",
        "we got married in {a} how many years is that in {b}", "i was born in {a} what age will i be in {b}", "grandad was born in {a} and it's {b} how old is he",
        "the company started in {a} how old is it in {b}", "how long is it from {a} to {b} in years", "if you're born in {a} how old are you in {b}",
        "in {b} what age is a person born in {a}"), (
        "work* out how old someone born in {a} is in {b}", "count* the years from {a} to {b}",)),
    Family("hcf", _n(lambda a, b: f"import math\nprint(math.gcd({a}, {b}))", lambda rng: str(rng.randint(2, 12) * rng.randint(2, 30)), lambda rng: str(rng.randint(2, 12) * rng.randint(2, 30))), ("what's the (greatest|highest|largest|biggest) common (divisor|factor|denominator) of {a} and {b}", "(gcd|hcf|gcf|g c d|h c f) of {a} and {b}", "(greatest|highest|largest) common (divisor|factor) of {a} and {b}", "the biggest number that divides [both] {a} and {b}", "what is the (gcd|hcf) of {a} and {b}",
        "what's the biggest number that goes into [both] {a} and {b}", "highest number {a} and {b} can both be divided by", "what is the biggest factor that {a} and {b} have in common", "{a} and {b} what's their highest common factor", "largest number that divides {a} and {b} evenly",
        "what common factor of {a} and {b} is the (largest|biggest)", "what's the largest number that {a} and {b} both divide by", "which is the greatest number dividing {a} and {b}",
        "of all the numbers that go into both {a} and {b} which is the biggest", "to simplify {a} over {b} what's the biggest number i can divide both by",
        "i've {a} and {b} what's the biggest equal group that fits both exactly", "the highest common factor for {a} and {b}", "greatest common divisor {a} {b}", "gcd {a} {b}"), ("<compute> the (greatest|highest) common (divisor|factor) of {a} and {b}", "find* the gcd of {a} and {b}",
        "work* out the hcf of {a} and {b}", "find* the biggest number that goes into {a} and {b}",
        "get* the highest common factor of {a} and {b}", "give* me the largest number that divides {a} and {b}")),
    Family("lcm", _n(lambda a, b: f"import math\nprint(math.lcm({a}, {b}))", lambda rng: whole(rng, 2, 60), lambda rng: whole(rng, 2, 60)), ("what's the (least|lowest|smallest) common (multiple|denominator) of {a} and {b}", "(lcm|l c m) of {a} and {b}", "(least|lowest|smallest) common multiple of {a} and {b}", "the smallest number [that is] divisible by [both] {a} and {b}", "what is the lcm of {a} and {b}",
        "what's the first number that both {a} and {b} go into", "lowest number that {a} and {b} both divide", "smallest number in both the {a} and {b} times tables", "{a} and {b} what's their lowest common multiple", "what's the smallest multiple {a} and {b} share",
        "one bus comes every {a} minutes and another every {b} when do they come together again", "what's the smallest number you can divide by both {a} and {b}",
        "what number do the {a} times table and the {b} times table share first", "the lowest common multiple for {a} and {b}", "least common multiple {a} {b}", "lcm {a} {b}",
        "where do {a} and {b} first meet in their times tables", "counting in {a}s and counting in {b}s what's the first number they share",
        "which is the lowest number both {a} and {b} go into"), ("<compute> the (least|lowest) common multiple of {a} and {b}", "find* the lcm of {a} and {b}",
        "work* out the lcm of {a} and {b}", "find* the smallest number that {a} and {b} both go into",
        "get* the lowest common multiple of {a} and {b}", "give* me the smallest number that {a} and {b} both divide")),
    Family("is_divisible", _n(lambda a, b: f"print('yes' if {a} % {b} == 0 else 'no')", lambda rng: whole(rng, 10, 999), lambda rng: whole(rng, 2, 20)), ("is {a} divisible by {b}", "can {a} be divided by {b} [evenly|exactly|without a remainder]", "does {b} go into {a} [evenly|exactly]", "is {a} a multiple of {b}", "is {b} a factor of {a}", "does {b} divide {a}",
        "can you divide {a} by {b} without anything left over", "does {a} divide by {b} [exactly|evenly]", "is {a} in the {b} times table", "can {a} <thing> be shared equally between {b} <people>", "will {b} go into {a} [evenly|exactly]", "can i put {a} <thing> in rows of {b} with none left over", "is {b} a divisor of {a}",
        "would {a} split evenly into {b}", "is {a} evenly divisible by {b}", "if i divide {a} by {b} does it come out even", "is there nothing left over if {a} is divided by {b}",
        "does {a} come up in the {b} times table", "can {a} <people> make equal teams of {b}", "can {b} <people> share {a} <thing> with none left over", "{a} divides by {b} true or false",
        "{a} over {b} does that go exactly"), ("check* (if|whether) {a} is divisible by {b}",
        "check* (if|whether) {b} goes into {a}", "see* (if|whether) {a} is a multiple of {b}",
        "test* (if|whether) {a} is divisible by {b}", "tell* me (if|whether) {b} divides {a}", "find* out (if|whether) {a} can be divided by {b}")),
    Family("even", _n(lambda a: f"print('even' if {a} % 2 == 0 else 'odd')", lambda rng: whole(rng, 1, 9999)), ("is {a} (even|odd) [or (odd|even)]", "is {a} an (even|odd) number", "is the number {a} odd or even",
        "would you call {a} even or odd", "{a} is it odd or even", "{a} odd or even", "does {a} count as (even|odd)", "is {a} one of the (even|odd) numbers", "which is {a} even or odd",
        "what kind of number is {a} odd or even", "{a} is that an (odd|even) number", "is {a} even or is it odd", "can you tell if {a} is (odd|even)", "{a} even or not even",
        "is house number {a} on the odd side or the even side", "my number is {a} is that odd or even", "do you call {a} an (odd|even) one"), ("check* (if|whether) {a} is (even|odd)",
        "see* (if|whether) {a} is odd or even", "work* out (if|whether) {a} is an (even|odd) number",
        "decide* (if|whether) {a} is odd or even", "say* (if|whether) {a} is odd or even", "tell* me (if|whether) {a} is (odd|even)")),
    Family("paren", _n(lambda a, b, c: f"print(({a} + {b}) * {c})", lambda rng: whole(rng, 1, 99), lambda rng: whole(rng, 1, 99), small), ("{a} plus {b} all times {c}", "{a} plus {b} in brackets times {c}", "what's {a} plus {b} all multiplied by {c}", "the sum of {a} and {b} times {c}", "add {a} and {b} then multiply by {c}", "add {a} and {b} and times it by {c}", "open bracket {a} plus {b} close bracket times {c}", "{a} plus {b} then times {c}", "take {a} add {b} and multiply by {c}",
        "add {a} and {b} and multiply the (result|total|answer) by {c}", "{a} plus {b} and then the whole thing times {c}", "{c} times the sum of {a} and {b}", "if i add {a} to {b} and then multiply by {c} what do i get", "{a} and {b} added together then times {c}", "{c} times open bracket {a} plus {b} close bracket",
        "if you add {a} and {b} first and then times by {c} what is it", "what's {c} lots of {a} plus {b} in brackets", "put {a} and {b} together and then times it by {c} what's that",
        "first {a} plus {b} then the answer times {c}", "in brackets {a} plus {b} and then times {c}", "brackets {a} plus {b} times {c} outside",
        "the total of {a} and {b} multiplied by {c}", "{a} and {b} added up and the total times {c}", "i've {a} red and {b} blue in every box and {c} boxes how many altogether"), (
        "add* {a} to {b} and multiply the answer by {c}", "multiply* the sum of {a} and {b} by {c}",)),
    Family("paren_minus", _n(lambda a, b, c: f"print(({a} - {b}) * {c})", lambda rng: whole(rng, 50, 200), lambda rng: whole(rng, 1, 49), small), ("{a} minus {b} all times {c}", "what's {a} minus {b} all multiplied by {c}", "take {b} from {a} then multiply by {c}", "take {b} from {a} and times it by {c}", "{a} take away {b} then times {c}",
        "{a} minus {b} in brackets times {c}", "open bracket {a} minus {b} close bracket times {c}", "{a} less {b} and then the whole thing times {c}", "subtract {b} from {a} and multiply the (result|answer) by {c}", "if i take {b} away from {a} and then multiply by {c} what do i get", "start with {a} take off {b} then multiply by {c}", "{c} times open bracket {a} minus {b} close bracket",
        "first {a} minus {b} then the answer times {c}", "in brackets {a} minus {b} and then times {c}", "the difference of {a} and {b} times {c}",
        "if you do {a} minus {b} first and then times by {c} what is it", "{c} lots of {a} minus {b} in brackets", "they cost {a} with {b} off each how much for {c}",
        "take {b} off {a} and multiply what's left by {c}", "{a} subtract {b} and the answer times {c}", "{a} minus {b} and then that times {c}"), (
        "subtract* {b} from {a} and times the answer by {c}", "multiply* {a} minus {b} in brackets by {c}",)),
    Family("paren_over", _n(lambda a, b, c: rounded(f"({a} + {b}) / {c}"), lambda rng: whole(rng, 1, 200), lambda rng: whole(rng, 1, 200), small), ("{a} plus {b} all (divided by|over) {c}", "what's {a} plus {b} all divided by {c}", "the sum of {a} and {b} divided by {c}", "add {a} and {b} then divide by {c}", "add {a} and {b} and divide (it|that|the lot|the result) by {c}", "{a} plus {b} in brackets divided by {c}",
        "{a} plus {b} then divided by {c}", "open bracket {a} plus {b} close bracket (divided by|over) {c}", "{a} and {b} added together then divided by {c}", "if i add {a} and {b} and then divide by {c} what do i get", "{a} plus {b} and the whole thing divided by {c}", "i've {a} red and {b} blue <thing> for {c} <people> how many each",
        "first {a} plus {b} then the answer divided by {c}", "in brackets {a} plus {b} and then divided by {c}", "the total of {a} and {b} shared by {c}",
        "put {a} and {b} together and share it between {c} how much is that", "food was {a} and drinks were {b} for {c} <people> how much each",
        "the hotel is {a} and the flights {b} split {c} ways how much each", "{a} and {b} added up and then split {c} ways", "if you do {a} plus {b} first and then divide by {c} what is it",
        "we've spent {a} and {b} and there are {c} of us how much each"), (
        "add* {a} to {b} and divide the answer by {c}", "divide* the sum of {a} and {b} by {c}",)),
    Family("minutes", _n(lambda a: f"print({a} * 60)", lambda rng: whole(rng, 2, 60)), ("how many (minutes are there|minutes) in {a} hours", "how many seconds [are there] in {a} minutes", "{a} hours in minutes", "{a} minutes in seconds", "{a} hours is how many minutes",
        "{a} hours makes how many minutes", "how many minutes do {a} hours have", "how long is {a} hours in minutes", "how long is {a} minutes in seconds", "if it takes {a} hours how many minutes is that", "{a} minutes is how many seconds", "i slept {a} hours how many minutes is that",
        "what's {a} hours in minutes", "what's {a} minutes in seconds", "how many minutes make {a} hours", "how many seconds make {a} minutes", "a {a} hour flight is how many minutes",
        "the film is {a} hours how many minutes is that", "i held the plank for {a} minutes how many seconds is that", "how many seconds go into {a} minutes",
        "{a} minutes makes how many seconds"), (
        "turn* {a} hours into minutes", "turn* {a} minutes into seconds",)),
    Family("days", _n(lambda a: f"print({a} * 24)", lambda rng: whole(rng, 2, 60)), ("how many hours [are there] in {a} days", "{a} days in hours", "{a} days is how many hours",
        "{a} days makes how many hours", "how many hours do {a} days have", "how long is {a} days in hours", "we're away for {a} days how many hours is that", "if it lasts {a} days how many hours is that", "what's {a} days in hours",
        "how many hours make {a} days", "it's {a} days (away|off) how many hours is that", "it rained for {a} days how many hours is that", "the trip takes {a} days how many hours is that",
        "{a} whole days is how many hours", "my battery lasts {a} days how many hours is that", "how many hours go by in {a} days", "in hours how long is {a} days"), (
        "turn* {a} days into hours", "work* out the hours in {a} days",)),
    Family("weeks", _n(lambda a: f"print({a} * 7)", lambda rng: whole(rng, 2, 60)), ("how many days [are there] in {a} weeks", "{a} weeks in days", "{a} weeks is how many days",
        "{a} weeks makes how many days", "how many days do {a} weeks have", "how long is {a} weeks in days", "we're away for {a} weeks how many days is that", "if it lasts {a} weeks how many days is that", "what's {a} weeks in days",
        "it's {a} weeks (away|off) how many days is that", "the course is {a} weeks long how many days is that", "we're married in {a} weeks how many days is that",
        "i've got {a} weeks off how many days is that", "a baby of {a} weeks is how many days old", "how many days go by in {a} weeks", "in days how long is {a} weeks"), (
        "work* out the days in {a} weeks",)),
    Family("savings", _n(lambda a, b, c: rounded(f"{a} * (1 + {b} / 100) ** {c}", 2), lambda rng: str(rng.randint(1, 99) * 100), lambda rng: whole(rng, 1, 12), lambda rng: whole(rng, 2, 30)), ("what's {a} at {b} percent [compound] interest (for|after|over) {c} years", "how much is {a} after {c} years at {b} percent", "{a} <money> at {b} percent interest for {c} years", "if i (save|invest) {a} at {b} percent for {c} years what do i have", "how much will {a} be in {c} years at {b} percent",
        "i put {a} in the bank at {b} percent what is it after {c} years", "{a} <money> for {c} years at {b} percent what does it grow to", "if {a} grows {b} percent a year what is it after {c} years", "what does {a} turn into after {c} years with {b} percent interest", "at {b} percent a year what are my savings of {a} worth in {c} years", "i invested {a} at {b} percent what will i have in {c} years",
        "how much do i have after {c} years if {a} earns {b} percent a year", "if i leave {a} in an account at {b} percent for {c} years what's it worth",
        "what's {a} worth after {c} years at {b} percent a year", "{a} growing at {b} percent every year for {c} years what do i end up with",
        "gran put {a} away at {b} percent what is it after {c} years", "the bank gives me {b} percent what becomes of {a} in {c} years",
        "with compound interest of {b} percent what's {a} in {c} years", "{c} years at {b} percent on {a} <money> what's the balance",
        "if i put {a} aside for {c} years at {b} percent how much will there be"), ("<compute> {a} with {b} percent interest for {c} years",
        "work* out what {a} becomes at {b} percent over {c} years", "grow* {a} by {b} percent a year for {c} years",
        "calculate* compound interest on {a} at {b} percent for {c} years", "tell* me what {a} grows to in {c} years at {b} percent")),
    Family("roundoff", _n(lambda a: f"print(round({a}))", lambda rng: f"{rng.randint(1, 99)}.{rng.randint(1, 99)}"), ("what's {a} rounded [to the nearest whole number|off|up or down]", "{a} rounded",
        "{a} to the nearest whole number", "what whole number is {a} closest to", "which whole number is nearest to {a}", "if you round {a} what do you get", "what does {a} round to", "how much is {a} rounded",
        "what's {a} as a whole number", "what's the closest whole number to {a}", "{a} without the decimals rounded properly", "what would {a} be rounded to a whole number",
        "roughly how much is {a} in whole numbers", "{a} is about what whole number", "does {a} round up or down and to what", "in round numbers what's {a}",
        "what is the nearest integer to {a}"), ("round* {a} [to the nearest whole number|off]",
        "round* off {a}", "give* {a} to the nearest whole number",
        "make* {a} a whole number by rounding", "round* {a} up or down to a whole number", "tell* me {a} rounded")),
    Family("absolute", _n(lambda a: f"print(abs(-{a}))", number), ("what's the absolute value of (minus|negative) {a}", "absolute value of (minus|negative) {a}",
        "how far is (minus|negative) {a} from (0|zero)", "(minus|negative) {a} without the (sign|minus sign)", "the size of (minus|negative) {a} ignoring the sign", "abs of (minus|negative) {a}", "what's the magnitude of (minus|negative) {a}", "the absolute of (minus|negative) {a} is what",
        "what's (minus|negative) {a} as a positive number", "how big is (minus|negative) {a} without its sign", "if you drop the minus from (minus|negative) {a} what is it",
        "what's the distance from (minus|negative) {a} to zero", "the absolute value of (minus|negative) {a} is what", "what's left of (minus|negative) {a} if you ignore the sign",
        "absolute (minus|negative) {a}"), (
        "take* the absolute value of (minus|negative) {a}", "make* (minus|negative) {a} positive", "drop* the sign from (minus|negative) {a}")),
    Family("negative", _n(lambda a, b: rounded(f"-{a} + {b}"), number, number), ("<whatis> (minus|negative) {a} plus {b}", "(minus|negative) {a} plus {b}", "(minus|negative) {a} and {b}",
        "it was (minus|negative) {a} degrees and rose by {b} what is it now", "if i add {b} to (minus|negative) {a} what do i get", "(minus|negative) {a} add {b}", "i'm {a} in the red and pay in {b} what's my balance", "start at (minus|negative) {a} and go up {b} where are you", "what's {b} more than (minus|negative) {a}", "(minus|negative) {a} increased by {b}",
        "if it's (minus|negative) {a} and warms up by {b} what's the temperature", "the freezer was at (minus|negative) {a} and went up {b} what is it now",
        "my account is at (minus|negative) {a} and i pay in {b} where does that leave me", "i owe {a} and get {b} what's my balance",
        "what do you get when you add {b} to (minus|negative) {a}", "from (minus|negative) {a} go up {b} where do you end up", "(minus|negative) {a} with {b} added [on]",
        "the sum of (minus|negative) {a} and {b}"), ("add* {b} to (minus|negative) {a}",
        "sum* (minus|negative) {a} and {b}", "raise* (minus|negative) {a} by {b}",
        "start* at (minus|negative) {a} and add {b}", "count* up {b} from (minus|negative) {a}")),
    Family("negative_times", _n(lambda a, b: f"print(-{a} * {b})", lambda rng: whole(rng, 1, 99), small), ("<whatis> (minus|negative) {a} times {b}", "(minus|negative) {a} times {b}",
        "(minus|negative) {a} multiplied by {b}", "what do you get if you multiply (minus|negative) {a} by {b}", "the product of (minus|negative) {a} and {b}", "how much is (minus|negative) {a} times {b}", "if i times (minus|negative) {a} by {b} what is it",
        "what's (minus|negative) {a} multiplied by {b}", "(minus|negative) {a} lots of {b}", "if you take (minus|negative) {a} and multiply it by {b} what do you get",
        "(minus|negative) {a} timesed by {b} is what", "what does (minus|negative) {a} times {b} come to", "how do you work out (minus|negative) {a} times {b}",
        "the result of (minus|negative) {a} times {b}"), ("multiply* (minus|negative) {a} by {b}",
        "find* the product of (minus|negative) {a} and {b}", "work* out (minus|negative) {a} multiplied by {b}", "<compute> (minus|negative) {a} times {b}",
        "times* (minus|negative) {a} by {b}", "do* (minus|negative) {a} times {b}")),
    Family("choose", _n(lambda a, b: f"import math\nprint(math.comb({a}, {b}))", lambda rng: whole(rng, 6, 40), lambda rng: whole(rng, 2, 5)), ("{a} choose {b}", "how many ways can (i|you|we) (choose|pick|select) {b} (out of|from) {a} [<thing>|<people>]", "how many (combinations|teams|groups) of {b} (out of|from) {a}", "how many ways to pick {b} <people> (out of|from) {a}",
        "how many different groups of {b} can i make (out of|from) {a} <people>", "in how many ways can you take {b} (out of|from) {a}", "{a} <people> and i need a team of {b} how many ways", "how many hands of {b} are there from {a} cards", "{b} from {a} how many combinations", "if there are {a} <thing> and i take {b} how many combinations are there",
        "how many different ways are there to pick {b} <thing> out of {a}", "how many teams of {b} can you make from {a} <people>",
        "if i may pick {b} of {a} <thing> how many choices have i got", "{a} <thing> and i can take {b} how many possible picks",
        "how many ways to draw {b} from {a} if order doesn't matter", "how many lottery tickets are there if you pick {b} from {a}", "{a} over {b} as a binomial coefficient",
        "{b} out of {a} how many combinations is that"), ("<compute> {a} choose {b}",
        "work* out how many ways to pick {b} from {a}", "count* the combinations of {b} out of {a}",
        "count* the ways to pick {b} out of {a}", "work* out the combinations of {b} from {a}")),
    Family("compare", _n(lambda a, b: f"print(max({a}, {b}))", number, number), ("which is (bigger|larger|more|greater|higher) {a} or {b}", "what's (bigger|larger|more|greater) {a} or {b}", "is {a} or {b} (bigger|larger|more)",
        "between {a} and {b} which is the (bigger|larger) one", "which one's (bigger|higher|larger) {a} or {b}", "{a} or {b} which is (bigger|more|larger|greater)", "which number is (bigger|larger) {a} or {b}", "the (bigger|larger|greater|higher) of {a} and {b}", "which would be more {a} or {b}",
        "what's more {a} or {b}", "which is the higher number {a} or {b}", "is {a} the bigger one or {b}", "if one costs {a} and the other {b} which is dearer",
        "i've got {a} and you've got {b} which is more", "out of {a} and {b} which is the bigger", "{a} against {b} which is bigger", "which of the two is larger {a} or {b}",
        "comparing {a} and {b} which is greater"), (
        "tell* me which is bigger {a} or {b}", "pick* the larger of {a} and {b}",)),
    Family("sum_range", _n(lambda a, b: f"print(sum(range({a}, {b} + 1)))", lambda rng: rng.choice(("1", "1", "1", whole(rng, 1, 20))), lambda rng: whole(rng, 21, 1000)), ("what's the <sum> of [all] [the] <numbers> <fr> {a} <to> {b}", "<sum> of [all] the <numbers> <fr> {a} <to> {b}", "what do [all] the <numbers> from {a} to {b} add up to", "add everything from {a} to {b}", "what do you get if you add [up] [all] the numbers from {a} to {b}",
        "what's {a} to {b} all added up", "how much do the numbers {a} to {b} come to", "if i add [up] every number from {a} to {b} what do i get", "all the numbers {a} to {b} added together", "how much is every number from {a} to {b} put together",
        "what do you get for {a} plus the next number and so on up to {b}", "what's every number from {a} to {b} added up", "what would the numbers from {a} to {b} add up to",
        "counting from {a} to {b} what's the total of all the numbers", "{a} plus every number up to {b} what's that", "if you add up the numbers {a} through {b} what's the total",
        "from {a} to {b} all added together how much is it"),
        ("add* [up] [all] [the] <numbers> <fr> {a} <to> {b}", "sum* [up] [all] the <numbers> <fr> {a} <to> {b}", "total* the numbers from {a} to {b}",
        "add* together everything from {a} to {b}", "tot* up the numbers from {a} to {b}", "add* every number from {a} to {b}",
        "get* the total of the numbers from {a} to {b}", "add* the numbers {a} to {b} together"), ("the <sum> of [all] [the] <numbers> <fr> {a} <to> {b}",)),
    Family("sum_first", _n(lambda a: f"print(sum(range(1, {a} + 1)))", lambda rng: whole(rng, 3, 500)), ("what's the <sum> of the first {a} [whole|natural] <numbers>", "<sum> of the first {a} <numbers>", "what do the first {a} numbers add up to",
        "how much are the first {a} <numbers> added up", "what's the total if i add [up] the first {a} <numbers>", "the first {a} <numbers> come to what", "if you add the first {a} <numbers> what do you get",
        "1 plus 2 plus 3 and so on up to {a}", "1 plus 2 plus 3 all the way to {a} is what", "what's the first {a} <numbers> added up", "first {a} <numbers> what's their <sum>",
        "what would the first {a} <numbers> add up to", "how much do the first {a} <numbers> make together"), ("add* [up] the first {a} <numbers>", "sum* the first {a} <numbers>",
        "total* [up] the first {a} <numbers>", "tot* up the first {a} <numbers>", "add* the first {a} <numbers> together",
        "put* the first {a} <numbers> together", "count* up the total of the first {a} <numbers>"), ("the <sum> of the first {a} <numbers>",)),
)  # fmt: skip
