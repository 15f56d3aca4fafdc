"""All kinds of faults, in one place: those that each family names at the end of its file."""

from typing import TYPE_CHECKING, Annotated, Union

from pydantic import Field

from scenarios.faults import colleague, connection, importing, saving, session, submission
from scenarios.faults.base import Fault

KINDS: tuple[type[Fault], ...] = (
    *connection.KINDS, *session.KINDS, *saving.KINDS, *submission.KINDS, *colleague.KINDS,
    *importing.KINDS)

if TYPE_CHECKING:
    AnyFault = Fault
else:
    AnyFault = Annotated[Union[KINDS], Field(discriminator="kind")]  # noqa: UP007 (made from the registry)
