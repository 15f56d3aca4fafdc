"""Mutual help, custom, attitudes and the will to work: what a village is known for, the same every year."""

from seed.chance.odds import Rng
from seed.indicators.book import Book, Value
from seed.indicators.census import Census
from seed.indicators.governance.draws import between, none_of, words
from seed.indicators.words import ACTIVE, FEW, MANY, NO, NOT_THERE, THERE, YES, yes
from seed.land.areas import Setting
from seed.lives import work

HELP = {
    "Dana sehat": .25, "Gotong royong: pembangunan rumah": .85, "Gotong royong: pengolahan tanah": .6,
    "Gotong royong: pembiayaan pendidikan": .35, "Gotong royong: pemeliharaan fasilitas umum dan sosial": .95,
    "Gotong royong: pemberian modal usaha": .3, "Gotong royong: pengerjaan sawah dan kebun": .65,
    "Gotong royong: penangkapan ikan dan peternakan": .3, "Gotong royong: menjaga ketertiban dan keamanan": .95,
    "Gotong royong: peristiwa kematian": 1, "Gotong royong: kebersihan desa/kelurahan": .97,
    "Gotong royong: membangun jalan/jembatan/saluran air": .9, "Gotong royong: pemberantasan sarang nyamuk": .85,
    "Gotong royong: penyelesaian konflik oleh masyarakat": .85, "Gotong royong: menolong keluarga tidak mampu": .9,
    "Gotong royong: penanggulangan bencana": .8, "Gotong royong: bulan bhakti gotong royong": .85,
    "Kerja sama antar desa/kelurahan": .6, "Penyelesaian perselisihan antar desa/kelurahan": .3,
    "Kepala desa sebagai hakim perdamaian desa": .8}
"""The chance of each kind of help in a village of fields; where SELDOM has another for the setting, that holds."""
SELDOM: dict[Setting, dict[str, float]] = {
    Setting.TOWN: {"Gotong royong: pengolahan tanah": .1, "Gotong royong: pengerjaan sawah dan kebun": .1,
                   "Gotong royong: pembangunan rumah": .5, "Gotong royong: penangkapan ikan dan peternakan": .05},
    Setting.COAST: {"Gotong royong: penangkapan ikan dan peternakan": .95}}
CUSTOMS = {
    "Dalam perkawinan": "Upacara adat perkawinan", "Dalam kelahiran anak": "Upacara adat kelahiran",
    "Dalam upacara kematian": "Upacara adat kematian", "Dalam pengelolaan hutan": "Upacara adat bidang kehutanan",
    "Dalam tanah pertanian": "Upacara adat dalam bercocok tanam",
    "Dalam pengelolaan laut/pantai": "Upacara adat bidang perikanan/laut",
    "Dalam memecahkan konflik warga": "Upacara adat dalam penyelesaian masalah/konflik",
    "Dalam memulihkan hubungan alam dengan manusia": "Upacara adat dalam pengelolaan SDA"}
"""The line of Potensi (pt-adat-kegiatan) that tells whether a custom is alive."""
AGAINST_EVIL, AGAINST_POVERTY = "Dalam menjauhkan bala penyakit dan bencana alam", "Dalam penanggulangan kemiskinan"
COLLECTED = {"Jenis pungutan dari RT": (1, 4), "Jenis pungutan dari RW": (0, 2), "Jenis pungutan dari desa/kelurahan": (0, 3)}
"""Kinds of dues, from and to."""
DISMISSED = ("Aparat RT/RW dipecat karena pungutan liar", "Aparat dipindah karena pungutan liar",
             "Aparat diberhentikan dengan hormat karena pungutan liar", "Aparat dimutasi karena pungutan liar",
             "Jenis pungutan liar dari gelandangan di jalanan")
"""Lines that are always 0: no official of a practice village is accused."""
ATTITUDES = {
    "Peminta sumbangan perorangan dari rumah ke rumah": .6, "Peminta sumbangan terorganisasi dari rumah ke rumah": .4,
    "Praktek jalan pintas mencari uang semakin berkembang": .05, "Masyarakat memberi biaya lebih dalam pelayanan": .1,
    "Warga ingin pelayanan gratis": .75, "Penduduk mengeluhkan memburuknya pelayanan": .1,
    "Kegiatan hiburan atas inisiatif masyarakat": .85, "Masyarakat kurang toleran terhadap kelompok lain": .02}
WILL = {
    "Banyak pekarangan tidak dimanfaatkan": .25, "Banyak penduduk mencari kerja di luar desa dalam kabupaten": .45,
    "Banyak penduduk mencari kerja di kota besar": .4, "Kebiasaan pesta dengan undangan banyak": .65,
    "Masyarakat menuntut sembako ke kantor desa saat krisis": .1,
    "Kebiasaan mencari bahan makanan pengganti saat rawan pangan": .2,
    "Kebiasaan memotong hewan dalam jumlah besar untuk pesta adat": .08,
    "Kebiasaan berdemonstrasi terhadap kebijakan pemerintah": .04, "Masyarakat mudah terprovokasi isu": .08,
    "Kebiasaan bermusyawarah menyelesaikan persoalan": .97, "Banyak masyarakat apatis terhadap persoalan lingkungan": .1,
    "Aparat desa/kelurahan kurang menanggapi kesulitan warga": .04}
VAST, FALLOW = 2000, 50
"""Hectares: of a village, and of land that nobody works."""


def fill_customs(book: Book, census: Census) -> None:
    rng = census.fixed("governance customs")
    setting = census.village.area.setting
    book.put("tp-peran-gotong-royong", _help(book, census, rng))
    book.put("tp-peran-adat", _customs(book, rng))
    markets = .15 if setting in (Setting.TOWN, Setting.COAST) else .03
    book.put("tp-peran-sikap", none_of(DISMISSED) | between(rng, COLLECTED) | words(rng, ATTITUDES, (YES, NO)) | {
        "Jenis pungutan liar di terminal, pelabuhan dan pasar": int(rng.random() < markets)})
    book.put("tp-peran-etos", _will(book, census, rng))


def _help(book: Book, census: Census, rng: Rng) -> dict[str, Value]:
    """Mutual help, circles of savers (arisan) by the number of RT, and foster parents."""
    neighbourhoods = book.whole("pt-lembaga-masyarakat", "Rukun Tetangga", "Jumlah lembaga")
    share, parents = rng.uniform((.6, .0005), (1.6, .003)).tolist()
    return {**words(rng, HELP | SELDOM.get(census.village.area.setting, {})), "Kelompok arisan": round(neighbourhoods * share),
            "Penduduk menjadi orang tua asuh": round(len(census.households) * parents)}


def _customs(book: Book, rng: Rng) -> dict[str, Value]:
    """Whether each custom is alive, was, or never was: as Potensi tells, else drawn."""
    once = rng.random(len(CUSTOMS) + 2) < .25
    alive = [book.get("pt-adat-kegiatan", row) == THERE for row in CUSTOMS.values()]
    alive += [bool(rng.random() < .6), bool(rng.random() < .1)]
    return {title: ACTIVE if lives else "Pernah ada" if was else NOT_THERE
            for title, lives, was in zip((*CUSTOMS, AGAINST_EVIL, AGAINST_POVERTY), alive, once.tolist(), strict=True)}


def _will(book: Book, census: Census, rng: Rng) -> dict[str, Value]:
    """The will to work: attitudes by chance; land and occupations as the village has them."""
    fallow = book.number("pt-kesuburan-tanah", "Lahan terlantar") > FALLOW
    return {**words(rng, WILL, (YES, NO)),
            "Luas wilayah desa/kelurahan sangat luas": yes(census.village.area.hectares > VAST),
            "Banyak lahan terlantar tidak dikelola pemiliknya": yes(fallow),
            "Banyak lahan tidur milik masyarakat": yes(fallow),
            "Petani pasrah saat gagal panen dan tidak mencari kerja lain": _some(census, work.FARMER, rng.random() < .15),
            "Nelayan yang mencari kerja lain saat tidak melaut": _some(census, work.FISHERMAN, rng.random() < .6)}


def _some(census: Census, occupation: int, many: bool) -> str:
    """Whether many or few people of that occupation do so; Tidak ada where nobody has it."""
    if not census.workers[occupation]:
        return NOT_THERE
    return MANY if many else FEW
