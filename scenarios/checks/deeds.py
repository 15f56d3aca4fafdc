"""What the person did, read from the journal of the attempt."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import ClassVar, Literal

from pydantic import Field

from sandbox.deeds import HELD, REPORT
from sandbox.details import AnswerDetails
from sandbox.digits import bare, names
from sandbox.journal import Deed, Outcome
from scenarios.attempt.world import World
from scenarios.checks.base import BOTH, Check, Verdict
from scenarios.parts import ActionNames, BookName, Count, Deeds, FormNames, Slug

COUNTED = {"done": (Outcome.DONE,), "refused": (Outcome.REFUSED,), "tried": (Outcome.DONE, Outcome.REFUSED)}


class Did(Check):
    """The person did this: `{did: open, form: outbox, after: macet}`. Which deed, to which household, since which fault."""

    key: ClassVar[str] = "did"
    about: ClassVar[tuple[str, ...]] = BOTH

    did: ActionNames = Field(
        min_length=1, description="What was done: one name or a list.")
    form: FormNames = Field(
        (), description="To which form or page: one name or a list.")
    record: Slug | None = Field(None, description="To which given household or sheet; its submissions and receipts count too.")
    book: BookName | None = Field(None, description="With a page of sheets: of which form.")
    after: Slug | None = Field(None, description="Only after this fault has struck.")
    later_by: float = Field(0, ge=0, description="With `after`: at least this many seconds of hall time later.")
    sooner_than: float | None = Field(None, gt=0, description="With `after`: less than this many seconds later.")
    without: tuple[Deeds, ...] = Field(
        (), description="Only if none of these deeds was done between the fault (or the beginning) and this one.")
    outcome: Literal["done", "refused", "tried"] = Field(
        "done", description="done: it succeeded; refused: it was turned down; tried: either.")
    count: Count = Field(Count(min=1), description="How often; usually once or more.")

    def verdict(self, world: World) -> Verdict:
        wanted = Deeds(action=self.did, form=self.form, record=self.record)
        since = self._since(world)
        if since is None:
            return Verdict(self.count.holds(0))
        ties, outcomes = world.ties, COUNTED[self.outcome]
        return Verdict(self.count.holds(sum(
            1 for index, deed in enumerate(since)
            if wanted.fits_deed(deed, ties) and deed.outcome in outcomes and self.book in (None, deed.record)
            and self._in_time(deed, world) and not self._looked(since[:index], world))))

    def faults(self) -> Iterator[str]:
        if self.after:
            yield self.after

    def records(self) -> Iterator[str]:
        yield from (name for name in (self.record, *(deeds.record for deeds in self.without)) if name)

    def _since(self, world: World) -> Sequence[Deed] | None:
        """The deeds after the fault; None while it has not struck."""
        if self.after is None:
            return world.deeds
        struck = world.first_struck.get(self.after)
        return None if struck is None else [deed for deed in world.deeds if deed.id > struck.id]

    def _in_time(self, deed: Deed, world: World) -> bool:
        if self.after is None:
            return True
        waited = deed.at - world.first_struck[self.after].at
        late_enough = waited >= timedelta(seconds=self.later_by)
        return late_enough and (self.sooner_than is None or waited < timedelta(seconds=self.sooner_than))

    def _looked(self, before: Sequence[Deed], world: World) -> bool:
        return any(deed.outcome is Outcome.DONE and look.fits_deed(deed, world.ties)
                   for deed in before for look in self.without)


class Reported(Check):
    """A report to the helpdesk names that household, by the number of a submission or of its card: `{reported: kk}`."""

    key: ClassVar[str] = "reported"
    about: ClassVar[tuple[str, ...]] = BOTH

    reported: Slug = Field(description="The given household.")
    code: str = Field("", description="Only one that names this code, too.")

    def verdict(self, world: World) -> Verdict:
        known = [world.attempt.numbers[self.reported], *(each.reference for each in world.submissions(self.reported))]
        reports = [deed.told(REPORT) for deed in world.deeds if deed.kind is REPORT and deed.outcome is Outcome.DONE]
        return Verdict(any(names(told.reference, number) and (not self.code or names(told.code, self.code))
                           for told in reports for number in known))

    def records(self) -> Iterator[str]:
        yield self.reported


class Answered(Check):
    """The person answered a question of the panel rightly: `{answered: jumlah}`; with `wrong: {min: 3}` wrongly so often."""

    key: ClassVar[str] = "answered"

    answered: Slug = Field(description="Id of the question.")
    wrong: Count | None = Field(None, description="Instead: how many of the answers were wrong, the same one again left out.")

    def verdict(self, world: World) -> Verdict:
        answers = [told for deed in world.deeds
                   if isinstance(told := deed.detail, AnswerDetails) and told.question == self.answered]
        if self.wrong is not None:
            return Verdict(self.wrong.holds(len({bare(told.text) for told in answers if not told.right} - {""})))
        return Verdict(bool(answers) and answers[-1].right)

    def questions(self) -> Iterator[str]:
        yield self.answered


class Struck(Check):
    """The fault touched the person this often: `{struck: lambat, count: {min: 3}}`. Repeats while one still runs count too."""

    key: ClassVar[str] = "struck"

    struck: Slug = Field(description="Name of the fault.")
    count: Count = Field(Count(min=1), description="How often.")

    def verdict(self, world: World) -> Verdict:
        done = sum(1 for deed in world.deeds if deed.fault == self.struck and deed.outcome is not Outcome.NOTED)
        held = sum(1 for deed in world.deeds if deed.fault == self.struck and deed.kind is HELD)
        return Verdict(self.count.holds(max(done, held)))

    def faults(self) -> Iterator[str]:
        yield self.struck


CHECKS: tuple[type[Check], ...] = (Did, Reported, Answered, Struck)
