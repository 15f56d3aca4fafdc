"""What holds for the sheets of every group: kinds and options of the cells, and that last year's are complete.

    @in_each(one_of_each_setting())
    def test_last_year_is_complete(region):
        before, now = two_years(region)
        assert empty_cells(before, sheets_of("prasarana_dan_sarana")) == []
"""

from collections.abc import Callable, Collection, Sequence
from functools import cache, wraps
from inspect import signature
from typing import Any

from sandbox.practice.sheets.sheet import Column, Sheet, all_sheets, load
from seed.indicators import years
from seed.indicators.book import Book
from seed.land.areas import Setting, area
from seed.land.regions import Region
from seed.village.population import inhabited
from tests.seed.villages import AS_OF, SEED, by_size


def one_of_each_setting() -> list[Region]:
    """The smallest village of every setting that the district has."""
    found: dict[Setting, Region] = {}
    for region in by_size():
        found.setdefault(area(region, SEED).setting, region)
    return list(found.values())


def named(region: Region) -> str:
    """As a test calls it: coast-Blimbingsari."""
    return f"{area(region, SEED).setting}-{region.name}"


def in_each(villages: Collection[Region]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Has a test of one `region` ask all of these, and tell each of them in which it does not hold.

    Most of these questions are answered in less time than pytest takes to set up a test.
    """
    def of_one(test: Callable[..., None]) -> Callable[..., None]:
        @wraps(test)
        def of_all(**others: Any) -> None:
            wrong = []
            for region in villages:
                try:
                    test(region=region, **others)
                except Exception as error:  # noqa: BLE001 - told below, with the village that it is of
                    error.add_note(f"in {named(region)}")
                    wrong.append(error)
            if wrong:
                raise ExceptionGroup(f"in {len(wrong)} of {len(villages)} villages", wrong)

        asked = signature(test)
        of_all.__signature__ = asked.replace(  # type: ignore[attr-defined]  # what pytest still has to bring
            parameters=[each for name, each in asked.parameters.items() if name != "region"])
        return of_all

    return of_one


@cache
def two_years(region: Region) -> tuple[Book, Book]:
    """Last year's book, which is complete, and this year's with its gaps."""
    return years.two_years(inhabited(region, as_of=AS_OF, seed=SEED))


def sheets_of(*parts: str) -> list[Sheet]:
    """The sheets of these parts of either form, in their order. Raises KeyError for a part that no form has."""
    if unknown := set(parts) - {part for name in ("potensi", "perkembangan") for part in load(name).parts}:
        raise KeyError(unknown)
    return [sheet for sheet in all_sheets() if sheet.part in parts]


def wrong_cells(book: Book, sheets: Sequence[Sheet]) -> list[str]:
    """Cells that these sheets don't have, or whose value is not of their kind: one line each, for the message of a test."""
    problems = []
    for sheet in sheets:
        lines = {line.number: line for line in sheet.lines}
        for (_, row, number), value in sorted(of_sheet(book, sheet.id).items()):
            if row not in lines or not 1 <= number <= len(lines[row].columns):
                problems.append(f"{sheet.id} {row}/{number}: outside the sheet")
            elif problem := wrong_value(lines[row].columns[number - 1], value):
                problems.append(f"{sheet.id}, {lines[row].title}, {lines[row].columns[number - 1].label}: {value!r} {problem}")
    return problems


def wrong_value(column: Column, value: object) -> str:
    """What is wrong with it, or nothing. Rule P37."""
    if not column.is_number:
        if type(value) is not str or not value.strip():
            return "is no text"
        if column.options:
            return "" if value in column.labels else "is no option"
        return "is too long" if len(value) > column.max_length else ""
    if type(value) not in ((int, float) if column.kind == "decimal" else (int,)):
        return f"is {type(value).__name__}"
    assert isinstance(value, int | float)
    if round(value, column.most_decimals) != value:
        return "has too many decimals"
    return "" if column.computed or column.min <= value <= column.max else "is out of bounds"


def empty_cells(book: Book, sheets: Sequence[Sheet], unless: Collection[tuple[str, str]] = ()) -> list[str]:
    """Cells that a diligent operator would have filled: all that are typed, except text.

    `unless`: sheet and title of a line or of a column whose cells may stay empty, as the condition of a pipe that isn't there.
    """
    return [f"{sheet.id}, {line.title}, {column.label}"
            for sheet in sheets for line in sheet.lines for number, column in enumerate(line.columns, start=1)
            if column.kind != "text" and not column.computed and (sheet.id, line.number, number) not in book.cells
            and not {(sheet.id, line.title), (sheet.id, column.label)} & set(unless)]


def of_sheet(book: Book, sheet_id: str) -> dict[tuple[str, int, int], float | int | str]:
    """The cells of one sheet."""
    return {key: value for key, value in book.cells.items() if key[0] == sheet_id}
