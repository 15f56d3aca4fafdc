"""gladi schedule, gladi attendance, gladi group reopen: what the pages Jadwal and Kehadiran show and do; gladi rejudge."""

import json
from dataclasses import asdict
from functools import partial

import click
from flask_babel import gettext as _
from rich.console import Console
from rich.progress import track

from instructor import rejudging
from instructor.attendance import reading as attendances
from instructor.attendance.register import Attended, Mark
from instructor.commands import STATES, Opened, json_option
from instructor.days import groups, reopening
from instructor.days.reopening import Copies
from instructor.errors import NotOpenedYet
from instructor.schedule import moving, reading, spreading, sweeping
from instructor.schedule.days import ScheduledDay
from instructor.schedule.spread import SpreadManner
from sandbox import seats
from sandbox.platform import audit
from sandbox.seats import Seat
from sandbox.web import clock_short_filter, services


@click.group()
def schedule() -> None:
    """Jadwal: semua hari, dan pembagian desa ke hari-hari."""


@schedule.command("list")
@json_option
@click.pass_obj
def list_days(opened: Opened, as_json: bool) -> None:
    """Semua hari pelatihan: desa, yang diundang, yang hadir, yang layak sertifikat."""
    with opened().app_context():
        found = reading.told(now=services().clock.now()).schedule
    if as_json:
        click.echo(json.dumps([_day(day) for day in found.days]))
        return
    for day in found.days:
        click.echo(_("Hari %(number)s  %(day)s  %(villages)3d desa  %(invited)3d diundang  %(present)s hadir  "
                     "%(earned)s layak  %(state)s", number=day.number, day=day.held_on.isoformat(), villages=day.villages,
                     invited=day.invited, present=_number(day.present), earned=_number(day.earned), state=STATES[day.state]))


@schedule.command("spread")
@click.option("--manner", type=click.Choice([each.value for each in SpreadManner]), default=SpreadManner.TOGETHER.value,
              show_default=True, help="Satu kecamatan pada hari yang sama, atau kecamatan dicampur di setiap hari.")
@click.option("--yes", is_flag=True, help="Pindahkan sungguh-sungguh. Tanpa ini hanya ditunjukkan.")
@json_option
@click.pass_obj
def spread_out(opened: Opened, manner: str, yes: bool, as_json: bool) -> None:
    """Bagi rata desa dari hari yang belum dibuka."""
    with opened().app_context():
        planned = spreading.plan(spreading.standing(), SpreadManner(manner))
        if yes:
            spreading.apply(SpreadManner(manner), seen=planned.fingerprint, now=services().clock.now(), by=audit.COMMAND_LINE)
    days = [{"day": day.number, "villages": day.villages, "people": day.people, "villages_then": day.villages_then,
             "people_then": day.people_then} for day in planned.days]
    if as_json:
        click.echo(json.dumps({"manner": manner, "villages": len(planned.moving), "held": planned.held, "applied": yes,
                               "days": days}))
        return
    for day in planned.days:
        click.echo(_("Hari %(number)s  %(villages)3d menjadi %(then)3d desa  %(people)3d menjadi %(people_then)3d orang",
                     number=day.number, villages=day.villages, then=day.villages_then, people=day.people,
                     people_then=day.people_then))
    count = len(planned.moving)
    click.echo(_("%(count)s desa pindah hari.", count=count) if yes
               else _("%(count)s desa akan pindah hari. Tambahkan --yes untuk memindahkannya.", count=count))


@schedule.command("undo")
@json_option
@click.pass_obj
def undo_spread(opened: Opened, as_json: bool) -> None:
    """Batalkan pembagian desa yang terakhir."""
    with opened().app_context():
        count = spreading.undo(now=services().clock.now(), by=audit.COMMAND_LINE)
    click.echo(json.dumps({"villages": count}) if as_json
               else _("Pembagian dibatalkan: %(count)s desa kembali ke hari semula.", count=count))


@schedule.command("move")
@click.argument("code", metavar="DESA")
@click.argument("source", type=int, metavar="HARI")
@click.argument("target", type=int, metavar="LAIN")
@json_option
@click.pass_obj
def move(opened: Opened, code: str, source: int, target: int, as_json: bool) -> None:
    """Pindahkan satu desa ke hari lain yang belum dibuka."""
    with opened().app_context():
        done = moving.move(code, source=source, target=target, now=services().clock.now(), by=audit.COMMAND_LINE)
    told = {"village": done.code, "day": done.number, "table": done.table}
    click.echo(json.dumps(told) if as_json else _("%(village)s sekarang di Hari %(number)s, meja %(table)s.", village=done.name,
                                                  number=done.number, table=done.table))


@click.command()
@click.option("--older-than", "days", type=click.IntRange(0, sweeping.OLDEST_DAYS), default=30, show_default=True, metavar="HARI",
              help="Salinan yang tidak dipakai lagi sejak sekian hari.")
@click.option("--keep", "keep_mb", type=click.IntRange(0), metavar="MB",
              help="Juga yang tertua, sampai sisanya paling banyak sekian MB.")
@click.option("--yes", is_flag=True, help="Hapus sungguh-sungguh. Tanpa ini hanya ditunjukkan.")
@json_option
@click.pass_obj
def sweep(opened: Opened, days: int, keep_mb: int | None, yes: bool, as_json: bool) -> None:
    """Salinan lama yang tidak diperlukan lagi: tunjukkan, atau hapus. Keadaan terakhir tiap hari tidak pernah dihapus."""
    with opened().app_context():
        built, now = services(), services().clock.now()
        found = (sweeping.carry_out(built.store, at=now, days=days, keep_mb=keep_mb, now=now) if yes
                 else sweeping.plan(built.store, at=now, days=days, keep_mb=keep_mb))
    told = {"copies": found.copies, "bytes": found.size, "removed": yes, "days": [asdict(each) for each in found.days]}
    said = (_("%(copies)s salinan lama dihapus, %(size)s MB.", copies=found.copies, size=round(found.size / 1e6)) if yes
            else _("%(copies)s salinan lama bisa dihapus, %(size)s MB. Tambahkan --yes untuk menghapusnya.", copies=found.copies,
                   size=round(found.size / 1e6)))
    click.echo(json.dumps(told) if as_json else said)


def _day(day: ScheduledDay) -> dict[str, object]:
    return {"day": day.number, "held_on": day.held_on.isoformat(), "state": day.state, "villages": day.villages,
            "invited": day.invited, "present": day.present, "absent": day.absent, "earned": day.earned}


def _number(number: int | None) -> str:
    return f"{'–' if number is None else number:>3}"


@click.command()
@click.argument("number", type=int, metavar="NOMOR")
@click.option("--copies", type=click.Choice([each.value for each in Copies]), required=True,
              help="Salinan yang dipakai: lama (masing-masing, seperti saat ditutup) atau baru.")
@json_option
@click.pass_obj
def reopen(opened: Opened, number: int, copies: str, as_json: bool) -> None:
    """Buka lagi kelompok yang sudah ditutup."""
    with opened().app_context():
        done = reopening.reopen(number, Copies(copies), store=services().store, now=services().clock.now())
    told = {"group": done.number, "trainees": done.trainees, "copies": copies}
    click.echo(json.dumps(told) if as_json else _("Kelompok %(number)s dibuka lagi.", number=done.number))


@click.command()
@click.option("--day", "number", type=int, metavar="N", help="Hari (nomor kelompok). Tanpa ini: yang sedang dibuka.")
@click.option("--missing", is_flag=True, help="Hanya yang belum hadir sama sekali.")
@json_option
@click.pass_obj
def attendance(opened: Opened, number: int | None, missing: bool, as_json: bool) -> None:
    """Kehadiran satu hari: tiap orang, pagi dan siang."""
    with opened().app_context():
        group = groups.row(number)
        register = attendances.register(group, now=services().clock.now()) if group is not None else None
        if group is None or register is None:
            raise NotOpenedYet(number=number or 1)
        rows = [(seat, register.of(seat.trainee_id)) for seat in seats.seats(group.id)]
    shown = [row for row in rows if not missing or not row[1].seen]
    if as_json:
        click.echo(json.dumps([_person(seat, here) for seat, here in shown], ensure_ascii=False))
        return
    for seat, here in shown:
        click.echo(f"{seat.village_code}  {seat.role:<8}  {_hour(here.morning):<6}  {_hour(here.afternoon):<6}  {seat.name}")


def _person(seat: Seat, here: Attended) -> dict[str, object]:
    return {"village": seat.village_code, "role": seat.role, "name": seat.name, "morning": _at(here.morning),
            "afternoon": _at(here.afternoon), "seen": here.seen}


def _at(mark: Mark | None) -> str | None:
    return None if mark is None else mark.at.isoformat()


def _hour(mark: Mark | None) -> str:
    if mark is None:
        return _("belum")
    return clock_short_filter(mark.at) + ("*" if mark.entry is not None else "")


@click.command()
@click.option("--dry-run", is_flag=True, help="Hanya hitung; tidak ada yang ditulis.")
@json_option
@click.pass_obj
def rejudge(opened: Opened, dry_run: bool, as_json: bool) -> None:
    """Nilai lagi hari-hari yang sudah ditutup, menurut latihan yang sudah dibetulkan."""
    with opened().app_context():
        built, console = services(), Console(stderr=True)
        found = rejudging.rejudge(built.store, built.clock, dry_run=dry_run, along=partial(
            track, description=_("Menilai lagi"), console=console, transient=True, disable=not console.is_terminal))
    if as_json:
        click.echo(json.dumps(asdict(found)))
        return
    click.echo(_("%(attempts)s percobaan dinilai lagi, %(changed)s berubah, %(unread)s salinan tidak terbaca.",
                 attempts=found.attempts, changed=found.changed, unread=found.unread))
