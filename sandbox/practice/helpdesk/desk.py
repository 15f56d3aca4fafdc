"""The helpdesk: what a report asks, what must be in it, and the answer, as functions of the report and of hall time.

Nobody sits there. What it says stands in instruments/helpdesk/answers.yaml, or was prepared for reports of a record; it answers
each writing after ANSWERS_AFTER, or after the prepared answer's own time, unless another writing came before that.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import Any

from pydantic import Field as Described

from sandbox.practice.forms.fields import Strict
from sandbox.practice.forms.instrument_files import folder, read_model
from sandbox.practice.forms.instruments import FormField, Section

ANSWERS_AFTER = timedelta(minutes=2)
"""Hall time between a writing and its answer: long enough that one learns to go on working meanwhile."""
CODE, REFERENCE, PAGE = "code", "reference", "page"
"""Names of fields of the report that answers speak of."""


class CodedAnswer(Strict):
    """What is answered to codes that begin with one of these."""

    codes: tuple[str, ...] = Described(min_length=1)
    text: str


class HelpScript(Strict):
    """All that the helpdesk says."""

    needs: tuple[str, ...] = Described(description="Fields without which it cannot look.")
    answers: tuple[CodedAnswer, ...]
    otherwise: str = Described(description="The answer to other codes, and to none.")
    asks: str = Described(description="What it says where something is missing.")


class ReportState(StrEnum):
    """Where a report is; the value is what people read."""

    WAITING = "Menunggu jawaban"
    ASKED_BACK = "Perlu dilengkapi"
    ANSWERED = "Dijawab"


@dataclass(frozen=True, slots=True)
class Prepared:
    """An answer that was prepared for this report. `after`: hall time from the writing on."""

    text: str
    after: timedelta
    asks_back: bool = False


@dataclass(frozen=True, slots=True)
class ReportText:
    """One writing of a report: the whole form as it was sent then."""

    at: datetime
    answers: Mapping[str, Any]
    prepared: Prepared | None = None


@dataclass(frozen=True, slots=True)
class HelpAnswer:
    """What the helpdesk wrote, and when. `state`: where the report is from then on."""

    at: datetime
    text: str
    state: ReportState


@cache
def report_form() -> Section:
    """What a report asks. Raises InstrumentError."""
    return read_model(folder() / "helpdesk" / "report.yaml", Section)


@cache
def script() -> HelpScript:
    """What the helpdesk says. Raises InstrumentError."""
    return read_model(folder() / "helpdesk" / "answers.yaml", HelpScript)


def missing(answers: Mapping[str, Any]) -> list[FormField]:
    """What the helpdesk must know and was not told. *Tidak ada kode* is an answer too."""
    return [field for field in report_form().fields if field.name in script().needs and field.name not in answers]


def answer(written: ReportText) -> HelpAnswer:
    """What it says to one writing. What it must know comes first, whatever was prepared."""
    lacking = missing(written.answers)
    at = written.at + ANSWERS_AFTER
    if lacking:
        return HelpAnswer(at, script().asks.format(missing=", ".join(field.label for field in lacking)), ReportState.ASKED_BACK)
    if written.prepared:
        state = ReportState.ASKED_BACK if written.prepared.asks_back else ReportState.ANSWERED
        return HelpAnswer(written.at + written.prepared.after, filled(written.prepared.text, written.answers), state)
    code = str(written.answers.get(CODE) or "").upper()
    text = next((each.text for each in script().answers if code.startswith(each.codes)), script().otherwise)
    return HelpAnswer(at, filled(text, written.answers), ReportState.ANSWERED)


def filled(text: str, answers: Mapping[str, Any]) -> str:
    """An answer with what the report says in its places. Raises LookupError, ValueError or AttributeError for other places."""
    told = {name: answers.get(name) or label for name, label in
            ((CODE, "Kode itu"), (REFERENCE, "data itu"), (PAGE, "halaman itu"))}
    return text.format(**told)


def answers_by(writings: Sequence[ReportText], now: datetime) -> list[HelpAnswer | None]:
    """The answer to each writing, None where none came: not yet, or the next writing was first."""
    ends: Iterable[datetime] = [*(written.at for written in writings[1:]), now]
    given = [(answer(written), end) for written, end in zip(writings, ends, strict=True)]
    return [found if found.at <= end else None for found, end in given]


def state(writings: Sequence[ReportText], now: datetime) -> ReportState:
    """Where the report is, by its newest writing."""
    latest = answers_by(writings, now)[-1]
    return latest.state if latest else ReportState.WAITING
