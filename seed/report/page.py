"""The page of `gladi seed --report`: one HTML file that needs nothing else, so that it can be mailed and printed."""

import os
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sandbox.practice.forms.instruments import load
from sandbox.practice.sheets.sheet import load as load_sheets
from seed.report import figures, plots
from seed.report.published import Published
from seed.report.tally import Tally

OLDEST_GROUP = 75
SETTINGS = {"coast": "pesisir", "town": "kota", "rice": "persawahan", "plantation": "perkebunan", "forest": "tepi hutan"}
SECTORS: dict[str, tuple[str, ...]] = {
    "Petani dan peternak": ("1", "9"), "Buruh tani": ("2",), "Nelayan": ("10",), "Buruh harian, tukang, industri": (
        "7", "11", "23", "24", "25", "26", "42", "57", "76", "77", "78", "79", "81", "89", "91"),
    "Dagang dan warung": ("8", "18", "22", "34", "55", "56", "67"), "Karyawan dan jasa": (
        "6", "12", "13", "14", "19", "20", "27", "32", "33", "58", "59", "70", "84", "108"),
    "PNS, TNI, POLRI, perangkat": ("5", "16", "17", "41")}
"""Occupations (member question 9) in a few groups; all others are `Lainnya`."""
OTHER = "Lainnya"
COLOURS = dict(zip([*SECTORS, OTHER], ("#4d7c3a", "#8a9a3b", "#2f6d8f", "#b5562b", "#8a5a8f", "#50687d", "#a8862a", "#777"),
                   strict=True))
INDICATORS: tuple[tuple[str, str, str | int, str], ...] = (
    ("pt-tanah-ringkasan", "Luas desa/kelurahan", 1, "ha"), ("pt-tanah-sawah", "Luas tanah sawah", 1, "ha"),
    ("pt-tanah-kering", "Luas tanah kering", 1, "ha"), ("pt-tanah-perkebunan", "Luas tanah perkebunan", 1, "ha"),
    ("pt-tanah-hutan", "Luas tanah hutan", 1, "ha"), ("pt-hasil-pangan", "Padi sawah", "Luas produksi", "ha"),
    ("pt-ternak-populasi", "Sapi", "Perkiraan jumlah populasi", "ekor"),
    ("pt-pendidikan-formal", "SD/sederajat", "Jumlah", "unit"),
    ("pt-kesehatan-prasarana", "Posyandu", 1, "unit"), ("tp-penduduk", "Jumlah penduduk tahun ini", "Total", "orang"),
    ("tp-kesejahteraan", "Keluarga prasejahtera", 1, "KK"), ("tp-bayi", "Bayi lahir hidup", 1, "orang"),
    ("tp-kb", "Akseptor KB", 1, "orang"), ("tp-gizi-balita", "Balita bergizi buruk", 1, "orang"),
    ("tp-air-bersih", "Pelanggan PAM", 1, "KK"), ("tp-aman-pencurian", "Pencurian dan perampokan tahun ini", 1, "kasus"),
    ("tp-pem-apb", "Jumlah penerimaan tahun ini", 1, "Rp"))
"""Last year's figures that the page sums up over the district: sheet, line, column, unit."""


def write(tally: Tally, path: Path) -> None:
    """Write the page, whole or not at all. Raises OSError."""
    environment = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined)
    environment.filters["number"] = _number
    temporary = path.with_name(f"{path.name}.tmp")
    try:
        temporary.write_text(environment.get_template("page.html").render(_content(tally)), encoding="utf-8")
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


class SourceNotes:
    """Numbers sources in the order in which the page names them."""

    def __init__(self) -> None:
        self.sources: list[tuple[str, str]] = []

    def __call__(self, published: Published) -> str:
        source = published.source, published.address
        if source not in self.sources:
            self.sources.append(source)
        return f"[{self.sources.index(source) + 1}]"


def _content(tally: Tally) -> dict[str, Any]:
    """What page.html shows, by the names that it uses."""
    persons = sum(tally.persons.values())
    return {
        "tally": tally, "whole": tally.is_whole, "notes": SourceNotes(), "hash": tally.sha256[:16],
        "persons": persons, "households": sum(tally.sizes.values()),
        "median_bytes": sorted(tally.bytes)[len(tally.bytes) // 2] if tally.bytes else 0,
        "pyramid": _pyramid(tally, persons), "sizes": _sizes(tally), "livelihoods": _livelihoods(tally), "colours": COLOURS,
        "welfare": plots.bars(_named(tally.welfare, "4"), title="Kategori keluarga"),
        "water": plots.bars(_named(tally.water, "8"), title="Sumber air minum"),
        "settings": {SETTINGS[name]: number for name, number in tally.settings.most_common()},
        "compared": list(figures.compared(tally)), "subdistricts": list(figures.by_subdistrict(tally)),
        "indicators": _indicators(tally), "defects": dict(sorted(tally.defects.items()))}


def _pyramid(tally: Tally, persons: int) -> str:
    """Ages in groups of five years, as SVG."""
    groups: dict[str, Counter[int]] = {"L": Counter(), "P": Counter()}
    for person, number in tally.persons.items():
        groups[person.sex][min(person.age, OLDEST_GROUP) // 5] += number
    labels = [f"{start}–{start + 4}" for start in range(0, OLDEST_GROUP, 5)] + [f"{OLDEST_GROUP}+"]
    men, women = ([100 * groups[sex][index] / persons for index in range(len(labels))] for sex in "LP")
    return plots.pyramid(men, women, labels)


def _sizes(tally: Tally) -> str:
    """Households by their number of members, as SVG."""
    total = sum(tally.sizes.values())
    shares = {f"{size} orang": 100 * tally.sizes[size] / total for size in range(1, 8)}
    shares["8 atau lebih"] = 100 * sum(number for size, number in tally.sizes.items() if size >= 8) / total
    return plots.bars(shares, title="Besar keluarga")


def _livelihoods(tally: Tally) -> str:
    """What people of 15 and over live on who are employed, by the setting of their village."""
    sector_of = {code: name for name, codes in SECTORS.items() for code in codes}
    counts: dict[str, Counter[str]] = {}
    for person, number in tally.persons.items():
        if person.age >= 15 and person.work and person.work not in figures.EMPLOYED_NOT:
            counts.setdefault(SETTINGS[person.setting], Counter())[sector_of.get(person.work, OTHER)] += number
    rows = {setting: {name: 100 * counter[name] / counter.total() for name in COLOURS} for setting, counter in counts.items()}
    return plots.stacked(dict(sorted(rows.items())), COLOURS, "Mata pencaharian menurut jenis desa")


def _named(counter: Counter[str], question: str) -> Mapping[str, float]:
    """Percent of a counter of codes, by the label of the code among that household question's options."""
    labels, total = load("ddk_household").by_key[question].labels, max(1, sum(counter.values()))
    return {labels.get(code, code): 100 * number / total for code, number in counter.most_common()}


def _indicators(tally: Tally) -> list[tuple[str, str, float, str]]:
    """Form, sheet and line in words, the sum over the villages, unit."""
    found = []
    for sheet_id, row, column, unit in INDICATORS:
        book = load_sheets("potensi" if sheet_id.startswith("pt-") else "perkembangan")
        words = row if column == 1 else f"{row}: {column}"
        found.append((book.title, words, tally.cell(sheet_id, row, column), unit))
    return found


def _number(value: float, places: int = 0) -> str:
    """1.604.140 or 24,7: dots between thousands, a comma before decimals."""
    return f"{value:,.{places}f}".translate(str.maketrans(",.", ".,"))
