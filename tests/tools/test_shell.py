"""Shell commands in the real sandbox."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sandbox import Sandbox
from tools.base import ToolContext
from tools.python import run_python
from tools.shell import run_shell
from tools.store import Store


@pytest.fixture
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
    done = run_shell.function(context, command='echo \'one two\' | wc -w; printf "%s\\n" "it\'s"')
    assert (done.ok, done.text) == (True, "2\nit's")
    failed = run_shell.function(context, command="echo before; ls /no/such/folder")
    assert not failed.ok
    assert "before" in failed.text


@pytest.mark.docker
def test_commands_and_programs_share_a_session(sandbox: Sandbox, store: Store) -> None:
    context = ToolContext(store, sandbox=sandbox, session="shared")
    assert run_shell.function(context, command="echo 42 > answer").ok
    assert run_python.function(context, code="print(open('answer').read())").text == "42"
