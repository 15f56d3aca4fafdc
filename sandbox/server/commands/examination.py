"""gladi doctor: what of this machine and its instance keeps a hall from going well, each finding with what to do.

It makes and changes nothing, so that it may be asked while a hall is running.
"""

import json
import shlex
import shutil
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flask_babel import gettext as _
from sqlalchemy import make_url, select
from sqlalchemy.orm import Session

from instructor.backup import keeping
from instructor.days.preflight import BYTES_A_SEAT
from sandbox.accounts import secret
from sandbox.clock import WIB, SystemClock
from sandbox.errors import GladiError
from sandbox.machine.database_address import place_of
from sandbox.paper import letters
from sandbox.platform import instance, schema
from sandbox.platform.db import read
from sandbox.platform.models import Sandbox, Trainee
from sandbox.platform.postgres import rights
from sandbox.platform.postgres.engine import engine_of
from sandbox.practice import version
from sandbox.practice.forms import instruments
from sandbox.server.app import create_app
from sandbox.server.processes.supervisor import PortTaken, bind
from sandbox.server.sending import assets
from sandbox.server.signs import beat
from sandbox.settings import Settings
from sandbox.store import damage, templates
from sandbox.store.base import SandboxDamaged
from sandbox.store.clone import SourceDamaged, sha256_of
from sandbox.store.damage import Flaw
from sandbox.store.sweep import GENERATION
from sandbox.store.templates import template_name
from scenarios.file import loader
from seed.building import prepare

SEATS = 74
"""Of a full hall: what the disk must have room for."""
FIRST_DAY = datetime(2025, 1, 1, tzinfo=UTC)
"""No computer on which this Gladi runs rightly shows an earlier one."""
SLACK = timedelta(minutes=1)
TOO_OLD = timedelta(days=3)
"""Age of a last backup that is told: two days of a hall would be lost with the disk."""
FORMS = ("ddk_household", "ddk_member")


@dataclass(frozen=True, slots=True)
class Examined:
    """One thing looked at. `detail` says what to do where it is not `ok`."""

    name: str
    ok: bool
    detail: str


Finding = tuple[bool, str]


def examine(settings: Settings) -> list[Examined]:
    """Every check, in the order in which one would mend; those that need a database only where there is a whole one."""
    there = _checks(settings, (("settings", _settings), ("folder", _folder), ("rights", _rights), ("secret", _secret),
                               ("port", _port), ("disk", _disk), ("database", _database)))
    here = _checks(settings, (("exercises", _exercises), ("pages", _pages), ("fonts", _fonts)))
    is_readable = all(check.ok for check in there if check.name in ("folder", "secret", "database"))
    if not is_readable or not (settings.is_shared or database_file(settings).exists()):
        return [*there, *here]
    with create_app(settings).app_context():
        if not schema.is_current():  # asked in its words, it would not understand
            return [*there, *here, Examined("schema", True, _("Dari Gladi yang lebih lama; disesuaikan saat Gladi dijalankan."))]
        of_its_folder = () if settings.is_shared else (
            ("templates", _templates), ("sandboxes", _sandboxes), ("archive", _archive), ("backups", _backups))
        inside = _checks(settings, (("clock", _clock), *of_its_folder))
    return [*there, *here, *inside]


def as_json(checks: Sequence[Examined]) -> str:
    """`{ok, checks:[{name, ok, detail}]}`."""
    told = {"ok": all(check.ok for check in checks), "checks": [asdict(check) for check in checks]}
    return json.dumps(told, ensure_ascii=False, indent=2)


def as_text(checks: Sequence[Examined]) -> str:
    """A line a check; what is wrong is marked by a word, as a terminal may lack any sign."""
    well, wrong = _("baik"), _("PERLU DIPERBAIKI")
    return "\n".join(f"{well if check.ok else wrong}  {check.name}: {check.detail}" for check in checks)


def _checks(settings: Settings, asked: Sequence[tuple[str, Callable[[Settings], Finding]]]) -> list[Examined]:
    return [Examined(name, *_tried(check, settings)) for name, check in asked]


def _tried(check: Callable[[Settings], Finding], settings: Settings) -> Finding:
    """Its finding; an error of ours is one too, and any other keeps no other check back."""
    try:
        return check(settings)
    except GladiError as error:
        return False, f"{error.code}: {error}"
    except Exception as error:  # noqa: BLE001 - the edge: what is broken is what is looked for here
        return False, f"GL-500: {type(error).__name__}: {error}"


def _settings(settings: Settings) -> Finding:
    values = {field.name: getattr(settings, field.name) for field in fields(settings)}
    if settings.database_url:
        values["database_url"] = make_url(settings.database_url).render_as_string(hide_password=True)
    shown = [f"GLADI_{name.upper()}={value}" for name, value in values.items()]
    return True, " ".join([*shown, f"{secret.NAME}=…"])


def _folder(settings: Settings) -> Finding:
    if not settings.instance.exists():
        return True, _("%(path)s belum ada; dibuat saat Gladi dijalankan.", path=settings.instance)
    instance.make(settings.instance)
    return True, _("%(path)s bisa ditulisi.", path=settings.instance)


def _rights(settings: Settings) -> Finding:
    found = instance.wide(settings.instance) if settings.instance.exists() else []
    if not found:
        return True, _("Hanya pemiliknya yang bisa membuka folder data.")
    return False, _("%(count)d file atau folder bisa dibuka pengguna lain di komputer ini, misalnya %(path)s. "
                    "Jalankan: chmod -R go= %(folder)s", count=len(found), path=found[-1],
                    folder=shlex.quote(str(settings.instance)))


def _secret(settings: Settings) -> Finding:
    if settings.is_shared:
        return True, _("Di setelan.") if settings.secret else _("Di basis data.")
    if not (settings.instance / secret.NAME).exists():
        return True, _("Belum ada; dibuat saat Gladi dijalankan.")
    secret.instance_secret(settings.instance)
    return True, _("Utuh.")


def _port(settings: Settings) -> Finding:
    try:
        bind(settings.host, settings.port).close()
    except PortTaken:
        if not (settings.instance / "gladi.pid").exists() or not _answers(settings):
            raise
        return True, _("Gladi sedang berjalan di port %(port)d.", port=settings.port)
    return True, _("Port %(port)d bebas.", port=settings.port)


def _answers(settings: Settings) -> bool:
    """Whether a Gladi answers there; it may say that it is not well."""
    host = "127.0.0.1" if settings.host == "0.0.0.0" else settings.host
    try:
        with urllib.request.urlopen(f"http://{host}:{settings.port}/healthz", timeout=5) as answer:
            told = answer.read(200)
    except urllib.error.HTTPError as error:
        told = error.read(200)
    except OSError:
        return False
    return b'"database"' in told


def _disk(settings: Settings) -> Finding:
    there = next(folder for folder in (settings.instance, *settings.instance.parents) if folder.exists())
    free, needed = shutil.disk_usage(there).free, BYTES_A_SEAT * SEATS
    words = _("%(free).1f GB bebas; satu kelompok memakai sekitar %(needed).1f GB.", free=free / 1e9, needed=needed / 1e9)
    return free >= needed, words if free >= needed else f"{words} " + _("Kosongkan ruang, lalu periksa lagi.")


def database_file(settings: Settings) -> Path:
    """Where the platform database lies."""
    return Path(make_url(settings.platform_url).database or "")


def _database(settings: Settings) -> Finding:
    if settings.is_shared:
        url = make_url(settings.platform_url)
        there = rights.require(engine_of(url, settings.database_connections))
        return True, _("PostgreSQL %(version)s di %(place)s.", version=there.version_told, place=place_of(url))
    path = database_file(settings)
    if not path.exists():
        if any(settings.sandboxes.glob("*/*.sqlite")):
            raise schema.DatabaseGone(path=path)
        return True, _("Belum ada; dibuat saat Gladi dijalankan.")
    if (found := damage.flaw(path)) is None:
        return True, _("%(path)s utuh.", path=path)
    if found is Flaw.FORBIDDEN:  # it may be whole
        return False, _("%(path)s: %(why)s. Jalankan Gladi dengan akun komputer yang membuat file itu.", path=path,
                        why=found.label)
    raise keeping.broken(settings.instance, path)


def _clock(settings: Settings) -> Finding:
    now = SystemClock(settings.clock_speed, settings.clock_origin).now()
    last = beat.last_sign_of_life() if settings.clock_speed == 1 else None  # in a rehearsal hall time runs ahead
    if now >= FIRST_DAY and (last is None or now >= last - SLACK):
        return True, f"{now.astimezone(WIB):%Y-%m-%d %H.%M}"
    return False, _("Jam komputer menunjukkan %(now)s, lebih awal daripada yang terakhir dicatat Gladi. Betulkan jam komputer.",
                    now=f"{now.astimezone(WIB):%Y-%m-%d %H.%M}")


def _templates(settings: Settings) -> Finding:
    names = [template_name(village.code, group.held_on, seed, version.present().name)
             for group, seed, villages in prepare.wanted() for village in villages]
    there = [name for name in names if (settings.templates / f"{name}.json").exists()]
    broken = [name for name in there if not _is_whole(settings.templates, name)]
    if broken:
        return False, _("Data desa rusak: %(names)s. Hapus file .json dengan nama itu di %(folder)s; Gladi membuatnya lagi "
                        "sendiri selagi berjalan.", names=", ".join(broken), folder=settings.templates)
    return True, _("%(there)d dari %(count)d desa siap; yang kurang dibuat selagi Gladi berjalan.", there=len(there),
                   count=len(names))


def _is_whole(folder: Path, name: str) -> bool:
    try:
        found = templates.find(folder, name)
        return sha256_of(found.path) == found.sha256
    except (OSError, SourceDamaged):
        return False


def _exercises(_settings: Settings) -> Finding:
    for form in FORMS:
        instruments.load(form)
    return True, _("%(count)d latihan dan semua formulir terbaca.", count=len(loader.library()))


def _fonts(_settings: Settings) -> Finding:
    if not (gone := letters.missing()):
        return True, _("%(count)d huruf cetak untuk kartu, laporan dan sertifikat ada.", count=len(letters.FILES))
    return False, _("Huruf cetak tidak ada: %(names)s. Pasang Gladi lagi; tanpa itu tidak ada PDF yang bisa dibuat.",
                    names=", ".join(gone))


def _pages(_settings: Settings) -> Finding:
    return True, _("%(count)d file halaman terbaca; hurufnya dari komputer masing-masing.", count=len(assets.assets()))


def _backups(settings: Settings) -> Finding:
    there = keeping.backups(settings.instance)
    if there:
        newest, now = there[0], datetime.now(UTC)
        told = _("Yang terakhir %(at)s.", at=f"{newest.at:%Y-%m-%d %H.%M}")
        if now - newest.at < TOO_OLD:
            return True, told
        beside = newest.path.with_name(keeping.name_of(now))  # only there is it found again
        return False, f"{told} " + _("Buat yang baru: python3 start.py backup %(file)s", file=shlex.quote(str(beside)))
    return True, _("Belum ada; Gladi membuatnya tiap sore, atau: python3 start.py backup FILE")


def _sandboxes(settings: Settings) -> Finding:
    with read() as session:
        found = list(_damaged(settings.sandboxes, session))
    if found:
        return False, " ".join(found)
    return True, _("Semua salinan desa yang sudah dipakai terbaca.")


def _archive(settings: Settings) -> Finding:
    with read() as session:
        found = list(_damaged_of_before(settings.sandboxes, session))
    if not found:
        return True, _("Semua salinan lama yang masih disimpan terbaca.")
    return False, _("Salinan lama rusak: %(files)s. Mejanya tetap jalan dan hasilnya tetap ada. Bila masih perlu dilihat, ambil "
                    "file itu dari cadangan; bila tidak, hapus file itu di %(folder)s.", files="; ".join(found),
                    folder=settings.sandboxes)


def _damaged_of_before(folder: Path, session: Session) -> Iterator[str]:
    """File, flaw and seat of every copy of an earlier generation that is there and can't be read."""
    for sandbox, present in session.execute(select(Sandbox.id, Sandbox.generation).order_by(Sandbox.id)):
        for path in sorted((folder / str(sandbox)).glob("g*.sqlite")):
            if not GENERATION.fullmatch(path.stem) or path.stem == f"g{present}" or (found := damage.flaw(path)) is None:
                continue
            yield f"{sandbox}/{path.name} ({damage.whose(session, sandbox)}: {found.label})"


def _damaged(folder: Path, session: Session) -> Iterator[str]:
    """Seat, file, flaw and remedy of every present copy that can't be read."""
    for row in session.scalars(select(Sandbox).order_by(Sandbox.id)):
        path = folder / str(row.id) / f"g{row.generation}.sqlite"
        found = damage.flaw(path)
        if found is Flaw.MISSING:
            found = Flaw.BROKEN if damage.aside(path).exists() else None  # set aside, or nobody sat there yet
        if found is None:
            continue
        error = SandboxDamaged(seat=damage.whose(session, row.id), file=f"{row.id}/{path.name}", why=found.label)
        trainee = session.scalar(select(Trainee.id).where(Trainee.sandbox_id == row.id).order_by(Trainee.id))
        yield f"{error.code}: {error} " + _("Atau: python3 start.py reset --trainee %(trainee)s", trainee=trainee)
