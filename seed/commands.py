"""The command `gladi seed`."""

import json
import statistics
import sys
import time
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from itertools import chain
from pathlib import Path
from typing import Any

import click
from flask_babel import gettext as _
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from sandbox.clock import WIB
from sandbox.settings import Settings
from seed.builder import build_many
from seed.errors import SeedError
from seed.regions import Region, daily_groups, demo_regions, read_regions
from seed.report import page
from seed.report.tally import hash_of_all, tally
from seed.template import TemplateInfo

try:
    import resource
except ImportError:  # Windows has no such module
    resource = None  # type: ignore[assignment]


@dataclass(slots=True)
class Built:
    """What was built, or was there already."""

    villages: int = 0
    persons: int = 0
    households: int = 0
    seconds: float = 0.0
    bytes: int = 0
    median_bytes: int = 0
    peak_mb: int | None = None
    """Of the process that needed most memory; None where the system does not tell."""
    sha256: str = ""
    """Of all templates together: the same in two halls that have the same data."""
    infos: list[TemplateInfo] = field(default_factory=list, repr=False)

    def add(self, info: TemplateInfo) -> None:
        self.infos.append(info)
        self.villages += 1
        self.persons += info.persons
        self.households += info.households
        self.bytes += info.bytes

    def told(self) -> dict[str, Any]:
        """What `--json` prints."""
        return {name: value for name, value in asdict(self).items() if name != "infos"}


class VillageCount(click.ParamType):
    """A number of villages, or all (None)."""

    name = "N|all"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int | None:
        if value is None or value == "all":
            return None
        if str(value).isdecimal() and int(str(value)) > 0:
            return int(str(value))
        raise click.BadParameter(_("%(value)r bukan jumlah desa. Tulis angka mulai dari 1, atau all.", value=value), ctx, param)


@click.command()
@click.option("--villages", type=VillageCount(), default="all", metavar="N|all", show_default=True,
              help="Berapa desa, menurut urutan kelompok harian: 37 adalah kelompok hari pertama.")
@click.option("--regions", "regions_file", type=click.Path(path_type=Path), metavar="BERKAS.csv",
              help="Daftar desa kabupaten lain; bentuknya di seed/regions/README.md. Tanpa ini: desa pelatihan contoh.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), metavar="TANGGAL",
              help="Hari pelatihan (TTTT-BB-HH) yang umur dan periodenya berlaku. Tanpa ini: hari ini.")
@click.option("--seed", "seed_number", type=click.IntRange(0, 2**31 - 1), default=1, show_default=True,
              help="Benih acak: benih dan hari yang sama memberi data yang sama.")
@click.option("--report", "report_file", type=click.Path(path_type=Path, dir_okay=False), metavar="BERKAS.html",
              help="Tulis juga halaman tentang semua desa itu: grafik, tabel, dan perbandingan dengan angka terbit.")
@click.option("--json", "as_json", is_flag=True, help="Cetak hasilnya sebagai JSON.")
def seed(villages: int | None, regions_file: Path | None, as_of: datetime | None, seed_number: int, report_file: Path | None,
         as_json: bool) -> None:
    """Buat data desa latihan (induk). Yang sudah ada tidak dibuat lagi."""
    every = _in_order(read_regions(regions_file) if regions_file else demo_regions())
    regions = every[:villages]
    day = as_of.date() if as_of else datetime.now(WIB).date()
    folder = Settings.load().templates
    built = _built(regions, day, seed_number, folder)
    if report_file:
        _report(built, every, day, seed_number, report_file)
    click.echo(json.dumps(built.told()) if as_json else _told(built, day, folder))


def _in_order(regions: list[Region]) -> list[Region]:
    return list(chain.from_iterable(daily_groups(regions)))


def _built(regions: list[Region], as_of: date, seed_number: int, folder: Path) -> Built:
    """Build them under a progress bar on standard error."""
    started = time.perf_counter()
    built = Built()
    columns = (TextColumn(_("Membuat data desa")), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
               TextColumn("{task.description}"))
    names = {region.code: region.name for region in regions}
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task("", total=len(regions))

        def on_done(info: TemplateInfo) -> None:
            built.add(info)
            progress.update(bar, advance=1, description=names[info.code])

        build_many(regions, as_of=as_of, seed=seed_number, folder=folder, on_done=on_done)
    built.seconds = round(time.perf_counter() - started, 2)
    built.median_bytes = int(statistics.median(info.bytes for info in built.infos))
    built.peak_mb = _peak_mb()
    built.sha256 = hash_of_all(built.infos)
    return built


def _peak_mb() -> int | None:
    """The largest memory that this process or one of its builders had, in MB."""
    if resource is None:
        return None
    unit = 1 if sys.platform == "darwin" else 1024
    return round(max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) * unit / 1e6)


def _report(built: Built, regions: list[Region], as_of: date, seed_number: int, file: Path) -> None:
    """Count the templates and write the page. Raises SeedError if the file can't be written."""
    by_code = {region.code: region for region in regions}
    with Console(stderr=True).status(_("Menghitung untuk laporan …")):
        counted = tally(((by_code[info.code], info) for info in built.infos), as_of=as_of, seed=seed_number,
                        is_whole=built.villages == len(regions))
        try:
            page.write(counted, file)
        except OSError as error:
            raise SeedError(why=_("laporan %(file)s tidak bisa ditulis (%(reason)s). Pilih berkas atau folder lain",
                                  file=file, reason=error.strerror)) from error


def _told(built: Built, as_of: date, folder: Path) -> str:
    return _("%(villages)s desa siap untuk %(day)s: %(households)s keluarga, %(persons)s orang, %(size)d MB, %(took).1f detik. "
             "Sidik: %(hash)s. Folder: %(folder)s", villages=built.villages, day=f"{as_of:%d-%m-%Y}", folder=folder,
             households=_dotted(built.households), persons=_dotted(built.persons), size=round(built.bytes / 1e6),
             took=built.seconds, hash=built.sha256[:16])


def _dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")
