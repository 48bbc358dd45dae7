"""The sandbox's image, made without a registry and made again only when what it is made of has changed."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sandbox.errors import SandboxError

if TYPE_CHECKING:
    from docker import DockerClient

HERE = Path(__file__).parent
REPOSITORY = "hearth-sandbox"
OFFICIAL = "python:3.11-slim-bookworm"
"""Taken as the base where it is on the machine already; it is never pulled."""
PACKAGES = "python3"
EPOCH = "1764000000"
"""SOURCE_DATE_EPOCH: with it, mmdebstrap gives the same bytes for the same packages."""
DOWNLOAD_SECONDS = 600
LEFT_OUT = ("man", "locale", "doc", "info", "lintian")

Progress = Callable[[str], None]


def tag() -> str:
    """The image's name; its tag is a digest of everything of ours that is in it."""
    digest = hashlib.sha256()
    for path in (HERE / "Dockerfile", HERE / "requirements.txt", *inside()):
        digest.update(path.name.encode() + path.read_bytes())
    digest.update(f"{PACKAGES} {EPOCH} {LEFT_OUT}".encode())
    return f"{REPOSITORY}:{digest.hexdigest()[:12]}"


def bare() -> str:
    """The name of the image without libraries, made where they cannot be downloaded."""
    return f"{tag()}-bare"


def inside() -> list[Path]:
    """The files of ours that run in the container."""
    return sorted((HERE / "inside").glob("*.py"))


def find(client: DockerClient) -> str:
    """The digest of the image on the machine, with libraries if there is such a one; empty: there is none."""
    from docker.errors import ImageNotFound

    for name in (tag(), bare()):
        try:
            return str(client.images.get(name).id)
        except ImageNotFound:
            continue
    return ""


def exists(client: DockerClient, name: str) -> bool:
    """Is there an image of that name on the machine?"""
    from docker.errors import ImageNotFound

    try:
        client.images.get(name)
    except ImageNotFound:
        return False
    return True


def ensure(client: DockerClient, progress: Progress) -> str:
    """Make the image if it is missing; returns its name.

    Raises:
        SandboxError: a step failed; the sentence says which.
    """
    name = tag()
    if exists(client, name):
        return name
    base = OFFICIAL if exists(client, OFFICIAL) else _base(client, progress)
    with tempfile.TemporaryDirectory(prefix="hearth-image-") as folder:
        context = Path(folder)
        shutil.copy(HERE / "Dockerfile", context)
        package = context / "hearth" / "sandbox" / "inside"
        package.mkdir(parents=True)
        (package.parent / "__init__.py").touch()
        for path in inside():
            shutil.copy(path, package)
        (context / "py").mkdir()
        try:
            _libraries(client, base, context / "py", progress)
        except SandboxError as error:
            progress(f"{error.message} The sandbox will have no numpy, pandas, matplotlib, scipy, sympy until it can.")
            name = bare()
            if exists(client, name):
                return name
        for path in context.rglob("*"):
            path.chmod(0o755 if path.is_dir() else 0o644)
        progress(f"building the sandbox image {name} on {base}")
        for line in _build(client, base, name, context):
            progress(f"  {line}")
    return name


def _libraries(client: DockerClient, base: str, target: Path, progress: Progress) -> None:
    """Unpack the libraries' wheels for the base's own Python and machine; nothing of them is run here."""
    from docker.errors import DockerException

    question = "import sys, platform; print(*sys.version_info[:2], platform.machine())"
    try:
        answer = client.containers.run(base, ["python3", "-c", question], network_mode="none", remove=True)
    except DockerException as error:
        raise SandboxError(f"Python in {base} does not run: {error}.") from error
    major, minor, machine = answer.decode().split()
    progress(f"downloading numpy, pandas, matplotlib, scipy and sympy for Python {major}.{minor} on {machine} (100 MB)")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    command += ["--retries", "2", "--timeout", "20"]
    command += ["--target", str(target), "--no-deps", "--no-compile", "--require-hashes", "--only-binary=:all:"]
    command += ["--implementation", "cp", "--python-version", f"{major}.{minor}", "-r", str(HERE / "requirements.txt")]
    for glibc in ("2_28", "2_27", "2_24", "2_17"):
        command += ["--platform", f"manylinux_{glibc}_{machine}"]
    command += ["--platform", f"manylinux2014_{machine}"]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, errors="replace", timeout=DOWNLOAD_SECONDS, cwd=target
        )
    except subprocess.TimeoutExpired:
        raise SandboxError(f"The libraries did not arrive within {DOWNLOAD_SECONDS} s.") from None
    if done.returncode != 0:
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        raise SandboxError(f"The libraries cannot be downloaded: {last}.")
    for folder in [path for path in target.rglob("tests") if path.is_dir()]:
        shutil.rmtree(folder, ignore_errors=True)  # a third of the size


def _build(client: DockerClient, base: str, name: str, context: Path) -> Iterator[str]:
    from docker.errors import APIError, DockerException

    try:
        steps = client.api.build(
            path=str(context), dockerfile="Dockerfile", buildargs={"BASE": base}, tag=name, network_mode="none",
            rm=True, forcerm=True, decode=True,
        )  # fmt: skip
        for step in steps:
            if error := step.get("error"):
                raise SandboxError(f"The sandbox image could not be built: {str(error).strip()}.")
            if line := str(step.get("stream", "")).strip():
                yield line
    except (APIError, DockerException) as error:
        raise SandboxError(f"The sandbox image could not be built: {error}.") from error


def _base(client: DockerClient, progress: Progress) -> str:
    sources = apt_sources()
    codename = _codename()
    name = f"{REPOSITORY}-base:{codename}"
    if exists(client, name):
        return name
    progress(f"making a minimal {codename} with {PACKAGES} from this machine's own package archive (about 20 s)")
    with tempfile.TemporaryDirectory(prefix="hearth-image-") as folder:
        root = Path(folder) / "base.tar"
        command = ["mmdebstrap", "--variant=minbase", f"--include={PACKAGES}", '--aptopt=Acquire::Languages "none"']
        command += ['--aptopt=Apt::Install-Recommends "false"', "--dpkgopt=path-include=/usr/share/doc/*/copyright"]
        command += [f"--dpkgopt=path-exclude=/usr/share/{what}/*" for what in LEFT_OUT if what != "doc"]
        command += ["--dpkgopt=path-exclude=/usr/share/doc/*", "--dpkgopt=path-include=/usr/share/doc/*/copyright"]
        command += [codename, str(root), *sources]
        environment = {"SOURCE_DATE_EPOCH": EPOCH, "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "TMPDIR": folder}
        try:
            done = subprocess.run(command, env=environment, capture_output=True, text=True, errors="replace")
        except FileNotFoundError:
            raise SandboxError("mmdebstrap is not installed.", "Run: apt-get install mmdebstrap") from None
        if done.returncode != 0:
            last = (done.stderr.strip().splitlines() or ["no message"])[-1]
            raise SandboxError(
                f"The sandbox's file system could not be made: {last}.",
                "Check that apt-get update works, then run: python -m sandbox build",
            )
        progress(f"importing it as {name} ({root.stat().st_size >> 20} MB)")
        from docker.errors import DockerException

        try:
            client.api.import_image_from_file(str(root), repository=f"{REPOSITORY}-base", tag=codename)
        except DockerException as error:
            raise SandboxError(f"The sandbox's file system could not be imported: {error}.") from error
    return name


def _codename() -> str:
    match = re.search(r"^VERSION_CODENAME=\"?(\w+)", Path("/etc/os-release").read_text(encoding="utf-8"), re.MULTILINE)
    if match is None:
        raise SandboxError("This is not a Debian or Ubuntu release: /etc/os-release has no VERSION_CODENAME.")
    return match[1]


def apt_sources(folder: Path = Path("/etc/apt"), codename: str = "") -> list[str]:
    """This machine's package sources of its own release, as lines of a sources.list.

    Raises:
        SandboxError: there are none.
    """
    codename = codename or _codename()
    suites = {codename, f"{codename}-updates", f"{codename}-security"}
    lines: list[str] = []
    files = [folder / "sources.list", *sorted((folder / "sources.list.d").glob("*"))]
    for file in files:
        if not file.is_file():
            continue
        text = file.read_text(encoding="utf-8", errors="replace")
        if file.suffix == ".sources":
            lines += _deb822(text, suites)
        elif file.suffix == ".list":
            for line in text.splitlines():
                words = re.sub(r"\[[^\]]*\]", "", line).split()
                if words[:1] == ["deb"] and len(words) > 3 and words[2] in suites:
                    lines.append(line.split("#")[0].strip())
    if not any(f" {codename} " in line for line in lines):
        raise SandboxError(
            f"No package source of {codename} is in {folder}.", "Add one, then run: python -m sandbox build"
        )
    return lines


def _deb822(text: str, suites: set[str]) -> Iterator[str]:
    for block in re.split(r"\n\s*\n", text):
        plain = "\n".join(line for line in block.splitlines() if not line.startswith("#"))
        found = dict(re.findall(r"^([\w-]+):[ \t]*(\S.*)$", plain, re.MULTILINE))
        if "deb" not in found.get("Types", "").split() or found.get("Enabled", "yes") == "no":
            continue
        key = found.get("Signed-By", "")
        option = f"[signed-by={key}] " if key.startswith("/") else ""
        for uri in found.get("URIs", "").split():
            for suite in found.get("Suites", "").split():
                if suite in suites:
                    yield f"deb {option}{uri} {suite} {found.get('Components', 'main')}"
