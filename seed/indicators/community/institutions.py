"""Community institutions (lembaga kemasyarakatan): how many there are, who runs them, and what they own (rules P32 and P36).

RW and RT are those of the village's addresses. Officers are the members who say so (question 17) where any do, else as many as
such an institution usually has.
"""

from dataclasses import dataclass

from seed.indicators.book import Book, Value
from seed.indicators.community.luck import Luck
from seed.indicators.community.site import Site
from seed.indicators.words import NOT_THERE, THERE, there
from seed.land.areas import Setting

NO_BASIS = "Belum ada dasar hukum"
BY_VILLAGE, BY_RULE, BY_REGENT = "Keputusan Kepala Desa/Lurah", "Perdes dan Perda", "Keputusan Bupati/Walikota"


@dataclass(frozen=True, slots=True)
class Institution:
    """A kind of institution: one line of pt-lembaga-masyarakat. `heads` and `members`: codes of member question 17."""

    title: str
    basis: str = NO_BASIS
    heads: tuple[int, ...] = ()
    members: tuple[int, ...] = ()
    officers: int = 3
    """Officers that one such institution usually has."""
    activities: tuple[int, int] = (1, 3)
    """Kinds of activity, from and to."""
    scope: str | None = None
    at_office: bool = False
    """Whether it has its address at the village office."""


LKD, LKMD, LPMD, PKK, RW, RT = ("LKD/LKK", "LKMD/LKMK", "LPMD/LPMK atau sebutan lain", "PKK", "Rukun Warga", "Rukun Tetangga")
YOUTH, FARMERS, CUSTOM, BUMDES = "Karang Taruna", "Kelompok tani/nelayan", "Lembaga adat", "Badan Usaha Milik Desa"
INSTITUTIONS = (
    Institution(LKD, BY_VILLAGE, (), (), 7, (2, 5), "Mengoordinasikan lembaga kemasyarakatan", at_office=True),
    Institution(LKMD, BY_VILLAGE, (5,), (6,), 9, (2, 5), "Perencanaan dan pelaksanaan pembangunan", at_office=True),
    Institution(LPMD, BY_VILLAGE, (5,), (6,), 9, (2, 5), "Perencanaan dan pelaksanaan pembangunan", at_office=True),
    Institution(PKK, BY_VILLAGE, (7,), (8,), 12, (4, 10), "Pemberdayaan dan kesejahteraan keluarga", at_office=True),
    Institution(RW, BY_VILLAGE, (3,), (4,), 3, (2, 5), "Pelayanan dan kerukunan warga"),
    Institution(RT, BY_VILLAGE, (1,), (2,), 3, (2, 5), "Pelayanan dan kerukunan warga"),
    Institution(YOUTH, BY_VILLAGE, (10,), (11,), 9, (2, 6), "Kepemudaan, olahraga, dan seni", at_office=True),
    Institution(FARMERS, BY_VILLAGE, (24,), (25,), 5, (2, 5), "Usaha tani, nelayan, dan sarana produksi"),
    Institution(CUSTOM, BY_VILLAGE, (9,), (), 5, (1, 4), "Pelestarian adat dan budaya"),
    Institution(BUMDES, BY_RULE, (), (), 5, (1, 4), "Usaha ekonomi desa", at_office=True),
    Institution("Organisasi keagamaan", NO_BASIS, (18,), (19,), 7, (2, 5), "Pengajian dan kegiatan sosial"),
    Institution("Organisasi perempuan lain", NO_BASIS, (14,), (15,), 7, (1, 4), "Keterampilan dan arisan"),
    Institution("Organisasi pemuda lainnya", NO_BASIS, (), (), 5, (1, 4), "Olahraga dan seni"),
    Institution("Organisasi profesi lainnya", NO_BASIS, (28, 30), (29, 31), 5, (1, 2), "Pembinaan anggota"),
    Institution("Organisasi bapak", NO_BASIS, (16,), (17,), 3, (1, 2), "Arisan dan kerja bakti"),
    Institution("Kelompok gotong royong", NO_BASIS, (26,), (27,), 3, (1, 3), "Kerja bakti dan bantuan warga"),
    Institution("PWI", NO_BASIS, (20,), (21,)), Institution("IDI"), Institution("PARFI"),
    Institution("Pecinta alam", NO_BASIS, (36,), (37,), 5, (1, 2), "Penghijauan dan kebersihan"),
    Institution("Wredatama", NO_BASIS, (32,), (33,), 5, (1, 2), "Pembinaan pensiunan"),
    Institution("Kelompok pemirsa", NO_BASIS, (34,), (35,)),
    Institution("Panti asuhan", BY_REGENT, (), (), 7, (2, 4), "Pengasuhan anak yatim dan duafa"),
    Institution("Yayasan", BY_REGENT, (41,), (40, 42), 5, (1, 4), "Pendidikan dan sosial"))

HOUSES_A_GROUP = {Setting.COAST: 260, Setting.TOWN: 1500, Setting.RICE: 190, Setting.PLANTATION: 240, Setting.FOREST: 220}
"""Households for one group of farmers or fishermen."""
FAITHS_FROM = 900
"""People for one organisation of a faith, or one foundation."""


def put(book: Book, site: Site, luck: Luck) -> None:
    """Put every kind of institution, then the sheets of what they own and of how they are organised."""
    units = _units(site, luck)
    lines: dict[str, tuple[Value, ...]] = {}
    for kind in INSTITUTIONS:
        count = units.get(kind.title, 0) or int(site.members(*kind.heads, *kind.members) > 0 and kind.title != LKMD)
        lines[kind.title] = _line(site, luck, kind, count)
    book.put("pt-lembaga-masyarakat", lines)
    _put_belongings(book, luck)
    _put_organisations(book, luck)


def _units(site: Site, luck: Luck) -> dict[str, int]:
    """How many there are of each kind, by title; a kind that is left out is there only if members belong to it."""
    thousands = site.people / 1000
    is_lpm = luck.yes(.85)
    return {
        LKD: int(luck.yes(.8)), LKMD: int(not is_lpm), LPMD: int(is_lpm), PKK: 1, RW: site.rws, RT: site.rts,
        YOUTH: int(luck.yes(.95)), FARMERS: luck.about(site.households / HOUSES_A_GROUP[site.setting]),
        CUSTOM: int(luck.yes(.05 if site.is_town else .25)), BUMDES: int(site.is_desa and luck.yes(.7)),
        "Organisasi keagamaan": max(1, luck.about(site.people / FAITHS_FROM / 2)),
        "Organisasi perempuan lain": luck.number(0, 2), "Organisasi pemuda lainnya": luck.number(0, 2),
        "Organisasi profesi lainnya": int(luck.yes(.3)), "Organisasi bapak": int(luck.yes(.2)),
        "Kelompok gotong royong": luck.number(0, site.hamlets), "Pecinta alam": int(luck.yes(.12)),
        "Wredatama": int(luck.yes(.5 if site.is_urban else .1)),
        "Panti asuhan": int(luck.yes(min(.4, .03 * thousands))), "Yayasan": luck.about(site.people / FAITHS_FROM / 3, .6)}


def _line(site: Site, luck: Luck, kind: Institution, count: int) -> tuple[Value, ...]:
    """The columns: legal basis, units, officers, address, kinds of activity, scope."""
    if not count:
        return NO_BASIS, 0, 0, None, 0, None
    office = "Kantor desa" if site.is_desa else "Kantor kelurahan"
    return (kind.basis, count, site.members(*kind.heads) or count * kind.officers, office if kind.at_office else None,
            luck.number(*kind.activities), kind.scope)


def exists(book: Book, title: str) -> bool:
    """Whether the village has such an institution. After put."""
    return book.number("pt-lembaga-masyarakat", title, "Jumlah lembaga") > 0


def _put_belongings(book: Book, luck: Luck) -> None:
    """Rooms and equipment of the LKD and of the LKMD or LPM."""
    are = (exists(book, LKD), exists(book, LKMD) or exists(book, LPMD))

    def some(least: int, most: int) -> tuple[int, int]:
        first, second = luck.number(least, most), luck.number(least, most)
        return first * are[0], second * are[1]

    has_office = luck.yes(.25)
    book.put("pt-lkd-prasarana", {
        "Gedung kantor": (there(are[0] and has_office), there(are[1] and has_office)), "Komputer": some(0, 1),
        "Mesin fax": (0, 0), "Mesin tik": some(0, 1), "Kardek": some(0, 2), "Buku administrasi": some(3, 9),
        "Meja dan kursi": some(2, 12), "Jumlah kegiatan": some(2, 5)})


def _put_organisations(book: Book, luck: Luck) -> None:
    """Whether each organisation is there, its house, whether it is active, its registers and kinds of activity."""
    others = any(exists(book, title) for title in ("Organisasi keagamaan", "Organisasi perempuan lain", "Yayasan"))
    known = {title: exists(book, title) for title in (PKK, YOUTH, RT, RW, CUSTOM)}
    kinds = known | {"BUMDes": exists(book, BUMDES), "Forum Komunikasi Kader Pemberdayaan Masyarakat": luck.yes(.3),
                     "Organisasi sosial kemasyarakatan lainnya": others,
                     "Organisasi profesi": exists(book, "Organisasi profesi lainnya")}
    housed = {kind.title for kind in INSTITUTIONS if kind.at_office} | {"BUMDes", RT, RW}
    lines: dict[str, tuple[Value, ...]] = {}
    for title, is_there in kinds.items():
        house = "Milik sendiri" if luck.yes(.1) else "Menumpang" if title in housed or luck.yes(.5) else NOT_THERE
        state = "Aktif" if title in (PKK, RT, RW) or luck.yes(.8) else "Pasif"
        books, deeds = luck.number(2, 8), luck.number(1, 6)
        lines[title] = (THERE, house, state, books, deeds) if is_there else (NOT_THERE, NOT_THERE, None, 0, 0)
    book.put("pt-lkd-organisasi", lines)
