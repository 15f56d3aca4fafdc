"""What the person did, read from the journal of the attempt."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import islice
from typing import ClassVar, Literal

from pydantic import Field

from sandbox.deeds import ANSWER, HELD, REPORT, names
from sandbox.journal import Deed, Outcome
from sandbox.words.digits import bare
from sandbox.words.digits import names as calls
from scenarios.attempt.world import World
from scenarios.checks.base import BOTH, Check, Verdict
from scenarios.parts import ActionNames, BookName, Count, Deeds, FormNames, Slug
from scenarios.ties import doing_of

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
    new: bool = Field(False, description="Only the save of a whole new card.")
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
        struck = world.attempt.struck.get(self.after or "", ())
        if self.after and not struck:
            return Verdict(self.count.holds(0))
        until = self._first_look(world, struck[:1])
        meant = (1 for deed in world.attempt.doings(self.did, self.form)
                 if deed.outcome in COUNTED[self.outcome] and self._in_time(deed, struck[:1])
                 and (until is None or deed.id <= until) and self.book in (None, deed.record)
                 and self._is_to_record(deed, world) and (not self.new or doing_of(deed).is_new))
        return Verdict(self.count.holds(sum(islice(meant, self.count.telling))))

    def faults(self) -> Iterator[str]:
        if self.after:
            yield self.after

    def records(self) -> Iterator[str]:
        yield from (name for name in (self.record, *(deeds.record for deeds in self.without)) if name)

    def _first_look(self, world: World, since: Sequence[Deed]) -> int | None:
        """Id of the first deed of `without` after the fault, with which no later deed counts; None if there was none."""
        looks = (deed.id for look in self.without for deed in world.attempt.doings(look.action, look.form)
                 if deed.outcome is Outcome.DONE and all(deed.id > struck.id for struck in since)
                 and look.fits_deed(deed, world.ties))
        return min(looks, default=None)

    def _in_time(self, deed: Deed, since: Sequence[Deed]) -> bool:
        """Whether it was done as long after the fault as is asked for. `since`: the deed that the fault struck first, if any."""
        return all(deed.id > struck.id and self._waited(deed.at - struck.at) for struck in since)

    def _waited(self, span: timedelta) -> bool:
        return span >= timedelta(seconds=self.later_by) and (
            self.sooner_than is None or span < timedelta(seconds=self.sooner_than))

    def _is_to_record(self, deed: Deed, world: World) -> bool:
        return self.record is None or world.ties[self.record].has(doing_of(deed))


class Reported(Check):
    """A report to the helpdesk names that household, by the number of a submission or of its card: `{reported: kk}`."""

    key: ClassVar[str] = "reported"
    about: ClassVar[tuple[str, ...]] = BOTH

    reported: Slug = Field(description="The given household.")
    code: str = Field("", description="Only one that names this code, too.")

    def verdict(self, world: World) -> Verdict:
        known = [world.attempt.numbers[self.reported], *(each.reference for each in world.submissions(self.reported))]
        reports = [deed.told(REPORT) for deed in world.attempt.doings(names(REPORT)) if deed.outcome is Outcome.DONE]
        return Verdict(any(calls(told.reference, number) and (not self.code or calls(told.code, self.code))
                           for told in reports for number in known))

    def records(self) -> Iterator[str]:
        yield self.reported


class Answered(Check):
    """The person answered a question of the panel rightly: `{answered: jumlah}`; with `wrong: {min: 3}` wrongly so often."""

    key: ClassVar[str] = "answered"

    answered: Slug = Field(description="Id of the question.")
    wrong: Count | None = Field(None, description="Instead: how many of the answers were wrong, the same one again left out.")

    def verdict(self, world: World) -> Verdict:
        answers = [told for deed in world.attempt.doings(names(ANSWER)) if (told := deed.told(ANSWER)).question == self.answered]
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
        done = len(world.attempt.struck.get(self.struck, ()))
        held = sum(1 for deed in world.attempt.doings(names(HELD)) if deed.fault == self.struck)
        return Verdict(self.count.holds(max(done, held)))

    def faults(self) -> Iterator[str]:
        yield self.struck


CHECKS: tuple[type[Check], ...] = (Did, Reported, Answered, Struck)
