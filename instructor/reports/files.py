"""Reports as files: a workbook with every table, and a PDF. Both are made in a process of their own (sandbox/paper/)."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from instructor.reports.figures import MistakeFigures, ReportFigures, ToCall, figures
from instructor.reports.results import DayResults
from instructor.reports.table import as_json
from instructor.reports.tables import REPORTS, TITLES
from sandbox.clock import WIB
from sandbox.paper import off_loop
from sandbox.paper.size import PaperSize
from sandbox.platform.models import GroupState
from sandbox.web import clock_filter, clock_short_filter, spoken_date
from scenarios.results.mastery import Rung

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ON_PAPER = "peserta"
"""The table that the PDF ends with."""


def workbook(days: Sequence[DayResults]) -> bytes:
    """An XLSX file: the figures, then every table with its filters. Raises NotDrawn."""
    return off_loop.drawn("instructor.reports.book", {
        "figures": told(figures(days)), "title": title(days), "state": state(days),
        "tables": [as_json(str(TITLES[name]), make(days)) for name, make in REPORTS.items()]})


def pdf(days: Sequence[DayResults], *, now: datetime, size: PaperSize = PaperSize.A4) -> bytes:
    """The figures on a page, then everybody. Raises NotDrawn."""
    return off_loop.drawn("instructor.reports.sheet", {
        "figures": told(figures(days)), "title": title(days), "state": state(days), "size": size.value,
        "table": as_json(str(TITLES[ON_PAPER]), REPORTS[ON_PAPER](days)),
        "printed": _("Dicetak %(day)s %(at)s", day=spoken_date(now), at=clock_short_filter(now))})


def title(days: Sequence[DayResults]) -> str:
    """Which days they are."""
    if len(days) != 1:
        return _("Laporan semua hari")
    return _("Laporan Hari %(number)s, %(date)s", number=days[0].number, date=spoken_date(days[0].held_on))


def state(days: Sequence[DayResults]) -> str:
    """Whether these figures are final: a day that is open goes on changing them."""
    if any(day.state is GroupState.OPEN for day in days):
        return _("Sementara: hari ini masih berjalan.")
    closed = [day.closed_at for day in days if day.closed_at is not None]
    return _("Keadaan saat ditutup %(at)s.", at=clock_filter(max(closed))) if closed else _("Belum ada hari yang dibuka.")


def file_name(days: Sequence[DayResults], every: Sequence[DayResults], now: datetime, ending: str) -> str:
    """laporan-hari-1-2026-11-12-1604.xlsx"""
    which = f"hari-{days[0].number}" if len(days) == 1 and len(every) > 1 else "semua-hari"
    return f"laporan-{which}-{now.astimezone(WIB):%Y-%m-%d-%H%M}.{ending}"


def told(found: ReportFigures) -> dict[str, Any]:
    """The figures as JSON, in the reader's language."""
    return {"invited": found.invited, "present": found.present, "absent": found.absent, "able": found.able,
            "not_able": found.not_able, "weak": [str(each.skill.title) for each in found.weak],
            "untrained": [str(skill.title) for skill in found.untrained],
            "skills": [{"title": str(each.skill.title), "certificate": each.skill.certificate, "alone": each.alone,
                        "counts": {rung.slug: each.counts[rung] for rung in Rung}} for each in found.skills],
            "mistakes": [_mistake(each) for each in found.mistakes],
            "again": [{"number": each.exercise.number, "title": str(each.exercise.title), "alone": each.alone,
                       "people": each.people} for each in found.again],
            "calls": [_call(each) for each in found.calls]}


def _mistake(each: MistakeFigures) -> dict[str, Any]:
    return {"exercise": each.exercise.number, "text": str(each.short), "people": each.people, "mended": each.mended}


def _call(each: ToCall) -> dict[str, Any]:
    seat = each.person.seat
    return {"village": seat.village_name, "role": seat.role_word, "name": seat.name, "day": each.day, "why": reason(each)}


def reason(each: ToCall) -> str:
    """Why the office should call somebody."""
    if not each.is_present:
        return _("Tidak hadir")
    return _("Belum mandiri di %(lacking)s dari %(needed)s keterampilan wajib", lacking=len(each.lacking), needed=each.needed)


FILES: Mapping[str, Callable[..., bytes]] = {"xlsx": lambda days, now: workbook(days), "pdf": pdf}
"""Kinds of file that hold everything at once."""
