"""What speech may change while Hearth runs. Each setting is declared once, here; settings_store.py keeps their values.

The declaration makes the spoken command (phrases.py), the model's tool (think/house_tools.py), `hearth settings`, the
reference page docs/settings.md and the check of every value.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from assistant.errors import SettingError
from assistant.values import shown_number, shown_span

Value = float | int | str | bool | None
Kind = Literal["number", "choice", "switch", "hours"]
Scope = Literal["conversation", "house"]


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing that can be set by voice."""

    name: str
    spoken: Sequence[str]
    """How people call it in English; the first is how Hearth calls it. Other languages: their commands.yaml."""
    doc: str
    """What it does, in one sentence."""
    default: Value
    low: float = 0.0
    high: float = 1.0
    step: float = 0.1
    """What "a bit more" means; "much more" is three steps."""
    unit: str = ""
    whole: bool = False
    choices: Sequence[str] = ()
    """For a choice; what is installed may add to them."""
    kind: Kind = "number"
    scope: Scope = "house"
    words: Mapping[str, float] = field(default_factory=dict)
    """Words for values ("short"), for a number."""
    tools: Sequence[str] = ()
    """For a switch that allows tools: their names."""
    empty: str = ""
    """What None is called, where None is a value ("random")."""


def _tool(name: str, spoken: Sequence[str], doc: str, *tools: str) -> Setting:
    return Setting(f"tool_{name}", spoken, doc, True, kind="switch", tools=tools)


SETTINGS: Sequence[Setting] = (
    # How the model draws its words.
    Setting("temperature", ("temperature", "temp", "heat"), "How wild the answers are.", 0.7, 0.0, 5.0, 0.2,
            scope="conversation"),
    Setting("top_p", ("top p", "nucleus"), "Keeps the likeliest words up to this probability.", 0.95, 0.0, 1.0, 0.05,
            scope="conversation"),
    Setting("top_k", ("top k",), "Keeps this many of the likeliest words; 0 keeps all.", 40, 0, 1000, 10, whole=True,
            scope="conversation"),
    Setting("min_p", ("min p", "minimum p"), "Drops words below this share of the likeliest.", 0.05, 0.0, 1.0, 0.01,
            scope="conversation"),
    Setting("repetition_penalty", ("repetition penalty", "repeat penalty", "penalty"),
            "How much words that were said already are avoided; 1 is not at all.", 1.0, 1.0, 2.0, 0.05,
            scope="conversation"),
    Setting("seed", ("seed", "random seed"), "The same seed gives the same answers.", None, 0, 2**31 - 1, 1,
            whole=True, scope="conversation", empty="random"),
    Setting("answer_length", ("answer length", "answers", "reply length"), "1: a few words; 5: at length.", 3, 1, 5, 1,
            whole=True, scope="conversation",
            words={"very short": 1, "tiny": 1, "short": 2, "brief": 2, "medium": 3, "normal": 3, "long": 4,
                   "very long": 5}),
    Setting("thinking_budget", ("thinking budget", "thinking limit"),
            "How many tokens a model that thinks may think before it answers.", 512, 0, 32768, 256, "tokens",
            whole=True, scope="conversation"),
    Setting("history_length", ("history length", "memory length", "history"),
            "How many of the last turns, at most, the model gets to read again.", 20, 0, 200, 5, "turns", whole=True,
            scope="conversation"),
    Setting("persona", ("persona", "personality", "character"), "Who Hearth pretends to be.", "hearth", kind="choice",
            choices=("hearth", "pirate", "butler", "poet", "robot"), scope="conversation"),
    # How it speaks.
    Setting("voice", ("voice",), "The voice it speaks with.", "amy", kind="choice",
            choices=("amy", "alan", "rose", "george")),
    Setting("speech_rate", ("speech rate", "speaking speed", "speech speed", "speed"),
            "How fast it speaks; 1 is normal.", 1.0, 0.5, 2.0, 0.15, "times"),
    Setting("volume", ("volume", "loudness"), "How loud it speaks.", 80, 0, 100, 10, "percent", whole=True),
    Setting("mute", ("mute",), "Speaks nothing but what rings; answers are only shown.", False, kind="switch"),
    Setting("quiet_hours", ("quiet hours",),
            "A span of the day in which it speaks softly and reminders wait; timers and alarms ring all the same.",
            None, kind="hours", empty="off"),
    Setting("quiet_volume", ("quiet volume", "night volume"), "How loud it speaks at most in the quiet hours.", 30, 0,
            100, 10, "percent", whole=True),
    # How it listens.
    Setting("language", ("language",), "The language of spoken commands.", "english", kind="choice",
            choices=("english", "chinese")),
    Setting("wake_word", ("wake word", "wake phrase"), "The words it wakes up to.", "hey jarvis", kind="choice",
            choices=("hey jarvis", "alexa", "hey mycroft", "hey marvin")),
    Setting("wake_word_sensitivity", ("wake word sensitivity", "sensitivity"),
            "How easily the wake word is heard.", 0.5, 0.0, 1.0, 0.1),
    Setting("pause_length", ("pause length", "pause", "patience"),
            "How long a silence ends what you say.", 0.7, 0.2, 3.0, 0.2, "seconds"),
    Setting("interruption", ("interruption", "interruptions", "barge in"),
            "Whether the wake word cuts an answer short.", True, kind="switch"),
    Setting("sleep", ("sleep", "sleep mode"), "Whether it sleeps: then it obeys nothing but \"wake up\".", False,
            kind="switch"),
    # What it may use.
    Setting("tools", ("tools", "all tools"), "Whether the model may use tools at all; commands still work.", True,
            kind="switch"),
    _tool("programs", ("programs", "the python tool", "running code"), "Whether programs may be run in the sandbox.",
          "run_python"),
    _tool("timers", ("timer tool", "setting timers"), "Whether timers may be set.", "set_timer"),
    _tool("alarms", ("alarm tool", "setting alarms"), "Whether alarms may be set.", "set_alarm"),
    _tool("reminders", ("reminder tool", "setting reminders"), "Whether reminders may be set.", "set_reminder"),
    _tool("notes", ("notes tool", "taking notes"), "Whether notes may be taken and read.", "add_note", "read_notes",
          "remove_note", "clear_notes"),
    _tool("lists", ("list tool", "the lists tool"), "Whether lists may be written and read.", "add_to_list",
          "read_list", "remove_from_list", "clear_list"),
    _tool("units", ("unit conversion", "the converter"), "Whether units may be converted.", "convert"),
    _tool("system", ("system status", "the system tool"), "Whether this machine may be looked at.", "system_status"),
    Setting("sandbox_time", ("sandbox time", "program time", "time limit"), "How long a program may run.", 10.0, 0.5,
            3600.0, 5.0, "seconds"),
    Setting("sandbox_memory", ("sandbox memory", "program memory", "memory limit"),
            "How much memory a program may use.", 512, 32, 65536, 128, "megabytes", whole=True),
    # The party.
    Setting("house_step", ("house step", "party step", "heat per drink"), "What one drink adds to the temperature.",
            0.5, 0.05, 2.0, 0.1),
    Setting("party_limit", ("party limit", "heat limit", "hottest"), "The temperature that drinks cannot raise.", 3.0,
            1.0, 5.0, 0.5),
    Setting("party_scoring", ("party scoring", "scoring"), "What is counted: drinks, or sips without alcohol.",
            "drinks", kind="choice", choices=("drinks", "sips")),
    Setting("hourly_limit", ("hourly limit", "drinks per hour", "drink limit"),
            "Drinks a player may have in an hour before they stop counting; 0 is no limit.", 4, 0, 100, 1, "drinks",
            whole=True),
    Setting("pace_warning", ("pace warning", "pace limit"),
            "Drinks in an hour from which a player is warned; 0 never warns.", 3, 0, 100, 1, "drinks", whole=True),
    Setting("water_round", ("water rounds", "water round"),
            "After how many drinks of all players a round of water is called; 0 never.", 6, 0, 100, 1, "drinks",
            whole=True),
)  # fmt: skip

BY_NAME = {setting.name: setting for setting in SETTINGS}


def find(name: str) -> Setting:
    """The setting of that name, or that people call so.

    Raises:
        SettingError: there is none; the sentence names some that there are.
    """
    key = name.strip().lower().replace(" ", "_")
    said = key.replace("_", " ")
    for candidate in (said, said.split(" ", 1)[-1] if said.startswith(("the ", "your ", "my ")) else said):
        if (key := candidate.replace(" ", "_")) in BY_NAME:
            return BY_NAME[key]
        for setting in SETTINGS:
            if candidate in setting.spoken:
                return setting
    import difflib

    names = {spoken: setting.spoken[0] for setting in SETTINGS for spoken in setting.spoken}
    near = difflib.get_close_matches(said, names, 1, cutoff=0.6)
    remedy = f"Did you mean {names[near[0]]}?" if near else "Ask: what can I change?"
    raise SettingError(f"There is no setting called {said}.", remedy)


def describe(setting: Setting, value: Value) -> str:
    """ "volume 30 percent", "seed random", "mute on"."""
    return f"{setting.spoken[0]} {shown(setting, value)}"


def shown(setting: Setting, value: Value) -> str:
    """A value as it is said: "30 percent", "random", "on", "from 22:00 to 07:00"."""
    if value is None:
        return setting.empty or "unset"
    if isinstance(value, bool):
        return "on" if value else "off"
    if setting.kind == "hours":
        return shown_span(str(value))
    text = shown_number(value) if isinstance(value, int | float) else value
    return f"{text} {setting.unit}" if setting.unit else text


def bounds(setting: Setting) -> str:
    """The sentence that names them."""
    unit = f" {setting.unit}" if setting.unit else ""
    return f"It goes from {shown_number(setting.low)} to {shown_number(setting.high)}{unit}."
