"""Every deed and every page of the practice system, once: its name, its word, what it does.

The journal, the gate, the scenario files and their schema, the board, the timeline and the trouble pages take them from here;
`docs/scenarios.md` lists them. Nobody else writes such a name as a string: `tests/sandbox/test_deeds.py` holds it.

A `word` is Indonesian, as the practice system says it; `label` is the same in the language of the hall's reader.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, Generic

from sandbox.details import (
    AnswerDetails,
    BatchDetails,
    BeginDetails,
    CounterDetails,
    D,
    Details,
    FileDetails,
    HandDetails,
    HintDetails,
    MessageBackDetails,
    PlacedDetails,
    RatingDetails,
    ReadDetails,
    RecordDetails,
    RejudgedDetails,
    ReportDetails,
    StaffDetails,
    StaffHintDetails,
)
from sandbox.words.languages import N_
from sandbox.words.texts import LaterText, lazy_gettext


class Effect(Enum):
    """What a deed does to the village's data."""

    READS = "membaca"
    """A late one needs no telling, and a form token is not asked for."""
    CHANGES = "mengubah"
    PASSES = "masuk atau keluar"
    """Comes or goes: the practice login changes, the data does not."""
    NOTED = "dicatat"
    """No deed of the practice system: an event of the lesson or the hall, written into the journal."""


@dataclass(frozen=True, slots=True, eq=False)
class DeedKind(Generic[D]):
    """A kind of deed. `button`: what is pressed for it, where that differs from the word."""

    name: str
    word: str
    effect: Effect
    details: type[D]
    """What a deed of this kind carries."""
    button: str = ""

    @property
    def pressed(self) -> str:
        """As the trouble page says it."""
        return self.button or self.word

    @property
    def label(self) -> LaterText:
        return lazy_gettext(self.word)

    @property
    def reads(self) -> bool:
        return self.effect is Effect.READS

    @property
    def changes(self) -> bool:
        return self.effect is Effect.CHANGES

    @property
    def noted(self) -> bool:
        return self.effect is Effect.NOTED


OPEN = DeedKind("open", N_("Buka"), Effect.READS, RecordDetails)
SEARCH = DeedKind("search", N_("Cari"), Effect.READS, RecordDetails)
SAVE = DeedKind("save", N_("Simpan"), Effect.CHANGES, RecordDetails)
DELETE = DeedKind("delete", N_("Hapus"), Effect.CHANGES, RecordDetails)
SUBMIT = DeedKind("submit", N_("Kirim"), Effect.CHANGES, RecordDetails)
SUBMIT_ALL = DeedKind("submit_all", N_("Kirim semua yang siap"), Effect.CHANGES, BatchDetails, button="Kirim semua")
RESEND = DeedKind("resend", N_("Kirim lagi"), Effect.CHANGES, RecordDetails)
WITHDRAW = DeedKind("withdraw", N_("Batalkan kiriman"), Effect.CHANGES, RecordDetails)
REOPEN = DeedKind("reopen", N_("Kirim revisi"), Effect.CHANGES, RecordDetails)
RESTORE_DRAFT = DeedKind("restore_draft", N_("Pulihkan draf"), Effect.CHANGES, RecordDetails)
HAND_OVER = DeedKind("hand_over", N_("Serahkan ke Sekdes"), Effect.CHANGES, RecordDetails)
ADOPT = DeedKind("adopt", N_("Pakai angka keluarga"), Effect.CHANGES, RecordDetails, button="Pakai angka ini")
CHECK_FILE = DeedKind("check_file", N_("Periksa file"), Effect.CHANGES, FileDetails)
IMPORT = DeedKind("import", N_("Impor"), Effect.CHANGES, FileDetails, button="Simpan")
EXPORT = DeedKind("export", N_("Ekspor"), Effect.READS, FileDetails, button="Unduh")
RECORD_DEATH = DeedKind("record_death", N_("Catat meninggal"), Effect.CHANGES, RecordDetails)
MOVE_OUT = DeedKind("move_out", N_("Catat pindah keluar"), Effect.CHANGES, RecordDetails)
MOVE_MEMBER = DeedKind("move_member", N_("Pindahkan anggota"), Effect.CHANGES, RecordDetails)
SPLIT_CARD = DeedKind("split_card", N_("Pecah KK"), Effect.CHANGES, RecordDetails)
REPORT = DeedKind("report", N_("Laporkan"), Effect.CHANGES, ReportDetails, button="Kirim laporan")
SERVE = DeedKind("serve", N_("Layani warga"), Effect.CHANGES, CounterDetails, button="Beri jawaban")
PROMISE = DeedKind("promise", N_("Beri jam kembali"), Effect.CHANGES, CounterDetails, button="Beri jawaban")
ASK_PAPERS = DeedKind("ask_papers", N_("Minta lengkapi berkas"), Effect.CHANGES, CounterDetails, button="Beri jawaban")
MERGE_PEOPLE = DeedKind("merge_people", N_("Gabungkan data ganda"), Effect.CHANGES, RecordDetails)
ACCEPT_DOUBT = DeedKind("accept_doubt", N_("Memang begitu"), Effect.CHANGES, RecordDetails)
DOUBT_AGAIN = DeedKind("doubt_again", N_("Tanyakan lagi"), Effect.CHANGES, RecordDetails)
CHANGE_PASSWORD = DeedKind("change_password", N_("Ubah kata sandi"), Effect.CHANGES, RecordDetails,
                           button="Simpan kata sandi")
LOG_IN = DeedKind("login", N_("Masuk"), Effect.PASSES, RecordDetails)
LOG_OUT = DeedKind("logout", N_("Keluar"), Effect.PASSES, RecordDetails)
CONNECT = DeedKind("connect", N_("Sambungkan Wi-Fi"), Effect.PASSES, RecordDetails, button="Sambungkan")
GIVE_AWAY = DeedKind("give_away", N_("Beri kata sandi ke halaman asing"), Effect.PASSES, RecordDetails, button="Sambungkan")

BEGIN = DeedKind("begin", N_("Mulai latihan"), Effect.NOTED, BeginDetails)
HELD = DeedKind("held", N_("Tertahan gangguan"), Effect.NOTED, Details)
JUDGED = DeedKind("judged", N_("Berubah oleh waktu"), Effect.NOTED, Details)
REJUDGED = DeedKind("rejudged", N_("Dinilai menurut latihan yang dibetulkan"), Effect.NOTED, RejudgedDetails)
ANSWER = DeedKind("answer", N_("Jawab pertanyaan"), Effect.NOTED, AnswerDetails)
RATE = DeedKind("rate", N_("Menilai kejelasan latihan"), Effect.NOTED, RatingDetails)
PLACED = DeedKind("placed", N_("Menjawab cek kemampuan"), Effect.NOTED, PlacedDetails)
HINT = DeedKind("hint", N_("Buka petunjuk"), Effect.NOTED, HintDetails)
HINT_GIVEN = DeedKind("hint_given", N_("Beri petunjuk"), Effect.NOTED, StaffHintDetails)
RAISE_HAND = DeedKind("raise_hand", N_("Panggil pelatih"), Effect.NOTED, HandDetails)
LOWER_HAND = DeedKind("lower_hand", N_("Batal memanggil"), Effect.NOTED, Details)
TAKE = DeedKind("take", N_("Saya tangani"), Effect.NOTED, StaffDetails)
RELEASE = DeedKind("release", N_("Lepas"), Effect.NOTED, StaffDetails)
MESSAGE = DeedKind("message", N_("Kirim pesan"), Effect.NOTED, StaffDetails)
JOINED = DeedKind("joined", N_("Salinan dipakai berdua"), Effect.NOTED, StaffDetails)
LEFT = DeedKind("left", N_("Pindah ke salinan sendiri"), Effect.NOTED, StaffDetails)
MESSAGE_BACK = DeedKind("message_back", N_("Tarik kembali pesan"), Effect.NOTED, MessageBackDetails)
MESSAGE_READ = DeedKind("message_read", N_("Sudah dibaca"), Effect.NOTED, ReadDetails)

DEEDS: Mapping[str, DeedKind[Any]] = {kind.name: kind for kind in (
    OPEN, SEARCH, SAVE, DELETE, SUBMIT, SUBMIT_ALL, RESEND, WITHDRAW, REOPEN, RESTORE_DRAFT, ADOPT, HAND_OVER, CHECK_FILE,
    IMPORT, EXPORT, RECORD_DEATH, MOVE_OUT, MOVE_MEMBER, SPLIT_CARD, REPORT, LOG_IN, LOG_OUT, CONNECT, GIVE_AWAY,
    MERGE_PEOPLE, ACCEPT_DOUBT, DOUBT_AGAIN, SERVE, PROMISE, ASK_PAPERS,
    CHANGE_PASSWORD,
    BEGIN, HELD, JUDGED, REJUDGED, ANSWER, RATE, PLACED,
    HINT, HINT_GIVEN, RAISE_HAND, LOWER_HAND, TAKE, RELEASE, MESSAGE, MESSAGE_BACK,
    MESSAGE_READ,
    JOINED, LEFT)}
"""All, by name: what a row of the journal says in `action`."""

FILLED_IN = (SAVE, RECORD_DEATH, MOVE_OUT, MOVE_MEMBER, SPLIT_CARD, REPORT)
"""Deeds by which a form is sent that was filled in: what was typed into it is a draft until they are done."""
HINTS = (HINT, HINT_GIVEN)
"""Opened by the trainee; given by staff."""


def names(*kinds: DeedKind[Any]) -> tuple[str, ...]:
    """As a query for rows of these kinds takes them."""
    return tuple(kind.name for kind in kinds)


@dataclass(frozen=True, slots=True, eq=False)
class PageKind:
    """A page or form of the practice system; its name is its view's too. `thing`: what a button on it is pressed for."""

    name: str
    word: str
    thing: str
    menu: str = ""
    """The entry of the menu that it belongs to."""
    is_typed_into: bool = False
    """Whether people sit on it and type, which is no deed."""

    @property
    def label(self) -> LaterText:
        return lazy_gettext(self.word)


HOME = PageKind("home", N_("Beranda"), "Beranda", "beranda")
HOUSEHOLDS = PageKind("households", N_("Daftar Keluarga"), "Daftar Keluarga", "ddk")
HOUSEHOLD = PageKind("household", N_("Keluarga"), "keluarga", "ddk", is_typed_into=True)
MEMBER = PageKind("member", N_("Anggota"), "anggota keluarga", "ddk", is_typed_into=True)
LEAVING = PageKind("leaving", N_("Mutasi keluarga"), "keluarga", "ddk", is_typed_into=True)
MUTATIONS = PageKind("mutations", N_("Riwayat Mutasi"), "Riwayat Mutasi", "mutasi")
MERGING = PageKind("merging", N_("Gabungkan data ganda"), "data ganda", "periksa")
DOUBTS = PageKind("doubts", N_("Periksa Data"), "Periksa Data", "periksa")
OUTBOX = PageKind("outbox", N_("Kotak Keluar"), "Kotak Keluar", "kotak-keluar")
SUBMISSION = PageKind("submission", N_("Kiriman"), "kiriman", "kotak-keluar")
RECEIPT = PageKind("receipt", N_("Tanda Terima"), "tanda terima", "kotak-keluar")
BATCH_PLAN = PageKind("batch_plan", N_("Kirim semua yang siap"), "daftar yang siap", "kotak-keluar")
BATCHES = PageKind("batches", N_("Daftar kiriman borongan"), "daftar kiriman borongan", "kotak-keluar")
BATCH = PageKind("batch", N_("Kiriman borongan"), "kiriman borongan", "kotak-keluar")
PROGRESS = PageKind("progress", N_("Progres"), "Progres", "progres")
CLASSIFICATION = PageKind("classification", N_("Klasifikasi"), "Klasifikasi", "klasifikasi")
STATISTICS = PageKind("statistics", N_("Statistik"), "Statistik", "statistik")
PROFILE = PageKind("profile", N_("Profil Publik"), "Profil Publik", "profil")
EXCHANGE = PageKind("exchange", N_("Impor & Ekspor"), "Impor & Ekspor", "impor")
FILE_CHECK = PageKind("file_check", N_("Pemeriksaan file"), "file impor", "impor")
PASSWORD = PageKind("own_password", N_("Ubah Kata Sandi"), "kata sandi", "kata-sandi")
GUIDE = PageKind("guide", N_("Panduan Teknis"), "Panduan Teknis", "panduan")
DOCUMENTS = PageKind("documents", N_("Unduh Dokumen"), "dokumen", "dokumen")
NOTICES = PageKind("notices", N_("Pesan Singkat"), "Pesan Singkat", "pesan")
HELPDESK = PageKind("helpdesk", N_("Bantuan"), "Bantuan", "bantuan")
TICKET = PageKind("ticket", N_("Laporan"), "laporan", "bantuan", is_typed_into=True)
COUNTER = PageKind("counter", N_("Loket"), "Loket", "loket")
CITIZEN = PageKind("citizen", N_("Warga di loket"), "warga di loket", "loket")
SHEETS = PageKind("sheets", N_("Daftar lembar"), "daftar lembar")
SHEET = PageKind("sheet", N_("Lembar"), "lembar", is_typed_into=True)
COMPARISON = PageKind("comparison", N_("Bandingkan dengan keluarga"), "lembar")
DRAFT = PageKind("draft", N_("Draf"), "draf", "draf")
LOGIN = PageKind("login", N_("Halaman masuk"), "sistem")
WIFI = PageKind("wifi", N_("Halaman Wi-Fi"), "Wi-Fi")

PAGES: Mapping[str, PageKind] = {page.name: page for page in (
    GUIDE, DOCUMENTS, PASSWORD, NOTICES,
    HOME, HOUSEHOLDS, HOUSEHOLD, MEMBER, LEAVING, MUTATIONS, OUTBOX, SUBMISSION, RECEIPT, BATCH_PLAN, BATCHES, BATCH,
    PROFILE, EXCHANGE, FILE_CHECK, HELPDESK, TICKET, COUNTER, CITIZEN, SHEETS, STATISTICS, CLASSIFICATION, PROGRESS, SHEET,
    COMPARISON, DOUBTS, MERGING, DRAFT, LOGIN, WIFI)}
"""All, by name: what a row of the journal says in `form`."""

MENU = (HOME, HOUSEHOLDS, DOUBTS, MUTATIONS, OUTBOX, STATISTICS, CLASSIFICATION, PROGRESS, PROFILE, EXCHANGE, HELPDESK, COUNTER,
        NOTICES, GUIDE, DOCUMENTS, PASSWORD)
"""Pages that the menu leads to."""


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """Where a trouble page sends people, in the practice system's words. `answers`: opening one of these tells the fate."""

    name: str
    button: str
    text: str
    answers: tuple[PageKind, ...]


AT_OUTBOX = Look("outbox", "Buka Kotak Keluar", "Kotak Keluar memuat semua kiriman yang sudah diterima server.",
                 (OUTBOX, SUBMISSION, HOUSEHOLD, RECEIPT, SHEET, BATCHES, BATCH))
AT_HOUSEHOLDS = Look("households", "Buka Daftar Keluarga",
                     "Daftar Keluarga memuat semua keluarga yang sudah tersimpan di server.", (HOUSEHOLDS, HOUSEHOLD))
AT_LOGIN = Look("login", "Masuk lagi", "Masuk lagi dengan kode desa dan kata sandi Anda.", (HOME, HOUSEHOLD, HOUSEHOLDS, SHEET))
AT_DRAFTS = Look("drafts", "Buka halaman draf", "Draf berisi ketikan yang belum tersimpan.", (DRAFT, HOUSEHOLD, SHEET))
AT_FORM = Look("form", "Buka halamannya lagi", "Halaman itu menunjukkan kapan data terakhir disimpan.",
               (HOUSEHOLD, HOUSEHOLDS, MEMBER, SHEETS, SHEET))

AT_IMPORTS = Look("imports", "Buka Riwayat impor", "Riwayat impor memuat semua file yang sudah tersimpan di server.",
                  (EXCHANGE, HOUSEHOLDS, HOUSEHOLD))

LOOKS: Mapping[str, Look] = {look.name: look for look in (AT_OUTBOX, AT_HOUSEHOLDS, AT_LOGIN, AT_DRAFTS, AT_FORM, AT_IMPORTS)}
"""All, by name: what a scenario's `shows` says in `look`."""
