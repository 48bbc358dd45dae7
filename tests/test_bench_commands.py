"""The benchmark of commands runs and reports what it promises; how fast is for its reader to judge."""

from __future__ import annotations

import pytest

from bench import commands


def test_it_reports_percentiles_and_ratios(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(commands, "ROUNDS", 2)
    found = commands.run()
    assert found["applied P50 ms"] <= found["applied P90 ms"] <= found["applied P99 ms"]
    assert found["applied P50 ratio"] > 0
    assert "transcript to applied setting: P50" in capsys.readouterr().out
