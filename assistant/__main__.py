"""`python -m assistant`: the command line."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line; return its exit status."""
    from assistant.cli import run

    return run()


if __name__ == "__main__":
    sys.exit(main())
