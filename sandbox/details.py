"""What a deed carries besides its kind, page and record: declared here, written to and read from the journal's JSON here.

Which class belongs to which kind of deed stands in `deeds.py`. What is empty is not written. A field that is taken away is
skipped where an older row still has it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import datetime
from functools import cache
from typing import Any, Generic, Self, TypeVar, cast

from sandbox.words.digits import last_four, masked_as_typed

D = TypeVar("D", bound="Details")
STAYS = "stays"
"""Marks a field that only its own sandbox needs: the berkas names people and their NIK."""
NUMBER = "number"
"""Marks a field that holds a long number: its last four digits leave the sandbox. A No. KK may be a NIK typed for one."""
OURS = "ours"
"""Marks a field whose words are ours alone. Of every other text what may be a number of a person stays in the sandbox."""
NEWS_MARK = '"scenario"'
"""Stands in the JSON of every deed in which the judge wrote, and of every begin."""


@dataclass(frozen=True, slots=True)
class Misfit:
    """A field that did not fit and the code that was told; never its value."""

    field: str
    code: str


@dataclass(frozen=True, slots=True)
class News:
    """What a deed, or time alone, made true or untrue in the attempt: ids of goals and mistakes.

    `repaired`: mistakes that were made good; `again`: those that were, and hold again.
    """

    scenario: str
    met: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    mistakes: tuple[str, ...] = ()
    repaired: tuple[str, ...] = ()
    again: tuple[str, ...] = ()
    solved: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """Base of all: what any deed may carry. `until`: when the fault that touched it is over by itself, in hall time."""

    problems: tuple[Misfit, ...] = ()
    until: datetime | None = None
    scenario: str = ""
    """Id of the attempt's exercise, where the judge had news; see News."""
    met: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    mistakes: tuple[str, ...] = ()
    repaired: tuple[str, ...] = ()
    again: tuple[str, ...] = ()
    solved: bool = False

    def with_news(self, news: News | None) -> Self:
        """These details with what the judge found added; unchanged if that is nothing."""
        if news is None:
            return self
        return replace(self, scenario=news.scenario, met=news.met, lost=news.lost, mistakes=news.mistakes,
                       repaired=news.repaired, again=news.again, solved=news.solved)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDetails(Details):
    """What a deed of the practice system carries."""

    number: str = field(default="", metadata={NUMBER: True})
    """What people called the record before the deed: shown, never followed."""
    part: str = ""
    """The part of the record's form: pangan, anggota-12."""
    section: str = ""
    """The section of a household's form, or the part of a book of sheets."""
    card: str = field(default="", metadata={NUMBER: True})
    """A card number that was typed into a card, or searched for."""
    reference: str = ""
    """The submission's reference."""
    of: str = ""
    """Key of the record that was sent, where the deed was done to a submission that existed before."""
    by: str = ""
    """What was searched for: number, nik, name, rt or completeness."""
    reason: str = ""
    """The written answer to a warning."""
    left: tuple[int, ...] = ()
    """Ids of the persons who left a card."""
    to: str = ""
    """Key of the record that they came to."""
    on: str = ""
    """The day on which it happened, as ISO text."""


NOTHING_TOLD = RecordDetails()


@dataclass(frozen=True, slots=True, kw_only=True)
class FileDetails(RecordDetails):
    """What a deed with a whole file carries: how many of its rows became what. No row of it leaves the sandbox."""

    file: str = ""
    rows: int = 0
    """Rows read or written."""
    new: int = 0
    changed: int = 0
    same: int = 0
    skipped: int = 0
    wrong: int = 0
    """Rows that do not fit."""
    people: int = 0
    """People who are new, or whom an export holds."""
    made: tuple[tuple[str, str], ...] = field(default=(), metadata={STAYS: True})
    """Record and card number of each family that an import entered; of the first ones, where there are very many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchDetails(RecordDetails):
    """What the sending of a batch carries: what was sent, and how many records went and stayed behind."""

    scope: str = field(default="", metadata={OURS: True})
    """keluarga, potensi, perkembangan; with the part after a slash."""
    sent: int = 0
    left_out: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDetails(RecordDetails):
    """What a report to the helpdesk carries: what an answer needs of it."""

    code: str = ""
    """The code that was reported."""
    lacks: tuple[str, ...] = ()
    """Names of the fields that the helpdesk needs and was not told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterDetails(RecordDetails):
    """What an answer at the counter carries. `number`, `reason`: of the family, and why a letter was made without its data."""

    letter: str = ""
    """Id of the letter that was asked for."""
    was_ready: bool = False
    """Whether all that the letter needs was there."""
    back_at: datetime | None = None
    """The hour that was promised."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginDetails(Details):
    """All that was chosen for an attempt."""

    hash: str = field(default="", metadata={OURS: True})
    number: int = 1
    """1 for a person's first go at that exercise."""
    skill: str = ""
    exam: str = ""
    """known or new, in an examination; see scenarios/day/exam.py."""
    mark: str = field(default="", metadata={OURS: True})
    """The kept moment before the beginning, as a source for renewing."""
    goals: tuple[str, ...] = ()
    twin: str | None = None
    given: dict[str, dict[str, Any]] = field(default_factory=dict, metadata={STAYS: True})
    """Card number (no_kk), head, members, rt and rw of a household, number, title and year of a sheet, by `as` name."""
    papers: list[dict[str, Any]] = field(default_factory=list, metadata={STAYS: True})
    """The berkas; see scenarios/attempt/papers.py."""
    picked: dict[str, int] = field(default_factory=dict)
    """Id of each picked household by `as` name."""
    sheets: dict[str, int] = field(default_factory=dict)
    """Id of the row of each picked sheet by `as` name."""
    cells: dict[str, dict[str, Any]] = field(default_factory=dict, metadata={STAYS: True})
    """Typed figures of each picked sheet by `as` name and name of the input, once all was planted."""
    prints: dict[str, str] = field(default_factory=dict, metadata={STAYS: True})
    """Digest of each picked household's content by `as` name."""
    households: int = 0
    """How many the village had."""
    newest_person: int = 0
    """The last id that somebody had: whoever has a higher one was typed in during the attempt."""
    newest_household: int = 0
    """The same of households."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerDetails(Details):
    """What the answer to a question of the panel carries."""

    question: str = ""
    text: str = ""
    right: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedDetails(Details):
    """What the answers to Cek kemampuan carry. `end`: awal or akhir, of the day; `knew`: of the skills `asked`."""

    end: str = ""
    form: str = ""
    asked: tuple[str, ...] = ()
    knew: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RejudgedDetails(Details):
    """How an attempt stands by a corrected exercise, whatever its rows said before: goals, mistakes, when it was solved."""

    hash: str = field(default="", metadata={OURS: True})
    """Of the corrected file."""
    met_now: tuple[str, ...] = ()
    erred_now: tuple[str, ...] = ()
    mended_now: tuple[str, ...] = ()
    solved_now: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingDetails(Details):
    """How clear a solved exercise was: jelas, agak or belum."""

    rating: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HintDetails(Details):
    """What an opened hint carries. `number`: the rung of the ladder from 1; 0: the next one."""

    number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class HandDetails(Details):
    """What a raised hand carries. `text`: what was typed with it."""

    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDetails(Details):
    """What the reading of a message carries. `message`: journal id of the message that was read."""

    message: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffDetails(Details):
    """What a deed of staff to a trainee carries; `name` is the trainer's."""

    trainee: int = 0
    name: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageBackDetails(StaffDetails):
    """What taking a message back carries. `message`: the key under which it was sent."""

    message: str = field(default="", metadata={OURS: True})


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffHintDetails(StaffDetails):
    """What a hint carries that staff gave: its rung and the attempt that it was given in."""

    number: int = 0
    attempt: int | None = None


def written(details: Details) -> dict[str, Any]:
    """The details as the journal keeps them, in JSON's own types; what is empty is left out."""
    return {name: _as_json(value) for name, value in _fields_written(details).items()}


def _fields_written(details: Details) -> dict[str, Any]:
    """The fields that are not empty."""
    empty = _shape(cast(Any, type(details))).empty
    return {each.name: value for each in fields(details)
            if (value := getattr(details, each.name)) != getattr(empty, each.name)}


def read(kind: type[D], kept: Mapping[str, Any] | None) -> D:
    """Details of that class from what `written` wrote; None gives empty ones."""
    shape: _Shape[D] = _shape(cast(Any, kind))
    if not kept:
        return shape.empty
    return kind(**{name: _READ[name](value) if name in _READ else value
                   for name, value in kept.items() if name in shape.names})


def copied(details: Details) -> dict[str, Any]:
    """The details as they go to the platform's feed: without what names people, for no NIK leaves its sandbox."""
    marks = {each.name: each.metadata for each in fields(details)}
    return {name: _told_outside(value, marks[name]) for name, value in _fields_written(details).items()
            if STAYS not in marks[name]}


def _told_outside(value: Any, marks: Mapping[str, Any]) -> Any:
    if not isinstance(value, str) or OURS in marks:
        return _as_json(value)
    return last_four(value) if NUMBER in marks else masked_as_typed(value)


def _as_json(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Misfit):
        return asdict(value)
    return [_as_json(each) for each in value] if isinstance(value, tuple) else value


def _misfits(kept: Sequence[Mapping[str, str]]) -> tuple[Misfit, ...]:
    return tuple(Misfit(**each) for each in kept)


def _pairs(kept: Sequence[Sequence[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((one, other) for one, other in kept)


@dataclass(frozen=True, slots=True)
class _Shape(Generic[D]):
    """What is asked of a class of details for every row.

    All are frozen: one empty object does for every row that carries nothing.
    """

    names: frozenset[str]
    empty: D


@cache
def _shape(kind: Any) -> Any:
    return _Shape(frozenset(each.name for each in fields(kind)), kind())


_READ: Mapping[str, Callable[[Any], Any]] = {
    "until": datetime.fromisoformat, "back_at": datetime.fromisoformat,
    "problems": _misfits, "met": tuple, "lost": tuple, "mistakes": tuple, "goals": tuple, "asked": tuple, "knew": tuple,
    "met_now": tuple, "erred_now": tuple, "mended_now": tuple, "solved_now": datetime.fromisoformat,
    "left": tuple, "made": _pairs}
"""Fields that JSON has no type for."""
