"""What was typed and not saved, on its way to the server: the ticket that every form carries, and keeping what comes with it.

The ticket says, signed, whose typing it is and in which copy it belongs. So it is kept also where the request itself leads
nowhere: in a pause, after a reset, when the group is closed, or when the login of this browser is over.
"""

import logging
from dataclasses import dataclass, replace

from flask import g, request
from itsdangerous import BadSignature, Signer

from sandbox import seats
from sandbox.actions import Desk
from sandbox.desks import desk_for
from sandbox.errors import GladiError
from sandbox.practice import drafts, occupied
from sandbox.practice.drafts import DraftKey
from sandbox.web import current_desk, services, typed

TICKET = "_ketikan"
BETWEEN = "|"
"""Between the parts of a ticket, which is plain text: most of it stands in the page anyway, and costs nothing on the wire."""
log = logging.getLogger("gladi.practice")


@dataclass(frozen=True, slots=True)
class Ticket:
    """Of one form as it was shown: the copy, the person, the part of the record, and what was stored for it."""

    sandbox: int
    generation: int
    person: int
    record: str
    part: str
    base: str

    @property
    def key(self) -> DraftKey:
        return DraftKey(self.person, self.record, self.part)


def ticket_for(record: str, part: str, base: str) -> str:
    """For a form that is shown to whoever sits at this request's desk."""
    return ticket_of(current_desk(), record, part, base)


def ticket_of(desk: Desk, record: str, part: str, base: str) -> str:
    """For that part's form in the copy of that desk."""
    said = (desk.pin.sandbox, desk.pin.generation, desk.person, record, part, base)
    return _signer().sign(BETWEEN.join(map(str, said))).decode()


def ticket_sent() -> Ticket | None:
    """The ticket that the submitted form carried, if Gladi wrote it."""
    try:
        sandbox, generation, person, record, part, base = _signer().unsign(request.form.get(TICKET, "")).decode().split(BETWEEN)
    except BadSignature:
        return None
    return Ticket(int(sandbox), int(generation), int(person), record, part, base)


def keep_sent(*, durable: bool = True) -> bool:
    """Keep what came with this request, if it came with a ticket; whether it is kept now. It is no deed.

    It lies in the copy that it was typed for, even if that is not in use any more.
    """
    ticket = ticket_sent()
    desk = _desk_of(ticket) if ticket else None
    if ticket is None or desk is None or not typed():
        return False
    _end_visit()
    try:
        with services().store.open(desk.pin, write=True, durable=durable) as session:
            draft = drafts.put(session, ticket.key, typed(), base=ticket.base, now=desk.clock.now())
            if desk.companion:
                occupied.go_on(session, ticket.record, desk.person, desk.clock.now())
            session.commit()
    except GladiError as error:  # the copy is full, busy, damaged or of another version: its own page says so
        log.warning("%s typing not kept", error.code, extra={"sandbox": desk.pin.key})
        return False
    return draft is not None


def throw_away() -> bool:
    """Throw away the draft that the ticket of this request is of; whether there was such a ticket."""
    ticket = ticket_sent()
    desk = _desk_of(ticket) if ticket else None
    if ticket is None or desk is None or ticket.person != current_desk().person:
        return False
    _end_visit()
    with services().store.open(desk.pin, write=True) as session:
        drafts.forget(session, ticket.key)
        session.commit()
    return True


def _end_visit() -> None:
    """Give up the transaction that this request has begun: it may hold the copy that is to be written to."""
    if "visit" in g:
        g.visit.end()


def _desk_of(ticket: Ticket) -> Desk | None:
    """The person's desk at the copy of that ticket; None if there is none (any more). This browser's login may be over."""
    desk: Desk | None = g.get("desk")
    if desk is None or desk.person != ticket.person:
        seat = seats.seat(ticket.person)
        desk = None if seat is None else desk_for(seat, services().clock)
    if desk is None:
        return None
    # That person sat there when the ticket was signed, if not now: the two of a village may have shared a copy since, or parted.
    then = replace(desk, pin=replace(desk.pin, sandbox=ticket.sandbox, generation=ticket.generation))
    return then if services().store.exists(then.pin) else None


def _signer() -> Signer:
    return Signer(services().secret, salt="ketikan")
