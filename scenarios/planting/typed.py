"""What was typed and not saved when the exercise begins."""

from collections.abc import Iterator
from typing import Literal

from sandbox.practice import drafts
from sandbox.practice.drafts import DraftKey, digest
from sandbox.practice.forms.instruments import load
from sandbox.practice.forms.values import written
from sandbox.practice.keys import household_key
from scenarios.planting.base import Bed, Earlier, Plant


class PlantedDraft(Earlier):
    """The answers of its notes are typed already and not saved: a draft a section, `ago` seconds old."""

    plant: Literal["draft"]

    def put(self, bed: Bed) -> None:
        record = bed.record
        for section in load("ddk_household").sections:
            noted = {field.name: written(field, bed.notes[field.key]) for field in section.fields if field.key in bed.notes}
            if noted:
                stored = record.stored(section.id)
                typed = [(name, text) for name, texts in {**stored.values, **noted}.items() for text in texts]
                key = DraftKey(bed.person, str(household_key(bed.household.id)), section.id)
                drafts.put(bed.session, key, typed, base=digest(stored), now=self.at(bed))

    def misfits(self, noted: frozenset[str], sheet_ids: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        if self.of not in noted:
            yield "of", f"draf perlu isinya; tambahkan {{berkas: notes, of: {self.of}, notes: [\"1\"]}} di atasnya"


PLANTED: tuple[type[Plant], ...] = (PlantedDraft,)
