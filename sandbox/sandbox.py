"""The sandbox as its users see it: `run(code)` in a box of its own, or in a session that keeps its variables.

Warm boxes wait, with the libraries imported; claiming one costs nothing that a person can hear. One thread, the
keeper, does everything that may take time and that nobody waits for: it fills the pool, pauses and drops idle
sessions, removes used boxes, and looks for the daemon while it is away.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from sandbox import makers
from sandbox.container import Box
from sandbox.daemon import MEND
from sandbox.errors import SandboxError, SandboxUnavailable
from sandbox.limits import Limits, modules
from sandbox.makers import Makers, Options
from sandbox.result import RunResult, State
from sandbox.session import LANGUAGES, LONGEST_CODE, Hear, LostError, Session

__all__ = ["Options", "Sandbox"]

CLAIM_SECONDS = 40.0
PATIENCE = 3.0
"""Seconds that a caller waits for a box that is being warmed before a plain one is made for it."""
RETRY_SECONDS = 5.0
CLOSE_SECONDS = 15.0
STOPPED = RunResult(False, "", "", None, interrupted=True, state=State.KEPT)


@dataclass(slots=True)
class _Slot:
    """A named session: its box comes and goes, its name stays."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    session: Session | None = None
    lost: bool = False
    """It had variables, and they are gone."""
    used: float = field(default_factory=time.monotonic)


class Sandbox:
    """Runs Python and shell. Any thread may call; calls of one session run one after the other.

    Args:
        limits: what each program may use; may be changed at any time by setting `limits`: seconds, output and
            artifacts count from the next run on, the others from the next new box on.
        host: address of the Docker daemon; empty: as DOCKER_HOST says, else the usual socket.
        options: see Options.
    """

    def __init__(self, limits: Limits | None = None, host: str = "", options: Options | None = None) -> None:
        self.limits = limits or Limits()
        self.options = options or Options()
        self._makers = Makers(host, self.options)
        self._changed = threading.Condition()
        self._pool: list[Session] = []
        self._slots: dict[str, _Slot] = {}
        self._running: dict[Session, str] = {}
        self._bin: list[Box] = []
        self._warming = 0
        self._filling = False
        self._keeper: threading.Thread | None = None
        self._closed = False
        self._interrupts = 0
        self._next_try = 0.0

    @property
    def trouble(self) -> str:
        """Why nothing can be run, as of the last try; empty: it can."""
        return self._makers.trouble

    def check(self) -> None:
        """Make sure that programs can be run: a daemon that answers and enforces the limits, and the image.

        Raises:
            SandboxUnavailable: no; the sentence says why and what mends it.
        """
        self._makers.check()

    def warm(self) -> None:
        """Fill the pool in the background."""
        with self._changed:
            if self._closed:
                return
            self._filling = True
            if self._keeper is None:
                self._keeper = threading.Thread(target=self._keep, name="hearth-sandbox-keeper", daemon=True)
                self._keeper.start()
            self._changed.notify_all()

    def run(
        self, code: str, *, session: str | None = None, language: str = "python", timeout: float | None = None,
        files: Mapping[str, bytes] | None = None, on_output: Hear | None = None, on_error: Hear | None = None,
    ) -> RunResult:  # fmt: skip
        """Run a program and wait for its end.

        Args:
            code: its text; in Python the value of a last expression is shown as in a notebook.
            session: its name; variables, imports and files live on between its calls, and nobody else sees them.
                None: a box for this program alone.
            language: "python" or "shell".
            timeout: seconds, instead of the limits' own.
            files: put into /work before it runs, by name.
            on_output: gets standard output piece by piece, as it comes.
            on_error: the same for standard error.

        Raises:
            SandboxUnavailable: nothing can be run now.
            SandboxError: the box was lost in the middle and the daemon does not answer.
            ValueError: an argument cannot be.
        """
        if language not in LANGUAGES:
            raise ValueError(f"{language} cannot be run; there is {' and '.join(LANGUAGES)}")
        _check_files(files or {}, self.limits)
        if len(code) > LONGEST_CODE:
            return RunResult(False, "", "the program is longer than a million characters\n", None, state=State.KEPT)
        limits = self.limits if timeout is None else replace(self.limits, seconds=timeout)
        before = self._interrupts

        def call(box: Session, name: str) -> RunResult:
            with self._changed:
                if self._interrupts != before:
                    return STOPPED
                self._running[box] = name
            try:
                return box.run(
                    code, limits, language=language, files=files, on_output=on_output, on_error=on_error,
                    checkpoint=session is not None,
                )  # fmt: skip
            finally:
                with self._changed:
                    self._running.pop(box, None)

        try:
            if session is None:
                return self._run_alone(call, before)
            return self._run_in(session, call, before)
        except InterruptedError:
            return STOPPED
        finally:
            if self.options.pool:
                self.warm()

    def interrupt(self, session: str | None = None) -> None:
        """Make running `run`s (those of a session, or all) return soon with what they have; from any thread."""
        with self._changed:
            self._interrupts += 1
            running = [box for box, name in self._running.items() if session in (None, name)]
            self._changed.notify_all()
        for box in running:
            box.interrupt()

    def drop(self, session: str) -> None:
        """End a session; its variables and files are gone. Waits for its call, if one runs."""
        with self._changed:
            slot = self._slots.pop(session, None)
        if slot is not None:
            with slot.lock:
                self._throw(slot)

    def sessions(self) -> dict[str, bool]:
        """The names of the sessions that have a box, and whether it is paused."""
        with self._changed:
            return {name: slot.session.paused for name, slot in self._slots.items() if slot.session is not None}

    def ready(self) -> int:
        """Warm boxes that wait."""
        with self._changed:
            return len(self._pool)

    def close(self) -> None:
        """End what runs and remove every box of this sandbox. Idempotent; bounded, also without a daemon."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
            keeper = self._keeper
        self.interrupt()
        deadline = time.monotonic() + CLOSE_SECONDS
        if keeper is not None:
            keeper.join(CLOSE_SECONDS)
        with self._changed:
            self._changed.wait_for(lambda: not self._warming, max(deadline - time.monotonic(), 0))
            self._bin += [session.box for session in self._pool]
            self._pool.clear()
            slots = list(self._slots.values())
            self._slots.clear()
        for slot in slots:
            if slot.lock.acquire(timeout=max(deadline - time.monotonic(), 0.1)):
                self._throw(slot)
                slot.lock.release()
        self._empty_bin(deadline)
        self._makers.close()

    def _run_alone(self, call: Callable[[Session, str], RunResult], before: int) -> RunResult:
        box = self._claim(before)
        try:
            return call(box, "")
        except LostError as error:
            return self._lost(error)
        finally:
            with self._changed:
                self._bin.append(box.box)
            if not self.options.pool:
                self._empty_bin(time.monotonic() + CLOSE_SECONDS)

    def _run_in(self, name: str, call: Callable[[Session, str], RunResult], before: int) -> RunResult:
        with self._changed:
            slot = self._slots.setdefault(name, _Slot())
        with slot.lock:
            session = self._woken(slot)
            renewed = session is None and slot.lost
            if session is None:
                self._make_room(name)
                session = slot.session = self._claim(before)
                slot.lost = False
            try:
                result = call(session, name)
            except LostError as error:
                slot.lost = True
                self._throw(slot)
                result = self._lost(error)
            slot.used = time.monotonic()
        return replace(result, renewed=True) if renewed else result

    def _woken(self, slot: _Slot) -> Session | None:
        """The slot's session, running again if it was paused; None: it has none that lives."""
        session = slot.session
        if session is None:
            return None
        try:
            if session.paused:
                session.box.resume()
                session.paused = False
            if session.alive():
                return session
        except SandboxError:
            pass
        slot.lost = session.calls > 0
        self._throw(slot)
        return None

    def _lost(self, error: LostError) -> RunResult:
        """The daemon is well: then it was the program, or somebody removed the container. Otherwise it is an error."""
        if not self._makers.answers():
            raise error
        partial = error.partial
        why = "" if partial.timed_out or partial.interrupted else f"\n{error.message}"
        return replace(partial, error=f"{partial.error}{why}".strip())

    def _claim(self, before: int) -> Session:
        """A box: a warm one, or one that is being warmed, or a plain one made now."""
        began = time.monotonic()
        mine: makers.Making | None = None
        while True:
            with self._changed:
                if self._interrupts != before:
                    raise InterruptedError
                if self._closed:
                    raise SandboxUnavailable("The sandbox has been closed.")
                if session := self._take():
                    return session
                waited = time.monotonic() - began
                if mine is not None and mine.failed is not None:
                    raise mine.failed
                if waited > CLAIM_SECONDS:
                    raise SandboxUnavailable("The sandbox's container did not start in time.", MEND)
                if mine is None and (not self._warming or waited > PATIENCE):
                    mine = self._start_making(())
                self._changed.wait(0.25)

    def _take(self) -> Session | None:
        """A good one of the pool. The lock is held."""
        while self._pool:
            session = self._pool.pop(0)
            if session.alive() and session.box.limits.container() == self.limits.container():
                return session
            self._bin.append(session.box)
        return None

    def _start_making(self, imported: tuple[str, ...]) -> makers.Making:
        """Make a box on a thread of its own, into the pool. The lock is held."""
        making = makers.Making()
        self._warming += 1
        threading.Thread(target=self._make, args=(making, imported), name="hearth-sandbox-maker", daemon=True).start()
        return making

    def _make(self, making: makers.Making, imported: tuple[str, ...]) -> None:
        box: Box | None = None
        try:
            box = self._makers.make(self.limits, imported)
        except SandboxError as error:
            making.failed = error
        except Exception as error:  # noqa: BLE001 - whoever waits must hear of it
            making.failed = SandboxUnavailable(f"The sandbox's container cannot be started: {error}.", MEND)
        finally:
            with self._changed:
                self._warming -= 1
                if making.failed is not None:
                    self._next_try = time.monotonic() + RETRY_SECONDS
                if box is not None:
                    if self._closed:
                        self._bin.append(box)
                    else:
                        self._pool.append(Session(box))
                self._changed.notify_all()
        if self._closed:
            self._empty_bin(time.monotonic() + CLOSE_SECONDS)

    def _throw(self, slot: _Slot) -> None:
        """Away with a slot's box. The slot's lock is held."""
        session, slot.session = slot.session, None
        if session is not None:
            session.box.channel.close()  # at once, without the daemon; its supervisor ends with it
            with self._changed:
                self._bin.append(session.box)

    def _make_room(self, name: str) -> None:
        """Drop the session that was not used for longest when there are too many."""
        with self._changed:
            others = [(slot.used, key) for key, slot in self._slots.items() if slot.session is not None and key != name]
        for _, key in sorted(others)[: max(len(others) + 1 - self.options.sessions, 0)]:
            self._retire(key)

    def _retire(self, name: str) -> None:
        """Drop a session unless it is in use; it remembers that it had variables."""
        with self._changed:
            slot = self._slots.get(name)
        if slot is not None and slot.lock.acquire(blocking=False):
            try:
                slot.lost = slot.lost or (slot.session is not None and slot.session.calls > 0)
                self._throw(slot)
            finally:
                slot.lock.release()

    def _keep(self) -> None:
        """The keeper's life."""
        while True:
            with self._changed:
                if self._closed:
                    return
                now = time.monotonic()
                short = self.options.pool - len(self._pool) - self._warming
                if self._filling and short > 0 and not self._running and now >= self._next_try:
                    self._start_making(modules(self.limits))
            self._rest()
            self._empty_bin(time.monotonic() + CLOSE_SECONDS)
            with self._changed:
                if not self._closed:
                    self._changed.wait(min(self.options.pause_seconds / 2, self.options.drop_seconds / 2, 2.0))

    def _rest(self) -> None:
        """Pause and drop sessions that have long been idle."""
        with self._changed:
            slots = dict(self._slots)
        for name, slot in slots.items():
            idle = time.monotonic() - slot.used
            if slot.session is not None and idle >= self.options.drop_seconds:
                self._retire(name)
            elif slot.session is not None and idle >= self.options.pause_seconds and not slot.session.paused:
                if not slot.lock.acquire(blocking=False):
                    continue
                try:
                    if slot.session is not None and time.monotonic() - slot.used >= self.options.pause_seconds:
                        slot.session.box.pause()
                        slot.session.paused = True
                except SandboxError:
                    slot.used = time.monotonic()  # again later
                finally:
                    slot.lock.release()

    def _empty_bin(self, deadline: float) -> None:
        """Remove used boxes; what cannot be removed now is tried again later."""
        with self._changed:
            boxes, self._bin = self._bin, []
        for number, box in enumerate(boxes):
            if not box.remove() or time.monotonic() > deadline:
                with self._changed:
                    self._bin += boxes[number:]
                return


def _check_files(files: Mapping[str, bytes], limits: Limits) -> None:
    for name in files:
        if not name or len(name.encode()) > 200 or "/" in name or "\0" in name or name in (".", ".."):
            raise ValueError(f"{name!r} is not a file name")
    if sum(map(len, files.values())) > limits.files:
        raise ValueError(f"the files are larger than the {limits.files >> 20} MiB that fit into /work")
