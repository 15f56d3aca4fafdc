"""gladi group, gladi seat, gladi reset, gladi report, gladi rehearse."""

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
from flask import Flask
from flask_babel import gettext as _

from instructor import joining
from instructor.days import groups, rotation
from instructor.days import undo as undoing
from instructor.errors import NoSuchTrainee, NoSuchVillage
from instructor.interventions import Intervener
from instructor.joining import Pair
from instructor.rehearsal import rehearse as rehearsals
from instructor.reports.files import FILES
from instructor.reports.results import days as read_days
from instructor.reports.table import FORMATS
from instructor.reports.tables import REPORTS
from sandbox import seats
from sandbox.machine.output import write_out
from sandbox.platform import audit
from sandbox.platform.db import write
from sandbox.platform.models import GroupState
from sandbox.settings import Settings
from sandbox.store import generations
from sandbox.store.generations import Reset
from sandbox.web import Services
from sandbox.words.texts import lazy_gettext as _l
from scenarios.day import agenda

Opened = Callable[[], Flask]
"""The composition root hands this in: it returns the app of this machine's instance."""

json_option = click.option("--json", "as_json", is_flag=True, help="Cetak sebagai JSON.")
STATES = {GroupState.PLANNED: _l("direncanakan"), GroupState.OPEN: _l("dibuka"), GroupState.CLOSED: _l("selesai")}


@click.group()
def group() -> None:
    """Kelompok harian: daftar, buka, tutup, ganti, batalkan."""


@group.command("list")
@json_option
@click.pass_obj
def list_groups(opened: Opened, as_json: bool) -> None:
    """Daftar kelompok, harinya, dan keadaannya."""
    with opened().app_context():
        found = groups.all_groups()
    if as_json:
        _print([{"group": each.number, "held_on": each.held_on.isoformat(), "state": each.state, "villages": each.villages,
                 "trainees": each.trainees, "ends": each.ends,
                 **{key: at.isoformat() if (at := getattr(each, key)) else None
                    for key in ("first_opened_at", "closed_at", "rotate_at")}} for each in found])
        return
    if not found:
        click.echo("Belum ada pelatihan. Jalankan python3 start.py start untuk membuatnya.")
    for each in found:
        click.echo(_("Kelompok %(number)s  %(day)s  %(villages)3d desa  %(trainees)3d peserta  %(state)s", number=each.number,
                     day=each.held_on.isoformat(), villages=each.villages, trainees=each.trainees, state=STATES[each.state]))


@group.command("open")
@click.argument("number", type=int, metavar="NOMOR")
@click.option("--agenda", "agenda_id", default=agenda.DEFAULT, show_default=True, metavar="ID",
              help="Latihan hari itu: nama file di scenarios/agendas/.")
@json_option
@click.pass_obj
def open_(opened: Opened, number: int, agenda_id: str, as_json: bool) -> None:
    """Buka satu kelompok; isi latihannya dikunci pada saat itu."""
    with (app := opened()).app_context():
        found = groups.open_group(number, now=_services(app).clock.now(), day=agenda.chosen(agenda_id))
    say({"group": found.number, "trainees": found.trainees}, _opened(found.number, found.trainees),
         as_json)


@group.command()
@click.argument("number", type=int, metavar="NOMOR")
@json_option
@click.pass_obj
def close(opened: Opened, number: int, as_json: bool) -> None:
    """Tutup satu kelompok; hasilnya dihitung dan disimpan."""
    with (app := opened()).app_context():
        built = _services(app)
        done = rotation.close(number, clock=built.clock)
    say(asdict(done), _("Kelompok %(number)s ditutup, %(attempts)s hasil tersimpan.", number=done.group,
                         attempts=done.attempts), as_json)


@group.command()
@click.option("--read", "read_notes", is_flag=True, help="Catatan pemeriksaan sudah dibaca; ganti saja.")
@json_option
@click.pass_obj
def rotate(opened: Opened, read_notes: bool, as_json: bool) -> None:
    """Ganti kelompok: tutup yang dibuka, simpan hasilnya, buka yang berikutnya."""
    with (app := opened()).app_context():
        built = _services(app)
        if not as_json:
            for check in rotation.plan(store=built.store, clock=built.clock, settings=built.settings).checks:
                mark = {"blocks": "x", "read": "!", "ready": "v"}[check.level]
                click.echo(f"[{mark}] {check.strong}. {check.text}")
        done = rotation.rotate(store=built.store, clock=built.clock, settings=built.settings, read_notes=read_notes)
    say(asdict(done), _opened(done.group, done.trainees), as_json)


@group.command()
@json_option
@click.pass_obj
def undo(opened: Opened, as_json: bool) -> None:
    """Batalkan penggantian terakhir, selama kelompok yang baru belum menyimpan apa pun."""
    with (app := opened()).app_context():
        built = _services(app)
        done = undoing.undo(store=built.store, clock=built.clock)
    say(asdict(done), _("Kelompok %(number)s dibuka lagi seperti saat ditinggalkan.", number=done.group), as_json)


@click.command()
@click.option("--trainee", type=click.IntRange(max=2**63 - 1), metavar="ID", help="Satu peserta.")
@click.option("--group", "number", type=int, metavar="NOMOR", help="Satu kelompok.")
@click.option("--all", "everybody", is_flag=True, help="Semua kursi.")
@json_option
@click.pass_obj
def reset(opened: Opened, trainee: int | None, number: int | None, everybody: bool, as_json: bool) -> None:
    """Salinan desa yang baru bagi satu peserta, satu kelompok, atau semua. Yang lama tersimpan di arsip."""
    if sum((trainee is not None, number is not None, everybody)) != 1:
        raise click.UsageError(_("Pilih tepat satu: --trainee ID, --group NOMOR, atau --all."))
    with (app := opened()).app_context():
        built = _services(app)
        now = built.clock.now()
        if trainee is not None:
            target, sandboxes = f"trainee:{trainee}", [_sandbox_of(trainee)]
            done = generations.renew(sandboxes[0], now=now)
        elif number is not None:
            group_id = groups.by_number(number).id
            target, sandboxes = f"group:{group_id}", [seat.pin.sandbox for seat in seats.seats(group_id)]
            done = generations.reset_group(group_id, now=now)
        else:
            target = "all"
            sandboxes = [seat.pin.sandbox for each in groups.all_groups() for seat in seats.seats(each.id)]
            done = generations.reset_all(now=now)
        with write() as session:
            audit.record(session, "reset", target, by=audit.COMMAND_LINE, at=now, reset_id=done.reset_id)
    _show_reset(done, as_json)


@click.group()
def seat() -> None:
    """Kursi satu desa: kedua pesertanya di satu salinan, atau masing-masing lagi."""


@seat.command()
@click.argument("village", metavar="DESA")
@click.option("--copy", "role", type=click.Choice(["sekdes", "operator"]), default="sekdes", show_default=True,
              help="Salinan siapa yang dipakai berdua.")
@json_option
@click.pass_obj
def join(opened: Opened, village: str, role: str, as_json: bool) -> None:
    """Gabungkan kedua peserta desa ini di satu salinan. DESA: kodenya, misalnya 35.10.02.2003."""
    pair = _paired(opened, village, role, joining.join)
    say(_told(pair), _("%(village)s: kedua peserta bekerja di salinan %(role)s.", village=pair.host.village_name,
                        role=pair.host.role_label), as_json)


@seat.command()
@click.argument("village", metavar="DESA")
@json_option
@click.pass_obj
def part(opened: Opened, village: str, as_json: bool) -> None:
    """Pisahkan lagi: masing-masing melanjutkan di salinan sendiri, dengan data seperti saat dipisah."""
    pair = _paired(opened, village, "sekdes", joining.part)
    say(_told(pair), _("%(village)s: masing-masing peserta punya salinan sendiri.", village=pair.host.village_name), as_json)


def _paired(opened: Opened, village: str, role: str, work: Callable[..., None]) -> Pair:
    """The pair as it sits after the work."""
    with (app := opened()).app_context():
        built = _services(app)
        found = seats.find(village, role)
        if found is None:
            raise NoSuchVillage(code=village)
        work(built.store, built.clock, joining.pair_of(found), by=Intervener(audit.COMMAND_LINE, ""))
        return joining.pair_of(seats.find(village, role) or found)


def _told(pair: Pair) -> dict[str, Any]:
    return {"village": pair.host.village_code, "joined": pair.is_joined, "host": pair.host.role, "guest": pair.guest.role,
            "generation": pair.host.pin.generation}


@click.command()
@click.option("--day", "numbers", type=int, multiple=True, metavar="N",
              help="Hari (nomor kelompok); boleh beberapa. Tanpa ini: semua.")
@click.option("--table", type=click.Choice(list(REPORTS)), default="hasil", show_default=True,
              help="Tabel untuk csv; xlsx dan pdf memuat semuanya.")
@click.option("--format", "form", type=click.Choice([*FORMATS, *FILES]), default="csv", show_default=True, help="Bentuk filenya.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, metavar="FILE",
              help="File yang ditulis.")
@json_option
@click.pass_obj
def report(opened: Opened, numbers: tuple[int, ...], table: str, form: str, out: Path, as_json: bool) -> None:
    """Tulis hasil satu hari, atau beberapa, sebagai tabel; hari yang sedang berjalan dan yang sudah selesai sama saja."""
    with (app := opened()).app_context():
        days = read_days(numbers, now=_services(app).clock.now())
        found = REPORTS[table](days)
        write_out(out, FORMATS[form](found) if form in FORMATS else FILES[form](days, now=_services(app).clock.now()))
    say({"file": str(out), "table": table, "days": [day.number for day in days], "rows": len(found.rows)},
         _("%(rows)s baris ditulis ke %(file)s.", rows=len(found.rows), file=out), as_json)


@click.command()
@click.option("--trainees", type=click.IntRange(1, 74), default=74, show_default=True, metavar="N", help="Banyak peserta.")
@click.option("--seconds", type=click.IntRange(5, 3600), default=60, show_default=True, metavar="S", help="Lama, dalam detik.")
@click.option("--boards", type=click.IntRange(0, 50), default=4, show_default=True, help="Papan pantau yang dibuka.")
@click.option("--nodes", type=click.IntRange(1, 8), default=1, show_default=True, metavar="N",
              help="Banyak server (node) untuk satu basis data PostgreSQL.")
@json_option
def rehearse(trainees: int, seconds: int, boards: int, nodes: int, as_json: bool) -> None:
    """Gladi bersih: kursi-kursi dimainkan sekaligus di folder sementara; apakah komputer ini kuat untuk satu ruangan?"""
    figures = rehearsals.rehearse(Settings.load(), trainees=trainees, seconds=seconds, boards=boards, nodes=nodes)
    if as_json:
        _print(asdict(figures))
    else:
        for name, value in asdict(figures).items():
            click.echo(f"{name:>15}  {value}")
    if figures.errors or figures.lost or figures.duplicated:
        raise click.exceptions.Exit(1)


def _show_reset(done: Reset, as_json: bool) -> None:
    say({"sandboxes": done.sandboxes, "seconds": round(done.seconds, 4)},
         _("%(sandboxes)s kursi mendapat salinan baru dalam %(took)d milidetik. Yang lama tersimpan di arsip.",
           sandboxes=done.sandboxes, took=done.seconds * 1000), as_json)


def _opened(number: int, trainees: int) -> str:
    return _("Kelompok %(number)s dibuka, %(trainees)s peserta.", number=number, trainees=trainees)


def _sandbox_of(trainee: int) -> int:
    seat = seats.seat(trainee)
    if seat is None:
        raise NoSuchTrainee(trainee=trainee)
    return seat.pin.sandbox


def _services(app: Flask) -> Services:
    found: Services = app.extensions["gladi"]
    return found


def say(data: dict[str, Any], sentence: str, as_json: bool) -> None:
    """The data, or the same in a sentence."""
    if as_json:
        _print(data)
    else:
        click.echo(sentence)


def _print(data: Any) -> None:
    click.echo(json.dumps(data, ensure_ascii=False))
