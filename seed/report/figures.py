"""What the page compares: a figure of the practice data, the published one, and how near the two are held.

The tolerances are ours: wide where the published figure is of a whole country or of another year, narrow where it is the
district's own. tests/seed/test_district.py holds the district to them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from seed.report.published import Published, nearest_published, within
from seed.report.tally import PersonKind, Tally

EMPLOYED_NOT = frozenset({"36", "37", "38", "39", "40"})
"""Occupations (member question 9) of those who are not employed: no steady work, not yet, pupil, housewife, pensioner."""
LAND_AND_SEA = frozenset({"1", "2", "9", "10"})
FISHER = "10"
NO_METHOD = frozenset({"9", "11"})
UNFINISHED = frozenset({"1", "2", "3", "4", "6", "29"})
"""Codes of member questions 9 (work), 12 (contraception) and 8 (school): who has finished none."""
PRIMARY, LOWER, UPPER = frozenset({"5", "7"}), frozenset({"8", "9"}), frozenset({"10", "11", "13", "15", "17"})
HIGHER = frozenset({"12", "14", "16", "18", "19", "20", "21", "22", "30"})
"""Codes of member question 8 by the highest level that is finished: who attends one has finished the one before."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One line of the page. `value` and `published.value` have the same unit."""

    title: str
    value: float
    unit: str
    published: Published | None
    tolerance: float
    """How far from the published value it may be, as a share of that; 0.1: within ten percent."""

    @property
    def off(self) -> float | None:
        """The relative difference; None where nothing was published."""
        return None if self.published is None or not self.published.value else self.value / self.published.value - 1

    @property
    def holds(self) -> bool:
        """Whether the difference is within the tolerance. What has no published figure holds."""
        return self.off is None or abs(self.off) <= self.tolerance


@dataclass(frozen=True, slots=True)
class Measure:
    """How a figure of the page is computed from the practice data, and how near it is held to the published one."""

    key: str
    """The word for it in column `figure` of regions/published.csv."""
    title: str
    unit: str
    tolerance: float
    value: Callable[[Tally], float]
    is_sum: bool = False
    """Grows with the number of villages: compared only for a whole district."""


Test = Callable[[PersonKind], bool]
"""Whether people of that kind are counted."""


def _share(of: Test, among: Test = lambda person: True) -> Callable[[Tally], float]:
    """Percent of those `among` whom `of` is true."""
    def value(tally: Tally) -> float:
        base = sum(number for person, number in tally.persons.items() if among(person))
        return 100 * sum(number for person, number in tally.persons.items() if among(person) and of(person)) / max(1, base)
    return value


def _adult(person: PersonKind) -> bool:
    return person.age >= 15


def _employed(person: PersonKind) -> bool:
    return _adult(person) and person.work is not None and person.work not in EMPLOYED_NOT


def _wife(person: PersonKind) -> bool:
    return person.sex == "P" and person.marital == "1" and person.age < 50


def _attained(codes: frozenset[str]) -> Callable[[Tally], float]:
    """Percent of those of 15 and over whose school (question 8) is one of `codes`."""
    return _share(lambda person: person.school in codes, _adult)


def _hectares(sheet: str, total: str) -> Callable[[Tally], float]:
    """Percent of the villages' land that the line `total` of that sheet takes."""
    return lambda tally: 100 * tally.cell(sheet, total) / max(1, tally.cell("pt-tanah-ringkasan", "Luas desa/kelurahan"))


MEASURES = (
    Measure("population_registry", "Penduduk", "orang", .06, lambda tally: sum(tally.persons.values()), is_sum=True),
    Measure("households", "Keluarga", "KK", .05, lambda tally: sum(tally.sizes.values()), is_sum=True),
    Measure("sex_ratio", "Laki-laki per 100 perempuan", "", .05,
            lambda tally: 100 * tally.count(sex="L") / max(1, tally.count(sex="P"))),
    Measure("aged_0_14", "Umur 0–14 tahun", "%", .15, _share(lambda person: person.age < 15)),
    Measure("aged_15_64", "Umur 15–64 tahun", "%", .06, _share(lambda person: 15 <= person.age < 65)),
    Measure("aged_65_up", "Umur 65 tahun ke atas", "%", .35, _share(lambda person: person.age >= 65)),
    Measure("faith_islam", "Islam", "%", .04, _share(lambda person: person.faith == "1")),
    Measure("faith_hindu", "Hindu", "%", .5, _share(lambda person: person.faith == "4")),
    Measure("faith_protestant", "Kristen Protestan", "%", .6, _share(lambda person: person.faith == "2")),
    Measure("attained_none_or_unfinished_primary", "Belum tamat SD (15 tahun ke atas)", "%", .4, _attained(UNFINISHED)),
    Measure("attained_primary", "Tamat SD", "%", .3, _attained(PRIMARY)),
    Measure("attained_lower_secondary", "Tamat SLTP", "%", .35, _attained(LOWER)),
    Measure("attained_upper_secondary", "Tamat SLTA", "%", .35, _attained(UPPER)),
    Measure("attained_higher", "Tamat perguruan tinggi", "%", .5, _attained(HIGHER)),
    Measure("employed_in_agriculture", "Bekerja di pertanian dan perikanan", "% dari yang bekerja", .5,
            _share(lambda person: person.work in LAND_AND_SEA, _employed)),
    Measure("sea_fishermen", "Nelayan", "orang", .35, lambda tally: tally.count(work=FISHER), is_sum=True),
    Measure("contraception_any", "Memakai KB (istri di bawah 50 tahun)", "%", .3,
            _share(lambda person: person.contraception not in NO_METHOD, _wife)),
    Measure("contraception_injectable", "KB suntik", "%", .4, _share(lambda person: person.contraception == "1", _wife)),
    Measure("area", "Luas wilayah", "km²", .02, lambda tally: tally.cell("pt-tanah-ringkasan", "Luas desa/kelurahan") / 100,
            is_sum=True),
    Measure("land_forest_share", "Hutan", "% luas", .5, _hectares("pt-tanah-hutan", "Luas tanah hutan")),
    Measure("land_rice_fields_share", "Sawah", "% luas", .5, _hectares("pt-tanah-sawah", "Luas tanah sawah")),
    Measure("land_plantation_share", "Perkebunan", "% luas", .5, _hectares("pt-tanah-perkebunan", "Luas tanah perkebunan")),
    Measure("hamlets", "Dusun dan lingkungan", "", .25, lambda tally: tally.hamlets, is_sum=True),
    Measure("rw", "RW", "", .25, lambda tally: tally.rws, is_sum=True),
    Measure("rt", "RT", "", .25, lambda tally: tally.rts, is_sum=True),
)
SUBDISTRICT_TOLERANCE = .12


def compared(tally: Tally) -> Iterator[Compared]:
    """Every measure of the district as a whole. Sums have something to be compared with only if all its villages were counted."""
    for measure in MEASURES:
        published = nearest_published(measure.key, tally.regency) if tally.is_whole or not measure.is_sum else None
        yield Compared(measure.title, measure.value(tally), measure.unit, published, measure.tolerance)


def by_subdistrict(tally: Tally) -> Iterator[Compared]:
    """People of each subdistrict, by its code; beside the published number if the whole district was counted."""
    published = within("population_registry", tally.regency) if tally.is_whole else {}
    for code, number in sorted(tally.by_district.items()):
        yield Compared(tally.districts[code], number, "orang", published.get(code), SUBDISTRICT_TOLERANCE)
