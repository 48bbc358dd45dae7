"""`hearth bench ...`: how fast it is, as ratios to a stated floor. One function a command."""

from __future__ import annotations

import typer

app = typer.Typer(help="Measure, in ratios to a stated floor.", no_args_is_help=True)


@app.command()
def sandbox(runs: int = typer.Option(60, min=5, max=5000, help="Calls of each kind.")) -> None:
    """Code string to result, claim, cold start, kill and replace, memory."""
    from bench import sandbox as bench

    raise typer.Exit(bench.run(runs))
