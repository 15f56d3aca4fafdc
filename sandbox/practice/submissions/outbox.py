"""Kotak Keluar: the submissions of a village by stage, newest first, and the records that wait to be sent.

A stage is a function of time, so it stands in no column. What is not simply validated by now is a handful of rows (young,
held, returned or withdrawn); everything else is counted and paged by the database.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    ScalarSelect,
    Select,
    and_,
    bindparam,
    exists,
    false,
    func,
    literal,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import Session, defer
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from sandbox.practice import handing, paging, records, upkeep
from sandbox.practice.batches.models import Batch
from sandbox.practice.counter import costs
from sandbox.practice.handing import HandedOver
from sandbox.practice.households.households import village
from sandbox.practice.keys import RecordKey
from sandbox.practice.models import Hold, Return, Submission
from sandbox.practice.paging import Paged
from sandbox.practice.records import SENDABLE, Address, Brief, Columns
from sandbox.practice.submissions import tracking, validated
from sandbox.practice.submissions.mending import Fix, first_fixes
from sandbox.practice.submissions.stages import STEPS, Stage, Way
from sandbox.practice.submissions.submissions import WITH_STAGE, stage_of
from sandbox.practice.submissions.tracking import Track, not_sent, track
from sandbox.practice.submissions.validated import Validated
from sandbox.practice.upkeep import Upkeep, UpkeepKind
from sandbox.practice.words import BASELINE, when
from sandbox.words.digits import plain, printed_digits
from sandbox.words.folding import folded, seen

CHIPS: tuple[tuple[str, str, tuple[Stage, ...]], ...] = (
    ("belum-dikirim", "Belum dikirim", (Stage.UNSENT,)),
    ("antre", "Antre", (Stage.QUEUED,)), ("kecamatan", "Kecamatan", (Stage.SENT,)),
    ("kabupaten", "Kabupaten", (Stage.VERIFIED,)), ("dikembalikan", "Dikembalikan", (Stage.RETURNED,)),
    ("tervalidasi", "Tervalidasi", (Stage.VALIDATED,)), ("dibatalkan", "Dibatalkan", (Stage.WITHDRAWN,)))
"""Key in the address, word, and the stages that it shows."""
BUILT = 32
"""So many forms of a statement are kept."""
NOTHING_GIVEN: Mapping[str, Any] = MappingProxyType({})
YOUNG = "queued_since"
"""Name of a parameter."""


@dataclass(frozen=True, slots=True)
class OutboxLine:
    """One row of the outbox. `reference` is empty where nothing was sent yet. `number` and `title` are those of today."""

    record: RecordKey
    number: str
    title: str
    reference: str
    track: Track
    sent_number: str = ""
    """The number that it was sent as, where that differs from `number`."""
    copies: int = 0
    """How many submissions of this record are not withdrawn: above 1 it is a duplicate."""
    is_gone: bool = False
    """The record was deleted; `number` and `title` are those that it was sent as."""
    fix: Fix | None = None
    """Where the first reason of its return is put right."""

    @property
    def address(self) -> Address:
        """Page of the record."""
        return SENDABLE[self.record.kind].page(self.record.id)

    @property
    def thing(self) -> str:
        """What a sentence calls the record."""
        return SENDABLE[self.record.kind].thing

    @property
    def sending(self) -> Address:
        """Where the button that sends it posts to."""
        return SENDABLE[self.record.kind].sending(self.record.id)


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What alone is shown and counted: records of that kind ('': of every kind), what went with the batch of that id."""

    kind: str = ""
    batch: int | None = None

    @property
    def conditions(self) -> Sequence[ColumnElement[bool]]:
        """Of the submissions."""
        return [*([Submission.kind == self.kind] if self.kind else []),
                *([Submission.batch == self.batch] if self.batch is not None else [])]

    @property
    def waiting(self) -> Sequence[tuple[str, Columns]]:
        """The kinds whose records wait to be sent. None of a batch does."""
        return [(kind, record.columns) for kind, record in SENDABLE.items() if self.kind in ("", kind) and self.batch is None]


EVERYTHING = Narrowed()


@dataclass(frozen=True, slots=True)
class SubdistrictTally:
    """How many submissions of the village the subdistrict had counted at `at`; it counts again at `until`."""

    count: int
    at: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class OutboxPage:
    lines: Sequence[OutboxLine]
    total: int
    page: int
    pages: int
    counts: dict[str, int]
    """Rows by chip key; those of all chips under ''."""
    waiting: Mapping[str, int]
    """Citizens who wait at the counter because of a submission, by its reference; 0 for those who keep nobody waiting."""
    batches: int = 0
    """How many batches the village has sent: their ids are the numbers up to it."""
    tally: SubdistrictTally | None = None
    """The subdistrict's own count, while that is late."""


def counts(session: Session, now: datetime) -> dict[str, int]:
    """Rows by chip key; '' for all of them."""
    return _counts(session, Counter(_unfinished(session, now).stages.values()))[0]


@dataclass(frozen=True, slots=True)
class OutboxTotals:
    """The whole outbox in figures. `counts`: by chip key; `waiting`: citizens who wait because of some submission."""

    counts: dict[str, int]
    validated: Validated
    waiting: int


def totals(session: Session, now: datetime) -> OutboxTotals:
    """The same, with how many households are validated, asked at once."""
    unfinished = _unfinished(session, now)
    stages = unfinished.stages
    not_yet = [reference for reference, stage in stages.items() if stage is not Stage.VALIDATED]
    rows, answers = _counts(session, Counter(stages.values()), also=validated.counting, given={validated.NOT_YET: not_yet})
    return OutboxTotals(rows, validated.counted(answers), unfinished.waiting.total())


def _nothing() -> Sequence[ScalarSelect[int]]:
    return ()


def _counts(session: Session, by_stage: Counter[Stage], also: Callable[[], Sequence[ScalarSelect[Any]]] = _nothing,
            narrowed: Narrowed = EVERYTHING, given: Mapping[str, Any] = NOTHING_GIVEN) -> tuple[dict[str, int], Sequence[Any]]:
    """`by_stage`: of the unfinished ones; all others are validated. With the answers to what is asked `also`, as `given`."""
    total, *answers = session.execute(_counting(narrowed, also), given).one()
    unsaid = len(narrowed.waiting)
    counted = by_stage + Counter({Stage.VALIDATED: total - sum(by_stage.values()), Stage.UNSENT: sum(answers[:unsaid])})
    rows = {"": sum(counted.values())} | {key: sum(counted[stage] for stage in stages) for key, _, stages in CHIPS}
    return rows, answers[unsaid:]


# These statements are built once: building one costs more than asking it.
@lru_cache(maxsize=BUILT)
def _counting(narrowed: Narrowed, also: Callable[[], Sequence[ScalarSelect[Any]]]) -> Select[*tuple[int, ...]]:
    sent = select(func.count(Submission.reference)).where(*narrowed.conditions).scalar_subquery()
    unsaid = [select(func.count(columns.id)).where(unsent(kind, columns)).scalar_subquery() for kind, columns in narrowed.waiting]
    return select(sent, *unsaid, *also())


def page_of(session: Session, now: datetime, *, chip: str = "", text: str = "", page: int = 1, kind: str = "",
            batch: int | None = None) -> OutboxPage:
    """One page of the outbox. An unknown chip or kind shows everything; a page beyond the end is the last one."""
    narrowed = Narrowed(kind if kind in SENDABLE else "", batch)
    unfinished = _unfinished(session, now, narrowed)
    stages = unfinished.stages
    listed = _whole(narrowed) if not (chip or text) else _listed(_wanted(stages, chip), text, narrowed)
    found = paging.page_of(session, listed, page)
    counted, (batches, *told) = _counts(session, Counter(stages.values()), _batches, narrowed, {upkeep.NOW: now})
    return OutboxPage(_lines(session, found.rows, unfinished.submissions, now), found.total, found.number, found.pages, counted,
                      unfinished.waiting, batches, SubdistrictTally(*told) if told[0] is not None else None)


@lru_cache(maxsize=BUILT)
def _whole(narrowed: Narrowed) -> Paged:
    """All of it: what most people look at."""
    return _listed(_wanted({}, ""), "", narrowed)


def _listed(wanted: "_Wanted", text: str, narrowed: Narrowed) -> Paged:
    everything = union_all(*_rows(wanted, seen(text), narrowed)).subquery()
    return Paged(select(everything.c.reference, everything.c.kind, everything.c.record_id, _copies(everything.c).label("copies"))
                 .order_by(everything.c.at.desc(), everything.c.reference.desc()))


@cache
def _batches() -> Sequence[ScalarSelect[Any]]:
    """The number of the last batch; the subdistrict's late count, if there is one now."""
    late = [upkeep.column(UpkeepKind.TALLY, of) for of in (Upkeep.newest, Upkeep.at, Upkeep.until)]
    return [select(func.coalesce(func.max(Batch.id), 0)).scalar_subquery(), *late]


@dataclass(frozen=True, slots=True)
class _Wanted:
    unsent: bool
    sent: ColumnElement[bool] | None
    """Condition for the submissions that are wanted; None if none are."""


def _wanted(unfinished: Mapping[str, Stage], chip: str) -> _Wanted:
    stages = next((stages for key, _, stages in CHIPS if key == chip), None)
    if stages is None:
        return _Wanted(True, literal(True))
    if stages == (Stage.UNSENT,):
        return _Wanted(True, None)
    if Stage.VALIDATED in stages:
        return _Wanted(False, Submission.reference.not_in([one for one, stage in unfinished.items() if stage not in stages]))
    return _Wanted(False, Submission.reference.in_([one for one, stage in unfinished.items() if stage in stages]))


@dataclass(frozen=True, slots=True)
class _Unfinished:
    """Submissions that may be anything but validated, by reference: they, their stage, and who waits because of them."""

    submissions: Mapping[str, Submission]
    stages: Mapping[str, Stage]
    waiting: Counter[str]


def _unfinished(session: Session, now: datetime, narrowed: Narrowed = EVERYTHING) -> _Unfinished:
    """Asked in one statement, with what decides the stage."""
    given = {YOUNG: now - STEPS[-1][1], **costs.at(now)}
    rows = session.execute(_asking_unfinished(narrowed), given).unique().all()
    seed = village(session).seed
    return _Unfinished({one.reference: one for one, _ in rows}, {one.reference: stage_of(one, now) for one, _ in rows},
                       Counter({one.reference: costs.waiting(one, there, seed=seed, now=now) for one, there in rows}))


@lru_cache(maxsize=BUILT)
def _asking_unfinished(narrowed: Narrowed) -> Select[Submission, int]:
    young = Submission.queued_at > bindparam(YOUNG)
    held = exists().where(Hold.reference == Submission.reference, Hold.released_at.is_(None))
    returned = exists().where(Return.reference == Submission.reference)
    return (select(Submission, costs.seen_waiting())
            .where(or_(young, Submission.withdrawn_at.is_not(None), held, returned), *narrowed.conditions)
            .options(defer(Submission.content), *WITH_STAGE))


def unsent(kind: str, columns: Columns) -> ColumnElement[bool]:
    """Saved in this copy, and never sent. Two ranges of an index, because 'is not' would read every record."""
    saved_here = or_(columns.saved_by < BASELINE, columns.saved_by > BASELINE)
    return and_(saved_here, ~exists().where(Submission.is_of(kind, columns.id)))


def _rows(wanted: _Wanted, text: str, narrowed: Narrowed) -> list[Select]:
    """What is wanted and fits the search: sent ones, and of each kind those that wait to be sent."""
    sent = select(Submission.reference.label("reference"), Submission.kind.label("kind"),
                  Submission.record_id.label("record_id"), Submission.first_sent_at.label("at")).where(
                      false() if wanted.sent is None else wanted.sent, _sent_fits(text), *narrowed.conditions)
    if not wanted.unsent:
        return [sent]
    return [sent, *(select(literal("").label("reference"), literal(kind).label("kind"), columns.id.label("record_id"),
                           columns.saved_at.label("at")).where(unsent(kind, columns), _record_fits(columns, text))
                    for kind, columns in narrowed.waiting)]


def _sent_fits(text: str) -> ColumnElement[bool]:
    """Condition for submissions that fit the search: by reference, by the number sent, or by what the record is called now."""
    if not text:
        return true()
    own = [Submission.reference.icontains(plain(text).replace(" ", "-"), autoescape=True)]
    if digits := printed_digits(text):
        own += [Submission.reference.endswith(digits, autoescape=True), Submission.number.startswith(digits, autoescape=True)]
    return or_(*own, *(exists().where(Submission.is_of(kind, record.columns.id), _record_fits(record.columns, text))
                       for kind, record in SENDABLE.items()))


def _record_fits(columns: Columns, text: str) -> ColumnElement[bool]:
    if not text:
        return true()
    if digits := printed_digits(text):
        return columns.number.startswith(digits, autoescape=True)
    return columns.folded.contains(folded(text), autoescape=True)


@dataclass(frozen=True, slots=True)
class _Sent:
    """What was sent: number and title as they were then, and where it is."""

    number: str
    title: str
    track: Track


# Columns: most lines are of these, and as objects of the session they took half of what a page is read in.
_VALIDATED = (select(Submission.reference, Submission.number, Submission.title, Submission.queued_at)
              .where(Submission.reference.in_(bindparam("references", expanding=True))))


def _validated(session: Session, references: Sequence[str], now: datetime) -> dict[str, _Sent]:
    """Of submissions that are none of the unfinished."""
    rows = session.execute(_VALIDATED, {"references": references}) if references else ()
    return {row.reference: _Sent(row.number, row.title, tracking.validated(Way(row.queued_at), now)) for row in rows}


def _lines(session: Session, rows: Sequence[Row], unfinished: Mapping[str, Submission], now: datetime) -> list[OutboxLine]:
    references = [row.reference for row in rows if row.reference]
    moving = [unfinished[each] for each in references if each in unfinished]
    sent = (_validated(session, [each for each in references if each not in unfinished], now)
            | {one.reference: _Sent(one.number, one.title, track(one, now)) for one in moving})
    keys = [RecordKey(row.kind, row.record_id) for row in rows]
    briefs, fixes = records.briefs(session, keys), first_fixes(session, moving, now)
    handed = {each.key: each for each in handing.waiting(session)} if len(references) < len(rows) else {}
    return [_sent(key, row, sent[row.reference], briefs.get(key), fixes.get(row.reference)) if row.reference
            else _waiting(key, briefs[key], handed.get(key), now) for row, key in zip(rows, keys, strict=True)]


def _sent(key: RecordKey, row: Row, sent: _Sent, brief: Brief | None, fix: Fix | None) -> OutboxLine:
    if brief is None:
        return OutboxLine(key, sent.number, sent.title, row.reference, sent.track, copies=row.copies, is_gone=True)
    return OutboxLine(key, brief.number, brief.title, row.reference, sent.track,
                      sent.number if sent.number != brief.number else "", row.copies, fix=fix)


def _waiting(key: RecordKey, brief: Brief, handed: HandedOver | None, now: datetime) -> OutboxLine:
    by = f" Diserahkan {handed.by} untuk dikirim {when(handed.at, now)}." if handed else ""
    return OutboxLine(key, brief.number, brief.title, "", not_sent(brief.saved_at, now, by))


def _copies(row: ReadOnlyColumnCollection[str, Any]) -> ScalarSelect[int]:
    """How many submissions of that row's record are not withdrawn."""
    return (select(func.count(Submission.reference))
            .where(Submission.kind == row.kind, Submission.record_id == row.record_id, Submission.withdrawn_at.is_(None))
            .scalar_subquery())
