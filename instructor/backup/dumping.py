"""The backup of a hall in PostgreSQL: one dump (sandbox/platform/postgres/dumps.py) as a file, and back."""

import os
import uuid
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from instructor.backup.errors import NewerGladi, NotWritten
from instructor.backup.making import UNFINISHED, BackupMade, forget_cut_off
from sandbox.files import disk
from sandbox.platform import schema
from sandbox.platform.instance import WHY
from sandbox.platform.postgres import dumps, rights
from sandbox.store.clone import sha256_of


def make(engine: Engine, target: Path) -> BackupMade:
    """Write the dump; a file of that name is replaced, and only by a whole one. Raises what dumps.parts does, NotWritten."""
    rights.require(engine)
    unfinished = target.with_name(f"{UNFINISHED}{target.name}.{uuid.uuid4().hex}.tmp")
    try:
        forget_cut_off(target.parent, UNFINISHED)
        with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            for part in dumps.parts(engine):
                file.write(part)
            file.flush()
            disk.sync(file.fileno())
        unfinished.replace(target)
        disk.sync_folder(target.parent)
        return BackupMade(target, 1, target.stat().st_size, sha256_of(target), ())
    except OSError as error:
        raise NotWritten(path=target, why=WHY.get(error.errno or 0, error.strerror or error)) from error
    finally:
        with suppress(OSError):
            unfinished.unlink()


def put_back(engine: Engine, dump: Path, *, replace: bool, at: datetime) -> tuple[str, ...]:
    """Make the database what that dump says; the schemas in which what was there before is kept, by the moment `at`.

    Raises what dumps.put_back does, NewerGladi.
    """
    rights.require(engine)
    if (revision := dumps.revision(dump)) > (schema.newest() or ""):
        raise NewerGladi(path=dump, schema=revision)
    return dumps.put_back(engine, dump, replace=replace, at=at)
