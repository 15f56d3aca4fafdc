"""The village's page for citizens: made whole from one reading of one copy, so that it can be kept for a while."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy.orm import Session

from sandbox.practice.classification import formula as formulas
from sandbox.practice.classification.scoring import Classification, classify
from sandbox.practice.households.households import village
from sandbox.practice.overviews import profile
from sandbox.practice.overviews.profile import Profile
from sandbox.practice.public import facts
from sandbox.practice.public.figures import Dated, ValidatedSheets, validated_sheets
from sandbox.practice.public.hiding import LEAST, few, hidden
from sandbox.practice.sheets.sheet import sheet

MOST_CROPS, MOST_ANIMALS = 3, 2
YIELD, AREA_SOWN, OWNERS, HEADS = "Hasil produksi", "Luas produksi", "Jumlah pemilik", "Perkiraan jumlah populasi"


class NamedFigure(NamedTuple):
    """A figure by name; `number` None: not recorded. `about` says more, `unit` what is counted."""

    label: str
    number: float | None
    unit: str = ""
    about: str = ""


class AgeLine(NamedTuple):
    """A group of ages by sex; None where so few are not told."""

    label: str
    men: int | None
    women: int | None


@dataclass(frozen=True, slots=True)
class PublicVillage:
    """All that the page says. `oldest`: the earliest year that a sheet's figures are of.

    Households and persons are None where they are too few to be told; `ages` is empty where they are, or where one sex is.
    """

    is_empty: bool
    households: int | None
    persons: int | None
    men: int
    women: int
    waiting: int
    as_of: date
    ages: Sequence[AgeLine]
    counted: Classification
    dates: Mapping[str, Dated]
    """Of each group of figures: people, land, potential, borders, facilities, class."""
    area: float | None
    head: str
    borders: Sequence[tuple[str, str, str]]
    """Side, village, subdistrict."""
    land: Sequence[NamedFigure]
    potential: Sequence[NamedFigure]
    facilities: Sequence[NamedFigure]
    oldest: int | None

    @property
    def density(self) -> float | None:
        """People a square kilometre; the area is in hectares."""
        return round(100 * self.persons / self.area) if self.area and self.persons else None

    @property
    def longest(self) -> int:
        """What the longest bar of the pyramid shows."""
        return max((count for line in self.ages for count in (line.men, line.women) if count), default=1)

    @property
    def most_land(self) -> float:
        return max((each.number for each in self.land if each.number), default=1)


def of_village(session: Session, now: datetime) -> PublicVillage:
    """The page at `now` (hall time)."""
    people = profile.of_village(session, now)
    formula, period = formulas.load(), village(session).period
    measured = [each.id for each in formula.measured]
    found = validated_sheets(session, (*facts.sheets(), *measured), period, now)
    head = found.value(facts.HEAD.sheet, facts.HEAD.places[0])
    return PublicVillage(
        is_empty=not people.persons, households=few(people.households), persons=few(people.persons), men=people.men,
        women=people.women, waiting=people.waiting, as_of=people.as_of, ages=_ages(people),
        counted=classify(formula, found.both_years(measured, period)), dates=_dates(found, people, measured, period),
        area=found.number(facts.AREA), head=str(head or ""), borders=_borders(found), land=_land(found),
        potential=[*_crops(found), *_animals(found)],
        facilities=[NamedFigure(fact.label, found.number(fact), fact.unit) for fact in facts.FACILITIES],
        oldest=min((each.period for id_, each in found.by_id.items() if id_ not in measured), default=None))


def _ages(people: Profile) -> list[AgeLine]:
    """None of them where the few of one sex could be reckoned from the totals."""
    men, women = hidden([line.men for line in people.pyramid]), hidden([line.women for line in people.pyramid])
    if men is None or women is None:
        return []
    return [AgeLine(line.label, *each) for line, *each in zip(people.pyramid, men, women, strict=True)]


def _dates(found: ValidatedSheets, people: Profile, measured: Sequence[str], period: int) -> dict[str, Dated]:
    """`measured`: the sheets that the class is of; last year's alone make none."""
    of = {group: found.dated(sheets) for group, sheets in facts.groups().items()}
    of["people"] = Dated(people.validated_at, period - 1 if people.earlier else period if people.validated_at else None)
    this_year = [each for each in measured if each in found.by_id and found.by_id[each].period == period]
    of["class"] = found.dated(this_year)
    return of


def _borders(found: ValidatedSheets) -> list[tuple[str, str, str]]:
    sides = [(line.title.removeprefix("Sebelah ").capitalize(), line.number) for line in sheet(facts.BORDERS).lines]
    values = [(side, found.value(facts.BORDERS, (row, 1)), found.value(facts.BORDERS, (row, 2))) for side, row in sides]
    return [(side, str(name), str(district or "")) for side, name, district in values if name]


def _land(found: ValidatedSheets) -> list[NamedFigure]:
    kinds = [NamedFigure(label, _as_number(found.value(id_, facts.total_place(sheet(id_)))), "ha") for label, id_ in facts.LAND]
    return sorted((each for each in kinds if each.number), key=lambda each: -(each.number or 0))


def _crops(found: ValidatedSheets) -> list[NamedFigure]:
    """What most is harvested of: area times yield."""
    crops = []
    for line in sheet(facts.CROPS).lines:
        area, per_ha = (_as_number(found.value(facts.CROPS, (line.number, line.column(name)))) for name in (AREA_SOWN, YIELD))
        if area and per_ha:
            crops.append(NamedFigure(line.title, round(area * per_ha), "ton", f"{per_ha:g} ton/ha".replace(".", ",")))
    return sorted(crops, key=lambda each: -(each.number or 0))[:MOST_CROPS]


def _animals(found: ValidatedSheets) -> list[NamedFigure]:
    animals = []
    for line in sheet(facts.LIVESTOCK).lines:
        owners, heads = (_as_number(found.value(facts.LIVESTOCK, (line.number, line.column(name)))) for name in (OWNERS, HEADS))
        if heads:
            about = f"{owners:,.0f} pemilik".replace(",", ".") if owners and owners >= LEAST else ""
            animals.append(NamedFigure(line.title, heads, "ekor", about))
    return sorted(animals, key=lambda each: -(each.number or 0))[:MOST_ANIMALS]


def _as_number(value: float | str | None) -> float | None:
    return value if isinstance(value, int | float) else None
