"""A backup back into an instance: checked and laid out beside it first, then exchanged, wholly or not at all.

`stage` changes nothing of what is there. `finish` moves names within one file system; whoever starts Gladi calls it first, so
one that was interrupted at any point is carried on. What was there before stays in a folder of its own.
"""

import hashlib
import json
import os
import shutil
import uuid
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from instructor.backup.errors import DataThere, NewerGladi, NoBackup, NoRoomForIt
from instructor.backup.making import BLOCK, FORMAT, LISTED, MEMBER, PLATFORM, Progress, forget_cut_off
from instructor.privacy import remembered
from sandbox.accounts import secret
from sandbox.clock import WIB
from sandbox.files import disk
from sandbox.words.texts import LaterText
from sandbox.words.texts import lazy_gettext as _l

WAITING = "pulihkan"
UNFINISHED = f".{WAITING}-"
"""The folder in the instance in which a checked backup waits for `finish`."""
ASIDE = "lama-dipindahkan"
"""Stands in that folder once what was there before is out of the way."""
BEFORE = "sebelum-dipulihkan"
LARGEST_LIST = 64 << 20
SPARE = 64 << 20
"""Bytes that must be left beside what is laid out."""

UNREADABLE = (BadZipFile, EOFError, ValueError, RuntimeError, zlib.error)
"""What zipfile and json raise for bytes that are not as they were written: RuntimeError for an encrypted member, an unknown
version of zip, and a list nested thousands deep."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A backup that was checked and waits, or was put in place. `at`: when it was made."""

    at: datetime
    files: int
    bytes: int
    before: Path
    """Where what was there before is kept, if there was anything."""


def stage(backup: Path, instance: Path, *, newest_schema: str, now: datetime, replace: bool = False,
          progress: Progress = lambda _done, _all: None) -> Laid:
    """Check that backup and lay it out in the instance; nothing that is there changes, and one that waited is dropped.

    Raises NoBackup, NewerGladi, DataThere, NoRoomForIt.
    """
    if (instance / PLATFORM).exists() and not replace:
        raise DataThere(path=instance)
    unfinished = instance / f"{UNFINISHED}{uuid.uuid4().hex}"
    forget_cut_off(instance, UNFINISHED)
    try:
        with _opened(backup) as file:
            listed = _listed(file, backup)
            if listed.schema > newest_schema:
                raise NewerGladi(path=backup, schema=listed.schema)
            size = _fits(file, instance)
            for done, (name, sha256) in enumerate(listed.files.items()):
                progress(done, len(listed.files))
                _lay(file, backup, name, sha256, unfinished / name)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    before = _free_name(instance, now)
    (unfinished / LISTED).write_text(json.dumps({
        "at": listed.at.isoformat(), "files": len(listed.files), "bytes": size, "before": before}), encoding="utf-8")
    _sync_all(unfinished)
    _have_it_wait(unfinished, instance)
    return Laid(listed.at, len(listed.files), size, instance / before)


def _have_it_wait(unfinished: Path, instance: Path) -> None:
    """Two may come at once: whoever is last has the say."""
    while True:
        drop(instance)
        try:
            unfinished.rename(instance / WAITING)
            break
        except OSError:
            if not (instance / WAITING).exists():
                raise
    disk.sync_folder(instance)


def _free_name(instance: Path, now: datetime) -> str:
    """Where what is there now will be kept: a folder that is not there yet."""
    name = f"{BEFORE}-{now.astimezone(WIB):%Y-%m-%d-%H%M%S}"
    return name if not (instance / name).exists() else f"{name}-{uuid.uuid4().hex[:6]}"


def waiting(instance: Path) -> Laid | None:
    """The backup that waits to be put in place; None if none does."""
    path = instance / WAITING / LISTED
    if not path.exists():
        return None
    told = json.loads(path.read_text(encoding="utf-8"))
    return Laid(datetime.fromisoformat(told["at"]), told["files"], told["bytes"], instance / told["before"])


def drop(instance: Path) -> None:
    """Let go of the backup that waits, if one does."""
    gone = instance / f"{UNFINISHED}{uuid.uuid4().hex}"
    with suppress(FileNotFoundError):
        (instance / WAITING).rename(gone)  # at once: half of one must never be found
        shutil.rmtree(gone, ignore_errors=True)


def finish(instance: Path) -> Laid | None:
    """Put the backup that waits in place; None if none does. Only while no process serves this instance.

    First all that was there goes into a folder beside it, then a mark says so, then all of the backup comes: interrupted
    anywhere, it is carried on from there.
    """
    found, here = waiting(instance), instance / WAITING
    if found is None:
        return None
    if not is_half_done(instance):
        remembered.ask_again(instance, here, made_at=found.at)
        _move_aside(instance, found.before)
        (here / ASIDE).touch()
        _sync_all(here)
    for name in (secret.NAME, "sandboxes", PLATFORM):  # the platform last: with it there, all is
        if (here / name).exists():
            (here / name).rename(instance / name)
    (instance / "sandboxes").mkdir(exist_ok=True)
    disk.sync_folder(instance)
    drop(instance)
    return found


def is_half_done(instance: Path) -> bool:
    """Whether one was interrupted after what was there is out of the way: nothing else may begin before it is done."""
    return (instance / WAITING / ASIDE).exists()


def _move_aside(instance: Path, before: Path) -> None:
    every = [*instance.glob(f"{PLATFORM}*"), *(instance / name for name in (secret.NAME, "sandboxes"))]
    for path in every:
        if path.exists():
            before.mkdir(exist_ok=True)
            path.rename(before / path.name)
    disk.sync_folder(instance)


def _opened(backup: Path) -> ZipFile:
    try:
        return ZipFile(backup)
    except FileNotFoundError as error:
        raise _no_backup(backup, _l("filenya tidak ada")) from error
    except (*UNREADABLE, OSError) as error:
        raise _no_backup(backup, _l("isinya lain atau terpotong")) from error


@dataclass(frozen=True, slots=True)
class BackupList:
    """What a backup says of itself. `files`: the hash of each by its name."""

    schema: str
    at: datetime
    files: Mapping[str, str]


def _listed(file: ZipFile, backup: Path) -> BackupList:
    """What it says it holds. Raises NoBackup where that is not what a backup says."""
    try:
        if file.getinfo(LISTED).file_size > LARGEST_LIST:
            raise _no_backup(backup, _l("daftarnya terlalu besar"))
        told = json.loads(file.read(LISTED))
        listed = BackupList(str(told["schema"]), datetime.fromisoformat(told["at"]),
                         {str(name): str(sha256) for name, sha256 in told["files"].items()})
        is_ours = told["format"] == FORMAT
    except (*UNREADABLE, KeyError, TypeError, AttributeError, OSError) as error:
        raise _no_backup(backup, _l("daftar isinya tidak ada atau rusak")) from error
    names = set(listed.files)
    is_whole = names == set(file.namelist()) - {LISTED} and {PLATFORM, secret.NAME} <= names
    is_plain = all(each.compress_type in (ZIP_STORED, ZIP_DEFLATED) for each in file.infolist())  # else errors of the disk's kind
    if not is_ours:
        raise _no_backup(backup, _l("bentuknya lain, jadi buatan Gladi versi lain atau program lain"))
    if not is_whole or not is_plain or not all(map(MEMBER.fullmatch, names)):
        raise _no_backup(backup, _l("isinya tidak sama dengan daftarnya"))
    return listed


def _fits(file: ZipFile, instance: Path) -> int:
    """Bytes of all that it holds. Raises NoRoomForIt."""
    instance.mkdir(parents=True, exist_ok=True)
    size = sum(each.file_size for each in file.infolist())
    free = shutil.disk_usage(instance).free
    if size + SPARE > free:
        raise NoRoomForIt(needed=(size + SPARE) / 1e9, free=free / 1e9)
    return size


def _lay(file: ZipFile, backup: Path, name: str, sha256: str, target: Path) -> None:
    """Write one member. Never more bytes than it declared, which were counted against the disk."""
    target.parent.mkdir(parents=True, exist_ok=True)
    left, seen = file.getinfo(name).file_size, hashlib.sha256()
    try:
        with file.open(name) as source, open(target, "wb") as out:
            left = _copy(source, out, seen, left)
    except UNREADABLE as error:
        raise _no_backup(backup, _l("%(name)s di dalamnya rusak", name=name)) from error
    if left or seen.hexdigest() != sha256:
        raise _no_backup(backup, _l("%(name)s di dalamnya rusak", name=name))


def _copy(source: IO[bytes], out: IO[bytes], seen: "hashlib._Hash", left: int) -> int:
    """Copy as many bytes at most; how many were missing, or less than none if there were more."""
    while block := source.read(BLOCK):
        left -= len(block)
        if left < 0:
            break
        seen.update(block)
        out.write(block)
    return left


def _no_backup(backup: Path, why: LaterText) -> NoBackup:
    return NoBackup(path=backup, why=why)


def _sync_all(folder: Path) -> None:
    """Let all that lies in it outlive a power cut, names included."""
    for inside, _folders, files in os.walk(folder):
        for name in files:
            with open(Path(inside, name), "r+b") as file:
                disk.sync(file.fileno())
        disk.sync_folder(Path(inside))
