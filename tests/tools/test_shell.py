"""Shell commands: in the real sandbox, and with a fake that has the sandbox's future way of running them."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from sandbox import Sandbox
from tools.base import ToolContext
from tools.shell import run_shell
from tools.store import Store


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    made = Sandbox()
    made.check()
    yield made
    made.close()


@pytest.fixture
def store() -> Iterator[Store]:
    made = Store(None)
    yield made
    made.close()


@pytest.mark.docker
def test_a_command_runs_in_the_real_sandbox(sandbox: Sandbox, store: Store) -> None:
    context = ToolContext(store, sandbox=sandbox)
    done = run_shell.function(context, command="echo 'one two' | wc -w; printf \"%s\\n\" \"it's\"")
    assert (done.ok, done.text) == (True, "2\nit's")
    failed = run_shell.function(context, command="echo before; ls /no/such/folder")
    assert not failed.ok
    assert "before" in failed.text


def test_a_sandbox_with_a_shell_of_its_own_is_used(store: Store) -> None:
    asked = []

    class Shell:
        """As the session will have it: run(code, language=...)."""

        def run(self, code: str, *, language: str = "python") -> SimpleNamespace:
            asked.append((code, language))
            return SimpleNamespace(ok=True, output="hi\n", error="", exit_status=0, timed_out=False)

    assert run_shell.function(ToolContext(store, sandbox=Shell()), command="echo hi").text == "hi"
    assert asked == [("echo hi", "shell")]
