"""The command line. It only parses, and turns errors into one sentence and an exit status."""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import sys
from pathlib import Path
from typing import Annotated

import typer

from assistant import __version__
from assistant.errors import INTERRUPTED, HearthError
from assistant.modes import bench, evaluate
from assistant.terminal import printable

app = typer.Typer(
    name="hearth",
    help="A voice assistant that its owner owns. Without a command: listen for the wake word and converse.",
    no_args_is_help=False,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

app.add_typer(bench.app, name="bench")
app.add_typer(evaluate.app, name="eval")

Json = Annotated[bool, typer.Option("--json", help="Print one JSON event a line instead of the readable view.")]
Config = Annotated[
    Path | None,
    typer.Option("--config", metavar="FILE", help="The configuration file (TOML).", show_default=False),
]


def _version(wanted: bool) -> None:
    if wanted:
        print(f"hearth {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def main(
    context: typer.Context,
    config: Config = None,
    _version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Listen for the wake word on the microphone and converse."""
    context.obj = config
    if context.invoked_subcommand is None:
        from assistant.modes import hands_free

        raise typer.Exit(hands_free.run(config))


@app.command()
def demo(
    context: typer.Context,
    out: Annotated[Path, typer.Option(metavar="FILE", help="Where the spoken replies are written.")] = Path(
        "hearth-demo-reply.wav"
    ),
    json: Json = False,
) -> None:
    """Play a recorded conversation through the whole loop, as if spoken into the microphone."""
    from assistant.modes import demo as mode

    raise typer.Exit(mode.run(context.obj, out=out, json=json))


@app.command()
def listen(
    context: typer.Context,
    wav: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="A sound file as the microphone (WAV, FLAC, OGG, any rate)."),
    ] = None,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the spoken replies to this wav.")] = None,
    realtime: Annotated[
        bool, typer.Option("--realtime", help="Play the file at its own pace; the wake word interrupts.")
    ] = False,
    json: Json = False,
) -> None:
    """Listen to a sound file, or to the microphone when none is given."""
    from assistant.modes import listen as mode

    raise typer.Exit(mode.run(context.obj, wav=wav, out=out, realtime=realtime, json=json))


@app.command()
def ask(
    context: typer.Context,
    text: Annotated[str, typer.Argument(help="What you would say.")],
    seed: Annotated[
        int | None,
        typer.Option(min=0, max=2**31 - 1, help="Draw the answer with this seed, as a recorded turn names it."),
    ] = None,
    json: Json = False,
) -> None:
    """Answer a typed request, as if it had been spoken; nothing is spoken back."""
    from assistant.modes import ask as mode

    raise typer.Exit(mode.run(context.obj, text, json=json, seed=seed))


@app.command()
def say(
    context: typer.Context,
    text: Annotated[str, typer.Argument(help="What shall be said.")],
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write it to this wav instead of playing it.")
    ] = None,
) -> None:
    """Speak a text, with the voice, speed and volume of the settings."""
    from assistant.modes import say as mode

    raise typer.Exit(mode.run(context.obj, text, out=out))


@app.command()
def transcribe(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A sound file (WAV, FLAC, OGG, any rate).")],
    json: Json = False,
) -> None:
    """Write down what is said in a sound file."""
    from assistant.modes import transcribe as mode

    raise typer.Exit(mode.run(context.obj, file, json=json))


@app.command("run")
def run_program(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="The program; - reads it from standard input.")] = "",
    session: Annotated[
        str, typer.Option(metavar="NAME", help="Run it in this session, whose variables live on between calls.")
    ] = "",
    end: Annotated[bool, typer.Option("--end", help="End the session instead of running anything.")] = False,
    shell: Annotated[bool, typer.Option("--shell", help="It is a shell script (as one ending in .sh is).")] = False,
    input: Annotated[
        list[Path] | None, typer.Option(metavar="FILE", help="Hand this file in; may be given several times.")
    ] = None,
    out: Annotated[Path | None, typer.Option(metavar="FOLDER", help="Where the files that it makes are put.")] = None,
    json: Json = False,
) -> None:
    """Run a Python program or shell script in the sandbox, where it can do no harm."""
    from assistant.modes import run as mode

    if not file and not (end and session):
        raise typer.BadParameter("name a program, or - for standard input", param_hint="FILE|-")
    arguments = {"json": json, "session": session, "shell": shell, "inputs": input or [], "out": out, "end": end}
    raise typer.Exit(mode.run(context.obj, file, **arguments))  # type: ignore[arg-type]


@app.command()
def doctor(
    context: typer.Context,
    json: Annotated[bool, typer.Option("--json", help="Print the checks as JSON.")] = False,
) -> None:
    """Try every part for real and name the command that mends what is broken."""
    from assistant import doctor as checks

    raise typer.Exit(checks.run(json, context.obj))


@app.command()
def config(context: typer.Context) -> None:
    """Print a configuration file with every key, its default and what it does."""
    from assistant import config as configuration

    now = configuration.load(context.obj)  # a broken file is reported before its description is printed
    print(configuration.describe(now), end="")


@app.command()
def party(
    context: typer.Context,
    wav: Annotated[Path | None, typer.Option(metavar="FILE", help="A sound file as the microphone.")] = None,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the spoken replies to this wav.")] = None,
    report: Annotated[bool, typer.Option("--report", help="Tell the evening instead: a table, and a picture.")] = False,
    picture: Annotated[
        Path | None, typer.Argument(metavar="[FILE.svg]", help="With --report: where the picture is written.")
    ] = None,
    json: Json = False,
) -> None:
    """Converse with the party on: each drink turns up the heat. Without a microphone, type."""
    from assistant.modes import party as mode

    if report:
        raise typer.Exit(mode.tell(context.obj, picture))
    if picture is not None:
        raise typer.BadParameter("A picture is only written with --report.")
    raise typer.Exit(mode.run(context.obj, wav=wav, out=out, json=json))


@app.command()
def commands(
    context: typer.Context,
    language: Annotated[str, typer.Option(metavar="LANGUAGE", help="en (English) or zh (Mandarin Chinese).")] = "en",
) -> None:
    """Print everything that can be said without the model.

    Your own go into commands.yaml beside the configuration file. Short form, a sentence and what to do as if that had
    been said:  phrases: {"movie (time|night)": "load movie night"}. Whole sentence families (intents, lists,
    expansion_rules) are written as in assistant/think/sentences/en/commands.yaml. For Chinese: language: zh.
    """
    from assistant.modes import commands as mode

    raise typer.Exit(mode.run(context.obj, language))


settings = typer.Typer(help="What speech may change: list, get and set from the command line.", no_args_is_help=False)
app.add_typer(settings, name="settings")


@settings.callback(invoke_without_command=True)
def settings_main(context: typer.Context) -> None:
    """Without a command: list all settings."""
    if context.invoked_subcommand is None:
        from assistant.modes import settings as mode

        raise typer.Exit(mode.show(context.obj, json=False))


@settings.command("list")
def settings_list(
    context: typer.Context, json: Annotated[bool, typer.Option("--json", help="Print the values as JSON.")] = False
) -> None:
    """List all settings, their values and bounds."""
    from assistant.modes import settings as mode

    raise typer.Exit(mode.show(context.obj, json=json))


Name = Annotated[str, typer.Argument(help="The name of a setting, or how it is called aloud.")]


@settings.command("get")
def settings_get(context: typer.Context, name: Name) -> None:
    """Print one value."""
    from assistant.modes import settings as mode

    raise typer.Exit(mode.get(context.obj, name))


# A value may begin with a minus: whether it is allowed is the setting's affair.
@settings.command("set", context_settings={"ignore_unknown_options": True})
def settings_set(
    context: typer.Context,
    name: Name,
    value: Annotated[list[str], typer.Argument(help="The value, as you would say it.")],
) -> None:
    """Set one; a running Hearth follows at once."""
    from assistant.modes import settings as mode

    raise typer.Exit(mode.change(context.obj, name, " ".join(value)))


@settings.command("reset")
def settings_reset(
    context: typer.Context, name: Annotated[str, typer.Argument(help="Which; none: all of them.")] = ""
) -> None:
    """Put one, or all, back to the default."""
    from assistant.modes import settings as mode

    raise typer.Exit(mode.reset(context.obj, name))


@settings.command("undo")
def settings_undo(context: typer.Context) -> None:
    """Take the last change back."""
    from assistant.modes import settings as mode

    raise typer.Exit(mode.back(context.obj, again=False))


@settings.command("redo")
def settings_redo(context: typer.Context) -> None:
    """Make the change again that was undone."""
    from assistant.modes import settings as mode

    raise typer.Exit(mode.back(context.obj, again=True))


Preset = Annotated[str | None, typer.Argument(help="The preset's name; none: list them.", show_default=False)]


@settings.command("save")
def settings_save(context: typer.Context, preset: Preset = None) -> None:
    """Keep all values under a name."""
    from assistant.modes import settings as mode

    raise typer.Exit(mode.preset(context.obj, preset, save=True))


@settings.command("load")
def settings_load(context: typer.Context, preset: Preset = None) -> None:
    """Take the values that were kept under a name."""
    from assistant.modes import settings as mode

    raise typer.Exit(mode.preset(context.obj, preset, save=False))


@settings.command("page", hidden=True)
def settings_page() -> None:
    """Write docs/settings.md from the declaration (for contributors)."""
    from assistant.modes import settings as mode

    raise typer.Exit(mode.write_page())


def run(arguments: list[str] | None = None) -> int:
    """Run the command line and return the exit status; a HearthError becomes one sentence on stderr.

    SIGTERM (from systemd, docker stop, kill) ends everything as tidily as Ctrl-C does.
    """
    ended = INTERRUPTED

    def terminate(number: int, frame: object) -> None:
        del frame
        nonlocal ended
        ended = 128 + number
        if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:  # so a shell starts what runs in its background
            signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.raise_signal(signal.SIGINT)

    with contextlib.suppress(ValueError):  # only the main thread may; in another one, whoever runs us sees to it
        signal.signal(signal.SIGTERM, terminate)
    try:
        try:
            app(args=arguments, prog_name="hearth")
        finally:
            sys.stdout.flush()  # here, where it can still be said that it fails
    except SystemExit as end:
        if end.code == INTERRUPTED:
            return ended
        if isinstance(end.__context__, BrokenPipeError):  # typer and rich make an exit with status 1 of it
            _mute()
            return 0
        return end.code if isinstance(end.code, int) else 1
    except HearthError as error:
        print(f"hearth: {printable(str(error))}", file=sys.stderr)
        return error.exit_status
    except KeyboardInterrupt:
        return ended
    except (OSError, BaseExceptionGroup) as error:
        if isinstance(found := _unwritten(error), BrokenPipeError):  # who read our output has gone
            _mute()
            return 0
        if found is None:
            raise
        _mute()
        print(f"hearth: The output cannot be written: {found.strerror}.", file=sys.stderr)
        return 1
    return 0


def _unwritten(error: BaseException) -> OSError | None:
    """The failure to write our output, if that is what happened (also to a task of several)."""
    if isinstance(error, BaseExceptionGroup):
        return next(filter(None, map(_unwritten, error.exceptions)), None)
    if isinstance(error, BrokenPipeError):
        return error
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EIO) and error.filename is None:
        return error
    return None


def _mute() -> None:
    """Nobody takes our output any more; Python would complain once more when it flushes at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
