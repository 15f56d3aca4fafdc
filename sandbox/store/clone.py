"""Copies a template (or a mark) to a new name. Nobody ever opens half a village.

Copied to a temporary name, synced, its hash checked, then published by a link that fails if the name exists: of two
processes that come first at once, one publishes and the other uses what was published.
"""

import errno
import hashlib
import os
import shutil
import sqlite3
import uuid
from contextlib import closing
from pathlib import Path
from typing import BinaryIO

from sandbox.errors import GladiError, StoreFull
from sandbox.files import disk
from sandbox.store import damage
from sandbox.words.texts import lazy_gettext as _l

BLOCK = 1 << 20
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EPERM}
NO_HANDLES = {errno.EMFILE, errno.ENFILE}


class SourceDamaged(GladiError):
    """What was to be copied is not there or not whole. Whoever asked for the copy knows what to do about it."""

    code = "GL-508S"
    text = _l("%(path)s rusak, jadi tidak disalin.")


def clone(source: Path, target: Path, *, sha256: str | None) -> None:
    """Publish a durable copy of `source` as `target`; if somebody else published it first, that one stands.

    Raises SourceDamaged if the source can't be read, or if the copy's hash is not `sha256` (None: if SQLite finds it broken),
    StoreFull if there is no room or no right to write.
    """
    # Unique a call, not a process: greenlets of one process clone side by side.
    temporary = target.with_name(f"{target.name}.{uuid.uuid4().hex}.tmp")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _copy(source, temporary)
        if not _is_whole(temporary, sha256):
            raise SourceDamaged(path=source)
        publish(temporary, target)
    except OSError as error:
        if error.errno in NO_ROOM:
            raise StoreFull() from error
        raise
    finally:
        temporary.unlink(missing_ok=True)


def copy_live(source: Path, target: Path) -> None:
    """Copy a database that may be in use as it is at this moment, by SQLite's own means.

    Raises sqlite3.DatabaseError, OSError.
    """
    with (closing(sqlite3.connect(f"{source.as_uri()}?mode=ro", uri=True)) as live,
          closing(sqlite3.connect(target)) as copy):
        live.backup(copy)
        copy.execute("PRAGMA journal_mode=WAL")


def publish(temporary: Path, target: Path) -> bool:
    """Give the finished file its name, durably. False if the name was there first (the file is left as it is)."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        return False
    disk.sync_folder(target.parent)
    disk.sync_folder(target.parent.parent)  # a new sandbox's folder is a name there
    return True


def _copy(source: Path, target: Path) -> None:
    with _opened(source) as reader, open(target, "xb") as writer:
        if hasattr(os, "copy_file_range"):
            _copy_in_kernel(reader.fileno(), writer.fileno())
        else:
            shutil.copyfileobj(reader, writer, BLOCK)
        writer.flush()
        disk.sync(writer.fileno())


def _opened(source: Path) -> BinaryIO:
    try:
        return open(source, "rb")
    except OSError as error:
        if error.errno in NO_HANDLES:
            raise
        raise SourceDamaged(path=source) from error


def _is_whole(copy: Path, sha256: str | None) -> bool:
    return damage.flaw(copy, at_rest=True) is None if sha256 is None else sha256_of(copy) == sha256


def _copy_in_kernel(reader: int, writer: int) -> None:
    left = os.fstat(reader).st_size
    try:
        while left > 0 and (copied := os.copy_file_range(reader, writer, left)) > 0:
            left -= copied
    except OSError as error:
        if error.errno not in (errno.EXDEV, errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP):
            raise
        # A file system that cannot: start over by plain reading and writing.
        os.lseek(reader, 0, os.SEEK_SET)
        os.ftruncate(writer, 0)
        os.lseek(writer, 0, os.SEEK_SET)
        while block := os.read(reader, BLOCK):
            os.write(writer, block)


def sha256_of(path: Path) -> str:
    """What a template's sidecar says of its file."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
