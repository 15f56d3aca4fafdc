"""What can go wrong with backups, with its wording."""

from sandbox.errors import GladiError
from sandbox.words.texts import lazy_gettext as _l


class NothingToKeep(GladiError):
    code = "GL-CAD-1"
    text = _l("Folder %(path)s belum berisi pelatihan, jadi belum ada yang dicadangkan. Jalankan Gladi dulu.")


class NotWritten(GladiError):
    code = "GL-CAD-2"
    text = _l("Cadangan %(path)s tidak bisa ditulis: %(why)s. Pilih tempat lain, misalnya flashdisk.")


class NoBackup(GladiError):
    code = "GL-CAD-3"
    status = 409
    text = _l("%(path)s bukan cadangan Gladi yang utuh: %(why)s. Pakai file cadangan yang lain. Tidak ada yang diubah.")


class NewerGladi(GladiError):
    code = "GL-CAD-4"
    status = 409
    text = _l("Cadangan %(path)s dibuat oleh Gladi yang lebih baru (bentuk %(schema)s). Pasang Gladi yang sama atau lebih baru, "
              "lalu coba lagi. Tidak ada yang diubah.")


class DataThere(GladiError):
    code = "GL-CAD-5"
    status = 409
    text = _l("Folder %(path)s sudah berisi data. Tambahkan --replace: data itu dipindahkan ke folder sebelum-dipulihkan di "
              "dalamnya, lalu cadangan dipasang. Tidak ada yang diubah.")


class NoRoomForIt(GladiError):
    code = "GL-CAD-6"
    status = 507
    text = _l("Ruang simpan kurang: perlu %(needed).1f GB, bebas %(free).1f GB. Kosongkan ruang, lalu coba lagi. Tidak ada yang "
              "diubah.")


class DatabaseBroken(GladiError):
    """The platform database can't be read. `remedy`: FROM_BACKUP or FROM_NOTHING, filled."""

    code = "GL-DB-2"
    text = _l("Isi basis data %(path)s rusak. Hentikan Gladi bila masih berjalan. %(remedy)s")


FROM_BACKUP = _l("Lalu kembalikan cadangan yang terakhir: python3 start.py restore %(backup)s --replace. Yang rusak tetap "
                 "disimpan.")
FROM_NOTHING = _l("Di folder %(folder)s tidak ada cadangan. Bila ada di tempat lain: python3 start.py restore FILE --replace. "
                  "Bila tidak ada, pindahkan folder data ini ke tempat lain, lalu mulai dari nol.")
