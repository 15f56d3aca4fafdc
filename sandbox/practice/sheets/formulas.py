"""How a computed cell of a sheet comes from other cells of that sheet: the keys that say it in the sheet's file.

    sum: [Laki-laki, Perempuan]                         added up
    sum: above                                          all lines above that are typed, so that a subtotal's parts count once
    sum: [Jumlah penerimaan tahun ini]                  added up, less those of `minus`
    minus: [Jumlah belanja]
    products: [[Luas produksi, Hasil produksi]]         multiplied; several lists are added up
    percent: {part: Jumlah memilih, of: Jumlah pemilih}
    quotient: {of: Siswa, per: Guru}
    growth: {of: Jumlah penduduk tahun ini, since: Jumlah penduduk tahun lalu}      in percent

A column names columns of its own line; a block of computed lines names lines, and counts column by column. A computed cell
without a formula needs other sheets: whoever fills the sheet puts it.
"""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field as Described
from pydantic import model_validator

from sandbox.practice.forms.fields import Strict


class Percent(Strict):
    part: str
    of: str


class Quotient(Strict):
    of: str
    per: str


class Growth(Strict):
    of: str
    since: str


class Formula(Strict):
    """How a cell is computed, in the keys above. At most one way of computing is given."""

    sum: Literal["above"] | tuple[str, ...] | None = Described(None, description="Titles to add up, or `above`.")
    minus: tuple[str, ...] = Described((), description="Titles to take away from the sum.")
    products: tuple[tuple[str, ...], ...] = Described((), description="Lists of titles: each multiplied, then added up.")
    percent: Percent | None = None
    quotient: Quotient | None = None
    growth: Growth | None = Described(None, description="Change in percent.")

    @model_validator(mode="after")
    def _is_one_way(self) -> "Formula":
        ways = [way for way in (self.sum, self.products, self.percent, self.quotient, self.growth) if way]
        if len(ways) > 1:
            raise ValueError("berisi lebih dari satu rumus")
        if self.minus and not self.sum:
            raise ValueError("minus memerlukan sum")
        return self

    @property
    def computes(self) -> bool:
        """Whether a formula is given at all."""
        return bool(self.sum or self.products or self.percent or self.quotient or self.growth)

    def titles(self) -> Iterator[str]:
        """All that the formula names."""
        if self.sum and self.sum != "above":
            yield from self.sum
        yield from self.minus
        for product in self.products:
            yield from product
        for pair in (self.percent, self.quotient, self.growth):
            if pair:
                yield from pair.model_dump().values()
