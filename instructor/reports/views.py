"""Laporan: what came of one day or of all, to look at, as tables, as Excel and as PDF."""

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from instructor.reports import agreement, files
from instructor.reports.figures import figures
from instructor.reports.results import DayResults, every_day, results_of
from instructor.reports.table import shown
from instructor.reports.tables import REPORTS, TITLES
from sandbox.accounts.guards import current_staff, staff_required
from sandbox.paper.size import size_of
from sandbox.platform.groups import shown_group
from sandbox.web import services
from sandbox.words.digits import natural

ALL = "semua"
ROWS = 50
"""Of a table, on a page."""


@staff_required()
def report() -> ResponseReturnValue:
    """The figures of the chosen day (`hari`: its number, or semua); at first of the open one, or the last that was closed."""
    every, chosen = _chosen()
    return render_template("hall/report.html", figures=figures(chosen), days=chosen, every=every, asked=_asked(every, chosen),
                           differs=agreement.differences(chosen), now=services().clock.now(), staff=current_staff(),
                           titles=TITLES)


@staff_required()
def report_table(table: str) -> ResponseReturnValue:
    """One table of the chosen days, 50 rows a page."""
    if table not in REPORTS:
        raise NotFound()
    every, chosen = _chosen()
    found = REPORTS[table](chosen)
    last = max((len(found.rows) - 1) // ROWS, 0)
    page = min(max(request.args.get("hal", 1, type=int) - 1, 0), last)
    return render_template("hall/report_table.html", table=found, rows=found.rows[page * ROWS:(page + 1) * ROWS], name=table,
                           days=chosen, every=every, asked=_asked(every, chosen), page=page + 1, pages=last + 1,
                           now=services().clock.now(), staff=current_staff(), titles=TITLES, shown=shown)


@staff_required()
def report_workbook() -> ResponseReturnValue:
    """Every table of the chosen days, a sheet each."""
    every, chosen = _chosen()
    return _file(files.workbook(chosen), files.WORKBOOK, files.file_name(chosen, every, services().clock.now(), "xlsx"))


@staff_required()
def report_pdf() -> ResponseReturnValue:
    """The same figures on paper, and everybody in a table."""
    every, chosen = _chosen()
    now = services().clock.now()
    return _file(files.pdf(chosen, now=now, size=size_of(request.args.get("kertas"))), "application/pdf",
                 files.file_name(chosen, every, now, "pdf"))


def _file(content: bytes, mimetype: str, name: str) -> Response:
    return Response(content, mimetype=mimetype, headers={"Content-Disposition": f'attachment; filename="{name}"',
                                                         "Cache-Control": "no-store"})


def _chosen() -> tuple[list[DayResults], list[DayResults]]:
    """Every day without its results, and the chosen ones with them. Raises NoSuchGroup."""
    every, asked = every_day(), request.args.get("hari", "")
    if asked == ALL:
        return every, results_of(every, now=services().clock.now())
    present = shown_group()
    default = next((day.number for day in every if day.group.id == present), every[0].number if every else 0)
    chosen_number = natural(asked)
    number = default if chosen_number is None else chosen_number
    chosen = [day for day in every if day.number == number]
    if not chosen and every:
        raise NotFound()
    return every, results_of(chosen, now=services().clock.now())


def _asked(every: list[DayResults], chosen: list[DayResults]) -> str:
    """What of an address chooses the same days again."""
    return ALL if len(chosen) != 1 or len(every) == 1 and request.args.get("hari") == ALL else str(chosen[0].number)
