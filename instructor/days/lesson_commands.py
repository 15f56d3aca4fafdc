"""gladi lesson: opens and closes exercises of the open group's day, and gives them an end."""

from datetime import datetime
from pathlib import Path

import click
from flask_babel import gettext as _

from instructor.commands import Opened, json_option, say
from instructor.days import groups, openings, timed
from instructor.days import weather as days_weather
from instructor.days.weather import told
from instructor.errors import NotOpen
from sandbox.web import services


@click.group()
def lesson() -> None:
    """Latihan, blok, atau ujian hari ini: buka, tutup, atur jam akhirnya."""


@lesson.command("open")
@click.argument("which", metavar="ID")
@json_option
@click.pass_obj
def open_(opened: Opened, which: str, as_json: bool) -> None:
    """Buka latihan, blok, atau ujian untuk ruangan."""
    _set_open(opened, which, True, as_json)


@lesson.command()
@click.argument("which", metavar="ID")
@json_option
@click.pass_obj
def close(opened: Opened, which: str, as_json: bool) -> None:
    """Tutup latihan, blok, atau ujian; yang sedang mengerjakan boleh menyelesaikan."""
    _set_open(opened, which, False, as_json)


@lesson.command()
@click.argument("which", metavar="ID")
@click.option("--at", "hour", metavar="JAM", help="Jam akhir hari ini, seperti 15:30. Tanpa ini: tanpa jam akhir.")
@json_option
@click.pass_obj
def end(opened: Opened, which: str, hour: str | None, as_json: bool) -> None:
    """Atur sampai pukul berapa latihan, blok, atau ujian dibuka; ID hari: semuanya."""
    with opened().app_context():
        now = services().clock.now()
        until = None if hour is None else hour_of(hour, now)
        openings.set_end(_number(), which, until, now=now)
    say({"lesson": which, "until": until.isoformat() if until else None},
        _("%(which)s: berakhir pukul %(hour)s.", which=which, hour=hour) if hour
        else _("%(which)s: tanpa jam akhir.", which=which), as_json)


@lesson.command()
@click.argument("file", metavar="FILE", required=False, type=click.Path(path_type=Path))
@click.option("--name", metavar="NAMA", help="Sebutan hari itu di panel; tanpa ini: nama filenya.")
@json_option
@click.pass_obj
def weather(opened: Opened, file: Path | None, name: str | None, as_json: bool) -> None:
    """Latihan bebas dengan cuaca hari nyata: FILE CSV berisi gangguan hari itu; tanpa FILE: tidak lagi."""
    with opened().app_context():
        if file is None:
            days_weather.take_away(_number(), now=services().clock.now())
            say({"exercises": 0, "untrained": []}, _("Cuaca hari nyata tidak dipakai lagi."), as_json)
            return
        found = days_weather.choose(_number(), file, name or file.stem, now=services().clock.now())
    say({"exercises": len(found.weights), "untrained": list(found.untrained)}, told(found), as_json)


def _set_open(opened: Opened, which: str, is_open: bool, as_json: bool) -> None:
    with opened().app_context():
        openings.set_open(_number(), which, is_open, now=services().clock.now())
    say({"lesson": which, "open": is_open},
        _("%(which)s dibuka.", which=which) if is_open else _("%(which)s ditutup.", which=which), as_json)


def _number() -> int:
    """The open group's. Raises NotOpen."""
    group = groups.open_group_row()
    if group is None:
        raise NotOpen(number=0)
    return group.number


def hour_of(hour: str, now: datetime, *, option: str = "--at") -> datetime:
    """That time of today. Raises BadParameter for what is none."""
    found = timed.today(hour, now)
    if found is None:
        raise click.BadParameter(_("tulis jamnya seperti 15:30"), param_hint=option)
    return found


@click.command("rotate-at")
@click.argument("hour", metavar="JAM", required=False)
@json_option
@click.pass_obj
def rotate_at(opened: Opened, hour: str | None, as_json: bool) -> None:
    """Ganti kelompok sendiri pada JAM hari ini, seperti 16:00; tanpa JAM: hanya dengan tombol atau perintah."""
    with opened().app_context():
        now = services().clock.now()
        at = None if hour is None else hour_of(hour, now)
        timed.set_time(_number(), at, now=now)
    say({"rotate_at": at.isoformat() if at else None},
        _("Kelompok diganti sendiri pukul %(at)s.", at=hour) if hour else _("Kelompok hanya diganti dengan tombol."), as_json)
