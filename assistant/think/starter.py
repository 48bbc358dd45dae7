"""What the bundled starter needs that no other model does: its style, and how its words are drawn."""

from __future__ import annotations

from dataclasses import replace

from assistant.engines import Sampling
from assistant.think.numbers import normalise
from assistant.think.plausible import is_plausible
from assistant.think.reply import Style, follows_on

SURE = 0.7
"""How sure it must be of a call (see engines.CallPart)."""
SOBER, HOT = 3, 0.25
"""Powers of a temperature below 1 (0.7 becomes 0.34), and of what is above 1, up to `HOTTEST`."""
HOTTEST, WILDEST = 3.0, 4.2
"""The highest temperature that can be set, and what it becomes."""
SURELY, COOL = 6.0, 0.7
"""What is cut off in sober talk, as a factor of what is set, up to this temperature; from 1 on it is `WILDLY`."""
WILDLY = 0.01
MOST = 0.3
"""More than this is cut off only where the owner says so: equal jokes are not equally likely."""


def starter_style() -> Style:
    """The starter reads normalised text and short results, and puts only a program's result into words."""
    return Style(
        prepare=normalise,
        follows_on=follows_on,
        result_characters=60,
        retold=lambda tool: tool == "run_python",
        places_results=True,
        rounds=4,
        as_written=False,
        surest=SURE,
        plausible=is_plausible,
        drawn=drawn,
    )


def drawn(sampling: Sampling) -> Sampling:
    """The starter is a hundred times surer of its words than a big model: when hot, a hundredth as much is cut off.

    Only so do its words grow wild evenly with the temperature (`hearth eval starter` shows how): with a big model's
    truncation nothing happens at all up to 2, and everything between 2.5 and 3.

    Below 1 it is cooler than it is told: which kind of answer fits is for its best guess, which of ten equal ones for
    chance; drawn at 0.7, 3 of 100 requests get an answer to something else (measured). So more is cut off there, too:
    of 432 new remarks and questions 389 are answered in kind, and 383 without, with as many different jokes; cooled
    further, 395 are, with half the jokes. Above 1 it is hotter: so sure a model would hardly change in the first half
    of the way.
    """
    wild = min(1.0, max(0.0, (sampling.temperature - COOL) / (1 - COOL)))
    cut = sampling.min_p * SURELY * (WILDLY / SURELY) ** wild
    cut = min(cut, max(MOST, sampling.min_p))
    temperature = sampling.temperature**SOBER
    if sampling.temperature > 1:
        temperature = 1 + (WILDEST - 1) * ((sampling.temperature - 1) / (HOTTEST - 1)) ** HOT
    return replace(sampling, temperature=temperature, min_p=cut, top_p=1 - (1 - sampling.top_p) / 1000)
