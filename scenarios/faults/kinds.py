"""All kinds of faults, in one place."""

from typing import Annotated

from pydantic import Field

from scenarios.faults.base import Fault
from scenarios.faults.connection import ServerError, Slow, TimeoutAfterSave, TimeoutBeforeSave
from scenarios.faults.session import SessionExpired
from scenarios.faults.submission import LostReceipt, Stall

AnyFault = Annotated[
    Slow | TimeoutBeforeSave | TimeoutAfterSave | ServerError | SessionExpired | Stall | LostReceipt,
    Field(discriminator="kind")]

KINDS: tuple[type[Fault], ...] = (
    Slow, TimeoutBeforeSave, TimeoutAfterSave, ServerError, SessionExpired, Stall, LostReceipt)
