"""All kinds of faults, in one place."""

from typing import TYPE_CHECKING, Annotated, Union

from pydantic import Field

from scenarios.faults.base import Fault
from scenarios.faults.connection import Maintenance, ServerError, Slow, TimeoutAfterSave, TimeoutBeforeSave
from scenarios.faults.session import SessionExpired
from scenarios.faults.submission import LostReceipt, Stall

KINDS: tuple[type[Fault], ...] = (
    Slow, TimeoutBeforeSave, TimeoutAfterSave, ServerError, Maintenance, SessionExpired, Stall, LostReceipt)

if TYPE_CHECKING:
    AnyFault = Fault
else:
    AnyFault = Annotated[Union[KINDS], Field(discriminator="kind")]  # noqa: UP007 (made from the registry)
