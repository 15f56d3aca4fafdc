"""Who of the staff changed what: written, never read as a state and never changed (the database refuses it).

A hub that sees a new row reads the hall anew, so every change of the hall writes one.
"""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from sandbox.platform.models import Audit

COMMAND_LINE = 0
"""The account id of a change made by a command."""


def record(session: Session, deed: str, target: str, *, by: int, at: datetime, **detail: Any) -> None:
    """Add the row to a running write; it is committed with the change itself."""
    session.add(Audit(at=at, account_id=by, deed=deed, target=target, detail=detail))
