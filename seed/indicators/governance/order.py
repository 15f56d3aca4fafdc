"""Crime and conflict. Small believable numbers, most of them none; no death by violence is invented but the rarest.

A case with something special about it is one of the cases of its sheet (rule T26).
"""

from collections.abc import Callable

from seed.chance.odds import Rng
from seed.indicators.book import Book
from seed.indicators.census import Census
from seed.indicators.governance.draws import happened, none_of, some_of
from seed.indicators.words import there
from seed.land.areas import Setting

UNREST = {Setting.TOWN: 1.7, Setting.COAST: 1.3, Setting.RICE: .8, Setting.PLANTATION: .9, Setting.FOREST: .8}
"""How much more frequent cases are than in the average village."""

# Cases a year for each thousand people.
CONFLICTS = {
    "Pertengkaran/perkelahian antar tetangga": .25, "Pertengkaran/perkelahian antar RT/RW": .015,
    "Konflik masyarakat pendatang dengan penduduk asli": .005,
    "Kasus antar kelompok masyarakat dengan desa/kelurahan lain": .015, "Konflik masyarakat dengan pemerintah": .01,
    "Konflik masyarakat dengan perusahaan": .015, "Konflik politik masyarakat dengan lembaga politik": .004}
NO_HARM = (
    "Kasus konflik SARA tahun ini", "Kerugian material akibat konflik dengan pemerintah",
    "Korban jiwa akibat konflik dengan pemerintah", "Korban jiwa akibat konflik dengan perusahaan",
    "Korban jiwa akibat konflik politik", "Kerugian material akibat konflik politik",
    "Prasarana dan sarana rusak/terbakar akibat konflik SARA", "Rumah penduduk rusak/terbakar akibat konflik SARA",
    "Korban luka akibat konflik SARA", "Korban meninggal akibat konflik SARA", "Janda akibat konflik SARA",
    "Anak yatim akibat konflik SARA")
LOSSES = (0, 500_000, 1_000_000, 1_500_000, 2_500_000, 5_000_000)
"""Rupiah that a conflict with a company costs, one of these: trampled crops, a broken fence."""
RAIDS = {"Korban dan pelaku penduduk setempat": .02, "Korban penduduk setempat, pelaku bukan penduduk setempat": .015,
         "Korban bukan penduduk setempat, pelaku penduduk setempat": .01}
FRAUDS = {"Penipuan dan/atau penggelapan": .05, "Sengketa warisan, jual beli dan utang piutang": .14}
VIOLENCE_AT_HOME = {"Suami terhadap istri": .07, "Istri terhadap suami": .004, "Orang tua terhadap anak": .015,
                    "Anak terhadap orang tua": .008, "Kepala keluarga terhadap anggota keluarga lainnya": .004}
THREATS = {"Intimidasi/teror dari pihak dalam desa/kelurahan": .008, "Intimidasi/teror dari pihak luar desa/kelurahan": .008,
           "Selebaran gelap dan isu yang bersifat teror": .003, "Hasutan dan pemaksaan kehendak kelompok tertentu": .004}


def fill_order(book: Book, census: Census) -> None:
    """The sheets from Konflik SARA to Teror dan Intimidasi, except welfare."""
    rng = census.dice("governance order")
    scale = len(census.people) / 1000 * UNREST[census.village.area.setting]
    for sheet_id, cases in SHEETS.items():
        book.put(sheet_id, cases(rng, scale))


def _conflicts(rng: Rng, scale: float) -> dict[str, int]:
    kinds = happened(rng, CONFLICTS, scale)
    loss = LOSSES[rng.integers(len(LOSSES))] if kinds["Konflik masyarakat dengan perusahaan"] else 0
    beyond_neighbours = sum(kinds.values()) - kinds["Pertengkaran/perkelahian antar tetangga"]
    return kinds | none_of(NO_HARM) | {
        "Kasus konflik tahun ini": sum(kinds.values()), "Kerugian material akibat konflik dengan perusahaan": loss,
        **some_of(rng, beyond_neighbours, {"Pelaku konflik yang diadili": .1})}


def _fights(rng: Rng, scale: float) -> dict[str, int]:
    fights = int(rng.poisson(.18 * scale))
    return {"Perkelahian tahun ini": fights, "Perkelahian yang menimbulkan korban jiwa": 0, **some_of(rng, fights, {
        "Perkelahian yang menimbulkan luka parah": .07, "Perkelahian yang menimbulkan kerugian material": .2,
        "Pelaku yang diadili atau diproses hukum": .15})}


def _thefts(rng: Rng, scale: float) -> dict[str, int]:
    thefts = int(rng.poisson(.55 * scale))
    return {"Pencurian dan perampokan tahun ini": thefts, "Pencurian dengan kekerasan senjata api": 0, **some_of(rng, thefts, {
        "Korbannya penduduk setempat": .92, "Pelakunya penduduk setempat": .3, "Pelaku yang diadili atau diproses hukum": .25})}


def _raids(rng: Rng, scale: float) -> dict[str, int]:
    raids = happened(rng, RAIDS, scale)
    return raids | some_of(rng, sum(raids.values()), {"Pelaku yang diadili atau diproses hukum": .3})


def _gambling(rng: Rng, scale: float) -> dict[str, int]:
    gamblers = int(rng.poisson(.7 * scale))
    return {"Penduduk yang memiliki kebiasaan berjudi": gamblers,
            "Jenis perjudian yang ada": min(gamblers, int(rng.integers(1, 4))), **happened(rng, FRAUDS, scale)}


def _drink_and_drugs(rng: Rng, scale: float) -> dict[str, int]:
    drinkers, users, dealers = rng.poisson([.8 * scale, .02 * scale, .003 * scale]).tolist()
    return {"Penduduk yang mengkonsumsi miras": drinkers, "Penduduk yang mengkonsumsi narkoba": users,
            "Pengedar narkoba": dealers, "Kematian akibat narkoba": 0,
            **happened(rng, {"Warung/toko yang menyediakan miras": .06}, scale),
            **some_of(rng, drinkers, {"Kasus mabuk akibat miras": .25, "Pelaku miras yang diadili": .03}),
            **some_of(rng, users, {"Kasus mabuk/teler akibat narkoba": .3}),
            **some_of(rng, users + dealers, {"Pelaku narkoba yang diadili": .4})}


def _prostitution(rng: Rng, scale: float) -> dict[str, int | str]:
    places = int(rng.poisson(.006 * scale))
    workers = sum(rng.integers(2, 6, places).tolist())
    return {"Penduduk pekerja pramunikmat": workers, "Lokalisasi prostitusi": there(False),
            "Tempat prostitusi terselubung": places, **some_of(rng, places, {"Kasus/konflik akibat praktek prostitusi": .2}),
            **some_of(rng, 2 * places, {"Pembinaan pelaku prostitusi": .6, "Penertiban tempat prostitusi": .5})}


def _murders(rng: Rng, scale: float) -> dict[str, int]:
    murders, suicides = rng.poisson([.003 * scale, .012 * scale]).tolist()
    return {"Pembunuhan tahun ini": murders, "Bunuh diri": suicides, **some_of(rng, murders, {
        "Korban penduduk setempat": .8, "Pelaku penduduk setempat": .6, "Kasus yang diproses secara hukum": .95})}


def _abductions(rng: Rng, scale: float) -> dict[str, int]:
    return none_of(("Penculikan tahun ini", "Korban penduduk setempat", "Pelaku penduduk setempat",
                    "Kasus yang diselesaikan secara hukum"))


def _sexual_crimes(rng: Rng, scale: float) -> dict[str, int]:
    rapes, pregnancies = rng.poisson([.003 * scale, .09 * scale]).tolist()
    return {"Perkosaan tahun ini": rapes, **some_of(rng, rapes, {"Perkosaan anak tahun ini": .4}),
            "Kehamilan di luar nikah menurut hukum negara": pregnancies,
            **some_of(rng, pregnancies, {"Kehamilan di luar nikah menurut hukum adat": .7}),
            "Tempat penampungan/persewaan kamar bagi pekerja seks": 0}


def _at_home(rng: Rng, scale: float) -> dict[str, int]:
    return happened(rng, VIOLENCE_AT_HOME, scale)


def _threats(rng: Rng, scale: float) -> dict[str, int]:
    threats = happened(rng, THREATS, scale)
    return {**threats, "Terorisme tahun ini": 0,
            **some_of(rng, sum(threats.values()), {"Penyelesaian kasus secara adat maupun hukum": .8})}


SHEETS: dict[str, Callable[[Rng, float], dict[str, int] | dict[str, int | str]]] = {
    "tp-aman-sara": _conflicts, "tp-aman-perkelahian": _fights, "tp-aman-pencurian": _thefts, "tp-aman-penjarahan": _raids,
    "tp-aman-perjudian": _gambling, "tp-aman-miras": _drink_and_drugs, "tp-aman-prostitusi": _prostitution,
    "tp-aman-pembunuhan": _murders, "tp-aman-penculikan": _abductions, "tp-aman-seksual": _sexual_crimes,
    "tp-aman-kdrt": _at_home, "tp-aman-teror": _threats}
"""What draws the lines of each sheet. Each takes dice, and thousands of people times UNREST; so rates are for a thousand."""
