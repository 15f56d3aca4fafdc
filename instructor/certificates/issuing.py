"""Who gets a certificate, and what stands on it. It is kept: one printed again has the same number and code."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from random import Random, SystemRandom
from typing import Any

from babel.dates import format_date
from sqlalchemy import select
from sqlalchemy.orm import Session

from instructor.certificates import codes
from instructor.reports.figures import is_able
from instructor.reports.results import DayResults, PersonResults
from sandbox.desks import KIND_LABELS
from sandbox.paper import off_loop
from sandbox.paper.size import PaperSize
from sandbox.platform import audit
from sandbox.platform.db import read, write
from sandbox.platform.groups import present_training
from sandbox.platform.models import Certificate, Trainee, Training, Village

LONGEST = 80
"""Letters of a signer, a place, an office."""
TITLES = {"desa": "Sekretaris Desa", "kelurahan": "Sekretaris Kelurahan"}
OPERATOR = "Operator Desa"


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


def candidates(days: Sequence[DayResults]) -> list[Candidate]:
    """Whoever may have a certificate, by day and table; and whoever has one, though a later judgement might see it otherwise."""
    with read() as session:
        kept = {each.trainee_id: each for each in session.scalars(select(Certificate))}
    return [Candidate(day, person, kept.get(person.seat.trainee_id)) for day in days for person in day.people
            if is_able(day, person) or person.seat.trainee_id in kept]


def terms() -> Terms:
    """Those of the certificate that was issued last; at first what they usually are."""
    with read() as session:
        last = session.scalar(select(Certificate).order_by(Certificate.issued_at.desc()).limit(1))
        place = session.scalar(select(Training.place).where(Training.id == present_training()))
    return Terms(**last.told["terms"]) if last is not None else Terms(place=place or "")


def issue(found: Sequence[Candidate], chosen: Terms, *, by: int, now: datetime, rng: Random | None = None) -> list[Certificate]:
    """Certificates for those of these who have none yet, in one transaction. Gives the new ones."""
    with write(durable=True) as session:
        kept = set(session.scalars(select(Certificate.trainee_id)))
        entitled = [each for each in found if each.person.seat.trainee_id not in kept]
        numbers = _numbers(session, entitled)
        new = [_new(each, number, chosen, by=by, now=now, rng=rng or SystemRandom())
               for each, number in zip(entitled, numbers, strict=True)]
        session.add_all(new)
        for each in new:
            audit.record(session, "certificate", f"trainee:{each.trainee_id}", by=by, at=now, number=each.number)
    return new


def by_code(text: str) -> Certificate | None:
    """The certificate with that code, however it is typed."""
    code = codes.typed(text)
    with read() as session:
        return None if code is None else session.scalar(select(Certificate).where(Certificate.code == code))


def pdf(kept: Sequence[Certificate], size: PaperSize, base: str) -> bytes:
    """These certificates, a page each. `base`: the address under which a code is checked. Raises NotDrawn."""
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
