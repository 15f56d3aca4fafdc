"""How much land a use usually takes, by setting: the tables that land.py draws from. Rough shares of our own, not a survey."""

from seed.land.areas import Setting

LandWeights = dict[str, tuple[float, float]]
"""By line of the form: its size, and how likely a village has it at all."""

VILLAGE_LAND = ("Tanah bengkok", "Tanah titi sara", "Kebun desa", "Sawah desa")
"""Only a desa has land of its own (kas desa)."""
MARKET, PARK = "Fasilitas pasar", "Taman Nasional"

A_THOUSAND_HOUSEHOLDS = {
    Setting.TOWN: {"Pemukiman": 48.0, "Pekarangan": 16.0, "Bangunan sekolah/perguruan tinggi": 1.4, "Jalan": 6.0,
                   "Tempat pemakaman desa/umum": .7},
    **dict.fromkeys((Setting.COAST, Setting.RICE, Setting.PLANTATION, Setting.FOREST), {
        "Pemukiman": 62.0, "Pekarangan": 100.0, "Bangunan sekolah/perguruan tinggi": 1.1, "Jalan": 7.5,
        "Tempat pemakaman desa/umum": 1.1})}
"""Usual hectares of what a thousand households need."""

_EVERYWHERE: LandWeights = {
    "Tanah titi sara": (1.4, .5), "Kebun desa": (.9, .35), "Lapangan olahraga": (1.1, .95), "Perkantoran pemerintah": (.25, 1),
    "Ruang publik/taman kota": (.12, .35), "Tempat pembuangan sampah": (.1, .5), "Pertokoan": (.35, .8),
    "Fasilitas pasar": (.5, .45), "Terminal": (.2, .06), "Daerah tangkapan air": (1.5, .3), "Usaha perikanan": (.6, .5),
    "Sutet/aliran listrik tegangan tinggi": (.2, .25)}

PUBLIC: dict[Setting, LandWeights] = {
    Setting.COAST: _EVERYWHERE | {"Tanah bengkok": (9, 1), "Sawah desa": (1.2, .4), "Usaha perikanan": (14, 1)},
    Setting.TOWN: _EVERYWHERE | {
        "Tanah bengkok": (4, 1), "Perkantoran pemerintah": (1.2, 1), "Ruang publik/taman kota": (.5, .85), "Pertokoan": (2.4, 1),
        "Fasilitas pasar": (.8, .6), "Terminal": (.4, .2), "Daerah tangkapan air": (.2, .1), "Usaha perikanan": (.2, .3)},
    Setting.RICE: _EVERYWHERE | {"Tanah bengkok": (16, 1), "Sawah desa": (2.2, .6)},
    Setting.PLANTATION: _EVERYWHERE | {"Tanah bengkok": (7, 1), "Kebun desa": (2.5, .7), "Daerah tangkapan air": (6, .6)},
    Setting.FOREST: _EVERYWHERE | {"Tanah bengkok": (7, 1), "Sawah desa": (.8, .3), "Daerah tangkapan air": (12, .8)},
}
"""Usual hectares of public places."""

REST: dict[Setting, LandWeights] = {
    Setting.COAST: {
        "Sawah irigasi teknis": (30, .8), "Sawah irigasi 1/2 teknis": (12, 1), "Sawah tadah hujan": (8, .5),
        "Sawah pasang surut": (3, .25), "Tegal/ladang": (40, 1), "Tanah rawa": (2, .4), "Pasang surut": (3, .6),
        "Situ/waduk/danau": (.5, .1), "Perkebunan rakyat": (13, 1), "Perkebunan perorangan": (2, .3),
        "Perkebunan swasta": (4, .1), "Hutan lindung": (5, .2), "Hutan produksi tetap": (16, .35), "Hutan konservasi": (10, .1),
        "Hutan mangrove": (4, .7), "Hutan sekunder": (2, .1), "Suaka alam": (3, .05), "Hutan rakyat": (2, 1)},
    Setting.TOWN: {
        "Sawah irigasi teknis": (70, .85), "Sawah irigasi 1/2 teknis": (10, .4), "Tegal/ladang": (14, 1), "Tanah rawa": (1, .1),
        "Perkebunan rakyat": (4, 1), "Hutan rakyat": (.5, 1)},
    Setting.RICE: {
        "Sawah irigasi teknis": (72, 1), "Sawah irigasi 1/2 teknis": (14, .8), "Sawah tadah hujan": (4, .5),
        "Tegal/ladang": (32, 1), "Tanah rawa": (.5, .15), "Situ/waduk/danau": (.8, .12), "Perkebunan rakyat": (4, 1),
        "Perkebunan perorangan": (1, .2), "Hutan produksi tetap": (4, .1), "Hutan rakyat": (1.2, 1)},
    Setting.PLANTATION: {
        "Sawah irigasi teknis": (4, .4), "Sawah irigasi 1/2 teknis": (9, 1), "Sawah tadah hujan": (5, .7),
        "Tegal/ladang": (60, 1), "Situ/waduk/danau": (.3, .1), "Perkebunan rakyat": (22, 1), "Perkebunan negara": (26, .5),
        "Perkebunan swasta": (18, .9), "Perkebunan perorangan": (4, .5), "Hutan lindung": (8, .4),
        "Hutan produksi tetap": (12, .45), "Hutan produksi terbatas": (4, .3), "Hutan sekunder": (2, .15),
        "Hutan rakyat": (3, 1)},
    Setting.FOREST: {
        "Sawah irigasi teknis": (6, .4), "Sawah irigasi 1/2 teknis": (10, 1), "Sawah tadah hujan": (6, .7),
        "Tegal/ladang": (60, 1), "Tanah rawa": (.3, .1), "Perkebunan rakyat": (9, 1), "Perkebunan swasta": (5, .15),
        "Hutan lindung": (14, .7), "Hutan produksi tetap": (28, 1), "Hutan produksi terbatas": (7, .5),
        "Hutan konservasi": (8, .15), "Hutan sekunder": (3, .2), "Hutan buatan": (2, .2),
        "Suaka alam": (4, .08), "Suaka margasatwa": (5, .06), "Hutan rakyat": (5, 1)},
}
"""Usual parts of what homes and public places leave."""

FARMED = ("Sawah irigasi teknis", "Sawah irigasi 1/2 teknis", "Sawah tadah hujan", "Sawah pasang surut", "Tegal/ladang",
          "Perkebunan rakyat", "Perkebunan perorangan", "Hutan rakyat")
ESTATES = ("Perkebunan negara", "Perkebunan swasta", "Hutan lindung", "Hutan produksi tetap", "Hutan produksi terbatas",
           "Hutan konservasi", "Hutan sekunder", "Suaka alam", "Suaka margasatwa")
"""Uses that people of the village farm, and those that belong to estates and the state."""
MOST_FARMED = {Setting.COAST: .6, Setting.TOWN: .6, Setting.RICE: .7, Setting.PLANTATION: 1.1, Setting.FOREST: 1.6}
"""Hectares a household: in a village of great estates or forests the rest is theirs."""
