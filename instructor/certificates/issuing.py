"""Who gets a certificate, and what stands on it. It is kept: one printed again has the same number and code.

A person gets one, however often they were invited. One that is revoked stays, and its code says so.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from random import Random, SystemRandom
from typing import Any

from babel.dates import format_date
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from instructor.certificates import codes
from instructor.errors import NoSuchTrainee
from instructor.reports.figures import is_able
from instructor.reports.results import DayResults, PersonResults
from sandbox.desks import KIND_LABELS
from sandbox.paper import off_loop
from sandbox.paper.size import PaperSize
from sandbox.platform import audit
from sandbox.platform.db import read, write
from sandbox.platform.groups import present_lang, present_training
from sandbox.platform.models import Certificate, Trainee, Training, Village
from sandbox.words.languages import said_in

LONGEST = 80
"""Letters of a signer, a place, an office."""
TITLES = {"desa": "Sekretaris Desa", "kelurahan": "Sekretaris Kelurahan"}
OPERATOR = "Operator Desa"
REVOKE, REINSTATE = "revoke_certificate", "reinstate_certificate"


@dataclass(frozen=True, slots=True)
class Terms:
    """What the office writes on every certificate: who signs, where, and whom one asks whether it is genuine."""

    signer: str = ""
    place: str = ""
    office: str = "panitia pelatihan"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who masters all that a certificate needs; with the certificate, if one was issued."""

    day: DayResults
    person: PersonResults
    certificate: Certificate | None

    @property
    def is_good(self) -> bool:
        """Whether it was issued and still stands."""
        return self.certificate is not None and self.certificate.revoked_at is None


def candidates(days: Sequence[DayResults]) -> list[Candidate]:
    """Whoever may have a certificate, by day and table; and whoever has one, though a later judgement might see it otherwise."""
    with read() as session:
        kept = _kept(session)
    found: dict[int, Candidate] = {}
    for day in days:
        for person in day.people:
            if is_able(day, person) or person.seat.person_id in kept:
                found.setdefault(person.seat.person_id, Candidate(day, person, kept.get(person.seat.person_id)))
    return list(found.values())


def _kept(session: Session) -> dict[int, Certificate]:
    """Every certificate, by the first seat of whose it is: a second invitation is no second person."""
    rows = session.execute(select(func.coalesce(Trainee.continues_id, Trainee.id), Certificate).join(
        Certificate, Certificate.trainee_id == Trainee.id))
    return dict(rows.all())


def terms() -> Terms:
    """Those of the certificate that was issued last in this training; at first what they usually are."""
    with read() as session:
        last = session.scalar(select(Certificate).join(Trainee, Trainee.id == Certificate.trainee_id).join(
            Village, Village.id == Trainee.village_id).where(Village.training_id == present_training()).order_by(
            Certificate.issued_at.desc()).limit(1))
        place = session.scalar(select(Training.place).where(Training.id == present_training()))
    return Terms(**last.told["terms"]) if last is not None else Terms(place=place or "")


def issue(found: Sequence[Candidate], chosen: Terms, *, by: int, now: datetime, rng: Random | None = None) -> list[Certificate]:
    """Certificates for those of these who have none yet, in one transaction. Gives the new ones."""
    with write(durable=True) as session:
        kept = _kept(session)
        entitled = [each for each in found if each.person.seat.person_id not in kept]
        numbers = _numbers(session, entitled)
        new = [_new(each, number, chosen, by=by, now=now, rng=rng or SystemRandom())
               for each, number in zip(entitled, numbers, strict=True)]
        session.add_all(new)
        for each in new:
            audit.record(session, "certificate", f"trainee:{each.trainee_id}", by=by, at=now, number=each.number)
    return new


def set_revoked(trainee_id: int, revoked: bool, *, by: int, now: datetime) -> bool:
    """Take the certificate of that seat back, or let it stand again; whether that changed anything. Raises NoSuchTrainee."""
    with write(durable=True) as session:
        found = session.get(Certificate, trainee_id)
        if found is None:
            raise NoSuchTrainee(trainee=trainee_id)
        if (found.revoked_at is not None) is revoked:
            return False
        found.revoked_at = now if revoked else None
        audit.record(session, REVOKE if revoked else REINSTATE, f"trainee:{trainee_id}", by=by, at=now, number=found.number)
        return True


def by_code(text: str) -> Certificate | None:
    """The certificate with that code, however it is typed."""
    code = codes.typed(text)
    with read() as session:
        return None if code is None else session.scalar(select(Certificate).where(Certificate.code == code))


def pdf(kept: Sequence[Certificate], size: PaperSize, base: str) -> bytes:
    """These certificates, a page each. `base`: the address under which a code is checked. Raises NotDrawn."""
    with said_in(present_lang()):
        return off_loop.drawn("instructor.certificates.sheet",
                              {"size": size.value, "certificates": [_printed(each, base) for each in kept]})


def _printed(each: Certificate, base: str) -> dict[str, Any]:
    return {**each.told, "number": each.number, "code": codes.printed(each.code), "link": f"{base}/sertifikat/{each.code}"}


def _numbers(session: Session, found: Sequence[Candidate]) -> list[str]:
    """A number for each, none of which has been given out at that seat: whoever came instead of somebody has the next."""
    groups = {each.person.seat.group_id for each in found}
    given = Counter(map(_seat_number, session.scalars(
        select(Certificate.number).join(Trainee, Trainee.id == Certificate.trainee_id)
        .join(Village, Village.id == Trainee.village_id).where(Village.group_id.in_(groups)))))
    numbers = []
    for seat in (each.person.seat for each in found):
        number = f"{seat.group_number}-{seat.table_number:03}/{seat.letter}"
        given[number] += 1
        numbers.append(number if given[number] == 1 else f"{number}-{given[number]}")
    return numbers


def _seat_number(number: str) -> str:
    """1-006/S, also of 1-006/S-2."""
    seat, _slash, role = number.partition("/")
    return f"{seat}/{role.partition('-')[0]}"


def _new(each: Candidate, number: str, chosen: Terms, *, by: int, now: datetime, rng: Random) -> Certificate:
    seat = each.person.seat
    return Certificate(trainee_id=seat.trainee_id, number=number, code=codes.fresh(rng), issued_at=now, account_id=by,
                       told=_told(each, chosen))


def _told(each: Candidate, chosen: Terms) -> Mapping[str, Any]:
    seat, day = each.person.seat, each.day
    return {"name": seat.name, "title": TITLES[seat.kind] if seat.role == "sekdes" else OPERATOR, "village": seat.village_name,
            "kind": KIND_LABELS[seat.kind], "district": seat.district,
            "day": format_date(day.held_on, "EEEE, d MMMM y", locale="id"),
            "date": format_date(day.held_on, "d MMMM y", locale="id"), "terms": asdict(chosen),
            "skills": [[skill.title, each.person.skills[skill.id].slug] for skill in day.course.skills if skill.certificate]}
