"""Riwayat impor: which files were stored, read from the journal, which was written with them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from sandbox.deeds import IMPORT
from sandbox.details import FileDetails, read
from sandbox.journal import Journal, Outcome

MOST = 20


@dataclass(frozen=True, slots=True)
class PastImport:
    """One file that was stored."""

    at: datetime
    told: FileDetails


def imports(session: Session) -> Sequence[PastImport]:
    """The last ones, newest first."""
    rows = session.execute(select(Journal.at, Journal.detail).where(
        Journal.action == IMPORT.name, Journal.outcome == Outcome.DONE.value).order_by(Journal.id.desc()).limit(MOST))
    return [PastImport(at, read(FileDetails, kept)) for at, kept in rows]
