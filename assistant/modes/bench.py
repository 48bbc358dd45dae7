"""`hearth bench ...`: how fast it is, as ratios to a stated floor. One function a command."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="Measure, in ratios to a stated floor.", no_args_is_help=True)


@app.command()
def sandbox(runs: int = typer.Option(60, min=5, max=5000, help="Calls of each kind.")) -> None:
    """Code string to result, claim, cold start, kill and replace, memory."""
    from bench import sandbox as bench

    raise typer.Exit(bench.run(runs))


@app.command()
def mind(
    model: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A GGUF file; without one a small one is made.")
    ] = None,
    quick: Annotated[bool, typer.Option("--quick", help="Make a smaller one.")] = False,
) -> None:
    """Time to the first word by turn and with two rooms, what we add to llama.cpp's own time, interrupting."""
    from bench import mind as bench

    bench.run(model, quick)


@app.command()
def commands() -> None:
    """Transcript to applied setting, and ordinary talk passed on."""
    from bench import commands as bench

    bench.run()
