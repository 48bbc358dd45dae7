"""Nothing leaves the machine: the loop runs where there is no network, and no part of it carries a reporter."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
REPORTERS = (b"OneCollector", b"events.data.microsoft.com", b"sentry.io", b"google-analytics.com")
"""Where libraries that report home report to. onnxruntime's wheels do from 1.29 on."""
LIBRARIES = ("onnxruntime", "ctranslate2", "llama_cpp", "piper", "pocketsphinx", "av", "tokenizers")


@pytest.mark.parametrize("name", LIBRARIES)
def test_no_native_library_reports_home(name: str) -> None:
    found = importlib.util.find_spec(name)
    assert found is not None
    assert found.origin is not None
    files = [path for path in Path(found.origin).parent.rglob("*.so*") if path.is_file()]
    assert files
    for file in files:
        data = file.read_bytes()
        assert not [reporter for reporter in REPORTERS if reporter in data], file


@pytest.mark.docker
def test_the_whole_loop_runs_where_there_is_no_network_at_all(tmp_path: Path) -> None:
    """A network namespace of its own has no device that is up, not even loopback."""
    alone = ["unshare", "--net"] if os.geteuid() == 0 else ["unshare", "--net", "--map-root-user"]
    done = subprocess.run(
        [*alone, sys.executable, "-m", "assistant", "demo", "--json", "--out", str(tmp_path / "reply.wav")],
        cwd=ROOT, capture_output=True, text=True, timeout=200, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    events = [json.loads(line) for line in done.stdout.splitlines()]
    assert next(event["text"] for event in events if event["event"] == "tool_result") == "391"
    assert not [event for event in events if event["event"] == "error"]
    assert (tmp_path / "reply.wav").stat().st_size > 100_000
