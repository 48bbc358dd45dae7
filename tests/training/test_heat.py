"""The bundled model's small talk grows wild evenly with the drinks of a party, and sober again without them."""

from __future__ import annotations

from itertools import pairwise

from assistant.models.registry import STARTER
from training.everyday import open_with, warming


async def test_small_talk_grows_wilder_evenly_from_sober_to_gibberish() -> None:
    async with open_with(STARTER) as house:
        heat = await warming(house, 4, each=3)
    temperatures = [temperature for temperature, _, _ in heat]
    wild = [share for _, share, _ in heat]
    assert temperatures == sorted(set(temperatures))
    assert wild[0] < 0.15
    assert wild[-1] > 0.75
    steps = [after - before for before, after in pairwise(wild)]
    assert min(steps) > -0.1, wild  # sixty answers are few: two steps near the top may be the same
    assert max(steps) < 0.5, wild
    assert wild[2] > 0.3, wild  # half-way up it is neither sober still
    assert wild[2] < 0.85, wild  # nor as wild as it gets
