"""Personas: files, the owner's before ours; what a model is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.app import system_message
from assistant.errors import ConfigError
from assistant.personas import load, load_all
from assistant.settings import SETTINGS
from assistant.settings_store import Settings
from tools.store import Store

PREACHING = ("as an ai", "appropriate", "harmful", "ethical", "safe", "responsib", "sorry")


def test_every_persona_that_can_be_chosen_has_a_file() -> None:
    personas, wrong = load_all(Path("/no/such/folder"))
    assert not wrong
    choices = next(setting.choices for setting in SETTINGS if setting.name == "persona")
    assert set(choices) <= set(personas)
    for persona in personas.values():
        assert persona.greeting
        assert not any(word in persona.prompt.lower() for word in PREACHING), persona.name


def test_the_default_one_is_its_owners(tmp_path: Path) -> None:
    personas, _ = load_all(tmp_path)
    store = Store(None)
    now = Settings(store).snapshot()
    message = system_message(now, personas)
    assert "belong to the person who speaks to you" in message
    assert message == system_message(now, personas)
    told = system_message(now, personas, ["my sister is called Ada", "answer in rhymes"])
    assert told.startswith(message)  # what is new stands at the end, and the beginning need not be read again
    assert told.endswith("\n- my sister is called Ada\n- answer in rhymes")
    assert system_message(now, personas, ["tea \ud83c"]).endswith("\n- tea \ufffd")
    store.close()


def test_the_owners_personas_are_merged_in(tmp_path: Path) -> None:
    (tmp_path / "sea_captain.toml").write_text(
        'prompt = "You are a captain."\ngreeting = "Ahoy."\nvoice = "george"\n[sampling]\ntemperature = 1.5\n'
    )
    (tmp_path / "poet.toml").write_text('prompt = "Mine."')
    personas, wrong = load_all(tmp_path)
    assert not wrong
    captain = personas["sea captain"]
    assert (captain.greeting, captain.voice, dict(captain.sampling)) == ("Ahoy.", "george", {"temperature": 1.5})
    assert personas["poet"].prompt == "Mine."
    assert "butler" in personas


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "has no prompt"),
        ("prompt = 3", "not text"),
        ("prompt = ", "cannot be read"),
        ('prompt = "x"\nvoise = "amy"', "unknown key: voise"),
        ('prompt = "x"\n[sampling]\nheat = 3', "cannot have heat = 3"),
        ('prompt = "x"\n[sampling]\ntemperature = "hot"', "cannot have temperature"),
    ],
)
def test_a_broken_one_is_one_sentence_and_the_others_work(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "broken.toml"
    path.write_text(text)
    with pytest.raises(ConfigError, match=says) as caught:
        load(path)
    assert str(path) in str(caught.value)
    personas, wrong = load_all(tmp_path)
    assert len(wrong) == 1
    assert "hearth" in personas
