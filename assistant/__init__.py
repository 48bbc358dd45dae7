"""Hearth: a voice assistant that its owner owns. Importing this package loads no heavy library."""

__version__ = "0.1.0"
