"""The offices look at what was sent, as it was sent: the subdistrict at itself, the regency at it beside all else that was sent.

    subdistrict   every rule of its own form, and of the sheet
    regency       the rules that need another submission: a NIK in two families, a figure in two sheets

Nothing of it depends on what the village saves later: it is judged when it is sent, and told when its turn comes.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from sandbox.practice.records import Objection, Sendable
from sandbox.practice.sent import AtOffices
from sandbox.practice.submissions.returning import Reason
from sandbox.practice.submissions.stages import Stage


@dataclass(frozen=True, slots=True)
class OfficeVerdict:
    """The office that sends it back, and why."""

    office: Stage
    reasons: tuple[Reason, ...]


def verdict(session: Session, record: Sendable, offices: AtOffices) -> OfficeVerdict | None:
    """Which office would send the record back as it stands now; None if both would pass it on."""
    return verdicts(session, [record], offices)[record.key.id]


def verdicts(session: Session, records: Sequence[Sendable], offices: AtOffices) -> dict[int, OfficeVerdict | None]:
    """The same of several of one kind, by id; nothing for none."""
    found = type(records[0]).objections_to(session, records, offices) if records else {}
    return {record.key.id: _verdict(record, found[record.key.id]) for record in records}


def _verdict(record: Sendable, found: Sequence[Objection]) -> OfficeVerdict | None:
    for office, is_beside in ((Stage.SENT, False), (Stage.VERIFIED, True)):
        reasons = tuple(_reason(record, each) for each in found if each.is_beside is is_beside)
        if reasons:
            return OfficeVerdict(office, reasons)
    return None


def _reason(record: Sendable, found: Objection) -> Reason:
    text = found.finding.told
    if found.is_beside:
        text += f" Itu menurut kiriman lain desa ini. Bila {record.thing} yang lain sudah dibetulkan, kirim dulu revisinya."
    return Reason(text, found.part, found.finding.name, found.finding.rule or "lengkap")
