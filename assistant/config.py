"""The configuration file: what is fixed while Hearth runs (what can be said aloud is in settings.py).

A TOML file, $HEARTH_CONFIG or the user's configuration folder. A missing file means the defaults; anything else that
is wrong with it stops Hearth with one sentence that names the file, the key and what is allowed.
"""

from __future__ import annotations

import difflib
import os
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

import platformdirs
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    PrivateAttr,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic.fields import FieldInfo

from assistant.errors import ConfigError

SPEECH_LANGUAGES = frozenset(
    "af am ar as az ba be bg bn bo br bs ca cs cy da de el en es et eu fa fi fo fr gl gu ha haw he hi hr ht hu hy id is"
    " it ja jw ka kk km kn ko la lb ln lo lt lv mg mi mk ml mn mr ms mt my ne nl nn no oc pa pl ps pt ro ru sa sd si sk"
    " sl sn so sq sr su sv sw ta te tg th tk tl tr tt uk ur uz vi yi yo yue zh".split()
)
"""What Whisper models know, as faster-whisper has it; which of them one model knows shows when it is loaded."""


def _usable(path: str) -> str:
    """A path that can be looked for; whether anything is there is told by whoever needs it."""
    if "\0" in path:
        raise ValueError("a path holds no NUL character")
    try:
        Path(path).expanduser().exists()
    except RuntimeError:  # from expanduser
        raise ValueError(f"there is no user {path.split('/')[0][1:]!r}") from None
    except OSError as error:
        raise ValueError(f"it cannot be looked for ({error.strerror})") from None
    return path


PathText = Annotated[str, AfterValidator(_usable)]
"""The name of a file or folder; ~ is somebody's home."""


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Audio(_Section):
    """Sound devices. `hearth doctor` lists their names."""

    input: str = Field(default="", description="Name of the microphone; empty: the system's default.")
    output: str = Field(default="", description="Name of the speaker; empty: the system's default.")


class Wake(_Section):
    """The wake word."""

    phrase: Literal["hey jarvis", "alexa", "hey mycroft", "hey marvin"] = Field(
        default="hey jarvis", description='"hey jarvis", "alexa", "hey mycroft" or "hey marvin".'
    )


class Hear(_Section):
    """Speech to text."""

    whisper_model: PathText = Field(
        default="",
        description="Folder of a faster-whisper model; empty: DATA/whisper if there, else pocketsphinx.",
    )
    language: str = Field(default="en", description="Language of speech; the bundled recogniser knows en.")
    pause_seconds: float = Field(default=0.7, ge=0.2, le=3.0, description="Silence that ends what you say, in seconds.")
    wait_seconds: float = Field(
        default=6.0, ge=1.0, le=60.0, description="How long to wait for speech after the wake word, in seconds."
    )
    max_seconds: float = Field(default=20.0, ge=2.0, le=120.0, description="The longest utterance, in seconds.")

    @field_validator("language")
    @classmethod
    def _known(cls, code: str) -> str:
        if code not in SPEECH_LANGUAGES:
            raise ValueError("Whisper knows no such language; write its code, such as en, de or zh")
        return code


class Model(_Section):
    """The language model."""

    path: PathText = Field(default="", description="A GGUF file; empty: the bundled starter model.")
    context: int = Field(
        default=8192,
        ge=512,
        le=1_048_576,
        description="Size of its window, in tokens, of which the tools take up to 4,800. The starter has its own.",
    )
    threads: int = Field(
        default=0, ge=0, le=1024, description="Threads it computes with; 0: one less than there are cores."
    )
    max_tokens: int = Field(default=1024, ge=16, le=65_536, description="The longest answer, in tokens.")
    gpu_layers: int = Field(
        default=-1, ge=-1, le=10_000, description="Layers on the GPU, if llama.cpp was built for one; -1: all."
    )
    cache_mb: int = Field(
        default=1024, ge=0, le=1_048_576, description="Memory for conversations that wait their turn, in MiB."
    )
    url: str = Field(
        default="",
        description='An OpenAI-compatible server instead of a file ("http://gpu:8080/v1"); see docs/guides.',
    )
    name: str = Field(default="", description="The model's name on that server; empty: the first that it offers.")
    key_variable: str = Field(
        default="HEARTH_MODEL_KEY", description="The environment variable that holds the server's key, if it wants one."
    )


class Speak(_Section):
    """The voice."""

    piper_voice: PathText = Field(
        default="", description="A Piper voice (.onnx, its .onnx.json beside it); empty: the bundled espeak-ng."
    )


class SandboxSection(_Section):
    """The sandbox, and the limits of each program that is run."""

    seconds: float = Field(default=10.0, ge=0.5, le=3600.0, description="Wall-clock time, in seconds.")
    memory_mb: int = Field(
        default=512, ge=32, le=1_048_576, description="Memory, in MiB; below 320 no library is imported ahead."
    )
    processes: int = Field(default=64, ge=8, le=4096, description="Processes and threads together.")
    cpus: float = Field(default=1.0, ge=0.1, le=1024.0, description="Cores.")
    pool: int = Field(default=1, ge=0, le=16, description="Warm containers that wait, about 150 MiB each.")
    pause_seconds: float = Field(default=60.0, ge=1.0, description="A session idle for so long is frozen.")
    drop_seconds: float = Field(default=1800.0, ge=5.0, description="A session idle for so long loses its variables.")
    runtime: str = Field(default="", description="Docker's runtime; empty: gVisor's (runsc) where there is one.")
    bubblewrap: bool = Field(
        default=False,
        description="Without Docker, use bubblewrap: memory and cores are then limited per process only.",
    )


class Tools(_Section):
    """What the model can use."""

    folder: PathText = Field(default="", description="Folder of your own tools, Python files; empty: DATA/tools.")


class McpServer(_Section):
    """An MCP server whose tools are offered: a command, or a URL."""

    command: str = Field(
        default="", examples=["kitchen-server --stdio"], description="The command that starts it, with its arguments."
    )
    env: dict[str, str] = Field(default_factory=dict, description="Environment variables for the command.")
    url: str = Field(default="", description='Its address, for one that runs already ("http://127.0.0.1:8000/mcp").')
    headers: dict[str, str] = Field(default_factory=dict, description="HTTP headers, for a url.")
    seconds: float = Field(default=60.0, ge=0.1, le=3600.0, description="How long a call may take.")
    trust: bool = Field(default=False, description="Do not ask before it does what may destroy something.")

    @field_validator("command")
    @classmethod
    def _can_be_split(cls, command: str) -> str:
        shlex.split(command)  # its ValueError says what is wrong
        if "\0" in command:
            raise ValueError("a command holds no NUL character")
        return command

    @model_validator(mode="after")
    def _one_way(self) -> McpServer:
        if bool(self.command.strip()) == bool(self.url):
            raise ValueError("give either a command or a url")
        return self


class Config(_Section):
    """Everything in the file."""

    data: PathText = Field(default="", description="Folder of what Hearth remembers; empty: the user's data folder.")
    audio: Audio = Field(default_factory=Audio)
    wake: Wake = Field(default_factory=Wake)
    hear: Hear = Field(default_factory=Hear)
    model: Model = Field(default_factory=Model)
    speak: Speak = Field(default_factory=Speak)
    sandbox: SandboxSection = Field(default_factory=SandboxSection)
    tools: Tools = Field(default_factory=Tools)
    mcp: dict[str, McpServer] = Field(default_factory=dict)
    _file: Path | None = PrivateAttr(default=None)

    @property
    def data_folder(self) -> Path:
        """$HEARTH_DATA, else `data`, else the user's data folder.

        Raises:
            ConfigError: $HEARTH_DATA cannot be a folder.
        """
        if chosen := os.environ.get("HEARTH_DATA"):
            try:
                return Path(_usable(chosen)).expanduser()
            except ValueError as error:
                raise ConfigError(f"HEARTH_DATA cannot be {chosen!r}: {error}.", "Name another folder.") from None
        return Path(self.data).expanduser() if self.data else Path(platformdirs.user_data_dir("hearth"))

    @property
    def file(self) -> Path:
        """The file that this was read from; where there was none, the one that is looked for."""
        return self._file or default_file()

    @property
    def commands_file(self) -> Path:
        """Where the owner's own commands are looked for: beside the configuration file."""
        return self.file.parent / "commands.yaml"

    def read_from(self, file: Path) -> Config:
        """The same, with the file that it was read from."""
        self._file = file
        return self


def default_file() -> Path:
    """Where the configuration is looked for."""
    chosen = os.environ.get("HEARTH_CONFIG")
    return Path(chosen) if chosen else Path(platformdirs.user_config_dir("hearth")) / "config.toml"


def load(path: Path | None = None) -> Config:
    """Read the configuration.

    Args:
        path: the file; None: the default one, which may be missing.

    Raises:
        ConfigError: it is unreadable, is not TOML, or a key or value is not allowed.
    """
    file = path or default_file()
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        if path is None and not os.environ.get("HEARTH_CONFIG"):
            return Config()
        raise ConfigError(f"The configuration file {file} does not exist.", "Check the name.") from None
    except IsADirectoryError:
        raise ConfigError(f"{file} is a folder, not a configuration file.", "Give the name of a file.") from None
    except OSError as error:
        raise ConfigError(f"The configuration file {file} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise ConfigError(f"The configuration file {file} is not text in UTF-8.", "Save it as UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(
            f"The configuration file {file} is not valid TOML: {error}.", "See: ./hearth config"
        ) from None
    try:
        return Config.model_validate(data).read_from(file)
    except ValidationError as error:
        raise _explained(file, error) from None


def _explained(file: Path, error: ValidationError) -> ConfigError:
    first = error.errors()[0]
    keys = [str(part) for part in first["loc"]]
    name = _dotted(keys)
    if first["type"] == "extra_forbidden":
        known = list(_fields(Config, keys[:-1]))
        near = difflib.get_close_matches(keys[-1], known, 1, cutoff=0.5)
        remedy = f"Did you mean {_dotted([*keys[:-1], near[0]])}?" if near else f"There is: {', '.join(known)}."
        return ConfigError(f"The configuration file {file} has an unknown key: {name}.", remedy)
    message = first["msg"].removeprefix("Value error, ")
    reason = message[0].lower() + message[1:]
    return ConfigError(
        f"In the configuration file {file}, {name} cannot be {first['input']!r}: {reason}.", "See: ./hearth config"
    )


def _dotted(keys: list[str]) -> str:
    return keys[0] if len(keys) == 1 else f"[{'.'.join(keys[:-1])}] {keys[-1]}"


def _fields(model: type[BaseModel], keys: list[str]) -> Iterator[str]:
    for key in keys:
        if key == "mcp" and model is Config:
            model = McpServer
            continue
        found = model.model_fields.get(key)
        if found is None or not isinstance(found.annotation, type) or not issubclass(found.annotation, BaseModel):
            if model is McpServer and found is None:
                continue  # the name that its owner gave to a server
            return
        model = found.annotation
    yield from model.model_fields


def describe(now: Config) -> str:
    """A configuration file with every key, its default and what it does; all of it commented out.

    Args:
        now: what is configured, for where the file is and which folder holds the data.
    """
    lines = [f"# Hearth's configuration. It is looked for in {now.file}", ""]
    sections: list[tuple[str, type[BaseModel]]] = []
    for name, field in Config.model_fields.items():
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            sections.append((name, kind))
        elif name != "mcp":
            about, value = _line(name, field)
            lines += [about, *([f"# now: {now.data_folder}"] if name == "data" else []), value]
    for name, kind in sections:
        lines += ["", f"[{name}]", f"# {' '.join((kind.__doc__ or '').split())}"]
        for key, field in kind.model_fields.items():
            lines += _line(key, field)
    # A section for each server, so there is none by default.
    lines += ["", "# [mcp.NAME]", f"# {' '.join((McpServer.__doc__ or '').split())}"]
    for key, field in McpServer.model_fields.items():
        about, value = _line(key, field)
        lines += [about, f"# {value[1:]}"]
    return "\n".join(lines) + "\n"


def _line(name: str, field: FieldInfo) -> list[str]:
    value: Any = {} if field.default_factory is not None else field.default
    value = field.examples[0] if field.examples else value
    shown = f'"{value}"' if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else str(value)
    bounds = [f"at least {m.ge}" for m in field.metadata if hasattr(m, "ge")]
    bounds += [f"at most {m.le}" for m in field.metadata if hasattr(m, "le")]
    aside = f" ({', '.join(bounds)})" if bounds else ""
    return [f"# {field.description}{aside}", f"#{name} = {shown}"]
