"""Answers as JSON text, in the short form of sandbox/practice/forms/packing.py: a none is left out, and so is an empty piece.

A question is a column of pieces ('"8":"10"'), one a row; a row's pieces are joined to an object. Joining text that was made once
for each code is some ten times faster than dumping a dict for each row.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sandbox.practice.forms.packing import OPEN
from seed.chance.odds import Bools, Ints

Texts = NDArray[np.object_]
Pieces = list[str]
"""An empty piece is a question answered with none."""


def pick(values: Sequence[str], index: NDArray[Any]) -> Pieces:
    """`values[i]` for every i of `index`, sharing the string objects."""
    return np.array(values, dtype=object)[index].tolist()


def pieces_by_code(codes: Ints, piece: Callable[[int], str]) -> Pieces:
    """`piece(code)` for every one of `codes`, which are small: it is called once for each that occurs."""
    pieces = np.empty(int(codes.max(initial=0)) + 1, dtype=object)
    for code in np.flatnonzero(np.bincount(codes)).tolist():
        pieces[code] = piece(code)
    return pieces[codes].tolist()


CodedColumn = tuple[Ints, Callable[[int], str]]
"""Codes, one a row, and the piece of each code."""


def together(*columns: CodedColumn) -> Texts:
    """Several questions as one text a row, made once for each combination that occurs: ',"2":"4","3":"2"'.

    A comma stands before each piece. Where some hundred combinations occur, a row costs no more than a look-up.
    """
    texts, combination = [""], np.zeros(len(columns[0][0]), dtype=np.int64)
    for codes, piece in columns:
        width = int(codes.max(initial=0)) + 1
        key = combination * width + codes
        seen = np.flatnonzero(np.bincount(key, minlength=len(texts) * width))
        rank = np.zeros(len(texts) * width, dtype=np.int64)
        rank[seen] = np.arange(len(seen))
        pieces = {code: f",{text}" if (text := piece(code)) else "" for code in np.flatnonzero(np.bincount(codes)).tolist()}
        texts = [texts[at // width] + pieces[at % width] for at in seen.tolist()]
        combination = rank[key]
    return np.array(texts, dtype=object)[combination]


def choice(question: int) -> Callable[[int], str]:
    """The piece of each code of a choice: '"8":"10"'."""
    return lambda code: f'"{question}":"{code}"'


def choice_or_none(question: int) -> Callable[[int], str]:
    """The piece of each code where several choices may be ticked, but a row has one: '"17":["8"]', or none (0): no text."""
    return lambda code: listed(question, (code,) if code else ())


def listed(question: int, codes: Sequence[int]) -> str:
    """Several choices: '"17":["8","25"]'; none: no text."""
    if not codes:
        return ""
    quoted = ",".join(f'"{code}"' for code in codes)
    return f'"{question}":[{quoted}]'


def listed_open(keys: Sequence[str]) -> str:
    """The piece that lists what is not answered: '"open":["8","9"]'; no text where everything is."""
    quoted = ",".join(f'"{key}"' for key in keys)
    return f'"{OPEN}":[{quoted}]' if keys else ""


def answered(questions: Mapping[str, Ints | Mapping[int, Bools]], *, none: int) -> Pieces:
    """Several questions at once, each with a code a row or with the flags of its choices; `none` is the code of no answer.

    Few of the possible sets of answers occur, and each is written once.
    """
    columns = [codes - none if isinstance(codes, np.ndarray) else _mask(codes) for codes in questions.values()]
    widths = [int(column.max(initial=0)).bit_length() for column in columns]
    key = np.zeros(len(columns[0]), dtype=np.int64)
    for column, width in zip(columns, widths, strict=True):
        key = key << width | column
    _, first, place = np.unique(key, return_index=True, return_inverse=True)
    texts = zip(*(_texts(question, choices, column[first].tolist(), none)
                  for (question, choices), column in zip(questions.items(), columns, strict=True)), strict=True)
    return pick([",".join(filter(None, answers)) for answers in texts], place)


def _mask(flags: Mapping[int, Bools]) -> Ints:
    """The flags of each row as the bits of a number."""
    masks = np.zeros(len(next(iter(flags.values()))), dtype=np.int64)
    for bit, flag in enumerate(flags.values()):
        masks |= flag.astype(np.int64) << bit
    return masks


def _texts(question: str, choices: Ints | Mapping[int, Bools], answers: list[int], none: int) -> list[str]:
    """Each answer (a code less `none`, or a mask) as text."""
    if isinstance(choices, np.ndarray):
        known = {answer: f'"{question}":"{answer + none}"' if answer else "" for answer in set(answers)}
    else:
        code_of = {1 << bit: code for bit, code in enumerate(choices)}
        known = {mask: listed(int(question), [code_of[bit] for bit in _bits(mask)]) for mask in set(answers)}
    return [known[answer] for answer in answers]


def _bits(mask: int) -> Iterator[int]:
    """The powers of two that the mask is made of, the lowest first."""
    while mask:
        yield mask & -mask
        mask &= mask - 1


def joined(columns: Sequence[Pieces]) -> list[str]:
    """One JSON object a row; empty pieces are left out."""
    return ["{" + ",".join(filter(None, pieces)) + "}" for pieces in zip(*columns, strict=True)]
