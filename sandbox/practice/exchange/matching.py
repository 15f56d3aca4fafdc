"""The entries of one family beside what is stored of it: what it would be after the import, and what that changes.

An empty cell changes nothing, and nobody is taken out by being left out of a file. The rows of a table replace those that are
stored, for a row has no name of its own.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sandbox.practice.exchange import layout
from sandbox.practice.exchange.cells import LONG
from sandbox.practice.exchange.reading import Entry
from sandbox.practice.exchange.village import HOUSEHOLD_FORM, MEMBER_FORM, KnownVillage, StoredFamily, StoredPerson
from sandbox.practice.forms.field_errors import FieldError, NoneAndSome, TooManyRows
from sandbox.practice.forms.instruments import FormField, Table, load
from sandbox.practice.forms.reading import incomplete
from sandbox.practice.households import members
from sandbox.practice.rules.case import HEAD, RELATION, HouseholdData, MemberData
from sandbox.words.folding import folded


class CardTwiceStored(FieldError):
    code = "VAL-02K"
    wording = "No. KK ini dipakai {count} keluarga yang sudah tersimpan. Betulkan dulu di Daftar Keluarga, lalu periksa lagi."


class CardTwiceInFile(FieldError):
    code = "VAL-02K"
    wording = "Sama dengan baris {row}, kepala keluarganya lain. Satu nomor untuk satu keluarga. Periksa keduanya."


class RowTwice(FieldError):
    code = "IMP-422"
    wording = "Keluarga ini sudah ada di baris {row}. Satukan kedua barisnya."


class NikTwiceInFile(FieldError):
    code = "VAL-02"
    wording = "NIK ini juga ada di {where} ({whose}). Satu NIK hanya untuk satu orang. Cocokkan keduanya dengan kartu keluarga."


class PersonTwiceInFile(FieldError):
    code = "VAL-02"
    wording = ("Orang ini sudah ada di baris {row}: nama dan tanggal lahirnya sama. "
               "Satukan kedua barisnya, atau isi NIK keduanya bila memang dua orang.")


class LockedRelation(FieldError):
    code = "IMP-06"
    wording = ("Orang ini sudah terdaftar sebagai {stored}. Hubungan keluarga tidak diubah lewat impor. "
               "Ubah di halaman anggotanya, atau kosongkan sel ini.")


class AllEndInZero(FieldError):
    code = "IMP-NIK"
    wording = ("Semua nomor di kolom ini berakhir 0; mungkin Excel memotong angka terakhirnya. Cocokkan dengan kartu keluarga. "
               "Bila memang begitu, tulis alasannya.")


class NoSuchFamily(FieldError):
    code = "IMP-422"
    wording = ("Keluarga ini belum ada di desa dan tidak ada di lembar {sheet}. "
               "Tambahkan barisnya di lembar itu, atau periksa nomornya.")


class RowsMissing(FieldError):
    code = "IMP-422"
    wording = "Tertulis Ada, tetapi lembar {sheet} tidak berisi baris keluarga ini. Tambahkan barisnya, atau pilih Tidak ada."


MANY = 5
"""So many different numbers of one kind do not all end in 0 by chance."""


@dataclass(slots=True)
class MemberAfter:
    """A member as they would be. `entry`: None for one who is not in the file; `stored`: None for a new one."""

    entry: Entry | None
    stored: StoredPerson | None
    values: dict[str, Any]
    is_changed: bool = False

    @property
    def data(self) -> MemberData:
        """What the rules look at."""
        position, explained = (self.stored.position, self.stored.explained) if self.stored else (0, {})
        return members.data_from(self.values, position, explained)


@dataclass(slots=True)
class FamilyAfter:
    """A family as it would be. `rows`: its entries of tables, by table."""

    number: str
    stored: StoredFamily | None
    card_entry: Entry | None
    rows: Mapping[str, Sequence[Entry]]
    card: dict[str, Any]
    answers: dict[str, Any]
    people: list[MemberAfter] = field(default_factory=list)
    is_card_changed: bool = False

    @property
    def entries(self) -> list[Entry]:
        """All of the file's rows of it, in no order."""
        return [*([self.card_entry] if self.card_entry else []), *(each.entry for each in self.people if each.entry),
                *(row for rows in self.rows.values() for row in rows)]

    @property
    def is_touched(self) -> bool:
        return self.stored is None or self.is_card_changed or any(each.is_changed for each in self.people)

    @property
    def data(self) -> HouseholdData:
        """What the rules look at. The name of the head follows the members, as it does when a member is saved."""
        known = {name: self.card.get(name, "") for name in HouseholdData.__slots__ if name in self.card}
        return HouseholdData(**known, head_name=None, answers=self.answers)


def families(entries: Iterable[Entry], village: KnownVillage) -> list[FamilyAfter]:
    """Every family that the file names, in its order, as it would be after the import; at its entries what does not match."""
    grouped: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.number and not entry.is_skipped:
            grouped.setdefault(entry.number, []).append(entry)
    return [_family(number, found, village) for number, found in grouped.items()]


def _family(number: str, entries: Sequence[Entry], village: KnownVillage) -> FamilyAfter:
    known = village.by_number.get(number, ())
    stored = known[0] if known else None
    if len(known) > 1:
        entries[0].note(CardTwiceStored.at(layout.LINK, "No. KK", count=len(known)))
    cards = [entry for entry in entries if entry.is_card]
    for again in cards[1:]:
        again.note(RowTwice.at(layout.LINK, "No. KK", row=cards[0].row))
    if not cards and stored is None:
        for entry in entries:
            entry.note(NoSuchFamily.at(layout.LINK, "No. KK", sheet=layout.CARDS))
    rows: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.table:
            rows.setdefault(entry.table.id, []).append(entry)
    family = FamilyAfter(number, stored, cards[0] if cards else None, rows, {}, {})
    _merge_card(family)
    _merge_people(family, [entry for entry in entries if entry.is_member])
    return family


def _merge_card(family: FamilyAfter) -> None:
    form, entry = load(HOUSEHOLD_FORM), family.card_entry
    before = {**family.stored.card, **family.stored.answers} if family.stored else {}
    own = [each.key for each in form.identity.fields]
    given = _counting(entry, family.stored is not None) if entry else {}
    for table_id in {*family.rows, *(entry.presence if entry else ())}:
        _merge_table(form.tables[table_id], family, given, before)
    after = {**before, layout.LINK: family.number, **given}
    if entry and family.stored is None:
        entry.values = after
        entry.require(form.identity.fields)
    family.is_card_changed = not all(same(before.get(key), value) and key in before for key, value in given.items())
    family.card = {key: after[key] for key in own if key in after}
    family.answers = {key: value for key, value in after.items() if key not in own}


def _merge_table(table: Table, family: FamilyAfter, given: dict[str, Any], before: Mapping[str, Any]) -> None:
    rows, entry = family.rows.get(table.id, ()), family.card_entry
    is_there = entry.presence.get(table.id) if entry else None
    if rows:
        given[table.id] = [_row(table, row, place) for place, row in enumerate(rows, start=1)]
        if is_there is False and entry:
            entry.note(NoneAndSome.at(table.id, table.title, none=table.none_label))
        if len(rows) > table.most:
            rows[table.most].note(TooManyRows.at(layout.LINK, table.title, count=len(rows), limit=table.most))
    elif is_there is False:
        given[table.id] = []
    elif is_there and not before.get(table.id) and entry:
        sheet = next(each.name for each in layout.sheets() if each.table == table)
        entry.note(RowsMissing.at(table.id, table.title, sheet=sheet))


def _row(table: Table, entry: Entry, place: int) -> dict[str, Any]:
    values = {key: value for key, value in entry.values.items() if key != layout.LINK}
    refused = {problem.column for problem in entry.problems}
    missing = [each for each in table.fields if each.required == "save" and each.key not in values
               and entry.places.get(each.name) not in refused]
    if missing:
        entry.note(replace(incomplete(table, place, place, missing), name=missing[0].name, label=missing[0].label))
    return values


def _merge_people(family: FamilyAfter, entries: Sequence[Entry]) -> None:
    meant = _whom_they_mean(entries, family.stored.people if family.stored else ())
    for entry, stored in zip(entries, meant, strict=True):
        given = {key: value for key, value in _counting(entry, stored is not None).items() if key != layout.LINK}
        before = stored.values if stored else {}
        _keep_relation(entry, before, given)
        is_changed = not all(key in before and same(before[key], value) for key, value in given.items())
        family.people.append(MemberAfter(entry, stored, {**before, **given}, is_changed or stored is None))
        if stored is None:
            refused = {problem.column for problem in entry.problems}
            entry.require([each for each in _asked_of_everybody() if entry.places.get(each.name, 0) not in refused])
    left = [each for each in family.stored.people if each not in meant] if family.stored else []
    family.people += [MemberAfter(None, each, each.values) for each in left]


def _keep_relation(entry: Entry, before: Mapping[str, Any], given: Mapping[str, Any]) -> None:
    """Who is the head and what everybody is to them follows from a deed of its own, with its history: no file changes it."""
    stored = before.get(RELATION)
    if stored and RELATION in given and not same(stored, given[RELATION]):
        field = load(MEMBER_FORM).by_key[RELATION]
        entry.note(LockedRelation.at(field.name, field.label, stored=field.label_of(stored)))


def _counting(entry: Entry, is_stored: bool) -> dict[str, Any]:
    """The values of a row that count: some do only for what is new."""
    return {key: value for key, value in entry.values.items() if not (is_stored and key in entry.only_new)}


def _asked_of_everybody() -> Sequence[FormField]:
    form = load(MEMBER_FORM)
    return [each for section in form.all_sections for each in section.fields]


def _whom_they_mean(entries: Sequence[Entry], people: Sequence[StoredPerson]) -> list[StoredPerson | None]:
    """Who of the family each row means; None for somebody new.

    All rows are asked for their NIK before one is taken by its name and birth date, in whatever order they stand.
    """
    left, found = list(people), dict[int, StoredPerson]()
    for is_same in (_same_nik, _same_name):
        for place, entry in enumerate(entries):
            meant = next((each for each in left if place not in found and is_same(entry.values, each.identity)), None)
            if meant is not None:
                left.remove(meant)
                found[place] = meant
    return [found.get(place) for place in range(len(entries))]


def _same_nik(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return bool(one.get("nik")) and one["nik"] == other.get("nik")


def _same_name(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether both bear one name and were born on one day."""
    return (folded(str(one.get("name", ""))) == folded(str(other.get("name", "")))
            and one.get("birth_date") == other.get("birth_date"))


def same(stored: Any, given: Any) -> bool:
    """Whether both are one answer; JSON keeps a date as text."""
    plain = [value.isoformat() if isinstance(value, date) else value for value in (stored, given)]
    return bool(plain[0] == plain[1])


def note_twice(found: Sequence[FamilyAfter]) -> None:
    """Note in the file what one row alone cannot show: a NIK in two rows, a card with two heads.

    Two that are stored so already, and not changed by it, are for Periksa Data to tell: the village's own file comes in again.
    """
    holders: dict[str, tuple[Entry, bool]] = {}
    for family in found:
        _note_same_person([each for each in family.people if each.entry])
        heads = [each.entry for each in family.people if each.values.get(RELATION) == HEAD and each.entry]
        changed = [each.entry for each in family.people if each.entry and each.is_changed]
        for again in heads[1:]:
            if again in changed or heads[0] in changed:
                again.note(CardTwiceInFile.at(layout.LINK, "No. KK", row=heads[0].row))
        for member in family.people:
            if member.entry and (nik := member.values.get("nik")):
                first, is_changed = holders.setdefault(str(nik), (member.entry, member.is_changed))
                if first is not member.entry and (is_changed or member.is_changed):
                    member.entry.note(NikTwiceInFile.at("nik", "NIK", where=f"baris {first.row}",
                                                        whose=first.values.get("name", "tanpa nama")))


def _note_same_person(rows: Sequence[MemberAfter]) -> None:
    """Note a person who stands in two rows of a family, one of them without a NIK; two NIKs are the rules' to ask about."""
    for place, member in enumerate(rows):
        others = [each for at, each in enumerate(rows) if at < place or (at > place and each.stored)]
        same = next((each for each in others if _same_name(each.values, member.values)
                     and not (each.values.get("nik") and member.values.get("nik"))), None)
        if member.stored is None and member.values.get("name") and same and same.entry and member.entry:
            member.entry.note(PersonTwiceInFile.at("name", "Nama", row=same.entry.row))


def note_rounded(entries: Sequence[Entry]) -> None:
    """Ask about long numbers that all end in 0: as text too they may have been through Excel's fifteen digits."""
    for key, label in ((layout.LINK, "No. KK"), ("nik", "NIK")):
        held = [entry for entry in entries if entry.of is None and len(str(entry.values.get(key) or "")) > LONG]
        numbers = {str(entry.values[key]) for entry in held}
        if len(numbers) >= MANY and all(number.endswith("0") for number in numbers):
            for entry in (each for each in held if not each.reason):
                entry.note(AllEndInZero.at(key, label), is_asked=True)
