"""gladi roster: the office's list of people from a file, and what the last one changed taken back."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from flask import Flask
from flask_babel import gettext as _

from instructor.errors import NoTraining, RosterUnreadable
from instructor.people import applying, by_hand, worker
from instructor.people.checking import RosterReport
from instructor.people.columns import LABELS
from instructor.people.comparing import Rest, compare
from instructor.people.invited import invited_now, official_villages, training_of
from instructor.people.official import OfficialVillages
from instructor.people.problems import RosterProblem, numbered, place, rows_words, words_of
from sandbox import seats
from sandbox.platform import audit
from sandbox.platform.db import read
from sandbox.spreadsheets.cells import NoSpreadsheet
from sandbox.spreadsheets.files import LARGEST
from sandbox.web import Services
from sandbox.words.roles import ROLE_LABELS

Opened = Callable[[], Flask]
"""The composition root hands this in: it returns the app of this machine's instance."""
LISTED = 25
"""Problems that a terminal shows; --json has all."""
json_option = click.option("--json", "as_json", is_flag=True, help="Cetak sebagai JSON.")


@dataclass(frozen=True, slots=True)
class ImportedRoster:
    """What came of it. `rejected`: {row, field, why} of everything that has to be mended first; then nothing was changed."""

    added: int
    updated: int
    left: int
    same: int
    rejected: Sequence[Mapping[str, Any]]
    applied: bool


@click.group()
def roster() -> None:
    """Daftar peserta: masukkan dari file, batalkan."""


@roster.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True), metavar="FILE")
@click.option("--dry-run", is_flag=True, help="Periksa saja; tidak ada yang diubah.")
@click.option("--accept", is_flag=True, help="Terima saran bila hanya ada satu untuk suatu baris.")
@click.option("--others", "rest", type=click.Choice([each.value for each in Rest]), default=Rest.STAY.value, show_default=True,
              help="Orang dari desa yang tidak ada di file: tetap diundang, atau keluar.")
@json_option
@click.pass_context
def import_(context: click.Context, file: Path, dry_run: bool, accept: bool, rest: str, as_json: bool) -> None:
    """Masukkan daftar peserta dari FILE (.xlsx atau .csv): semua baris, atau tidak satu pun."""
    with (app := context.obj()).app_context():
        services: Services = app.extensions["gladi"]
        report, done = _imported(file, accept=accept, rest=Rest(rest), dry_run=dry_run, services=services)
        click.echo(json.dumps(asdict(done), ensure_ascii=False) if as_json else _told(report, done, dry_run=dry_run))
    context.exit(1 if done.rejected else 0)


@roster.command()
@json_option
@click.pass_obj
def undo(opened: Opened, as_json: bool) -> None:
    """Batalkan daftar yang terakhir diterapkan, selama kartu barunya belum dipakai."""
    with (app := opened()).app_context():
        services: Services = app.extensions["gladi"]
        last = applying.last_import()
        done = applying.undo(last.id if last else 0, now=services.clock.now(), by=audit.COMMAND_LINE)
    said = _("Penerapan %(file)s dibatalkan.", file=done.name)
    click.echo(json.dumps({"file": done.name, "people": done.people}, ensure_ascii=False) if as_json else said)


@roster.command()
@click.argument("village", metavar="DESA")
@click.argument("role", type=click.Choice(list(ROLE_LABELS)), metavar="PERAN")
@click.argument("name", metavar="NAMA")
@json_option
@click.pass_obj
def add(opened: Opened, village: str, role: str, name: str, as_json: bool) -> None:
    """Tambah satu orang. DESA: kodenya; PERAN: sekdes, operator, atau operator2 (orang ketiga)."""
    _by_hand(opened, lambda now: by_hand.add(village, role, name, now=now, by=audit.COMMAND_LINE), as_json)


@roster.command()
@click.argument("trainee", type=int, metavar="ID")
@click.argument("name", metavar="NAMA")
@json_option
@click.pass_obj
def replace(opened: Opened, trainee: int, name: str, as_json: bool) -> None:
    """Orang lain datang di kursi ini: kartu baru; hasil yang lama tetap atas nama yang lama."""
    _by_hand(opened, lambda now: by_hand.replace(trainee, name, now=now, by=audit.COMMAND_LINE), as_json)


@roster.command()
@click.argument("trainee", type=int, metavar="ID")
@click.argument("number", type=int, metavar="HARI")
@json_option
@click.pass_obj
def move(opened: Opened, trainee: int, number: int, as_json: bool) -> None:
    """Undang orang ini pada HARI lain; yang harinya sudah lewat menjadi peserta susulan."""
    _by_hand(opened, lambda now: by_hand.invite_again(trainee, number, now=now, by=audit.COMMAND_LINE), as_json)


def _by_hand(opened: Opened, work: Callable[[datetime], int], as_json: bool) -> None:
    with (app := opened()).app_context():
        services: Services = app.extensions["gladi"]
        came = work(services.clock.now())
        seat = seats.seat(came)
    assert seat is not None
    told = {"trainee": came, "name": seat.name, "village": seat.village_code, "role": seat.role, "day": seat.group_number}
    said = _("%(name)s, %(role)s %(village)s, Hari %(day)s. Nomor peserta: %(trainee)s.", name=seat.name, role=seat.role_word,
             village=seat.village_name, day=seat.group_number, trainee=came)
    click.echo(json.dumps(told, ensure_ascii=False) if as_json else said)


def _imported(file: Path, *, accept: bool, rest: Rest, dry_run: bool, services: Services) -> tuple[RosterReport, ImportedRoster]:
    with read() as session:
        if training_of(session) is None:
            raise NoTraining()
        official, present = official_villages(session), invited_now(session)
    report = _checked(_content(file), official, accept=accept)
    rejected = list(_rejected(report))
    changes = compare(report.people, present, official, rest)
    applies = not (dry_run or rejected)
    if applies:
        changes = applying.apply(report.people, rest, name=file.name, now=services.clock.now(), by=audit.COMMAND_LINE)
    return report, ImportedRoster(len(changes.new), len(changes.renamed), len(changes.left), changes.same, rejected, applies)


def _content(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(LARGEST + 1)


def _checked(content: bytes, official: OfficialVillages, *, accept: bool) -> RosterReport:
    """The check; with `accept` again and again, for one answer may bring up the next question."""
    answers: dict[str, str] = {}
    try:
        while True:
            report = worker.checked(content, official, answers=answers, columns={})
            more = {each.key: each.one_choice.value for each in report.open if each.one_choice} if accept else {}
            if not more:
                return report
            answers |= more
    except NoSpreadsheet as refused:
        raise RosterUnreadable(why=refused.why, remedy=refused.remedy) from refused


def _rejected(report: RosterReport) -> list[dict[str, Any]]:
    missing = [{"row": None, "field": str(LABELS[column]), "why": _("kolom ini tidak ada")} for column in report.lacking]
    return [*missing, *({"row": row, "field": str(each.field), "why": _why(each)} | ({"sheet": sheet} if sheet > 1 else {})
                        for each in report.open for sheet, row in map(place, each.rows))]


def _why(problem: RosterProblem) -> str:
    near = " / ".join(" · ".join(filter(None, (words_of(problem, choice), choice.detail))) for choice in problem.choices)
    return f"{problem.reason}: {problem.written}" + (f" ({near})" if near else "")


def _row_of(rejected: Mapping[str, Any]) -> str:
    return rows_words(numbered(rejected["row"], sheet=rejected.get("sheet", 1))) if rejected["row"] else "–"


def _told(report: RosterReport, done: ImportedRoster, *, dry_run: bool) -> str:
    lines = [_("baris %(row)s, %(field)s: %(why)s", row=_row_of(each), field=each["field"], why=each["why"])
             for each in done.rejected[:LISTED]]
    if len(done.rejected) > LISTED:
        lines.append(_("… dan %(count)s lagi", count=len(done.rejected) - LISTED))
    counts = _("%(added)s baru, %(updated)s berganti nama, %(left)s keluar, %(same)s tetap.", added=done.added,
               updated=done.updated, left=done.left, same=done.same)
    if done.rejected:
        return "\n".join([*lines, _("Belum ada yang diubah: perbaiki dulu yang di atas.")])
    if dry_run:
        said = _("Belum ada yang diubah. Bila diterapkan:")
        return f"{said} {counts}"
    said = _("%(people)s peserta diterapkan:", people=len(report.people))
    return f"{said} {counts}"
