"""The addresses under /papan."""

from flask import Blueprint

from instructor.attendance import views as attendance_pages
from instructor.backup import views as backup_pages
from instructor.board import views as board_pages
from instructor.certificates import views as certificate_pages
from instructor.days import beginning_views as training_pages
from instructor.days import views as rotation_pages
from instructor.diary import views as diary_pages
from instructor.people import hand_views as hand_pages
from instructor.people import views as people_pages
from instructor.privacy import views as privacy_pages
from instructor.reports import views as report_pages
from instructor.schedule import spread_views as spread_pages
from instructor.schedule import views as schedule_pages
from instructor.takehome import views as takehome_pages
from instructor.trainee import views as trainee_pages
from instructor.trainee import watching

bp = Blueprint("hall", __name__, url_prefix="/papan", template_folder="templates")

SEAT = "/peserta/<int:trainee_id>"

bp.add_url_rule("", "board", board_pages.board)
bp.add_url_rule("/aliran", "stream", board_pages.stream)
bp.add_url_rule("/proyektor", "projector", board_pages.projector)
bp.add_url_rule("/jeda", "pause", board_pages.pause, methods=["POST"])
bp.add_url_rule("/lanjut", "resume", board_pages.resume, methods=["POST"])
bp.add_url_rule("/pesan", "send_message", board_pages.send_message, methods=["POST"])
bp.add_url_rule("/latihan", "open_lesson", board_pages.open_lesson, methods=["POST"])
bp.add_url_rule("/latihan/sampai", "end_lesson", board_pages.end_lesson, methods=["POST"])
bp.add_url_rule("/latihan/cuaca", "set_weather", board_pages.set_weather, methods=["POST"])
bp.add_url_rule("/pesan/tarik", "take_message_back", board_pages.take_message_back, methods=["POST"])
bp.add_url_rule("/catatan", "diary", diary_pages.diary)

bp.add_url_rule("/cadangan", "backups", backup_pages.backups)
bp.add_url_rule("/cadangan", "ask_backup", backup_pages.ask_backup, methods=["POST"])
bp.add_url_rule("/cadangan/unduh", "take_dump", backup_pages.take_dump, methods=["POST"])
bp.add_url_rule("/cadangan/<backup_name>", "take_backup", backup_pages.take_backup)
bp.add_url_rule("/cadangan/<backup_name>/pulihkan", "restore_backup", backup_pages.restore_backup, methods=["GET", "POST"])
bp.add_url_rule("/cadangan/<backup_name>/hapus", "remove_backup", backup_pages.remove_backup, methods=["POST"])
bp.add_url_rule("/cadangan/tidak-jadi", "drop_restore", backup_pages.drop_restore, methods=["POST"])

bp.add_url_rule("/buka/<int:number>", "open_group", board_pages.open_group, methods=["POST"])

bp.add_url_rule(SEAT, "trainee", trainee_pages.trainee)
bp.add_url_rule(f"{SEAT}/panel", "watched_panel", watching.watched_panel)
bp.add_url_rule(f"{SEAT}/lembar", "take_home", takehome_pages.of_trainee)
bp.add_url_rule(f"{SEAT}/tangani", "take", trainee_pages.take, methods=["POST"])
bp.add_url_rule(f"{SEAT}/lepas", "release", trainee_pages.release, methods=["POST"])
bp.add_url_rule(f"{SEAT}/pesan", "message", trainee_pages.message, methods=["POST"])
bp.add_url_rule(f"{SEAT}/petunjuk", "give_hint", trainee_pages.give_hint, methods=["POST"])
bp.add_url_rule(f"{SEAT}/mulai-baru", "reset", trainee_pages.reset, methods=["POST"])
bp.add_url_rule(f"{SEAT}/batal-mulai-baru", "undo_reset", trainee_pages.undo_reset, methods=["POST"])
bp.add_url_rule(f"{SEAT}/gabung", "join", trainee_pages.join, methods=["POST"])
bp.add_url_rule(f"{SEAT}/pisah", "part", trainee_pages.part, methods=["POST"])

bp.add_url_rule("/peserta", "people", people_pages.people)
bp.add_url_rule("/peserta", "upload_roster", people_pages.upload_roster, methods=["POST"])
bp.add_url_rule("/peserta/templat.xlsx", "roster_template", people_pages.roster_template)
bp.add_url_rule("/peserta/periksa", "roster_check", people_pages.roster_check)
bp.add_url_rule("/peserta/periksa", "answer_roster", people_pages.answer_roster, methods=["POST"])
bp.add_url_rule("/peserta/periksa/kolom", "choose_roster_columns", people_pages.choose_roster_columns, methods=["POST"])
bp.add_url_rule("/peserta/periksa/buang", "drop_roster", people_pages.drop_roster, methods=["POST"])
bp.add_url_rule("/peserta/periksa/masalah.xlsx", "roster_problems", people_pages.roster_problems)
bp.add_url_rule("/peserta/tambah", "add_person", hand_pages.add_person, methods=["POST"])
bp.add_url_rule(f"{SEAT}/orang", "person", hand_pages.person)
bp.add_url_rule(f"{SEAT}/orang/nama", "rename_person", hand_pages.rename_person, methods=["POST"])
bp.add_url_rule(f"{SEAT}/orang/ganti", "replace_person", hand_pages.replace_person, methods=["POST"])
bp.add_url_rule(f"{SEAT}/orang/hari", "move_person", hand_pages.move_person, methods=["POST"])
bp.add_url_rule(f"{SEAT}/orang/keluar", "remove_person", hand_pages.remove_person, methods=["POST"])
bp.add_url_rule(f"{SEAT}/orang/data.json", "person_copy", privacy_pages.person_copy)
bp.add_url_rule(f"{SEAT}/orang/hapus", "erase_person", privacy_pages.erase_person, methods=["POST"])
bp.add_url_rule(f"{SEAT}/orang/kembali", "return_person", hand_pages.return_person, methods=["POST"])
bp.add_url_rule("/peserta/batal-terapkan", "undo_roster", people_pages.undo_roster, methods=["POST"])

bp.add_url_rule("/pelatihan", "trainings", training_pages.trainings)
bp.add_url_rule("/pelatihan/ubah", "change_training", training_pages.change_training, methods=["POST"])
bp.add_url_rule("/ruangan", "choose_hall", training_pages.choose_hall, methods=["POST"])
bp.add_url_rule("/pelatihan/pakai", "choose_training", training_pages.choose_training, methods=["POST"])
bp.add_url_rule("/pelatihan", "new_training", training_pages.new_training, methods=["POST"])

bp.add_url_rule("/ganti", "rotation", rotation_pages.rotation)
bp.add_url_rule("/ganti", "rotate", rotation_pages.rotate, methods=["POST"])
bp.add_url_rule("/ganti/jam", "rotate_later", rotation_pages.rotate_later, methods=["POST"])
bp.add_url_rule("/ganti/tutup", "close_last", rotation_pages.close, methods=["POST"])
bp.add_url_rule("/ganti/batal", "undo_rotation", rotation_pages.undo, methods=["POST"])

bp.add_url_rule("/jadwal", "schedule", schedule_pages.schedule)
bp.add_url_rule("/jadwal/salinan-lama", "old_copies", schedule_pages.old_copies)
bp.add_url_rule("/jadwal/salinan-lama", "remove_old_copies", schedule_pages.remove_old_copies, methods=["POST"])
bp.add_url_rule("/jadwal/susulan", "choose_day", schedule_pages.choose_day, methods=["POST"])
bp.add_url_rule("/jadwal/pembagian", "distribution", spread_pages.distribution)
bp.add_url_rule("/jadwal/pembagian", "spread_villages", spread_pages.spread_villages, methods=["POST"])
bp.add_url_rule("/jadwal/pembagian/pindah", "move_to_day", spread_pages.move_to_day, methods=["POST"])
bp.add_url_rule("/jadwal/pembagian/batal", "undo_spread", spread_pages.undo_spread, methods=["POST"])
bp.add_url_rule("/jadwal/<int:number>", "schedule_day", schedule_pages.schedule_day)
bp.add_url_rule("/jadwal/<int:number>/pindah", "move_village", schedule_pages.move_village, methods=["POST"])
bp.add_url_rule("/jadwal/<int:number>/buka-lagi", "reopen", rotation_pages.reopen, methods=["POST"])

bp.add_url_rule("/kehadiran", "attendance", attendance_pages.attendance)
bp.add_url_rule("/kehadiran/catat", "attend", attendance_pages.attend, methods=["POST"])
bp.add_url_rule("/kehadiran/<int:trainee_id>/ganti", "replace_present", attendance_pages.replace_present, methods=["POST"])
bp.add_url_rule("/kehadiran/batal", "undo_attend", attendance_pages.undo_attend, methods=["POST"])

bp.add_url_rule("/sertifikat", "certificates", certificate_pages.certificates)
bp.add_url_rule("/sertifikat", "issue_certificates", certificate_pages.issue_certificates, methods=["POST"])
bp.add_url_rule("/sertifikat/cabut", "revoke_certificate", certificate_pages.revoke_certificate, methods=["POST"])
bp.add_url_rule("/sertifikat.pdf", "print_certificates", certificate_pages.print_certificates)

bp.add_url_rule("/laporan", "report", report_pages.report)
bp.add_url_rule("/laporan/tabel/<table>", "report_table", report_pages.report_table)
bp.add_url_rule("/laporan.xlsx", "report_workbook", report_pages.report_workbook)
bp.add_url_rule("/laporan.pdf", "report_pdf", report_pages.report_pdf)
