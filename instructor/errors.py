"""What can go wrong in the hall, with its wording."""


from sandbox.errors import GladiError
from sandbox.words.texts import lazy_gettext as _l


class NoSuchGroup(GladiError):
    code = "GL-404K"
    status = 404
    text = _l("Kelompok %(number)s tidak ada di pelatihan ini.")


class NoSuchTrainee(GladiError):
    code = "GL-404O"
    status = 404
    text = _l("Peserta nomor %(trainee)s tidak ada.")


class NoSuchVillage(GladiError):
    code = "GL-404D"
    status = 404
    text = _l("Desa %(code)s tidak ada di pelatihan ini. Tulis kodenya dengan titik, misalnya 35.10.02.2003.")


class AnotherIsOpen(GladiError):
    code = "GL-409K"
    status = 409
    text = _l("Kelompok %(number)s masih dibuka. Tutup dulu, atau pakai Ganti kelompok.")


class FormsChanged(GladiError):
    code = "GL-FORM"
    status = 409
    text = _l("Formulir berubah sesudah desa kelompok ini disiapkan. Hentikan Gladi, jalankan lagi python3 start.py start, "
              "lalu buka lagi.")


class NotOpen(GladiError):
    code = "GL-409T"
    status = 409
    text = _l("Kelompok %(number)s sedang tidak dibuka, jadi tidak ada yang diubah.")


class NoLongerExpected(GladiError):
    code = "GL-409KL"
    status = 409
    text = _l("Orang ini tidak lagi di daftar peserta, jadi tidak ada yang dicatat. Muat daftar ini sekali lagi.")


class NotOpenedYet(GladiError):
    code = "GL-409H"
    status = 409
    text = _l("Kelompok %(number)s belum pernah dibuka, jadi belum ada yang bisa dicatat hadir.")


class NotInTheDay(GladiError):
    code = "GL-404H"
    status = 404
    text = _l("Latihan atau blok %(which)s tidak ada di hari ini.")


class WrongEnd(GladiError):
    code = "GL-JAM"
    status = 409
    text = _l("Waktunya belum diubah: pilih jam yang akan datang, paling lama dua belas jam lagi.")


class WrongTime(GladiError):
    code = "GL-JAMG"
    status = 409
    text = _l("Jam ganti belum diubah: pilih jam yang akan datang, hari ini.")


class NotClosed(GladiError):
    code = "GL-409L"
    status = 409
    text = _l("Kelompok %(number)s belum pernah ditutup, jadi tidak ada yang dibuka lagi.")


class ArchiveSwept(GladiError):
    code = "GL-409AR"
    status = 409
    text = _l("%(copies)s salinan kelompok itu sudah dihapus dari arsip. Buka lagi dengan salinan baru; hasil yang lama tetap "
              "ada.")


class AlreadyJoined(GladiError):
    code = "GL-409J"
    status = 409
    text = _l("Kedua peserta %(village)s sudah bekerja di satu salinan.")


class NotJoined(GladiError):
    code = "GL-409P"
    status = 409
    text = _l("Kedua peserta %(village)s masing-masing sudah punya salinan sendiri.")


class AloneHere(GladiError):
    code = "GL-409A"
    status = 409
    text = _l("Dari %(village)s hanya satu orang yang diundang pada hari ini.")


class SeatMoved(GladiError):
    code = "GL-409M"
    status = 409
    text = _l("Salinan desa ini baru saja diganti orang lain. Tidak ada yang diubah. Buka halaman pesertanya, lalu coba lagi.")


class RotationRefused(GladiError):
    """The group stays as it is; told on the page Ganti kelompok itself."""

    status = 409


class NothingToRotate(RotationRefused):
    code = "GL-409N"
    text = _l("Tidak ada kelompok berikutnya untuk dibuka.")


class RotationBlocked(RotationRefused):
    code = "GL-409G"
    text = _l("Belum bisa ganti kelompok: %(reasons)s")


class NotRead(RotationRefused):
    code = "GL-409B"
    text = _l("Ada catatan yang perlu dibaca. Centang dulu bahwa Anda sudah membacanya, lalu tekan tombolnya lagi.")


class NothingToUndo(RotationRefused):
    code = "GL-409U"
    text = _l("Tidak ada penggantian kelompok yang bisa dibatalkan.")


class UndoTooLate(RotationRefused):
    code = "GL-409W"
    text = _l("Tidak bisa dibatalkan lagi: %(who)s sudah menyimpan pukul %(at)s.")


class AlreadyRotated(RotationRefused):
    code = "GL-409D"
    text = _l("Kelompok sudah diganti, atau penggantiannya dibatalkan, sesudah halaman tadi dibuka. Tidak ada yang diubah. "
              "Buka halaman Ganti kelompok untuk melihat keadaannya.")


class RenewedSince(RotationRefused):
    code = "GL-409R"
    text = _l("Tidak bisa dibatalkan: %(sandboxes)s kursi kelompok itu sudah mendapat salinan baru lagi sesudah ganti kelompok.")


class NoTraining(GladiError):
    code = "GL-404L"
    status = 404
    text = _l("Belum ada pelatihan.")


class RosterUnreadable(GladiError):
    code = "GL-LIST-2"
    text = _l("%(why)s %(remedy)s Belum ada yang diubah.")


class NoSuchRoster(GladiError):
    code = "GL-404F"
    status = 404
    text = _l("Tidak ada file yang sedang diperiksa. Unggah filenya lagi di halaman Peserta.")


class RosterRefused(GladiError):
    """People stay as they are; told on the page where it was pressed."""

    status = 409


class PartFirst(RosterRefused):
    code = "GL-409F"
    text = _l("Belum diubah: di %(villages)s dua orang sedang bekerja di satu salinan. Pisahkan dulu keduanya di halaman "
              "pesertanya.")


class RosterMoved(RosterRefused):
    code = "GL-409V"
    text = _l("Belum diubah: perubahannya tidak sama lagi dengan yang tampil tadi. Periksa lagi, lalu tekan tombolnya sekali "
              "lagi.")


class NothingToApply(RosterRefused):
    code = "GL-409HK"
    text = _l("Belum diubah: tidak ada satu orang pun di file ini.")


class AnswersOpen(RosterRefused):
    code = "GL-409Q"
    text = _l("Belum diubah: masih ada %(count)d hal yang perlu dijawab.")


class NoImportToUndo(RosterRefused):
    code = "GL-409I"
    text = _l("Tidak ada penerapan yang bisa dibatalkan.")


class RosterUsed(RosterRefused):
    code = "GL-409C"
    text = _l("Tidak bisa dibatalkan lagi: kartu baru %(who)s sudah dipakai.")


class NameRefused(RosterRefused):
    code = "GL-NAMA"
    text = _l("Belum diubah: nama itu %(why)s. Ketik nama orangnya.")


class NameMoved(RosterRefused):
    code = "GL-NAMA-2"
    text = _l("Belum diubah: sejak halaman ini dibuka orang lain menulis nama itu %(name)s. Periksa, lalu simpan "
              "lagi bila perlu.")


class SeatTaken(RosterRefused):
    code = "GL-409S"
    text = _l("Belum diubah: kursi %(role)s %(village)s sudah ditempati %(name)s. Pakai Ganti orang di halamannya.")


class PersonAtWork(RosterRefused):
    code = "GL-409DP"
    text = _l("Belum dihapus: hari orang ini sedang berlangsung. Hapus sesudah kelompoknya ditutup.")


class DayIsOver(RosterRefused):
    code = "GL-409DL"
    text = _l("Belum diubah: Hari %(number)s sudah selesai. Pilih hari yang akan datang.")


class SameDay(RosterRefused):
    code = "GL-409E"
    text = _l("Belum diubah: kursinya sudah diundang pada Hari %(number)s. Pilih hari lain.")


class VillageStays(GladiError):
    """The village stays on its day; told on the day's page."""

    status = 409
    code = "GL-DESA"
    text = _l("Belum dipindah: %(why)s.")


class SpreadRefused(GladiError):
    """Villages stay on their days; told on the page Pembagian."""

    status = 409
    code = "GL-BAGI"
    text = _l("Belum dibagi: %(why)s.")


class SpreadMoved(SpreadRefused):
    code = "GL-409BB"
    text = _l("Belum dibagi: usulnya tidak sama lagi dengan yang tampil tadi. Lihat lagi, lalu tekan tombolnya sekali lagi.")


class NoSpreadToUndo(SpreadRefused):
    code = "GL-409BU"
    text = _l("Tidak ada pembagian yang bisa dibatalkan.")


class TrainingRefused(GladiError):
    """No training was made; told on the page where it was pressed."""

    status = 409


class NoSuchTraining(TrainingRefused):
    code = "GL-404T"
    status = 404
    text = _l("Pelatihan itu tidak ada di antara pelatihan Anda.")


class TooFewVillages(TrainingRefused):
    code = "GL-409Y"
    text = _l("Belum dibuat: %(days)s hari belajar tidak cukup terisi. Setiap hari perlu paling sedikit satu desa (ada "
              "%(villages)s), dan harinya harus ada dalam satu tahun. Periksa hari libur dan hari kerjanya.")


class SettingsMoved(TrainingRefused):
    code = "GL-409XU"
    text = _l("Belum diubah: sejak halaman ini dibuka orang lain mengisinya (%(now)s). Periksa, lalu simpan lagi bila perlu.")


class TrainingMoved(TrainingRefused):
    code = "GL-409X"
    text = _l("Belum dibuat lagi: pelatihan baru sudah ada sejak halaman ini dibuka. Lihat di bawah ini.")
