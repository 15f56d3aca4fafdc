"""What does not fit before people leave a card: dates, who is the head on each card afterwards, relations, the card they go to.

Functions from data to findings; `Target` is what the village says of the card that was named.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sandbox.practice.forms.field_errors import FieldError
from sandbox.practice.forms.values import written_date
from sandbox.practice.mutations import errors
from sandbox.practice.mutations.plan import Leaving, Line
from sandbox.practice.mutations.ways import GOES
from sandbox.practice.rules.case import MARITAL, RELATION, Facts, HouseholdData, MemberData
from sandbox.practice.rules.check import Finding, check_member, rules_of
from sandbox.words.digits import grouped

Errors = Iterator[FieldError]


@dataclass(frozen=True, slots=True)
class Target:
    """The card on which those who go arrive. `people`: who is on it already; `count`: how many cards bear its number."""

    people: Sequence[MemberData] = ()
    count: int = 0
    is_own: bool = False
    is_new: bool = False


def problems(plan: Leaving, target: Target | None, facts: Facts) -> list[FieldError]:
    """What must be put right. `target`: None where nobody arrives anywhere."""
    return [*_who(plan), *_when(plan, facts), *_where(plan, target), *_relations(plan), *_heads(plan, target), *_widows(plan)]


def findings(plan: Leaving, household: HouseholdData, facts: Facts) -> list[Finding]:
    """What the member form's rules say of everybody whose relation or marital status would be another one."""
    found = []
    told = {rule.id for rule in rules_of("ddk_member") if {RELATION, MARITAL} & set(rule.fields)}
    for line in plan.lines:
        if line.after is line.before:
            continue
        card = plan.going if line.goes else plan.staying
        others = [other.after for other in card if other is not line]
        found += [_at(plan, line, finding) for finding in check_member(line.after, household, facts, others=others)
                  if finding.rule in told]
    return found


def _at(plan: Leaving, line: Line, finding: Finding) -> Finding:
    """The finding at that person's input."""
    key = MARITAL if finding.error.name == "q3" and plan.way.widows else RELATION
    error = replace(finding.error, name=plan.input(line, key), label=line.before.name)
    return replace(finding, error=error)


def _who(plan: Leaving) -> Errors:
    first = plan.lines[0] if plan.lines else None
    if first is None:
        return
    if not plan.going:
        yield errors.NobodyGoes.at(plan.input(first, GOES), "Anggota keluarga", what=plan.way.goes.lower())
    if plan.way.kind == "pecah" and not plan.staying:
        yield errors.EverybodyGoes.at(plan.input(first, GOES), "Anggota keluarga")


def _when(plan: Leaving, facts: Facts) -> Errors:
    if plan.on is None:
        return
    label, typed = plan.way.fields[0].label, written_date(plan.on)
    if plan.on > facts.as_of:
        yield errors.LaterThanToday.at("on", label, typed=typed, today=written_date(facts.as_of))
    for line in plan.going:
        if plan.on < line.before.birth_date:
            yield errors.BeforeBirth.at("on", label, typed=typed, person=line.before.name,
                                        born=written_date(line.before.birth_date))


def _where(plan: Leaving, target: Target | None) -> Errors:
    if target is None or target.is_new or not plan.value("number"):
        return
    place = ("number", "No. KK keluarga tujuan")
    number = grouped(plan.value("number"))
    if target.is_own:
        yield errors.SameCard.at(*place, value=number)
    elif target.count == 0:
        yield errors.NoSuchCard.at(*place, value=number)
    elif target.count > 1:
        yield errors.CardTwice.at(*place, value=number, count=target.count)


def _relations(plan: Leaving) -> Errors:
    """Whoever comes to another card, or stays on one whose head goes, has a relation to be told."""
    for line in plan.lines:
        asked = plan.way.arrives if line.goes else plan.head_goes
        if asked and RELATION not in line.told:
            head = "kepala keluarga di kartu itu" if line.goes else "kepala keluarga yang baru"
            yield errors.RelationOpen.at(plan.input(line, RELATION), line.before.name, person=line.before.name, head=head)


def _heads(plan: Leaving, target: Target | None) -> Errors:
    """Exactly one head on each card afterwards. Of a card that had none, or two, only what was told here is asked about."""
    if plan.staying and (plan.head_goes or any(RELATION in line.told for line in plan.staying)):
        yield from _one_head(plan, plan.staying, [line.after for line in plan.staying], "kartu ini")
    if target is not None and plan.going and (target.is_new or target.count == 1 and not target.is_own):
        people = [*target.people, *(line.after for line in plan.going)]
        yield from _one_head(plan, plan.going, people, "kartu baru" if target.is_new else "kartu tujuan")


def _one_head(plan: Leaving, lines: Sequence[Line], people: Sequence[MemberData], card: str) -> Errors:
    heads = [person.name for person in people if person.is_head]
    open_ = any(RELATION not in line.told for line in lines) and not heads
    if len(heads) == 1:
        return
    place = (plan.input(lines[0], RELATION), lines[0].before.name)
    if len(heads) > 1:
        yield errors.HeadsTwice.at(*place, card=card, count=len(heads), heads=" dan ".join(heads))
    elif not open_:
        yield errors.NoHeadLeft.at(*place, card=card)


def _widows(plan: Leaving) -> Errors:
    for line in plan.staying:
        gone = plan.widowed(line)
        if gone is not None and MARITAL not in line.told:
            yield errors.MaritalOpen.at(plan.input(line, MARITAL), line.before.name, person=line.before.name,
                                        gone=gone.before.name)
