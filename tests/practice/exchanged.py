"""Files as people upload them, and the pages through which they go."""

from collections.abc import Mapping, Sequence
from typing import Any

from sandbox.practice.exchange import layout
from sandbox.practice.exchange.template import filled
from sandbox.spreadsheets.xlsx_out import SheetOut, workbook
from tests.practice.factories import Pages

CARD = {"number": "3510621208910077", "address": "Jl. Melati 3", "hamlet": "Krajan", "rt": "01", "rw": "00"}


def a_family(serial: int, **answers: Any) -> Any:
    """A family of two, as a template is filled with it."""
    card = {**CARD, "number": f"351062120891{7000 + serial}"}
    head = {"nik": f"351062120880{7000 + serial}", "name": f"Warga {serial}", "sex": "L", "birth_place": "Banyuwangi",
            "birth_date": "1980-08-12", "2": "1", "3": "1"}
    wife = {**head, "nik": f"351062520880{7000 + serial}", "name": f"Istri {serial}", "sex": "P", "2": "3"}
    return card, answers, [(head, {}), (wife, {})]


def a_file(*families: Any) -> bytes:
    return filled(families)


def a_workbook(**sheets: Sequence[Sequence[Any]]) -> bytes:
    """A workbook with these rows by sheet, the head first."""
    return workbook([SheetOut(name, rows) for name, rows in sheets.items()])


def heads(sheet: str) -> list[str]:
    return [column.title for each in layout.sheets() if each.name == sheet for column in each.columns]


def upload(seat: Pages, content: bytes, name: str = "keluarga.xlsx") -> Any:
    """The page that follows when this seat has a file checked."""
    form = seat.form(seat.browser.get("/desa/impor"), "check_file")
    form["file"] = (name, content)
    return form.submit().follow()


def listed(page: Any) -> list[tuple[str, ...]]:
    """The cells of the check as its page lists them: address, and each column's words."""
    return [(row["data-cell"], *(" ".join(each.text.split()) for each in row.find_all(["td", "th"])[1:]))
            for row in page.html.select(".check-cells tbody tr")]


def counted(page: Any) -> Mapping[str, str]:
    """The counts of the check by their words."""
    return {each.dt.text: each.dd.text for each in page.html.select(".check-counts > div")}
