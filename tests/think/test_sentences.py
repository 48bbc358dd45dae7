"""Sentences from a stream, and what of them is read aloud."""

from __future__ import annotations

import pytest

from assistant.think.sentences import LONGEST, SentenceSplitter, speakable


def split(text: str, step: int = 1) -> list[str]:
    splitter = SentenceSplitter()
    out: list[str] = []
    for start in range(0, len(text), step):
        out += splitter.feed(text[start : start + step])
    return out + splitter.finish()


@pytest.mark.parametrize("step", [1, 2, 3, 7, 1000])
@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("Pi is 3.14 and e is 2.72. That is all.", ["Pi is 3.14 and e is 2.72.", "That is all."]),
        ("Dr. Smith met Mr. Jones, e.g. at 5 p.m. today.", ["Dr. Smith met Mr. Jones, e.g. at 5 p.m. today."]),
        ("Well... maybe. Or... Not.", ["Well... maybe.", "Or...", "Not."]),
        ('He said "stop." Then he left.', ['He said "stop."', "Then he left."]),
        ("First line\nSecond line", ["First line", "Second line"]),
        ("1. Take eggs.\n2. Boil them.", ["1. Take eggs.", "2. Boil them."]),
        ("J. R. Tolkien wrote it. I did not.", ["J. R. Tolkien wrote it.", "I did not."]),
        ("今日は。元気ですか？はい", ["今日は。", "元気ですか？", "はい"]),
        ("So it is I. Really?", ["So it is I.", "Really?"]),
        ("", []),
        ("  \n \n", []),
    ],
)
def test_sentences(text: str, sentences: list[str], step: int) -> None:
    assert split(text, step) == sentences


def test_a_sentence_comes_out_as_soon_as_it_has_ended() -> None:
    splitter = SentenceSplitter()
    assert splitter.feed("The first. ") == ["The first."]
    assert splitter.feed("The sec") == []


@pytest.mark.parametrize("step", [1, 2, 5, 1000])
def test_fenced_code_is_left_out(step: int) -> None:
    text = "Here it is. Look:\n```python\nprint('a. b')\nx = 1\n```\nThat prints it."
    assert split(text, step) == ["Here it is.", "Look:", "That prints it."]
    assert split("Before.\n```\nnever closed. really.", step) == ["Before."]


def test_a_sentence_without_end_is_cut_at_a_comma() -> None:
    text = "and so on, " * 100
    pieces = split(text, 10)
    assert all(len(piece) <= LONGEST for piece in pieces)
    assert " ".join(pieces) == text.strip()


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("**Bold** and *italic* and __more__.", "Bold and italic and more."),
        ("## A heading", "A heading"),
        ("- an item", "an item"),
        ("3. the third", "the third"),
        ("> quoted", "quoted"),
        ("See [the page](https://example.org/x?y=1).", "See the page."),
        ("See https://example.org/a?b=(c now.", "See now."),
        ("<https://example.org>", ""),
        ("Call `print` now.", "Call print now."),
        ("Call `print(1 + 2)` now.", "Call now."),
        ("Party 🎉🎉 time 👩‍🚀!", "Party time!"),
        ("| a | b |", ""),
        ("---", ""),
        ("```", ""),
        ("a <b>bold</b> word", "a bold word"),
        ("2 * 3 * 4 is 24", "2 * 3 * 4 is 24"),
        ("snake_case stays", "snake_case stays"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("...", ""),
    ],
)
def test_only_words_are_read_aloud(written: str, said: str) -> None:
    assert speakable(written) == said
