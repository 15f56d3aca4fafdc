"""Doubts about a whole family: its number, its head, its people, its water."""

from collections import defaultdict
from collections.abc import Iterator

from sandbox.practice.doubts.base import FAMILY, HOLDS, Doubt, DoubtKind
from sandbox.practice.doubts.looked_at import Family, LookedAt
from sandbox.words.digits import grouped
from sandbox.words.folding import folded

Doubts = Iterator[Doubt]


def same_number(village: LookedAt) -> Doubts:
    """A card's number that several families bear."""
    bearers: dict[str, list[Family]] = defaultdict(list)
    for family in village.families:
        bearers[family.number].append(family)
    for number, families in bearers.items():
        for family in families if len(families) > 1 else ():
            others = " dan ".join(other.place for other in families if other is not family)
            yield _of(family, f"No. KK {grouped(number)} dipakai di {family.place}, juga di {others}", number, str(len(families)))


def no_members(village: LookedAt) -> Doubts:
    for family in village.families:
        if not village.members[family.id]:
            yield _of(family, f"No. KK {grouped(family.number)} belum mempunyai anggota")


def no_head(village: LookedAt) -> Doubts:
    for family in village.families:
        people = village.members[family.id]
        if people and not any(person.is_head for person in people):
            yield _of(family, f"{len(people)} anggota, tidak satu pun Kepala Keluarga", str(len(people)))


def two_heads(village: LookedAt) -> Doubts:
    for family in village.families:
        heads = [person.name for person in village.members[family.id] if person.is_head]
        if len(heads) > 1:
            yield _of(family, f"{' dan '.join(heads)} sama-sama tercatat Kepala Keluarga", *heads)


def other_head_name(village: LookedAt) -> Doubts:
    """The name on the card is not that of the one member who is its head."""
    for family in village.families:
        heads = [person for person in village.members[family.id] if person.is_head]
        if len(heads) == 1 and folded(family.head_name) != heads[0].folded:
            yield _of(family, f"di kartu tertulis “{family.head_name}”, di daftar anggota “{heads[0].name}”", family.head_name,
                      heads[0].name)


def no_water(village: LookedAt) -> Doubts:
    for family in village.families:
        if family.water is None:
            yield _of(family, "sumber air minum (isian 8) masih kosong")


def _of(family: Family, text: str, *facts: str) -> Doubt:
    return Doubt(family.key, f"{family.head_name or 'tanpa anggota'} · {family.place}", text, facts)


KINDS: tuple[DoubtKind, ...] = (
    DoubtKind("kk-ganda", FAMILY, HOLDS, "Nomor KK sama dipakai dua keluarga", same_number),
    DoubtKind("tanpa-anggota", FAMILY, HOLDS, "Keluarga tanpa anggota", no_members),
    DoubtKind("tanpa-kepala", FAMILY, HOLDS, "Tidak ada kepala keluarga", no_head),
    DoubtKind("dua-kepala", FAMILY, HOLDS, "Lebih dari satu kepala keluarga", two_heads),
    DoubtKind("nama-kepala", FAMILY, HOLDS, "Nama kepala di kartu berbeda dengan daftar anggota", other_head_name),
    DoubtKind("tanpa-air", FAMILY, HOLDS, "Rumah tanpa sumber air minum", no_water),
)
