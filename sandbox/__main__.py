"""`python -m sandbox build | check | run FILE`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from sandbox import Sandbox, SandboxError, image


def main() -> int:
    """Run the command line; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m sandbox", description="Run Python where it can do no harm.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("build", help="make the image, if it is missing or out of date")
    commands.add_parser("check", help="say whether programs can be run")
    run = commands.add_parser("run", help="run a program")
    run.add_argument("file", help="the program; - reads it from standard input")
    run.add_argument("--timeout", type=float, default=None, metavar="SECONDS")
    options = parser.parse_args()
    try:
        if options.command == "build":
            return _build()
        if options.command == "check":
            Sandbox().check()
            print("the sandbox is ready")
            return 0
        return _run(options.file, options.timeout)
    except SandboxError as error:
        print(f"sandbox: {error}", file=sys.stderr)
        return 5


def _build() -> int:
    import docker
    from docker.errors import DockerException

    try:
        client = docker.from_env(timeout=600)
        client.ping()
    except DockerException as error:
        raise SandboxError(f"No Docker daemon answers ({error}).", "Run: sandbox/ensure_docker.sh") from error
    print(f"the sandbox image is {image.ensure(client, lambda line: print(line, flush=True))}")
    client.close()
    return 0


def _run(file: str, timeout: float | None) -> int:
    try:
        code = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        print(f"sandbox: {file} cannot be read: {error}", file=sys.stderr)
        return 2
    sandbox = Sandbox()
    try:
        result = sandbox.run(code, timeout=timeout, on_output=lambda text: print(text, end="", flush=True))
    finally:
        sandbox.close()
    if result.error:
        print(result.error, end="", file=sys.stderr)
    if result.timed_out:
        print("sandbox: it took too long and was stopped", file=sys.stderr)
    if result.truncated:
        print("sandbox: it wrote too much and was stopped", file=sys.stderr)
    if result.out_of_memory:
        print("sandbox: it used too much memory and was stopped", file=sys.stderr)
    return 0 if result.ok else result.exit_status or 1


if __name__ == "__main__":
    sys.exit(main())
