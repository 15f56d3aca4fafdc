"""What ties everything to a record: its kind and its own id. As text 'household/123', in journal, drafts and marks on pages.

A card number is no tie: people correct it.
"""

from typing import NamedTuple

from sandbox.words.digits import natural

HOUSEHOLD_KIND = "household"
SHEET_KIND = "sheet"
"""Names of the kinds; records.KINDS has what each can do."""
NEW = "baru"
"""Stands for the id where a record, or a part of it, is still to be entered."""
NEW_HOUSEHOLD = f"{HOUSEHOLD_KIND}/{NEW}"
NEW_REPORT = f"bantuan/{NEW}"
"""What is being written to the helpdesk. It is no record: nothing is sent up of it."""


class RecordKey(NamedTuple):
    """Kind and id of one record. An id is never used twice, so the key stays with the record for ever."""

    kind: str
    id: int

    def __str__(self) -> str:
        return f"{self.kind}/{self.id}"


def household_key(household_id: int) -> RecordKey:
    return RecordKey(HOUSEHOLD_KIND, household_id)


def sheet_key(entry_id: int) -> RecordKey:
    return RecordKey(SHEET_KIND, entry_id)


def key_from(text: str | None) -> RecordKey | None:
    """The key that `str(key)` wrote; None for any other text: a reference, a page, a record still to be entered, or nothing."""
    kind, _, digits = (text or "").partition("/")
    number = natural(digits)
    return RecordKey(kind, number) if kind in (HOUSEHOLD_KIND, SHEET_KIND) and number is not None else None
