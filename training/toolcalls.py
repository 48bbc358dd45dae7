"""Requests for the host's own tools: timers, alarms, notes, lists, units, clock, settings, party, control.

Arguments are copies of what was said; the host computes.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from training.lexicon import NAMES, bare_aside, word
from training.spoken import (
    PERSONAS,
    SETTINGS,
    UNITS,
    VOICES,
    clock_time,
    duration,
    items,
    label,
    list_name,
    note,
    task,
    value,
)

if TYPE_CHECKING:
    from training.data import Exchange

Call = dict[str, Any]
Make = Callable[[random.Random], tuple[dict[str, str], dict[str, str]]]


class Tool:
    """One kind of request: templates, and the call they mean."""

    def __init__(
        self, name: str, make: Make, *templates: str, questions: tuple[str, ...] = (), weight: float = 1.0
    ) -> None:
        self.name, self.make, self.orders, self.questions, self.weight = name, make, templates, questions, weight


def _fixed(**arguments: str) -> Make:
    return lambda _rng: ({}, dict(arguments))


def _one(slot: str, argument: str, maker: Callable[[random.Random], str]) -> Make:
    def make(rng: random.Random) -> tuple[dict[str, str], dict[str, str]]:
        got = maker(rng)
        return {slot: got}, {argument: got}

    return make


def _duration(rng: random.Random) -> tuple[dict[str, str], dict[str, str]]:
    d = duration(rng)
    return {"d": d}, {"duration": d}


def _labelled(rng: random.Random) -> tuple[dict[str, str], dict[str, str]]:
    d, what = duration(rng), label(rng)
    return {"d": d, "l": what}, {"duration": d, "label": what}


def _reminder_in(rng: random.Random) -> tuple[dict[str, str], dict[str, str]]:
    t, d = task(rng), duration(rng)
    return {"t": t, "d": d}, {"text": t, "when": f"in {d}"}


def _reminder_at(rng: random.Random) -> tuple[dict[str, str], dict[str, str]]:
    t, at = task(rng), clock_time(rng)
    at = at if at.startswith(("tomorrow", "today")) else f"at {at}"
    return {"t": t, "w": at}, {"text": t, "when": at}


def _reminder_day(rng: random.Random) -> tuple[dict[str, str], dict[str, str]]:
    t = task(rng)
    at = rng.choice(
        (
            "tomorrow",
            "tonight",
            "this evening",
            "tomorrow morning",
            "tomorrow evening",
            "this afternoon",
            "tomorrow afternoon",
            "later today",
            "on monday",
            "on friday",
            "next week",
        )
    )
    return {"t": t, "w": at}, {"text": t, "when": at}


def _list_add(rng: random.Random) -> tuple[dict[str, str], dict[str, str]]:
    i, name = items(rng), list_name(rng)
    return {"i": i, "n": name}, {"list": name, "items": i}


def _convert(rng: random.Random) -> tuple[dict[str, str], dict[str, str]]:
    family = rng.choice((*UNITS[:4], *UNITS[:4], *UNITS))
    groups = rng.sample(family, 2, counts=[len(names) for names in family])
    while groups[0] is groups[1]:
        groups = rng.sample(family, 2, counts=[len(names) for names in family])
    a, b = map(rng.choice, groups)
    if a.startswith("degrees ") and rng.random() < 0.3:
        a = "degrees"  # of the other kind, people mean
    amount = rng.choice(
        (
            str(rng.randint(2, 30)),
            str(rng.randint(2, 400)),
            f"{rng.randint(1, 20)}.{rng.randint(1, 9)}",
            str(rng.randint(1, 20) * 50),
            "100",
            "1",
        )
    )
    return {"a": amount, "f": a, "t": b}, {"amount": amount, "from_unit": a, "to_unit": b}


def _convert_a(rng: random.Random) -> tuple[dict[str, str], dict[str, str]]:
    slots, call = _convert(rng)
    call["amount"] = "1"
    return slots, call


def _set(rng: random.Random) -> tuple[dict[str, str], dict[str, str]]:
    name = rng.choice(tuple(SETTINGS))
    v = value(name, rng)
    return {"s": rng.choice(SETTINGS[name]), "v": v}, {"name": name, "value": v}


_NUMERIC = (
    "temperature",
    "top_p",
    "top_k",
    "min_p",
    "answer_length",
    "speech_rate",
    "volume",
    "wake_word_sensitivity",
    "thinking_budget",
    "temperature",
    "volume",
)


def _change(direction: str) -> Make:
    def make(rng: random.Random) -> tuple[dict[str, str], dict[str, str]]:
        name = rng.choice(_NUMERIC)
        return {"s": rng.choice(SETTINGS[name])}, {"name": name, "direction": direction}

    return make


def _change_by(direction: str) -> Make:
    def make(rng: random.Random) -> tuple[dict[str, str], dict[str, str]]:
        name = rng.choice(_NUMERIC)
        by = rng.choice(
            (
                f"0.{rng.randint(1, 9)}",
                f"0.{rng.randint(1, 9)}",
                "0.05",
                str(rng.randint(1, 20)),
                f"{rng.randint(1, 10) * 5} percent",
                "a half",
                "half",
            )
        )
        return {"s": rng.choice(SETTINGS[name]), "b": by}, {"name": name, "direction": direction, "by": by}

    return make


def _named(argument: str = "name") -> Make:
    def make(rng: random.Random) -> tuple[dict[str, str], dict[str, str]]:
        name = rng.choice(tuple(SETTINGS))
        return {"s": rng.choice(SETTINGS[name])}, {argument: name}

    return make


def _preset(rng: random.Random) -> tuple[dict[str, str], dict[str, str]]:
    p = rng.choice(
        (
            rng.choice(
                (
                    "party",
                    "bedtime",
                    "work",
                    "quiet",
                    "crazy",
                    "night",
                    "morning",
                    "friday",
                    "kids",
                    "calm",
                    "wild",
                    "dinner",
                    "sober",
                    "story",
                    "weekend",
                    "reading",
                    "cosy",
                    "focus",
                    "guest",
                )
            ),
            word(rng),
        )
    )
    return {"p": p}, {"preset": p}


def _player(action: str) -> Make:
    def make(rng: random.Random) -> tuple[dict[str, str], dict[str, str]]:
        p = rng.choice(NAMES)
        return {"p": p}, {"action": action, "player": p}

    return make


_MAKE_A = "(set|set me|start|start me|make|make me|create|put on|put|give me|run|begin|do|kick off|i need|i want|get me|set up|have|can i have|could i have|let's have|i'd like|stick on|pop on|fire up|add)"
_TIMER = "(timer|timer|timer|countdown|timer please|stopwatch|clock|count down)"
_UP = "(turn up|increase|raise|bump up|crank up|push up|boost|lift|turn up|put up|step up|bring up|ramp up|dial up|jack up|up|nudge up|add to|make higher|move up|send up)"
_DOWN = "(turn down|decrease|lower|reduce|bring down|drop|cut|take down|put down|dial down|step down|tone down|cut down|lessen|down|nudge down|knock down|push down|move down|shrink)"

TOOLS: tuple[Tool, ...] = (
    Tool("set_timer", _duration, f"{_MAKE_A} a {_TIMER} (for|of|to|lasting|with) {{d}}", f"{_MAKE_A} {{d}} {_TIMER}", f"{_MAKE_A} a {{d}} {_TIMER}", "(time|count) {d} [for me]", "(timer|countdown) (for|of) {d}", "{d} timer", "a timer for {d}",
        "(tell me|let me know|give me a shout|shout|ping me|beep|ring|buzz me|alert me|nudge me|poke me|wake me|call me|make a noise|give me a nudge) (in|after|when it's been|once it's been) {d}", "wait {d} [then (ring|beep|tell me|shout)]", "count down {d}", "set (timer|a time|the time are|the timer) (for|to) {d}", "start timing {d}",
        "timer {d}", "{d} on the clock", "ring (me|) in {d}", "warn me when {d} (is|are) up", "let me know when {d} (are up|have passed|is up|has gone|have gone by|is over)", "put {d} on the (timer|clock)",
        "i'd like {d} on a timer", "could do with a (timer|countdown) (of|for) {d}", "run the (timer|clock) for {d}", "begin a {d} countdown", "let it ring (in|after) {d}",
        "make it (ring|beep|go off) in {d}", "have (the|a) timer go off in {d}", "start the clock at {d}", "(in|after) {d} (ring|beep|give me a shout|let me know|buzz)",
        "{d} from now (ring|beep|buzz|give me a shout)", "keep time for {d}", "start (the|a) timer (i want|with|at) {d}", "another timer (for|of) {d}", "time me for {d}", "kitchen timer {d}",
        "egg timer {d}", "quick {d} timer", "{d} starting now",
        "clock {d} for me", "let me know as soon as {d} have gone", "holler when {d} are up", "tap me on the shoulder in {d}", "give me {d} and then (ring|beep|shout)", "put a timer on {d}",
        "get the timer going for {d}", "tell me once {d} have passed", "have a countdown run for {d}", "make the timer {d}",
        questions=("i'm going to wait {d} (tell me when it's over|give me a shout then)", "can you time {d} [for me]", "could you count {d} down for me", "can i get {d} on the timer",
        "how about a timer for {d}",
        "{d} starting from now please", "i've got {d} so (ring|beep|shout) when they're over", "i need {d} timed", "i'm taking a break of {d} (time it|tell me when it's over)",
        "i only have {d} tell me when they're up", "{d} and not a second longer (set a timer|time it)", "could you beep in {d}", "would you time {d}", "in {d} i'd like to hear a beep"), weight=2.4),
    Tool("set_timer", _labelled, f"{_MAKE_A} a {{d}} {{l}} timer", f"{_MAKE_A} a {{l}} timer for {{d}}", f"{_MAKE_A} a timer (for|of) {{d}} (for|called|named|labelled) [the] {{l}}", f"{_MAKE_A} a timer (for|called|named) [the] {{l}} (for|of) {{d}}", "{d} timer for [the] {l}", "{l} timer {d}", "{l} timer for {d}", "time [the] {l} for {d}", "the {l} (needs|need|takes|take|wants|want|will take|has to cook for|go in for|has) {d} [set a timer|so set a timer|can you time it]",
        "(tell me|let me know|shout|beep|ring|remind me) in {d} (for|about) the {l}", "{l} (timer|) {d} please", "put the {l} on for {d} [on the timer]", "time {d} for [the] {l}", "i'm (cooking|making|boiling) {l} (set|start|give me) [a timer for] {d}", "{d} for the {l} please",
        "set {d} for [the] {l}", "[the] {l} {d} on the timer", "let me know when the {l} has had {d}", "start the {l} timer (at|with|on) {d}", "begin a countdown of {d} for [the] {l}",
        "run a {l} timer (lasting|of|for) {d}", "start a timer (labelled|named|called) {l} {d} long", "timer (for|called) {l} {d}", "set a timer {d} {l}", "{d} countdown for [the] {l}",
        "in {d} (ring|beep) for the {l}", "name a timer {l} and (set|run|start) it for {d}", "another timer {d} for [the] {l}",
        "give the {l} {d} on the timer", "set the {l} timer to {d}", "get a timer going for the {l} {d} long", "shout when the {l} has had its {d}",
        "keep an eye on the {l} for {d} with a timer", "tell me when {d} are up for the {l}", "put {d} on the {l} timer", "let the {l} timer run for {d}",
        "make me a timer of {d} and call it {l}",
        questions=("i'm boiling {l} so give me {d}", "the {l} just went in (time|give it|set) {d}", "[the] {l} should take {d} (let it ring then|time it please|start a timer)", "i'd like {d} for the {l}",
        "can you time the {l} i need {d}", "i want a {l} timer of {d}", "could you give the {l} {d}",
        "the {l} is in and it needs {d} on a timer", "the packet says {d} for the {l} (set a timer|time it)", "the recipe says {d} for the {l} (set a timer|time it)", "{l} timer please {d}",
        "timer for {d} and the label is {l}", "i've just put the {l} on time {d}", "how about {d} for the {l} timer", "could you put a {l} timer on for {d}",
        "i'm starting the {l} now time {d} for it"), weight=1.6),
    Tool("cancel_timer", _fixed(), "(cancel|stop|kill|delete|remove|clear|end|scrap|switch off|turn off|forget|drop|get rid of|abort|ditch|dismiss|shut off|shut up) (the|my|that|this|all the|all my|) (timer|timers|countdown|alarm timer)", "i don't need (the|that|my) timer [any more|anymore]", "no more timer", "never mind the timer", "timer off", "that timer can go", "forget about the timer",
        "(the timer|that timer) (isn't needed|is not needed) [any more|now]", "make the timer stop", "stop (counting down|the countdown|the clock) [please]",
        "stop (that|the) (ringing|beeping) timer", "take the timer off", "call off the (timer|countdown)", "shut the timer down", "(cancel|clear|stop|delete) (every|each|any) timer",
        "wipe the timers", "let's not have a timer", "have the timer (stopped|cancelled|removed|cleared)", "no need for (the|a|that) timer [any more|after all]",
        "kill the countdown please", "get the timer out of the way", "do away with the timer", "pull the plug on the timer", "stop timing", "stop the timer and throw it away",
        "cancel whatever timer is running", "let the timer go", "turn the kitchen timer off", "quit the countdown",
        questions=("i've changed my mind about the timer", "i don't want (the|a|that) timer [any more|after all]", "can you (stop|cancel|kill) the countdown",
        "you can (stop|cancel|drop|lose) the timer [now]", "could you turn that timer off", "i'm done with the timer",
        "the timer can be cancelled", "it's done early so you can stop the timer", "the food's ready so no timer needed", "i set that timer by mistake", "wrong timer please cancel it",
        "would you get rid of the timer", "i no longer need (the|that) timer", "that timer was a mistake", "we don't need the timer any longer")),
    Tool("cancel_timer", _one("l", "label", label), "(cancel|stop|kill|delete|remove|clear|end|scrap|switch off|turn off|forget|drop|get rid of|abort|ditch|dismiss) (the|my) {l} timer", "(cancel|stop|clear) the timer (for|called|on) [the] {l}", "i don't need the {l} timer [any more|anymore]", "never mind the {l} timer", "the {l} is (done|ready) (cancel|stop|kill) (the|its) timer", "{l} timer off",
        "no more {l} timer", "forget about the {l} timer", "the {l} timer can (go|stop|be cancelled)", "call off the timer for the {l}", "call off the {l} (timer|countdown)", "stop timing the {l}",
        "stop the countdown for [the] {l}", "{l} timer (stop|cancel|away)", "the timer (called|named|labelled) {l} (cancel|stop|remove) it", "take off the {l} timer",
        "(cancel|stop|kill|end) the {l} countdown", "(stop|cancel|clear) the one for [the] {l} timer", "make the {l} timer stop", "no need to time the {l} [any more|now]",
        "stop the clock on the {l} timer", "kill that {l} countdown", "get the {l} timer out of the way", "do away with the {l} timer", "lose the {l} timer", "quit the {l} timer",
        "turn the {l} timer off", "drop the timer i set for the {l}", "take the {l} timer off the list of timers",
        questions=("the {l} timer isn't needed [any more|now]", "you can (stop|cancel|drop) the {l} timer [now]", "i've taken the {l} out (cancel|stop|turn off) the timer", "i'm done with the {l} timer",
        "can you get the {l} timer off",
        "i set the {l} timer by mistake", "i no longer need the {l} timer", "the {l} is out of the way cancel its timer", "there's no need for a {l} timer any longer",
        "the {l} finished early stop its timer", "could you stop the {l} timer", "would you cancel the timer for the {l}", "my {l} timer can be cancelled",
        "the timer for the {l} is no longer needed", "we don't need the timer for the {l}")),
    Tool("timer_left", _fixed(), "check the timer", "show [me] the timer",
        "timer status [please]", "read [me] the timer", "remaining time [on the timer] [please]", "give me the (remaining time|time left) [on the timer]", "look at the timer [for me]",
        "say what's left on the timer", "tell me how (long|much time) is left [on the timer]",
        "read out the countdown", "give me an update on the timer", "tell me where the timer is at", "let me know how the timer is doing", "say how many minutes the timer still has",
        "check how long the timer has got", questions=("how (long|much time|many minutes) (is|are|have i got|do i have|does it have|) (left|remaining|to go) [on (the|my) timer]", "how long (left|to go) on the timer", "how much (time|longer) (is left|left|have we got|have i got|remains) [on the timer]", "when (does|will|is) the timer (go off|end|finish|ring|done|up)", "what's left on (the|my) timer", "how's (the|my) timer (doing|going|looking)", "is the timer (nearly|almost) (done|up|finished)", "how long till the timer (goes off|ends|rings|is done)", "time left", "how many minutes are left", "how much time has the timer got", "what's the timer (at|on)", "where's the timer at",
        "how far along is the timer", "how far (has|is) the timer (got|gone|counted)", "is there (much|any) time left [on the timer]",
        "how many (seconds|minutes) (do i|do we) (still|) have [on the timer]", "what does the timer (say|read|show)", "is the timer (still|) (running|going|on)",
        "are there any timers (running|on|set|going)", "do i have (a|any) timer (running|on|set)", "has the timer (finished|rung|gone off|run out) yet", "will the timer be much longer",
        "how long before (the timer|it) rings", "what timers (are|do i have) (running|on|set)",
        "how's the timer doing", "how's my timer looking", "where are we with the timer", "how many minutes till the timer rings", "is my timer nearly (up|done|finished)",
        "is the timer almost (up|done|finished)", "have i still got time on the timer", "what's the countdown at", "how long until it beeps", "when's my timer up",
        "does the timer still have long to run", "how much of the timer is left")),
    Tool("timer_left", _one("l", "label", label), "check the {l} timer",
        "{l} timer status", "tell me how long the {l} timer has [left]", "look at the {l} timer", "read [me] the {l} timer", "time (left|remaining) (on|for) the {l} [timer]", "remaining {l} time",
        "read out the {l} timer", "give me an update on the {l} timer", "tell me when the {l} timer rings", "let me know how the {l} timer is doing",
        "say how many minutes the {l} timer still has", "tell me how much longer on the {l} timer", questions=("how (long|much time|many minutes) (is|are|) (left|remaining) (on|for|in) the {l} [timer]", "when (does|will|is) the {l} (timer|) (go off|end|finish|ring|done|ready)", "what's left on the {l} timer", "how's the {l} timer (doing|going)", "how long (till|until|before) the {l} (is done|timer goes off|is ready|timer ends)", "how much longer (for|on|has) the {l} [timer|got]", "how long has the {l} [timer] got [left]", "is the {l} timer (nearly|almost) done",
        "what does the {l} timer (say|read|show)", "how far along is the {l} timer", "has the {l} timer (finished|rung|gone off|run out) yet", "is the {l} timer (still|) (running|going|on)",
        "how many (minutes|seconds) (for|until) the {l} [timer]", "is there much time left (for|on) the {l} [timer]", "how (long|much time) does the {l} [timer] (still|) need",
        "will the {l} timer be much longer", "does the {l} timer have long left", "the {l} timer how (long|much) is left", "the {l} how much longer", "on the timer for the {l} what's left",
        "how's the {l} timer doing", "how's the {l} timer looking", "where's the {l} timer at", "where are we with the {l} timer", "how many minutes till the {l} timer rings",
        "is the {l} timer nearly (up|done|finished)", "is the {l} timer almost (up|done|finished)", "how long has the {l} timer still got", "how long until the {l} timer beeps",
        "when's the {l} timer up", "what's the {l} countdown at", "how much of the {l} timer is left", "do i still have time on the {l} timer")),
    Tool("set_alarm", _one("t", "time", clock_time), "(set|set me|make|create|put|put on|schedule|i need|i want|get me|add|give me) (an|the|my) alarm (for|at|to) {t}", "wake me [up] (at|by|around|for) {t}", "wake me [up] {t}", "(alarm|alarm clock) (for|at|to) {t}", "get me up at {t}", "(have|let) the alarm (go off|ring) at {t}", "i (need|have|want|must|'ve got) to (get up|be up|wake up|be awake) (at|by) {t}", "(set|make) a {t} alarm", "set alarm {t}", "set a larm for {t}", "ring (the alarm|an alarm|) at {t}", "alarm {t}", "i've got to be up (at|by) {t} [set an alarm]", "make sure i'm (up|awake) (at|by) {t}", "get me out of bed at {t}", "put the alarm on for {t}", "don't let me sleep past {t}",
        "let it ring at {t}", "at {t} (wake me|wake me up|get me up|ring the alarm)", "{t} alarm [please]", "{t} wake up call", "wake up call (at|for) {t}", "start an alarm for {t}",
        "alarm clock {t}", "rouse me at {t}", "have me up (at|by) {t}", "an alarm at {t} (would be good|would be nice|please)", "alarm on (at|for) {t}", "get the alarm ready for {t}",
        "book [me] a wake up call for {t}", "another alarm (at|for) {t}",
        "ring me awake at {t}", "sound the alarm at {t}", "don't let me sleep in wake me at {t}", "make sure i'm awake (by|at) {t}", "make sure i'm up (by|at) {t}",
        "give me an alarm call at {t}", "have an alarm ready for {t}", "turn on the alarm for {t}", "drag me out of bed at {t}", questions=("can you wake me [up] at {t}", "could you get me up at {t}",
        "i'd like to (get up|be woken|wake up|be up) at {t}", "i'd like an alarm (at|for) {t}", "i want to (get up|be woken|wake up|be awake) (at|by) {t}", "will you wake me at {t}",
        "i have to be out of bed (at|by) {t}", "my day starts at {t} wake me then", "can i have an alarm (for|at) {t}", "could you (set|put) the alarm (to|for|on for) {t}",
        "i've got an early start wake me at {t}", "my alarm should ring at {t}", "i'd like my alarm (at|for) {t}", "i want to sleep until {t} wake me then", "what about an alarm at {t}",
        "i can't oversleep so wake me at {t}", "my flight is early so wake me (up|) at {t}", "i should be awake (by|at) {t} set an alarm", "i'm going to bed now wake me at {t}"), weight=1.6),
    Tool("set_reminder", _reminder_in, "remind me to {t} in {d}", "remind me in {d} to {t}", "in {d} remind me to {t}", "(set|make|create|add|give me) a reminder (to|for me to) {t} in {d}", "(set|make) a reminder in {d} to {t}", "(tell|poke|nudge|ping|warn|prompt) me to {t} in {d}", "(tell|poke|nudge|ping) me in {d} to {t}", "i (need|have|want) to {t} in {d} (remind me|don't let me forget|so remind me)", "reminder in {d} {t}", "don't let me forget to {t} in {d}", "{t} in {d} remind me", "remind me {t} in {d}", "in {d} tell me to {t}", "remind me to {t} (after|{d} from now) [{d}]",
        "give me a (nudge|shout|poke|reminder) in {d} to {t}", "set me a reminder in {d} {t}", "reminder to {t} in {d}", "in {d} (make sure|see that) i {t}",
        "in {d} (nudge|ping|prompt|poke) me to {t}", "in {d} i (have|need|want) to {t} (remind me|don't let me forget)", "see that i {t} in {d}", "make sure i {t} in {d}",
        "put in a reminder to {t} in {d}", "schedule a reminder in {d} to {t}", "let me know in {d} that i (have|need) to {t}", "remind me in {d} that i (must|have to|need to|should) {t}",
        "remind me that i (have|need) to {t} in {d}", "jog my memory in {d} to {t}", "new reminder in {d} {t}",
        "give me a reminder in {d} to {t}", "bug me in {d} to {t}", "send me a reminder in {d} to {t}", "pop up a reminder in {d} to {t}", "leave me a reminder in {d} to {t}",
        "get me to {t} in {d}", "call out in {d} so i {t}", "tell me in {d} that it's time to {t}", "wait {d} and then remind me to {t}", "once {d} have passed remind me to {t}",
        "after {d} remind me to {t}", questions=("can you remind me in {d} to {t}",
        "i'd like to be reminded in {d} to {t}", "i'd like a reminder to {t} in {d}", "i (have|need|'ve got) to {t} in {d} please remind me", "could you remind me to {t} in {d}",
        "will you tell me in {d} to {t}", "i tend to forget so tell me in {d} to {t}",
        "in {d} it's time to {t} please remind me", "i'll forget to {t} so remind me in {d}", "in {d} i should {t} give me a nudge", "i'm busy now but in {d} remind me to {t}",
        "would you remind me in {d} to {t}", "not now but in {d} tell me to {t}", "could you nudge me in {d} to {t}", "i'd like a nudge in {d} to {t}"), weight=1.3),
    Tool("set_reminder", _reminder_at, "remind me to {t} {w}", "remind me {w} to {t}", "{w} remind me to {t}", "(set|make|create|add|give me) a reminder (to|for me to) {t} {w}", "(set|make) a reminder {w} to {t}", "(tell|poke|nudge|ping|prompt) me to {t} {w}", "i (need|have|want) to {t} {w} (remind me|don't let me forget|so remind me)", "reminder {w} {t}", "don't let me forget to {t} {w}", "make sure i {t} {w}", "{w} tell me to {t}", "i must {t} {w}", "i mustn't forget to {t} {w}", "remind me {t} {w}", "i've got to {t} {w} remind me",
        "{w} (nudge|ping|prompt|poke) me to {t}", "{w} i (have|need|want|'ve got) to {t} (remind me|don't let me forget)", "give me a (nudge|shout|poke|reminder) {w} to {t}", "reminder to {t} {w}",
        "put in a reminder to {t} {w}", "schedule a reminder {w} to {t}", "schedule a reminder to {t} {w}", "remind me {w} that i (must|have to|need to|should) {t}",
        "remind me that i (have|need) to {t} {w}", "see that i {t} {w}", "{w} see to it that i {t}", "let me know {w} that it's time to {t}", "jog my memory {w} to {t}", "new reminder {w} {t}",
        "{t} {w} (remind me|set a reminder|don't let me forget)",
        "bug me {w} to {t}", "send me a reminder {w} to {t}", "pop up a reminder {w} to {t}", "leave me a reminder {w} to {t}", "get me to {t} {w}",
        "let me know {w} that i (have|need) to {t}", "see to it that i {t} {w}", "tell me {w} that it's time to {t}", "set up a reminder {w} for me to {t}",
        questions=("i'd like to be reminded {w} to {t}", "i'd like a reminder to {t} {w}", "could you remind me to {t} {w}", "can you remind me {w} to {t}",
        "i'm supposed to {t} {w} (remind me|don't let me forget)", "will you tell me {w} to {t}",
        "{w} it's time to {t} please remind me", "i'll forget to {t} so remind me {w}", "{w} i should {t} give me a nudge", "would you remind me {w} to {t}", "could you nudge me {w} to {t}",
        "i'd like a nudge {w} to {t}", "there's something i must do {w} and that's {t}", "{w} i mustn't forget to {t}", "the plan {w} is to {t} (remind me|set a reminder)"), weight=1.3),
    Tool("set_reminder", _reminder_day, "remind me to {t} {w}", "remind me {w} to {t}", "(set|make|create|add) a reminder to {t} {w}", "{w} i (need|have) to {t} (remind me|don't let me forget)", "don't let me forget to {t} {w}",
        "{w} remind me to {t}", "{w} tell me to {t}", "(nudge|ping|prompt|tell|poke) me {w} to {t}", "(nudge|ping|prompt|tell|poke) me to {t} {w}", "give me a reminder {w} to {t}",
        "reminder {w} {t}", "reminder to {t} {w}", "make sure i {t} {w}", "remind me {w} that i (must|have to|need to|should) {t}", "put in a reminder {w} to {t}",
        "{t} {w} (remind me|don't let me forget)",
        "bug me {w} to {t}", "send me a reminder {w} to {t}", "leave me a reminder {w} to {t}", "get me to {t} {w}", "see to it that i {t} {w}", "see that i {t} {w}",
        "let me know {w} that i (have|need) to {t}", "set me a reminder {w} to {t}", "schedule a reminder {w} to {t}", "give me a nudge {w} to {t}",
        questions=("i (have|need|'ve got) to {t} {w} (remind me|don't let me forget|so remind me)", "i mustn't forget to {t} {w}", "i'd like to be reminded to {t} {w}", "can you remind me {w} to {t}",
        "could you remind me to {t} {w}", "i want a reminder {w} to {t}",
        "i'll forget to {t} so remind me {w}", "{w} i should {t} give me a nudge", "would you remind me {w} to {t}", "{w} i mustn't forget to {t}", "{w} it's time to {t} please remind me",
        "i'm supposed to {t} {w} (remind me|don't let me forget)", "the plan {w} is to {t} (remind me|set a reminder)", "i've got to {t} {w} so give me a reminder"), weight=0.7),
    Tool("add_note", _one("t", "text", note), "(take|make|write|add|save|leave|jot|keep|create) a note [that|saying|that says|to self|to myself|which says] {t}", "note [down] [that] {t}", "(write|jot|scribble|put|take|get|note) [this|that] down {t}", "(write|jot|put|take) down [that] {t}", "make a note [of this|that] {t}", "remember [that] {t}", "(new note|note to self|note|memo|quick note|my note) {t}", "(keep in mind|don't forget|bear in mind|store|record|save) [that] {t}", "add to my notes [that] {t}", "put in my notes [that] {t}", "(stick|pop|put|save) [this|that] in [my|the] notes {t}", "i want to (remember|note|write down) [that] {t}", "for the record {t}", "can you remember [that] {t}", "please remember [that] {t}", "jot down {t}",
        "new memo {t}", "memo to self {t}", "start a [new] note {t}", "(log|file|record) a note [that says|saying|that] {t}", "(file|log) this (note|) {t}", "put (this|it) in writing {t}",
        "put it on record [that] {t}", "commit to memory [that] {t}", "(make|take) a memo [that|saying|that says] {t}", "drop a note (saying|that says) {t}", "here's a note {t}",
        "another note {t}", "get this in writing {t}", "don't let me forget that {t}", "type up a note (saying|that) {t}", "one for the notes {t}",
        "write me a note that {t}", "stick a note up that says {t}", "get down in my notes that {t}", "add to my notes that {t}", "put in my notes that {t}", "write in my notes that {t}",
        "keep in mind that {t}", "keep a record that {t}", "bear in mind that {t}", "make a quick note {t}", "take this down for me {t}", "take down a note {t}", "save this for later {t}",
        questions=("i'd like (to make|to leave|to save) a note [saying|that] {t}", "i'd like you to remember [that] {t}", "can you (write|note|jot) down [that] {t}",
        "could you (make|take) a note [that|saying] {t}", "will you (write|jot) this down {t}", "i need to (write|note|jot) down [that] {t}", "i need a note (saying|that says) {t}",
        "please note [that] {t}", "for my notes {t}", "i want to note [down] that {t}", "i want to remember that {t}", "so i don't forget write down that {t}", "i have to remember that {t}",
        "i'd like it noted that {t}"), weight=1.8),
    Tool("add_to_list", _list_add, "(add|put|stick|pop|write|chuck|throw|get|bung|place|include|jot|append|whack) {i} (to|on|onto|in|into|down on) (the|my|our|) {n} list", "add {i} to {n} list", "{i} (on|to|onto|for) (the|my|our) {n} list", "(the|my|our) {n} list needs {i}", "(add to|put on) (the|my|our) {n} list {i}", "on (the|my|our) {n} list (put|add|write) {i}", "we need {i} on the {n} list", "i need {i} (put|add) [it|them|that] (on|to) (the|my) {n} list", "{n} list add {i}", "(make sure|see that) {i} (is|are|goes|get) on the {n} list", "i want {i} on (the|my) {n} list", "don't forget {i} (for|on) the {n} list", "also {i} on the {n} list",
        "{i} (needs to|has to|should|must) (go|be) on (the|my|our) {n} list", "{i} for the {n} list", "(update|extend) (the|my|our) {n} list with {i}", "on the {n} list {i}", "{n} list {i}",
        "(the|my|our) {n} list (should have|is missing|wants) {i}", "to (the|my|our) {n} list add {i}", "(jot|write|note) down {i} (on|for) (the|my|our) {n} list",
        "let's (add|put|have) {i} (to|on) (the|our) {n} list", "{n} list (write|put|note) {i}", "add {i} to the list (called|named) {n}", "add {i} to the list of {n}", "new on (the|my|our) {n} list {i}",
        "(the|my) {n} list plus {i}",
        "sling {i} on the {n} list", "drop {i} onto (the|my|our) {n} list", "get {i} down on (the|my|our) {n} list", "make sure {i} (is|gets) on (the|my|our) {n} list",
        "don't forget {i} on (the|my|our) {n} list", "remember {i} for (the|my|our) {n} list", "save {i} to (the|my|our) {n} list", "enter {i} in (the|my|our) {n} list",
        "slip {i} onto (the|my|our) {n} list",
        questions=("i'd like {i} on (the|my|our) {n} list", "i'd like to add {i} to (the|my|our) {n} list", "we're (out of|low on|running out of) {i} (put|add) (it|that|them) (on|to) (the|our) {n} list",
        "i forgot {i} (put|add) (it|that|them) (on|to) (the|my) {n} list", "can you (put|stick|pop) {i} on (the|my|our) {n} list", "could you add {i} to (the|my|our) {n} list",
        "can we get {i} on the {n} list",
        "we need {i} so onto the {n} list (with it|it goes)", "i need {i} on (the|my|our) {n} list", "i want {i} on (the|my|our) {n} list", "also {i} on (the|my|our) {n} list",
        "could you pop {i} on (the|my|our) {n} list", "would you add {i} to (the|my|our) {n} list", "the {n} list could do with {i}", "one more thing for the {n} list {i}",
        "for the {n} list i need {i}", "we've run out of {i} put it on the {n} list", "can {i} go on (the|my|our) {n} list"), weight=2.0),
    Tool("read_list", _one("n", "list", list_name), "(read|show|tell|give|list|read out|check|open|say|recite|go through|run through|bring up|read back|let me hear) [me] (the|my|our) {n} list", "{n} list [please]", "read [me] (what's|everything) on (the|my|our) {n} list",
        "what's on (the|my|our) {n} list (read|tell) me", "go over (the|my|our) {n} list [with me]", "(run|take) me through (the|my|our) {n} list", "pull up (the|my|our) {n} list",
        "list (everything|all) on (the|my|our) {n} list", "tell me (what's|what is) on (the|my|our) {n} list", "read [me] the list (called|named) {n}",
        "let's (hear|see|have a look at) (the|my|our) {n} list", "remind me what's on (the|my|our) {n} list", "the {n} list read it [out|to me]",
        "let me have the {n} list", "let me know what's on (the|my|our) {n} list", "look at (the|my|our) {n} list [for me]", "read the whole {n} list [out]",
        "see what's on (the|my|our) {n} list", "have a look at (the|my|our) {n} list", "find me the {n} list", "name everything on (the|my|our) {n} list",
        "give me everything on (the|my|our) {n} list", "tell me the items on (the|my|our) {n} list", "bring me up to speed on the {n} list", questions=("what's on (the|my|our) {n} list", "what (do i have|have i got|have we got|is there) on (the|my|our) {n} list", "what is [there] on (the|my|our) {n} list", "is there anything on (the|my) {n} list", "what did i put on (the|my) {n} list", "what things are on the {n} list", "how does my {n} list look", "what's (left|still) on (the|my) {n} list", "what needs to be on the {n} list",
        "i'd like to hear (the|my|our) {n} list", "i want to (hear|know|see) what's on (the|my|our) {n} list", "what have (i|we) (put|written|got) on (the|my|our) {n} list",
        "what all is on (the|my|our) {n} list", "which things (are|have i got) on (the|my) {n} list", "how (long|big) is (the|my|our) {n} list", "how many things are on (the|my|our) {n} list",
        "can you read [out|me] (the|my|our) {n} list", "what does (the|my|our) {n} list say", "is (the|my|our) {n} list empty", "have i got anything on (the|my|our) {n} list",
        "what's still on (the|my|our) {n} list", "what was on (the|my|our) {n} list again", "how does (the|my|our) {n} list look", "i've forgotten what's on (the|my|our) {n} list",
        "i'm at the shop what's on the {n} list", "what do i need from (the|my|our) {n} list", "could you read me (the|my|our) {n} list",
        "would you go through (the|my|our) {n} list [with me]", "may i hear (the|my|our) {n} list", "anything on (the|my|our) {n} list"), weight=1.0),
    Tool("convert", _convert, "convert {a} {f} (to|into|in) {t}", "(turn|change|translate|switch|put|make|express) {a} {f} (to|into|in) {t}", "{a} {f} (in|to|into|as) {t}", "(give me|tell me|show me|work out|get me|figure out|i need|i want) {a} {f} in {t}", "{a} {f} {t}",
        "do {a} {f} in {t} [for me]", "say {a} {f} in {t}", "conversion {a} {f} to {t}", "from {f} to {t} [please] {a}", "into {t} please {a} {f}", "in {t} {a} {f}",
        "(change|switch|convert) from {f} to {t} {a} [of them]", "{a} {f} converted (to|into) {t}", "{a} {f} make how many {t}", "calculate {a} {f} in {t}",
        "put {a} {f} into {t} for me", "take {a} {f} and turn it into {t}", "give me the {t} for {a} {f}", "read {a} {f} as {t}", "rewrite {a} {f} in {t}", "swap {a} {f} for {t}",
        "tell me how many {t} {a} {f} makes", "tell me what {a} {f} is in {t}", "let me have {a} {f} in {t}", questions=("what's {a} {f} in {t}", "what is {a} {f} in {t}", "how many {t} (is|are|are in|in|are there in|make|do|would be|equal|does) {a} {f} [make]", "how (much|long|heavy|far|hot|cold|fast|big) is {a} {f} in {t}", "what would {a} {f} be in {t}", "what does {a} {f} (come to|make|equal) in {t}", "{a} {f} is how many {t}", "how many {t} to {a} {f}", "{a} {f} how many {t}", "{a} {f} how much is that in {t}", "if (it's|something is|i have) {a} {f} (what is that|how much is that|how many is that) in {t}", "the recipe (says|needs|wants|calls for) {a} {f} what's that in {t}", "i (run|ran|walk|drove|weigh|need) {a} {f} (what's|how much is|how far is) that in {t}", "what do {a} {f} (weigh|make|come to) in {t}", "how {a} {f} in {t}",
        "how do you say {a} {f} in {t}", "in {t} (what|how much) is {a} {f}", "in {t} how (much|many) (would|does|do) {a} {f} (be|make)", "i'd like (to know|) {a} {f} in {t}",
        "i have {a} {f} (how many|how much is that in) {t}", "how many {t} (go into|fit in|fit into) {a} {f}", "{a} {f} equals how many {t}", "{a} {f} what's that in {t}",
        "it says {a} {f} (but i think in|but i only know) {t}", "can you (convert|turn|change) {a} {f} (to|into) {t}", "could you tell me {a} {f} in {t}",
        "what (number of|amount of) {t} is {a} {f}", "i only (know|understand|use) {t} what's {a} {f}", "{a} {f} would be how many {t}",
        "the recipe says {a} {f} what's that in {t}", "the sign says {a} {f} how many {t} is that", "my scales say {a} {f} but i need it in {t}", "he told me {a} {f} but what's that in {t}",
        "if something is {a} {f} how many {t} is it", "would you convert {a} {f} to {t}", "i've got {a} {f} and need it in {t}", "i need to know {a} {f} in {t}",
        "any idea what {a} {f} is in {t}", "do you know how many {t} {a} {f} is", "in terms of {t} what's {a} {f}"), weight=3.0),
    Tool("convert", _convert_a,
        "convert (a|one) {f} (to|into) {t}", "(turn|change) (a|one) {f} into {t}", "one {f} in {t}", "a {f} in {t}", "tell me (a|one) {f} in {t}",
        "express (a|one) {f} in {t}", "tell me how many {t} are in (a|one) {f}", "give me (a|one) {f} in {t}", "work out (a|one) {f} in {t}", "say how many {t} make (a|one) {f}",
        "put (a|one) {f} into {t}", questions=("how many {t} (are in|in|are there in|make|make up|go into) a {f}", "how many {t} in one {f}", "what's (a|one) {f} in {t}",
        "a {f} is how many {t}", "one {f} (makes|equals|is) how many {t}", "how many {t} does (a|one) {f} (have|make|hold|equal)", "how many {t} to (a|one|the) {f}",
        "how many {t} (make|equal|is) one {f}", "how (much|long|big) is (a|one) {f} in {t}", "in {t} how much is (a|one) {f}", "what does (a|one) {f} (come to|make|equal) in {t}",
        "a {f} how many {t} is that", "what is (a|one) {f} (in|converted to) {t}",
        "do you know how many {t} (a|one) {f} is", "any idea how many {t} are in (a|one) {f}", "if i have (a|one) {f} how many {t} is that", "i need to know how many {t} (a|one) {f} is",
        "what would (a|one) {f} be in {t}", "how many {t} do you get (from|out of|for) (a|one) {f}", "could you tell me how many {t} are in (a|one) {f}", "what's (a|one) {f} worth in {t}"), weight=0.4),
    Tool("clock", _fixed(about="time"), "(tell|give) me the time", "time please", "say the time", "check the (time|clock)", "the time",
        "read [me] the (clock|time)", "(current|exact|local) time [please]", "what's on the clock (tell|show) me", "look at the clock [for me]", "let me know (the|what) time [it is]",
        "time check [please]",
        "read the clock [to me]", "see what time it is", "update me on the time", "find out what time it is", "say what time it is", "look what time it is", questions=("what time is it [now|right now|please]", "what's the time [now|please]", "have you got the time", "do you have the time", "what time do you make it", "is it late [already]", "how late is it", "what does the clock say", "what's the current time", "can you tell the time", "what hour is it", "whats the time", "what time we at", "what time is it here", "is it (lunch time|tea time|bed time|time to go|noon|midnight|late enough|still early) [yet|already|now]", "has it gone (noon|midnight|lunch time|1|2|4|5|7|8|10|11) [yet|already]", "is it (after|nearly|almost|already) (noon|midnight|2|3|5|6|8|11|10 30|4 o'clock|1 o'clock) [already|now]", "how late (are we|has it got)", "what does my watch say",
        "i need (to know|) the [current|exact] time", "i'd like to know (the time|what time it is)", "do you know (the time|what time it is)", "any idea (what time it is|of the time)",
        "got the time", "what time is it (getting to|by you|by your clock)", "how (late|early) is it [now]", "i've lost track of time what (is it now|time is it)",
        "i haven't got a watch what time is it", "what time have you got", "what's the (exact|local) time", "could i have the time", "what is the (hour|time)",
        "is it (past|gone) (noon|midnight|lunch time|bed time) [yet]",
        "would you tell me the time", "could you tell me the time", "can you tell me what time it is", "can i get the time", "may i have the time please", "what's it say on the clock",
        "what does your clock say", "where are we on the clock", "my watch has stopped what time is it", "how's the time", "am i late what time is it", "is it still early what time is it",
        "i can't see the clock what time is it", "what's the time now then", "what is the time right now"), weight=0.8),
    Tool("clock", _fixed(about="date"), "(tell|give) me (the|today's) date", "today's date", "the date please",
        "say [me] (the|today's) date", "read [me] the date", "current date", "let me know the date", "date check", "check the (date|calendar)",
        "read the calendar [to me]", "see what date it is", "find out what date it is", "say what date it is", "tell me what date it is [today]", "let me know what date it is [today]",
        "give me the full date [please]", questions=("what's the date [today]", "what date is it [today]", "what's today's date", "which date is it", "what day of the month is it", "what is the date", "what month is it", "what year is it", "what's the date today", "which month are we in", "what year are we in", "what's todays date", "what's the date for the form", "(which|what) date (do|should) i (put|write)", "what day of (march|june|may|october|december) is it", "is it the (1st|5th|10th|20th|25th|30th) [today|yet|already]",
        "i need (today's|the) date", "i'd like to know (the|today's) date", "do you know (the|today's) date", "any idea (what date it is|what the date is)", "what's the (full|exact|current) date",
        "what (number|date) is today", "what does the calendar say", "today is what date", "what date (do we have|have we got|are we on) [today]", "how far into the (month|year) are we",
        "what (month|year) (do we have|have we got|is this)", "could i have (the|today's) date", "which (month|year) is it", "i've lost track what date is it", "what is (today's|the current) date",
        "would you tell me the date", "could you tell me the date [today]", "can you tell me (the|today's) date", "can i get (the|today's) date", "i have to date a letter what's the date",
        "i'm filling in a form what's the date", "i have to sign this what date is it", "what date are we today", "what's the date by your calendar",
        "what date should i write [down] [today]", "how many days into the month are we", "it's the how many today"), weight=0.8),
    Tool("clock", _fixed(about="weekday"), "(tell|give) me the day", "today's day",
        "say (the|which) day [it is]", "name the day [of the week]", "weekday please", "the day of the week [please]", "let me know (what|which) day it is",
        "tell me what day it is [today]", "say what day of the week it is", "find out what day it is", "see what day it is", "check what day it is [today]", "tell me the day of the week", questions=("what day is it [today]", "which day is it", "what day of the week is it", "what's the day today", "is it (monday|tuesday|wednesday|thursday|friday|saturday|sunday) [today]", "what weekday is it", "which day of the week is it [today]", "what day is today", "is today (monday|tuesday|friday|sunday)", "what day are we on", "what day we on", "is it (the weekend|a weekday|a work day|still (monday|thursday|sunday)) [today|yet]", "(which|what) day (have we got|are we at|is this)", "are we on a (monday|tuesday|thursday|saturday)", "is it (monday|wednesday|saturday) or (thursday|friday|sunday) [today]",
        "i'd like to know (what|which) day it is", "i need to know (what|which) day [of the week] it is", "do you know (what|which) day (it is|today is)", "any idea what day it is",
        "today is (what|which) day", "i've lost track what day is it", "i forgot what day it is", "what weekday (have we got|do we have|is today)", "which weekday is (it|today)",
        "what day of the week (have we got|are we on|is today)", "could it be (monday|tuesday|wednesday|friday) [today]", "isn't (it|today) (monday|tuesday|thursday|friday|sunday)",
        "do we have (monday|wednesday|friday) [today]",
        "would you tell me what day it is", "could you tell me what day it is [today]", "can you tell me (which|what) day it is", "what day would today be",
        "what day of the week would it be", "is it a weekday today", "is it a (monday|tuesday|friday) today", "today is a what", "remind me what day it is", "what day is it anyway",
        "i've been on holiday what day is it", "i just woke up what day is it", "which day are we on [today]"), weight=0.8),
    Tool("system_status", _fixed(about="disk"), "check (the|my|) (disk|disk space|drive|storage|hard drive)", "(disk|storage) (space|usage|status)", "show [me] (the|) disk (space|usage)",
        "free (disk space|space|storage) [please]", "(storage|disk) report", "tell me the (disk|storage) (space|usage)", "report [on] the (disk|storage) [space]", "space left on the (disk|drive)",
        "give me the [free] disk space", "look at the (disk|hard drive|storage)",
        "tell me how much space is left", "see how full the disk is", "find out how much disk space is left", "say how full the (disk|drive) is",
        "check how much (storage|space) i've got left", "check whether the (disk|drive) is full", "have a look at the (disk space|storage)", "tell me whether the disk is full", questions=("how (full|empty) is (the|my|your) (disk|hard drive|drive|hard disk|storage|ssd)", "how much (disk|hard drive|storage|free|drive) space (is|do i have|have i got|is there|have we got|do we have|) [left|free|available]", "how much (space|room|storage) (is|have i got|do i have) (left|free|available) [on the disk|on this machine|on this computer|on the drive]", "am i running out of (space|disk|disk space|storage)", "is the (disk|drive|hard drive) [nearly|almost] full", "how big is the (disk|drive|hard drive)", "what's my disk space (like|)",
        "what's (left|free) on (the|my) (disk|drive|hard drive|ssd)", "is there (enough|any|much) (disk space|space|storage|room) left [on (the|my) (disk|drive)]",
        "do i have (enough|any|much) (disk space|storage|space on the drive) [left]", "how many (gigabytes|gigs|terabytes) (are|have i got|do i have) (free|left) [on (the|my) (disk|drive)]",
        "how much of (the|my) (disk|drive|storage) is (used|full|free|taken)", "what's taking up (the|my|all my) (disk space|storage|space on the drive)", "will (the|my) (disk|drive) be full soon",
        "have i got room on (the|my) (drive|disk|hard drive)", "can i (store|fit|save) (more|much more) on (the|this|my) (disk|drive|computer)", "i'd like to know (my|the) disk space",
        "is my storage (full|running low|getting full)", "am i low on (disk space|storage|disk)", "how's (the|my) (disk|storage|hard drive) [doing|looking]",
        "would you check the disk space", "could you check how full the (drive|disk) is", "how's the storage looking", "how's (the|my) disk space looking",
        "have i got space for a big download", "can i still save files or is the disk full", "is the (disk|drive) running out of room", "is it time to clear out the (disk|drive)",
        "how many gigs are left on the drive", "what percentage of the (disk|drive) is full", "i want to download a film is there enough disk space", "how close is the disk to being full")),
    Tool("system_status", _fixed(about="memory"), "check (the|my|) (memory|ram)", "(memory|ram) (usage|status|use)", "show [me] (the|) (memory|ram) [usage]",
        "free (memory|ram) [please]", "(memory|ram) report", "tell me the (memory|ram) (usage|use)", "give me the (memory|ram) usage", "report [on] the (memory|ram)", "look at the (memory|ram)",
        "tell me how much (memory|ram) is left", "see how much (memory|ram) is free", "find out how much (memory|ram) is used", "say how full the (memory|ram) is",
        "check how much (memory|ram) i've got left", "check whether the (memory|ram) is full", "have a look at the (memory|ram)", "tell me what's eating the (memory|ram)",
        "find out what's hogging the (memory|ram)", questions=("how much (memory|ram) (is|do i have|have i got|is there|have we got|) [left|free|available|used|in use]", "what's (using|eating|hogging|taking|taking up) [up] (the|my|all the|all my|most of my|most) (memory|ram)", "how full is (the|my) (memory|ram)", "how's the (memory|ram) [doing|looking]", "am i (low on|running out of|short of) (memory|ram)", "how much ram does (this|the|my) (computer|machine|thing) have", "which program uses the most (memory|ram)", "what's the memory (at|like|usage)",
        "what's (left|free) (of|in) (the|my) (memory|ram)", "is there (enough|any|much) (memory|ram) left", "do i have (enough|any|much) (free|spare) (memory|ram)",
        "how many (gigabytes|gigs) of (memory|ram) (are|have i got|do i have) [free|left|in use]", "how much of (the|my) (memory|ram) is (used|full|free|taken)",
        "is (the|my) (memory|ram) (full|running out|running low|getting full|nearly full)", "which (app|process|programme) (needs|takes|eats|hogs) the most (memory|ram)",
        "what's the (biggest|worst) memory hog", "will (the|my) (memory|ram) (last|be enough|run out)", "i'd like to know how much (memory|ram) is (free|used)",
        "how much (memory|ram) is this (computer|machine|laptop) using", "is something (eating|leaking|hogging) memory", "how much working memory (is|have i got) (free|left)",
        "would you check the (memory|ram)", "could you check how much (memory|ram) is free", "how's the (memory|ram) situation", "how many gigs of ram are left",
        "what percentage of the (memory|ram) is in use", "are we running out of (memory|ram)", "is the browser eating all my (memory|ram)", "how close am i to running out of (memory|ram)",
        "does the computer need more (memory|ram)", "have i got enough ram to open another program")),
    Tool("system_status", _fixed(about="cpu"), "check (the|my|) (cpu|processor)", "(cpu|processor) (load|usage|status|use)", "show [me] (the|) (cpu|processor) (load|usage)",
        "(cpu|processor|system) (report|check)", "tell me the (cpu|processor) (load|usage)", "give me the (cpu|processor) (load|usage)", "report [on] the (cpu|processor) (load|usage)",
        "look at the (cpu|processor)", "load of the (cpu|processor|machine)",
        "tell me how busy the (cpu|processor) is", "see how hard the (cpu|processor) is working", "find out what's hogging the (cpu|processor)", "say how busy the (computer|machine) is",
        "check how busy the (cpu|processor) is", "check whether the (cpu|processor) is overloaded", "have a look at the (cpu|processor)", "tell me why the fan is so loud",
        "find out why the (computer|laptop) is so slow", questions=("how busy is (the|my|this|your) (cpu|processor|computer|machine|pc)", "what's the (cpu|processor) (load|usage|doing|at)", "how (hard|much) is the (cpu|processor|computer|machine) working", "how's the (cpu|processor) [doing|looking]", "what's the load [on (the|this) (machine|computer|cpu)]", "is the (computer|machine|cpu|processor) (busy|under load|struggling|working hard)", "what's (using|eating|hogging) [up] the (cpu|processor)", "why is the computer [so] slow", "how many cores (does this machine have|do i have|are there)", "what's using the most (cpu|processor)", "is (the|my|this) (cpu|processor|machine|computer|laptop) (flat out|maxed out|hot|overloaded|sweating|idle)", "why is (the|my) fan (so loud|on|running|screaming)", "how (hot|loaded) is the (cpu|processor)",
        "how (strained|stressed|loaded) is (the|this|my) (computer|machine|processor|cpu)",
        "is (the|my|this) (computer|laptop|machine) (slow|sluggish|lagging|hard at work) [at the moment|right now]",
        "which (program|app|process) (uses|takes|eats|hogs) the most (cpu|processor|processor time)", "how much (cpu|processor|processing power) (is in use|is used|is being used|are we using)",
        "what percentage of the (cpu|processor) is (in use|used|busy)", "what makes (the|my|this) (computer|machine|laptop) so (slow|hot|sluggish)",
        "is the (cpu|processor) (doing much|doing anything|having a rest)", "how many (processors|cores|cpus) (have i got|does it have|are in here)",
        "does the (cpu|processor) have (much|a lot) to do", "is the (processor|cpu) under (strain|pressure|stress)", "i'd like to know the (cpu|processor) load",
        "my (computer|laptop) is (slow|crawling|hot) what's (the cpu doing|the load)", "what (speed|load) is the (cpu|processor) (running at|under)",
        "would you check the (cpu|processor)", "could you check how busy the (computer|machine) is", "everything is so slow what's the (cpu|processor) doing",
        "the fan won't stop what's the (cpu|processor) doing", "what's making the fan spin", "is the processor coping", "what's putting load on the (cpu|processor)",
        "is something maxing out the (cpu|processor)", "how many percent is the (cpu|processor) at", "why is my (laptop|computer|machine) getting so hot")),
    Tool("system_status", _fixed(about="processes"), "(list|show|show me|check) [the] [running] (processes|programs|tasks|apps)",
        "running (programs|processes|apps|tasks) [please]", "tell me (what's|which programs are|which apps are) running",
        "name the (programs|apps|processes|tasks) (that are running|that run|in use)", "give me [a list of] (the|all|) [running] (processes|programs|apps)", "process list",
        "task list of the computer", "list (what's|everything that's|everything) running", "(report|read out) the running (programs|apps|processes)",
        "look at (the|my) (processes|running programs)",
        "tell me what's open on this computer", "see what's running", "find out what's running [on this machine]", "say which programs are running", "check what's running",
        "check which (apps|programs) are open", "have a look at what's running", "show me everything that's running", "let me know what's running [on the computer]",
        "run through the open programs", questions=("what's running [on (this|the|my) (computer|machine|pc|box)|right now|at the moment]", "what (programs|processes|apps|tasks) are (running|open|active) [right now|at the moment|on this computer|on this machine]", "how many (processes|programs|tasks|apps) are (running|there|open)", "which (programs|processes|apps|tasks) are running", "what is the computer (doing|running|up to) [right now]", "what's this (machine|computer) (doing|running|up to)", "is anything running",
        "what do i have (running|open) [on this computer|on here]", "what have i got (running|open) (on this computer|on here|on the machine)",
        "which (apps|programs) (do i have|have i got) (open|running)", "what (apps|programs|tasks|things) (run|run in the background|are in the background)",
        "what's (going on|happening) on (this|the|my) (computer|machine)", "are (any|many) (programs|apps|processes|tasks) (running|open)", "is there anything running in the background",
        "what's (open|active) on (this|my|the) (computer|machine)", "i'd like to (see|know|hear) (what's running|the running programs)",
        "how many things is (the|this|my) (computer|machine) running", "what keeps (the|this|my) (computer|machine) (busy|running)", "what is my (pc|laptop|machine) (doing|running|up to)",
        "would you check what's running", "could you list the running (programs|processes|apps)", "can you tell me which (programs|apps) are open", "what's my computer busy with",
        "did i leave any (programs|apps) open", "have i got too many (programs|apps) open", "what all is running", "what (apps|programs) are on at the moment",
        "which (processes|tasks) is the computer working on", "how many (apps|programs) have i got open")),
    Tool("system_status", _fixed(about="network"), "check (the|my|) (network|connection|connections|internet connection|wifi)", "(network|internet|wifi) (status|connections)", "(list|show|show me) [the] (network|open) (connections|ports)",
        "(network|internet|connection|wifi) (report|check)", "tell me (my|the) (ip|ip address|network status)", "tell me if (i'm|we're|the computer is) online", "give me my (ip|ip address)",
        "(test|check) (the|my) (internet|wifi|bandwidth)", "look at the (network|connections)", "bandwidth usage", "data usage [please]", "show [me] (my ip|the ip address|the bandwidth)",
        "see if the (wifi|internet|network) is working", "find out what's using the (wifi|internet|network)", "tell me whether the (wifi|internet) is working", "say whether we're online",
        "check that the (internet|wifi|network) works", "check what's using the (internet|bandwidth|network)", "have a look at the (network|wifi|connection)", "tell me who's on the network",
        "find out my ip address", "let me know if the (internet|wifi|connection) is down", questions=("what's (using|on|hogging|eating) (the|my) (network|internet|connection|wifi|bandwidth)", "what's my (ip|ip address|i p address|network address)", "what (connections|network connections|ports) are open", "(which|what) (programs|processes|apps) (use|are using|talk to|are on) (the network|the internet|the wifi)", "am i (online|connected|on the internet)", "how's (the|my) (network|connection|internet connection|wifi)", "is (the|my) (network|internet|wifi|connection) (up|working|down|on)", "how much data (have i|has this machine) (used|sent|downloaded)", "who is (talking to|connected to) the internet", "is anything (phoning home|talking to the internet|using the internet)", "are we (connected|online)", "(what|which) (servers|machines|addresses|computers|sites|hosts) (is this (computer|machine)|are we|am i) (connected|talking|linked|sending data) to", "(is|are) (any|some) (programs|program|apps|app) (sending|uploading|leaking) (data|anything|something)", "is (something|somebody|anything|anyone) (spying|connected|sending data|uploading)", "what (goes|is going) (out|over the wire|to the internet)",
        "is (my|the|our) (wifi|internet|network|connection) (down|off|dead|broken|gone|out)", "has (the|my|our) (wifi|internet|network|connection) (gone down|dropped|dropped out|gone)",
        "do (i|we) have (internet|wifi|a connection|a network) [right now]", "have (i|we) got (internet|wifi|a connection)",
        "(is|are) (this computer|the computer|this machine|you) (online|connected|on the network|on the wifi|offline)",
        "how much (data|traffic|bandwidth) (is used|is being used|am i using|are we using)", "how many (megabytes|gigabytes|gigs) (have i|have we|has it) (downloaded|uploaded|sent|received)",
        "how much (was|has been|is) (downloaded|uploaded|sent|received) [today|so far]", "what's (downloading|uploading) [right now]", "who's (using|hogging|on) (the|my) (wifi|network|bandwidth)",
        "which network (am i|are we) on", "i'd like to know (my ip address|if i'm online|what uses the network)", "what's the network (doing|like|status)", "am i offline",
        "would you check the (internet|wifi|network)", "could you check the (connection|internet|wifi)", "can you tell me my ip address", "nothing is loading is the (internet|wifi) down",
        "the page won't load are we online", "my video keeps stopping how's the (wifi|connection|internet)", "is this thing connected [to the internet]",
        "which ip (do i have|have i got|am i on)", "what's hogging the bandwidth", "is the (network|internet) busy")),
    Tool("set_setting", _set, "(set|change|put|make|switch|turn|adjust|move|bring|get|fix|update|alter|push|take) [the|your|my] {s} (to|at|as|on|two) {v}", "{s} (to|two|at|of) {v}", "{s} {v}", "i want [the] {s} (at|to be|on|of) {v}", "use [a] {s} [of] {v}", "let's (have|try|use|go with) [a] {s} (of|at) {v}", "make (the|your) {s} {v}", "go (to|for) [a] {s} [of] {v}", "[a] {s} of {v}", "switch [the|your] {s} to {v}", "give me [a] {s} of {v}", "{s} should be {v}", "set {s} {v}", "try {s} {v}",
        "i'd like [the] {s} (at|to be|set to) {v}", "put {v} (as|for|in for) [the|your] {s}", "{v} for [the|your] {s}", "{v} as [the|your] {s}", "have [the|your] {s} (at|on) {v}",
        "let [the|your] {s} be {v}", "{s} equals {v}", "{s} is {v} (now|from now on)", "{s} {v} please", "from now on [the|your] {s} is {v}",
        "(choose|pick|select|take|apply) {v} (for|as) [the|your] {s}", "(choose|pick|select) [a] {s} (of|at) {v}", "{s} set to {v}", "[the|your] {s} (must|has to|needs to|ought to) be {v}",
        "(assign|give) [the] {s} (the value|a value of) {v}", "as [the|your] {s} (use|take|choose|pick) {v}", "{v} {s} please", "keep [the|your] {s} at {v}", "my favourite {s} is {v} use that",
        "get [the|your] {s} onto {v}", "fix [the|your] {s} at {v}", "leave [the|your] {s} at {v}", "turn [the|your] {s} over to {v}", "have {v} as [the|your] {s}",
        "stick [the|your] {s} on {v}", "pop [the|your] {s} to {v}", "see that [the|your] {s} is {v}", "enter {v} for [the|your] {s}", "put in {v} for [the|your] {s}", "dial in a {s} of {v}",
        "set up {s} {v}",
        questions=("can you (set|change|put) {s} (to|at) {v}", "could you (make|have) {s} {v}", "can we have [a] {s} (of|at) {v}", "i need [the] {s} (at|to be) {v}", "how about [a] {s} of {v}",
        "would you set {s} to {v}", "can i have [a|the] {s} of {v}", "could i have [the|your] {s} at {v}", "what about [a] {s} of {v}", "i prefer [a|the] {s} of {v}",
        "i think [the|your] {s} should be {v}", "[the|your] {s} can be {v}"), weight=3.0),
    Tool("set_setting", lambda rng: (lambda p: ({"v": p}, {"name": "persona", "value": p}))(rng.choice((*PERSONAS, word(rng)))), "(talk|speak|act|answer|sound|behave|be|respond) (like|as) [a|an|the|my] {v}", "(be|become|pretend to be|play|turn into) [a|an|the] {v}", "switch to [the|a] {v} (persona|personality|character|mode)", "(use|load|take|put on) the {v} (persona|personality|character)", "{v} (persona|personality) [please|on]", "i want [to talk to] [a|the] {v} persona",
        "answer (the way|like) (a|the) {v} would", "i'd like you to (be|sound like|talk like|act like) [a|the] {v}", "i want you to (be|play|act like|talk like) [a|the] {v}",
        "from now on (be|you are|you're|play|speak as) [a|the] {v}", "you are [a|the] {v} (now|from now on)", "{v} (mode|character) [please|on]", "(change|switch) (into|to) [a|the] {v}",
        "take on the role of [a|the] {v}", "play the (part|role) of [a|the] {v}", "(put on|use|do) a {v} (character|persona) [for me]", "channel (a|your inner) {v}", "put on your {v} (act|character)",
        "let's hear the {v} (persona|personality|character)", "become my {v}", "make yourself [into] a {v}",
        "give me your best {v} impression", "do your {v} impression", "do the {v} thing with your personality", "impersonate a {v}", "go full {v}", "pose as a {v}",
        "imitate a {v} from now on", "slip into the role of a {v}", "use a {v} as your persona", "make your persona a {v}", "make your personality {v}", "pick the {v} persona",
        "answer me as a {v}",
        questions=("can you (be|talk like|sound like|act like|play) [a|the] {v}", "could you (pretend to be|speak like|become) [a|the] {v}", "would you be [a|the] {v} for me",
        "i'd like the {v} (persona|personality|character)",
        "i'd rather talk to a {v}", "i feel like talking to a {v} be one", "would you talk like a {v}", "what if you were a {v} from now on", "could you answer like a {v}",
        "how about being a {v}", "let's pretend you're a {v}", "i want a {v} as your persona"), weight=0.8),
    Tool("set_setting", lambda rng: (lambda p: ({"v": p}, {"name": "voice", "value": p}))(rng.choice((*VOICES, rng.choice(NAMES)))), "(use|switch to|change to|try|give me|i want|let me hear|go with|take|speak with|talk in|speak in) (the|a|) {v} voice", "(use|switch to|change to|speak with|talk with) [the] voice [of|called] {v}", "{v} voice [please]", "(change|switch|set) your voice to {v}", "talk with {v}'s voice",
        "(choose|pick|select|load|set) the {v} voice", "speak in (the|a|that) {v} voice", "read [things] in (the|a) {v} voice", "(change|switch) [the|your] voice (to|into) [the] {v} [one]",
        "sound (like|as) the {v} voice", "use {v} (as|for) your voice", "use {v}'s voice", "let {v} be your voice", "have {v} as [the|your] voice", "(make|turn) your voice {v}",
        "from now on use the {v} voice", "i'd like (the|a) {v} voice", "voice {v}", "{v} for [the|your] voice", "the {v} voice please",
        "put the {v} voice on", "let me have the {v} voice", "get me the {v} voice", "do the {v} voice", "bring in the {v} voice", "go to the {v} voice", "switch over to the {v} voice",
        "swap your voice for {v}", "make {v} your voice", "have the {v} voice do the talking", "answer in the {v} voice", "read with the {v} voice", "turn on the {v} voice",
        questions=("can you (use|speak in|speak with|switch to) (the|a) {v} voice", "could i (have|hear) the {v} voice", "i prefer the {v} voice", "can {v} speak instead", "i'd rather hear the {v} voice",
        "i like the {v} voice better use that", "could you use the {v} voice", "would you switch to the {v} voice", "how about the {v} voice", "what about the {v} voice",
        "can we have the {v} voice", "i want to hear the {v} voice"), weight=0.8),
    Tool("change_setting", _change("up"), f"{_UP} [the|your] {{s}} [a bit|a little|a tad|a notch|slightly|some|more]", "(turn|put|crank|bring|push|move|bump|dial) [the|your] {s} up [a bit|a little|a tad|a notch|slightly|some|more]", "(more|higher|bigger|greater) {s}", "{s} up [a bit|a little|a notch]", "make [the|your] {s} (higher|bigger|greater|more)", "[the] {s} [is|should be|is too low make it] (higher|up)", "i want (more|a higher|higher) {s}", "a (bit|little|touch) more {s}", "{s} (is|'s) too low", "get the {s} up",
        "{s} [just] a (bit|little|touch|notch|tad) (higher|up)", "{s} (higher|up) please", "{s} one (step|notch) (up|higher)", "increase {s}", "give [me|it] [a bit|a little|some] more {s}",
        "raise {s} [a bit|a little|slightly|please]", "let [the|your] {s} (go up|rise|climb) [a bit]", "{s} (isn't|is not) (high|big) enough", "there's (too little|not enough) {s}",
        "(need|needs) more {s}", "take [the|your] {s} up [a step|a notch]", "more of [the|your] {s}", "(go|set it) higher (on|with) [the|your] {s}", "have [the|your] {s} (higher|up a bit)",
        "push up {s} [a bit|a little]", "go up (on|with) [the|your] {s} [a bit|a little]", "step [the|your] {s} up [a bit]", "edge {s} up [a bit|a little]", "make {s} go up [a bit]",
        "set {s} (higher|a bit higher|a little higher)", "put {s} (higher|a bit higher|a little higher)", "notch up {s}", "see that {s} goes up [a bit]",
        questions=("i'd like (more|higher|a higher) {s}", "i'd like [the|your] {s} [a bit|a little] higher", "can you (raise|increase|turn up) {s} [a bit|a little]",
        "could you (turn|put|nudge|bring) {s} up [a bit|a little]", "could {s} (be|go) [a bit|a little] higher", "can we have [a bit|a little] more {s}", "i need (more|a higher) {s}",
        "i think {s} should go up [a bit|a little]", "would you turn {s} up [a bit|a little]", "i could do with more {s}", "we need more {s}", "{s} could be [a bit|a little] higher",
        "{s} needs to (go up|be higher)", "{s} wants to go up [a bit]", "it needs more {s}", "any chance of more {s}", "can i have [a bit|a little|some] more {s}"), weight=1.6),
    Tool("change_setting", _change("down"), f"{_DOWN} [the|your] {{s}} [a bit|a little|a tad|a notch|slightly|some|more]", "(turn|put|crank|bring|push|move|take|dial) [the|your] {s} down [a bit|a little|a tad|a notch|slightly|some|more]", "(less|lower|smaller) {s}", "{s} down [a bit|a little|a notch]", "make [the|your] {s} (lower|smaller|less)", "[the] {s} [is|should be|is too high make it] (lower|down)", "i want (less|a lower|lower) {s}", "a (bit|little|touch) less {s}", "{s} (is|'s) too high", "get the {s} down",
        "{s} [just] a (bit|little|touch|notch|tad) (lower|down)", "{s} (lower|down) please", "{s} one (step|notch) (down|lower)", "decrease {s}", "give [me|it] [a bit|a little] less {s}",
        "lower {s} [a bit|a little|slightly|please]", "reduce {s} [a bit|a little|slightly]", "let [the|your] {s} (go down|drop|fall|sink) [a bit]", "there's too much {s}",
        "(that's|it's) too much {s}", "less of [the|your] {s}", "go lower (on|with) [the|your] {s}", "have [the|your] {s} (lower|down a bit)", "dial back {s} [a bit|a little]",
        "pull back {s} [a bit]",
        "push down {s} [a bit|a little]", "go down (on|with) [the|your] {s} [a bit|a little]", "step [the|your] {s} down [a bit]", "edge {s} down [a bit|a little]",
        "make {s} go down [a bit]", "set {s} (lower|a bit lower|a little lower)", "put {s} (lower|a bit lower|a little lower)", "notch down {s}", "ease off on [the|your] {s} [a bit]",
        "see that {s} goes down [a bit]",
        questions=("i'd like (less|lower|a lower) {s}", "i'd like [the|your] {s} [a bit|a little] lower", "can you (lower|reduce|turn down|decrease) {s} [a bit|a little]",
        "could you (turn|put|nudge|bring) {s} down [a bit|a little]", "could {s} (be|go) [a bit|a little] lower", "can we have [a bit|a little] less {s}", "i need (less|a lower) {s}",
        "i think {s} should go down [a bit|a little]", "would you turn {s} down [a bit|a little]", "i could do with less {s}", "we need less {s}", "{s} could be [a bit|a little] lower",
        "{s} needs to (go down|be lower)", "{s} wants to come down [a bit]", "it needs less {s}", "any chance of less {s}", "can i have [a bit|a little] less {s}"), weight=1.6),
    Tool("change_setting", _change_by("up"), f"{_UP} [the|your] {{s}} by {{b}}", "(turn|put|crank|bring|push|move|bump) [the|your] {s} up [by] {b}", "{s} up [by] {b}", "add {b} to [the|your] {s}", "{s} plus {b}", "(raise|increase) [the] {s} {b}", "{b} more {s}", "make [the] {s} {b} (higher|bigger|more)",
        "{s} {b} (higher|up|more)", "by {b} (raise|increase|turn up|bump up) [the|your] {s}", "(raise|increase|boost|bump|lift) {s} by {b}", "go up [by] {b} (on|with) [the|your] {s}",
        "put {b} on [the|your] {s}", "(take|nudge|dial|shift|step) [the|your] {s} up by {b}", "give [the|your] {s} {b} more", "{b} up on [the|your] {s}", "{s} {b} up please",
        "let [the|your] {s} (go up|rise|climb) by {b}", "(an extra|another) {b} (on|of) [the|your] {s}",
        "move {s} up by {b}", "set {s} {b} higher", "put {s} {b} higher", "edge {s} up by {b}", "add another {b} to {s}", "add an extra {b} to {s}", "make {s} go up by {b}",
        "pile {b} onto {s}", "stick {b} on {s}",
        questions=("i'd like [the|your] {s} {b} higher", "i want {s} (up by|up|raised by) {b}", "can you (raise|increase|turn up) {s} by {b}", "could you (add|put) {b} (to|on) {s}", "could {s} go up by {b}",
        "i think {s} should be {b} higher", "would you turn {s} up by {b}", "i need {s} {b} higher", "{s} could be {b} higher", "{s} should go up by {b}", "{s} needs to go up by {b}",
        "can i have {s} {b} higher", "can we go up by {b} (on|with) {s}"), weight=1.2),
    Tool("change_setting", _change_by("down"), f"{_DOWN} [the|your] {{s}} by {{b}}", "(turn|put|bring|push|move|take) [the|your] {s} down [by] {b}", "{s} down [by] {b}", "(take|knock|subtract) {b} (off|from) [the|your] {s}", "{s} minus {b}", "(lower|reduce|decrease|drop) [the] {s} {b}", "{b} less {s}", "make [the] {s} {b} (lower|smaller|less)",
        "{s} {b} (lower|down|less)", "by {b} (lower|reduce|decrease|turn down) [the|your] {s}", "(lower|reduce|decrease|cut|shrink) {s} by {b}", "go down [by] {b} (on|with) [the|your] {s}",
        "deduct {b} from [the|your] {s}", "(take|nudge|dial|shift|step) [the|your] {s} down by {b}", "{b} down on [the|your] {s}", "{s} {b} down please",
        "let [the|your] {s} (go down|drop|fall|sink) by {b}", "{b} (off|from) [the|your] {s}", "shave {b} off [the|your] {s}",
        "move {s} down by {b}", "set {s} {b} lower", "put {s} {b} lower", "edge {s} down by {b}", "take another {b} off {s}", "make {s} go down by {b}", "strip {b} off {s}",
        "remove {b} from {s}",
        questions=("i'd like [the|your] {s} {b} lower", "i want {s} (down by|down|lowered by|cut by) {b}", "can you (lower|reduce|turn down) {s} by {b}", "could you (take|knock) {b} off {s}",
        "could {s} (go down|drop) by {b}",
        "i think {s} should be {b} lower", "would you turn {s} down by {b}", "i need {s} {b} lower", "{s} could be {b} lower", "{s} should (go|come) down by {b}",
        "{s} needs to (go|come) down by {b}", "can i have {s} {b} lower", "can we go down by {b} (on|with) {s}"), weight=1.2),
    Tool("change_setting", _fixed(name="speech_rate", direction="up"), "(talk|speak|read|go|say it) [a bit|a little|much] (faster|quicker|more quickly)", "speed up [a bit|your voice|your speech]", "(faster|quicker) [please]", "pick up the pace", "hurry up when you (talk|speak)", "you (talk|speak|are) too slow[ly]",
        "speak at a (faster|quicker|brisker) (pace|rate|speed)", "(faster|quicker) (speech|talking|speaking) [please]", "(talk|speak|read) (with|at) more speed",
        "(talk|speak|read) like you're in a hurry", "say things (faster|quicker|more quickly)", "up the (pace|tempo)", "[a bit|a little|much] (faster|quicker) [please]",
        "(don't|no need to) (speak|talk|read) so slow[ly]", "(stop dragging|don't drag) your words", "get a move on when you (talk|speak|read)", "not so slow[ly] [please]", "more quickly please",
        "put your foot down when you (talk|speak|read)", "quicken your (speech|talking|pace)", "go through it (faster|quicker) when you (talk|read)",
        "say your words [a bit|a little] (faster|quicker)", "spit it out [a bit] faster", "read [to me] [a bit|a little] (faster|quicker)", "talk quicker",
        "step on it when you (talk|speak)", "crank up the speed of your voice",
        questions=("i'd like you to (talk|speak|read) [a bit|a little] (faster|quicker)", "i want you to (talk|speak) (faster|quicker)", "can you (talk|speak|read|go) [a bit|a little] (faster|quicker)",
        "could you (speed up|pick up the pace|talk faster|speak quicker) [a bit]", "why do you (talk|speak) so slowly", "you're (talking|speaking|going|reading) too slow[ly]",
        "you could (talk|speak|go) [a bit|a lot] faster",
        "would you (talk|speak|read) [a bit|a little] (faster|quicker)", "your (speech|talking|voice) is too slow", "you (talk|speak) like a snail", "i'm falling asleep (talk|speak) faster",
        "i haven't got all day (talk|speak) faster", "it takes you ages to say anything (talk|speak) faster", "you can (talk|speak|go) (faster|quicker)",
        "how about (talking|speaking) [a bit|a little] (faster|quicker)"), weight=0.6),
    Tool("change_setting", _fixed(name="speech_rate", direction="down"), "(talk|speak|read|go|say it) [a bit|a little|much] (slower|more slowly)", "slow down [a bit|your voice|your speech]", "slower [please]", "not so fast", "you (talk|speak) too fast", "you're (talking|speaking|going) too fast",
        "speak at a (slower|gentler|calmer) (pace|rate|speed)", "slower (speech|talking|speaking) [please]", "take your time [when you (talk|speak|read)]",
        "take your time (speaking|talking|with your words)", "(talk|speak|read) (slowly|slowly please|nice and slow)", "say things (slower|more slowly)", "more slowly [please]",
        "[a bit|a little|much] (slower|more slowly) [please]", "(don't|no need to) (speak|talk|read|go) so (fast|quickly)", "(don't|no need to) (rush|hurry) [when you (talk|speak)]",
        "not so (quick|quickly) [please]", "(lower|drop|ease) the pace [a bit]",
        "put the brakes on when you (talk|speak|read)", "slow your (speech|talking|voice) [down] [a bit]", "ease off when you (talk|speak|read)",
        "say your words [a bit|a little] (slower|more slowly)", "read [to me] [a bit|a little] (slower|more slowly)", "bring down the speed of your voice", "don't gabble", "stop gabbling",
        "stop rushing [your words]", "go easy on the speed when you (talk|speak)",
        questions=("i'd like you to (talk|speak|read) [a bit|a little] (slower|more slowly)", "i want you to (talk|speak) (slower|more slowly)",
        "can you (talk|speak|read|go) [a bit|a little] (slower|more slowly)", "could you slow down [a bit|a little]", "why do you (talk|speak) so fast",
        "i can't keep up [with you] [slow down|you're too fast]", "you're too (fast|quick) [for me]",
        "would you (talk|speak|read) [a bit|a little] (slower|more slowly)", "your (speech|talking) is too (fast|quick)", "you (talk|speak) like a machine gun",
        "my gran can't follow you (talk|speak) slower", "i can't follow you (talk|speak) slower", "where's the fire (talk|speak) slower", "you're gabbling",
        "how about (talking|speaking) [a bit|a little] (slower|more slowly)"), weight=0.6),
    Tool("change_setting", _fixed(name="temperature", direction="up"), "be [a bit|a little|much] (more creative|wilder|crazier|more random|weirder|more adventurous|hotter|sillier|less boring)", "get [a bit] (wilder|crazier|weirder|hotter)", "(loosen up|go crazy|go wild|let your hair down|more madness|heat up)",
        "(more|a bit more) (creativity|imagination|fantasy|wildness) [please]", "use [a bit|some] more imagination",
        "be [a bit] (bolder|more daring|more imaginative|more playful|more inventive|more creative)", "(surprise|shock) me more", "let yourself go [a bit]",
        "give me (wilder|crazier|weirder|more creative|more random) answers", "(wilder|crazier|weirder|sillier) [answers] please",
        "make your answers (wilder|crazier|weirder|more creative|more random|less predictable)", "(go|get) (a bit|a little) crazy", "(spice|liven) (it|things|your answers) up [a bit]",
        "don't be so (boring|serious|predictable|sensible|dull)", "think outside the box more", "turn up the (madness|craziness|weirdness)",
        "let your imagination run (wild|free)", "mix it up a bit with your answers", "throw in some more madness", "be less (predictable|serious|tame|sensible)",
        "take more risks with your answers", "get more (creative|adventurous|imaginative|inventive)", "add some (craziness|madness|spice) to your answers", "be a bit more out there",
        "go nuts with your answers", "give it more (imagination|creativity)",
        questions=("i'd like you to be (wilder|more creative|crazier|more adventurous|more random)", "i want (wilder|crazier|more creative|weirder) answers",
        "can you be [a bit|a little] (wilder|crazier|more creative|sillier|weirder)", "could you (loosen up|let your hair down|be less predictable) [a bit]",
        "you're too (boring|serious|predictable|tame)", "your answers are too (boring|tame|predictable)",
        "would you be [a bit] (wilder|crazier|more creative)", "your answers are (dull|so predictable|so boring)", "your answers could be (wilder|crazier|more creative)",
        "you always say the same be more creative", "how about being a bit (wilder|crazier|more creative)", "i'm bored of sensible answers", "you sound like a tax form be wilder",
        "we need more (madness|craziness|imagination) from you"), weight=0.6),
    Tool("change_setting", _fixed(name="temperature", direction="down"), "be [a bit|a little|much] (less creative|less wild|less crazy|less random|more serious|more sensible|calmer|more predictable|cooler)", "(calm down|cool down|sober up|settle down|tone it down|get serious|cool it|chill)",
        "(less|a bit less) (creativity|imagination|wildness|madness|craziness) [please]", "be [a bit] (calmer|saner|more serious|more sensible|more careful|less random|more boring)",
        "rein it in [a bit]", "give me (calmer|saner|more sensible|more predictable|more serious) answers", "(calmer|saner) [answers] please",
        "make your answers (calmer|saner|more sensible|more predictable|less random|less wild|less crazy)", "don't be so (wild|crazy|random|silly|weird)",
        "(turn|tone) down the (madness|craziness|weirdness)", "stick to (sensible|serious|predictable) answers", "(stop|quit) being so (wild|crazy|random|silly|weird)",
        "keep (calm|it sensible|it sane|your feet on the ground)", "get [a bit] (calmer|saner|more serious|more sensible)", "(calm|cool|settle|simmer) down [a bit|a little|please]",
        "keep your imagination in check", "play it safe with your answers", "take fewer risks with your answers", "be less (adventurous|imaginative|inventive|silly|weird|wild)",
        "get less (creative|crazy|random|wild|silly)", "drop the (madness|craziness|silliness)", "come back (down|) to earth", "be more down to earth", "stay sensible",
        "give me less (madness|craziness|nonsense)", "go easy on the (madness|craziness|creativity)",
        questions=("i'd like you to be (calmer|more serious|more sensible|less random|less wild)", "i want (calmer|saner|more sensible|more predictable) answers",
        "can you be [a bit|a little] (calmer|saner|more sensible|less crazy|more serious)", "could you (sober up|calm down|tone it down) [a bit]", "you're too (wild|crazy|random|silly|weird)",
        "your answers are too (wild|crazy|random|silly|weird)",
        "would you be [a bit] (calmer|more sensible|less random)", "your answers are all over the place be more sensible", "your answers could be (calmer|saner|more sensible)",
        "you're talking nonsense be more sensible", "how about being a bit (calmer|saner|less crazy)", "i've had enough madness be serious",
        "we need less (madness|craziness|imagination) from you"), weight=0.6),
    Tool("get_setting", _named(), "(tell|give|show|read) me (the|your) {s}", "(check|show|read) (the|your) {s}",
        "{s} (report|status|check)", "say [what] {s} [is|is set to]", "tell me (what|how high) {s} is [set to] [now|right now]", "report {s}", "look up {s}", "let me know {s}",
        "the current {s} [please]", "the value of {s}", "give me the (value|current value) of {s}", "remind me what {s} (is|is set to|is at)",
        "read out (the|your) {s}", "let me hear what {s} is [set to]", "see what {s} is [set to]", "find out what {s} is [set to]", "say how high {s} is", "give me the setting for {s}",
        "tell me the setting for {s}", "check what {s} is [at|set to]", "check how high {s} is [set]", questions=("what's (the|your) {s} [set to|at|now|right now|currently]", "what is (the|your) {s} [now|set to|at the moment]", "(how high|how big|how much|what) is (the|your) {s} [set to|right now|now]", "what {s} (are you using|are you on|have you got|do you have|is set|do we have|is it)", "what's (the|your) current {s}", "which {s} (are you using|is on|is set|do you use|are we on)", "what (did i set|have i set) the {s} (to|at)", "where's the {s} (at|set)", "current {s}",
        "i'd like to know {s}", "i want to know what {s} is [set to]", "{s} is (what|at what|set to what) [now]", "{s} what is it [now|set to]", "do you know {s} [we're on]",
        "at what (value|level) is {s}", "what (value|level) (is|does) {s} (at|have|on)", "what (value|number) is {s} (set to|on)", "can you (tell me|check) {s}",
        "could you tell me (the value of|what is) {s}", "how is {s} set", "what did we set {s} to",
        "would you tell me what {s} is", "can i hear what {s} is set to", "i forgot what {s} is [set to]", "i've forgotten the setting for {s}", "what's the setting for {s}",
        "what's (the|your) {s} again", "what have we got {s} (at|on|set to)", "what's {s} sitting at", "where have we got {s}", "any idea what {s} is [set to]",
        "is {s} set to anything and what"), weight=1.2),
    Tool("reset_setting", _fixed(), "(reset|restore) [all|all the|all your|your|the|my|every|everything in] (settings|setting|options|defaults|everything|dials)", "(go|put|set|bring|turn|change) [everything|it all|all settings|all|the settings|things] back to (default|defaults|normal|the defaults|how it was|factory settings|the start)", "(back to|restore the|use the|load the) (defaults|default settings|factory settings|normal settings)", "factory reset [please]", "default settings", "reset everything", "start over with the default settings", "reset to (default|defaults|factory)",
        "(undo|clear|wipe|drop|forget) all (my|the|your) (changes|settings|tweaks)", "default everything",
        "(everything|all settings|all the settings) (to|back to|to their) (default|normal|defaults)", "make everything (default|standard|normal|as it was at the start) [again]",
        "return (to|everything to) (the|) (defaults|default settings|factory settings|original settings)", "return all (settings|values) to (normal|default)",
        "use (default|standard|factory|original) settings", "(give|get) me the (default|original|factory|standard) settings [back]", "the (original|factory|standard|default) settings please",
        "reset yourself [to (default|factory|normal)]", "start (fresh|afresh|from scratch) with the settings", "all (dials|settings|knobs) back to (zero|normal|default)",
        "(clean slate|fresh start) for the settings",
        "wipe the settings [and start again]", "throw out all my settings", "take it all back to (the defaults|factory settings|default)", "give everything its default value",
        "revert everything to (default|the defaults|factory settings)", "revert all settings [to default]", "start again with fresh settings", "make all settings (default|standard|normal)",
        "bring back (the defaults|the factory settings|the original settings)", "go back to square one with the settings", "set all the settings to default",
        questions=("i'd like (the default settings|the defaults|everything back to normal) [back]", "i want (all the defaults|the default settings|the factory settings) back",
        "i've messed up the settings (reset them|put them all back)", "can you (reset|restore) (everything|all settings|the settings|all the defaults)",
        "could you put everything back to (default|normal)", "can we go back to the (defaults|default settings|factory settings)",
        "would you reset (everything|all the settings)", "i want everything at (default|its default)", "i've fiddled with everything put it all back to default",
        "the kids messed with the settings reset them all", "everything sounds weird reset all the settings", "how about a factory reset", "let's start over with all settings at default",
        "could we have all the defaults back"), weight=0.8),
    Tool("reset_setting", _named(), "reset [the|your] {s}", "(put|set|bring|turn|change) [the|your] {s} back to (default|normal|the default|its default|what it was|standard|where it was at the start)", "[the] default {s} [please]", "restore [the|your] {s}", "{s} back to (normal|default)", "use the (default|normal|standard) {s}", "set [the] {s} to (default|its default|the default)",
        "default for [the|your] {s}", "{s} (to default|to its default|to the default value|reset)", "{s} as it was (at first|at the start|originally)",
        "return [the|your] {s} to (normal|default|its default)", "make [the|your] {s} (default|normal|standard) [again]", "the (normal|standard|usual|original|factory) {s} [again] [please]",
        "(give|get) me the (default|original|standard|normal|usual) {s} [back]", "reset [just|only] {s} [please]", "(go|switch) back to the (default|normal|original|standard|usual) {s}",
        "have {s} at [its] (default|normal) [again]", "clear [the|my|your] {s} setting", "let {s} be (default|normal) again",
        "revert [the|your] {s} [to default]", "give [the|your] {s} its default value", "take [the|your] {s} back to (default|normal|the default)", "have the default for {s} back",
        "undo everything i did to [the|your] {s} and use the default", "bring back the (default|original) value for {s}", "throw out my setting for {s} [and use the default]",
        "load the default for {s}", "set {s} how it was (originally|by default)", "leave [the|your] {s} at its default",
        questions=("i'd like the (default|original|standard|normal) {s} back", "i want the (default|original|normal|usual) {s} [again]", "can you reset {s}",
        "could you (put|set) {s} back to (default|normal)", "can {s} go back to (normal|default)",
        "would you reset {s}", "could you reset {s} [to default]", "i've messed up {s} reset it", "the kids changed {s} put it back to (default|normal)",
        "{s} should be (back to default|the default|default again)", "i want {s} at [its|the] default", "i want {s} reset", "can i have the (default|normal|original) value for {s} back",
        "how about the default for {s}"), weight=0.9),
    Tool("undo_setting", _fixed(), "undo [that|the last change|the last setting|my last change|it|this|the change|that change|what i just did]", "(take|put|change|set|turn|switch) (that|it) back [to what it was|to how it was|to before|again]", "(revert|reverse|roll back) [that|the last change|the setting|it]", "go back to (how|what) it was [before]", "(change|set) it back", "i didn't (mean|want) that (change|setting) [undo it]", "undo please", "that was better before", "no go back", "restore the previous setting",
        "(that|it) back please", "undo [it|that] please", "(undo|revert|reverse|cancel) my last (change|setting|adjustment)", "(undo|reverse) what you (just did|just changed|changed)",
        "un do (that|it)", "one step back [please]", "go one (step|change|setting) back", "back to (how|what) it was [before]", "back to the (previous|last|old|earlier) (setting|settings|value)",
        "(use|take|give me) the (previous|old|earlier) (setting|value) [again]", "bring back the (old|previous|last) (setting|value)", "make it (like|as) it was before",
        "return to the (previous|earlier) setting", "reverse the change", "change that back please", "(roll|wind) that back",
        "take back that (change|setting)", "take back the last (change|setting|adjustment)", "reverse the last (change|setting|adjustment)", "revert the last (change|setting)",
        "cancel the last (change|setting|adjustment) [and go back]", "make that change go away", "give me the setting from before [back]", "return to what it was [before]",
        "change the setting back", "flip it back to how it was", "put the setting back [to what it was]",
        questions=("i'd like to undo that [change]", "i liked it better (before|the way it was|how it was)", "it was better before [change it back]", "can you (undo|revert|reverse) (that|it|the last change)",
        "could you (put|change|set) (it|that) back", "that made it worse [undo it|go back]", "that was a mistake (undo it|change it back|put it back)",
        "would you undo that [change]", "i don't like that change undo it", "that change was wrong undo it", "i preferred it before undo that", "i preferred the old setting [put it back]",
        "that's worse go back to (the last setting|how it was)", "can i have the old (setting|value) back", "oh no undo [that|it]", "oops undo that [change]",
        "that wasn't better (undo it|change it back)"), weight=0.8),
    Tool("save_preset", _preset, "(save|store|keep|remember) (this|these settings|the settings|my settings|everything|all this|the current settings|it|that) (as|under|under the name|in) [the|a] [preset] {p}", "save [a|this as a|the|as] preset [called|named|as] {p}", "(make|create|store|save) a preset (called|named) {p}", "call (this|these settings|this setup) {p}", "save (preset|settings) {p}", "name (this|these settings) {p}", "(save|store) the {p} preset",
        "create [a] preset {p}", "create a [new] {p} preset [from this|from these settings]", "make (this|these settings) (a|my) {p} preset", "make [a] preset {p}",
        "new preset [called|named] {p}", "as [preset] {p} save (this|these settings|everything)", "under [the name] {p} (save|store|keep) (this|these settings|everything)",
        "(save|store|keep|record) (the|these|my|our) [current] settings (under|as) {p}", "(let this|this should|this shall) be (called|the preset) {p}", "{p} is the name of (this|the new) preset",
        "(write|put) these settings (down|away) as {p}", "(turn|make) these settings into [a|the] {p} preset", "keep (it|this) as the {p} (preset|settings)",
        "remember (this|these settings) as my {p} (setup|settings|preset)", "name the (settings|preset|current settings) {p}",
        "put this setup away as {p}", "save this setup (as|under) [the name] {p}", "save how it is now as {p}", "store how it is now as {p}", "keep how you are now as preset {p}",
        "save [the] current (setup|settings|state) as [preset] {p}", "make the current settings preset {p}", "make a new preset out of this (called|named) {p}",
        "file (this|these settings) (as|under) {p}", "give (this|these settings) the name {p}",
        questions=("i'd like to save (this|these settings) as {p}", "i want (this|these settings) saved (as|under) {p}", "i like (this|these settings) (save|store|keep) (it|them|this) as {p}",
        "can you (save|store|keep|remember) (this|these settings) as {p}", "could you (create|make|save) a preset (called|named) {p}",
        "would you save (this|these settings) as {p}", "it's perfect like this save it as preset {p}", "this is just right save the settings as {p}", "let's call these settings {p}",
        "let's save (this|these settings) as {p}", "i want a preset (called|named) {p} from this", "could we keep (this|these settings) as {p}", "the settings are good now save them as {p}",
        "preset name {p} save it"), weight=0.8),
    Tool("load_preset", _preset, "(load|use|apply|switch to|go to|activate|open|restore|bring back|put on|turn on|select|choose|start|recall|set) [the|my] [preset] {p} (preset|settings|setup|mode)", "(load|use|apply|activate|restore|recall|switch to|bring back) [the] preset [called|named] {p}", "preset {p}", "{p} (preset|settings) [please]", "go back to [the|my] {p} (settings|preset)", "(load|recall|bring back) [my|the] {p}",
        "use [my|the] {p} (settings|preset|setup) [again|now]", "(time for|let's have|let's use) [the|my] {p} (preset|settings|setup)", "give me [the|my] {p} (preset|settings|setup)",
        "get [me] [the|my] {p} (settings|preset|setup) [back]", "change to [the|my] {p} (preset|settings|setup)", "(pull up|fetch|call up|open) [the|my] [preset] {p} (preset|settings)",
        "the {p} (preset|settings|setup) please", "the settings (called|named|saved as) {p} (load|use|apply) them", "(load|use|restore) the settings (called|named|saved as|i saved as|under) {p}",
        "(load|use|apply) preset {p}", "(return|back) to [the|my] {p} (settings|preset|setup)", "enable [the|my] {p} (preset|settings)", "run [the|my] {p} (preset|setup)", "pick [the] {p} preset",
        "make it the {p} (preset|settings|setup)",
        "put me in the {p} preset", "get the {p} (preset|settings) out", "throw on the {p} (preset|settings)", "stick the {p} (preset|settings) on", "set everything to the {p} preset",
        "set everything up like [preset] {p}", "make everything like in [preset] {p}", "bring up [the|my] {p} (preset|settings|setup)", "go for the {p} (preset|settings)",
        "fire up the {p} (preset|setup)", "swap to [the|my] {p} (preset|settings)", "use what i saved as {p}", "load what i saved (as|under) {p}",
        questions=("i'd like [my|the] {p} (settings|preset|setup) [back|on]", "i want [my|the] {p} (settings|preset|setup) [back|on|now]", "can you (load|use|restore|apply) [my|the] {p} (settings|preset)",
        "could you (switch|change) to [my|the] {p} (settings|preset)", "can we have the {p} (preset|settings|setup)",
        "would you load [the|my] {p} (preset|settings)", "how about the {p} (preset|settings)", "what about the {p} (preset|settings)", "i feel like the {p} (preset|settings)",
        "could i have [the|my] {p} (preset|settings) [back]", "can i get [the|my] {p} (preset|settings)"), weight=0.8),
    Tool("party", _fixed(action="start"), "(start|begin|turn on|switch on|enter|activate|launch|go into|kick off|let's start|let's begin|enable|fire up|let's have) [a|the] (party|party mode|drinking game|party game|part e mode|drinking games)", "party mode [on|please]", "let's (party|play a drinking game|get this party started|get the party started|play party games)", "party time", "it's party time", "(time to|we want to|i want to|let us) party", "get the party (started|going)",
        "open the party", "(get|put) (into|on) [the] party mode", "party mode (now|start|time)", "(begin|start|open) the (drinking game|party game|party games|drinking)",
        "let the (party|games|drinking games) (begin|start|commence)", "let's (start|begin|have) (a|the) (party|drinking game)", "switch to party mode", "turn the party on", "start party",
        "we're (having|starting) a party", "set up a (party|drinking game|party game)", "(drinking|party) game please", "bring on the party", "we're ready to (party|play the drinking game)",
        "get a drinking game going", "get party mode going", "put party mode on", "bring up the party game", "make it a party", "turn this into a party",
        "start up the (party|party game|drinking game)", "let the fun begin start the party", "open up party mode",
        questions=("i'd like to (start a party|party|play a drinking game|play the party game)", "we want to (play|start) (a drinking game|the party game|the party)",
        "can we (start|have|begin) (the|a) (party|drinking game)", "can you (start|turn on) (party mode|the party|the drinking game)", "could we play (a|the) (drinking|party) game",
        "shall we (party|start the party|play a drinking game)", "who's up for (a drinking game|party mode) [start it]", "everybody's here (start the party|let's start the party game)",
        "the guests are here start the party", "it's friday night start the party [mode]", "my friends are here let's start the (party|drinking game)",
        "would you start the (party|party game|drinking game)", "how about a (party game|drinking game)", "how about some party mode", "who wants to play a drinking game start one",
        "let's do party mode", "let's do a (drinking game|party game)", "we're bored start the (party|drinking) game"), weight=0.8),
    Tool("party", _fixed(action="end"), "(end|stop|finish|turn off|switch off|leave|exit|quit|close|deactivate|disable|kill|shut down) [the] (party|party mode|drinking game|party game|game)", "party [mode] (off|over)", "the party's over", "the party is over", "no more party [mode]", "(we are|we're) done (with the party|partying|playing)", "enough (partying|of the party)", "wrap up the party",
        "the party (ends|stops|is done|is finished|has ended) [here|now]", "(that's|this is) the end of the party", "party mode (off|end|stop)", "(get|go|come) out of party mode",
        "leave the (party|party mode|drinking game)", "party finished", "(no more|enough) (drinking games|drinking game|party games|party mode) [for (today|tonight)]",
        "(stop|end|quit) playing the (drinking game|party game)", "turn the party off", "call it a night (with the party|and end the party)",
        "let's (end|stop|finish|wrap up) the (party|game|drinking game)", "(call|put) an end to the (party|drinking game)", "shut the party down", "everyone is going home (end|stop|finish) the (party|game)",
        "(everybody|everyone) has gone home end the party", "game over [everyone|the party is done]",
        "take us out of party mode", "wind up the (party|party game|drinking game)", "bring the (party|drinking game) to an end", "draw the (party|drinking game) to a close",
        "break up the party", "drop out of party mode", "put party mode off", "cancel party mode", "finish up the (party|party game|drinking game)",
        questions=("i'd like to (end|stop|leave|finish) the (party|party game|drinking game)", "we want to stop the (party|game|drinking game)",
        "can you (end|stop|turn off) (party mode|the party|the drinking game)", "could we (end|stop|finish) the (party|drinking game|party game)",
        "we've (had enough of the party|finished the party game|finished playing)",
        "it's late end the party", "the guests are leaving end the party", "the neighbours are complaining stop the party", "would you end the (party|drinking game)",
        "we're too tired for the party end it", "the beer's all gone so end the party", "i'm going to bed end the party", "let's leave party mode", "let's call it a night with the party",
        "that's it for the party", "that's it for the (drinking|party) game"), weight=0.8),
    Tool("party", _player("drink"), "{p} (had|has had|drank|took|just had|just drank|gets|has|finished|downed|is having|just took|just finished|has drunk|sank|necked) (a|another|one more|a|his|her|one) (drink|beer|shot|glass|sip|wine|pint|cocktail|round)", "(give|add|log|count|note|mark|put down|record|another|one more) [one|a] drink (for|to|on) {p}", "another (drink|beer|shot|round|one|pint) for {p}", "{p} drinks", "{p} drank", "(a|one) (drink|shot|beer) for {p}", "{p} must drink", "drink for {p}",
        "{p} (emptied|drained|polished off|knocked back) (a|another|his|her|the) (glass|drink|pint|beer)", "{p} (is on|is at) (another|one more|a new) (drink|beer|one)",
        "{p} (drinks|gets|takes) (a|another|one more|one) [drink|beer|shot|sip]", "{p} (has to|should|needs to) (drink|take a drink|take a sip)",
        "(that's|there goes|here's) (a|another|one more) drink for {p}", "(one|one more|add one) [drink] for {p}", "add one to {p}'s drinks", "{p} plus one drink",
        "count (one|another|a drink|a beer) for {p}", "put (a|another|one more) (drink|beer|shot) on {p}'s (tab|count|score)", "{p} just (had|drank|downed|finished) (one|another)",
        "(mark|log|note|write) down a (beer|drink|shot|pint) for {p}", "{p} (lost|loses) [and|so] (drinks|takes a drink|has to drink)", "(make|let) {p} (drink|take a drink)",
        "{p} (beer|drink|shot)", "{p} had one more [drink]",
        "note that {p} had a (drink|beer|shot|glass of wine)", "mark {p} down for a (drink|beer|shot|pint)", "put {p} down for (a|one|another) (drink|beer|shot|pint)",
        "count {p}'s (drink|beer|shot)", "give {p} one more drink", "chalk up a (drink|beer|shot|pint) for {p}", "write a (drink|beer|shot) next to {p}", "raise {p}'s drink count [by one]",
        "let it be known that {p} had a drink",
        questions=("i saw {p} (have|take|down) (a|another) (drink|beer|shot)", "can you (log|add|count|note) (a|another) drink for {p}", "could you put (a|another) drink down for {p}",
        "{p} wants (his|her|a|another) drink (logged|counted|on the list)",
        "{p} just knocked back a (shot|beer|drink)", "{p} has had another (drink|beer|shot)", "{p} is drinking a (beer|shot|cocktail|pint)", "{p} ordered another (beer|drink|pint)",
        "{p}'s glass is empty that's one drink", "{p}'s had one", "the next drink goes to {p}", "that was {p}'s drink", "there goes {p} with another (beer|drink|shot)",
        "{p} took a (shot|sip of beer|swig)", "would you count a drink for {p}"), weight=0.8),
    Tool("party", _fixed(action="drink"), "i (had|just had|drank|took|had myself|'ve had|have had|downed|finished) (a|another|one more) (drink|beer|shot|glass|pint)", "(log|count|add|note|record) (a|one|my) drink", "we (had|drank|took|just had) (a|another|one more) (drink|round|shot)", "(one|a) more drink", "(cheers|bottoms up|drink up|down it|another round|another drink|skol|prost)", "(this is|that was|that makes) my (second|third|4th|5th|6th|7th|first|last) [one|drink|pint|shot|glass]", "(number|drink number) (2|3|4|5|6) [down|gone|for me]", "(down the hatch|chin chin|to your health|salud|here's to us)", "i (finished|emptied|drained) my glass",
        "(one|another) drink (for me|down|done|on my count)", "(put|mark|write) me down for (a|another|one more) drink", "count (one|another drink|one drink) for me",
        "add (a|one|another) drink (to my count|for me|on me)", "(plus one|one more|another one) for me", "i (drink|drank|downed|sank|necked|knocked back) (one|another|a beer|a shot|a pint)",
        "i (had|took) (a sip|my drink|one more)", "i'm (having|drinking|on) (a|another|one more) (drink|beer|shot|pint|one)", "that's (another|one more) drink [for me|down]",
        "my glass is empty again", "(note|log|write down|record) (a|another) (beer|shot|drink|pint) for me", "we (all|) (downed|finished|emptied) (a|our|another) (drink|glass|round|glasses)",
        "we're having another (drink|round)", "my (drink|beer|shot|glass) is (gone|finished|down)",
        "chalk up (a|another) (drink|beer|shot) for me", "count my (drink|beer|shot|pint)", "note that i had (a|another) (drink|beer|shot)", "put (a|another) (drink|beer|shot) on my tab",
        "raise my drink count [by one]", "add (a beer|a shot|one drink) to my tally", "mark one drink for me", "add a (beer|pint|shot) for me",
        questions=("i (have to|had to|lost so i) drink", "can you (log|count|add) (a|my|another) drink [for me]", "could you (note|count|add) another drink", "i'd like (a|my) drink (counted|logged|noted)",
        "i just knocked back a (beer|shot|drink)", "i've had another (drink|beer|shot)", "i'm drinking (a|another) (beer|shot|cocktail|pint)", "i just finished my (beer|drink|pint|shot)",
        "i've just had one [more]", "that's my beer gone", "that's one (drink|beer|shot) for me", "there goes another (beer|drink|shot) for me", "i took a (shot|swig)",
        "would you count a drink for me", "i had a drink"), weight=0.6),
    Tool("party", _player("water"), "{p} (had|has had|drank|took|just had|is having|has|gets|drinks) [a|some|a glass of|another] (water|glass of water|water)", "(water for|some water for|a glass of water for|log water for|give water to|add water for) {p}", "{p} is drinking water",
        "{p} (switched|has switched|is switching|changed) to water", "{p} (is|'s) (on|having|sticking to) [the] water [now]", "{p} (needs|takes|took|drank|sips) [some|a|a glass of] water",
        "(log|note|count|mark|record|write down) [a|some|one] [glass of] water for {p}", "a (glass of water|water) for {p}", "another (water|glass of water) for {p}", "one water for {p}",
        "{p} (downed|finished|emptied) (a|his|her|the) (water|glass of water)", "put (a|some) water (down|on the list) for {p}", "{p} had water", "{p} water", "{p} is taking a water break",
        "{p} hydrates", "give {p} [a|some|a glass of] water", "(make|let) {p} drink [some|a] water",
        "note that {p} had a (glass of water|water)", "mark {p} down for a (water|glass of water)", "put {p} down for (a|one|another) (water|glass of water)",
        "count {p}'s (water|glass of water)", "chalk up a water for {p}", "write a water next to {p}", "count that as a water for {p}",
        questions=("can you (log|count|add) [a|some] water for {p}", "{p} wants [his|her|a|some] water (logged|counted)", "{p} should (have|drink) [some|a] water",
        "{p} just had a (water|glass of water)", "{p} is having a (water|glass of water)", "{p} has had another (water|glass of water)", "{p} ordered a (water|glass of water)",
        "{p} sipped some water", "{p} is being sensible and drinking water", "{p} finished a glass of water", "{p} took a sip of water", "would you count a water for {p}",
        "that's one water for {p}", "that was a water for {p}", "no beer for {p} just water"), weight=0.6),
    Tool("party", _fixed(action="water"), "i (had|drank|just had|just drank|'m drinking|'ve had) [a|some|a glass of] (water|glass of water)", "water break", "(log|add|count) (a|one) (water|glass of water)", "time for water", "we (had|drank) [some] water", "(one|a) water please", "everyone drinks water",
        "i (downed|finished|took|emptied) [a|my|some|another] (water|glass of water)", "i'm (on|having|sticking to|switching to) [the] water [now]",
        "(note|record|mark|write down) (a|one|my|another) (water|glass of water) [for me]", "(count|log|add) [a|one|my] water for me", "(put|mark) me down for [a|some] water",
        "one (water|glass of water) for me", "another (water|glass of water) [for me]", "(everybody|everyone|we all) (has|had|have|gets|drank|drink) [a|some] water", "water round [for everyone]",
        "a round of water [for everyone]", "(let's|we should|we) (take|have) a water break", "(time to hydrate|hydration break|hydration time)", "we're having (water|a glass of water)",
        "just (water|a water) for me [this time]",
        "chalk up a water for me", "count my (water|glass of water)", "note that i had a (water|glass of water)", "mark one water for me", "add a (water|glass of water) for me",
        "count that as a water for me", "put a water on my tab",
        questions=("i'd like (a|my) water (counted|logged|noted)", "can you (log|count|note) (a|my|one) water", "could we have a water break", "i switched to water",
        "i just had a (water|glass of water)", "i'm having a (water|glass of water)", "i've had another (water|glass of water)", "i just finished my (water|glass of water)",
        "i took a sip of water", "that's one water for me", "that was a water for me", "i'm being sensible and drinking water", "no beer for me just water", "would you count a water for me",
        "we all had [a glass of] water", "everyone's drinking water"), weight=0.6),
    Tool("party", _player("add_player"), "(add|sign up|include|put in|let in|bring in|enter|deal in|count in|register|sign in|join) {p} [to|in|into|as] [the|a] [game|party|player|players|group]", "{p} (is|wants|would like) [to] (playing|play|join|joining|in|in the game|a player|join in|join the party)", "{p} (joins|joined|plays|is here|has arrived|just arrived|came) [the|] [game|party]", "new player {p}", "add [a] player [called|named] {p}", "player {p}", "put {p} down as a player", "count {p} in", "{p} is joining us", "{p} (turned up|has come|came over|popped in|showed up) and (wants in|wants to join|would like a go|will play too)", "(make|there is|there's) (room|space) for {p} [in the game]", "deal {p} in", "can {p} (join|play|join in) [too]",
        "{p} (wants|would like) (in|to be in|a go) [on the game]", "let {p} (play|join|join in|in|take part|have a go) [with us|too]",
        "{p} is (in the game|with us|in too|taking part|one of the players|playing with us)", "{p} (plays too|is playing too|will play|takes part)", "welcome {p} [to the (game|party)]",
        "(another|one more|a new|the next) player [is|called] {p}", "here (comes|is) {p} (put him in|put her in|with us|for the game)", "we have a new player [called|it's] {p}",
        "add (our friend|my friend|also|in) {p}", "get {p} (in|in on|into) [the] (game|party)", "(write|put) {p} (on the list of|among the|with the) players", "make {p} a player", "{p} in",
        "{p} (came|comes) to the party", "(start|set up) {p} as a player", "add {p}'s name",
        "put {p}'s name in [the game]", "get {p} signed up", "get {p} to play with us", "give {p} a place in the game", "bring {p} into the game", "include {p} in the (game|party|group)",
        "make it one more player {p}", "enter {p} as a player", "write {p} down as a player", "squeeze {p} in [the game]",
        questions=("i'd like to (add|sign up) {p} [to the game]", "can you (add|sign up|include) {p} [too]", "could you (put|let|count) {p} in", "{p} asked (to join|to play|if there's room in the game)",
        "{p} wants to play [too|with us]", "{p} has joined [us|the game|the party]", "{p} is coming in [too|to the game]", "{p} just walked in and wants to play",
        "{p} is at the door and will play too", "{p} says (he's|she's) in", "would you add {p} [to the (game|party)]", "one of the players is {p}", "our next player is called {p}",
        "you forgot {p} as a player", "how about letting {p} play"), weight=0.9),
    Tool("party", _player("remove_player"), "(remove|kick|kick out|drop|take out|delete|throw out|get rid of|count out|strike|take) {p} [from|out of] [the] (game|party|players|list of players|group)", "remove {p}", "{p} (is|has|'s) (out|leaving|left|gone|going home|gone home|done|not playing|not playing any more|dropping out|out of the game)", "{p} (left|leaves|went home|quit|quits|goes home) [the] [game|party]", "remove player {p}", "count {p} out", "{p} doesn't (play|want to play) any more", "take {p} out of the game", "{p} (fell asleep|is tired|had enough|gave up|has to go|is off) [so] (take|count|leave) (him|her|them) out", "(cross|leave|strike) {p} (off|out) [the list]", "no more {p}", "{p} is no longer (playing|in)",
        "{p} (stops|stopped|quits|has quit|has stopped) (playing|the game)", "{p} (leaves|left|is leaving|quit) (us|early|the group|the table)", "{p} out",
        "{p} (won't|will not|can't) (play|be playing) (any more|any longer|on|from now on)", "(let|make) {p} (leave|go|sit out) [the game|the rest]",
        "{p} is (off home|out of here|no longer with us|no longer a player|not in any more)", "(wipe|scratch|delete|erase) {p} [from the (game|list)]", "take {p}'s name (off|out|off the list)",
        "(play|carry on) without {p}", "{p} is sitting [the rest] out", "we('ve|) lost {p} (take him out|take her out|to the sofa|remove the player)", "drop {p} from the (players|list|group|game)",
        "say goodbye to {p} (he|she) (is leaving|left|is out)", "{p} doesn't want to be in [the game] any more", "{p} had to (go|leave|go home)", "get {p} out [of the game|of the list]",
        "take {p} off [the list of players]", "take {p} off the game", "get {p} off the (list|players)", "leave {p} out [from now on]", "scrub {p} from the (game|list of players)",
        "make {p} no longer a player", "let {p} off the game", "let {p} drop out", "stop asking {p}", "don't count {p} any more",
        questions=("i'd like {p} (removed|out|taken out) [of the game]", "can you (remove|drop|take out|kick out) {p}", "could you take {p} (off the list|out of the game)", "{p} asked to be taken out",
        "{p} has dropped out", "{p} has left [us|the game|the party]", "{p} is going to bed", "{p} had to catch the last bus", "{p} called a taxi and left", "{p} says (he's|she's) out",
        "{p} is out of the (party|game)", "{p} doesn't want to (be in|play) [the game] any longer", "would you remove {p} [from the game]", "we're one player down {p} is gone",
        "please no more turns for {p}"), weight=0.9),
    Tool("party", _fixed(action="score"), "(tell|show|give|read) [me|us] the (score|scores|scoreboard|standings|tally|points)", "(score|scores|scoreboard) [please]", "read [out] the (score|scores|scoreboard)",
        "score (update|check|now)", "(call|read|give) out the (score|scores|points)", "say the (score|scores|points|standings)", "(points|standings|tally|results) (please|so far)",
        "(show|give) (me|us) the (leader board|leaderboard|ranking|results|table|drinks count)", "let's (hear|have|see) the (score|scores|points|standings)", "drink (count|tally)",
        "(count|add) up the (points|drinks|scores)",
        "update us on the (score|scores)", "let us know the (score|scores)", "see who's winning", "find out who's winning", "say who's (winning|ahead|in front|leading)",
        "tell us who's (winning|ahead|in front|leading|losing)", "remind us of the (score|scores)", "check the (score|scores|scoreboard)", "run through the scores",
        "count how many drinks everyone's had", questions=("what's the (score|tally)", "who's (winning|ahead|in the lead|leading|losing|behind|last)", "who (is winning|is ahead|has the most points|has had the most drinks|leads|drank the most|has drunk the most)", "what are the (scores|points|standings)", "how many (drinks|points) (does everyone have|has everyone had|do we have)", "how are we doing [in the game]", "how's the score",
        "what's the (current score|score now|score so far|state of play|ranking)", "how many (drinks|points|waters) has (each|everyone|everybody|each of us) (got|had)",
        "how many (drinks|points) (have i|do i have|have we|are there) [had|got|so far]", "who has (the highest score|the fewest drinks|had the fewest drinks|the best score|the most)",
        "who's (in front|at the top|on top|at the bottom|trailing|got the most points|had the most)", "who (drinks|drank) the (most|least) [so far]", "how do we stand",
        "where do we stand [in the game]", "how does the (score|table|game) (look|stand)", "am i (winning|losing|ahead|behind|in the lead)", "are we (winning|losing)",
        "i'd like (to hear|to know|) the score", "could we have the scores", "what place am i in",
        "would you tell us the (score|scores)", "could you read the (score|scores|scoreboard)", "can we hear the (score|scores|standings)", "what's it looking like on the scoreboard",
        "what does the scoreboard say", "who's had the most [drinks]", "who's the biggest drinker so far", "who is the drunkest going by the count", "who's top of the (table|scoreboard)",
        "how many drinks are we at"), weight=0.8),
    Tool("party", _fixed(action="next"), "next (player|one|turn|round|person|go|card|question|please)", "(who's|whose) (turn|go) is it", "(move|go) on [to the next (player|person|one|round)]", "whose go is it", "(who's|who is) (next|up|up next)", "(carry on|keep going|continue) with the game", "next up",
        "next [player|turn] please", "(pass|hand) (it|the turn) on [to the next (player|one|person)]", "(go|move|skip) to the next (player|person|turn|round|one)",
        "(bring|call) (on|up) the next (player|person|one)", "(the|our) next (player|one|person|turn) [please]", "another (turn|card|go)", "new (round|turn) [please]",
        "(say|tell us|call out) who's next", "(tell|say) (me|us|) whose turn it is", "skip this (player|turn|one|person)",
        "let's (move on|go on|carry on|continue) [with the game|to the next player]", "(give|pass) the turn to the next (player|person|one)", "my turn is over",
        "(done|i'm done|finished) next (player|one|please)", "(that's|this) (turn|round) (done|is done|is over) [next]",
        "give us the next (one|card|question|turn|round)", "let the next (player|person) (play|go|have a go)", "call the next player", "get on with the game",
        "get on with the next (turn|round|player)", "keep the game going", "roll on the next (round|turn|player)", "start the next (round|turn)", "pick the next player",
        "give someone else a go", "let someone else have a (turn|go)", "tell us who's up",
        questions=("whose (turn|go|round) (is next|is it now|comes next)", "who (goes|plays|comes|is on) (next|now)", "who has to (play|go|do something) (next|now)", "who's (turn|go) (now|next)",
        "is it my (turn|go) [yet|now]", "which player is (next|up|on)", "can we (go on|move on|carry on) [to the next (player|turn|round)]", "could we have the next (player|round|turn|one)",
        "who's after me", "who's on now", "who do we have next", "who's the next (player|victim|person|one)", "would you go to the next (player|person|turn)", "what's next in the game",
        "are we ready for the next (player|turn|round)", "let's hear who's next", "let's have the next (player|person|turn|round|one)"), weight=0.8),
    Tool("party", _fixed(action="truth"), "(truth|truth please|i (pick|choose|want|take|'ll take|say|go for|'ll go with) [a] truth|give (me|us) a truth|ask (me|us) a truth|truth question|ask me a truth question|a truth please|let's have a truth|truth for me|i'll do a truth)",
        "(i'd like|i want|i'll have|let me have|i'm going for|i chose|i picked|i'll pick|make it|mine is|my choice is|i'm choosing) [a|the] truth [please|question]",
        "(truth|a truth question|another truth|one truth|a new truth|truth or dare truth|truth not dare) [please|for us|then]",
        "(can i have|could i get|can we have|can you give me|could you ask me|how about|let's do|let's go with|time for|we want|hit me with) a truth [question|please]",
        "(truth|truth please|i pick truth|i choose truth|i'll take truth|not a dare a truth|no dare truth|i don't dare so truth|today i tell the truth so ask me a truth)",
        "(i dare not so|today i'm honest so|i've nothing to hide so) [give me|ask me] [a] truth", "ask (me|us) (something|a question) for truth or dare i (pick|take|choose) truth",
        "put me down for a truth", "truth it is", "it's truth for me [please]", "i think i'll (take|go with|do) [a|the] truth", "let me do a truth", "go on [then] [give me] a truth",
        "would you (ask|give) (me|us) a truth", "i'd rather (do|have|take) a truth [than a dare]", "i feel like a truth", "we'll (take|have|go for) a truth", weight=0.7),
    Tool("party", _fixed(action="dare"), "(dare|dare please|i (pick|choose|want|take|'ll take|say|go for|'ll go with) [a] dare|give (me|us) a dare|dare (me|us)|a dare please|let's have a dare|dare for me|i dare you to give me a dare|i'll do a dare|hit me with a dare)",
        "(i'd like|i want|i'll have|let me have|i'm going for|i chose|i picked|i'll pick|make it|mine is|my choice is|i'm choosing) [a|the] dare [please]",
        "(dare|another dare|one dare|a new dare|truth or dare dare|dare not truth) [please|for us|then]",
        "(can i have|could i get|can we have|can you give me|could you set me|how about|let's do|let's go with|time for|we want|think of) a dare [please]",
        "(dare|dare please|i pick dare|i choose dare|i'll take dare|not a truth a dare|no truth dare|i'm brave so dare me|i'm not scared give me a dare|dare me to do something|go on dare me)",
        "(i'm not scared so|i'm feeling brave so|i'll do anything so) [give me] a dare", "put me down for a dare", "dare it is", "it's dare for me [please]",
        "i think i'll (take|go with|do) [a|the] dare", "let me do a dare", "go on [then] [give me] a dare", "would you give (me|us) a dare",
        "i'd rather (do|have|take) a dare [than a truth]", "i feel like a dare", "we'll (take|have|go for) a dare", "come up with a dare [for me|for us]",
        "(got|have you got) a dare for (me|us)", "dare me then", weight=0.7),
    Tool("party", lambda rng: (lambda p, a: ({"p": p, "a": a}, {"action": a, "player": p}))(rng.choice(NAMES), rng.choice(("truth", "dare"))), "(a|give a|give us a|ask a|one) {a} (for|to) {p}", "{p} (picks|chooses|wants|takes|says|goes for|will take) [a] {a}", "give {p} a {a}", "{a} for {p}",
        "{p} (picked|chose|wanted|took|said) [a|the] {a}", "{p} (would like|is going for|is choosing|is taking|goes with|will do|will have) [a|the] {a}", "{p} {a}", "{a} {p}",
        "(let|make|have) {p} (do|take|have) a {a}", "it's a {a} for {p}", "{p}'s (choice|pick) is {a}", "(set|find|pick|choose|think of|get) a {a} for {p}", "a {a} please for {p}",
        "{p} (gets|has) a {a}", "for {p} (a|one) {a} [please]", "(hit|challenge) {p} with a {a}", "now a {a} for {p}",
        "put {p} down for a {a}", "find a {a} {p} can do", "come up with a {a} for {p}", "let's hear a {a} for {p}", "make {p}'s a {a}", "give us a {a} for {p}", "throw {p} a {a}",
        "do a {a} for {p}",
        questions=("can {p} have a {a}", "can you give {p} a {a}", "could we have a {a} for {p}", "i'd like a {a} for {p}", "{p} is up and (wants|says|picks) {a}",
        "{p} (fancies|feels like) a {a}", "{p} goes for {a}", "{p} has chosen {a}", "{p} has picked {a}", "{p} wants to do a {a}", "{p} is next and takes {a}", "{p} is up with a {a}",
        "how about a {a} for {p}", "what's the {a} for {p}", "would you give {p} a {a}", "{p} opted for {a}", "{p} says {a} please"), weight=0.7),
    Tool("party", _fixed(action="never"), "(never have i ever|a never have i ever|give (me|us) a never have i ever|play never have i ever|let's play never have i ever|let's do never have i ever|never have i ever please|another never have i ever|never ever have i ever|next never have i ever|do a never have i ever|start never have i ever|one never have i ever|never have i)",
        "(i'd like|i want|we want|can i have|can we have|could we have|let's have|let's hear|how about|time for|hit us with|say|read|ask|tell us) (a|another|one|the next) never have i ever [statement|please]",
        "(can we|could we|let us|we'd like to|we want to|i want to|shall we) (play|do|start|have a round of) never have i ever",
        "(a round of|another round of|one more|a new|some) never have i ever [please|for us]",
        "(never have i ever|never have i ever next|never have i ever again|never have i ever the game|the never have i ever game|a never have i ever statement|never have i ever go|start with never have i ever)",
        "(come up with|think of|find|pick|make up) a never have i ever [for us]", "(got|have you got|do you have) (a|another) never have i ever [for us]",
        "how about a (round|game) of never have i ever", "let's go with never have i ever", "throw (us|me) a never have i ever", "we fancy (a game of|some|a round of) never have i ever",
        "one more never have i ever", "(a fresh|a good|a funny|a naughty) never have i ever [please]", "get never have i ever going", "it's time for never have i ever",
        "(i feel like|i fancy) [playing] never have i ever", "would you (give|read|tell) us a never have i ever", weight=0.7),
    Tool("control", _fixed(action="stop"), "(stop|stop it|stop that|stop talking|be quiet|quiet|shut up|hush|enough|that's enough|silence|shush|zip it|stop please|pause|okay stop|halt|stop speaking|please stop|no more|be silent|shut it|stop now|shh|quit talking|quit it|pipe down|that will do|that'll do|cut it out|hold on|hold it)",
        "(stop|quiet|enough|silence|hush|shush|shh|be quiet|stop talking|shut up) [now|please|already|for a moment|will you|thank you|computer]",
        "(i'd like you to|i want you to|you can|would you|could you|can you|will you) (stop|stop talking|be quiet|stop now|shut up|be silent|hush|pipe down)",
        "(i've heard enough|i've had enough|stop right there|stop there|not another word|that's plenty|okay that's enough|enough now|stop reading|stop that noise|give it a rest|put a sock in it|button it|belt up|zip your lip|peace and quiet please|i said stop|whoa stop|hang on stop|all right stop|wait stop)",
        "(stop|stop it|hush now|no more talking|hold your tongue|say no more|quiet down|stop the talking|enough of that|enough talking|stop speaking now|cease|stop stop stop|stop stop)",
        "(i get it|i got it|i understand|i know|okay i know|i know that already) you can stop [now|talking]",
        "(no need to|don't) (go on talking|carry on talking|continue talking|finish that sentence)", "(that's fine|that's all right|okay|alright|right) you can stop (talking|there|now)",
        "put a lid on it", "give your voice a rest", "(shut your mouth|close your mouth|shut your trap|shut your gob)",
        "(not so much noise just stop|oh do be quiet|oh do shut up|do stop talking|will you stop|would you please stop|can you please stop|just stop|just be quiet|just stop talking)",
        "(stop your chatter|stop chattering|stop yapping|stop babbling|stop going on)",
        "(i'm on the phone be quiet|the phone is ringing stop talking|someone's at the door stop talking|i can't think stop talking|i need some quiet stop talking)",
        "(break off|stop mid sentence|stop the reading|stop the speech|stop reading that out)", "(silence please|a bit of silence please|a moment of silence please|some quiet please)",
        "(that is enough|enough for now|that's enough for now|that's all thanks stop|you've said enough)", weight=0.9),
    Tool("control", _fixed(action="repeat"), "(repeat|repeat that|say that again|say it again|again|once more|what|pardon|come again|sorry what|what did you say|one more time|i didn't (hear|catch|get) that|tell me again|can you repeat that|repeat please|what was that|excuse me what|say again|run that by me again|i missed that|repeat the answer|repeat what you said|pardon me|eh|huh|say what)",
        "(can you|could you|would you|will you) (repeat|repeat that|say that again|say it again|tell me again|run that by me again|repeat yourself|say that once more) [please]",
        "(i'd like to hear that|i want to hear that|let me hear that|let me hear it|give me that|read that|tell me that|say that|let's hear that|say it|that) (again|once more|one more time|another time) [please]",
        "(i didn't quite catch that|i didn't understand you|i couldn't hear that|sorry i wasn't listening|i wasn't paying attention|you said what|what did you just say|what did you tell me|what was your answer|what was the answer again|sorry come again|sorry say again|beg your pardon|i beg your pardon|what was that again|how was that again|sorry didn't catch that|didn't get that|can i hear that again)",
        "(repeat|again|pardon|repeat that|what|once more|say again|come again|repeat yourself|repeat your answer|repeat your last answer|your last sentence again|and again|that again) [please]",
        "(give me that|let me have that|tell me|tell us|read it to me|read it out|play that) (again|once more|one more time)",
        "(the dog was barking|the kettle was on|the phone rang|a lorry went by|i was miles away|my mind wandered) (say that again|what did you say|can you repeat that)",
        "(what were you saying|what was it you said|what did you say just now|what did you just tell me|what did you say before|sorry what did you say|what's that again|what's that you said)",
        "(i lost you there|you lost me there|i lost the thread|i wasn't listening) (say it again|say that again|repeat that)",
        "(i missed the last bit|i missed the end|i missed half of that|i only got half of that) [say it again|repeat it]",
        "(could i hear that again|may i hear that again|can we hear that again|let us hear that again)",
        "(would you mind saying that again|mind repeating that|care to repeat that|repeat that for me|repeat that for us|repeat the last thing|repeat the last bit|repeat your last sentence)",
        "(and once more|again please for everyone|say that once again|one more time for those at the back|same again please what you said)",
        "(didn't hear you|didn't hear that|i did not hear that|i did not catch that|couldn't hear you say again)", weight=0.9),
    Tool("control", _fixed(action="louder"), "(louder|speak up|louder please|talk louder|speak louder|a bit louder|i can't hear you|i can hardly hear you|you're too quiet|make it louder|raise your voice|be louder|much louder|say it louder|turn yourself up|turn it up|you are too quiet|can't hear you)",
        "(can you|could you|would you|will you) (speak up|talk louder|speak louder|be louder|turn it up|raise your voice|say it louder|go louder) [a bit|a little|please]",
        "(i'd like you|i want you|i need you) (louder|to be louder|to speak up|to talk louder|to speak louder)",
        "(you're hard to hear|i can barely hear you|i hardly hear you|i'm a bit deaf speak up|you're whispering speak up|don't whisper|stop whispering|you sound too quiet|i'm in the other room speak up|nobody can hear you|we can't hear you|that's too quiet|it's too quiet|you are so quiet|don't be so quiet|i'm struggling to hear you)",
        "(louder|speak up|a little louder|a lot louder|much louder|even louder|still louder|more loudly|speak more loudly|talk more loudly|turn up|pump it up|crank it up|make yourself heard|shout it out|louder louder) [please]",
        "(you're a bit|you're a little|you are a bit|you sound a bit|your voice is|your voice is too|your voice is so) quiet",
        "(the kettle's on|the hoover is on|the shower is on|the extractor is on|the music is on|it's noisy in here|i'm at the other end of the room) (speak up|talk louder|louder please)",
        "(let me hear you properly|let's hear you|make some noise|give it some volume|put some volume into it)",
        "(my hearing's not great|my gran can't hear you|grandad can't hear you|they can't hear you) (speak up|talk louder|louder please)",
        "(i want|i'd like|i need) to hear you (louder|better|more clearly so louder)",
        "(would you mind speaking up|mind speaking up|any chance you could be louder|try to be louder|try and speak up)",
        "(say that louder|say it so i can hear it|talk so i can hear you|speak so i can hear you|speak so we can all hear)",
        "(up a bit with your voice|raise your voice a little|lift your voice|a touch louder|a bit more volume please)",
        "(you're mumbling speak up|stop mumbling and speak up|don't mumble speak up)", weight=0.8),
    Tool("control", _fixed(action="quieter"), "(quieter|quieter please|talk quieter|speak more quietly|not so loud|a bit quieter|you're too loud|keep it down|lower your voice|softer|speak softly|talk softly|be quieter|too loud|turn yourself down|turn it down|you are too loud|speak quietly|keep your voice down|don't shout|stop shouting)",
        "(can you|could you|would you|will you) (be quieter|talk quieter|speak softly|speak more quietly|talk softly|lower your voice|keep it down|turn it down|keep your voice down) [a bit|a little|please]",
        "(i'd like you|i want you|i need you) (quieter|to be quieter|to speak softly|to keep it down|to talk more quietly|to lower your voice)",
        "(you're hurting my ears|you're deafening me|that's too loud|it's too loud|you are so loud|don't be so loud|don't speak so loud|don't talk so loud|no need to shout|why are you shouting|my ears hurt you're too loud|the baby is asleep keep it down|people are sleeping speak quietly|you'll wake the kids speak softly|you'll wake the neighbours)",
        "(quieter|softer|a little quieter|a lot quieter|much quieter|even quieter|more quietly|more softly|less loud|less noise|not that loud|not quite so loud|whisper|speak in a whisper|use your indoor voice|talk more quietly|speak more softly|down a bit) [please]",
        "(you're a bit|you're a little|you are a bit|you sound a bit|your voice is|your voice is too|your voice is so) loud",
        "(the kids are asleep|my wife is sleeping|my husband is asleep|it's the middle of the night|it's late|i've got a headache|i have a hangover|the cat is asleep) (keep it down|not so loud|be quieter|speak softly)",
        "(tone your voice down|bring your voice down|drop your voice|keep your volume down|take your voice down a notch)",
        "(would you mind being quieter|mind keeping it down|any chance you could be quieter|try to be quieter|try and keep it down)",
        "(say that quietly|say it quietly|say it softly|talk in a whisper|talk under your breath)",
        "(you don't have to shout|you don't need to shout|there's no need to shout|i'm right here no need to shout|i'm not deaf)",
        "(a touch quieter|a touch softer|a bit less volume please|less volume please|soften your voice|gently please not so loud)",
        "(i want|i'd like|i need) you (quieter|softer|less loud|not so loud)", weight=0.8),
    Tool("control", _fixed(action="shorter"), "(shorter|shorter please|keep it short|be brief|be more brief|shorter answers|make it shorter|too long|less talk|cut it short|be concise|give me shorter answers|answer more briefly|give me the short version|don't ramble|stop rambling|in short|keep your answers short|get to the point|briefly)",
        "(can you|could you|would you|will you) (be brief|keep it short|be more concise|make it shorter|answer more briefly|give me shorter answers|keep your answers short|cut it short|get to the point|say less) [please]",
        "(i'd like|i want|i prefer|i'd rather have|we need) (shorter answers|a shorter answer|it shorter|shorter replies|brief answers|the short version|you to be brief|you to say less)",
        "(you talk too much|you go on too long|that was too long|that's too long|your answers are too long|that's too much detail|too many words|too wordy|too much talking|less waffle|stop waffling|don't waffle|just the facts|just the short version|fewer words|use fewer words|less detail|don't go on so long|spare me the details|cut to the chase)",
        "(shorter|briefer|a bit shorter|much shorter|more concise|more briefly|be short|say less|talk less|shorter replies|shorter sentences|answer in fewer words|keep it brief|make it brief|keep it snappy|short answers|short and sweet|sum it up) [please]",
        "(make|keep) your (answers|replies) (short|brief|shorter|snappy|to the point)",
        "(i haven't got all day|i'm in a hurry|i've only got a minute|i've got no time) (keep it short|be brief|short answers please)",
        "(just tell me the important bit|just the important bit|just the main point|just the gist|give me the gist|only the essentials|the essentials please|just the essentials)",
        "(would you mind being brief|try to be brief|try and keep it short|any chance of a shorter answer|any chance of shorter answers)",
        "(answer|reply|say it) in (a few words|one sentence|a sentence|a nutshell|fewer words|two words)",
        "(i didn't ask for an essay|i didn't ask for a lecture|i don't need an essay|spare me the lecture|no speeches please|no essays please|don't give me a lecture)",
        "(you do go on|you go on and on|you're rambling|you're waffling|you're too wordy|you say too much)",
        "(trim it|trim it down|trim your answers|shorten it|shorten your answers|condense it|boil it down|make your answers shorter)", weight=0.8),
    Tool("control", _fixed(action="longer"), "(longer|longer please|more detail|tell me more|longer answers|make it longer|say more|in more detail|elaborate|go on|explain more|give me longer answers|answer at length|expand on that|a bit more detail|more please|give me more detail|keep going|keep talking|go into detail)",
        "(can you|could you|would you|will you) (say more|tell me more|elaborate|go into more detail|make it longer|give me longer answers|give more detail|explain more|expand on that|answer in more detail) [please]",
        "(i'd like|i want|i prefer|i'd rather have|we need) (longer answers|a longer answer|more detail|more details|it longer|longer replies|the long version|to hear more|to know more|you to say more|the full version)",
        "(that was too short|that's too short|your answers are too short|too short|you're too brief|don't be so brief|is that all|is there more|that's not much|what else|not enough detail|i need more than that|don't leave anything out|give me the details|give me all the details|don't hold back|don't cut it short|take it further|i'm curious tell me more)",
        "(longer|a bit longer|much longer|more|more details|in detail|in depth|more depth|say a bit more|talk more|use more words|longer replies|longer sentences|answer in more words|give me the full story|the long version|give me the long version|be more detailed|be more thorough|and then) [please]",
        "(make|keep) your (answers|replies) (longer|more detailed|a bit longer|fuller)",
        "(i've got time|i'm in no hurry|i've got all day|i want to know everything) (tell me more|say more|go into detail)",
        "(would you mind saying more|try to say more|any chance of more detail|any chance of a longer answer)",
        "(tell me the whole story|tell me the rest|tell me everything about it|tell me all about it|fill me in|give me the works)",
        "(flesh it out|flesh that out|draw it out|stretch it out|pad it out|lengthen it|lengthen your answers|expand your answers)",
        "(that's a bit short|that's rather short|that was brief|your answers are a bit short|you don't say much|you're not very talkative) [tell me more]",
        "(answer|reply|say it) in (more detail|full|more words|several sentences|whole paragraphs)",
        "(and what more|what more is there|can i hear more|i'd like to hear the rest|go on tell me more|go on i'm listening|do go on|please go on)", weight=0.8),
    Tool("control", _fixed(action="cancel"), "(cancel|cancel that|never mind|nevermind|forget it|forget that|forget i said anything|drop it|scratch that|don't bother|ignore that|leave it|no don't|abort|no cancel|cancel it|no never mind|skip it|ignore me|that's not what i meant|wrong|oh forget it|don't do that|not now|i changed my mind|changed my mind)",
        "(can you|could you|would you|will you) (cancel that|cancel it|forget it|forget that|forget what i said|ignore that|drop it|scrap that|disregard that) [please]",
        "(i'd like to cancel|i want to cancel|i don't want that|i don't want it any more|i didn't mean that|i didn't say that|i didn't ask for that|i take that back|that was a mistake forget it|that was not for you|i wasn't talking to you|i was talking to someone else|i misspoke|you got that wrong|you misunderstood me|you misheard|you misheard me|wrong one)",
        "(cancel|never mind|forget it|forget that|forget what i said|forget i asked|forget about it|cancel everything|cancel my request|cancel the request|cancel please|disregard|disregard that|don't do it|do not do that|leave that|let it be|let it go|scrap that|scrap it|strike that|belay that|no forget it|actually never mind|ah never mind|no matter)",
        "(it doesn't matter|doesn't matter|not important|it's not important|no thanks forget it|on second thoughts no|on second thought never mind|actually no|actually forget it|no cancel that|no i don't want that|no that's wrong|no wait cancel|wait no|oops cancel|oops never mind|no not that|not that|another time|maybe later|abort that|abort abort)",
        "(oh leave it|just leave it|just forget it|just drop it|just cancel that|please forget it|please ignore that|please cancel that)",
        "(that wasn't meant for you|i didn't mean you|i was talking to the dog|i was talking to my wife|i was on the phone not talking to you|that was the telly not me|that was the radio not me)",
        "(i was only joking forget it|only kidding forget it|just thinking out loud ignore me|i'm talking to myself ignore me)",
        "(no need any more|no longer needed|i don't need that after all|i've sorted it never mind|i found it never mind|i've worked it out never mind|i'll do it myself never mind)",
        "(that came out wrong forget it|let's forget it|let's forget that|let's drop it|let's leave it|let's not bother)",
        "(call it off|call that off|back out of that|get out of that|don't go through with it|don't go ahead|don't go ahead with that)",
        "(i've had second thoughts forget it|i've thought better of it|i've decided against it|i think i'll leave it)",
        "(you've got the wrong idea forget it|that isn't what i meant forget it)", weight=0.9),
)  # fmt: skip
_WEIGHTS = [
    tool.weight
    * (0.6 if tool.name in ("party", "system_status") else 1.0)
    * (1.5 if "{" in (tool.orders + tool.questions)[0] else 1.0)
    for tool in TOOLS
]

_NAMED = frozenset(
    ("set_timer", "cancel_timer", "timer_left", "add_to_list", "party", "save_preset", "load_preset", "set_setting")
)
"""Tools for which a name or a matter, said beside, could be whom or what is meant: "a timer of an hour for the wedding"."""


def exchange(rng: random.Random, *, test: bool = False, noise: float = 0.12) -> Exchange | None:
    """A request answered by one of the host's tools; its spoken result is said as it is."""
    from training.data import FAILED, Exchange, chosen, fill, placeholders
    from training.frames import Remark, slips, wrap_order, wrap_question
    from training.templates import sample

    tool = rng.choices(TOOLS, _WEIGHTS)[0]
    told = set(chosen((*tool.orders, *tool.questions), test=test))
    kinds = [(False, t) for t in tool.orders if t in told] + [(True, t) for t in tool.questions if t in told]
    if not kinds:
        return None
    question, template = rng.choice(kinds)
    slots, arguments = tool.make(rng)
    text = sample(template, rng, placeholders(slots))
    if tool.name != "control" or rng.random() < 0.6:
        free_text = tool.name in ("add_note", "set_reminder")
        if free_text:  # what follows could belong to the text that is noted: only openers
            from training.lexicon import OPENERS, POLITE

            if rng.random() < 0.3 and not question:
                text = f"{rng.choice(POLITE)} {text}"
            if rng.random() < 0.25:
                text = f"{rng.choice(OPENERS)} {text}"
            if rng.random() < 0.04:
                text = f"{bare_aside(rng)} {text}"
        else:
            remark: Remark = "bare" if tool.name in _NAMED else "any"
            text = wrap_question(text, rng, remark) if question else wrap_order(text, rng, remark)
    if rng.random() < noise:
        text = slips(text, rng)
    user = fill(text, slots)
    if user is None:
        return None
    from assistant.think.numbers import normalise

    copied = {
        key: (normalise(v) if v in slots.values() or key in ("when", "text", "items", "value", "by") else v)
        for key, v in arguments.items()
    }
    for key, v in copied.items():
        if (
            key in ("text", "when", "items", "duration", "time", "amount", "list", "label", "preset", "player")
            and v not in user
            and not (key == "amount" and v == "1")
        ):
            return None
    made = Exchange(user, tool.name, {"name": tool.name, "arguments": copied}, template=template)
    if rng.random() < 0.1:
        if rng.random() < 0.2:
            made.result, made.reply = (
                "error: "
                + rng.choice(
                    (
                        "no such timer",
                        "there is no list",
                        "out of range",
                        "the file cannot be written",
                        "unknown unit",
                        "no party is on",
                    )
                ),
                rng.choice(FAILED),
            )
        else:
            made.result, made.reply = (
                rng.choice(("Done.", "ok", "Set.", "Timer set.", "Here is your list.", "It is on.")),
                "{result}",
            )
    return made
