"""The party's log, its heat, its games and its picture; without sound."""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from assistant.app import make_settings
from assistant.config import Config
from assistant.settings_store import Settings
from assistant.think.numbers import normalise
from assistant.think.party import Heat, party_tool
from tools.base import Outcome, Toolbox, ToolContext
from tools.party import games, log, report
from tools.store import Store


@dataclass
class Ran:
    output: str
    ok: bool = True


class Calculator:
    """A sandbox that runs what the quiz asks, here: its programs are our own."""

    def run(self, code: str, *, session: str | None = None, language: str = "python") -> Ran:
        del session, language
        printed: list[str] = []
        exec(code, {"print": lambda value: printed.append(str(value))})
        return Ran("\n".join(printed))


class House:
    """A party tool over a store, with a clock that is set by hand."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.now = datetime(2026, 11, 25, 20, 0)
        self.settings: Settings = make_settings(Config(), store)
        heat = self.settings.overlay
        assert isinstance(heat, Heat)
        self.heat = heat
        context = ToolContext(store, now=lambda: self.now, sandbox=Calculator(), normalise=normalise)
        self.box = Toolbox([party_tool(self.settings, heat)], context)

    def do(self, action: str, player: str = "", **more: str) -> Outcome:
        self.now += timedelta(seconds=30)
        return self.box.run("party", {"action": action, "player": player, **more})

    @property
    def temperature(self) -> float:
        return self.settings.snapshot().number("temperature")


@pytest.fixture
def house() -> Iterator[House]:
    store = Store(None)
    made = House(store)
    for name in ("hourly_limit", "pace_warning", "water_round"):
        made.settings.set(name, "0")
    yield made
    store.close()


def test_each_drink_heats_and_each_water_cools(house: House) -> None:
    house.do("start")
    house.do("add_player", "sam and joe")
    assert "Sam" in house.do("drink", "sam").speech
    assert house.temperature == 1.2
    house.do("drink", "joe", count="2")
    assert house.temperature == 2.2
    house.do("water", "joe")
    assert house.temperature == 1.7
    house.do("drink", "everyone")
    assert house.temperature == 2.7
    assert house.do("score").speech == "Joe 3 drinks and 1 water, Sam 2 drinks."
    assert house.do("undo_drink").speech.startswith("Taken back.")
    assert house.temperature == 1.7
    over = house.do("end")
    assert "Joe 2 drinks" in over.speech
    assert house.temperature == 0.7
    assert house.do("drink", "sam").speech == "Cheers, Sam!"
    assert house.temperature == 0.7


def test_the_heat_is_capped_and_comes_down_from_the_cap(house: House) -> None:
    house.do("start")
    for _ in range(30):
        house.do("drink", "sam")
    assert house.temperature == 3.0
    house.do("water", "sam")
    assert house.temperature == 2.5
    for _ in range(30):
        house.do("water", "sam")
    assert house.temperature == 0.7


def test_the_state_is_what_the_log_says(tmp_path: Path) -> None:
    """Whatever happens, in whatever order: a new process reads the same party from the file."""
    store = Store(tmp_path / "hearth.db")
    here = House(store)
    chance = random.Random(1)
    here.do("start")
    for _ in range(120):
        action = chance.choice(["drink", "water", "undo_drink", "add_player", "next", "truth", "dice", "card", "me"])
        here.do(action, chance.choice(["sam", "joe", "anna"]) if action not in ("undo_drink", "next", "dice") else "")
    before, temperature = here.heat.party(), here.temperature
    other = Store(tmp_path / "hearth.db")
    again = House(other)
    assert again.heat.party() == before
    assert again.temperature == temperature
    _, happened = log.events(other)
    assert log.replay(happened).players == before.players
    store.close()
    other.close()


def test_drinks_open_the_truncation_evenly(house: House) -> None:
    """Along the curve the entropy of a model's next word rises from drink to drink, by steps of like size."""
    house.settings.set("house_step", "0.23")
    house.do("start")
    entropies, settings = [], []
    for _ in range(11):
        now = house.settings.snapshot()
        settings.append(now)
        entropies.append(entropy(now.number))
        house.do("drink", "sam")
    for name, way in (("temperature", 1), ("top_p", 1), ("top_k", 1), ("min_p", -1)):
        values = [now.number(name) * way for now in settings]
        assert values == sorted(values), name
    steps = [after - before for before, after in pairwise(entropies)]
    assert all(step > 0 for step in steps), entropies
    assert max(steps) < 0.3 * (entropies[-1] - entropies[0]), steps
    assert entropies[0] < 2.0 < 7.0 < entropies[-1], entropies


def entropy(number: Callable[[str], float]) -> float:
    """Bits of one draw in llama.cpp's order (top k, top p, min p, then temperature) from logits that fall like a
    language model's: the n-th word has the probability of Zipf's law with exponent 1.6, over 32,000 words."""
    logits = [-1.6 * math.log(n) for n in range(1, 32_001)]
    total = sum(map(math.exp, logits))
    kept = logits[: int(number("top_k")) or None]
    summed, count = 0.0, 0
    for count, logit in enumerate(kept, start=1):  # noqa: B007
        summed += math.exp(logit) / total
        if summed >= number("top_p"):
            break
    kept = [logit for logit in kept[:count] if math.exp(logit - kept[0]) >= number("min_p")]
    weights = [math.exp(logit / number("temperature")) for logit in kept]
    whole = sum(weights)
    return -sum(weight / whole * math.log2(weight / whole) for weight in weights)


def test_a_temperature_set_by_hand_holds_and_drinks_go_on_from_there(house: House) -> None:
    house.do("start")
    house.do("drink", "sam", count="3")
    house.settings.set("temperature", "1")
    assert house.temperature == 1.0
    house.do("drink", "sam")
    assert house.temperature == 1.5
    house.settings.undo()
    assert house.temperature == 1.0
    house.settings.undo()
    assert house.temperature == 2.2


def test_undo_takes_back_what_came_last_a_drink_or_a_setting(house: House) -> None:
    """People say "undo that" of a drink too; each thing is taken back in its turn, and a round as one."""
    house.do("start")
    house.do("add_player", "sam and joe")
    house.settings.set("volume", "40")
    house.do("drink", "everyone")
    house.do("drink", "sam")
    house.settings.set("volume", "50")
    assert house.temperature == 2.2
    assert [setting.name for setting, _ in house.settings.undo().settings] == ["volume"]
    assert [(setting.name, value) for setting, value in house.settings.undo().settings] == [("temperature", 1.7)]
    assert house.do("score").speech == "Sam 1 drink, Joe 1 drink."
    assert [(setting.name, value) for setting, value in house.settings.undo().settings] == [("temperature", 0.7)]
    assert house.do("score").speech == "Nobody has had a drink yet."
    assert [setting.name for setting, _ in house.settings.undo().settings] == ["volume"]
    assert house.settings.redo()


def test_a_drink_taken_back_by_its_own_words_is_not_undone_again(house: House) -> None:
    house.do("start")
    house.do("drink", "sam")
    house.do("drink", "joe")
    assert house.do("undo_drink").ok
    assert house.settings.undo()
    assert house.temperature == 0.7
    assert house.settings.undo().settings[0][0].name != "temperature"
    assert house.do("undo_drink").speech == "There is no drink to take back."


def undone(house: House) -> list[tuple[str, object]]:
    return [(setting.name, value) for setting, value in house.settings.undo().settings]


def test_a_drink_taken_back_leaves_no_heat_to_come_back_to(house: House) -> None:
    house.do("start")
    house.do("drink", "sam")
    house.settings.set("temperature", "1")
    house.do("undo_drink")
    house.settings.undo()
    assert house.temperature == 0.7


def test_what_was_held_by_hand_is_held_again_by_a_redo(house: House) -> None:
    house.do("start")
    house.do("drink", "sam")
    house.settings.set("temperature", "1")
    assert undone(house) == [("temperature", 1.2)]
    assert [(setting.name, value) for setting, value in house.settings.redo().settings] == [("temperature", 1.0)]
    assert undone(house) == [("temperature", 1.2)]


def test_a_drink_that_was_not_counted_takes_no_other_back(house: House) -> None:
    house.settings.set("hourly_limit", "4")
    house.do("start")
    house.do("drink", "sam", count="4")
    assert "next one is water" in house.do("drink", "sam").speech
    house.settings.undo()
    assert house.do("score").speech == "Sam 4 drinks."
    house.settings.undo()
    assert house.do("score").speech == "Nobody has had a drink yet."


def test_a_water_is_taken_back_in_its_turn(house: House) -> None:
    house.do("start")
    house.do("drink", "sam", count="2")
    house.do("water", "sam")
    assert house.temperature == 1.2
    assert undone(house) == [("temperature", 1.7)]
    assert house.do("score").speech == "Sam 2 drinks."
    _, happened = log.events(house.store)
    assert not report.evening(happened, 0.7, 3.0).waters


def test_a_party_that_is_over_leaves_nothing_to_undo(house: House) -> None:
    house.settings.set("volume", "40")
    house.do("start")
    house.do("drink", "sam")
    house.do("end")
    assert [setting.name for setting, _ in house.settings.undo().settings] == ["volume"]


def test_a_responsible_host(house: House) -> None:
    house.settings.set("hourly_limit", "3")
    house.settings.set("pace_warning", "2")
    house.settings.set("water_round", "5")
    house.do("start")
    assert "Slow down" not in house.do("drink", "sam").speech
    assert "Slow down, Sam: that makes 2 this hour." in house.do("drink", "sam").speech
    assert "next one is water" not in house.do("drink", "sam").speech
    refused = house.do("drink", "sam")
    assert "Sam has had 3 drinks this hour: the next one is water." in refused.speech
    assert house.temperature == pytest.approx(2.2)
    house.do("drink", "joe")
    assert "Water round" in house.do("drink", "joe").speech
    house.now += timedelta(hours=1)
    assert "next one is water" not in house.do("drink", "sam").speech


def test_i_is_who_said_so_or_whose_turn_it_is(house: House) -> None:
    house.do("start")
    house.do("drink")
    house.do("me", "anna")
    house.do("drink")
    house.do("add_player", "sam")
    assert house.do("next").speech == "It is your turn, Anna."
    assert house.do("next").speech == "It is your turn, Sam."
    house.do("drink")
    players = house.heat.party().players
    assert {name: player.drinks for name, player in players.items()} == {log.TABLE: 1, "anna": 1, "sam": 1}
    house.do("remove_player", "sam")
    assert house.do("next").speech == "It is your turn, Anna."


@pytest.mark.parametrize("name", ["truths", "dares", "nevers", "likely", "quiz"])
def test_decks_are_generous_and_repeat_nothing_before_their_end(name: str) -> None:
    entries = games.deck(name)
    assert len(entries) >= 40
    party = log.Party(seed=3)
    drawn = []
    for _ in entries:
        key, entry = games.draw(party, name)
        party.draws[key] = party.draws.get(key, 0) + 1
        drawn.append(str(entry))
    assert sorted(drawn) == sorted(map(str, entries))
    assert len(set(drawn)) == len(entries)


@pytest.mark.parametrize("name", ["quips", "twists"])
def test_decks_of_tiers(name: str) -> None:
    tiers = games.deck(name)
    assert len(tiers) == games.TIERS
    assert all(len(tier) >= 10 for tier in tiers)
    assert [games.tier_of(share) for share in (0.0, 0.5, 0.99, 1.0)] == [0, 2, 4, 4]


def test_every_question_of_the_quiz_has_an_answer() -> None:
    for entry in games.deck("quiz"):
        for seed in range(5):
            ask, code = games.question(entry, random.Random(seed))
            assert "{" not in ask
            assert games.computed(Calculator(), code) == games.computed(Calculator(), code)


def test_the_quiz(house: House) -> None:
    house.do("start")
    house.do("me", "sam")
    asked = house.do("quiz")
    assert asked.ok
    assert "quiz" in house.heat.party().going_on()
    quiz = house.heat.party().quiz
    assert quiz is not None
    assert house.do("answer", answer=str(float(quiz["answer"]) + 1)).speech.startswith("No.")
    right = house.do("answer", answer=str(quiz["answer"]))
    assert right.speech.startswith("Right")
    assert house.heat.party().players["sam"].points == 1
    assert "quiz" not in house.heat.party().going_on()
    house.do("quiz")
    assert house.do("reveal").speech.startswith("It was ")


def test_without_a_sandbox_the_quiz_says_why(house: House) -> None:
    context = ToolContext(house.store, sandbox=None, normalise=normalise)
    box = Toolbox([party_tool(house.settings, house.heat)], context)
    assert "sandbox" in box.run("party", {"action": "quiz"}).speech


def test_a_story_in_turns(house: House) -> None:
    house.do("start")
    opening = house.do("story")
    assert opening.speech.endswith(str(house.heat.party().story[0]))  # type: ignore[index]
    assert house.do("tell", text="then a goat came in").ok
    assert len(house.heat.party().story or []) == 3
    assert "3 lines" in house.do("story_end").speech
    assert "story" not in house.heat.party().going_on()


def test_dice_are_fair_and_can_be_checked() -> None:
    party = log.Party(seed=11)
    thrown: Counter[int] = Counter()
    for count in range(6000):
        party.count = count
        thrown.update(games.dice(party, 1))
    chi = sum((thrown[face] - 1000) ** 2 / 1000 for face in range(1, 7))
    assert set(thrown) == set(range(1, 7))
    assert chi < 20.5, "a fair die is worse than this once in a thousand times"
    assert games.dice(party, 3) == games.dice(party, 3)


def test_a_pack_of_cards_holds_every_card_once() -> None:
    party = log.Party(seed=2)
    cards = []
    for party.cards in range(104):
        cards.append(games.card(party))
    assert len(set(cards[:52])) == len(set(cards[52:])) == 52
    assert cards[:52] != cards[52:]


def test_the_evening_as_a_picture_and_a_table(house: House) -> None:
    house.do("start")
    for name in ("sam", "sam", "joe & <co>", "anna"):
        house.do("drink", name)
    house.do("water", "sam")
    _, happened = log.events(house.store)
    shown = report.evening(happened, 0.7, 3.0)
    assert [row[:3] for row in report.rows(shown)] == [("Sam", 2, 1), ("Anna", 1, 0), ("Joe & <Co>", 1, 0)]
    assert [value for _, value in shown.heat] == [0.7, 1.2, 1.7, 2.2, 2.7, 2.2]
    root = ElementTree.fromstring(report.svg(shown))
    texts = [element.text or "" for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert "Joe & <Co>  1" in texts
    assert "4 drinks, 3 players, hottest 2.7" in texts
