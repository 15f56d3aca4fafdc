"""The console script `gladi`: the other half of the composition root. Each command lives in the room whose work it does."""

import logging
import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from io import TextIOWrapper
from socket import socket

import click
from flask import Flask
from flask_babel import gettext as _
from sqlalchemy import make_url
from sqlalchemy.exc import DBAPIError

from instructor import commands as hall_commands
from instructor import interventions
from instructor.authoring import drafts, taken
from instructor.backup import commands as backup_commands
from instructor.backup import keeping, restoring
from instructor.backup.by_turns import InDatabase
from instructor.certificates import commands as certificate_commands
from instructor.days import beginning, groups, openings, timed, training, training_commands, undo
from instructor.days import lesson_commands as opening_commands
from instructor.export import commands as export_commands
from instructor.people import commands as people_commands
from instructor.privacy import commands as privacy_commands
from instructor.privacy import erasing, retention
from instructor.schedule import commands as schedule_commands
from sandbox import seats
from sandbox.accounts import cards, print_commands, staff
from sandbox.accounts import commands as account_commands
from sandbox.clock import WIB, SystemClock
from sandbox.errors import GladiError, StoreBusy
from sandbox.machine import address, steady
from sandbox.machine.steady import SteadyTime
from sandbox.platform import db as platform
from sandbox.platform import instance, schema
from sandbox.platform.groups import asking_for, every_open
from sandbox.platform.postgres import rights
from sandbox.platform.postgres.trouble import DatabaseAway, is_away
from sandbox.practice import version
from sandbox.server import forms
from sandbox.server.app import create_app
from sandbox.server.commands import banner, click_words, database_commands, examination
from sandbox.server.processes.ahead import CopiesAhead
from sandbox.server.processes.supervisor import Supervisor, bind, bind_after_a_kill
from sandbox.server.signs import beat, logs
from sandbox.server.throwaway.stage import DEMO_SEED, name_of, proof_stage
from sandbox.settings import Settings
from sandbox.store import feed, generations, sweep
from sandbox.web import Services, spoken_date
from sandbox.words import languages
from scenarios import commands as lesson_commands
from scenarios.file.loader import OWN
from seed import commands
from seed.building.prepare import Villages
from seed.land import local, regions

log = logging.getLogger("gladi.cli")

SWEEP_EVERY = 1800.0
COPY_EVERY = 60.0
STAFF = (("pelatih", "Pelatih", "instructor"), ("penyelenggara", "Penyelenggara", "organiser"))


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="gladi", prog_name="gladi", message="%(prog)s %(version)s", help="Tampilkan versinya.")
@click.option("--training", type=int, default=None, metavar="ID",
              help="Pelatihan mana yang dimaksud (nomornya: training list); tanpa ini: yang sedang dipakai.")
@click.pass_context
def gladi(context: click.Context, training: int | None) -> None:
    """Gladi: latihan sistem profil desa di satu ruangan, tanpa internet."""

    def opened() -> Flask:
        app = opened_app()
        if training is not None:
            with app.app_context():
                beginning.require(training)
            context.with_resource(asking_for(training))
        return app

    context.obj = opened


def main() -> None:
    """Run the command line in the language of the settings."""
    os.umask(0o077)  # what this process and its children make is for its owner alone
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a letter that an old terminal lacks must not end what it stands in
            stream.reconfigure(errors="replace")
    lang = _language()
    with languages.speaking(lang), click_words.speaking(lang, gladi):
        _run()


def _language() -> str:
    try:
        return Settings.load().lang
    except GladiError:  # said by the command itself
        return languages.of_environment()


def _run() -> None:
    """A GladiError is one line on standard error and exit status 1."""
    try:
        sys.exit(gladi.main(prog_name="gladi", standalone_mode=False))
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        sys.exit(1)
    except GladiError as error:
        click.echo(f"{error.code}: {error}", err=True)
        sys.exit(1)
    except Exception as error:
        if (known := _known(error)) is not None:
            click.echo(f"{known.code}: {known}", err=True)
            sys.exit(1)
        log.exception("GL-500 command")
        said = _("Gladi berhenti karena kesalahan sendiri (%(error)s). Rinciannya di gladi.log.",
                 error=f"{type(error).__name__}: {error}")
        click.echo(f"GL-500: {said}", err=True)
        sys.exit(1)


def _known(error: Exception) -> GladiError | None:
    """What an error of the system means, whoever met it first: a database that is away, busy or broken, a disk that is full."""
    if is_away(error):
        settings = Settings.load()
        return rights.unreachable(make_url(settings.platform_url), error) if isinstance(error, DBAPIError) else DatabaseAway()
    if platform.is_busy(error):
        return StoreBusy()
    if platform.is_broken(error):
        settings = Settings.load()
        return keeping.broken(settings.instance, examination.database_file(settings))
    if platform.is_full(error):
        error = platform.why_refused(error)
    if not isinstance(error, OSError) or error.errno not in instance.WHY:
        return None
    return instance.unusable(Settings.load().instance, error)


def opened_app() -> Flask:
    """The app of this machine's instance, with its database at the present schema."""
    settings = Settings.load()
    instance.make(settings.instance)
    _read_own_exercises(settings)
    if restoring.is_half_done(settings.instance):
        with instance.lock(settings.instance, url=address.url(settings.host, settings.port)):
            _put_back(settings)
    app = create_app(settings)
    schema.prepare(app)
    with app.app_context():
        forms.settle(settings.instance)
        _erased_stays_erased(app)
    return app


@gladi.command()
@click.option("--start", "starts_on", type=click.DateTime(["%Y-%m-%d"]), default=None, metavar="TANGGAL",
              help="Hari pertama pelatihan contoh (TTTT-BB-HH); tanpa ini: hari ini.")
@click.option("--days", type=click.IntRange(1, 12), default=6, metavar="N", help="Jumlah hari (kelompok) pelatihan contoh.")
@click.option("--villages", type=click.IntRange(1), default=None, metavar="N",
              help="Paling banyak sekian desa sehari, untuk mencoba di komputer kecil.")
def start(starts_on: datetime | None, days: int, villages: int | None) -> None:
    """Jalankan Gladi: buat folder data bila belum ada, lalu layani ruangan sampai dihentikan (Ctrl-C)."""
    settings = Settings.load()
    instance.make(settings.instance)
    _read_own_exercises(settings)
    where = address.url(settings.host, settings.port)
    with instance.lock(settings.instance, url=where) as killed:
        listener = _bound(settings, patient=killed)
        logs.init(settings, first=True)
        _put_back(settings)
        _keep_private(settings)
        instance.lay_out(settings.instance)
        time_kept = steady.begin(settings.instance / "clock")
        clock = SystemClock(settings.clock_speed, settings.clock_origin, time_kept)
        app = create_app(settings, clock)
        schema.prepare(app)
        with app.app_context():
            _never_back(clock, time_kept)
            with schema.alone():
                if not training.training_exists():
                    _first_run(app, starts_on.date() if starts_on else None, days, villages)
            _with_forms_of_the_open_group(settings)
            drafts.take_in(settings.instance)
            if settings.is_shared:
                taken.lay_out(settings.instance)
            _after_a_stop(app)
            _after_an_update(app)
            _erased_stays_erased(app)
            shown = partial(banner.show, where, logins(app), settings.instance, today())
            Supervisor(settings, listener, on_tick=_ticker(app, clock, time_kept), on_death=_catcher(app), on_ready=shown,
                       environment={steady.SHARED: str(settings.instance / "clock")},
                       stopping=app.extensions["gladi"].stopping).run()


def _read_own_exercises(settings: Settings) -> None:
    """The library has what was taken over in this instance, unless the environment names another folder."""
    os.environ.setdefault(OWN, str(settings.instance / taken.OWN))


def _put_back(settings: Settings) -> None:
    """A backup that was chosen on the office's page, or one whose exchange was interrupted."""
    if (laid := restoring.finish(settings.instance)) is not None:
        log.warning("restored the backup of %s; what was there before is in %s", laid.at.isoformat(), laid.before)
        click.echo(_("Data dari cadangan %(at)s sudah kembali. Yang tadinya ada tersimpan di %(path)s.",
                     at=f"{laid.at.astimezone(WIB):%Y-%m-%d %H.%M}", path=laid.before))


def _keep_private(settings: Settings) -> None:
    if tightened := instance.tighten(settings.instance):
        click.echo(_("%(count)d file dan folder di folder data tadi bisa dibuka pengguna lain di komputer ini. "
                     "Sekarang hanya pemiliknya.", count=tightened))


def _bound(settings: Settings, *, patient: bool) -> socket:
    """The port, held before anything else is done. A page that is asked for meanwhile waits; behind a proxy it is refused, for
    the proxy can ask another node."""
    held = bind(settings.host, settings.port) if not patient else bind_after_a_kill(
        settings.host, settings.port, tell=lambda: click.echo(_(
            "Gladi terakhir kali terhenti mendadak; menunggu prosesnya melepas port %(port)d …", port=settings.port), err=True))
    if not settings.proxies:
        return held
    held.close()
    return bind(settings.host, settings.port, at_once=False)


def _first_run(app: Flask, starts_on: date | None, days: int, most_villages: int | None) -> None:
    """Make the demo training: the district's villages over so many days from `starts_on` or today; open day 1."""
    built: Services = app.extensions["gladi"]
    now = built.clock.now()
    for login, name, role in STAFF:
        staff.create(login, name, role, staff.first_password(built.secret, login))
    villages = regions.demo_regions()
    training.create_training(
        [group[:most_villages] for group in regions.daily_groups(villages, days)],
        starts_on=starts_on or now.astimezone(WIB).date(), seed=DEMO_SEED,
        title=f"Pelatihan Profil Desa {local.regency(villages[0].code)}", now=now, name_of=name_of)
    groups.open_group(1, now=now)


def _never_back(clock: SystemClock, time_kept: SteadyTime) -> None:
    """The machine's clock may have been set back while Gladi was off: the hall's time begins where it ended."""
    if (last := beat.last_sign_of_life()) is not None:
        time_kept.follow(not_before=clock.real_seconds(last))


def _after_a_stop(app: Flask) -> None:
    """What a stop or a power cut left behind: a pause to be written, journal rows and interventions not yet copied."""
    built: Services = app.extensions["gladi"]
    beat.beat(built.clock.now(), speed=built.settings.clock_speed)
    _copy(built, 0.0)


@gladi.command()
@click.option("--json", "as_json", is_flag=True, help="Cetak sebagai JSON.")
@click.pass_context
def doctor(context: click.Context, as_json: bool) -> None:
    """Periksa komputer dan folder data: apa yang kurang, dan apa yang harus dilakukan."""
    checks = examination.examine(Settings.load())
    click.echo(examination.as_json(checks) if as_json else examination.as_text(checks))
    context.exit(0 if all(check.ok for check in checks) else 1)


def _with_forms_of_the_open_group(settings: Settings) -> None:
    if group := forms.settle(settings.instance):
        click.echo(_("File formulir berubah. Kelompok %(number)s tetap memakai formulir yang lama sampai ditutup. Supaya "
                     "yang baru dipakai: python3 start.py group close %(number)s, lalu python3 start.py start.", number=group))


def _after_an_update(app: Flask) -> None:
    """Copies in other tables or forms than the present ones are replaced by fresh ones; the old ones stay in the archive."""
    built: Services = app.extensions["gladi"]
    present = version.present().name
    built.store.clear_templates(present)
    if renewed := generations.renew_outdated(present, now=built.clock.now()):
        click.echo(_("%(count)d salinan latihan dibuat baru, karena bentuk data atau formulirnya berubah. "
                     "Yang lama tersimpan di arsip.", count=renewed))


def _erased_stays_erased(app: Flask) -> None:
    """Who was erased since the backup that was put back is erased again."""
    built: Services = app.extensions["gladi"]
    done, waiting = erasing.erase_again(store=built.store, instance=built.settings.instance, now=built.clock.now())
    if done:
        click.echo(_("%(count)d orang yang dihapus sesudah cadangan itu dibuat sudah dihapus lagi.", count=done), err=True)
    if waiting:
        click.echo(_("%(count)d orang lagi dihapus begitu kelompoknya ditutup.", count=waiting), err=True)


def logins(app: Flask) -> list[banner.FirstLogin]:
    """Staff first, then the two seats of the first village as an example; all others are on the printed cards."""
    secret = app.extensions["gladi"].secret
    staff_first = [banner.FirstLogin(name, "/pelatih/masuk", login, _password_of(secret, login)) for login, name, _role in STAFF]
    group = groups.open_group_row()
    examples = seats.seats(group.id)[:2] if group is not None else []
    return staff_first + [banner.FirstLogin(_("Peserta (%(role)s)", role=seat.role_label), "/masuk",
                                  f"{seat.village_code} {seat.village_name}", cards.pin_of(secret, seat)) for seat in examples]


def today() -> str:
    """Which groups are open, and their dates: somebody who starts on the wrong day sees it before the hall does."""
    with platform.read() as session:
        halls = every_open(session)
    return " ".join(_("Yang dibuka: Kelompok %(number)s, hari pelatihan %(date)s.", number=group.number,
                      date=spoken_date(group.held_on)) for group in halls) or _(
        "Belum ada kelompok yang dibuka. Masuk sebagai pelatih, lalu buka kelompoknya.")


def _password_of(secret: bytes, login: str) -> str:
    """The password that an account began with, as long as it still is its own."""
    first = staff.first_password(secret, login)
    return first if staff.by_password(login, first) is not None else _("(kata sandi yang sudah diubah)")


def _copy(built: Services, since: float) -> None:
    """Bring platform and sandboxes level: what trainers did and did not reach them, the feed of those written since `since` (Unix
    seconds), an undo cut off."""
    interventions.apply_pending(built.store, built.clock)
    feed.catch_up(built.store, since)
    undo.finish_pending(store=built.store, clock=built.clock)


def _catcher(app: Flask) -> Callable[[float], None]:
    built: Services = app.extensions["gladi"]

    def catch_up(since: float) -> None:
        _copy(built, since)

    return catch_up


def _ticker(app: Flask, clock: SystemClock, time_kept: SteadyTime) -> Callable[[], None]:
    """What the parent does between two looks at its workers: a sign of life, villages and copies made ready."""
    built: Services = app.extensions["gladi"]
    villages, copies = Villages(app), CopiesAhead(built.store)
    folder = built.settings.instance
    evening: keeping.Evening = InDatabase(platform.db.engine) if built.settings.is_shared else keeping.InFolder(folder)
    backups = keeping.Keeper(folder, evening)
    beaten = swept = copied = time.monotonic()
    copied_until = time.time()

    def tick() -> None:
        nonlocal beaten, swept, copied, copied_until
        if time.monotonic() - beaten >= beat.EVERY.total_seconds():
            beaten = time.monotonic()
            beat.keep_time(time_kept, clock)
            beat.beat(built.clock.now(), speed=built.settings.clock_speed)
            openings.open_what_is_due(built.clock.now())
            timed.change_when_due(store=built.store, clock=built.clock, settings=built.settings)
            platform.checkpoint()
            villages.look()
            if built.settings.is_shared:
                taken.lay_out(built.settings.instance)
            backups.look(datetime.now(UTC))
        if time.monotonic() - copied >= COPY_EVERY:
            # What a worker could not copy, because the platform took nothing at that moment.
            copied, started = time.monotonic(), time.time()
            _copy(built, min(copied_until, started) - COPY_EVERY)  # the files' times are the machine's
            copied_until = started
            erasing.erase_again(store=built.store, instance=built.settings.instance, now=built.clock.now())
        if time.monotonic() - swept >= SWEEP_EVERY:
            swept = time.monotonic()
            sweep.sweep(built.store)
            retention.keep_no_longer(built.settings.keep_people_days, store=built.store, instance=built.settings.instance,
                                     now=built.clock.now())
        copies.tick()

    villages.look()
    return tick


hall_commands.group.add_command(schedule_commands.reopen)
hall_commands.group.add_command(opening_commands.rotate_at)
for command in (commands.seed, hall_commands.group, hall_commands.seat, hall_commands.reset, hall_commands.report,
                hall_commands.rehearse, schedule_commands.schedule, schedule_commands.attendance,
                schedule_commands.sweep, schedule_commands.rejudge, opening_commands.lesson, backup_commands.backup,
                backup_commands.restore, people_commands.roster, training_commands.training, account_commands.account,
                database_commands.database, print_commands.print_, certificate_commands.certificate,
                export_commands.export_events, privacy_commands.person,
                lesson_commands.make_group(proof_stage)):
    gladi.add_command(command)
