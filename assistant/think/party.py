"""Party mode: each drink turns up the heat, and the heat bends how the model draws its words.

The state is the log of tools/party; the temperature follows from it and is never stored. `Heat` bends the settings
while a party is on, so ending it, or a crash, gives the owner's own values back. Commands and tools are not sampled,
so the controls work at any heat.
"""

from __future__ import annotations

import random
import secrets
from typing import Any, Literal

from assistant.settings import Value
from assistant.settings_store import Settings
from assistant.values import shown_number
from tools.base import Outcome, Tool, ToolContext, ToolError, tool
from tools.party import games, log
from tools.party.log import TABLE, Party, Player
from tools.store import Store

Action = Literal[
    "start", "end", "drink", "water", "undo_drink", "add_player", "remove_player", "me", "score", "heat", "next",
    "truth", "dare", "never", "likely", "story", "tell", "story_end", "quiz", "answer", "reveal", "dice", "card",
]  # fmt: skip
DECKS = {"truth": "truths", "dare": "dares", "never": "nevers", "likely": "likely"}
TAKEN_BACK = ("drink", "water")
"""What an "undo" has to take back when one was counted (see settings_store.Overlay)."""
OPEN_MIN_P = 0.0001
"""min_p at full heat: with it, a word a ten-thousandth as likely as the likeliest may still be said."""
OPEN_TOP_K = 1000


class Heat:
    """Implements settings.Overlay: the temperature and the truncation of a party.

    llama.cpp truncates before it divides by the temperature, so with min_p 0.05 even T = 3 only shuffles a handful of
    likely words. Heat therefore opens min_p, top_p and top_k together with T: evenly in log min_p and log top_k and
    in top_p, from the owner's values when sober to nearly open at the limit.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._cache: tuple[tuple[int, int], Party] | None = None

    def party(self) -> Party:
        """The party as it is; read once after each change of the store."""
        version = self._store.version()
        if self._cache is None or self._cache[0] != version:
            self._cache = version, log.load(self._store)
        return self._cache[1]

    def bend(self, own: dict[str, Value]) -> dict[str, Value]:
        """See settings.Overlay."""
        party = self.party()
        if not party.on or not party.heat:
            return own
        share = self.share(own)
        sober, limit = _number(own, "temperature"), _number(own, "party_limit")
        min_p = _number(own, "min_p")
        top_k = _number(own, "top_k") or OPEN_TOP_K
        return {
            **own,
            "temperature": round(min(sober + party.heat, max(limit, sober)), 4),
            "min_p": round(min_p * (OPEN_MIN_P / min_p) ** share, 6) if min_p > OPEN_MIN_P else min_p,
            "top_p": round(_number(own, "top_p") + (1.0 - _number(own, "top_p")) * share, 4),
            "top_k": round(top_k * (OPEN_TOP_K / top_k) ** share) if top_k < OPEN_TOP_K else int(top_k),
        }

    def share(self, own: dict[str, Value]) -> float:
        """How hot it is: 0 sober, 1 at the limit."""
        room = _number(own, "party_limit") - _number(own, "temperature")
        return min(1.0, self.party().heat / room) if room > 0 else 1.0

    def hold(self, name: str) -> Any:
        """See settings.Overlay: a temperature that is set by hand counts as it was said; drinks go on from there."""
        party = self.party()
        if name != "temperature" or not party.on or not party.heat:
            return None
        heat = party.heat
        log.append(self._store, _last_time(self._store), "hold")
        return heat

    def release(self, held: Any) -> str:
        """See settings.Overlay."""
        if not self.party().on:
            return ""
        if held in TAKEN_BACK:
            return "temperature" if self.take_back(str(held)) else ""
        # Drinks that were taken back since leave no heat behind.
        log.append(self._store, _last_time(self._store), "release", to=min(float(held), self.party().warmth()))
        return "temperature"

    def take_back(self, kind: str = "drink") -> bool:
        """The last drink ("water": the last water), or the round that was had at once, never was.

        Returns: False when there is nothing to take back.
        """
        had = self.party().last_round(kind)
        for one in reversed(had):
            warmth = -float(one.data.get("heat", 0.0))
            log.append(self._store, _last_time(self._store), "undo", one.player, one.amount, heat=warmth, of=kind)
        return bool(had)


def party_tool(settings: Settings, heat: Heat) -> Tool:
    """The tool that runs the party."""

    @tool
    def party(
        context: ToolContext, action: Action, player: str = "", count: str = "", answer: str = "", text: str = ""
    ) -> Outcome:
        """Run the party: start, end, count a drink or a water, players, scores, games.

        Args:
            action: what happens.
            player: who, if said; several are joined by "and", "everyone" is all.
            count: how many drinks, waters or dice, if said.
            answer: the answer to a quiz question.
            text: the next line of a story.
        """
        host = Host(context, settings, heat)
        return host.act(action, player.strip().lower(), count, answer, text)

    return party


class Host:
    """Does one thing at a party and says so."""

    def __init__(self, context: ToolContext, settings: Settings, heat: Heat) -> None:
        self._context = context
        self._settings = settings
        self._heat = heat
        self._at = context.now().timestamp()

    def act(self, action: str, player: str, count: str, answer: str, text: str) -> Outcome:
        """Run an action; the outcome has the form {"kind": "party", "action": ..., "player": ...}."""
        data: dict[str, Any] = {"kind": "party", "action": action, "player": player or None}
        names = [name for name in player.split(" and ") if name]
        many = _count(self._context.normalise(count))
        match action:
            case "start":
                speech = self._start()
            case "end":
                speech = self._end()
            case "drink":
                speech, data["warnings"] = self._drink(names, many)
                data["prompt"] = self._toast(names, many)
            case "water":
                speech = self._water(names, many)
            case "undo_drink":
                speech = self._undo()
            case "add_player" | "me":
                speech = self._add(names, action)
            case "remove_player":
                speech = self._remove(names)
            case "score":
                speech = self._score(names)
                data |= self._scores(names)
            case "heat":
                speech = f"The temperature is {shown_number(self._temperature())}."
            case "next":
                speech = self._next()
            case "story" | "tell" | "story_end":
                speech = self._story(action, text)
                if action == "tell":
                    data["prompt"] = self._continuation()
            case "quiz" | "answer" | "reveal":
                speech = self._quiz(action, answer)
            case "dice":
                speech = self._dice(many)
            case "card":
                self._log("card")
                speech = f"You draw {games.card(self._before)}."
            case _:
                speech = self._card(action, names)
        data["temperature"] = self._temperature()
        sentence = speech[0].upper() + speech[1:]
        return Outcome(sentence, sentence, data)

    @property
    def _party(self) -> Party:
        return self._heat.party()

    def _log(self, kind: str, player: str = "", amount: float = 0.0, **data: Any) -> None:
        self._before = self._party
        log.append(self._context.store, self._at, kind, player, amount, **data)

    def _start(self) -> str:
        if self._party.on:
            return "The party is on already. Say cheers with every drink."
        seed = self._settings.get("seed")
        chance = int(seed) if isinstance(seed, int | float) else secrets.randbits(31)
        self._log("start", seed=chance, sober=self._settings.get("temperature"))
        return "The party is on. Tell me who plays, and say cheers with every drink."

    def _end(self) -> str:
        if not self._party.on:
            return "No party is on."
        hottest = self._temperature()
        self._log("end")
        now = f"The temperature was {shown_number(hottest)}, and is {shown_number(self._temperature())} again."
        return f"The party is over. {self._score([])} {now} Good night, and drink some water."

    def _who(self, names: list[str]) -> list[str]:
        if names in (["everyone"], ["everybody"]):
            return self._party.order() or [TABLE]
        return names or [self._party.me or TABLE]

    def _drink(self, names: list[str], many: int) -> tuple[str, list[dict[str, Any]]]:
        """What is said, and of that the warnings as outcomes, for other languages."""
        if not self._party.on:
            return f"Cheers{_to(names)}!", []
        heated, together = False, self._party.count
        said: list[str] = []
        warnings: list[dict[str, Any]] = []

        def warned(about: str, sentence: str, **data: Any) -> None:
            said.append(sentence)
            warnings.append({"kind": "party_warning", "about": about, **data})

        warn, limit = self._number("pace_warning"), self._number("hourly_limit")
        unit = self._unit()
        for name in self._who(names):
            player = self._party.players.get(name, Player())
            before = player.last_hour(self._at)
            counted = many if not limit or name == TABLE else min(many, max(0, int(limit) - before))
            # What is not counted is noted too: it is what "undo that" is then said of.
            self._log("drink", name, counted, heat=self._warmth(counted), round=together)
            heated = heated or counted > 0
            if counted < many:
                sentence = f"{_title(name)} has had {int(limit)} {unit} this hour: the next one is water."
                warned("limit", sentence, player=name, drinks=int(limit))
            elif warn and name != TABLE and before + counted >= warn:
                sentence = f"Slow down, {_title(name)}: that makes {before + counted} this hour."
                warned("pace", sentence, player=name, drinks=before + counted)
        self._settings.push("drink")
        cheers = f"Cheers{_to(names)}!"
        if heated:
            key, quip = games.draw(self._party, "quips", self._share())
            self._log("draw", deck=key)
            cheers = f"{cheers} {quip} The temperature is {shown_number(self._temperature())}."
            every = int(self._number("water_round"))
            if every and self._party.drinks // every > (self._party.drinks - many) // every:
                warned("round", "Water round: a glass of water for everybody!")
        return " ".join([cheers, *said]), warnings

    def _warmth(self, many: int) -> float:
        """What `many` drinks add, without passing the limit."""
        room = self._number("party_limit") - self._temperature()
        return round(min(self._number("house_step") * many, max(0.0, room)), 6)

    def _water(self, names: list[str], many: int) -> str:
        done = f"Well done{_to(names)}."
        if not self._party.on:
            return done
        together = self._party.count
        for name in self._who(names):
            cooled = min(self._number("house_step") * many, self._party.heat)
            self._log("water", name, many, heat=-cooled, round=together)
        self._settings.push("water")
        return f"{done} The temperature is {shown_number(self._temperature())}."

    def _undo(self) -> str:
        if not self._party.on or not self._heat.take_back():
            return "There is no drink to take back."
        self._settings.drop("drink")
        return f"Taken back. The temperature is {shown_number(self._temperature())}."

    def _add(self, names: list[str], action: str) -> str:
        if not names:
            raise ToolError("Who shall play? Say for example: add Sam to the game.")
        if not self._party.on:
            self._start()
        for name in names:
            self._log("me" if action == "me" else "add", name)
        welcome = games.spoken_list([_title(name) for name in names])
        return f"Hello, {welcome}. I count for you now." if action == "me" else f"Welcome, {welcome}."

    def _remove(self, names: list[str]) -> str:
        gone = [name for name in names if name in self._party.order()]
        for name in gone:
            self._log("remove", name)
        if gone:
            return f"Good night, {games.spoken_list([_title(name) for name in gone])}."
        return f"{_title(names[0]) if names else 'Nobody'} is not playing."

    def _score(self, names: list[str]) -> str:
        unit, scored = self._unit(), self._scored(names)
        if names:
            return " ".join(f"{_title(name)} has {_had(player, unit)}." for name, player in scored)
        if not scored:
            return "Nobody has had a drink yet."
        return f"{', '.join(f'{_title(name)} {_had(player, unit)}' for name, player in scored)}."

    def _scores(self, names: list[str]) -> dict[str, Any]:
        """What `_score` tells, row by row, for other languages."""
        rows = [
            {"about": about, "player": name, "count": count, "unit": self._unit()}
            for name, had in self._scored(names)
            for about, count in (("", had.drinks), ("waters", had.waters), ("points", had.points))
            if count or (names and not about)
        ]
        return {"count": len(rows), "each": rows}

    def _scored(self, names: list[str]) -> list[tuple[str, Player]]:
        """Those who are asked about; else all who had something, who drank most first."""
        players = self._party.players
        if names:
            return [(name, players.get(name, Player())) for name in names]
        had = sorted(players.items(), key=lambda item: -item[1].drinks)
        return [(name, player) for name, player in had if player.drinks or player.points or player.waters]

    def _unit(self) -> str:
        return "sips" if self._settings.get("party_scoring") == "sips" else "drinks"

    def _next(self) -> str:
        order = self._party.order()
        if not order:
            return "Nobody plays yet. Say for example: add Sam to the game."
        at = order.index(self._party.turn) + 1 if self._party.turn in order else 0
        name = order[at % len(order)]
        self._log("turn", name)
        return f"It is your turn, {_title(name)}."

    def _card(self, action: str, names: list[str]) -> str:
        key, entry = games.draw(self._party, DECKS[action])
        if self._party.on:
            self._log("draw", deck=key)
        else:  # no party, so no log: any of the deck
            entry = secrets.choice(games.deck(DECKS[action]))
        to = f"{_title(names[0])}, " if names else ""
        if action == "never":
            return f"Never have I ever {entry}."
        if action == "likely":
            return f"Who is most likely to {entry}? On three, point: one, two, three!"
        return f"{to}{action}: {entry}"

    def _story(self, action: str, text: str) -> str:
        if not self._party.on:
            self._start()
        if action == "story":
            key, opening = games.draw(self._party, "openings")
            self._log("draw", deck=key)
            self._log("story", text=opening)
            return f"I begin, and you go on in turns; say the end to end it. {opening}"
        if action == "story_end":
            lines = self._party.story or []
            self._log("story_end")
            return f"The end. That was a story of {len(lines)} lines."
        key, twist = games.draw(self._party, "twists", self._share())
        self._log("draw", deck=key)
        self._log("tell", text=text)
        self._log("tell", text=twist)
        return str(twist)

    def _quiz(self, action: str, answer: str) -> str:
        if action == "quiz":
            if not self._party.on:
                self._start()
            key, entry = games.draw(self._party, "quiz")
            chance = random.Random(f"{self._party.seed}:quiz:{self._party.count}")
            ask, code = games.question(entry, chance)
            right = games.computed(self._context.sandbox, code)
            self._log("draw", deck=key)
            self._log("quiz", ask=ask, answer=right, code=code)
            return str(ask)
        quiz = self._party.quiz
        if quiz is None:
            return "No question is open. Say: quiz question."
        solution = shown_number(float(quiz["answer"]))
        if action == "reveal":
            self._log("answer")
            return f"It was {solution}."
        said = _number_in(self._context.normalise(answer))
        if said is None or abs(said - float(quiz["answer"])) > 0.01:
            self._log("answer", closed=False)
            return "No. Another try, or say: we give up."
        who = self._who([])[0]
        self._log("answer", who, 1)
        point = "" if who == TABLE else f" A point for {_title(who)}."
        return f"Right, it is {solution}.{point}"

    def _dice(self, many: int) -> str:
        thrown = games.dice(self._party, min(many, 12))
        self._log("dice", amount=len(thrown), thrown=thrown)
        total = f", together {sum(thrown)}" if len(thrown) > 1 else ""
        return f"{games.spoken_list([str(value) for value in thrown])}{total}."

    def _toast(self, names: list[str], many: int) -> str:
        """What a bigger model is asked for after a drink."""
        who = games.spoken_list([_title(name) for name in self._who(names)])
        return f"{who} just had {many} drink{'s' if many > 1 else ''} at our party. Say one short, funny toast."

    def _continuation(self) -> str:
        lines = (self._party.story or [])[:-1]
        return f"Continue this story with one or two sentences, wilder than before: {' '.join(lines[-12:])}"

    def _temperature(self) -> float:
        return self._number("temperature")

    def _share(self) -> float:
        own: dict[str, Value] = {name: self._settings.own(name) for name in ("temperature", "party_limit")}
        return self._heat.share(own)

    def _number(self, name: str) -> float:
        return self._settings.snapshot().number(name)


def _number(values: dict[str, Value], name: str) -> float:
    value = values[name]
    return float(value) if isinstance(value, int | float) else 0.0


def _number_in(said: str) -> float | None:
    from assistant.values import spoken_number

    return spoken_number(said)


def _last_time(store: Store) -> float:
    rows = store.query("select max(at) from party_event")
    return float(rows[0][0] or 0.0) if rows else 0.0


def _count(said: str) -> int:
    number = _number_in(said) if said else 1.0
    return min(max(1, int(number or 1)), 24)


def _had(player: Player, unit: str) -> str:
    parts = [f"{player.drinks} {unit[:-1] if player.drinks == 1 else unit}"]
    if player.waters:
        parts.append(f"{player.waters} water{'s' if player.waters > 1 else ''}")
    if player.points:
        parts.append(f"{player.points} point{'s' if player.points > 1 else ''}")
    return games.spoken_list(parts)


def _to(names: list[str]) -> str:
    return f", {games.spoken_list([_title(name) for name in names])}" if names else ""


def _title(name: str) -> str:
    return name if name == TABLE else name.title()
