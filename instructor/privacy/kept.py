"""What is kept of people, what for, and until when."""

from dataclasses import dataclass

from sandbox.words.texts import LaterText
from sandbox.words.texts import lazy_gettext as _l


@dataclass(frozen=True, slots=True)
class KeptData:
    """A kind of data of people."""

    what: LaterText
    why: LaterText
    until: LaterText


TILL_ERASED = _l("sampai dihapus penyelenggara, atau oleh batas simpan di bawah")
KEPT = (
    KeptData(_l("Nama, jabatan (sekdes, operator), desa, hari latihan"), _l("Undangan, kartu masuk, daftar hadir"), TILL_ERASED),
    KeptData(_l("Kehadiran: jam masuk, atau catatan petugas"), _l("Daftar hadir dan laporan pelatihan"),
             _l("tanpa nama sesudah namanya dihapus")),
    KeptData(_l("Pekerjaan di latihan: apa yang ditekan, hasil, kekeliruan, petunjuk"),
             _l("Menolong di ruangan, laporan, keterampilan yang perlu dilatih lagi"), _l("tanpa nama sesudah namanya dihapus")),
    KeptData(_l("Tulisan saat memanggil pelatih, dan pesan pelatih kepada orang itu"), _l("Pertolongan pada hari latihan"),
             TILL_ERASED),
    KeptData(_l("Keadaan salinan saat sebuah latihan dimulai, dengan tulisan sampai saat itu"), _l("Mulai dari awal"),
             _l("sampai salinan lamanya dihapus, atau nama orangnya dihapus")),
    KeptData(_l("Catatan siapa mengubah apa: siapa dari staf, kapan, terhadap siapa"), _l("Pertanggungjawaban kantor"),
             _l("selama ada data Gladi; isi pesan tidak ada di dalamnya, dan nama yang dihapus tidak tampil lagi")),
    KeptData(_l("Sertifikat: nama, desa, keterampilan, kode"), _l("Supaya orang lain bisa memeriksa keasliannya"), TILL_ERASED),
    KeptData(_l("Daftar peserta yang diunggah dan sedang diperiksa"), _l("Memasukkan daftar itu"),
             _l("sampai diterapkan atau dibuang")),
    KeptData(_l("Pelatih dan penyelenggara: nama, nama masuk, kata sandi yang teracak, catatan perbuatan"),
             _l("Masuk ke Gladi, dan siapa mengubah apa"), _l("selama ada data Gladi")),
    KeptData(_l("Cadangan: semua di atas, seperti pada malam itu"), _l("Memulihkan data bila komputernya rusak"),
             _l("tujuh cadangan sore yang terakhir; yang diminta sampai dihapus di halaman Cadangan. Isinya tidak bisa diubah: "
                "nama yang dihapus hilang dari sana bersama filenya, dan file di tempat lain dihapus oleh yang menyimpannya")),
)
"""In the order of the page."""
