"""Requests for the host's own tools: timers, alarms, notes, lists, units, clock, settings, party, control.

Arguments are copies of what was said; the host computes.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from training.lexicon import NAMES, aside, phrase, word

if TYPE_CHECKING:
    from training.data import Exchange

Call = dict[str, Any]
Make = Callable[[random.Random], tuple[dict[str, str], dict[str, str]]]


def duration(rng: random.Random) -> str:
    """A length of time as people say it."""
    n = rng.choice((rng.randint(1, 12), rng.randint(2, 59), rng.choice((5, 10, 15, 20, 25, 30, 40, 45, 50, 90))))
    return rng.choice(
        (
            f"{max(n, 2)} minutes", f"{max(n, 2)} minutes", f"{max(n, 2)} minutes", f"{max(n, 2)} seconds", f"{rng.randint(2, 12)} hours", "an hour", "1 hour", "half an hour",
            "an hour and a half", "1 minute", "a minute", "a quarter of an hour", "three quarters of an hour", f"{rng.randint(2, 5)} and a half minutes", "a minute and a half",
            f"{rng.randint(1, 3)} hours and {rng.choice((5, 10, 15, 20, 30, 45))} minutes", f"an hour and {rng.choice((5, 10, 15, 20, 30, 45))} minutes", f"{max(n, 2)} minute",
            f"{rng.randint(2, 9)} minutes {rng.choice((15, 20, 30, 45))} seconds", f"{rng.randint(2, 9)} minutes and {rng.choice((15, 20, 30, 45))} seconds", "a couple of minutes",
            "two hours", f"{rng.randint(2, 5)} and a half hours", f"{max(n, 2)} mins", f"{max(n, 2)} secs", "half a minute", "two and a half minutes", "90 seconds",
        )
    )  # fmt: skip


def clock_time(rng: random.Random) -> str:
    """A time of day as people say it."""
    h, m = rng.randint(1, 12), rng.choice((5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55))
    half = rng.choice(
        (
            "am",
            "pm",
            "in the morning",
            "in the evening",
            "in the afternoon",
            "tonight",
            "tomorrow",
            "tomorrow morning",
            "this evening",
            "",
            "",
            "",
        )
    )
    core = rng.choice(
        (f"{h}", f"{h} o'clock", f"{h}:{m:02d}", f"half past {h}", f"quarter past {h}", f"quarter to {h}", f"{m} past {h}", f"{m} to {h}", f"half {h}", f"a quarter to {h}",
         f"{h} {m:02d}", f"{h} {max(m, 10)}", f"a quarter past {h}")
    )  # fmt: skip
    if rng.random() < 0.12:
        return rng.choice(
            (
                "noon",
                "midnight",
                "midday",
                "noon tomorrow",
                "midday today",
                f"{rng.randint(13, 23)}:{m:02d}",
                f"{rng.randint(13, 23)} hundred",
            )
        )
    lead = (
        rng.choice(("", "", "", "", "tomorrow at ", "today at ")) if not half.startswith(("tom", "ton", "this")) else ""
    )
    return f"{lead}{core} {half}".strip()


LABELS = """
pasta|rice|eggs|egg|tea|pizza|oven|laundry|washing|dryer|cake|bread|chicken|potatoes|roast|cookies|nap|workout|homework|bath|shower
|parking|meeting|break|soup|dough|fish|vegetables|steak|break|study|reading|meditation|yoga|plank|screen time|bedtime|coffee|noodles
|beans|turkey|sauce|cookie|stew|curry|toast|kettle|sprinkler|garden|game|phone call|quiz|bus|train|kids|dog|medicine|porridge
""".replace("\n", "").split("|")
TASKS = """
call mum|call the dentist|take the bins out|buy milk|feed the cat|walk the dog|water the plants|pay the rent|pay the electricity bill|take my pills|take my tablets
|pick up the kids|pick up the parcel|send the email|book a table|book a haircut|check the oven|turn off the oven|turn off the sprinkler|charge my phone|go to bed
|ring the doctor|ring my sister|renew my passport|do the laundry|hang out the washing|iron my shirt|put the chicken in|take the cake out|lock the door|close the windows
|buy a birthday card|wish {n} a happy birthday|call {n}|text {n}|email {n}|meet {n}|pick up {n}|ask {n} about the car|stretch|drink water|stand up|leave for the station
|catch the bus|return the library book|empty the dishwasher|move the car|feed the fish|defrost the chicken|order flowers|back up the computer|practise the piano
|do my homework|clean the bathroom|vaccinate the dog|buy bread and butter|get petrol|cancel the gym|start the washing machine|write to {n}|check the post|wind the clock
""".replace("\n", "").split("|")
NOTES = """
the car is parked on level {k}|the spare key is under the mat|{n} likes {w}|the wifi code is on the fridge|the plumber comes on {d}|my shoe size is {k}|we are out of {w}
|the meeting moved to {d}|{n} owes me {k} pounds|the garage code is {k}|buy {w} on {d}|the boiler needs fixing|idea for a story about a {w}|paint the {w} {w2}|{n}'s birthday is in {m}
|the library closes at {k}|the red folder is at work|try the {w} recipe|the {w} is in the {w2}|check the tyres|{n} called about the {w}|order more {w}|the flight is on {d}|i lent {n} my {w}
|the password hint is {w}|seat {k} on the train|the cat hates {w}|the dentist is on {d}|return the {w} to {n}|the blue {w} is broken|ask {n} for the {w}|{w} and {w2}
""".replace("\n", "").split("|")
LISTS = "shopping|shopping|shopping|shopping|grocery|groceries|to do|todo|packing|wish|birthday|christmas|gift|party|camping|holiday|chores|movie|reading|hardware|cleaning|food|guest|work|baby|diy|weekend|garden|school|bucket|music|book".split(
    "|"
)
ITEMS = """
milk|bread|eggs|butter|cheese|bananas|apples|tomatoes|onions|garlic|rice|pasta|flour|sugar|salt|pepper|tea bags|coffee|oat milk|orange juice|beer|wine|crisps|toilet paper|kitchen roll
|washing powder|shampoo|toothpaste|soap|batteries|light bulbs|candles|socks|sun cream|passport|charger|toothbrush|tent|sleeping bag|torch|jumper|swimming trunks|sunglasses|towels
|nails|screws|paint|sandpaper|a hammer|cat food|dog food|nappies|baby wipes|yoghurt|cereal|honey|jam|olive oil|chicken|mince|sausages|bacon|fish fingers|peas|carrots|potatoes|a lemon
|two pints of milk|six eggs|a loaf of bread|a dozen eggs|ice cream|chocolate|biscuits|birthday card|wrapping paper|flowers|clean the car|call the bank|mow the lawn|fix the tap|a book
|washing up liquid|bin bags|foil|stamps|envelopes|plasters|cough syrup|vitamins|hand cream|cucumber|lettuce|mushrooms|avocados|lemons|strawberries|ketchup|mustard|mayonnaise|vinegar
""".replace("\n", "").split("|")
UNITS: tuple[tuple[str, ...], ...] = (
    ("miles", "kilometers", "km", "kilometres", "meters", "metres", "yards", "feet", "foot", "inches", "centimeters", "centimetres", "cm", "millimeters", "nautical miles", "mile", "inch", "k"),
    ("pounds", "kilos", "kilograms", "kg", "grams", "ounces", "stone", "tons", "tonnes", "lbs", "milligrams", "ounce", "pound", "g"),
    ("liters", "litres", "gallons", "pints", "cups", "tablespoons", "teaspoons", "milliliters", "ml", "fluid ounces", "quarts", "cup", "tablespoon", "pint", "gallon", "litre", "mls"),
    ("fahrenheit", "celsius", "degrees celsius", "degrees fahrenheit", "centigrade", "kelvin", "degrees", "degrees f", "degrees c"),
    ("miles per hour", "kilometers per hour", "kilometres an hour", "miles an hour", "mph", "knots", "meters per second", "kph"),
    ("acres", "hectares", "square feet", "square meters", "square miles", "square kilometers"),
    ("megabytes", "gigabytes", "terabytes", "kilobytes", "bytes"),
    ("days", "weeks", "fortnights", "years", "months"),
    ("joules", "calories", "kilojoules", "kilowatt hours"),
)  # fmt: skip
SETTINGS: dict[str, tuple[str, ...]] = {
    "temperature": ("temperature", "temp", "the temperature", "the temp", "heat", "the heat", "creativity", "the creativity", "your temperature", "randomness", "the model temperature", "the sampling temperature"),
    "top_p": ("top p", "the top p", "nucleus", "top pee", "nucleus sampling", "top p value"),
    "top_k": ("top k", "the top k", "top kay", "top k value"),
    "min_p": ("min p", "the min p", "men p", "minimum p", "minimum probability", "min pee"),
    "answer_length": ("answer length", "the answer length", "length of your answers", "reply length", "the length of the answers", "response length", "length of the replies", "the number of sentences", "your answer length"),
    "seed": ("seed", "the seed", "random seed", "the random seed", "seat number", "seed number"),
    "persona": ("persona", "the persona", "personality", "your personality", "character", "your character"),
    "voice": ("voice", "the voice", "your voice", "speaking voice"),
    "speech_rate": ("speech rate", "the speech rate", "speaking rate", "speaking speed", "talking speed", "speed of speech", "speech speed", "your speed", "the speaking rate", "reading speed", "voice speed"),
    "volume": ("volume", "the volume", "sound", "the sound", "loudness", "your volume", "sound level", "the sound level"),
    "wake_word_sensitivity": ("wake word sensitivity", "the wake word sensitivity", "sensitivity", "the sensitivity", "wake sensitivity", "week word sensitivity", "wake up word sensitivity", "hot word sensitivity", "listening sensitivity"),
    "thinking_budget": ("thinking budget", "the thinking budget", "thinking time", "thinking tokens", "budget for thinking", "your thinking budget", "reasoning budget"),
}  # fmt: skip
PERSONAS = (
    "pirate",
    "butler",
    "robot",
    "poet",
    "grandma",
    "coach",
    "teacher",
    "cowboy",
    "comedian",
    "scientist",
    "wizard",
    "detective",
    "narrator",
    "chef",
    "professor",
    "friend",
    "default",
    "sailor",
    "monk",
    "philosopher",
)
VOICES = (
    "amy",
    "alan",
    "joe",
    "kathy",
    "lessac",
    "ryan",
    "jenny",
    "alba",
    "danny",
    "robot",
    "default",
    "female",
    "male",
    "british",
    "american",
    "scottish",
    "deep",
    "whisper",
    "english",
    "cori",
)


def value(name: str, rng: random.Random) -> str:
    """A value for the setting, as spoken."""
    if name == "temperature":
        return rng.choice(
            (
                f"{rng.randint(0, 2)}.{rng.randint(1, 9)}",
                f"0.{rng.randint(1, 99):02d}",
                str(rng.randint(0, 5)),
                f"1.{rng.randint(1, 9)}",
            )
        )
    if name in ("top_p", "min_p"):
        return rng.choice(
            (f"0.{rng.randint(1, 9)}", f"0.{rng.randint(1, 99):02d}", f"0.0{rng.randint(1, 9)}", "1", "0")
        )
    if name == "top_k":
        return str(rng.choice((rng.randint(1, 100), 0, 20, 40, 50, 100)))
    if name == "answer_length":
        return rng.choice(
            (
                f"{rng.randint(2, 10)} sentences",
                "one sentence",
                "short",
                "long",
                "medium",
                f"{rng.randint(1, 12)}",
                "very short",
                "brief",
            )
        )
    if name == "seed":
        return str(rng.choice((rng.randint(0, 99), rng.randint(100, 99999), 42, 7, 1234)))
    if name == "persona":
        return rng.choice((*PERSONAS, word(rng)))
    if name == "voice":
        return rng.choice((*VOICES, rng.choice(NAMES)))
    if name == "speech_rate":
        return rng.choice(
            (
                f"{rng.randint(0, 1)}.{rng.randint(1, 9)}",
                "1",
                "2",
                "normal",
                "slow",
                "fast",
                f"{rng.randint(5, 20) * 10} percent",
            )
        )
    if name == "volume":
        return rng.choice(
            (
                f"{rng.randint(0, 20) * 5} percent",
                str(rng.randint(0, 20) * 5),
                "half",
                "maximum",
                "full",
                f"{rng.randint(1, 99)} percent",
                f"{rng.randint(1, 99)}",
            )
        )
    if name == "wake_word_sensitivity":
        return rng.choice(
            (
                f"0.{rng.randint(1, 9)}",
                f"0.{rng.randint(1, 99):02d}",
                f"{rng.randint(1, 20) * 5} percent",
                "high",
                "low",
            )
        )
    return rng.choice(
        (str(rng.randint(0, 40) * 100), str(rng.randint(0, 4000)), "zero", f"{rng.randint(1, 8) * 256} tokens")
    )


class Tool:
    """One kind of request: templates, and the call they mean."""

    def __init__(
        self, name: str, make: Make, *templates: str, questions: tuple[str, ...] = (), weight: float = 1.0
    ) -> None:
        self.name, self.make, self.orders, self.questions, self.weight = name, make, templates, questions, weight


def _fixed(**arguments: str) -> Make:
    return lambda _rng: ({}, dict(arguments))


def _one(slot: str, argument: str, maker: Callable[[random.Random], str]) -> Make:
    def make(rng: random.Random) -> tuple[dict[str, str], dict[str, str]]:
        got = maker(rng)
        return {slot: got}, {argument: got}

    return make


def _duration(rng: random.Random) -> tuple[dict[str, str], dict[str, str]]:
    d = duration(rng)
    return {"d": d}, {"duration": d}


def label(rng: random.Random) -> str:
    """What a timer is for."""
    return rng.choice((rng.choice(LABELS), rng.choice(LABELS), rng.choice(LABELS), word(rng)))


def _labelled(rng: random.Random) -> tuple[dict[str, str], dict[str, str]]:
    d, what = duration(rng), label(rng)
    return {"d": d, "l": what}, {"duration": d, "label": what}


def task(rng: random.Random) -> str:
    """Something to be reminded of."""
    if rng.random() < 0.2:
        return f"{rng.choice(('buy', 'get', 'check', 'fix', 'find', 'sell', 'clean', 'bring', 'wash', 'order', 'paint', 'move', 'feed', 'return', 'take'))} {rng.choice(('the', 'my', 'some', 'a'))} {word(rng)}"
    return rng.choice(TASKS).replace("{n}", rng.choice(NAMES))


def note(rng: random.Random) -> str:
    """Something to be written down."""
    if rng.random() < 0.15:
        return phrase(rng)
    text = rng.choice(NOTES)
    for mark, new in (("{n}", rng.choice(NAMES)), ("{w}", word(rng)), ("{w2}", word(rng)), ("{k}", str(rng.randint(2, 99))),
        ("{d}", rng.choice(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "tomorrow"))), ("{m}", rng.choice(("march", "may", "june", "july", "october")))):  # fmt: skip
        text = text.replace(mark, new)
    return text


def _reminder_in(rng: random.Random) -> tuple[dict[str, str], dict[str, str]]:
    t, d = task(rng), duration(rng)
    return {"t": t, "d": d}, {"text": t, "when": f"in {d}"}


def _reminder_at(rng: random.Random) -> tuple[dict[str, str], dict[str, str]]:
    t, at = task(rng), clock_time(rng)
    at = at if at.startswith(("tomorrow", "today")) else f"at {at}"
    return {"t": t, "w": at}, {"text": t, "when": at}


def _reminder_day(rng: random.Random) -> tuple[dict[str, str], dict[str, str]]:
    t = task(rng)
    at = rng.choice(
        (
            "tomorrow",
            "tonight",
            "this evening",
            "tomorrow morning",
            "tomorrow evening",
            "this afternoon",
            "tomorrow afternoon",
            "later today",
            "on monday",
            "on friday",
            "next week",
        )
    )
    return {"t": t, "w": at}, {"text": t, "when": at}


def items(rng: random.Random) -> str:
    """One to three things for a list."""
    chosen = [
        rng.choice((rng.choice(ITEMS), rng.choice(ITEMS), rng.choice(ITEMS), word(rng)))
        for _ in range(rng.choice((1, 1, 1, 2, 2, 3)))
    ]
    return chosen[0] if len(chosen) == 1 else " ".join(chosen[:-1]) + rng.choice((" and ", " and ", " ")) + chosen[-1]


def list_name(rng: random.Random) -> str:
    """A list's name."""
    return rng.choice((rng.choice(LISTS), rng.choice(LISTS), rng.choice(LISTS), word(rng)))


def _list_add(rng: random.Random) -> tuple[dict[str, str], dict[str, str]]:
    i, name = items(rng), list_name(rng)
    return {"i": i, "n": name}, {"list": name, "items": i}


def _convert(rng: random.Random) -> tuple[dict[str, str], dict[str, str]]:
    family = rng.choice((*UNITS[:4], *UNITS[:4], *UNITS))
    a, b = rng.sample(family, 2)
    amount = rng.choice(
        (
            str(rng.randint(2, 30)),
            str(rng.randint(2, 400)),
            f"{rng.randint(1, 20)}.{rng.randint(1, 9)}",
            str(rng.randint(1, 20) * 50),
            "100",
            "1",
        )
    )
    return {"a": amount, "f": a, "t": b}, {"amount": amount, "from_unit": a, "to_unit": b}


def _convert_a(rng: random.Random) -> tuple[dict[str, str], dict[str, str]]:
    slots, call = _convert(rng)
    call["amount"] = "1"
    return slots, call


def _set(rng: random.Random) -> tuple[dict[str, str], dict[str, str]]:
    name = rng.choice(tuple(SETTINGS))
    v = value(name, rng)
    return {"s": rng.choice(SETTINGS[name]), "v": v}, {"name": name, "value": v}


_NUMERIC = (
    "temperature",
    "top_p",
    "top_k",
    "min_p",
    "answer_length",
    "speech_rate",
    "volume",
    "wake_word_sensitivity",
    "thinking_budget",
    "temperature",
    "volume",
)


def _change(direction: str) -> Make:
    def make(rng: random.Random) -> tuple[dict[str, str], dict[str, str]]:
        name = rng.choice(_NUMERIC)
        return {"s": rng.choice(SETTINGS[name])}, {"name": name, "direction": direction}

    return make


def _change_by(direction: str) -> Make:
    def make(rng: random.Random) -> tuple[dict[str, str], dict[str, str]]:
        name = rng.choice(_NUMERIC)
        by = rng.choice(
            (
                f"0.{rng.randint(1, 9)}",
                f"0.{rng.randint(1, 9)}",
                "0.05",
                str(rng.randint(1, 20)),
                f"{rng.randint(1, 10) * 5} percent",
                "a half",
                "half",
            )
        )
        return {"s": rng.choice(SETTINGS[name]), "b": by}, {"name": name, "direction": direction, "by": by}

    return make


def _named(argument: str = "name") -> Make:
    def make(rng: random.Random) -> tuple[dict[str, str], dict[str, str]]:
        name = rng.choice(tuple(SETTINGS))
        return {"s": rng.choice(SETTINGS[name])}, {argument: name}

    return make


def _preset(rng: random.Random) -> tuple[dict[str, str], dict[str, str]]:
    p = rng.choice(
        (
            rng.choice(
                (
                    "party",
                    "bedtime",
                    "work",
                    "quiet",
                    "crazy",
                    "night",
                    "morning",
                    "friday",
                    "kids",
                    "calm",
                    "wild",
                    "dinner",
                    "sober",
                    "story",
                    "weekend",
                    "reading",
                    "cosy",
                    "focus",
                    "guest",
                )
            ),
            word(rng),
        )
    )
    return {"p": p}, {"preset": p}


def _player(action: str) -> Make:
    def make(rng: random.Random) -> tuple[dict[str, str], dict[str, str]]:
        p = rng.choice(NAMES)
        return {"p": p}, {"action": action, "player": p}

    return make


_MAKE_A = "(set|set me|start|start me|make|make me|create|put on|put|give me|run|begin|do|kick off|i need|i want|get me|set up|have|can i have|could i have|let's have|i'd like|stick on|pop on|fire up|add)"
_TIMER = "(timer|timer|timer|countdown|timer please|stopwatch|clock|count down)"
_UP = "(turn up|increase|raise|bump up|crank up|push up|boost|lift|turn up|put up|step up|bring up|ramp up|dial up|jack up|up|nudge up|add to|make higher|move up|send up|get)"
_DOWN = "(turn down|decrease|lower|reduce|bring down|drop|cut|take down|put down|dial down|step down|tone down|cut down|lessen|down|nudge down|knock down|push down|move down|shrink)"

TOOLS: tuple[Tool, ...] = (
    Tool("set_timer", _duration, f"{_MAKE_A} a {_TIMER} (for|of|to|lasting|with) {{d}}", f"{_MAKE_A} {{d}} {_TIMER}", f"{_MAKE_A} a {{d}} {_TIMER}", "(time|count) {d} [for me]", "(timer|countdown) (for|of) {d}", "{d} timer", "a timer for {d}",
        "(tell me|let me know|give me a shout|shout|ping me|beep|ring|buzz me|alert me|nudge me|poke me|wake me|call me|make a noise|give me a nudge) (in|after|when it's been|once it's been) {d}", "wait {d} [then (ring|beep|tell me|shout)]", "count down {d}", "set (timer|a time|the time are|the timer) (for|to) {d}", "start timing {d}",
        "timer {d}", "{d} on the clock", "ring (me|) in {d}", "warn me when {d} (is|are) up", "let me know when {d} (are up|have passed|is up|has gone|have gone by|is over)", "put {d} on the (timer|clock)", weight=2.4),
    Tool("set_timer", _labelled, f"{_MAKE_A} a {{d}} {{l}} timer", f"{_MAKE_A} a {{l}} timer for {{d}}", f"{_MAKE_A} a timer (for|of) {{d}} (for|called|named|labelled) [the] {{l}}", f"{_MAKE_A} a timer (for|called|named) [the] {{l}} (for|of) {{d}}", "{d} timer for [the] {l}", "{l} timer {d}", "{l} timer for {d}", "time [the] {l} for {d}", "the {l} (needs|need|takes|take|wants|want|will take|has to cook for|go in for|has) {d} [set a timer|so set a timer|can you time it]",
        "(tell me|let me know|shout|beep|ring|remind me) in {d} (for|about) the {l}", "{l} (timer|) {d} please", "put the {l} on for {d} [on the timer]", "time {d} for [the] {l}", "i'm (cooking|making|boiling) {l} (set|start|give me) [a timer for] {d}", "{d} for the {l} please", weight=1.6),
    Tool("cancel_timer", _fixed(), "(cancel|stop|kill|delete|remove|clear|end|scrap|switch off|turn off|forget|drop|get rid of|abort|ditch|dismiss|shut off|shut up) (the|my|that|this|all the|all my|) (timer|timers|countdown|alarm timer)", "i don't need (the|that|my) timer [any more|anymore]", "no more timer", "never mind the timer", "timer off", "that timer can go", "forget about the timer"),
    Tool("cancel_timer", _one("l", "label", label), "(cancel|stop|kill|delete|remove|clear|end|scrap|switch off|turn off|forget|drop|get rid of|abort|ditch|dismiss) (the|my) {l} timer", "(cancel|stop|clear) the timer (for|called|on) [the] {l}", "i don't need the {l} timer [any more|anymore]", "never mind the {l} timer", "the {l} is (done|ready) (cancel|stop|kill) (the|its) timer", "{l} timer off"),
    Tool("timer_left", _fixed(), "check the timer", "show [me] the timer", questions=("how (long|much time|many minutes) (is|are|have i got|do i have|does it have|) (left|remaining|to go) [on (the|my) timer]", "how long (left|to go) on the timer", "how much (time|longer) (is left|left|have we got|have i got|remains) [on the timer]", "when (does|will|is) the timer (go off|end|finish|ring|done|up)", "what's left on (the|my) timer", "how's (the|my) timer (doing|going|looking)", "is the timer (nearly|almost) (done|up|finished)", "how long till the timer (goes off|ends|rings|is done)", "time left", "how many minutes are left", "how much time has the timer got", "what's the timer (at|on)", "where's the timer at")),
    Tool("timer_left", _one("l", "label", label), "check the {l} timer", questions=("how (long|much time|many minutes) (is|are|) (left|remaining) (on|for|in) the {l} [timer]", "when (does|will|is) the {l} (timer|) (go off|end|finish|ring|done|ready)", "what's left on the {l} timer", "how's the {l} timer (doing|going)", "how long (till|until|before) the {l} (is done|timer goes off|is ready|timer ends)", "how much longer (for|on|has) the {l} [timer|got]", "how long has the {l} [timer] got [left]", "is the {l} timer (nearly|almost) done")),
    Tool("set_alarm", _one("t", "time", clock_time), "(set|set me|make|create|put|put on|schedule|i need|i want|get me|add|give me) (an|the|my) alarm (for|at|to) {t}", "wake me [up] (at|by|around|for) {t}", "wake me [up] {t}", "(alarm|alarm clock) (for|at|to) {t}", "get me up at {t}", "(have|let) the alarm (go off|ring) at {t}", "i (need|have|want|must|'ve got) to (get up|be up|wake up|be awake) (at|by) {t}", "(set|make) a {t} alarm", "set alarm {t}", "set a larm for {t}", "ring (the alarm|an alarm|) at {t}", "alarm {t}", "i've got to be up (at|by) {t} [set an alarm]", "make sure i'm (up|awake) (at|by) {t}", "get me out of bed at {t}", "put the alarm on for {t}", "don't let me sleep past {t}", questions=("can you wake me [up] at {t}", "could you get me up at {t}"), weight=1.6),
    Tool("set_reminder", _reminder_in, "remind me to {t} in {d}", "remind me in {d} to {t}", "in {d} remind me to {t}", "(set|make|create|add|give me) a reminder (to|for me to) {t} in {d}", "(set|make) a reminder in {d} to {t}", "(tell|poke|nudge|ping|warn|prompt) me to {t} in {d}", "(tell|poke|nudge|ping) me in {d} to {t}", "i (need|have|want) to {t} in {d} (remind me|don't let me forget|so remind me)", "reminder in {d} {t}", "don't let me forget to {t} in {d}", "{t} in {d} remind me", "remind me {t} in {d}", "in {d} tell me to {t}", "remind me to {t} (after|{d} from now) [{d}]", questions=("can you remind me in {d} to {t}",), weight=1.3),
    Tool("set_reminder", _reminder_at, "remind me to {t} {w}", "remind me {w} to {t}", "{w} remind me to {t}", "(set|make|create|add|give me) a reminder (to|for me to) {t} {w}", "(set|make) a reminder {w} to {t}", "(tell|poke|nudge|ping|prompt) me to {t} {w}", "i (need|have|want) to {t} {w} (remind me|don't let me forget|so remind me)", "reminder {w} {t}", "don't let me forget to {t} {w}", "make sure i {t} {w}", "{w} tell me to {t}", "i must {t} {w}", "i mustn't forget to {t} {w}", "remind me {t} {w}", "i've got to {t} {w} remind me", weight=1.3),
    Tool("set_reminder", _reminder_day, "remind me to {t} {w}", "remind me {w} to {t}", "(set|make|create|add) a reminder to {t} {w}", "{w} i (need|have) to {t} (remind me|don't let me forget)", "don't let me forget to {t} {w}", weight=0.7),
    Tool("add_note", _one("t", "text", note), "(take|make|write|add|save|leave|jot|keep|create) a note [that|saying|that says|to self|to myself|which says] {t}", "note [down] [that] {t}", "(write|jot|scribble|put|take|get|note) [this|that] down {t}", "(write|jot|put|take) down [that] {t}", "make a note [of this|that] {t}", "remember [that] {t}", "(new note|note to self|note|memo|quick note|my note) {t}", "(keep in mind|don't forget|bear in mind|store|record|save) [that] {t}", "add to my notes [that] {t}", "put in my notes [that] {t}", "(stick|pop|put|save) [this|that] in [my|the] notes {t}", "i want to (remember|note|write down) [that] {t}", "for the record {t}", "can you remember [that] {t}", "please remember [that] {t}", "jot down {t}", weight=1.8),
    Tool("add_to_list", _list_add, "(add|put|stick|pop|write|chuck|throw|get|bung|place|include|jot|append|whack) {i} (to|on|onto|in|into|down on) (the|my|our|) {n} list", "add {i} to {n} list", "{i} (on|to|onto|for) (the|my|our) {n} list", "(the|my|our) {n} list needs {i}", "(add to|put on) (the|my|our) {n} list {i}", "on (the|my|our) {n} list (put|add|write) {i}", "we need {i} on the {n} list", "i need {i} (put|add) [it|them|that] (on|to) (the|my) {n} list", "{n} list add {i}", "(make sure|see that) {i} (is|are|goes|get) on the {n} list", "i want {i} on (the|my) {n} list", "don't forget {i} (for|on) the {n} list", "also {i} on the {n} list", weight=2.0),
    Tool("read_list", _one("n", "list", list_name), "(read|show|tell|give|list|read out|check|open|say|recite|go through|run through|bring up|read back|let me hear) [me] (the|my|our) {n} list", "{n} list [please]", "read [me] (what's|everything) on (the|my|our) {n} list", questions=("what's on (the|my|our) {n} list", "what (do i have|have i got|have we got|is there) on (the|my|our) {n} list", "what is [there] on (the|my|our) {n} list", "is there anything on (the|my) {n} list", "what did i put on (the|my) {n} list", "what things are on the {n} list", "how does my {n} list look", "what's (left|still) on (the|my) {n} list", "what needs to be on the {n} list"), weight=1.0),
    Tool("convert", _convert, "convert {a} {f} (to|into|in) {t}", "(turn|change|translate|switch|put|make|express) {a} {f} (to|into|in) {t}", "{a} {f} (in|to|into|as) {t}", "(give me|tell me|show me|work out|get me|figure out|i need|i want) {a} {f} in {t}", "{a} {f} {t}", questions=("what's {a} {f} in {t}", "what is {a} {f} in {t}", "how many {t} (is|are|are in|in|are there in|make|do|would be|equal|does) {a} {f} [make]", "how (much|long|heavy|far|hot|cold|fast|big) is {a} {f} in {t}", "what would {a} {f} be in {t}", "what does {a} {f} (come to|make|equal) in {t}", "{a} {f} is how many {t}", "how many {t} to {a} {f}", "{a} {f} how many {t}", "{a} {f} how much is that in {t}", "if (it's|something is|i have) {a} {f} (what is that|how much is that|how many is that) in {t}", "the recipe (says|needs|wants|calls for) {a} {f} what's that in {t}", "i (run|ran|walk|drove|weigh|need) {a} {f} (what's|how much is|how far is) that in {t}", "what do {a} {f} (weigh|make|come to) in {t}", "how {a} {f} in {t}"), weight=3.0),
    Tool("convert", _convert_a, questions=("how many {t} (are in|in|are there in|make|make up|go into) a {f}", "how many {t} in one {f}", "what's (a|one) {f} in {t}"), weight=0.4),
    Tool("clock", _fixed(about="time"), "(tell|give) me the time", "time please", "say the time", "check the (time|clock)", "the time", questions=("what time is it [now|right now|please]", "what's the time [now|please]", "have you got the time", "do you have the time", "what time do you make it", "is it late [already]", "how late is it", "what does the clock say", "what's the current time", "can you tell the time", "what hour is it", "whats the time", "what time we at", "what time is it here", "is it (lunch time|tea time|bed time|time to go|noon|midnight|late enough|still early) [yet|already|now]", "has it gone (noon|midnight|lunch time|1|2|4|5|7|8|10|11) [yet|already]", "is it (after|nearly|almost|already) (noon|midnight|2|3|5|6|8|11|10 30|4 o'clock|1 o'clock) [already|now]", "how late (are we|has it got)", "what does my watch say"), weight=0.8),
    Tool("clock", _fixed(about="date"), "(tell|give) me (the|today's) date", "today's date", "the date please", questions=("what's the date [today]", "what date is it [today]", "what's today's date", "which date is it", "what day of the month is it", "what is the date", "what month is it", "what year is it", "what's the date today", "which month are we in", "what year are we in", "what's todays date", "what's the date for the form", "(which|what) date (do|should) i (put|write)", "what day of (march|june|may|october|december) is it", "is it the (1st|5th|10th|20th|25th|30th) [today|yet|already]"), weight=0.8),
    Tool("clock", _fixed(about="weekday"), "(tell|give) me the day", "today's day", questions=("what day is it [today]", "which day is it", "what day of the week is it", "what's the day today", "is it (monday|tuesday|wednesday|thursday|friday|saturday|sunday) [today]", "what weekday is it", "which day of the week is it [today]", "what day is today", "is today (monday|tuesday|friday|sunday)", "what day are we on", "what day we on", "is it (the weekend|a weekday|a work day|still (monday|thursday|sunday)) [today|yet]", "(which|what) day (have we got|are we at|is this)", "are we on a (monday|tuesday|thursday|saturday)", "is it (monday|wednesday|saturday) or (thursday|friday|sunday) [today]"), weight=0.8),
    Tool("system_status", _fixed(about="disk"), "check (the|my|) (disk|disk space|drive|storage|hard drive)", "(disk|storage) (space|usage|status)", "show [me] (the|) disk (space|usage)", questions=("how (full|empty) is (the|my|your) (disk|hard drive|drive|hard disk|storage|ssd)", "how much (disk|hard drive|storage|free|drive) space (is|do i have|have i got|is there|have we got|do we have|) [left|free|available]", "how much (space|room|storage) (is|have i got|do i have) (left|free|available) [on the disk|on this machine|on this computer|on the drive]", "am i running out of (space|disk|disk space|storage)", "is the (disk|drive|hard drive) [nearly|almost] full", "how big is the (disk|drive|hard drive)", "what's my disk space (like|)")),
    Tool("system_status", _fixed(about="memory"), "check (the|my|) (memory|ram)", "(memory|ram) (usage|status|use)", "show [me] (the|) (memory|ram) [usage]", questions=("how much (memory|ram) (is|do i have|have i got|is there|have we got|) [left|free|available|used|in use]", "what's (using|eating|hogging|taking|taking up) [up] (the|my|all the|all my|most of my|most) (memory|ram)", "how full is (the|my) (memory|ram)", "how's the (memory|ram) [doing|looking]", "am i (low on|running out of|short of) (memory|ram)", "how much ram does (this|the|my) (computer|machine|thing) have", "which program uses the most (memory|ram)", "what's the memory (at|like|usage)")),
    Tool("system_status", _fixed(about="cpu"), "check (the|my|) (cpu|processor)", "(cpu|processor) (load|usage|status|use)", "show [me] (the|) (cpu|processor) (load|usage)", questions=("how busy is (the|my|this|your) (cpu|processor|computer|machine|pc)", "what's the (cpu|processor) (load|usage|doing|at)", "how (hard|much) is the (cpu|processor|computer|machine) working", "how's the (cpu|processor) [doing|looking]", "what's the load [on (the|this) (machine|computer|cpu)]", "is the (computer|machine|cpu|processor) (busy|under load|struggling|working hard)", "what's (using|eating|hogging) [up] the (cpu|processor)", "why is the computer [so] slow", "how many cores (does this machine have|do i have|are there)", "what's using the most (cpu|processor)", "is (the|my|this) (cpu|processor|machine|computer|laptop) (flat out|maxed out|hot|overloaded|sweating|idle)", "why is (the|my) fan (so loud|on|running|screaming)", "how (hot|loaded) is the (cpu|processor)")),
    Tool("system_status", _fixed(about="processes"), "(list|show|show me|check) [the] [running] (processes|programs|tasks|apps)", questions=("what's running [on (this|the|my) (computer|machine|pc|box)|right now|at the moment]", "what (programs|processes|apps|tasks) are (running|open|active) [right now|at the moment|on this computer|on this machine]", "how many (processes|programs|tasks|apps) are (running|there|open)", "which (programs|processes|apps|tasks) are running", "what is the computer (doing|running|up to) [right now]", "what's this (machine|computer) (doing|running|up to)", "is anything running")),
    Tool("system_status", _fixed(about="network"), "check (the|my|) (network|connection|connections|internet connection|wifi)", "(network|internet|wifi) (status|connections)", "(list|show|show me) [the] (network|open) (connections|ports)", questions=("what's (using|on|hogging|eating) (the|my) (network|internet|connection|wifi|bandwidth)", "what's my (ip|ip address|i p address|network address)", "what (connections|network connections|ports) are open", "(which|what) (programs|processes|apps) (use|are using|talk to|are on) (the network|the internet|the wifi)", "am i (online|connected|on the internet)", "how's (the|my) (network|connection|internet connection|wifi)", "is (the|my) (network|internet|wifi|connection) (up|working|down|on)", "how much data (have i|has this machine) (used|sent|downloaded)", "who is (talking to|connected to) the internet", "is anything (phoning home|talking to the internet|using the internet)", "are we (connected|online)", "(what|which) (servers|machines|addresses|computers|sites|hosts) (is this (computer|machine)|are we|am i) (connected|talking|linked|sending data) to", "(is|are) (any|some) (programs|program|apps|app) (sending|uploading|leaking) (data|anything|something)", "is (something|somebody|anything|anyone) (spying|connected|sending data|uploading)", "what (goes|is going) (out|over the wire|to the internet)")),
    Tool("set_setting", _set, "(set|change|put|make|switch|turn|adjust|move|bring|get|fix|update|alter|push|take) [the|your|my] {s} (to|at|as|on|two) {v}", "{s} (to|two|at|of) {v}", "{s} {v}", "i want [the] {s} (at|to be|on|of) {v}", "use [a] {s} [of] {v}", "let's (have|try|use|go with) [a] {s} (of|at) {v}", "make (the|your) {s} {v}", "go (to|for) [a] {s} [of] {v}", "[a] {s} of {v}", "switch [the|your] {s} to {v}", "give me [a] {s} of {v}", "{s} should be {v}", "set {s} {v}", "try {s} {v}", weight=3.0),
    Tool("set_setting", lambda rng: (lambda p: ({"v": p}, {"name": "persona", "value": p}))(rng.choice((*PERSONAS, word(rng)))), "(talk|speak|act|answer|sound|behave|be|respond) (like|as) [a|an|the|my] {v}", "(be|become|pretend to be|play|turn into) [a|an|the] {v}", "switch to [the|a] {v} (persona|personality|character|mode)", "(use|load|take|put on) the {v} (persona|personality|character)", "{v} (persona|personality) [please|on]", "i want [to talk to] [a|the] {v} persona", weight=0.8),
    Tool("set_setting", lambda rng: (lambda p: ({"v": p}, {"name": "voice", "value": p}))(rng.choice((*VOICES, rng.choice(NAMES)))), "(use|switch to|change to|try|give me|i want|let me hear|go with|take|speak with|talk in|speak in) (the|a|) {v} voice", "(use|switch to|change to|speak with|talk with) [the] voice [of|called] {v}", "{v} voice [please]", "(change|switch|set) your voice to {v}", "talk with {v}'s voice", weight=0.8),
    Tool("change_setting", _change("up"), f"{_UP} [the|your] {{s}} [a bit|a little|a tad|a notch|slightly|some|more]", "(turn|put|crank|bring|push|move|bump|dial) [the|your] {s} up [a bit|a little|a tad|a notch|slightly|some|more]", "(more|higher|bigger|greater) {s}", "{s} up [a bit|a little|a notch]", "make [the|your] {s} (higher|bigger|greater|more)", "[the] {s} [is|should be|is too low make it] (higher|up)", "i want (more|a higher|higher) {s}", "a (bit|little|touch) more {s}", "{s} (is|'s) too low", "get the {s} up", weight=1.6),
    Tool("change_setting", _change("down"), f"{_DOWN} [the|your] {{s}} [a bit|a little|a tad|a notch|slightly|some|more]", "(turn|put|crank|bring|push|move|take|dial) [the|your] {s} down [a bit|a little|a tad|a notch|slightly|some|more]", "(less|lower|smaller) {s}", "{s} down [a bit|a little|a notch]", "make [the|your] {s} (lower|smaller|less)", "[the] {s} [is|should be|is too high make it] (lower|down)", "i want (less|a lower|lower) {s}", "a (bit|little|touch) less {s}", "{s} (is|'s) too high", "get the {s} down", weight=1.6),
    Tool("change_setting", _change_by("up"), f"{_UP} [the|your] {{s}} by {{b}}", "(turn|put|crank|bring|push|move|bump) [the|your] {s} up [by] {b}", "{s} up [by] {b}", "add {b} to [the|your] {s}", "{s} plus {b}", "(raise|increase) [the] {s} {b}", "{b} more {s}", "make [the] {s} {b} (higher|bigger|more)", weight=1.2),
    Tool("change_setting", _change_by("down"), f"{_DOWN} [the|your] {{s}} by {{b}}", "(turn|put|bring|push|move|take) [the|your] {s} down [by] {b}", "{s} down [by] {b}", "(take|knock|subtract) {b} (off|from) [the|your] {s}", "{s} minus {b}", "(lower|reduce|decrease|drop) [the] {s} {b}", "{b} less {s}", "make [the] {s} {b} (lower|smaller|less)", weight=1.2),
    Tool("change_setting", _fixed(name="speech_rate", direction="up"), "(talk|speak|read|go|say it) [a bit|a little|much] (faster|quicker|more quickly)", "speed up [a bit|your voice|your speech]", "(faster|quicker) [please]", "pick up the pace", "hurry up when you (talk|speak)", "you (talk|speak|are) too slow[ly]", weight=0.6),
    Tool("change_setting", _fixed(name="speech_rate", direction="down"), "(talk|speak|read|go|say it) [a bit|a little|much] (slower|more slowly)", "slow down [a bit|your voice|your speech]", "slower [please]", "not so fast", "you (talk|speak) too fast", "you're (talking|speaking|going) too fast", weight=0.6),
    Tool("change_setting", _fixed(name="temperature", direction="up"), "be [a bit|a little|much] (more creative|wilder|crazier|more random|weirder|more adventurous|hotter|sillier|less boring)", "get [a bit] (wilder|crazier|weirder|hotter)", "(loosen up|go crazy|go wild|let your hair down|more madness|heat up)", weight=0.6),
    Tool("change_setting", _fixed(name="temperature", direction="down"), "be [a bit|a little|much] (less creative|less wild|less crazy|less random|more serious|more sensible|calmer|more predictable|cooler)", "(calm down|cool down|sober up|settle down|tone it down|get serious|cool it|chill)", weight=0.6),
    Tool("get_setting", _named(), "(tell|give|show|read) me (the|your) {s}", "(check|show|read) (the|your) {s}", questions=("what's (the|your) {s} [set to|at|now|right now|currently]", "what is (the|your) {s} [now|set to|at the moment]", "(how high|how big|how much|what) is (the|your) {s} [set to|right now|now]", "what {s} (are you using|are you on|have you got|do you have|is set|do we have|is it)", "what's (the|your) current {s}", "which {s} (are you using|is on|is set|do you use|are we on)", "what (did i set|have i set) the {s} (to|at)", "where's the {s} (at|set)", "current {s}"), weight=1.2),
    Tool("reset_setting", _fixed(), "(reset|restore) [all|all the|all your|your|the|my|every|everything in] (settings|setting|options|defaults|everything|dials)", "(go|put|set|bring|turn|change) [everything|it all|all settings|all|the settings|things] back to (default|defaults|normal|the defaults|how it was|factory settings|the start)", "(back to|restore the|use the|load the) (defaults|default settings|factory settings|normal settings)", "factory reset [please]", "default settings", "reset everything", "start over with the default settings", "reset to (default|defaults|factory)", weight=0.8),
    Tool("reset_setting", _named(), "reset [the|your] {s}", "(put|set|bring|turn|change) [the|your] {s} back to (default|normal|the default|its default|what it was|standard|where it was at the start)", "[the] default {s} [please]", "restore [the|your] {s}", "{s} back to (normal|default)", "use the (default|normal|standard) {s}", "set [the] {s} to (default|its default|the default)", weight=0.9),
    Tool("undo_setting", _fixed(), "undo [that|the last change|the last setting|my last change|it|this|the change|that change|what i just did]", "(take|put|change|set|turn|switch) (that|it) back [to what it was|to how it was|to before|again]", "(revert|reverse|roll back) [that|the last change|the setting|it]", "go back to (how|what) it was [before]", "(change|set) it back", "i didn't (mean|want) that (change|setting) [undo it]", "undo please", "that was better before", "no go back", "restore the previous setting", weight=0.8),
    Tool("save_preset", _preset, "(save|store|keep|remember) (this|these settings|the settings|my settings|everything|all this|the current settings|it|that) (as|under|under the name|in) [the|a] [preset] {p}", "save [a|this as a|the|as] preset [called|named|as] {p}", "(make|create|store|save) a preset (called|named) {p}", "call (this|these settings|this setup) {p}", "save (preset|settings) {p}", "name (this|these settings) {p}", "(save|store) the {p} preset", weight=0.8),
    Tool("load_preset", _preset, "(load|use|apply|switch to|go to|activate|open|restore|bring back|put on|turn on|select|choose|start|recall|set) [the|my] [preset] {p} (preset|settings|setup|mode)", "(load|use|apply|activate|restore|recall|switch to|bring back) [the] preset [called|named] {p}", "preset {p}", "{p} (preset|settings) [please]", "go back to [the|my] {p} (settings|preset)", "(load|recall|bring back) [my|the] {p}", weight=0.8),
    Tool("party", _fixed(action="start"), "(start|begin|turn on|switch on|enter|activate|launch|go into|kick off|let's start|let's begin|enable|fire up|let's have) [a|the] (party|party mode|drinking game|party game|part e mode|drinking games)", "party mode [on|please]", "let's (party|play a drinking game|get this party started|get the party started|play party games)", "party time", "it's party time", "(time to|we want to|i want to|let us) party", "get the party (started|going)", weight=0.8),
    Tool("party", _fixed(action="end"), "(end|stop|finish|turn off|switch off|leave|exit|quit|close|deactivate|disable|kill|shut down) [the] (party|party mode|drinking game|party game|game)", "party [mode] (off|over)", "the party's over", "the party is over", "no more party [mode]", "(we are|we're) done (with the party|partying|playing)", "enough (partying|of the party)", "wrap up the party", weight=0.8),
    Tool("party", _player("drink"), "{p} (had|has had|drank|took|just had|just drank|gets|has|finished|downed|is having|just took|just finished|has drunk|sank|necked) (a|another|one more|a|his|her|one) (drink|beer|shot|glass|sip|wine|pint|cocktail|round)", "(give|add|log|count|note|mark|put down|record|another|one more) [one|a] drink (for|to|on) {p}", "another (drink|beer|shot|round|one|pint) for {p}", "{p} drinks", "{p} drank", "(a|one) (drink|shot|beer) for {p}", "{p} must drink", "drink for {p}", weight=0.8),
    Tool("party", _fixed(action="drink"), "i (had|just had|drank|took|had myself|'ve had|have had|downed|finished) (a|another|one more) (drink|beer|shot|glass|pint)", "(log|count|add|note|record) (a|one|my) drink", "we (had|drank|took|just had) (a|another|one more) (drink|round|shot)", "(one|a) more drink", "(cheers|bottoms up|drink up|down it|another round|another drink|skol|prost)", "(this is|that was|that makes) my (second|third|4th|5th|6th|7th|first|last) [one|drink|pint|shot|glass]", "(number|drink number) (2|3|4|5|6) [down|gone|for me]", "(down the hatch|chin chin|to your health|salud|here's to us)", "i (finished|emptied|drained) my glass", weight=0.6),
    Tool("party", _player("water"), "{p} (had|has had|drank|took|just had|is having|has|gets|drinks) [a|some|a glass of|another] (water|glass of water|water)", "(water for|some water for|a glass of water for|log water for|give water to|add water for) {p}", "{p} is drinking water", weight=0.6),
    Tool("party", _fixed(action="water"), "i (had|drank|just had|just drank|'m drinking|'ve had) [a|some|a glass of] (water|glass of water)", "water break", "(log|add|count) (a|one) (water|glass of water)", "time for water", "we (had|drank) [some] water", "(one|a) water please", "everyone drinks water", weight=0.6),
    Tool("party", _player("add_player"), "(add|sign up|include|put in|let in|bring in|enter|deal in|count in|register|sign in|join) {p} [to|in|into|as] [the|a] [game|party|player|players|group]", "{p} (is|wants|would like) [to] (playing|play|join|joining|in|in the game|a player|join in|join the party)", "{p} (joins|joined|plays|is here|has arrived|just arrived|came) [the|] [game|party]", "new player {p}", "add [a] player [called|named] {p}", "player {p}", "put {p} down as a player", "count {p} in", "{p} is joining us", "{p} (turned up|has come|came over|popped in|showed up) and (wants in|wants to join|would like a go|will play too)", "(make|there is|there's) (room|space) for {p} [in the game]", "deal {p} in", "can {p} (join|play|join in) [too]", weight=0.9),
    Tool("party", _player("remove_player"), "(remove|kick|kick out|drop|take out|delete|throw out|get rid of|count out|strike|take) {p} [from|out of] [the] (game|party|players|list of players|group)", "remove {p}", "{p} (is|has|'s) (out|leaving|left|gone|going home|gone home|done|not playing|not playing any more|dropping out|out of the game)", "{p} (left|leaves|went home|quit|quits|goes home) [the] [game|party]", "remove player {p}", "count {p} out", "{p} doesn't (play|want to play) any more", "take {p} out of the game", "{p} (fell asleep|is tired|had enough|gave up|has to go|is off) [so] (take|count|leave) (him|her|them) out", "(cross|leave|strike) {p} (off|out) [the list]", "no more {p}", "{p} is no longer (playing|in)", weight=0.9),
    Tool("party", _fixed(action="score"), "(tell|show|give|read) [me|us] the (score|scores|scoreboard|standings|tally|points)", "(score|scores|scoreboard) [please]", "read [out] the (score|scores|scoreboard)", questions=("what's the (score|tally)", "who's (winning|ahead|in the lead|leading|losing|behind|last)", "who (is winning|is ahead|has the most points|has had the most drinks|leads|drank the most|has drunk the most)", "what are the (scores|points|standings)", "how many (drinks|points) (does everyone have|has everyone had|do we have)", "how are we doing [in the game]", "how's the score"), weight=0.8),
    Tool("party", _fixed(action="next"), "next (player|one|turn|round|person|go|card|question|please)", "(who's|whose) (turn|go) is it", "(move|go) on [to the next (player|person|one|round)]", "whose go is it", "(who's|who is) (next|up|up next)", "(carry on|keep going|continue) with the game", "next up", weight=0.8),
    Tool("party", _fixed(action="truth"), "(truth|truth please|i (pick|choose|want|take|'ll take|say|go for|'ll go with) [a] truth|give (me|us) a truth|ask (me|us) a truth|truth question|ask me a truth question|a truth please|let's have a truth|truth for me|i'll do a truth)", weight=0.7),
    Tool("party", _fixed(action="dare"), "(dare|dare please|i (pick|choose|want|take|'ll take|say|go for|'ll go with) [a] dare|give (me|us) a dare|dare (me|us)|a dare please|let's have a dare|dare for me|i dare you to give me a dare|i'll do a dare|hit me with a dare)", weight=0.7),
    Tool("party", lambda rng: (lambda p, a: ({"p": p, "a": a}, {"action": a, "player": p}))(rng.choice(NAMES), rng.choice(("truth", "dare"))), "(a|give a|give us a|ask a|one) {a} (for|to) {p}", "{p} (picks|chooses|wants|takes|says|goes for|will take) [a] {a}", "give {p} a {a}", "{a} for {p}", weight=0.7),
    Tool("party", _fixed(action="never"), "(never have i ever|a never have i ever|give (me|us) a never have i ever|play never have i ever|let's play never have i ever|let's do never have i ever|never have i ever please|another never have i ever|never ever have i ever|next never have i ever|do a never have i ever|start never have i ever|one never have i ever|never have i)", weight=0.7),
    Tool("control", _fixed(action="stop"), "(stop|stop it|stop that|stop talking|be quiet|quiet|shut up|hush|enough|that's enough|silence|shush|zip it|stop please|pause|okay stop|halt|stop speaking|please stop|no more|be silent|shut it|stop now|shh|quit talking|quit it|pipe down|that will do|that'll do|cut it out|hold on|hold it)", weight=0.9),
    Tool("control", _fixed(action="repeat"), "(repeat|repeat that|say that again|say it again|again|once more|what|pardon|come again|sorry what|what did you say|one more time|i didn't (hear|catch|get) that|tell me again|can you repeat that|repeat please|what was that|excuse me what|say again|run that by me again|i missed that|repeat the answer|repeat what you said|pardon me|eh|huh|say what)", weight=0.9),
    Tool("control", _fixed(action="louder"), "(louder|speak up|louder please|talk louder|speak louder|a bit louder|i can't hear you|i can hardly hear you|you're too quiet|make it louder|raise your voice|be louder|much louder|say it louder|turn yourself up|turn it up|you are too quiet|can't hear you)", weight=0.8),
    Tool("control", _fixed(action="quieter"), "(quieter|quieter please|talk quieter|speak more quietly|not so loud|a bit quieter|you're too loud|keep it down|lower your voice|softer|speak softly|talk softly|be quieter|too loud|turn yourself down|turn it down|you are too loud|speak quietly|keep your voice down|don't shout|stop shouting)", weight=0.8),
    Tool("control", _fixed(action="shorter"), "(shorter|shorter please|keep it short|be brief|be more brief|shorter answers|make it shorter|too long|less talk|cut it short|be concise|give me shorter answers|answer more briefly|give me the short version|don't ramble|stop rambling|in short|keep your answers short|get to the point|briefly)", weight=0.8),
    Tool("control", _fixed(action="longer"), "(longer|longer please|more detail|tell me more|longer answers|make it longer|say more|in more detail|elaborate|go on|explain more|give me longer answers|answer at length|expand on that|a bit more detail|more please|give me more detail|keep going|keep talking|go into detail)", weight=0.8),
    Tool("control", _fixed(action="cancel"), "(cancel|cancel that|never mind|nevermind|forget it|forget that|forget i said anything|drop it|scratch that|don't bother|ignore that|leave it|no don't|abort|no cancel|cancel it|no never mind|skip it|ignore me|that's not what i meant|wrong|oh forget it|don't do that|not now|i changed my mind|changed my mind)", weight=0.9),
)  # fmt: skip
_WEIGHTS = [
    tool.weight
    * (0.6 if tool.name in ("party", "system_status") else 1.0)
    * (1.5 if "{" in (tool.orders + tool.questions)[0] else 1.0)
    for tool in TOOLS
]


def exchange(rng: random.Random, *, test: bool = False, noise: float = 0.12) -> Exchange | None:
    """A request answered by one of the host's tools; its spoken result is said as it is."""
    from training.data import FAILED, Exchange, fill, held_out, placeholders
    from training.frames import slips, wrap_order, wrap_question
    from training.templates import sample

    tool = rng.choices(TOOLS, _WEIGHTS)[0]
    kinds = [(False, t) for t in tool.orders] + [(True, t) for t in tool.questions]
    if test:
        kinds = [k for k in kinds if held_out(k[1])]
    elif len(kinds) >= 6:
        kinds = [k for k in kinds if not held_out(k[1])]
    if not kinds:
        return None
    question, template = rng.choice(kinds)
    slots, arguments = tool.make(rng)
    text = sample(template, rng, placeholders(slots))
    if tool.name != "control" or rng.random() < 0.6:
        free_text = tool.name in ("add_note", "set_reminder")
        if free_text:  # what follows could belong to the text that is noted: only openers
            from training.lexicon import OPENERS, POLITE

            if rng.random() < 0.3 and not question:
                text = f"{rng.choice(POLITE)} {text}"
            if rng.random() < 0.25:
                text = f"{rng.choice(OPENERS)} {text}"
            if rng.random() < 0.04:
                text = f"{aside(rng)} {text}"
        else:
            text = wrap_question(text, rng) if question else wrap_order(text, rng)
    if rng.random() < noise:
        text = slips(text, rng)
    user = fill(text, slots)
    if user is None:
        return None
    from assistant.think.numbers import normalise

    copied = {
        key: (normalise(v) if v in slots.values() or key in ("when", "text", "items", "value", "by") else v)
        for key, v in arguments.items()
    }
    for key, v in copied.items():
        if (
            key in ("text", "when", "items", "duration", "time", "amount", "list", "label", "preset", "player")
            and v not in user
            and not (key == "amount" and v == "1")
        ):
            return None
    made = Exchange(user, tool.name, {"name": tool.name, "arguments": copied})
    if rng.random() < 0.1:
        if rng.random() < 0.2:
            made.result, made.reply = (
                "error: "
                + rng.choice(
                    (
                        "no such timer",
                        "there is no list",
                        "out of range",
                        "the file cannot be written",
                        "unknown unit",
                        "no party is on",
                    )
                ),
                rng.choice(FAILED),
            )
        else:
            made.result, made.reply = (
                rng.choice(("Done.", "ok", "Set.", "Timer set.", "Here is your list.", "It is on.")),
                "{result}",
            )
    return made
