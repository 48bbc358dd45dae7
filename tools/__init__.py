"""What commands and the model can call: plain functions with type hints and docstrings."""
