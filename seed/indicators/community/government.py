"""The village's government and council (BPD): who holds an office among the members (member question 16), with their education.

Rule P31: the council's members of pt-bpd are those named on pt-bpd-pendidikan. A kelurahan has no council.
"""

from collections.abc import Iterable

from seed.indicators.book import Book, Value
from seed.indicators.community.luck import Luck
from seed.indicators.community.schooling import BACHELOR, DIPLOMA, DOCTOR, JUNIOR, LEVEL_OF_CODE, MASTER, SENIOR
from seed.indicators.community.site import COUNCIL, Site
from seed.indicators.words import AT_WORK, NOT_THERE, there
from seed.lives import offices

AFFAIRS = ("Kepala urusan/seksi pemerintahan", "Kepala urusan/seksi umum", "Kepala urusan/seksi keuangan",
           "Kepala urusan/seksi pembangunan", "Kepala urusan/seksi kesejahteraan rakyat",
           "Kepala urusan/seksi pemberdayaan masyarakat", "Kepala urusan/seksi perekonomian",
           "Kepala urusan/seksi data dan informasi")
"""In the order in which a village fills these posts."""
COUNCILLORS = ("Ketua", "Wakil ketua", "Sekretaris", *(f"Anggota {number}" for number in range(1, 9)))
DEGREES = {JUNIOR: "SLTP", SENIOR: "SLTA", DIPLOMA: "Diploma", BACHELOR: "S-1", MASTER: "S-2", DOCTOR: "S-3"}
"""The form's words by level (schooling.LEVELS); whoever has less is told as SD."""


def put(book: Book, site: Site, luck: Luck) -> None:
    """Put posts and their holders' education, then the council."""
    affairs = site.holders(offices.KAUR)
    posts = dict(zip(AFFAIRS, affairs, strict=False))  # a further head of affairs has no line of the form
    officials = sum(site.offices[offices.KADES:offices.STAFF + 1])
    council = site.holders(*COUNCIL)
    book.put("pt-pemdes", {
        "Dasar hukum pembentukan pemerintah desa/kelurahan": "Perda" if luck.yes(.75) else "Keputusan Bupati",
        "Dasar hukum pembentukan BPD": luck.word("Perda", "Keputusan Bupati") if council else "Belum ada dasar hukum",
        "Jumlah aparat pemerintahan desa/kelurahan": officials,
        "Jumlah perangkat desa/kelurahan": officials - site.offices[offices.KADES],
        "Kepala desa/lurah": there(site.offices[offices.KADES] > 0),
        "Sekretaris desa/kelurahan": there(site.offices[offices.SEKDES] > 0),
        **{post: AT_WORK if post in posts else NOT_THERE for post in AFFAIRS},
        "Jumlah staf": site.offices[offices.STAFF], "Jumlah dusun/lingkungan": site.hamlets,
        "Kepala dusun/lingkungan yang aktif": site.offices[offices.KADUS]})
    leaders = zip(("Kepala desa/lurah", "Sekretaris desa/kelurahan"), site.holders(offices.KADES, offices.SEKDES), strict=False)
    book.put("pt-pendidikan-aparat", {post: (_degree(site, index), _sex(site, index))
                                      for post, index in (*leaders, *posts.items())})
    _put_council(book, site, council)


def _put_council(book: Book, site: Site, council: list[int]) -> None:
    book.put("pt-bpd", {"Keberadaan BPD": AT_WORK if council else NOT_THERE, "Jumlah anggota BPD": len(council)})
    named: Iterable[tuple[str, tuple[Value, ...]]] = (
        (seat, (site.village.names[index], _degree(site, index))) for seat, index in zip(COUNCILLORS, council, strict=False))
    book.put("pt-bpd-pendidikan", dict(named))


def _degree(site: Site, index: int) -> str:
    return DEGREES.get(int(LEVEL_OF_CODE[site.village.lives.school[index]]), "SD")


def _sex(site: Site, index: int) -> str:
    return "Perempuan" if site.village.people.woman[index] else "Laki-laki"
