"""The figures of a rehearsal: percentiles, and what the bots were told against what the databases hold."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from instructor.rehearsal.transport import Press
from sandbox import journal
from sandbox.deeds import HOUSEHOLD, SAVE, SUBMIT, DeedKind
from sandbox.journal import Deed, Outcome
from sandbox.practice.keys import HOUSEHOLD_KIND, NEW, RecordKey, household_key
from sandbox.practice.models import Household, Submission
from sandbox.practice.records import SENDABLE


@dataclass(frozen=True, slots=True)
class Receipted:
    """An acknowledgement that a bot read, and the copy in which it was given. `meant_double`: by an intended wrong turn."""

    sandbox: int
    generation: int
    kind: DeedKind
    record: RecordKey
    reference: str
    meant_double: bool = False


@dataclass
class Figures:
    """What `gladi rehearse --json` prints. Times in milliseconds; staged waits are not counted."""

    requests: int = 0
    errors: int = 0
    p50_ms: float = 0.0
    p95_ms: float = 0.0
    p99_ms: float = 0.0
    board_p95_ms: float = 0.0
    attempts: int = 0
    solved: int = 0
    acknowledged: int = 0
    """Saves and submissions that the bots were told of."""
    lost: int = 0
    duplicated: int = 0
    """Stored more often than they were sent."""
    sent_again: int = 0
    """Stored as often as they were sent, by a bot that did not look after an answer that never came."""
    trainees: int = 0
    boards: int = 0
    seconds: float = 0.0
    clock_speed: float = 1.0
    beside: int = 0
    """What open pages asked for by themselves: assets and the panel; not among `requests` and their times."""
    beside_p95_ms: float = 0.0
    cpu_share: float = 0.0
    """Of all cores of this machine, what the server used, 0 to 1; 0 where the system does not tell."""
    busy_share: float = 0.0
    """The same of everything that ran, the bots too."""
    holds: int = 0
    """So many trainees with p95 within 250 ms, as far as these figures let one guess."""
    memory_mb: float = 0.0
    """Of the largest process of the server, at the end."""
    memory_grew_mb: float = 0.0
    """By how much that was more than at half-time."""
    slowest: dict[str, float] = field(default_factory=dict)
    """p95 in milliseconds of the five slowest kinds of page that were asked for at least 20 times."""
    problems: list[str] = field(default_factory=list)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` (0 to 1) of `values` lie, nearest rank; 0 for none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


def missing(session: Session, receipts: Iterable[Receipted]) -> list[str]:
    """Acknowledged saves and submissions that this copy does not hold."""
    lost: list[str] = []
    for told in receipts:
        if told.kind is SAVE:
            found = session.scalar(select(Household.id).where(Household.id == told.record.id)) is not None
        else:
            found = session.scalar(select(Submission.reference).where(
                Submission.reference == told.reference, Submission.is_of(*told.record))) is not None
        if not found:
            lost.append(f"{told.kind.name} {told.record} {told.reference}".rstrip())
    return lost


@dataclass(frozen=True, slots=True)
class Doubled:
    """What stands twice in a copy, a line each with all that is known of it. `stored`: more often than it was sent, which is
    Gladi's doing. `sent`: as often as its button was pressed, by no intended wrong turn: a bot did not look before."""

    stored: list[str]
    sent: list[str]


def doubled(session: Session, receipts: Sequence[Receipted], presses: Sequence[Press]) -> Doubled:
    """Households and submissions of this copy that stand twice. `presses`: all forms that were sent to it, answered or not.

    Only records that a bot worked on, and only what was entered and sent there: what a village or an exercise brings along is
    not counted. A submission without an answer may have been stored, so each press may stand once.
    """
    done = [deed for deed in journal.deeds(session) if deed.outcome is Outcome.DONE]
    worked_on = {told.record for told in receipts}
    found = Doubled([], [])
    for keys in _cards(session, worked_on, entered={deed.record for deed in done if _is_entry(deed)}):
        found.stored.append(f"keluarga ×{len(keys)}: {_told(keys, done, receipts, presses)}")
    meant = {told.record for told in receipts if told.meant_double}
    for key, sent in _sent(session, worked_on, {deed.told(SUBMIT).reference for deed in done if deed.kind is SUBMIT}).items():
        pressed = sum(press.path.endswith(f"/{SENDABLE[key.kind].thing}/{key.id}/kirim") for press in presses)
        standing = sum(each.withdrawn_at is None for each in sent)
        text = f"kiriman {', '.join(each.reference for each in sent)}: {_told([key], done, receipts, presses)}"
        if len(sent) > pressed:
            found.stored.append(text)
        elif standing > 1 and key not in meant:
            found.sent.append(text)
    return found


def _is_entry(deed: Deed) -> bool:
    return deed.kind is SAVE and deed.page is HOUSEHOLD and deed.told(SAVE).part == NEW


def _cards(session: Session, worked_on: Collection[RecordKey], entered: Collection[str | None]) -> Iterable[list[RecordKey]]:
    """The families of each card number that more than one bears, where a person entered one of them."""
    numbers = select(Household.number).where(Household.id.in_([key.id for key in worked_on if key.kind == HOUSEHOLD_KIND]))
    by_number: dict[str, list[RecordKey]] = {}
    for id_, number in session.execute(select(Household.id, Household.number).where(Household.number.in_(numbers))):
        by_number.setdefault(number, []).append(household_key(id_))
    return [keys for keys in by_number.values() if len(keys) > 1 and any(str(key) in entered for key in keys)]


def _sent(session: Session, worked_on: Collection[RecordKey], by_deed: Collection[str]) -> dict[RecordKey, list[Submission]]:
    """The submissions of each of these records that a deed made, withdrawn ones too."""
    found: dict[RecordKey, list[Submission]] = {}
    for each in session.scalars(select(Submission).where(Submission.record_id.in_([key.id for key in worked_on]))):
        if each.record in worked_on and each.reference in by_deed:
            found.setdefault(each.record, []).append(each)
    return found


def _told(keys: Sequence[RecordKey], done: Sequence[Deed], receipts: Sequence[Receipted], presses: Sequence[Press]) -> str:
    """What bot, journal and browser know of these records."""
    names, ids = {str(key) for key in keys}, {str(key.id) for key in keys}
    told = [f"{each.kind.name} {each.record} {each.reference}".rstrip() for each in receipts if each.record in keys]
    deeds = [f"#{deed.id} {deed.wall_at:%H:%M:%S} {deed.kind.name} {deed.record} attempt {deed.attempt} fault {deed.fault}"
             for deed in done if deed.record in names]
    sent = [str(press) for press in presses if ids & set(press.path.split("/")) or press.path.endswith(NEW)]
    return f"in copy {[str(key) for key in keys]}; told {told}; journal {deeds}; pressed {sent}"
