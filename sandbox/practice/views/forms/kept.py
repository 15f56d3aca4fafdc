"""A person's drafts in words: those of the copy at hand, and those that lie in copies that were in use before."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from sqlalchemy.orm import Session

from sandbox.actions import Desk
from sandbox.errors import GladiError
from sandbox.platform import groups
from sandbox.practice import drafts, records, small_forms
from sandbox.practice.keys import NEW_REPORT, key_from
from sandbox.practice.models import Draft
from sandbox.practice.parts import REPORT
from sandbox.practice.records import Address
from sandbox.practice.small_forms import SMALL
from sandbox.practice.views.forms.typed_words import Line, in_words
from sandbox.practice.views.forms.unsaved import ticket_of
from sandbox.web import services
from sandbox.words.digits import natural

BESIDE = 3
"""So many copies before and after the one in use are looked into: after it lie those whose reset was undone."""
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
    is_small: bool
    """Of a small form, which has no button of its own to throw it away."""


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
    found = {(each.title, each.at): each for then in _beside(desk) for each in _of_copy(then)}
    came_along = {(each.title, each.at) for each in there}
    return sorted((each for key, each in found.items() if key not in came_along), key=lambda each: each.at, reverse=True)


def _beside(desk: Desk) -> Iterator[Desk]:
    """The desk at each copy before and after the one in use that was ever touched.

    Where the two of the village share one, or did until this one was made, of both their sandboxes.
    """
    def touched(sandbox: int, numbers: Iterable[int]) -> Iterator[Desk]:
        there = (replace(desk, pin=replace(desk.pin, sandbox=sandbox, generation=number)) for number in numbers)
        return (each for each in there if each.pin.key != desk.pin.key and services().store.exists(each.pin))

    here = [(desk.pin.sandbox, desk.pin.generation)]
    is_of_two = desk.own_sandbox is not None or desk.pin.is_of_two
    for sandbox, present in groups.generations_beside(desk.pin.sandbox) if is_of_two else here:
        yield from islice(touched(sandbox, range(present, 0, -1)), BESIDE)
        yield from touched(sandbox, range(present + 1, present + BESIDE + 1))


def _of_copy(then: Desk) -> list[Kept]:
    try:
        with services().store.open(then.pin) as session:
            return [_kept(session, draft, then, is_here=False) for draft in drafts.of_person(session, then.person)
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
                ticket_of(desk, draft.record, draft.part, draft.base), draft.record == SMALL)


def _of_no_record(draft: Draft) -> tuple[str, Address]:
    """What its form is called, and where it is, for what is no record, or none yet."""
    if small := small_forms.of_part(draft.part):
        form, about = small
        return form.title.format(*about), Address(form.view, form.arguments(about))
    if draft.record != NEW_REPORT:
        return "Keluarga baru", Address("household_new", {})
    number = natural(draft.part.removeprefix(REPORT))
    return "Laporan ke Bantuan", Address("ticket_more", {"ticket_id": number}) if number else Address("ticket_new", {})
