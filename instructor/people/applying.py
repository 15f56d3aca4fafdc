"""A list of people applied in one transaction, all or nothing, and taken back as long as nobody has come in with a new card."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from instructor.errors import NoImportToUndo, NothingToApply, NoTraining, RosterMoved, RosterUsed
from instructor.people import seating
from instructor.people.checking import Invited
from instructor.people.comparing import Rest, RosterChanges, compare
from instructor.people.invited import invited_now, official_villages, seats_of, training_of, village_seats
from instructor.people.seating import NewPerson
from sandbox.platform import audit
from sandbox.platform.db import read, write
from sandbox.platform.groups import present_training
from sandbox.platform.models import RosterImport, Trainee, Village
from sandbox.seats import HAS_WORKED
from sandbox.words.roles import role_label


@dataclass(frozen=True, slots=True)
class AppliedRoster:
    """An import that was applied. `came`: those who need a new card."""

    id: int
    name: str
    at: datetime
    people: int
    came: tuple[int, ...]
    is_undone: bool


def apply(people: Sequence[Invited], rest: Rest, *, name: str, now: datetime, by: int, seen: str | None = None) -> RosterChanges:
    """Invite just these people. `seen`: the fingerprint of the changes that whoever pressed was shown.

    Raises NoTraining, NothingToApply, RosterMoved (they would be others by now), PartFirst; then nothing was changed.
    """
    with write(durable=True) as session:
        training = training_of(session)
        if training is None:
            raise NoTraining()
        changes = compare(people, invited_now(session), official_villages(session), rest)
        if seen is not None and seen != changes.fingerprint:
            raise RosterMoved()
        if not people:
            raise NothingToApply()
        done = RosterImport(training_id=training.id, at=now, account_id=by, name=name, people=changes.people,
                            changes=_carried_out(session, changes, seed=training.seed, now=now))
        session.add(done)
        session.flush()
        audit.record(session, "import_roster", f"training:{training.id}", by=by, at=now, number=done.id, new=len(changes.new),
                     renamed=len(changes.renamed), left=len(changes.left), same=changes.same)
    return changes


def _carried_out(session: Session, changes: RosterChanges, *, seed: int, now: datetime) -> list[dict[str, object]]:
    """The changes, written; what an undo needs of each."""
    spelt = [each for each in changes.all if each.is_spelling]
    others = [each for each in changes.all if not each.is_spelling]
    seating.rename(session, {each.before.trainee_id: each.name for each in spelt if each.before})
    seating.leave(session, [each.before.trainee_id for each in others if each.before], now=now)
    coming = [each for each in others if each.name]
    own, first = seats_of(session, [each.before.trainee_id for each in coming if each.before]), village_seats(session)
    places = [own[each.before.trainee_id] if each.before else first[each.code] for each in coming]
    came = seating.add(session, [NewPerson(*place, each.role, each.name) for place, each in zip(places, coming, strict=True)],
                       seed=seed)
    numbers = dict(zip(map(id, coming), came, strict=True))
    return [{"left": each.before.trainee_id if each.before and not each.is_spelling else None, "came": numbers.get(id(each)),
             "renamed": each.before.trainee_id if each.before and each.is_spelling else None,
             "name": each.before.name if each.before else "", "now": each.name} for each in changes.all]


def last_import() -> AppliedRoster | None:
    """The last list that was applied in the training that is on."""
    with read() as session:
        row = _last(session)
    return None if row is None else _told(row)


def import_of(number: int) -> AppliedRoster | None:
    """That import; None if there is none of that number."""
    with read() as session:
        row = session.get(RosterImport, number)
    return None if row is None else _told(row)


def undo(number: int, *, now: datetime, by: int) -> AppliedRoster:
    """Take the last import back: everybody sits where they sat, with the card they had.

    Raises NoImportToUndo, RosterUsed (somebody came in with a new card), RosterMoved (people were changed since).
    """
    with write(durable=True) as session:
        row = _last(session)
        if row is None or row.id != number or row.undone_at is not None:
            raise NoImportToUndo()
        came, left = _ids(row, "came"), _ids(row, "left")
        _refuse_used(session, came)
        _refuse_moved(session, row)
        seating.leave(session, came, now=now)
        seating.come_back(session, left, left_at=row.at)
        seating.rename(session, _names_before(session, row))
        row.undone_at = now
        audit.record(session, "undo_roster", f"training:{row.training_id}", by=by, at=now, number=row.id)
    return _told(row)


def _names_before(session: Session, row: RosterImport) -> dict[int, str]:
    """How those are called again whose name the list changed; who was called otherwise since keeps that name."""
    names = dict(session.execute(select(Trainee.id, Trainee.name).where(Trainee.id.in_(_ids(row, "renamed")))).all())
    return {each["renamed"]: each["name"] for each in row.changes
            if each["renamed"] and names.get(each["renamed"]) == each.get("now")}


def first_use(number: int) -> str:
    """Who first came in with a card of that import: 'Temurejo, sekdes'; empty while nobody has."""
    applied = import_of(number)
    with read() as session:
        return _used(session, applied.came) if applied else ""


def _refuse_used(session: Session, came: Sequence[int]) -> None:
    if who := _used(session, came):
        raise RosterUsed(who=who)


def _used(session: Session, came: Sequence[int]) -> str:
    row = session.execute(select(Village.name, Village.kind, Trainee.role).join(Village, Village.id == Trainee.village_id)
                          .where(Trainee.id.in_(came), HAS_WORKED).order_by(Trainee.seated_at).limit(1)).one_or_none()
    return "" if row is None else f"{row.name}, {role_label(row.role, row.kind).lower()}"


def _refuse_moved(session: Session, row: RosterImport) -> None:
    """An undo leads back to what was there before it, so nobody of these may have been changed since."""
    came, left = _ids(row, "came"), _ids(row, "left")
    gone = session.scalar(select(Trainee.id).where(Trainee.id.in_(came), Trainee.left_at.is_not(None)).limit(1))
    back = session.scalar(select(Trainee.id).where(
        Trainee.id.in_(left), Trainee.left_at.is_(None) | (Trainee.left_at != row.at)).limit(1))
    if gone is not None or back is not None or _is_taken(session, row):
        raise RosterMoved()


def _is_taken(session: Session, row: RosterImport) -> bool:
    """Whether somebody else sits by now where one who comes back sat, on the day of a second invitation too."""
    came, left = _ids(row, "came"), _ids(row, "left")
    sat, sits = aliased(Trainee), aliased(Trainee)
    return session.scalar(
        select(sits.id).join(sat, (sat.village_id == sits.village_id) & (sat.role == sits.role))
        .where(or_(sat.id.in_(left), sat.continues_id.in_(left)), sat.left_at == row.at, sits.left_at.is_(None),
               sits.id.not_in(came), or_(sits.continues_id.is_(None), sits.continues_id.not_in(came))).limit(1)) is not None


def _last(session: Session) -> RosterImport | None:
    return session.scalar(select(RosterImport).where(RosterImport.training_id == present_training())
                          .order_by(RosterImport.id.desc()).limit(1))


def _told(row: RosterImport) -> AppliedRoster:
    return AppliedRoster(row.id, row.name, row.at, row.people, _ids(row, "came"), row.undone_at is not None)


def _ids(row: RosterImport, kind: str) -> tuple[int, ...]:
    return tuple(each[kind] for each in row.changes if each[kind])
