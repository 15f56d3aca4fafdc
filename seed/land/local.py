"""What is known of places: rows of regions/local.csv, by the beginning of a village's code. regions/README.md lists the kinds.

A kind that the village itself has no row of is looked up for its subdistrict, regency, province and everywhere (*): the nearest
place that has rows of that kind is asked, and no other. Multipliers of work are the exception: those of all places multiply.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sandbox.listings import ListingError, Row, RowProblem, read_rows
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
    found: dict[tuple[str, str], list[tuple[str, float]]] = {}
    problems: list[RowProblem] = []
    for row, values in read_rows(path, COLUMNS, most=MOST_ROWS):
        wrong = list(_problems((row, values), found))
        problems += wrong
        if not wrong:
            found.setdefault((values["area"], values["what"]), []).append((values["value"], float(values["weight"] or 1)))
    problems += [RowProblem(0, f"{area} {what}", "semua bobotnya 0", "Beri bobot di atas 0 pada salah satu barisnya")
                 for (area, what), known in found.items() if what != "work" and not sum(weight for _, weight in known)]
    if problems:
        raise ListingError(path, problems)
    return {place: tuple(known) for place, known in found.items()}


def _problems(line: Row, found: Mapping[tuple[str, str], list[tuple[str, float]]]) -> Iterator[RowProblem]:
    """What is wrong with a row. `found`: what the rows above said."""
    row, values = line
    area, what, value = values["area"], values["what"], values["value"]
    if area != EVERYWHERE and not _CODE.fullmatch(area):
        yield RowProblem(row, "area", f"{area[:40]!r} bukan kode wilayah", "Tulis seperti 35, 35.10, 35.10.02 atau 35.10.02.2003")
    if not _weight_is_right(values["weight"]):
        yield RowProblem(row, "weight", f"{values['weight'][:40]!r} bukan bilangan dari 0", "Tulis seperti 12 atau 0.5")
    if what not in WORDS | CODED | NUMBERS | PAIRS | CHOICES.keys():
        yield RowProblem(row, "what", f"{what[:40]!r} tidak dikenal", "Lihat daftarnya di seed/regions/README.md")
        return
    known = {text for text, _ in found.get((area, what), ())}
    if value in known or (known and what in NUMBERS | PAIRS):
        yield RowProblem(row, "value", f"{what} untuk {area} sudah ada di atas", "Hapus salah satunya")
    if not _value_is_right(what, value):
        yield RowProblem(row, "value", f"{value[:40]!r} tidak cocok untuk {what}", "Lihat bentuknya di seed/regions/README.md")


def _weight_is_right(weight: str) -> bool:
    return not weight or _is_number(weight) and float(weight) >= 0


def _value_is_right(what: str, value: str) -> bool:
    if what in CHOICES:
        return value in CHOICES[what]
    if what in CODED:
        return value.isdecimal()
    if what in NUMBERS:
        return _is_number(value) and float(value) >= 0
    if what in PAIRS:
        return len(parts := value.split(" ")) == 2 and all(map(_is_number, parts))
    return bool(value) and value.isprintable()


def _is_number(value: str) -> bool:
    try:
        return bool(np.isfinite(float(value)))
    except ValueError:
        return False
