"""What is said about a program's run (the real sandbox: tests/sandbox)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sandbox.errors import SandboxError
from sandbox.result import Artifact, State
from tools.base import Outcome, Toolbox, ToolContext
from tools.python import run_python, spoken
from tools.store import Store


class Result:
    """What sandbox.run returns, as far as the tool reads it (tests/sandbox checks the real one)."""

    def __init__(self, output: str = "", **what: Any) -> None:
        self.output, self.error, self.exit_status = output, "", 0
        self.timed_out = self.truncated = self.out_of_memory = self.interrupted = False
        self.seconds = 0.1
        self.state, self.artifacts = State.KEPT, ()
        for name, value in what.items():
            setattr(self, name, value)

    @property
    def ok(self) -> bool:
        return self.exit_status == 0 and not self.timed_out


class Sandbox:
    """Returns what it is told to."""

    def __init__(self) -> None:
        self.result: Result | Exception = Result()

    def run(self, code: str, *, session: str | None = None, language: str = "python") -> Result:
        del code, language
        self.session = session
        if isinstance(self.result, Exception):
            raise self.result
        return self.result


@pytest.fixture
def sandbox() -> Sandbox:
    return Sandbox()


@pytest.fixture
def box(sandbox: Sandbox) -> Iterator[Toolbox]:
    store = Store(None)
    yield Toolbox([run_python], ToolContext(store, sandbox=sandbox))
    store.close()


def run(box: Toolbox) -> Outcome:
    return box.run("run_python", {"code": "..."})


def test_a_good_run(box: Toolbox, sandbox: Sandbox) -> None:
    sandbox.result = Result("391\n")
    done = run(box)
    assert (done.ok, done.text, done.speech) == (True, "391", "391")
    assert done.data["output"] == "391\n"


@pytest.mark.parametrize(
    ("result", "says"),
    [
        (Result(exit_status=1, error="Traceback ...\nZeroDivisionError: division by zero"), "division by zero"),
        (Result(timed_out=True, exit_status=137), "long"),
        (Result(out_of_memory=True, exit_status=137), "memory"),
    ],
)
def test_a_run_that_failed_says_why(box: Toolbox, sandbox: Sandbox, result: Result, says: str) -> None:
    sandbox.result = result
    done = run(box)
    assert not done.ok
    assert done.text.startswith("error: ")
    assert says in done.speech.lower()
    assert "Traceback" not in done.speech


def test_without_a_sandbox_it_says_so(box: Toolbox, sandbox: Sandbox) -> None:
    sandbox.result = SandboxError("Docker is not running.", "Start it.")
    assert run(box).speech == "I cannot run programs now. Docker is not running."


def test_without_a_sandbox_a_sum_is_still_a_sum(box: Toolbox, sandbox: Sandbox) -> None:
    sandbox.result = SandboxError("Docker is not running.", "Start it.")
    done = box.run("run_python", {"code": "print(17 * 23)"})
    assert (done.ok, done.text, done.speech) == (True, "391", "391")
    assert not box.run("run_python", {"code": "print(open('/etc/passwd').read())"}).ok


def test_a_conversation_has_its_own_session(box: Toolbox, sandbox: Sandbox) -> None:
    box.run("run_python", {"code": "..."}, "kitchen")
    assert sandbox.session == "kitchen"
    run(box)
    assert sandbox.session is None


def test_lost_variables_are_told_to_the_model(box: Toolbox, sandbox: Sandbox) -> None:
    sandbox.result = Result(exit_status=None, error="", state=State.RESTORED)
    assert "as they were before" in run(box).text


def test_files_are_kept_under_our_names(sandbox: Sandbox, tmp_path: Path) -> None:
    made = Artifact("file-1.png", ".._evil.png", "png", b"\x89PNG")
    sandbox.result = Result("", artifacts=(made,))
    store = Store(None)
    done = Toolbox([run_python], ToolContext(store, sandbox=sandbox, files=tmp_path)).run("run_python", {"code": ""})
    store.close()
    assert done.speech == "There is a picture."
    [file] = done.data["files"]
    assert Path(file["path"]).read_bytes() == b"\x89PNG"
    assert Path(file["path"]).name == "file-1.png"
    assert Path(file["path"]).is_relative_to(tmp_path)


@pytest.mark.parametrize(
    ("output", "words"),
    [
        ("", "nothing was printed"),
        ("2 3 5 7\n", "2 3 5 7"),
        ("1\n2\n3\n", "1, 2, 3"),
        ("0.30000000000000004\n", "0.3"),
        ("12355.68\n", "12355.68"),
        ("37037.01\n", "37037.01"),
        ("3.1415926536\n", "3.1415926536"),
        ("3.141592653589793\n", "3.141593"),
        ("1234567.8999999999\n", "1234567.9"),
        ("1.2345678901234567e-07\n", "1.23457e-07"),
        ("[0.1, 30.0]\n", "0.1, 30"),
        ("\n".join("x" * 20 for _ in range(9)), None),
        ("word " * 200, None),
    ],
)
def test_spoken(output: str, words: str | None) -> None:
    said = spoken(output)
    assert len(said) < 280
    if words is None:
        assert said.endswith(("more lines", "and so on"))
    else:
        assert said == words
