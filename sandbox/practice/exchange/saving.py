"""A checked file stored, all or nothing. Nothing is checked again: what is stored must be what it was checked against."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice

from sqlalchemy import select
from sqlalchemy.orm import Session

from sandbox.deeds import AT_IMPORTS
from sandbox.errors import Fate, NoSuchRecord, Problem, Rejected, Trouble
from sandbox.machine.loop import breathe
from sandbox.practice.exchange import asking, uploads
from sandbox.practice.exchange.report import PlannedFamily, PlannedMember, Report
from sandbox.practice.exchange.sheets import saving as of_sheets
from sandbox.practice.exchange.village import MEMBER_FORM, from_plain
from sandbox.practice.forms.instruments import load
from sandbox.practice.households import households, members
from sandbox.practice.keys import household_key, sheet_key
from sandbox.practice.models import Household, Person, Upload

MOST_TOLD = 100
"""New families that the journal names, so that an exercise knows its own among them."""
AT_ONCE = 10
"""Families that are written before the others of this process go on: some ten milliseconds."""


Made = tuple[tuple[str, str], ...]
"""Record and card number of families that were entered."""


def save(session: Session, person: int, *, reason: str, by: str, now: datetime) -> Made:
    """Store the person's file; the first families that are new. `reason`: for what was asked and has no reason in its row.

    Raises NoSuchRecord, Rejected while a cell does not fit or a reason is missing, and Trouble IMP-409 where the village changed
    after the check.
    """
    upload = uploads.find(session, person, whole=True)
    if upload is None:
        raise NoSuchRecord()
    report = uploads.report_of(upload)
    _require(report, reason)
    if is_out_of_date(session, upload, report):
        raise Trouble(code="IMP-409", fate=Fate.NOT_SAVED, status=409, look=AT_IMPORTS,
                      text="Data desa berubah sesudah file ini diperiksa. Belum ada satu baris pun yang tersimpan. "
                           "Buka pemeriksaannya, lalu tekan Periksa lagi.")
    if report.is_of_sheets:
        of_sheets.save(session, uploads.sheets_of(upload), by=by, now=now)
        made: Made = ()
    else:
        made = _save_families(session, uploads.plan_of(upload), reason, by, now)
    uploads.forget(session, person)
    return made


def touched(session: Session, person: int) -> frozenset[str]:
    """Keys of the stored records that the person's checked file would change."""
    upload = uploads.find(session, person, whole=True)
    if upload is None:
        return frozenset()
    if uploads.report_of(upload).is_of_sheets:
        return frozenset(str(sheet_key(each.id)) for each in uploads.sheets_of(upload))
    return frozenset(str(household_key(each.id)) for each in uploads.plan_of(upload) if each.id is not None)


def is_out_of_date(session: Session, upload: Upload, report: Report) -> bool:
    """Whether the families or sheets that the file was checked against were saved since."""
    if report.is_of_sheets:
        return of_sheets.is_out_of_date(session, upload.base)
    return upload.base != asking.fingerprint(session)


def _save_families(session: Session, plan: Iterable[PlannedFamily], reason: str, by: str, now: datetime) -> Made:
    made: list[tuple[str, str]] = []
    left = iter(plan)
    while families := list(islice(left, AT_ONCE)):
        new = _store(session, families, reason, by, now)
        session.flush()
        made += [(str(household_key(each.id)), each.number) for each in new[:MOST_TOLD - len(made)]]
        session.expunge_all()
        breathe()
    return tuple(made)


def _require(report: Report, reason: str) -> None:
    if not report.fits:
        why = (f"{report.refused} sel belum cocok. Belum ada satu baris pun yang tersimpan. Betulkan sel itu, lalu unggah lagi."
               if report.refused else "Semua baris sama dengan yang sudah tersimpan. Tidak ada yang perlu disimpan.")
        raise Rejected([Problem("file", "IMP-422", why)])
    if report.asked and not reason:
        raise Rejected([Problem("alasan", "IMP-422", f"Tulis alasannya dulu: {report.asked} hal ditanyakan.")])


def _store(session: Session, families: Sequence[PlannedFamily], reason: str, by: str, now: datetime) -> list[Household]:
    """Write these; those that are new."""
    new = []
    ids = [family.id for family in families if family.id is not None]
    there = {each.id: each for each in _households(session, ids)} if ids else {}
    for family in families:
        household = there[family.id] if family.id is not None else households.made(family.card, (), by=by, now=now)
        if family.is_card_changed:
            households.write(household, family.card, family.answers)
        for planned in family.members:
            _put(household, planned, reason)
        if family.id is None:
            session.add(household)
            new.append(household)
        else:
            households.touch(household, by=by, now=now)
    return new


def _households(session: Session, ids: Sequence[int]) -> Iterator[Household]:
    yield from session.scalars(select(Household).where(Household.id.in_(ids)).options(households.WITH_MEMBERS)).unique()


def _put(household: Household, planned: PlannedMember, reason: str) -> None:
    values = from_plain(load(MEMBER_FORM).identity, planned.values)
    stored: Person | None = members.get(household, planned.id) if planned.id is not None else None
    if stored is None:
        stored = members.add(household, values)
    else:
        members.change(household, stored, values)
    members.explain(stored, {**planned.reasons, **dict.fromkeys(planned.asked, reason)})
