"""A person's drafts in words: those of the copy at hand, and those that lie in copies that were in use before."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from sandbox.actions import Desk
from sandbox.digits import natural
from sandbox.errors import GladiError
from sandbox.practice import drafts, records
from sandbox.practice.keys import NEW_REPORT, key_from
from sandbox.practice.models import Draft
from sandbox.practice.parts import REPORT
from sandbox.practice.records import Address
from sandbox.practice.views.typed_words import Line, in_words
from sandbox.practice.views.unsaved import ticket_of
from sandbox.web import services

BESIDE = 3
"""So many generations before and after the one in use are looked into: after it lie those whose reset was undone."""
log = logging.getLogger("gladi.practice")


@dataclass(frozen=True, slots=True)
class Kept:
    """One draft. `address`: the form that it is in; None where that is of another copy. `ticket`: for throwing it away."""

    title: str
    at: datetime
    lines: Sequence[Line]
    is_unknown: bool
    address: Address | None
    ticket: str


def here(session: Session, desk: Desk) -> list[Kept]:
    """Of the copy at hand, newest first. It tells nothing of what became of a save whose answer was lost."""
    return [_kept(session, draft, desk, is_here=True) for draft in drafts.of_person(session, desk.person)]


def here_if_touched(desk: Desk) -> list[Kept]:
    """The same for a desk whose copy may not be made yet."""
    if not services().store.exists(desk.pin):
        return []
    with services().store.open(desk.pin) as session:
        return here(session, desk)


def elsewhere(desk: Desk, there: Sequence[Kept]) -> list[Kept]:
    """Of the copies that were in use before and are still kept, newest first; without what came along into the one at hand,
    where `there` is.
    """
    found = {(each.title, each.at): each for number in _numbers(desk) for each in _of_copy(desk, number)}
    came_along = {(each.title, each.at) for each in there}
    return sorted((each for key, each in found.items() if key not in came_along), key=lambda each: each.at, reverse=True)


def _numbers(desk: Desk) -> list[int]:
    present = desk.pin.generation
    return [number for number in range(max(1, present - BESIDE), present + BESIDE + 1) if number != present]


def _of_copy(desk: Desk, number: int) -> list[Kept]:
    then = replace(desk, pin=replace(desk.pin, generation=number))
    try:
        if not services().store.exists(then.pin):
            return []
        with services().store.open(then.pin) as session:
            return [_kept(session, draft, then, is_here=False) for draft in drafts.of_person(session, desk.person)
                    if not draft.is_saved]
    except GladiError as error:  # damaged, or of another version: the copy in use goes on without it
        log.warning("%s drafts not read", error.code, extra={"sandbox": then.pin.key})
        return []


def _kept(session: Session, draft: Draft, desk: Desk, *, is_here: bool) -> Kept:
    key = key_from(draft.record)
    record = records.find_sendable(session, key) if key else None
    title, form = (record.called(draft.part), record.page(record.key.id, draft.part)) if record else _of_no_record(draft)
    address = form if is_here else None
    return Kept(title, draft.kept_at, in_words(draft.part, draft.typed), draft.is_unknown, address,
                ticket_of(desk, draft.record, draft.part, draft.base))


def _of_no_record(draft: Draft) -> tuple[str, Address]:
    """What its form is called, and where it is, for what is no record yet."""
    if draft.record != NEW_REPORT:
        return "Keluarga baru", Address("household_new", {})
    number = natural(draft.part.removeprefix(REPORT))
    return "Laporan ke Bantuan", Address("ticket_more", {"ticket_id": number}) if number else Address("ticket_new", {})
