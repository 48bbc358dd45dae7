"""Tools over what Hearth itself is: its settings, its presets, stop and repeat, the party."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any, Literal

from assistant.errors import SettingError
from assistant.settings import Settings, describe, find
from tools.base import Outcome, Tool, ToolContext, ToolError, tool
from tools.store import Store

HOUSE_STEP = 0.5
"""What one drink adds to the temperature, and one water takes away."""
HOTTEST = 3.0
"""The temperature that drinks cannot raise any more."""
PARTY = "party"

TRUTHS = (
    "What is the worst present you ever gave?",
    "Which rule do you break when nobody looks?",
    "What did you last pretend to know?",
    "Whose message have you left unanswered the longest?",
    "What is the silliest thing you have cried about?",
    "Which song do you love and never admit to?",
)
DARES = (
    "Speak like a sports reporter until your next turn.",
    "Let the person on your left choose your next profile picture.",
    "Balance a spoon on your nose for ten seconds.",
    "Sing the chorus of a song while the others choose which.",
    "Describe your day as if it were a trailer for a film.",
    "Do your best impression of somebody in this room.",
)
NEVERS = (
    "Never have I ever fallen asleep in a cinema.",
    "Never have I ever sent a message to the wrong person.",
    "Never have I ever blamed the traffic when I had overslept.",
    "Never have I ever eaten something off the floor.",
    "Never have I ever forgotten a birthday in my own family.",
)

Action = Literal[
    "start", "end", "drink", "water", "add_player", "remove_player", "score", "next", "truth", "dare", "never"
]
Control = Literal["stop", "repeat", "louder", "quieter", "shorter", "longer", "cancel"]


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
    def change_setting(context: ToolContext, name: str, direction: Literal["up", "down"], by: str = "") -> Outcome:
        """Turn one of the assistant's settings up or down.

        Args:
            name: which.
            direction: up is hotter, louder, faster, longer, more.
            by: how much, if said.
        """
        amount = context.normalise(by)
        setting, now = _guard(lambda: settings.change(name, direction, amount))
        data = {"kind": "setting_change", "name": setting.name, "direction": direction, "by": _amount(amount)}
        return _said(f"{describe(setting, now)}.", {**data, "value": now})

    @tool
    def get_setting(context: ToolContext, name: str) -> Outcome:
        """Tell the value of one of the assistant's settings.

        Args:
            name: which.
        """
        del context
        setting = _guard(lambda: find(name))
        now = settings.get(name)
        data = {"kind": "setting_query", "name": setting.name, "value": now}
        value = describe(setting, now).removeprefix(setting.spoken[0]).strip()
        return _said(f"The {setting.spoken[0]} is {value}.", data)

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
        """Take the last change of a setting back."""
        del context
        back = settings.undo()
        if not back:
            return _said("There is nothing to undo.", {"kind": "setting_undo", "name": None})
        words = " and ".join(describe(setting, value) for setting, value in back[:3])
        return _said(f"{words} again.", {"kind": "setting_undo", "name": back[0][0].name})

    @tool
    def save_preset(context: ToolContext, preset: str) -> Outcome:
        """Save all settings under a name.

        Args:
            preset: the name.
        """
        del context
        settings.save_preset(preset)
        return _said(f"Saved as {preset}.", {"kind": "preset_save", "preset": preset})

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
    def control(context: ToolContext, action: Control) -> Outcome:
        """Stop, repeat, or say it louder, quieter, shorter or longer.

        Args:
            action: which of them.
        """
        del context
        data = {"kind": "control", "action": action}
        if action in ("louder", "quieter"):
            setting, now = settings.change("volume", "up" if action == "louder" else "down")
            return _said(f"{describe(setting, now)}.", data)
        return Outcome(action, "Okay." if action == "cancel" else "", data)

    tools = [set_setting, change_setting, get_setting, reset_setting, undo_setting, save_preset, load_preset, control]
    return [*tools, party_tool(settings)]


def party_tool(settings: Settings, choose: Callable[[tuple[str, ...]], str] = random.choice) -> Tool:
    """The party: each drink turns up the heat, each water turns it down."""

    @tool
    def party(context: ToolContext, action: Action, player: str = "") -> Outcome:
        """Run the party: start, end, count a drink or a water, players, scores, truth, dare, never have I ever.

        Args:
            action: what happens.
            player: who, if said.
        """
        state = context.store.get(PARTY, "state", {"on": False, "players": {}})
        name = player.strip().lower()
        speech = _play(action, name, state, settings, choose)
        context.store.put(PARTY, "state", state)
        return _said(speech, {"kind": "party", "action": action, "player": name or None})

    return party


def party_state(store: Store) -> dict[str, Any]:
    """Whether a party is on, and who drank how much."""
    state: dict[str, Any] = store.get(PARTY, "state", {"on": False, "players": {}})
    return state


def _play(
    action: str, name: str, state: dict[str, Any], settings: Settings, choose: Callable[[tuple[str, ...]], str]
) -> str:
    players: dict[str, int] = state["players"]
    match action:
        case "start":
            if not state["on"]:
                state.update(on=True, players={}, before=settings.get("temperature"))
            return "The party is on. Tell me who plays, and say cheers with every drink."
        case "end":
            if not state["on"]:
                return "No party is on."
            state["on"] = False
            settings.set("temperature", str(state.get("before", settings.get("temperature"))))
            return f"The party is over. {_scores(players)}"
        case "add_player":
            if not name:
                raise ToolError("Who shall play? Say for example: add Sam to the game.")
            players.setdefault(name, 0)
            return f"Welcome, {name}."
        case "remove_player":
            return (
                f"Good night, {name}." if players.pop(name, None) is not None else f"{name or 'Nobody'} is not playing."
            )
        case "drink":
            who = name or "the house"
            cheers = f"Cheers{f', {name}' if name else ''}!"
            if not state["on"]:
                return cheers
            players[who] = players.get(who, 0) + 1
            return f"{cheers} {_heat(settings, HOUSE_STEP)}"
        case "water":
            well_done = f"Well done{f', {name}' if name else ''}."
            return f"{well_done} {_heat(settings, -HOUSE_STEP)}" if state["on"] else well_done
        case "score":
            return _scores(players)
        case "next":
            order = list(players)
            if not order:
                return "Nobody plays yet. Say for example: add Sam to the game."
            turn = state["turn"] = (state.get("turn", -1) + 1) % len(order)
            return f"It is your turn, {order[turn]}."
        case "truth":
            return f"Truth: {choose(TRUTHS)}"
        case "dare":
            return f"Dare: {choose(DARES)}"
        case _:
            return choose(NEVERS)


def _heat(settings: Settings, step: float) -> str:
    now = settings.get("temperature")
    base = float(now) if isinstance(now, int | float) else 0.0
    wanted = min(base + step, max(HOTTEST, base)) if step > 0 else max(base + step, 0.0)
    settings.set("temperature", f"{wanted:.4f}")
    return f"The temperature is {wanted:g}."


def _scores(players: dict[str, int]) -> str:
    if not players:
        return "Nobody has had a drink yet."
    order = sorted(players.items(), key=lambda item: -item[1])
    return f"{', '.join(f'{name} {count}' for name, count in order)}."


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
