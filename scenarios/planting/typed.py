"""What was typed and not saved when the exercise begins."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Literal

from sandbox.practice import drafts
from sandbox.practice.drafts import DraftKey, digest
from sandbox.practice.forms.instruments import load
from sandbox.practice.forms.values import written
from sandbox.practice.households import households
from sandbox.practice.keys import household_key
from sandbox.practice.words import BASELINE
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


class OrphanDraft(PlantedDraft):
    """The answers of its notes were saved since; what lies there unsaved are the older ones, `ago` seconds old."""

    plant: Literal["orphan"]  # type: ignore[assignment]

    def put(self, bed: Bed) -> None:
        household, noted = bed.household, dict(bed.notes)
        older = {**noted, **{key: household.answers.get(key) for key in noted}}
        super().put(replace(bed, notes={key: value for key, value in older.items() if value is not None}))
        household.answers = {**household.answers, **noted}
        households.touch(household, by=BASELINE, now=bed.now - timedelta(seconds=self.ago / 2))
        bed.session.flush()


PLANTED: tuple[type[Plant], ...] = (PlantedDraft, OrphanDraft)
