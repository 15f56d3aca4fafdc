"""Optimistic locking: a form that was shown before somebody else saved the record is not saved over that."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sandbox.deeds import AT_FORM
from sandbox.errors import Fate, Trouble
from sandbox.practice.forms.instruments import Section
from sandbox.practice.models import Household, SheetEntry
from sandbox.practice.words import BASELINE, compared, when


def require_version(row: Household | SheetEntry, version: int | None, sections: Sequence[Section], typed: Mapping[str, Any],
                    stored: Mapping[str, Any], *, thing: str, now: datetime) -> None:
    """Raises Trouble DAT-409 if the record was saved after the form was shown; its words compare the two. `thing`: Keluarga."""
    if version != row.version:
        raise _changed_meanwhile(row, compared(sections, typed, stored), thing, now)


def require_unchanged(row: Household | SheetEntry, version: int | None, *, thing: str, now: datetime) -> None:
    """The same for a form that shows nothing of what is stored, so that there is nothing to compare."""
    if version != row.version:
        raise _changed_meanwhile(row, f"Lihat dulu {thing.lower()} itu, lalu periksa isian Anda.", thing, now)


def _changed_meanwhile(row: Household | SheetEntry, what_now: str, thing: str, now: datetime) -> Trouble:
    who = "orang lain" if row.saved_by == BASELINE else row.saved_by
    text = (f"{thing} ini diubah {who} {when(row.saved_at, now)}, sesudah Anda membukanya. "
            f"Isian Anda BELUM tersimpan. {what_now}")
    return Trouble(code="DAT-409", fate=Fate.NOT_SAVED, text=text, look=AT_FORM, status=409)
