"""`python -m training make`: data, training, export, intents, evaluation (`hearth eval starter` evaluates alone).

A further stage begins from an exported file (`train --from`): `hard` measures what that gets wrong, `data --hard` draws
more of it, and `average` brings the file and what came of it together.

The tokenizer was learned once (`tokenizer`) and is kept beside this file: the library that learns it breaks ties at
random, so learning it anew would make another model of the same seed.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

TOKENIZER = Path(__file__).with_name("tokenizer.json")


def main() -> None:
    """Run one step or all of them."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument(
        "what", choices=["make", "tokenizer", "hard", "data", "train", "export", "average", "intents", "eval"]
    )
    parser.add_argument("--out", type=Path, default=Path("training/out"))
    parser.add_argument("--steps", type=int, default=3600)
    parser.add_argument("--decay", type=int, default=1400)
    parser.add_argument("--warmup", type=int, default=60)
    parser.add_argument("--rate", type=float, default=1.0, help="learning rates as a factor of the plan's")
    parser.add_argument("--power", type=float, default=0.0, help="of the chance of a text, as its weight")
    parser.add_argument("--batch-tokens", type=int, default=6144)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--conversations", type=int, default=150_000)
    parser.add_argument("--from", dest="start", type=Path, help="model.pt or GGUF of an earlier run to continue from")
    parser.add_argument("--hard", type=Path, help="what `hard` wrote of an earlier model: data are drawn to suit it")
    parser.add_argument("--run", default="run", help="folder under --out of this run's checkpoints")
    parser.add_argument("--of", type=Path, nargs=2, metavar=("OLD", "NEW"), help="GGUFs to average")
    parser.add_argument("--share", type=float, default=0.5, help="of the new one in the average")
    parser.add_argument("--compile", action="store_true")
    parser.add_argument("--bfloat16", action="store_true", help="quicker where the processor has AVX512-BF16 or AMX")
    parser.add_argument("--model", type=Path, default=Path("assistant/models/starter.gguf"))
    options = parser.parse_args()
    if options.power and options.start is None:
        parser.error("--power wants --from: to a model that knows nothing every text is hopeless")
    options.out.mkdir(parents=True, exist_ok=True)
    steps = ["data", "train", "export", "intents", "eval"] if options.what == "make" else [options.what]
    for step in steps:
        globals()[f"_{step}"](options)


SHAPE = {"vocabulary": 2048, "width": 256, "layers": 7, "heads": 8, "hidden": 704, "context": 1024}


def _tokenizer(o: argparse.Namespace) -> None:
    import random

    from training.data import conversations, pieces
    from training.tokenizer import CONTROL, VISIBLE, learn
    from training.vocabulary import texts

    rng = random.Random(o.seed)
    drop = (*CONTROL, *VISIBLE)

    def clean(text: str) -> str:
        for token in drop:
            text = text.replace(token, "")
        return text

    def source() -> Iterator[str]:
        yield from texts()
        for conversation in conversations(15_000, o.seed + 7):
            for text, _ in pieces(conversation, rng):
                yield clean(text)

    learn(source(), SHAPE["vocabulary"], TOKENIZER)


def _hard(o: argparse.Namespace) -> None:
    import torch

    from training.hard import measure, save
    from training.model import Shape, Starter
    from training.tokenizer import load
    from training.train import weights

    torch.set_num_threads(o.threads)
    model = Starter(Shape(**SHAPE))
    model.load_state_dict(weights(o.model))
    save(measure(model, load(TOKENIZER), o.conversations, o.seed), o.hard or o.out / f"hard-{o.seed}.json")


def _data(o: argparse.Namespace) -> None:
    from training.data import write
    from training.hard import keeper
    from training.tokenizer import load

    keep = (keeper(o.hard, o.seed),) if o.hard else ()
    tokens = write(o.conversations, o.seed, load(TOKENIZER), o.out / f"data-{o.seed}.npz", *keep)
    print(f"{tokens / 1e6:.1f} M tokens")


def _train(o: argparse.Namespace) -> None:
    from training.alike import Alike
    from training.model import Shape
    from training.tokenizer import load
    from training.train import Plan, train

    plan = Plan(
        steps=o.steps, warmup=o.warmup, decay=o.decay, batch_tokens=o.batch_tokens, muon_rate=4e-3 * o.rate,
        adam_rate=2e-3 * o.rate, seed=o.seed, threads=o.threads, compile=o.compile,
        bfloat16=o.bfloat16, power=o.power,
    )  # fmt: skip
    try:
        tokenizer = load(TOKENIZER)
        alike = Alike(lambda text: tokenizer.encode(text).ids, SHAPE["vocabulary"])
        train(Shape(**SHAPE), plan, o.out / f"data-{o.seed}.npz", o.out / o.run, o.start, alike)
    except ValueError as error:
        raise SystemExit(f"{error}. Name another --run.") from error


def _export(o: argparse.Namespace) -> None:
    import torch

    from training.export import export
    from training.model import Shape

    weights = torch.load(o.out / o.run / "model.pt", weights_only=True)["average"]
    taught = (o.out / f"data-{o.seed}.words").read_text(encoding="utf-8")
    print(export(weights, Shape(**SHAPE), TOKENIZER, o.model, taught))


def _average(o: argparse.Namespace) -> None:
    """One model with the mean of the weights of two, of which one grew out of the other (Wortsman et al. 2022).

    What each has learned by accident from its own draws cancels out: of two files that wrote 87 % and 88 % right, the
    mean wrote 90 %.
    """
    from assistant.think.copying import TAUGHT
    from assistant.think.intents import INTENTS
    from training.export import export, kept
    from training.model import Shape
    from training.train import weights

    old, new = map(weights, o.of)
    mean = {name: old[name].lerp(new[name], o.share) for name in old}
    print(export(mean, Shape(**SHAPE), TOKENIZER, o.model, kept(o.of[1], TAUGHT), kept(o.of[1], INTENTS)))


def _intents(o: argparse.Namespace) -> None:
    """Train the classifier that tells what is wanted, and put it into the model's file."""
    import torch

    from assistant.think.copying import TAUGHT
    from training.export import export, kept
    from training.intents import drawn, learn
    from training.model import Shape
    from training.train import weights

    torch.set_num_threads(o.threads)
    intents = learn(drawn(o.conversations, o.seed), o.seed)
    print(export(weights(o.model), Shape(**SHAPE), TOKENIZER, o.model, kept(o.model, TAUGHT), intents.text()))


def _eval(o: argparse.Namespace) -> None:
    from assistant.modes.evaluate import starter

    starter(o.model, None, None)


if __name__ == "__main__":
    main()
