"""Tools over what Hearth itself is: its settings, its presets, stop and repeat, what can be said."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from assistant.errors import SettingError
from assistant.settings import SETTINGS, Setting, bounds, describe, find, shown
from assistant.settings_store import Settings, Undone
from assistant.think.party import Heat, party_tool
from assistant.values import either
from tools import timers
from tools.base import Outcome, Tool, ToolContext, ToolError, tool

Control = Literal["stop", "repeat", "louder", "quieter", "shorter", "longer", "cancel", "sleep", "wake"]
SHOWN_IN_SPEECH = 12
"""Settings or presets that are read out in one go."""
CAN_SAY = (
    "You can set timers, alarms and reminders, take notes and keep lists, ask for the time, for sums and for units, and"
    " change how I am: say for example, temperature 1.2, a bit slower, undo that, or ask, what can I change?"
    " Let's party starts a party. The whole list: hearth commands."
)


def house_tools(settings: Settings, heat: Heat, can_say: Callable[[], str] = lambda: CAN_SAY) -> list[Tool]:
    """All of them.

    Args:
        settings: what they read and change.
        heat: of the party.
        can_say: a short answer to "what can I say".
    """
    tools = [*setting_tools(settings), *preset_tools(settings), control_tool(settings), list_commands_tool(can_say)]
    return [*tools, party_tool(settings, heat)]


def setting_tools(settings: Settings) -> list[Tool]:
    """The tools that read and change `settings`."""

    @tool
    def set_setting(context: ToolContext, name: str, value: str) -> Outcome:
        """Set one of the assistant's settings.

        Args:
            name: which (temperature, top_p, volume, voice, persona ...).
            value: the new value, as said.
        """
        setting, now = _guard(lambda: settings.set(name, context.normalise(value)))
        return _said(f"{describe(setting, now)}.", {"kind": "setting", "name": setting.name, "value": now})

    @tool
    def change_setting(
        context: ToolContext,
        name: str,
        direction: Literal["up", "down"],
        by: str = "",
        size: Literal["", "little", "bit", "much"] = "",
    ) -> Outcome:
        """Turn one of the assistant's settings up or down.

        Args:
            name: which.
            direction: up is hotter, louder, faster, longer, more.
            by: how much, if said.
            size: a little or much, if said.
        """
        amount = context.normalise(by)
        step = "" if size == "bit" else size
        before = settings.get(name) if _known(name) else None
        setting, now = _guard(lambda: settings.change(name, direction, amount, step))
        data = {"kind": "setting_change", "name": setting.name, "direction": direction, "by": _amount(amount)}
        if now == before and not isinstance(now, bool):
            limit = "as high" if direction == "up" else "as low"
            return _said(f"{describe(setting, now)}: that is {limit} as it goes.", {**data, "value": now})
        return _said(f"{describe(setting, now)}.", {**data, "value": now})

    @tool
    def get_setting(context: ToolContext, name: str, about: Literal["value", "range"] = "value") -> Outcome:
        """Tell the value of one of the assistant's settings, or what it can be.

        Args:
            name: which.
            about: its value, or the range of it.
        """
        del context
        setting = _guard(lambda: find(name))
        now = settings.get(name)
        data: dict[str, Any] = {"kind": "setting_query", "name": setting.name, "value": now}
        if about == "range":
            limits = {"low": setting.low, "high": setting.high} if setting.kind == "number" else {}
            choices = {"options": settings.options(setting)} if setting.kind == "choice" else {}
            return _said(_range(settings, setting), {**data, "about": "range", **limits, **choices})
        verb = "are" if setting.spoken[0].endswith("s") else "is"
        article = "" if setting.kind == "switch" or setting.kind == "hours" else "the "
        return _said(f"{article}{setting.spoken[0]} {verb} {shown(setting, now)}.", data)

    @tool
    def list_settings(context: ToolContext) -> Outcome:
        """Tell which settings there are and can be changed by voice."""
        del context
        names = [setting.spoken[0] for setting in SETTINGS if not setting.tools]
        speech = (
            f"You can change {len(SETTINGS)} things, such as {', '.join(names[:SHOWN_IN_SPEECH])}, and which tools may"
            " be used. The whole list: hearth settings."
        )
        text = ", ".join(f"{setting.name} ({setting.doc})" for setting in SETTINGS)
        return Outcome(text, speech, {"kind": "settings_list", "names": [setting.name for setting in SETTINGS]})

    @tool
    def reset_setting(context: ToolContext, name: str = "") -> Outcome:
        """Put one setting, or all of them, back to the default.

        Args:
            name: which; empty for all.
        """
        del context
        setting = _guard(lambda: settings.reset(name))
        if setting is None:
            return _said("All settings are back to their defaults.", {"kind": "setting_reset", "name": None})
        now = settings.get(setting.name)
        return _said(f"{describe(setting, now)} again.", {"kind": "setting_reset", "name": setting.name, "value": now})

    @tool
    def undo_setting(context: ToolContext) -> Outcome:
        """Take the last change back: of a setting, a note, a list, a timer, a fact."""
        del context
        return _again(settings.undo(), "There is nothing to undo.", "setting_undo", "again")

    @tool
    def redo_setting(context: ToolContext) -> Outcome:
        """Make the last change that was undone again."""
        del context
        return _again(settings.redo(), "There is nothing to do again.", "setting_redo", "after all")

    return [set_setting, change_setting, get_setting, list_settings, reset_setting, undo_setting, redo_setting]


def preset_tools(settings: Settings) -> list[Tool]:
    """Settings kept under a name."""

    @tool
    def save_preset(context: ToolContext, preset: str) -> Outcome:
        """Save all settings under a name.

        Args:
            preset: the name.
        """
        del context
        kept = _guard(lambda: settings.save_preset(preset))
        return _said(f"Saved as {kept}.", {"kind": "preset_save", "preset": kept})

    @tool
    def load_preset(context: ToolContext, preset: str) -> Outcome:
        """Take the settings that were saved under a name.

        Args:
            preset: the name.
        """
        del context
        _guard(lambda: settings.load_preset(preset))
        return _said(f"{preset} loaded.", {"kind": "preset_load", "preset": preset})

    @tool
    def list_presets(context: ToolContext) -> Outcome:
        """Tell which presets are saved."""
        del context
        names = settings.presets()
        speech = f"There is {either(names, 'and')}." if names else "No preset is saved. Say: save this as spicy."
        return _said(speech, {"kind": "preset_list", "items": names})

    @tool
    def delete_preset(context: ToolContext, preset: str) -> Outcome:
        """Delete the settings that were saved under a name.

        Args:
            preset: the name.
        """
        del context
        _guard(lambda: settings.forget_preset(preset))
        return _said(f"{preset} deleted.", {"kind": "preset_delete", "preset": preset})

    return [save_preset, load_preset, list_presets, delete_preset]


def control_tool(settings: Settings) -> Tool:
    """Stop, repeat, louder, sleep."""

    @tool
    def control(context: ToolContext, action: Control) -> Outcome:
        """Stop, repeat, or say it louder, quieter, shorter or longer; go to sleep or wake up.

        Args:
            action: which of them.
        """
        data = {"kind": "control", "action": action}
        if action in ("louder", "quieter"):
            setting, now = settings.change("volume", "up" if action == "louder" else "down")
            return _said(f"{describe(setting, now)}.", data)
        if action in ("sleep", "wake"):
            settings.set("sleep", "on" if action == "sleep" else "off")
            speech = "Good night. Say wake up when you need me." if action == "sleep" else "I am awake."
            return Outcome(action, speech, data)
        if action in ("stop", "cancel") and timers.stop_ringing(context.store):
            return Outcome("stopped ringing", "Okay.", data)
        return Outcome(action, "Okay." if action == "cancel" else "", data)

    return control


def list_commands_tool(can_say: Callable[[], str]) -> Tool:
    """ "What can I say?"."""

    @tool
    def list_commands(context: ToolContext) -> Outcome:
        """Tell what can be said."""
        del context
        return Outcome(can_say(), can_say(), {"kind": "commands"})

    return list_commands


def _again(undone: Undone, nothing: str, kind: str, word: str) -> Outcome:
    if not undone:
        return _said(nothing, {"kind": kind, "name": None})
    back = undone.settings
    words = " and ".join(describe(setting, value) for setting, value in back[:3])
    more = f" and {len(back) - 3} more" if len(back) > 3 else ""
    speech = " ".join([*([f"{words}{more} {word}."] if back else []), *undone.sentences])
    return _said(speech, {"kind": kind, "name": back[0][0].name if back else "kept"})


def _range(settings: Settings, setting: Setting) -> str:
    if setting.kind == "choice":
        return f"The {setting.spoken[0]} can be {either(settings.options(setting))}."
    if setting.kind == "switch":
        return f"{setting.spoken[0]} can be on or off."
    if setting.kind == "hours":
        return "Quiet hours are a span, for example from 10 pm to 7 am, or off."
    return f"{setting.doc} {bounds(setting)}"


def _known(name: str) -> bool:
    try:
        find(name)
    except SettingError:
        return False
    return True


def _guard(work: Callable[[], Any]) -> Any:
    try:
        return work()
    except SettingError as error:
        raise ToolError(str(error)) from error


def _amount(said: str) -> float | None:
    words = [word for word in said.split() if word.replace(".", "", 1).isdigit()]
    return float(words[0]) if words else None


def _said(speech: str, data: dict[str, Any]) -> Outcome:
    sentence = speech[0].upper() + speech[1:]
    return Outcome(sentence, sentence, data)
