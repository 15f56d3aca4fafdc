"""Every sheet of both forms is filled on its page as it is read there, and the same is in the database and in its export.

What a page asks is taken from its HTML alone, what was stored from the table by plain SQL. GLADI_SHEETS=all fills all 221.
"""

import csv
import io
import os
from random import Random

import pytest
from lxml import html
from sqlalchemy import text

from sandbox.practice.sheets.sheet import places
from tests.practice.factories import opened

SOME = 12
SHEETS = list(places()) if os.environ.get("GLADI_SHEETS") == "all" else sorted(Random(12).sample(list(places()), SOME))
WORDS = ("Ada", "SK Bupati 188/1999", "Bu'ron & <b>")


@pytest.fixture(scope="module")
def dice():
    return Random(12)


def answers(page, dice):
    """A value for every input of the sheet, in the order of the page: what is typed, and what that means."""
    found = []
    for control in page.xpath("//table//*[self::select or self::input[@id]]"):
        if control.tag == "select":
            typed = meant = dice.choice([option.get("value") for option in control.xpath("option[@value!='']")])
        elif control.get("aria-label").startswith("Tahun "):
            typed, meant = "1999", 1999
        elif control.get("inputmode"):
            typed, meant = dice.choice([("nihil", 0), ("0", 0), ("7", 7), ("12", 12)])
        else:
            typed = meant = dice.choice(WORDS)
        found.append((control.get("name"), typed, meant))
    return found


def stored(hall, sheet_id):
    """Its cells, row by row: what is there, and whether it was typed."""
    with opened(hall) as session:
        rows = session.execute(text("SELECT row, \"column\", coalesce(number, text) FROM cell WHERE sheet = :s AND period = 2026 "
                                    "ORDER BY row, \"column\""), {"s": sheet_id}).all()
    return {(row, column): value for row, column, value in rows}


def exported(seat, sheet_id):
    """The typed cells of each line as its CSV has them, read by nothing of ours: by title, in the order of the form."""
    content = seat.browser.get(f"/desa/ekspor/lembar/{sheet_id}.csv").body.decode("utf-8-sig")
    rows = csv.reader(io.StringIO(content), delimiter=";")
    lines = {row[1]: row[3:] for row in rows if row and row[0].isdigit()}
    return {line.title: [text for text, column in zip(lines[line.title], line.columns, strict=False) if not column.computed]
            for line in places()[sheet_id].sheet.lines}


def given_rows(sheet_id, given):
    """The same of what was typed."""
    found = {line.title: [] for line in places()[sheet_id].sheet.lines}
    lines = places()[sheet_id].sheet.lines
    for (row, _), (_, _, meant) in zip(typed_places(sheet_id), given, strict=True):
        found[lines[row - 1].title].append(str(meant))
    return found


def typed_places(sheet_id):
    """Rows and columns that people type, in the order of the official form."""
    return [(row, column) for row, line in enumerate(places()[sheet_id].sheet.lines, start=1)
            for column, each in enumerate(line.columns, start=1) if not each.computed]


@pytest.mark.parametrize("sheet_id", SHEETS)
def test_what_is_typed_into_a_sheet_is_what_the_database_has(hall, seat, dice, sheet_id):
    address = f"/desa/lembar/{sheet_id}"
    page = html.fromstring(seat.browser.get(address).text)
    given = answers(page, dice)
    if not typed_places(sheet_id):
        assert given == page.xpath("//form[@id='formulir']") == []
        return
    hidden = [(each.get("name"), each.get("value")) for each in page.xpath("//form[@id='formulir']//input[@type='hidden']")]
    answer = seat.browser.post(address, [*hidden, ("per", "01-03-2026"), *((name, typed) for name, typed, _ in given)]).follow()
    found = stored(hall, sheet_id)
    assert exported(seat, sheet_id) == given_rows(sheet_id, given)
    assert [found.get(place) for place in typed_places(sheet_id)] == [meant for _, _, meant in given]
    shown = html.fromstring(answer.text)
    again = {control.get("name"): control.get("value") for control in shown.xpath("//table//input[@id]")}
    assert {name: again[name] for name, _, _ in given if name in again} == {
        name: str(meant) for name, _, meant in given if name in again}
