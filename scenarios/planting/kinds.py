"""All kinds of planted states, in one place: those that each file names at its end."""

from typing import TYPE_CHECKING, Annotated, Union

from pydantic import Field

from scenarios.planting import counter, gone, helpdesk, listed, sent, sheets, typed
from scenarios.planting.base import Plant

PLANTED: tuple[type[Plant], ...] = (
    *sent.PLANTED, *typed.PLANTED, *counter.PLANTED, *sheets.PLANTED, *gone.PLANTED, *listed.PLANTED,
    *helpdesk.PLANTED)

if TYPE_CHECKING:
    AnyPlanted = Plant
else:
    AnyPlanted = Annotated[Union[PLANTED], Field(discriminator="plant")]  # noqa: UP007 (made from the registry)
