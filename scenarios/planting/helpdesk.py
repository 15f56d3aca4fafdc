"""What the helpdesk says to a report in this exercise."""

from collections.abc import Iterator
from datetime import timedelta
from typing import ClassVar, Literal

from pydantic import Field

from sandbox.practice.helpdesk import desk, tickets
from scenarios.planting.base import BOTH, Bed, Plant


class PreparedAnswer(Plant):
    """The helpdesk answers a report that names the record, by its number or that of its submission, with `says`."""

    about: ClassVar[tuple[str, ...]] = BOTH

    plant: Literal["answer"]
    says: str = Field(min_length=1, max_length=600, description="The answer; {code}, {reference}, {page} are the report's.")
    code: str = Field("", pattern=r"^([A-Z]{2,3}(-[A-Z0-9]*)?)?$", description="The code begins so; left out: any.")
    after: float = Field(desk.ANSWERS_AFTER.total_seconds(), gt=0, le=900, description="Seconds of hall time until it comes.")
    asks: bool = Field(False, description="It asks back for something: the report stays open.")

    def put(self, bed: Bed) -> None:
        tickets.prepare(bed.session, bed.record.key, self.says, after=timedelta(seconds=self.after), codes=self.code,
                        asks_back=self.asks)

    def misfits(self, noted: frozenset[str], sheet_ids: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        try:
            desk.filled(self.says, {})
        except (LookupError, ValueError, AttributeError):
            yield "says", "hanya {code}, {reference} dan {page} yang diisi di sini"


PLANTED: tuple[type[Plant], ...] = (PreparedAnswer,)
