"""What can be wrong when people leave a card. Each text says what was seen, what is right, and what to do."""

from sandbox.practice.forms.field_errors import FieldError


class NobodyGoes(FieldError):
    code = "VAL-33"
    wording = "Belum ada orang yang dicentang. Centang siapa yang {what}."


class EverybodyGoes(FieldError):
    code = "VAL-33"
    wording = ("Semua anggota dicentang, padahal harus ada yang tinggal di kartu lama. Bila nomor kartunya saja yang berganti, "
               "pakai Ubah kartu.")


class RelationOpen(FieldError):
    code = "VAL-34"
    wording = "Hubungan {person} dengan {head} belum dipilih. Pilih satu menurut kartu keluarga."


class NoHeadLeft(FieldError):
    code = "VAL-05"
    wording = ("Di {card} belum ada Kepala Keluarga. Pilih satu orang sebagai Kepala Keluarga, lalu isi hubungan yang lain "
               "dengannya. Keluarga tanpa kepala tidak bisa dikirim.")


class HeadsTwice(FieldError):
    code = "VAL-04"
    wording = "Di {card} ada {count} Kepala Keluarga: {heads}. Harus tepat satu."


class MaritalOpen(FieldError):
    code = "VAL-35"
    wording = "{person} tercatat kawin dengan {gone}. Pilih status perkawinannya sekarang."


class LaterThanToday(FieldError):
    code = "VAL-09"
    wording = "Tanggal {typed} belum terjadi; hari ini di latihan {today}. Periksa hari, bulan dan tahunnya."


class BeforeBirth(FieldError):
    code = "VAL-09"
    wording = "Tanggal {typed} lebih awal daripada tanggal lahir {person}, {born}. Periksa tanggalnya."


class NoSuchCard(FieldError):
    code = "VAL-36"
    wording = "No. KK {value} tidak ada di desa ini. Cari dulu di Daftar Keluarga. Bila ke luar desa, pakai Catat pindah keluar."


class SameCard(FieldError):
    code = "VAL-36"
    wording = "No. KK {value} adalah kartu keluarga ini sendiri. Isi nomor kartu keluarga tujuan."


class CardTwice(FieldError):
    code = "VAL-36"
    wording = "No. KK {value} dipakai {count} keluarga. Betulkan dulu nomornya, lihat di Periksa Data."
