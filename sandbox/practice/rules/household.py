"""Rules about a whole household: its card, its head, and answers that need a member or another answer.

Each function is one kind of rule: a Case in, errors out; what stands after the star are its settings in the file (`with:`).
"""

from collections.abc import Iterator, Mapping
from typing import Any

from sandbox.practice.forms import field_errors as errors
from sandbox.practice.forms.field_errors import FieldError
from sandbox.practice.forms.instruments import FormField, Table
from sandbox.practice.forms.reading import empty, incomplete
from sandbox.practice.forms.values import shortened, written_number
from sandbox.practice.nik import PRACTICE_OFFSET, is_number
from sandbox.practice.rules.case import Case, MemberData
from sandbox.practice.words import neighbourhood
from sandbox.words.digits import grouped
from sandbox.words.folding import folded

NO_LAND = "1735"
"""Code of question 11: Tidak memiliki."""
SEXES = {"L": "laki-laki", "P": "perempuan"}

Errors = Iterator[FieldError]


def is_practice_number(number: str) -> bool:
    """Whether the subdistrict part is one that no real subdistrict has; see practice/nik.py."""
    return int(number[4:6]) > PRACTICE_OFFSET


def amount_of_digits(number: str) -> str:
    return f"{'hanya' if len(number) < 16 else 'berisi'} {len(number)}"


def card_digits(case: Case) -> Errors:
    """A family card's number has sixteen digits."""
    number = case.household.number
    if not is_number(number):
        yield case.error(errors.CardLength, amount=amount_of_digits(number), value=shortened(grouped(number)))


def practice_card(case: Case) -> Errors:
    """A family card's number can belong to no real family."""
    number = case.household.number
    if is_number(number) and not is_practice_number(number):
        yield case.error(errors.NotAPracticeNumber, what="No. KK", value=grouped(number))


def card_once(case: Case) -> Errors:
    """A family card's number belongs to one household of the village."""
    if other := case.facts.card_used(case.household.number):
        yield case.error(errors.CardUsed, value=grouped(case.household.number), head=other.name or "lain",
                         rt=neighbourhood(other.rt))


def has_members(case: Case) -> Errors:
    if not case.members:
        yield case.error(errors.NoMember, card=grouped(case.household.number))


def one_head(case: Case) -> Errors:
    """Exactly one member is Kepala Keluarga. An empty card is has_members' concern."""
    card, heads = grouped(case.household.number), case.heads
    if case.members and not heads:
        yield case.error(errors.NoHead, card=card)
    if len(heads) > 1:
        names = [head.name for head in heads]
        yield case.error(errors.TwoHeads, card=card, count=len(heads), heads=f"{', '.join(names[:-1])} dan {names[-1]}")


def head_name(case: Case) -> Errors:
    """The name on the card is that of the member who is its head."""
    on_card = case.household.head_name
    if on_card is not None and case.head and folded(on_card) != folded(case.head.name):
        yield case.error(errors.HeadNameDiffers, on_card=on_card, in_list=case.head.name)


def needs_member(case: Case, *, need: str, sex: str = "", youngest: int = 0, oldest: int = 120,
                 exempt: list[str] | None = None) -> Errors:
    """An answer that only a member of that sex and age explains. `need` are the words for it. Silent while nobody is entered."""
    if not case.members or any(_fits(member, case, sex, youngest, oldest) for member in case.members):
        return
    for key in case.rule.fields:
        if _codes(case.answers.get(key)) - set(exempt or ()):
            yield case.error(errors.NeedsMember, key, answer=case.words(key), need=need)


def tick_fits_head(case: Case, *, code: str, sex: str, marital: str = "", is_missed: bool = False) -> Errors:
    """A ticked option that describes the head is true of the head. `is_missed`: and it is ticked whenever it is true."""
    key = case.rule.fields[0]
    if case.head is None or key not in case.answers:
        return
    is_true = case.head.sex == sex and marital in ("", case.head.marital)
    is_ticked = code in _codes(case.answers[key])
    option, seen = case.field(key).label_of(code), _head_in_words(case, with_marital=bool(marital))
    if is_ticked and not is_true:
        yield case.error(errors.TickedWithoutReason, option=option, seen=seen)
    if is_missed and is_true and not is_ticked:
        yield case.error(errors.TickMissing, option=option, seen=seen)


def needs_land(case: Case, *, land: Mapping[str, str]) -> Errors:
    """Production of a kind needs land of that kind. `land`: code of question 10 by table. Silent until land is answered."""
    if "lahan" not in case.answers:
        return
    owned = {row.get("10") for row in case.answers["lahan"] or () if row.get("11") != NO_LAND}
    for table_id, code in land.items():
        if case.answers.get(table_id) and code not in owned:
            yield case.error(errors.ProductionWithoutLand, table_id, what=case.instrument.tables[table_id].title,
                             land=case.field("10").label_of(code))


def excludes(case: Case, *, first: Mapping[str, str], second: Mapping[str, str]) -> Errors:
    """Two answers that deny each other, each as `question: code`."""
    (one, one_code), (two, two_code) = next(iter(first.items())), next(iter(second.items()))
    if one_code in _codes(case.answers.get(one)) and two_code in _codes(case.answers.get(two)):
        yield case.error(errors.ExcludedTogether, first=case.field(one).label_of(one_code), first_number=one,
                         second=case.field(two).label_of(two_code), second_number=two)


def much_more_than(case: Case, *, times: int) -> Errors:
    """The first field is more than so many times the second."""
    seen, base = (case.answers.get(key) for key in case.rule.fields[:2])
    if isinstance(seen, int | float) and isinstance(base, int | float) and seen > times * base:
        yield case.error(errors.MuchMoreThan, seen=f"Rp {written_number(seen)}", base=f"Rp {written_number(base)}", times=times)


def answered_with(case: Case, *, question: str) -> Errors:
    """A question that goes with another one: when that one is answered, this one is too."""
    key = case.rule.fields[0]
    if question in case.answers and key not in case.answers:
        yield empty(case.field(key))


def named_once(case: Case, *, table: str, column: str, question: str) -> Errors:
    """No choice of a table's column stands in two of its rows, nor as the answer of that question."""
    labels, named = case.instrument.by_key[column], [str(case.answers.get(question) or "")]
    for row in case.answers.get(table) or ():
        if row.get(column) in named:
            yield case.error(errors.NamedTwice, table, what=labels.label_of(row[column]))
        named.append(str(row.get(column) or ""))


def required_answers(case: Case) -> Errors:
    """Every question that is required for sending is answered."""
    for section in case.instrument.sections:
        for field in section.fields:
            if field.required and field.key not in case.answers:
                yield empty(field)


def known_codes(case: Case) -> Errors:
    """Every coded answer is a code of its list, whatever way it came in."""
    for section in case.instrument.sections:
        for field in section.coded:
            if answer := case.answers.get(field.key):
                yield from _unknown(case, field, answer, field.key)
        for table in section.tables:
            for row in case.answers.get(table.id) or ():
                for field in table.fields:
                    if field.options and (answer := row.get(field.key)):
                        yield from _unknown(case, field, answer, table.id)


def rows_complete(case: Case) -> Errors:
    """A row of a table has all the cells that it needs, whatever way it came in."""
    for section in case.instrument.sections:
        for table in section.tables:
            for number, row in enumerate(case.answers.get(table.id) or ()):
                if missing := _missing(table, row):
                    yield incomplete(table, number, number + 1, missing)


def _missing(table: Table, row: Mapping[str, Any]) -> list[FormField]:
    return [field for field in table.fields if field.required == "save" and field.key not in row]


def _unknown(case: Case, field: FormField, answer: Any, key: str) -> Errors:
    for code in sorted(_codes(answer) - field.labels.keys()):
        yield case.error(errors.UnknownCode, key, value=shortened(code))


def _codes(answer: Any) -> set[str]:
    """The codes of an answer; an explicit none and no answer have none."""
    if answer is None:
        return set()
    return {str(code) for code in answer} if isinstance(answer, list) else {str(answer)}


def _fits(member: MemberData, case: Case, sex: str, youngest: int, oldest: int) -> bool:
    return sex in ("", member.sex) and youngest <= member.age(case.facts.as_of) <= oldest


def _head_in_words(case: Case, *, with_marital: bool) -> str:
    head = case.head
    if head is None:
        return ""
    marital = {"1": "Kawin", "2": "Belum Kawin", "3": "Janda/Duda"}.get(head.marital or "", "belum diisi")
    return f"{SEXES.get(head.sex, head.sex)} berstatus {marital}" if with_marital else SEXES.get(head.sex, head.sex)
