"""What is wanted is told from the words, and an answer is held to its forms."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from assistant.engines import CallPart, Message, Sampling, TextPart
from assistant.models.registry import STARTER, ModelFile
from assistant.think.copying import Copying
from assistant.think.intents import NUMBER, NUMBERS, WORDS, Forms, Guide, Intents, Pieces, bucket, marked, ngrams
from assistant.think.llm import LlamaChatModel
from assistant.think.plausible import is_plausible
from assistant.think.starter import SURE, drawn
from training.talk import KINDS

ADD = f'<tool_call>{{"add": {NUMBER}}}</tool_call>'
SUM = f'<tool_call>{{"sum": [{NUMBERS}]}}</tool_call>'
NOTE = f'<tool_call>{{"note": "{WORDS}"}}</tool_call>'
CODE = f"<tool_call>print('{WORDS}')</tool_call>"


def test_what_the_classifier_sees() -> None:
    assert ngrams("add 12.5 zyx", {"add"}) == [
        "^", "add", "#", "?", "$",
        "^ add", "add #", "# ?", "? $",
        "^ add #", "add # ?", "# ? $",
        "^_#", "add_?", "#_$",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("form", "text", "match"),
    [
        (ADD, '<tool_call>{"add": 12.5}</tool_call>', True),
        (ADD, '<tool_call>{"add": }</tool_call>', False),
        (ADD, '<tool_call>{"add": 12', False),
        (ADD, '<tool_call>{"add": x}</tool_call>', False),
        (SUM, '<tool_call>{"sum": [1, 2, 30]}</tool_call>', True),
        (NOTE, '<tool_call>{"note": "don\'t forget 5"}</tool_call>', True),
        (NOTE, '<tool_call>{"note": "so he said \\"}</tool_call>', False),
        (NOTE, '<tool_call>{"note": ""}</tool_call>', False),
        (NOTE, '<tool_call>{"note": "a<b"}</tool_call>', False),
        (CODE, "<tool_call>print('two words')</tool_call>", True),
        (CODE, "<tool_call>print('two' + 'words')</tool_call>", False),
        ("All right.", "All right.", True),
        ("All right.", "All right", False),
    ],
)
def test_a_form_is_filled_in(form: str, text: str, match: bool) -> None:
    assert Forms([form]).match(text) is match
    forms = Forms(["else", form])
    if match:  # wherever it is cut
        text = marked(text)
        for at in range(len(text)):
            assert forms.ended(forms.after(forms.after(forms.begin, text[:at]), text[at:]))


def test_what_may_come_next() -> None:
    forms = Forms(["Good.", "Good to know."])
    states = forms.after(forms.begin, "Good")
    assert forms.signs(states) == frozenset(". ")
    assert forms.ended(forms.after(states, "."))
    assert forms.signs(forms.after(states, ".")) == frozenset()
    slot = Forms([NOTE])
    assert slot.signs(slot.after(slot.begin, marked('<tool_call>{"note": "'))) is None


TEXTS = ["<tool_call>", '{"note": "', "milk", "tea", '"}', "</tool_call>", "", "x", "Good", ".", " to know."]


@pytest.fixture
def pieces() -> Pieces:
    return Pieces(TEXTS, (0, 5))


def _logits(**likely: float) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    logits = np.zeros(len(TEXTS), np.float32)
    for token, value in likely.items():
        logits[int(token[1:])] = value
    return logits


def test_a_guided_call_is_the_one_that_is_wanted_whatever_the_model_would_say(pieces: Pieces) -> None:
    copying = Copying(["note"], TEXTS.__getitem__)
    copying.hear(["note milk"])
    guide = Guide(Forms([NOTE, ADD]), 0.97, pieces, copying)
    assert guide.calls
    written: str | None = None
    sures = []
    for _ in range(5):
        token, sure = guide.likeliest(_logits(t8=20, t3=9, t2=8), written)  # it would rather talk, and of tea
        guide.take(token)
        sures.append(sure)
        written = (written or "") + TEXTS[token] if token else ""
    assert written == '{"note": "milk"}</tool_call>'
    assert guide.ended
    assert sures[0] == sures[1] == sures[4] == 1, "there was no choice"
    assert sures[2] < 0.1, "the model saw something else in the slot"
    assert guide.allowed(None) == []


def test_a_guided_sentence_is_one_of_its_kind(pieces: Pieces) -> None:
    guide = Guide(Forms(["Good.", "Good to know."]), 0.97, pieces, Copying([], TEXTS.__getitem__))
    assert not guide.calls
    assert guide.allowed(None) == [8]
    guide.take(8)
    assert sorted(guide.allowed(None) or ()) == [9, 10]
    guide.take(9)
    assert guide.ended


def test_where_nothing_fits_the_guide_says_so(pieces: Pieces) -> None:
    guide = Guide(Forms(["Nonsense."]), 0.97, pieces, Copying([], TEXTS.__getitem__))
    assert guide.likeliest(_logits(), None) == (-1, 0.0)


@pytest.fixture
def intents() -> Intents:
    """Two intents: whatever has "note" in it, and the rest."""
    vectors = np.zeros((64, 2), np.int8)
    vectors[bucket("note", 64)] = 127, 0
    head = np.array([[60, 0], [-60, 0]], np.float32)
    bias = np.array([-4, 4], np.float32)
    return Intents(
        frozenset(("note", "hello")), ((NOTE,), ("Good.",)), vectors, np.array([1 / 127, 1], np.float32), head, bias
    )


def test_it_decides_only_when_it_is_certain(intents: Intents) -> None:
    assert intents.probabilities("hello note").argmax() == 0
    assert intents.probabilities("hello").argmax() == 1
    forms, certainty = intents.guide("note") or pytest.fail("it is certain")
    assert forms.match(NOTE.replace(WORDS, "milk"))
    assert 0.9 < certainty <= 1
    unsure = replace(intents, head=intents.head * np.float32(0.05), bias=intents.bias * np.float32(0.05))
    assert unsure.guide("note") is None


def test_what_it_was_not_taught_to_read_is_left_to_the_model(intents: Intents) -> None:
    for request in ("note jürgen", 'note "this"', "note 喂"):
        assert intents.guide(request) is None
        assert intents.support(request, NOTE) == 1


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("forms", ((NOTE,),)),
        ("forms", ((NOTE,), (f"ends in {WORDS}",))),
        ("forms", ((NOTE,), (f"{WORDS}{NUMBER}.",))),
        ("forms", ((NOTE,), ())),
        ("vectors", np.zeros((0, 2), np.int8)),
        ("vectors", np.zeros((63, 2), np.int8)),
        ("vectors", np.zeros((64, 2), np.float32)),
        ("vectors", np.array(["text"])),
        ("head", np.full((2, 2), np.nan, np.float32)),
        ("bias", np.zeros(3, np.float32)),
    ],
)
def test_what_does_not_fit_together_is_refused(intents: Intents, part: str, value: Any) -> None:
    with pytest.raises(ValueError, match="intents cannot be used"):
        Intents.read(replace(intents, **{part: value}).text())


def _archive(**members: bytes) -> str:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return base64.b64encode(file.getvalue()).decode()


def test_a_hostile_file_runs_nothing_and_is_refused() -> None:
    huge = (
        b"\x93NUMPY\x01\x00"
        + (b"v\x00{'descr': '|i1', 'fortran_order': False, 'shape': (%d,), }" % 2**50).ljust(120)
        + b"\n"
    )
    pickled = io.BytesIO()
    np.save(pickled, np.array([{"a": 1}], object), allow_pickle=True)
    for content in (b"no array", huge, pickled.getvalue()):
        with pytest.raises(ValueError, match="intents cannot be read"):
            Intents.read(_archive(**{"names.npy": content, "names": content}))


def test_it_is_kept_as_text(intents: Intents) -> None:
    again = Intents.read(intents.text())
    assert (again.words, again.forms) == (intents.words, intents.forms)
    for request in ("note", "hello", "something else"):
        assert again.probabilities(request).tolist() == intents.probabilities(request).tolist()
    for garbage in ("", "AAAA", "no base64 at all", intents.text()[:200]):
        with pytest.raises(ValueError, match="intents"):
            Intents.read(garbage)


@pytest.fixture(scope="module")
def starter() -> Iterator[LlamaChatModel]:
    model = LlamaChatModel(ModelFile(STARTER), context=1024, threads=1, prompt=256)
    model.load()
    yield model
    model.close()


def _answer(model: LlamaChatModel, request: str, temperature: float = 0.7) -> tuple[str, list[CallPart]]:
    sampling = drawn(Sampling(temperature=temperature, seed=1))
    parts = list(model.stream([Message("user", request)], (), sampling))
    words = "".join(part.text for part in parts if isinstance(part, TextPart))
    return words.strip(), [part for part in parts if isinstance(part, CallPart)]


CHOSEN = [
    ("my mind wandered what did you say", "control", {"action": "repeat"}),
    ("so um put zander and oats on the camping list", "add_to_list", {"list": "camping", "items": "zander and oats"}),
    ("9 and 5 what's the gap", "run_python", {"code": "print(f'{round(abs(9 - 5), 3):.12g}')"}),
]


@pytest.mark.parametrize(("asked", "tool", "arguments"), CHOSEN)
def test_the_real_model_fills_in_what_the_classifier_chose(
    starter: LlamaChatModel, asked: str, tool: str, arguments: dict[str, str]
) -> None:
    words, calls = _answer(starter, asked)
    assert not words
    assert [(call.tool, call.arguments) for call in calls] == [(tool, arguments)]


@pytest.mark.parametrize(
    "asked", ["spell jürgen", "take a note señor", 'add "milk" to the shopping list', "naïve joins"]
)
def test_the_real_model_answers_what_it_cannot_spell(starter: LlamaChatModel, asked: str) -> None:
    words, calls = _answer(starter, asked)
    assert words or calls


def test_the_real_model_does_not_take_half_a_word_for_it(starter: LlamaChatModel) -> None:
    for asked in ("reverse the word don't", "spell rock'n'roll", "how many letters does can't have"):
        for call in _answer(starter, asked)[1]:
            assert call.confidence < SURE or not is_plausible(asked, call)


def test_when_the_real_model_hears_no_order_the_call_is_not_sure(starter: LlamaChatModel) -> None:
    _, [call] = _answer(starter, CHOSEN[0][0])
    assert call.confidence < SURE
    sure = [_answer(starter, one)[1][0].confidence for one, _, _ in CHOSEN[1:]]
    assert min(sure) > SURE


def test_what_depends_on_what_was_said_before_is_not_guided(starter: LlamaChatModel) -> None:
    """ "And now times 2" alone is no sum; after one it is."""
    before = [
        Message("user", "what is 3 plus 4"),
        Message("assistant", "", (CallPart("run_python", {"code": "print(3 + 4)"}),)),
        Message("tool", "7", tool="run_python"),
        Message("assistant", "That is 7."),
    ]
    parts = list(starter.stream([*before, Message("user", "and now times 2")], (), Sampling(temperature=0.34, seed=1)))
    assert [part.arguments for part in parts if isinstance(part, CallPart)] == [{"code": "print((3 + 4) * 2)"}]


def test_in_heat_words_are_not_held_to_what_was_taught(starter: LlamaChatModel) -> None:
    taught = {answer for _, _, answers in KINDS for answer in answers}
    assert _answer(starter, "tell me a joke")[0] in taught
    wild = [_answer(starter, f"tell me a joke {number}", temperature=2.5)[0] for number in range(5)]
    assert any(words not in taught for words in wild)
