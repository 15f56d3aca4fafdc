"""Land of every household, and what it brings: questions 10 to 59. A table without rows means that the answer is none."""

from dataclasses import dataclass

import numpy as np

from seed.chance.json_pieces import Pieces, pieces_by_code
from seed.chance.odds import Floats, Rng
from seed.homes.households import Households
from seed.homes.produce import animals, crops, fishing, mining
from seed.homes.produce.rows import Rows, table_pieces
from seed.land.areas import Area, Setting
from seed.lives import work

FOOD, PLANTATION, FOREST = 950, 951, 952
"""Codes of question 10: what the land is used for."""
SMALL, MIDDLE, LARGE = 1732, 1733, 1734
"""Codes of question 11: below 0.5 ha, to 1.0 ha, above."""


@dataclass(frozen=True, slots=True)
class Tilled:
    """One kind of land in one setting: how many of the landowners have it, and how much in the middle (hectares)."""

    share: float
    middle: float


LAND: dict[Setting, tuple[Tilled, Tilled, Tilled]] = {
    Setting.COAST: (Tilled(.82, .24), Tilled(.24, .3), Tilled(.02, .25)),
    Setting.TOWN: (Tilled(.92, .14), Tilled(.07, .2), Tilled(.01, .2)),
    Setting.RICE: (Tilled(.94, .27), Tilled(.11, .28), Tilled(.02, .2)),
    Setting.PLANTATION: (Tilled(.52, .2), Tilled(.66, .45), Tilled(.08, .3)),
    Setting.FOREST: (Tilled(.76, .28), Tilled(.28, .35), Tilled(.24, .3))}
"""Food crops, plantation, forest. A farm of East Java has about a third of a hectare (agricultural census of 2013)."""
SPREAD, SMALLEST, LARGEST = .72, .03, 7.0
"""Standard deviation of the logarithm of a field's size; hectares of the smallest and the largest."""
FARMERS, HERDERS, FARM_HANDS = .86, .45, .07
"""Shares of the households with such a member that own land. A farmer without land works other people's."""
OTHERS = {Setting.TOWN: .03}
OTHERS_ELSEWHERE = .1
"""Shares of the other households that own land."""
OF_THE_VILLAGE = .6
"""Share of the village's area that its households own at most."""


@dataclass(frozen=True, slots=True)
class Farms:
    """Hectares of each kind of land, one entry a household; and the rows of every table."""

    food: Floats
    plantation: Floats
    forest: Floats
    produce: dict[str, Rows]
    """By table of the form: pangan, buah, obat, kebun, hutan, ternak, olahan-ternak, ikan."""
    fishing: fishing.Fishing
    mines: mining.Mines

    @property
    def hectares(self) -> Floats:
        return self.food + self.plantation + self.forest

    @property
    def income(self) -> Floats:
        """Rupiah a year that land, animals and fish leave each household."""
        return sum((rows.sums(rows.income, len(self.food)) for rows in self.produce.values()), start=np.zeros(len(self.food)))

    def heads_of(self, *kinds: int) -> Floats:
        """How many of these animals (codes of question 38) each household has."""
        herds = self.produce["ternak"]
        return herds.sums(herds.amount * np.isin(herds.code, kinds), len(self.food))


def farms(rng: Rng, area: Area, families: Households) -> Farms:
    """Draw land, harvests, animals, fish and mines of every household."""
    food, plantation, forest = _land(rng, area, families)
    sea = fishing.fishing(rng, area, families)
    herds = animals.herds(rng, area, families)
    produce = {
        "pangan": crops.fields(rng, area, food), "buah": crops.fruit(rng, area, families, food),
        "obat": crops.medicine(rng, area, families), "kebun": crops.plantations(rng, area, plantation),
        "hutan": crops.woods(rng, area, forest), "ternak": herds,
        "olahan-ternak": animals.products(rng, area, families, herds), "ikan": sea.catch}
    return Farms(food, plantation, forest, produce, sea, mining.mines(rng, area, families))


def columns(farms: Farms) -> dict[str, Pieces]:
    """The tables as pieces of the households' answers, by id, in the order of the form."""
    size = len(farms.food)
    tables = {table: table_pieces(table, rows, size) for table, rows in farms.produce.items()}
    return {"lahan": _holdings(farms), **tables, "alat-ikan": fishing.gear_pieces(farms.fishing, size),
            "galian": mining.pieces(farms.mines, size)}


def _land(rng: Rng, area: Area, families: Households) -> tuple[Floats, Floats, Floats]:
    """Hectares of food crops, plantation and forest of every household, in all at most OF_THE_VILLAGE of the area."""
    size = families.size
    others = OTHERS.get(area.setting, OTHERS_ELSEWHERE)
    chance = np.select([families.works(work.FARMER), families.works(work.HERDER), families.works(work.FARM_HAND)],
                       [FARMERS, HERDERS, FARM_HANDS], others)
    owns = rng.random(size) < chance
    kinds = LAND[area.setting]
    has = rng.random((len(kinds), size)) < np.array([[kind.share] for kind in kinds])
    has[0] |= ~has.any(axis=0)
    drawn = np.exp(rng.normal(0, SPREAD, (len(kinds), size))) * np.array([[kind.middle] for kind in kinds])
    hectares = np.where(has & owns, drawn.clip(SMALLEST, LARGEST), 0)
    fits = min(1, OF_THE_VILLAGE * area.hectares / max(1, hectares.sum()))
    food, plantation, forest = np.where(hectares > 0, (hectares * fits).clip(SMALLEST).round(2), 0)
    return food, plantation, forest


def _holdings(farms: Farms) -> Pieces:
    """The table lahan: a row for each kind of land, with its size."""
    codes = np.zeros(len(farms.food), dtype=np.int64)
    for hectares in (farms.food, farms.plantation, farms.forest):
        codes = codes * 4 + np.select([hectares == 0, hectares < .5, hectares <= 1], [0, 1, 2], 3)
    return pieces_by_code(codes, _holding)


def _holding(code: int) -> str:
    """The table lahan of one household. `code`: for each kind of land, in base 4, 0 or which size it has."""
    sizes = (code // 16, code // 4 % 4, code % 4)
    rows = [f'{{"10":"{kind}","11":"{(SMALL, MIDDLE, LARGE)[size - 1]}"}}'
            for kind, size in zip((FOOD, PLANTATION, FOREST), sizes, strict=True) if size]
    return f'"lahan":[{",".join(rows)}]' if rows else ""
