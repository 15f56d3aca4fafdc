"""One part of a record's form: what it asks, and what of some typing is not stored.

Parts of a household's form are its sections (pangan) and its members (anggota-12, anggota-baru); a sheet is one part
(lembar-pt-usia). What is stored for a part, the record tells (records.Sendable.stored).
"""

from sandbox.practice import small_forms
from sandbox.practice.forms.instruments import Section, load
from sandbox.practice.forms.reading import Typed, parse
from sandbox.practice.helpdesk.desk import report_form
from sandbox.practice.keys import NEW
from sandbox.practice.mutations.ways import WAYS
from sandbox.practice.sheets import questions

MEMBER = "anggota-"
"""The part of a household that is one member's form begins so: anggota-12."""
SHEET = "lembar-"
"""The part that is a sheet begins so: lembar-pt-usia."""
REPORT = "laporan-"
"""The form of a report to the helpdesk begins so: laporan-baru, laporan-3 for what is added to the third."""
REASON = "alasan"
"""The input for the written answer to a warning. It belongs to the save, not to the record."""
PICK, OTHER = "pilih-", "lain-"
"""Inputs of the page on which one chooses between two people's answers begin so: see conflicts/choosing.py."""


def member_part(person_id: int | None) -> str:
    """The part that is a member's form: anggota-12; anggota-baru for a new one."""
    return f"{MEMBER}{person_id or NEW}"


def sheet_part(sheet_id: str) -> str:
    """The part that is a sheet: lembar-pt-usia."""
    return f"{SHEET}{sheet_id}"


def sheet_of(part: str) -> str | None:
    """The id of the sheet that the part is; None for a part of a household."""
    return part.removeprefix(SHEET) if part.startswith(SHEET) else None


def report_part(ticket_id: int | None) -> str:
    """The part that is the form of a report: laporan-3; laporan-baru for a new one."""
    return f"{REPORT}{ticket_id or NEW}"


def sections(part: str) -> tuple[Section, ...]:
    """What the part is made of; nothing for a whole new card, and for a part that no form has."""
    if part.startswith(MEMBER):
        return load("ddk_member").all_sections
    if part in WAYS:
        return (WAYS[part].section,)
    if small := small_forms.of_part(part):
        return (small[0].section,)
    if part.startswith(REPORT):
        return (report_form(),)
    sheet_id = sheet_of(part)
    found = load("ddk_household").section(part) if sheet_id is None else questions.section_of(sheet_id)
    return () if found is None else (found,)


def differing(part: str, typed: Typed, there: Typed) -> frozenset[str]:
    """Names of the inputs whose typing is not what stands there. None at all where both are read as the same values."""
    names = {name for name in {*typed.values, *there.values}
             if typed.answered(name) != there.answered(name) and not name.startswith((PICK, OTHER))}
    if small_forms.of_part(part) is None:
        names.discard(REASON)
    if not names or part != NEW and _reads_the_same(part, typed, there):
        return frozenset()
    return frozenset(names)


def _reads_the_same(part: str, typed: Typed, there: Typed) -> bool:
    read = [(parse(section, typed), parse(section, there)) for section in sections(part)]
    return bool(read) and all(not mine.errors and mine.values == theirs.values for mine, theirs in read)
