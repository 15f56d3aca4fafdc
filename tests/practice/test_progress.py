"""Progres says how far each part is, in cells, and its sums are those of its sheets."""

from datetime import date

import pytest

from sandbox.practice.households.households import village
from sandbox.practice.models import SheetEntry
from sandbox.practice.overviews import progress
from sandbox.practice.sheets import sheet as sheets
from tests.conftest import NOON
from tests.counted import counted
from tests.practice.factories import a_sheet_entry, opened


def enter(session, sheet_id, filled, as_of, year=None):
    """So many cells of that sheet, of this year."""
    period = year or village(session).period
    entry = session.query(SheetEntry).filter_by(sheet=sheet_id, period=period).one_or_none()
    if entry is None:
        entry = a_sheet_entry(sheet_id, period, saved_at=NOON, saved_by="Operator")
        session.add(entry)
    entry.filled, entry.as_of, entry.saved_at = filled, as_of, NOON
    session.flush()


def test_a_part_adds_up_its_sheets_and_tells_the_newest_of_their_dates(practice):
    year = village(practice).period
    enter(practice, "pt-tanah-sawah", 3, date(year, 1, 31))
    enter(practice, "pt-tanah-kering", 2, date(year, 2, 1))
    enter(practice, "pt-tanah-kering", 4, date(year - 1, 12, 31), year - 1)
    potensi = progress.of_village(practice).forms[0]
    part = next(line for line in potensi.lines if line.id == "sumber_daya_alam")
    this, last = part.periods
    assert (this.filled, this.begun, this.as_of, last.filled) == (5, 2, date(year, 2, 1), 4)
    assert (potensi.whole.periods[0].filled, potensi.whole.periods[0].sheets) == (5, 124)


def test_sheet_by_sheet_the_sums_are_those_of_the_parts(practice):
    enter(practice, "pt-usia", 7, None)
    for name in sheets.BOOKS:
        by_part = next(form for form in progress.of_village(practice).forms if form.book.id == name)
        by_sheet = progress.of_village(practice, name).forms[0]
        assert by_part.whole == by_sheet.whole
        for lines in (by_part.lines, by_sheet.lines):
            assert sum(line.periods[0].cells for line in lines) == by_part.whole.periods[0].cells
            assert sum(line.periods[0].filled for line in lines) == by_part.whole.periods[0].filled


def test_the_page_leads_from_a_part_to_its_sheets_and_from_a_sheet_to_its_page(seat):
    with opened(seat.hall) as session:
        enter(session, "pt-usia", 7, date(2026, 2, 1))
    whole = seat.browser.get("/desa/progres")
    assert whole.html.find("a", href="/desa/potensi/bagian/umum") is not None
    one = seat.browser.get("/desa/progres/potensi")
    row = one.html.find("a", href="/desa/lembar/pt-usia").find_parent("tr").get_text(" ", strip=True)
    assert "7/" in row
    assert "01-02-2026" in row
    assert seat.browser.get("/desa/progres/lain", status=404)


@pytest.mark.both
def test_it_costs_three_questions_more_than_the_login_and_the_look(seat):
    seat.browser.get("/desa/progres")
    with counted() as found:
        seat.browser.get("/desa/progres/potensi")
    assert found.statements <= 12
