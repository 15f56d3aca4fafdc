"""Tables of the office's own exercises: those that are used, drafts of others, and what came of these drafts' proofs."""

from sqlalchemy.orm import Mapped, mapped_column

from sandbox.base import AwareTime
from sandbox.platform.db import PlatformBase


class OwnExercise(PlatformBase):
    """An exercise of the office's own, where several nodes share this database. `text`: empty once it is no longer used."""

    __tablename__ = "own_exercise"

    id: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str]


class ExerciseDraft(PlatformBase):
    """One that is being written."""

    __tablename__ = "exercise_draft"

    id: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str]


class DraftProof(PlatformBase):
    """The proof of one text, which its draft may have changed since."""

    __tablename__ = "draft_proof"

    hash: Mapped[str] = mapped_column(primary_key=True)
    """Of the text."""
    began_at: Mapped[AwareTime]
    """Wall time."""
    told: Mapped[str]
    """What `gladi scenario check` said of it, as JSON; empty while it goes on."""
