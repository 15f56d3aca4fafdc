"""Which figures of the sheets the public page shows: each names a sheet, lines of it by title, and a column by its label."""

from collections.abc import Sequence
from dataclasses import dataclass

from sandbox.practice.sheets.sheet import Sheet, sheet


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure by name: the sum of these lines in that column."""

    label: str
    sheet: str
    lines: tuple[str, ...]
    column: str
    unit: str = ""

    @property
    def places(self) -> list[tuple[int, int]]:
        """Row and column of each cell. Raises KeyError for a title that the sheet does not have."""
        found = [sheet(self.sheet).by_title[title] for title in self.lines]
        return [(line.number, line.column(self.column)) for line in found]


BORDERS, IDENTITY, CROPS, LIVESTOCK = "pt-batas-wilayah", "pt-identitas", "pt-hasil-pangan", "pt-ternak-populasi"
AREA = Fact("luas desa", "pt-tanah-ringkasan", ("Luas desa/kelurahan",), "Luas", "ha")
HEAD = Fact("Kepala desa", IDENTITY, ("Nama kepala desa/lurah",), "Isi")

FACILITIES: Sequence[Fact] = (
    Fact("SD dan MI", "pt-pendidikan-formal", ("SD/sederajat",), "Jumlah"),
    Fact("SMP dan MTs", "pt-pendidikan-formal", ("SMP/sederajat",), "Jumlah"),
    Fact("SMA dan MA", "pt-pendidikan-formal", ("SMA/sederajat",), "Jumlah"),
    Fact("Puskesmas pembantu", "pt-kesehatan-prasarana", ("Puskesmas pembantu",), "Jumlah"),
    Fact("Posyandu", "pt-kesehatan-prasarana", ("Posyandu",), "Jumlah"),
    Fact("Masjid dan musala", "pt-peribadatan", ("Masjid", "Langgar/surau/mushola"), "Jumlah"),
    Fact("Pasar", "pt-jasa-dagang", ("Pasar hasil bumi/tradisional/harian", "Pasar mingguan"), "Jumlah unit"),
    Fact("Jalan aspal", "pt-jalan-desa", ("Panjang jalan aspal",), "Jumlah", "km"),
)
LAND: Sequence[tuple[str, str]] = (
    ("Sawah", "pt-tanah-sawah"), ("Tegal, ladang, permukiman", "pt-tanah-kering"), ("Tanah basah", "pt-tanah-basah"),
    ("Perkebunan", "pt-tanah-perkebunan"), ("Fasilitas umum", "pt-tanah-fasilitas"), ("Hutan", "pt-tanah-hutan"))
"""Each kind of land, and the sheet whose computed line is its area."""


def total_place(asked: Sheet) -> tuple[int, int]:
    """Row and column of the sheet's last computed line, which adds up its areas."""
    line = [line for line in asked.lines if line.formula.computes or line.columns[0].computed][-1]
    return line.number, 1


def groups() -> dict[str, tuple[str, ...]]:
    """The sheets of each group of figures."""
    return {"land": (AREA.sheet, *(id_ for _, id_ in LAND)), "potential": (CROPS, LIVESTOCK), "borders": (BORDERS,),
            "facilities": tuple(dict.fromkeys(fact.sheet for fact in FACILITIES))}


def sheets() -> tuple[str, ...]:
    """All that the page reads."""
    return (BORDERS, IDENTITY, CROPS, LIVESTOCK, AREA.sheet, *(id_ for _, id_ in LAND),
            *dict.fromkeys(fact.sheet for fact in FACILITIES))
