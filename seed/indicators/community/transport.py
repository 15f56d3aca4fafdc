"""Transport by land, water and air: what the families own (household questions 63, 64 and 68), and what serves them all."""

from seed.indicators.book import Book
from seed.indicators.community.luck import Luck
from seed.indicators.community.site import Site, has_ground
from seed.indicators.words import NOT_THERE, THERE
from seed.land.areas import Setting
from seed.lives import trades, work

OJEK, BECAK, CARRIAGE, ROWING_BOAT, BUS = 716, 717, 718, 719, 721
"""Codes of household question 63."""
FISHING_BOAT, MOTOR_BOAT = 727, 756
"""Codes of household questions 64 and 68."""
COACHES = .03
"""Share of the owners of a "bus" who do have one: mostly it is a van or truck, for the answer says people or goods."""
NONE = (0, 0, 0, 0)
ABSENT = ("Sungai: perahu motor/klotok", "Sungai: jet boat", "Laut: ferry/kapal penumpang", "Laut: jet foil",
          "Udara: pesawat ringan", "Udara: helikopter", "Darat: bus besar")
"""No village of the practice has these, nor harbours, airfields and stations: everybody knows where the real ones are."""


def put(book: Book, site: Site, luck: Luck) -> None:
    owned = {title: site.homes_with("63", code) for title, code in {"ojek": OJEK, "becak": BECAK, "delman": CARRIAGE}.items()}
    owned["bus"] = luck.about(site.homes_with("63", BUS) * COACHES, .9)
    vans, trucks = _put_services(book, site, luck, owned)
    _put_land(book, site, luck, owned, vans, trucks)
    _put_water(book, site)
    book.put("pt-prasarana-udara", dict.fromkeys((
        "Lapangan terbang nasional/internasional", "Lapangan terbang perintis", "Lapangan terbang domestik", "Helipad",
        "Lapangan terbang komersial"), 0))


def _put_services(book: Book, site: Site, luck: Luck, owned: dict[str, int]) -> tuple[int, int]:
    """Put pt-jasa-angkutan and return how many vans and trucks there are.

    The columns: units, owners, capacity (seats or tons), workers.
    """
    carriers = max(site.owners(trades.TRANSPORT), site.workers(work.CARRIER), luck.about(site.workers(work.DRIVER) * .25, .4))
    vans = round(carriers * luck.between(.1, .3))
    pickups, trucks = round(carriers * luck.between(.4, .6)), round(carriers * luck.between(.1, .25))
    boxes = max(0, carriers - vans - pickups - trucks)

    def fleet(units: int, capacity: int, hands: float) -> tuple[int, int, int, int]:
        owners = max(1, round(units * luck.between(.8, 1)))
        return (units, owners, units * capacity, max(1, round(units * hands))) if units else NONE

    def one_man(units: int, seats: int) -> tuple[int, int, int, int]:
        return units, units, units * seats, units

    book.put("pt-jasa-angkutan", {
        "Darat: mini bus (angkutan kota/desa)": fleet(vans, 11, 1.1), "Darat: bus sedang": fleet(owned["bus"], 28, 2),
        "Darat: ojek": one_man(owned["ojek"], 1), "Darat: becak": one_man(owned["becak"], 2),
        "Darat: delman/bendi/cidomo": one_man(owned["delman"], 4), "Ekspedisi: truk terbuka": fleet(trucks, 6, 2),
        "Ekspedisi: truk tertutup (box)": fleet(boxes // 3, 4, 2), "Ekspedisi: mobil pick up terbuka": fleet(pickups, 1, 1.2),
        "Ekspedisi: mobil pick up tertutup (box)": fleet(boxes - boxes // 3, 1, 1.2), **dict.fromkeys(ABSENT, NONE)})
    return vans, trucks + boxes // 3


def _put_land(book: Book, site: Site, luck: Luck, owned: dict[str, int], vans: int, trucks: int) -> None:
    stands = max(1, luck.about(site.households / 900)) if owned["ojek"] else 0
    terminal = int(has_ground(book, "Terminal"))
    broken = int(stands > 1 and luck.yes(.3))
    book.put("pt-angkutan-darat", {"Pangkalan ojek": (stands - broken, broken, None), "Stasiun KA": (0, 0, None),
                                   "Terminal bis/angkutan": (terminal, 0, None)})
    units = {"Bus umum": owned["bus"], "Truck umum": trucks, "Angkutan per desa/kelurahan": vans,
             "Ojek": owned["ojek"], "Delman/bendi/cidomo": owned["delman"], "Becak": owned["becak"], "Kereta api": 0}
    book.put("pt-sarana-darat", {title: (THERE, count) if count else (NOT_THERE, 0) for title, count in units.items()})


def _put_water(book: Book, site: Site) -> None:
    motor = max(site.homes_with("64", FISHING_BOAT), site.homes_with("68", MOTOR_BOAT))
    rowing = site.homes_with("63", ROWING_BOAT)
    moorings = max(1, round((motor + rowing) / 60)) if motor + rowing and site.setting is Setting.COAST else 0
    book.put("pt-prasarana-laut", {"Tambatan perahu": moorings, "Pelabuhan kapal penumpang": 0, "Pelabuhan kapal barang": 0})
    book.put("pt-sarana-laut", {"Perahu motor": motor, "Kapal antar pulau": 0, "Perahu tanpa motor": rowing, "Jet boat": 0,
                                "Kapal pesiar": 0})
