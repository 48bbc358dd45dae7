"""How the bundled starter's words are drawn."""

from __future__ import annotations

import pytest

from assistant.engines import Sampling
from assistant.think.starter import drawn


@pytest.mark.parametrize(
    ("told", "drawn_at"), [(0.0, 0.0), (0.5, 0.125), (0.7, 0.343), (1.0, 1.0), (1.5, 3.263), (3.0, 4.2)]
)
def test_sober_it_is_cooler_than_it_is_told_and_then_hotter(told: float, drawn_at: float) -> None:
    assert drawn(Sampling(temperature=told)).temperature == pytest.approx(drawn_at, abs=0.005)


def test_more_heat_is_never_cooler() -> None:
    drawn_at = [drawn(Sampling(temperature=step / 20)).temperature for step in range(61)]
    assert drawn_at == sorted(set(drawn_at))


@pytest.mark.parametrize(("told", "min_p"), [(0.0, 0.3), (0.7, 0.3), (0.85, 0.0122), (1.0, 0.0005), (3.0, 0.0005)])
def test_what_is_unlikely_is_cut_off_when_sober_and_let_be_when_hot(told: float, min_p: float) -> None:
    sampling = drawn(Sampling(temperature=told, min_p=0.05, top_p=0.9))
    assert sampling.min_p == pytest.approx(min_p, rel=0.02)
    assert sampling.top_p == pytest.approx(0.9999)


def test_what_the_owner_wants_cut_off_stays_a_probability() -> None:
    assert drawn(Sampling(temperature=0.5, min_p=1.0)).min_p == 1.0
    assert drawn(Sampling(temperature=0.5, min_p=0.0)).min_p == 0.0
    assert drawn(Sampling(temperature=0.5, min_p=0.2)).min_p == 0.3
    assert drawn(Sampling(temperature=0.5, min_p=0.4)).min_p == 0.4
