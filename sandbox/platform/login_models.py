"""More of the platform's tables, beside models.py: to which trainings staff belongs, and what logins leave behind."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from sandbox.base import AwareTime
from sandbox.platform.db import PlatformBase


class TrainingStaff(PlatformBase):
    """That somebody of the staff belongs to a training. Who has no row belongs to all of them."""

    __tablename__ = "training_staff"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    training_id: Mapped[int] = mapped_column(ForeignKey("training.id"), primary_key=True)


class EndedLogin(PlatformBase):
    """A login that was left: its cookie is worth nothing from then on. Never removed, for a copied cookie has no end."""

    __tablename__ = "ended_login"

    login: Mapped[str] = mapped_column(primary_key=True)


class Tries(PlatformBase):
    """Tries of one seat, or of one account from one address or device, that were not right. What a key is: accounts/tries.py."""

    __tablename__ = "tries"

    key: Mapped[str] = mapped_column(primary_key=True)
    failed: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[AwareTime | None]
