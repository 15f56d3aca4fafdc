"""What each deed of the audit log is called on the page."""

from instructor.attendance.acts import ATTEND, TAKE_BACK
from instructor.certificates.issuing import REINSTATE, REVOKE
from instructor.days.beginning import CHANGED as CHANGED_TRAINING
from instructor.days.openings import CLOSED, ENDS, OPENED
from instructor.days.rotation import ROTATE
from instructor.days.timed import TIMED
from instructor.days.undo import UNDO
from instructor.days.weather import CHOSEN as WEATHER
from instructor.privacy.copy import EXPORT
from instructor.privacy.erasing import ERASE
from instructor.rejudging import REJUDGE
from instructor.schedule.moving import MOVE
from instructor.schedule.spreading import SPREAD, UNSPREAD
from instructor.schedule.sweeping import SWEEP
from sandbox.deeds import HINT_GIVEN, MESSAGE, RELEASE, TAKE
from sandbox.store.damage import DAMAGED
from sandbox.words.texts import lazy_gettext as _l

WORDS = {
    TAKE.name: _l("menangani"), RELEASE.name: _l("melepas"), MESSAGE.name: _l("mengirim pesan"),
    HINT_GIVEN.name: _l("memberi petunjuk"), "room_message": _l("mengirim pesan ke ruangan"),
    "room_message_back": _l("menarik kembali pesan ke ruangan"),
    "reset": _l("membuat salinan baru"), "undo_reset": _l("mengembalikan salinan lama"),
    "join": _l("menggabungkan di satu salinan"), "part": _l("memisahkan salinan"), "new_card": _l("mengganti kartu"),
    "open": _l("membuka kelompok"), "reopen": _l("membuka kelompok lagi"),
    "close": _l("menutup kelompok"), "pause": _l("menjeda ruangan"),
    "resume": _l("melanjutkan ruangan"), ROTATE: _l("mengganti kelompok"), TIMED: _l("mengatur jam ganti kelompok"),
    UNDO: _l("membatalkan penggantian kelompok"),
    ATTEND: _l("mencatat hadir"), TAKE_BACK: _l("menarik catatan hadir"),
    "citizens": _l("mengubah halaman desa untuk warga"),
    "account_added": _l("menambah akun"), "account_changed": _l("mengubah akun"), "account_revoked": _l("mencabut akun"),
    "account_let_in": _l("mengizinkan akun lagi"), "unlock": _l("membuka kunci akun"), "password": _l("mengganti kata sandi"),
    "leave_everywhere": _l("keluar di semua perangkat"),
    "backup_asked": _l("meminta cadangan"), "backup_taken": _l("mengunduh cadangan"),
    "backup_removed": _l("menghapus cadangan"), "backup_made": _l("membuat cadangan"),
    "restore_staged": _l("menyiapkan pemulihan"), "restore_dropped": _l("membatalkan pemulihan"),
    "import_roster": _l("memasukkan daftar peserta"), "undo_roster": _l("menarik daftar peserta"),
    "new_training": _l("membuat pelatihan"), "choose_training": _l("memilih pelatihan"),
    CHANGED_TRAINING: _l("mengubah pelatihan"),
    "add_person": _l("menambah orang"), "rename_person": _l("mengganti nama"), "replace_person": _l("mengganti orang"),
    "invite_again": _l("mengundang lagi di hari lain"), MOVE: _l("memindah desa ke hari lain"),
    SPREAD: _l("membagi desa ke hari-hari"), UNSPREAD: _l("membatalkan pembagian desa"),
    EXPORT: _l("mengambil salinan data pribadi"), ERASE: _l("menghapus data pribadi"),
    "remove_person": _l("mengeluarkan dari daftar"), "return_person": _l("mengembalikan ke daftar"),
    SWEEP: _l("menghapus salinan lama"),
    REJUDGE: _l("menilai lagi hari yang sudah ditutup"),
    "scenario_taken_over": _l("memakai konsep latihan"),
    "scenario_given_up": _l("berhenti memakai latihan"), "certificate": _l("menerbitkan sertifikat"),
    REVOKE: _l("mencabut sertifikat"), REINSTATE: _l("memberlakukan sertifikat lagi"),
    OPENED: _l("membuka latihan"), CLOSED: _l("menutup latihan"), ENDS: _l("mengatur akhir latihan"),
    WEATHER: _l("memilih cuaca hari nyata"),
    DAMAGED: _l("menemukan salinan rusak"),
}
KINDS = {"trainee": _l("Peserta"), "group": _l("Kelompok"), "account": _l("Akun"), "backup": _l("Cadangan"),
         "training": _l("Pelatihan"), "sandbox": _l("Salinan"), "scenario": _l("Latihan")}
"""What deeds concern, by how their target begins."""
