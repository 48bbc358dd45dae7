"""`hearth run` as a person or a script calls it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sandbox.keeper import check_name, folder
from tests.sandbox.waiting import HUNG, wait_until

pytestmark = pytest.mark.docker
ROOT = Path(__file__).parents[2]


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "config.toml").write_text("[sandbox]\nseconds = 5\nmemory_mb = 128\n", encoding="utf-8")
    return {**os.environ, "XDG_RUNTIME_DIR": str(tmp_path), "HEARTH_CONFIG": str(tmp_path / "config.toml")}


def hearth_run(home: dict[str, str], *arguments: str, text: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "assistant", "run", *arguments],
        cwd=ROOT, env=home, input=text, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def test_a_file_of_python(home: dict[str, str], tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text("import sys\nprint('out')\nprint('err', file=sys.stderr)\n6 * 7", encoding="utf-8")
    done = hearth_run(home, str(program))
    assert (done.stdout, done.stderr, done.returncode) == ("out\n42\n", "err\n", 0)


def test_json_is_one_event_a_line(home: dict[str, str]) -> None:
    done = hearth_run(home, "-", "--json", text="print(1)\nopen('a.csv', 'w').write('x')\n2 + 2")
    events: list[dict[str, Any]] = [json.loads(line) for line in done.stdout.splitlines()]
    assert "".join(event["text"] for event in events if event["event"] == "output") == "1\n4\n"
    result = events[-1]
    assert (result["event"], result["ok"], result["value"], result["state"]) == ("result", True, "4", "kept")
    assert result["files"] == [{"title": "a.csv", "kind": "text", "bytes": 1, "path": ""}]


@pytest.mark.parametrize(
    ("code", "status", "says"),
    [
        ("import sys\nsys.exit(7)", 7, ""),
        ("1 / 0", 1, "ZeroDivisionError"),
        ("x = []\nwhile True: x.append(bytearray(9 << 20))", 137, "too much memory"),
        ("import os\nos.kill(os.getpid(), 11)", 139, "SIGSEGV"),
        ("while True: print('x' * 99)", 1, "wrote too much"),
    ],
)
def test_exit_statuses(home: dict[str, str], code: str, status: int, says: str) -> None:
    done = hearth_run(home, "-", text=code)
    assert done.returncode == status
    assert says in done.stderr
    assert "Traceback" not in done.stderr or "ZeroDivision" in done.stderr


def test_too_long(home: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("[sandbox]\nseconds = 0.5\nmemory_mb = 128\n", encoding="utf-8")
    done = hearth_run(home, "-", text="print('so far', flush=True)\nwhile True: pass")
    assert (done.returncode, done.stdout) == (124, "so far\n")
    assert "too long" in done.stderr


def test_files_in_and_out(home: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_text("a\n1\n2\n", encoding="utf-8")
    script = tmp_path / "script.sh"
    script.write_text("tail -n 1 data.csv; tr a b < data.csv > new.csv", encoding="utf-8")
    done = hearth_run(home, str(script), "--input", str(tmp_path / "data.csv"), "--out", str(tmp_path / "made"))
    assert (done.stdout, done.returncode) == ("2\n", 0), done.stderr
    assert (tmp_path / "made" / "file-1.csv").read_text(encoding="utf-8") == "b\n1\n2\n"
    assert "new.csv" in done.stderr


def test_a_session_lives_on_between_commands(home: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "in.bin").write_bytes(b"x" * (3 << 20))
    try:
        assert hearth_run(home, "-", "--session", "mine", text="x = 41").returncode == 0
        done = hearth_run(home, "-", "--session", "mine", text="print(x + 1)\nx")
        assert done.stdout == "42\n41\n"
        both = hearth_run(
            home, "-", "--session", "mine", "--input", str(tmp_path / "in.bin"), "--out", str(tmp_path), "--json",
            text="open('out.bin', 'wb').write(open('in.bin', 'rb').read() * 2)\nNone",
        )  # fmt: skip
        [file] = json.loads(both.stdout.splitlines()[-1])["files"]
        assert Path(file["path"]).read_bytes() == b"x" * (6 << 20)
        assert hearth_run(home, "-", "--session", "other", text="x").returncode == 1
        assert hearth_run(home, "-", "--session", "mine", "--shell", text="exit 5").returncode == 5
    finally:
        for name in ("mine", "other"):
            assert hearth_run(home, "--session", name, "--end").returncode == 0
    assert hearth_run(home, "-", "--session", "mine", text="x").returncode == 1  # a new one
    assert hearth_run(home, "--session", "mine", "--end").returncode == 0


def test_control_c_stops_the_program_and_not_the_session(home: dict[str, str]) -> None:
    try:
        assert hearth_run(home, "-", "--session", "c", text="x = 1").returncode == 0
        with subprocess.Popen(
            [sys.executable, "-m", "assistant", "run", "-", "--session", "c"],
            cwd=ROOT, env=home, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        ) as process:  # fmt: skip
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write("print('begun', flush=True)\nimport time\ntime.sleep(60)")
            process.stdin.close()
            assert process.stdout.readline() == "begun\n"
            process.send_signal(signal.SIGINT)
            assert process.wait(HUNG) == 130
        assert hearth_run(home, "-", "--session", "c", text="x").stdout == "1\n"
    finally:
        hearth_run(home, "--session", "c", "--end")


def test_an_idle_session_ends_by_itself(home: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("[sandbox]\nmemory_mb = 128\ndrop_seconds = 5\n", encoding="utf-8")
    assert hearth_run(home, "-", "--session", "idle", text="1").returncode == 0
    [path] = [p for p in tmp_path.rglob("idle") if p.is_socket()]
    wait_until(lambda: not path.exists(), 20)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nothing.py"], "nothing.py cannot be read"),
        ([str(ROOT)], "cannot be read"),
        ([sys.executable], "not text"),
        (["-", "--session", "../x"], "cannot be a session's name"),
        (["-", "--input", "nothing.csv"], "nothing.csv cannot be read"),
        ([], "name a program"),
        (["--end"], "name a program"),
    ],
)
def test_what_cannot_be_run_is_told_in_a_sentence(home: dict[str, str], arguments: list[str], says: str) -> None:
    done = hearth_run(home, *arguments)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_a_program_that_is_too_long_is_told_so(home: dict[str, str]) -> None:
    done = hearth_run(home, "-", text="x = 1\n" * 200_000)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "hearth: the program is longer than a million characters\n"


def test_output_that_cannot_be_written_is_told_after_the_program(home: dict[str, str], tmp_path: Path) -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "assistant", "run", "-", "--out", str(tmp_path)], cwd=ROOT, env=home,
            input="print(1)", stdout=full, stderr=subprocess.PIPE, text=True, timeout=120, check=False,
        )  # fmt: skip
    assert (done.returncode, done.stderr) == (1, "hearth: The output cannot be written: No space left on device.\n")


def test_without_docker_it_says_what_to_do(home: dict[str, str]) -> None:
    done = hearth_run({**home, "DOCKER_HOST": "unix:///nonexistent.sock"}, "-", text="1")
    assert done.returncode == 5
    assert "No Docker daemon answers" in done.stderr
    assert "doctor" in done.stderr


def test_the_sessions_folder_is_ours_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    made = folder()
    assert made.stat().st_mode & 0o777 == 0o700
    made.chmod(0o777)
    with pytest.raises(Exception, match="not a folder of yours alone"):
        folder()
    assert check_name("a-1.b_c") == "a-1.b_c"


def test_the_bench_prints_ratios() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "assistant", "bench", "sandbox", "--runs", "5"],
        cwd=ROOT, capture_output=True, text=True, timeout=200, check=False, env={**os.environ, "COLUMNS": "120"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    for what in ("floor", "warm session", "restored", "claim", "replaced", "cold start", "MiB", "ratio"):
        assert what in done.stdout
