"""The lines of the sheets of businesses: what the members' forms say of each, and how many a village has besides."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BusinessKind:
    """One kind of business."""

    owned: tuple[int, ...] = ()
    """Codes of member question 18 of the members who own one."""
    worked: tuple[int, ...] = ()
    """Codes of member question 9 of those who work as one on their own account."""
    houses: float = 0
    """Households for which there is one, even if the members' forms name fewer; 0: only those."""
    odds: tuple[float, float] = (0, 0)
    """The chance that there is at least one: in a town or centre, elsewhere."""
    hands: tuple[float, float] = (1, 1.3)
    """Workers of one, or members of a cooperative."""
    kinds: int = 1
    """Kinds of goods or activities, at most."""
    ground: str = ""
    """The public land it stands on, if it needs some: a line of pt-tanah-fasilitas."""
    shared_by: int = 1
    """How many of those who say that they own one share one: a savings group belongs to its members, a market to its traders."""


SHEETS: Mapping[str, Mapping[str, BusinessKind]] = {
    "pt-lembaga-ekonomi": {
        "Koperasi Unit Desa": BusinessKind(odds=(.25, .06), hands=(60, 300), kinds=4),
        "Koperasi simpan pinjam": BusinessKind(owned=(1,), odds=(.8, .3), hands=(30, 150), kinds=2, shared_by=30),
        "Kelompok simpan pinjam": BusinessKind(owned=(2, 28), houses=700, hands=(15, 35), shared_by=15),
    },
    "pt-lembaga-keuangan": {
        "Jasa asuransi": BusinessKind(owned=(69,), odds=(.15, 0), hands=(2, 5)),
        "Lembaga keuangan non bank": BusinessKind(owned=(70, 71), odds=(.3, .04), hands=(3, 8)),
        "Bank perkreditan rakyat": BusinessKind(owned=(73,), odds=(.25, .01), hands=(5, 12), kinds=2),
        "Pegadaian": BusinessKind(owned=(72,), odds=(.3, .01), hands=(3, 6), kinds=2),
        "Bank pemerintah": BusinessKind(odds=(.75, .08), hands=(5, 14), kinds=3),
    },
    "pt-industri": {
        "Industri makanan": BusinessKind(owned=(5,), worked=(79,), odds=(.9, .6), hands=(1.2, 2.2), kinds=6),
        "Industri alat rumah tangga": BusinessKind(owned=(6,), odds=(.1, .1), hands=(1.5, 3), kinds=2),
        "Industri material bahan bangunan": BusinessKind(owned=(7,), odds=(.2, .4), hands=(2, 5), kinds=3),
        "Industri alat pertanian": BusinessKind(owned=(8,), odds=(0, .1), hands=(1.5, 3)),
        "Rumah makan dan restoran": BusinessKind(owned=(9,), worked=(67,), odds=(1, .5), hands=(1.2, 2.2), kinds=4),
        "Industri kerajinan": BusinessKind(owned=(3,), worked=(7, 76, 77), odds=(.2, .2), hands=(1.2, 2.5), kinds=3),
        "Industri pakaian": BusinessKind(owned=(4,), odds=(.3, .15), hands=(1.5, 3), kinds=2),
    },
    "pt-jasa-dagang": {
        "Pasar hasil bumi/tradisional/harian": BusinessKind(hands=(40, 160), kinds=12, ground="Fasilitas pasar"),
        "Pasar mingguan": BusinessKind(owned=(19, 20), odds=(.08, .08), hands=(20, 60), kinds=8, shared_by=20),
        "Pasar bulanan": BusinessKind(),
        "Pasar kaget/khusus": BusinessKind(odds=(.3, .12), hands=(10, 40), kinds=6),
        "Usaha toko/kios": BusinessKind(owned=(10,), houses=110, hands=(1.2, 1.8), kinds=8),
        "Swalayan": BusinessKind(odds=(.9, .35), hands=(5, 9), kinds=10),
        "Warung serba ada": BusinessKind(odds=(.4, .25), hands=(2, 4), kinds=6),
        "Toko kelontong": BusinessKind(owned=(11,), worked=(8,), hands=(1, 1.3), kinds=6),
        "Usaha peternakan": BusinessKind(owned=(25,), worked=(9,), hands=(1, 1.4), kinds=4),
        "Usaha perikanan": BusinessKind(owned=(26,), hands=(1.5, 3), kinds=3),
        "Usaha perkebunan": BusinessKind(owned=(27,), hands=(1.5, 3), kinds=2),
        "Usaha minuman": BusinessKind(owned=(29,), odds=(.6, .4), hands=(1, 2), kinds=3),
        "Industri farmasi": BusinessKind(owned=(30,)),
        "Industri karoseri/cat mobil": BusinessKind(owned=(31,), odds=(.3, .06), hands=(2, 4)),
        "Industri penyamakan kulit": BusinessKind(),
        "Penitipan kendaraan bermotor": BusinessKind(owned=(32,), odds=(.2, .03), hands=(1, 3)),
        "Industri perakitan elektronik": BusinessKind(owned=(33,)),
        "Pengolahan kayu": BusinessKind(owned=(34, 75), houses=1500, hands=(2, 6), kinds=3),
    },
    "pt-jasa-hiburan": {
        "Bioskop": BusinessKind(owned=(35,)), "Film keliling": BusinessKind(owned=(36,)),
        "Sandiwara/drama": BusinessKind(owned=(37,), odds=(.04, .06), hands=(15, 35)), "Group lawak": BusinessKind(owned=(38,)),
        "Sirkus keliling/topeng monyet": BusinessKind(),
        "Wayang orang/wayang golek": BusinessKind(owned=(40,), odds=(.04, .04), hands=(10, 20)),
        "Group musik/band": BusinessKind(owned=(39, 41), odds=(.6, .45), hands=(5, 12), kinds=2),
        "Group vokal/paduan suara": BusinessKind(owned=(42,), odds=(.1, .05), hands=(8, 20)),
    },
    "pt-jasa-energi": {
        "Usaha penyewaan tenaga listrik": BusinessKind(owned=(43,), odds=(.3, .2), hands=(1, 3)),
        "SPBU": BusinessKind(odds=(.4, .07), hands=(8, 18), kinds=3),
        "Pangkalan minyak tanah": BusinessKind(odds=(.04, .04), hands=(1, 2)),
        "Pengecer gas dan bahan bakar minyak": BusinessKind(owned=(44,), houses=130, kinds=2),
        "Usaha air minum kemasan/isi ulang": BusinessKind(owned=(45,), houses=700, hands=(1, 3), kinds=2),
    },
    "pt-jasa-keterampilan": {
        "Tukang kayu": BusinessKind(owned=(46,), worked=(24,), hands=(1, 1.2), kinds=2),
        "Tukang batu": BusinessKind(owned=(47,), worked=(25,), hands=(1, 1.2), kinds=2),
        "Tukang jahit/bordir": BusinessKind(owned=(48,), worked=(78,), kinds=2),
        "Tukang cukur": BusinessKind(owned=(49,), worked=(88,), houses=600),
        "Tukang service elektronik": BusinessKind(owned=(50,), houses=800),
        "Tukang besi": BusinessKind(owned=(51,), worked=(89,), houses=1000, kinds=2),
        "Tukang gali sumur": BusinessKind(owned=(17, 53), worked=(81,), houses=1200),
        "Tukang pijat/urut/pengobatan": BusinessKind(owned=(52,), worked=(15, 69), houses=500),
    },
    "pt-jasa-hukum": {
        "Notaris": BusinessKind(owned=(54,), worked=(29,), odds=(.3, .01), hands=(2, 5)),
        "Pengacara/advokat": BusinessKind(owned=(55,), worked=(28,), odds=(.15, .01), hands=(1, 3)),
        "Konsultan manajemen": BusinessKind(owned=(56,), worked=(82,), hands=(1, 3)),
        "Konsultan teknis": BusinessKind(owned=(57,), worked=(35,)),
        "Pejabat Pembuat Akta Tanah": BusinessKind(owned=(58,), odds=(.3, .01), hands=(2, 4)),
    },
}
"""By sheet and line."""
