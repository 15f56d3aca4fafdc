"""The command `gladi seed`."""

import json
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from itertools import chain
from pathlib import Path

import click
from flask_babel import gettext as _
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from sandbox.clock import WIB
from sandbox.settings import Settings
from sandbox.words.digits import natural
from seed.building.builder import build_many
from seed.building.template import TemplateInfo
from seed.errors import ReportNotWritten, Stopped
from seed.land.regions import Region, daily_groups, demo_regions, read_regions
from seed.report import page
from seed.report.tally import hash_of_all, tally

try:
    import resource
except ImportError:  # Windows has no such module
    resource = None  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class Built:
    """What was built, or was there already."""

    villages: int
    persons: int
    households: int
    seconds: float
    bytes: int
    """The size of all templates together; `median_bytes`: of the middle one."""
    median_bytes: int
    peak_mb: int | None
    """Megabytes of the process that needed most memory; None where the system does not tell."""
    sha256: str
    """The hash of all templates together: the same in two halls that have the same data."""

    @classmethod
    def of(cls, infos: Sequence[TemplateInfo], seconds: float) -> "Built":
        return cls(len(infos), sum(info.persons for info in infos), sum(info.households for info in infos), round(seconds, 2),
                   sum(info.bytes for info in infos), int(statistics.median(info.bytes for info in infos)), _peak_mb(),
                   hash_of_all(infos))


class VillageCount(click.ParamType):
    """A number of villages, or all (None)."""

    name = "N|all"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int | None:
        if value is None or value == "all":
            return None
        if count := natural(str(value)):
            return count
        raise click.BadParameter(_("%(value)r bukan jumlah desa. Tulis angka mulai dari 1, atau all.", value=value), ctx, param)


@click.command()
@click.option("--villages", type=VillageCount(), default="all", metavar="N|all", show_default=True,
              help="Berapa desa, menurut urutan kelompok harian: 37 adalah kelompok hari pertama.")
@click.option("--regions", "regions_file", type=click.Path(path_type=Path), metavar="FILE.csv",
              help="Daftar desa kabupaten lain; bentuknya di seed/regions/README.md. Tanpa ini: desa pelatihan contoh.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), metavar="TANGGAL",
              help="Hari pelatihan (TTTT-BB-HH) yang umur dan periodenya berlaku. Tanpa ini: hari ini.")
@click.option("--seed", "seed_number", type=click.IntRange(0, 2**31 - 1), default=1, show_default=True,
              help="Benih acak: benih dan hari yang sama memberi data yang sama.")
@click.option("--report", "report_file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.html",
              help="Tulis juga halaman tentang semua desa itu: grafik, tabel, dan perbandingan dengan angka terbit.")
@click.option("--json", "as_json", is_flag=True, help="Cetak hasilnya sebagai JSON.")
def seed(villages: int | None, regions_file: Path | None, as_of: datetime | None, seed_number: int, report_file: Path | None,
         as_json: bool) -> None:
    """Buat data desa latihan. Yang sudah ada tidak dibuat lagi."""
    every = _in_order(read_regions(regions_file) if regions_file else demo_regions())
    regions = every[:villages]
    day = as_of.date() if as_of else datetime.now(WIB).date()
    folder = Settings.load().templates
    started = time.perf_counter()
    infos = _build(regions, day, seed_number, folder)
    built = Built.of(infos, time.perf_counter() - started)
    if report_file:
        _report(infos, every, day, seed_number, report_file)
    click.echo(json.dumps(asdict(built)) if as_json else _told(built, day, folder))


def _in_order(regions: list[Region]) -> list[Region]:
    return list(chain.from_iterable(daily_groups(regions)))


def _build(regions: list[Region], as_of: date, seed_number: int, folder: Path) -> list[TemplateInfo]:
    """Build them under a progress bar on standard error. Raises Stopped at Ctrl-C."""
    infos: list[TemplateInfo] = []
    columns = (TextColumn(_("Membuat data desa")), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
               TextColumn("{task.description}"))
    names = {region.code: region.name for region in regions}
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        bar = progress.add_task("", total=len(regions))

        def on_done(info: TemplateInfo) -> None:
            infos.append(info)
            progress.update(bar, advance=1, description=names[info.code])

        try:
            build_many(regions, as_of=as_of, seed=seed_number, folder=folder, on_done=on_done)
        except KeyboardInterrupt as pressed:
            raise Stopped(ready=len(infos), wanted=len(regions)) from pressed
    return infos


def _peak_mb() -> int | None:
    """The largest memory that this process or one of its builders had, in MB."""
    if resource is None:
        return None
    unit = 1 if sys.platform == "darwin" else 1024
    return round(max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) * unit / 1e6)


def _report(infos: Sequence[TemplateInfo], regions: list[Region], as_of: date, seed_number: int, file: Path) -> None:
    """Count the templates and write the page. Raises ReportNotWritten if the file can't be written."""
    by_code = {region.code: region for region in regions}
    with Console(stderr=True).status(_("Menghitung untuk laporan …")):
        in_order = sorted(infos, key=lambda info: info.code)
        counted = tally(((by_code[info.code], info) for info in in_order), as_of=as_of, seed=seed_number,
                        is_whole=len(infos) == len(regions))
        try:
            page.write(counted, file)
        except OSError as error:
            raise ReportNotWritten(file, error) from error


def _told(built: Built, as_of: date, folder: Path) -> str:
    return _("%(villages)s desa siap untuk %(day)s: %(households)s keluarga, %(persons)s orang, %(size)d MB, %(took).1f detik. "
             "Sidik: %(hash)s. Folder: %(folder)s", villages=built.villages, day=f"{as_of:%d-%m-%Y}", folder=folder,
             households=_dotted(built.households), persons=_dotted(built.persons), size=round(built.bytes / 1e6),
             took=built.seconds, hash=built.sha256[:16])


def _dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")
