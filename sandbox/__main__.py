"""`python -m sandbox build | check` (programs are run with `hearth run`)."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from sandbox import Sandbox, SandboxError, image
from sandbox.keeper import keep


def main() -> int:
    """Run the command line; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m sandbox", description="Run Python where it can do no harm.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("build", help="make the image, if it is missing or out of date")
    commands.add_parser("check", help="say whether programs can be run")
    keeper = commands.add_parser("keep", help="serve a session for hearth run --session (it starts this itself)")
    keeper.add_argument("path", type=Path)
    keeper.add_argument("settings")
    options = parser.parse_args()
    try:
        if options.command == "build":
            return _build()
        if options.command == "check":
            Sandbox().check()
            print("the sandbox is ready")
            return 0
        keep(options.path, options.settings)
        return 0
    except SandboxError as error:
        print(f"sandbox: {error}", file=sys.stderr)
        return 5


def _build() -> int:
    import docker
    from docker.errors import DockerException

    try:
        client = docker.from_env(timeout=600, use_ssh_client=True)
        client.ping()
    except DockerException as error:
        raise SandboxError(f"No Docker daemon answers ({error}).", "Run: sandbox/ensure_docker.sh") from error
    print(f"the sandbox image is {image.ensure(client, lambda line: print(line, flush=True))}")
    client.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
