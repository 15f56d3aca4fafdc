"""One file of all that a hall keeps, made while the hall works.

The platform comes first, then the sandboxes, and of these only the generations that the copied platform knows: a number that was
given out since then would otherwise be given out again after a restore, to a copy that was used. What was done in the sandboxes
since then is in their journals, and the start after a restore brings the platform level with these (feed.catch_up). Villages'
templates are left out: a start makes them anew, the same to the byte.
"""

import json
import re
import shutil
import sqlite3
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from instructor.backup.errors import NothingToKeep, NotWritten
from sandbox.accounts import secret
from sandbox.files import disk
from sandbox.platform.instance import WHY
from sandbox.store.clone import copy_live, sha256_of

FORMAT = 1
LISTED = "gladi-backup.json"
"""The member that lists all others: it is written last, so a file without it is not whole."""
PLATFORM = "gladi.sqlite"
COPY = re.compile(r"g([1-9][0-9]*)\.sqlite|mark-[A-Za-z0-9_.-]+\.sqlite", re.ASCII)
NUMBER = re.compile(r"[1-9][0-9]*", re.ASCII)
MEMBER = re.compile(rf"{re.escape(PLATFORM)}|{re.escape(secret.NAME)}|sandboxes/{NUMBER.pattern}/({COPY.pattern})", re.ASCII)
"""What a backup may hold."""
BLOCK = 1 << 20
UNFINISHED = ".gladi-backup-"
"""How names of what is still being written begin, beside the file that it becomes."""
LONGEST = 24 * 3600.0
"""Seconds after which nobody can be at work on it any more."""


@dataclass(frozen=True, slots=True)
class BackupMade:
    """A backup that was made. `left_out`: copies that could not be read, each as its place in the instance."""

    path: Path
    files: int
    bytes: int
    sha256: str
    left_out: tuple[str, ...]


Progress = Callable[[int, int], None]
"""Called with how many files are in, of how many."""


def make(instance: Path, target: Path, *, at: datetime, progress: Progress = lambda _done, _all: None) -> BackupMade:
    """Write the backup of that instance; a file of that name is replaced, and only by a whole one.

    Raises NothingToKeep, NotWritten.
    """
    if not (instance / PLATFORM).exists():
        raise NothingToKeep(path=instance)
    unfinished = target.with_name(f"{UNFINISHED}{target.name}.{uuid.uuid4().hex}.tmp")
    try:
        forget_cut_off(target.parent, UNFINISHED)
        left_out = _write(instance, unfinished, at, progress)
        with open(unfinished, "r+b") as file:
            disk.sync(file.fileno())
        unfinished.replace(target)
        disk.sync_folder(target.parent)
        return BackupMade(target, len(members(target)), target.stat().st_size, sha256_of(target), tuple(left_out))
    except OSError as error:
        raise NotWritten(path=target, why=WHY.get(error.errno or 0, error.strerror or error)) from error
    finally:
        with suppress(OSError):  # what could not be written there can hardly be removed: NotWritten says it
            unfinished.unlink()


def forget_cut_off(folder: Path, unfinished: str) -> None:
    """Remove what a kill or a power cut left half written in that folder: it holds people's data, and nobody asks for it."""
    for path in folder.glob(f"{unfinished}*"):
        with suppress(OSError):  # gone meanwhile: another one looks too
            if time.time() - path.lstat().st_mtime > LONGEST:
                shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()


def members(backup: Path) -> Mapping[str, str]:
    """What that backup says it holds: the hash of each file by its name. Raises KeyError, ValueError, OSError, BadZipFile."""
    with ZipFile(backup) as file:
        listed = json.loads(file.read(LISTED))
        return {str(name): str(each) for name, each in listed["files"].items()}


def _write(instance: Path, target: Path, at: datetime, progress: Progress) -> list[str]:
    files: dict[str, str] = {}
    left_out: list[str] = []
    with (tempfile.TemporaryDirectory(dir=target.parent, prefix=UNFINISHED) as scratch,
          ZipFile(target, "w", ZIP_DEFLATED, compresslevel=1) as out):
        copy = Path(scratch, "copy.sqlite")
        files[PLATFORM] = _add(out, instance / PLATFORM, PLATFORM, copy)
        made, schema = _known(copy)
        every = list(_copies(instance / "sandboxes", made))
        for number, name in enumerate(every, 1):
            try:
                files[name] = _add(out, instance / name, name, copy)
            except sqlite3.DatabaseError:  # one that can't be read keeps nobody else's from being kept
                left_out.append(name)
            progress(number, len(every))
        out.write(instance / secret.NAME, secret.NAME)
        files[secret.NAME] = sha256_of(instance / secret.NAME)
        out.writestr(LISTED, json.dumps({"format": FORMAT, "schema": schema, "at": at.isoformat(), "left_out": left_out,
                                         "files": files}, indent=1))
    return left_out


def _add(out: ZipFile, source: Path, name: str, copy: Path) -> str:
    """Add that database as it is at this moment; its hash."""
    copy.unlink(missing_ok=True)
    copy_live(source, copy)
    out.write(copy, name)
    return sha256_of(copy)


def _known(platform: Path) -> tuple[dict[int, int], str]:
    """The highest generation of each sandbox, and the version of the tables, as a copied platform says."""
    with closing(sqlite3.connect(platform)) as connection:
        made = dict(connection.execute("SELECT id, made FROM sandbox"))
        (schema,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return made, schema


def _copies(folder: Path, made: Mapping[int, int]) -> Iterator[str]:
    """The names of all copies and kept moments that the platform knows of, by number."""
    for home in sorted((each for each in folder.glob("*") if NUMBER.fullmatch(each.name)), key=lambda each: int(each.name)):
        for path in sorted(home.iterdir()):
            found = COPY.fullmatch(path.name)
            if found and (found[1] is None or int(found[1]) <= made.get(int(home.name), 0)):
                yield f"sandboxes/{home.name}/{path.name}"
