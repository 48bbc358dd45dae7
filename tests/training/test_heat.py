"""The bundled model's small talk grows wild evenly with the drinks of a party, and sober again without them."""

from __future__ import annotations

from itertools import pairwise

from assistant.models.registry import STARTER
from training.everyday import open_with, warming

EACH = 12
"""Times that each of the ten things is said: two measurements of one heat then differ by 0.05 (standard deviation),
and what is asked for here is three times as far off, or more."""


async def test_small_talk_grows_wilder_evenly_from_sober_to_gibberish() -> None:
    async with open_with(STARTER) as house:
        heat = await warming(house, 4, each=EACH)
    temperatures = [temperature for temperature, _, _ in heat]
    wild = [share for _, share, _ in heat]
    assert temperatures == sorted(set(temperatures))
    assert wild[0] < 0.2, wild
    assert 0.2 < wild[2] < 0.8, wild  # half-way up it is neither sober still nor as wild as it gets
    assert wild[-1] > 0.7, wild
    steps = [after - before for before, after in pairwise(wild)]
    assert min(steps) > -0.12, wild
    assert max(steps) < 0.65, wild  # not all at once
