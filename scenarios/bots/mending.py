"""How a bot puts a file right that it took home: as the papers and the NIK say, or as a hurried person does."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from sandbox.practice.exchange import layout
from sandbox.practice.exchange.cells import cell_of
from sandbox.practice.forms.instruments import load
from sandbox.practice.nik import date_in
from sandbox.spreadsheets.cells import SheetIn, Stands
from sandbox.spreadsheets.files import read_file
from sandbox.spreadsheets.xlsx_out import SheetOut, Value, workbook

SLASHED = re.compile(r"([0-9]{2})/([0-9]{2})/([0-9]{4})")
NIK, BORN = "nik", "birth_date"
Wrongly = Literal["left_out", "guess"]
Part = Literal["first", "second"]
Row = dict[str, Value]


class Work(NamedTuple):
    """What is done with a file. `papers`: what the papers say of it, by name, place and field."""

    papers: Mapping[str, Any]
    name: str
    wrongly: Wrongly | None
    part: Part | None

    def told(self, place: int) -> dict[str, Any]:
        """What the papers say of the person in that row; nothing for most."""
        begin = f"{self.name}.{place}."
        return {key.removeprefix(begin): value for key, value in self.papers.items() if key.startswith(begin)}


def mended(content: bytes, template: bytes | None, work: Work) -> bytes:
    """The file put right. `template`: the one of today, into which its rows are carried over; else its own guide is kept."""
    grids = {grid.name: grid for grid in read_file(content)}
    guide = {grid.name: grid for grid in read_file(template)}[layout.GUIDE] if template else grids[layout.GUIDE]
    cards, people = [*_rows(grids[layout.CARDS])], [*_rows(grids[layout.MEMBERS])]
    people = [row for place, each in enumerate(people, start=1) if (row := _person(each, work, place)) is not None]
    kept = _families(cards, work.part)
    return workbook([SheetOut(layout.GUIDE, [[cell.text for cell in row.cells.values()] for row in guide.rows]),
                     *(_sheet(name, [row for row in rows if row[_link()] in kept])
                       for name, rows in ((layout.CARDS, cards), (layout.MEMBERS, people)))])


def people(content: bytes, work: Work) -> dict[str, dict[str, dict[str, str]]]:
    """Card by card and by name: the NIK and birth date that are true of whoever is in the file."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    members = next(grid for grid in read_file(content) if grid.name == layout.MEMBERS)
    for place, row in enumerate(_rows(members), start=1):
        if (person := _person(row, work, place)) is not None:
            of_card = found.setdefault(str(person[_link()]), {})
            of_card[str(person[_title("name")])] = {key: str(person[_title(key)]) for key in (NIK, BORN)}
    return found


def _families(cards: Sequence[Row], part: Part | None) -> set[Value]:
    """The card numbers that are brought."""
    numbers, half = [row[_link()] for row in cards], len(cards) // 2
    return set(numbers if part is None else numbers[:half] if part == "first" else numbers[half:])


def _rows(grid: SheetIn) -> Iterator[Row]:
    heads = {place: cell.text for place, cell in grid.rows[0].cells.items()}
    for row in grid.rows[1:]:
        # A long number is typed as a person reads it where the column is text: with its fifteen digits.
        yield {heads[place]: str(round(float(cell.text))) if cell.kind is Stands.NUMBER else cell.text
               for place, cell in row.cells.items()}


def _person(row: Row, work: Work, place: int) -> Row | None:
    """The row as it is brought; None for one that is left out."""
    told = work.told(place)
    if told and work.wrongly == "left_out":
        return None
    fields = load("ddk_member").by_key
    true = {_title(key): cell_of(fields[key], value) for key, value in told.items()}
    found = {**row, _title(BORN): _by_nik(row), **true}
    return {**found, **_guessed(row)} if work.wrongly == "guess" else found


def _by_nik(row: Row) -> Value:
    """The birth date; where it has slashes, day and month as the NIK has them."""
    match = SLASHED.fullmatch(str(row[_title(BORN)]))
    if match is None:
        return row[_title(BORN)]
    day, month, _ = date_in(str(row[_title(NIK)])).split("-")
    return f"{day}-{month}-{match[3]}"


def _guessed(row: Row) -> Row:
    """A number that is too short with a 0, and a date with slashes in the order in which it stands, where that is one."""
    match = SLASHED.fullmatch(str(row[_title(BORN)]))
    found: Row = {_title(NIK): str(row[_title(NIK)]).ljust(16, "0")}
    if match and int(match[2]) <= 12:
        found[_title(BORN)] = "-".join(match.groups())
    return found


def _sheet(name: str, rows: Sequence[Row]) -> SheetOut:
    titles = list(dict.fromkeys(title for row in rows for title in row))
    return SheetOut(name, [titles, *([row.get(title) for title in titles] for row in rows)])


def _title(key: str) -> str:
    return next(column.title for sheet in layout.sheets() if sheet.name == layout.MEMBERS
                for column in sheet.columns if column.key == key)


def _link() -> str:
    return _title(layout.LINK)
