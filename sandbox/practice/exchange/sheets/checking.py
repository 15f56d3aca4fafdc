"""The dry run of a file of sheets: what is told of it, and what would be stored. It writes nothing.

A cell that is empty in the file changes nothing. A sheet of the file is the state of its day: the newest day counts, and what is
said of an earlier one is kept as that day's.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import chain
from typing import Any

from sandbox.practice.exchange.reading import hidden
from sandbox.practice.exchange.report import MOST_REPLACED, MOST_TOLD, CellProblem, Counts, Replaced, Report
from sandbox.practice.exchange.sheets import reading
from sandbox.practice.exchange.sheets.asking import KnownSheets, StoredSheet
from sandbox.practice.exchange.sheets.reading import SheetRead
from sandbox.practice.forms.field_errors import AnotherYear, FieldError
from sandbox.practice.forms.reading import empty
from sandbox.practice.forms.values import words, written_date
from sandbox.practice.sheets import questions
from sandbox.practice.sheets.cells import Value
from sandbox.practice.sheets.sheet import Place
from sandbox.spreadsheets.cells import SheetIn

EVERY = 10
"""Sheets between two reports of progress."""
Progress = Callable[[int, int], None]


class FileOfAnotherYear(FieldError):
    code = "VAL-38"
    wording = ("Lembar ini berisi tahun {year}; yang diisi sekarang tahun {period}. "
               "Unduh lembar tahun {period}, lalu pindahkan isinya.")


class SheetTwice(FieldError):
    code = "IMP-412"
    wording = "Lembar {sheet} sudah ada di {where}. Hapus salah satunya dari file."


class SheetNotHere(FieldError):
    code = "IMP-412"
    wording = "Lembar {sheet} tidak dipakai di desa ini. Hapus lembarnya dari file."


@dataclass(frozen=True, slots=True)
class PlannedSheet:
    """A sheet as it will be stored. `version`: the one it was checked against. `cells`: all that are typed, as row, column and
    value.
    """

    id: int
    version: int
    as_of: str
    cells: Sequence[Sequence[Any]]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(slots=True)
class SheetAfter:
    """A sheet of the file beside what is stored of it. `before`: the figures of its day; `as_of`: its day, if it can be read."""

    read: SheetRead
    stored: StoredSheet
    as_of: date | None

    @property
    def before(self) -> Mapping[Place, Value]:
        return self.stored.on(self.as_of) if self.as_of else self.stored.figures

    @property
    def is_new_day(self) -> bool:
        """Whether nothing is stored of that day."""
        return self.as_of not in (self.stored.as_of, *self.stored.pasts)

    @property
    def is_changed(self) -> bool:
        """Whether anything of it would be stored."""
        given = self.read.values
        return bool(given) and (self.is_new_day or any(self.before.get(place) != value for place, value in given.items()))

    def planned(self) -> PlannedSheet:
        assert self.as_of is not None
        typed = {(line.number, number) for line, number, _ in questions.typed_columns(self.read.place.sheet)}
        cells = {place: value for place, value in self.before.items() if place in typed} | self.read.values
        return PlannedSheet(self.stored.id, self.stored.version, self.as_of.isoformat(),
                            [[*place, value] for place, value in sorted(cells.items())])


def check(grids: Sequence[SheetIn], village: KnownSheets, progress: Progress) -> tuple[Report, list[PlannedSheet]]:
    """What is told of the file, and what would be stored; nothing where a cell is refused. Raises NoSpreadsheet."""
    found, after = reading.read(grids), list[SheetAfter]()
    first: dict[str, SheetRead] = {}
    for place, read in enumerate(found):
        if place % EVERY == 0:
            progress(place, len(found))
        stored = village.sheets.get(read.place.sheet.id)
        before = first.setdefault(read.place.sheet.id, read)
        _note(read, stored, village.period, before if before is not read else None)
        if stored is not None:
            after.append(SheetAfter(read, stored, read.day))
    report = _report(found, after, [note for grid in grids if reading.begins(grid.rows) for note in hidden(grid)])
    return report, [] if report.refused else [each.planned() for each in after if each.is_changed]


def _note(read: SheetRead, stored: StoredSheet | None, period: int, before: SheetRead | None) -> None:
    """Note what is wrong with the sheet as a whole, and with its day. A sheet without a figure is nobody's fault."""
    top, called = (read.row, 1), read.place.called
    if before is not None:
        where = before.tab if before.tab and before.tab != read.tab else f"baris {before.row}"
        read.note(SheetTwice.at("", "Lembar", sheet=called, where=where), top, None)
    if stored is None:
        read.note(SheetNotHere.at("", "Lembar", sheet=called), top, None)
    if read.year and read.year.removesuffix(".0") != str(period):
        read.note(FileOfAnotherYear.at("", "Tahun", year=read.year[:20], period=period), read.year_at or top, None)
    if not read.values:
        return
    day_at, asked = read.day_at or top, questions.fields(read.place.sheet)[questions.AS_OF]
    if read.day is None and day_at[0] not in read.wrong:
        read.note(empty(asked), day_at, None)
    elif read.day is not None and read.day.year != period:
        read.note(AnotherYear.at(asked.name, asked.label, day=written_date(read.day), period=period), day_at, read.day_cell)


def _report(found: Sequence[SheetRead], after: Sequence[SheetAfter], notes: Sequence[str]) -> Report:
    problems = list(chain.from_iterable(map(_in_order, found)))
    tally = Counter(chain.from_iterable(map(_states, after)))
    replaced = [each for sheet in after if sheet.is_changed for each in _replaced(sheet)]
    return Report(
        counts=Counts(**tally, wrong=sum(len(read.wrong) for read in found)),
        sheets=sum(each.is_changed for each in after), refused=len(problems), problems=problems[:MOST_TOLD],
        replaced=replaced[:MOST_REPLACED], replaced_records=len({each.whose for each in replaced}),
        notes=[*notes, *([] if problems else _of_earlier_days(after)), *_empty(found)], is_of_sheets=True)


def _in_order(read: SheetRead) -> list[CellProblem]:
    return sorted(read.problems, key=lambda problem: (problem.row, problem.column))


def _states(sheet: SheetAfter) -> Iterator[str]:
    """What becomes of each row that says anything, the one of the day among them."""
    rows: dict[int, list[Place]] = {}
    for place in sheet.read.values:
        rows.setdefault(place[0], []).append(place)
    for number, places in rows.items():
        if sheet.read.rows[number] in sheet.read.wrong:
            continue
        is_same = all(sheet.before.get(place) == sheet.read.values[place] for place in places)
        yield "same" if is_same else "changed" if any(place in sheet.before for place in places) else "new"
    if rows and sheet.is_new_day and sheet.as_of:
        yield "changed" if sheet.stored.as_of and sheet.stored.counts(sheet.as_of) else "new"


def _replaced(sheet: SheetAfter) -> Iterator[Replaced]:
    """Every stored figure, and the day, that another one would take the place of."""
    place, before = sheet.read.place, sheet.before
    whose = f"{place.called} · {place.sheet.title}"
    if sheet.stored.as_of and sheet.as_of and sheet.is_new_day and sheet.stored.counts(sheet.as_of):
        yield Replaced(whose, "Per tanggal", written_date(sheet.stored.as_of), written_date(sheet.as_of))
    for line, number, column in questions.typed_columns(place.sheet):
        value = sheet.read.values.get((line.number, number))
        if value is not None and (line.number, number) in before and before[line.number, number] != value:
            yield Replaced(whose, questions.cell_label(line, column), words(column, before[line.number, number]),
                           words(column, value))


def _of_earlier_days(after: Sequence[SheetAfter]) -> Iterator[str]:
    for each in after:
        if each.is_changed and each.as_of and each.stored.as_of and not each.stored.counts(each.as_of):
            yield (f"{each.read.place.called}: keadaan per {written_date(each.as_of)} disimpan di Riwayat. "
                   f"Yang dipakai tetap keadaan per {written_date(each.stored.as_of)}, karena tanggalnya lebih baru.")


def _empty(found: Sequence[SheetRead]) -> Iterator[str]:
    count = sum(not read.values and not read.problems for read in found)
    if count:
        yield f"{count} lembar tidak berisi isian yang diketik, jadi tidak berubah."
