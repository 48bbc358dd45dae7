"""The configuration file: defaults, what is allowed, and one sentence for everything else."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import get_args

import pytest

from assistant import app, config, doctor
from assistant.errors import ConfigError, ToolUnavailableError
from assistant.settings import find


def test_without_a_file_there_are_the_defaults(a_house_of_its_own: Path) -> None:
    assert config.load() == config.Config()
    assert config.load().data_folder == a_house_of_its_own


def test_a_file_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "config.toml"
    file.write_text('data = "~/hearth"\n[model]\nthreads = 3\n[wake]\nphrase = "alexa"\n')
    loaded = config.load(file)
    assert (loaded.model.threads, loaded.wake.phrase, loaded.model.context) == (3, "alexa", 8192)
    monkeypatch.setenv("HEARTH_CONFIG", str(file))
    assert config.load() == loaded
    monkeypatch.delenv("HEARTH_DATA")
    assert loaded.data_folder == Path.home() / "hearth"


@pytest.mark.parametrize(
    ("content", "says", "remedy"),
    [
        (b"[model]\nthread = 3\n", "unknown key: [model] thread", "[model] threads"),
        (b"[modle]\npath = ''\n", "unknown key: modle", "model"),
        (b"[zzzzzz]\n", "unknown key: zzzzzz", "audio"),
        (b"[model]\nthreads = -1\n", "[model] threads cannot be -1", "hearth config"),
        (b"[model]\nthreads = 'many'\n", "[model] threads cannot be 'many'", "hearth config"),
        (b"[hear]\npause_seconds = 99\n", "less than or equal to 3", "hearth config"),
        (b"[wake]\nphrase = 'computer'\n", "[wake] phrase cannot be 'computer': input should be 'hey", "hearth config"),
        (b"[hear]\nlanguage = 'zz'\n", "[hear] language cannot be 'zz': whisper knows no such", "hearth config"),
        (b"model = 3\n", "model cannot be 3", "hearth config"),
        (b"data = '~nosuchuser/x'\n", "data cannot be '~nosuchuser/x': there is no user 'nosuchuser'", "hearth config"),
        (b"[model]\npath = '~nosuchuser/x'\n", "[model] path cannot be", "hearth config"),
        (b'[speak]\npiper_voice = "a\\u0000b"\n', "piper_voice cannot be 'a\\x00b': a path holds", "hearth config"),
        (b"[tools]\nfolder = '" + b"x" * 300 + b"'\n", "looked for (File name too long)", "hearth config"),
        (b"[mcp.a]\ncommand = 'server \"x'\n", "[mcp.a] command cannot be 'server \"x': no closing", "hearth config"),
        (b'[mcp.a]\ncommand = "a\\u0000b"\n', "a command holds no NUL character", "hearth config"),
        (b"this is a letter\n", "is not valid TOML", "hearth config"),
        (b"\xff\xfe\x00", "is not text in UTF-8", "UTF-8"),
    ],
)
def test_a_wrong_file_is_explained_in_one_sentence(tmp_path: Path, content: bytes, says: str, remedy: str) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes(content)
    with pytest.raises(ConfigError) as caught:
        config.load(file)
    assert says in caught.value.message
    assert str(file) in caught.value.message
    assert remedy in caught.value.remedy
    assert "\n" not in str(caught.value)


def test_what_is_known_is_what_the_engines_know() -> None:
    from faster_whisper.tokenizer import _LANGUAGE_CODES

    from assistant.hear.wake import HEADS

    assert frozenset(_LANGUAGE_CODES) == config.SPEECH_LANGUAGES
    assert get_args(config.Wake.model_fields["phrase"].annotation) == tuple(HEADS) == find("wake_word").choices


def test_a_folder_of_tools_that_was_named_must_be_there(tmp_path: Path) -> None:
    def troubles(folder: str) -> list[str]:
        sources = app.Sources(config.Config(tools=config.Tools(folder=folder)), tmp_path, store=None)
        return [str(trouble) for trouble in sources.ready()]

    assert troubles("") == troubles(str(tmp_path)) == []
    [missing] = troubles(str(tmp_path / "nowhere"))
    assert missing.startswith(f"The folder of your tools {tmp_path / 'nowhere'} does not exist. Make it")
    with pytest.raises(ToolUnavailableError, match="does not exist"):
        doctor._owner_tools(config.Config(tools=config.Tools(folder=str(tmp_path / "nowhere"))))
    assert doctor._owner_tools(config.Config()).startswith("none in ")


def test_a_file_that_was_named_must_be_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ConfigError, match="does not exist"):
        config.load(tmp_path / "nowhere.toml")
    with pytest.raises(ConfigError, match="is a folder"):
        config.load(tmp_path)
    monkeypatch.setenv("HEARTH_CONFIG", str(tmp_path / "nowhere.toml"))
    with pytest.raises(ConfigError, match="does not exist"):
        config.load()


def test_the_description_is_a_file_that_can_be_used(tmp_path: Path) -> None:
    """With every key uncommented it is valid, and it says the same as the defaults."""
    lines = config.describe(config.Config()).splitlines()
    file = tmp_path / "config.toml"
    file.write_text(
        "\n".join(line[1:] if line.startswith("#") and not line.startswith("# ") else line for line in lines)
    )
    assert config.load(file).model_dump() == config.Config().model_dump()
    keys = [key for value in tomllib.loads(file.read_text()).values() if isinstance(value, dict) for key in value]
    assert {"piper_voice", "whisper_model", "memory_mb", "phrase"} <= set(keys)


def test_it_says_which_folder_holds_the_data(a_house_of_its_own: Path, tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.touch()
    said = config.describe(config.load(file))
    assert f"# now: {a_house_of_its_own}\n" in said
    assert f"looked for in {file}\n" in said


def test_a_data_folder_of_nobody_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEARTH_DATA", "~nosuchuser/x")
    with pytest.raises(ConfigError, match="HEARTH_DATA cannot be '~nosuchuser/x': there is no user"):
        _ = config.load().data_folder


def test_the_commands_are_beside_the_file_that_was_chosen(tmp_path: Path) -> None:
    file = tmp_path / "sub" / "c.toml"
    file.parent.mkdir()
    file.touch()
    assert config.load(file).commands_file == file.with_name("commands.yaml")
    assert config.load().commands_file == config.default_file().with_name("commands.yaml")
