"""Workbooks around a list of people: what is wrong in one, and an empty one to be filled in."""

from collections.abc import Iterable

from flask_babel import gettext as _

from instructor.people.checking import RosterReport
from instructor.people.listing import ListedPerson
from instructor.people.problems import RosterProblem, rows_words, words_of
from sandbox.spreadsheets.xlsx_out import CellStyle, SheetColumn, SheetOut, workbook


def problem_file(report: RosterReport) -> bytes:
    """One row for each problem: where, what, why, and what is proposed or was answered."""
    heads = [_("Baris"), _("Isian"), _("Yang tertulis"), _("Mengapa"), _("Saran"), _("Jawaban")]
    rows = [[rows_words(*each.rows), str(each.field), each.written, str(each.reason), _proposed(each), each.answer]
            for each in report.problems]
    widths = [SheetColumn(width) for width in (12, 14, 30, 34, 50, 24)]
    return workbook([SheetOut(_("Masalah"), [heads, *rows], widths, styles=_head(len(heads)))])


def template_file(people: Iterable[ListedPerson]) -> bytes:
    """Everybody who is invited, in the columns that are read again."""
    heads = ["Kode desa", "Kecamatan", "Desa", "Jabatan", "Nama"]
    rows = [[each.code, each.district, each.village, each.role_label, each.name] for each in people]
    widths = [SheetColumn(width) for width in (16, 20, 24, 14, 36)]
    return workbook([SheetOut("Peserta", [heads, *rows], widths, styles=_head(len(heads)))])


def _head(columns: int) -> dict[tuple[int, int], CellStyle]:
    return {(1, column): CellStyle.HEAD for column in range(1, columns + 1)}


def _proposed(problem: RosterProblem) -> str:
    return " / ".join(" · ".join(filter(None, (words_of(problem, choice), choice.detail))) for choice in problem.choices)
