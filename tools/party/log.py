"""The party's log and what follows from it.

Every event is one row, committed before anybody hears of it, so a crash loses nothing. `replay` derives the state from
the rows; there is no other state.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tools.store import Store

TABLE = "the table"
"""Who a drink is counted for when nobody said who had it."""
HOUR = 3600.0


@dataclass(frozen=True, slots=True)
class Happened:
    """One event."""

    id: int
    at: float
    """Unix time in seconds."""
    kind: str
    """start, end, add, remove, me, drink, water, undo, turn, hold, release, draw, dice, card, quiz, answer, tell,
    story, story_end."""
    player: str = ""
    amount: float = 0.0
    """Drinks, waters, or points."""
    data: Mapping[str, Any] = field(default_factory=dict)
    """`heat`: what it adds to the temperature; `round`: the same for drinks had at once; `of`: whether an undo is of
    a "drink" (or nothing) or a "water"; and what a game needs."""


@dataclass(slots=True)
class Player:
    """What one player had."""

    drinks: int = 0
    waters: int = 0
    points: int = 0
    times: list[float] = field(default_factory=list)
    """When each drink was had."""
    playing: bool = True

    def last_hour(self, now: float) -> int:
        """Drinks within the last hour."""
        return sum(now - HOUR < at <= now for at in self.times)


@dataclass(slots=True)
class Party:
    """A party as it is after some events."""

    number: int = 0
    on: bool = False
    seed: int = 0
    count: int = 0
    """Events so far: the position of every seeded draw."""
    players: dict[str, Player] = field(default_factory=dict)
    turn: str = ""
    me: str = ""
    """Who "I" is: who said their name last, or whose turn it is."""
    heat: float = 0.0
    """What the drinks added to the temperature; never below 0."""
    drinks: int = 0
    draws: dict[str, int] = field(default_factory=dict)
    """Cards taken from each deck."""
    cards: int = 0
    quiz: Mapping[str, Any] | None = None
    """The open question: its words and its answer."""
    story: list[str] | None = None
    """The lines of the story that is being told."""
    had: list[Happened] = field(default_factory=list)
    """The drinks and waters that were not taken back."""

    def order(self) -> list[str]:
        """Who plays, in the order of the round."""
        return [name for name, player in self.players.items() if player.playing and name != TABLE]

    def last_round(self, kind: str) -> list[Happened]:
        """The drinks, or the waters, that were counted last, at once."""
        of_kind = [had for had in self.had if had.kind == kind]
        rounds = [had.data.get("round", had.id) for had in of_kind]
        return [had for had, number in zip(of_kind, rounds, strict=True) if number == rounds[-1]]

    def warmth(self) -> float:
        """What the drinks and waters that were not taken back come to."""
        return max(0.0, sum(float(had.data.get("heat", 0.0)) for had in self.had))

    def going_on(self) -> set[str]:
        """ "party", "quiz", "story": what some sentences are only said in."""
        if not self.on:
            return set()
        return {"party"} | ({"quiz"} if self.quiz else set()) | ({"story"} if self.story is not None else set())


def append(store: Store, at: float, kind: str, player: str = "", amount: float = 0.0, **data: Any) -> None:
    """Commit one event of the newest party; "start" begins the next one."""
    party = "(select coalesce(max(party), 0) from party_event)"
    number = f"{party} + 1" if kind == "start" else party
    sql = f"insert into party_event (party, at, kind, player, amount, data) values ({number}, ?, ?, ?, ?, ?)"
    store.change(sql, at, kind, player, amount, json.dumps(data))


def events(store: Store) -> tuple[int, list[Happened]]:
    """The number of the newest party (0: there was none) and its events in order."""
    rows = store.query(
        "select id, at, kind, player, amount, data, party from party_event"
        " where party = (select max(party) from party_event) order by id"
    )
    found = [Happened(row[0], row[1], row[2], row[3], row[4], json.loads(row[5])) for row in rows]
    return (int(rows[0][6]) if rows else 0), found


def load(store: Store) -> Party:
    """The newest party as it is now."""
    number, happened = events(store)
    party = replay(happened)
    party.number = number
    return party


def replay(happened: Iterable[Happened]) -> Party:
    """The party after these events."""
    party = Party()
    for event in happened:
        apply(party, event)
    return party


def apply(party: Party, event: Happened) -> None:
    """Take one more event in."""
    party.count += 1
    name = event.player
    match event.kind:
        case "start":
            party.on, party.seed = True, int(event.data.get("seed", 0))
        case "end":
            party.on, party.heat, party.quiz, party.story = False, 0.0, None, None
        case "add" | "me":
            party.players.setdefault(name, Player()).playing = True
            party.me = name if event.kind == "me" else party.me
        case "remove":
            if name in party.players:
                party.players[name].playing = False
        case "drink" | "water":
            player = party.players.setdefault(name, Player())
            count = int(event.amount)
            if event.kind == "drink":
                player.drinks += count
                player.times += [event.at] * count
                party.drinks += count
            else:
                player.waters += count
            party.had.append(event)
        case "undo":
            player, count = party.players.setdefault(name, Player()), int(event.amount)
            of = event.data.get("of", "drink")
            if of == "drink":
                player.drinks = max(0, player.drinks - count)
                del player.times[max(0, len(player.times) - count) :]
                party.drinks = max(0, party.drinks - count)
            else:
                player.waters = max(0, player.waters - count)
            taken = next((had for had in reversed(party.had) if (had.kind, had.player) == (of, name)), None)
            party.had = [had for had in party.had if had is not taken]
        case "turn":
            party.turn = party.me = name
        case "draw":
            deck = str(event.data["deck"])
            party.draws[deck] = party.draws.get(deck, 0) + 1
        case "card":
            party.cards += 1
        case "quiz":
            party.quiz = event.data
        case "answer":
            party.quiz = None if event.data.get("closed", True) else party.quiz
            if event.amount:
                party.players.setdefault(name, Player()).points += int(event.amount)
        case "story":
            party.story = [str(event.data["text"])]
        case "tell":
            party.story = [*(party.story or []), str(event.data["text"])]
        case "story_end":
            party.story = None
        case "hold":
            party.heat = 0.0
        case "release":
            party.heat = float(event.data["to"])
    party.heat = max(0.0, round(party.heat + float(event.data.get("heat", 0.0)), 6))
