"""The training data: the same for the same seed, and what is held out stays out."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from assistant.engines import CallPart
from training import calc, hard, programs
from training.__main__ import TOKENIZER
from training.data import WRITTEN, Exchange, chosen, conversations, exchange, fill, pieces, taught_words, write
from training.evaluate import Score, draws_of, known_requests, right, wildness
from training.everyday import OUT_OF_DOMAIN
from training.talk import KINDS, ORDERS, QUESTIONS
from training.templates import sample
from training.tokenizer import load
from training.toolcalls import TOOLS


def test_a_seed_gives_the_same_conversations() -> None:
    assert list(conversations(300, 4)) == list(conversations(300, 4))
    assert list(conversations(300, 4)) != list(conversations(300, 5))


def test_what_is_held_out_is_tested_and_not_taught() -> None:
    taught, tested = chosen(QUESTIONS, test=False), chosen(QUESTIONS, test=True)
    assert sorted([*taught, *tested]) == sorted(QUESTIONS)
    assert 0.02 < len(tested) / len(QUESTIONS) < 0.06
    assert not set(taught) & set(tested)
    assert (chosen(QUESTIONS[:5], test=False), chosen(QUESTIONS[:5], test=True)) == (list(QUESTIONS[:5]), [])


def test_a_held_out_phrasing_never_gets_into_the_training_data(monkeypatch: pytest.MonkeyPatch) -> None:
    used: set[str] = set()

    def noted(template: str, rng: random.Random, slots: Mapping[str, str] | None = None) -> str:
        used.add(template)
        return sample(template, rng, slots)

    monkeypatch.setattr("training.templates.sample", noted)
    monkeypatch.setattr("training.data.sample", noted)
    for _ in conversations(1500, 1):
        pass
    families = (*calc.FAMILIES, *programs.FAMILIES)
    kinds: list[Sequence[str]] = [(*one.questions, *one.orders, *one.things) for one in families]
    kinds += [(*one.orders, *one.questions) for one in TOOLS]
    kinds += [QUESTIONS, ORDERS, *(templates for _, templates, _ in KINDS)]
    kept = {template for kind in kinds for template in chosen(kind, test=True)}
    assert len(kept) > 100
    assert len(used & {template for kind in kinds for template in chosen(kind, test=False)}) > 1000
    assert not used & kept


def test_what_is_hard_is_taught_whole_and_of_what_is_mastered_little(tmp_path: Path) -> None:
    hard.save({"hard": 1.0, "mastered": 0.0}, tmp_path / "hard.json")
    keep = hard.keeper(tmp_path / "hard.json", 3)
    kept = Counter(
        name for _ in range(2000) for name in ("hard", "mastered", "new") if keep(Exchange("", "", template=name))
    )
    assert (kept["hard"], kept["new"]) == (2000, 2000)
    assert 0.5 * hard.LEAST < kept["mastered"] / 2000 < 2 * hard.LEAST
    tokenizer = load(TOKENIZER)
    whole = write(40, 3, tokenizer, tmp_path / "whole.npz")
    assert 0 < write(40, 3, tokenizer, tmp_path / "calls.npz", lambda one: one.call is not None) < whole
    assert (tmp_path / "calls.words").read_text() == (tmp_path / "whole.words").read_text()
    assert write(40, 3, tokenizer, tmp_path / "none.npz", lambda _one: False) == 0


def test_every_request_tells_its_template_and_how_many_answers_are_as_good() -> None:
    rng = random.Random(8)
    drawn = [one for one in (exchange(rng) for _ in range(600)) if one is not None]
    assert {one.family for one in drawn if not one.template} <= {"confused"}
    for one in drawn:
        assert (one.ways > 1) == (one.call is None), one


def test_known_requests_are_those_of_the_training_data() -> None:
    said = {one.user for conversation in conversations(200, 3) for one in conversation}
    assert known_requests(lambda *_: None, (3, 200)) == said


def test_what_is_drawn_for_a_test_was_not_in_the_training() -> None:
    known = known_requests(lambda *_: None, (3, 400))
    met = {word for text in known for word in text.split()}
    fresh = [one.user for one in draws_of(50, known, test=False, met=met, of_known_words=None)]
    assert len(fresh) == 50
    assert not known.intersection(fresh)
    old_words = [one.user for one in draws_of(20, known, test=True, met=met, of_known_words=True)]
    assert all(met.issuperset(text.split()) for text in old_words)
    new_words = [one.user for one in draws_of(20, known, test=True, met=met, of_known_words=False)]
    assert not any(met.issuperset(text.split()) for text in new_words)


def test_a_call_is_right_only_as_a_whole() -> None:
    rng = random.Random(2)
    drawn = [one for one in (exchange(rng) for _ in range(300)) if one is not None]
    refused = next(one for one in drawn if one.family == "decline")
    called = next(one for one in drawn if one.call is not None)
    never = dict[str, str]().get
    assert right(refused, refused.text, [], never)
    assert not right(refused, "The answer is Paris.", [], never)
    assert called.call is not None
    whole = CallPart(called.call["name"], called.call["arguments"])
    assert right(called, "", [whole], never)
    assert not right(called, "Sure.", [whole], never)
    assert not right(called, "", [CallPart(whole.tool, {**whole.arguments, "more": "1"})], never)
    assert not right(called, "", [], never)
    assert not right(called, "Sure.", [], never)


def test_a_program_that_prints_the_same_is_right_but_no_guess_is() -> None:
    ten = ("print(3 + 7)", "print(sum([3, 7]))", "print(5 * 2)")
    others = {"print(9)": "9", "a": "no", "b": "no", "c": "even", "d": "even", "len('abc')": "3", "1 + 2": "3"}
    printed = (dict.fromkeys(ten, "10") | others).get

    def judged(wanted: str, got: str, user: str = "") -> bool:
        exchange = Exchange(user, "plus", {"name": "run_python", "arguments": {"code": wanted}})
        return right(exchange, "", [CallPart("run_python", {"code": got})], printed)

    assert judged("print(3 + 7)", "print(sum([3, 7]))", "3 and 7")
    assert not judged("print(3 + 7)", "print(9)")
    assert not judged("print(3 + 7)", "print(5 * 2)", "3 and 7")
    assert not judged("a", "b")
    assert not judged("c", "d")
    assert not judged("len('abc')", "1 + 2")
    assert not judged("fails", "fails otherwise")


def test_numbers_that_would_be_heard_as_others_are_no_training_data() -> None:
    assert fill("sort \ue000l\ue000", {"l": "5 43 and 3"}) is None
    assert fill("sort \ue000l\ue000", {"l": "43 5 and 3"}) == "sort 43 5 and 3"
    assert fill("keep doubling 6 \ue000n\ue000 times", {"n": "24"}) is None


def test_what_was_said_with_a_result_in_it_is_not_taught() -> None:
    call = {"name": "run_python", "arguments": {"code": "print(2 + 2)"}}
    both = [Exchange("2 plus 2", "plus", call, result="4", reply="It is {result}.") for _ in range(2)]
    told = [list(pieces(both, random.Random(seed))) for seed in range(20)]
    for text, kind in (piece for conversation in told for piece in conversation):
        if text.startswith("It is"):
            assert (kind == WRITTEN) == ("{result}" in text)
        assert kind == WRITTEN or "tool_call" not in text
    said = {text.removesuffix("<|im_end|>") for conversation in told for text, _ in conversation}
    assert {"It is {result}.", "It is 4."} <= said


def test_the_words_that_nobody_said_are_the_models_own() -> None:
    one = Exchange("reverse lamp", "reverse_word", {"name": "run_python", "arguments": {"code": "print('lamp'[::-1])"}})
    assert set(taught_words([one])) == {"name", "run", "python", "arguments", "code", "print", "1"}


def test_scores_know_what_is_wanted() -> None:
    assert Score("", 97, 100, 0.97).met
    assert not Score("", 96, 100, 0.97).met
    assert Score("", 5, 100, 0.05, at_most=True).met
    assert not Score("", 6, 100, 0.05, at_most=True).met
    assert not Score("", 0, 0, 0.5).met


def test_taught_answers_are_sober_and_salad_is_wild() -> None:
    assert wildness([answers[0] for _, _, answers in KINDS]) == 0
    assert wildness(["qumble and the of seventeen", "ardvark blue then"]) > 0.8


def test_nothing_out_of_the_domain_is_in_the_training_data() -> None:
    lines = OUT_OF_DOMAIN.read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if line.strip() and not line.startswith("#")]
    assert len(rows) == len(set(rows)) == 100
    seen = {one.user for conversation in conversations(3000, 1) for one in conversation}
    # Short questions that everybody asks ("can you see me") may be in both; they are small talk there.
    assert len(seen & set(rows)) <= 3, seen & set(rows)
