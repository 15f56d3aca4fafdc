"""What can be wrong with an answer: one small type each, and the type owns its code and wording.

A text says what was seen, what is right, and what to do. Where a whole household is looked at, the fact `who` stands before it:
'Anggota ke-3: umur 8 tahun …'.
"""

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, ClassVar


@dataclass(frozen=True)
class FieldError:
    """One finding at one input. `name` is the input in the page (q8, pangan-0-q12), `label` what the summary calls it."""

    name: str
    label: str
    facts: MappingProxyType[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    code: ClassVar[str] = "VAL-00"
    wording: ClassVar[str] = ""

    @classmethod
    def at(cls, name: str, label: str, **facts: Any) -> "FieldError":
        return cls(name, label, MappingProxyType(facts))

    @property
    def question(self) -> str:
        """What was asked, with its facts: a reason that was written for it holds until one of these is another."""
        facts = sorted((name, str(value)) for name, value in self.facts.items() if name != "who")
        return " ".join([self.code, *(f"{name}={value}" for name, value in facts)])

    @property
    def text(self) -> str:
        said = self.wording.format(**{"label": self.label, **self.facts})
        if not self.facts.get("who"):
            return said
        begins_with_a_word = self.wording[:2].istitle()
        return f"{self.facts['who']}: {said[0].lower() + said[1:] if begins_with_a_word else said}"


# Reading one input ---------------------------------------------------------------------------------------------------

class Unreadable(FieldError):
    """Base of what is wrong with the typing itself."""

    code = "VAL-18"


class InvisibleCharacter(Unreadable):
    wording = "Ada karakter yang tidak terlihat di isian ini. Hapus isinya, lalu ketik lagi."


class TooLong(Unreadable):
    wording = "Isian ini {length} huruf, paling banyak {limit}. Persingkat isinya."


class NoRupiahSign(Unreadable):
    wording = "Isi angka saja, tanpa “Rp”. Contoh: 2.350.000."


class NotANumber(Unreadable):
    wording = "“{value}” bukan angka yang dikenal. Isi angka saja, misalnya {example}."


class DecimalPoint(Unreadable):
    wording = "“{value}” memakai titik untuk desimal. Tulis dengan koma: {example}."


class AmbiguousNumber(Unreadable):
    wording = "“{value}” bisa dibaca {first} atau {second}. Tulis salah satu: titik untuk ribuan, koma untuk desimal."


class CommaThousands(Unreadable):
    wording = "“{value}” memakai koma untuk ribuan. Tulis dengan titik: {example}."


class MisplacedSigns(Unreadable):
    wording = "Titik atau koma pada “{value}” tidak pada tempatnya. Titik untuk ribuan, koma untuk desimal, misalnya 1.250,5."


class NotWhole(Unreadable):
    wording = "“{value}” tidak ditulis sebagai angka bulat. Isi tanpa angka desimal."


class TooManyDecimals(Unreadable):
    wording = "“{value}” lebih dari {most} angka di belakang koma. Bulatkan menjadi {most} angka."


class TooSmall(Unreadable):
    wording = "Angka {value} kurang dari {limit}. Isi {limit} atau lebih."


class TooLarge(Unreadable):
    wording = "Angka ini lebih besar dari {limit}. Periksa jumlah angkanya."


class NotDigits(Unreadable):
    wording = "“{value}” memuat huruf atau tanda baca. Isi dengan angka 0 sampai 9 saja."


class NotADate(Unreadable):
    wording = "“{value}” tidak terbaca sebagai tanggal. Tulis hari-bulan-tahun, misalnya 17-08-1990."


class NotAYear(Unreadable):
    wording = "“{value}” bukan tahun. Tulis empat angka, misalnya 1990."


class ShortYear(Unreadable):
    wording = "Tahun pada “{value}” hanya dua angka. Tulis empat angka, misalnya 17-08-1990."


class YearTwoWays(Unreadable):
    wording = "Tahun pada “{value}” terbaca dua cara: {first} atau {second}. Tulis empat angka; di Excel, format dd-mm-yyyy."


class NoSuchDay(Unreadable):
    wording = "Tanggal {value} tidak ada di kalender. Periksa hari dan bulannya."


class UnknownCode(FieldError):
    code = "VAL-18"
    wording = "“{value}” tidak ada dalam daftar pilihan. Pilih salah satu dari daftar."


class OneOnly(FieldError):
    code = "VAL-18"
    wording = "{count} pilihan dicentang. Pilih satu saja."


class NoneAndSome(FieldError):
    code = "VAL-18"
    wording = "“{none}” dicentang, tetapi ada isian lain. Pilih salah satu."


class Empty(FieldError):
    code = "VAL-17"
    wording = "{label} belum diisi. {remedy}"


class CellEmpty(FieldError):
    code = "VAL-19"
    wording = "{missing} masih kosong. Lengkapi barisnya, atau kosongkan seluruhnya."


class AnotherYear(FieldError):
    code = "VAL-38"
    wording = "Tanggal {day} bukan tahun {period}. Lembar ini berisi keadaan tahun {period}. Tulis tanggal di tahun itu."


class NotBegun(FieldError):
    code = "VAL-17"
    wording = "Lembar ini belum diisi. Isi dulu, lalu simpan."


class CellsOpen(FieldError):
    code = "VAL-17"
    wording = "{count} isian belum diisi. Isi angkanya, atau tulis 0 bila memang tidak ada."


class CopiesUnseen(FieldError):
    code = "VAL-39"
    wording = "{count} salinan dari tahun lalu belum dilihat. Periksa satu per satu, lalu simpan."


class Disagrees(FieldError):
    """Two figures that a rule between sheets compares. Its words are those of consistency/told.py."""

    code = "VAL-34"
    wording = "{said}"


class TooManyRows(FieldError):
    code = "VAL-19"
    wording = "Tabel ini berisi {count} baris, paling banyak {limit}. Gabungkan baris yang sama."


# Numbers of persons and cards ----------------------------------------------------------------------------------------

class NikLength(FieldError):
    code = "VAL-01"
    wording = "NIK {amount} angka: {value}. Harus 16. Cocokkan dengan kartu keluarga."


class NikNotDigits(FieldError):
    code = "VAL-01"
    wording = "NIK “{value}” memuat huruf atau tanda baca. Isi dengan 16 angka. Cocokkan dengan kartu keluarga."


class CardLength(FieldError):
    code = "VAL-01K"
    wording = "No. KK {amount} angka: {value}. Harus 16. Cocokkan dengan kartu keluarga."


class NikUsed(FieldError):
    code = "VAL-02"
    wording = "NIK {value} sudah dipakai di KK {card} (RT {rt}). Satu orang hanya boleh ada di satu keluarga."


class NikUsedHere(FieldError):
    code = "VAL-02"
    wording = "NIK {value} sudah dipakai anggota lain di keluarga ini: {other}. Satu NIK hanya untuk satu orang."


class CardUsed(FieldError):
    code = "VAL-02K"
    wording = "No. KK {value} sudah digunakan keluarga {head} (RT {rt}). Cari dulu keluarga itu sebelum menambah yang baru."


class NikFiller(FieldError):
    code = "VAL-03"
    wording = "NIK {value} bukan nomor yang mungkin. Belum punya NIK? Pilih Belum ber-NIK."


class SerialZero(FieldError):
    code = "VAL-03"
    wording = "NIK {value} berakhir 0000. Nomor urut mulai dari 0001. Cocokkan dengan kartu keluarga."


class BirthDateAgainstNik(FieldError):
    code = "VAL-06"
    wording = ("Tanggal lahir di NIK: {in_nik}, di isian: {typed}. Cocokkan dengan kartu keluarga. "
               "Bila kartu memang begitu, tulis alasannya.")


class SexAgainstNik(FieldError):
    code = "VAL-07"
    wording = "Menurut NIK {in_nik} (angka tanggal {day}); di isian {typed}. Cocokkan dengan kartu keluarga."


class NotAPracticeNumber(FieldError):
    code = "VAL-08"
    wording = ("{what} {value} bukan nomor latihan: angka ke-5 dan ke-6 harus 61 atau lebih. "
               "Salin nomor dari berkas di panel.")


class OtherSubdistrict(FieldError):
    code = "VAL-08"
    wording = "NIK berawal {seen}, sedangkan kecamatan ini {own}. Bila memang dibuat di kecamatan lain, tulis alasannya."


class SamePerson(FieldError):
    code = "VAL-29"
    wording = ("{person}, lahir di {place} {born}, sudah ada di KK {card} (RT {rt}). Mungkin orang yang sama. "
               "Bila memang dua orang, tulis alasannya.")


class NameWithoutLetter(FieldError):
    code = "VAL-31"
    wording = "Nama “{value}” tanpa huruf. Salin namanya dari kartu keluarga. Bila memang tertulis begitu, tulis alasannya."


# Ages, relations, occupations ----------------------------------------------------------------------------------------

class BornLater(FieldError):
    code = "VAL-09"
    wording = "Tanggal lahir {typed} belum terjadi; hari ini di latihan {today}. Periksa hari, bulan dan tahunnya."


class TooOld(FieldError):
    code = "VAL-09"
    wording = "Tanggal lahir {typed} berarti umur {age} tahun, paling banyak 120. Periksa tahunnya."


class RecordedLater(FieldError):
    code = "VAL-09"
    wording = "Tanggal pencatatan {typed} belum terjadi; hari ini di latihan {today}. Periksa hari, bulan dan tahunnya."


class RecordedBeforeBirth(FieldError):
    code = "VAL-09"
    wording = "Tanggal pencatatan {typed} lebih awal daripada tanggal lahir {born}. Periksa salah satunya."


class NoMember(FieldError):
    code = "VAL-10"
    wording = "Keluarga {card} belum mempunyai anggota. Tambahkan sedikitnya kepala keluarganya."


class TwoHeads(FieldError):
    code = "VAL-04"
    wording = "Keluarga {card} punya {count} kepala keluarga: {heads}. Harus tepat satu. Cocokkan dengan kartu keluarga."


class NoHead(FieldError):
    code = "VAL-05"
    wording = "Keluarga {card} belum punya kepala keluarga. Tentukan satu menurut kartu keluarga."


class HeadNameDiffers(FieldError):
    code = "VAL-05"
    wording = ("Nama kepala di kartu “{on_card}”, di daftar anggota “{in_list}”. Buka kepala keluarga itu, "
               "cocokkan namanya dengan kartu, lalu simpan.")


class SpouseNotMarried(FieldError):
    code = "VAL-20"
    wording = "Hubungan {relation}, tetapi statusnya {status}. Suami atau istri berstatus Kawin. Periksa salah satunya."


class SpouseSameSex(FieldError):
    code = "VAL-20"
    wording = "Hubungan {relation}, tetapi jenis kelaminnya sama dengan kepala keluarga {head}. Periksa kartu keluarga."


class ChildTooClose(FieldError):
    code = "VAL-21"
    wording = "Selisih umur dengan kepala keluarga hanya {years} tahun. Periksa tanggal lahirnya. Bila benar, tulis alasan."


class YoungWithStatus(FieldError):
    code = "VAL-21"
    wording = "Umur {age} tahun, tercatat {what}. Periksa tanggal lahirnya. Bila benar, tulis alasan."


class AnswerAgainstAge(FieldError):
    code = "VAL-22"
    wording = "Umur {age} tahun, tetapi {what}: {answer}. Untuk itu umurnya {need}. Periksa salah satunya."


class ContraceptionUnmarried(FieldError):
    code = "VAL-23"
    wording = "Akseptor KB hanya untuk yang berstatus Kawin; statusnya {status}. Kosongkan, atau pilih Tidak Menggunakan."


class OfficeHeld(FieldError):
    code = "VAL-28"
    wording = "Jabatan {office} sudah dipegang {holder} (KK {card}). Hanya boleh satu orang di desa. Periksa keduanya."


# The household's answers ---------------------------------------------------------------------------------------------

class NeedsMember(FieldError):
    code = "VAL-24"
    wording = "{label} terisi “{answer}”, tetapi tidak ada anggota {need}. Periksa isian ini atau tanggal lahir anggotanya."


class TickedWithoutReason(FieldError):
    code = "VAL-25"
    wording = "“{option}” dicentang, tetapi kepala keluarganya {seen}. Hapus centangnya, atau periksa data kepala keluarga."


class TickMissing(FieldError):
    code = "VAL-25"
    wording = "Kepala keluarganya {seen}, tetapi “{option}” belum dicentang. Centang, atau periksa data kepala keluarga."


class ExcludedTogether(FieldError):
    code = "VAL-26"
    wording = "“{first}” (isian {first_number}) tidak bisa bersama “{second}” (isian {second_number}). Periksa salah satunya."


class NamedTwice(FieldError):
    code = "VAL-32"
    wording = "{what} disebut dua kali. Hapus salah satu. Bila memang dua sumber, tulis alasannya."


class MuchMoreThan(FieldError):
    code = "VAL-27"
    wording = "Pengeluaran {seen} lebih dari {times} kali penghasilan {base}. Periksa angkanya. Bila benar, tulis alasan."


class ProductionWithoutLand(FieldError):
    code = "VAL-30"
    wording = ("{what} terisi, tetapi lahan {land} tidak ada pada isian 10. Periksa keduanya. "
               "Bila menggarap lahan orang lain, tulis alasan.")
