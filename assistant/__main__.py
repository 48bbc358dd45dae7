"""`python -m assistant`: the command line."""

from __future__ import annotations

import os
import signal
import sys

from assistant.errors import INTERRUPTED


def main() -> int:
    """Run the command line; return its exit status."""
    # While modules are imported nothing needs tidying, and C extensions make other errors of a KeyboardInterrupt.
    caught = signal.getsignal(signal.SIGINT) is signal.default_int_handler  # not in a background that ignores it
    if caught:
        signal.signal(signal.SIGINT, lambda *_: os._exit(INTERRUPTED))
    from assistant.cli import run

    if caught:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    return run()


if __name__ == "__main__":
    sys.exit(main())
