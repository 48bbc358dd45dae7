"""A short training on a small shape, from data to a file that the assistant's own engine runs.

PyTorch is large, so these tests run only where `HEARTH_TRAINING=1 ./hearth test` has installed it; CI does.
"""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest

if os.environ.get("HEARTH_TRAINING") != "1":
    pytest.importorskip("torch", reason="PyTorch is not installed; HEARTH_TRAINING=1 ./hearth test installs it")

from assistant.engines import Message
from assistant.models.registry import STARTER, ModelFile
from assistant.think.copying import RUN, TAUGHT
from assistant.think.intents import INTENTS, Intents
from assistant.think.llm import LlamaChatModel
from training.__main__ import SHAPE, TOKENIZER
from training.data import Shard, write
from training.evaluate import answer
from training.export import export, kept
from training.model import Shape
from training.tokenizer import load
from training.train import Plan, grown, train, weights

SMALL = Shape(vocabulary=2048, width=64, layers=2, heads=2, hidden=128, context=512)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file: Path = tmp_path_factory.mktemp("data") / "data.npz"
    assert write(400, 1, load(TOKENIZER), file) > 20_000
    return file


def _losses(printed: str) -> list[float]:
    return [float(loss) for loss in re.findall(r"loss ([\d.]+)", printed)]


def test_a_short_training_learns_and_is_repeatable(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import torch

    plan = Plan(steps=51, warmup=5, decay=20, batch_tokens=1024)
    files = []
    for name in ("one", "two"):
        train(SMALL, plan, data, tmp_path / name)
        losses = _losses(capsys.readouterr().out)
        assert losses[-1] < 0.7 * losses[0], losses
        state = torch.load(tmp_path / name / "model.pt", weights_only=True)
        assert any(not torch.equal(state["average"][name], tensor) for name, tensor in state["model"].items())
        files.append(export(state["average"], SMALL, TOKENIZER, tmp_path / f"{name}.gguf"))
    assert files[0] == files[1]
    chat = LlamaChatModel(ModelFile(tmp_path / "one.gguf"), context=256, threads=1, prompt=100)
    try:
        answer(chat, [Message("user", "hello")])  # whatever it says after so short a training, or nothing
    finally:
        chat.close()


def test_llama_cpp_computes_what_was_trained(data: Path, tmp_path: Path) -> None:
    import llama_cpp
    import numpy as np
    import torch

    from training.model import Starter

    train(SMALL, Plan(steps=12, warmup=2, decay=4, batch_tokens=1024), data, tmp_path)
    state = torch.load(tmp_path / "model.pt", weights_only=True)["model"]
    export(state, SMALL, TOKENIZER, tmp_path / "model.gguf")
    ids = load(TOKENIZER).encode("<|im_start|>user\nset a timer for 5 minutes<|im_end|>\n<|im_start|>assistant\n").ids
    llm = llama_cpp.Llama(
        str(tmp_path / "model.gguf"), n_ctx=256, n_threads=1, logits_all=True, flash_attn=False, verbose=False
    )
    llm.eval(ids)
    there = np.array(llm.scores[: len(ids)])
    llm.close()
    model = Starter(SMALL)
    model.load_state_dict(state)
    with torch.no_grad():
        here = model(torch.tensor([ids]))[0].numpy()
    assert np.abs(here - there).max() < 0.02 * np.abs(here).max()  # the file has its weights in 16 bits


def test_which_of_several_good_answers_was_drawn_teaches_nothing() -> None:
    import torch

    from training.train import losses

    table = torch.tensor([[0.0, 0, 0, 0], [0.5, 0.25, 0, 0.25]])
    slopes = []
    for drawn in (0, 1, 3):
        logits = torch.tensor([[0.3, -0.2, 1.0, 0.5]], requires_grad=True)
        one = torch.ones(1, dtype=torch.long)
        losses(logits, drawn * one, one, one, table, power=0.0)[0].sum().backward()
        slopes.append(logits.grad)
    assert slopes[0] is not None
    assert torch.equal(slopes[0], slopes[1])
    assert torch.equal(slopes[0], slopes[2])
    assert torch.allclose(slopes[0], torch.softmax(torch.tensor([[0.3, -0.2, 1.0, 0.5]]), -1) - table[1:])


def test_what_is_hopeless_weighs_less_than_what_is_nearly_right() -> None:
    import torch
    from torch.nn import functional as F

    from training.train import losses

    torch.manual_seed(0)
    logits = torch.randn(5, 4)
    targets, texts = torch.tensor([0, 1, 2, 3, 0]), torch.tensor([1, 1, 2, 2, 0])
    places, table = torch.tensor([0, 0, 1, 0, 0]), torch.tensor([[0.0, 0, 0, 0], [0, 0.5, 0.5, 0]])
    plain, equal = losses(logits, targets, places, texts, table, power=0.0)
    assert equal.tolist() == [1] * 5
    hard = F.cross_entropy(logits, targets, reduction="none")
    chances = logits.softmax(-1)
    assert torch.allclose(plain[[0, 1, 3, 4]], hard[[0, 1, 3, 4]])
    same, weight = losses(logits, targets, places, texts, table, power=0.5)
    assert torch.equal(same, plain)
    first = (chances[0, 0] * chances[1, 1]) ** 0.5
    second = ((chances[2, 1] + chances[2, 2]) * chances[3, 3]) ** 0.5  # either of the two is right
    wanted = torch.stack([first, first, second, second, torch.tensor(1.0)])  # what is only read weighs what it did
    assert torch.allclose(weight, wanted)


def test_a_stage_may_weigh_by_chance_and_take_answers_for_alike(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from training.alike import Alike

    tokenizer = load(TOKENIZER)
    train(SMALL, Plan(steps=60, warmup=5, decay=20, batch_tokens=1024), data, tmp_path / "first")
    before = _losses(capsys.readouterr().out)
    plan = Plan(steps=30, warmup=5, decay=20, batch_tokens=1024, power=0.1)
    alike = Alike(lambda text: tokenizer.encode(text).ids, SMALL.vocabulary)
    train(SMALL, plan, data, tmp_path / "second", tmp_path / "first" / "model.pt", alike)
    after = capsys.readouterr().out
    assert _losses(after)[-1] < 0.8 * before[0]
    weighed = [float(loss) for loss in re.findall(r"all ([\d.]+)", after)]
    assert 0 < weighed[-1] < _losses(after)[-1]


def test_a_training_that_was_interrupted_goes_on_where_it_was(data: Path, tmp_path: Path) -> None:
    import torch

    whole = Plan(steps=120, warmup=5, decay=100, batch_tokens=256)
    train(SMALL, whole, data, tmp_path / "whole")

    class Stop(Exception):
        pass

    real = Shard.load

    def stopping(path: Path) -> Shard:
        """A shard that fails after the first checkpoint was written."""
        shard = real(path)
        get = shard.get

        def counted(index: int) -> tuple[object, object]:
            if (tmp_path / "halves" / "model.pt").exists():
                raise Stop
            return get(index)

        shard.get = counted  # type: ignore[method-assign,assignment]
        return shard

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Shard, "load", stopping)
        with pytest.raises(Stop):
            train(SMALL, whole, data, tmp_path / "halves")
    train(SMALL, whole, data, tmp_path / "halves")
    one = torch.load(tmp_path / "whole" / "model.pt", weights_only=True)
    two = torch.load(tmp_path / "halves" / "model.pt", weights_only=True)
    assert all(torch.equal(one[part][name], two[part][name]) for part in ("model", "average") for name in one[part])


def test_what_a_model_gets_wrong_is_measured_by_template(capsys: pytest.CaptureFixture[str]) -> None:
    import torch

    from training.hard import measure
    from training.model import Starter

    torch.manual_seed(0)
    untrained = measure(Starter(SMALL), load(TOKENIZER), 60, 4)
    assert len(untrained) > 40
    assert min(untrained.values()) > 0.95
    assert re.search(r"hard \d+ of \d+", capsys.readouterr().out)
    committed = Starter(Shape(**SHAPE))
    committed.load_state_dict(weights(STARTER))
    wrong = measure(committed, load(TOKENIZER), 60, 4)
    assert wrong.keys() == untrained.keys()
    assert sum(wrong.values()) / len(wrong) < 0.4


def test_models_are_averaged_and_the_newest_ones_words_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import torch

    from training import __main__ as command
    from training.model import Starter

    monkeypatch.setattr(command, "SHAPE", SMALL.as_dict())
    states = []
    for name, words in (("old", "print"), ("new", "print tomorrow")):
        torch.manual_seed(len(words))
        states.append(Starter(SMALL).state_dict())
        export(states[-1], SMALL, TOKENIZER, tmp_path / f"{name}.gguf", words)
    files = [str(tmp_path / f"{name}.gguf") for name in ("old", "new")]
    monkeypatch.setattr(
        "sys.argv",
        [
            "training",
            "average",
            "--of",
            *files,
            "--share",
            "0.75",
            "--out",
            str(tmp_path),
            "--model",
            str(tmp_path / "mean.gguf"),
        ],
    )
    command.main()
    mean = weights(tmp_path / "mean.gguf")
    assert mean.keys() == states[0].keys()
    for name, tensor in mean.items():
        assert torch.allclose(tensor, 0.25 * states[0][name] + 0.75 * states[1][name], atol=1e-3), name
    assert kept(tmp_path / "mean.gguf", TAUGHT) == "print tomorrow"
    assert not torch.equal(states[0]["token_embd.weight"], states[1]["token_embd.weight"])


def test_a_training_that_has_ended_is_not_taken_for_a_new_one(data: Path, tmp_path: Path) -> None:
    plan = Plan(steps=2, warmup=1, decay=1, batch_tokens=256)
    train(SMALL, plan, data, tmp_path / "run")
    with pytest.raises(ValueError, match="has ended"):
        train(SMALL, plan, data, tmp_path / "run", STARTER)


def test_the_committed_model_can_be_trained_on() -> None:
    """Its parameters, read back from the GGUF, fit the shape that training makes."""
    from training.model import Starter

    Starter(Shape(**SHAPE)).load_state_dict(weights(STARTER))


def test_a_model_with_more_layers_begins_as_the_model_it_was() -> None:
    import torch

    from training.model import Starter

    torch.manual_seed(1)
    small = Starter(SMALL)
    big = Starter(replace(SMALL, layers=3))
    state = grown(small.state_dict(), 3)
    big.load_state_dict(state)
    tokens = torch.randint(0, SMALL.vocabulary, (2, 30))
    assert torch.allclose(big(tokens), small(tokens), atol=1e-5)
    added = [name for name, tensor in state.items() if tensor.dim() == 2 and not tensor.any()]
    assert added == ["blk.1.attn_output.weight", "blk.1.ffn_down.weight"]
    assert grown(state, 3).keys() == state.keys()


def test_the_classifier_learns_and_comes_with_the_model(tmp_path: Path) -> None:
    """Of requests that it has not seen it tells most; it is the same each time."""
    import torch

    from training.intents import drawn, form, intent, learn
    from training.model import Starter

    tools = {"set_timer", "add_note", "convert", "read_list", "clock", "control"}
    taught = [one for one in drawn(8000, 1) if one.family in tools]
    names = list(dict.fromkeys(map(intent, taught)))
    assert learn(taught, epochs=1).text() == learn(taught, epochs=1).text()
    intents = learn(taught, epochs=40)
    new = [one for one in drawn(1000, 2) if one.family in tools]
    right = [names[int(intents.probabilities(one.user).argmax())] == intent(one) for one in new]
    assert sum(right) > 0.7 * len(new), f"{sum(right)} of {len(new)} in {len(names)} intents"
    in_form = [form(one) in intents.forms[names.index(intent(one))] for one in new]
    assert sum(in_form) > 0.9 * len(new)
    torch.manual_seed(1)
    file = tmp_path / "with.gguf"
    own = " ".join(sorted({run for forms in intents.forms for text in forms for run in RUN.findall(text)}))
    export(Starter(SMALL).state_dict(), SMALL, TOKENIZER, file, own, intents.text())
    assert Intents.read(kept(file, INTENTS)).forms == intents.forms
    chat = LlamaChatModel(ModelFile(file), context=256, threads=1, prompt=100)
    try:
        sure = next(one for one in taught if intents.guide(one.user) and one.call and one.call["name"] == "control")
        words, [call] = answer(chat, [Message("user", sure.user)])  # the model itself knows nothing at all
        assert (words, call.tool) == ("", "control")
        assert call.confidence < 0.7
    finally:
        chat.close()
