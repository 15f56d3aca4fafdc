"""Answers as JSON text, in the short form of sandbox/practice/packing.py: a none is left out, and so is an empty piece.

A question is a column of pieces ('"8":"10"'), one a row; a row's pieces are joined to an object. Joining text that was made once
for each code is some ten times faster than dumping a dict for each row.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from seed.odds import Bools, Ints

Pieces = list[str]
"""An empty piece is a question answered with none."""


def pick(values: Sequence[str], index: NDArray[Any]) -> Pieces:
    """`values[i]` for every i of `index`, sharing the string objects."""
    return np.array(values, dtype=object)[index].tolist()


def by_code(codes: Ints, piece: Callable[[int], str]) -> Pieces:
    """`piece(code)` for every one of `codes`, which are small: it is called once for each that occurs."""
    pieces = np.empty(int(codes.max(initial=0)) + 1, dtype=object)
    for code in np.flatnonzero(np.bincount(codes)).tolist():
        pieces[code] = piece(code)
    return pieces[codes].tolist()


def coded(question: int, codes: Ints) -> Pieces:
    """A choice: one code a row."""
    return by_code(codes, lambda code: f'"{question}":"{code}"')


def listed(question: int, codes: Sequence[int]) -> str:
    """Several choices: '"17":["8","25"]'; none: no text."""
    if not codes:
        return ""
    quoted = ",".join(f'"{code}"' for code in codes)
    return f'"{question}":[{quoted}]'


def listed_one(question: int, codes: Ints) -> Pieces:
    """Several choices of which each row has one, or none (0)."""
    return by_code(codes, lambda code: listed(question, (code,) if code else ()))


def flagged(question: int, flags: dict[int, Bools]) -> Pieces:
    """Several choices: a row has the codes whose flag is set."""
    masks = np.zeros(len(next(iter(flags.values()))), dtype=np.int64)
    for bit, flag in enumerate(flags.values()):
        masks |= flag.astype(np.int64) << bit
    return by_code(masks, lambda mask: listed(question, [code for bit, code in enumerate(flags) if mask >> bit & 1]))


def numbered(question: int, values: Ints) -> Pieces:
    """A number a row."""
    return [f'"{question}":{value}' for value in values.tolist()]


def joined(columns: Sequence[Pieces]) -> list[str]:
    """One JSON object a row; empty pieces are left out."""
    return ["{" + ",".join(filter(None, pieces)) + "}" for pieces in zip(*columns, strict=True)]
