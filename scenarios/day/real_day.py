"""The weather of a real day: which exercises train what went wrong on it. A CSV of its errors, read strictly; the rest is pure.

A row is one error: waktu (09.12), kode (GW-504), perbuatan (Simpan, or save). An exercise trains it that has a fault with that
code at that deed; where none has both, one with that code; else one of that family of codes.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sandbox.deeds import DEEDS
from sandbox.files.listings import ListRow, read_list
from scenarios.file.schema import Scenario

COLUMNS = ("waktu", "kode", "perbuatan")
MOST = 5000
CLOCK = re.compile(r"([01]?[0-9]|2[0-3])[.:][0-5][0-9]([.:][0-5][0-9])?")
CODE = re.compile(r"[A-Z]{2,3}-[A-Z0-9]+")
NAMED: Mapping[str, str] = {word.lower(): kind.name for kind in DEEDS.values() if not kind.noted
                            for word in (kind.name, str(kind.label))}
"""Every deed by its name and by its word in the practice system."""


@dataclass(frozen=True, slots=True)
class RealError:
    """One error of that day."""

    code: str
    deed: str


@dataclass(frozen=True, slots=True)
class RealDay:
    """What a day's errors ask to be trained: how many of them each exercise trains, and the codes that none does."""

    weights: Mapping[str, int]
    untrained: Sequence[str]


def read(path: Path) -> list[RealError]:
    """The errors in that file. Raises ListingError with every problem: line, column, remedy."""
    return read_list(path, COLUMNS, _error, most=MOST)


def _error(row: ListRow) -> RealError:
    if not CLOCK.fullmatch(row.filled("waktu")) and row["waktu"]:
        row.refuse("waktu", f"{row['waktu'][:40]!r} bukan jam", "Tulis seperti 09.12 atau 09:12:30")
    code = row.filled("kode").upper()
    if code and not CODE.fullmatch(code):
        row.refuse("kode", f"{row['kode'][:40]!r} bukan kode pesan", "Tulis seperti GW-504")
    deed = NAMED.get(row.filled("perbuatan").lower(), "")
    if row["perbuatan"] and not deed:
        row.refuse("perbuatan", f"{row['perbuatan'][:40]!r} tidak dikenal", "Tulis seperti Simpan, Kirim, Masuk, atau Impor")
    return RealError(code, deed)


def trained(errors: Iterable[RealError], scenarios: Sequence[Scenario]) -> RealDay:
    """Which of these exercises train those errors."""
    weights: Counter[str] = Counter()
    untrained: dict[str, None] = {}
    for error, times in Counter(errors).items():
        found = next((some for fits in FITS if (some := [each.id for each in scenarios if _has(each, error, fits)])), [])
        weights.update(dict.fromkeys(found, times))
        if not found:
            untrained[error.code] = None
    return RealDay(dict(weights), tuple(untrained))


Fits = Callable[[str, Sequence[str], RealError], bool]
FITS: Sequence[Fits] = (
    lambda code, deeds, error: code == error.code and error.deed in deeds,
    lambda code, _deeds, error: code == error.code,
    lambda code, _deeds, error: code.partition("-")[0] == error.code.partition("-")[0])
"""Whether a fault with that code at those deeds is such an error: the nearest first."""


def _has(scenario: Scenario, error: RealError, fits: Fits) -> bool:
    return any(fits(fault.message.code, fault.on.action, error) for fault in scenario.faults if fault.message is not None)
