"""`hearth eval ...`: how good a language model is at what Hearth asks of it."""

from __future__ import annotations

import asyncio
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.errors import HearthError, ToolUnavailableError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table

    from sandbox import Sandbox
    from training.evaluate import Score

app = typer.Typer(help="Measure how good a language model is.", no_args_is_help=True)

WARMING_STEPS = 6
PROGRAM_SECONDS = 5.0
"""A wrong program may not end."""
BELOW = 1
"""Exit status when a score is below what is wanted."""


@app.callback()
def main() -> None:
    """Keep `starter` a command of its own."""


@app.command(name="starter")
def command(
    model: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Another GGUF file made by training/.", show_default=False)
    ] = None,
    utterances: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Everyday requests with outcomes (JSON lines).", show_default=False),
    ] = None,
    wrong: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write what was wrong to FILE.", show_default=False)
    ] = None,
    draws: Annotated[int, typer.Option(min=20, max=20_000, help="Requests of each kind.")] = 1000,
) -> None:
    """Measure the bundled model on requests it was not trained on (about a quarter of an hour)."""
    raise typer.Exit(starter(model, utterances, wrong, draws))


def starter(model: Path | None, utterances: Path | None, wrong: Path | None, draws: int = 1000) -> int:
    """Measure, print the table; returns the exit status.

    Raises:
        HearthError: a file cannot be read or written, or no program can be run.
    """
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    from assistant.config import Config
    from assistant.models.registry import STARTER
    from assistant.parts import make_sandbox
    from training import evaluate, everyday

    rows = everyday.read(utterances) if utterances else []
    chosen = model or STARTER
    out = Console()
    with Bar(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), transient=True) as bar:
        task = bar.add_task("loading", total=1)

        def progress(what: str, done: int, count: int) -> None:
            bar.update(task, description=what, completed=done, total=count)

        async def household() -> tuple[list[Score], list[tuple[float, float, str]]]:
            scores = await everyday.together(chosen, rows, progress)
            progress("the heat", 0, 1)
            async with everyday.open_with(chosen) as house:
                return scores, await everyday.warming(house, WARMING_STEPS)

        seconds = evaluate.first_word(chosen)
        with closing(make_sandbox(Config())) as sandbox:
            printed = partial(_printed, sandbox)
            printed("0")  # what cannot be run is told now and not in ten minutes
            known = evaluate.known_requests(progress)
            scores = list(evaluate.alone(chosen, known, draws, progress, printed))
        more, heat = asyncio.run(household())
        scores += more
    out.print(_table(scores))
    megabytes = chosen.stat().st_size / 1e6
    out.print(
        f"first word after {seconds * 1000:.0f} ms (wanted {evaluate.FIRST_WORD_SECONDS * 1000:.0f}), "
        f"file {megabytes:.1f} MB (wanted {evaluate.MEGABYTES})"
    )
    out.print("small talk as the heat rises (0: all of it as taught, 1: none of it):")
    for temperature, wild, example in heat:
        out.print(
            f"  {temperature:.2f} {'#' * round(40 * wild):40} {wild:.2f}  {example[:60]!r}",
            markup=False,
            soft_wrap=True,
        )
    if wrong is not None:
        _write(wrong, scores)
        out.print(f"what was wrong: {wrong}", markup=False, soft_wrap=True)
    return 0 if all(score.met for score in scores) else BELOW


def _printed(sandbox: Sandbox, code: str) -> str | None:
    """What a program prints in the sandbox, with nothing left from the one before, and chance from a seed."""
    from sandbox import SandboxError

    alone = f"import random\nrandom.seed(1)\nexec({code!r}, {{}})"
    try:
        result = sandbox.run(alone, session="eval", timeout=PROGRAM_SECONDS)
    except SandboxError as error:
        raise ToolUnavailableError(error.message, error.remedy) from error
    return result.output.strip() if result.ok else None


def _table(scores: Sequence[Score]) -> Table:
    from rich.table import Table

    table = Table("", "counted", "share", "wanted", "")
    for score in scores:
        sign = "at most" if score.at_most else "at least"
        verdict = "[green]met[/]" if score.met else "[red]not met[/]"
        table.add_row(
            score.name, f"{score.good} of {score.count}", f"{score.share:.1%}", f"{sign} {score.wanted:.0%}", verdict
        )
    return table


def _write(file: Path, scores: Sequence[Score]) -> None:
    text = "".join(f"## {score.name}\n" + "".join(f"  {line}\n" for line in score.wrong) for score in scores)
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise HearthError(f"{file} cannot be written: {error.strerror}.", "Choose another file.") from error
