"""gladi training: the trainings of this instance, and a new one."""

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click
from flask import Flask
from flask_babel import gettext as _

from instructor.days import beginning
from instructor.days.beginning import MONDAY_TO_SATURDAY, MOST_DAYS, TrainingPlan, TrainingSettings
from instructor.days.lesson_commands import hour_of
from instructor.errors import NoSuchTraining
from sandbox.platform import audit
from sandbox.web import Services
from sandbox.words.languages import LANGUAGES
from scenarios.day import agenda

Opened = Callable[[], Flask]
"""The composition root hands this in: it returns the app of this machine's instance."""
DAYS = click.DateTime(["%Y-%m-%d"])
json_option = click.option("--json", "as_json", is_flag=True, help="Cetak sebagai JSON.")


@click.group()
def training() -> None:
    """Pelatihan: daftar, dan yang baru."""


@training.command("list")
@json_option
@click.pass_obj
def list_trainings(opened: Opened, as_json: bool) -> None:
    """Semua pelatihan, yang terbaru dulu."""
    with opened().app_context():
        found = beginning.trainings()
    if as_json:
        click.echo(json.dumps([{**asdict(each), "first_day": each.first_day.isoformat(), "last_day": each.last_day.isoformat()}
                               for each in found], ensure_ascii=False))
    for each in found if not as_json else []:
        click.echo(_("%(mark)s %(title)s  %(first)s – %(last)s  %(days)s hari  %(villages)s desa  %(people)s orang",
                     mark="*" if each.is_present else " ", title=each.title, first=each.first_day, last=each.last_day,
                     days=each.days, villages=each.villages, people=each.people))


@training.command()
@click.argument("title", metavar="NAMA")
@click.option("--start", "starts_on", type=DAYS, required=True, metavar="TANGGAL", help="Hari pertama (TTTT-BB-HH).")
@click.option("--days", type=click.IntRange(1, MOST_DAYS), default=6, show_default=True, metavar="N", help="Jumlah hari.")
@click.option("--off", "off", type=DAYS, multiple=True, metavar="TANGGAL", help="Hari libur di antaranya; boleh beberapa.")
@click.option("--sundays", is_flag=True, help="Hari Minggu juga hari belajar.")
@click.option("--place", default="", metavar="TEMPAT", help="Tempatnya.")
@click.option("--ends", default="16:00", show_default=True, metavar="JAM", help="Jam selesai tiap hari.")
@click.option("--cards-from", default="", metavar="JAM", help="Dari jam ini kartu berlaku; tanpa ini: sepanjang hari.")
@click.option("--cards-until", default="", metavar="JAM", help="Sampai jam ini kartu berlaku.")
@click.option("--lang", type=click.Choice(LANGUAGES), default=None, help="Bahasa kartu dan halamannya.")
@click.option("--agenda", "agenda_id", default=agenda.DEFAULT, show_default=True, metavar="ID", help="Agenda harian.")
@click.option("--regions", "regions_file", type=click.Path(path_type=Path), metavar="FILE.csv",
              help="Daftar desa kabupaten lain; tanpa ini: desa pelatihan contoh.")
@json_option
@click.pass_obj
def new(opened: Opened, title: str, starts_on: datetime, days: int, off: tuple[datetime, ...], sundays: bool, place: str,
        ends: str, cards_from: str, cards_until: str, lang: str | None, agenda_id: str, regions_file: Path | None,
        as_json: bool) -> None:
    """Buat pelatihan sungguhan dengan hari dan desanya; pelatihan contoh digantikannya."""
    agenda.chosen(agenda_id)
    worked = range(7) if sundays else MONDAY_TO_SATURDAY
    plan = TrainingPlan(title, place, starts_on.date(), days, agenda_id, worked, {each.date() for each in off},
                        _hour(ends, "--ends"), *_hours(cards_from, cards_until), lang or "")
    with (app := opened()).app_context():
        services: Services = app.extensions["gladi"]
        where = beginning.district()
        villages = where.of_file(regions_file, days) if regions_file else where.own(days)
        made = beginning.begin(plan, villages, now=services.clock.now(), by=audit.COMMAND_LINE)
    told = {"training": made, "days": [day.isoformat() for day in plan.dates], "villages": sum(map(len, villages))}
    said = _("Pelatihan %(title)s dibuat: %(days)s hari, %(villages)s desa. Berikutnya: masukkan daftar pesertanya.", title=title,
             days=days, villages=told["villages"])
    click.echo(json.dumps(told, ensure_ascii=False) if as_json else said)


@training.command("set")
@click.argument("training_id", type=int, metavar="ID")
@click.option("--title", default=None, metavar="NAMA", help="Namanya.")
@click.option("--place", default=None, metavar="TEMPAT", help="Tempatnya.")
@click.option("--ends", default=None, metavar="JAM", help="Jam selesai tiap hari.")
@click.option("--cards-from", default=None, metavar="JAM", help="Dari jam ini kartu berlaku; kosong: sepanjang hari.")
@click.option("--cards-until", default=None, metavar="JAM", help="Sampai jam ini kartu berlaku.")
@click.option("--lang", type=click.Choice(["", *LANGUAGES]), default=None, help="Bahasa kartu dan halamannya.")
@json_option
@click.pass_obj
def set_(opened: Opened, training_id: int, title: str | None, place: str | None, ends: str | None, cards_from: str | None,
         cards_until: str | None, lang: str | None, as_json: bool) -> None:
    """Ubah nama, tempat, jam, atau bahasa sebuah pelatihan; yang tidak disebut tetap."""
    with (app := opened()).app_context():
        services: Services = app.extensions["gladi"]
        found = next((each for each in beginning.trainings() if each.id == training_id), None)
        if found is None:
            raise NoSuchTraining()
        first, last = (had if said is None else said for said, had in ((cards_from, found.login_from),
                                                                       (cards_until, found.login_until)))
        wanted = TrainingSettings(
            found.title if title is None else title, found.place if place is None else place,
            found.ends if ends is None else _hour(ends, "--ends"), *_hours(first, last), found.lang if lang is None else lang)
        changed = beginning.change(training_id, wanted, now=services.clock.now(), by=audit.COMMAND_LINE)
    click.echo(json.dumps({"training": training_id, "changed": changed, **asdict(wanted)}, ensure_ascii=False) if as_json
               else _("Pelatihan sudah diubah.") if changed else _("Tidak ada yang berbeda."))


def _hour(typed: str, option: str) -> str:
    return f"{hour_of(typed, datetime.now(UTC), option=option):%H.%M}"


def _hours(first: str, last: str) -> tuple[str, str]:
    """Both as hours, or both empty."""
    if not (first or last):
        return "", ""
    told = _hour(first, "--cards-from"), _hour(last, "--cards-until")
    if told[0] >= told[1]:
        raise click.UsageError(_("Jam kartu: yang awal dulu."))
    return told


@training.command()
@click.argument("training_id", type=int, metavar="ID")
@json_option
@click.pass_obj
def use(opened: Opened, training_id: int, as_json: bool) -> None:
    """Pakai pelatihan ini mulai sekarang, selama tidak ada kelompok pelatihan lain yang dibuka."""
    with (app := opened()).app_context():
        services: Services = app.extensions["gladi"]
        beginning.choose(training_id, now=services.clock.now(), by=audit.COMMAND_LINE)
        title = next(each.title for each in beginning.trainings() if each.is_present)
    click.echo(json.dumps({"training": training_id, "title": title}, ensure_ascii=False) if as_json else title)
