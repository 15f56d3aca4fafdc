"""What is known of places: rows of regions/local.csv, by the beginning of a village's code. regions/README.md lists the kinds.

A kind that the village itself has no row of is looked up for its subdistrict, regency, province and everywhere (*): the nearest
place that has rows of that kind is asked, and no other. Multipliers of work are the exception: those of all places multiply.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache, partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sandbox.files.file_errors import FileProblem
from sandbox.files.listings import ListRow, is_number, read_list, shown
from sandbox.words.digits import is_digits
from seed.land.regions import Region

FILE = Path(__file__).parent.parent / "regions" / "local.csv"
COLUMNS = ("area", "what", "value", "weight")
EVERYWHERE = "*"
LENGTHS = (13, 8, 5, 2)
"""Letters in the code of a village, and in those of its subdistrict, regency and province, with which it begins."""
MOST_ROWS = 20_000
WORDS = frozenset({"birth_place", "people", "hamlet", "streets", "regency", "province", "sea", "shore", "forest",
                   "north", "south", "east", "west"})
CODED = frozenset({"faith", "work", "crop"})
"""Kinds whose value is a code of the household or member form."""
NUMBERS = frozenset({"population", "hectares", "regency_km", "province_km"})
"""Kinds of one row, whose value is a number."""
PAIRS = frozenset({"altitude", "middle"})
"""Kinds of one row, whose value is two numbers."""
CHOICES = {"setting": frozenset({"coast", "town", "rice", "plantation", "forest"}),
           "hazard": frozenset({"tsunami", "volcano", "flood", "landslide", "drought", "earthquake"})}

_CODE = re.compile(r"\d\d(\.\d\d(\.\d\d(\.[12]\d\d\d)?)?)?", re.ASCII)

Weighted = tuple[tuple[str, float], ...]
Found = dict[tuple[str, str], list[tuple[str, float]]]
"""The same while it is read."""
Facts = Mapping[tuple[str, str], Weighted]
"""By area and kind: values with weights, in the order of the file."""


def birth_places(region: Region) -> tuple[list[str], NDArray[np.float64]]:
    """Places and their shares; the regency's own comes first."""
    return _shares(region.code, "birth_place", region.district)


def peoples(region: Region) -> tuple[list[str], NDArray[np.float64]]:
    """Peoples (etnis) and their shares."""
    return _shares(region.code, "people", "Lainnya")


def faiths(region: Region) -> dict[int, float]:
    """Codes of member question 4 with their weights; empty where nothing is known."""
    return {int(value): weight for value, weight in rows(region.code, "faith")}


def regency(code: str) -> str:
    """With its word: Kabupaten Contoh. Where it is not known, its code stands for the name; `code` may be any code within it."""
    kind = "Kota" if code[3:5] >= "71" else "Kabupaten"
    return text(code, "regency", f"{kind} {code[:5]}")


def work(code: str) -> dict[int, float]:
    """By occupation (member question 9): how many times more frequent it is than elsewhere."""
    found: dict[int, float] = {}
    for area in _areas(code):
        for value, weight in facts(FILE).get((area, "work"), ()):
            found[int(value)] = found.get(int(value), 1.0) * weight
    return found


def rows(code: str, what: str) -> Weighted:
    """Values and weights from the nearest place that has rows of this kind."""
    return own(nearest(code, what), what)


def own(area: str, what: str) -> Weighted:
    """Values and weights that are said of exactly this area."""
    return facts(FILE).get((area, what), ())


def nearest(code: str, what: str) -> str:
    """The code of the nearest place that has rows of this kind; '' if there is none."""
    known = facts(FILE)
    return next((area for area in _areas(code) if (area, what) in known), "")


def text(code: str, what: str, otherwise: str = "") -> str:
    """The first value from the nearest place that has rows of this kind, or `otherwise`."""
    found = rows(code, what)
    return found[0][0] if found else otherwise


def number(code: str, what: str, otherwise: float) -> float:
    """The number that the nearest place with a row of this kind says, or `otherwise`."""
    found = text(code, what)
    return float(found) if found else otherwise


def pair(code: str, what: str) -> tuple[float, float] | None:
    """The two numbers of `altitude` (from, to) or `middle` (latitude, longitude)."""
    found = text(code, what)
    first, _, second = found.partition(" ")
    return (float(first), float(second)) if found else None


def population(district_code: str) -> float | None:
    """Inhabitants of a subdistrict, if known: in proportion so that its regency has as many as the regency's own row says."""
    return _part(district_code, "population")


def hectares(district_code: str) -> float | None:
    """Hectares of a subdistrict, if known: in proportion so that its regency has as many as the regency's own row says."""
    return _part(district_code, "hectares")


def _part(district_code: str, what: str) -> float | None:
    """The subdistrict's own number; scaled, if its regency has a row too, so that its subdistricts add up to that."""
    here, regency_code = own(district_code, what), district_code[:5]
    if not here:
        return None
    parts = sum(float(found[0][0]) for (area, kind), found in facts(FILE).items()
                if kind == what and len(area) == len(district_code) and area.startswith(regency_code))
    whole = own(regency_code, what)
    return float(here[0][0]) * (float(whole[0][0]) / parts if whole else 1)


def _areas(code: str) -> Iterator[str]:
    """The place and all that it lies in, the nearest first."""
    yield from (code[:length] for length in LENGTHS if length <= len(code))
    yield EVERYWHERE


def _shares(code: str, what: str, otherwise: str) -> tuple[list[str], NDArray[np.float64]]:
    """Values from the nearest place that has rows of this kind, with their shares; only `otherwise` if there is none."""
    found = rows(code, what) or ((otherwise, 1.0),)
    weights = np.array([weight for _, weight in found])
    return [value for value, _ in found], weights / weights.sum()


@cache
def facts(path: Path) -> Facts:
    """All rows of a file of facts. Raises ListingError that names every wrong row."""
    found: Found = {}
    read_list(path, COLUMNS, partial(_take, found), most=MOST_ROWS, at_end=lambda _rows: _weightless(found))
    return {place: tuple(known) for place, known in found.items()}


def _take(found: Found, row: ListRow) -> None:
    """Add what a row says to `found`, which has what the rows above said, unless something is wrong with it."""
    _check(row, found)
    if not row.problems:
        found.setdefault((row["area"], row["what"]), []).append((row["value"], float(row["weight"] or 1)))


def _weightless(found: Found) -> Iterator[FileProblem]:
    for (area, what), known in found.items():
        if what != "work" and not sum(weight for _, weight in known):
            yield FileProblem(0, "", "semua bobotnya 0", "Beri bobot di atas 0 pada salah satu barisnya", f"{area} {what}:")


def _check(row: ListRow, found: Found) -> None:
    area, what, value = row["area"], row["what"], row["value"]
    if area != EVERYWHERE and not _CODE.fullmatch(area):
        row.refuse("area", f"{shown(area)} bukan kode wilayah", "Tulis seperti 35, 35.10, 35.10.02 atau 35.10.02.2003")
    if not _weight_is_right(row["weight"]):
        row.refuse("weight", f"{shown(row['weight'])} bukan bilangan dari 0", "Tulis seperti 12 atau 0.5")
    if what not in WORDS | CODED | NUMBERS | PAIRS | CHOICES.keys():
        row.refuse("what", f"{shown(what)} tidak dikenal", "Lihat daftarnya di seed/regions/README.md")
        return
    known = {text for text, _ in found.get((area, what), ())}
    if value in known or (known and what in NUMBERS | PAIRS):
        row.refuse("value", f"{what} untuk {area} sudah ada di atas", "Hapus salah satunya")
    if not _value_is_right(what, value):
        row.refuse("value", f"{shown(value)} tidak cocok untuk {what}", "Lihat bentuknya di seed/regions/README.md")


def _weight_is_right(weight: str) -> bool:
    return not weight or is_number(weight) and float(weight) >= 0


def _value_is_right(what: str, value: str) -> bool:
    if what in CHOICES:
        return value in CHOICES[what]
    if what in CODED:
        return is_digits(value)
    if what in NUMBERS:
        return is_number(value) and float(value) >= 0
    if what in PAIRS:
        return len(parts := value.split(" ")) == 2 and all(map(is_number, parts))
    return bool(value) and value.isprintable()
