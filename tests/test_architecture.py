"""The direction of imports, and that importing the package is cheap."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

RANK = {
    "sandbox": 0,
    "tools": 1,
    "voices": 1,
    "assistant.errors": 2,
    "assistant.events": 3,
    "assistant.config": 3,
    "assistant.values": 3,
    "assistant.terminal": 3,
    "assistant.personas": 3,
    "assistant.settings": 4,
    "assistant.own_commands": 4,
    "assistant.phrases": 5,
    "assistant.settings_store": 5,
    "assistant.engines": 5,
    "assistant.models": 5,
    "assistant.worker": 5,
    "assistant.devices": 5,
    "assistant.hear": 6,
    "assistant.think": 6,
    "assistant.speak": 6,
    "assistant.parts": 7,
    "assistant.pipeline": 7,
    "assistant.app": 8,
    "assistant.doctor": 9,
    "assistant.modes": 9,
    "assistant.cli": 10,
    "assistant.__main__": 11,
}
"""A module may import from its own part and from parts of a lower rank."""

HEAVY = {
    "numpy",
    "onnxruntime",
    "ctranslate2",
    "faster_whisper",
    "pocketsphinx",
    "piper",
    "pyaudio",
    "llama_cpp",
    "docker",
    "hassil",
    "pint",
    "pydantic",
    "soundfile",
    "soxr",
    "jinja2",
    "mcp",
    "jsonschema",
    "httpx2",
}


def part_of(module: str) -> str | None:
    """The part of RANK that a dotted module name belongs to; None for foreign modules."""
    pieces = module.split(".")
    return next((name for n in (2, 1) if (name := ".".join(pieces[:n])) in RANK), None)


def imports(path: Path) -> set[str]:
    """The dotted names of the modules that a file imports, also inside functions."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


SOURCES = [path for part in ("assistant", "tools", "sandbox", "voices") for path in sorted((ROOT / part).rglob("*.py"))]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_go_one_way(path: Path) -> None:
    own = part_of(".".join(path.relative_to(ROOT).with_suffix("").parts))
    if own is None:
        assert path.name == "__init__.py", f"{path} belongs to no part: add it to RANK"
        return
    for name in imports(path):
        other = part_of(name)
        if other is None or other == own:
            continue
        assert RANK[other] < RANK[own], f"{own} imports {name}"


def test_importing_the_package_loads_no_heavy_library() -> None:
    code = "import sys, assistant, assistant.cli; print(' '.join({name.split('.')[0] for name in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not HEAVY & set(loaded.stdout.split())
