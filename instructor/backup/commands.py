"""gladi backup, gladi restore: of a hall in one folder, and of one in PostgreSQL."""

import json
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click
from flask_babel import gettext as _
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from sqlalchemy import Engine, make_url

from instructor.backup import dumping, making, restoring
from instructor.privacy import remembered
from sandbox.clock import WIB
from sandbox.machine import address
from sandbox.platform import instance, schema
from sandbox.platform.postgres import dumps
from sandbox.platform.postgres.engine import engine_of
from sandbox.settings import Settings

json_option = click.option("--json", "as_json", is_flag=True, help="Cetak sebagai JSON.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE")
@click.option("--progress-file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
              help="Tulis di file ini sudah berapa jauh, sebagai pengganti garis kemajuan.")
@json_option
def backup(file: Path, progress_file: Path | None, as_json: bool) -> None:
    """Tulis satu file cadangan berisi semua data, juga selagi ruangan bekerja."""
    settings = Settings.load()
    if settings.is_shared:
        made = dumping.make(_engine(settings), file.absolute())
    else:
        with ExitStack() as open_:
            progress = _into(progress_file) if progress_file else _bar(open_, _("Menyalin data"))
            made = making.make(settings.instance, file.absolute(), at=datetime.now(UTC), progress=progress)
    if as_json:
        click.echo(json.dumps({"files": made.files, "bytes": made.bytes, "sha256": made.sha256, "left_out": made.left_out}))
        return
    click.echo(_("Cadangan %(path)s: %(files)d file, %(mega).1f MB. Kembalikan dengan: python3 start.py restore FILE",
                 path=made.path, files=made.files, mega=made.bytes / 1e6))
    for name in made.left_out:
        click.echo(_("Tidak terbaca, jadi tidak ikut: %(name)s", name=name), err=True)


def _engine(settings: Settings) -> Engine:
    return engine_of(make_url(settings.platform_url), settings.database_connections)


def _bar(open_: ExitStack, words: str) -> making.Progress:
    console = Console(stderr=True)
    bar = open_.enter_context(Progress(TextColumn(words), BarColumn(), MofNCompleteColumn(), console=console,
                                       transient=True, disable=not console.is_terminal))
    task = bar.add_task("", total=None)
    return lambda done, every: bar.update(task, completed=done, total=every)


def _into(path: Path) -> making.Progress:
    def tell(done: int, every: int) -> None:
        path.write_text(f"{done} {every}", encoding="utf-8")

    return tell


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE")
@click.option("--replace", is_flag=True, help="Juga bila sudah ada data; yang lama dipindahkan, tidak dihapus.")
@json_option
def restore(file: Path, replace: bool, as_json: bool) -> None:
    """Kembalikan semua data dari satu file cadangan. Gladi harus berhenti dulu."""
    settings, now = Settings.load(), datetime.now(UTC)
    back = _into_database if settings.is_shared else _into_folder
    found = back(settings, file.absolute(), replace, now)
    if as_json:
        click.echo(json.dumps({"at": found.at.isoformat(), "files": found.files, "bytes": found.bytes, "before": found.before}))
        return
    click.echo(_("Data dari cadangan %(at)s sudah kembali: %(files)d file. Jalankan lagi: python3 start.py",
                 at=f"{found.at.astimezone(WIB):%Y-%m-%d %H.%M}", files=found.files))
    if found.before:
        click.echo(_("Yang tadinya ada tersimpan di %(path)s.", path=found.before))


@dataclass(frozen=True, slots=True)
class CameBack:
    """What came back from a backup of the moment `at`, and where what was there before is now."""

    at: datetime
    files: int
    bytes: int
    before: str | None


def _into_folder(settings: Settings, file: Path, replace: bool, now: datetime) -> CameBack:
    instance.make(settings.instance)
    with instance.lock(settings.instance, url=address.url(settings.host, settings.port)):
        with ExitStack() as open_:
            laid = restoring.stage(file, settings.instance, newest_schema=schema.newest() or "", now=now, replace=replace,
                                   progress=_bar(open_, _("Memeriksa dan menyalin cadangan")))
        restoring.finish(settings.instance)
    return CameBack(laid.at, laid.files, laid.bytes, str(laid.before) if laid.before.exists() else None)


def _into_database(settings: Settings, file: Path, replace: bool, now: datetime) -> CameBack:
    moved, made_at = dumping.put_back(_engine(settings), file, replace=replace, at=now), dumps.made_at(file)
    remembered.ask_again(settings.instance, settings.instance, made_at=made_at)
    return CameBack(made_at, 1, file.stat().st_size, ", ".join(moved) or None)
