"""What is no longer there though it was sent, or is again what it was before: after a backup was restored, or a deletion."""

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from sandbox.practice import upkeep
from sandbox.practice.upkeep import UpkeepKind
from scenarios.planting.base import Bed, Plant
from scenarios.planting.sent import SentBefore, hold


class Restored(SentBefore):
    """Base of what a restored backup left: sent `ago` seconds ago, after the hour that the lists name."""

    about: ClassVar[tuple[str, ...]] = SentBefore.about[:1]

    def tell(self, bed: Bed) -> None:
        """Have the list of households say that the data were put back."""
        upkeep.note(bed.session, UpkeepKind.RESTORED, at=self.at(bed))


class LostHousehold(Restored):
    """The restored backup lacks it: its submission and receipt are there, it is not, and is entered anew from `berkas: card`."""

    is_entered_anew: ClassVar[bool] = True

    plant: Literal["lost"]  # type: ignore[assignment]

    def put(self, bed: Bed) -> None:
        self.send(bed)
        self.tell(bed)
        bed.session.delete(bed.household)
        bed.session.flush()


class RevertedAnswers(Restored):
    """The restored backup has its old answers: the notes of its berkas were saved and sent, and are gone again."""

    plant: Literal["reverted"]  # type: ignore[assignment]

    def put(self, bed: Bed) -> None:
        before = bed.household.answers
        bed.household.answers = {**before, **bed.notes}
        self.send(bed)
        self.tell(bed)
        bed.household.answers = before
        bed.session.flush()

    def misfits(self, noted: frozenset[str], sheet_ids: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        if self.of not in noted:
            yield "of", f"yang hilang perlu isinya; tambahkan {{berkas: notes, of: {self.of}, notes: [\"1\"]}} di atasnya"


class GhostSubmission(SentBefore):
    """The household was deleted after it was sent; its submission is held in the queue until somebody withdraws it."""

    about: ClassVar[tuple[str, ...]] = SentBefore.about[:1]

    plant: Literal["ghost"]  # type: ignore[assignment]
    code: str = Field("KRM-404", pattern=r"^[A-Z]{2,3}-[A-Z0-9]+$", description="Code beside it in the outbox.")
    reason: str = Field("Keluarga ini tidak ada lagi di data desa. Batalkan kirimannya.", min_length=1,
                        description="What the outbox says beside it.")

    def put(self, bed: Bed) -> None:
        hold(self.send(bed), bed, stage="queued", code=self.code, reason=self.reason)
        bed.session.delete(bed.household)
        bed.session.flush()


PLANTED: tuple[type[Plant], ...] = (LostHousehold, RevertedAnswers, GhostSubmission)
