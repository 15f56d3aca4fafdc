"""What an error of PostgreSQL means for a practice copy, where it came before the COMMIT."""

from sandbox.errors import GladiError, StoreBusy, StoreFull, StoreUndone
from sandbox.platform.postgres.trouble import FULL, DatabaseAway, is_away, state_of

WAITED = {"55P03"}
"""Somebody else held the lock for as long as we wait."""
UNDONE = {"40001", "40P01"}
"""The server gave the transaction up."""


def meaning(error: BaseException, *, writing: bool) -> GladiError | None:
    """The error of ours that it means; None if none. `writing`: something was to be stored."""
    state = state_of(error)
    if state in WAITED:
        return StoreBusy()
    if state in FULL:
        return StoreFull()
    if writing and (state in UNDONE or is_away(error)):
        return StoreUndone()
    return DatabaseAway() if is_away(error) else None
