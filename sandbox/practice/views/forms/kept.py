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
from sandbox.practice import drafts, parts, records, removed, small_forms
from sandbox.practice.keys import NEW_REPORT, RecordKey, key_from
from sandbox.practice.models import Draft
from sandbox.practice.records import Address
from sandbox.practice.small_forms import SMALL
from sandbox.practice.views.forms.typed_words import Line, in_words
from sandbox.practice.views.forms.unsaved import ticket_of
from sandbox.web import services
from sandbox.words.digits import natural

BESIDE = 3
"""So many copies before and after the one in use are looked into: after it lie those whose reset was undone."""
SETTLED = "Isian ini sudah ditutup: urusannya selesai, atau datanya sudah tidak ada."
"""Of a small form that nobody may fill in any more."""
log = logging.getLogger("gladi.practice")


@dataclass(frozen=True, slots=True)
class Kept:
    """One draft. `address`: the form that it is in; None where that is of another copy, or gone: then `gone` says what became of
    it. `ticket`: for throwing it away."""

    title: str
    at: datetime
    lines: Sequence[Line]
    is_unknown: bool
    address: Address | None
    ticket: str
    is_small: bool
    """Of a small form, which has no button of its own to throw it away."""
    gone: str = ""


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
    title, form, gone = _of_record(session, draft, key, desk) if key else _of_no_record(session, draft)
    return Kept(title, draft.kept_at, in_words(draft.part, draft.typed), draft.is_unknown, form if is_here and not gone else None,
                ticket_of(desk, draft.record, draft.part, draft.base), draft.record == SMALL, gone)


def _of_record(session: Session, draft: Draft, key: RecordKey, desk: Desk) -> tuple[str, Address | None, str]:
    """What a form of a record is called, where it is, and what became of it if it is gone."""
    record = records.find_sendable(session, key)
    if record is not None and record.has_part(draft.part):
        return record.called(draft.part), record.page(key.id, draft.part), ""
    row = removed.find(session, draft.record, draft.part)
    about = "" if row and row.part else " · ".join(["", *(section.title for section in parts.sections(draft.part)[:1])])
    title = f"{row.title}{about}" if row else records.SENDABLE[key.kind].thing.capitalize() + about
    return title, None, removed.in_words(row, role=desk.role_label, now=desk.clock.now())


def _of_no_record(session: Session, draft: Draft) -> tuple[str, Address | None, str]:
    """The same for what is no record, or none yet."""
    if small := small_forms.of_part(draft.part):
        form, about = small
        is_open = draft.is_unknown or form.is_open(session, about)
        return form.title.format(*about), Address(form.view, form.arguments(about)), "" if is_open else SETTLED
    if draft.record != NEW_REPORT:
        return "Keluarga baru", Address("household_new", {}), ""
    number = natural(draft.part.removeprefix(parts.REPORT))
    return "Laporan ke Bantuan", Address("ticket_more", {"ticket_id": number}) if number else Address("ticket_new", {}), ""
