"""Answers that are as good as each other are taught as what they are."""

from __future__ import annotations

import numpy as np
import pytest

from training.__main__ import SHAPE, TOKENIZER
from training.alike import ALIKE, END, Alike
from training.data import WRITTEN, conversations, pieces
from training.tokenizer import load

SETS = (("good day", "good night", "welcome", "so long"), ("bad luck", "so long"))


def _words(text: str) -> list[int]:
    """A token for each word, so that one sees what is what."""
    words = "good day night welcome so long bad luck".split()
    return [words.index(word) for word in text.replace(END, f" {END}").split() if word != END] + [len(words)]


def test_where_answers_part_each_way_is_as_likely_as_it_has_answers() -> None:
    torch = pytest.importorskip("torch")
    alike = Alike(_words, 9, SETS)
    table = alike.table()
    assert table.dtype == torch.float32
    first, second, third = alike.places(_words("good night" + END))
    assert np.allclose(table[first], [2 / 3, 0, 0, 1 / 3, 0, 0, 0, 0, 0])  # "so long" is of two kinds
    assert table[second].tolist() == [0, 0.5, 0.5, 0, 0, 0, 0, 0, 0]
    assert third == 0
    assert not table[0].any()
    assert alike.places(np.array(_words("welcome" + END), np.uint16)) == [first, 0]


def test_an_answer_of_two_kinds_and_what_is_no_answer_have_no_choice() -> None:
    alike = Alike(_words, 9, SETS)
    assert alike.places(_words("so long" + END)) == [0, 0, 0]
    assert alike.places(_words("day night" + END)) == [0, 0, 0]


def test_what_is_said_in_the_training_data_is_found() -> None:
    """Tokens of an answer in a conversation are the ones it has by itself."""
    import random

    tokenizer = load(TOKENIZER)
    alike = Alike(lambda text: tokenizer.encode(text).ids, SHAPE["vocabulary"])
    answers = {text for answers in ALIKE for text in answers}
    found = missed = 0
    for conversation in conversations(400, 3):
        for text, mine in pieces(conversation, random.Random(1)):
            if mine == WRITTEN and text.removesuffix(END) in answers:
                chosen = any(alike.places(tokenizer.encode(text).ids))
                found, missed = found + chosen, missed + (not chosen)
    assert found > 100
    assert missed < found / 20  # only those that belong to two kinds
