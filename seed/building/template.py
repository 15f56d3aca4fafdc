"""A village as one SQLite file that is copied for each trainee and never changes. Its sidecar NAME.json makes it usable.

The file is written under a temporary name, synced, named, and only then the sidecar is written. Whenever a build is killed, at
most a temporary file and a file without sidecar are left, and the next build of that village clears them away. A lock a village
lets a second builder wait for the first and take what it made.

Deterministic: the same (code, seed, as_of) gives the same bytes with one version each of Gladi, SQLite and numpy. Another version
of these may write another file: SQLite writes its own into the header, numpy may change its streams.
"""

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from itertools import chain
from pathlib import Path

from filelock import FileLock

from sandbox.files import disk
from sandbox.practice import version
from sandbox.store.templates import template_name
from seed.building import tables
from seed.building.tables import Filling
from seed.chance.odds import stream
from seed.defects import planting
from seed.errors import FAILED, FULL, NOT_WRITABLE, WHY, NoRoom, OtherList
from seed.indicators import entries as sheets
from seed.indicators.entries import CELL_COLUMNS, ENTRY_COLUMNS
from seed.indicators.years import two_years
from seed.land.regions import Region
from seed.people.people import today
from seed.village.past_submissions import RECEIPT_COLUMNS, SUBMISSION_COLUMNS, sent
from seed.village.population import HOUSEHOLD_COLUMNS, PERSON_COLUMNS, Population, populate

VILLAGE_COLUMNS = ("code", "name", "kind", "district", "district_code", "as_of", "seed", "version")
NO_ROOM_IN_SQLITE = {sqlite3.SQLITE_FULL: FULL, sqlite3.SQLITE_READONLY: NOT_WRITABLE, sqlite3.SQLITE_CANTOPEN: NOT_WRITABLE,
                     sqlite3.SQLITE_IOERR: FAILED}


@dataclass(frozen=True, slots=True)
class TemplateInfo:
    """What the sidecar says. The sidecar keeps the file's name only, so that the folder may move."""

    code: str
    path: Path
    sha256: str
    households: int
    persons: int
    bytes: int
    version: str
    """Of tables and forms."""
    listed: str
    """Digest of what the list of villages said of it and of its neighbours: another list makes another village."""


def build(region: Region, *, as_of: date, seed: int, folder: Path) -> TemplateInfo:
    """The village's template, made now unless it is there.

    Raises NoRoom if `folder` is full or can't be written to, OtherList if the one that is there was made from another list.
    """
    name = template_name(region.code, as_of, seed, version.present().name)
    with _no_room_told(folder):
        locks = folder / "locks"
        locks.mkdir(parents=True, exist_ok=True)
        with FileLock(locks / f"{name}.lock"):
            return find(region, as_of=as_of, seed=seed, folder=folder) or _build(region, as_of, seed, folder / f"{name}.sqlite")


def find(region: Region, *, as_of: date, seed: int, folder: Path) -> TemplateInfo | None:
    """The template that is there, if it is usable: published, of the present version, and of its full length.

    Raises OtherList if it is, but was made from a list that told something else of the village. It may be in use, so it stays.
    """
    path = folder / f"{template_name(region.code, as_of, seed, version.present().name)}.sqlite"
    try:
        kept = json.loads(_sidecar(path).read_text(encoding="utf-8"))
        info = TemplateInfo(**{**kept, "path": path})
        usable = info.version == version.present().name and path.stat().st_size == info.bytes
    except (OSError, ValueError, TypeError):
        return None
    if usable and info.listed != _listed(region):
        raise OtherList(village=f"{region.code} {region.name}", day=f"{as_of:%d-%m-%Y}", folder=folder)
    return info if usable else None


def _listed(region: Region) -> str:
    """Digest of all that the list of villages said of it and of its neighbours."""
    return hashlib.sha256(json.dumps(asdict(region), sort_keys=True).encode()).hexdigest()[:16]


def _build(region: Region, as_of: date, seed: int, path: Path) -> TemplateInfo:
    """Make the template at `path`. Raises OSError and sqlite3.Error; nothing half-made is left then."""
    _clear(path)
    village = populate(region, as_of=as_of, seed=seed)
    temporary = path.with_name(f"{path.name}.tmp")
    try:
        tables.write(temporary, fillings(region, as_of, seed, village))
        sha256 = _synced_hash(temporary)
        info = TemplateInfo(region.code, path, sha256, len(village.households["id"]), len(village.persons["id"]),
                            temporary.stat().st_size, version.present().name, _listed(region))
        os.replace(temporary, path)
        _publish(info)
    except BaseException:
        _clear(path)
        raise
    return info


def _clear(path: Path) -> None:
    """Remove what an earlier build left, the sidecar first: without it nobody opens the file."""
    halves = [*path.parent.glob(f"{path.name}.tmp*"), *path.parent.glob(f"{_sidecar(path).name}.tmp")]
    for leftover in (_sidecar(path), path, *halves):
        leftover.unlink(missing_ok=True)


def fillings(region: Region, as_of: date, seed: int, village: Population) -> list[Filling]:
    """The rows of every table. Plants the defects in `village` on the way."""
    past = sent(stream("sent", region.code, seed, as_of), village, today(as_of))
    books = two_years(village.village)
    defects = planting.plant(stream("defects", region.code, seed, as_of), village, books, [one.household_id for one in past])
    return [
        Filling("village", VILLAGE_COLUMNS, [(region.code, region.name, region.kind, region.district, region.district_code,
                                              as_of.isoformat(), seed, version.present().name)]),
        Filling("household", HOUSEHOLD_COLUMNS, village.household_rows()),
        Filling("person", PERSON_COLUMNS, village.person_rows()),
        Filling("sheet_entry", ENTRY_COLUMNS, sheets.entry_rows(books, as_of)),
        Filling("cell", CELL_COLUMNS, chain.from_iterable(book.rows() for book in books)),
        Filling("defect", planting.COLUMNS, planting.rows(defects)),
        Filling("submission", SUBMISSION_COLUMNS, [one.submission_row() for one in past]),
        Filling("receipt", RECEIPT_COLUMNS, [one.receipt_row() for one in past]),
    ]


def _sidecar(path: Path) -> Path:
    return path.with_name(f"{path.name.removesuffix('.sqlite')}.json")


def _synced_hash(path: Path) -> str:
    """The SHA-256 of the file, after it was synced to the disk."""
    with open(path, "rb+") as file:
        disk.sync(file.fileno())
        return hashlib.file_digest(file, "sha256").hexdigest()


def _publish(info: TemplateInfo) -> None:
    """Write the sidecar, last of all and at once."""
    sidecar = _sidecar(info.path)
    temporary = sidecar.with_name(f"{sidecar.name}.tmp")
    with open(temporary, "w", encoding="utf-8") as file:
        json.dump({**asdict(info), "path": info.path.name}, file, indent=1)
        file.flush()
        disk.sync(file.fileno())
    disk.sync_folder(info.path.parent)
    os.replace(temporary, sidecar)
    disk.sync_folder(info.path.parent)


@contextmanager
def _no_room_told(folder: Path) -> Iterator[None]:
    """Turn what a full or read-only folder raises into NoRoom."""
    try:
        yield
    except OSError as error:
        if error.errno not in WHY:
            raise
        raise NoRoom(folder=folder, why=WHY[error.errno]) from error
    except sqlite3.OperationalError as error:
        kind = error.sqlite_errorcode & 0xFF
        if kind not in NO_ROOM_IN_SQLITE:
            raise
        raise NoRoom(folder=folder, why=NO_ROOM_IN_SQLITE[kind]) from error
