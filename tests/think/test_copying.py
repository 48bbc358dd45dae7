"""Calls are held to words that are known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from assistant.engines import CallPart, Message, Sampling, TextPart
from assistant.models.registry import STARTER, ModelFile
from assistant.think.copying import RUN, TAUGHT, Copying
from assistant.think.llm import LlamaChatModel
from training.talk import KINDS

PIECES = ["pro", "pu", "scri", "bes", "('", "')", "1", "9", "7", "print", " ", "\n"]


@pytest.fixture
def copying() -> Copying:
    made = Copying(["print", "run", "97", "value"], PIECES.__getitem__)
    made.hear(["reverse proscribes and 19 Lamps"])
    return made


@pytest.mark.parametrize(
    ("written", "piece", "fits"),
    [
        ("", "print", True),
        ("print('", "pro", True),
        ("print('pro", "scri", True),
        ("print('pro", "pu", False),  # begins no word
        ("print('pro", "')", False),  # ends none
        ("print('proscribes", "')", True),
        ("print('proscribes", "bes", False),
        ("print('lam", "ps')", True),
        ("print('", "L", True),
        ("x", "", False),
        ("ord(c) - ", "97", True),
        ("ord(c) - 9", "7", True),
        ("ord(c) - ", "7", False),
        ("print(", "19", True),
        ("print(19", "1", False),
        ("'val", "", True),
        ("", "', '", True),
    ],
)
def test_what_may_follow(copying: Copying, written: str, piece: str, fits: bool) -> None:
    assert copying.fits(written, piece) is fits


def _logits(**chances: float) -> np.ndarray[Any, np.dtype[np.float32]]:
    """Those chances for the pieces of these names; a thousandth for each other one."""
    every = np.array([chances.get(piece, 0.001) for piece in PIECES])
    logits: np.ndarray[Any, np.dtype[np.float32]] = np.log(every / every.sum()).astype(np.float32)
    return logits


def test_the_likeliest_that_fits_is_taken(copying: Copying) -> None:
    logits = _logits(pu=0.7, scri=0.2)
    before = logits.copy()
    token, sure = copying.likeliest(logits, "print('pro")
    assert PIECES[token] == "scri"
    assert 0.9 < sure < 1, "of what is possible"
    assert (logits == before).all()


def test_what_fits_at_once_is_as_sure_as_the_model_is(copying: Copying) -> None:
    token, sure = copying.likeliest(_logits(print=0.6, pro=0.3), "")
    assert PIECES[token] == "print"
    assert 0.6 < sure < 0.7


def test_what_is_forced_against_the_models_opinion_is_not_sure(copying: Copying) -> None:
    token, sure = copying.likeliest(_logits(pu=0.97, scri=0.01), "print('pro")
    assert PIECES[token] == "scri"
    assert sure < 0.02


def test_when_nothing_fits_the_likeliest_is_taken_and_not_believed() -> None:
    nothing = Copying([], ["x", "y"].__getitem__)
    assert nothing.likeliest(np.array([0.0, 1.0], np.float32), "") == (1, 0.0)


@pytest.mark.parametrize("written", ["print('café", "print('caf\\u00e9"])
def test_letters_that_json_writes_in_two_ways(written: str) -> None:
    copying = Copying(["print", "n"], str)
    copying.hear(["spell café"])
    assert all(copying.fits(written[:size], written[size]) for size in range(len(written)))
    assert copying.fits(written, "'")
    assert not copying.fits(written, "z")


@pytest.fixture
def starter() -> Iterator[LlamaChatModel]:
    chat = LlamaChatModel(ModelFile(STARTER), context=1024, threads=1, prompt=256)
    yield chat
    chat.close()


def test_talk_is_not_held_to_them(starter: LlamaChatModel) -> None:
    """Also where a word begins as a call might ("f" as in "function")."""
    for answers in (answers for name, _, answers in KINDS if name == "joke"):
        for seed in range(40):
            sampling = Sampling(seed=seed, temperature=0.4, min_p=0.1, max_tokens=60)
            parts = starter.stream([Message("user", "tell me a joke")], (), sampling)
            said = "".join(part.text for part in parts if isinstance(part, TextPart))
            assert said in answers


def test_the_starter_writes_no_word_that_nobody_said(starter: LlamaChatModel) -> None:
    from gguf import GGUFReader

    field = GGUFReader(STARTER).get_field(TAUGHT)
    assert field is not None
    own = set(str(field.contents()).split())
    assert {"run", "python", "print", "97"} <= own
    calls = 0
    for rare in ("zyzzyva quokka", "brummagem", "oxbow wrasse 4917", "kvetch fjordic"):
        for text in (
            f"reverse {rare}",
            f"add {rare} to the shopping list",
            f"take a note {rare}",
            f"sort {rare} and milk",
        ):
            for part in starter.stream([Message("user", text)], (), Sampling(seed=1, max_tokens=200)):
                if isinstance(part, CallPart):
                    calls += 1
                    assert set(RUN.findall(str(part.arguments))) <= own | set(RUN.findall(text)), (text, part)
    assert calls >= 8
