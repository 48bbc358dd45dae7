"""Recordings and voices that come with Hearth."""

from pathlib import Path

RECORDING = Path(__file__).parent / "demo" / "conversation.flac"
"""The conversation that `hearth demo` plays."""

PERSONAS = Path(__file__).parent / "personas"
"""The bundled personas (see assistant/personas.py)."""
