"""Each error of Gladi's own, and each finding of `gladi doctor`, with the act that its message names and the test that meets it,
does that, and is past it.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Remedy:
    """`words`: the act, quoted from the message; empty where it names none. Either a `test` does it (FILE::FUNCTION below
    tests/), or `why` says why a person must, or what the message tells instead of an act."""

    words: str
    test: str = ""
    why: str = ""


def done(words: str, test: str) -> Remedy:
    """A test does it."""
    return Remedy(words, test=test)


def by_hand(words: str, why: str) -> Remedy:
    """No test does it, and why."""
    return Remedy(words, why=why)


def names_none(why: str) -> Remedy:
    """There is nothing to mend: what was asked for is so already, is not there, or can be no more."""
    return Remedy("", why=why)


SO_ALREADY = names_none("it is so already")
NOT_THERE = names_none("there is no such thing")
NO_MORE = names_none("it can be done no more, and why is told")
OTHERS_WORK = "waits for what others do at that moment"
TRAINER = "the trainer is asked for, who looks at the board and at `gladi doctor`"
MACHINE = "needs another database server, or other software on it"
HERE = "sandbox/test_remedies.py::"
AUTHORING = "instructor/test_authoring.py::"
BACKUP = "instructor/test_backup.py::"
DUMPS = "instructor/test_dumps.py::"
REFUSED_BACKUP = BACKUP + "test_one_of_a_newer_gladi_or_too_large_for_the_disk_is_refused"
BEGINNING = "instructor/test_beginning.py::"
PEOPLE = HERE + "test_what_is_refused_of_people_is_done_once_it_is_asked_for_as_told"
CHOICES = HERE + "test_what_is_refused_of_accounts_and_choices_is_done_once_it_is_asked_for_as_told"
GROUPS = HERE + "test_what_is_refused_of_groups_is_done_once_it_is_asked_for_as_told"
BROWSER = HERE + "test_what_is_refused_in_a_browser_is_served_once_it_is_asked_for_as_told"
ROSTER = "instructor/test_roster.py::"
INVITED = "instructor/test_people_by_hand.py::test_nobody_is_invited_to_a_day_that_is_over_or_twice_to_one"
LOGINS = "accounts/test_logins.py::test_what_those_four_sentences_ask_for_lets_the_button_be_pressed"
SETTINGS = "sandbox/test_settings.py::"
TYPO = HERE + "test_the_word_that_a_file_error_proposes_mends_the_file"
SHARED = "sandbox/test_shared_platform.py::test_a_login_that_was_refused_is_let_in_once_the_commands_of_each_refusal_were_run"
LETTERS = ("sandbox/test_shared_platform.py::"
           "test_a_database_in_other_letters_and_a_login_that_may_make_none_are_mended_by_the_command_in_the_refusal")
NODES = "server/test_nodes.py::test_a_database_that_is_away_is_told_and_found_again"
WIRE = "server/test_wire_bounds.py::"

REMEDIES: dict[str, Remedy] = {
    # the editor of exercises
    "DraftChanged": done("simpan lagi", AUTHORING + "test_what_somebody_else_saved_meanwhile_is_not_written_over"),
    "NoSuchDraft": NOT_THERE,
    "NotProved": done("Buktikan dulu, lalu pakai",
                      AUTHORING + "test_a_proof_is_of_the_text_that_was_proved_and_only_a_green_one_is_taken_over"),
    "ProofRunning": by_hand("Tunggu sampai selesai", "a proof takes a process of its own and about a minute"),
    "TrialGone": NO_MORE,
    "TrialRunning": done("Tunggu sampai selesai",
                         AUTHORING + "test_what_is_tried_is_found_while_its_process_is_heard_of_and_by_its_ticket_alone"),
    # backups
    "DataThere": done("Tambahkan --replace", BACKUP + "test_data_that_is_there_stays_unless_it_is_to_be_replaced"),
    "DatabaseBroken": done("%(remedy)s",
                           "sandbox/test_doctor.py::test_a_broken_database_is_told_with_the_command_that_brings_it_back"),
    "DatabaseFilled": done("Tambahkan --replace", DUMPS + "test_a_dump_comes_back_over_what_was_done_since_which_is_kept"),
    "DumpFailed": by_hand("Perbaiki sebabnya, lalu coba lagi", "PostgreSQL's own tools refuse for reasons of theirs"),
    "NoDump": done("Pakai file cadangan yang lain",
                   DUMPS + "test_an_empty_database_becomes_the_same_hall_and_a_file_that_is_cut_changes_nothing"),
    "NoTool": by_hand("Pasang alat PostgreSQL", "installs software on the machine"),
    "StillServed": done("Hentikan semuanya", DUMPS + "test_a_dump_comes_back_over_what_was_done_since_which_is_kept"),
    "NewerGladi": done("Pasang Gladi yang sama atau lebih baru", REFUSED_BACKUP),
    "NoBackup": done("Pakai file cadangan yang lain", REFUSED_BACKUP),
    "NoRoomForIt": done("Kosongkan ruang", REFUSED_BACKUP),
    "NotWritten": done("Pilih tempat lain",
                       BACKUP + "test_a_backup_that_cannot_be_written_is_told_and_another_place_takes_it"),
    "NothingToKeep": done("Jalankan Gladi dulu", HERE + "test_an_empty_folder_is_kept_once_gladi_has_begun_there"),
    # the hall
    "AloneHere": NOT_THERE,
    "AlreadyJoined": SO_ALREADY,
    "AlreadyRotated": done("Buka halaman Ganti kelompok", GROUPS),
    "AnotherIsOpen": done("Tutup dulu", GROUPS),
    "AnswersOpen": done("yang perlu dijawab", ROSTER + "test_nothing_is_applied_while_an_answer_is_open_and_the_answers_stay"),
    "ArchiveSwept": done("Buka lagi dengan salinan baru",
                         "instructor/test_archive.py::test_what_can_not_be_opened_again_says_why_and_stays_as_it_is"),
    "DayIsOver": done("Pilih hari yang akan datang", INVITED),
    "FormsChanged": done("jalankan lagi python3 start.py start",
                         "instructor/test_forms.py::test_a_group_whose_villages_were_made_for_other_forms_is_not_opened"),
    "NameMoved": done("simpan lagi bila perlu", "instructor/test_people_by_hand.py::"
                      "test_a_spelling_that_somebody_else_has_changed_meanwhile_is_not_written_over"),
    "NameRefused": done("Ketik nama orangnya", PEOPLE),
    "NoImportToUndo": NOT_THERE,
    "NoLongerExpected": done("Muat daftar ini sekali lagi", HERE + "test_a_list_loaded_again_has_nobody_who_was_taken_out"),
    "NoSpreadToUndo": NOT_THERE,
    "NoSuchGroup": NOT_THERE,
    "NoSuchRoster": done("Unggah filenya lagi", HERE + "test_a_list_of_people_that_is_none_or_forgotten_is_uploaded_again"),
    "NoSuchTrainee": NOT_THERE,
    "NoSuchTraining": NOT_THERE,
    "NoSuchVillage": done("Tulis kodenya dengan titik", PEOPLE),
    "NoTraining": NOT_THERE,
    "NotClosed": SO_ALREADY,
    "NotInTheDay": NOT_THERE,
    "NotJoined": SO_ALREADY,
    "NotOpen": SO_ALREADY,
    "NotOpenedYet": names_none("that group's day has not come"),
    "NotRead": done("Centang dulu", "instructor/test_pages.py::test_the_group_is_changed_with_one_tick_and_one_button"),
    "NothingToApply": NOT_THERE,
    "NothingToRotate": NOT_THERE,
    "NothingToUndo": NOT_THERE,
    "PartFirst": done("Pisahkan dulu keduanya", PEOPLE),
    "PersonAtWork": done("Hapus sesudah kelompoknya ditutup",
                         "instructor/test_privacy.py::test_everybody_reads_what_is_kept_and_an_organiser_hands_out_and_erases"),
    "RenewedSince": NO_MORE,
    "RosterMoved": done("tekan tombolnya sekali lagi",
                        ROSTER + "test_an_answer_that_changes_the_outcome_is_shown_before_it_is_applied"),
    "RosterUnreadable": done("%(remedy)s", HERE + "test_a_list_of_people_that_is_none_or_forgotten_is_uploaded_again"),
    "RosterUsed": NO_MORE,
    "RotationBlocked": done("%(reasons)s", "instructor/test_rotation.py::test_a_village_without_its_template_blocks"),
    "SameDay": done("Pilih hari lain", INVITED),
    "SeatMoved": done("lalu coba lagi", PEOPLE),
    "SeatTaken": done("Pakai Ganti orang", PEOPLE),
    "SettingsMoved": done("lalu simpan lagi", BEGINNING + "test_what_two_change_of_a_training_at_once_is_both_kept_"
                          "and_the_same_setting_is_asked_again"),
    "SpreadMoved": done("tekan tombolnya sekali lagi", "instructor/test_spread.py::"
                        "test_an_organiser_sees_what_would_change_deals_out_takes_back_and_moves_one_by_its_day"),
    "SpreadRefused": names_none("%(why)s says which village was moved since, or which day is open"),
    "TooFewVillages": done("Periksa hari libur dan hari kerjanya",
                           BEGINNING + "test_without_days_or_villages_for_each_nothing_is_made"),
    "TrainingMoved": done("Lihat di bawah ini",
                          BEGINNING + "test_twice_is_once_and_beside_a_running_real_training_another_is_prepared"),
    "UndoTooLate": NO_MORE,
    "VillageStays": names_none("%(why)s says what was written there, or that the day is open"),
    "WrongEnd": done("pilih jam yang akan datang",
                     "instructor/test_openings.py::test_more_time_is_added_to_the_end_or_to_now_and_pressed_twice_once"),
    "WrongTime": done("pilih jam yang akan datang", GROUPS),
    "DriverFailed": names_none("%(why)s has the driver's own end"),
    "OneNode": by_hand("hilangkan --nodes", "a rehearsal is a whole server with its bots"),
    "NotReady": by_hand("Lihat %(log)s", "the log is read by a person"),
    # who may come in
    "LeftElsewhere": done("Masuk lagi, lalu simpan lagi", LOGINS),
    "NoCookies": done("Izinkan cookie", LOGINS),
    "OpenTooLong": done("Buka lagi halamannya", LOGINS),
    "SomebodyElse": done("masuk lagi dengan kartu Anda", LOGINS),
    "OtherTraining": done("menambahkan Anda di Akun staf", BEGINNING +
                          "test_staff_of_one_training_see_and_change_only_its_people_whatever_they_ask_for"),
    "NobodyToPrint": done("Pilih kelompok, desa atau peserta",
                          "accounts/test_printing.py::test_the_command_writes_the_paper_and_with_new_replaces_the_card_first"),
    "SecretDamaged": done("Kembalikan dari cadangan", "accounts/test_cards.py::test_a_damaged_secret_is_said_and_never_used"),
    "LoginsQueue": by_hand("Tunggu sebentar, lalu masuk lagi", OTHERS_WORK),
    "NoSuchAccount": NOT_THERE,
    "PasswordMoved": done("Masuk dengan yang baru", "accounts/test_team.py::"
                          "test_of_two_who_use_a_link_at_the_same_moment_one_chooses_the_password"),
    "LastOrganiser": done("Jadikan orang lain penyelenggara dulu", "accounts/test_team.py::test_one_organiser_is_always_left"),
    "LoginTaken": done("Pilih nama masuk lain", CHOICES),
    "MemberMoved": done("simpan lagi bila perlu", CHOICES),
    "NothingArchived": NOT_THERE,
    "NotAllowed": done("masuk dengan akun yang lain", BROWSER),
    "ReadOnly": done("kembali ke halaman peserta itu",
 BROWSER),
    "ChoiceMoved": done("simpan lagi bila perlu", CHOICES),
    # saving
    "LateSave": done("Ketik lagi", "sandbox/test_actions.py::"
                     "test_a_save_in_flight_during_a_reset_is_told_and_lies_in_the_archive"),
    "StaleForm": done("halaman Draf", "instructor/test_joining.py::"
                      "test_a_form_of_before_saves_nothing_and_its_typing_is_found_among_the_drafts"),
    "StoreBusy": done("simpan sekali lagi", "sandbox/test_platform.py::"
                      "test_while_another_program_holds_the_lock_every_writer_is_told_and_gives_the_turn_back"),
    "StoreUndone": done("simpan sekali lagi",
                        "sandbox/test_postgres_store.py::test_what_was_lost_before_the_commit_is_surely_not_stored"),
    "StoreFull": by_hand("Panggil pelatih", TRAINER),
    "TemplateNotReady": done("Halaman ini terbuka sendiri", "sandbox/test_damage.py::"
                             "test_a_damaged_template_is_taken_out_of_use_and_served_again_once_it_is_made_anew"),
    "TemplateStuck": done("Hapus file itu", HERE + "test_a_template_that_is_stuck_is_made_anew_once_the_named_file_is_gone"),
    "MarkExists": SO_ALREADY,
    "MarkMissing": by_hand("Panggil pelatih", TRAINER),
    "OtherVersion": NO_MORE,
    "SandboxDamaged": done("tombol Salinan baru", "instructor/test_damaged.py::"
                           "test_the_trainers_page_of_that_seat_says_what_is_wrong_and_its_button_mends_it"),
    "SourceDamaged": names_none("whoever asked for the copy says what to do: GL-202, GL-508, GL-509"),
    "NotDrawn": by_hand("Tunggu sebentar, lalu coba lagi", OTHERS_WORK),
    "FileNotWritten": done("Pilih file atau folder lain", "instructor/test_reports.py::"
                           "test_a_day_that_does_not_exist_and_a_file_that_cannot_be_written_are_refused"),
    # files from somebody's hand
    "FileError": done("%(list)s", TYPO),
    "ScenarioError": done("%(list)s", TYPO),
    "AgendaError": done("%(list)s", TYPO),
    "SkillsError": done("%(list)s", TYPO),
    "ItemsError": done("%(list)s", TYPO),
    "InstrumentError": done("%(list)s", TYPO),
    "ListingError": done("%(list)s", HERE + "test_a_cell_is_read_once_it_is_written_as_told"),
    "BadSetting": done("Seharusnya %(expected)s", HERE + "test_a_setting_is_read_once_it_is_what_it_should_be"),
    "NoSuchAgenda": done("Pilih salah satu: %(known)s", HERE + "test_each_agenda_that_is_proposed_is_there"),
    "NoSuchScenario": NOT_THERE,
    "NotNow": names_none("another task, or an examination that goes on"),
    "NotOpenYet": done("panggil pelatih", "scenarios/test_panel.py::"
                       "test_a_closed_block_says_when_it_is_opened_and_a_press_on_its_button_begins_nothing"),
    "NothingToPick": by_hand("Panggil pelatih", TRAINER),
    # the instance and its server
    "AlreadyRunning": done("hentikan dulu yang itu",
                           SETTINGS + "test_a_second_server_of_one_instance_is_refused_and_told_where_the_first_is"),
    "FolderUnusable": done("pilih folder lain: GLADI_INSTANCE=…",
                           SETTINGS + "test_a_folder_that_cannot_be_made_is_said_with_the_remedy"),
    "FolderWithoutLinks": done("Pilih folder di diska komputer ini",
                               SETTINGS + "test_a_disk_without_links_is_told_by_a_sentence_of_its_own"),
    "DatabaseGone": done("pindahkan folder sandboxes ke tempat lain", "sandbox/test_private.py::"
                         "test_a_lost_database_is_not_replaced_by_an_empty_one_beside_its_sandboxes"),
    "DatabaseNewer": by_hand("Pakai versi Gladi yang sama atau lebih baru", "that Gladi is another one"),
    "WorkerEnded": done("Dicoba lagi dalam %(seconds)d detik", "server/test_processes.py::"
                        "test_one_that_ends_before_it_serves_is_told_with_its_cause_and_waits_longer_each_time"),
    "NoPort": by_hand("Pilih port lain", "which ports are kept for administrators is the system's"),
    "NoSuchHost": done("isi dengan 127.0.0.1",
                       SETTINGS + "test_an_address_that_is_not_this_machines_is_not_called_a_port_in_use"),
    "PortHeld": done("Tunggu satu menit lalu coba lagi", "server/test_processes.py::"
                     "test_after_a_killed_run_the_port_is_waited_for_and_nobody_else_is_blamed"),
    "PortTaken": done("Tutup program itu, atau pilih port lain", SETTINGS + "test_a_port_in_use_is_said_and_another_is_offered"),
    "TooManyFields": done("Muat ulang halamannya, lalu isi lagi",
 BROWSER),
    "AddressBusy": by_hand("tunggu setengah menit", OTHERS_WORK),
    "LineBusy": by_hand("Tunggu setengah menit", OTHERS_WORK),
    "HeadersLate": done("muat ulang halaman ini", WIRE + "test_headers_that_do_not_end_are_answered_with_the_reason"),
    "AddressTooLong": done("Kembali ke halaman depan", WIRE + "test_what_is_no_request_is_answered_in_words"),
    "NotUnderstood": done("Kembali ke halaman depan", WIRE + "test_what_is_no_request_is_answered_in_words"),
    # PostgreSQL
    "DriverMissing": by_hand("Pasang dengan: .venv/bin/python -m pip install", "installs from the network"),
    "DatabaseTooOld": by_hand("versi %(least)s atau yang lebih baru", MACHINE),
    "DatabaseReadOnly": by_hand("server utamanya", MACHINE),
    "DatabaseUnreachable": done("Periksa GLADI_DATABASE_URL", SHARED),
    "NotTheOwner": done("ALTER DATABASE", SHARED),
    "RoleMissing": done("GRANT gladi_app TO", SHARED),
    "TooPowerful": done("Pakai pengguna biasa", SHARED),
    "WrongEncoding": done("Buat yang baru: CREATE DATABASE", LETTERS),
    "MayNotCreate": done("ALTER ROLE", LETTERS),
    "DatabaseAway": done("halaman ini terbuka sendiri", NODES),
    "DatabaseLost": done("buka lagi halamannya", NODES),
    "NoSharedDatabase": by_hand("python3 start.py doctor", "that command is tried by sandbox/test_doctor.py"),
    "NoCitus": by_hand("CREATE EXTENSION citus", MACHINE),
    # the villages
    "NoRoom": done("pilih folder lain (GLADI_INSTANCE)",
                   "seed/test_template.py::test_a_folder_that_cannot_be_written_to_is_told_in_one_line"),
    "OtherList": done("pilih folder lain (GLADI_INSTANCE)",
                      "seed/test_template.py::test_a_template_from_another_list_is_told_and_stays"),
    "ReportNotWritten": done("pilih file atau folder lain", "seed/test_commands.py::"
                             "test_a_report_that_cannot_be_written_is_told_and_the_villages_stay"),
    "SeedError": names_none("%(why)s says what is wrong"),
    "Stopped": by_hand("perintah yang sama meneruskannya", "builds 99 villages"),
}

DOCTOR = "sandbox/test_doctor.py::"
FINDINGS: dict[str, Remedy] = {
    "rights": done("chmod -R go=", DOCTOR + "test_rights_that_are_too_wide_are_found_and_tightened_at_the_start_"
                   "but_only_in_what_is_ours"),
    "disk": by_hand("Kosongkan ruang", "what may go is not Gladi's to say"),
    "database": by_hand("akun komputer yang membuat file itu", "the accounts are the system's"),
    "clock": by_hand("Betulkan jam komputer", "the clock is the system's"),
    "templates": done("Hapus file .json", DOCTOR + "test_a_damaged_template_is_found_and_its_remedy_lets_it_be_made_anew"),
    "fonts": by_hand("Pasang Gladi lagi", "they lie in the installation"),
    "backups": done("start.py backup",
                    DOCTOR + "test_a_backup_that_is_too_old_is_found_and_the_command_that_is_named_makes_the_next_one"),
    "sandboxes": done("reset --trainee",
                      DOCTOR + "test_a_damaged_copy_is_named_with_its_file_and_the_command_that_mends_it"),
    "archive": done("hapus file itu", DOCTOR + "test_a_damaged_copy_is_named_with_its_file_and_the_command_that_mends_it"),
}
"""What `gladi doctor` says in words of its own, by the check's name; its other findings are errors of the table above."""
