"""What speech may change: bounds, undo, presets, and that it is kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.errors import SettingError
from assistant.settings import SETTINGS, describe, find
from assistant.settings_store import UNDO_DEPTH, Settings
from tools.store import Store


@pytest.fixture
def store() -> Iterator[Store]:
    store = Store(None)
    yield store
    store.close()


@pytest.fixture
def settings(store: Store) -> Settings:
    return Settings(store)


@pytest.mark.parametrize(
    ("name", "said", "value"),
    [
        ("temperature", "1.2", 1.2),
        ("temp", "max", 5.0),
        ("top p", "0.5", 0.5),
        ("volume", "30 percent", 30),
        ("speed", "1 and a half times normal", 1.5),
        ("persona", "pirate", "pirate"),
        ("seed", "random", None),
        ("seed", "42", 42),
        ("top_k", "0", 0),
        ("temperature", "a bit over 2 degrees", 2.0),
        ("pause", "number 1", 1.0),
        ("sandbox time", "30s", 30.0),
        ("sandbox memory", "2gb", 2048),
        ("sandbox memory", "half a gigabyte", 512),
        # Words that are a share: of all, of the default, of what is now.
        ("volume", "half", 50),
        ("quiet volume", "3 quarters", 75),
        ("sensitivity", "half", 0.5),
        ("temperature", "half", 0.5),
        ("volume", "normal", 80),
        ("sensitivity", "normal", 0.5),
        ("temperature", "normal", 0.7),
        ("seed", "normal", None),
        ("answer length", "normal", 3),
        ("temperature", "2 times normal", 1.4),
        ("temperature", "double", 1.4),
        ("speed", "normal", 1.0),
        ("speed", "normal speed", 1.0),
        ("speed", "double", 2.0),
        ("speed", "twice normal", 2.0),
        ("speed", "half", 0.5),
        ("speed", "120 percent", 1.2),
        ("top p", "80 percent", 0.8),
    ],
)
def test_set(settings: Settings, name: str, said: str, value: object) -> None:
    settings.set(name, said)
    assert settings.get(name) == value


@pytest.mark.parametrize(
    ("name", "said", "names"),
    [
        ("temperature", "9", "0 to 5"),
        ("temperature", "banana", "banana"),
        ("temperature", "minus 1", "0 to 5"),
        ("temperature", "2 percent", "2 percent is not a value"),
        ("sandbox memory", "50 percent", "50 percent is not a value"),
        ("top k", "half", "cannot be 0.5"),
        ("volume", "0.5", "cannot be 0.5"),
        ("volume", "double", "cannot be 160"),
        ("volume", "1e1", "1e1 is not a value"),
        ("volume", "31mred", "31mred is not a value"),
        ("volume", "1.2.3", "1.2.3 is not a value"),
        ("volume", "1 5", "1 5 is not a value"),
        ("volume", "9" * 400, "is not a value"),
        ("persona", "dragon", "pirate"),
        ("flavour", "1", "flavour"),
        ("quiet hours", "10 pm to 7 am on weekdays", "is not a span of hours"),
        ("quiet hours", "half past 10 30 to 7 am", "is not a span of hours"),
    ],
)
def test_what_is_not_allowed_changes_nothing_and_names_the_bounds(
    settings: Settings, name: str, said: str, names: str
) -> None:
    before = settings.snapshot()
    with pytest.raises(SettingError) as caught:
        settings.set(name, said)
    assert names in str(caught.value)
    assert settings.snapshot() == before


def test_change_stops_at_the_bounds(settings: Settings) -> None:
    for _ in range(20):
        settings.change("volume", "up")
    assert settings.get("volume") == 100
    settings.change("temperature", "down", "0.3")
    assert settings.get("temperature") == pytest.approx(0.4)
    with pytest.raises(SettingError):
        settings.change("persona", "up")


@pytest.mark.parametrize(
    ("name", "direction", "by", "value"),
    [
        ("temperature", "up", "10 percent", 0.77),
        ("temperature", "up", "half a degree", 1.2),
        ("speed", "up", "20 percent", 1.2),
        ("speed", "down", "20 percent", 0.8),
        ("sandbox time", "up", "50 percent", 15.0),
        ("history length", "down", "10 percent", 18),
        ("hourly limit", "up", "10 percent", 5),
        ("volume", "up", "10 percent", 90),
        ("sensitivity", "up", "10 percent", 0.6),
        ("volume", "down", "half", 40),
    ],
)
def test_percents_are_points_where_it_is_counted_in_them_else_a_share_of_the_value(
    settings: Settings, name: str, direction: str, by: str, value: float
) -> None:
    assert settings.change(name, direction, by)[1] == pytest.approx(value)


def test_normal_is_what_the_configuration_says(store: Store) -> None:
    assert Settings(store, defaults={"volume": 60}).set("volume", "normal")[1] == 60


def test_every_change_can_be_undone_in_order(settings: Settings) -> None:
    start = settings.snapshot()
    settings.set("temperature", "1.2")
    settings.change("volume", "down")
    settings.save_preset("bedtime")
    settings.reset()
    settings.load_preset("bedtime")
    assert settings.get("temperature") == 1.2
    settings.undo()
    assert settings.snapshot() == start
    settings.undo()
    assert (settings.get("temperature"), settings.get("volume")) == (1.2, 70)
    settings.undo()
    settings.undo()
    assert settings.snapshot() == start
    assert not settings.undo()


def test_what_was_so_already_is_no_change(settings: Settings) -> None:
    settings.set("volume", "30")
    settings.set("voice", "amy")
    settings.set("volume", "30")
    settings.reset("temperature")
    settings.save_preset("now")
    settings.load_preset("now")
    settings.undo()
    assert settings.get("volume") == 80
    settings.reset()
    settings.set("voice", "amy")
    assert [describe(*change) for change in settings.redo().settings] == ["volume 30 percent"]
    # What was said in one breath is one change, and nothing from before it is drawn in.
    settings.set("temperature", "1.2")
    settings.set("voice", "amy")
    settings.join(2)
    assert [describe(*change) for change in settings.undo().settings] == ["temperature 0.7"]


@pytest.mark.parametrize("name", ["movie night", "Käse-Abend", "it's 5", " बारिश ", "电影", "a" * 40])
def test_a_preset_is_called_as_people_say(settings: Settings, name: str) -> None:
    assert settings.save_preset(name) == name.strip()
    settings.load_preset(name)


@pytest.mark.parametrize("name", ["", "  ", "a" * 41, "a\nb", "\x1b[31m", "../x", "-", "a_b"])
def test_what_nobody_could_say_is_no_name_of_a_preset(settings: Settings, name: str) -> None:
    for refused in (settings.save_preset, settings.load_preset):
        with pytest.raises(SettingError, match="1 to 40 letters"):
            refused(name)
    assert settings.presets() == []


def test_undo_has_a_depth(settings: Settings) -> None:
    for step in range(UNDO_DEPTH + 10):
        settings.set("seed", str(step))
    for _ in range(UNDO_DEPTH):
        assert settings.undo()
    assert not settings.undo()
    assert settings.get("seed") == 9


def test_an_unknown_preset_names_the_known_ones(settings: Settings) -> None:
    with pytest.raises(SettingError, match="none is saved"):
        settings.load_preset("bedtime")
    settings.save_preset("movie night")
    with pytest.raises(SettingError, match="movie night"):
        settings.load_preset("bedtime")


def test_settings_are_kept(tmp_path: Path) -> None:
    store = Store(tmp_path / "a.db")
    Settings(store).set("temperature", "1.4")
    store.close()
    store = Store(tmp_path / "a.db")
    assert Settings(store).get("temperature") == 1.4
    store.close()


def test_every_setting_is_found_by_every_name_and_described() -> None:
    for setting in SETTINGS:
        for name in (setting.name, *setting.spoken):
            assert find(name) is setting
        assert setting.doc.endswith(".")
        assert describe(setting, setting.default).startswith(setting.spoken[0])
        if isinstance(setting.default, int | float):
            assert setting.low <= setting.default <= setting.high
