"""Sessions on a real daemon: what lives on, the ladder, files, shell, streaming, pausing, dropping, the pool."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator
from dataclasses import replace

import docker
import pytest

from sandbox import Limits, Options, Sandbox, State
from sandbox.container import LABEL, Container, owner
from tests.sandbox.waiting import HUNG, wait_until

pytestmark = pytest.mark.docker


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    box = Sandbox(Limits(seconds=8), options=Options(pool=1, sessions=3))
    box.check()
    box.warm()
    wait_until(lambda: box.ready() > 0)
    yield box
    box.close()
    with contextlib.closing(docker.from_env()) as client:
        assert client.api.containers(all=True, filters={"label": f"{LABEL}={owner()}"}) == []


def test_variables_imports_functions_and_files_live_on(sandbox: Sandbox) -> None:
    def run(code: str) -> str:
        result = sandbox.run(code, session="notebook")
        assert result.ok, result.error
        return result.output

    assert run("import math\nx = 20\ndef twice(n):\n    return 2 * n\nclass P:\n    pass\np = P()") == ""
    assert run("twice(x) + 2") == "42\n"
    assert run("_") == "42\n"
    assert run("import pickle\ntype(pickle.loads(pickle.dumps(p))).__name__") == "'P'\n"
    run("open('notes.txt', 'w').write('kept')")
    assert run("print(open('notes.txt').read(), math.floor(2.5))") == "kept 2\n"


def test_the_value_is_told_apart_from_the_output(sandbox: Sandbox) -> None:
    result = sandbox.run("print('said')\n[1, 2]")
    assert (result.output, result.value) == ("said\n[1, 2]\n", "[1, 2]")


def test_the_usual_libraries_are_there_and_imported_ahead(sandbox: Sandbox) -> None:
    wait_until(lambda: sandbox.ready() > 0)
    code = "import sys\nprint(all(m in sys.modules for m in ('numpy', 'pandas', 'sympy', 'scipy')))"
    assert sandbox.run(code, session="l").output == "True\n"
    code = (
        "import numpy as np, pandas as pd, sympy, scipy.optimize\n"
        "print(np.arange(4).sum(), pd.DataFrame({'a': [1, 2]}).a.mean(), sympy.factorint(391),"
        " round(scipy.optimize.brentq(lambda x: x * x - 2, 0, 2), 3))"
    )
    assert sandbox.run(code, session="l").output == "6 1.5 {17: 1, 23: 1} 1.414\n"


def test_each_session_gets_its_own_random_numbers(sandbox: Sandbox) -> None:
    draw = "import random, numpy\nprint(random.random(), numpy.random.rand())"
    drawn = {sandbox.run(draw, session=name).output for name in ("r1", "r2")}
    assert len(drawn) == 2
    assert sandbox.run("import os; os._exit(1)", session="r1").state is State.RESTORED
    drawn.add(sandbox.run(draw, session="r1").output)
    assert len(drawn) == 3


LADDER = [
    # what happens, the program, what is left, and the value of x afterwards (it was 1 before and the program sets 2)
    ("it ends well", "x = 2", State.KEPT, "2"),
    ("an exception", "x = 2\n1 / 0", State.KEPT, "2"),
    ("sys.exit", "x = 2\nimport sys\nsys.exit(3)", State.KEPT, "2"),
    ("too long, and it lets itself be interrupted", "x = 2\nwhile True: pass", State.KEPT, "2"),
    ("too long, and it ignores the interrupt",
     "x = 2\nimport signal, time\nsignal.signal(2, signal.SIG_IGN)\ntime.sleep(99)", State.RESTORED, "1"),
    ("os._exit", "x = 2\nimport os\nos._exit(3)", State.RESTORED, "1"),
    ("a segmentation fault", "x = 2\nimport ctypes\nctypes.string_at(0)", State.RESTORED, "1"),
    ("out of memory", "x = 2\ny = []\nwhile True: y.append(bytearray(30 << 20))", State.RESTORED, "1"),
    ("it kills itself and everything else",
     "x = 2\nimport os\nos.kill(-1, 9)\nos.kill(os.getpid(), 9)", State.FRESH, None),
]  # fmt: skip


@pytest.mark.parametrize(("what", "code", "state", "x"), LADDER, ids=[row[0] for row in LADDER])
def test_the_ladder(sandbox: Sandbox, what: str, code: str, state: State, x: str | None) -> None:
    assert sandbox.run("x = 1\nopen('f', 'w').write('file')", session="ladder").ok
    result = sandbox.run(code, session="ladder", timeout=0.5 if "too long" in what else None)
    assert result.state is state, result
    after = sandbox.run("print(globals().get('x'), open('f').read())", session="ladder")
    assert after.output == f"{x} file\n", after.error
    assert not after.renewed


def test_an_interruption_keeps_variables_and_output(sandbox: Sandbox) -> None:
    timer = threading.Timer(0.4, sandbox.interrupt, ["talk"])
    timer.start()
    began = time.monotonic()
    result = sandbox.run("n = 7\nprint('so far', flush=True)\nimport time\ntime.sleep(60)", session="talk")
    timer.join()
    assert time.monotonic() - began < HUNG
    assert (result.interrupted, result.output, result.state, result.ok) == (True, "so far\n", State.KEPT, False)
    assert sandbox.run("n", session="talk").output == "7\n"


def test_an_interruption_of_another_session_is_none_of_ours(sandbox: Sandbox) -> None:
    timer = threading.Timer(0.2, sandbox.interrupt, ["somebody else"])
    timer.start()
    assert sandbox.run("import time\ntime.sleep(0.5)\nprint('done')", session="talk").output == "done\n"
    timer.join()


def test_output_and_complaints_stream(sandbox: Sandbox) -> None:
    heard: list[tuple[float, str, str]] = []
    code = "import sys, time\nfor n in range(3):\n    print(n, file=[sys.stdout, sys.stderr][n % 2])\n"
    code += "    time.sleep(0.2)"
    sandbox.run(
        code, session="talk", on_output=lambda text: heard.append((time.monotonic(), "out", text)),
        on_error=lambda text: heard.append((time.monotonic(), "err", text)),
    )  # fmt: skip
    assert [(kind, text) for _, kind, text in heard] == [("out", "0\n"), ("err", "1\n"), ("out", "2\n")]
    assert heard[2][0] - heard[0][0] > 0.3


def test_shell_keeps_its_folder_and_variables(sandbox: Sandbox) -> None:
    def shell(code: str) -> tuple[str, int | None]:
        result = sandbox.run(code, session="shell", language="shell")
        return result.output, result.exit_status

    assert shell("mkdir -p a && cd a && export WHO=me && echo hi | tr a-z A-Z") == ("HI\n", 0)
    assert shell("echo $WHO; basename $PWD; exit 3") == ("me\na\n", 3)
    assert sandbox.run("import os\nprint(os.getcwd(), os.environ['WHO'])", session="shell").output == "/work/a me\n"
    result = sandbox.run("no-such-command", session="shell", language="shell")
    assert (result.exit_status, "not found" in result.error) == (127, True)
    assert sandbox.run("sleep 60", session="shell", language="shell", timeout=0.4).timed_out
    assert shell("echo $WHO") == ("me\n", 0)


def test_plots_come_out_as_pictures(sandbox: Sandbox) -> None:
    code = "import matplotlib.pyplot as plt\nfor n in (1, 2):\n    plt.plot([n, 4, 2])\n    plt.show()"
    result = sandbox.run(code, session="plots")
    assert (result.ok, result.error) == (True, "")
    assert [(made.name, made.title, made.kind) for made in result.artifacts] == [
        ("file-1.png", "plot-1.png", "png"), ("file-2.png", "plot-2.png", "png")
    ]  # fmt: skip
    assert result.artifacts[0].data[:8] == b"\x89PNG\r\n\x1a\n"
    assert result.artifacts[0].data != result.artifacts[1].data
    assert sandbox.run("1", session="plots").artifacts == ()


def test_files_go_in_and_changed_ones_come_out(sandbox: Sandbox) -> None:
    data = b"a,b\n1,2\n3,4\n"
    big = bytes(range(256)) * 8192
    result = sandbox.run(
        "import pandas as pd\nprint(pd.read_csv('t.csv').b.sum(), len(open('big.bin', 'rb').read()))\n"
        "open('out.csv', 'w').write('x')\nopen('big.bin', 'ab').write(b'!')\nNone",
        session="files", files={"t.csv": data, "big.bin": big},
    )  # fmt: skip
    assert result.output == f"6 {len(big)}\n", result.error
    assert {made.title: made.data for made in result.artifacts} == {"out.csv": b"x", "big.bin": big + b"!"}


@pytest.mark.parametrize("name", ["", ".", "..", "../x", "a/b", "/etc/x", "a\0b", "x" * 300])
def test_a_file_needs_a_plain_name(sandbox: Sandbox, name: str) -> None:
    with pytest.raises(ValueError, match="not a file name"):
        sandbox.run("1", files={name: b""})


def test_a_file_in_takes_the_place_of_a_link_or_a_fifo(sandbox: Sandbox) -> None:
    assert sandbox.run("import os\nos.symlink('/tmp/elsewhere', 'in.txt')\nos.mkdir('folder')", session="in").ok
    result = sandbox.run("import os\nprint(open('in.txt').read(), os.path.exists('/tmp/elsewhere'))", session="in",
                         files={"in.txt": b"mine"})  # fmt: skip
    assert result.output == "mine False\n"
    refused = sandbox.run("print('ran')", session="in", files={"folder": b"x"})
    assert not refused.ok
    assert "folder could not be handed in" in refused.error


def test_sums_of_arguments_that_cannot_be(sandbox: Sandbox) -> None:
    with pytest.raises(ValueError, match="perl"):
        sandbox.run("1", language="perl")
    with pytest.raises(ValueError, match="larger than"):
        sandbox.run("1", files={"x": bytes(65 << 20)})
    assert "longer than" in sandbox.run("#" * (1 << 20) + "1").error
    assert "ValueError" in sandbox.run("print('\0')").error or "SyntaxError" in sandbox.run("print('\0')").error
    assert sandbox.run("print('\udc80')").ok in (True, False)


def test_limits_may_change_between_runs(sandbox: Sandbox) -> None:
    before = sandbox.limits
    try:
        sandbox.limits = replace(before, seconds=0.4, output=100, memory=96 << 20)
        result = sandbox.run("print('x' * 1000)\nimport time\ntime.sleep(9)")
        assert result.truncated
        assert len(result.output) == 100
        assert sandbox.run("import time\ntime.sleep(9)").timed_out
        sandbox.limits = replace(sandbox.limits, seconds=8.0)
        assert sandbox.run("x = bytearray(80 << 20)").out_of_memory
        sandbox.limits = before
        assert sandbox.run("x = bytearray(80 << 20)").ok
    finally:
        sandbox.limits = before


def test_too_many_sessions_make_room_and_say_so(sandbox: Sandbox) -> None:
    for name in ("one", "two", "three", "four"):
        assert sandbox.run("v = 1", session=name).ok
    assert set(sandbox.sessions()) == {"two", "three", "four"}
    again = sandbox.run("print('v' in globals())", session="one")
    assert (again.output, again.renewed) == ("False\n", True)


def test_dropping_a_session_forgets_it(sandbox: Sandbox) -> None:
    sandbox.run("v = 1", session="dropped")
    sandbox.drop("dropped")
    assert "dropped" not in sandbox.sessions()
    again = sandbox.run("print('v' in globals())", session="dropped")
    assert (again.output, again.renewed) == ("False\n", False)


def test_an_idle_session_is_paused_then_dropped() -> None:
    box = Sandbox(Limits(memory=128 << 20), options=Options(pool=0, pause_seconds=0.4, drop_seconds=3.0))
    box.warm()
    try:
        box.run("v = 1", session="idle")
        wait_until(lambda: box.sessions() == {"idle": True}, 5)
        with contextlib.closing(docker.from_env()) as client:
            [found] = client.api.containers(filters={"label": f"{LABEL}={owner()}", "status": "paused"})
            assert found["State"] == "paused"
        assert box.run("v", session="idle").output == "1\n"
        assert box.sessions() == {"idle": False}
        wait_until(lambda: not box.sessions(), 8)
        again = box.run("print('v' in globals())", session="idle")
        assert (again.output, again.renewed) == ("False\n", True)
    finally:
        box.close()


def test_the_pool_fills_itself_and_a_claim_makes_no_container(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait_until(lambda: sandbox.ready() == 1)
    made: list[int] = []
    original = Container.__init__

    def counted(self: Container, *arguments: object) -> None:
        made.append(1)
        original(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Container, "__init__", counted)
    assert sandbox.run("1").ok
    assert made in ([], [1])  # none for the run; perhaps the next spare has been begun
    wait_until(lambda: sandbox.ready() == 1)
    assert made == [1]


def test_a_hundred_runs_leave_nothing_behind(sandbox: Sandbox) -> None:
    look = "import os\nprint(len([p for p in os.listdir('/proc') if p.isdigit()]), len(os.listdir('/proc/self/fd')))"
    first = sandbox.run(look, session="many").output
    for _ in range(100):
        sandbox.run("import os\nif os.fork() == 0: os._exit(0)", session="many")
    assert sandbox.run(look, session="many").output == first
