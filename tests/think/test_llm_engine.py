"""The real engine: kinds of files, what is read only once, thoughts, cool calls, and processes that hang or die."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.engines import CallPart, EndPart, Message, NoticePart, Part, Sampling, TextPart
from assistant.errors import EngineDiedError, EngineError, ModelFileError
from assistant.models.registry import STARTER, ModelFile
from assistant.think import llm
from assistant.think.llm import LlamaChatModel
from assistant.think.llm_memory import common
from tests.models.make_gguf import make, quantise

QUICK = Sampling(max_tokens=8, seed=1)
CHATML = (
    "{% if tools %}<|im_start|>system\n{% for t in tools %}{{ t | tojson }}{% endfor %}<|im_end|>\n{% endif %}"
    "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% if enable_thinking %}<think>\n{% endif %}{% endif %}"
)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("models")
    make(folder / "tiny.gguf", template=CHATML)
    make(folder / "F16.gguf", width=256, hidden=512, layers=2)
    make(folder / "slow.gguf", width=512, hidden=1024, layers=8)
    return folder


@pytest.fixture
def tiny(files: Path) -> Iterator[LlamaChatModel]:
    model = LlamaChatModel(ModelFile(files / "tiny.gguf"), context=8192, threads=1)
    yield model
    model.close()


def text(parts: list[Part]) -> str:
    return "".join(part.text for part in parts if isinstance(part, TextPart))


def end(parts: list[Part]) -> EndPart:
    assert isinstance(parts[-1], EndPart)
    return parts[-1]


@pytest.mark.parametrize("kind", ["F16", "Q8_0", "Q4_K_M"])
def test_quantised_files_work(files: Path, kind: str) -> None:
    """On machines with AMX a build that is not portable dies here (llama.cpp issue 20824)."""
    path = files / f"{kind}.gguf"
    if not path.exists():
        quantise(files / "F16.gguf", path, kind)
    model = LlamaChatModel(ModelFile(path), context=1024, threads=1)
    parts = list(model.stream([Message("user", "hello")], (), Sampling(max_tokens=30, seed=1)))
    model.close()
    assert end(parts).completion_tokens == 30
    assert text(parts)
    if kind != "F16":
        assert path.stat().st_size < (files / "F16.gguf").stat().st_size * 0.7


# What is read only once -----------------------------------------------------------------------------------------------


def talk(room: str, turns: int) -> list[Message]:
    history = [Message("system", f"You are in the {room}. " + "Be brief and kind. " * 30)]
    for turn in range(turns):
        history += [Message("user", f"{room} question {turn}"), Message("assistant", f"{room} answer {turn}")]
    return [*history, Message("user", f"{room} question {turns}")]


def test_each_turn_reads_only_what_is_new(tiny: LlamaChatModel) -> None:
    first = end(list(tiny.stream(talk("kitchen", 0), (), QUICK)))
    assert first.reused_tokens == 0
    for turns in (1, 2, 3):
        one = end(list(tiny.stream(talk("kitchen", turns), (), QUICK)))
        assert one.prompt_tokens - one.reused_tokens < 40, turns


def test_two_rooms_in_turn_do_not_evict_each_other(tiny: LlamaChatModel) -> None:
    for room in ("kitchen", "cellar"):
        list(tiny.stream(talk(room, 1), (), QUICK))
    alone = {room: text(list(tiny.stream(talk(room, 2), (), QUICK))) for room in ("kitchen", "cellar")}
    for turns in (2, 3, 4):
        for room in ("kitchen", "cellar"):
            parts = list(tiny.stream(talk(room, turns), (), QUICK))
            assert end(parts).prompt_tokens - end(parts).reused_tokens < 45, (room, turns)
            if turns == 2:
                assert text(parts) == alone[room]


def test_what_was_copied_aside_and_back_answers_as_if_it_had_been_read(files: Path, tiny: LlamaChatModel) -> None:
    list(tiny.stream(talk("kitchen", 1), (), QUICK))
    list(tiny.stream(talk("cellar", 1), (), QUICK))
    back = text(list(tiny.stream(talk("kitchen", 2), (), QUICK)))
    fresh = LlamaChatModel(ModelFile(files / "tiny.gguf"), context=8192, threads=1, cache_mb=0)
    try:
        assert text(list(fresh.stream(talk("kitchen", 2), (), QUICK))) == back
        # Without memory for it, it is read again, and the answer is the same.
        list(fresh.stream(talk("cellar", 1), (), QUICK))
        again = list(fresh.stream(talk("kitchen", 2), (), QUICK))
        assert text(again) == back
        assert end(again).reused_tokens < 40
    finally:
        fresh.close()


def test_the_prefix_is_warmed(tiny: LlamaChatModel) -> None:
    system = talk("kitchen", 0)[:1]
    tools = [{"type": "function", "function": {"name": "clock", "description": "Tell the time. " * 20}}]
    tiny.warm(system, tools)
    first = end(list(tiny.stream(talk("kitchen", 0), tools, QUICK)))
    assert first.prompt_tokens - first.reused_tokens < 30
    assert first.reused_tokens > 100


def test_a_long_conversation_is_cut_in_blocks_so_that_most_turns_read_little(files: Path) -> None:
    model = LlamaChatModel(ModelFile(files / "tiny.gguf"), context=1024, threads=1)
    read = []
    try:
        for turns in range(60):
            one = end(list(model.stream(talk("kitchen", turns), (), QUICK)))
            assert one.prompt_tokens < 1024
            read.append(one.prompt_tokens - one.reused_tokens)
    finally:
        model.close()
    assert sum(count > 60 for count in read[1:]) <= 8, read


def test_a_window_too_small_for_the_tools_is_told_once_and_its_prefix_is_warmed(files: Path) -> None:
    tools = [
        {"type": "function", "function": {"name": f"tool{number}", "description": "Tell. " * 30}}
        for number in range(30)
    ]
    model = LlamaChatModel(ModelFile(files / "tiny.gguf"), context=2048, threads=1)
    sampling = Sampling(max_tokens=8, seed=1, thinking=512)
    try:
        model.warm(talk("kitchen", 0)[:1], tools, 512, 8)
        for turns in (0, 1):
            parts = list(model.stream(talk("kitchen", turns), tools, sampling))
            assert end(parts).prompt_tokens < 2048 - 8
            assert end(parts).prompt_tokens - end(parts).reused_tokens < 100, turns
            notices = [part for part in parts if isinstance(part, NoticePart)]
            assert len(notices) == (turns == 0)
            assert all("2048 tokens" in notice.message and "tool29" not in notice.message[:80] for notice in notices)
    finally:
        model.close()


def test_a_model_reads_no_more_than_it_was_trained_on(tmp_path: Path) -> None:
    tools = [{"type": "function", "function": {"name": f"tool{n}", "description": "Tell. " * 30}} for n in range(30)]
    model = LlamaChatModel(
        ModelFile(make(tmp_path / "short.gguf", template=CHATML, context=1024)), context=8192, threads=1
    )
    try:
        assert 600 < end(list(model.stream(talk("kitchen", 60), (), QUICK))).prompt_tokens < 1024
        parts = list(model.stream(talk("kitchen", 0), tools, QUICK))
        assert end(parts).prompt_tokens < 1024
        [notice] = [part for part in parts if isinstance(part, NoticePart)]
        assert "1024 tokens" in notice.message
        assert "trained on no more" in notice.remedy
    finally:
        model.close()


def test_common() -> None:
    assert common([1, 2, 3], [1, 2, 4]) == 2
    assert common([], [1]) == 0
    assert common([1, 2], [1, 2, 3]) == 2
    assert common([9], [1, 2, 3]) == 0
    for size in range(40):
        assert common([*range(size), 99, 98], list(range(60))) == size


# Thoughts and calls ---------------------------------------------------------------------------------------------------


def test_a_thought_ends_at_its_budget_and_is_not_given_out(tiny: LlamaChatModel) -> None:
    parts = list(tiny.stream([Message("user", "hello")], (), Sampling(max_tokens=12, seed=1, thinking=20)))
    assert text(parts)
    # 20 tokens of thought, those that end it, and 12 of the answer.
    assert 32 < end(parts).completion_tokens < 60
    plain = list(tiny.stream([Message("user", "hello")], (), Sampling(max_tokens=12, seed=1)))
    assert end(plain).completion_tokens == 12


@pytest.mark.parametrize("temperature", [0.7, 3.0])
def test_wild_talk_never_begins_a_call_by_chance(tiny: LlamaChatModel, temperature: float) -> None:
    """Random weights at a high temperature would write marks all the time."""
    tool = {"type": "function", "function": {"name": "clock"}}
    sampling = Sampling(max_tokens=400, temperature=temperature, top_k=0, top_p=1.0, min_p=0.0, seed=3)
    parts = list(tiny.stream([Message("user", "hello")], [tool], sampling))
    assert not any(isinstance(part, CallPart) for part in parts)
    assert not any(mark in text(parts) for mark in ("<tool_call>", "<|", "[TOOL"))
    assert len(text(parts)) > 400


def test_a_call_is_written_to_its_end_however_short_answers_shall_be() -> None:
    model = LlamaChatModel(ModelFile(STARTER), context=512, threads=1, prompt=180)
    tool = {"type": "function", "function": {"name": "run_python"}}
    try:
        parts = list(model.stream([Message("user", "what is 17 times 23")], [tool], Sampling(max_tokens=2, seed=1)))
    finally:
        model.close()
    assert CallPart("run_python", {"code": "print(17 * 23)"}) in parts
    assert end(parts).completion_tokens > 8


# What goes wrong ------------------------------------------------------------------------------------------------------


def test_interrupting_while_a_long_prompt_is_read_ends_at_once(files: Path) -> None:
    """As a share of what reading it takes: the call back comes from within llama.cpp."""
    model = LlamaChatModel(ModelFile(files / "slow.gguf"), context=8192, threads=1)
    try:
        long = [Message("user", "many words " * 250)]
        model.load()
        began = time.monotonic()
        list(model.stream([Message("user", "other words " * 250)], (), Sampling(max_tokens=1, seed=1)))
        whole = time.monotonic() - began
        stopped = []

        def stop() -> None:
            stopped.append(time.monotonic())
            model.interrupt()

        threading.Timer(whole / 4, stop).start()
        parts = list(model.stream(long, (), QUICK))
        took = time.monotonic() - stopped[0]
        assert end(parts).reason == "cancelled"
        assert took < max(whole / 8, 0.1), (took, whole)
        # What was read before counts, and the answer is that of an undisturbed model.
        again = list(model.stream(long, (), QUICK))
        assert end(again).reused_tokens > 0
    finally:
        model.close()
    fresh = LlamaChatModel(ModelFile(files / "slow.gguf"), context=8192, threads=1)
    try:
        assert text(list(fresh.stream(long, (), QUICK))) == text(again)
    finally:
        fresh.close()


def test_a_process_that_hangs_in_mid_answer_is_ended(tiny: LlamaChatModel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(llm, "STALL_SECONDS", 0.5)
    parts = tiny.stream([Message("user", "hello")], (), Sampling(max_tokens=4000, seed=1))
    next(parts)
    assert tiny.pid is not None
    os.kill(tiny.pid, signal.SIGSTOP)
    with pytest.raises(EngineDiedError, match="it hung"):
        list(parts)
    assert text(list(tiny.stream([Message("user", "hello")], (), QUICK)))


def test_a_process_that_hangs_does_not_hold_up_an_interruption(
    tiny: LlamaChatModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(llm, "STOP_SECONDS", 0.5)
    parts = tiny.stream([Message("user", "hello")], (), Sampling(max_tokens=4000, seed=1))
    next(parts)
    assert tiny.pid is not None
    os.kill(tiny.pid, signal.SIGSTOP)
    threading.Timer(0.2, tiny.interrupt).start()
    began = time.monotonic()
    with pytest.raises(EngineError):
        list(parts)
    assert time.monotonic() - began < 10
    assert text(list(tiny.stream([Message("user", "hello")], (), QUICK)))


def test_a_load_that_hangs_is_given_up(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process is stopped while it loads, as a disk that does not answer would."""
    monkeypatch.setattr(llm, "LOAD_SECONDS", 1.0)
    model = LlamaChatModel(ModelFile(files / "slow.gguf"), context=512, threads=1)

    def stop() -> None:
        while model.pid is None:
            time.sleep(0.001)
        os.kill(model.pid, signal.SIGSTOP)

    thread = threading.Thread(target=stop)
    thread.start()
    with pytest.raises(ModelFileError, match="it hung and was ended"):
        model.load()
    thread.join()
    monkeypatch.undo()
    assert text(list(model.stream([Message("user", "hello")], (), QUICK)))
    model.close()


def test_memory_that_runs_out_is_said(tiny: LlamaChatModel) -> None:
    """The kernel ends a process with SIGKILL; ours offers the model's process first."""
    parts = tiny.stream([Message("user", "hello")], (), Sampling(max_tokens=4000, seed=1))
    next(parts)
    assert tiny.pid is not None
    assert int(Path(f"/proc/{tiny.pid}/oom_score_adj").read_text()) >= 500
    os.kill(tiny.pid, signal.SIGKILL)
    with pytest.raises(EngineDiedError, match="memory ran out"):
        list(parts)


def test_a_broken_chat_template_is_one_sentence(tmp_path: Path) -> None:
    model = LlamaChatModel(ModelFile(make(tmp_path / "broken.gguf", template="{% for")), context=512)
    with pytest.raises(ModelFileError, match="cannot be loaded") as caught:
        model.load()
    assert "\n" not in str(caught.value)
    model.close()
