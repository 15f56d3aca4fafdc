"""Which defects a village has. How often each kind occurs is declared here; each village has a few of each to practise on."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from sandbox.ledger import FamilyDefect, SheetDefect
from seed.chance.odds import Rng
from seed.defects import figures, households, persons
from seed.defects.wrong import Card, Wrong
from seed.indicators.book import Book
from seed.village.population import Population

MOST_TRIES = 3000
"""Cards looked at for one kind."""
COLUMNS = ("id", "number", "kind", "household_id", "person_id", "sheet", "period", "row", "column", "field", "found", "truth")

Planter = Callable[[Rng, Card], Sequence[Wrong]]


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often a kind of defect occurs in a village."""

    of_thousand: float
    """Households with one, of a thousand."""
    least: int
    """Households with one in the smallest village."""

    def count(self, households: int) -> int:
        return max(self.least, round(self.of_thousand * households / 1000))


OF_CARDS: dict[FamilyDefect, tuple[Frequency, Planter]] = {
    "nik-15-angka": (Frequency(1.5, 4), persons.short_nik),
    "nik-karangan": (Frequency(1, 2), persons.filler_nik),
    "tanggal-lahir-tertukar": (Frequency(1.5, 4), persons.swapped_birth_date),
    "tahun-lahir-tertukar": (Frequency(1.5, 4), persons.swapped_birth_year),
    "kelamin-terbalik": (Frequency(1, 3), persons.wrong_sex),
    "ibu-kosong": (Frequency(6, 8), persons.missing_mother),
    "ijazah-terlalu-dini": (Frequency(1, 3), persons.early_certificate),
    "dua-kepala": (Frequency(1.5, 4), persons.second_head),
    "tanpa-kepala": (Frequency(1, 3), persons.no_head),
    "kepala-meninggal": (Frequency(1.5, 4), persons.dead_head),
    "istri-belum-kawin": (Frequency(1, 3), persons.unmarried_wife),
    "nama-kepala-beda": (Frequency(1, 3), households.misspelt_head),
    "kepala-perempuan-tidak-ditandai": (Frequency(1, 3), households.untold_woman_head),
    "sertifikat-tanpa-tanah": (Frequency(1, 3), households.certificate_without_land),
    "nol-berlebih": (Frequency(1.5, 4), households.extra_zero),
}
"""Kinds on family cards: how often, and what makes one. nik-ganda comes beside them: it needs a second person of the village."""
SHARED_NIK: FamilyDefect = "nik-ganda"
SHARED_NIK_FREQUENCY = Frequency(1, 3)
OF_SHEETS: dict[SheetDefect, Callable[[Rng, Book, Book], Sequence[Wrong]]] = {
    "jumlah-dibulatkan": figures.rounded_total,
    "satuan-kuintal": figures.wrong_unit,
    "agama-kurang-hitung": figures.miscounted_faith,
    "salinan-tahun-lalu": figures.copied_sheet,
}
"""One of each in a village whose sheets allow it."""


@dataclass(frozen=True, slots=True)
class Planted:
    """One defect that was made: its kind (a word of sandbox/ledger.py) and its wrong values."""

    kind: str
    wrongs: Sequence[Wrong]


def plant(rng: Rng, village: Population, books: tuple[Book, Book], sent: Iterable[int]) -> list[Planted]:
    """Make the village's defects, in place; `books` are last year's and this year's.

    Households with open questions have none, nor those that were `sent` (ids).
    """
    first = np.searchsorted(np.asarray(village.persons["household_id"]), np.arange(len(village.households["id"])) + 1)
    ids, avoided = village.households["id"], set(sent)
    free = [index for index in rng.permutation(village.complete).tolist() if ids[index] not in avoided]
    twins = _by_birth_and_sex(village)
    planted = []
    kinds = OF_CARDS | {SHARED_NIK: (SHARED_NIK_FREQUENCY, partial(persons.shared_nik, twins=twins))}
    for kind, (frequency, planter) in kinds.items():
        wanted = frequency.count(len(ids))
        for index in free[:MOST_TRIES]:
            if not wanted:
                break
            start = int(first[index])
            card = Card(village, index, range(start, start + village.households["member_count"][index]))
            if wrongs := planter(rng, card):
                planted.append(Planted(kind, wrongs))
                free.remove(index)
                wanted -= 1
    return planted + [Planted(kind, wrongs) for kind, planter in OF_SHEETS.items() if (wrongs := planter(rng, *books))]


def rows(defects: Sequence[Planted]) -> list[tuple[Any, ...]]:
    """Rows of the ledger (table `defect`), in the order of COLUMNS: one a wrong value; those of one defect share its number."""
    values = [(number, defect.kind, wrong) for number, defect in enumerate(defects, start=1) for wrong in defect.wrongs]
    return [(place, number, kind, _id(wrong.household), _id(wrong.person), *(wrong.cell or (None,) * 4), wrong.field,
             _json(wrong.found), _json(wrong.truth)) for place, (number, kind, wrong) in enumerate(values, start=1)]


def _by_birth_and_sex(village: Population) -> dict[str, int]:
    """The last of the people who have the first twelve digits of their NIK in common: subdistrict, birth date and sex."""
    return {nik[:12]: person for person, nik in enumerate(village.persons["nik"]) if nik is not None}


def _id(index: int | None) -> int | None:
    """The database id of the row at that index of a column: ids count from 1."""
    return None if index is None else index + 1


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
