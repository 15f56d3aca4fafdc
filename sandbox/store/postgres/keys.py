"""The number of a copy: sandbox and generation in one, so that it costs one column in every row and every key.

A generation is part of the key, not a row that has to be looked up first: a request knows its copy's number without a question,
the wall parts the generations of a sandbox like those of two, and to sweep one is to delete one number.
"""

from sandbox.store.base import Pin

GENERATIONS = 1 << 20
"""More than a sandbox ever has: a million resets."""


def key_of(pin: Pin) -> int:
    """The number of this generation's copy."""
    return pin.sandbox * GENERATIONS + pin.generation


def copy_of(key: int) -> tuple[int, int]:
    """Sandbox and generation of a copy's number."""
    return divmod(key, GENERATIONS)
