"""Opening the small ONNX models that come inside wheels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.errors import ModelFileError

if TYPE_CHECKING:
    from pathlib import Path


def open_session(path: Path) -> Any:
    """An onnxruntime session on one CPU thread (these models are too small for more).

    Raises:
        ModelFileError: the file cannot be loaded.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's exceptions have no base class of their own
        raise ModelFileError(f"The model {path.name} cannot be loaded.", "Run: ./hearth setup") from error
