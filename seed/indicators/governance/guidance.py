"""Guidance and supervision by ministry, province, regency and subdistrict: guidelines that are there, and a year's work.

Works paid for by them are those of planning.py. What concerns only a desa is none in a kelurahan.
"""

from seed.indicators.book import Book
from seed.indicators.census import Census
from seed.indicators.governance.draws import between, happened, none_of, words
from seed.indicators.governance.planning import PLANS

STATES_GUIDELINES = {
    "Pedoman pelaksanaan urusan pemerintahan desa/kelurahan dan LKD": .9, "Pedoman bantuan pembiayaan": .75,
    "Pedoman administrasi, tata naskah dan pelaporan": .95, "Pedoman tanda jabatan, pakaian dinas dan atribut": .9,
    "Pedoman pendidikan dan pelatihan": .7}
STATES_WORK = {"Bimbingan, supervisi dan konsultasi": .6, "Pendidikan dan pelatihan penyelenggaraan pemerintahan": .4,
               "Penelitian dan pengkajian": .1, "Penghargaan atas prestasi": .02, "Sanksi atas penyimpangan aparat": .005}
"""How often each happens in a year, on average."""
PROVINCES_GUIDELINES = {"Pedoman tugas pembantuan dari provinsi": .7, "Pedoman bantuan keuangan dari provinsi": .75}
PROVINCES_WORK = {
    "Fasilitasi kesatuan masyarakat hukum adat": .05, "Fasilitasi pedoman administrasi, tata naskah dan pelaporan": .7,
    "Pendidikan dan pelatihan berskala provinsi": .5, "Penanggulangan kemiskinan dibiayai APBD provinsi": .5,
    "Penanganan bencana dibiayai APBD provinsi": .08, "Peningkatan pendapatan keluarga dibiayai APBD provinsi": .3,
    "Pemanfaatan SDA dan teknologi tepat guna dibiayai APBD provinsi": .15, "Pengembangan sosial budaya masyarakat": .2,
    "Pedoman pendataan profil desa/kelurahan": .8, "Sanksi atas penyimpangan aparat": .005, "Penghargaan atas prestasi": .03}
REGENCYS_WORK = {
    "Pelimpahan tugas bupati/walikota kepada lurah dan kepala desa": (1, 3),
    "Pedoman teknis perencanaan pembangunan partisipatif": (1, 2), "Fasilitasi kesatuan masyarakat hukum adat": (0, 1),
    "Fasilitasi pedoman administrasi, tata naskah dan pelaporan": (1, 3),
    "Pendidikan dan pelatihan berskala kabupaten/kota": (1, 4),
    "Penanggulangan kemiskinan dibiayai APBD kabupaten/kota": (0, 3), "Penanganan bencana dibiayai APBD kabupaten/kota": (0, 1),
    "Peningkatan pendapatan keluarga dibiayai APBD kabupaten/kota": (0, 2),
    "Fasilitasi pedoman tanda jabatan dan pakaian dinas": (0, 1),
    "Pedoman pendataan profil desa/kelurahan": (1, 2), "Pemeliharaan motivasi desa/kelurahan berprestasi": (0, 1)}
REGENCYS_WORK_FOR_DESA = {
    "Pengaturan kewenangan yang diserahkan kepada desa": (1, 2), "Pedoman tugas pembantuan kepada desa": (0, 2),
    "Pedoman teknis penyusunan peraturan desa": (1, 2), "Penetapan alokasi dana perimbangan untuk desa": (1, 1),
    "Pengawasan pengelolaan keuangan dan aset desa": (1, 3)}
REGENCYS_VERDICT = {"Penghargaan atas prestasi": .08, "Sanksi atas penyimpangan aparat": .015}
SUBDISTRICTS_WORK = {
    "Fasilitasi administrasi tata pemerintahan": (2, 6), "Fasilitasi penerapan peraturan perundang-undangan": (1, 4),
    "Fasilitasi penyediaan data profil desa/kelurahan": (1, 3), "Fasilitasi tugas kepala desa, BPD, lurah dan LKD": (1, 6),
    "Fasilitasi ketenteraman dan ketertiban umum": (1, 6), "Fasilitasi penguatan lembaga kemasyarakatan": (1, 4),
    "Fasilitasi partisipasi masyarakat dalam pembangunan": (1, 4), "Fasilitasi program pemberdayaan masyarakat": (1, 4),
    "Pemeliharaan motivasi juara perlombaan desa": (0, 1), "Fasilitasi kerja sama antar lembaga kemasyarakatan": (0, 3),
    "Bantuan teknis dan pendampingan LKD": (0, 3), "Koordinasi unit kerja dalam pengembangan LKD": (0, 3)}
SUBDISTRICTS_WORK_FOR_DESA = {
    "Fasilitasi penyusunan peraturan desa": (1, 4), "Fasilitasi pengelolaan keuangan dan aset desa": (2, 6),
    "Fasilitasi urusan otonomi yang diserahkan kepada desa": (0, 2), "Fasilitasi kerja sama antar desa dan pihak ketiga": (0, 2)}


def fill_guidance(book: Book, census: Census) -> None:
    """Put the four sheets. After planning.py, whose works are repeated."""
    fixed, rng = census.fixed("governance guidance"), census.dice("governance guidance")
    is_desa = census.village.region.kind == "desa"
    book.put("tp-bina-pusat", words(fixed, STATES_GUIDELINES) | happened(rng, STATES_WORK) | {
        "Kegiatan percepatan pembangunan dibiayai APBN": _works(book, "Kegiatan didanai APBN")})
    book.put("tp-bina-provinsi", words(fixed, PROVINCES_GUIDELINES) | happened(rng, PROVINCES_WORK) | {
        "Penyediaan sarana dan prasarana dibiayai APBD provinsi": _works(book, "Kegiatan didanai APBD provinsi")})
    book.put("tp-bina-kabupaten", between(rng, REGENCYS_WORK) | happened(rng, REGENCYS_VERDICT) | (
        between(rng, REGENCYS_WORK_FOR_DESA) if is_desa else none_of(REGENCYS_WORK_FOR_DESA)))
    book.put("tp-bina-camat", between(rng, SUBDISTRICTS_WORK) | (
        between(rng, SUBDISTRICTS_WORK_FOR_DESA) if is_desa else none_of(SUBDISTRICTS_WORK_FOR_DESA)))


def _works(book: Book, title: str) -> int:
    """How many works of planning.py are paid for so."""
    return book.whole(PLANS, title)
