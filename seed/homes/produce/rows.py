"""The rows of a produce table, for the whole village in columns, and their text.

A row is one commodity of one household. Indicators are summed from the columns, the stored answers are written from them.
"""

from dataclasses import dataclass, fields
from functools import cache

import numpy as np

from seed.chance.json_pieces import Pieces
from seed.chance.odds import Bools, Floats, Ints, Odds, Rng
from seed.homes.produce.commodities import FRACTIONS, MARKET_CODES, NOT_SOLD, TRADER, UNITS, catalogue, codes_of

FIRST_QUESTION = {"pangan": 12, "buah": 17, "obat": 23, "kebun": 28, "hutan": 33, "ternak": 38, "ikan": 43, "galian": 48,
                  "olahan-ternak": 53, "alat-ikan": 58}
LITTLE, MUCH = 350_000, 4_000_000
"""Rupiah a year: what is worth less is often eaten at home, what is worth more is sold."""
EATEN_AT_HOME = .6


@dataclass(frozen=True, slots=True)
class Rows:
    """Columns, one entry a row; the rows of one household stand together."""

    household: Ints
    """Index of the household."""
    code: Ints
    amount: Floats
    """What one year brought, in `unit` (a code of commodities.UNITS)."""
    unit: Ints
    value: Ints
    """Rupiah for all of the amount."""
    sold: Ints
    hectares: Floats
    """What it grows on: of annual crops, summed over the harvests. 0 of animals and fish."""
    count: Ints
    """Fruit trees; 0 in other tables."""
    income: Floats
    """What of the value is left in a year when all is paid."""

    def of(self, counted: Bools) -> "Rows":
        """The rows of these households (a flag each)."""
        return self._kept(counted[self.household])

    def kind(self, code: int) -> "Rows":
        """The rows of this commodity."""
        return self._kept(self.code == code)

    def has(self, size: int) -> Bools:
        """Which of `size` households have a row."""
        return np.bincount(self.household, minlength=size) > 0

    def sums(self, numbers: Floats, size: int) -> Floats:
        """For each of `size` households the sum of a number that every row has."""
        return np.bincount(self.household, weights=numbers, minlength=size).astype(np.float64)

    def _kept(self, rows: Bools) -> "Rows":
        return Rows(*(getattr(self, column.name)[rows] for column in fields(self)))


def several(rng: Rng, odds: Odds, household: Ints, again: tuple[float, ...]) -> tuple[Ints, Ints]:
    """One item for each household and, with the chances `again`, a second and further ones. (household, item) of each row."""
    drawn = odds.draw(rng, len(household) * (1 + len(again))).reshape(len(household), 1 + len(again))
    kept = np.ones(drawn.shape, dtype=bool)
    chance = rng.random(drawn.shape)
    for nth, share in enumerate(again, start=1):
        kept[:, nth] = kept[:, nth - 1] & (chance[:, nth] < share) & (drawn[:, :nth] != drawn[:, nth:nth + 1]).all(axis=1)
    row, column = np.nonzero(kept)
    return household[row], drawn[row, column]


def rows(rng: Rng, table: str, household: Ints, item: Ints, scale: Floats | Ints, *, hectares: Floats | None = None,
         count: Ints | None = None) -> Rows:
    """The rows of these items of the table's catalogue, with amounts, values and the way in which they are sold.

    `scale`: hectares, trees or animals by which each row's yield is multiplied. No luck is drawn for what is counted itself.
    """
    known, size = catalogue(table), len(household)
    luck = np.where(known.yields[item] == 1, 1, rng.uniform(.75, 1.2, size))
    amount = _spoken(scale * known.yields[item] * luck, known.unit[item])
    value = _rounded(amount * known.price[item] * rng.uniform(.94, 1.06, size), 3, 1000).astype(np.int64)
    sold = MARKET_CODES[(rng.random(size)[:, None] >= known.sold[item]).sum(axis=1)]
    sold = np.where((value < LITTLE) & (rng.random(size) < EATEN_AT_HOME), NOT_SOLD, sold)
    sold = np.where((value > MUCH) & (sold == NOT_SOLD), TRADER, sold)
    return Rows(household, known.code[item], amount, known.unit[item], value, sold,
                np.zeros(size) if hectares is None else hectares, np.zeros(size, np.int64) if count is None else count,
                value * known.margin[item])


def joined_rows(first: Rows, second: Rows) -> Rows:
    """The rows of both, sorted by household."""
    columns = [np.concatenate([getattr(first, column.name), getattr(second, column.name)]) for column in fields(first)]
    order = np.argsort(columns[0], kind="stable")
    return Rows(*(column[order] for column in columns))


def table_pieces(table: str, rows: Rows, size: int) -> Pieces:
    """The table as a piece of each household's answers."""
    opening, amount, unit, sold = _ends(table)
    trees = [f'"18":{count},' for count in rows.count.tolist()] if table == "buah" else [""] * len(rows.code)
    columns = zip(rows.code.tolist(), trees, rows.amount.tolist(), rows.unit.tolist(), rows.value.tolist(), rows.sold.tolist(),
                  strict=True)
    return joined_pieces(table, rows.household, [
        f"{opening[code]}{grown}{amount}{produced:.10g}{unit[measure]}{value}{sold[market]}"
        for code, grown, produced, measure, value, market in columns], size)


def joined_pieces(table: str, household: Ints, texts: list[str], size: int) -> Pieces:
    """Rows that are written already, as a piece a household: '"ternak":[{…},{…}]'; none: no text."""
    pieces = [""] * size
    for index, text in zip(household.tolist(), texts, strict=True):
        pieces[index] = f"{pieces[index]},{text}" if pieces[index] else text
    for index in np.flatnonzero(np.bincount(household, minlength=size)).tolist():
        pieces[index] = f'"{table}":[{pieces[index]}]'
    return pieces


@cache
def _ends(table: str) -> tuple[dict[int, str], str, dict[int, str], dict[int, str]]:
    """What stands around a row's numbers: by code of the commodity, before the amount, by unit, by market."""
    first = FIRST_QUESTION[table]
    amount = first + 1 + (table == "buah")
    return ({code: f'{{"{first}":"{code}",' for code in codes_of(table)}, f'"{amount}":',
            {code: f',"{amount + 1}":"{code}","{amount + 2}":' for code in UNITS.values()},
            {code: f',"{amount + 3}":"{code}"}}' for code in MARKET_CODES.tolist()})


def _spoken(amounts: Floats, unit: Ints) -> Floats:
    """As one tells an amount: two digits that count, and at least the smallest that the unit allows."""
    least = np.where(np.isin(unit, FRACTIONS), .1, 1)
    return np.maximum(_rounded(amounts, 2, least), least).round(1)


def _rounded(numbers: Floats, digits: int, least: float | Floats) -> Floats:
    """To so many digits that count, but no finer than `least`."""
    step = np.maximum(10.0 ** (np.floor(np.log10(np.maximum(numbers, 1e-9))) + 1 - digits), least)
    return np.round(numbers / step) * step
