"""Units, by pint. Amounts and units come as they were said."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from tools.base import Outcome, ToolContext, ToolError, tool

_NAMES = {
    "feat": "foot", "feet": "foot", "foot": "foot", "ft": "foot", "inches": "inch", "stones": "stone",
    "metres": "meter", "metre": "meter", "meters": "meter", "kilometres": "kilometer", "kilometre": "kilometer",
    "kilometers": "kilometer", "k": "kilometer", "km": "kilometer", "kms": "kilometer", "centimetres": "centimeter",
    "centimetre": "centimeter", "centimeters": "centimeter", "millimetres": "millimeter", "millimetre": "millimeter",
    "litres": "liter", "litre": "liter", "millilitres": "milliliter", "millilitre": "milliliter", "mils": "milliliter",
    "mls": "milliliter", "ml": "milliliter", "kilos": "kilogram", "kilo": "kilogram", "kg": "kilogram",
    "kgs": "kilogram", "grammes": "gram", "grams": "gram", "milligrams": "milligram",
    "lbs": "pound", "pounds": "pound", "ounces": "ounce", "oz": "ounce",
    "celsius": "degC", "centigrade": "degC", "fahrenheit": "degF", "kelvin": "kelvin", "c": "degC", "f": "degF",
    "mph": "mile/hour", "kph": "kilometer/hour", "kmh": "kilometer/hour", "pints": "imperial_pint",
    "pint": "imperial_pint", "gallons": "gallon", "cups": "cup", "teaspoons": "teaspoon", "tsp": "teaspoon",
    "tablespoons": "tablespoon", "tbsp": "tablespoon", "tonnes": "metric_ton", "tonne": "metric_ton",
    "tons": "ton", "yards": "yard", "miles": "mile", "days": "day", "hours": "hour", "minutes": "minute",
    "seconds": "second", "weeks": "week", "years": "year", "months": "month", "bytes": "byte", "megabytes": "megabyte",
    "gigabytes": "gigabyte", "gigs": "gigabyte", "megs": "megabyte", "terabytes": "terabyte", "kilobytes": "kilobyte",
    "acres": "acre", "hectares": "hectare", "knots": "knot", "calories": "calorie", "joules": "joule",
    "fluid ounces": "fluid_ounce", "fluid ounce": "fluid_ounce", "leagues": "league", "furlongs": "furlong",
    "dozen": "dozen", "dozens": "dozen", "fortnight": "fortnight", "fortnights": "fortnight", "decades": "decade",
    "centuries": "century", "nautical miles": "nautical_mile", "nautical mile": "nautical_mile",
}  # fmt: skip
_SMALLER = {"stone": "pound", "foot": "inch", "pound": "ounce", "hour": "minute", "minute": "second"}
"""What a bare number after a unit means: "11 stone 4", "5 foot 10"."""
_TEMPERATURES = ("degC", "degF", "kelvin")
_FRACTION = re.compile(r"^(?:(\d{1,9}) )?(\d{1,9}) divided by ([1-9]\d{0,8})(?= )")
""""3 1/2 inches", normalised."""
_FRACTIONS = {"half": 0.5, "quarter": 0.25, "third": 1 / 3}


@tool
def convert(context: ToolContext, amount: str, from_unit: str, to_unit: str) -> Outcome:
    """Convert between units of measure (not currencies).

    Args:
        amount: how much, as said ("26", "half a").
        from_unit: the unit it is in, as said ("miles", "stone 4").
        to_unit: the unit that is wanted ("kilometres").
    """
    said = _FRACTION.sub(_as_decimals, context.normalise(f"{amount} {from_unit}"))
    target = unit_of(context.normalise(to_unit))
    try:
        value = float(_quantity(said).to(target).magnitude)
    except Exception as error:
        if type(error).__module__.partition(".")[0] != "pint":
            raise
        raise ToolError(f"I cannot turn {said} into {to_unit}.") from error
    shown = say_number(value)
    speech = f"{said} is {shown} {to_unit}."
    return Outcome(f"{shown} {to_unit}", speech, {"kind": "convert", "value": round(value, 6), "unit": to_unit})


def say_number(value: float) -> str:
    """At most two decimals, or three significant digits below one."""
    if abs(value) >= 1 or value == 0:
        text = f"{value:.2f}"
    else:
        text = f"{value:.3g}" if abs(value) >= 1e-4 else f"{value:.2e}"
    return text.rstrip("0").rstrip(".") if "." in text and "e" not in text else text


@lru_cache(maxsize=1)
def _registry() -> Any:
    import pint

    return pint.UnitRegistry(autoconvert_offset_to_baseunit=True, cache_folder=None)


def is_unit(said: str) -> bool:
    """Whether people call a unit so. Quick: pint, which knows many more, is not asked."""
    words = [word for word in said.lower().split() if word not in ("degrees", "degree", "a", "an", "of", "in", "the")]
    text = " ".join(words)
    singular = set(_NAMES.values())
    speed = re.sub(r" (an|per|a|every) (hour|second|minute)$| (hour|second|minute)$", "", said.strip())
    return any(name in _NAMES or name in singular for name in (text, speed, words[0] if words else ""))


def unit_of(said: str) -> str:
    """pint's name of a unit as people say it.

    Raises:
        ToolError: it is not a unit.
    """
    words = [word for word in said.lower().split() if word not in ("degrees", "degree", "a", "an", "of", "in", "the")]
    text = " ".join(words)
    match = re.fullmatch(r"(.+) (?:an|per|every|each|a) ?(hour|second|minute)|(.+) (hour|second|minute)", said.strip())
    if match and text not in _NAMES:
        top, bottom = match.group(1) or match.group(3), match.group(2) or match.group(4)
        return f"{unit_of(top)}/{bottom}"
    name = _NAMES.get(text) or _NAMES.get(text.split(" ")[0] if text else "") or text.replace(" ", "_")
    registry = _registry()
    for candidate in (name, name.rstrip("s")):
        if candidate and (candidate in _TEMPERATURES or "/" in candidate or candidate in registry):
            return candidate
    raise ToolError(f"I do not know the unit {said}.")


def _quantity(said: str) -> Any:
    registry = _registry()
    text = re.sub(r"^(an?|one) ([a-z ]+?) and a (half|quarter|third)$", r"1 and a \3 \2", said.strip())
    text = re.sub(r"\b(\d+(?:\.\d+)?) ([a-z ]+?) and a (half|quarter|third)$", r"\1 and a \3 \2", text)
    text = re.sub(r"\b(\d+(?:\.\d+)?) and a (half|quarter|third)\b", _mixed, text)
    text = re.sub(r"\b(half|quarter) (?:of )?(?:an? )?(?=[a-z])", lambda m: f"{_FRACTIONS[m.group(1)]} ", text)
    text = re.sub(r"^(?:an?|one)\b(?! \d)", "1", text.strip())
    if not re.search(r"\d", text):
        text = f"1 {text}"
    pieces = re.findall(r"((?:minus |-)?\d+(?:\.\d+)?)\s*([a-z][a-z ]*)?", text)
    total: Any = None
    unit = ""
    for number, name in pieces:
        value = float(number.replace("minus ", "-"))
        clean = re.sub(r"\band\b.*$|\bof\b(?! an? hour).*$", "", name).strip()
        unit = unit_of(clean) if clean else _SMALLER.get(unit, unit)
        if not unit:
            raise ToolError(f"I do not know what {said} measures.")
        here = registry.Quantity(value, unit)
        total = here if total is None else total + here
    return total


def _as_decimals(match: re.Match[str]) -> str:
    return say_number(int(match[1] or 0) + int(match[2]) / int(match[3]))


def _mixed(match: re.Match[str]) -> str:
    return str(float(match.group(1)) + _FRACTIONS[match.group(2)])
