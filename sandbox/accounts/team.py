"""The accounts of staff: added, given another name or role, revoked, let in again; and the link to choose a password."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from itsdangerous import BadSignature, URLSafeTimedSerializer
from sqlalchemy import delete, exists, func, select
from sqlalchemy.orm import Session

from sandbox.accounts import staff
from sandbox.accounts.staff import Staff
from sandbox.errors import GladiError
from sandbox.platform import audit
from sandbox.platform.db import read, write
from sandbox.platform.login_models import TrainingStaff
from sandbox.platform.models import Account, Training
from sandbox.words.roles import ORGANISER, STAFF_LABELS
from sandbox.words.texts import lazy_gettext as _l

LINK_FOR = timedelta(days=3)
"""How long the link to choose a password works, unless it is used or another is made."""


class LoginTaken(GladiError):
    code = "GL-AKUN-1"
    status = 409
    text = _l("Nama masuk %(login)s sudah dipakai %(name)s. Pilih nama masuk lain.")


class LastOrganiser(GladiError):
    code = "GL-AKUN-2"
    status = 409
    text = _l("%(name)s satu-satunya penyelenggara untuk semua pelatihan. Jadikan orang lain penyelenggara dulu.")


class MemberMoved(GladiError):
    code = "GL-AKUN-4"
    status = 409
    text = _l("Belum diubah: sejak halaman ini dibuka orang lain menyimpan akun itu sebagai %(name)s, %(role)s. Periksa, lalu "
              "simpan lagi bila perlu.")


@dataclass(frozen=True, slots=True)
class Member:
    """An account as the page of accounts shows it. `revoked_at`: None for who may come in."""

    staff: Staff
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True)
class TrainingChoice:
    """A training to which somebody may belong."""

    id: int
    title: str


def members() -> list[Member]:
    """Everybody of the staff: who may come in first, then by name."""
    with read() as session:
        rows = session.execute(select(Account, staff.TRAININGS).order_by(Account.revoked_at.is_not(None), Account.name)).all()
        return [Member(staff.of_row(row, trainings), row.revoked_at) for row, trainings in rows]


def choices() -> list[TrainingChoice]:
    """The trainings to which somebody may belong, the newest first."""
    with read() as session:
        rows = session.execute(select(Training.id, Training.title).order_by(Training.id.desc())).all()
    return [TrainingChoice(*row) for row in rows]


def add(login: str, name: str, role: str, password: str, *, by: int, now: datetime,
        trainings: Collection[int] = ()) -> Staff:
    """A new account, of these trainings alone where some are named. Raises LoginTaken."""
    hashed = staff.hashed(password)
    with write(durable=True) as session:
        if (there := session.scalar(select(Account).where(Account.login == login))) is not None:
            raise LoginTaken(login=login, name=there.name)
        row = Account(login=login, name=name, role=role, password_hash=hashed)
        session.add(row)
        session.flush()
        _belong(session, row.id, trainings)
        audit.record(session, "account_added", f"account:{row.id}", by=by, at=now, login=login, name=name, role=role,
                     trainings=sorted(trainings))
        return staff.of_row(row)


@dataclass(frozen=True, slots=True)
class MemberSettings:
    """What of an account is changed; `trainings`: those that it belongs to, none: all."""

    name: str
    role: str
    trainings: frozenset[int] = frozenset()


def change(account_id: int, wanted: MemberSettings, *, by: int, now: datetime, was: MemberSettings | None = None) -> bool:
    """Give an account these settings; False if it has them already. `was`: those that were seen before.

    Raises LastOrganiser, NoSuchAccount, MemberMoved.
    """
    with write(durable=True) as session:
        row = _row(session, account_id)
        present = MemberSettings(row.name, row.role, frozenset(session.scalars(
            select(TrainingStaff.training_id).where(TrainingStaff.account_id == account_id))))
        if present == wanted:
            return False
        if was not in (None, present):
            raise MemberMoved(name=row.name, role=STAFF_LABELS[row.role])
        if wanted.role != ORGANISER or (wanted.trainings and not present.trainings):
            _require_another(session, row)
        row.name, row.role = wanted.name, wanted.role
        _belong(session, account_id, wanted.trainings)
        audit.record(session, "account_changed", f"account:{row.id}", by=by, at=now, name=wanted.name, role=wanted.role,
                     trainings=sorted(wanted.trainings))
        return True


def _belong(session: Session, account_id: int, trainings: Collection[int]) -> None:
    session.execute(delete(TrainingStaff).where(TrainingStaff.account_id == account_id))
    known = session.scalars(select(Training.id).where(Training.id.in_(trainings)))
    session.add_all(TrainingStaff(account_id=account_id, training_id=each) for each in known)


def revoke(account_id: int, *, by: int, now: datetime) -> bool:
    """Let its owner in no more, from now on; False if that was so already. Raises LastOrganiser, NoSuchAccount."""
    with write(durable=True) as session:
        row = _row(session, account_id)
        if row.revoked_at is not None:
            return False
        _require_another(session, row)
        row.revoked_at, row.session_version = now, row.session_version + 1
        audit.record(session, "account_revoked", f"account:{row.id}", by=by, at=now)
        return True


def let_in_again(account_id: int, *, by: int, now: datetime) -> bool:
    """Undo `revoke`; the password is the one of before. False if its owner may come in anyway. Raises NoSuchAccount."""
    with write(durable=True) as session:
        row = _row(session, account_id)
        if row.revoked_at is None:
            return False
        row.revoked_at = None
        audit.record(session, "account_let_in", f"account:{row.id}", by=by, at=now)
        return True


def link_token(secret: bytes, account: Staff) -> str:
    """What the link carries. A password that is chosen raises the account's version, and with it the link has been used."""
    token = _serializer(secret).dumps([account.account_id, account.session_version])
    return token.decode() if isinstance(token, bytes) else token


def of_link(secret: bytes, token: str) -> Staff | None:
    """Whose link that is; None if it was not made here, is too old, has been used, or its owner may not come in."""
    try:
        account_id, version = _serializer(secret).loads(token, max_age=int(LINK_FOR.total_seconds()))
    except (BadSignature, ValueError, TypeError):
        return None
    with read() as session:
        row = session.get(Account, account_id)
        current = row is not None and row.session_version == version and row.revoked_at is None
        return staff.of_row(row) if row is not None and current else None


def _row(session: Session, account_id: int) -> Account:
    row = session.get(Account, account_id)
    if row is None:
        raise staff.NoSuchAccount(login=account_id)
    return row


def _require_another(session: Session, row: Account) -> None:
    """Somebody must be left who can let others in: an organiser of all trainings."""
    bound = exists().where(TrainingStaff.account_id == Account.id)
    others = session.scalar(select(func.count()).select_from(Account).where(
        Account.role == ORGANISER, Account.revoked_at.is_(None), Account.id != row.id, ~bound))
    if row.role == ORGANISER and row.revoked_at is None and not others:
        raise LastOrganiser(name=row.name)


def _serializer(secret: bytes) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(secret, salt="staff-password")

