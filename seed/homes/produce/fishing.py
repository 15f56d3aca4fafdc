"""Fish (questions 43 to 47) and the gear (58 and 59): who goes to sea, fishes in rivers, or keeps a pond.

By the sea a fisherman's household has a boat, or at least nets or hooks; what it catches follows from that.
"""

from dataclasses import dataclass

import numpy as np

from seed.chance.json_pieces import Pieces
from seed.chance.odds import Bools, Floats, Ints, Odds, Rng
from seed.homes.households import Households
from seed.homes.produce.commodities import catalogue
from seed.homes.produce.rows import Rows, joined_pieces, joined_rows, rows, several
from seed.land.areas import Area, Setting
from seed.lives import work

NO_BOAT, ROWING_BOAT, MOTOR_BOAT, SHIP = 0, 1, 2, 3
BOATS = Odds.of({NO_BOAT: 38, ROWING_BOAT: 25, MOTOR_BOAT: 33, SHIP: 4})
WORTH = np.array([9, 17, 38, 160]) * 1_000_000
"""Rupiah of a year's catch, by boat."""
ON_A_RIVER = 3_500_000
"""Rupiah of a year's catch of those who fish in rivers."""
LOW = 25
"""Metres: below that a fisherman goes to sea, whatever his village lives on."""
CASTNET, HOOKS, SEINE, LIFTNET, BRACKISH_POND = 405, 403, 404, 402, 401
GEAR = (Odds.of({HOOKS: 55, CASTNET: 45}), Odds.of({HOOKS: 45, CASTNET: 50, LIFTNET: 5}),
        Odds.of({SEINE: 40, CASTNET: 35, HOOKS: 25}), Odds.of({SEINE: 100}))
"""Odds of the codes of question 58, by boat. Pukat is what such boats pull; small trawls are forbidden."""
PONDS = {Setting.COAST: .004, Setting.TOWN: .003, Setting.RICE: .009, Setting.PLANTATION: .007, Setting.FOREST: .005}
"""Shares of the households with a fresh-water pond."""
POND_FARMERS = 2.5
"""How many times more often farmers keep a pond."""
BRACKISH = .012
"""Share of a coastal village's households with a brackish pond (tambak)."""


@dataclass(frozen=True, slots=True)
class Fishing:
    """One entry a household; `catch` and the gear are rows."""

    boat: Ints
    """From NO_BOAT to SHIP."""
    fishes: Bools
    at_sea: bool
    """The village's fishermen go to sea; elsewhere they fish in rivers."""
    pond: Bools
    """Whether it has a pond, fresh or brackish."""
    brackish: Bools
    catch: Rows
    gear_of: Ints
    """The household of each row."""
    gear: Ints
    """Codes of question 58, one a row of the table alat-ikan."""
    pieces: Ints
    """How many pieces (question 59)."""


def by_the_sea(area: Area) -> bool:
    """Whether the fishermen of that village go to sea."""
    return area.is_coastal or area.altitude <= LOW


def fishing(rng: Rng, area: Area, families: Households) -> Fishing:
    """Draw who fishes with what boat, who keeps a pond, and what that brings."""
    size, sea = families.size, by_the_sea(area)
    fishes = families.works(work.FISHERMAN)
    boat = np.where(fishes & sea, BOATS.draw(rng, size), NO_BOAT)
    share = PONDS[area.setting] * np.where(families.works(work.FARMER), POND_FARMERS, 1)
    chance = rng.random((2, size))
    brackish = ~fishes & (chance[0] < BRACKISH) & (area.setting == Setting.COAST)
    pond = ~fishes & ~brackish & (chance[1] < share)
    worth = WORTH[boat] if sea else np.full(size, ON_A_RIVER)
    caught = _fish(rng, area, "ikan-laut" if sea else "ikan-sungai", fishes, worth, (.45, .3))
    kept = joined_rows(
        _fish(rng, area, "ikan-kolam", pond, np.exp(rng.normal(15.2, .7, size)), (.25,)),
        _fish(rng, area, "ikan-tambak", brackish, np.exp(rng.normal(17.2, .6, size)), (.2,)))
    gear_of, gear, pieces = _gear(rng, fishes, brackish, boat)
    return Fishing(boat, fishes, sea, pond | brackish, brackish, joined_rows(caught, kept), gear_of, gear, pieces)


def _fish(rng: Rng, area: Area, table: str, who: Bools, worth: Floats | Ints, again: tuple[float, ...]) -> Rows:
    """Rows of fish for the households `who`, together worth about `worth` rupiah each. `again`: chances of further kinds."""
    known = catalogue(table)
    household, item = several(rng, known.odds(known.fitting(area)), np.flatnonzero(who), again)
    kinds = np.bincount(household, minlength=len(who))[household]
    kilos = worth[household] * rng.uniform(.6, 1.5, len(household)) / kinds / known.price[item]
    return rows(rng, table, household, item, kilos)


def _gear(rng: Rng, fishes: Bools, brackish: Bools, boat: Ints) -> tuple[Ints, Ints, Ints]:
    """Household, code (question 58) and pieces (59) of the gear of those who fish or have a brackish pond."""
    household = np.flatnonzero(fishes | brackish)
    size = len(household)
    chances = rng.random(size)
    kind = np.choose(boat[household], [odds.at(chances) for odds in GEAR])
    kind = np.where(brackish[household], BRACKISH_POND, kind)
    pieces = rng.integers(1, np.select([kind == HOOKS, kind == SEINE, kind == CASTNET], [6, 3, 4], 3), size)
    return household, kind, pieces


def gear_pieces(fishing: Fishing, size: int) -> Pieces:
    """The table alat-ikan as a piece of each household's answers."""
    return joined_pieces("alat-ikan", fishing.gear_of, [
        f'{{"58":"{gear}","59":{pieces}}}'
        for gear, pieces in zip(fishing.gear.tolist(), fishing.pieces.tolist(), strict=True)], size)
