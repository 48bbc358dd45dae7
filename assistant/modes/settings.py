"""`hearth settings`: the declared settings from the command line, and the reference page made from them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.table import Table

from assistant import app, config
from assistant.errors import HearthError
from assistant.phrases import LANGUAGES, documents, spoken_names
from assistant.settings import SETTINGS, Setting, describe, find, shown
from assistant.settings_store import Settings
from assistant.values import shown_number
from tools.base import ToolError
from tools.store import Store

PAGE = Path(__file__).parents[2] / "docs" / "settings.md"


@contextmanager
def opened(path: Path | None) -> Iterator[Settings]:
    """The settings of the data folder; a running Hearth sees what is changed at once.

    Raises:
        HearthError: the data folder cannot be used.
    """
    configuration = config.load(path)
    try:
        store = Store(configuration.data_folder / app.STORE_FILE)
    except ToolError as error:
        raise HearthError(str(error), "Free the file, or choose another folder with HEARTH_DATA.") from error
    try:
        yield app.make_settings(configuration, store)
    finally:
        store.close()


def show(path: Path | None, *, json: bool) -> int:
    """All settings, their values and bounds."""
    with opened(path) as settings:
        now = settings.snapshot().values
        if json:
            import json as format_

            print(format_.dumps(dict(now), ensure_ascii=False, indent=2))
            return 0
        table = Table(box=None, header_style="bold")
        table.add_column("setting", no_wrap=True)
        for header in ("now", "from", "what it does"):
            table.add_column(header)
        for setting in SETTINGS:
            value = shown(setting, now[setting.name])
            style = "" if now[setting.name] == settings.default(setting.name) else "bold cyan"
            table.add_row(
                setting.name, f"[{style}]{value}[/]" if style else value, _allowed(settings, setting), setting.doc
            )
        Console(highlight=False).print(table)
    return 0


def get(path: Path | None, name: str) -> int:
    """One value, as it is written."""
    with opened(path) as settings:
        print(shown(find(name), settings.get(name)))
    return 0


def change(path: Path | None, name: str, value: str) -> int:
    """Set one; `value` is as it would be said ("1.2", "a bit more" is not one of them)."""
    from assistant.think.numbers import normalise

    with opened(path) as settings:
        said = value if find(name).kind == "choice" else normalise(value)
        print(describe(*settings.set(name, said)))
    return 0


def reset(path: Path | None, name: str) -> int:
    """One or all to the default."""
    with opened(path) as settings:
        setting = settings.reset(name)
        print(describe(setting, settings.get(setting.name)) if setting else "All settings are back to their defaults.")
    return 0


def back(path: Path | None, *, again: bool) -> int:
    """Undo or redo."""
    with opened(path) as settings:
        changed = settings.redo() if again else settings.undo()
        print(", ".join(changed.told()) or "There is nothing to undo or redo.")
    return 0 if changed else 1


def preset(path: Path | None, name: str | None, *, save: bool) -> int:
    """Save or load a preset; without a name, list them."""
    with opened(path) as settings:
        if name is None:
            print("\n".join(settings.presets()) or "No preset is saved.")
        elif save:
            print(f"Saved as {settings.save_preset(name)}.")
        else:
            settings.load_preset(name)
            print(f"{name} loaded.")
    return 0


def page() -> str:
    """docs/settings.md: made from the declaration."""
    lines = [
        "# Settings", "",
        "This page is made from `assistant/settings.py` by `./hearth settings page`; a test fails when it is stale.",
        "",
        "Everything here is changed by voice, without the model, while Hearth runs: \"temperature one point four\","
        " \"a bit hotter\", \"volume to the max\", \"what is the temperature\", \"undo that\", \"reset everything\","
        " \"save this as spicy\", \"load spicy\", \"hotter and shorter\". From the command line: `hearth settings set"
        " temperature 1.4`. The model may change them through its tool `set_setting`, with the same checks.", "",
        "Scope: a *conversation*'s settings are its own; the *house*'s count for all.", "",
        "| setting | say | value | default | scope | what it does |", "|---|---|---|---|---|---|",
    ]  # fmt: skip
    for setting in SETTINGS:
        said = ", ".join(f'"{name}"' for name in setting.spoken)
        default = shown(setting, setting.default)
        lines.append(
            f"| `{setting.name}` | {said} | {_allowed(None, setting)} | {default} | {setting.scope} | {setting.doc} |"
        )
    lines += ["", "## In other languages", ""]
    for name, code in LANGUAGES.items():
        if code != "en":
            [first, *_] = documents(code)
            names = "; ".join(f"`{s.name}` {spoken_names(first, s)[0]}" for s in SETTINGS)
            lines += [f"{name.title()}: {names}", ""]
    return "\n".join(lines).rstrip() + "\n"


def write_page() -> int:
    """Write docs/settings.md anew."""
    PAGE.write_text(page(), encoding="utf-8")
    print(PAGE)
    return 0


def _allowed(settings: Settings | None, setting: Setting) -> str:
    if setting.kind == "switch":
        return "on, off"
    if setting.kind == "hours":
        return "a span of the day, off"
    if setting.kind == "choice":
        return ", ".join(settings.options(setting) if settings else setting.choices)
    step = f", step {shown_number(setting.step)}"
    unit = f" {setting.unit}" if setting.unit else ""
    return f"{shown_number(setting.low)} to {shown_number(setting.high)}{unit}{step}"
