"""A Piper voice for tests, of under a kilobyte: a real ONNX graph with Piper's inputs, which hums one tone a phoneme.

Its output is a sine whose length is the number of phonemes times SAMPLES times the length scale, so that a test can
tell from the sound that Piper's own code ran, with its phonemes and its scales.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

SAMPLE_RATE = 22_050
SAMPLES = 1_000
"""Samples a phoneme lasts at a length scale of 1."""
PITCH = 440.0
"""Hz."""
SYMBOLS = "_^$ !'(),-.:;?abcdefghijklmnopqrstuvwxyz"
SYMBOLS += "æçðøħŋœǀɐɑɒɓɔɕɖɗɘəɚɛɜɞɟɠɡɢɣɤɥɦɧɨɪɫɬɭɮɯɰɱɲɳɴɵɶɸɹɺɻɽɾʀʁʂʃʄʈʉʊʋʌʍʎʏʐʑʒʔʕʘʙʛʜʝʟʡʢˈˌːˑ˞ᵻ"


def make(path: Path) -> Path:
    """Write the voice and, beside it, its description."""
    constants = {
        "samples": np.array([SAMPLES], np.float32),
        "one": np.array(1, np.float32),
        "zero": np.array(0, np.float32),
        "omega": np.array(2 * np.pi * PITCH / SAMPLE_RATE, np.float32),
        "half": np.array(0.5, np.float32),
        "shape": np.array([1, 1, -1], np.int64),
        "first": np.array([0], np.int64),
    }
    nodes = [
        helper.make_node("Cast", ["input_lengths"], ["count"], to=TensorProto.FLOAT),
        helper.make_node("Gather", ["scales", "second"], ["stretch"]),
        helper.make_node("Mul", ["count", "samples"], ["plain"]),
        helper.make_node("Mul", ["plain", "stretch"], ["length"]),
        helper.make_node("Squeeze", ["length", "first"], ["end"]),
        helper.make_node("Range", ["zero", "end", "one"], ["time"]),
        helper.make_node("Mul", ["time", "omega"], ["angle"]),
        helper.make_node("Sin", ["angle"], ["wave"]),
        helper.make_node("Mul", ["wave", "half"], ["quiet"]),
        helper.make_node("Reshape", ["quiet", "shape"], ["output"]),
    ]
    constants["second"] = np.array([1], np.int64)  # scales: noise, length, noise width
    graph = helper.make_graph(
        nodes,
        "hum",
        [
            helper.make_tensor_value_info("input", TensorProto.INT64, [1, "phonemes"]),
            helper.make_tensor_value_info("input_lengths", TensorProto.INT64, [1]),
            helper.make_tensor_value_info("scales", TensorProto.FLOAT, [3]),
        ],
        [helper.make_tensor_value_info("output", TensorProto.FLOAT, [1, 1, "samples"])],
        [numpy_helper.from_array(value, name) for name, value in constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model)
    onnx.save(model, path)
    description = {
        "audio": {"sample_rate": SAMPLE_RATE, "quality": "test"},
        "espeak": {"voice": "en-us"},
        "inference": {"noise_scale": 0.667, "length_scale": 1.0, "noise_w": 0.8},
        "phoneme_type": "espeak",
        "num_symbols": len(SYMBOLS),
        "num_speakers": 1,
        "phoneme_id_map": {symbol: [number] for number, symbol in enumerate(SYMBOLS)},
    }
    path.with_name(path.name + ".json").write_text(json.dumps(description, ensure_ascii=False), encoding="utf-8")
    return path
