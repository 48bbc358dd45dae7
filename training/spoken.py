"""What people put into requests to the host's own tools: lengths and times, tasks, notes, items, units, settings."""

from __future__ import annotations

import random

from training.lexicon import NAMES, phrase, word


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
|lasagne|broccoli|carrots|brownies|muffins|pancakes|pie|gravy|lentils|dumplings|barbecue|grill|ham|salmon|sweetcorn|face mask|hair dye|stretching|run|piano|lunch|tumble dryer|dishwasher|slow cooker
""".replace("\n", "").split("|")
TASKS = """
call mum|call the dentist|take the bins out|buy milk|feed the cat|walk the dog|water the plants|pay the rent|pay the electricity bill|take my pills|take my tablets
|pick up the kids|pick up the parcel|send the email|book a table|book a haircut|check the oven|turn off the oven|turn off the sprinkler|charge my phone|go to bed
|ring the doctor|ring my sister|renew my passport|do the laundry|hang out the washing|iron my shirt|put the chicken in|take the cake out|lock the door|close the windows
|buy a birthday card|wish {n} a happy birthday|call {n}|text {n}|email {n}|meet {n}|pick up {n}|ask {n} about the car|stretch|drink water|stand up|leave for the station
|catch the bus|return the library book|empty the dishwasher|move the car|feed the fish|defrost the chicken|order flowers|back up the computer|practise the piano
|feed the baby|call the bank|call the plumber|ring the school|top up my phone|book the train tickets|post the letter|put the rubbish out|check the mail|water the tomatoes|change the sheets|order a taxi
|sign the form|pack my bag|pay the gardener|visit grandma|pay {n} back|send {n} the photos|thank {n} for the present|collect the dry cleaning|take the dog to the vet|descale the kettle|wrap the presents
|do my homework|clean the bathroom|vaccinate the dog|buy bread and butter|get petrol|cancel the gym|start the washing machine|write to {n}|check the post|wind the clock
""".replace("\n", "").split("|")
NOTES = """
the car is parked on level {k}|the spare key is under the mat|{n} likes {w}|the wifi code is on the fridge|the plumber comes on {d}|my shoe size is {k}|we are out of {w}
|the meeting moved to {d}|{n} owes me {k} pounds|the garage code is {k}|buy {w} on {d}|the boiler needs fixing|idea for a story about a {w}|paint the {w} {w2}|{n}'s birthday is in {m}
|the library closes at {k}|the red folder is at work|try the {w} recipe|the {w} is in the {w2}|check the tyres|{n} called about the {w}|order more {w}|the flight is on {d}|i lent {n} my {w}
|{n} is allergic to {w}|the bus leaves at {k}|the gate code is {k}|my locker is number {k}|the {w} is at {n}'s house|we need a new {w}|{n} starts school in {m}|the bin day is {d}|the {w} cost {k} pounds
|{n} prefers {w} to {w2}|the exam is on {d}|the warranty ends in {m}|the password hint is {w}|seat {k} on the train|the cat hates {w}|the dentist is on {d}|return the {w} to {n}|the blue {w} is broken|ask {n} for the {w}|{w} and {w2}
""".replace("\n", "").split("|")
LISTS = "shopping|shopping|shopping|shopping|grocery|groceries|to do|todo|packing|wish|birthday|christmas|gift|party|camping|holiday|chores|movie|reading|hardware|cleaning|food|guest|work|baby|diy|weekend|garden|school|bucket|music|book|supermarket|chemist|hardware store|beach|picnic|barbecue|wedding|moving|office|repairs|errands|dinner|recipe|summer".split(
    "|"
)
ITEMS = """
milk|bread|eggs|butter|cheese|bananas|apples|tomatoes|onions|garlic|rice|pasta|flour|sugar|salt|pepper|tea bags|coffee|oat milk|orange juice|beer|wine|crisps|toilet paper|kitchen roll
|washing powder|shampoo|toothpaste|soap|batteries|light bulbs|candles|socks|sun cream|passport|charger|toothbrush|tent|sleeping bag|torch|jumper|swimming trunks|sunglasses|towels
|nails|screws|paint|sandpaper|a hammer|cat food|dog food|nappies|baby wipes|yoghurt|cereal|honey|jam|olive oil|chicken|mince|sausages|bacon|fish fingers|peas|carrots|potatoes|a lemon
|two pints of milk|six eggs|a loaf of bread|a dozen eggs|ice cream|chocolate|biscuits|birthday card|wrapping paper|flowers|clean the car|call the bank|mow the lawn|fix the tap|a book
|porridge oats|peanut butter|noodles|tinned tomatoes|chickpeas|cream|sour cream|tofu|salmon|prawns|turkey|broccoli|spinach|celery|ginger|limes|grapes|pears|blueberries|tortillas|bagels|croissants
|sparkling water|lemonade|cola|gin|tonic water|dishwasher tablets|fabric softener|sponges|tissues|deodorant|shaving foam|razor blades|painkillers|duct tape|picture hooks|a ladder|a bag of ice|three tins of beans
|wash the car|paint the fence|sort the garage|phone the landlord|washing up liquid|bin bags|foil|stamps|envelopes|plasters|cough syrup|vitamins|hand cream|cucumber|lettuce|mushrooms|avocados|lemons|strawberries|ketchup|mustard|mayonnaise|vinegar
""".replace("\n", "").split("|")
UNITS: tuple[tuple[tuple[str, ...], ...], ...] = (
    (("miles", "mile"), ("kilometers", "km", "kilometres", "k"), ("meters", "metres"), ("yards",), ("feet", "foot"), ("inches", "inch"), ("centimeters", "centimetres", "cm"), ("millimeters",), ("nautical miles",)),
    (("pounds", "lbs", "pound"), ("kilos", "kilograms", "kg"), ("grams", "g"), ("ounces", "ounce"), ("stone",), ("tons", "tonnes"), ("milligrams",)),
    (("liters", "litres", "litre"), ("gallons", "gallon"), ("pints", "pint"), ("cups", "cup"), ("tablespoons", "tablespoon"), ("teaspoons",), ("milliliters", "ml", "mls"), ("fluid ounces",), ("quarts",)),
    (("fahrenheit", "degrees fahrenheit", "degrees f"), ("celsius", "degrees celsius", "centigrade", "degrees c"), ("kelvin",)),
    (("miles per hour", "miles an hour", "mph"), ("kilometers per hour", "kilometres an hour", "kph"), ("knots",), ("meters per second",)),
    (("acres",), ("hectares",), ("square feet",), ("square meters",), ("square miles",), ("square kilometers",)),
    (("megabytes",), ("gigabytes",), ("terabytes",), ("kilobytes",), ("bytes",)),
    (("days",), ("weeks",), ("fortnights",), ("years",), ("months",)),
    (("joules",), ("calories",), ("kilojoules",), ("kilowatt hours",)),
)  # fmt: skip
"""Families of units that can be converted into each other; of each unit its names."""
SETTINGS: dict[str, tuple[str, ...]] = {
    "temperature": ("temperature", "temp", "the temperature", "the temp", "heat", "the heat", "creativity", "the creativity", "your temperature", "randomness", "the model temperature", "the sampling temperature", "sampling temperature", "model temperature", "your creativity"),
    "top_p": ("top p", "the top p", "nucleus", "top pee", "nucleus sampling", "top p value", "the top p value", "top p setting"),
    "top_k": ("top k", "the top k", "top kay", "top k value", "the top k value", "top k setting"),
    "min_p": ("min p", "the min p", "men p", "minimum p", "minimum probability", "min pee", "min p value", "the minimum probability"),
    "answer_length": ("answer length", "the answer length", "length of your answers", "reply length", "the length of the answers", "response length", "length of the replies", "the number of sentences", "your answer length", "length of the answers", "the length of your replies", "the response length", "the reply length"),
    "seed": ("seed", "the seed", "random seed", "the random seed", "seat number", "seed number", "your seed", "the seed number"),
    "persona": ("persona", "the persona", "personality", "your personality", "character", "your character", "the personality", "your persona", "the character"),
    "voice": ("voice", "the voice", "your voice", "speaking voice", "your speaking voice", "the speaking voice"),
    "speech_rate": ("speech rate", "the speech rate", "speaking rate", "speaking speed", "talking speed", "speed of speech", "speech speed", "your speed", "the speaking rate", "reading speed", "voice speed", "the talking speed", "your speaking speed", "pace of speech", "the speaking speed"),
    "volume": ("volume", "the volume", "sound", "the sound", "loudness", "your volume", "sound level", "the sound level", "the loudness", "volume level", "the volume level"),
    "wake_word_sensitivity": ("wake word sensitivity", "the wake word sensitivity", "sensitivity", "the sensitivity", "wake sensitivity", "week word sensitivity", "wake up word sensitivity", "hot word sensitivity", "listening sensitivity", "the wake up word sensitivity", "the listening sensitivity", "the wake sensitivity"),
    "thinking_budget": ("thinking budget", "the thinking budget", "thinking time", "thinking tokens", "budget for thinking", "your thinking budget", "reasoning budget", "the thinking time", "the reasoning budget", "your thinking time"),
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


def label(rng: random.Random) -> str:
    """What a timer is for."""
    return rng.choice((rng.choice(LABELS), rng.choice(LABELS), rng.choice(LABELS), word(rng)))


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
