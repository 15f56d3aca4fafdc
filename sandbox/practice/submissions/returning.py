"""Pengembalian: a revision is sent back by an office, each reason with the field that it is about.

`send_back` is all that is needed to return a submission, whoever has found the reason: the rules (verifying.py), or anybody
else. What was sent decides, so it is written when it is sent; when it shows is a matter of hall time.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sandbox.practice.models import Return, Submission
from sandbox.practice.submissions.stages import Stage, Way, sent_back_at

OFFICES = {Stage.SENT: "kecamatan", Stage.VERIFIED: "kabupaten"}
"""Whose turn it is at a stage."""
CODE = "KRM-422"
MOST = 12
"""Reasons that are told of one return."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is sent back. `part` and `field`: where in the record's form, as in models.Return."""

    text: str
    part: str = ""
    field: str = ""
    rule: str = ""
    code: str = CODE


def send_back(submission: Submission, office: Stage, reasons: Sequence[Reason], *, at: datetime | None = None,
              revision: int | None = None) -> None:
    """That office returns the revision (None: the present one) for these reasons.

    `office` is SENT for the subdistrict, VERIFIED for the regency. `at`: the hall time of the return; None: the hour at which
    the office would have passed it on, wherever holds and resends move that.
    """
    told = list(reasons[:MOST])
    if len(reasons) > MOST:
        told.append(Reason(f"Dan {len(reasons) - MOST} hal lagi.", rule=reasons[MOST].rule))
    submission.returns += [Return(
        revision=revision or submission.revision or 1, stage=office.slug, at=at, code=each.code, reason=each.text, part=each.part,
        field=each.field, rule=each.rule) for each in told]


def way_of(submission: Submission, holds: Way) -> Way:
    """That way with what sends its present revision back."""
    present = of_revision(submission)
    return replace(holds, returned_at=min((back.at for back in present if back.at is not None), default=None),
                   refused_by=min((_office(back) for back in present if back.at is None), default=None))


def of_revision(submission: Submission) -> list[Return]:
    """The reasons that are given for the present revision, those that are still to come too."""
    return [back for back in submission.returns if back.revision == submission.revision]


def hour_of(back: Return, way: Way) -> datetime | None:
    """When that return shows. `way`: of the present revision, which is what a return without an hour of its own is of."""
    if back.at is not None:
        return back.at
    return sent_back_at(replace(way, returned_at=None, refused_by=_office(back)))


def given(submission: Submission, way: Way, now: datetime) -> list[Return]:
    """The reasons for which the present revision is back by `now`: those of the office that came first."""
    hours = [(hour, back) for back in of_revision(submission) if (hour := hour_of(back, way)) is not None and hour <= now]
    first = min((hour for hour, _ in hours), default=None)
    return [back for hour, back in hours if hour == first]


def settle(submission: Submission, way: Way, now: datetime) -> None:
    """Before another revision goes up: what is back keeps its hour, and what was still to come is not given any more."""
    for back in [each for each in of_revision(submission) if each.at is None]:
        hour = hour_of(back, way)
        if hour is not None and hour <= now:
            back.at = hour
        else:
            submission.returns.remove(back)


def _office(back: Return) -> Stage:
    return Stage[back.stage.upper()]
