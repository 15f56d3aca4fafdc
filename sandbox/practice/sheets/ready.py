"""What must be done before a sheet can be sent: a state of a day, no figure left open, no copy that nobody has looked at.

A word or a choice may stay open: what is not there (0) has none.
"""

from collections.abc import Iterator

from sandbox.practice.forms.field_errors import CellsOpen, CopiesUnseen, FieldError, NotBegun
from sandbox.practice.models import SheetEntry
from sandbox.practice.rules.check import Finding, Level
from sandbox.practice.sheets import entries, questions
from sandbox.practice.sheets.sheet import Sheet, cell_name


def obstacles(sheet: Sheet, entry: SheetEntry) -> list[Finding]:
    """In the order of the page."""
    return [Finding("", Level.REFUSE, error) for error in _errors(sheet, entry)]


def _errors(sheet: Sheet, entry: SheetEntry) -> Iterator[FieldError]:
    figures, copies = entries.figures_of(entry), entries.copies_of(entry)
    typed = [(line.number, number) for line, number, _ in questions.typed_columns(sheet)]
    counted = [(line.number, number) for line, number, column in questions.typed_columns(sheet) if column.is_number]
    if entry.as_of is None or not figures:
        yield NotBegun.at(questions.AS_OF, "Lembar")
        return
    if open_cells := [place for place in counted if place not in figures]:
        yield CellsOpen.at(cell_name(*open_cells[0]), "Isian", count=len(open_cells))
    if unseen := [place for place in typed if place in copies]:
        yield CopiesUnseen.at(cell_name(*unseen[0]), "Salinan", count=len(unseen))
