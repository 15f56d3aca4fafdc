"""gladi backup, gladi restore."""

import json
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import click
from flask_babel import gettext as _
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from instructor.backup import making, restoring
from instructor.backup.errors import KeptElsewhere
from sandbox.clock import WIB
from sandbox.machine import address
from sandbox.platform import instance, schema
from sandbox.settings import Settings

json_option = click.option("--json", "as_json", is_flag=True, help="Cetak sebagai JSON.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE")
@click.option("--progress-file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
              help="Tulis di file ini sudah berapa jauh, sebagai pengganti garis kemajuan.")
@json_option
def backup(file: Path, progress_file: Path | None, as_json: bool) -> None:
    """Tulis satu file cadangan berisi semua data, juga selagi ruangan bekerja."""
    settings = _of_one_folder()
    with ExitStack() as open_:
        progress = _into(progress_file) if progress_file else _bar(open_)
        made = making.make(settings.instance, file.absolute(), at=datetime.now(UTC), progress=progress)
    if as_json:
        click.echo(json.dumps({"files": made.files, "bytes": made.bytes, "sha256": made.sha256, "left_out": made.left_out}))
        return
    click.echo(_("Cadangan %(path)s: %(files)d file, %(mega).1f MB. Kembalikan dengan: python3 start.py restore FILE",
                 path=made.path, files=made.files, mega=made.bytes / 1e6))
    for name in made.left_out:
        click.echo(_("Tidak terbaca, jadi tidak ikut: %(name)s", name=name), err=True)


def _of_one_folder() -> Settings:
    """The settings of a hall whose data lies in its folder. Raises KeptElsewhere for any other."""
    settings = Settings.load()
    if settings.is_shared:
        raise KeptElsewhere()
    return settings


def _bar(open_: ExitStack) -> making.Progress:
    console = Console(stderr=True)
    bar = open_.enter_context(Progress(TextColumn(_("Menyalin data")), BarColumn(), MofNCompleteColumn(), console=console,
                                       transient=True, disable=not console.is_terminal))
    task = bar.add_task("", total=None)
    return lambda done, every: bar.update(task, completed=done, total=every)


def _into(path: Path) -> making.Progress:
    def tell(done: int, every: int) -> None:
        path.write_text(f"{done} {every}", encoding="utf-8")

    return tell


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE")
@click.option("--replace", is_flag=True, help="Juga bila folder data sudah berisi; yang lama dipindahkan ke folder di dalamnya.")
@json_option
def restore(file: Path, replace: bool, as_json: bool) -> None:
    """Kembalikan semua data dari satu file cadangan. Gladi harus berhenti dulu."""
    settings = _of_one_folder()
    instance.make(settings.instance)
    with instance.lock(settings.instance, url=address.url(settings.host, settings.port)):
        laid = restoring.stage(file.absolute(), settings.instance, newest_schema=schema.newest() or "", now=datetime.now(UTC),
                               replace=replace)
        restoring.finish(settings.instance)
    before = str(laid.before) if laid.before.exists() else None
    if as_json:
        click.echo(json.dumps({"at": laid.at.isoformat(), "files": laid.files, "bytes": laid.bytes, "before": before}))
        return
    click.echo(_("Data dari cadangan %(at)s sudah kembali: %(files)d file. Jalankan lagi: python3 start.py",
                 at=f"{laid.at.astimezone(WIB):%Y-%m-%d %H.%M}", files=laid.files))
    if before:
        click.echo(_("Yang tadinya ada tersimpan di %(path)s.", path=before))
