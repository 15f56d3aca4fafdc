"""What citizens feel when a skill is missing, and when it is there; the three steps. Indonesian, as exercises are."""

from typing import NamedTuple


class Felt(NamedTuple):
    """What a citizen feels of a slip in a skill, and of doing it well."""

    slip: str
    well: str


FELT = {
    "masuk-aman": Felt("Data warga bisa masuk ke desa lain, dan warga itu tidak ditemukan saat dilayani.",
                       "Data warga masuk ke desa yang benar, dan warga langsung ditemukan saat dilayani."),
    "entri-keluarga": Felt("Keluarga yang tidak lengkap atau tercatat dua kali diminta kembali besok.",
                           "Keluarga tercatat lengkap satu kali, jadi suratnya bisa dibuat hari itu."),
    "periksa-dulu": Felt("Data satu keluarga tersimpan atau terkirim dua kali, dan warga diminta kembali besok.",
                         "Data tersimpan satu kali, jadi warga dilayani hari itu juga."),
    "betulkan-data": Felt("Data yang dikira-kira bisa milik orang lain, dan suratnya ditolak di tempat lain.",
                          "Data cocok dengan kartu, jadi suratnya diterima di mana saja."),
    "pulihkan-kiriman": Felt("Kiriman yang macet atau ganda membuat warga belum bisa dilayani di kecamatan.",
                             "Kiriman sampai satu kali, jadi warga bisa dilayani di kecamatan."),
    "tahu-menunggu": Felt("Kiriman yang ditekan lagi mulai dari awal, dan warga menunggu lebih lama.",
                          "Kiriman selesai pada waktunya, dan warga diberi tahu jam yang benar."),
    "baca-pesan": Felt("Pesan yang tidak dibaca membuat data hilang atau ganda, dan warga mengurus dua kali.",
                       "Pesan dibaca dulu, jadi data warga tidak hilang dan tidak ganda."),
    "jaga-isian": Felt("Isian yang hilang ditanyakan lagi kepada warga.", "Isian tidak hilang, jadi warga cukup ditanya sekali."),
    "jumlah-cocok": Felt("Angka yang tidak cocok membuat bantuan untuk desa keliru dihitung.",
                         "Angka desa cocok, jadi bantuan untuk warga dihitung dengan benar."),
    "kerja-berdua": Felt("Isian yang saling menimpa hilang, dan warga ditanya lagi.",
                         "Berdua tidak saling menimpa, jadi warga cukup ditanya sekali."),
    "impor-rapi": Felt("Impor yang dikerjakan dua kali membuat keluarga tercatat dua kali.",
                       "Impor sekali saja, jadi tidak ada keluarga yang ganda."),
    "lapor-bantuan": Felt("Laporan yang tidak lengkap ditanya balik, dan warga menunggu lebih lama.",
                          "Laporan lengkap dijawab cepat, jadi warga tidak lama menunggu."),
    "layani-warga": Felt("Warga pulang tanpa surat, atau dengan surat yang tidak berlaku.",
                         "Warga pulang dengan surat yang benar, atau tahu jam berapa harus kembali."),
}
STEPS = (
    ("Lihat dulu, baru simpan lagi.",
     "Jawaban hilang? Buka Daftar Keluarga dan cari No. KK. Ada: selesai. Tidak ada: simpan sekali lagi."),
    ("Baca batas waktunya.", "Belum lewat: tunggu. Sudah lewat: catat kode, jam, dan nomor kiriman, lalu lapor."),
    ("Kirim lagi, jangan kirim baru.", "Nomor kirimannya tetap sama, jadi kecamatan tahu bahwa ini kiriman yang sama."),
)
