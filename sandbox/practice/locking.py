"""Optimistic locking: a form that was shown before somebody else saved the record is not saved over that."""

from dataclasses import dataclass
from datetime import datetime

from sandbox.deeds import AT_FORM
from sandbox.errors import Fate, Trouble
from sandbox.practice import parts
from sandbox.practice.drafts import digest
from sandbox.practice.forms.reading import Typed
from sandbox.practice.models import Household, SheetEntry
from sandbox.practice.records import Sendable
from sandbox.practice.words import BASELINE, when


@dataclass(frozen=True, slots=True)
class ShownFor:
    """What a form was shown for: the version of its record, and which stored answers it was typed over (drafts.digest)."""

    version: int | None
    base: str = ""


class EditConflict(Trouble):
    """Somebody else saved other answers in the same part meanwhile: the person chooses, question by question."""


def require_fresh(record: Sendable, part: str, typed: Typed, shown: ShownFor, now: datetime) -> None:
    """Raises EditConflict DAT-409 if other answers of that part were saved after the form was shown.

    What was saved of other parts stands in nobody's way. Where the typing is what is stored by now, there is nothing to choose:
    Trouble DAT-409.
    """
    if shown.version == record.version or shown.base == digest(stored := record.stored(part)):
        return
    if parts.differing(part, typed, stored):
        raise _changed_meanwhile(record.row, "Pilih isian demi isian.", record.thing.capitalize(), now, EditConflict)
    raise _changed_meanwhile(record.row, "Isian Anda sama dengan yang tersimpan sekarang.", record.thing.capitalize(), now)


def require_unchanged(row: Household | SheetEntry, version: int | None, *, thing: str, now: datetime) -> None:
    """The same for a form that shows nothing of what is stored, so that there is nothing to compare."""
    if version != row.version:
        raise _changed_meanwhile(row, f"Lihat dulu {thing.lower()} itu, lalu periksa isian Anda.", thing, now)


def _changed_meanwhile(row: Household | SheetEntry, what_now: str, thing: str, now: datetime,
                       kind: type[Trouble] = Trouble) -> Trouble:
    who = "orang lain" if row.saved_by == BASELINE else row.saved_by
    text = (f"{thing} ini diubah {who} {when(row.saved_at, now)}, sesudah Anda membukanya. "
            f"Isian Anda BELUM tersimpan. {what_now}")
    return kind(code="DAT-409", fate=Fate.NOT_SAVED, text=text, look=AT_FORM, status=409)
