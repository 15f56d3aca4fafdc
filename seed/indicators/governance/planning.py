"""Planning together (musrenbang) and what became of it. What is paid for from outside follows from the budget (budget.py)."""

import numpy as np

from seed.chance.odds import Rng
from seed.indicators.book import Book, Value
from seed.indicators.census import Census
from seed.indicators.governance import budget
from seed.indicators.governance.draws import between, some_of, words
from seed.indicators.words import NO, YES

MEETINGS, PLANS = "tp-peran-musrenbang", "tp-peran-pelaksanaan"
OWN_WORKS = (3, 9)
"""Works that the village pays for itself: from, and below."""
FUNDED = {"Kegiatan didanai APBD kabupaten/kota": (budget.FROM_REGENCY, 3),
          "Kegiatan didanai APBD provinsi": (budget.FROM_PROVINCE, 2), "Kegiatan didanai APBN": (budget.FROM_STATE, 3)}
"""By line: where the money comes from (a line of the budget), and how many works that pays for at most."""


def fill_planning(book: Book, census: Census) -> None:
    """Put meetings and proposals, then the works that came of them. After budget.py, which says who paid."""
    fixed, rng = census.fixed("governance planning"), census.dice("governance planning")
    approved = between(rng, {"masyarakat": (4, 14), "desa": (2, 7), "atasan": (0, 4)})
    book.put(MEETINGS, _meetings(census, fixed, rng) | _proposals(rng, approved))
    works = {title: int(rng.integers(1, most + 1)) if book.whole(budget.SHEET, source) else 0
             for title, (source, most) in FUNDED.items()}
    book.put(PLANS, works | _works(census, rng, sum(works.values()), approved) | _deviations(rng))


def _meetings(census: Census, fixed: Rng, rng: Rng) -> dict[str, Value]:
    """Meetings: one in every hamlet and one or two in the village. Who came to the last are some of the invited (rule T29)."""
    invited = int(rng.integers(50, 130))
    came = int(rng.binomial(invited, rng.uniform(.65, .97)))
    women = int(rng.binomial(came, fixed.uniform(.15, .4)))
    return {
        "Musyawarah perencanaan pembangunan tahun ini": len(census.village.houses.hamlets) + int(rng.integers(1, 3)),
        "Kehadiran masyarakat setiap musyawarah": round(100 * came / invited),
        "Peserta laki-laki": came - women, "Peserta perempuan": women,
        "Musyawarah antar desa dalam perencanaan": int(rng.binomial(2, .4)),
        **words(fixed, {"Penggunaan profil desa/kelurahan sebagai sumber data": .6, "Penggunaan data BPS dan data sektoral": .55,
                        "Pelibatan masyarakat dalam pemutakhiran profil": .65}, (YES, NO))}


def _proposals(rng: Rng, approved: dict[str, int]) -> dict[str, Value]:
    """What was proposed. `approved`: by who proposed it (people, village, higher offices)."""
    total = sum(approved.values())
    dropped = int(rng.binomial(total, .25))
    return {
        "Usulan masyarakat yang disetujui menjadi rencana kerja": approved["masyarakat"],
        "Usulan pemerintah desa/kelurahan yang disetujui": approved["desa"],
        "Usulan pemerintah atasan yang dibahas dan disetujui": approved["atasan"],
        "Usulan pemerintah atasan yang ditolak": int(rng.binomial(2, .15)),
        **words(rng, {"Dokumen RKP desa/kelurahan": .97, "Dokumen RPJM desa/kelurahan": .95,
                      "Dokumen hasil musrenbang yang diusulkan ke atas": .95}),
        "Usulan yang tidak direalisasikan dalam anggaran": dropped,
        **some_of(rng, total - dropped, {"Usulan yang pelaksanaannya tidak sesuai hasil musrenbang": .06})}


def _works(census: Census, rng: Rng, paid_by_others: int, approved: dict[str, int]) -> dict[str, Value]:
    """What was done, by whom and paid by whom. `paid_by_others`: works that the village does not pay for."""
    own = int(rng.integers(*OWN_WORKS))
    adults = int(np.count_nonzero((census.age >= 18) & (census.age < 60)))
    share, hired = rng.uniform((.02, .002), (.06, .01)).tolist()
    return {
        "Masyarakat yang terlibat pembangunan fisik": round(adults * share),
        "Penduduk yang dilibatkan dalam proyek padat karya": round(adults * hired),
        "Kegiatan yang dilaksanakan masyarakat dan LKD sesuai APB Desa": own, "Kegiatan didanai APB Desa dan swadaya": own,
        **some_of(rng, paid_by_others, {"Kegiatan oleh pihak ketiga tanpa melibatkan masyarakat": .3}),
        **some_of(rng, own + paid_by_others, {"Kegiatan di luar yang disepakati musrenbang": .05}),
        "Usulan masyarakat yang disetujui": approved["masyarakat"],
        "Usulan pemerintah desa/kelurahan yang disetujui": approved["desa"],
        "Usulan pemerintah atasan yang disetujui": approved["atasan"],
        **words(rng, {"Musyawarah menerima dan memelihara hasil pembangunan": .85,
                      "Kegiatan masyarakat menyelesaikan pekerjaan yang tertinggal": .6}),
        "Jenis kegiatan pelestarian hasil pembangunan": int(rng.integers(1, 6))}


def _deviations(rng: Rng) -> dict[str, Value]:
    """Settled in the village and by law are together not more than what was reported (rule T30)."""
    reported = int(rng.poisson(.15))
    settled = int(rng.binomial(reported, .7))
    return {"Penyimpangan yang dilaporkan masyarakat": reported, "Penyimpangan yang diselesaikan di desa/kelurahan": settled,
            **some_of(rng, reported - settled, {"Penyimpangan yang diselesaikan secara hukum": .3})}
