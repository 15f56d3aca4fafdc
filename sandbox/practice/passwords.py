"""A practice password of one's own: chosen on Ubah Kata Sandi, told by the panel, gone with the copy that it was chosen in.

Until somebody has one, the village's holds (logins.practice_password). It protects nothing, so it is kept as it was typed.
"""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Mapped, Session, mapped_column

from sandbox.base import AwareTime, Practice
from sandbox.errors import Problem, Rejected
from sandbox.practice import logins
from sandbox.practice.models import Login
from sandbox.words.digits import plain

SHORTEST, LONGEST = 8, 64


class OwnPassword(Practice):
    """The password that a person chose in this copy."""

    __tablename__ = "chosen_password"

    person: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    changed_at: Mapped[AwareTime]


def of_person(session: Session, person: int, village_code: str) -> str:
    """What this person logs in with."""
    own = session.get(OwnPassword, person)
    return logins.practice_password(village_code) if own is None else own.text


def changed_at(session: Session, person: int) -> datetime | None:
    """When this person chose the password that holds; None where the first one does."""
    own = session.get(OwnPassword, person)
    return None if own is None else own.changed_at


def require_match(session: Session, person: int, village_code: str, *, typed_code: str, typed_password: str) -> None:
    """Raises Rejected SES-401 unless the typed login is this person's. One that was changed is taken to the letter."""
    own = session.get(OwnPassword, person)
    if own is None or not logins.is_code(village_code, typed_code):
        logins.require_match(village_code, typed_code=typed_code, typed_password=typed_password)
    elif plain(typed_password) != own.text:
        is_old = logins.is_first_password(village_code, typed_password)
        text = ("Itu kata sandi yang lama; Anda sudah mengubahnya. Yang berlaku sekarang tertulis di panel latihan."
                if is_old else
                "Kata sandi belum cocok. Besar kecilnya huruf ikut dihitung. Yang berlaku tertulis di panel latihan.")
        raise Rejected([Problem("password", "SES-401", text, "Masuk")])


def change(session: Session, person: int, village_code: str, *, old: str, new: str, again: str, login_key: str | None,
           now: datetime) -> None:
    """Let the new one hold from now on; other browsers of this person are logged out. Raises Rejected with what is wrong."""
    new, present = plain(new), of_person(session, person, village_code)
    own = session.get(OwnPassword, person)
    fits = plain(old) == present if own else logins.is_first_password(village_code, old)
    problem = _problem(fits, new, plain(again), present, village_code)
    if problem is not None:
        raise Rejected([problem])
    session.merge(OwnPassword(person=person, text=new, changed_at=now))
    session.execute(update(Login).where(Login.person == person, Login.key != (login_key or ""), Login.closed_at.is_(None))
                    .values(closed_at=now, why=logins.LEFT))


def _problem(fits: bool, new: str, again: str, present: str, village_code: str) -> Problem | None:
    """The first thing that is wrong, at its field."""
    serial = village_code.rsplit(".", 1)[-1]
    wrong = (
        (not fits, "password", "Kata sandi sekarang belum cocok. Kata sandi tidak berubah."),
        (len(new) < SHORTEST, "new", f"Kata sandi baru paling sedikit {SHORTEST} huruf dan angka."),
        (len(new) > LONGEST, "new", f"Kata sandi baru paling banyak {LONGEST} huruf dan angka."),
        (not any(map(str.isalpha, new)) or not any(map(str.isdigit, new)), "new", "Kata sandi baru memuat huruf dan angka."),
        (serial in new, "new", f"Jangan memakai kode desa ({serial}): itu yang pertama dicoba orang lain."),
        (new.lower() == present.lower(), "new", "Kata sandi baru sama dengan yang sekarang."),
        (new != again, "again", "Kedua kata sandi baru belum sama. Ketik sekali lagi dengan teliti."))
    return next((Problem(field, "SES-422", text, "Kata sandi") for is_wrong, field, text in wrong if is_wrong), None)
