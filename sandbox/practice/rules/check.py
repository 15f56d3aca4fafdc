"""The rules between fields: which kinds there are, when each is applied, and what was found.

The instrument files list the rules (`rules:`); RULES below names the function of each kind. Three moments:

    section   a section of the household is saved: only rules that concern its fields
    member    a member is saved: all rules of the member form for this one member
    submit    the household is sent: all of the household, then all of every member

Two levels: `refuse` blocks; `ask` is a warning that a written reason answers, for a member once for all. Whether a number is
used elsewhere, and where, comes in with Facts. So a check is a function from data to findings.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from inspect import signature
from pathlib import Path

from sandbox.files.yaml_files import error_in
from sandbox.practice.forms.field_errors import FieldError
from sandbox.practice.forms.instrument_files import InstrumentError, folder
from sandbox.practice.forms.instruments import Instrument, Rule, Section, load
from sandbox.practice.rules import household as of_household
from sandbox.practice.rules import member as of_member
from sandbox.practice.rules.case import Case, Facts, HouseholdData, MemberData

HOUSEHOLD, MEMBER = "ddk_household", "ddk_member"

RULES: dict[str, Callable[..., Iterator[FieldError]]] = {
    "card_digits": of_household.card_digits,
    "practice_card": of_household.practice_card,
    "card_once": of_household.card_once,
    "has_members": of_household.has_members,
    "one_head": of_household.one_head,
    "head_name": of_household.head_name,
    "needs_member": of_household.needs_member,
    "tick_fits_head": of_household.tick_fits_head,
    "needs_land": of_household.needs_land,
    "excludes": of_household.excludes,
    "much_more_than": of_household.much_more_than,
    "answered_with": of_household.answered_with,
    "named_once": of_household.named_once,
    "required_answers": of_household.required_answers,
    "known_codes": of_household.known_codes,
    "rows_complete": of_household.rows_complete,
    "nik_digits": of_member.nik_digits,
    "nik_possible": of_member.nik_possible,
    "practice_nik": of_member.practice_nik,
    "own_subdistrict": of_member.own_subdistrict,
    "nik_birth_date": of_member.nik_birth_date,
    "nik_sex": of_member.nik_sex,
    "nik_once": of_member.nik_once,
    "person_once": of_member.person_once,
    "name_has_letters": of_member.name_has_letters,
    "birth_date_plausible": of_member.birth_date_plausible,
    "recorded_between": of_member.recorded_between,
    "spouse": of_member.spouse,
    "younger_than_head": of_member.younger_than_head,
    "young_with_status": of_member.young_with_status,
    "age_at_least": of_member.age_at_least,
    "only_these_under": of_member.only_these_under,
    "married_only": of_member.married_only,
    "office_once": of_member.office_once,
}


class Moment(StrEnum):
    """When rules are applied."""

    SECTION = "section"
    MEMBER = "member"
    SUBMIT = "submit"


class Level(StrEnum):
    REFUSE = "refuse"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found. `member` is the position of the member it is about, when a whole household was looked at."""

    rule: str
    level: Level
    error: FieldError
    member: int | None = None

    @property
    def name(self) -> str:
        return self.error.name

    @property
    def code(self) -> str:
        return self.error.code

    @property
    def text(self) -> str:
        return self.error.text

    @property
    def told(self) -> str:
        """The message with its place before it, where it does not begin with that."""
        says_where = self.error.facts.get("who") or self.text.startswith(self.label)
        return self.text if says_where else f"{self.label}: {self.text}"

    @property
    def label(self) -> str:
        return f"Anggota {self.member}, {self.error.label}" if self.member else self.error.label


def check_household(household: HouseholdData, members: Sequence[MemberData], facts: Facts, *, at: Moment,
                    section: Section | None = None) -> list[Finding]:
    """What is wrong with a household as it would be after the save. `section`: the one being saved, at Moment.SECTION."""
    found = []
    for rule in rules_of(HOUSEHOLD):
        if at in rule.at and (section is None or _concerns(rule, section)):
            case = Case(load(HOUSEHOLD), rule, household, members, facts, is_whole=at is Moment.SUBMIT)
            found += _findings(case)
    if at is Moment.SUBMIT:
        for place, member in enumerate(members):
            others = [*members[:place], *members[place + 1:]]
            numbered = member if member.position else replace(member, position=place + 1)
            found += _check_member(numbered, household, facts, others, Moment.SUBMIT)
    return found


def check_member(member: MemberData, household: HouseholdData, facts: Facts, *,
                 others: Sequence[MemberData] = ()) -> list[Finding]:
    """What is wrong with a member as it would be after the save. `others`: the rest of the card, without this one."""
    return _check_member(member, household, facts, others, Moment.MEMBER)


def blocking(findings: Sequence[Finding], confirmed: str = "") -> list[Finding]:
    """Those that stop the save: every refusal, and the warnings too as long as no reason is written."""
    has_reason = bool(confirmed.strip())
    return [finding for finding in findings if finding.level is Level.REFUSE or not has_reason]


@cache
def rules_of(name: str) -> tuple[Rule, ...]:
    """The rules of an instrument, each of a known kind with settings that fit. Raises InstrumentError."""
    return verified(load(name), folder() / f"{name}.yaml")


def verified(instrument: Instrument, path: Path) -> tuple[Rule, ...]:
    """The instrument's rules. Raises InstrumentError for an unknown kind or setting; `path` is the file it came from."""
    for place, rule in enumerate(instrument.rules):
        kind = RULES.get(rule.kind)
        if kind is None:
            raise error_in(path, Instrument, InstrumentError, ["rules", place, "kind"],
                           f"aturan {rule.id}: kind {rule.kind} tidak dikenal", f"Pilih salah satu: {', '.join(RULES)}")
        try:
            signature(kind).bind(None, **rule.settings)
        except TypeError:
            known = ", ".join(list(signature(kind).parameters)[1:]) or "tanpa isi"
            raise error_in(path, Instrument, InstrumentError, ["rules", place, "with"],
                           f"aturan {rule.id}: isi with tidak cocok dengan {rule.kind}", f"Yang dikenal: {known}") from None
    return instrument.rules


def _check_member(member: MemberData, household: HouseholdData, facts: Facts, others: Sequence[MemberData],
                  at: Moment) -> list[Finding]:
    found = []
    for rule in rules_of(MEMBER):
        if at in rule.at:
            case = Case(load(MEMBER), rule, household, others, facts, member=member, is_whole=at is Moment.SUBMIT)
            found += _findings(case)
    return found


def _findings(case: Case) -> list[Finding]:
    errors = list(RULES[case.rule.kind](case, **case.rule.settings))
    if not errors:
        return []
    member = case.member.position if case.member and case.is_whole else None
    level, explained = Level(case.rule.level), case.member.explained if case.member else {}
    return [Finding(case.rule.id, level, error, member) for error in errors
            if level is Level.REFUSE or error.question not in explained]


def _concerns(rule: Rule, section: Section) -> bool:
    """A rule without fields concerns the whole form, so no single section."""
    own = section.keys | {field.key for field in section.questions}
    return bool(own.intersection(rule.fields))
