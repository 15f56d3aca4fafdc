"""The code of a certificate: twelve letters and digits, in fours, without those that are mistaken for each other. Pure."""

from random import Random

from sandbox.words.digits import TYPED_WIDE

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
LENGTH, GROUP = 12, 4


def fresh(rng: Random) -> str:
    """A code that nobody can guess, if `rng` is one that nobody can."""
    return "".join(rng.choice(LETTERS) for _ in range(LENGTH))


def printed(code: str) -> str:
    """G4K7-2M9P-QX3T"""
    return "-".join(code[at:at + GROUP] for at in range(0, len(code), GROUP))


def typed(text: str) -> str | None:
    """The code that was meant: small letters, spaces and dashes do not matter. None for what is no code at all."""
    code = "".join(letter for letter in text.translate(TYPED_WIDE).upper() if letter.isalnum())
    return code if len(code) == LENGTH and set(code) <= set(LETTERS) else None
